"""The port: what the engine asks of a record, whatever the store.

No type of a driver or of the eventsourcing library shows here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, Protocol
from uuid import UUID

from ...domain.errors import Refused
from ...domain.event import Event, Recorded, Source
from ...domain.internal import InternalNote
from .listening import Listening


class CommandIdReused(Refused):
    """The command id was used before, for a command of other content."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One event on its way into the record. ``effective_on`` is a partial day.

    ``internal`` is the digest of one of its batch's notes.
    """

    stream: str
    event: Event
    effective_on: str
    event_id: UUID
    source: Source | None = None
    note: str | None = None
    internal: str | None = None
    causation_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    """The events of one command: recorded together or not at all.

    ``expected`` holds the version (number of events, 0 for a stream that does not exist yet) of
    every stream that is written, and of every stream that was only read. A kind alone, ``body-``,
    stands there for how many of its streams have begun: see `is_kind`. ``recorded_at`` is an
    aware instant; the record raises it to the head's if it is earlier. ``notes`` are put beside the
    record in the same transaction; those of the digests in ``erases`` lose their text and salt.
    """

    entries: Sequence[Entry]
    expected: Mapping[str, int]
    command_id: UUID
    command_digest: str
    actor: str
    recorded_at: datetime
    on_behalf_of: str | None = None
    correlation_id: UUID | None = None
    clock: Literal["system", "simulated"] = "system"
    notes: Sequence[InternalNote] = ()
    erases: Sequence[str] = ()


def is_kind(name: str) -> bool:
    """Whether a name in `Batch.expected` is that of all streams of a kind, and of none itself."""
    return 0 < name.find("-") == len(name) - 1


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the record. Of an empty record: position 0 and no instant."""

    position: int = 0
    recorded_at: datetime | None = None
    simulated: bool = False
    """Whether any event was ever written with a clock other than the system's."""
    lag: float | None = None
    """Of a standby, how many seconds it may be behind its primary, infinitely many where that is
    not known; None where the database itself takes what is recorded."""


@dataclass(frozen=True, slots=True)
class Held:
    """A checkpoint that the record keeps: what was signed of its first ``position`` events.

    ``key`` is the public key that came with it, ``tail`` the leaves after the last full tile.
    """

    position: int
    made_at: datetime
    key: str
    note: str
    tail: bytes


