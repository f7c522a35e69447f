"""Histories that commands rested on lately, so that the next command need not load them again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ...domain.event import Event, Recorded

EVENTS = 20_000
"""How many events are kept, about 2 kB each; then all are forgotten."""


class Memory:
    """Beginnings of streams, as they were recorded: each may be behind its stream, never beside it.

    So an append that rests on a remembered history, at its version, finds out if it is behind.
    Nothing in it is ever handed to a host, who could change a value within. To be shared by
    threads without a lock: whatever comes in, in whatever order, is a beginning.
    """

    def __init__(self, events: int = EVENTS) -> None:
        self._limit = events
        self._known: dict[str, tuple[Recorded, ...]] = {}
        self._size = 0

    def recall(self, streams: Iterable[str]) -> dict[str, tuple[Recorded, ...]]:
        """The histories that are known of these streams."""
        known = self._known
        return {one: known[one] for one in streams if one in known}

    def keep(self, found: Mapping[str, tuple[Recorded, ...]]) -> None:
        """Remember histories as they were loaded. One that has not begun is not remembered."""
        for stream, history in found.items():
            if history:
                self._put(stream, history)

    def go_on(self, recorded: Iterable[tuple[Recorded, Event]]) -> None:
        """Remember what was just recorded, where the history before it is known; each with an equal
        event that nobody else holds.

        Of a stream that begins nothing is: most that a text begins wait for years, and what is kept
        of them takes a fifth of the time of their commit.
        """
        for one, event in recorded:
            before = self._known.get(one.stream)
            if before is not None and len(before) == one.version - 1:
                self._put(one.stream, (*before, one.at(one.position, event)))

    def forget(self, streams: Iterable[str]) -> None:
        """Forget these streams."""
        for one in streams:
            self._known.pop(one, None)

    def _put(self, stream: str, history: tuple[Recorded, ...]) -> None:
        if self._size > self._limit:
            self._known, self._size = {}, 0
        known = self._known.get(stream, ())
        self._known[stream] = history
        self._size += len(history) - len(known)
