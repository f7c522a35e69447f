"""The events of a command as they are to be recorded."""

from __future__ import annotations

from datetime import UTC, datetime

from ...domain.errors import BadInput
from ...domain.event import Envelope, Recorded
from .codec import first_line
from .port import Batch, Entry


def numbered(batch: Batch) -> list[Recorded]:
    """The batch's entries as they are to be recorded, but for their positions."""
    recorded_at = as_utc(batch.recorded_at)
    versions = dict(batch.expected)
    found: list[Recorded] = []
    before = envelope = None
    for index, entry in enumerate(batch.entries):
        about = (entry.effective_on, entry.source, entry.note, entry.internal, entry.causation_id)
        if envelope is not None and about == before:  # all but its place in the command is the same
            envelope = envelope.model_copy(update={"command_index": index})
        else:
            envelope = _envelope(batch, entry, index, recorded_at)
            before = about
        version = versions[entry.stream] = versions[entry.stream] + 1
        found.append(Recorded(0, entry.stream, version, entry.event_id, envelope, entry.event))
    return found


def _envelope(batch: Batch, entry: Entry, index: int, recorded_at: datetime) -> Envelope:
    """Raises `BadInput` where it would hold what cannot be read back."""
    try:
        return Envelope(
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
    except ValueError as error:
        raise BadInput(f"{entry.event.tag} cannot be recorded: {first_line(error)}") from error


def as_utc(instant: datetime) -> datetime:
    """An instant in UTC. Raises `BadInput` where it says no time zone."""
    if instant.utcoffset() is None:
        raise BadInput(f"{instant} says no time zone: give an instant")
    return instant.astimezone(UTC)
