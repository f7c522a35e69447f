"""Whole streams as they are stored, for folding everything."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..port import Bundle
from .address import Address

BUNDLE = (
    "SELECT stream, array_agg(position ORDER BY version), "
    r" '\x5b'::bytea || string_agg(state, '\x2c'::bytea ORDER BY version) || '\x5d'::bytea"
)


def by_stream(address: Address) -> str:
    """The query for them: position, the name before, the last name, how many."""
    return (
        f"{BUNDLE} FROM {address.schema}.events"
        " WHERE position <= %s AND stream > %s AND stream <= %s"
        " GROUP BY stream ORDER BY stream LIMIT %s"
    )


def of_streams(address: Address) -> str:
    """The query for some: position, their names."""
    return (
        f"{BUNDLE} FROM {address.schema}.events"
        " WHERE position <= %s AND stream = ANY(%s) GROUP BY stream"
    )


def bundles(rows: Iterable[tuple[Any, ...]]) -> list[Bundle]:
    """What it gives."""
    return [Bundle(stream, positions, bytes(states)) for stream, positions, states in rows]
