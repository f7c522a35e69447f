"""Days. The domain knows days only, and sometimes only a month or a year.

A partial day is ISO 8601 text: ``2001-09-12``, ``2001-09`` or ``2001``. Where one day is needed, a
fact that is known by its month holds from the month's *last* day: by then it is true for sure.
"""

from __future__ import annotations

import calendar as _gregorian
import re
from datetime import date, timedelta
from functools import lru_cache
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, GetCoreSchemaHandler, GetPydanticSchema

_A_DAY = len("2001-09-12")
FIRST, LAST = date(1000, 1, 1), date(8999, 12, 31)
"""No fact, deadline or instant lies before or after: a year such as 0201 is a slip of the keys,
9999 stands for no day, and from each day between there is room to count on and back."""
_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


def _split(text: str) -> tuple[int, int | None, int | None]:
    match = _PARTIAL.fullmatch(text)
    if match is None or match[1] == "0000":
        raise ValueError(f"{text!r} is no day: write 2001-09-12, 2001-09 or 2001")
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    return year, month, day


def first_day(partial: str) -> date:
    """The first day of the period that ``partial`` names. Raises ValueError if it names none."""
    if len(partial) == _A_DAY:
        return last_day(partial)
    year, month, day = _split(partial)
    return _date(partial, year, 1 if month is None else month, 1 if day is None else day)


@lru_cache(4096)  # a record names the same days again and again
def last_day(partial: str) -> date:
    """The last day of the period that ``partial`` names. Raises ValueError if it names none."""
    if len(partial) == _A_DAY and partial[4] == partial[7] == "-":
        return _day(partial)  # nearly all are: no need to take them apart
    year, month, day = _split(partial)
    if month is None:
        return date(year, 12, 31)
    if day is None:
        return _date(partial, year, month, 1).replace(day=_gregorian.monthrange(year, month)[1])
    return _date(partial, year, month, day)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text!r} is no day of the calendar") from None


def _date(text: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"{text!r} is no day of the calendar") from None


def precision(partial: str) -> Literal["day", "month", "year"]:
    """How much is known: the day, the month or only the year."""
    if len(partial) == _A_DAY:
        return "day"
    _, month, day = _split(partial)
    return "day" if day else "month" if month else "year"


def known_to(day: date, much: Literal["day", "month", "year"]) -> str:
    """The partial day of which `first_day` or `last_day` is ``day``: as much of it as is known."""
    return day.isoformat()[: {"day": _A_DAY, "month": 7, "year": 4}[much]]


def day_from(partial: str, recorded_on: date) -> date:
    """The day from which a fact holds for sure, that is known by its day, month or year.

    The period's last day, or the day on which it was recorded where that lies within the period:
    by then it is true for sure.
    """
    if len(partial) == _A_DAY:
        return last_day(partial)
    first, last = first_day(partial), last_day(partial)
    return min(last, recorded_on) if recorded_on >= first else last


def taken(text: str) -> str:
    """A partial day as it is. Raises ValueError if it names none from `FIRST` to `LAST`."""
    if not FIRST <= last_day(text) <= LAST:
        raise ValueError(f"{text!r} lies outside the years {FIRST.year} to {LAST.year}")
    return text


def taken_day(day: date) -> date:
    """The same of a day."""
    taken(day.isoformat())
    return day


def days_on(day: date, days: int) -> date | None:
    """So many days on; None where no calendar is made for that: beyond `FIRST` or `LAST`."""
    number = day.toordinal() + days
    within = FIRST.toordinal() <= number <= LAST.toordinal()
    return date.fromordinal(number) if within else None


def months_on(day: date, months: int) -> date | None:
    """The same day some months on, or that month's last where it has no such day; None as above."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    if not FIRST.year <= year <= LAST.year:
        return None
    return date(year, month, min(day.day, _gregorian.monthrange(year, month)[1]))


def _text(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _or_date(source: Any, handler: GetCoreSchemaHandler) -> Any:
    """Python may give a date as well; JSON, of which a record is read, has none to look for."""
    from_python = BeforeValidator(_text).__get_pydantic_core_schema__(source, handler)
    return {
        "type": "json-or-python", "json_schema": handler(source), "python_schema": from_python,
    }  # fmt: skip


PartialDay = Annotated[str, AfterValidator(taken), GetPydanticSchema(_or_date)]
"""A day, a month or a year, as ISO 8601 text; a `datetime.date` is taken too."""
Day = Annotated[date, AfterValidator(taken_day)]
"""A day where it is known to the day."""

ONE_DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)
