"""Sentences that name the body that acts: presidential statements, and decisions told afterwards.

"The Council requests ...", "At its 47th plenary meeting, on 4 December 2024, the General Assembly,
on the recommendation of the Sixth Committee, decided to defer ...".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

_BODY = (
    r"(?:General Assembly|Assembly|Security Council|Council|Economic and Social Council|"
    r"Human Rights Council|Commission|Committee|Conference|Board)"
)
NARRATED = re.compile(
    r"[\u201c\"]?(?:At (?:its|the|that) (?:same|[\w() -]{2,40}?) (?:plenary )?meetings?\b|"
    rf"On \d{{1,2}} [A-Z][a-z]+ \d{{4}}, )[^.;]{{0,200}}?\b[Tt]he {_BODY}\b"
)
"""How a decision begins that is told afterwards: its verbs are in the past tense."""
_SUBJECT = re.compile(
    rf"(?P<after>^|[.;:] ?[\u201c\"]?|[\u201c\"]|, )"
    rf"(?:In (?:this|that) (?:regard|context|connection), )?"
    rf"(?:(?P<it>It)|[Tt]he {_BODY})(?=,? [a-z])"
)
_SENTENCE_END = re.compile(r"\. [A-Z]")
_REACH = 700


def find(
    text: str, forms: Mapping[str, str], verb: re.Pattern[str]
) -> Iterator[tuple[int, int, str]]:
    """Where the verb of such a sentence begins and ends, and its lemma.

    ``forms`` maps words to lemmas; ``verb`` matches one with the adverbs before it. "It" is the
    body after a sentence of the body.
    """
    spoken = False
    narrated = NARRATED.match(text) is not None
    for match in _SUBJECT.finditer(text):
        beside = match["after"] == ", " and match.end("after") > 0
        if (match["it"] and not spoken) or (beside and (spoken or not narrated)):
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
