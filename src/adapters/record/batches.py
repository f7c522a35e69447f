"""The events of a command on their way into the record: numbered, but not yet at positions."""

from __future__ import annotations

from datetime import UTC, datetime

from ...domain.days import day_from
from ...domain.errors import BadInput
from ...domain.event import Envelope, Event, Recorded
from .codec import around_index, before_data, first_line, name_of
from .port import Batch, Entry


class About:
    """What surrounds those events of a command that differ in their place in it alone.

    It is made, checked and written once for all of them.
    """

    __slots__ = ("around", "day", "envelope")

    def __init__(self, envelope: Envelope) -> None:
        self._say(envelope)

    def _say(self, envelope: Envelope) -> None:
        self.envelope = envelope
        """That of the first of them."""
        self.around = around_index(envelope)
        self.day = day_from(envelope.effective_on, envelope.recorded_at.date())

    def stamp(self, recorded_at: datetime) -> None:
        """Say another instant of recording."""
        self._say(self.envelope.model_copy(update={"recorded_at": recorded_at}))

    def at(self, index: int) -> Envelope:
        """The envelope of the event at that place in the command."""
        first = self.envelope
        if index == first.command_index:
            return first
        # `model_copy` at a third of its time: it would copy, of what never changes, all of it.
        twin, put = object.__new__(Envelope), object.__setattr__
        put(twin, "__dict__", first.__dict__ | {"command_index": index})
        put(twin, "__pydantic_fields_set__", first.__pydantic_fields_set__)
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

    def __init__(self, entry: Entry, version: int, about: About, index: int) -> None:
        self.originator_id = entry.stream
        self.originator_version = version
        self.event_id = entry.event_id
        self.name = name_of(entry.event_id)
        self.about = about
        self.index = index
        self.event = entry.event
        self.wanted = False
        self.read: Event | None = None

    def before_data(self) -> bytes:
        """The stored bytes up to the data."""
        return before_data(
            self.event.tag, self.originator_id, self.originator_version, self.name, self.index,
            self.about.around,
        )  # fmt: skip

    def at(self, position: int) -> Recorded:
        """The event at its position in the record."""
        about = self.about
        return Recorded.on(
            about.day, position, self.originator_id, self.originator_version, self.event_id,
            about.at(self.index), self.event,
        )  # fmt: skip


def numbered(batch: Batch) -> list[Numbered]:
    """The batch's entries with their versions and places. Raises `BadInput` where what surrounds
    one could not be read back."""
    recorded_at = as_utc(batch.recorded_at)
    versions = dict(batch.expected)
    found: list[Numbered] = []
    before = about = None
    for index, entry in enumerate(batch.entries):
        own = (entry.effective_on, entry.source, entry.note, entry.internal, entry.causation_id)
        if about is None or own != before:
            about, before = _about(batch, entry, index, recorded_at), own
        version = versions[entry.stream] = versions[entry.stream] + 1
        found.append(Numbered(entry, version, about, index))
    return found


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
    if instant.utcoffset() is None:
        raise BadInput(f"{instant} says no time zone: give an instant")
    return instant.astimezone(UTC)
