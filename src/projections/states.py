"""What stands beside the mandates, on both axes: the states of streams of which there are few.

A view of states keeps a row for each cell of a stream, with the whole state; so whatever is asked
of sessions, entities or funds is one look into a table, however long their histories are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import (
    BigInteger,
    Column,
    MetaData,
    Select,
    Table,
    Text,
    bindparam,
    not_,
    or_,
    select,
)

from ..domain import bodies, entity, policy, session
from ..domain.event import Recorded
from ..domain.fold import fold
from ..domain.streams import DECIDERS, identity_in, kind_of
from .axes import SPAN, Cell, cells, span
from .sources import Histories, Views, stored
from .view import FOREVER, Rows, Snapshot


@cache
def adapter(state: Any) -> TypeAdapter[Any]:
    """What writes and reads a kind of states. Made once it is needed: that takes its time."""
    return TypeAdapter(state)


def columns_of_cells() -> list[Column[Any]]:
    """The columns of a table that keeps states by cells."""
    return [
        Column("stream", Text, primary_key=True),
        *span(key=True),
        Column("state", Text, nullable=False),
    ]


@dataclass(frozen=True)
class States:
    """A view of the states of some kinds of streams, given with the type of each."""

    name: str
    version: int
    types: tuple[tuple[str, Any], ...]

    @property
    def kinds(self) -> tuple[str, ...]:
        """See `View.kinds`."""
        return tuple(kind for kind, _ in self.types)

    def tables(self, metadata: MetaData, build: int) -> Mapping[str, Table]:
        """See `View.tables`."""
        return {self.name: Table(f"{self.name}__{build}", metadata, *columns_of_cells())}

    def rows(self, stream: str, history: Sequence[Recorded]) -> Rows:
        """See `View.rows`."""
        kind = kind_of(stream)
        found = cells(DECIDERS[kind].evolve, history)
        return {self.name: list(rows_of(stream, found, self.type_of(kind)))}

    def type_of(self, kind: str) -> Any:
        """The type of the states of a kind."""
        return dict(self.types)[kind]


def rows_of(stream: str, found: Iterable[Cell[Any]], state: Any) -> Iterator[dict[str, Any]]:
    """A row for each cell of a stream, given the type of its states."""
    for cell in found:
        yield {**place(stream, cell), "state": adapter(state).dump_json(cell.state).decode()}


def place(stream: str, cell: Cell[Any]) -> dict[str, Any]:
    """Where a cell lies: the columns that every table of cells has."""
    return {"stream": stream, **dict(zip(SPAN, cell, strict=False))}  # the state is not of it


CALENDAR = States(
    "calendar", 4,
    (("session", session.Session), ("policy", policy.Policy), ("body", bodies.AddedBody)),
)  # fmt: skip
ENTITIES = States("entities", 3, (("entity", entity.Entity),))


def states_in(
    snapshot: Snapshot, view: States, kind: str, as_of: date | None, known_at: int
) -> dict[str, Any]:
    """The states of a kind that hold at a point, by identity; None: on the last of all days."""
    asked = _asked(snapshot.tables[view.name], kind, as_of is None)
    point = {"day": as_of and as_of.isoformat(), "known": known_at}
    found = snapshot.connection.execute(asked, point).all()
    if not found:  # as of many kinds there is none: what reads them is made in milliseconds
        return {}
    read: Callable[[str], Any] = adapter(view.type_of(kind)).validate_json
    return {
        identity_in(row.stream): stored(view.name, row.stream, read, row.state) for row in found
    }


@lru_cache(256)
def _asked(table: Table, kind: str, on_the_last_day: bool) -> Select[Any, Any]:
    """One statement, made once: making it takes longer than answering it."""
    column = table.c
    day, known = bindparam("day", type_=Text()), bindparam("known", type_=BigInteger())
    ended = column.ended_at <= known
    days = (
        [or_(column.to_day == FOREVER, not_(ended))]
        if on_the_last_day
        else [column.from_day <= day, or_(column.to_day > day, not_(ended))]
    )
    of_kind = (column.stream >= f"{kind}-", column.stream < f"{kind}.")  # a stretch of the key
    return (
        select(column.stream, column.state)
        .where(*of_kind, column.known_from <= known, column.known_to > known, *days)
        .order_by(column.stream)
    )


def states_of(
    record: Histories, views: Views, view: States, kind: str, as_of: date | None, known_at: int
) -> dict[str, Any]:
    """The states of all streams of a kind at a point, by identity, in the order of their names:
    from the view where it comes so far, else folded from the record."""
    with views.read(view, known_at) as snapshot:
        if snapshot is not None and snapshot.position >= known_at:
            return states_in(snapshot, view, kind, as_of, known_at)
    found = {
        identity_in(stream): fold(DECIDERS[kind].evolve, events, as_of, known_at)
        for stream, events in sorted(record.histories(f"{kind}-").items())
    }
    return {name: one for name, one in found.items() if one is not None}
