"""Following a record: its events in order, and its views brought up."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING
from uuid import UUID

from ..adapters.feed import Feed
from ..adapters.record import Record
from ..adapters.record.listening import Listening
from ..domain.event import Recorded
from ..domain.fold import voids_in
from .ticking import brought_by_time

if TYPE_CHECKING:
    from ..adapters.feed import Progress


class Following:
    """What `Engine` gives those who go along with the record."""

    _record: Record
    _feed: Feed

    def events(self, after: int = 0) -> Iterator[Recorded]:
        """Every event with position > ``after``, in the one order of the record."""
        return self._record.read(after)

    def voids(
        self, events: Iterable[Recorded], known_at: int | None = None
    ) -> dict[UUID, Recorded]:
        """Which of these events are void, as known at a position (None: now): by the id of each
        the event that made it so. Raises `Damaged` where one of their streams cannot be read.
        """
        histories = self._record.streams_of(list({one.stream for one in events}))
        return {
            event_id: by
            for history in histories.values()
            for event_id, by in voids_in(history, known_at).items()
        }

    def announcements(self, after: int = 0) -> Iterator[Recorded]:
        """What time has brought, with position > ``after``, in order.

        Deadlines that came near, were reached or have passed; due points that opened; mandates
        whose own terms ran out.
        """
        return filter(brought_by_time, self._record.read(after))

    def listen(self) -> Listening:
        """What waits until more is recorded, by whatever process. Close it when done.

        ``wait(seconds)`` returns within milliseconds of a commit where the database tells of it (a
        PostgreSQL that takes writes), else after so many seconds: look then, and wait again.
        """
        return self._record.listen()

    def catch_up(self, *, report: Callable[[Progress], object] = lambda _: None) -> int:
        """Bring all views up to the record; returns the record's end.

        A reading brings up those that it reads. This is for a process that follows the record, so
        that others find the views ready: those that may not write them, and a standby. ``report``
        is told how far they are; if it raises, they stay there, and the next call goes on.
        """
        head = self._record.head().position
        if head:
            self._feed.catch_up(head, report=report)
        return head

    def wait_for(self, position: int, timeout: float = 5.0) -> bool:
        """Wait until the record here has come to a position; whether it has, in time.

        For who recorded on a primary and reads on from its standby.
        """
        until = time.monotonic() + timeout
        while self._record.changed() < position:
            if time.monotonic() >= until:
                return False
            time.sleep(0.02)
        return True
