"""Which build of a view answers: the newest, or an older one that an operator has pinned."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from ...domain.errors import BadInput
from ...projections.view import View
from . import builds, tables
from .builds import Build
from .database import Database
from .diff import Difference, Histories, between


@dataclass(frozen=True, slots=True)
class Compared:
    """Two builds of a view, and in what they differ."""

    older: Build
    newer: Build
    differences: tuple[Difference, ...]


def rollback(database: Database, view: View) -> Build:
    """Let the build before the one that answers answer, as it stands, until `unpin`.

    Raises `BadInput` where there is none whose tables are those of this release.
    """
    with database.write() as connection:
        builds.prepare(connection)
        known = builds.answering(connection, view)
        for build, state in builds.every(connection, view):
            older = known is None or build.number < known[0].number
            if older and _may_answer(connection, view, build, state):
                builds.pin(connection, view, build)
                return build
    raise BadInput(f"view {view.name} has no older build to go back to")


def _may_answer(connection: Connection, view: View, build: Build, state: str) -> bool:
    """Whether a build is whole, and its tables are those of this release."""
    return build.position > 0 and state != "building" and tables.fit(connection, view, build)


def unpin(database: Database, view: View) -> bool:
    """Let the newest build answer again. False where none was pinned."""
    with database.write() as connection:
        builds.prepare(connection)
        return builds.unpin(connection, view)


def difference(database: Database, record: Histories, view: View) -> Compared:
    """How the newest build differs from the one before it.

    Raises `BadInput` where there are no two whose tables are those of this release.
    """
    with database.read() as connection:
        known = builds.every(connection, view) if builds.prepared(connection) else []
        fit = [build for build, state in known if _may_answer(connection, view, build, state)]
        if len(fit) < 2:
            raise BadInput(f"view {view.name} has no two builds to compare")
        return Compared(fit[1], fit[0], tuple(between(connection, record, view, fit[1], fit[0])))


def from_answering(
    database: Database, record: Histories, view: View, build: Build
) -> tuple[Difference, ...]:
    """How a build differs from the one that answers; not at all, where none does."""
    with database.read() as connection:
        known = builds.answering(connection, view)
        if known is None or not known[0].position:
            return ()
        return tuple(between(connection, record, view, known[0], build))
