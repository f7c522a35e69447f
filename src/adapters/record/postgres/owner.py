"""What the owner of a record on PostgreSQL does."""

from __future__ import annotations

from contextlib import closing

import psycopg

from . import schema
from .address import Address
from .connections import TABLES, connect, make_record, rows_of
from .errors import translated

_WAIT = 5.0


def version(address: Address) -> int | None:
    """The schema version of the tables; None where there are none."""
    try:
        with closing(connect(address, _WAIT)) as connection:
            if not rows_of(connection, TABLES, (address.schema,)):
                return None
            found = f"SELECT max(version) FROM {address.schema}.record_schema"
            return int(rows_of(connection, found, ())[0][0])
    except psycopg.Error as error:
        raise translated(error, address.shown) from error


def create(address: Address, writer: str | None) -> None:
    """Make the tables where there are none, and grant them to a role, quoted already."""
    try:
        with closing(connect(address, _WAIT)) as connection:
            make_record(connection, address)
            with connection.transaction():
                for statement in schema.grants(address, writer) if writer else ():
                    connection.execute(statement.encode())
    except psycopg.Error as error:
        raise translated(error, address.shown) from error
