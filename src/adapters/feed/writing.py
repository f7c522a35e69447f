"""What goes on beside folding: reading ahead, writing behind, waiting for a turn.

In a file one process writes at a time. A server reads and writes in processes of its own, so there
the next streams are read, and the last rows written, while this process folds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from typing import Protocol, TypeVar

One = TypeVar("One")
Step = Callable[[int], object]
"""Is told after each transaction how many events it had."""
Write = Callable[[], int]
"""Writes a transaction, and says how many events it had."""


class Writing(Protocol):
    """Has transactions written, one after the other."""

    def begin(self, write: Write, wait: bool) -> bool:
        """Have this written; False where another comes before it, for which nobody waits."""
        ...

    def end(self) -> None:
        """Wait until all is written."""
        ...


class Turns(Protocol):
    """Whose turn it is to write, of several processes."""

    def take(self, wait: bool) -> bool:
        """Whether it is this one's, now or after waiting for it."""
        ...

    def give_back(self) -> None:
        """Let another have it."""
        ...


class Alone:
    """No other process writes."""

    def take(self, wait: bool) -> bool:
        """See `Turns`."""
        return True

    def give_back(self) -> None:
        """See `Turns`."""


class InTurn:
    """Writes at once where it is this process's turn."""

    def __init__(self, turns: Turns, step: Step) -> None:
        self._turns = turns
        self._step = step

    def begin(self, write: Write, wait: bool) -> bool:
        """See `Writing`."""
        if not self._turns.take(wait):
            return False
        try:
            events = write()
        finally:
            self._turns.give_back()
        self._step(events)
        return True

    def end(self) -> None:
        """See `Writing`."""


class Behind:
    """Writes in a thread, while this one goes on."""

    def __init__(self, threads: Executor, step: Step) -> None:
        self._threads = threads
        self._step = step
        self._last: Future[int] | None = None

    def begin(self, write: Write, wait: bool) -> bool:
        """See `Writing`. Raises what the last one raised."""
        if self._last is not None and not wait and not self._last.done():
            return False
        self.end()
        self._last = self._threads.submit(write)
        return True

    def end(self) -> None:
        """See `Writing`. Raises what the last one raised."""
        if self._last is not None:
            self._step(self._last.result())
            self._last = None


def ahead(some: Iterator[One], threads: Executor) -> Iterator[One]:
    """The same, each of them got in a thread while the one before is in use."""
    coming = threads.submit(next, some, None)
    while (one := coming.result()) is not None:
        coming = threads.submit(next, some, None)
        yield one
