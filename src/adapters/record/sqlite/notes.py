"""Internal notes beside the record: put there with an event, blanked when they are erased.

A row never moves, grows or goes. SQLite leaves copies of rows behind in the free space of pages
when it makes room or fills gaps; here it never has to: rows are added at the end, and erasing
writes zeros over the bytes where they are.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from ..recorder import Command, NoteRow

NOTES = """
CREATE TABLE record_notes (
    number INTEGER PRIMARY KEY,         -- grows
    digest TEXT NOT NULL,
    salt   BLOB NOT NULL,
    text   BLOB NOT NULL                -- UTF-8; as many zeros once it is erased
) STRICT
"""

STATEMENTS = (
    NOTES,
    "CREATE INDEX record_notes_digest ON record_notes (digest)",
    """
CREATE TRIGGER record_notes_update BEFORE UPDATE ON record_notes
WHEN NEW.number IS NOT OLD.number OR NEW.digest IS NOT OLD.digest
  OR NEW.salt IS NOT zeroblob(length(OLD.salt)) OR NEW.text IS NOT zeroblob(length(OLD.text))
BEGIN SELECT RAISE(ABORT, 'an internal note can be erased, and nothing else'); END
""",
    """
CREATE TRIGGER record_notes_delete BEFORE DELETE ON record_notes
BEGIN SELECT RAISE(ABORT, 'the row of an internal note stays: DELETE refused'); END
""",
)

SELECT = """
    SELECT digest, salt, text FROM record_notes WHERE digest IN (SELECT value FROM json_each(?))
"""
_INSERT = "INSERT INTO record_notes (digest, salt, text) VALUES (?, ?, ?)"
_ERASE = """
    UPDATE record_notes SET salt = zeroblob(length(salt)), text = zeroblob(length(text))
    WHERE digest = ?
"""


def put_notes(connection: sqlite3.Connection, notes: Sequence[NoteRow]) -> None:
    """Put notes beside the record: digest, salt, text."""
    connection.executemany(_INSERT, notes)


def keep_notes(connection: sqlite3.Connection, command: Command) -> None:
    """Put a command's notes beside the record, and erase those that it names."""
    if command.notes:
        put_notes(connection, [(one.digest, one.salt, one.text.encode()) for one in command.notes])
    if command.erases:
        connection.executemany(_ERASE, [(digest,) for digest in command.erases])
