"""Whether a clause without a due term says one all the same, in words that no rule reads."""

from __future__ import annotations

import re

from ..cues import holds
from .dated import AIM, GOALS
from .dates import MONTHS
from .terms import is_past

RECEIVED = frozenset(
    {"report", "briefing", "information", "recommendations", "plan", "document", "review"}
)
"""What somebody receives; meetings and actions have no recipient."""


def says(clause: str, kind: str) -> bool:
    """Whether a clause without a due term says one, as far as that can be told.

    ``kind`` is that of the deliverable that it asks for.
    """
    produced = kind == "meeting" or kind in RECEIVED
    handed = kind in ("report", "briefing", "agenda_item") and _session_left(clause)
    return handed or _unread(clause) or (produced and _dated(clause))


def _unread(clause: str) -> bool:
    """Whether a clause without a due term says one all the same, in words that are not read."""
    if not holds(clause, _UNREAD_CUES):
        return False
    said = (match for match in _UNREAD.finditer(clause) if _TIME.search(match[0]))
    return any(not is_past(clause, match.start()) for match in said)


def _session_left(clause: str) -> bool:
    """Whether a clause without a due term hands something to a body, or puts it off, at a session.

    It may be the session of something else ("in his report to the Assembly at its tenth session").
    """
    return "session" in clause and _LEFT.search(clause) is not None


_LEFT = re.compile(
    r"\bto (?:the )?(?:General Assembly|Assembly|Council|[A-Z]\w+ and Social Council|"
    r"Human Rights Council|Commission|Committee|it),? at (?:its|the) [\w-]+ (?:\w+ )?session\b|"
    r"\b(?:defer|postpone)\b.{0,60}? (?:to|until) (?:the|its) (?:[\w-]+ ){0,6}session\b"
)


def _dated(clause: str) -> bool:
    """Whether a clause without a due term names a time to come: "to be held early in 2031".

    Of what is produced that is mostly when it is due; of other action it is mostly something else.
    """
    if not holds(clause, _CENTURIES):
        return False
    said = (match for match in _DATED.finditer(clause) if match["year"] not in GOALS)
    return any(
        not is_past(clause, match.start()) and not AIM.search(clause, 0, match.start())
        for match in said
    )


_CENTURIES = (" 19", " 20")
_PART = (
    r"early|mid|late|spring|summer|autumn|winter|end|beginning|first|second|half|quarter|of|year"
)
_DATED = re.compile(
    rf"\b(?:in|on|by|during|before|until|from|at) (?:(?:the|{_PART})[ -]){{0,5}}(?:\d{{1,2}} )?"
    rf"(?:(?:{MONTHS}) )?(?P<year>(?:19|20)\d\d)\b(?![\d/\u2013-])"
)
_UNREAD_CUES = (
    "later than", "until ", "prior to ", "advance of ", "ahead of ", "end of ", "time for ",
    "before the ", "within ",
)  # fmt: skip
_UNREAD = re.compile(
    r"\b(?:(?:no|not) later than|until|prior to|in advance of|ahead of|by the end of|in time for|"
    r"before the (?:end|opening|start|expir\w+|close|beginning) of|"
    r"within (?:the next )?(?:\w+ ){1,3}(?:days|weeks|months|years)) ?[^,;.]{0,80}"
)
_TIME = re.compile(
    r"[Ss]ession|[Mm]eeting|\d{4}|month|\bdays?\b|\bhours?\b|week|year|deadline|expir|period|"
    r"January|February|March|April|June|July|August|September|October|November|December"
)
