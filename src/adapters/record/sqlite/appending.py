"""What an append asks of the file under the write lock, and what its columns hold."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from datetime import datetime

from ....domain.errors import Conflict
from ..recorder import AlreadyRecorded, Command, as_instant, as_text

ROW = "SELECT position, stream, version, tag, state FROM events"
OF_COMMAND = f"""
    {ROW} WHERE command_id = ?1 AND command_id <> event_id
    UNION ALL
    {ROW} WHERE event_id = ?1 AND command_id = event_id
    ORDER BY position
"""
"""The events of a command. Of one that has the id of its first event the index leaves that out."""

_CHECK = """
    SELECT position, recorded_at,
        (SELECT coalesce(max(version), 0) FROM events WHERE stream = ?)
    FROM events ORDER BY position DESC LIMIT 1
"""
_EMPTY = (0, None, 0)
_VERSIONS = """
    SELECT value, (SELECT coalesce(max(version), 0) FROM events WHERE stream = value)
    FROM json_each(?)
"""


def check(
    connection: sqlite3.Connection, command: Command, name: str
) -> tuple[int, datetime | None]:
    """Where the record ends; raises what forbids the command of that id to be recorded now.

    One statement tells it all of one stream, and few commands rest on more. That the command is
    recorded already an index finds out, if not the versions: see `refuse_known`.
    """
    first, *others = command.expected
    end, latest, version = connection.execute(_CHECK, (first,)).fetchone() or _EMPTY
    versions = {first: version}
    if others:
        versions.update(connection.execute(_VERSIONS, (json.dumps(others),)))
    for stream, expected in command.expected.items():
        if versions[stream] != expected:
            refuse_known(connection, name)
            raise Conflict(
                f"{stream} is at version {versions[stream]}, not {expected}: decide again"
            )
    return end, instant_in(latest)


def refuse_known(connection: sqlite3.Connection, name: str) -> None:
    """Raises `AlreadyRecorded` where a command of that id is in the record."""
    rows = connection.execute(OF_COMMAND, (name,)).fetchall()
    if rows:
        raise AlreadyRecorded(rows)


def columns(command: Command, name: str) -> Iterable[tuple[object, ...]]:
    """The columns from ``event_id`` to ``clock`` of each of its events."""
    recorded_at = as_text(command.recorded_at)
    for carried in command.events:
        envelope = carried.recorded.envelope
        yield (
            str(carried.recorded.event_id), name, envelope.command_index,
            envelope.command_size, recorded_at, envelope.effective_on, envelope.clock,
        )  # fmt: skip


def instant_in(text: str | None) -> datetime | None:
    """The instant in a column."""
    return None if text is None else as_instant(text)
