"""Whole streams as they are stored, for folding everything."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from struct import Struct
from typing import Any, cast

from psycopg.pq.abc import PGresult

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


def bundles_in(result: PGresult) -> list[Bundle]:
    """The same, of what a server answered in binary."""
    value = cast("Callable[[int, int], bytes]", result.get_value)  # nothing is null
    return [
        Bundle(value(row, 0).decode(), _numbers(value(row, 1)), value(row, 2))
        for row in range(result.ntuples)
    ]


_ARRAY, _NUMBER = 20, 12
"""Bytes at the beginning of an array of one dimension, and of each number with its length."""


def _numbers(array: bytes) -> tuple[int, ...]:
    return _so_many((len(array) - _ARRAY) // _NUMBER)(array)


@lru_cache(1_000)
def _so_many(count: int) -> Callable[[bytes], tuple[int, ...]]:
    return Struct(f">{_ARRAY}x" + "4xq" * count).unpack
