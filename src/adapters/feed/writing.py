"""How what was folded is written: in turn with other processes, or behind, while this one folds on.

In a file one process writes at a time. A server writes in processes of its own, so there only a
thread waits for it.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import Protocol

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

    def __init__(self, thread: Executor, step: Step) -> None:
        self._thread = thread
        self._step = step
        self._last: Future[int] | None = None

    def begin(self, write: Write, wait: bool) -> bool:
        """See `Writing`. Raises what the last one raised."""
        if self._last is not None and not wait and not self._last.done():
            return False
        self.end()
        self._last = self._thread.submit(write)
        return True

    def end(self) -> None:
        """See `Writing`. Raises what the last one raised."""
        if self._last is not None:
            self._step(self._last.result())
            self._last = None
