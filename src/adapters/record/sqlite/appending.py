"""What an append asks of the file under the write lock, and what its columns hold."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from datetime import datetime

from eventsourcing.persistence import StoredEvent

from ....domain.errors import Conflict
from ..codec import as_instant
from ..port import Stored, is_kind
from ..recorder import AlreadyRecorded, Command

INSERT = f"INSERT INTO events VALUES ({', '.join('?' * 12)})"
ROW = "SELECT position, stream, version, tag, state FROM events"
# (No ?1 for what is given twice: until 3.12.4 Python takes it for a name, and warns.)
OF_COMMAND = f"""
    WITH first AS (
        SELECT position, command_size FROM events
        WHERE command_id = ? AND command_index = 0 AND command_id <> event_id
        UNION ALL
        SELECT position, command_size FROM events
        WHERE event_id = ? AND command_index = 0 AND command_id = event_id
    )
    {ROW} WHERE position >= (SELECT position FROM first)
    AND position < (SELECT position + command_size FROM first) ORDER BY position
"""
"""The events of a command, whose id is given twice: its first one, found by its own id or by the
command's, and those that follow it."""

_CHECK = """
    SELECT position, recorded_at,
        (SELECT coalesce(max(version), 0) FROM events WHERE stream = ?)
    FROM events ORDER BY position DESC LIMIT 1
"""
_EMPTY = (0, "", 0)
NO_COPIES = (None, None, None, None, None, None, None)
_VERSIONS = """
    SELECT value, (SELECT coalesce(max(version), 0) FROM events WHERE stream = value)
    FROM json_each(?)
"""
_BEGUN = """
    SELECT count(*) FROM events
    WHERE version = 1 AND stream > ? AND stream < rtrim(?, '-') || '.'
"""
"""How many streams of a kind, ``body-``, have begun: the point follows the hyphen."""


def check(connection: sqlite3.Connection, command: Command) -> tuple[int, str]:
    """Where the record ends, and the instant of that as its column holds it; raises what forbids
    the command of that id to be recorded now.

    One statement tells it all of one stream, and few commands rest on more. What is left to the
    indexes is that the command is recorded already, and that a stream begun here has begun: see
    `refuse`.
    """
    first = next(iter(command.expected))
    end, latest, version = connection.execute(_CHECK, (first,)).fetchone() or _EMPTY
    if len(command.expected) == 1 and version == command.expected[first] and not is_kind(first):
        return end, latest or ""
    versions = {first: version}
    if len(command.expected) > 1 or is_kind(first):
        begun = {one.originator_id for one in command.events if one.originator_version == 1}
        others = (one for one in command.expected if one not in begun)
        left = [one for one in others if one != first or is_kind(one)]
        versions.update(_versions(connection, left) if left else {})
    if any(command.expected[one] != version for one, version in versions.items()):
        refuse(connection, command)
    return end, latest or ""


def refuse(connection: sqlite3.Connection, command: Command) -> None:
    """Raises `AlreadyRecorded` where the command of that id is in the record, and `Conflict` where
    a stream is not at its expected version."""
    rows = connection.execute(OF_COMMAND, (str(command.command_id),) * 2).fetchall()
    if rows:
        raise AlreadyRecorded(rows)
    for stream, version in _versions(connection, [*command.expected]).items():
        if version != command.expected[stream]:
            raise Conflict(
                f"{stream} is at version {version}, not {command.expected[stream]}: decide again"
            )


def _versions(connection: sqlite3.Connection, names: Sequence[str]) -> dict[str, int]:
    """The versions that streams are at, and how many streams there are of a kind."""
    found: dict[str, int] = dict(connection.execute(_VERSIONS, (json.dumps(names),)))
    for one in filter(is_kind, names):
        (found[one],) = connection.execute(_BEGUN, (one, one)).fetchone()
    return found


def rows_of(first: int, stored_events: Sequence[StoredEvent], command: Command) -> list[Stored]:
    """The rows of a command, from position ``first`` on."""
    size = len(stored_events)
    pairs = zip(command.events, stored_events, strict=True)
    return [
        (
            position, one.originator_id, one.originator_version, stored.topic, one.name,
            one.about.name, one.index, size, one.about.instant, one.about.envelope.effective_on,
            one.about.envelope.clock, stored.state,
        )
        for position, (one, stored) in enumerate(pairs, first)
    ]  # fmt: skip


def bare_rows(first: int, stored_events: Sequence[StoredEvent]) -> list[Stored]:
    """The rows of events that belong to no command, from position ``first`` on."""
    return [
        (position, str(one.originator_id), one.originator_version, one.topic, *NO_COPIES, one.state)
        for position, one in enumerate(stored_events, first)
    ]


def instant_in(text: str | None) -> datetime | None:
    """The instant in a column."""
    return None if text is None else as_instant(text)
