"""Whole streams as they are stored, for folding everything."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..port import Bundle

BUNDLE = (
    "SELECT stream, group_concat(position), CAST('[' || group_concat(state) || ']' AS BLOB)"
    " FROM events WHERE position <= ?"
)
BY_STREAM = f"{BUNDLE} AND stream > ? AND stream <= ? GROUP BY stream ORDER BY stream LIMIT ?"
"""The query for them: position, the name before, the last name, how many. The index that groups
them has them by version. One bound on each side: of two SQLite would take the wider."""


def bundles(rows: Iterable[tuple[Any, ...]]) -> list[Bundle]:
    """What it gives."""
    return [
        Bundle(stream, [int(one) for one in positions.split(",")], documents)
        for stream, positions, documents in rows
    ]
