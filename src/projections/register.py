"""The register: every mandate as it stands on any day, as known at the build's position."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Column, Index, Integer, MetaData, Select, Table, Text, or_, select

from ..domain.event import Recorded
from ..domain.fold import standing
from ..domain.mandate.evolve import evolve
from ..domain.mandate.state import Mandate, session_of
from .view import Rows, Snapshot, intervals

MANDATE: TypeAdapter[Mandate] = TypeAdapter(Mandate)


def lives(history: Sequence[Recorded]) -> Iterator[tuple[date, Mandate]]:
    """Each state that a mandate goes through, with the first day on which it holds."""
    state: Mandate | None = None
    counted = standing(history)
    for index, recorded in enumerate(counted):
        state = evolve(state, recorded)
        last_of_day = index + 1 == len(counted) or counted[index + 1].day != recorded.day
        if last_of_day and state is not None:
            yield recorded.day, state


def _due_sessions(mandate: Mandate) -> list[str]:
    found = (session_of(one.due) for one in mandate.occurrences)
    return sorted({session for session in found if session is not None})


class Register:
    """One row a mandate and interval of days; ``state`` holds the whole state as JSON."""

    name = "register"
    version = 3
    kinds = ("mandate",)

    def tables(self, metadata: MetaData, build: int) -> Mapping[str, Table]:
        """See `View.tables`."""
        name = f"register__{build}"
        table = Table(
            name,
            metadata,
            Column("stream", Text, primary_key=True),
            Column("from_day", Text, primary_key=True),
            Column("to_day", Text, nullable=False),
            Column("adopted_at", Integer, nullable=False),
            Column("instrument", Text, nullable=False),
            Column("tracked", Text, nullable=False),
            Column("legal", Text, nullable=False),
            Column("due_sessions", Text, nullable=False),
            Column("state", Text, nullable=False),
            Index(f"{name}__adopted_at", "adopted_at"),
            Index(f"{name}__instrument", "instrument"),
        )
        return {"register": table}

    def rows(self, stream: str, history: Sequence[Recorded]) -> Rows:
        """See `View.rows`."""
        states = list(lives(history))
        rows: list[dict[str, Any]] = [
            {
                "stream": stream,
                "from_day": start,
                "to_day": end,
                "adopted_at": history[0].position,
                "instrument": state.adopted.instrument,
                "tracked": state.tracked,
                "legal": state.legal,
                "due_sessions": "".join(f"|{one}|" for one in _due_sessions(state)),
                "state": MANDATE.dump_json(state).decode(),
            }
            for (_, state), (_, start, end) in zip(
                states, intervals([day for day, _ in states]), strict=True
            )
        ]
        return {"register": rows}

    @staticmethod
    def states(
        snapshot: Snapshot, as_of: date, instrument: str | None, due_at: Sequence[str] = ()
    ) -> Select[tuple[str]]:
        """The query for the states that hold on a day, in the order of adoption.

        ``due_at``: only what is due at one of these, the names of one session.
        """
        table = snapshot.tables["register"]
        day = as_of.isoformat()
        asked = (
            select(table.c.state)
            .where(table.c.from_day <= day, table.c.to_day > day)
            .order_by(table.c.adopted_at)
        )
        if instrument is not None:
            asked = asked.where(table.c.instrument == instrument)
        if due_at:
            column = table.c.due_sessions
            asked = asked.where(
                or_(*(column.contains(f"|{one}|", autoescape=True) for one in due_at))
            )
        return asked
