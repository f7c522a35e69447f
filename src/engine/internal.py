"""Internal notes of events, for whoever may open the database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from ..adapters.record import Record
from ..domain.errors import Damaged
from ..domain.event import Recorded
from ..domain.internal import stream_of


@dataclass(frozen=True, slots=True)
class NoteFound:
    """The internal note that came with an event: its text, or what erased it."""

    text: str | None
    erased: Recorded | None = None


def notes_of(record: Record, events: Iterable[Recorded]) -> dict[UUID, NoteFound]:
    """The internal notes of those of the events that came with one, by the events' ids.

    Raises `Damaged` for a note that is not what the record says, or is gone without a reason.
    """
    digests = {one.event_id: (one, one.envelope.internal) for one in events}
    asked = {digest: one for one, digest in digests.values() if digest is not None}
    found = record.notes([*asked])
    gone = record.streams_of([stream_of(digest) for digest in asked if not found.get(digest)])
    told: dict[str, NoteFound] = {}
    for digest, event in asked.items():
        note = found.get(digest)
        if note is not None:
            if not note.genuine:
                raise Damaged(f"the internal note of event {event.position} is another text")
            told[digest] = NoteFound(note.text)
        else:
            erasures = gone[stream_of(digest)]
            if not erasures:
                raise Damaged(f"the internal note of event {event.position} is gone, unrecorded")
            told[digest] = NoteFound(None, erasures[0])
    return {one: told[digest] for one, (_, digest) in digests.items() if digest is not None}
