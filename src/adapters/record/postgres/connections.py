"""Connections to one PostgreSQL database: a pool, shared by threads, none across a fork.

Each statement is a transaction of its own, so that one round trip reads or appends. Connections
that broke (a server that restarted, a standby that took over) are replaced; what only reads is then
asked again.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Generator, Sequence
from functools import cached_property
from typing import Any, TypeVar, cast

import psycopg
from psycopg import generators
from psycopg.pq import ExecStatus, Format, TransactionStatus
from psycopg.pq.abc import PGresult
from psycopg.rows import tuple_row

from ....domain.errors import BadInput, Unavailable
from .. import forking
from ..codec import Row
from ..port import Bundle
from . import schema, upgrading
from .address import Address
from .bundles import bundles, bundles_in
from .errors import Translating
from .seen import TABLES, Seen

Connection = psycopg.Connection[tuple[Any, ...]]
Given = TypeVar("Given")
Fetch = Callable[[str, Sequence[object]], list[Any]]
"""See `Connections.fetch`."""


BY_STREAM = b"by_stream"
"""The name of the statement that `Own.of_stream` prepares."""


class Own(Connection):
    """A connection of ours, with one cursor for all that it is asked: making one takes a third of
    the time that a short answer does.

    ``proven`` is what `Seen.prove` told of it last.
    """

    proven: object = None
    _knows_streams = False

    @cached_property
    def asking(self) -> psycopg.Cursor[tuple[Any, ...]]:
        return self.cursor(binary=True, row_factory=tuple_row)

    def of_stream(self, query: str, stream: str) -> list[Row] | None:
        """The rows of one stream, asked of libpq itself: a cursor takes twice the time, and loading
        a stream is what everything waits for.

        The query is the same each time: it selects what a `Row` is of, where one text is given.
        None where there is no answer: asked again by a cursor, the driver says why.
        """
        pgconn = self.pgconn
        if not self._knows_streams:
            pgconn.send_prepare(BY_STREAM, query.replace("%s", "$1").encode())
            (result,) = self.wait(generators.execute(pgconn))
            if result.status != ExecStatus.COMMAND_OK:
                return None
            self._knows_streams = True
        # A text in binary is sent with its length: whatever is in it, none of it is cut off.
        pgconn.send_query_prepared(
            BY_STREAM, [stream.encode()], [Format.BINARY], result_format=Format.BINARY
        )
        (result,) = self.wait(generators.execute(pgconn))
        if result.status != ExecStatus.TUPLES_OK:
            return None
        value = cast("Callable[[int, int], bytes]", result.get_value)  # nothing is null
        number = int.from_bytes
        return [
            (
                number(value(row, 0)), stream, number(value(row, 2)), value(row, 3).decode(),
                value(row, 4),
            )
            for row in range(result.ntuples)
        ]  # fmt: skip

    def whole(self, query: str, *given: int | str) -> PGresult | None:
        """What the server answers, in binary and in one piece; None where it does not.

        Other threads have the interpreter all the while: a cursor would take it back for each part
        of a long answer, and wait for them each time.
        """
        for number in range(1, len(given) + 1):
            query = query.replace("%s", f"${number}", 1)
        result = self.pgconn.exec_params(
            query.encode(),
            [str(one).encode() for one in given],
            param_formats=[Format.BINARY if isinstance(one, str) else Format.TEXT for one in given],
            result_format=Format.BINARY,
        )
        return result if result.status == ExecStatus.TUPLES_OK else None


LONGEST_STATEMENT = 600.0
"""Seconds after which the server gives up a statement."""
UNUSED_TRANSACTION = 60.0
"""Seconds after which the server ends a session that holds a transaction open and does nothing."""


class Connections:
    """The connections of one process to the record at ``address``; see `forking` for its children.

    ``busy_timeout`` is how many seconds to wait for another writer.
    """

    def __init__(self, address: Address, busy_timeout: float) -> None:
        self.address = address
        self.busy_timeout = busy_timeout
        self.seen = Seen(address)
        self._translating = Translating(address.shown)
        self._closed = False
        self._start()
        forking.watch(self)

    def _start(self) -> None:
        self._loans: forking.Loans[Own] = forking.Loans()
        self._known = False

    # Reading

    def fetch(self, query: str, parameters: Sequence[object] = ()) -> list[Any]:
        """All rows of one query, from one snapshot; none while there is no record.

        Asked once more, on a new connection, where the one from the pool had broken.
        """
        return self._asked(rows_of, query, parameters)

    def of_stream(self, query: str, stream: str) -> list[Row]:
        """The same, of a query for the rows of one stream."""
        return self._asked(_of_stream, query, stream)

    def bundles(self, query: str, given: Sequence[int | str]) -> list[Bundle]:
        """The same, of a query for whole streams."""
        return self._asked(_bundles, query, given)

    def _asked(
        self, ask: Callable[[Own, str, Given], list[Any]], query: str, given: Given
    ) -> list[Any]:
        try:
            while True:
                connection, fresh = self._borrow()
                try:
                    if self._known or self._has_record(connection):
                        return ask(connection, query, given)
                    return []
                except psycopg.OperationalError:
                    if fresh or not connection.broken:
                        raise
                finally:
                    self._give_back(connection)
                self.forget()
        except (psycopg.Error, UnicodeEncodeError):
            with self._translating:  # (entered here alone, as this is the load path)
                raise

    # Writing

    @contextlib.contextmanager
    def writing(self) -> Generator[Connection]:
        """A connection to append with, one statement for one append; makes the record if it is not
        there. What the driver raises comes out as it is: the recorder knows what it was doing."""
        connection, _ = self._borrow()
        try:
            if not self._has_record(connection):
                make_record(connection, self.address)
                self._known = True
            yield connection
        finally:
            self._give_back(connection)

    # Both

    def _borrow(self) -> tuple[Own, bool]:
        """A connection to a server that has what was seen, and whether it is a new one."""
        connection = self._loans.take(self.busy_timeout)
        try:
            if self._closed:
                raise BadInput(f"{self.address.shown} was closed: open it again")
            if connection is not None and self._proven(connection):
                return connection, False
            connection = connect(self.address, self.busy_timeout)
            connection.proven = self.seen.prove(connection)
            return connection, True
        except BaseException:
            if connection is not None:
                connection.close()
            self._loans.give_back()
            raise

    def _proven(self, connection: Own) -> bool:
        """See `Seen.prove`. False where the connection had broken."""
        try:
            connection.proven = self.seen.prove(connection, connection.proven)
        except psycopg.OperationalError:
            if not connection.broken:
                raise
            connection.close()
            self.forget()
            return False
        return True

    def _give_back(self, connection: Own) -> None:
        if connection.pgconn.transaction_status == TransactionStatus.IDLE:  # so it is open
            self._loans.give_back(connection)
        else:
            connection.close()
            self._loans.give_back()

    def _has_record(self, connection: Connection) -> bool:
        """Whether our tables are there: asked until they are, then known."""
        if not self._known:
            self._known = holds_record(connection, self.address)
        return self._known

    def forget(self) -> None:
        """Close those at rest: the server that they led to has gone."""
        self._loans.empty()

    def close(self) -> None:
        """Close all connections; those that are in use, as soon as they are given back."""
        self._closed = True
        self._loans.close()

    # Around a fork

    def before_fork(self) -> None:
        """Close what is open, and hold what would open it. But wait no longer than for a lock."""
        self._loans.hold(self.busy_timeout)
        self._loans.empty()

    def after_fork_in_parent(self) -> None:
        """Go on."""
        self._loans.go_on()

    def after_fork_in_child(self) -> Sequence[object]:
        """Start afresh; what is still open is the parent's, for nobody to close."""
        inherited = self._loans.at_rest
        for connection in inherited:
            cut_off(connection)
        self._start()
        return inherited


