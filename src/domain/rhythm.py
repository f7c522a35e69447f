"""Rhythms: when a task that recurs is due next.

A rhythm runs from the first due point that the text gives. Where it gives none, it starts at the
next regular session of the body (or one interval after the adoption), and that is marked inferred.
A deferral moves one due point, never the rhythm.
"""

from __future__ import annotations

import calendar as _gregorian
import re
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from .body import code_of
from .days import FIRST, LAST, days_on, known_to, last_day, months_on, precision
from .due import LAST_SESSION, DateDue, Due, EventDue, RelativeDue, SessionDue
from .due import words as due_words

Recurrence = Literal[
    "annual", "biennial", "triennial", "quadrennial", "semiannual", "quarterly", "every_session",
    "other",
]  # fmt: skip

_MONTHS: dict[Recurrence, int] = {
    "quarterly": 3, "semiannual": 6, "annual": 12, "biennial": 24, "triennial": 36,
    "quadrennial": 48,
}  # fmt: skip
_SESSIONS_A_YEAR = {"GA": 1, "ECOSOC": 1, "HRC": 3}
"""How often a body meets in regular session (A/RES/60/251 para 10: no fewer than three for HRC)."""
_OPENS_IN = {"GA": 9, "ECOSOC": 1}
"""The month in which the session of a year may begin; of other bodies no year is known."""


class Rhythm(BaseModel):
    """How often, until when, and what follows then ("annually until ..., and biennially after").

    ``every`` with ``unit`` says an interval that has no name ("every 90 days").
    """

    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True)
    recurrence: Recurrence
    every: Annotated[int, Field(ge=1)] | None = None
    unit: str | None = None
    until: Due | None = None
    then: Rhythm | None = None


def settled(due: Due, body: str, session: int | str | None) -> Due:
    """A term with what its words imply made plain: "its next session" is the one after this.

    Anything else is given back as it is.
    """
    if not isinstance(due, EventDue) or not _NEXT.search(due.text or ""):
        return due
    organ = due.organ or body
    own = code_of(organ) == code_of(body) and code_of(body) in _SESSIONS_A_YEAR
    if not own or not isinstance(session, int) or session >= LAST_SESSION:
        return due
    return SessionDue(organ=organ, session=session + 1, text=due.text)


_NEXT = re.compile(r"\b(its|the) next (regular |substantive )?session\b", re.IGNORECASE)


def first(rhythm: Rhythm, body: str, session: int | str | None, adopted: date) -> Due | None:
    """The first due point of a rhythm whose text gives none. Always an inference."""
    own = isinstance(session, int) and session < LAST_SESSION and code_of(body) in _SESSIONS_A_YEAR
    if isinstance(session, int) and own and rhythm.unit is None:
        return SessionDue(organ=body, session=session + 1)
    if rhythm.every and rhythm.unit in ("day", "week"):
        return _on(days_on(adopted, _interval(rhythm)))
    months = _months(rhythm)
    return _on(months_on(adopted, months)) if months else None


def nth(rhythm: Rhythm, start: Due, number: int) -> Due | None:
    """The due point of that number, the start being number 1; None where the rhythm has ended.

    Each is so many steps from the start of its phase, not from the one before: what falls on the
    29th is on the 28th in February and on the 29th again in March.
    """
    phase, begin, due, steps = rhythm, start, start, 0
    for _ in range(number - 1):
        steps += 1
        after = _step(phase, begin, steps)
        if after is not None and phase.until is not None and beyond(after, phase.until):
            if phase.then is None:
                return None
            phase, begin, steps = phase.then, due, 1
            after = _step(phase, begin, steps)
        if after is None:
            return None
        due = after
    return due


def lasting(rhythm: Rhythm) -> Rhythm:
    """The same without the end of its last phase: another end was given to the task."""
    if rhythm.then is not None:
        return rhythm.model_copy(update={"then": lasting(rhythm.then)})
    return rhythm.model_copy(update={"until": None})


def words(rhythm: Rhythm) -> str:
    """A rhythm in words that a person reads: ``annual until GA/72, then biennial``."""
    often = rhythm.recurrence.replace("_", " ")
    if rhythm.every and rhythm.unit:
        unit = rhythm.unit.replace("_", " ")
        often = f"every {unit}" if rhythm.every == 1 else f"every {rhythm.every} {unit}s"
    until = f" until {due_words(rhythm.until)}" if rhythm.until else ""
    then = f", then {words(rhythm.then)}" if rhythm.then else ""
    return f"{often}{until}{then}"


