"""How two builds of a view differ: in which columns of which streams, and by which events."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import Connection, Table, select

from ...domain.event import Recorded
from ...projections.view import View
from .builds import Build
from .tables import tables

Row = tuple[Any, ...]
CHUNK = 500


class Histories(Protocol):
    """What is asked of the record."""

    def streams_of(self, streams: Sequence[str]) -> dict[str, tuple[Recorded, ...]]:
        """The events of streams."""
        ...


@dataclass(frozen=True, slots=True)
class Difference:
    """One column of one stream's rows in which two builds differ.

    ``older`` and ``newer`` hold the values that only one of the two has, in the order of the rows.
    ``because`` are the positions of the events that changed the column, of those that only the
    newer build has taken in; where none of these did, of the last one that did.
    """

    stream: str
    table: str
    column: str
    older: tuple[Any, ...]
    newer: tuple[Any, ...]
    because: tuple[int, ...]


def between(
    connection: Connection, record: Histories, view: View, older: Build, newer: Build
) -> Iterator[Difference]:
    """All differences, by stream. Holds some hundred streams at a time, and the names of all that
    differ."""
    before, after = tables(view, older.number), tables(view, newer.number)
    differing: set[str] = set()
    for name, table in after.items():
        differing.update(_differing(connection, before[name], table))
    names = sorted(differing)
    for start in range(0, len(names), CHUNK):
        streams = names[start : start + CHUNK]
        ours = {name: _rows(connection, table, streams) for name, table in before.items()}
        theirs = {name: _rows(connection, table, streams) for name, table in after.items()}
        for stream, events in record.streams_of(streams).items():
            history = [one for one in events if one.position <= newer.position]
            for name, table in after.items():
                yield from _of_stream(
                    view, name, stream,
                    ours[name].get(stream, []), theirs[name].get(stream, []),
                    table.columns.keys(), history, older.position,
                )  # fmt: skip


def _differing(connection: Connection, before: Table, after: Table) -> Iterator[str]:
    for one, other in ((before, after), (after, before)):
        only = select(one).except_(select(other)).subquery()
        yield from connection.execute(select(only.c.stream).distinct()).scalars()


def _rows(connection: Connection, table: Table, streams: Sequence[str]) -> dict[str, list[Row]]:
    asked = select(table).where(table.c.stream.in_(streams)).order_by(*table.columns)
    found: dict[str, list[Row]] = {}
    for row in connection.execute(asked):
        found.setdefault(row.stream, []).append(tuple(row))
    return found


def _of_stream(
    view: View, table: str, stream: str, before: Sequence[Row], after: Sequence[Row],
    columns: Sequence[str], history: Sequence[Recorded], since: int,
) -> Iterator[Difference]:  # fmt: skip
    if before == after:
        return
    for index, column in enumerate(columns):
        ours, theirs = [row[index] for row in before], [row[index] for row in after]
        if ours != theirs:
            yield Difference(
                stream, table, column, tuple(_without(ours, theirs)), tuple(_without(theirs, ours)),
                _because(view, table, column, history, since),
            )  # fmt: skip


def _without(values: Sequence[Any], others: Sequence[Any]) -> Iterator[Any]:
    left = list(others)
    for value in values:
        if value in left:
            left.remove(value)
        else:
            yield value


def _because(
    view: View, table: str, column: str, history: Sequence[Recorded], since: int
) -> tuple[int, ...]:
    """See `Difference`: the values after each event tell which of them changed the column."""
    values: list[list[Any]] = []
    for count in range(len(history) + 1):
        rows: Mapping[str, Sequence[Mapping[str, Any]]] = (
            view.rows(history[0].stream, history[:count]) if count else {}
        )
        values.append(sorted((row[column] for row in rows.get(table, ())), key=repr))
    changing = [
        one.position
        for count, one in enumerate(history, start=1)
        if values[count] != values[count - 1]
    ]
    new = [position for position in changing if position > since]
    return tuple(new or changing[-1:])
