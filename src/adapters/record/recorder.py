"""What lies between the record and the eventsourcing library, private to this package.

The library's application passes `Numbered` events through the mapper to a recorder, and `Recorded`
ones back through `Repository.get`; on the way in, the `Command` that they belong to goes with them.
A `Recorder` is the library's `ApplicationRecorder` with the queries that a `Record` needs besides.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, LiteralString, NoReturn
from uuid import UUID

from eventsourcing.persistence import ApplicationRecorder, Notification, StoredEvent

from ...domain.event import Recorded
from ...domain.internal import InternalNote
from .batches import About, Numbered
from .codec import Row
from .listening import Listening
from .port import Bundle, Head, Held, Stored

Tile = tuple[int, bytes, bytes]
"""Number, the 256 hashes in it, and the root above them."""


COLUMNS: LiteralString = (
    "position, stream, version, tag, event_id, command_id, command_index, command_size,"
    " recorded_at, effective_on, clock, state"
)
"""Of the table of events, in the order of `Stored`."""
DAYS: LiteralString = "stream, position, tag, effective_on, recorded_at"
"""What tells when an event holds, without the event."""
LAST = 2**63 - 1
"""No position and no version is higher."""


class Command:
    """What a recorder is told of a command, besides its stored events."""

    def __init__(
        self,
        command_id: UUID,
        expected: Mapping[str, int],
        events: Sequence[Numbered],
        encode: Callable[[Recorded], bytes],
        notes: Sequence[InternalNote] = (),
        erases: Sequence[str] = (),
    ) -> None:
        self.command_id = command_id
        self.recorded: Sequence[Recorded] = ()
        """The events at their positions, once these are known."""
        self.expected = expected
        self.events = events
        self.notes = notes
        self.erases = erases
        self._encode = encode

    @property
    def instant(self) -> str:
        """When its events are recorded, as columns hold it."""
        return self.events[0].about.instant

    def stamp(self, recorded_at: datetime) -> None:
        """Stamp the events anew, as the head was recorded later than their clock says."""
        anew: dict[int, About] = {}
        for one in self.events:
            if (about := anew.get(id(one.about))) is None:
                about = anew[id(one.about)] = one.about.stamped(recorded_at)
            one.about = about

    def place(self, first: int) -> None:
        """The first of its events is at that position."""
        self.recorded = [one.at(position) for position, one in enumerate(self.events, first)]

    def raise_to(self, recorded_at: datetime) -> Sequence[StoredEvent]:
        """The same, and encode them anew."""
        self.stamp(recorded_at)
        return [
            StoredEvent(
                one.originator_id, one.originator_version, one.event.tag, self._encode(one.at(0))
            )
            for one in self.events
        ]  # fmt: skip


End = tuple[int, str]
"""The last position of a record, and the instant of its recording as columns hold it."""
NoteRow = tuple[str, bytes, bytes]
"""Digest, salt and text (UTF-8) of an internal note; once erased, nothing but zeros."""


def notification(row: Row) -> Notification:
    """A row as the library wants to see it."""
    position, stream, version, tag, state = row
    return Notification(stream, version, tag, state, position)


class AlreadyRecorded(Exception):
    """Another writer, or an earlier attempt, has recorded a command of this id."""

    def __init__(self, rows: list[Row]) -> None:
        super().__init__()
        self.rows = rows


class Recorder(ApplicationRecorder):
    """The library's port, and the queries of a `Record`. Rows come from one snapshot each.

    ``insert_events(stored_events, command=...)`` raises, with nothing recorded, `AlreadyRecorded`
    if the command's id is known and `Conflict` if a stream is not at its expected version; both are
    checked under the write lock. In the same transaction it inserts the command's notes, and blanks
    those that the command erases. It stamps the events anew if the head is later than they are.
    """

    end: End | None = None
    """Where the record ended when something was recorded here last, where it may end there still
    and the recorder can `go_on`."""

    def go_on(self, row: Stored) -> bool:
        """Record one event that is a command by itself, at the position in its row, if the database
        takes it as the next of the record and of its stream; else nothing, and False."""
        return False

    @abstractmethod
    def insert_events(self, stored_events: Sequence[StoredEvent], **kwargs: Any) -> Sequence[int]:
        """See the class."""

    def writer(self) -> str | None:
        """See `Record.writer`. A file does not tell."""
        return None

    def listen(self) -> Listening:
        """See `Record.listen`."""
        return Listening()

    def max_notification_id(self) -> int | None:
        return self.head().position or None

    def subscribe(self, gt: int | None = None, topics: Sequence[str] = ()) -> NoReturn:
        """Not supported, as the library's own recorder of files does not: `listen` and read on.

        The library's for PostgreSQL rests on every hint; one that is lost must not lose an event.
        """
        raise NotImplementedError("listen, and read the record")

    @abstractmethod
    def within(self, connection: object) -> Recorder:
        """This recorder in the transaction of a host's driver connection; see `Record.within`."""

    @abstractmethod
    def rows(self, after: int, limit: int) -> list[Row]:
        """At most ``limit`` events with position > ``after``, in order."""

    @abstractmethod
    def stored(self, after: int, limit: int) -> list[Stored]:
        """See `Record.stored`."""

    @abstractmethod
    def restore(self, rows: Sequence[Stored]) -> None:
        """See `Record.restore`; raises IntegrityError where they do not continue this record."""

    @abstractmethod
    def restore_notes(self, notes: Sequence[NoteRow]) -> None:
        """Put notes of another record beside this one."""

    @abstractmethod
    def disorder(self) -> list[tuple[int, str]]:
        """See `Record.disorder`."""

    @abstractmethod
    def unguarded(self, deep: bool) -> list[str]:
        """See `Record.unguarded`."""

    @abstractmethod
    def checkpoints(self) -> list[Held]:
        """The checkpoints that are kept, in the order of their coming."""

    @abstractmethod
    def keep(self, held: Held) -> None:
        """Keep a checkpoint, durably."""

    @abstractmethod
    def tiles(self, level: int, first: int, end: int) -> list[Tile]:
        """The tiles of a level that are there, from number ``first`` to ``end - 1``, in order."""

    @abstractmethod
    def rows_of_streams(self, streams: Sequence[str]) -> list[Row]:
        """All events of these streams, in the order of their versions within each stream."""

    @abstractmethod
    def rows_with_prefix(self, prefix: str) -> list[Row]:
        """All events of streams that start so, in the order of their versions in each stream."""

    @abstractmethod
    def bundles(
        self, prefix: str, after: str, before: str | None, until: int, limit: int
    ) -> list[Bundle]:
        """See `Record.bundles`."""

    @abstractmethod
    def bundles_of(self, streams: Sequence[str], until: int) -> list[Bundle]:
        """See `Record.bundles_of`."""

    @abstractmethod
    def size(self, prefix: str, until: int) -> int:
        """See `Record.size`."""

    @abstractmethod
    def streams_at(self, positions: Sequence[int]) -> list[str]:
        """See `Record.streams_at`."""

    @abstractmethod
    def rows_of_command(self, command_id: UUID) -> list[Row]:
        """The events of one command, in order."""

    @abstractmethod
    def row_of_event(self, event_id: UUID) -> Row | None:
        """The event of this id."""

    @abstractmethod
    def notes(self, digests: Sequence[str]) -> list[NoteRow]:
        """The internal notes of these digests."""

    @abstractmethod
    def streams(self, prefix: str) -> list[str]:
        """The ids of the streams that start so, by first position."""

    @abstractmethod
    def days(self, prefix: str) -> list[tuple[str, int, str, str, str]]:
        """Stream, position, tag, effective and recorded day of the events on those, by position."""

    @abstractmethod
    def head(self) -> Head:
        """Where the record ends."""

    @abstractmethod
    def position_at(self, instant: datetime) -> int:
        """The last position recorded at or before ``instant``; 0 if there is none."""

    @abstractmethod
    def complete(self, position: int) -> int:
        """The last position ≤ ``position`` at which a command ends."""

    @abstractmethod
    def close(self) -> None:
        """Release all connections."""
