"""The recorder on PostgreSQL: the eventsourcing library's port, and ours, on psycopg.

An append is one round trip: a function in the database takes the lock, checks what the command
rests on, gives the positions and inserts. A commit whose answer was lost is asked for by its
command id.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from copy import copy
from datetime import datetime
from typing import Any, LiteralString
from uuid import UUID

import psycopg
from eventsourcing.persistence import IntegrityError, Notification, StoredEvent
from psycopg import errors

from ....domain.errors import Conflict, Unavailable
from ...audit.merkle import leaf
from ..codec import Row, as_instant, as_text
from ..disorder import disorder
from ..listening import Listening
from ..port import Bundle, Head, Held, Stored
from ..recorder import (
    COLUMNS,
    DAYS,
    LAST,
    AlreadyRecorded,
    Command,
    NoteRow,
    Recorder,
    Tile,
    notification,
)
from .address import Address
from .appending import Answer, Parameters, answers, may_be_recorded, named, parameters_of, stamped
from .bundles import bundles, by_stream, of_streams
from .connections import Connections, wait_until
from .errors import translated
from .grouping import GroupCommit
from .guards import unguarded
from .holding import holder
from .hosted import Hosted
from .listening import PostgresListening
from .seen import LEAF, Seen
from .standby import LAG

AFTER_PREFIX = "\U0010ffff"
ROW = "SELECT position, stream, version, tag, state FROM"


class PostgresRecorder(Recorder):
    """Events in the schema at ``address``, which the first insert makes if it may.

    ``busy_timeout`` is how many seconds to wait for another writer, or for a server to come back.
    """

    def __init__(self, address: Address, busy_timeout: float = 5.0) -> None:
        self._address = address
        own = Connections(address, busy_timeout)
        self._connections: Connections | Hosted = own
        self._seen = own.seen
        self._row = f"{ROW} {address.events}"
        self._of_stream = f"{ROW} {address.events} WHERE stream = %s ORDER BY version"
        self._commits = GroupCommit(self._together, self._alone)

    def listen(self) -> Listening:
        return PostgresListening(self._address)

    def within(self, connection: object) -> PostgresRecorder:
        hosted = copy(self)
        hosted._connections = Hosted(self._address, connection, self._seen)
        hosted._seen = Seen(self._address)  # what the host may yet take back was not seen
        return hosted

    def close(self) -> None:
        self._connections.close()

    # Writing

    def insert_events(
        self, stored_events: Sequence[StoredEvent], *, command: Command | None = None, **_: Any
    ) -> Sequence[int]:
        if not stored_events:
            return []
        parameters = parameters_of(stored_events, command)
        if command is None or isinstance(self._connections, Hosted):
            answer = self._alone(parameters)
        else:
            answer = self._commits.append(parameters)
        return self._positions(answer, stored_events, command)

    def _alone(self, parameters: Parameters) -> Answer:
        """One append in its own transaction; sent again, by its command id, where that may help."""
        deadline = time.monotonic() + self._connections.busy_timeout
        pause, sent = 0.05, False
        while True:
            try:
                with self._connections.writing() as connection:
                    sent = True
                    return answers(connection, self._address, [parameters])[0]
            except psycopg.Error as error:
                if not (sent and named(parameters) and may_be_recorded(error)):
                    raise self._named(error) from error
                self._connections.forget()
                wait_until(deadline, error, self._address.shown, pause)
                pause = min(pause * 2, 1.0)

    def _together(self, group: Sequence[Parameters]) -> Sequence[Answer] | None:
        """Several appends in one transaction; None where nothing, or nobody knows what, became of
        them."""
        try:
            with self._connections.writing() as connection:
                return answers(connection, self._address, group)
        except errors.LockNotAvailable as error:
            raise self._named(error) from error
        except psycopg.Error as error:
            if may_be_recorded(error):
                self._connections.forget()
            return None

    def _positions(
        self, answer: Answer, stored_events: Sequence[StoredEvent], command: Command | None
    ) -> Sequence[int]:
        verdict, recorded, last = answer
        if verdict == "appended":
            final = stored_events[-1].state
            if command is not None and recorded != command.instant:
                command.stamp(as_instant(recorded))
                final = stamped(final, recorded)
            self._seen.note(last, leaf(final))
            first = last - len(stored_events) + 1
            if command is not None:
                command.place(first)
            return list(range(first, last + 1))
        assert command is not None
        if verdict == "known":
            raise AlreadyRecorded(self.rows_of_command(command.command_id))
        raise Conflict(f"{recorded}: decide again")

    def _named(self, error: psycopg.Error) -> Exception:
        if isinstance(error, psycopg.IntegrityError):
            return IntegrityError(error)
        if isinstance(error, errors.LockNotAvailable):
            return Unavailable(f"{self._address.shown} is locked{self._by_whom()}: try again")
        return translated(error, self._address.shown)

    def _by_whom(self) -> str:
        who = self.writer()
        return f" by {who}" if who else " by another program"

    def writer(self) -> str | None:
        """Who holds the writers' lock now, in words."""
        return holder(self._connections.fetch, self._address)

    def restore(self, rows: Sequence[Stored]) -> None:
        copy = f"COPY {self._address.schema}.events ({COLUMNS}) FROM STDIN".encode()
        try:
            with (
                self._connections.writing() as connection,
                connection.transaction(),
                connection.cursor().copy(copy) as copying,
            ):
                for row in rows:
                    copying.write_row(row)
        except psycopg.Error as error:
            raise self._named(error) from error

    def restore_notes(self, notes: Sequence[NoteRow]) -> None:
        insert = (
            f"INSERT INTO {self._address.schema}.record_notes (digest, salt, text)"
            " VALUES (%s, %s, %s)"
        ).encode()
        try:
            with self._connections.writing() as connection, connection.transaction():
                connection.cursor().executemany(insert, notes)
        except psycopg.Error as error:
            raise self._named(error) from error

    def keep(self, held: Held) -> None:
        table = f"{self._address.schema}.record_checkpoints"
        insert = (
            f"INSERT INTO {table} SELECT coalesce(max(number), 0) + 1, %s, %s, %s, %s, %s"
            f" FROM {table}"
        ).encode()
        row = (held.position, as_text(held.made_at), held.key, held.note, held.tail)
        try:
            with self._connections.writing() as connection, connection.transaction():
                connection.execute("SELECT pg_advisory_xact_lock(%s)", (self._address.lock,))
                connection.execute(insert, row)
        except psycopg.Error as error:
            raise self._named(error) from error

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
        rows = self._fetch(
            f"WHERE stream = %s AND version > %s AND version <= %s"
            f" ORDER BY version {'DESC' if desc else 'ASC'} LIMIT %s",
            str(originator_id), -1 if gt is None else gt, LAST if lte is None else lte, limit,
        )  # fmt: skip
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
        rows = self._fetch(
            "WHERE position > %s AND position <= %s AND (%s OR tag = ANY(%s))"
            " ORDER BY position LIMIT %s",
            after, LAST if stop is None else stop, not topics, list(topics), limit,
        )  # fmt: skip
        return [notification(row) for row in rows]

    # Reading, for the record

    def _fetch(self, condition: LiteralString, *parameters: object) -> list[Row]:
        return self._connections.fetch(f"{self._row} {condition}", parameters)

    def rows(self, after: int, limit: int) -> list[Row]:
        rows = self._fetch("WHERE position > %s ORDER BY position LIMIT %s", after, limit)
        if rows:
            self._seen.note(rows[-1][0], leaf(rows[-1][-1]))
        return rows

    def tiles(self, level: int, first: int, end: int) -> list[Tile]:
        return self._connections.fetch(
            f"SELECT number, hashes, root FROM {self._address.schema}.record_tiles"
            " WHERE level = %s AND number >= %s AND number < %s ORDER BY number",
            (level, first, end),
        )

    def stored(self, after: int, limit: int) -> list[Stored]:
        return self._connections.fetch(
            f"SELECT {COLUMNS} FROM {self._address.events} WHERE position > %s"
            " ORDER BY position LIMIT %s",
            (after, limit),
        )

    def disorder(self) -> list[tuple[int, str]]:
        return disorder(self._connections.fetch, self._address.events)  # pyright: ignore[reportArgumentType]

    def unguarded(self, deep: bool) -> list[str]:
        return unguarded(self._connections.fetch, self._address)

    def checkpoints(self) -> list[Held]:
        table = f"{self._address.schema}.record_checkpoints"
        held = f"SELECT position, made_at, key, note, tail FROM {table} ORDER BY number"
        return [
            Held(position, as_instant(made_at), key, note, tail)
            for position, made_at, key, note, tail in self._connections.fetch(held)
        ]

    def notes(self, digests: Sequence[str]) -> list[NoteRow]:
        internal = f"SELECT digest, salt, text FROM {self._address.schema}.record_notes"
        return self._connections.fetch(f"{internal} WHERE digest = ANY(%s)", (list(digests),))

    def rows_of_streams(self, streams: Sequence[str]) -> list[Row]:
        if len(streams) == 1:  # half the time of a list with one in it
            return self._connections.of_stream(self._of_stream, streams[0])
        return self._fetch("WHERE stream = ANY(%s) ORDER BY stream, version", list(streams))

    def rows_with_prefix(self, prefix: str) -> list[Row]:
        condition = "WHERE stream >= %s AND stream < %s ORDER BY stream, version"
        return self._fetch(condition, prefix, prefix + AFTER_PREFIX)

    def bundles(
        self, prefix: str, after: str, before: str | None, until: int, limit: int
    ) -> list[Bundle]:
        asked = (until, max(prefix, after), before or prefix + AFTER_PREFIX, limit)
        return self._connections.bundles(by_stream(self._address), asked)

    def bundles_of(self, streams: Sequence[str], until: int) -> list[Bundle]:
        asked = (until, list(streams))
        return bundles(self._connections.fetch(of_streams(self._address), asked))

    def size(self, prefix: str, until: int) -> int:
        # All are counted in the index, and those after ``until`` are few.
        kind = f"FROM {self._address.events} WHERE stream >= %s AND stream < %s"
        asked = f"SELECT count(*) - (SELECT count(*) {kind} AND position > %s) {kind}"
        given = (prefix, prefix + AFTER_PREFIX)
        return sum(found for (found,) in self._connections.fetch(asked, (*given, until, *given)))

    def streams_at(self, positions: Sequence[int]) -> list[str]:
        asked = f"SELECT stream FROM {self._address.events} WHERE position = ANY(%s)"
        return [stream for (stream,) in self._connections.fetch(asked, (list(positions),))]

    def rows_of_command(self, command_id: UUID) -> list[Row]:
        return self._fetch("WHERE command_id = %s ORDER BY command_index", str(command_id))

    def row_of_event(self, event_id: UUID) -> Row | None:
        rows = self._fetch("WHERE event_id = %s", str(event_id))
        return rows[0] if rows else None

    def streams(self, prefix: str) -> list[str]:
        begun = self._of_kind("stream", "AND version = 1 ORDER BY position", prefix)
        return [stream for (stream,) in begun]

    def days(self, prefix: str) -> list[tuple[str, int, str, str, str]]:
        return self._of_kind(DAYS, "ORDER BY position", prefix)

    def _of_kind(
        self, columns: LiteralString, condition: LiteralString, prefix: str
    ) -> list[tuple[Any, ...]]:
        kind = f"FROM {self._address.events} WHERE stream >= %s AND stream < %s"
        given = (prefix, prefix + AFTER_PREFIX)
        return self._connections.fetch(f"SELECT {columns} {kind} {condition}", given)

    def head(self) -> Head:
        for position, recorded_at, lag, simulated, last in self._connections.fetch(
            f"SELECT position, recorded_at, {LAG},"
            f" EXISTS (SELECT 1 FROM {self._address.events} s WHERE s.clock <> 'system'), {LEAF}"
            f" FROM {self._address.events} ORDER BY position DESC LIMIT 1"
        ):
            self._seen.note(position, last)
            instant = None if recorded_at is None else as_instant(recorded_at)
            return Head(position, instant, simulated, lag)
        return Head()

    def position_at(self, instant: datetime) -> int:
        rows = self._connections.fetch(
            f"SELECT {self._address.schema}.position_at(%s)", (as_text(instant),)
        )
        return int(rows[0][0]) if rows else 0

    def complete(self, position: int) -> int:
        rows = self._connections.fetch(
            "SELECT CASE WHEN command_index + 1 < command_size"
            " THEN position - command_index - 1 ELSE position END"
            f" FROM {self._address.events} WHERE position <= %s ORDER BY position DESC LIMIT 1",
            (min(position, LAST),),
        )
        return int(rows[0][0]) if rows else 0
