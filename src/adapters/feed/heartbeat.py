"""When somebody ticked last. That is no truth: it tells an operator that somebody ticks."""

from __future__ import annotations

from sqlalchemy import select

from . import builds
from .database import Database


def note(database: Database, ticked_at: str, announced: int) -> None:
    """Note a tick."""
    with database.write() as connection:
        builds.prepare(connection)
        connection.execute(builds.HEARTBEAT.delete())
        connection.execute(
            builds.HEARTBEAT.insert().values(id=1, ticked_at=ticked_at, announced=announced)
        )


def last(database: Database) -> str | None:
    """When a tick was noted last, ISO 8601."""
    with database.read() as connection:
        if not builds.prepared(connection):
            return None
        return connection.scalar(select(builds.HEARTBEAT.c.ticked_at))
