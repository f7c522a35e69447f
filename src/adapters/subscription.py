"""A host's subscription: what time has brought, one event at a time, on a thread of its own.

At least once and in order. The host keeps the position; nothing about it is written down here.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Protocol

from ..domain.errors import BadInput
from ..domain.event import Recorded
from .log import logger
from .record.listening import Listening

LONGEST_WAIT = 60.0
"""Seconds after which what failed is tried again at the latest."""


class Source(Protocol):
    """What is asked of a record."""

    def changed(self) -> int:
        """A number that grows when anything is recorded."""
        ...

    def read(self, after: int = 0) -> Iterator[Recorded]:
        """Events with position > ``after``, in order."""
        ...

    def listen(self) -> Listening:
        """Somebody who waits for more."""
        ...


class Subscription:
    """Calls ``callback`` with each wanted event after a position, in order, until it is stopped.

    ``position`` moves on only after the callback has returned, so an event comes again if the
    process dies in between: at least once. A callback that raises is called again with the same
    event, after a wait that doubles each time, up to a minute; so is a record that cannot be read.
    Both are logged. A context manager; the thread is a daemon and does not outlive a fork.
    """

    def __init__(
        self,
        source: Source,
        wanted: Callable[[Recorded], bool],
        callback: Callable[[Recorded], object],
        after: int = 0,
        poll_seconds: float = 1.0,
    ) -> None:
        if after < 0:
            raise BadInput(f"{after} is no position: positions count from 1")
        if not poll_seconds > 0:
            raise BadInput(f"poll_seconds is {poll_seconds}: give more than 0")
        self._source = source
        self._wanted = wanted
        self._callback = callback
        self._position = after
        self._poll = poll_seconds
        self._stopping = threading.Event()
        self._listening = source.listen()
        self._thread = threading.Thread(target=self._run, name="mandates-subscription", daemon=True)
        self._thread.start()

    @property
    def position(self) -> int:
        """The position up to which everything was handled: keep it, and subscribe after it."""
        return self._position

    @property
    def running(self) -> bool:
        """Whether it still listens."""
        return self._thread.is_alive() and not self._stopping.is_set()

    def stop(self, timeout: float | None = None) -> None:
        """End it. A callback that runs is waited for, ``timeout`` seconds at most.

        May be called by the callback itself, and again: then it does nothing.
        """
        self._stopping.set()
        self._listening.wake()
        if self._thread is not threading.current_thread():
            self._thread.join(timeout)

    def _run(self) -> None:
        with self._listening:
            self._follow()

    def _follow(self) -> None:
        failures, failed_at = 0, self._position
        while not self._stopping.is_set():
            try:
                self._deliver()
                failures = 0
                self._listening.wait(self._poll)
            except Exception as error:  # whatever it is: what was not handled comes again
                failures = failures + 1 if self._position == failed_at else 1
                failed_at = self._position
                wait = min(self._poll * 2 ** min(failures - 1, 30), LONGEST_WAIT)
                logger().error(
                    "subscriber failed", position=self._position, again_in=wait,
                    reason=f"{type(error).__name__}: {error}",
                )  # fmt: skip
                self._stopping.wait(wait)  # whatever comes meanwhile

    def _deliver(self) -> None:
        """Hand on all that is there."""
        if self._source.changed() <= self._position:
            return
        for recorded in self._source.read(self._position):
            if self._stopping.is_set():
                return
            if self._wanted(recorded):
                self._callback(recorded)
            self._position = recorded.position

    def __enter__(self) -> Subscription:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
