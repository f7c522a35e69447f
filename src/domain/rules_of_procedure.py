"""Rules of procedure that open sessions, as data: from when known, for which sessions, by whom.

A rule counts as known from the day of the resolution that made it, and a later one wins. What a
rule gives is a forecast; what is recorded of a session stands above it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from .days import ONE_DAY, WEEK, last_day

TUESDAY = 1


def third_tuesday(year: int) -> date:
    """The third Tuesday of September (the original rule 1)."""
    return _tuesday_from(date(year, 9, 1)) + 2 * WEEK


def after_second_monday(year: int) -> date:
    """The Tuesday following the second Monday of September (A/RES/55/14)."""
    first = date(year, 9, 1)
    monday = first + timedelta(days=-first.weekday() % 7)
    return monday + WEEK + ONE_DAY


def tuesday_of_third_week(year: int) -> date:
    """The Tuesday of the third week of September, counting from the first week that contains at
    least one working day (A/RES/57/301)."""
    return _tuesday_of_week(year, 3)


def tuesday_of_second_week(year: int) -> date:
    """The same, of the second week (A/RES/75/325)."""
    return _tuesday_of_week(year, 2)


def _tuesday_from(day: date) -> date:
    return day + timedelta(days=(TUESDAY - day.weekday()) % 7)


def _tuesday_of_week(year: int, week: int) -> date:
    first = date(year, 9, 1)
    monday = first - timedelta(days=first.weekday())
    if first.weekday() >= 5:  # the week of 1 September holds no working day of September
        monday += WEEK
    return monday + (week - 1) * WEEK + ONE_DAY


@dataclass(frozen=True, slots=True)
class OpeningRule:
    """A rule that opens the sessions of a body from number ``first`` on (to ``last``).

    ``opening`` and ``closing`` take the session's number, or its year where sessions are counted
    by years; without ``closing`` a session ends the day before the next one opens. ``precision``
    tells how much of the day the rule really says.
    """

    known: date
    first: int
    last: int | None
    opening: Callable[[int], date]
    source: str
    closing: Callable[[int], date] | None = None
    precision: Literal["day", "month", "year"] = "day"


def _ga(of_year: Callable[[int], date]) -> Callable[[int], date]:
    return lambda number: of_year(number + 1945)


def _fixed(day: date) -> Callable[[int], date]:
    return lambda _: day


GA_RULES: tuple[OpeningRule, ...] = (
    OpeningRule(date(1946, 1, 10), 1, None, _ga(third_tuesday), "original rule 1"),
    OpeningRule(date(1998, 6, 4), 53, 53, _fixed(date(1998, 9, 9)), "A/RES/52/232"),
    OpeningRule(date(1999, 9, 14), 54, 54, _fixed(date(1999, 9, 14)), "fixed ad hoc"),
    OpeningRule(date(2000, 9, 5), 55, 55, _fixed(date(2000, 9, 5)), "fixed ad hoc"),
    OpeningRule(date(2000, 11, 3), 56, None, _ga(after_second_monday), "A/RES/55/14"),
    OpeningRule(date(2003, 3, 13), 58, None, _ga(tuesday_of_third_week), "A/RES/57/301"),
    OpeningRule(date(2021, 9, 10), 78, None, _ga(tuesday_of_second_week), "A/RES/75/325"),
)
"""The resolutions that fixed the 54th and 55th openings are not established: those days count as
known from the day itself."""

ECOSOC_RULES: tuple[OpeningRule, ...] = (
    OpeningRule(
        date(1992, 1, 31), 1992, 2014, lambda year: _tuesday_from(date(year, 2, 1)),
        "E/RES/1992/1", closing=lambda year: date(year, 7, 31), precision="month",
    ),
    OpeningRule(
        date(2013, 9, 20), 2015, None, lambda year: date(year - 1, 7, 1), "A/RES/68/1",
        closing=lambda year: date(year, 7, 31), precision="month",
    ),
)  # fmt: skip
"""Sessions are counted by years: from the organizational session in February to the end of the
substantive one in July; since A/RES/68/1 from July to July, known to the month. The first July
after that resolution was that of 2014, so the session of 2014 is the last of the old kind; when the
sessions of that year began in fact is not verified."""

RULES: dict[str, tuple[OpeningRule, ...]] = {"GA": GA_RULES, "ECOSOC": ECOSOC_RULES}

HIGHEST = {"GA": 999, "ECOSOC": 9998}
"""The highest number that a session of a body can have: what lies above is no number of one."""

PARTS: dict[str, tuple[tuple[int, int], tuple[int, int]]] = {
    "main": ((0, 9), (0, 12)),
    "first-resumed": ((1, 3), (1, 3)),
    "second-resumed": ((1, 5), (1, 6)),
}
"""Parts of a General Assembly session by practice: (years on, month) of the first and last month.
The main part lasts from the opening to December; the months of the resumed parts are those of the
Fifth Committee and not verified."""


def part_of_session(year: int, part: str) -> tuple[date, date] | None:
    """The first and the last day of a part by practice, in whole months; None for other parts."""
    if part not in PARTS:
        return None
    (first_year, first), (last_year, last) = PARTS[part]
    return date(year + first_year, first, 1), last_day(f"{year + last_year:04}-{last:02}")
