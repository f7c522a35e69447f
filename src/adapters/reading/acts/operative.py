"""An operative verb where it stands, with its particle: "call upon", "take note"."""

from __future__ import annotations

import re
from dataclasses import dataclass

ADVERB = (
    r"also|further|furthermore|again|once again|once more|yet again|strongly|deeply|firmly|"
    r"urgently|earnestly|"
    r"hereby|therefore|thus|accordingly|consequently|moreover|additionally|in addition|likewise|"
    r"equally|"
    r"categorically|solemnly|seriously|particularly|especially|expressly|specifically|"
    r"unequivocally|"
    r"unreservedly|vehemently|vigorously|warmly|fully|highly|gravely|greatly|sincerely|formally|"
    r"unanimously|respectfully|resolutely|emphatically|explicitly|simultaneously|profoundly|"
    r"finally|"
    r"continues to|continue to|subsequently|nevertheless|still|merely|invariably|absolutely|"
    r"unconditionally|wholeheartedly|insistently|kindly|cordially|similarly|newly|in particular"
)
"""Words that may stand before an operative verb."""
_PARTICLE = {
    "call": re.compile(
        rf"(?:,? (?:{ADVERB}|in (?:this|that|the same) (?:regard|context|conne(?:ct|x)ion|"
        rf"respect)),?)*,? ?(upon|on|for|attention)\b",
        re.IGNORECASE,
    ),
    "take": re.compile(
        r"(?: also| further| due| duly| full| careful)* ?(note|into account|into consideration|"
        r"cognizance|account)\b",
        re.IGNORECASE,
    ),
    "look": re.compile(r"(?: also| further)* ?(forward)\b"),
    "pay": re.compile(r"(?: also| special| further)* ?(tribute)\b"),
    "draw": re.compile(r"(?: also| further)* ?(?:the )?(attention)\b"),
    "set": re.compile(r"(?: also| hereby)* ?(up)\b"),
    "bear": re.compile(r" ?(in mind)\b"),
    "point": re.compile(r" ?(out)\b"),
}
_BY_A_NOUN = frozenset({"make", "address", "launch"})
_AN_APPEAL = re.compile(r",? (?:an?|its)(?: [\w-]+,?){0,3} appeal(?=,? to )")
"""Who "makes an urgent appeal to States" appeals to them."""


@dataclass(frozen=True, slots=True)
class Found:
    """A verb in a paragraph: where its clause begins, where its complement begins, its lemma."""

    start: int
    rest: int
    lemma: str
    plural: bool = False
    """Whether the subject is "we"."""
    bare: bool = False
    """Whether it leads in its bare form: "Reiterate that ...", and others may follow in theirs."""
    asked: tuple[str, ...] = ()
    """Whom it asks, where they are its subject: "States are urged to"."""


def found_at(text: str, start: int, end: int, lemma: str, *, plural: bool = False) -> Found | None:
    """The verb with its particle; None where it needs one that is not there."""
    appeal = _AN_APPEAL.match(text, end) if lemma in _BY_A_NOUN else None
    if appeal:
        return Found(start, appeal.end(), "appeal", plural)
    pattern = _PARTICLE.get(lemma)
    if pattern is None:
        return Found(start, end, lemma, plural)
    match = pattern.match(text, end)
    if match is None:
        return None if lemma in ("look", "bear", "point") else Found(start, end, lemma, plural)
    return Found(start, match.end(), f"{lemma} {match[1].lower()}", plural)
