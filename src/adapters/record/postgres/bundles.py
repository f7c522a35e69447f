"""Whole streams as they are stored, for folding everything."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..port import Bundle
from .address import Address


def by_stream(address: Address) -> str:
    """The query for them: the name before, the last name, position, how many."""
    return (
        "SELECT stream, array_agg(position ORDER BY version), "
        r" '\x5b'::bytea || string_agg(state, '\x2c'::bytea ORDER BY version) || '\x5d'::bytea"
        f" FROM {address.schema}.events"
        " WHERE stream > %s AND stream <= %s AND position <= %s"
        " GROUP BY stream ORDER BY stream LIMIT %s"
    )


def bundles(rows: Iterable[tuple[Any, ...]]) -> list[Bundle]:
    """What it gives."""
    return [Bundle(stream, positions, bytes(states)) for stream, positions, states in rows]
