"""Histories that commands rested on lately, so that the next command need not load them again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from ...domain.event import Recorded

EVENTS = 20_000
"""How many events are kept, about 2 kB each; then all are forgotten."""
BEGUN = 2_000
"""How many streams are remembered that began and that nobody asked for since: as many as the
largest texts begin. Most of what many texts begin waits for years, and keeping it would take a
fifth of the time of its commit."""


class Wanted(Protocol):
    """An event on its way into the record, of which it is to be said whether it is ``wanted``."""

    originator_id: str
    originator_version: int
    wanted: bool


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

    def recall(self, streams: Iterable[str]) -> dict[str, tuple[Recorded, ...]]:
        """The histories that are known of these streams."""
        known = self._known
        found = {one: known[one] for one in streams if one in known}
        self._waiting.difference_update(found)
        return found

    def keep(self, found: Mapping[str, tuple[Recorded, ...]]) -> None:
        """Remember histories as they were loaded. One that has not begun is not remembered."""
        for stream, history in found.items():
            if history:
                self._put(stream, history)

    def want(self, events: Iterable[Wanted]) -> None:
        """Say of each event of a command whether it will be remembered: all before it is known, or
        it begins its stream and there is room for what begins."""
        room = BEGUN - len(self._waiting)
        last: dict[str, int] = {}
        for one in events:
            stream, version = one.originator_id, one.originator_version
            if version == 1:
                one.wanted = room > 0
                room -= 1
            else:
                before = last.get(stream, len(self._known.get(stream, ())))
                one.wanted = before == version - 1
            if one.wanted:
                last[stream] = version

    def go_on(self, recorded: Iterable[Recorded]) -> None:
        """Remember what was just recorded, with events that nobody else holds, where the history
        before it is known or empty."""
        for one in recorded:
            before = self._known.get(one.stream, ())
            if len(before) == one.version - 1:
                if not before:
                    self._waiting.add(one.stream)
                self._put(one.stream, (*before, one))

    def forget(self, streams: Iterable[str]) -> None:
        """Forget these streams."""
        for one in streams:
            self._known.pop(one, None)
            self._waiting.discard(one)

    def _put(self, stream: str, history: tuple[Recorded, ...]) -> None:
        if self._size > self._limit:
            self._known, self._waiting, self._size = {}, set(), 0
        known = self._known.get(stream, ())
        self._known[stream] = history
        self._size += len(history) - len(known)
