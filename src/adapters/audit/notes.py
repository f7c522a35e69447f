"""Internal notes of events: shown to whoever may open the database, and checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from uuid import UUID

from ...domain.errors import Damaged
from ...domain.event import Recorded
from ...domain.internal import stream_of
from ..record.port import Record
from .verify import Finding

AT_ONCE = 500


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
    told = dict(_astray(record, events))
    if told:
        position = min(told)
        raise Damaged(f"event {position}: {told[position]}")
    digests = {one.envelope.internal for one in events}
    found = record.notes([one for one in digests if one is not None])
    gone = record.streams_of([stream_of(digest) for digest, one in found.items() if one is None])
    notes: dict[UUID, NoteFound] = {}
    for one in events:
        digest = one.envelope.internal
        if digest is not None:
            note, erasures = found.get(digest), gone.get(stream_of(digest))
            notes[one.event_id] = NoteFound(
                note.text if note else None, erasures[0] if erasures else None
            )
    return notes


def notes_astray(record: Record, end: int) -> Iterator[Finding]:
    """The events up to a position whose internal note is another text, or blank for no reason.

    A note that is not there at all is none: a public copy is made without them.
    """
    events = (one for one in record.read(0, end) if one.envelope.internal is not None)
    while some := list(islice(events, AT_ONCE)):
        for position, what in _astray(record, some):
            yield Finding(position, what)


def _astray(record: Record, events: Iterable[Recorded]) -> Iterator[tuple[int, str]]:
    asked: dict[str, int] = {}
    for one in events:
        if one.envelope.internal is not None:
            asked.setdefault(one.envelope.internal, one.position)
    found = record.notes([*asked])
    blank = [stream_of(digest) for digest, note in found.items() if note is None]
    erased = record.streams_of(blank)
    for digest, note in found.items():
        if note is None and not erased[stream_of(digest)]:
            yield asked[digest], "its internal note was blanked, and no event says why"
        elif note is not None and not note.genuine:
            yield asked[digest], "its internal note is another text than its digest says"
