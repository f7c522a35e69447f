"""Where the views of a record are."""

from __future__ import annotations

from pathlib import Path

from ..record.postgres.address import address, is_postgres
from .database import Database, SQLiteDatabase


def open_database(url_or_path: str, busy_timeout: float = 5.0) -> Database:
    """The views' database beside a record. Nothing is opened before it is needed."""
    if is_postgres(url_or_path):
        from .postgres import PostgresDatabase  # its driver is imported by those alone who use it

        return PostgresDatabase(address(url_or_path), busy_timeout)
    return SQLiteDatabase(Path(url_or_path), busy_timeout)
