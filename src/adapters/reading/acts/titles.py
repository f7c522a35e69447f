"""The title of what is asked for, verbatim, without article."""

from __future__ import annotations

import re
from typing import Any

from .deliverables import Deliverable

_UNDER = re.compile(
    r"under (?:the |its )?(?:agenda )?item entitled,? ?[\u201c\"][^\u201d\"]{3,300}[\u201d\"]"
)
_ENTITLED = re.compile(r"entitled,? ?[\u201c\"]([^\u201d\"]{3,300})[\u201d\"]")
_THING = (
    r"reports?|recommendations|review|stud(?:y|ies)|briefings?|information|plan|strategy|"
    r"guidelines|note|document|thereon|updates?|"
    r"discussion|meeting|conference|workshop|proposals|assessment|evaluation|back|regularly|"
    r"annually|periodically"
)
_NOTHING = (
    r"an? [\w-]+ basis|th(?:e|at|is) basis\b|(?:it|them)\b|"
    r"this (?:matter|question|subject|issue)\b|"
    r"(?:the|these|those) (?:matter|issue|question|subject)s?"
    r"(?= (?:at|by|to|before|in its)\b|[,;.]|$)"
)
"""After "on": how, or what was said before."""
_ITEM = (
    r"(?!(?:in|with|as|at|by|for|on|including|through|within|taking|which|and|or|to|no|not|if|where|"
    r"inter|particularly|under|pursuant)\b)(?:[\w-]+ ){0,2}[\w-]+"
)
_WORDS = rf"(?:{_ITEM}, ){{1,4}}{_ITEM},? and [^,;.]{{4,160}}|[^,;.]{{4,200}}"
"""What something is on: a row of a few nouns, or all up to a comma."""
_ON = re.compile(
    rf"\b(?:{_THING})\b[^,;.]{{0,60}}? (?:on|about|concerning|regarding) "
    rf"(?!{_NOTHING}|\d{{1,2}} )(?:the |an? )?({_WORDS})"
)
_NAMED_ON = re.compile(
    r"(Committee|Commission|Conference|Congress|Forum|Group|Summit) on (?=(?:the )?[A-Z])"
)
"""Here "on" belongs to a name, at the same length: no topic follows."""
_REPORT_TO = re.compile(
    rf"\breports?\b[^;.]{{0,220}}?,? on (?!{_NOTHING})(?:the |an? )?"
    rf"({_WORDS})"
)
_ENDS = re.compile(
    r" (?:to (?:the (?:General Assembly|Assembly|Council|Economic|Human Rights|Security|"
    r"Commission|Committee)|it\b|be )|"
    r"at (?:its|the|that|his)\b|by (?:the end|\d|no later|its)|in time|before (?:the|its)|"
    r"for (?:consideration|submission|its)|"
    r"no later|not later|within (?:the|its|six|three|\w+ (?:months|days))|and (?:to|in (?:this|"
    r"that)|present|submit|transmit|provide) |during (?:its|the)|"
    r"\w+ (?:days|weeks|months|years) (?:from|after|before) |(?:and )?every |as (?:early|soon) as |"
    r"(?:at least |also )?(?:(?:bi)?annually|biennially|quarterly|monthly|regularly|periodically|"
    r"once a year|twice a year|on an? [\w-]+ basis)\b|"
    r"in (?:consultation|collaboration|cooperation)|containing|including|as (?:well|requested)|"
    r"pursuant|through the|which\b|in the form of|"
    r"(?<!contained )(?<!made )(?<!set out )(?<!outlined )(?<!identified )(?<!described )"
    r"in (?:the context of )?(?:his|its|her|the|their) (?:[\w-]+ ){0,4}reports?\b)"
)


_AFTER_TOPIC = re.compile(
    r" (?:(?:shall|should|will|would) be|to (?:review|assess|discuss|consider|examine|take stock)) "
)
""" "That the meeting on lamps shall be held", "to review progress": what it is on ends before."""


def title(clause: str, found: Deliverable, due: dict[str, Any] | None = None) -> str | None:
    """The title; None where the text gives none. When it is ``due`` is no part of it."""
    start = max(0, found.at - 5)
    named = _entitled(clause, start, found) if "entitled" in clause else None
    if named:
        return " ".join(named[1].split()).rstrip(",.;")
    if found.kind in ("other", "none", "mission", "resources"):
        return None
    clause = _NAMED_ON.sub("\\1\x01on\x01", clause)
    about = _REPORT_TO.search(clause, start) if found.kind == "report" else None
    about = about or _ON.search(clause, start)
    if about is None:
        return None
    words = about[1].replace("\x01", " ")
    if found.kind == "meeting":
        words = _AFTER_TOPIC.split(words, maxsplit=1)[0]
    end = _ENDS.search(words)
    words = (words[: end.start()] if end else words).strip(" ,;.")
    if due is not None:
        words = words.removesuffix(due["text"]).rstrip(" ,")
    return re.sub(r"^(?:the|an?) ", "", words) or None


def _entitled(clause: str, start: int, found: Deliverable) -> re.Match[str] | None:
    """The name of the thing itself, not of the item under which it comes."""
    under = _UNDER.search(clause, start)
    if under is None:
        return _ENTITLED.search(clause, start)
    if found.kind != "agenda_item":
        return _ENTITLED.search(clause, start, under.start())
    return (
        _ENTITLED.search(clause, under.end())
        or _ENTITLED.search(clause, start, under.start())
        or _ENTITLED.search(clause, start)
    )
