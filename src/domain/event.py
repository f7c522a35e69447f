"""What every event and every command of every stream has in common.

Stored names are tags (``mandate.adopted.v1``); class names are free to change. An event's own facts
are its fields; who recorded it, when, on what ground and from when on it holds is its envelope.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from .days import PartialDay, day_from


class Frozen(BaseModel):
    """A value that never changes and accepts no field that it does not know."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        str_strip_whitespace=True,
        defer_build=True,  # most runs need few of the classes: each is built on its first use
    )


class Confidence(StrEnum):
    """How sure a fact is: read in a source, inferred from sources, or not proven."""

    SOURCED = "sourced"
    INFERRED = "inferred"
    UNCERTAIN = "uncertain"


class Source(Frozen):
    """Where a fact comes from."""

    # An envelope checks it once more, however it was made: see `Codec.encode_checked`.
    model_config = ConfigDict(revalidate_instances="always")

    symbol: str | None = None
    paragraph: str | None = None
    url: str | None = None
    confidence: Confidence = Confidence.SOURCED


class Envelope(Frozen):
    """What is known about an event besides its own facts.

    ``recorded_at`` is an instant in UTC, the operator's claim, and never decreases along positions.
    ``effective_on`` is the day (or month, or year) from which the fact holds in the world.
    ``command_index`` counts from 0 over the ``command_size`` events of one command, which lie at
    consecutive positions: so any reader can tell where a command ends. ``command_digest`` is the
    SHA-256 of the command's content.
    ``internal`` is the salted SHA-256 of a note that lies beside the record: see `InternalNote`.
    ``clock`` says which clock gave ``recorded_at``; a simulated one is never hidden.
    ``signature`` is kept free for one that the actor makes, over the event without it; nobody sets
    it yet.
    """

    recorded_at: datetime
    actor: str
    on_behalf_of: str | None = None
    effective_on: PartialDay
    source: Source | None = None
    note: str | None = None
    internal: str | None = None
    command_id: UUID
    command_index: int
    command_size: int
    command_digest: str
    causation_id: UUID | None = None
    correlation_id: UUID | None = None
    clock: Literal["system", "simulated"] = "system"
    signature: str | None = None


class Event(Frozen):
    """A fact of one stream. A subclass sets ``tag``, the stored name of its shape."""

    tag: ClassVar[str]
    announces: ClassVar[bool] = False
    """Whether it only says what was known on its day: it never stands in another fact's way."""

    @property
    def brought_by_time(self) -> bool:
        """Whether time alone brought it: something that is entered late may overtake it."""
        return self.announces


@dataclass(frozen=True, slots=True)
class Recorded:
    """An event as the record holds it: where it stands, what surrounds it, what it says.

    ``position`` counts from 1 over the whole record, ``version`` from 1 within the stream.
    """

    position: int
    stream: str
    version: int
    event_id: UUID
    envelope: Envelope
    event: Event
    day: date = field(init=False, compare=False)
    """The day from which the fact holds for sure; see `day_from`."""

    def __post_init__(self) -> None:
        day = day_from(self.envelope.effective_on, self.recorded_on)
        object.__setattr__(self, "day", day)

    @classmethod
    def on(
        cls,
        day: date,
        position: int,
        stream: str,
        version: int,
        event_id: UUID,
        envelope: Envelope,
        event: Event,
    ) -> Recorded:
        """The same as by the constructor, in half the time, where the day is known already."""
        made = object.__new__(cls)
        _position(made, position)
        _stream(made, stream)
        _version(made, version)
        _event_id(made, event_id)
        _envelope(made, envelope)
        _event(made, event)
        _day(made, day)
        return made

    def at(self, position: int, event: Event | None = None) -> Recorded:
        """The same event at a position; ``event`` is an equal one to hold in its place."""
        held = self.event if event is None else event
        return Recorded.on(
            self.day, position, self.stream, self.version, self.event_id, self.envelope, held
        )

    @property
    def recorded_on(self) -> date:
        """The day (UTC) on which the fact was recorded."""
        return self.envelope.recorded_at.date()


_position, _stream, _version, _event_id, _envelope, _event, _day = (
    getattr(Recorded, one.name).__set__ for one in fields(Recorded)
)
"""What sets its fields, which nothing else may: by their names that takes twice as long."""
