"""Funding: what was said about the budget of texts, and how funds stand; on both axes.

Only texts of which something was said have rows, so that a register without money pays nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Index, MetaData, Table, Text, select

from ..domain.draft.events import base_of
from ..domain.event import Recorded
from ..domain.fund import Fund
from ..domain.instrument import Instrument, evolve, stream_of
from ..domain.streams import identity_in, kind_of
from .axes import at_point, cells_of, span
from .sources import Point
from .states import States, place, rows_of, states_in
from .view import Rows, Snapshot


@dataclass(frozen=True)
class Funding(States):
    """The states of funds, and of texts what counts for money.

    ``links`` says in which cells which draft led to which text, as streams.
    """

    name: str = "funding"
    version: int = 6
    types: tuple[tuple[str, Any], ...] = (("instrument", Instrument), ("fund", Fund))

    def tables(self, metadata: MetaData, build: int) -> Mapping[str, Table]:
        """See `View.tables`."""
        name = f"{self.name}__{build}_links"
        links = Table(
            name,
            metadata,
            Column("stream", Text, nullable=False),
            Column("newer", Text, nullable=False),
            Column("older", Text, nullable=False),
            *span(key=False),
            Index(f"{name}__stream", "stream"),
            Index(f"{name}__older", "older"),
        )
        return {**super().tables(metadata, build), "links": links}

    def rows(self, stream: str, history: Sequence[Recorded]) -> Rows:
        """See `View.rows`."""
        if kind_of(stream) == "fund":
            return super().rows(stream, history)
        budgets = (one for one in cells_of(_bare, evolve, history) if one.state.budget)
        return {
            self.name: list(rows_of(stream, budgets, Instrument)),
            "links": [
                {**place(stream, one), "newer": stream_of(newer), "older": stream_of(older)}
                for one in cells_of(links, evolve, history)
                for newer, older in one.state
            ],
        }

    def texts(self, snapshot: Snapshot, at: Point) -> list[Instrument]:
        """The texts with a budget as they stand at a point."""
        return [*states_in(snapshot, self, "instrument", at.as_of, at.known_at).values()]

    def newer(self, snapshot: Snapshot, at: Point) -> list[tuple[str, str]]:
        """Which texts followed those with a budget, over any number of steps, as (newer, older)."""
        texts, table = snapshot.tables[self.name], snapshot.tables["links"]
        holds = at_point(table, at.as_of, at.known_at)
        pairs = select(table.c.newer, table.c.older).where(holds)
        spoken = texts.c.stream == table.c.older
        followed = (
            pairs.join(texts, spoken)
            .where(at_point(texts, at.as_of, at.known_at))
            .cte("followed", recursive=True)
        )
        followed = followed.union(pairs.join(followed, table.c.older == followed.c.newer))
        asked = select(followed.c.newer, followed.c.older).order_by(*followed.c)
        return [
            (identity_in(row.newer), identity_in(row.older))
            for row in snapshot.connection.execute(asked)
        ]


def _bare(text: Instrument) -> Instrument:
    """What counts for money: not the words of the text, not its life as a draft."""
    return Instrument(text.symbol, budget=text.budget)


def links(text: Instrument) -> tuple[tuple[str, str], ...]:
    """Which draft led to which text, by one text, as (newer, older)."""
    found: list[tuple[str, str]] = []
    if text.adopted is not None:
        found += [(text.symbol, base_of(draft)) for draft in text.adopted.drafts]
    if text.draft is not None:
        found += [(text.symbol, older) for older in text.draft.based_on]
        end = text.draft.end
        if end is not None and end.by is not None:
            found.append((end.by, text.symbol))
    return tuple(dict.fromkeys(found))
