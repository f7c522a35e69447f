"""The docket: what is due where and not met. One row for each thing that time alone may bring.

A row says where a deadline hangs (a session, or a day of its own) and what was last said of it. So
a tick finds what is to be said by index, however many mandates are open, and reads nothing else.
As the register does, it keeps the days from a mandate's last recording on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from sqlalchemy import (
    Column,
    ColumnElement,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    and_,
    or_,
    select,
)

from ..domain.body import code_of
from ..domain.calendar import Calendar
from ..domain.days import last_day
from ..domain.deadlines import LEAD_TIMES, LeadTimes, within
from ..domain.due import DateDue, Due, RelativeDue, SessionDue
from ..domain.event import Recorded
from ..domain.fold import fold, void_ids
from ..domain.mandate.events import Announcement, DeadlineKind
from ..domain.mandate.evolve import evolve
from ..domain.mandate.state import DuePoint, Mandate, Occurrence
from ..domain.reading import DOCUMENTS
from ..domain.session import Change
from .axes import lives_of
from .view import FOREVER, Rows, Snapshot, Tuples, intervals

if TYPE_CHECKING:
    from .lens.cells import Lived

Kind = Literal["submission", "issue", "legal", "next_report", "next", "until"]
"""A deadline; or the next occurrence, which opens (a report with its submission, anything else with
its legal deadline); or the task's end, which comes."""
Where = tuple[str | None, str | None]
"""A session, or a day."""
COLUMNS = (
    "stream", "from_day", "to_day", "occurrence", "kind", "session", "day", "since", "said_of",
    "said", "said_at", "body",
)  # fmt: skip
Entry = tuple[int, Kind, str | None, str | None, str, str, int, int, str]
"""The columns from ``occurrence`` on."""
NEVER = ""
_STAGE = {"due_soon": 1, "due": 2, "overdue": 3}
_ALL_SAID = 3


class Docket:
    """One row for each deadline that is not met, opening or end to come, in each interval of days
    that had not ended when the mandate was recorded last."""

    name = "docket"
    version = 3
    kinds = ("mandate",)
    every_state = False

    def tables(self, metadata: MetaData, build: int) -> Mapping[str, Table]:
        """See `View.tables`."""
        name = f"docket__{build}"
        table = Table(
            name,
            metadata,
            Column("stream", Text, nullable=False),
            Column("from_day", Text, nullable=False),
            Column("to_day", Text, nullable=False),
            Column("occurrence", Integer, nullable=False),
            Column("kind", Text, nullable=False),
            Column("session", Text),
            Column("day", Text),
            Column("since", Text, nullable=False),
            Column("said_of", Text, nullable=False),
            Column("said", Integer, nullable=False),
            Column("said_at", Integer, nullable=False),
            Column("body", Text, nullable=False),
            Index(f"{name}__stream", "stream"),
            Index(f"{name}__session", "session", "kind", "said_of", "said"),
            Index(f"{name}__day", "said", "day"),
        )
        return {"docket": table}

    def rows(self, stream: str, history: Sequence[Recorded]) -> Rows:
        """See `View.rows`."""
        states = list(lives_of(evolve, history))
        said_at, recorded_on = _positions(history), history[-1].recorded_on.isoformat()
        spans = intervals([day for day, _ in states])
        return {
            "docket": [
                dict(zip(COLUMNS, (stream, start, end, *entry), strict=True))
                for (_, state), (_, start, end) in zip(states, spans, strict=True)
                if end > recorded_on
                for entry in _entries(state, start, said_at)
            ]
        }

    def swift(self, lived: Lived) -> Tuples:
        """See `Swift`."""
        from .lens.docket import entries

        stream = lived.stream
        return {
            "docket": [
                (stream, start, end, *entry)
                for start, end, _ in lived.kept()
                for entry in entries(lived, start)
            ]
        }

    def sessions(self, snapshot: Snapshot) -> list[str]:
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

    def pending(
        self, snapshot: Snapshot, today: date, calendar: Calendar, disturbed: Mapping[str, int]
    ) -> dict[str, str]:
        """Streams of which time alone has something to say by a day, with the code of the body
        whose day counts. Never too few, unless anything was recorded after that day.

        ``disturbed``: sessions whose past was rewritten, with the position at which it last was:
        what was said of them before may have to be said otherwise.
        """
        table = snapshot.tables["docket"]
        live = and_(table.c.from_day <= today.isoformat(), table.c.to_day > today.isoformat())
        asked = [_by_day(table, today, max(one.due_soon_days for one in _leads(calendar)))]
        for session in self.sessions(snapshot):
            asked += _by_session(table, session, today, calendar)
            rewritten = [disturbed.get(one, 0) for one in calendar.bodies.spellings(session)]
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


