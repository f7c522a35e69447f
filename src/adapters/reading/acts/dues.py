"""Due terms: what a text says about when something is due.

Sessions by ordinal or year, several of them, parts of sessions; dates, months, years; within;
until, before, by, by the end of; and events. Retrospective sessions ("adopted at its tenth
session") and goals ("by 2030") are no due terms.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ....domain import ordinals
from . import parties

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
_MONTH = "|".join(calendar.month_name[1:])
_DATE_LEAD = (
    r"(?P<lead>(?:not|no) later than (?:by )?(?:the end of )?|by no later than (?:the end of )?|"
    r"by the (?:end|close) of |before the end of |at the end of |by |before |until |"
    r"prior to |up to |on |in |from |starting (?:from |on |in )?|as of |at the latest (?:by|on|"
    r"in) |ending |to |in advance of |through |during |late |early in |for )"
)
DATE = re.compile(
    rf"\b{_DATE_LEAD}(?:the end of |the beginning of |early |mid-|late |the year |"
    rf"the month of )?(?:(?P<day>\d{{1,2}}) (?P<dmonth>{_MONTH}) (?P<dyear>\d{{4}})"
    rf"|(?P<mmonth>{_MONTH}) (?P<myear>\d{{4}})|(?P<year>(?:19|20)\d{{2}})(?![\d/\u2013-]))"
    r"(?P<latest> at the latest)?",
    re.IGNORECASE,
)
_COUNT = (
    r"(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|eighteen|"
    r"twenty|thirty|"
    r"thirty-six|forty-five|sixty|ninety|one hundred and twenty|\d{1,3})"
)
WITHIN = re.compile(
    rf"\b(?:within|no(?:t)? later than|in no more than|not more than|"
    rf"in)(?: a (?:maximum )?period (?:of )?(?:not exceeding )?)? "
    rf"(?P<text>(?P<count>{_COUNT})(?:[ -]\(?\d+\)?)?[ -](?P<unit>working day|day|week|month|"
    rf"year)s?)"
    r"(?P<after>(?: of| after| from| following| thereafter| before| prior to)?(?: [^,;.:]{0,90})?)",
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
_PAST = re.compile(
    r"(?<!to be )(?<!be )\b(?:adopted|held|considered|agreed|established|made|submitted|presented|"
    r"contained|reached|convened|decided|recommended|taken|approved|"
    r"endorsed|issued|requested|expressed|concluded|outlined|launched|proclaimed|organized|"
    r"initiated|elected|appointed|discussed|hosted|occurred|completed|introduced|"
    r"signed|opened|identified|begun|commenced|proposed|annexed|published|released|finalized|"
    r"undertaken|progress made|"
    r"(?:the|its|their|those) (?:decisions?|work|deliberations|outcome|reports? of|resolutions?|"
    r"declaration|conclusions|statements?|agreed conclusions|discussions?|meetings?|note))"
    r"(?=(?: (?:by|at|in|on|from|during|to|for|of)\b|$))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Due:
    """A due term where it stands in the clause."""

    at: int
    end: int
    term: dict[str, Any]


_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def find(clause: str, body: str | None, earlier: Due | None = None) -> list[Due]:
    """All due terms in a clause, in order. ``earlier`` is what "at that session" means."""
    found: list[Due] = []
    low = clause.lower()
    if "session" in low or "segment" in low or "meeting" in low:
        found += [*_sessions(clause, body), *_year_sessions(clause, body)]
    if _YEAR.search(clause):
        found += _dates(clause)
    if "within" in low or "later than" in low or "more than" in low:
        found += _within(clause)
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
        if not agenda and _is_past(clause, match.start()):
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
        if not year or lead in ("of", "from", "after") or _is_past(clause, match.start()):
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
        last = _last_match(_NAMED.finditer(clause, 0, at))
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


def _last_match(matches: Iterator[re.Match[str]]) -> re.Match[str] | None:
    last = None
    for match in matches:
        last = match
    return last


def _is_past(clause: str, at: int) -> bool:
    before = clause[max(0, at - 220) : at].rstrip(" ,")
    if _WAS.search(before):
        return True
    last = _last_match(_PAST.finditer(before))
    if last is None:
        return False
    between = before[last.end() :]
    if last[0][:4].lower() in ("the ", "its ", "thei", "thos") and _TELLING.search(before):
        # "to report on the outcome of the meeting at its ...": the report is due then.
        return False
    return not re.search(r"[;,]", between) and parties.infinitive(between) < 0


_TELLING = re.compile(r"\b(?:to|and) (?:\w+ly )?(?:submit|report|present|provide)\b[^;]*$")


_WAS = re.compile(r"\b(?:was|were|had been|have been|has been) \w+(?: \w+){0,8}$")


def _dates(clause: str) -> list[Due]:
    found: list[Due] = []
    for match in DATE.finditer(clause):
        lead = match["lead"].lower().strip()
        before = clause[max(0, match.start() - 60) : match.start()]
        if not _dated(match, lead, before):
            continue
        date = _iso(match)
        whole = match[0].lower()
        if date is None:
            continue
        bound = (
            "before"
            if lead.startswith(("before", "prior", "in advance")) and "end" not in lead
            else "by"
        )
        if "end of" in whole:
            bound = "by_end"
            date = _last(date)
        found.append(
            Due(match.start(), match.end(), {
                "kind": "date", "date": date, "bound": bound, "text": match[0].strip(),
            })
        )  # fmt: skip
    return found


def _dated(match: re.Match[str], lead: str, before: str) -> bool:
    """Whether a date is a due point: goals, ranges and retrospective dates are not."""
    if _is_past(match.string, match.start()):
        return False
    day_known = match["day"] is not None
    if match["year"]:
        # "by 2030" is a goal; "in 2022" is when it happens.
        if match["year"] in ("2030", "2015", "2063", "2050") and "end" not in lead:
            return False
        if lead in ("in", "during"):
            said = match.string[: match.start()]
            return len(said) < 150 and not _ELSEWHEN.search(said[-80:])
        return (
            lead in ("by", "before")
            or "end of" in match[0].lower()
            or lead.startswith(("no", "by no"))
        )
    if lead in ("on", "from", "to", "in", "for", "during", "as of", "starting", "through"):
        if lead == "in" and _ELSEWHEN.search(before):
            return False
        return lead in ("in", "on", "during") and not re.search(r"\bof$|\d$", before.rstrip())
    return day_known or match["mmonth"] is not None


_ELSEWHEN = re.compile(
    r"\b(?:anniversary|Year|Conference|Summit|Forum|Day|Decade|held|which|that|to be|scheduled|"
    r"convened|planned|launched|review|session|"
    r"since|Games|Olympic|elections?|outcome|\w+(?<!implement)ed|Congress|cycle)\b(?:(?!,).){0,60}$"
)


def _iso(match: re.Match[str]) -> str | None:
    if match["year"]:
        return str(match["year"])
    name = (match["dmonth"] or match["mmonth"]).capitalize()
    month = list(calendar.month_name).index(name)
    year = int(match["dyear"] or match["myear"])
    if not match["day"]:
        return f"{year}-{month:02}"
    day = int(match["day"])
    if year < 1 or not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return f"{year}-{month:02}-{day:02}"


def _last(date: str) -> str:
    """The last day of a year or month."""
    if len(date) == 4:
        return f"{date}-12-31"
    if len(date) == 7:
        return f"{date}-{calendar.monthrange(int(date[:4]), int(date[5:7]))[1]:02}"
    return date


_COUNTS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "eighteen": 18,
    "twenty": 20, "thirty": 30, "thirty-six": 36, "forty-five": 45, "sixty": 60, "ninety": 90,
    "one hundred and twenty": 120,
}  # fmt: skip


def _within(clause: str) -> list[Due]:
    found: list[Due] = []
    for match in WITHIN.finditer(clause):
        head = match[0].lower()
        if head.startswith("in ") and not head.startswith("in no"):
            continue
        after = match["after"]
        stop = re.search(r" (?:to|and|with|for|on|in|as|at|a|an|by|their|its)\b", after)
        anchored = re.match(r" (?:of|after|from|following|thereafter|before|prior)", after)
        if not anchored:
            after = ""
        elif stop and stop.start() > 9:
            after = after[: stop.start()]
        text = f"{clause[match.start() : match.end('text')]}{after}".strip()
        word = match["count"].lower()
        amount = int(word) if word.isdigit() else _COUNTS.get(word)
        unit = match["unit"].lower().replace(" ", "_")
        term: dict[str, Any] = {"kind": "relative", "text": text, "amount": amount, "unit": unit}
        if after.strip():
            term["after"] = re.sub(r"^(?:of|after|from|following) ", "", after.strip())
        found.append(Due(match.start(), match.start() + len(text), term))
    return found
