"""The record's tree, read from its tiles and from the events that fill none yet."""

from __future__ import annotations

import threading
from collections import OrderedDict

from ...domain.errors import BadInput, Damaged
from ..audit.merkle import WIDTH, Frontier, frontier, leaf, perfect, split
from . import forking
from .recorder import Recorder

STEP = 2 * WIDTH
"""Up to so many events the last tree that was asked for grows; a larger step starts from tiles."""
KEPT = 1024


class Tree:
    """Roots and subtrees of one record. Safe for threads.

    It believes the tiles: `audit.verify` is what compares them with the events. Tiles that are not
    there, as events came in by another way, are worked out.
    """

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder
        self._start()
        forking.watch(self)

    def _start(self) -> None:
        self._lock = threading.Lock()
        self._last = Frontier()
        self._roots: OrderedDict[int, bytes] = OrderedDict()

    def root(self, position: int) -> bytes:
        """See `Record.root`. The last ones are kept: what is recorded does not change."""
        with self._lock:
            known = self._roots.get(position)
            if known is None:
                known = self._roots[position] = self._grown(position).root()
                if len(self._roots) > KEPT:
                    self._roots.popitem(last=False)
            return known

    def _grown(self, position: int) -> Frontier:
        if not self._last.size <= position <= self._last.size + STEP:
            found = frontier(position, self.hashes)
            if found.size > self._last.size:
                self._last = found
            return found
        for one in self._leaves(self._last.size, position):
            self._last.add(one)
        return self._last

    def hashes(self, level: int, first: int, end: int) -> list[bytes]:
        """See `Record.hashes`."""
        if level == 0:
            return self._leaves(first, end)
        roots = {number: root for number, _, root in self._recorder.tiles(level - 1, first, end)}
        return [
            roots.get(number)
            or perfect(self.hashes(level - 1, number * WIDTH, (number + 1) * WIDTH))
            for number in range(first, end)
        ]

    def _leaves(self, first: int, end: int) -> list[bytes]:
        """From a tile where one holds them all, else from the events."""
        number = first // WIDTH
        if end <= (number + 1) * WIDTH:
            for _, hashes, _ in self._recorder.tiles(0, number, number + 1):
                return split(hashes)[first - number * WIDTH : end - number * WIDTH]
        rows = self._recorder.rows(first, end - first)
        if len(rows) != end - first:
            if not rows or rows[-1][0] == first + len(rows):
                raise BadInput(f"the record has no position {first + len(rows) + 1}")
            raise Damaged(f"an event is missing between {first + 1} and {rows[-1][0]}")
        return [leaf(state) for *_, state in rows]

    # Around a fork: whatever thread was at it lives on in the parent alone

    def before_fork(self) -> None:
        """Nothing: a thread that is at it may wait for a connection, and that for the fork."""

    def after_fork_in_parent(self) -> None:
        """Nothing."""

    def after_fork_in_child(self) -> tuple[()]:
        """Start afresh: a tree that was growing may be half grown, and its lock held for ever."""
        self._start()
        return ()
