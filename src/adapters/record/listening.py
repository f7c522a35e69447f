"""Waiting for more to be recorded: polling always, with a hint where the store gives one."""

from __future__ import annotations

import contextlib
import selectors
import socket
from typing import Protocol

LONGEST = 3600.0
"""Seconds that one `Listening.wait` lasts at most, whatever it is asked."""


class Readable(Protocol):
    """What can be waited for."""

    def fileno(self) -> int:
        """Its descriptor."""
        ...


class Listening:
    """Waits for more to be recorded. This one gets no hint, as a file gives none: it only waits.

    Of one thread, but for `wake`, which any thread and any handler of a signal may call. Nothing
    rests on a hint: who was waked or has waited looks into the record.
    """

    def __init__(self) -> None:
        self._ring()

    def _ring(self) -> None:
        # No `threading.Event`: to set one in a signal's handler may wait for the thread it is in.
        self._bell, self._ear = socket.socketpair()
        self._bell.setblocking(False)
        self._ear.setblocking(False)

    def wait(self, seconds: float) -> None:
        """Return when more may have been recorded, or `wake` was called; at the latest after so
        many seconds."""
        self._sleep(seconds)

    def _sleep(self, seconds: float, *others: Readable) -> None:
        """Until somebody rings, or one of ``others`` has something to tell."""
        with selectors.DefaultSelector() as selector:
            for one in (self._ear, *others):
                selector.register(one, selectors.EVENT_READ)
            selector.select(min(max(seconds, 0.0), LONGEST))
        with contextlib.suppress(BlockingIOError):
            while self._ear.recv(4096):
                pass

    def wake(self) -> None:
        """Let `wait` return now, or the next time if nobody waits."""
        with contextlib.suppress(OSError):  # as full as that it rings anyway; or closed
            self._bell.send(b"!")

    def close(self) -> None:
        """Release what it holds. Calling it again does nothing."""
        self._bell.close()
        self._ear.close()

    def __enter__(self) -> Listening:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
