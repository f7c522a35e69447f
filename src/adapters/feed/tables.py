"""The tables of a build: made, filled and dropped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    BigInteger,
    Connection,
    Dialect,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    inspect,
    text,
)
from sqlalchemy.schema import CreateIndex, CreateTable, DropTable

from ...projections.columns import WHERE
from ...projections.view import Rows, Tuples, View

if TYPE_CHECKING:
    from .builds import Build

# Whoever makes a table is its owner; all who may make views here write them by turns.
_SHARED = text("""
    DO $$ DECLARE one text; other text; BEGIN
        FOR one, other IN
            SELECT quote_ident(tablename), quote_ident(rolname) FROM pg_tables, pg_roles
            WHERE schemaname = current_schema() AND tableowner = current_user
                AND rolname <> current_user AND NOT rolsuper
                AND has_schema_privilege(pg_roles.oid, current_schema()::text, 'CREATE')
        LOOP
            EXECUTE 'GRANT SELECT, INSERT, UPDATE, DELETE ON ' || one || ' TO ' || other;
        END LOOP;
    END $$
""")
_OURS = text(
    "SELECT coalesce(bool_and(pg_has_role(tableowner, 'USAGE')), true) FROM pg_tables"
    " WHERE schemaname = current_schema() AND tablename = ANY(:names)"
)

_ALONE = text("SELECT pg_advisory_xact_lock(hashtextextended(current_schema() || '.' || :name, 0))")

_INLINE = {"toast_tuple_target": 8160}
"""States are read whole and written often: compressing each takes longer than all else of it."""


@lru_cache(256)
def tables(view: View, build: int) -> Mapping[str, Table]:
    """The tables of a build; the same objects each time, so that their statements are kept too."""
    return view.tables(MetaData(), build)


def create(connection: Connection, metadata: MetaData, indexes: bool = True) -> None:
    """Create tables whose texts have one order in every database: that of their code points.

    PostgreSQL would sort and compare them as its language does, days and symbols among them.
    """
    on_server = connection.dialect.name == "postgresql"
    for one in metadata.tables.values():
        table = _for_server(one) if on_server else one
        if not indexes:
            connection.execute(CreateTable(table))
        else:
            table.create(connection, checkfirst=True)
    if on_server:
        connection.execute(_SHARED)


def _for_server(one: Table) -> Table:
    table = one.to_metadata(MetaData())
    table.dialect_options["postgresql"]["with"] = _INLINE
    for column in table.columns:
        if isinstance(column.type, Text):
            column.type = Text(collation="C")
    return table


def make(connection: Connection, view: View, build: int) -> None:
    """Create them without their indexes, which are faster made once all rows are there."""
    metadata = MetaData()
    view.tables(metadata, build)
    create(connection, metadata, indexes=False)


def indexes(view: View, build: int) -> list[Index]:
    """Their indexes."""
    return [one for table in tables(view, build).values() for one in table.indexes]


def index(connection: Connection, one: Index) -> None:
    """Create an index, if it is not there: by the time at which whoever is making it is done."""
    if connection.dialect.name == "postgresql":  # which sees only what is committed
        connection.execute(_ALONE, {"name": one.name})
    else:  # what was read is sorted beside reading on: a fifth less time where a core is free
        connection.exec_driver_sql("PRAGMA threads = 1")
    if WHERE in one.info:  # said here, as an index that knows it loads the dialect of a database
        one.dialect_kwargs[f"{connection.dialect.name}_where"] = text(one.info[WHERE])
    connection.execute(CreateIndex(one, if_not_exists=True))


def ours(connection: Connection, view: View, build: int) -> bool:
    """Whether they may be dropped: on a server, by the role that made them alone."""
    if connection.dialect.name != "postgresql":
        return True
    found = connection.scalar(_OURS, {"names": [one.name for one in tables(view, build).values()]})
    return bool(found)


def drop(connection: Connection, view: View, build: int) -> None:
    """Drop them, as far as they are there."""
    for table in tables(view, build).values():
        connection.execute(DropTable(table, if_exists=True))


def tuples(tables: Mapping[str, Table], rows: Rows) -> Tuples:
    """Rows as the values of their columns in order."""
    found: dict[str, list[tuple[Any, ...]]] = {}
    for name, some in rows.items():
        columns = tables[name].columns.keys()
        found[name] = [tuple(row[column] for column in columns) for row in some]
    return found


def fit(connection: Connection, view: View, build: Build) -> bool:
    """Whether the tables of a build are there and have the columns that this release knows."""
    inspector = inspect(connection)
    return all(
        inspector.has_table(table.name)
        and [one["name"] for one in inspector.get_columns(table.name)] == table.columns.keys()
        for table in tables(view, build.number).values()
    )


def insert(connection: Connection, table: Table, rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert rows by the driver itself: of many, most of the time would go into wrapping them."""
    if len(rows) >= MANY and connection.dialect.name == "postgresql":
        _copy(connection, table, rows)
    elif rows:
        connection.exec_driver_sql(_inserting(table, connection.dialect), list(rows))


_KINDS: dict[type, str] = {Text: "text", Integer: "int4", BigInteger: "int8"}
"""What columns are on PostgreSQL."""
MANY = 100
"""So many rows are sent to a server as one stream."""


def _copy(connection: Connection, table: Table, rows: Sequence[tuple[Any, ...]]) -> None:
    """As one stream, in binary: each row by itself would cost a server as much as all the rest, and
    in text half as much again."""
    driver: Any = connection.connection.driver_connection
    quoted = connection.dialect.identifier_preparer
    in_order = ", ".join(quoted.format_column(one) for one in table.columns)
    into = f"COPY {quoted.format_table(table)} ({in_order}) FROM STDIN (FORMAT BINARY)"
    with driver.cursor() as cursor, cursor.copy(into) as copying:
        copying.set_types([_KINDS[type(one.type)] for one in table.columns])
        for row in rows:
            copying.write_row(row)


@lru_cache(256)
def _inserting(table: Table, dialect: Dialect) -> str:
    names = table.columns.keys()
    compiled = table.insert().compile(dialect=dialect, column_keys=names)
    marked = compiled.string
    return marked if compiled.positional else marked % dict.fromkeys(names, "%s")


_CHUNK = 500


def replace(
    connection: Connection,
    tables: Mapping[str, Table],
    streams: Sequence[str],
    rows: Mapping[str, Iterable[tuple[Any, ...]]],
    fresh: frozenset[str] = frozenset(),
) -> None:
    """Put the rows of some streams in the place of those that they had. ``fresh`` had none."""
    known = [one for one in streams if one not in fresh]
    for name, table in tables.items():
        for start in range(0, len(known), _CHUNK):
            chunk = known[start : start + _CHUNK]
            connection.execute(table.delete().where(table.c.stream.in_(chunk)))
        insert(connection, table, list(rows.get(name, ())))