def _step(rhythm: Rhythm, due: Due, steps: int) -> Due | None:
    match due:
        case SessionDue():
            return _later_session(rhythm, due, steps)
        case DateDue():
            return _later_date(rhythm, due, steps)
        case _:
            return None


def _later_session(rhythm: Rhythm, due: SessionDue, steps: int) -> SessionDue | None:
    years = _MONTHS.get(rhythm.recurrence, 0) // 12 * steps
    bare = due.model_copy(update={"text": None})
    if isinstance(due.session, int):
        if rhythm.recurrence == "every_session":
            return bare.model_copy(update={"session": due.session + steps})
        ahead = years * _SESSIONS_A_YEAR.get(code_of(due.organ), 1)
        return bare.model_copy(update={"session": due.session + ahead}) if ahead else None
    if due.session is None and due.year is not None:
        ahead = steps if rhythm.recurrence == "every_session" else years
        return bare.model_copy(update={"year": due.year + ahead}) if ahead else None
    return None


def _later_date(rhythm: Rhythm, due: DateDue, steps: int) -> DateDue | None:
    bare = due.model_copy(update={"text": None})
    day = last_day(due.date)
    if rhythm.every and rhythm.unit in ("day", "working_day", "week"):
        later = days_on(day, steps * _interval(rhythm))
        return bare.model_copy(update={"date": later.isoformat()}) if later else None
    months = _months(rhythm)
    if not months:
        return None
    # What is known to a month or a year stays known to that; a last day of a month stays one.
    moved = months_on(day, months * steps)
    if moved is None:
        return None
    if day.day == _last_of_month(day):
        moved = moved.replace(day=_last_of_month(moved))
    return bare.model_copy(update={"date": known_to(moved, precision(due.date))})


def _last_of_month(day: date) -> int:
    return _gregorian.monthrange(day.year, day.month)[1]


def _months(rhythm: Rhythm) -> int | None:
    """How many months lie between two points; None of a rhythm that is told in no months."""
    if rhythm.every and rhythm.unit in ("month", "year"):
        return rhythm.every * (12 if rhythm.unit == "year" else 1)
    return _MONTHS.get(rhythm.recurrence)


def _interval(rhythm: Rhythm) -> int:
    """The same in days."""
    return (rhythm.every or 0) * (7 if rhythm.unit == "week" else 1)


def _on(day: date | None) -> DateDue | None:
    return DateDue(date=day.isoformat()) if day else None


def beyond(due: Due, until: Due) -> bool:
    """Whether a due point lies after an end. False where the two cannot be compared."""
    if isinstance(due, SessionDue) and isinstance(until, SessionDue):
        if code_of(due.organ) != code_of(until.organ):
            begins, ends = _begins(due), _begins(until)
            return begins is not None and ends is not None and begins.year > ends.year
        ours, theirs = due.number, until.number
        return isinstance(ours, int) and isinstance(theirs, int) and ours > theirs
    if isinstance(due, DateDue) and isinstance(until, DateDue):
        return last_day(due.date) > last_day(until.date)
    if isinstance(due, SessionDue) and isinstance(until, DateDue):
        begins = _begins(due)
        return begins is not None and begins > last_day(until.date)
    return False


def sooner(one: Due | None, other: Due | None) -> bool:
    """Whether a due point comes before another by their terms alone: of sessions of one body, or of
    days. What has a session or a time comes before what has none."""
    if not _placed(one) or not _placed(other):
        return _placed(one) and not _placed(other)
    match one, other:
        case (SessionDue(), SessionDue()) if code_of(one.organ) == code_of(other.organ):
            return beyond(other, one)
        case DateDue(), DateDue():
            return beyond(other, one)
        case _:
            return False


def _placed(due: Due | None) -> bool:
    return isinstance(due, SessionDue | DateDue | RelativeDue)


def _begins(due: SessionDue) -> date | None:
    """The first day on which a session may begin; None where its year is not known."""
    body, year = code_of(due.organ), due.year
    if year is None and body in _OPENS_IN and isinstance(due.number, int):
        year = due.number + 1945 if body == "GA" else due.number
    if year is None or not FIRST.year <= year <= LAST.year:
        return None
    return date(year, _OPENS_IN.get(body, 1), 1)
