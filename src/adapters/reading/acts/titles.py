"""The title of what is asked for, verbatim, without article."""

from __future__ import annotations

import re

from .deliverables import Deliverable

_ENTITLED = re.compile(r"entitled,? ?[\u201c\"]([^\u201d\"]{3,300})[\u201d\"]")
_THING = (
    r"reports?|recommendations|review|stud(?:y|ies)|briefings?|information|plan|strategy|"
    r"guidelines|note|document|thereon|updates?|"
    r"discussion|meeting|conference|workshop|proposals|assessment|evaluation|back|regularly|"
    r"annually|periodically"
)
_ON = re.compile(
    rf"\b(?:{_THING})\b[^,;.]{{0,60}}? (?:on|about|concerning|regarding) (?:the |"
    rf"an? )?([^,;.]{{4,200}})"
)
_REPORT_TO = re.compile(r"\breport\b[^;.]{4,160}? on (?:the )?([^,;.]{4,200})")
_ENDS = re.compile(
    r" (?:to (?:the (?:General Assembly|Assembly|Council|Economic|Human Rights|Security|"
    r"Commission|Committee)|it\b|be )|"
    r"at (?:its|the|that|his)\b|by (?:the end|\d|no later|its)|in time|before (?:the|its)|"
    r"for (?:consideration|submission|its)|"
    r"no later|not later|within (?:the|its|six|three|\w+ (?:months|days))|and (?:to|in (?:this|"
    r"that)) |during (?:its|the)|"
    r"in (?:consultation|collaboration|cooperation)|containing|including|as (?:well|requested)|"
    r"pursuant|through the)"
)


def title(clause: str, found: Deliverable) -> str | None:
    """The title; None where the text gives none."""
    start = max(0, found.at - 5)
    named = _ENTITLED.search(clause, start) if "entitled" in clause else None
    if named:
        return " ".join(named[1].split()).rstrip(",.;")
    if found.kind in ("other", "none", "mission", "resources"):
        return None
    about = _ON.search(clause, start)
    if about is None and found.kind == "report":
        about = _REPORT_TO.search(clause, start)
    if about is None:
        return None
    words = about[1]
    end = _ENDS.search(words)
    words = (words[: end.start()] if end else words).strip(" ,;.")
    return re.sub(r"^(?:the|an?) ", "", words) or None
