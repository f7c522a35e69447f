"""Due terms: what a text says about when something is due.

Sessions by ordinal or year, several of them, parts of sessions; dates, months, years; within;
until, before, by, by the end of; and events. Retrospective sessions ("adopted at its tenth
session") and goals ("by 2030") are no due terms.
"""

from __future__ import annotations

import re

from ....domain import ordinals
from .dates import dates, within
from .terms import Due, is_past, last_match

_ORDINAL = rf"(?:{ordinals.PATTERN})"
_NAME = r"[A-Z][\w\u2019'-]+(?:,? (?:and |of |the |in |for |on )*[A-Z][\w\u2019'-]+)*"
_BODIES = (
    r"(?-i:General Assembly|Assembly|Economic and Social Council|Human Rights Council|"
    r"Security Council|Council|"
    rf"(?:Commission|Committee|Subcommittee|Conference|Meeting) (?:on|for|of) (?:the )?{_NAME}|"
    r"Commission|Committee|Executive Board|Conference|Subcommittee|"
    r"Working Group|Special Committee|Permanent Forum|Board|Forum)"
)
_LEAD = (
    r"(?P<lead>(?:not |no )?(?:later|less) than (?:by )?(?:the end of |the beginning of )?|"
    r"by no later than (?:the end of )?|by the (?:end|close|conclusion|beginning|start|"
    r"opening) of |"
    r"before the (?:end|close|conclusion|beginning|start|opening|commencement) of |at the end of |"
    r"prior to |in advance of |before |by |at |in time for |for |to |during |in |until |"
    r"from |of |after |ahead of |well before |starting (?:from|at|with) |beginning (?:at|with|"
    r"from) |preferably at |as from |and )"
)
_PARTS = (
    r"(?:the |its )?(?P<part>(?:first|second|third|main|early|resumed|final)(?: (?:resumed|"
    r"substantive))? part(?:s)?(?: of)?|main part of|"
    r"(?:first|second|third) (?:resumed )?part of)\s+(?:the |its )?"
)
SESSION = re.compile(
    rf"\b{_LEAD}(?:{_PARTS})?(?P<whose>the|its|their|each of its|a) ?(?P<resumed>(?:first |"
    rf"second )?(?:resumed|next resumed) )?"
    rf"(?P<first>{_ORDINAL})(?P<more>(?:(?:, |,? and |,? or | to |,? as well as )(?:the |its |"
    rf"at its |at the )?(?:resumed )?{_ORDINAL})*)"
    rf"(?P<special> special| emergency special)?(?P<kind> regular| annual| substantive| resumed|"
    rf" organizational)? (?:sessions?)"
    rf"(?: of the (?P<body>{_BODIES}\b|(?-i:{_NAME})))?",
    re.IGNORECASE,
)
YEAR_SESSION = re.compile(
    rf"\b{_LEAD}(?:the |its )(?:(?P<before>\d{{4}}) )?(?:(?:resumed |regular )?(?:substantive|"
    rf"organizational|annual|coordination and management|"
    r"humanitarian affairs|management|high-level) )?(?:session|segment|meetings?)(?:,? (?:of|"
    r"in) (?:the year )?(?P<after>\d{4}))?"
    rf"(?: of the (?P<body>{_BODIES}\b|(?-i:{_NAME})))?",
    re.IGNORECASE,
)
_EVENT = re.compile(
    r"\b(?:(?:at|before|in time for|prior to|by|during|in advance of|for consideration at|"
    r"no later than) (?:the|its|their|his|each) (?:next|following|forthcoming|upcoming|earliest|"
    r"subsequent|future)(?: [\w-]+){0,3}? (?:sessions?|meetings?|conference|cycle|summit|forum)"
    r"(?: of the [A-Z][\w ]{3,60}?(?=[,;.]| on | in ))?"
    r"|at (?:an|the) (?:appropriate|earliest) [\w ]{0,30}?(?:date|opportunity|time|session)|"
    r"in (?:the context of )?(?:his|its|her|their|the) (?:next|second|first|forthcoming|upcoming|"
    r"third|subsequent) (?:[\w-]+ ){0,3}reports?(?: on [^,;]{3,90}?(?=[,;]|$))?|"
    r"(?:at least |no later than )?\w+ (?:days|weeks|months) (?:prior to|before|"
    r"in advance of) (?:the|its|each) [^,;.]{5,80})",
    re.IGNORECASE,
)
_EVENT_CUES = (
    "next ", "following ", "forthcoming", "upcoming", "earliest", "appropriate", "prior to",
    "in advance", "subsequent", "future", "s before", "second ", "first ", "third ",
)  # fmt: skip
THAT_SESSION = re.compile(r"\bat (?:that|the same|the said) session\b", re.IGNORECASE)


