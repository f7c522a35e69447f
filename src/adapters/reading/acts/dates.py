"""Due terms that are dates, months, years, or a time within which."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator

from ..cues import WORD_BEGINS, by_letter, holds
from .dated import END_OF, dated, happens
from .terms import Due, is_past

MONTHS = "|".join(calendar.month_name[1:])


_LEADS = (
    r"with effect from ", r"effective (?:from )?", r"not later than ?(?:by )?(?:the end of )?",
    r"no later than ?(?:by )?(?:the end of )?", r"by no later than (?:the end of )?",
    r"by the (?:end|close) of ", r"on or (?:before|about|around) ", r"before the (?:end|close) of ",
    r"prior to the (?:end|close) of ", r"at the (?:end|beginning|start) of ",
    r"by ", r"before ", r"until ",
    r"prior to ", r"up to ", r"on ", r"in ", r"from ", r"starting (?:from |on |in )?",
    r"beginning (?:from |on |in )?", r"commencing (?:from |on |in )?", r"as (?:of|from) ",
    r"at the latest (?:by|on|in) ", r"ending ", r"to ", r"in advance of ", r"through ",
    r"during ", r"late ", r"early in ", r"later? in ", r"for ", r"in the course of ", r"across ",
)  # fmt: skip


def _written(leads: str, months: str) -> str:
    """The pattern of a date behind one of some leads."""
    return (
        rf"(?P<lead>{leads})(?:the end of |the beginning of |early |mid-|late |the years? |"
        r"(?:year-)?end(?: of the year| of)?[ -]|the middle of |the start of |"
        r"the month of |the (?=\d{1,2}(?:st|nd|rd|th) )|"
        r"(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?"
        rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<dmonth>{months}) (?P<dyear>\d{{4}})"
        rf"|(?:the (?:first|second|third|last|final) (?:weeks?|days|half|part) of )?"
        rf"(?P<mmonth>{months})(?:(?: ?[/\u2013-] ?| or | and )(?:{months}))? "
        r"(?:(?P<after>\d{1,2}), )?(?P<myear>\d{4})|"
        r"(?P<year>(?:19|20)\d{2})(?![\d/\u2013-]))"
        r"(?P<latest> at the latest)?"
    )


DATE = re.compile(rf"\b{_written(by_letter(_LEADS), MONTHS)}", re.IGNORECASE)
_LOW_DATE = re.compile(_written(by_letter(_LEADS, bound=WORD_BEGINS), MONTHS.lower()))
"""The same in small letters, by which it is sought."""


def dates(clause: str, low: str) -> list[Due]:
    """The dates, months and years by which something is due; ``low`` is the clause in small."""
    found: list[Due] = []
    for match in _near_years(clause, low):
        lead = match["lead"].lower().strip()
        before = clause[max(0, match.start() - 100) : match.start()]
        if not dated(match, lead, before):
            continue
        date = _iso(match)
        whole = match[0].lower()
        if match["year"] and ("mid-" in whole or "middle of" in whole):
            date = f"{date}-06"
        if date is None:
            continue
        bound = (
            "before"
            if lead.startswith(("before", "prior", "in advance")) and not END_OF.search(lead)
            else "by"
        )
        if END_OF.search(whole):
            bound = "by_end"
            date = _last(date)
        years = _YEARS.match(clause, match.end()) if match["year"] else None
        end = years.end() if years else match.end()
        for each in [date, *re.findall(r"\d{4}", years[0] if years else "")]:
            found.append(
                Due(match.start(), end, {
                    "kind": "date", "date": each, "bound": bound,
                    "text": clause[match.start() : end].strip(),
                })
            )  # fmt: skip
    return found


def _near_years(clause: str, low: str) -> Iterator[re.Match[str]]:
    """The matches of `DATE`, sought around years alone: each has one, and ends soon after it."""
    at = 0
    for year in _YEAR.finditer(clause):
        if year.start() < at:
            continue
        begin, end = max(at, year.start() - _BEFORE_A_YEAR), year.end() + 20
        found = _LOW_DATE.search(low, begin, end)
        match = DATE.match(clause, found.start(), end) if found is not None else None
        if match is not None:
            yield match
            at = match.end()


_YEAR = re.compile(r"(?:19|20)[0-9][0-9]")
_BEFORE_A_YEAR = 110


def parts_of_years(clause: str) -> list[Due]:
    """The last day of a part of a year: "by the third quarter of 2027", "in the spring of"."""
    found: list[Due] = []
    for match in _PART.finditer(clause):
        if is_past(clause, match.start()):
            continue
        if match["lead"].lower() in ("in", "during") and not happens(clause, match.start()):
            continue
        month = _LAST_MONTHS[match["part"].lower()]
        found.append(Due(match.start(), match.end(), {
            "kind": "date", "date": _last(f"{match['year']}-{month:02}"), "bound": "by_end",
            "text": match[0],
        }))  # fmt: skip
    return found


_LAST_MONTHS = {
    "first half": 6, "second half": 12, "first quarter": 3, "second quarter": 6,
    "third quarter": 9, "fourth quarter": 12, "last quarter": 12, "spring": 6, "summer": 9,
    "autumn": 12, "fall": 12, "latter half": 12, "first semester": 6, "second semester": 12,
}  # fmt: skip
_PART = re.compile(
    r"\b(?P<lead>in|by|during|before|no later than|not later than|by the end of|"
    rf"before the end of) (?:the )?"
    rf"(?P<part>{'|'.join(_LAST_MONTHS)})(?: of)? (?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)


def ends_of_spans(clause: str) -> list[Due]:
    """The last day of several years: "by the end of the biennium 2030-2031"."""
    return [
        Due(match.start(), match.end(), {
            "kind": "date", "date": _last(match["year"]), "bound": "by_end", "text": match[0],
        })
        for match in _SPAN_ENDS.finditer(clause)
    ]  # fmt: skip


_SPAN_ENDS = re.compile(
    r"\b(?:by|before|at) the (?:end|close) of the (?:\w+ )?(?:biennium|triennium|period|decade) "
    r"(?:of )?(?:19|20)\d\d ?[-\u2013] ?(?P<year>(?:19|20)\d\d)\b"
)


def held(clause: str) -> list[Due]:
    """The first day of what is to be held over several: "to be held from 2 March to 3 April"."""
    found: list[Due] = []
    days = _DAYS.finditer(clause) if holds(clause, _HOLDING) else ()
    for match in days:
        if not _TO_HOLD.search(clause, 0, match.start()):
            continue
        first = match["first"] or match["until"] or match["month"]
        month = list(calendar.month_name).index(first.capitalize())
        said = match["opening"] or match["year"] or _year_before(clause, match.start())
        if said is None:
            continue
        year = int(said)
        if 1 <= int(match["day"]) <= calendar.monthrange(year, month)[1]:
            date = f"{year}-{month:02}-{int(match['day']):02}"
            found.append(Due(match.start(), match.end(), {
                "kind": "date", "date": date, "bound": "by", "text": match[0],
            }))  # fmt: skip
    return found


_DAYS = re.compile(
    rf"\b(?:from|on|(?:in|during) the week of) (?P<day>\d{{1,2}})(?: (?P<first>{MONTHS})(?: "
    rf"(?P<opening>\d{{4}}))?)?"
    rf"(?: ?[\u2013-] ?| to | and )\d{{1,2}}"
    rf"(?: (?P<until>{MONTHS}),? and from \d{{1,2}}(?: (?:{MONTHS}))?"
    rf"(?: ?[\u2013-] ?| to )\d{{1,2}})?"
    rf" (?P<month>{MONTHS})\b(?: (?P<year>\d{{4}})\b)?"
)


def _year_before(clause: str, at: int) -> str | None:
    """The year of what is held, where its days have none: "its session of 2031 from 3 to 5 May"."""
    years = _OF_A_YEAR.findall(clause, 0, at)
    return years[-1] if years else None


_OF_A_YEAR = re.compile(
    r"\b(?:sessions?|[Cc]onference|[Mm]eetings?) (?:of|for|in) ((?:19|20)\d\d)\b"
)
_TO_HOLD = re.compile(
    r"\b(?:(?:shall|should|will|to) (?:hold|meet|convene|reconvene|resume|take place)|"
    r"(?:shall|should|will) be (?:held|convened)|"
    r"that (?:the |all |its |[A-Z])[^,;]{2,120}? (?:hold|meet|convene|reconvene))\b[^;]{0,200}$"
)
_HOLDING = (" hold", " meet", " convene", " reconvene", " resume", " take place", " held")
_YEARS = re.compile(r"(?:(?:, (?:and )?| and )(?:in )?(?:19|20)\d{2}(?![\d/\u2013-]))+")
"""Further years: "in 2026, 2028 and 2030"."""


def _iso(match: re.Match[str]) -> str | None:
    if match["year"]:
        return str(match["year"])
    name = (match["dmonth"] or match["mmonth"]).capitalize()
    month = list(calendar.month_name).index(name)
    year = int(match["dyear"] or match["myear"])
    said = match["day"] or match["after"]
    if not said:
        return f"{year}-{month:02}"
    day = int(said)
    if year < 1 or not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return f"{year}-{month:02}-{day:02}"


def day_of(text: str) -> str | None:
    """The day that a text is, in ISO 8601: "1 January 2019"; None where it is none."""
    match = DATE.fullmatch(f"on {text}")
    date = _iso(match) if match else None
    return date if date and len(date) == len("2019-01-01") else None


def _last(date: str) -> str:
    """The last day of a year or month."""
    if len(date) == 4:
        return f"{date}-12-31"
    if len(date) == 7:
        return f"{date}-{calendar.monthrange(int(date[:4]), int(date[5:7]))[1]:02}"
    return date
