"""Deadlines: what the calendar makes of a due term. Derived, never recorded as the truth.

Submission 10 and issue 6 weeks before the anchor (the 10-4-6 rule of conference services): the
meeting that is recorded on the item, else the opening of the session or part; legal: the last day
of the window. A deadline that was reached keeps the day that was in force then; a move re-derives
only what still lay ahead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, assert_never

from .calendar import Calendar
from .due import DateDue, EventDue, OpenDue, RelativeDue, SessionDue
from .mandate.events import DeadlineKind
from .mandate.occurrence import DuePoint, Moment, Occurrence
from .mandate.state import Mandate
from .policy import LEAD_TIMES as LEAD_TIMES
from .policy import Laid, before
from .policy import LeadTimes as LeadTimes
from .reading import DOCUMENTS
from .resolution import Resolved as Resolved
from .resolution import day_of as day_of
from .resolution import end_of as end_of
from .resolution import resolve as resolve
from .resolution import within as within
from .session import Change

DeadlineState = Literal[
    "forecast", "upcoming", "due_soon", "due", "overdue", "met", "late", "past"
]  # fmt: skip
Timeliness = Literal[
    "no_due_date", "forecast", "upcoming", "due_soon", "due", "overdue", "met", "late",
    "deferred", "open_ended",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Deadline:
    """One day by which something is to be done, and the calendar version that it rests on."""

    kind: DeadlineKind
    day: date
    calendar: str
    since: date
    """The day from which this due point holds: it cannot be announced for an earlier day."""
    anchor: Change | None = None
    """The day of the session, or of the meeting on an item, from which it is counted back."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a deadline stands on a day. ``days``: late or overdue by; None where not so.

    ``uncertain``: what is known of the delivery's day does not prove either.
    """

    deadline: Deadline
    state: DeadlineState
    days: int | None = None
    uncertain: bool = False


def deadlines(
    mandate: Mandate, occurrence: Occurrence, calendar: Calendar, lead: LeadTimes = LEAD_TIMES
) -> tuple[Deadline, ...]:
    """The deadlines of an occurrence, by the calendar as it stands; none where no day is known.

    ``lead`` left at the default means the policy of the body whose session it is, in force.
    Where only the consideration was put off, submission and issue keep the earlier due point and
    the legal deadline follows the later one, unless it had been found missed before.
    """
    found: list[Deadline] = []
    if mandate.adopted.deliverable in DOCUMENTS:
        found += _for_documents(occurrence, calendar, lead)
    legal = _legal(occurrence.legal_point, calendar)
    return (*found, legal) if legal else tuple(found)


_LEADS: tuple[tuple[DeadlineKind, Callable[[LeadTimes], int]], ...] = (
    ("submission", lambda one: one.submission_days), ("issue", lambda one: one.issue_days),
)  # fmt: skip


def _for_documents(
    occurrence: Occurrence, calendar: Calendar, lead: LeadTimes
) -> Iterator[Deadline]:
    point = occurrence.delivery
    if not isinstance(point.term, SessionDue):
        return
    session = calendar.session_of(point.term)
    anchors = calendar.anchors(point.term, occurrence.items)
    if session is None or not anchors:
        return
    policy = calendar.policy_at(session) if lead is LEAD_TIMES else None
    for kind, days in _LEADS:
        laid = _frozen(before(anchors, policy, days, lead), point)
        # A day that had passed before the task was given binds nobody: a report that is asked for
        # in December "by the end of the session" was not due in the July before.
        if laid is not None and laid.day is not None and laid.day >= point.since:
            version = _version(calendar, session, laid.anchor)
            yield Deadline(kind, laid.day, version, point.since, laid.anchor)


def _version(calendar: Calendar, session: str, anchor: Change | None = None) -> str:
    if anchor is not None and anchor.item is not None:
        return f"{anchor.item}@{anchor.version}"
    window = calendar.window(session)
    return window.version if window else f"{session}@postponed"


def _legal(point: DuePoint, calendar: Calendar) -> Deadline | None:
    match point.term:
        case DateDue():
            return Deadline("legal", day_of(point.term), "date", point.since)
        case RelativeDue():
            day = within(point.term, point.since)
            return Deadline("legal", day, "date", point.since) if day else None
        case SessionDue():
            return _legal_of_session(point, point.term, calendar)
        case None | EventDue() | OpenDue():
            return None
    assert_never(point.term)


def _legal_of_session(point: DuePoint, term: SessionDue, calendar: Calendar) -> Deadline | None:
    session = calendar.session_of(term)
    if session is None:
        return None
    if term.bound == "before":
        day = _day(_frozen(_days_of(calendar.openings(session), 1), point))
    else:
        day = _day(_frozen(_days_of(calendar.closings(session)), point))
        if calendar.postponed(session) and (day is None or day >= _put_off(calendar, session)):
            return None  # its window went with its opening
    return Deadline("legal", day, _version(calendar, session), point.since) if day else None


def _days_of(changes: Iterable[Change], before: int = 0) -> Iterator[Laid]:
    for one in changes:
        day = one.day - timedelta(days=before) if one.day else None
        yield Laid(day, one.since, one.recorded_on, one)


def _day(laid: Laid | None) -> date | None:
    return None if laid is None else laid.day


def _put_off(calendar: Calendar, session: str) -> date:
    last = calendar.openings(session)[-1]
    return max(last.since, last.recorded_on)


def _frozen(changes: Iterable[Laid], point: DuePoint) -> Laid | None:
    """What holds after all changes, each applied only to a day that still lay ahead.

    Ahead, that is, when the change was recorded. A due point written down only after its day had
    passed is history entered later: nobody acted on it then, so the day of the decision counts.
    What was known of the session when the due point came to hold, it starts from. It has no day
    where it was put off without one before it came.
    """
    laid: Laid | None = None
    for change in changes:
        if laid is None or laid.day is None or _lay_ahead(change, laid.day, point):
            laid = change
    return laid


def _lay_ahead(change: Laid, day: date, point: DuePoint) -> bool:
    entered_later = point.recorded_on > day
    known = change.since if entered_later else max(change.since, change.recorded_on)
    return known < day or known <= point.since


def turning_days(term: SessionDue, calendar: Calendar) -> list[date]:
    """Every day on which it may turn what becomes of a due point at a session, in order; of one
    that no agenda item carries.

    Two points with the same term have the same deadlines where these days lie alike to the days
    from which they hold, and to those on which they were written down: see `_frozen`.
    """
    session = calendar.session_of(term)
    if session is None:
        return []
    openings = calendar.openings(session)
    policy = calendar.policy_at(session)
    settings = policy.settings if policy else ()
    leads = {LEAD_TIMES, *(one.lead for one in settings)}
    weeks = {1, *(days for one in leads for days in (one.submission_days, one.issue_days))}
    changes = (*openings, *calendar.closings(session))
    found = {day for one in changes for day in (one.since, one.recorded_on)}
    found |= {day for one in settings for day in (one.since, one.recorded_on)}
    found |= {one.day for one in changes if one.day}
    found |= {one.day - timedelta(days=days) for one in openings if one.day for days in weeks}
    return sorted(found)


def standing(
    mandate: Mandate, occurrence: Occurrence, calendar: Calendar, as_of: date,
    lead: LeadTimes = LEAD_TIMES,
) -> tuple[Standing, ...]:  # fmt: skip
    """How each deadline of an occurrence stands on a day.

    Of one that was missed, and did not come since, as it stood when that was found. What nothing
    presses for any more, as the occurrence is closed or the mandate had ended by that day, is past.
    """
    if occurrence.end == "missed" and not occurrence.delivered and occurrence.ended_on is not None:
        as_of = min(as_of, occurrence.ended_on)
    soon = lead_for(mandate, occurrence, calendar) if lead is LEAD_TIMES else lead
    document = resolve(occurrence.delivery.term, calendar).status or "recorded"
    legal = resolve(occurrence.legal_point.term, calendar).status or "recorded"
    stands = (
        _stand(
            deadline, _met(occurrence, deadline.kind), as_of,
            legal if deadline.anchor is None else _status(deadline.anchor, document), soon,
        )
        for deadline in deadlines(mandate, occurrence, calendar, lead)
    )  # fmt: skip
    return tuple(
        one if one.state in ("met", "late") or _presses(mandate, occurrence, one.deadline)
        else Standing(one.deadline, "past")
        for one in stands
    )  # fmt: skip


def _presses(mandate: Mandate, occurrence: Occurrence, deadline: Deadline) -> bool:
    return not occurrence.closed and owed(mandate, deadline)


def _status(anchor: Change, session: str) -> str:
    """Whether the day from which one counts is recorded; of a session, whether its days are."""
    return "recorded" if anchor.item is not None else session


def lead_for(mandate: Mandate, occurrence: Occurrence, calendar: Calendar) -> LeadTimes:
    """The lead times for an occurrence: of the body at whose session it is due, else its own."""
    due = occurrence.due
    session = calendar.session_of(due) if isinstance(due, SessionDue) else None
    body = session.partition("/")[0] if session else calendar.bodies.code_of(mandate.adopted.body)
    return calendar.lead_times(body)


def _met(occurrence: Occurrence, kind: DeadlineKind) -> Moment | None:
    """When what a deadline asks for was done; None as long as it was not."""
    if not occurrence.reports:
        return occurrence.done
    if kind == "issue":
        return first(one.issued for one in occurrence.reports if one.issued)
    return first(one.submitted for one in occurrence.reports)


def first(moments: Iterable[Moment]) -> Moment | None:
    """What is known to have happened first; None of nothing."""
    return min(moments, key=lambda one: (one.latest, one.earliest), default=None)


def _stand(
    deadline: Deadline, met: Moment | None, as_of: date, status: str, lead: LeadTimes
) -> Standing:
    if met is not None:
        if met.earliest <= deadline.day:
            return Standing(deadline, "met", uncertain=met.latest > deadline.day)
        return Standing(deadline, "late", (met.earliest - deadline.day).days)
    if as_of > deadline.day:
        return Standing(deadline, "overdue", (as_of - deadline.day).days)
    if as_of == deadline.day:
        return Standing(deadline, "due")
    if (deadline.day - as_of).days <= lead.due_soon_days:
        return Standing(deadline, "due_soon")
    return Standing(deadline, "forecast" if status == "forecast" else "upcoming")


@dataclass(frozen=True, slots=True)
class Verdict:
    """How an occurrence stands in time as a whole; late and overdue name the deadline."""

    value: Timeliness
    deadline: DeadlineKind | None = None
    days: int | None = None
    uncertain: bool = False


_PRESSING: tuple[Literal["overdue", "due", "due_soon"], ...] = ("overdue", "due", "due_soon")
_COMING: tuple[Literal["upcoming", "forecast"], ...] = ("upcoming", "forecast")


def timeliness(
    mandate: Mandate, occurrence: Occurrence, standings: Sequence[Standing], calendar: Calendar
) -> Verdict:
    """One value for an occurrence: what presses most, else what is still to come, else how it went.

    A mandate that has ended, or an occurrence that was let go, has no due date any more; but what
    fell due while the terms of one ran that is spent is still owed. One whose session was put off
    without a date is open-ended like one that was itself.
    """
    if occurrence.end == "missed" and not occurrence.delivered:
        if not standings and not isinstance(occurrence.legal_point.term, SessionDue):
            return Verdict("no_due_date")  # missed as a person found: no deadline was passed
        days = occurrence.missed.days_overdue if occurrence.missed else None
        return Verdict("overdue", "legal", days)
    if occurrence.end in ("waived", "merged", "superseded"):
        return Verdict("no_due_date")
    if isinstance(occurrence.due, OpenDue) and not occurrence.delivered:
        return Verdict("open_ended")
    gone = mandate.ended is not None and not occurrence.delivered
    if gone:
        standings = [one for one in standings if owed(mandate, one.deadline)]
        gone = not standings
    if gone or not standings:
        waiting = isinstance(occurrence.due, SessionDue) and not occurrence.delivered
        if not waiting or gone:
            return Verdict("no_due_date")
        put_off = resolve(occurrence.due, calendar).status == "postponed"
        return Verdict("open_ended" if put_off else "forecast")
    standings = [one for one in standings if one.state != "past"]
    for state in _PRESSING:
        last = next((one for one in reversed(standings) if one.state == state), None)
        if last is not None:
            return Verdict(state, last.deadline.kind, last.days)
    return _calm(occurrence, standings)


def owed(mandate: Mandate, deadline: Deadline) -> bool:
    """Whether a deadline counts after the end of its mandate: it came while the terms ran of one
    that is spent. Nobody let go what they brought."""
    ended = mandate.ended
    return ended is None or (ended.how == "expired" and deadline.day < ended.on)


def _calm(occurrence: Occurrence, standings: Sequence[Standing]) -> Verdict:
    for state in _COMING:
        coming = next((one for one in standings if one.state == state), None)
        if coming is not None:
            return Verdict("deferred" if occurrence.deferrals else state, coming.deadline.kind)
    late = next((one for one in reversed(standings) if one.state == "late"), None)
    if late is not None:
        return Verdict("late", late.deadline.kind, late.days)
    if not standings:
        return Verdict("no_due_date")
    last = standings[-1]
    return Verdict("met", last.deadline.kind, uncertain=any(one.uncertain for one in standings))
