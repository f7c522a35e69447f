"""Sentences that name the body that acts: presidential statements, and decisions told afterwards.

"The Council requests ...", "At its 47th plenary meeting, on 4 December 2024, the General Assembly,
on the recommendation of the Sixth Committee, decided to defer ...".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

_BODY = (
    r"(?:General Assembly|Assembly|Security Council|Council|Economic and Social Council|"
    r"Human Rights Council|Commission|Committee|Conference|Board|Forum)"
)
_OWN_NAME = (
    rf"(?:{_BODY}|(?:[A-Z][a-z]+ )+(?:Assembly|Council|Commission|Committee|Conference|Board|Forum)"
    r"|(?:Conference|Meeting) of the Parties|SBSTA|SBI)"
)
"""A body as it names itself where it begins to speak: "The Permanent Forum"."""
NARRATED = re.compile(
    r"[\u201c\"]?(?:(?:Also )?[Aa]t (?:its|the|that) (?:same|[\w() -]{2,40}?) "
    r"(?:plenary )?(?:meetings?|sessions?)\b|"
    rf"On \d{{1,2}} [A-Z][a-z]+ \d{{4}}, )[^;]{{0,200}}?\b[Tt]he {_BODY}\b|"
    rf"The {_BODY}, (?:on the (?:recommendation|proposal)|pursuant to|recalling|having|by a )"
    r"[^;]{0,300}?\b(?:decided|took note|requested|approved|endorsed|appointed|elected|noted|"
    r"invited)\b|"
    rf"The {_BODY}, at its [\w() -]{{2,40}}? (?:meeting|session),? (?:held )?on \d"
)
"""How a decision begins that is told afterwards: its verbs are in the past tense."""
TOLD = re.compile(
    rf"The {_OWN_NAME} (?:(?:also|further|strongly|therefore) )?(?:requested|decided|invited|"
    r"urged|encouraged|called upon|agreed to|took note|noted with|recommended that|welcomed)\b"
)
"""A conclusion told afterwards, with no word of the meeting: "The Committee also requested"."""
BARE = re.compile(
    r"(?:[Rr]equested|[Dd]ecided|[Ii]nvited|[Uu]rged|[Ee]ncouraged|[Cc]alled upon|[Tt]ook note of|"
    r"[Aa]pproved|[Ee]ndorsed|[Rr]ecommended|[Aa]uthorized|[Ii]nstructed|[Aa]greed|[Dd]eferred|"
    r"[Pp]ostponed|[Aa]ppointed|[Cc]onfirmed|[Nn]oted|[Ww]elcomed)"
    r" (?:the|that|to|its|all|Member|States|Governments)\b|Decided:"
)
"""The same where the subject stands above all of them: "The Governing Body:"."""
_SUBJECT = re.compile(
    rf"(?P<after>^|[.;:] ?[\u201c\"]?|[\u201c\"]|, ?)"
    rf"(?:In (?:this|that) (?:regard|context|conne(?:ct|x)ion), )?"
    rf"(?:(?P<it>It)|[Tt]he (?:{_BODY}|(?P<named>{_OWN_NAME})))(?=,? +[a-z])"
)
_CONSIDERING = re.compile(
    r"(?:Given|In order|In view|In follow-up|In light|Alarmed|Concerned|Convinced|Noting|Mindful|"
    r"Conscious|Aware|Recognizing|Considering|Acknowledging|Recalling|With a view)\b"
)
"""How a sentence begins that says why before it names the body."""
_SENTENCE_END = re.compile(r"\. [A-Z]")
_REACH = 700
_REACH_TOLD = 6000
"""How far a verb stands from its subject, in characters; a decision says much before it."""
_BRACKETS = re.compile(r"\((?:[^()]|\([^()]*\))*\)")
_WITHOUT_COMMA = re.compile(
    r" (?P<verb>decided|requested|invited|elected|re-elected|appointed|reappointed|took note|"
    r"authorized|approved|adopted|endorsed|noted|confirmed|welcomed)\b"
    r"(?= (?:to|that|the|of|its|[A-Z]))"
)
_NOT_THE_BODY = re.compile(
    r"\b(?:had|was|were|has|have|been|being|it|which|who|that|as|so|be|and|or|not|previously|"
    r"already|persons|documents?|reports?|members|recommendations?|arrangements?|amendments?)"
    r"(?: \w+ly)?$"
)
"""Before a participle, or the verb of somebody else."""


def told(text: str) -> bool:
    """Whether a text tells afterwards what was decided, with no word of the meeting."""
    return (TOLD.match(text) or BARE.match(text)) is not None


def named(text: str) -> bool:
    """Whether a sentence that says why first may name the body after it."""
    return ", the " in text[:60] or (", the " in text and _CONSIDERING.match(text) is not None)


def find(
    text: str, forms: Mapping[str, str], verb: re.Pattern[str]
) -> Iterator[tuple[int, int, str]]:
    """Where the verb of such a sentence begins and ends, and its lemma.

    ``forms`` maps words to lemmas; ``verb`` matches one with the adverbs before it. "It" is the
    body after a sentence of the body.
    """
    spoken = False
    narrated = NARRATED.match(text) is not None
    late = narrated or _CONSIDERING.match(text) is not None
    if narrated:
        text = _BRACKETS.sub(lambda match: " " * len(match[0]), text)
    for match in _SUBJECT.finditer(text):
        beside = match["after"].startswith(",")
        again = spoken and beside and narrated and _again(text, match.start())
        if (match["it"] and not spoken) or (beside and (spoken or not late) and not again):
            continue
        if match["named"] and match["after"] and not beside and not spoken:
            # Another body's doings: only one that begins to speak, or speaks already, acts.
            continue
        found = _verb(text, match.end(), forms, verb, told=narrated and (again or not spoken))
        if found is not None:
            spoken = True
            yield found


def _again(text: str, at: int) -> bool:
    """Whether the sentence up to ``at`` tells of a further meeting: "At its 3rd meeting, the"."""
    begin = max(text.rfind(". ", 0, at), text.rfind(".\n", 0, at)) + 2
    return begin > 1 and NARRATED.match(text[begin : at + 40].lstrip()) is not None


def _verb(
    text: str, at: int, forms: Mapping[str, str], verb: re.Pattern[str], *, told: bool
) -> tuple[int, int, str] | None:
    """The verb right after the subject, or after the asides that commas set off.

    What is ``told`` may have a phrase before it that no comma sets off.
    """
    position = at
    reach = at + (_REACH_TOLD if told else _REACH)
    while position >= 0 and not _SENTENCE_END.search(text, at, position):
        match = verb.match(text, position)
        word = match["verb"].lower() if match is not None else ""
        if match is not None and word in forms and not (told and _DONE_BY.match(text, match.end())):
            return match.start("verb"), match.end("verb"), forms[word]
        if not told and not text.startswith(",", at):
            return None
        position = text.find(",", position + 1, reach)
    if not told:
        return None
    votes = _VOTES.search(text, at, at + _REACH)
    if votes is not None:
        return *votes.span("verb"), votes["verb"]
    return _verb_without_comma(text, at, forms)


_DONE_BY = re.compile(
    r"(?<!decided)(?<!elected)(?<!appointed) "
    r"(?:(?:pursuant|in advance|by|under|in accordance|as set)\b|in (?=[A-Z])|"
    r"at (?:its|the)\b|(?:on|from) \d)"
)
"""After what others did: "the group established pursuant to", which is no verb of the body."""
_VOTES = re.compile(r" proceeded (?:[a-z]+ ){0,5}to (?P<verb>elect|appoint)\b")
"""Two bodies that vote at the same time: "proceeded independently of one another to elect"."""


def _verb_without_comma(
    text: str, at: int, forms: Mapping[str, str]
) -> tuple[int, int, str] | None:
    """ "The Assembly, pursuant to its resolution of 3 March 2020 took note of the list"."""
    for match in _WITHOUT_COMMA.finditer(text, at, at + _REACH):
        word = match["verb"].partition(" ")[0]
        if word in forms and not _NOT_THE_BODY.search(text[at : match.start()].rstrip(" ,")):
            return match.start("verb"), match.start("verb") + len(word), forms[word]
    return None
