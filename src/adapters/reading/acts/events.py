"""Due terms in words: a next session or report, an expiry, the end of a year."""

from __future__ import annotations

import re
from typing import Any

from ....domain import ordinals
from ..cues import by_letter, holds
from . import lapses
from .terms import Due

_COMING = r"(?:next|resumed|following|forthcoming|upcoming|earliest|subsequent|future)"
_WHAT_COMES = (
    rf" (?:the|its|their|his|each) {_COMING}(?: (?![\w-]*(?:th|st|nd|rd) )[\w-]+){{0,3}}? "
    r"(?:sessions?|meetings?|conference|cycle|summit|forum)"
    r"(?: of the [a-z][\w ]{3,60}?(?=[,;.]| on | in |$))?"
)
_ENDS = (
    r" the (?:end|close) of "
    r"(?:the|its|this|that|each|(?:the )?[\w-]+['\u2019]s) "
    r"(?:(?:(?:current )?calendar |current |financial |same )?year|"
    r"biennium|month|decade|mandate(?: period)?|term of office|(?:present|current) [\w-]+)\b(?! \d)"
)
_ANNIVERSARY = r" (?:the|its) (?:\w+ )?anniversary\b(?: of [^,;.]{5,80})?"
_PRESENT = r" (?:the|its) (?:present|current|same) session\b"
_EXPIRY = r" (?:the|its) (?:\w+ )?(?:expiry|expiration|renewal|deadline)\b(?: of [^,;.]{5,80})?"
_EVENT = re.compile(
    r"\b(?:"
    + by_letter((
        *(f"{lead}{_WHAT_COMES}" for lead in (
            "at", "to", "for", "before", "in time for", "prior to", "by", "during", "until",
            "in advance of", "for consideration at", "no later than",
        )),
        *(f"{lead} the (?:opening|beginning|start|outset|close|end|(?:main|first|second) part) of"
          f"{_WHAT_COMES}" for lead in ("at", "before", "by", "prior to", "during")),
        rf"of(?<=agenda of){_WHAT_COMES}",
        r"at (?:an?|one of (?:its|the)) (?:future|later|subsequent|forthcoming|coming|early) "
        r"(?:[\w-]+ ){0,2}?(?:sessions?|meetings?)\b",
        r"at (?:an|the) (?:appropriate|earliest) [\w ]{0,30}?(?:date|opportunity|time|session)",
        *(f"{lead}{_ENDS}" for lead in (
            "by", "before", "prior to", "until", "towards", "well before", "at",
        )),
        *(f"{well}{lead}{_ANNIVERSARY}" for well in ("well ", "") for lead in (
            "before", "ahead of", "prior to", "in advance of",
        )),
        rf"in (?:the context of )?(?:his|its|her|their|the) (?:{_COMING}|(?:{ordinals.PATTERN})) "
        r"(?:[\w-]+ ){0,3}(?:reports?|briefings?|oral updates?)(?: on [^,;]{3,90}?(?=[,;]|$))?",
        r"at the end of (?:this|that|the|its|his|her|the said) (?:period|mandate)\b",
        *(f"{lead}{_PRESENT}" for lead in ("during", "at")),
        *(f"{lead} the (?:end|close|conclusion)(?: of the (?:first|second|main) part)? of{_PRESENT}"
          for lead in ("before", "by", "prior to")),
        *(f"{lead}{_EXPIRY}" for lead in ("before", "prior to", "ahead of", "in advance of")),
    ))
    + r"|(?:at least |no later than |at the latest )?"
    r"(?<!for )(?<!exceeding )(?!working)(?:\w+ (?:hours|(?:working )?days|weeks|months|years)|"
    r"(?:one|a|an) (?:hour|day|week|month|year)) (?:prior to|before|in advance of|ahead of) "
    r"(?:the|its|each|that|this|their) [^,;.]{4,80}?(?=[,;.]| to (?!be\b)[a-z]+ [a-z]|"
    r" on the (?:implementation|progress|results|situation|status|measures|steps|work) |$)"
    r"|until (?:one|two|three|six|twelve|\d+) (?:days?|months?|years?) (?:from|after) the "
    r"[^,;.]{5,60}?(?=[,;.]| the (?:measures|mandate|authorization|sanctions)\b| and | to |$)"
    r"|(?<!within )(?<!in )(?<!period of )(?<!term of )(?<!for )\b"
    r"(?:(?:[\w-]+ hundred (?:and )?)?[\w-]+ (?:days|weeks|months|years)|"
    r"(?:one|an?) (?:day|week|month|year)) (?:after|following|from) (?:the|its|their|his|her|that|"
    r"this) [^,;.]{5,80}?(?=[,;.]| on | and | to (?:[a-z]+ly )?[a-z]+ |$|"
    r" the [\w -]{3,40}? (?:shall|should|will|must) ))"
)  # fmt: skip
"""Sought in small letters."""
_CUES = (
    "next ", "resumed s", "following ", "forthcoming", "upcoming", "earliest", "at an appropriate",
    "at the appropriate", "prior to",
    "in advance", "subsequent", "future", "ahead of", "end of th", "end of its", "close of th",
    "s after ", "day after ", "week after ", "month after ", "year after ",
    "present session", "current session", "a later ", "an early ", "s following ",
    "s from the", "r from the",
    "anniversary",
)  # fmt: skip
_BEFORE = (
    "s before", "month before", "week before", "before the e", "before its e", "before the r",
    "before the d", "before its r",
)  # fmt: skip
_COUNTED = re.compile(r" after |(?:days?|weeks|months?|years?) (?:following|from) ")
_NTH_REPORT = re.compile(r"(?:th|first|second|third) (?:[\w-]+ ){0,3}report")