Positions = Mapping[tuple[int, str], int]
"""The position at which a deadline of an occurrence was last spoken of."""


def _positions(history: Sequence[Recorded]) -> Positions:
    gone = void_ids(history)
    return {
        (one.event.occurrence, one.event.deadline): one.position
        for one in history
        if isinstance(one.event, Announcement) and one.event_id not in gone
    }


def hanging(histories: Mapping[str, Sequence[Recorded]], today: date) -> dict[str, str]:
    """What `Docket.pending` tells, whenever anything was recorded, at the cost of folding all."""
    states = ((stream, fold(evolve, history, today)) for stream, history in histories.items())
    return {
        stream: code_of(state.adopted.body)
        for stream, state in states
        if state is not None and any(_entries(state, today.isoformat(), {}))
    }


def _entries(mandate: Mandate, start: str, said_at: Positions) -> Iterator[Entry]:
    if mandate.ended is not None:
        return
    body = code_of(mandate.adopted.body)
    for one in mandate.occurrences:
        if one.open:
            for kind, point in _kinds(mandate, one):
                where = where_of(point.term, point.since)
                if where is not None:
                    said = one.announced.get(kind)
                    last = (said[-1].kind, said[-1].on.isoformat()) if said else None
                    at = said_at.get((one.number, kind), 0)
                    since = point.since.isoformat()
                    yield entry(one.number, kind, where, since, last, at, body)
    yield from _to_come(mandate, start, body)


def _kinds(mandate: Mandate, one: Occurrence) -> Iterator[tuple[DeadlineKind, DuePoint]]:
    """The deadlines that an occurrence can have and that are not met yet."""
    if not one.delivered:
        yield "legal", one.consideration or one.delivery
    if mandate.adopted.deliverable in DOCUMENTS and isinstance(one.delivery.term, SessionDue):
        if not one.delivered:
            yield "submission", one.delivery
        if not any(report.issued for report in one.reports) and one.done is None:
            yield "issue", one.delivery


def where_of(term: Due | None, since: date) -> Where | None:
    """Where a term that holds since a day hangs; None where nobody can say."""
    match term:
        case SessionDue(session_id=str() as session):
            return session, None
        case DateDue():
            day = last_day(term.date) - timedelta(days=term.bound == "before")
            return None, day.isoformat()
        case RelativeDue():
            end = within(term, since)
            return (None, end.isoformat()) if end else None
        case _:
            return None


def entry(
    number: int, kind: Kind, where: Where, since: str, last: tuple[str, str] | None, at: int,
    body: str,
) -> Entry:  # fmt: skip
    """What the docket holds of one thing; ``last``: what was said last, and of which day."""
    session, day = where
    # What was said of another day was said before it was put off.
    if last is None or (day is not None and last[1] != day):
        return number, kind, session, day, since, NEVER, 0, at, body
    return number, kind, session, day, since, last[1], _STAGE[last[0]], at, body


