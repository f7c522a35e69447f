"""The roads from older schemas of a record to this one. Bytes of events are on none of them."""

from __future__ import annotations

from . import schema
from .address import Address

_ROADS: dict[int, tuple[str, ...]] = {
    3: (schema.CONTINUES.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION"),),
    4: (schema.APPEND.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION"),),
}
"""From each version, the statements that lead to the next. One that is released stays as it is."""


def leads_from(version: int) -> bool:
    """Whether there is a road from that version to this release's."""
    return all(step in _ROADS for step in range(version, schema.VERSION))


def statements(address: Address, version: int) -> list[str]:
    """What leads from that version to this release's, each statement for itself."""
    steps = range(version, schema.VERSION)
    found = [schema.filled(one, address) for step in steps for one in _ROADS[step]]
    if found:
        found.append(f"INSERT INTO {address.schema}.record_schema VALUES ({schema.VERSION})")
    return found
