"""A record that keeps what is appended to itself: for trying out commands, one upon another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from ...domain.errors import BadInput, Conflict
from ...domain.event import Recorded
from ...domain.internal import InternalNote
from .listening import Listening
from .port import Batch, Bundle, CommandIdReused, Head, Held, Record, Stored, is_kind

BEYOND = 1 << 61
"""Positions of what is only rehearsed: after all that is recorded, in the order of coming."""


class Rehearsal:
    """A `Record` over another one, which is only read.

    Streams, commands and events are found with what was rehearsed; positions, pages and the head
    are those of the other. Of the streams, what others record in the meantime is seen as well,
    unless it comes after ``until``. Not to be shared by threads.
    """

    def __init__(self, record: Record, until: int | None = None) -> None:
        self._record = record
        self._until = until
        self._added: dict[str, list[Recorded]] = {}
        self._commands: dict[UUID, tuple[Recorded, ...]] = {}
        self._events: dict[UUID, Recorded] = {}

    def append(self, batch: Batch) -> tuple[Recorded, ...]:
        """Keep a command's events in memory, as if recorded. What it returns is at position 0."""
        if known := self.answer(batch.command_id, batch.command_digest):
            return known
        versions = {
            name: len(self.histories(name) if is_kind(name) else events)
            for name, events in self.streams_of([*batch.expected]).items()
        }
        if versions != dict(batch.expected):
            raise Conflict("another writer was faster")
        answer = self.tried(batch)
        for place, one in enumerate(answer, BEYOND + len(self._events)):
            added = one.at(place)
            self._added.setdefault(added.stream, []).append(added)
            self._events[added.event_id] = added
        self._commands[batch.command_id] = answer
        return answer

    def tried(self, batch: Batch) -> tuple[Recorded, ...]:
        """See `Record.tried`."""
        return self._record.tried(batch)

    def streams_of(self, streams: Sequence[str]) -> dict[str, tuple[Recorded, ...]]:
        """See `Record.streams_of`; with what was rehearsed."""
        return self._with_added(self._record.streams_of(streams))

    def recall(self, streams: Sequence[str]) -> tuple[dict[str, tuple[Recorded, ...]], bool]:
        """See `Record.recall`; nothing is remembered."""
        return self.streams_of(streams), False

    def stream(self, stream: str) -> tuple[Recorded, ...]:
        """See `Record.stream`; with what was rehearsed."""
        return self.streams_of([stream])[stream]

    def streams(self, prefix: str = "") -> tuple[str, ...]:
        """See `Record.streams`; with what was rehearsed."""
        known = self._record.streams(prefix)
        begun = (one for one in self._added if one.startswith(prefix))
        return tuple(dict.fromkeys((*known, *begun)))

    def days(self, prefix: str) -> list[tuple[str, int, str, date]]:
        """See `Record.days`; with what was rehearsed."""
        added = (one for one in self.added if one.stream.startswith(prefix))
        known = self._record.days(prefix)
        return [*known, *((one.stream, one.position, one.event.tag, one.day) for one in added)]

    def histories(self, prefix: str = "") -> dict[str, tuple[Recorded, ...]]:
        """See `Record.histories`; with what was rehearsed."""
        found = self._record.histories(prefix)
        begun = {one: () for one in self._added if one.startswith(prefix) and one not in found}
        return {
            one: events for one, events in self._with_added({**found, **begun}).items() if events
        }

    @property
    def added(self) -> tuple[Recorded, ...]:
        """What was rehearsed, in its order, at positions from `BEYOND` on."""
        return tuple(self._events.values())

    def _with_added(
        self, found: Mapping[str, tuple[Recorded, ...]]
    ) -> dict[str, tuple[Recorded, ...]]:
        return {
            stream: (*self._known(events), *self._added.get(stream, ()))
            for stream, events in found.items()
        }

    def _known(self, events: tuple[Recorded, ...]) -> tuple[Recorded, ...]:
        if self._until is None:
            return events
        return tuple(one for one in events if one.position <= self._until)

    def answer(self, command_id: UUID, command_digest: str) -> tuple[Recorded, ...]:
        """See `Record.answer`."""
        known = self._commands.get(command_id)
        if known is None:
            return self._record.answer(command_id, command_digest)
        if known[0].envelope.command_digest != command_digest:
            raise CommandIdReused(f"command id {command_id} was used for another command")
        return known

    def find(self, event_id: UUID) -> Recorded | None:
        """See `Record.find`."""
        return self._events.get(event_id) or self._record.find(event_id)

    # What is recorded, and nothing else

    def read(self, after: int = 0, limit: int | None = None) -> Iterator[Recorded]:
        """See `Record.read`."""
        return self._record.read(after, limit)

    def notes(self, digests: Sequence[str]) -> dict[str, InternalNote | None]:
        """See `Record.notes`."""
        return self._record.notes(digests)

    def bundles(
        self, prefix: str, after: str, before: str | None, until: int, limit: int
    ) -> list[Bundle]:
        """See `Record.bundles`."""
        return self._record.bundles(prefix, after, before, until, limit)

    def bundles_of(self, streams: Sequence[str], until: int) -> list[Bundle]:
        """See `Record.bundles_of`."""
        return self._record.bundles_of(streams, until)

    def size(self, prefix: str, until: int) -> int:
        """See `Record.size`."""
        return self._record.size(prefix, until)

    def streams_at(self, positions: Sequence[int]) -> list[str]:
        """See `Record.streams_at`."""
        return self._record.streams_at(positions)

    def history(self, bundle: Bundle) -> tuple[Recorded, ...]:
        """See `Record.history`."""
        return self._record.history(bundle)

    def leaves(self, after: int = 0) -> Iterator[bytes]:
        """See `Record.leaves`."""
        return self._record.leaves(after)

    def root(self, position: int) -> bytes:
        """See `Record.root`."""
        return self._record.root(position)

    def hashes(self, level: int, first: int, end: int) -> list[bytes]:
        """See `Record.hashes`."""
        return self._record.hashes(level, first, end)

    def states(self, after: int = 0) -> Iterator[bytes]:
        """See `Record.states`."""
        return self._record.states(after)

    def stored(self, after: int, limit: int) -> list[Stored]:
        """See `Record.stored`."""
        return self._record.stored(after, limit)

    def restore(self, rows: Sequence[Stored]) -> None:
        """Raises `BadInput`: a copy is made, not tried."""
        raise BadInput("a copy of a record is not rehearsed")

    def restore_notes(self, notes: Sequence[InternalNote]) -> None:
        """Raises `BadInput`: a copy is made, not tried."""
        raise BadInput("a copy of a record is not rehearsed")

    def disorder(self) -> list[tuple[int, str]]:
        """See `Record.disorder`."""
        return self._record.disorder()

    def unguarded(self, deep: bool) -> list[str]:
        """See `Record.unguarded`."""
        return self._record.unguarded(deep)

    def tiles(self, level: int, first: int, end: int) -> list[tuple[int, bytes, bytes]]:
        """See `Record.tiles`."""
        return self._record.tiles(level, first, end)

    def checkpoints(self) -> list[Held]:
        """See `Record.checkpoints`."""
        return self._record.checkpoints()

    def keep(self, held: Held) -> None:
        """Does nothing: what is only rehearsed is not signed."""

    def head(self) -> Head:
        """See `Record.head`."""
        return self._record.head()

    def position_at(self, instant: datetime) -> int:
        """See `Record.position_at`."""
        return self._record.position_at(instant)

    def recorded_on(self, position: int) -> date:
        """See `Record.recorded_on`."""
        return self._record.recorded_on(position)

    def complete(self, position: int) -> int:
        """See `Record.complete`."""
        return self._record.complete(position)

    def changed(self) -> int:
        """See `Record.changed`."""
        return self._record.changed()

    def listen(self) -> Listening:
        """See `Record.listen`."""
        return self._record.listen()

    def writer(self) -> str | None:
        """See `Record.writer`."""
        return self._record.writer()

    def within(self, connection: object) -> Record:
        """Raises `BadInput`: a host's transaction records."""
        raise BadInput("what is only rehearsed takes part in no transaction")

    def close(self) -> None:
        """Does nothing: the record below belongs to somebody else."""
