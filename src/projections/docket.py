"""The docket: which occurrences are due where, and still open; for any day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Boolean, Column, Index, Integer, MetaData, Table, Text, and_, or_, select

from ..domain.body import code_of
from ..domain.calendar import Calendar
from ..domain.days import last_day
from ..domain.deadlines import LEAD_TIMES
from ..domain.due import DateDue, Due, SessionDue
from ..domain.event import Recorded
from ..domain.fold import void_ids
from ..domain.mandate.events import BecameOverdue, Corrected, DeadlineKind, Deferred
from ..domain.mandate.state import Mandate, Occurrence
from ..domain.reading import DOCUMENTS
from ..domain.void import Voided
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
    held = (occurrence.delivery, occurrence.consideration)
    found = {point for each in held if each and (point := _point(each.term)) is not None}
    return sorted(found, key=str)


Overdue = Mapping[tuple[int, DeadlineKind], int]
"""The position at which a deadline of an occurrence was last said to be overdue."""


def _overdue(history: Sequence[Recorded]) -> Overdue:
    """The deadlines that were said to be overdue after all that can have changed them here."""
    gone = void_ids(history)
    found: dict[tuple[int, DeadlineKind], int] = {}
    for one in history:
        event = one.event
        if isinstance(event, Deferred | Corrected | Voided):
            found.clear()
        elif isinstance(event, BecameOverdue) and one.event_id not in gone:
            found[event.occurrence, event.deadline] = one.position
    return found


def _quiet_from(mandate: Mandate, one: Occurrence, overdue: Overdue) -> int | None:
    """The position from which time alone has nothing more to say; None as long as it may have.

    From then on every deadline was said to be overdue.
    """
    documents = mandate.adopted.deliverable in DOCUMENTS and isinstance(
        one.delivery.term, SessionDue
    )
    kinds: tuple[DeadlineKind, ...] = ("submission", "issue", "legal") if documents else ("legal",)
    said = [overdue.get((one.number, kind)) for kind in kinds]
    return max(each or 0 for each in said) if all(said) else None


class Docket:
    """One row for each point of an occurrence and interval of days.

    Also for what is still to come by time alone: the next of a list, the mandate's own end.
    """

    name = "docket"
    version = 3
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
            Column("quiet_from", Integer),
            Index(f"{name}__stream", "stream"),
            Index(f"{name}__session", "open", "due_session", "to_day"),
            Index(f"{name}__day", "open", "due_day", "to_day"),
        )
        return {"docket": table}

    def rows(self, stream: str, history: Sequence[Recorded]) -> Rows:
        """See `View.rows`."""
        states = list(lives(history))
        spans = intervals([day for day, _ in states])
        overdue = _overdue(history)
        rows = [
            {"stream": stream, "from_day": start, "to_day": end, **row}
            for (_, state), (_, start, end) in zip(states, spans, strict=True)
            for row in (*_rows(state, overdue), *_to_come(state, start))
        ]
        return {"docket": rows}

    def pending(
        self, snapshot: Snapshot, today: date, calendar: Calendar, disturbed: Mapping[str, int]
    ) -> dict[str, str]:
        """Streams of which time alone may have something to say by a day, with the code of the body
        whose day counts. Never too few.

        ``disturbed``: sessions whose past was rewritten, with the position at which it last was:
        what was said of them before may have to be said otherwise.
        """
        table = snapshot.tables["docket"]
        day = today.isoformat()
        live = (
            table.c.open.is_(True),
            or_(
                table.c.quiet_from.is_(None),
                *(
                    and_(table.c.due_session == session, table.c.quiet_from < position)
                    for session, position in disturbed.items()
                ),
            ),
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
    days = (one.day for one in (*calendar.openings(session), *calendar.closings(session)))
    return any(day is not None and day - ahead <= today for day in days)


def _rows(mandate: Mandate, overdue: Overdue) -> Iterator[dict[str, Any]]:
    for one in mandate.occurrences:
        for session, day in points(one):
            yield {
                "occurrence": one.number,
                "due_session": session,
                "due_day": day,
                "body": code_of(mandate.adopted.body),
                "standing": (session, day) == _point(one.due),
                "open": one.open and mandate.ended is None,
                "quiet_from": _quiet_from(mandate, one, overdue),
            }


def _to_come(mandate: Mandate, start: str) -> Iterator[dict[str, Any]]:
    """What the tick will have to open or to end, with the day or session that brings it."""
    body = code_of(mandate.adopted.body)
    waiting: list[tuple[int, Point | None]] = []
    following = mandate.following()
    if following is not None:
        closed = mandate.occurrences[-1].closed
        waiting.append(
            (len(mandate.occurrences) + 1, (None, start) if closed else _point(following))
        )
    waiting.append((0, _point(mandate.until)))
    for occurrence, point in waiting:
        if point is None:
            continue
        session, day = point
        yield {
            "occurrence": occurrence,
            "due_session": session,
            "due_day": day,
            "body": body,
            "standing": False,
            "open": mandate.ended is None,
            "quiet_from": None,
        }
