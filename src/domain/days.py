"""Days. The domain knows days only, and sometimes only a month or a year.

A partial day is ISO 8601 text: ``2001-09-12``, ``2001-09`` or ``2001``. Where one day is needed, a
fact that is known by its month holds from the month's *last* day: by then it is true for sure.
"""

from __future__ import annotations

import calendar as _gregorian
import re
from datetime import date, timedelta
from typing import Annotated, Literal

from pydantic import AfterValidator

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
    year, month, day = _split(partial)
    return _date(partial, year, month or 1, day or 1)


def last_day(partial: str) -> date:
    """The last day of the period that ``partial`` names. Raises ValueError if it names none."""
    year, month, day = _split(partial)
    if month is None:
        return date(year, 12, 31)
    if day is None:
        return _date(partial, year, month, 1).replace(day=_gregorian.monthrange(year, month)[1])
    return _date(partial, year, month, day)


def _date(text: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"{text!r} is no day of the calendar") from None


def precision(partial: str) -> Literal["day", "month", "year"]:
    """How much is known: the day, the month or only the year."""
    _, month, day = _split(partial)
    return "day" if day else "month" if month else "year"


def _check(text: str) -> str:
    last_day(text)
    return text


PartialDay = Annotated[str, AfterValidator(_check)]
"""A day, a month or a year, as ISO 8601 text."""

ONE_DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)
