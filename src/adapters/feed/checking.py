"""Where the stored views differ from the record: every stream folded again and compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol

from sqlalchemy import func, select

from ...domain.counts import counted
from ...domain.event import Recorded
from ...projections.view import Rows, Snapshot, View
from .feed import Feed

CHUNK = 500


class Source(Protocol):
    """What is asked of the record."""

    def streams(self, prefix: str = "") -> tuple[str, ...]:
        """The streams of a kind."""
        ...

    def streams_of(self, streams: Sequence[str]) -> dict[str, tuple[Recorded, ...]]:
        """The events of streams."""
        ...


def differences(source: Source, feed: Feed, views: Sequence[View]) -> Iterator[str]:
    """One line for each view that is not what its events fold to, as far as it has come.

    A view that was never built says nothing wrong. Holds the names of all streams, and the rows
    of a few hundred at a time.
    """
    for view in views:
        with feed.read(view) as snapshot:
            difference = None if snapshot is None else _difference(source, view, snapshot)
        if difference is not None:
            yield f"view {view.name}: {difference}; mandates projections rebuild {view.name}"


def _difference(source: Source, view: View, snapshot: Snapshot) -> str | None:
    number = dict.fromkeys(snapshot.tables, 0)
    streams = [stream for kind in view.kinds for stream in source.streams(f"{kind}-")]
    for start in range(0, len(streams), CHUNK):
        chunk = streams[start : start + CHUNK]
        stored = _stored(snapshot, chunk)
        for stream, events in source.streams_of(chunk).items():
            history = [one for one in events if one.position <= snapshot.position]
            rows: Rows = view.rows(stream, history) if history else {}
            for table in snapshot.tables:
                folded = sorted(_key(row) for row in rows.get(table, ()))
                if folded != sorted(stored.get((table, stream), [])):
                    return f"its rows of {stream} are not what its events fold to"
                number[table] += len(folded)
    for table, there in snapshot.tables.items():
        found = snapshot.connection.scalar(select(func.count()).select_from(there))
        if found != number[table]:
            return f"it has {counted(found or 0, 'row')}, of streams in the record {number[table]}"
    return None


def _stored(snapshot: Snapshot, streams: Sequence[str]) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for name, table in snapshot.tables.items():
        asked = table.select().where(table.c.stream.in_(streams))
        for row in snapshot.connection.execute(asked).mappings():
            found.setdefault((name, row["stream"]), []).append(_key(dict(row)))
    return found


def _key(row: Mapping[str, Any]) -> str:
    """A row as the database gives it back: a word of an enumeration is a text there."""
    items = ((name, value + "" if isinstance(value, str) else value) for name, value in row.items())
    return repr(sorted(items))
