"""The file beside the database in which commits lie until they are folded into it.

SQLite does that by itself, after a commit, as far as no reader still looks at an older state; and
begins the file anew where nobody looks into it at all. Readers that overlap, each of them short,
can keep it from that for ever: then it grows, and every reading has more to look through.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import LiteralString

from ....domain.errors import BadInput, Damaged
from ...log import logger
from . import standing
from .errors import is_code

LARGE = 64 * 2**20
"""Bytes from which on readers are waited for; and what is left of the file once it begins anew."""
WAIT = 0.25
"""Seconds that a commit waits for them at most,"""
AGAIN = 10.0
"""and seconds for which it then does not."""


def wal_of(file: Path) -> Path:
    """Where the WAL of a database lies: beside what a link leads to, as SQLite has it."""
    return Path(f"{os.path.realpath(file)}-wal")


class Wal:
    """That of the database in ``file``. Asked by whoever holds the one connection that writes."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._wal = wal_of(file)
        self._tried = float("-inf")
        self._written: int | None = None
        self._looked = float("-inf")

    def due(self) -> bool:
        """Whether the files are to be looked at with this commit: they were `standing.LOOK` ago,
        when `ease` was done last."""
        return time.monotonic() - self._looked >= standing.LOOK

    def open(self, connection: sqlite3.Connection, patience: float) -> None:
        """Begin to write on this connection, with readers and the writer not waiting for each
        other. The file keeps this from then on.

        SQLite does not wait for a lock here as it does elsewhere, so that is done by hand, for
        ``patience`` seconds. The WAL is cut down to `LARGE` when it begins anew: so its size tells
        how much is in it. Raises `BadInput` where the disk allows no WAL.
        """
        deadline = time.monotonic() + patience
        while True:
            try:
                (mode,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
                break
            except sqlite3.OperationalError as error:
                if not is_code(error, sqlite3.SQLITE_BUSY) or time.monotonic() > deadline:
                    raise
                time.sleep(0.01)
        if mode != "wal":
            raise BadInput(f"{self._file} cannot be shared safely: its disk allows no WAL mode")
        connection.execute(f"PRAGMA journal_size_limit = {LARGE}")
        self._written = None

    def check_written(self) -> int:
        """After a commit: how large the WAL is. Raises `Damaged` where it is no more there: what
        was committed is in no file that others find, and may go with this process.
        """
        try:
            about = os.stat(self._wal)
        except OSError:
            about = None
        if self._written is None and about is not None:
            self._written = about.st_ino
        if about is None or about.st_ino != self._written:
            raise Damaged(
                f"{self._wal} was removed or replaced while it was open: whether this was recorded"
                " for good is not known; close all that use it, and verify the record"
            )
        return about.st_size

    def empty(self, connection: sqlite3.Connection) -> None:
        """Fold it into the database and cut it to nothing: older states of pages are gone from it.

        A reader that still looks at an older state, here or in another process, prevents it after
        the usual wait, as does a disk that fails; then that is logged, and the last connection that
        closes does it. What was to be recorded is.
        """
        if (kept := _done(connection, "PRAGMA wal_checkpoint(TRUNCATE)")) is not None:
            logger().warning("wal_kept", path=str(self._file), reason=kept)

    def ease(self, waiting: Callable[[float], sqlite3.Connection]) -> None:
        """After a commit: where the file is large, wait a moment for its readers and begin anew.

        ``waiting`` gives a connection that waits so many seconds for others. Raises what
        `check_written` does.
        """
        size, now = self.check_written(), time.monotonic()
        self._looked = now
        if size <= LARGE or now - self._tried < AGAIN:
            return
        try:
            with closing(waiting(WAIT)) as connection:
                kept = _done(connection, "PRAGMA wal_checkpoint(RESTART)")
        except sqlite3.Error as error:
            kept = str(error)
        if kept is not None:
            self._tried = now
            logger().warning("wal_grows", path=str(self._file), bytes=size, reason=kept)


def _done(connection: sqlite3.Connection, checkpoint: LiteralString) -> str | None:
    """Why it could not be done; None if it was."""
    try:
        (busy, *_) = connection.execute(checkpoint).fetchone()
    except sqlite3.Error as error:
        return str(error)
    return "somebody is reading" if busy else None
