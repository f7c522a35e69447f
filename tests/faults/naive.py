"""A store as it is often written: numbers come from a sequence, before the commit.

It is here to be caught: what finds no reader that skipped must find those that read this one.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing


def create(path: str) -> None:
    """Make its tables."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE sequence (last INTEGER)")
        connection.execute("INSERT INTO sequence VALUES (0)")
        connection.execute("CREATE TABLE events (position INTEGER PRIMARY KEY, writer INTEGER)")
        connection.commit()


class Naive:
    """One connection to it."""

    def __init__(self, path: str) -> None:
        self._connection = sqlite3.connect(path, timeout=30, isolation_level=None)

    def number(self) -> int:
        """The next of the sequence, as a database gives it: whatever becomes of the caller."""
        sql = "UPDATE sequence SET last = last + 1 RETURNING last"
        ((number,),) = self._connection.execute(sql).fetchall()
        return int(number)

    def insert(self, number: int, writer: int) -> None:
        """The event, committed."""
        self._connection.execute("INSERT INTO events VALUES (?, ?)", (number, writer))

    def after(self, position: int) -> list[int]:
        """The positions after one, as a reader that tails asks for them."""
        sql = "SELECT position FROM events WHERE position > ? ORDER BY position"
        return [one for (one,) in self._connection.execute(sql, (position,))]

    def close(self) -> None:
        """Let go of it."""
        self._connection.close()
