"""A due term where it stands, and whether what stands before it makes it past."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..cues import WORD_BEGINS, by_letter, in_small
from . import parties

_DONE = (
    "adopted", "held", "considered", "agreed", "established", "made(?<!progress made)",
    "submitted", "presented", "contained", "reached", "convened", "decided", "recommended",
    "taken", "approved", "endorsed", "issued", "requested", "expressed", "concluded", "outlined",
    "launched", "proclaimed", "organized", "initiated", "elected", "appointed", "chosen",
    "selected", "discussed", "hosted", "occurred", "completed", "introduced", "signed", "opened",
    "identified", "begun", "commenced", "proposed", "annexed", "published", "released",
    "finalized", "undertaken", "progress made(?! to the )",
    *(
        rf"{whose} (?:decisions?|work|deliberations|outcome|reports? of|resolutions?|declaration|"
        r"conclusions|statements?|agreed conclusions|discussions?|meetings?|note|"
        r"records? of the (?:debates?|discussions?|proceedings))"
        for whose in ("the", "its", "their", "those")
    ),
)  # fmt: skip
_NOT_TO_COME = r"(?<!to be .)(?<!be .)(?<!\ba meeting .)"
_PAST = re.compile(
    rf"(?:{by_letter(_DONE, bound=WORD_BEGINS + _NOT_TO_COME)})"
    r"(?=(?: (?:by|at|in|on|from|during|to|for|of)\b|$))"
)
"""Participles, and what is there already; sought in small letters."""


@dataclass(frozen=True, slots=True)
class Due:
    """A due term where it stands in the clause."""

    at: int
    end: int
    term: dict[str, Any]


def last_match(matches: Iterator[re.Match[str]]) -> re.Match[str] | None:
    """The last of some matches; None where there is none."""
    last = None
    for match in matches:
        last = match
    return last


def is_past(clause: str, at: int) -> bool:
    """Whether a session or date belongs to something done: "adopted at its tenth session"."""
    before = clause[max(0, at - 220) : at].rstrip(" ,")
    if _WAS.search(before) or ("pending " in before and _PENDING.search(before)):
        return True
    if " be " in before and _BE_DONE_AND.search(before):
        return False
    if before.endswith(_BY_THEN):
        return False
    if " by " in before and clause.startswith(_AT_ONE, at) and _by_them(before):
        return True
    last = last_match(_PAST.finditer(in_small(before)))
    if last is None:
        return False
    if " be " in before and _BE.search(before, 0, last.start()):
        return False  # "to be examined and approved"
    between = before[last.end() :]
    if last[0].endswith("decision") and clause.startswith(("to ", "until "), at):
        return False  # "to defer the decision on lamps to its tenth session"
    if last[0].endswith(_GOING_ON) and _TO_CONVENE.search(before[: last.start()].rstrip()):
        return False
    named = last[0][:4].lower() in ("the ", "its ", "thei", "thos")
    if named and not between and clause.endswith(", ", 0, at) and not _SAYING.match(clause, at):
        # "To consider lamps, in particular the use of the Declaration, at its tenth session".
        return False
    if named and (_TELLING.search(before) or _FOR_THEM.match(between)):
        # "to report on the outcome of the meeting at its ...": the report is due then.
        return False
    if _ENDED.match(between) or _COMING.search(between):
        return False
    return not re.search(r"[;,]", between) and parties.infinitive(between) < 0


def _by_them(before: str) -> bool:
    """Whether others did something then: "the tasks assigned to it by the Board at its tenth"."""
    done = _DONE_BY.search(before)
    return done is not None and not _BE.search(before, 0, done.start())


_AT_ONE = ("at ", "during ", "in ")
_DONE_BY = re.compile(
    r"\b(?:\w{3,}ed|given|made|taken|put forward|drawn up|set (?:out|forth)|laid down)"
    r"(?: (?:to|upon|in|on|for) [\w' \u2019-]{2,40}?)? by (?:the |its )?"
    r"[A-Z][\w'\u2019-]*(?: (?:of|on|for|the|and|[A-Z][\w'\u2019-]*)){0,12}$"
)
_BE = re.compile(r"\bbe (?:[^,;]{3,60} and )?(?:\w+ )?$")
_GOING_ON = ("meeting", "meetings", "discussion", "discussions", "deliberations", "work")
_TO_CONVENE = re.compile(
    r"\b(?:convene|hold|organize|convening|holding|resume|continue|begin|start|conclude|complete|"
    r"postpone|defer|pursue)$"
)
"""Before "the meeting of" or "the discussion of", which is to come then."""
_PENDING = re.compile(r"\bpending (?:the|an?|its|their|further|completion|receipt)\b[^,;]*$")
"""Until what others consider then: "pending the consideration of the report at its tenth"."""
_BY_THEN = ("no later than", "not later than", "no later than by")
"""What is said so is still to come, whatever was done before."""
_ENDED = re.compile(
    r" in (?:paragraphs?|resolutions?|decisions?) [\d(]|"
    r" in the annex(?:es)? to (?:the present|this|its) (?:resolution|decision) |"
    r" (?:in|towards) (?:(?:the|its|their) )?(?:[a-z]+ing\b|(?:[a-z]+ ){0,2}[a-z]+tion of\b)"
)
"""What follows a participle and is over before the term: "progress made in lighting lamps at"."""
_COMING = re.compile(r" (?:shall|should|will|is to|are to) ")
"""After a participle, what is still to come: "measures contained in the annex shall end at"."""
_TELLING = re.compile(
    r"\b(?:to|and) (?:\w+ly )?(?:submit|report|present|provide|inform|brief|notify|update|transmit|"
    r"communicate)\b[^;]*$"
)
_SAYING = re.compile(r"[^,;]{3,80}, (?:to|that|on|in|by)\b")
"""What follows a decision, and the time between commas: "its decision, at its tenth, to"."""
_FOR_THEM = re.compile(r" for (?:\w+ )?(?:consideration|approval|adoption|review|decision)\b")


_WAS = re.compile(r"\b(?:was|were|had been|have been|has been) \w+(?: \w+){0,8}$")


_BE_DONE_AND = re.compile(
    r"\b(?:that|shall|should|will|to)\b[^;]{0,160}? be \w+ed\b[^;]{0,120}?,? and (?:be )?"
    r"(?:submitted|presented|circulated|transmitted|considered|issued|published)"
    r"(?: (?:to|by|as|for|through)[^,;]{0,90})?$"
)
"""What is to be done first and then handed in: "be prepared by the Board and submitted to it"."""


def bound_of(lead: str) -> str:
    """Which bound the words before a session give: at, before, by, or by its end."""
    if "end of" in lead or "close of" in lead or "conclusion of" in lead:
        return "before" if lead.startswith("before") else "by_end"
    if lead.startswith(("before", "prior", "in advance", "ahead", "well before")):
        return "before"
    if lead.startswith(("no ", "not ", "by", "until", "through")):
        return "by"
    return "at"