def _of_stream(connection: Own, query: str, stream: str) -> list[Row]:
    found = connection.of_stream(query, stream)
    return rows_of(connection, query, (stream,)) if found is None else found


def _bundles(connection: Own, query: str, given: Sequence[int | str]) -> list[Bundle]:
    found = connection.whole(query, *given)
    return bundles(rows_of(connection, query, given)) if found is None else bundles_in(found)


def rows_of(
    connection: Connection, query: str, parameters: Sequence[object]
) -> list[tuple[Any, ...]]:
    if isinstance(connection, Own):
        cursor = connection.asking
    else:
        cursor = connection.cursor(binary=True, row_factory=tuple_row)
    return cursor.execute(query.encode(), parameters).fetchall()


def connect(address: Address, busy_timeout: float) -> Own:
    """A connection with our time-outs, that acknowledges nothing that is not on disk."""
    milliseconds = {
        "lock_timeout": busy_timeout,
        "statement_timeout": LONGEST_STATEMENT,
        "idle_in_transaction_session_timeout": UNUSED_TRANSACTION,
    }
    connection = Own.connect(address.conninfo, autocommit=True, row_factory=tuple_row)
    try:
        connection.execute(
            # The rows of a stream lie in its index in their order: without statistics the server
            # would gather them first, and sort them.
            "SELECT set_config('enable_bitmapscan', 'off', false),"
            " set_config('client_encoding', 'UTF8', false),"
            " set_config('lock_timeout', %s, false), set_config('statement_timeout', %s, false),"
            " set_config('idle_in_transaction_session_timeout', %s, false),"
            " CASE WHEN current_setting('synchronous_commit') IN ('off', 'local')"
            " THEN set_config('synchronous_commit', 'on', false) END",
            [str(max(1, round(seconds * 1000))) for seconds in milliseconds.values()],
        )
    except BaseException:
        connection.close()
        raise
    return connection


