"""What a process has seen of a record must still be there.

After an asynchronous standby took over, a backup was restored, or a server crashed whose commits
were not flushed, events are gone that a living process has answered from, and others may stand at
their positions. Whoever saw them must not go on as if nothing had happened.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import psycopg
from psycopg.rows import tuple_row

from ....domain.errors import Damaged
from .address import Address

# (to_regclass would look into a cache that waiting for an advisory lock does not bring up to date)
TABLES = "SELECT 1 FROM pg_tables WHERE schemaname = %s AND tablename = 'record_schema'"
LEAF = r"sha256('\x00'::bytea || state)"
"""An expression: the leaf of an event."""
PRIMARY = object()
"""What is proven of a server that takes writes: it loses nothing while it lives."""


class _There(NamedTuple):
    """What a server has. ``leaf`` is that of the position that was asked for, if it has that."""

    standby: bool
    end: int
    leaf: bytes | None


class Seen:
    """The last event that a process knows to be recorded, by position and leaf.

    Safe for threads without a lock: of two that are noted at once either may stay, as both are
    true.
    """

    def __init__(self, address: Address) -> None:
        self._address = address
        self._last: tuple[int, bytes] | None = None

    def note(self, position: int, leaf: bytes) -> None:
        """An event is recorded, and committed."""
        if self._last is None or position > self._last[0]:
            self._last = (position, leaf)

    def prove(self, connection: psycopg.Connection[Any], proven: object = None) -> object:
        """See to it that the server at the other end has what was seen. Raises `Damaged`.

        Returns what is ``proven``, to be given the next time: one that takes writes is asked once,
        a standby whenever more was seen; it may still lack what it has not received.
        """
        last = self._last
        if last is None or proven is PRIMARY or proven is last:
            return proven
        there = self._there(connection, last[0])
        if there.leaf == last[1]:
            return last if there.standby else PRIMARY
        if there.standby and there.end < last[0]:
            return None
        raise Damaged(
            f"{self._address.shown} has lost what was seen of it: "
            + (
                f"position {last[0]}, and it ends at {there.end} now"
                if there.end < last[0]
                else f"at position {last[0]} is another event now"
            )
            + ". Did a server take over that lacked it? A checkpoint held elsewhere tells what is"
            " missing; who opens the record anew goes on from what there is"
        )

    def _there(self, connection: psycopg.Connection[Any], position: int) -> _There:
        cursor = connection.cursor(binary=True, row_factory=tuple_row)
        if not cursor.execute(TABLES, (self._address.schema,)).fetchone():
            return _There(False, 0, None)
        events = f"{self._address.schema}.events"
        query = (
            f"SELECT pg_is_in_recovery(), (SELECT coalesce(max(position), 0) FROM {events}),"
            f" (SELECT {LEAF} FROM {events} WHERE position = %s)"
        )
        row = cursor.execute(query.encode(), (position,)).fetchone()
        assert row is not None
        return _There(*row)
