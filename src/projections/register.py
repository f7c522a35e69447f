"""The register: every mandate as it stands, as known at the build's position.

It keeps the days from the last recording on: what held on earlier days is in `past`. So it has one
row a mandate, and a further one for each change that is recorded to come.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter
from sqlalchemy import Column, Index, Integer, MetaData, Table, Text, exists, select

from ..domain.event import Recorded
from ..domain.mandate.evolve import evolve
from ..domain.mandate.state import Mandate, session_of
from .axes import lives_of
from .view import Rows, Snapshot, Tuples, intervals

if TYPE_CHECKING:
    from .lens.documents import Document
    from .lens.mandate import Life
    from .lens.terms import Terms

MANDATE: TypeAdapter[Mandate] = TypeAdapter(Mandate)
ALL_DAYS = ""
"""From this on: a mandate whose rows leave no day out."""


def _due_sessions(mandate: Mandate) -> list[str]:
    found = (session_of(one.due) for one in mandate.occurrences)
    return sorted({session for session in found if session is not None})


class Register:
    """One row a mandate and interval of days that had not ended when it was recorded last.

    ``whole_from`` is the day from which a mandate's rows leave nothing out; ``state`` holds the
    whole state as JSON.
    """

    name = "register"
    version = 4
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
            Column("whole_from", Text, nullable=False),
            Column("adopted_at", Integer, nullable=False),
            Column("instrument", Text, nullable=False),
            Column("tracked", Text, nullable=False),
            Column("legal", Text, nullable=False),
            Column("due_sessions", Text, nullable=False),
            Column("state", Text, nullable=False),
            Index(f"{name}__adopted_at", "adopted_at"),
            Index(f"{name}__instrument", "instrument"),
            Index(f"{name}__whole_from", "whole_from"),
            # Covers what is counted of the register, so that counting reads no state.
            Index(f"{name}__tracked", "tracked", "legal", "from_day", "to_day"),
        )
        return {"register": table}

    def rows(self, stream: str, history: Sequence[Recorded]) -> Rows:
        """See `View.rows`."""
        states = list(lives_of(evolve, history))
        spans = intervals([day for day, _ in states])
        recorded_on = history[-1].recorded_on.isoformat()
        rows: list[dict[str, Any]] = []
        whole_from = ALL_DAYS
        for (_, state), (_, start, end) in zip(states, spans, strict=True):
            if end <= recorded_on:
                whole_from = end
                continue
            rows.append(
                {
                    "stream": stream,
                    "from_day": start,
                    "to_day": end,
                    "whole_from": whole_from,
                    "adopted_at": history[0].position,
                    "instrument": state.adopted.instrument,
                    "tracked": state.tracked,
                    "legal": state.legal,
                    "due_sessions": "".join(f"|{one}|" for one in _due_sessions(state)),
                    "state": MANDATE.dump_json(state).decode(),
                }
            )
        return {"register": rows}

    def swift(self, stream: str, positions: Sequence[int], found: Sequence[Document]) -> Tuples:
        """See `Swift`."""
        lived, recorded_on = life(), found[-1].recorded_on
        rows: list[tuple[Any, ...]] = []
        whole_from = ALL_DAYS
        for start, end in lived.days(found):
            if end <= recorded_on:
                whole_from = end
            else:
                rows.append((stream, start, end, whole_from, positions[0], *lived.values()))
        return {"register": rows}

    @staticmethod
    def tells(snapshot: Snapshot, day: date) -> bool:
        """Whether the rows tell what held on a day for every mandate; else `past` does."""
        table = snapshot.tables["register"]
        later = select(exists().where(table.c.whole_from > day.isoformat()))
        return not snapshot.connection.scalar(later)


def life() -> Life:
    """What folds partly decoded events of mandates, with the due terms that were met so far."""
    from .lens.mandate import Life

    return Life(_terms())


@cache
def _terms() -> Terms:
    from .lens.terms import Terms

    return Terms()
