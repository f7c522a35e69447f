"""The register: every mandate as it stands, as known at the build's position.

It keeps the days from the last recording on: what held on earlier days is in `past`. So it has one
row a mandate, and a further one for each change that is recorded to come.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import BigInteger, Column, Index, Integer, MetaData, Table, Text, exists, select

from ..domain.event import Recorded
from ..domain.mandate.evolve import evolve
from ..domain.mandate.state import Mandate
from .axes import lives_of
from .columns import (
    SAID,
    STANDS,
    indexes_of_said,
    indexes_of_stands,
    said_of,
    sought,
    stands_of,
    words_of,
)
from .view import Rows, Snapshot, Swiftly, intervals

MANDATE: TypeAdapter[Mandate] = TypeAdapter(Mandate)
ALL_DAYS = ""
"""From this on: a mandate whose rows leave no day out."""


class Register:
    """One row a mandate and interval of days that had not ended when it was recorded last.

    ``whole_from`` is the day from which a mandate's rows leave nothing out; beside them stands
    each whole state as JSON.
    """

    name = "register"
    version = 24
    kinds = ("mandate",)
    every_state = False

    def tables(self, metadata: MetaData, build: int) -> Mapping[str, Table]:
        """See `View.tables`."""
        name, span = f"register__{build}", ("from_day", "to_day")
        table = Table(
            name,
            metadata,
            Column("stream", Text, primary_key=True),
            Column("from_day", Text, primary_key=True),
            Column("to_day", Text, nullable=False),
            Column("whole_from", Text, nullable=False),
            Column("number", Integer, nullable=False),
            Column("adopted_at", BigInteger, nullable=False),
            *sought((*SAID, *STANDS)),
            *indexes_of_said(name),
            *indexes_of_stands(name, *span),
            Index(f"{name}__whole_from", "whole_from"),
        )
        states = Table(
            f"{name}_states",
            metadata,
            Column("stream", Text, primary_key=True),
            Column("number", Integer, primary_key=True),
            Column("state", Text, nullable=False),
        )
        words = Table(
            f"{name}_words",
            metadata,
            Column("stream", Text, nullable=False),
            Column("adopted_at", BigInteger, nullable=False),
            *(Column(one, Text, nullable=False) for one in span),
            Column("words", Text, nullable=False),
            Index(f"{name}_words__stream", "stream"),
        )
        return {"register": table, "states": states, "words": words}

    def rows(self, stream: str, history: Sequence[Recorded]) -> Rows:
        """See `View.rows`."""
        states = list(lives_of(evolve, history))
        spans = intervals([day for day, _ in states])
        recorded_on, first = history[-1].recorded_on.isoformat(), history[0].position
        kept: dict[str, list[Mapping[str, Any]]] = {"register": [], "states": [], "words": []}
        whole_from = ALL_DAYS
        for (_, state), (_, start, end) in zip(states, spans, strict=True):
            if end <= recorded_on:
                whole_from = end
                continue
            own = {"stream": stream, "number": len(kept["states"]) + 1}
            span = {"from_day": start, "to_day": end, "adopted_at": first}
            kept["register"].append(
                {**own, **span, "whole_from": whole_from, **said_of(state), **stands_of(state)}
            )
            kept["states"].append({**own, "state": MANDATE.dump_json(state).decode()})
            kept["words"].append({"stream": stream, **span, "words": words_of(state)})
        return kept

    def swift(self) -> Swiftly:
        """See `Swift`."""
        from .lens.register import rows

        return rows

    @staticmethod
    def tells(snapshot: Snapshot, day: date) -> bool:
        """Whether the rows tell what held on a day for every mandate; else `past` does."""
        table = snapshot.tables["register"]
        later = select(exists().where(table.c.whole_from > day.isoformat()))
        return not snapshot.connection.scalar(later)
