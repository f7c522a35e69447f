"""What a tick asks: the mandates of which time alone may have something to say, by the docket."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

from sqlalchemy import Column, ColumnElement, Table, and_, func, or_, select

from ...domain.calendar import Calendar
from ...domain.deadlines import LEAD_TIMES, LeadTimes
from ...domain.item.events import session_in
from ...domain.mandate.occurrence import ItemLink
from ..docket import ALL_SAID, NEVER, STAGE
from ..view import FOREVER, Snapshot
from .laid import Hung, Marks, Met, days_of, lying


def pending(
    snapshot: Snapshot, today: date, calendar: Calendar, disturbed: Mapping[str, int]
) -> dict[str, str]:
    """Streams of which time alone has something to say by a day, with the code of the body
    whose day counts. Never too few, unless anything was recorded after that day.

    ``disturbed``: sessions whose past was rewritten, and bodies whose policy's was, with the
    position at which it last was: what was said of them before may have to be said otherwise.
    """
    table, carried = snapshot.tables["docket"], snapshot.tables["under"]
    asked = [_by_day(table, today, max(one.due_soon_days for one in _leads(calendar)))]
    parts = _parts(calendar)
    met = _met(snapshot, carried, calendar)
    by_items: list[ColumnElement[bool]] = []
    for session in _values(snapshot, table.c.session):
        named = [session, *parts.get(calendar.bodies.session(session), ())]
        under = met.get(calendar.bodies.session(session), [])
        asked += _by_session(table, session, named, under, today, calendar)
        by_items += _by_meetings(carried, session, named, under, today, calendar)
        for items in under:
            at = max(disturbed.get(one, 0) for one in items.split("\n"))
            if at:
                by_items.append(and_(carried.c.under == items, carried.c.said_at < at))
        rewritten = [
            disturbed.get(each, 0) for one in named for each in calendar.bodies.spellings(one)
        ]
        if any(rewritten):
            before = table.c.said_at < max(rewritten)
            asked.append(and_(table.c.session == session, before))
        led = disturbed.get(calendar.bodies.session(session).partition("/")[0], 0)
        if led:
            asked.append(_said_before(table, session, led))
    found: dict[str, str] = {}
    day = today.isoformat()
    for where, conditions in (table, asked), (carried, by_items):
        column = where.c
        live = and_(column.from_day <= day, column.to_day > day)
        for one in conditions:
            told = select(column.stream, column.body).where(live, one).order_by(column.stream)
            rows = snapshot.connection.execute(told)
            found |= {row.stream: row.body for row in rows}
    return found


def _said_before(table: Table, session: str, position: int) -> ColumnElement[bool]:
    """What was said before a position of what goes by lead times."""
    kind, said_at = table.c.kind, table.c.said_at
    led = kind.in_(("submission", "issue"))
    return and_(table.c.session == session, led, table.c.said_of > NEVER, said_at < position)


def _values(snapshot: Snapshot, column: Column[str]) -> list[str]:
    """What stands in a column that anything hangs on: one look at its index for each."""
    least = func.min(column)
    first = select(least.label("value")).where(column > NEVER).cte("following", recursive=True)
    after = select(least).where(column > first.c.value).scalar_subquery()
    every = first.union_all(select(after).where(first.c.value.is_not(None)))
    asked = select(every.c.value).where(every.c.value.is_not(None))
    return [*snapshot.connection.execute(asked).scalars()]


def _met(snapshot: Snapshot, carried: Table, calendar: Calendar) -> dict[str, list[str]]:
    """The items that anything hangs on and on which a meeting was ever set, by session; more than
    one where several carry the same."""
    found: dict[str, list[str]] = {}
    if calendar.meetings:
        for items in _values(snapshot, carried.c.under):
            names = items.split("\n")
            if not calendar.meetings.keys().isdisjoint(names):
                for session in {calendar.bodies.session(session_in(one)) for one in names}:
                    found.setdefault(session, []).append(items)
    return found


def _by_day(table: Table, today: date, due_soon: int) -> ColumnElement[bool]:
    """What hangs on a day of its own: each stage that was not said by the day it came."""
    soon = (today + timedelta(days=due_soon)).isoformat()
    before, day = (today - timedelta(days=1)).isoformat(), table.c.day
    return or_(
        and_(table.c.said == 0, day <= soon),
        and_(table.c.said == 1, day <= today.isoformat()),
        and_(table.c.said == 2, day <= before),
    )


def _parts(calendar: Calendar) -> dict[str, list[str]]:
    """The parts of each session that are recorded: what is due at one hangs on the session too."""
    found: dict[str, list[str]] = {}
    for one in map(calendar.bodies.session, calendar.sessions):
        session = one.rpartition("/")[0]
        if "/" in session:
            found.setdefault(session, []).append(one)
    return found


def _by_session(
    table: Table, session: str, named: Sequence[str], under: Sequence[str], today: date,
    calendar: Calendar,
) -> Iterator[ColumnElement[bool]]:  # fmt: skip
    """What hangs on a session: the rows of which the stage that came was not said.

    ``named``: the session and its parts; ``under``: the items on whose meetings the rest hangs.
    """
    body = calendar.bodies.session(session).partition("/")[0]
    leads, now = _leads(calendar, body), calendar.lead_times(body)
    due_soon = max(one.due_soon_days for one in leads)
    opened, closings = [*map(calendar.openings, named)], map(calendar.closings, named)
    submission = [
        Hung.on(one, now.submission_days, *(each.submission_days for each in leads))
        for one in opened
    ]
    issue = [Hung.on(one, now.issue_days, *(each.issue_days for each in leads)) for one in opened]
    legal = [Hung.on(one, 0) for one in closings]
    before = [Hung.on(one, 1) for one in opened]
    hanging = ("submission", submission), ("issue", issue), ("legal", legal), ("before", before)
    for kind, hung in hanging:
        of_kind = and_(table.c.session == session, table.c.kind == kind)
        if kind in ("submission", "issue"):
            # A day that had passed before the due point came to hold binds nobody.
            last = max(days_of(hung), default=today)
            of_kind = and_(of_kind, table.c.since <= last.isoformat())
            if under:
                elsewhere = or_(table.c.under.is_(None), table.c.under.not_in(under))
                of_kind = and_(of_kind, elsewhere)
        yield from _unsaid(table, of_kind, hung, today, due_soon)
    ends, early = lying(legal), lying(before)
    first = lying(submission) | ends | early  # those where nobody recorded the opening
    for kind, days in (
        ("next_report", first), ("next", ends), ("next_before", early), ("until", ends),
    ):  # fmt: skip
        if days and min(days) <= today:
            yield and_(table.c.session == session, table.c.kind == kind)


def _by_meetings(
    table: Table, session: str, named: Sequence[str], under: Sequence[str], today: date,
    calendar: Calendar,
) -> Iterator[ColumnElement[bool]]:  # fmt: skip
    """What hangs on meetings on agenda items of a session. Items that meet alike are asked at once.

    A day that was put off while it lay ahead is that of nothing, unless its link holds from before
    and was written down only once the day had come: see `deadlines`.
    """
    body = calendar.bodies.session(session).partition("/")[0]
    leads, now = _leads(calendar, body), calendar.lead_times(body)
    soon = max(one.due_soon_days for one in leads)
    alike: dict[Marks, list[str]] = {}
    longest = max(one.submission_days for one in (*leads, now)) + soon
    opened = [one.day for each in named for one in calendar.openings(each) if one.day]
    for items in under:
        met = [one.day for each in items.split("\n") for one in calendar.meetings.get(each, ())]
        days = [*opened, *(day for day in met if day)]
        if days and min(days) - timedelta(days=longest) > today:
            continue  # nothing of it has come
        links = [ItemLink(one, date.min, date.min) for one in items.split("\n")]
        # Before it was linked to all of them it may have hung on the session, or on one alone.
        ever = [links, [], *([one] for one in links if len(links) > 1)]
        marks = tuple(
            tuple(
                (each.day, max(each.since, each.recorded_on))
                for each in calendar.anchors_at(one, session, some)
            )
            for some in ever
            for one in named
        )
        alike.setdefault(marks, []).append(items)
    lead_days: tuple[tuple[str, int, set[int]], ...] = (
        ("submission", now.submission_days, {one.submission_days for one in leads}),
        ("issue", now.issue_days, {one.issue_days for one in leads}),
    )
    for marks, some in alike.items():
        for kind, lead, ever_led in lead_days:
            days_met = Met.on(marks[: len(named)], marks[len(named) :], lead, ever_led)
            last = max(days_met.now | days_met.late, default=today).isoformat()
            rows = and_(
                table.c.under.in_(some), table.c.kind == kind, table.c.session == session,
                table.c.since <= last,
            )  # fmt: skip
            yield from _met_unsaid(table, rows, days_met, today, soon)


def _met_unsaid(
    table: Table, rows: ColumnElement[bool], met: Met, today: date, due_soon: int
) -> Iterator[ColumnElement[bool]]:
    """See `_unsaid`; what lies on a day that was put off in time was linked after it."""
    reached = {day for day in met.now if _stage(day, today, due_soon)}
    passed = {day for day in met.late if day <= today}
    said_of, linked = table.c.said_of, table.c.linked
    if reached:
        yield and_(rows, said_of == NEVER)
    elif passed:
        yield and_(rows, said_of == NEVER, linked >= min(passed).isoformat())
    else:
        return
    for day in met.now:
        stage = _stage(day, today, due_soon) or ALL_SAID  # that has not come: look again
        yield and_(rows, said_of == day.isoformat(), table.c.said < stage)
    for day in met.late:
        on_it = and_(rows, said_of == day.isoformat())
        if reached:  # nearly all of it has come on another day
            yield and_(on_it, linked < day.isoformat())
        yield and_(on_it, linked >= day.isoformat(), table.c.said < _stage(day, today, due_soon))
    bounds = [NEVER, *(day.isoformat() for day in sorted(met.now | met.late)), FOREVER]
    for after, before in pairwise(bounds):  # said of a day that nothing sets any more
        yield and_(rows, said_of > after, said_of < before)


def _leads(calendar: Calendar, body: str | None = None) -> set[LeadTimes]:
    """The lead times that a body (or any) ever went by: a reached deadline keeps its own."""
    return {
        LEAD_TIMES,
        *(
            setting.lead
            for code, policy in calendar.policies.items()
            if body in (None, code)
            for setting in policy.settings
        ),
    }


def _unsaid(
    table: Table, rows: ColumnElement[bool], hung: Sequence[Hung], today: date, due_soon: int
) -> Iterator[ColumnElement[bool]]:
    """The rows that lack what has come of a deadline that lies on one of these days.

    Each is a stretch of the index, so what was said in full is never read.
    """
    days = sorted(days_of(hung))
    left = lying(hung)
    doubted = frozenset[date]().union(*(one.doubted for one in hung))
    reached = {day for day in left if _stage(day, today, due_soon)}
    if not reached:
        return
    said_of = table.c.said_of
    yield and_(rows, said_of == NEVER)
    for day in days:
        stage = _stage(day, today, due_soon) or ALL_SAID  # that has not come: look again
        if (
            day in doubted
            or day not in left
            or (day > today and any(one.left(day) and one.now in reached for one in hung))
        ):
            stage = ALL_SAID + 1  # whatever was said of it: it has come on another day
        yield and_(rows, said_of == day.isoformat(), table.c.said < stage)
    bounds = [NEVER, *(day.isoformat() for day in days), FOREVER]
    for after, before in pairwise(bounds):  # said of a day that nothing sets any more
        yield and_(rows, said_of > after, said_of < before)


def _stage(day: date, today: date, due_soon: int) -> int:
    if day < today:
        return STAGE["overdue"]
    if day == today:
        return STAGE["due"]
    return STAGE["due_soon"] if day - timedelta(days=due_soon) <= today else 0