Stored = tuple[
    int, str, int, str, str | None, str | None, int | None, int | None, str | None, str | None,
    str | None, bytes,
]  # fmt: skip
"""An event as it lies in a store: position, stream, version, tag, event id, command id, index and
size, recorded at, effective on, clock, stored bytes. All but position and bytes are copies."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """All events of one stream up to a position, as they are stored.

    ``documents`` is the JSON array of the stored documents, by version; of broken ones it is as
    broken as they are.
    """

    stream: str
    positions: Sequence[int]
    documents: bytes


class Record(Protocol):
    """An append-only log with one gapless order. May be shared by threads; reopens after fork.

    Every method raises `Unavailable` where the store cannot be reached (locked, full, I/O error)
    and `Damaged` where what it holds cannot be read (unknown tag, broken bytes).
    """

    def append(self, batch: Batch) -> tuple[Recorded, ...]:
        """Record one command's events in one transaction and return them, durable.

        Returns the events recorded before if the command id is known with the same digest.
        Raises `Conflict` if a stream has moved on, `CommandIdReused` if the id is known with
        another digest.
        """
        ...

    def tried(self, batch: Batch) -> tuple[Recorded, ...]:
        """The events of a command as `append` would record them, at position 0: nothing is written,
        and no version is compared. Raises `BadInput` where one could not be read back."""
        ...

    def read(self, after: int = 0, limit: int | None = None) -> Iterator[Recorded]:
        """Events with position > ``after`` in order, at most ``limit``; read in pages."""
        ...

    def stream(self, stream: str) -> tuple[Recorded, ...]:
        """The events of one stream in the order of their versions; empty if there is none."""
        ...

    def streams_of(self, streams: Sequence[str]) -> dict[str, tuple[Recorded, ...]]:
        """The events of many streams as of one moment, in the order asked; `()` for none."""
        ...

    def recall(self, streams: Sequence[str]) -> tuple[dict[str, tuple[Recorded, ...]], bool]:
        """Like `streams_of`, but each may be as an earlier recall or append left it: a beginning of
        its stream; and whether any is. For what is then appended at these versions, which raises
        `Conflict` where a stream has moved on, and for nothing that is handed out.
        """
        ...

    def streams(self, prefix: str = "") -> tuple[str, ...]:
        """The ids of all streams that start with ``prefix``, by first position."""
        ...

    def days(self, prefix: str) -> list[tuple[str, int, str, date]]:
        """Of each event on the streams that start with ``prefix`` its stream, its position, its tag
        and the day from which it holds, by position: from the columns, the event is not read."""
        ...

    def histories(self, prefix: str = "") -> dict[str, tuple[Recorded, ...]]:
        """All streams that start with ``prefix``, by first position, each with its events."""
        ...

    def bundles(
        self, prefix: str, after: str, before: str | None, until: int, limit: int
    ) -> list[Bundle]:
        """At most ``limit`` streams that start with ``prefix``, by name, with what is stored of
        them up to position ``until``: those after the name ``after`` (or the prefix, where that is
        later), up to ``before`` itself.

        For folding everything: nothing is decoded, and streams that began later are left out.
        """
        ...

    def bundles_of(self, streams: Sequence[str], until: int) -> list[Bundle]:
        """The same of some streams; of those that began later there is none."""
        ...

    def size(self, prefix: str, until: int) -> int:
        """How many events there are of streams that start with ``prefix``, up to a position."""
        ...

    def streams_at(self, positions: Sequence[int]) -> list[str]:
        """The streams of the events at some positions, one for each that is there, in any order."""
        ...

    def history(self, bundle: Bundle) -> tuple[Recorded, ...]:
        """The events of a bundle, decoded in full."""
        ...

    def answer(self, command_id: UUID, command_digest: str) -> tuple[Recorded, ...]:
        """What a command recorded; empty if nothing. Raises `CommandIdReused`."""
        ...

    def find(self, event_id: UUID) -> Recorded | None:
        """The event of that id, wherever it stands."""
        ...

    def notes(self, digests: Sequence[str]) -> dict[str, InternalNote | None]:
        """The internal notes of these digests: None for one that was erased, and no entry for one
        that is not there. What is there may not be what was put there: ask it, `genuine`."""
        ...

    def leaves(self, after: int = 0) -> Iterator[bytes]:
        """SHA-256(0x00 ‖ stored bytes) of each event with position > ``after``, in order."""
        ...

    def root(self, position: int) -> bytes:
        """The root hash of the tree over the first ``position`` events, as the stored tiles say."""
        ...

    def hashes(self, level: int, first: int, end: int) -> list[bytes]:
        """The roots of the subtrees of ``256 ** level`` events each, from number ``first`` to
        ``end - 1``; of level 0 the leaves. For proofs: see `audit.merkle.Subtrees`."""
        ...

    def states(self, after: int = 0) -> Iterator[bytes]:
        """The stored bytes of each event with position > ``after``, in order."""
        ...

    def stored(self, after: int, limit: int) -> list[Stored]:
        """At most ``limit`` events with position > ``after`` as they lie there, nothing checked."""
        ...

    def restore(self, rows: Sequence[Stored]) -> None:
        """Append events of another record as they are, at their positions, in one transaction.

        For copies of a record: what they say is not checked. Raises `Conflict` where they do not
        continue this record.
        """
        ...

    def restore_notes(self, notes: Sequence[InternalNote]) -> None:
        """Put internal notes of another record beside this one, where they are not there yet; one
        without a salt was erased. For copies: that they are genuine is not checked."""
        ...

    def disorder(self) -> list[tuple[int, str]]:
        """What is wrong with events taken together, each fault with its first position: versions
        that do not follow one another, ids used twice."""
        ...

    def unguarded(self, deep: bool) -> list[str]:
        """What of the store's own protection was taken away or changed; ``deep`` also has the
        store check its files, where it can."""
        ...

    def tiles(self, level: int, first: int, end: int) -> list[tuple[int, bytes, bytes]]:
        """The tiles of a level that are there: number, the 256 hashes, the root above them."""
        ...

    def checkpoints(self) -> list[Held]:
        """The checkpoints that are kept, in the order of their coming."""
        ...

    def keep(self, held: Held) -> None:
        """Keep a checkpoint, durably and for good. Checks nothing."""
        ...

    def head(self) -> Head:
        """Where the record ends now."""
        ...

    def position_at(self, instant: datetime) -> int:
        """The last position recorded at or before ``instant``; 0 if there is none."""
        ...

    def recorded_on(self, position: int) -> date:
        """The day (UTC) on which an event was recorded: those after it were not before. The first
        day of all where there is no such event, or where it does not tell."""
        ...

    def complete(self, position: int) -> int:
        """The last position ≤ ``position`` at which a command ends: no command is cut apart."""
        ...

    def changed(self) -> int:
        """A number that grows when anything is recorded, by whatever process. A hint, and cheap."""
        ...

    def listen(self) -> Listening:
        """Somebody who waits for more to be recorded, by whatever process; to be closed.

        On PostgreSQL waked by the commit itself, within milliseconds, where that is told; else, and
        on SQLite, waiting as long as it is asked to.
        """
        ...

    def writer(self) -> str | None:
        """Who holds the lock of all writers now, in words; None if nobody does, or if the store
        does not tell."""
        ...

    def within(self, connection: object) -> Record:
        """This record as it is seen and appended to in the transaction of a host's connection.

        ``connection`` is SQLAlchemy's, or the driver's own. What is appended is recorded when the
        host commits. Until then the transaction holds the lock of all writers. Raises `BadInput`
        unless a commit of it would be durable: on SQLite begun with BEGIN IMMEDIATE, WAL and
        synchronous=FULL; on PostgreSQL READ COMMITTED with synchronous_commit. What fails is
        undone, and the host's transaction goes on.
        """
        ...

    def close(self) -> None:
        """Release all connections. Calling it again does nothing."""
        ...
