"""Connections to one SQLite file: opened when needed, shared by threads, none across a fork.

One connection writes, under a lock; readers take theirs from a pool, for one snapshot each. The
file is made by the first transaction that is written, never by reading.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sqlite3
import threading
from collections.abc import Callable, Generator, Sequence
from pathlib import Path
from typing import Any, ClassVar, LiteralString, TypeVar

from ....domain.errors import BadInput, Unavailable
from .. import forking
from . import schema
from .errors import Translating, absent, is_code
from .standing import Standing
from .wal import Wal, wal_of

Done = TypeVar("Done")
"""What comes of some work."""


class AtRest(sqlite3.Connection):
    """A connection to a file that nobody writes, on a disk where SQLite cannot lock it.

    Used for one snapshot only, as somebody else might begin to write.
    """


class Connections:
    """The connections of one process to the file at ``path``; see `forking` for its children."""

    _creating = threading.Lock()
    """Closing a file drops all locks that the process has on it: so while one thread makes the
    file, no other may open it to write, with whatever `Connections`."""

    _crossed: ClassVar[set[str]] = set()
    """The files of which open connections came along when this process was forked."""

    def __init__(self, path: Path, busy_timeout: float) -> None:
        self.path = path
        self._file = path.absolute()
        self._busy_timeout = busy_timeout
        self._translating = Translating(path)
        self._standing = Standing(self._file)
        self._wal = Wal(self._file)
        self._closed = False
        self._held = True
        self._start()
        forking.watch(self)

    def _start(self) -> None:
        self._writing = threading.Lock()
        self._writer: sqlite3.Connection | None = None
        self._has_tables = False
        self._loans: forking.Loans[sqlite3.Connection] = forking.Loans()

    # Reading

    def fetch(self, sql: LiteralString, parameters: Sequence[object] = ()) -> list[Any]:
        """All rows of one query, from one snapshot; none while there is no record."""
        with self._translating:
            connection = self._borrow()
            if connection is None:
                return []
            try:
                rows = connection.execute(sql, parameters).fetchall()
            except BaseException:
                self._give_back(connection, broken=True)
                raise
            self._give_back(connection)
            return rows

    def fetch_few(self, sql: LiteralString, parameters: Sequence[object] = ()) -> list[Any]:
        """Like `fetch`, for a few rows that are about to be written upon.

        Where the writing connection is at rest it is asked: what it wrote last it still holds,
        while a reader's pages are gone with every commit.
        """
        if self._writer is None or not self._writing.acquire(blocking=False):
            return self.fetch(sql, parameters)
        try:
            with self._translating:
                self._check_open()
                self._standing.look()
                writer = self._writer  # another thread may have lost it meanwhile
                if writer and self._has_tables:
                    return writer.execute(sql, parameters).fetchall()
        finally:
            self._writing.release()
        return self.fetch(sql, parameters)

    @contextlib.contextmanager
    def snapshot(self) -> Generator[sqlite3.Connection | None]:
        """A connection whose queries all see one state; None while there is no record."""
        with self._translating:
            connection = self._borrow()
            if connection is None:
                yield None
                return
            try:
                connection.execute("BEGIN")
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                self._give_back(connection, broken=True)
                raise
            self._give_back(connection)

    def _borrow(self) -> sqlite3.Connection | None:
        connection = self._loans.take(self._busy_timeout)
        try:
            self._check_open()
            self._standing.look()
            opened = connection or self._open_reader()
        except BaseException:
            self._loans.give_back(connection)
            raise
        if opened is None:
            self._loans.give_back()
        return opened

    def _give_back(self, connection: sqlite3.Connection, broken: bool = False) -> None:
        if broken or isinstance(connection, AtRest):
            connection.close()
            self._loans.give_back()
        else:
            self._loans.give_back(connection)

    def _open_reader(self) -> sqlite3.Connection | None:
        try:
            return self._reader("mode=rw", sqlite3.Connection)
        except sqlite3.OperationalError as error:
            if not is_code(error, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
                raise
            if absent(self.path):
                return None
            wal = wal_of(self._file)
            if os.access(wal.parent, os.W_OK):
                return self._reader("mode=rw", sqlite3.Connection)  # just created by another
            if wal.exists():
                raise
        return self._reader("mode=ro&immutable=1", AtRest)

    def _reader(self, mode: str, kind: type[sqlite3.Connection]) -> sqlite3.Connection | None:
        self._standing.check()
        connection = self._connect(mode, kind)
        try:
            connection.execute("PRAGMA query_only = ON")
            if self.holds_record(connection):
                self._standing.opened()
                return connection
        except BaseException:
            connection.close()
            raise
        connection.close()
        return None

    # Writing

    def write(self, work: Callable[[sqlite3.Connection], Done], single: bool = False) -> Done:
        """Work in one transaction under the write lock: durable at the end, undone if it raises.
        ``single``: it is one statement at most, which is a transaction by itself."""
        if not (self._writing.acquire(False) or self._writing.acquire(timeout=self._busy_timeout)):
            raise Unavailable(f"{self.path} is locked by another thread: try again")
        try:
            if self._closed or Connections._crossed:
                self._check_open()
            if self._writer is None:
                self._writer = self._open_writer()
            if look := self._wal.due():
                self._standing.check()
            alone = single and self._has_tables
            done = work(self._writer) if alone else self._transaction(self._writer, work)
            if look:
                self._wal.ease(self.stranger)
            return done
        except (sqlite3.Error, UnicodeEncodeError):
            with self._translating:  # (entered here alone, as most appends need it not)
                raise
        finally:
            self._writing.release()

    def empty_wal(self) -> None:
        """See `Wal.empty`."""
        with self._writing:
            if self._writer is not None:  # lost or closed meanwhile; closing did it
                self._wal.empty(self._writer)

    def _transaction(
        self, connection: sqlite3.Connection, work: Callable[[sqlite3.Connection], Done]
    ) -> Done:
        try:
            connection.execute("BEGIN IMMEDIATE")
            if not self._has_tables and not self.holds_record(connection):
                for statement in schema.STATEMENTS:
                    connection.execute(statement)
            done = work(connection)
            connection.execute("COMMIT")
        except BaseException:
            self._undo(connection)
            raise
        self._has_tables = True
        return done

    def _undo(self, connection: sqlite3.Connection) -> None:
        try:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
        except sqlite3.Error:
            # Where even that fails (an I/O error), closing undoes it; the next append opens anew.
            self._writer = None
            connection.close()

    def _open_writer(self) -> sqlite3.Connection:
        self._has_tables = False
        self._standing.check()
        with Connections._creating:
            self._create()
            connection = self._connect("mode=rw", sqlite3.Connection)
        try:
            self._wal.open(connection, self._busy_timeout)
            self._standing.opened()
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute(
                "PRAGMA secure_delete = ON"
            )  # nothing here deletes; notes are blanked
        except BaseException:
            connection.close()
            raise
        return connection

    def _create(self) -> None:
        """Make the file, for its owner alone. SQLite gives its companions the same mode."""
        try:
            os.close(os.open(self._file, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        except FileExistsError:
            return
        except OSError as error:
            absent(self.path)
            reason = f"{self.path} cannot be created: {error.strerror}"
            if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EIO):
                raise Unavailable(reason) from error
            raise BadInput(reason) from error

    def stranger(self, timeout: float = 0) -> sqlite3.Connection:
        """A connection beside the others, that waits for nothing: it sees whether somebody holds
        the write lock."""
        return sqlite3.connect(
            f"{self._file.as_uri()}?mode=rw", uri=True, timeout=timeout, isolation_level=None
        )

    # Both

    def _connect(self, mode: str, kind: type[sqlite3.Connection]) -> sqlite3.Connection:
        return sqlite3.connect(
            f"{self._file.as_uri()}?{mode}",
            uri=True,
            factory=kind,
            timeout=self._busy_timeout,
            isolation_level=None,
            check_same_thread=False,
        )

    def holds_record(self, connection: sqlite3.Connection) -> bool:
        """Whether our tables are there. Raises `BadInput` if they are not of this release."""
        names = "SELECT name FROM sqlite_schema WHERE name IN ('events', 'record_schema')"
        found = {name for (name,) in connection.execute(names)}
        if "record_schema" not in found:
            if "events" in found:
                raise BadInput(f"{self.path} is no record: its table events is another program's")
            return False
        (version,) = connection.execute("SELECT max(version) FROM record_schema").fetchone()
        if not isinstance(version, int):
            raise BadInput(f"{self.path} is no record: its table record_schema says no version")
        if version != schema.VERSION:
            newer = version > schema.VERSION
            raise BadInput(
                f"{self.path} was written {'by a newer' if newer else 'before the first'} release"
                f" (schema {version}, this one knows {schema.VERSION})"
                + (": update mandates" if newer else ": record anew")
            )
        return True

    def _check_open(self) -> None:
        if self._closed:
            raise BadInput(f"{self.path} was closed: open it again")
        check_not_crossed(self.path)

    def close(self) -> None:
        """Close all connections; those that are in use, as soon as they are given back."""
        with self._loans, self._writing:
            self._closed = True
            self._loans.close()
            self._close_unused()

    def _close_unused(self) -> None:
        self._loans.empty()
        # The last one to be closed folds the WAL into the file: let it be the one that may write.
        if self._writer is not None:
            self._writer.close()
            self._writer = None

    # Around a fork

    def before_fork(self) -> None:
        """Close what is open, and hold what would open it. But wait no longer than for a lock."""
        unused = self._loans.hold(self._busy_timeout)
        self._held = self._writing.acquire(timeout=self._busy_timeout)
        if unused and self._held:
            self._close_unused()

    def after_fork_in_parent(self) -> None:
        if self._held:
            self._writing.release()
        self._loans.go_on()

    def after_fork_in_child(self) -> list[sqlite3.Connection]:
        """Start afresh, and return the connections that are still open: they are the parent's."""
        inherited = [*self._loans.at_rest, self._writer] if self._writer else self._loans.at_rest
        if inherited or not self._held or forking.crossed():
            Connections._crossed.add(os.path.realpath(self._file))
        Connections._creating = threading.Lock()
        self._start()
        return inherited


def check_not_crossed(path: Path) -> None:
    """Raises `BadInput` where open connections to the file came along into this process.

    SQLite would take the parent's locks for its own and set none. Then the parent, as it closes the
    file, believes that nobody else has it open and removes the WAL that is written here: what was
    acknowledged would be gone.
    """
    if Connections._crossed and os.path.realpath(path) in Connections._crossed:
        raise BadInput(
            f"{path} was in use by another thread while this process was forked, and cannot be used"
            " here: fork while nobody uses it, or begin a new process"
        )
