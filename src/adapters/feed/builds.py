"""Builds: each view's tables carry a build number; which build answers is a row, not a name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import (
    Column,
    Connection,
    Integer,
    MetaData,
    Table,
    Text,
    func,
    inspect,
    select,
    text,
)

from ...projections.view import View

_METADATA = MetaData()
BUILDS = Table(
    "view_builds",
    _METADATA,
    Column("view", Text, primary_key=True),
    Column("build", Integer, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("position", Integer, nullable=False),
    Column("state", Text, nullable=False),  # building | active | retired
    Column("stopped_at", Integer),  # the event that could not be applied
    Column("reason", Text),
)
# As text: an `Index` with a condition for PostgreSQL loads that dialect, also where only SQLite is.
_ONE_ACTIVE = text(
    "CREATE UNIQUE INDEX IF NOT EXISTS view_builds__one_active"
    " ON view_builds (view, version) WHERE state = 'active'"
)
HEARTBEAT = Table(
    "scheduler_ticks",
    _METADATA,
    Column("id", Integer, primary_key=True),
    Column("ticked_at", Text, nullable=False),
    Column("announced", Integer, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Build:
    """One build of a view. ``stopped_at`` is the position of the event that it cannot apply."""

    view: str
    number: int
    version: int
    position: int
    stopped_at: int | None = None
    reason: str | None = None


def prepare(connection: Connection) -> None:
    """Create the tables that hold builds, if they are not there."""
    _create(connection, _METADATA)
    connection.execute(_ONE_ACTIVE)


def _create(connection: Connection, metadata: MetaData) -> None:
    """Create tables whose texts have one order in every database: that of their code points.

    PostgreSQL would sort and compare them as its language does, days and symbols among them.
    """
    if connection.dialect.name == "postgresql":
        metadata, own = MetaData(), metadata
        for table in own.tables.values():
            for column in table.to_metadata(metadata).columns:
                if isinstance(column.type, Text):
                    column.type = Text(collation="C")
    metadata.create_all(connection)


def prepared(connection: Connection) -> bool:
    """Whether they are there."""
    return inspect(connection).has_table(BUILDS.name)


def active(connection: Connection, view: View) -> Build | None:
    """The build of this view, of the version that this program knows, that answers now."""
    row = connection.execute(
        select(BUILDS).where(
            BUILDS.c.view == view.name,
            BUILDS.c.version == view.version,
            BUILDS.c.state == "active",
        )
    ).first()
    if row is None:
        return None
    return Build(row.view, row.build, row.version, row.position, row.stopped_at, row.reason)


def start(connection: Connection, view: View, state: str = "active") -> Build:
    """A new, empty build with tables of its own."""
    newest = connection.scalar(select(func.max(BUILDS.c.build)).where(BUILDS.c.view == view.name))
    number = (newest or 0) + 1
    metadata = MetaData()
    view.tables(metadata, number)
    _create(connection, metadata)
    connection.execute(
        BUILDS.insert().values(
            view=view.name, build=number, version=view.version, position=0, state=state
        )
    )
    return Build(view.name, number, view.version, 0)


def tables(view: View, build: int) -> Mapping[str, Table]:
    """The tables of a build."""
    return view.tables(MetaData(), build)


def advance(connection: Connection, build: Build, position: int) -> bool:
    """Move a build's position, if nobody else has: the only fence. False if somebody has."""
    moved = connection.execute(
        BUILDS.update()
        .where(
            BUILDS.c.view == build.view,
            BUILDS.c.build == build.number,
            BUILDS.c.position == build.position,
        )
        .values(position=position, stopped_at=None, reason=None)
    )
    return moved.rowcount == 1


def stop(connection: Connection, build: Build, position: int, reason: str) -> None:
    """Note that a build stands still before an event, and why."""
    connection.execute(
        BUILDS.update()
        .where(
            BUILDS.c.view == build.view,
            BUILDS.c.build == build.number,
            BUILDS.c.position == build.position,
        )
        .values(stopped_at=position, reason=reason)
    )


def switch(connection: Connection, view: View, build: Build) -> bool:
    """Let a build answer from now on; the one that answered so far is retired.

    False, and nothing changed, if the one that answers is further on: no answer ever goes back.
    """
    answering = active(connection, view)
    if answering is not None and answering.position > build.position:
        return False
    same = (BUILDS.c.view == view.name, BUILDS.c.version == view.version)
    connection.execute(
        BUILDS.update().where(*same, BUILDS.c.state == "active").values(state="retired")
    )
    connection.execute(
        BUILDS.update().where(*same, BUILDS.c.build == build.number).values(state="active")
    )
    return True
