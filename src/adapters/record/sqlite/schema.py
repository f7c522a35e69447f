"""The tables of a record on SQLite.

The database itself refuses to forget: a trigger lets in what continues the record and its stream,
and nothing that would replace, skip or remove. (``INSERT OR REPLACE`` fires no DELETE trigger, so
each uniqueness is also checked before the insert.) Whoever owns the file can drop a trigger; the
proofs tell.
"""

from __future__ import annotations

from typing import LiteralString

from . import notes

VERSION = 7

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

# The tree's nodes: of tile ``number`` of its level the 256 hashes in it and the one above them.
TILES = """
CREATE TABLE record_tiles (
    level  INTEGER NOT NULL,            -- 0 above leaves, each next one above the roots of the last
    number INTEGER NOT NULL,
    hashes BLOB    NOT NULL,
    root   BLOB    NOT NULL,
    PRIMARY KEY (level, number)
) STRICT
"""

# Signed checkpoints. ``tail`` has the leaves after the last full tile: they tell which one changed.
CHECKPOINTS = """
CREATE TABLE record_checkpoints (
    number   INTEGER PRIMARY KEY,
    position INTEGER NOT NULL,
    made_at  TEXT    NOT NULL,
    key      TEXT    NOT NULL,          -- the public key, to be compared with one from elsewhere
    note     TEXT    NOT NULL,          -- the signed note, as it was given out
    tail     BLOB    NOT NULL
) STRICT
"""


def _kept(table: LiteralString, inserted: LiteralString) -> tuple[LiteralString, ...]:
    """Triggers that let in what is new and nothing else."""
    refused: LiteralString = "RAISE(ABORT, 'the record is append-only:"
    return (
        f"CREATE TRIGGER {table}_insert BEFORE INSERT ON {table} WHEN EXISTS"
        f" (SELECT 1 FROM {table} WHERE {inserted})"
        f" BEGIN SELECT {refused} this one is there'); END",
        f"CREATE TRIGGER {table}_update BEFORE UPDATE ON {table}"
        f" BEGIN SELECT {refused} UPDATE refused'); END",
        f"CREATE TRIGGER {table}_delete BEFORE DELETE ON {table}"
        f" BEGIN SELECT {refused} DELETE refused'); END",
    )


STATEMENTS = (
    EVENTS,
    TILES,
    CHECKPOINTS,
    *notes.STATEMENTS,
    "CREATE UNIQUE INDEX record_id ON events (event_id)",
    # Of a command only the first event is here, as the others follow it. And one that came without
    # an id has that of its first event, which has an index already: so nearly every append has one
    # page less to write.
    "CREATE UNIQUE INDEX record_command ON events (command_id)"
    " WHERE command_index = 0 AND command_id <> event_id",
    "CREATE INDEX record_simulated ON events (position) WHERE clock <> 'system'",
    """
CREATE TRIGGER record_insert BEFORE INSERT ON events
WHEN coalesce(
      (SELECT position = NEW.position - 1 AND coalesce(recorded_at <= NEW.recorded_at, true)
       FROM events ORDER BY position DESC LIMIT 1),
      NEW.position = 1) IS NOT true
  OR CASE WHEN NEW.command_id IS NULL
     THEN EXISTS (SELECT 1 FROM events WHERE stream = NEW.stream AND version = NEW.version)
     ELSE NEW.version IS NOT
         (SELECT coalesce(max(version), 0) + 1 FROM events WHERE stream = NEW.stream) END
  OR EXISTS (SELECT 1 FROM events WHERE event_id = NEW.event_id)
  OR CASE WHEN NEW.command_id IS NOT NULL AND NEW.command_index > 0
     THEN NOT EXISTS (SELECT 1 FROM events
             WHERE position = NEW.position - 1
               AND command_id = NEW.command_id AND command_index = NEW.command_index - 1)
     ELSE EXISTS (SELECT 1 FROM events
             WHERE command_id = NEW.command_id AND command_index = 0 AND command_id <> event_id)
       OR NEW.command_id <> NEW.event_id AND EXISTS (SELECT 1 FROM events
             WHERE event_id = NEW.command_id AND command_index = 0 AND command_id = event_id) END
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
    *_kept("record_tiles", "level = NEW.level AND number = NEW.number"),
    *_kept("record_checkpoints", "number = NEW.number"),
    "CREATE TABLE record_schema (version INTEGER PRIMARY KEY) STRICT",
    f"INSERT INTO record_schema (version) VALUES ({VERSION})",
)


def name_of(statement: str) -> str:
    """The name of what a CREATE statement makes."""
    words = statement.replace("UNIQUE ", "").split()
    return words[2]
