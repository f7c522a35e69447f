"""Resolution: the window that the calendar makes of a due term, as it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal, assert_never

from .calendar import Calendar
from .days import ONE_DAY, days_on, first_day, last_day, months_on
from .due import DateDue, Due, EventDue, OpenDue, RelativeDue, SessionDue, same
from .mandate.state import Mandate


@dataclass(frozen=True, slots=True)
class Resolved:
    """What the calendar makes of a due term: its window, where one can be found.

    ``status`` postponed: the session was put off and has no date.
    """

    anchor: date | None
    opens: date | None
    closes: date | None
    status: Literal["recorded", "forecast", "postponed"] | None
    version: str | None


_NOWHERE = Resolved(None, None, None, None, None)


def resolve(due: Due | None, calendar: Calendar, since: date | None = None) -> Resolved:
    """The window of a due term as it stands. Total: what has no days gives none.

    ``since`` is the day from which the term holds: what is due within a time counts from it.
    """
    match due:
        case SessionDue():
            return _of_session(due, calendar)
        case DateDue():
            day = day_of(due)
            return Resolved(day, day, day, "recorded", "date")
        case RelativeDue():
            begun = due.begins or since
            end = within(due, begun) if begun is not None else None
            return Resolved(end, begun, end, "recorded", "date") if end else _NOWHERE
        case None | EventDue() | OpenDue():
            return _NOWHERE
    assert_never(due)


def _of_session(due: SessionDue, calendar: Calendar) -> Resolved:
    session = calendar.session_of(due)
    window = calendar.window(session) if session else None
    if window is not None:
        return Resolved(window.opens, window.opens, window.closes, window.status, window.version)
    put_off = session is not None and calendar.postponed(session)
    return Resolved(None, None, None, "postponed" if put_off else "forecast", None)


def day_of(due: DateDue) -> date:
    """The last day on which what is due by a date is in time; before a month or a year, the day
    before its first."""
    return first_day(due.date) - ONE_DAY if due.bound == "before" else last_day(due.date)


_ADOPTION = re.compile(
    r"\badoption\b(?! of (?!the present\b|this\b|the (?:resolution|decision)$))"
    r"|\b(?:present|this) (?:resolution|decision)\b|\bdate of the resolution\b",
    re.IGNORECASE,
)
"""Of this text, not of another one."""


def end_of(mandate: Mandate, calendar: Calendar) -> date | None:
    """The last day of a mandate's own terms, as the calendar stands; None where nobody can say.

    A term of so many months counts from the adoption where the text says that it does; else it may
    count from the end of the term before.
    """
    until = mandate.until
    if not isinstance(until, RelativeDue):
        return resolve(until, calendar).closes
    if until.begins is not None:
        return within(until, until.begins)
    if not _ADOPTION.search(until.after or until.text or ""):
        return None
    extended = not same(until, mandate.adopted.until)
    given = mandate.until_since if extended else None
    return within(until, given or mandate.adopted_on)


def within(due: RelativeDue, since: date) -> date | None:
    """The last day of a time that counts from ``since``; None where it counts from elsewhere, or
    further than any calendar goes. A time whose first day is known ends with its own last day.

    Working days are Monday to Friday: the holidays of a seat are not known here.
    """
    if due.begins is not None:
        end = within(due.model_copy(update={"after": None}), due.begins)
        return end - ONE_DAY if end else None
    elsewhere = due.after is not None and not _ADOPTION.search(due.after)
    if due.amount is None or due.unit is None or elsewhere:
        return None
    match due.unit:
        case "day" | "week":
            return days_on(since, due.amount * (7 if due.unit == "week" else 1))
        case "month" | "year":
            return months_on(since, due.amount * (12 if due.unit == "year" else 1))
        case "working_day":
            return _working_days_on(since, due.amount)
    assert_never(due.unit)


def _working_days_on(day: date, number: int) -> date | None:
    if number <= 0:
        return day
    friday = day - max(day.weekday() - _FRIDAY, 0) * ONE_DAY  # from a weekend one counts as from it
    weeks, left = divmod(number, 5)
    over = friday.weekday() + left > _FRIDAY
    return days_on(friday, weeks * 7 + left + 2 * over)


_FRIDAY = 4
