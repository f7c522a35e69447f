"""A host's own connection to the file, in the host's own transaction.

What is appended is durable when the host commits, and gone if it does not. So it is refused unless
the host holds the write lock already and commits to the disk.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Generator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from ....domain.errors import BadInput, Unavailable
from . import schema
from .connections import Connections, Done
from .errors import Translating

FULL = 2  # and 3 is EXTRA


class Hosted:
    """Looks to the recorder like `Connections`, and is one connection that belongs to the host."""

    def __init__(self, own: Connections, connection: object) -> None:
        if not isinstance(connection, sqlite3.Connection):
            raise BadInput(f"the connection is not one to {own.path}: pass one of SQLite")
        self._own = own
        self._connection = connection
        self._translating = Translating(own.path)
        with self._translating, self._plain():
            self._check()

    def _check(self) -> None:
        path, connection = self._own.path, self._connection
        if not connection.in_transaction:
            raise BadInput(f"no transaction is open on {path}: begin it with BEGIN IMMEDIATE")
        files = {name: file for _, name, file in connection.execute("PRAGMA database_list")}
        if not files["main"] or not _same(files["main"], path):
            raise BadInput(f"the connection leads to another file than {path}")
        if connection.execute("PRAGMA journal_mode").fetchone() != ("wal",):
            raise BadInput(f"{path} is not in WAL mode: set PRAGMA journal_mode = WAL")
        if connection.execute("PRAGMA synchronous").fetchone()[0] < FULL:
            raise BadInput(
                f"the connection to {path} would not be durable: set PRAGMA synchronous = FULL"
            )
        if self._lock_is_free():
            raise BadInput(
                f"the transaction on {path} holds no write lock: begin it with BEGIN IMMEDIATE"
            )

    def _lock_is_free(self) -> bool:
        with closing(self._own.stranger()) as stranger:
            try:
                stranger.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError:
                return False
            stranger.execute("ROLLBACK")
            return True

    @contextmanager
    def _plain(self) -> Generator[sqlite3.Connection]:
        """The connection with rows as the driver gives them, whatever the host made of them."""
        connection = self._connection
        given = connection.row_factory, connection.text_factory
        connection.row_factory, connection.text_factory = None, str
        try:
            yield connection
        finally:
            connection.row_factory, connection.text_factory = given

    def fetch(self, sql: str, parameters: Sequence[object] = ()) -> list[Any]:
        """All rows of one query, as the host's transaction sees them."""
        with self._translating, self._plain() as connection:
            if not self._own.holds_record(connection):
                return []
            return connection.execute(sql, parameters).fetchall()

    fetch_few = fetch

    @contextmanager
    def snapshot(self) -> Generator[sqlite3.Connection | None]:
        """The host's transaction is one."""
        with self._translating, self._plain() as connection:
            yield connection if self._own.holds_record(connection) else None

    def write(self, work: Callable[[sqlite3.Connection], Done]) -> Done:
        """A part of the host's transaction: what fails in it is undone, the rest is the host's."""
        with self._translating, self._plain() as connection:
            connection.execute("SAVEPOINT mandates")
            try:
                if not self._own.holds_record(connection):
                    for statement in schema.STATEMENTS:
                        connection.execute(statement)
                done = work(connection)
            except BaseException as error:
                if connection.in_transaction:
                    connection.execute("ROLLBACK TO mandates")
                    connection.execute("RELEASE mandates")
                elif isinstance(error, sqlite3.Error):  # SQLite does so where a disk fails it
                    raise Unavailable(
                        f"the host's transaction on {self._own.path} was rolled back as a whole"
                        f" ({error}): begin it again"
                    ) from error
                raise
            connection.execute("RELEASE mandates")
            return done

    def empty_wal(self) -> None:
        """Nothing: the host has not committed yet."""

    def close(self) -> None:
        """Nothing: the connection is the host's."""


def _same(file: str, path: Path) -> bool:
    try:
        return os.path.samefile(file, path)
    except FileNotFoundError:
        return False