_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def find(clause: str, body: str | None, earlier: Due | None = None) -> list[Due]:
    """All due terms in a clause, in order. ``earlier`` is what "at that session" means."""
    found: list[Due] = []
    low = clause.lower()
    if "session" in low or "segment" in low or "meeting" in low:
        found += [*_sessions(clause, body), *_year_sessions(clause, body)]
    if _YEAR.search(clause):
        found += dates(clause)
    if "within" in low or "later than" in low or "more than" in low:
        found += within(clause)
    same = THAT_SESSION.search(clause) if earlier is not None else None
    if same and earlier is not None:
        found.append(Due(same.start(), same.end(), {**earlier.term, "text": same[0]}))
    events = _EVENT.finditer(clause) if any(cue in low for cue in _EVENT_CUES) else ()
    for match in events:
        found.append(Due(match.start(), match.end(), {"kind": "event", "text": match[0]}))
    found.sort(key=lambda due: (due.at, -due.end))
    kept: list[Due] = []
    for due in found:
        if not kept or due.at >= kept[-1].end or due.at == kept[-1].at:
            kept.append(due)
    return kept


def _sessions(clause: str, body: str | None) -> list[Due]:
    found: list[Due] = []
    for match in SESSION.finditer(clause):
        lead = match["lead"].lower().strip()
        agenda = lead == "of" and bool(re.search(r"agenda$", clause[: match.start()].rstrip()))
        if lead in ("from", "after") or (lead == "of" and not agenda):
            continue
        if lead == "in" and match["whose"].lower() == "the":
            # "to participate in the tenth session": the event itself, not when something is due.
            continue
        if not agenda and is_past(clause, match.start()):
            continue
        organ = _organ(clause, match.start(), match["body"], match["whose"], body)
        named = [match["first"], *re.findall(_ORDINAL, match["more"] or "", re.IGNORECASE)]
        numbers = [ordinals.number_of(name) for name in named]
        if " to " in (match["more"] or "") and len(numbers) == 2 and numbers[0] and numbers[1]:
            numbers = list(range(numbers[0], min(numbers[1], numbers[0] + 20) + 1))
        special = (match["special"] or "").strip().lower()
        part = (match["part"] or match["resumed"] or "").strip().lower().removesuffix(" of") or None
        for number in numbers:
            if number is None:
                continue
            session: int | str = number
            if special:
                session = f"{'ES' if 'emergency' in special else 'S'}-{number}"
            found.append(
                Due(match.start(), match.end(), {
                    "kind": "session", "organ": organ, "session": session, "bound": _bound(lead),
                    "part": part, "text": match[0],
                })
            )  # fmt: skip
    return found


def _year_sessions(clause: str, body: str | None) -> list[Due]:
    found: list[Due] = []
    for match in YEAR_SESSION.finditer(clause):
        year = match["before"] or match["after"]
        lead = match["lead"].lower().strip()
        if not year or lead in ("of", "from", "after") or is_past(clause, match.start()):
            continue
        organ = _organ(clause, match.start(), match["body"], "its", body)
        found.append(
            Due(match.start(), match.end(), {
                "kind": "session", "organ": organ, "session": None, "year": int(year),
                "bound": _bound(lead), "part": None, "text": match[0],
            })
        )  # fmt: skip
    return found


def _bound(lead: str) -> str:
    if "end of" in lead or "close of" in lead or "conclusion of" in lead:
        return "before" if lead.startswith("before") else "by_end"
    if lead.startswith(("before", "prior", "in advance", "ahead", "well before")):
        return "before"
    if lead.startswith(("no ", "not ", "by", "until")):
        return "by"
    return "at"


_FULL = {
    "assembly": "General Assembly", "general assembly": "General Assembly",
    "economic and social council": "Economic and Social Council",
    "human rights council": "Human Rights Council", "security council": "Security Council",
}  # fmt: skip
_NAMED = re.compile(rf"\b(?:{_BODIES})\b")


def _organ(clause: str, at: int, named: str | None, whose: str, body: str | None) -> str:
    """Whose session it is: who is named after it, else who was named before "its session"."""
    if named is None and whose.lower() in ("its", "the", "each of its"):
        last = last_match(_NAMED.finditer(clause, 0, at))
        if last is not None and (at - last.end() < 90 or whose.lower() == "its"):
            between = clause[last.end() : at]
            near = len(between) < 40 and not re.search(r"[;]", between)
            if near and (last[0] not in ("Conference", "Forum", "Board") or whose.lower() == "its"):
                named = last[0]
    if named is None:
        return body or "General Assembly"
    low = named.lower()
    if low == "council":
        return body if body and body.endswith("Council") else "Economic and Social Council"
    return _FULL.get(low, named)
