"""The recorder on SQLite: the eventsourcing library's port, and ours, on the plain driver.

It stores any bytes. What it copies into columns, for indexes, it takes from the command that comes
with them.
"""

from __future__ import annotations

import json
import sqlite3
from bisect import bisect_right
from collections.abc import Sequence
from copy import copy
from datetime import datetime
from pathlib import Path
from typing import Any, LiteralString
from uuid import UUID

from eventsourcing.persistence import IntegrityError, Notification, StoredEvent

from ....domain.errors import BadInput, Damaged
from ...audit.merkle import WIDTH
from ..codec import Row, as_instant, as_text
from ..disorder import disorder
from ..port import Bundle, Head, Held, Stored
from ..recorder import (
    COLUMNS,
    DAYS,
    LAST,
    Command,
    NoteRow,
    Recorder,
    Tile,
    notification,
)
from .appending import (
    INSERT,
    OF_COMMAND,
    ROW,
    bare_rows,
    check,
    instant_in,
    refuse,
    rows_of,
)
from .bundles import BUNDLE, BY_STREAM, bundles
from .connections import Connections
from .guards import unguarded
from .hosted import Hosted
from .notes import SELECT as NOTES
from .notes import keep_notes, put_notes
from .tiles import fill

KEEP = (
    "INSERT INTO record_checkpoints"
    " SELECT coalesce(max(number), 0) + 1, ?, ?, ?, ?, ? FROM record_checkpoints"
)
OF_STREAM = f"{ROW} WHERE stream = ? AND version > ? AND version <= ? ORDER BY version"
END = "SELECT position, recorded_at FROM events ORDER BY position DESC LIMIT 1"
AFTER_PREFIX = chr(0x10FFFF)
IN_PREFIX = "stream >= ? AND stream < ? || char(0x10FFFF)"  # LIKE would read % and _ as wildcards

STREAMS_AT_ONCE = 500


