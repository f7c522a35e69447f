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
    r"[\u201c\"]?(?:At (?:its|the|that) (?:same|[\w() -]{2,40}?) "
    r"(?:plenary )?(?:meetings?|sessions?)\b|"
    rf"On \d{{1,2}} [A-Z][a-z]+ \d{{4}}, )[^.;]{{0,200}}?\b[Tt]he {_BODY}\b"
)
"""How a decision begins that is told afterwards: its verbs are in the past tense."""
TOLD = re.compile(
    rf"The {_OWN_NAME} (?:(?:also|further|strongly|therefore) )?(?:requested|decided|invited|"
    r"urged|encouraged|called upon|agreed to|took note|noted with|recommended that|welcomed)\b"
)
"""A conclusion told afterwards, with no word of the meeting: "The Committee also requested"."""
BARE = re.compile(
    r"(?:[Rr]equested|[Dd]ecided|[Ii]nvited|[Uu]rged|[Ee]ncouraged|[Cc]alled upon|[Tt]ook note of|"
    r"[Aa]pproved|[Ee]ndorsed|[Rr]ecommended|[Aa]uthorized|[Ii]nstructed|[Aa]greed)"
    r" (?:the|that|to|its|all|Member|States|Governments)\b"
)
"""The same where the subject stands above all of them: "The Governing Body:"."""
_SUBJECT = re.compile(
    rf"(?P<after>^|[.;:] ?[\u201c\"]?|[\u201c\"]|, )"
    rf"(?:In (?:this|that) (?:regard|context|connection), )?"
    rf"(?:(?P<it>It)|[Tt]he (?:{_BODY}|(?P<named>{_OWN_NAME})))(?=,? [a-z])"
)
_CONSIDERING = re.compile(
    r"(?:Given|In order|In view|In follow-up|In light|Alarmed|Concerned|Convinced|Noting|Mindful|"
    r"Conscious|Aware|Recognizing|Considering|Acknowledging|Recalling|With a view)\b"
)
"""How a sentence begins that says why before it names the body."""
_SENTENCE_END = re.compile(r"\. [A-Z]")
_REACH = 700


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
    late = NARRATED.match(text) is not None or _CONSIDERING.match(text) is not None
    for match in _SUBJECT.finditer(text):
        beside = match["after"] == ", " and match.end("after") > 0
        if (match["it"] and not spoken) or (beside and (spoken or not late)):
            continue
        if match["named"] and match["after"] and not beside and not spoken:
            # Another body's doings: only one that begins to speak, or speaks already, acts.
            continue
        found = _verb(text, match.end(), forms, verb)
        if found is not None:
            spoken = True
            yield found


def _verb(
    text: str, at: int, forms: Mapping[str, str], verb: re.Pattern[str]
) -> tuple[int, int, str] | None:
    """The verb right after the subject, or after the asides that commas set off."""
    position = at
    while position >= 0 and not _SENTENCE_END.search(text, at, position):
        match = verb.match(text, position)
        if match is not None and match["verb"] in forms:
            return match.start("verb"), match.end("verb"), forms[match["verb"]]
        if not text.startswith(",", at):
            return None
        position = text.find(",", position + 1, at + _REACH)
    return None
