"""The events of a command on their way into the record: numbered, but not yet at positions."""

from __future__ import annotations

from datetime import UTC, datetime

from ...domain.days import day_from
from ...domain.errors import BadInput
from ...domain.event import Envelope, Event, Recorded
from .codec import as_column, before_data, first_line, name_of, written
from .port import Batch, Entry


class About:
    """What surrounds those events of a command that differ in their place in it alone.

    It is made, checked and written once for all of them.
    """

    __slots__ = ("day", "envelope", "instant", "name", "written")

    def __init__(self, envelope: Envelope) -> None:
        self.envelope = envelope
        """That of the first of them."""
        self.written = written(envelope)
        self.day = day_from(envelope.effective_on, envelope.recorded_at.date())
        self.name = self.written[2].decode()
        """The command's id."""
        self.instant = as_column(self.written[0])

    def stamped(self, recorded_at: datetime) -> About:
        """The same with another instant of recording."""
        return About(twin(self.envelope, recorded_at=recorded_at))

    def at(self, index: int) -> Envelope:
        """The envelope of the event at that place in the command."""
        first = self.envelope
        return first if index == first.command_index else twin(first, command_index=index)


def twin(one: Envelope, **values: object) -> Envelope:
    """`model_copy` at a third of its time: it would copy, of what never changes, all of it."""
    twin, put = object.__new__(Envelope), object.__setattr__
    put(twin, "__dict__", one.__dict__ | values)
    put(twin, "__pydantic_fields_set__", one.__pydantic_fields_set__)
    put(twin, "__pydantic_extra__", None)
    put(twin, "__pydantic_private__", None)
    return twin


class Numbered:
    """All that is recorded of an event but its position; the library sees a domain event in it.

    ``read`` is, once it is encoded and if it is ``wanted``, the event as it was read from the bytes
    to be stored, which shares no value with it.
    """

    __slots__ = (
        "about", "event", "event_id", "index", "name", "originator_id", "originator_version",
        "read", "wanted",
    )  # fmt: skip

    def __init__(self, entry: Entry, version: int, about: About, index: int, wanted: bool) -> None:
        self.originator_id = entry.stream
        self.originator_version = version
        self.event_id = entry.event_id
        own = entry.event_id is about.envelope.command_id
        self.name = about.name if own else name_of(entry.event_id)
        self.about = about
        self.index = index
        self.event = entry.event
        self.wanted = wanted
        self.read: Event | None = None

    def before_data(self) -> bytes:
        """The stored bytes up to the data."""
        return before_data(
            self.event.tag, self.originator_id, self.originator_version, self.name, self.index,
            self.about.written,
        )  # fmt: skip

    def at(self, position: int) -> Recorded:
        """The event at its position in the record."""
        about = self.about
        envelope = about.at(self.index) if self.index else about.envelope
        return Recorded.on(
            about.day, position, self.originator_id, self.originator_version, self.event_id,
            envelope, self.event,
        )  # fmt: skip


def numbered(batch: Batch, wanted: bool = False) -> list[Numbered]:
    """The batch's entries with their versions and places; ``wanted`` is said of all. Raises
    `BadInput` where what surrounds one could not be read back."""
    recorded_at = as_utc(batch.recorded_at)
    versions = dict(batch.expected)
    found: list[Numbered] = []
    about: About | None = None
    before: tuple[object, ...] = ()
    for index, entry in enumerate(batch.entries):
        own = _own(entry)
        if about is None or own != before:
            about, before = _about(batch, entry, index, recorded_at), own
        version = versions[entry.stream] = versions[entry.stream] + 1
        found.append(Numbered(entry, version, about, index, wanted))
    return found


def _own(entry: Entry) -> tuple[object, ...]:
    return entry.effective_on, entry.source, entry.note, entry.internal, entry.causation_id


def _about(batch: Batch, entry: Entry, index: int, recorded_at: datetime) -> About:
    try:
        envelope = Envelope(
            recorded_at=recorded_at,
            actor=batch.actor,
            on_behalf_of=batch.on_behalf_of,
            effective_on=entry.effective_on,
            source=entry.source,
            note=entry.note,
            internal=entry.internal,
            command_id=batch.command_id,
            command_index=index,
            command_size=len(batch.entries),
            command_digest=batch.command_digest,
            causation_id=entry.causation_id,
            correlation_id=batch.correlation_id,
            clock=batch.clock,
        )
        return About(envelope)
    except ValueError as error:
        raise BadInput(f"{entry.event.tag} cannot be recorded: {first_line(error)}") from error


def as_utc(instant: datetime) -> datetime:
    """An instant in UTC. Raises `BadInput` where it says no time zone."""
    if instant.tzinfo is UTC:  # as nearly always
        return instant
    if instant.utcoffset() is None:
        raise BadInput(f"{instant} says no time zone: give an instant")
    return instant.astimezone(UTC)
