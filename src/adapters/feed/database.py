"""The views' own connections: one pool a database, none across a fork."""

from __future__ import annotations

import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, Table, create_engine, event
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import QueuePool

from ...domain.errors import BadInput, Damaged, MandatesError, Unavailable
from ..record import forking
from ..record.codec import no_text
from ..record.sqlite.connections import AtRest, check_not_crossed
from ..record.sqlite.wal import wal_of


class Database(ABC):
    """The database that holds the record, opened for its views. Safe for threads and forks.

    ``together``: several may write at a time.
    """

    together = False

    def __init__(self, busy_timeout: float) -> None:
        self._busy_timeout = busy_timeout
        self._closed = False
        self._start()
        forking.watch(self)

    def _start(self) -> None:
        self._engine: Engine | None = None
        self._loans: forking.Loans[Connection] = forking.Loans()

    @property
    @abstractmethod
    def exists(self) -> bool:
        """Whether there may be views at all; the record creates the database, never a view."""

    @abstractmethod
    def _open(self) -> Engine:
        """A pool whose transactions begin with the execution option ``begin``: write, add, read."""

    @abstractmethod
    def _named(self, error: DatabaseError) -> MandatesError:
        """What an error of the driver means."""

    @contextmanager
    def write(self) -> Generator[Connection, None, None]:
        """A transaction that holds the write lock from its start. Commits at the end."""
        with self._transaction("write") as connection:
            yield connection

    @contextmanager
    def add(self) -> Generator[Connection, None, None]:
        """A transaction that writes what no other one does, in tables from which nobody reads yet:
        where ``together``, beside others of its kind."""
        with self._transaction("add" if self.together else "write") as connection:
            yield connection

    @contextmanager
    def read(self) -> Generator[Connection, None, None]:
        """A transaction in which every read sees one snapshot."""
        with self._transaction("read") as connection:
            yield connection

    @contextmanager
    def _transaction(self, begin: str) -> Generator[Connection, None, None]:
        engine = self._borrow()
        try:
            with (
                engine.connect().execution_options(begin=begin) as connection,
                _used_once_if_at_rest(connection),
                connection.begin(),
            ):
                yield connection
        except UnicodeEncodeError as error:
            raise no_text(error) from error
        except DatabaseError as error:
            raise self._named(error) from error
        finally:
            self._loans.give_back()

    def _borrow(self) -> Engine:
        self._loans.take(self._busy_timeout)
        try:
            with self._loans:
                if self._closed:
                    raise BadInput("the engine was closed: open it again")
                if self._engine is None:
                    self._engine = self._open()
                return self._engine
        except BaseException:
            self._loans.give_back()
            raise

    def keep(self, connection: Connection, tables: Iterable[Table]) -> bool:
        """Keep tables from being dropped until the transaction ends. False where one is gone, and
        the transaction with it."""
        return True  # a snapshot of a file has what was there

    def close(self) -> None:
        """Release all connections; who asks later is told so."""
        with self._loans:
            self._closed = True
            self._dispose()

    def _dispose(self) -> None:
        if self._engine is not None:
            self._engine.dispose()
        self._engine = None

    # Around a fork: no connection crosses it (see `record.forking`)

    def before_fork(self) -> None:
        """Close what is open, and hold what would open it. But wait no longer than for a lock."""
        if self._loans.hold(self._busy_timeout):
            self._dispose()

    def after_fork_in_parent(self) -> None:
        """Go on."""
        self._loans.go_on()

    def after_fork_in_child(self) -> Sequence[object]:
        """Start afresh; a connection that is still open is the parent's, for nobody to close."""
        inherited = self._engine
        self._start()
        return [inherited] if inherited is not None else []


class SQLiteDatabase(Database):
    """Views in the file of the record. They commit with synchronous=NORMAL: after a power cut they
    are behind the record, never ahead of it."""

    def __init__(self, path: Path, busy_timeout: float = 5.0) -> None:
        self._path = path
        super().__init__(busy_timeout)

    @property
    def exists(self) -> bool:
        """Whether there is a file at all."""
        return self._path.is_file()

    def _open(self) -> Engine:
        # Of itself SQLAlchemy would take this for a database in memory and close, above five
        # threads, connections that others are using.
        engine = create_engine(
            "sqlite://", creator=self._connect, poolclass=QueuePool, max_overflow=-1
        )

        @event.listens_for(engine, "begin")
        def begin(connection: Connection) -> None:  # pyright: ignore[reportUnusedFunction]
            writes = connection.get_execution_options().get("begin") == "write"
            connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

        return engine

    def _connect(self) -> sqlite3.Connection:
        check_not_crossed(self._path)
        try:
            return self._connection("mode=rw", sqlite3.Connection)
        except sqlite3.OperationalError as error:
            code = error.sqlite_errorcode & 0xFF
            lacking = code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)
            if not lacking or wal_of(self._path).exists():
                raise
        return self._connection("mode=ro&immutable=1", AtRest)

    def _connection(self, mode: str, kind: type[sqlite3.Connection]) -> sqlite3.Connection:
        connection = sqlite3.connect(
            f"{self._path.absolute().as_uri()}?{mode}",
            uri=True,
            factory=kind,
            timeout=self._busy_timeout,
            isolation_level=None,
            check_same_thread=False,
        )
        try:
            connection.execute("PRAGMA synchronous=NORMAL")
            connection.execute("PRAGMA wal_autocheckpoint=8000")  # 32 MB: a rebuild writes much
            # Views hold nothing that must not stay: some builds of SQLite wipe all that is dropped.
            connection.execute("PRAGMA secure_delete=OFF")
            connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchall()
        except BaseException:
            connection.close()
            raise
        return connection

    def _named(self, error: DatabaseError) -> MandatesError:
        cause = error.orig
        code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
        text = f"{self._path}: the views could not be reached: {cause}"
        if code == sqlite3.SQLITE_READONLY:
            return ReadOnly(text)
        if code == sqlite3.SQLITE_CORRUPT:
            return Damaged(f"{text}; rebuild them from the record")
        if code == sqlite3.SQLITE_NOTADB:
            return BadInput(f"{self._path} is not a database")
        return Unavailable(text)


@contextmanager
def _used_once_if_at_rest(connection: Connection) -> Generator[None, None, None]:
    """Somebody else might begin to write what was opened as a file that nobody writes."""
    yield
    if isinstance(connection.connection.dbapi_connection, AtRest):
        connection.invalidate()


class ReadOnly(BadInput):
    """The file cannot be written: the views stay behind the record."""
