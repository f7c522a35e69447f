"""Which view tells what holds at a point, and its rows: the register of now, else the past."""

from __future__ import annotations

import json
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import (
    JSON,
    ColumnElement,
    Connection,
    FromClause,
    Select,
    Table,
    and_,
    cast,
    false,
    func,
    literal,
    select,
    true,
)

from ...domain.errors import Damaged
from ...domain.mandate.state import Mandate
from ...domain.streams import identity_in
from ..axes import at_point, parts_of_point
from ..past import Past
from ..register import MANDATE, Register
from ..sources import Histories, Point, Views, stored
from ..view import Snapshot, View
from .folded import mandates_at

REGISTER, PAST = Register(), Past()
CHUNK = 500
"""So many mandates are read at once."""
Condition = ColumnElement[bool]
Asked = Select[*tuple[Any, ...]]
"""A query of any number of columns."""


@dataclass(frozen=True, slots=True)
class Found:
    """Where mandates were found: at which position, and in which view: its name with its version,
    the event that stopped it there, and whether an operator went back to it."""

    position: int
    view: str
    stopped_at: int | None = None
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class Held:
    """What a view holds at a point.

    ``columns`` are those of `columns.SAID` and `STANDS`, ``stream`` and ``adopted_at``; ``holds``
    says which rows of ``table`` hold, ``parts`` the same in parts that have no row in common, each
    a stretch of an index; ``joined`` are all tables that the columns are of.
    ``words`` is the table that has them, with the column by which it belongs to the rows and the
    condition under which its own hold. ``mandates`` gives those of some streams, by stream.
    """

    snapshot: Snapshot
    found: Found
    as_of: date
    table: Table
    columns: Mapping[str, ColumnElement[Any]]
    holds: Condition
    parts: Sequence[Condition]
    joined: FromClause
    words: tuple[str, Table, Condition]
    mandates: Callable[[Sequence[str]], Mapping[str, Mandate]]

    def asked(self, asked: Asked) -> Asked:
        """What is asked of columns and conditions, of both tables only where they are of two."""
        return asked.select_from(self.joined) if len(asked.get_final_froms()) > 1 else asked

    def each(self, streams: Sequence[str]) -> Iterator[Mandate]:
        """The mandates of streams that its rows name, in the order of these, read as they are gone
        through, some at a time. Raises what `in_order` does."""
        for start in range(0, len(streams), CHUNK):
            yield from self.in_order(streams[start : start + CHUNK])

    def in_order(self, streams: Sequence[str]) -> list[Mandate]:
        """The mandates of streams that its rows name, in the order of these.

        Raises `Damaged` where there is none behind a row: the view is not what its events fold to.
        """
        found = self.mandates(streams)
        for one in streams:
            if one not in found:
                raise Damaged(
                    f"view {self.found.view} has {identity_in(one)} where there is no such mandate:"
                    " rebuild it, mandates projections rebuild"
                )
        return [found[one] for one in streams]


def among(
    connection: Connection, column: ColumnElement[Any], values: Sequence[str | int]
) -> Condition:
    """Whether a column has one of any number of values: a database counts what is bound to it."""
    if not values:
        return false()
    if len(values) == 1:
        return column == values[0]
    given = json.dumps(values, ensure_ascii=False)
    if connection.dialect.name == "sqlite":
        return column.in_(select(func.json_each(given).table_valued("value").c.value))
    each = func.json_array_elements_text(cast(literal(given), JSON)).table_valued("value")
    return column.in_(select(cast(each.c.value, column.type)))


@contextmanager
def telling(record: Histories, views: Views, at: Point) -> Generator[Held | None, None, None]:
    """What the view holds that tells of a point; None where none does.

    The register where it is asked as known now of a day that it keeps; else the past.
    """
    if at.now:
        with views.read(REGISTER, at.known_at) as snapshot:
            if snapshot is not None and Register.tells(snapshot, at.as_of):
                yield _of_register(snapshot, at)
                return
    with views.read(PAST, at.known_at) as snapshot:
        told = snapshot is not None and (at.now or snapshot.position >= at.known_at)
        yield _of_past(record, snapshot, at) if snapshot is not None and told else None


def _of_register(snapshot: Snapshot, at: Point) -> Held:
    table, words = snapshot.tables["register"], snapshot.tables["words"]
    found = _found(snapshot, REGISTER, snapshot.position, snapshot.stopped_at)
    holds = _on(table, at)
    return Held(
        snapshot, found, at.as_of, table, dict(table.c.items()), holds, [holds], table,
        ("adopted_at", words, _on(words, at)), partial(_kept, snapshot, holds),
    )  # fmt: skip


def _on(table: Table, at: Point) -> Condition:
    day = at.as_of.isoformat()
    return and_(table.c.from_day <= day, table.c.to_day > day)


def _kept(snapshot: Snapshot, holds: Condition, streams: Sequence[str]) -> dict[str, Mandate]:
    table, states = snapshot.tables["register"], snapshot.tables["states"]
    of_key = and_(states.c.stream == table.c.stream, states.c.number == table.c.number)
    asked = select(table.c.stream, states.c.state).join(states, of_key).where(holds)
    of_them = among(snapshot.connection, table.c.stream, streams)
    rows = snapshot.connection.execute(asked.where(of_them))
    return {
        str(stream): stored(REGISTER.name, stream, MANDATE.validate_json, state)
        for stream, state in rows
    }


def _of_past(record: Histories, snapshot: Snapshot, at: Point) -> Held:
    cells, texts = snapshot.tables["past"], snapshot.tables["texts"]
    known = min(at.known_at, snapshot.position)
    recorded_on = record.recorded_on(known) if known < snapshot.position else None
    found = _found(snapshot, PAST, known, snapshot.stopped_at if at.now else None)
    return Held(
        snapshot, found, at.as_of, cells, {**dict(texts.c.items()), **dict(cells.c.items())},
        and_(at_point(cells, at.as_of, known), cells.c.stream == texts.c.stream),  # by an index
        parts_of_point(cells, at.as_of, known, recorded_on),
        cells.join(texts, cells.c.text == texts.c.text), ("text", texts, true()),
        lambda streams: mandates_at(record, streams, at.as_of, known),
    )  # fmt: skip


def _found(snapshot: Snapshot, view: View, position: int, stopped_at: int | None) -> Found:
    return Found(position, f"{view.name}@{snapshot.version}", stopped_at, snapshot.pinned)


def exactly(at: Point, view: View, snapshot: Snapshot) -> Found:
    """Where an answer stands that a view's cells give as it was known at a point."""
    return Found(at.known_at, f"{view.name}@{snapshot.version}", None, snapshot.pinned)
