"""A child of this process that works on a record until it is killed, or stopped, at a point."""

from __future__ import annotations

import os
import select
import signal
import struct
import time
import traceback
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import ClassVar

from .disk import OK, Operation, disk

Say = Callable[[int], None]
"""Acknowledges a number to the parent, at once."""
Work = Callable[[Say], object]


@dataclass
class Child:
    """A child at work."""

    pid: int
    pipe: int
    ended: int | None = field(default=None, init=False)
    working: ClassVar[list[Child]] = []

    def __post_init__(self) -> None:
        self.working.append(self)

    @classmethod
    def end_all(cls) -> None:
        """End those that still work, or stand still."""
        for child in tuple(cls.working):
            child.signal(signal.SIGKILL)
            child.wait()

    def said(self) -> list[int]:
        """What it acknowledged until it ended."""
        with open(self.pipe, "rb") as pipe:
            content = pipe.read()
        self.wait()
        return [number for (number,) in struct.iter_unpack("q", content)]

    def wait(self) -> int:
        """How it ended: its exit code, or minus the signal."""
        if self.ended is None:
            self._left(os.waitpid(self.pid, 0)[1])
        assert self.ended is not None
        return self.ended

    def poll(self) -> None:
        """See whether it has ended."""
        pid, status = os.waitpid(self.pid, os.WNOHANG)
        if pid:
            self._left(status)

    def wait_until_stopped(self) -> None:
        """It has stopped itself."""
        assert self.stops(), f"it ended: {self.ended}"

    def stops(self) -> bool:
        """Wait until it has stopped itself, or ended; whether it has stopped."""
        _, status = os.waitpid(self.pid, os.WUNTRACED)
        if os.WIFSTOPPED(status):
            return True
        self._left(status)
        return False

    def _left(self, status: int) -> None:
        self.ended = os.waitstatus_to_exitcode(status)
        self.working.remove(self)

    def signal(self, number: signal.Signals) -> None:
        """Send it a signal, if it has not ended."""
        if self.ended is None:
            os.kill(self.pid, number)


def forked(work: Work, *, kill_at: int = 0) -> Child:
    """A child at ``work``, killed before the write or sync of that number that it would do.

    It exits with 0 where it got so far as to end its work, with 70 where it raised.
    """
    read, write = os.pipe()
    with warnings.catch_warnings():
        # Python 3.12 warns of forking beside threads; no connection and no lock is taken along.
        warnings.simplefilter("ignore", DeprecationWarning)
        pid = os.fork()
    if pid:
        os.close(write)
        return Child(pid, read)
    code = 70
    try:
        left = kill_at

        def before(_: Operation) -> int:
            nonlocal left
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return OK

        with disk(before):
            work(lambda number: void(os.write(write, struct.pack("q", number))))
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


def void(_: object) -> None:
    """Nothing comes of it."""


def killed_after(work: Work, seconds: float, *, begun: bool = False) -> Child:
    """A child at ``work``, killed after a while; it may have ended by then.

    ``begun``: after a while from its first acknowledgement on, however slow the machine is.
    """
    child = forked(work)
    if begun:
        select.select([child.pipe], [], [])
    time.sleep(seconds)
    child.signal(signal.SIGKILL)
    return child
