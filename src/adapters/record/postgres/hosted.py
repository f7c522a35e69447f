"""A host's own connection to the database, in the host's own transaction.

What is appended is durable when the host commits, and gone if it does not. From the append to the
host's commit all other writers wait: the lock lasts as long as the transaction.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from typing import Any, cast

import psycopg
from psycopg.pq import TransactionStatus

from ....domain.errors import BadInput
from ..codec import Row
from ..port import Bundle
from .address import Address
from .bundles import bundles
from .connections import Connection, holds_record, make_record, rows_of
from .errors import Translating
from .seen import Seen

_SETTINGS = "SELECT current_setting('transaction_isolation'), current_setting('synchronous_commit')"


class Hosted:
    """Looks to the recorder like `Connections`, and is one connection that belongs to the host."""

    busy_timeout = 0.0
    """An append whose answer was lost is not sent again: the transaction went with it."""

    def __init__(self, address: Address, connection: object, seen: Seen) -> None:
        if not isinstance(connection, psycopg.Connection):
            raise BadInput(f"the connection is not one to {address.shown}: pass one of psycopg 3")
        self._address = address
        self._translating = Translating(address.shown)
        self._connection = cast("Connection", connection)
        with self._translating:
            self._check(seen)

    def _check(self, seen: Seen) -> None:
        shown = self._address.shown
        status = self._connection.info.transaction_status
        if status == TransactionStatus.INERROR:
            raise BadInput(f"the transaction on {shown} has failed: roll it back first")
        if status == TransactionStatus.IDLE and self._connection.autocommit:
            raise BadInput(f"no transaction is open on {shown}: begin one")
        isolation, commit = rows_of(self._connection, _SETTINGS, ())[0]
        if isolation != "read committed":
            raise BadInput(
                f"the transaction on {shown} is {isolation}, and would not see what others have"
                " recorded: make it READ COMMITTED"
            )
        if commit in ("off", "local"):
            raise BadInput(
                f"the transaction on {shown} would not be durable: SET synchronous_commit = on"
            )
        seen.prove(self._connection)

    def fetch(self, query: str, parameters: Sequence[object] = ()) -> list[Any]:
        """All rows of one query, as the host's transaction sees them."""
        with self._translating:
            found = holds_record(self._connection, self._address)
            return rows_of(self._connection, query, parameters) if found else []

    def of_stream(self, query: str, stream: str) -> list[Row]:
        """The same, of a query for the rows of one stream."""
        return self.fetch(query, (stream,))

    def bundles(self, query: str, given: Sequence[int | str]) -> list[Bundle]:
        """The same, of a query for whole streams."""
        return bundles(self.fetch(query, given))

    @contextmanager
    def writing(self) -> Generator[Connection]:
        """A part of the host's transaction: what fails in it is undone, the rest is the host's."""
        with self._connection.transaction():
            if not holds_record(self._connection, self._address):
                make_record(self._connection, self._address)
            yield self._connection

    def forget(self) -> None:
        """Nothing: there is no other connection."""

    def close(self) -> None:
        """Nothing: the connection is the host's."""
