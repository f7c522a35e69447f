"""What the owner of a record on PostgreSQL does."""

from __future__ import annotations

from contextlib import closing

import psycopg

from ....domain.errors import BadInput
from . import schema, upgrading
from .address import Address
from .connections import Connection, connect, make_record, of_another_release, rows_of
from .errors import translated
from .seen import TABLES

_WAIT = 5.0


def look(address: Address) -> tuple[int | None, str]:
    """The schema version of the tables, None where there are none; and which server has them."""
    try:
        with closing(connect(address, _WAIT)) as connection:
            follows = "pg_is_in_recovery(), current_setting('server_version')"
            standby, release = rows_of(connection, f"SELECT {follows}", ())[0]
            where = f"{connection.info.host or 'socket'}:{connection.info.port}"
            what = "a standby" if standby else "takes what is recorded"
            return _version(connection, address), f"PostgreSQL {release} at {where}, {what}"
    except psycopg.Error as error:
        raise translated(error, address.shown) from error


def _version(connection: Connection, address: Address) -> int | None:
    if not rows_of(connection, TABLES, (address.schema,)):
        return None
    found = f"SELECT max(version) FROM {address.schema}.record_schema"
    return int(rows_of(connection, found, ())[0][0])


def upgrade(address: Address) -> int | None:
    """Bring the tables to this release, in one transaction that other writers wait for.

    Returns the version that they had; None where there are none. Raises `BadInput` where there is
    no road from it.
    """
    try:
        with closing(connect(address, _WAIT)) as connection, connection.transaction():
            connection.execute("SELECT pg_advisory_xact_lock(%s)", (address.lock,))
            found = _version(connection, address)
            if found is None:
                return None
            for statement in road(address, found):
                connection.execute(statement.encode())
            return found
    except psycopg.Error as error:
        raise translated(error, address.shown) from error


def road(address: Address, found: int) -> list[str]:
    """The statements of `upgrade`, from a version on. Raises `BadInput` where there is no road."""
    if found > schema.VERSION or not upgrading.leads_from(found):
        raise of_another_release(address, found)
    return upgrading.statements(address, found)


def create(address: Address, writer: str | None) -> None:
    """Make the tables where there are none, and grant them to a role; all or none.

    Raises `BadInput` where who asks may not grant them: the server would only warn.
    """
    try:
        with closing(connect(address, _WAIT)) as connection, connection.transaction():
            make_record(connection, address)
            for statement in schema.grants(address, writer) if writer else ():
                connection.execute(statement.encode())
            if writer and not rows_of(connection, schema.granted(address), (writer, writer))[0][0]:
                raise BadInput(
                    f"{address.shown}: only the owner of the tables lets a role write them"
                )
    except psycopg.Error as error:
        raise translated(error, address.shown) from error
