"""Views on PostgreSQL: in a schema of their own, beside that of the record."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from contextlib import contextmanager

import psycopg
from psycopg import errors
from sqlalchemy import Connection, Engine, Table, create_engine, event, select
from sqlalchemy.exc import DatabaseError, ProgrammingError
from sqlalchemy.pool import QueuePool

from ...domain.errors import MandatesError, Unavailable
from ..record.postgres.address import Address
from ..record.postgres.connections import connect
from ..record.postgres.errors import translated
from .database import Database, ReadOnly

_LOCKS = {
    "write": "SELECT pg_advisory_xact_lock(%s)", "add": "SELECT pg_advisory_xact_lock_shared(%s)",
}  # fmt: skip


class PostgresDatabase(Database):
    """Views in the database of the record; a standby's views are read as they come from its
    primary."""

    together = True

    def __init__(self, address: Address, busy_timeout: float = 5.0) -> None:
        self._address = address
        super().__init__(busy_timeout)

    @property
    def exists(self) -> bool:
        """There is a database, or connecting to it fails."""
        return True

    def _open(self) -> Engine:
        engine = create_engine(
            "postgresql+psycopg://", creator=self._connect, poolclass=QueuePool, max_overflow=-1,
            pool_pre_ping=True,
        )  # fmt: skip

        @event.listens_for(engine, "begin")
        def begin(connection: Connection) -> None:  # pyright: ignore[reportUnusedFunction]
            begins = connection.get_execution_options().get("begin")
            if begins in _LOCKS:
                # As on SQLite, who writes views waits for whoever else does; who adds, for the
                # others alone.
                connection.exec_driver_sql(_LOCKS[begins], (self._address.views_lock,))
                # After a power cut they may be behind the record, never ahead: it was there before.
                connection.exec_driver_sql("SET LOCAL synchronous_commit = off")
            else:
                connection.exec_driver_sql(
                    "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"
                )

        return engine

    def _connect(self) -> psycopg.Connection[tuple[object, ...]]:
        connection = connect(self._address, self._busy_timeout)
        connection.execute("SELECT set_config('search_path', %s, false)",
                           (self._address.views_schema,))  # fmt: skip
        connection.autocommit = False
        return connection

    @contextmanager
    def _transaction(self, begin: str) -> Generator[Connection, None, None]:
        try:
            with super()._transaction(begin) as connection:
                yield connection
        except psycopg.Error as error:  # of what is done by the driver itself
            raise self._meaning(error) from error

    def keep(self, connection: Connection, tables: Iterable[Table]) -> bool:
        """See `Database.keep`: here a table is dropped for those too who see its build still.

        Whoever asks a table of anything holds it until the end of the transaction.
        """
        try:
            for table in tables:
                connection.execute(select(table).limit(0))
        except ProgrammingError as error:
            if isinstance(error.orig, errors.UndefinedTable):
                return False
            raise
        return True

    def _named(self, error: DatabaseError) -> MandatesError:
        return self._meaning(error.orig)

    def _meaning(self, cause: BaseException | None) -> MandatesError:
        if isinstance(cause, errors.ReadOnlySqlTransaction):
            return ReadOnly(
                f"{self._address.shown} is read-only, a standby perhaps: its views are written"
                " where the record is, and come from there"
            )
        if isinstance(cause, errors.InsufficientPrivilege):
            return ReadOnly(
                f"{self._address.shown}: its views are another role's"
                f" ({str(cause).splitlines()[0]}): mandates projections rebuild, as that role,"
                " shares them with all writers"
            )
        if isinstance(cause, psycopg.Error):
            return translated(cause, self._address.shown)
        return Unavailable(f"{self._address.shown}: the views could not be reached")