def holds_record(connection: Connection, address: Address) -> bool:
    """Whether our tables are there. Raises `BadInput` if they are not of this release."""
    if not rows_of(connection, TABLES, (address.schema,)):
        return False
    rows = rows_of(connection, f"SELECT max(version) FROM {address.schema}.record_schema", ())
    version = rows[0][0]
    if version != schema.VERSION:
        raise of_another_release(address, version)
    return True


def of_another_release(address: Address, version: int) -> BadInput:
    """What is wrong with tables of that version, and what to do."""
    if version > schema.VERSION:
        whose, what = "of a newer release", "update mandates"
    elif upgrading.leads_from(version):
        whose, what = "of an older release", "let their owner run mandates db upgrade"
    else:
        whose, what = "from before the first release", "record anew"
    return BadInput(
        f"{address.shown}: its tables are {whose} (schema {version}, this one knows"
        f" {schema.VERSION}): {what}"
    )


def make_record(connection: Connection, address: Address) -> None:
    """Make the tables, if nobody was faster."""
    with connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (address.lock,))
        if not holds_record(connection, address):
            for statement in schema.statements(address):
                connection.execute(statement.encode())


def wait_until(deadline: float, error: psycopg.Error, shown: str, pause: float) -> None:
    """Pause before another attempt; raises what the error means if there is no time for one."""
    if time.monotonic() + pause > deadline:
        raise Unavailable(
            f"{shown} broke off before it answered: whether this was recorded is not known;"
            " send it again with the same command id"
        ) from error
    time.sleep(pause)


def cut_off(connection: Connection) -> None:
    """Let an inherited connection lead nowhere: closing it would end the parent's session."""
    with contextlib.suppress(OSError, psycopg.Error):
        nowhere = os.open(os.devnull, os.O_RDWR)
        os.dup2(nowhere, connection.fileno())
        os.close(nowhere)
