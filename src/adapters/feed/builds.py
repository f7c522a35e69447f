"""Builds: each view's tables carry a build number; which build answers is a row, not a name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Integer,
    MetaData,
    Select,
    Table,
    Text,
    and_,
    func,
    inspect,
    or_,
    select,
    text,
)

from ...projections.view import View
from . import tables

METADATA = MetaData()
BUILDS = Table(
    "view_builds",
    METADATA,
    Column("view", Text, primary_key=True),
    Column("build", Integer, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("position", Integer, nullable=False),
    Column("state", Text, nullable=False),  # building | active | retired
    Column("stopped_at", Integer),  # the event that could not be applied
    Column("reason", Text),
)
# As text: an `Index` with a condition for PostgreSQL loads that dialect, also where only SQLite is.
_ONE_ACTIVE_NAME = "view_builds__one_active"
_ONE_ACTIVE = text(
    "CREATE UNIQUE INDEX IF NOT EXISTS view_builds__one_active"
    " ON view_builds (view, version) WHERE state = 'active'"
)
PINS = Table(
    "view_pins",
    METADATA,
    Column("view", Text, primary_key=True),
    Column("build", Integer, nullable=False),
)
PARTS = Table(
    "view_parts",
    METADATA,
    Column("view", Text, primary_key=True),
    Column("build", Integer, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("part", Integer, primary_key=True),
    Column("until", Integer, nullable=False),  # fold what was recorded up to this position
    Column("last", Text),  # the last stream of the part; none: to the end
    Column("done", Text, nullable=False),  # the last stream that was folded
    Column("events", Integer, nullable=False),  # how many that makes
    Column("finished", Integer, nullable=False),
)
HEARTBEAT = Table(
    "scheduler_ticks",
    METADATA,
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
    tables.create(connection, METADATA)
    if _ONE_ACTIVE_NAME not in {
        one["name"] for one in inspect(connection).get_indexes(BUILDS.name)
    }:
        connection.execute(_ONE_ACTIVE)  # which who did not make the table may not even try


def prepared(connection: Connection) -> bool:
    """Whether they are there."""
    return inspect(connection).has_table(PINS.name)


def active(connection: Connection, view: View) -> Build | None:
    """The build of this view, of the version that this program knows, that answers now."""
    row = connection.execute(
        select(BUILDS).where(
            BUILDS.c.view == view.name,
            BUILDS.c.version == view.version,
            BUILDS.c.state == "active",
        )
    ).first()
    return _build(row) if row else None


def answering(connection: Connection, view: View) -> tuple[Build, bool] | None:
    """The build that answers, and whether it is pinned: then it answers whatever else is there."""
    row = connection.execute(_answering(view.name, view.version)).first()
    return (_build(row), row.pinned is not None) if row else None


@lru_cache(256)
def _answering(view: str, version: int) -> Select[Any]:
    """One statement, made once: every question asks it of each view that it reads."""
    of_pin = and_(PINS.c.view == BUILDS.c.view, PINS.c.build == BUILDS.c.build)
    newest = and_(BUILDS.c.version == version, BUILDS.c.state == "active")
    return (
        select(BUILDS, PINS.c.build.label("pinned"))
        .select_from(BUILDS.outerjoin(PINS, of_pin))
        .where(BUILDS.c.view == view, or_(PINS.c.build.is_not(None), newest))
        .order_by(PINS.c.build.is_(None))
        .limit(1)
    )


def pin(connection: Connection, view: View, build: Build) -> None:
    """Let a build answer, as it stands, until `unpin`."""
    unpin(connection, view)
    connection.execute(PINS.insert().values(view=view.name, build=build.number))


def unpin(connection: Connection, view: View) -> bool:
    """Let the newest answer again. False where nothing was pinned."""
    return connection.execute(PINS.delete().where(PINS.c.view == view.name)).rowcount > 0


def every(connection: Connection, view: View) -> list[tuple[Build, str]]:
    """All builds of a view, of whatever version, the newest first, each with its state."""
    rows = connection.execute(
        select(BUILDS).where(BUILDS.c.view == view.name).order_by(BUILDS.c.build.desc())
    )
    return [(_build(row), str(row.state)) for row in rows]


def now(connection: Connection, build: Build) -> tuple[Build, str] | None:
    """A build as it is by now, with its state; None where it was dropped."""
    row = connection.execute(
        select(BUILDS).where(BUILDS.c.view == build.view, BUILDS.c.build == build.number)
    ).first()
    return (_build(row), str(row.state)) if row else None


def drop(connection: Connection, view: View, build: int) -> None:
    """Drop a build with its tables."""
    connection.execute(BUILDS.delete().where(BUILDS.c.view == view.name, BUILDS.c.build == build))
    for noted in (PINS, PARTS):
        connection.execute(noted.delete().where(noted.c.view == view.name, noted.c.build == build))
    tables.drop(connection, view, build)


def drop_old(connection: Connection, view: View) -> None:
    """Drop what nobody will ask for: all that are retired but the newest, and what was begun for
    another version. One that answers for another release, or is pinned, stays; so does what another
    role made, for that one to drop."""
    pinned = connection.scalar(select(PINS.c.build).where(PINS.c.view == view.name))
    kept = False
    for build, state in every(connection, view):
        if state == "active" or build.number == pinned:
            continue
        if state == "retired" and not kept:
            kept = True
        elif (state == "retired" or build.version != view.version) and tables.ours(
            connection, view, build.number
        ):
            drop(connection, view, build.number)


def start(connection: Connection, view: View) -> Build:
    """A new, empty build with tables of its own, that answers from now on."""
    build = _new(connection, view, "active")
    tables.make(connection, view, build.number)
    for one in tables.indexes(view, build.number):
        tables.index(connection, one)
    return build


def begin(connection: Connection, view: View) -> Build:
    """A new, empty build that does not answer. Its tables have no indexes yet."""
    build = _new(connection, view, "building")
    tables.make(connection, view, build.number)
    return build


def begun(connection: Connection, view: View) -> Build | None:
    """The newest build of the view as it is now that was begun and does not answer yet."""
    row = connection.execute(
        select(BUILDS)
        .where(
            BUILDS.c.view == view.name,
            BUILDS.c.version == view.version,
            BUILDS.c.state == "building",
        )
        .order_by(BUILDS.c.build.desc())
    ).first()
    return _build(row) if row else None


def _new(connection: Connection, view: View, state: str) -> Build:
    newest = connection.scalar(select(func.max(BUILDS.c.build)).where(BUILDS.c.view == view.name))
    number = (newest or 0) + 1
    connection.execute(
        BUILDS.insert().values(
            view=view.name, build=number, version=view.version, position=0, state=state
        )
    )
    return Build(view.name, number, view.version, 0)


def _build(row: Any) -> Build:
    return Build(row.view, row.build, row.version, row.position, row.stopped_at, row.reason)


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
