"""The tables of a record on SQLite.

The database itself refuses to forget: a trigger lets in what continues the record, and nothing that
would replace, skip or remove. (``INSERT OR REPLACE`` fires no DELETE trigger, so each uniqueness is
also checked before the insert.) Whoever owns the file can drop a trigger; the proofs tell.
"""

from __future__ import annotations

VERSION = 1

EVENTS = """
CREATE TABLE events (
    position      INTEGER PRIMARY KEY,  -- 1, 2, 3, … without gaps, given under the write lock
    stream        TEXT    NOT NULL,
    version       INTEGER NOT NULL,
    tag           TEXT    NOT NULL,
    event_id      TEXT,
    command_id    TEXT,
    command_index INTEGER,
    command_size  INTEGER,
    recorded_at   TEXT,                 -- UTC with six decimals: the order of text is that of time
    effective_on  TEXT,
    clock         TEXT,
    state         BLOB    NOT NULL,     -- the stored bytes; every other column is a copy
    UNIQUE (stream, version)
) STRICT
"""

STATEMENTS = (
    EVENTS,
    "CREATE UNIQUE INDEX record_id ON events (event_id)",
    "CREATE UNIQUE INDEX record_command ON events (command_id, command_index)",
    "CREATE INDEX record_simulated ON events (position) WHERE clock <> 'system'",
    """
CREATE TRIGGER record_insert BEFORE INSERT ON events
WHEN NEW.position IS NOT (SELECT coalesce(max(position), 0) + 1 FROM events)
  OR EXISTS (SELECT 1 FROM events WHERE stream = NEW.stream AND version = NEW.version)
  OR EXISTS (SELECT 1 FROM events WHERE event_id = NEW.event_id)
  OR EXISTS (SELECT 1 FROM events
             WHERE command_id = NEW.command_id AND command_index = NEW.command_index)
BEGIN SELECT RAISE(ABORT, 'the record is append-only: this does not continue it'); END
""",
    """
CREATE TRIGGER record_update BEFORE UPDATE ON events
BEGIN SELECT RAISE(ABORT, 'the record is append-only: UPDATE refused'); END
""",
    """
CREATE TRIGGER record_delete BEFORE DELETE ON events
BEGIN SELECT RAISE(ABORT, 'the record is append-only: DELETE refused'); END
""",
    "CREATE TABLE record_schema (version INTEGER PRIMARY KEY) STRICT",
    f"INSERT INTO record_schema (version) VALUES ({VERSION})",
)
