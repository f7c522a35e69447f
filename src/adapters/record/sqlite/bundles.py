"""Whole streams as they are stored, for folding everything."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..port import Bundle

BY_STREAM = """
    SELECT stream, group_concat(position), CAST('[' || group_concat(state) || ']' AS BLOB)
    FROM events
    WHERE stream >= ? AND stream < ? || char(0x10FFFF) AND stream > ?
        AND (? IS NULL OR stream <= ?) AND position <= ?
    GROUP BY stream ORDER BY stream LIMIT ?
"""
"""The query for them: twice the prefix, the name before, twice the last, position, how many. The
index that groups them has them by version."""


def bundles(rows: Iterable[tuple[Any, ...]]) -> list[Bundle]:
    """What it gives."""
    return [
        Bundle(stream, [int(one) for one in positions.split(",")], documents)
        for stream, positions, documents in rows
    ]
