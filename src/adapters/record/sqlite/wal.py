"""The file beside the database in which commits lie until they are folded into it.

SQLite does that by itself, after a commit, as far as no reader still looks at an older state; and
begins the file anew where nobody looks into it at all. Readers that overlap, each of them short,
can keep it from that for ever: then it grows, and every reading has more to look through.
"""

from __future__ import annotations

import os
import sqlite3
import time
from pathlib import Path

from ...log import logger

LARGE = 64 * 2**20
"""Bytes from which on readers are waited for; and what is left of the file once it begins anew."""
WAIT = 0.25
"""Seconds that a commit waits for them at most,"""
AGAIN = 10.0
"""and seconds for which it then does not."""


class Wal:
    """That of the database in ``file``. Asked by whoever holds the one connection that writes."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._wal = f"{file}-wal"
        self._tried = float("-inf")

    def limit(self, connection: sqlite3.Connection) -> None:
        """Let the file be cut down to `LARGE` when it begins anew: so its size tells how much is in
        it."""
        connection.execute(f"PRAGMA journal_size_limit = {LARGE}")

    def empty(self, connection: sqlite3.Connection) -> None:
        """Fold it into the database and cut it to nothing: older states of pages are gone from it.

        A reader that still looks at an older state, here or in another process, prevents it after
        the usual wait, as does a disk that fails; then that is logged, and the last connection that
        closes does it. What was to be recorded is.
        """
        if (kept := self._fold(connection, "TRUNCATE")) is not None:
            logger().warning("wal_kept", path=str(self._file), reason=kept)

    def ease(self, connection: sqlite3.Connection, busy_timeout: float) -> None:
        """After a commit: where the file is large, wait a moment for its readers and begin anew."""
        try:
            size = os.stat(self._wal).st_size
        except OSError:
            return  # nothing is in it
        now = time.monotonic()
        if size <= LARGE or now - self._tried < AGAIN:
            return
        connection.execute(f"PRAGMA busy_timeout = {round(WAIT * 1000)}")
        kept = self._fold(connection, "RESTART")
        connection.execute(f"PRAGMA busy_timeout = {round(busy_timeout * 1000)}")
        if kept is not None:
            self._tried = now
            logger().warning("wal_grows", path=str(self._file), bytes=size, reason=kept)

    @staticmethod
    def _fold(connection: sqlite3.Connection, how: str) -> str | None:
        """Why it could not be done; None if it was."""
        try:
            (busy, *_) = connection.execute(f"PRAGMA wal_checkpoint({how})").fetchone()
        except sqlite3.Error as error:
            return str(error)
        return "somebody is reading" if busy else None
