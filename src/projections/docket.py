"""The docket: which occurrences are due where, and still open; for any day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Boolean, Column, Index, Integer, MetaData, Table, Text, or_, select

from ..domain.body import code_of
from ..domain.calendar import Calendar
from ..domain.days import last_day
from ..domain.deadlines import LEAD_TIMES
from ..domain.due import DateDue, Due, SessionDue
from ..domain.event import Recorded
from ..domain.mandate.events import DeadlineKind
from ..domain.mandate.state import Mandate, Occurrence
from ..domain.reading import DOCUMENTS
from .register import lives
from .view import Rows, Snapshot, intervals

Point = tuple[str | None, str | None]
"""Where something is due: (session, None) or (None, day)."""


def _point(due: Due | None) -> Point | None:
    match due:
        case SessionDue(session_id=str() as session):
            return session, None
        case DateDue(date=day):
            return None, last_day(day).isoformat()
        case _:
            return None


def points(occurrence: Occurrence) -> list[Point]:
    """Where an occurrence is due. Two points where only the consideration was put off.

    (Submission and issue still hang on the first.)
    """
    terms = (occurrence.delivery.term, occurrence.consideration and occurrence.consideration.term)
    found = {point for term in terms if (point := _point(term)) is not None}
    return sorted(found, key=str)


def _quiet(mandate: Mandate, one: Occurrence) -> bool:
    """Whether time alone has nothing more to say: every deadline was said to be overdue."""
    documents = mandate.adopted.deliverable in DOCUMENTS and isinstance(
        one.delivery.term, SessionDue
    )
    kinds: set[DeadlineKind] = {"submission", "issue", "legal"} if documents else {"legal"}
    said = {kind for kind, last in one.announced.items() if last.kind == "overdue"}
    return kinds <= said and len(mandate.occurrences) >= len(mandate.adopted.dues)


class Docket:
    """One row for each point of an occurrence and interval of days."""

    name = "docket"
    version = 1
    kinds = ("mandate",)

    def tables(self, metadata: MetaData, build: int) -> Mapping[str, Table]:
        """See `View.tables`."""
        name = f"docket__{build}"
        table = Table(
            name,
            metadata,
            Column("stream", Text, nullable=False),
            Column("occurrence", Integer, nullable=False),
            Column("from_day", Text, nullable=False),
            Column("to_day", Text, nullable=False),
            Column("due_session", Text),
            Column("due_day", Text),
            Column("body", Text, nullable=False),
            Column("standing", Boolean, nullable=False),
            Column("open", Boolean, nullable=False),
            Column("quiet", Boolean, nullable=False),
            Index(f"{name}__stream", "stream"),
            Index(f"{name}__session", "open", "due_session", "to_day"),
            Index(f"{name}__day", "open", "due_day", "to_day"),
        )
        return {"docket": table}

    def rows(self, stream: str, history: Sequence[Recorded]) -> Rows:
        """See `View.rows`."""
        states = list(lives(history))
        spans = intervals([day for day, _ in states])
        rows = [
            row
            for (_, state), (_, start, end) in zip(states, spans, strict=True)
            for row in _rows(stream, state, start, end)
        ]
        return {"docket": rows}

    def pending(self, snapshot: Snapshot, today: date, calendar: Calendar) -> dict[str, str]:
        """Streams with an open occurrence of which time alone may have something to say by a day,
        with the code of the body whose day counts. Never too few."""
        table = snapshot.tables["docket"]
        day = today.isoformat()
        live = (
            table.c.open.is_(True),
            table.c.quiet.is_(False),
            table.c.from_day <= day,
            table.c.to_day > day,
        )
        sessions = snapshot.connection.scalars(
            select(table.c.due_session).where(*live, table.c.due_session.is_not(None)).distinct()
        )
        reached = [one for one in sessions if _reached(one, today, calendar)]
        latest = (today + timedelta(days=LEAD_TIMES.due_soon_days)).isoformat()
        asked = select(table.c.stream, table.c.body).where(
            *live, or_(table.c.due_session.in_(reached), table.c.due_day <= latest)
        )
        return {row.stream: row.body for row in snapshot.connection.execute(asked)}


def _reached(session: str, today: date, calendar: Calendar) -> bool:
    """Whether the first announcement for a session can have come by a day."""
    ahead = timedelta(days=LEAD_TIMES.submission_days + LEAD_TIMES.due_soon_days)
    return any(one.day - ahead <= today for one in calendar.openings(session))


def _rows(stream: str, mandate: Mandate, start: str, end: str) -> list[dict[str, Any]]:
    return [
        {
            "stream": stream,
            "occurrence": one.number,
            "from_day": start,
            "to_day": end,
            "due_session": session,
            "due_day": day,
            "body": code_of(mandate.adopted.body),
            "standing": (session, day) == _point(one.due),
            "open": one.open and mandate.ended is None,
            "quiet": _quiet(mandate, one),
        }
        for one in mandate.occurrences
        for session, day in points(one)
    ]
