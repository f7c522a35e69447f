"""Who is asked in the passive: "The Secretary-General is requested to submit a report"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..cues import holds
from . import naming, parties
from .operative import Found
from .parties import PRONOUN
from .vocabulary import PAST

_LEMMAS = {
    "requested": "request", "urged": "urge", "invited": "invite", "encouraged": "encourage",
    "called upon": "call upon", "called on": "call on", "directed": "direct",
    "instructed": "instruct", "authorized": "authorize", "authorised": "authorize",
    "asked": "ask",
}  # fmt: skip
_BEING = (" is ", " are ", " is, ", " are, ")
_CUES = tuple(f" {word}" for word in _LEMMAS)
_ASKED = re.compile(
    r"(?:^|[.;:] ?[\u201d\"]? ?)(?:(?:Accordingly|Therefore|Furthermore|Moreover|Additionally|"
    r"Finally),? |(?:In|To|With|As|For|By|Through|Under|On|At|Within|Bearing|Noting|Recognizing|"
    r"Considering|Given|Taking) (?![^.;:,]* (?:is|are|was|were) )(?:[^.;:]|\.(?=\d)){3,240}?, )??"
    r"(?:[Tt]he )?(?P<who>(?!(?:In|To|With|As|For|By|Through|Under|On|At|Within|Bearing|Noting|"
    r"Recognizing|Considering|Given|Taking) )[A-Za-z](?:(?! (?:is|are|was|were) )[^.;:]){2,240}?),?"
    r" (?:is|are),?(?: (?:also|further|hereby|therefore|accordingly|again|once again|furthermore|"
    r"in particular|[a-z]+ly),?)*"
    rf" (?P<verb>{'|'.join(_LEMMAS)})(?=,? (?:to |[^.;:]{{3,160}}, to ))"
)


_THAT_ASKED = re.compile(
    r"That (?:the )?(?P<who>[A-Za-z](?:(?! be ).){2,120}?) be (?:also |further )?"
    rf"(?P<verb>{'|'.join(_LEMMAS)})(?=,? (?:to |[^.;:]{{3,300}}, to ))"
)


def find(text: str) -> Iterator[Found]:
    """The verbs of sentences that ask somebody who is known to act, whoever does the asking.

    "That the Board be requested to light lamps" does so below what resolves it.
    """
    if text.startswith("That ") and (match := _THAT_ASKED.match(text)):
        names = parties.names(match["who"])
        if names and all(map(_acts, names)):
            yield Found(0, match.end("verb"), _LEMMAS[match["verb"]], asked=tuple(names))
    if text.startswith("It is ") and (said := _IT_IS.match(text)):
        yield Found(0, said.end(), PAST[said["done"]])
    if not holds(text, _BEING) or not holds(text, _CUES):
        return
    for match in _ASKED.finditer(text):
        names = parties.names(match["who"])
        if names and all(map(_acts, names)):
            yield Found(
                match.start("who"), match.end("verb"), _LEMMAS[match["verb"]], asked=tuple(names)
            )


_IT_IS = re.compile(
    r"It is (?:(?:also|further|hereby|therefore) )?(?P<done>recommended|requested|decided|agreed|"
    r"recalled|noted|recognized|acknowledged|reaffirmed|emphasized|stressed|suggested)(?= that\b)"
)
"""What is said with nobody who says it: "It is recommended that States save oil"."""


def _acts(name: str) -> bool:
    """Whether a name is an actor's; a single word at the beginning of a sentence has a capital."""
    plain = name if " " in name or name.isupper() else name.lower()
    return naming.is_actor(plain) or PRONOUN.match(name) is not None