def _to_come(mandate: Mandate, start: str, body: str) -> Iterator[Entry]:
    """What is to open or to end, with the day or the session that brings it."""
    following = mandate.following()
    last = mandate.occurrences[-1]
    since = mandate.adopted_on.isoformat()
    if following is not None:
        where = (None, start) if last.closed else where_of(following, mandate.adopted_on)
        if where is not None:
            document = mandate.adopted.deliverable in DOCUMENTS
            yield entry(last.number + 1, opening(document, where), where, since, None, 0, body)
    end = where_of(mandate.until, mandate.adopted_on)
    if end is not None:
        yield entry(0, "until", end, since, None, 0, body)


def opening(document: bool, where: Where) -> Kind:
    """What opens the next occurrence: its submission or its legal deadline."""
    return "next_report" if document and where[0] is not None else "next"


def _by_day(table: Table, today: date, due_soon: int) -> ColumnElement[bool]:
    """What hangs on a day of its own: each stage that was not said by the day it came."""
    soon = (today + timedelta(days=due_soon)).isoformat()
    before, day = (today - timedelta(days=1)).isoformat(), table.c.day
    return or_(
        and_(table.c.said == 0, day <= soon),
        and_(table.c.said == 1, day <= today.isoformat()),
        and_(table.c.said == 2, day <= before),
    )


def _by_session(
    table: Table, session: str, today: date, calendar: Calendar
) -> Iterator[ColumnElement[bool]]:
    """What hangs on a session: the rows of which the stage that came was not said."""
    openings, closings = calendar.openings(session), calendar.closings(session)
    leads = _leads(calendar, calendar.bodies.session(session).partition("/")[0])
    submission = _days(openings, *(one.submission_days for one in leads))
    due_soon = max(one.due_soon_days for one in leads)
    windows = _days(closings, 0) | _days(openings, 1)  # at the session, or before it
    for kind, days in (
        ("submission", submission),
        ("issue", _days(openings, *(one.issue_days for one in leads))),
        ("legal", windows),
    ):
        of_kind = and_(table.c.session == session, table.c.kind == kind)
        if kind != "legal":  # a day that had passed before the due point came to hold binds nobody
            of_kind = and_(of_kind, table.c.since <= max(days, default=today).isoformat())
        yield from _unsaid(table, of_kind, sorted(days), today, due_soon)
    first = submission | windows  # of a session whose opening nobody recorded, the closing alone
    for kind, days in (("next_report", first), ("next", windows), ("until", windows)):
        if days and min(days) <= today:
            yield and_(table.c.session == session, table.c.kind == kind)


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


def _days(changes: Sequence[Change], *leads: int) -> set[date]:
    """Every day on which a deadline may lie: a reached one keeps the day that was in force."""
    days = (one.day for one in changes if one.day is not None)
    return {day - timedelta(days=lead) for day in days for lead in leads}


def _unsaid(
    table: Table, rows: ColumnElement[bool], days: Sequence[date], today: date, due_soon: int
) -> Iterator[ColumnElement[bool]]:
    """The rows that lack what has come of a deadline that lies on one of these days.

    Each is a stretch of the index, so what was said in full is never read.
    """
    reached = [day for day in days if _stage(day, today, due_soon)]
    if not reached:
        return
    said_of = table.c.said_of
    yield and_(rows, said_of == NEVER)
    for day in days:
        stage = (
            _stage(day, today, due_soon) or _ALL_SAID
        )  # said of a day that has not come: look again
        yield and_(rows, said_of == day.isoformat(), table.c.said < stage)
    bounds = [NEVER, *(day.isoformat() for day in days), FOREVER]
    for after, before in pairwise(bounds):  # said of a day that nothing sets any more
        yield and_(rows, said_of > after, said_of < before)


def _stage(day: date, today: date, due_soon: int) -> int:
    if day < today:
        return _STAGE["overdue"]
    if day == today:
        return _STAGE["due"]
    return _STAGE["due_soon"] if day - timedelta(days=due_soon) <= today else 0
