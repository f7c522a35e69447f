"""The append that nearly all are: one event, upon its own stream alone, and nothing new around it.

What the whole way does in many steps (`numbered`, the mapper, the recorder) is done here in one.
After a wait for the disk nothing of them is in the processor's caches, and each function that is
entered then takes most of a microsecond. What is recorded is the same, to the byte. Whatever is not
so plain goes the whole way, and so does what the database refuses here: that way tells why, or does
it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from uuid import UUID

from pydantic_core import to_json

from ...domain.event import Envelope, Event, Recorded, Source
from ..audit.merkle import WIDTH
from .batches import Numbered, twin
from .codec import Codec, Written, as_column, before_data, in_json
from .port import Batch, Entry
from .recorder import Recorder

_A_DAY = len("2001-09-12")
_AN_INSTANT = len("2001-09-12T09:30:00.000250Z")
_PLAIN = (str, UUID, Source, type(None))


class Straight:
    """Appends of one event each, for a recorder that knows where its record ended last.

    Commands that follow one another mostly come from one actor, on one day, with no more to say.
    Then their envelopes differ in the instant, the command's id and its digest alone, and the rest
    need not be checked and written again. One object serves any number of threads.
    """

    def __init__(self, recorder: Recorder, codec: Codec) -> None:
        self._recorder = recorder
        self._codec = codec
        self._last: tuple[tuple[object, ...], Envelope, Written, date] | None = None

    def learn(self, batch: Batch, events: Sequence[Numbered]) -> None:
        """These went the whole way, and are recorded: what comes next may be like them."""
        about, around = events[0].about, _around(batch, batch.entries[0])
        if (
            len(events) == 1
            and len(about.envelope.effective_on) == _A_DAY  # a month is another day the next time
            and all(type(one) in _PLAIN for one in around)  # what is equal is the same then
        ):
            self._last = around, about.envelope, about.written, about.day

    def append(self, batch: Batch) -> tuple[Recorded, Event] | None:
        """The event as it is recorded now, and as it was read from the bytes that are stored.

        None where nothing was recorded. Raises `BadInput` where the event could not be read back,
        and what the recorder does.
        """
        last, end = self._last, self._recorder.end
        if last is None or end is None or len(batch.entries) != 1:
            return None
        (entry,) = batch.entries
        stream, event, event_id = entry.stream, entry.event, entry.event_id
        now, command_id, digest = batch.recorded_at, batch.command_id, batch.command_digest
        around, envelope, (_, following, _, size, _, rest), day = last
        if (
            around != _around(batch, entry)
            or type(now) is not datetime
            or now.tzinfo is not UTC
            or not type(command_id) is type(event_id) is UUID
            or type(digest) is not str
            or not (digest.isascii() and digest.isalnum())
            or len(batch.expected) != 1
            or stream not in batch.expected
            or stream.endswith("-")  # all streams of a kind: see `is_kind`
            or batch.notes
            or batch.erases
        ):
            return None
        position, version = end[0] + 1, batch.expected[stream] + 1
        instant, command = to_json(now)[1:-1], to_json(command_id)[1:-1]  # as by `in_json`
        column = instant.decode()
        if len(column) < _AN_INSTANT:
            column = as_column(instant)
        if end[1] > column or not position % WIDTH:  # a tile is full then
            return None
        name = (command if event_id is command_id else in_json(event_id)).decode()
        written = instant, following, command, size, b'"%b"' % digest.encode(), rest
        before = before_data(event.tag, stream, version, name, 0, written)
        state, read = self._codec.encode_checked(event, before)
        row = (
            position, stream, version, event.tag, name, command.decode(), 0, 1, column,
            envelope.effective_on, envelope.clock, state,
        )  # fmt: skip
        own = twin(envelope, recorded_at=now, command_id=command_id, command_digest=digest)
        # (made before the commit: after the wait for a disk all takes longer)
        recorded = Recorded.on(day, position, stream, version, event_id, own, event)
        return (recorded, read) if self._recorder.go_on(row) else None


def _around(batch: Batch, entry: Entry) -> tuple[object, ...]:
    """What an envelope says but the instant, the command's id and its digest."""
    return (
        batch.actor, batch.on_behalf_of, entry.effective_on, entry.source, entry.note,
        entry.internal, entry.causation_id, batch.correlation_id, batch.clock,
    )  # fmt: skip
