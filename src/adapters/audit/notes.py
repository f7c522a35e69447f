"""Internal notes of events, for whoever may open the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from ...domain.errors import Damaged
from ...domain.event import Recorded
from ...domain.internal import stream_of
from ..record.port import Record


@dataclass(frozen=True, slots=True)
class NoteFound:
    """The internal note that came with an event: its text, or the event that erased it.

    With neither, this copy of the record was made without internal notes.
    """

    text: str | None
    erased: Recorded | None = None


def notes_of(record: Record, events: Sequence[Recorded]) -> dict[UUID, NoteFound]:
    """The internal notes of those of the events that came with one, by the events' ids.

    Raises `Damaged` for a note that is not what the record says, or was blanked without a reason.
    """
    digests = [one.envelope.internal for one in events if one.envelope.internal is not None]
    found = record.notes(digests)
    gone = record.streams_of([stream_of(digest) for digest, one in found.items() if one is None])
    notes: dict[UUID, NoteFound] = {}
    for one in events:
        digest = one.envelope.internal
        if digest is None:
            continue
        note, erasures = found.get(digest), gone.get(stream_of(digest))
        if note is not None and not note.genuine:
            raise Damaged(f"position {one.position}: its internal note is another text")
        if erasures == ():
            raise Damaged(f"position {one.position}: its internal note is gone, for no reason")
        notes[one.event_id] = NoteFound(
            note.text if note else None, erasures[0] if erasures else None
        )
    return notes