def find(clause: str, low: str) -> list[Due]:
    """The events by which something is due; ``low`` is the clause in lower case."""
    nth = "report" in low and _NTH_REPORT.search(low)
    if not nth and not holds(low, _CUES) and not ("before" in low and holds(low, _BEFORE)):
        return []
    return [
        Due(match.start(), match.end(), _term(clause[match.start() : match.end()]))
        for match in _EVENT.finditer(low)
    ]


def _term(text: str) -> dict[str, Any]:
    if not _COUNTED.search(text):
        return {"kind": "event", "text": text}
    return {"kind": "relative", "text": text, **lapses.counted(text)}


def late(clause: str) -> list[Due]:
    """What is said by "no later than" in words of its own: "no later than the last week of May"."""
    return [
        Due(match.start(), match.end(), {"kind": "event", "text": match[0]})
        for match in _LATE.finditer(clause)
    ]


def completed(clause: str) -> list[Due]:
    """What comes when something is over or there: "upon completion of the review"."""
    return [
        Due(match.start(), match.end(), {"kind": "event", "text": match[0]})
        for match in _UPON.finditer(clause)
        if not _OTHERS_TIME.search(clause, 0, match.start())
    ]


_UPON = re.compile(
    r"\b(?:upon|(?:immediately|shortly|soon|directly) (?:after|following)|"
    r"as soon as (?:possible|practicable) after|on(?= completion)) (?:(?:the|its|their|his|her) )?"
    r"(?:(?:successful|full|final|formal) )?(?:completion|conclusion|expiry|expiration|"
    r"termination|finalization|receipt|entry into force)"
    r"\b(?: (?:of|by) [^,;.]{3,80}?(?=[,;.]| to (?!be\b)[a-z]+ [a-z]| and to |$))?"
)
OVER = (" upon ", "ly after ", "ly following ", "on after ", "ble after ", " on completion")
"""Words of which what `completed` reads has one."""
_OTHERS_TIME = re.compile(
    r"\b(?:(?:that|which|who|where)\b[^,;]*|(?:be|been|is|are|was|were) \w+ed)[ ,]*$"
)
"""Before "upon": the time of something else, "a dialogue to be established upon"."""


def before_meetings(clause: str) -> list[Due]:
    """What comes before others meet, whom no number tells: "in advance of the meetings of"."""
    return [
        Due(match.start(), match.end(), {"kind": "event", "text": match[0]})
        for match in _AHEAD.finditer(clause)
        if not _OTHERS_TIME.search(clause, 0, match.start())
    ]


_AHEAD = re.compile(
    r"\b(?:(?:well |sufficiently |immediately )?(?:prior to|in advance of|ahead of|before)) "
    r"(?:the|its|their|each|those|every) (?:[a-z-]+ ){0,4}?(?:meetings?|sessions?|forums?|"
    r"segments?|debates?|discussions?|negotiations|consultations)\b"
    r"(?: of (?:the |its )?[A-Z][\w -]{3,60}?"
    r"(?=[,;.]| on | in | to |$))?"
)


def budgeted(clause: str) -> list[Due]:
    """What is to come with a budget, or a report on one: "in the context of the next budget"."""
    return [
        Due(match.start(), match.end(), {"kind": "event", "text": match[0]})
        for match in _BUDGETED.finditer(clause)
    ]


_BUDGETED = re.compile(
    r"\b(?:(?:within|in) the context of|as part of(?=[\w ,-]{5,60} budget)|in(?= \w+ "
    rf"{_COMING})) (?:the|his|its|their) "
    r"(?:[\w-]+ ){0,4}?"
    r"(?:budgets?(?! (?:performance|report))(?: submissions?| proposals?)?|"
    r"(?:performance|overview|annual|progress) reports?|reports?(?= on ))\b"
    r"(?: (?:on|for|of) [^,;]{3,90}?(?=[,;.]| and | to |$))?"
)
_LATE = re.compile(
    r"\b(?:no|not) later than (?:at |by )?(?:the|its) [^,;.]{4,90}?(?=[,;.]| in order | so as |$)"
)
