"""What a tick asks: the mandates of which time alone may have something to say, by the docket."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from sqlalchemy import ColumnElement, Table, and_, or_, select

from ..domain.calendar import Calendar
from ..domain.deadlines import LEAD_TIMES, LeadTimes
from ..domain.session import Change
from .docket import ALL_SAID, NEVER, STAGE
from .view import FOREVER, Snapshot


def pending(
    snapshot: Snapshot, today: date, calendar: Calendar, disturbed: Mapping[str, int]
) -> dict[str, str]:
    """Streams of which time alone has something to say by a day, with the code of the body
    whose day counts. Never too few, unless anything was recorded after that day.

    ``disturbed``: sessions whose past was rewritten, with the position at which it last was:
    what was said of them before may have to be said otherwise.
    """
    table = snapshot.tables["docket"]
    live = and_(table.c.from_day <= today.isoformat(), table.c.to_day > today.isoformat())
    asked = [_by_day(table, today, max(one.due_soon_days for one in _leads(calendar)))]
    parts = _parts(calendar)
    for session in _sessions(snapshot):
        named = [session, *parts.get(calendar.bodies.session(session), ())]
        asked += _by_session(table, session, named, today, calendar)
        rewritten = [
            disturbed.get(each, 0) for one in named for each in calendar.bodies.spellings(one)
        ]
        if any(rewritten):
            before = table.c.said_at < max(rewritten)
            asked.append(and_(table.c.session == session, before))
    found: dict[str, str] = {}
    for one in asked:
        rows = snapshot.connection.execute(
            select(table.c.stream, table.c.body).where(live, one).order_by(table.c.stream)
        )
        found |= {row.stream: row.body for row in rows}
    return found


def _sessions(snapshot: Snapshot) -> list[str]:
    """The sessions that anything hangs on: one look at the index for each."""
    table = snapshot.tables["docket"]
    found: list[str] = []
    last: str | None = NEVER
    while last is not None:
        following = select(table.c.session).where(table.c.session > last)
        last = snapshot.connection.scalar(following.order_by(table.c.session).limit(1))
        if last is not None:
            found.append(last)
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
    table: Table, session: str, named: Sequence[str], today: date, calendar: Calendar
) -> Iterator[ColumnElement[bool]]:
    """What hangs on a session: the rows of which the stage that came was not said.

    ``named``: the session and its parts.
    """
    body = calendar.bodies.session(session).partition("/")[0]
    leads, now = _leads(calendar, body), calendar.lead_times(body)
    due_soon = max(one.due_soon_days for one in leads)
    opened, closings = [*map(calendar.openings, named)], map(calendar.closings, named)
    submission = [
        _Hung.on(one, now.submission_days, *(each.submission_days for each in leads))
        for one in opened
    ]
    issue = [_Hung.on(one, now.issue_days, *(each.issue_days for each in leads)) for one in opened]
    legal = [*(_Hung.on(one, 0) for one in closings), *(_Hung.on(one, 1) for one in opened)]
    for kind, hung in (("submission", submission), ("issue", issue), ("legal", legal)):
        of_kind = and_(table.c.session == session, table.c.kind == kind)
        if kind != "legal":  # a day that had passed before the due point came to hold binds nobody
            last = max(_days(hung), default=today)
            of_kind = and_(of_kind, table.c.since <= last.isoformat())
        yield from _unsaid(table, of_kind, hung, today, due_soon)
    windows = _days(legal)
    first = _days(submission) | windows  # the closing alone where nobody recorded the opening
    for kind, days in (("next_report", first), ("next", windows), ("until", windows)):
        if days and min(days) <= today:
            yield and_(table.c.session == session, table.c.kind == kind)


@dataclass(frozen=True, slots=True)
class _Hung:
    """The days on which deadlines of one kind may lie that hang on a session."""

    days: frozenset[date]
    """All of them: a deadline that was reached keeps the day that was in force."""
    now: date | None
    """Where all lie that were not reached; None where the session was put off without a date."""

    def left(self, day: date) -> bool:
        """Whether a deadline that lay on a day, and was not reached there, lies elsewhere now."""
        return day in self.days and day != self.now

    @classmethod
    def on(cls, changes: Sequence[Change], now: int, *leads: int) -> _Hung:
        """So many days before what was set; ``leads`` are all that were ever gone by."""
        days = [one.day for one in changes if one.day is not None]
        found = {day - timedelta(days=lead) for day in days for lead in {now, *leads}}
        last = changes[-1].day if changes else None
        return cls(frozenset(found), None if last is None else last - timedelta(days=now))


def _days(hung: Sequence[_Hung]) -> frozenset[date]:
    return frozenset[date]().union(*(one.days for one in hung))


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
    table: Table, rows: ColumnElement[bool], hung: Sequence[_Hung], today: date, due_soon: int
) -> Iterator[ColumnElement[bool]]:
    """The rows that lack what has come of a deadline that lies on one of these days.

    Each is a stretch of the index, so what was said in full is never read.
    """
    days = sorted(_days(hung))
    reached = {day for day in days if _stage(day, today, due_soon)}
    if not reached:
        return
    said_of = table.c.said_of
    yield and_(rows, said_of == NEVER)
    for day in days:
        stage = _stage(day, today, due_soon) or ALL_SAID  # that has not come: look again
        if day > today and any(one.left(day) and one.now in reached for one in hung):
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
