"""Due terms that are dates, months, years, or a time within which."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator

from ..cues import WORD_BEGINS, by_letter, holds
from .terms import Due, is_past

MONTHS = "|".join(calendar.month_name[1:])

GOALS = ("2030", "2015", "2063", "2050")
"""The years of agendas: "by 2030" is a goal."""

_LEADS = (
    r"with effect from ", r"effective (?:from )?", r"not later than ?(?:by )?(?:the end of )?",
    r"no later than ?(?:by )?(?:the end of )?", r"by no later than (?:the end of )?",
    r"by the (?:end|close) of ", r"on or before ", r"before the (?:end|close) of ",
    r"prior to the (?:end|close) of ", r"at the end of ", r"by ", r"before ", r"until ",
    r"prior to ", r"up to ", r"on ", r"in ", r"from ", r"starting (?:from |on |in )?",
    r"beginning (?:from |on |in )?", r"commencing (?:from |on |in )?", r"as of ",
    r"at the latest (?:by|on|in) ", r"ending ", r"to ", r"in advance of ", r"through ",
    r"during ", r"late ", r"early in ", r"later? in ", r"for ", r"in the course of ", r"across ",
)  # fmt: skip


def _written(leads: str, months: str) -> str:
    """The pattern of a date behind one of some leads."""
    return (
        rf"(?P<lead>{leads})(?:the end of |the beginning of |early |mid-|late |the year |"
        r"(?:year-)?end(?: of the year| of)?[ -]|the middle of |the start of |"
        r"the month of |(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?"
        rf"(?:(?P<day>\d{{1,2}}) (?P<dmonth>{months}) (?P<dyear>\d{{4}})"
        rf"|(?P<mmonth>{months}) (?:(?P<after>\d{{1,2}}), )?(?P<myear>\d{{4}})|"
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
        if not _dated(match, lead, before):
            continue
        date = _iso(match)
        whole = match[0].lower()
        if match["year"] and ("mid-" in whole or "middle of" in whole):
            date = f"{date}-06"
        if date is None:
            continue
        bound = (
            "before"
            if lead.startswith(("before", "prior", "in advance")) and not _END_OF.search(lead)
            else "by"
        )
        if _END_OF.search(whole):
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
        if match["lead"].lower() in ("in", "during") and not _happens(clause, match.start()):
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
_END_OF = re.compile(r"(?:end|close) of\b|\bend[ -]", re.IGNORECASE)
_YEARS = re.compile(r"(?:(?:, (?:and )?| and )(?:in )?(?:19|20)\d{2}(?![\d/\u2013-]))+")
"""Further years: "in 2026, 2028 and 2030"."""


def _dated(match: re.Match[str], lead: str, before: str) -> bool:
    """Whether a date is a due point: goals, ranges and retrospective dates are not."""
    until = lead.startswith(("by", "no", "before", "prior to the"))
    if until and _SAID.search(before):
        return False
    if lead == "until" and (_PERIOD.search(before) or _EXTENDING.search(before)):
        return True
    if not until and is_past(match.string, match.start()):
        return False
    if lead == "on" and _RELATIVE.search(before):
        return False
    if lead == "through":
        return match["year"] is None and not _SPAN.search(before)
    day_known = bool(match["day"] or match["after"])
    if match["year"]:
        # "by 2030" is a goal; "in 2022" is when it happens.
        if match["year"] in GOALS and "end" not in lead:
            return lead in _HAPPENS_IN and _made_then(match.string, match.start())
        if until and AIM.search(match.string, 0, match.start()):
            return False
        if lead.startswith(("starting", "beginning", "commencing")):
            return True
        if lead in _HAPPENS_IN:
            return _happens(match.string, match.start())
        return (
            lead in ("by", "before", "until")
            or _END_OF.search(match[0]) is not None
            or lead.startswith(("no", "by no"))
        )
    if lead.startswith(("as of", "with effect", "effective")):
        return bool(_ENDING.match(match.string))
    if lead in ("on", "from", "to", "in", "for", "during", "starting"):
        elsewhen = lead == "in" and _ELSEWHEN.search(before)
        if elsewhen and not (_TO_MEET.search(before) or _TO_BE_HELD.search(before)):
            return False
        return lead in ("in", "on", "during") and not re.search(r"\bof$|\d$", before.rstrip())
    return day_known or match["mmonth"] is not None


_HAPPENS_IN = ("in", "during", "in the course of", "across", "early in", "late in", "later in")


def _happens(clause: str, at: int) -> bool:
    """Whether "in 2026" is when what is asked for happens, not when something else does."""
    said = clause[:at]
    if _TO_MEET.search(said[-160:]) or _REPORTING.search(said) or _TO_BE_HELD.search(said[-90:]):
        return True
    if "review" in said and _TO_REVIEW.search(said):
        return True
    if said.endswith(", to be held ") and _CONVENING.search(said):
        return True
    if "to be " in said and (_TO_CONVENE.search(said) or _THE_NEXT.search(said)):
        return True
    return len(said) < 150 and not _ELSEWHEN.search(said[-80:])


def _made_then(clause: str, at: int) -> bool:
    """Whether something is surely delivered or held in that year, a goal of others or not."""
    said = clause[max(0, at - 100) : at]
    return not _OF_ANOTHER.search(said) and any(
        words.search(said) for words in (_PRODUCT, _REPORTING, _TO_BE_HELD, _CONVENED)
    )


_OF_ANOTHER = re.compile(r"\b(?:which|that|who) (?:is|are|was|were|will)\b[^,;]*$")
_PRODUCT = re.compile(
    r"\b(?:reports?|review|update|summit|conference|meeting|session),? (?:to be held )?$"
)
_CONVENED = re.compile(r"\b(?:hold|convene|organize) (?:an?|the|its) (?:[\w-]+ ){1,6}$")
_TO_BE_HELD = re.compile(
    r"(?:\b(?:shall|should|will|would|is to|are to) (?:be (?:held|convened|organized)|take place)|"
    r"(?<!to) be (?:held|convened|organized))(?: by the [A-Z][\w -]{3,60}?)?"
    r"(?: (?:in|at) (?:the (?=United Nations |Palais ))?(?!(?:that|the|this) )"
    r"[A-Z][\w, ]{2,50}?,?)? $"
)
""" "That the meeting shall be held at Geneva in 2031": then it is."""
_CONVENING = re.compile(r"\b(?:convenes?|hold|organi[sz]es?) ")
""" "to convene a meeting, with experts, to be held in 2031": it is that one."""
_TO_CONVENE = re.compile(
    r"\b(?:convene|hold|organi[sz]e) (?:an?|the|its|one|two) (?:(?!for\b|to\b)[\w-]+ ){1,12}"
    r"to be held (?:(?:at|in) [A-Z][\w, ]{2,40}?,? )?$"
)
_THE_NEXT = re.compile(
    r"\b(?:next|first) (?:[\w-]+ ){0,4}to be (?:held|convened|submitted|presented|undertaken) $"
)
_SAID = re.compile(r"(?<!to be )(?<!be )\b(?:requested|submitted|adopted|established|issued) $")
_PERIOD = re.compile(
    r"\b(?:for|over) (?:an? |the )?(?:[\w-]+ ){0,2}period(?: of [\w -]{3,30})?,? $"
)
"""What is established for a period until then is not over, whatever its participle."""
_EXTENDING = re.compile(r"\b(?:extend|prolong|continue) (?:the|its) [^;,]{3,80} $")
"""So is what is made longer: "to extend the work of the Board until"."""
_SPAN = re.compile(
    r"\b(?:from|between|cover\w+|period(?: of)?) (?:\d[^,;]{0,20}|[A-Z][a-z]+ (?:\d{4} )?)$"
)
"""Before "through": a span of time, of which the second day is no due point of its own."""
_RELATIVE = re.compile(
    r"\b(?:(?:that(?! it\b| the\b)(?: (?!shall\b|should\b)[\w-]+){1,8}|"
    r"(?:which|who)(?: [\w-]+){1,8})|expir\w+|"
    r"(?:enter|entry|entered|come) into force) $"
)
"""Before "on": a day of something else, "the terms that expire on"."""
AIM = re.compile(
    r"\b(?:in order to|with a view to|so as to|so that|aim of|aiming|goals?|targets?)\b[^;]*$|"
    r"\bfor all $"
)
"""What is to be reached by then is no product that is due."""
_REPORTING = re.compile(
    r"\breport (?:back |thereon |further )?to (?:the [A-Z]|(?:its|their) )[\w ]{2,50} $"
)
_TO_MEET = re.compile(
    r"\b(?:hold|holding|convene|convening|reconvene|resume|organize|organizing|host|"
    r"meet)(?:,[^,]{3,60},|,)? "
    r"(?:(?:an?|its|one|two|the) )?(?:(?!to\b)[\w()\u2019'-]+ ){0,16}$"
)
_TO_REVIEW = re.compile(
    r"\b(?:conduct|conducting|undertake|undertaking|hold|holding) (?:an?|the|its) (?:[\w-]+ ){0,4}"
    r"review of [^,;]{3,120} $"
)
_ENDING = re.compile(r".{0,90}?\b(?:terminat|discontinu|end|lift|clos|abolish)")
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
