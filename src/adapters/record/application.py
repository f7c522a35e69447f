"""The record behind its port: the eventsourcing library's Application over a recorder of ours.

Appending goes through the application's mapper and recorder, but for what can go straight; loading
a stream through `Repository.get`. No type of the library leaves this package.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any
from uuid import UUID

from eventsourcing.application import AggregateNotFoundError
from eventsourcing.persistence import IntegrityError

from ...domain.days import day_from
from ...domain.errors import BadInput, Conflict, Damaged
from ...domain.event import Recorded
from ...domain.internal import InternalNote
from ..audit.merkle import leaf
from .batches import as_utc, numbered
from .codec import Codec, Registry, Row, Upcasters, as_instant
from .library import DocumentMapper, SealedApplication
from .listening import Listening
from .memory import Memory
from .port import Batch, Bundle, CommandIdReused, Head, Held, Stored
from .postgres.address import address, is_postgres, refuse_mistaken
from .recorder import LAST, AlreadyRecorded, Command, Recorder, Tile
from .straight import Straight
from .tree import Tree

PAGE = 1000


@dataclass(slots=True)
class History:
    """What a stream folds to here: its events. What they mean is not for the record to know."""

    id: str
    version: int
    events: tuple[Recorded, ...]


def _history(_: History | None, recorded: Iterable[Any]) -> History | None:
    events: tuple[Recorded, ...] = tuple(recorded)
    return History(events[-1].stream, events[-1].version, events) if events else None


class LibraryRecord:
    """A `Record` on the eventsourcing library, whatever the recorder below.

    With a memory it recalls histories that it loaded before, see `recall`.
    """

    def __init__(self, recorder: Recorder, codec: Codec, memory: Memory | None = None) -> None:
        self._recorder = recorder
        self._codec = codec
        self._memory = memory
        self._straight = Straight(recorder, codec)
        self._tree = Tree(recorder)
        self._application = SealedApplication(recorder, DocumentMapper(codec))

    def append(self, batch: Batch) -> tuple[Recorded, ...]:
        if not batch.entries:
            return self.answer(batch.command_id, batch.command_digest)
        memory = self._memory
        if (done := self._straight.append(batch)) is not None:
            if memory is not None:
                memory.hear(*done)
            return done[:1]
        wanted = memory is not None and memory.wants(len(batch.entries))
        events = numbered(batch, wanted)
        command = Command(
            batch.command_id, batch.expected, events, self._codec.encode, batch.notes, batch.erases
        )  # fmt: skip
        try:
            self._application.record(events, command)
        except AlreadyRecorded as known:
            return self._answered(known.rows, batch.command_id, batch.command_digest)
        except IntegrityError:
            raise BadInput("an event id is in the record already: nothing was recorded") from None
        except Conflict:
            if memory is not None:
                memory.forget(batch.expected)
            raise
        self._straight.learn(batch, events)
        if memory is not None:
            if wanted:
                for one, same in zip(command.recorded, events, strict=True):
                    if same.read is not None:
                        memory.hear(one, same.read)
            else:
                memory.forget(batch.expected)
        return tuple(command.recorded)

    def tried(self, batch: Batch) -> tuple[Recorded, ...]:
        events = numbered(batch)
        for one in events:
            self._codec.encode_checked(one.event, one.before_data())
        return tuple(one.at(0) for one in events)

    def read(self, after: int = 0, limit: int | None = None) -> Iterator[Recorded]:
        return map(self._codec.decode, self._rows(after, limit))

    def leaves(self, after: int = 0) -> Iterator[bytes]:
        return (leaf(state) for *_, state in self._rows(after))

    def states(self, after: int = 0) -> Iterator[bytes]:
        return (state for *_, state in self._rows(after))

    def stored(self, after: int, limit: int) -> list[Stored]:
        return self._recorder.stored(after, limit)

    def restore(self, rows: Sequence[Stored]) -> None:
        try:
            self._recorder.restore(rows)
        except IntegrityError:
            raise Conflict(f"position {rows[0][0]} does not continue this record") from None

    def restore_notes(self, notes: Sequence[InternalNote]) -> None:
        known = {digest for digest, *_ in self._recorder.notes([one.digest for one in notes])}
        new = [one for one in notes if one.digest not in known]
        self._recorder.restore_notes([(one.digest, one.salt, one.text.encode()) for one in new])

    def disorder(self) -> list[tuple[int, str]]:
        return self._recorder.disorder()

    def unguarded(self, deep: bool) -> list[str]:
        return self._recorder.unguarded(deep)

    def tiles(self, level: int, first: int, end: int) -> list[Tile]:
        return self._recorder.tiles(level, first, end)

    def checkpoints(self) -> list[Held]:
        return self._recorder.checkpoints()

    def keep(self, held: Held) -> None:
        self._recorder.keep(held)

    def root(self, position: int) -> bytes:
        return self._tree.root(position)

    def hashes(self, level: int, first: int, end: int) -> list[bytes]:
        return self._tree.hashes(level, first, end)

    def _rows(self, after: int, limit: int | None = None) -> Iterator[Row]:
        """Pages, each from one snapshot. As there are no gaps, what is missing is seen."""
        after = min(max(after, 0), LAST)
        while limit is None or limit > 0:
            size = PAGE if limit is None else min(PAGE, limit)
            rows = self._recorder.rows(after, size)
            for row in rows:
                after += 1
                if row[0] != after:
                    raise Damaged(f"position {after} is missing: the next one is {row[0]}")
                yield row
            if len(rows) < size:
                return
            limit = limit and limit - size

    def stream(self, stream: str) -> tuple[Recorded, ...]:
        try:
            return self._application.repository.get(stream, projector_func=_history).events
        except AggregateNotFoundError:
            return ()

    def streams_of(self, streams: Sequence[str]) -> dict[str, tuple[Recorded, ...]]:
        asked = list(dict.fromkeys(streams))
        rows = self._recorder.rows_of_streams(asked)
        if len(asked) == 1:
            return {asked[0]: tuple(map(self._codec.decode, rows))}
        found = self._by_stream(rows)
        return {stream: found.get(stream, ()) for stream in asked}

    def recall(self, streams: Sequence[str]) -> tuple[dict[str, tuple[Recorded, ...]], bool]:
        if self._memory is None:
            return self.streams_of(streams), False
        known = self._memory.recall(streams)
        missing = [one for one in streams if one not in known]
        if not missing:
            return known, True
        loaded = self.streams_of(missing)
        self._memory.keep(loaded)
        return known | loaded, bool(known)

    def bundles(
        self, prefix: str, after: str, before: str | None, until: int, limit: int
    ) -> list[Bundle]:
        return self._recorder.bundles(prefix, after, before, until, limit)

    def bundles_of(self, streams: Sequence[str], until: int) -> list[Bundle]:
        return self._recorder.bundles_of(streams, until)

    def size(self, prefix: str, until: int) -> int:
        return self._recorder.size(prefix, until)

    def streams_at(self, positions: Sequence[int]) -> list[str]:
        return self._recorder.streams_at(positions)

    def history(self, bundle: Bundle) -> tuple[Recorded, ...]:
        found = self._codec.decode_all(bundle.stream, bundle.positions, bundle.documents)
        if found is None:  # broken: reading them one by one tells which
            return tuple(
                e for e in self.stream(bundle.stream) if e.position <= bundle.positions[-1]
            )
        return found

    def streams(self, prefix: str = "") -> tuple[str, ...]:
        return tuple(self._recorder.streams(prefix))

    def days(self, prefix: str) -> list[tuple[str, int, str, date]]:
        return [
            (stream, position, tag, day_from(effective_on, as_instant(recorded_at).date()))
            for stream, position, tag, effective_on, recorded_at in self._recorder.days(prefix)
        ]

    def histories(self, prefix: str = "") -> dict[str, tuple[Recorded, ...]]:
        found = self._by_stream(self._recorder.rows_with_prefix(prefix))
        return dict(sorted(found.items(), key=lambda item: item[1][0].position))

    def _by_stream(self, rows: Iterable[Row]) -> dict[str, tuple[Recorded, ...]]:
        """The rows of each stream lie together."""
        decode = self._codec.decode
        return {stream: tuple(map(decode, own)) for stream, own in groupby(rows, itemgetter(1))}

    def answer(self, command_id: UUID, command_digest: str) -> tuple[Recorded, ...]:
        rows = self._recorder.rows_of_command(command_id)
        return self._answered(rows, command_id, command_digest)

    def _answered(
        self, rows: Iterable[Row], command_id: UUID, command_digest: str
    ) -> tuple[Recorded, ...]:
        events = tuple(map(self._codec.decode, rows))
        if events and events[0].envelope.command_digest != command_digest:
            raise CommandIdReused(
                f"command id {command_id} was used for another command, at position"
                f" {events[0].position}: give each command an id of its own"
            )
        return events

    def find(self, event_id: UUID) -> Recorded | None:
        row = self._recorder.row_of_event(event_id)
        return None if row is None else self._codec.decode(row)

    def notes(self, digests: Sequence[str]) -> dict[str, InternalNote | None]:
        rows = self._recorder.notes(list(dict.fromkeys(digests)))
        return {
            digest: InternalNote(digest, salt, text.decode(errors="replace"))
            if any(salt + text)
            else None
            for digest, salt, text in rows
        }

    def head(self) -> Head:
        return self._recorder.head()

    def recorded_on(self, position: int) -> date:
        for row in self._recorder.stored(position - 1, 1):
            recorded_at = row[8]
            return date.min if recorded_at is None else as_instant(recorded_at).date()
        return date.min

    def position_at(self, instant: datetime) -> int:
        return self._recorder.position_at(as_utc(instant))

    def complete(self, position: int) -> int:
        return self._recorder.complete(position)

    def changed(self) -> int:
        return self._recorder.max_notification_id() or 0

    def listen(self) -> Listening:
        return self._recorder.listen()

    def writer(self) -> str | None:
        return self._recorder.writer()

    def within(self, connection: Any) -> LibraryRecord:
        pooled = getattr(connection, "connection", None)  # of SQLAlchemy's, what its pool lent it
        driver: object = getattr(pooled, "driver_connection", connection)
        return LibraryRecord(self._recorder.within(driver), self._codec)

    def close(self) -> None:
        self._application.close()
        self._recorder.close()


def open_record(
    url_or_path: str | Path,
    registry: Registry,
    *,
    upcasters: Upcasters | None = None,
    busy_timeout: float = 5.0,
) -> LibraryRecord:
    """The record in a SQLite file, which need not exist, or at ``postgresql://…``.

    The first append creates it. ``registry`` maps the tags that the record may hold to their
    classes. ``busy_timeout`` is how many seconds to wait for a lock. Nothing is opened before it
    is needed, so errors about the file or the server come from the first read or append. Raises
    `BadInput` for what can hold no record.
    """
    where, codec = str(url_or_path), Codec(registry, upcasters)
    # A server may fail over to one that lacks what this process saw: no memory of it is trusted.
    memory = None if is_postgres(where) else Memory()
    return LibraryRecord(recorder_at(where, busy_timeout), codec, memory)


def recorder_at(url_or_path: str, busy_timeout: float = 5.0) -> Recorder:
    """The recorder of a store. Its driver is imported by those alone who use it."""
    refuse_mistaken(url_or_path)
    if is_postgres(url_or_path):
        try:
            from .postgres.recorder import PostgresRecorder
        except ImportError:
            raise BadInput(
                "a record on PostgreSQL needs its driver: pip install 'mandates[postgres]'"
            ) from None
        return PostgresRecorder(address(url_or_path), busy_timeout)
    if url_or_path == ":memory:" or "\0" in url_or_path:
        raise BadInput(f"a record is kept in a file: {url_or_path!r} is none")
    from .sqlite.recorder import SQLiteRecorder

    return SQLiteRecorder(Path(url_or_path), busy_timeout)
