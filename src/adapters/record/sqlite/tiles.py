"""The tiles of the record's tree: written once, in the transaction of the event that fills them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from ....domain.errors import Damaged
from ...audit.merkle import WIDTH, leaf, perfect

_NEXT = "SELECT coalesce(max(number) + 1, 0) FROM record_tiles WHERE level = ?"
_STATES = "SELECT state FROM events WHERE position > ? AND position <= ? ORDER BY position"
_ROOTS = "SELECT root FROM record_tiles WHERE level = ? AND number >= ? AND number < ?"
_INSERT = "INSERT INTO record_tiles VALUES (?, ?, ?, ?)"


def fill(connection: sqlite3.Connection, position: int) -> None:
    """Write every tile that is full at ``position`` and not there: all of them, where events came
    in by another way."""
    level, full = 0, position // WIDTH
    while full:
        (first,) = connection.execute(_NEXT, (level,)).fetchone()
        for number in range(first, full):
            hashes = _below(connection, level, number)
            connection.execute(_INSERT, (level, number, b"".join(hashes), perfect(hashes)))
        level, full = level + 1, full // WIDTH


def _below(connection: sqlite3.Connection, level: int, number: int) -> list[bytes]:
    start, end = number * WIDTH, (number + 1) * WIDTH
    rows: Iterable[tuple[bytes]]
    if level == 0:
        rows = connection.execute(_STATES, (start, end))
        hashes = [leaf(state) for (state,) in rows]
    else:
        rows = connection.execute(f"{_ROOTS} ORDER BY number", (level - 1, start, end))
        hashes = [root for (root,) in rows]
    if len(hashes) != WIDTH:
        raise Damaged(f"events or tiles are missing below tile {number} of level {level}")
    return hashes
