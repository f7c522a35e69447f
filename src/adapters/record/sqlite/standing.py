"""Which file stands at the record's name: whether it is the one that this process opened.

A file that was removed or replaced stays open to whoever had it open. What is written would go into
a file that nobody else finds, and what is read would be answered from it for ever; and who opens
the one that is there would find a WAL beside it that belongs to the other.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

from ....domain.errors import Damaged

LOOK = 0.1
"""Seconds between two looks at the files at least: each costs a tenth of a quick commit."""


class Standing:
    """That of ``file``, for one process. Safe for threads."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._opened: int | None = None
        self._looked = float("-inf")

    def opened(self) -> None:
        """The record was found in the file that was opened. Raises `Damaged` where an earlier one
        was found in another."""
        # (not asked before it is opened: some file systems give a file another number then)
        if self._opened is None:
            self._opened = self._number()
        self.check()

    def check(self) -> None:
        """Raises `Damaged` where another file than the opened one stands there, or none."""
        if self._opened not in (None, self._number()):
            raise Damaged(
                f"{self._file} was removed or replaced while it was open: nothing is answered or"
                " recorded any more; stop all that use it, see which file is the record, and open"
                " that again"
            )

    def look(self) -> None:
        """`check` once more, if the last time is `LOOK` ago."""
        now = time.monotonic()
        if now - self._looked >= LOOK:
            self.check()
            self._looked = now

    def _number(self) -> int | None:
        try:
            return os.stat(self._file).st_ino
        except OSError:
            return None
