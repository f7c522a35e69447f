"""Histories that commands rested on lately, so that the next command need not load them again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ...domain.event import Event, Recorded

EVENTS = 20_000
"""How many events are kept, about 2 kB each; then all are forgotten."""
BEGUN = 2_000
"""How many streams are remembered that began and that nobody asked for since: as many as the
largest texts begin. Most of what many texts begin waits for years, and keeping it would take a
fifth of the time of its commit."""
HEARD = 20
"""How many recorded events are set aside until somebody asks."""


class Memory:
    """Beginnings of streams, as they were recorded: each may be behind its stream, never beside it.

    So an append that rests on a remembered history, at its version, finds out if it is behind.
    Nothing in it is ever handed to a host, who could change a value within. To be shared by
    threads without a lock: whatever comes in, in whatever order, is a beginning.
    """

    def __init__(self, events: int = EVENTS) -> None:
        self._limit = events
        self._known: dict[str, tuple[Recorded, ...]] = {}
        self._waiting: set[str] = set()
        self._size = 0
        self._news: list[tuple[Recorded, Event]] = []

    def recall(self, streams: Iterable[str]) -> dict[str, tuple[Recorded, ...]]:
        """The histories that are known of these streams."""
        self._take_in()
        known = self._known
        found = {one: known[one] for one in streams if one in known}
        self._waiting.difference_update(found)
        return found

    def keep(self, found: Mapping[str, tuple[Recorded, ...]]) -> None:
        """Remember histories as they were loaded. One that has not begun is not remembered."""
        for stream, history in found.items():
            if history:
                self._put(stream, history)

    def wants(self, count: int) -> bool:
        """Whether it would remember what a command of so many events records: it has room for all
        of them, if each begins a stream, or they are few."""
        return count <= HEARD or len(self._waiting) + count <= BEGUN

    def hear(self, recorded: Recorded, read: Event) -> None:
        """Set aside an event that was recorded, until somebody asks: whoever waits for his answer
        has no use of it. What is remembered of it is what was ``read`` from its bytes, which nobody
        else holds."""
        self._news.append((recorded, read))
        if len(self._news) > HEARD:
            self._take_in()

    def _take_in(self) -> None:
        """Remember what was set aside, where the history before it is known; or where it begins a
        stream, and there is room for what begins."""
        news, self._news = self._news, []
        for one, read in news:
            before = self._known.get(one.stream, ())
            if len(before) != one.version - 1:
                continue
            if not before:
                if len(self._waiting) >= BEGUN:
                    continue
                self._waiting.add(one.stream)
            self._put(one.stream, (*before, one.at(one.position, read)))

    def forget(self, streams: Iterable[str]) -> None:
        """Forget these streams."""
        self._take_in()
        for one in streams:
            self._known.pop(one, None)
            self._waiting.discard(one)

    def _put(self, stream: str, history: tuple[Recorded, ...]) -> None:
        if self._size > self._limit:
            self._known, self._waiting, self._size = {}, set(), 0
        known = self._known.get(stream, ())
        self._known[stream] = history
        self._size += len(history) - len(known)
