"""The events of a command as they are to be recorded."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from ...domain.errors import BadInput
from ...domain.event import Envelope, Recorded
from .port import Batch


def numbered(batch: Batch) -> Iterator[Recorded]:
    """The batch's entries as they are to be recorded, but for their positions."""
    recorded_at = as_utc(batch.recorded_at)
    versions = dict(batch.expected)
    for index, entry in enumerate(batch.entries):
        versions[entry.stream] += 1
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
        version = versions[entry.stream]
        yield Recorded(0, entry.stream, version, entry.event_id, envelope, entry.event)


def as_utc(instant: datetime) -> datetime:
    """An instant in UTC. Raises `BadInput` where it says no time zone."""
    if instant.utcoffset() is None:
        raise BadInput(f"{instant} says no time zone: give an instant")
    return instant.astimezone(UTC)