class SQLiteRecorder(Recorder):
    """Events in the file at ``path``, which the first insert creates.

    ``busy_timeout`` is how many seconds to wait for a lock.
    """

    def __init__(self, path: Path, busy_timeout: float = 5.0) -> None:
        self._own = Connections(path, busy_timeout)
        self._connections: Connections | Hosted = self._own
        self._last: int | None = None

    def within(self, connection: object) -> SQLiteRecorder:
        hosted = copy(self)
        hosted._connections = Hosted(self._own, connection)
        hosted.end = None
        return hosted

    def close(self) -> None:
        self._connections.close()

    # Writing

    def go_on(self, row: Stored) -> bool:
        try:  # (a hosted one has no `end` to go on from)
            self._own.write(lambda writer: writer.execute(INSERT, row), True)
        except (sqlite3.IntegrityError, OverflowError):  # the triggers let in what continues it
            return False
        self._last, self.end = row[0], (row[0], row[8] or "")
        return True

    def _recorded(self, first: int, last: int, instant: str) -> None:
        """These positions are ours. Where another recorded just before, the next may be another's
        as well, and is not guessed."""
        alone = self._last in (None, first - 1)
        self._last, self.end = last, (last, instant) if alone else None

    def insert_events(
        self, stored_events: Sequence[StoredEvent], *, command: Command | None = None, **_: Any
    ) -> Sequence[int]:
        if not stored_events:
            return []
        erases = command is not None and bool(command.erases)
        if erases and isinstance(self._connections, Hosted):  # nobody would empty the WAL then
            raise BadInput(
                "an internal note is erased in a transaction of its own, not in a host's"
            )
        try:
            positions = self._connections.write(
                lambda connection: self._insert_events(connection, stored_events, command)
            )
        except sqlite3.IntegrityError as error:
            if command is not None:
                self._refuse(command)
            raise IntegrityError(error) from error
        if command is not None and self._connections is self._own:
            self._recorded(positions[0], positions[-1], command.instant)
        if erases:
            self._connections.empty_wal()
        return positions

    def _insert_events(
        self,
        connection: sqlite3.Connection,
        stored_events: Sequence[StoredEvent],
        command: Command | None,
    ) -> Sequence[int]:
        if command is None:
            end, _ = _end(connection)
            rows = bare_rows(end + 1, stored_events)
        else:
            end, latest = check(connection, command)
            if latest > command.instant:
                stored_events = command.raise_to(as_instant(latest))
            rows = rows_of(end + 1, stored_events, command)
        if len(rows) == 1:
            connection.execute(INSERT, rows[0])
        else:
            connection.executemany(INSERT, rows)
        last = end + len(rows)
        if last // WIDTH > end // WIDTH:
            fill(connection, last)
        if command is not None:
            if command.notes or command.erases:
                keep_notes(connection, command)
            command.place(end + 1)  # before the commit: after the wait for a disk all takes longer
        return list(range(end + 1, last + 1))

    def _refuse(self, command: Command) -> None:
        """What an index found out: asked once nothing of the command is there any more, as it would
        find its own events."""
        with self._connections.snapshot() as connection:
            if connection is not None:
                refuse(connection, command)

    def restore(self, rows: Sequence[Stored]) -> None:
        try:
            self._connections.write(lambda connection: _restore(connection, rows))
        except sqlite3.IntegrityError as error:
            raise IntegrityError(error) from error

    def restore_notes(self, notes: Sequence[NoteRow]) -> None:
        if notes:
            self._connections.write(lambda connection: put_notes(connection, notes))

    def keep(self, held: Held) -> None:
        row = (held.position, as_text(held.made_at), held.key, held.note, held.tail)
        self._connections.write(lambda connection: connection.execute(KEEP, row))

    # Reading, for the library

    def select_events(
        self,
        originator_id: UUID | str,
        *,
        gt: int | None = None,
        lte: int | None = None,
        desc: bool = False,
        limit: int | None = None,
    ) -> Sequence[Notification]:
        sql = f"{OF_STREAM} {'DESC' if desc else 'ASC'} LIMIT ?"
        bounds = (-1 if gt is None else gt, LAST if lte is None else lte)
        rows = self._connections.fetch(
            sql, (str(originator_id), *bounds, -1 if limit is None else limit)
        )
        return [notification(row) for row in rows]

    def select_notifications(
        self,
        start: int | None,
        limit: int,
        stop: int | None = None,
        topics: Sequence[str] = (),
        *,
        inclusive_of_start: bool = True,
    ) -> Sequence[Notification]:
        after = 0 if start is None else start - 1 if inclusive_of_start else start
        among: LiteralString = f"AND tag IN ({_marks(len(topics))})" if topics else ""
        rows = self._connections.fetch(
            f"{ROW} WHERE position > ? AND position <= ? {among} ORDER BY position LIMIT ?",
            (after, LAST if stop is None else stop, *topics, limit),
        )
        return [notification(row) for row in rows]

    # Reading, for the record

    def rows(self, after: int, limit: int) -> list[Row]:
        sql = f"{ROW} WHERE position > ? ORDER BY position LIMIT ?"
        return self._connections.fetch(sql, (after, limit))

    def tiles(self, level: int, first: int, end: int) -> list[Tile]:
        sql = (
            "SELECT number, hashes, root FROM record_tiles"
            " WHERE level = ? AND number >= ? AND number < ? ORDER BY number"
        )
        return self._connections.fetch(sql, (level, first, end))

    def stored(self, after: int, limit: int) -> list[Stored]:
        sql = f"SELECT {COLUMNS} FROM events WHERE position > ? ORDER BY position LIMIT ?"
        return self._connections.fetch(sql, (after, limit))

    def disorder(self) -> list[tuple[int, str]]:
        return disorder(self._connections.fetch, "events")

    def unguarded(self, deep: bool) -> list[str]:
        with self._connections.snapshot() as connection:
            return [] if connection is None else unguarded(connection, deep)

    def checkpoints(self) -> list[Held]:
        rows = self._connections.fetch(
            "SELECT position, made_at, key, note, tail FROM record_checkpoints ORDER BY number"
        )
        return [
            Held(position, datetime.fromisoformat(made_at), key, note, tail)
            for position, made_at, key, note, tail in rows
        ]

    def rows_of_streams(self, streams: Sequence[str]) -> list[Row]:
        if len(streams) <= STREAMS_AT_ONCE:  # one query sees one state by itself
            return self._connections.fetch_few(_of_streams(len(streams)), streams)
        rows: list[Row] = []
        with self._connections.snapshot() as connection:
            if connection is None:
                return rows
            for start in range(0, len(streams), STREAMS_AT_ONCE):
                some = streams[start : start + STREAMS_AT_ONCE]
                rows += connection.execute(_of_streams(len(some)), some)
        return rows

    def rows_with_prefix(self, prefix: str) -> list[Row]:
        sql = f"{ROW} WHERE {IN_PREFIX} ORDER BY stream, version"
        return self._connections.fetch(sql, (prefix, prefix))

    def bundles(
        self, prefix: str, after: str, before: str | None, until: int, limit: int
    ) -> list[Bundle]:
        asked = (until, max(prefix, after), before or prefix + AFTER_PREFIX, limit)
        return bundles(self._connections.fetch(BY_STREAM, asked))

    def bundles_of(self, streams: Sequence[str], until: int) -> list[Bundle]:
        rows: list[tuple[Any, ...]] = []
        for start in range(0, len(streams), STREAMS_AT_ONCE):
            some = streams[start : start + STREAMS_AT_ONCE]
            sql = f"{BUNDLE} AND stream IN ({_marks(len(some))}) GROUP BY stream"
            rows += self._connections.fetch(sql, (until, *some))
        return bundles(rows)

    def size(self, prefix: str, until: int) -> int:
        sql = f"SELECT count(*) FROM events WHERE {IN_PREFIX} AND position <= ?"
        return sum(found for (found,) in self._connections.fetch(sql, (prefix, prefix, until)))

    def streams_at(self, positions: Sequence[int]) -> list[str]:
        sql = "SELECT stream FROM events WHERE position IN (SELECT value FROM json_each(?))"
        return [stream for (stream,) in self._connections.fetch(sql, (str(list(positions)),))]

    def rows_of_command(self, command_id: UUID) -> list[Row]:
        return self._connections.fetch(OF_COMMAND, (str(command_id),) * 2)

    def row_of_event(self, event_id: UUID) -> Row | None:
        rows = self._connections.fetch(f"{ROW} WHERE event_id = ?", (str(event_id),))
        return rows[0] if rows else None

    def notes(self, digests: Sequence[str]) -> list[NoteRow]:
        return self._connections.fetch(NOTES, (json.dumps(list(digests)),))

    def streams(self, prefix: str) -> list[str]:
        sql = f"SELECT stream FROM events WHERE version = 1 AND {IN_PREFIX} ORDER BY position"
        return [stream for (stream,) in self._connections.fetch(sql, (prefix, prefix))]

    def days(self, prefix: str) -> list[tuple[str, int, str, str, str]]:
        sql = f"SELECT {DAYS} FROM events WHERE {IN_PREFIX} ORDER BY position"
        return self._connections.fetch(sql, (prefix, prefix))

    def head(self) -> Head:
        simulated: LiteralString = "EXISTS (SELECT 1 FROM events WHERE clock <> 'system')"
        for position, recorded_at, is_simulated in self._connections.fetch(
            f"SELECT position, recorded_at, {simulated} FROM events ORDER BY position DESC LIMIT 1"
        ):
            return Head(position, instant_in(recorded_at), bool(is_simulated))
        return Head()

    def position_at(self, instant: datetime) -> int:
        # As recorded_at never decreases along positions, no index is needed, only halving.
        with self._connections.snapshot() as connection:
            if connection is None:
                return 0

            def recorded_at(position: int) -> str:
                one = "SELECT coalesce(recorded_at, '') FROM events WHERE position = ?"
                for (text,) in connection.execute(one, (position,)):
                    return str(text)
                raise Damaged(f"position {position} is missing")

            end, _ = _end(connection)
            return bisect_right(range(1, end + 1), as_text(instant), key=recorded_at)

    def complete(self, position: int) -> int:
        sql = (
            "SELECT CASE WHEN command_index + 1 < command_size"
            " THEN position - command_index - 1 ELSE position END"
            " FROM events WHERE position <= ? ORDER BY position DESC LIMIT 1"
        )
        rows = self._connections.fetch(sql, (min(position, LAST),))
        return int(rows[0][0]) if rows else 0


def _restore(connection: sqlite3.Connection, rows: Sequence[Stored]) -> None:
    connection.executemany(INSERT, rows)
    fill(connection, rows[-1][0])


def _of_streams(count: int) -> LiteralString:
    return f"{ROW} WHERE stream IN ({_marks(count)}) ORDER BY stream, version"


def _end(connection: sqlite3.Connection) -> tuple[int, datetime | None]:
    for position, recorded_at in connection.execute(END):
        return position, instant_in(recorded_at)
    return 0, None


def _marks(count: int) -> LiteralString:
    """The places of so many values."""
    return ("?, " * count).removesuffix(", ")
