"""What time alone brings: deadlines to announce, listed occurrences to open, an end to record.

Nothing is said twice: the state keeps the last standing announcement of each deadline, and the
event is effective on the day that it names, however late the tick that finds it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ..calendar import Calendar
from ..days import ONE_DAY
from ..deadlines import LeadTimes, Standing, deadlines, end_of, lead_for, standing
from ..postponement import postponed_on, postponement
from . import events as e
from .occurrence import DuePoint, Occurrence
from .state import Mandate

Announced = e.DueSoon | e.FellDue | e.BecameOverdue
_ORDER = {"due_soon": 0, "due": 1, "overdue": 2}


def announcements(
    mandate: Mandate, calendar: Calendar, today: date, highest: int
) -> list[e.MandateEvent]:
    """All that is to be said of a mandate by a day and was not said yet, in order of its days.

    ``highest``: the highest number of an occurrence, also of one that opens later.
    """
    if mandate.ended is not None:
        return []
    end = end_of(mandate, calendar)
    if end is None or end >= today:
        return _until(mandate, calendar, today, highest)
    # All that came before its end is said before it, whenever the tick comes.
    before = _until(mandate, calendar, end, highest)
    # An end that was set when it lay behind holds from that day on.
    day = max(end + ONE_DAY, mandate.until_since or mandate.adopted_on)
    # What fell due on the last day and did not come is overdue on the day of the end, and owed.
    owed: list[e.MandateEvent] = [one for one in _said(mandate, calendar, day) if one.on < day]
    return before or owed or [e.Expired(until=mandate.until, said_for=day)]


def _until(mandate: Mandate, calendar: Calendar, today: date, highest: int) -> list[e.MandateEvent]:
    """The deadlines that came, and what is put off or opens, by a day; where something was put off
    by rule, what came until then: the rest hangs on where it was put off to."""
    said = _said(mandate, calendar, today)
    put_off = {
        one.number: event
        for one in mandate.occurrences
        if (event := postponement(mandate, one, calendar, today)) is not None
    }
    if put_off:
        days = [
            postponed_on(mandate, one, calendar, today)
            for one in mandate.occurrences
            if one.number in put_off
        ]
        return [*(one for one in said if one.said_for <= min(days)), *put_off.values()]
    opened = _opened(mandate, calendar, today, highest + 1)
    return [*said, *((opened,) if opened is not None else ())]


def _said(mandate: Mandate, calendar: Calendar, today: date) -> list[Announced]:
    said = [
        announcement
        for one in mandate.occurrences
        if one.open
        for each in standing(mandate, one, calendar, today)
        for announcement in _of_deadline(one, each, today, lead_for(mandate, one, calendar))
    ]
    return sorted(said, key=lambda event: event.said_for)


def _of_deadline(
    one: Occurrence, stands: Standing, today: date, lead: LeadTimes
) -> Iterator[Announced]:
    if stands.state in ("met", "late", "forecast", "upcoming"):
        return
    deadline = stands.deadline
    known = one.announced.get(deadline.kind, ())
    said = next((_ORDER[last.kind] for last in known if last.on == deadline.day), -1)
    near = max(deadline.day - timedelta(days=lead.due_soon_days), deadline.since)
    days = (
        (e.DueSoon, near if near < deadline.day else None),
        (e.FellDue, deadline.day if deadline.day >= deadline.since else None),
        (e.BecameOverdue, max(deadline.day + ONE_DAY, deadline.since)),
    )
    for event, day in days:
        if day is not None and day <= today and _ORDER[event.says] > said:
            yield event(
                occurrence=one.number, deadline=deadline.kind, on=deadline.day, said_for=day,
                calendar=deadline.calendar,
            )  # fmt: skip


def _opened(
    mandate: Mandate, calendar: Calendar, today: date, number: int
) -> e.OccurrenceOpened | None:
    """The next due point: from when the one before was closed, or its own first deadline came."""
    term = mandate.following()
    if term is None:
        return None
    before = mandate.occurrences[-1]
    following = Occurrence(number, DuePoint(term, mandate.adopted_on, mandate.adopted_on))
    days = [each.day for each in deadlines(mandate, following, calendar)]
    if before.closed and before.ended_on is not None:
        days.append(before.ended_on)
    if not days or min(days) > today:
        return None
    day = max(min(days), mandate.adopted_on)  # a listed point may lie before the adoption
    return e.OccurrenceOpened(occurrence=number, due=term, said_for=day)
