"""A record of 10,000 events, and somebody who changes copies of it, whatever the database says."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any
from uuid import uuid4

from host import adoption, dated

from mandates import Engine
from mandates.adapters.audit import keys
from mandates.adapters.record.port import Batch, Entry, Record
from mandates.domain.mandate.events import Assigned, Noted

EVENTS = 10_000
COLUMNS = (
    "stream, version, tag, event_id, command_id, command_index, command_size,"
    " recorded_at, effective_on, clock, state"
)
MANDATES = 499


def make(folder: Path) -> Path:
    """A record of `EVENTS` lawful events, signed at its end. The keys lie beside it."""
    path = folder / "record.db"
    keys.generate(folder / "log.key", "log.example/m")
    acts = [dated(f"{number}.1", "GA/60") for number in range(1, MANDATES + 1)]
    with Engine.open(path) as engine:
        engine.execute(adoption(*acts), by="desk")  # one event for the text, one for each mandate
        grow(engine._record, [f"mandate-A/RES/54/226#{one}.1" for one in range(1, MANDATES + 1)])
        held = engine.checkpoint(folder / "log.key")
        assert held is not None
        assert held.position == EVENTS
    (folder / "record.checkpoint").write_text(held.note)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")  # one file to copy
    return path


def grow(record: Record, streams: list[str]) -> None:
    """Assignments and notes of many sizes of commands, as they are decided, one after another."""
    versions = dict.fromkeys(streams, 1)
    position, turn = record.head().position, 0
    while position < EVENTS:
        some = streams[: min(1 + turn * 7 % 120, EVENTS - position)]
        streams = streams[len(some) :] + some
        entries = [
            Entry(
                stream,
                Noted(text=f"noted {turn}") if turn % 2 else Assigned(entity=f"Office {turn}"),
                "2001-07-02",
                uuid4(),
            )
            for stream in some
        ]
        expected = {stream: versions[stream] for stream in some}
        now = datetime.now(UTC)
        record.append(Batch(entries, expected, uuid4(), f"{turn}", f"clerk {turn}", now))
        versions.update((stream, version + 1) for stream, version in expected.items())
        position, turn = position + len(some), turn + 1


def copied(path: Path, to: Path) -> Path:
    """A copy of the record."""
    shutil.copyfile(path, to)
    return to


class Thief:
    """Somebody who owns the file. Each way to change it returns the first position it damages."""

    def __init__(self, connection: sqlite3.Connection, random: Random) -> None:
        self._connection = connection
        self._random = random
        self._go = connection.execute
        for (name,) in self._go("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            self._go(f"DROP TRIGGER {name}")
        self.end: int = self._go("SELECT max(position) FROM events").fetchone()[0]

    def _any(self, least: int = 1) -> int:
        """A position; the last ones more often than others."""
        if self._random.random() < 0.2:
            return self._random.randint(max(least, self.end - 300), self.end)
        return self._random.randint(least, self.end)

    def _rebuild(self) -> None:
        """Let the table hold anything: its own uniqueness would refuse it."""
        self._go("CREATE TABLE other AS SELECT * FROM events")
        self._go("DROP TABLE events")
        self._go("ALTER TABLE other RENAME TO events")

    def column(self) -> int:
        """Change a column that copies the bytes."""
        position = self._any()
        column = self._random.choice(COLUMNS.split(", ")[:-1])
        new: object = f"x{self._random.random()}"
        if column in ("version", "command_index", "command_size"):
            new = self._random.randint(100_000, 200_000)
        self._go(f"UPDATE events SET {column} = ? WHERE position = ?", (new, position))
        return position

    def emptied(self) -> int:
        """Take a column's value away."""
        position = self._any()
        column = self._random.choice(["event_id", "command_id", "recorded_at", "clock"])
        self._go(f"UPDATE events SET {column} = NULL WHERE position = ?", (position,))
        return position

    def byte(self) -> int:
        """Change one byte of an event."""
        position = self._any()
        state = bytearray(self._state(position))
        state[self._random.randrange(len(state))] ^= 1 << self._random.randrange(7)
        self._write(position, bytes(state))
        return position

    def history(self) -> int:
        """Let somebody else have recorded it, or let it hold from another day, columns and all."""
        position = self._any()
        document: dict[str, Any] = json.loads(self._state(position))
        if self._random.random() < 0.5:
            document["envelope"]["actor"] = "somebody else"
        else:
            document["envelope"]["effective_on"] = "1998-01-01"
        text = json.dumps(document, separators=(",", ":"), ensure_ascii=False)
        self._write(position, text.encode())
        self._go(
            "UPDATE events SET effective_on = ? WHERE position = ?",
            (document["envelope"]["effective_on"], position),
        )
        return position

    def deleted(self) -> int:
        """Leave a gap."""
        position = self._any()
        self._go("DELETE FROM events WHERE position = ?", (position,))
        return position

    def closed_up(self) -> int:
        """Delete an event and move those after it up."""
        position = self._any()
        self._go("DELETE FROM events WHERE position = ?", (position,))
        self._shift(position, -1)
        return position

    def inserted(self) -> int:
        """Put a copy of an event somewhere and move those after it down."""
        position, source = self._any(), self._any()
        row = self._row(source)
        self._rebuild()
        self._shift(position - 1, 1)
        self._put(position, row)
        return position

    def swapped(self) -> int:
        """Let two events change places."""
        one, other = sorted((self._any(), self._any()))
        if one == other:
            one, other = max(one - 1, 1), max(one, 2)
        first, second = self._row(one), self._row(other)
        self._go("DELETE FROM events WHERE position IN (?, ?)", (one, other))
        self._put(one, second)
        self._put(other, first)
        return one

    def overwritten(self) -> int:
        """Put a copy of an event in the place of another."""
        position, source = self._any(2), 1
        row = self._row(source)
        self._rebuild()
        self._go("DELETE FROM events WHERE position = ?", (position,))
        self._put(position, row)
        return position

    def cut(self) -> int:
        """Cut the end off."""
        position = self._any()
        self._go("DELETE FROM events WHERE position >= ?", (position,))
        return position

    def renumbered(self) -> int:
        """Give an event a place of its own, far away or before all."""
        position = self._any()
        to = self._random.choice([self.end + 5, -position, 0, 10**12])
        self._go("UPDATE events SET position = ? WHERE position = ?", (to, position))
        return min(position, to)

    def appended(self) -> int:
        """Put a copy of an event at the end, above the checkpoint."""
        row, after = self._row(self._any()), self.end + 1
        self._rebuild()
        self._put(after, row)
        return after

    def _row(self, position: int) -> tuple[Any, ...]:
        found = self._go(f"SELECT {COLUMNS} FROM events WHERE position = ?", (position,)).fetchone()
        row: tuple[Any, ...] = found
        return row

    def _put(self, position: int, row: tuple[Any, ...]) -> None:
        self._go(
            f"INSERT INTO events (position, {COLUMNS}) VALUES ({', '.join('?' * 12)})",
            (position, *row),
        )

    def _shift(self, after: int, by: int) -> None:
        self._go("UPDATE events SET position = -position WHERE position > ?", (after,))
        self._go("UPDATE events SET position = -position + ? WHERE position < 0", (by,))

    def _state(self, position: int) -> bytes:
        state: bytes = self._row(position)[-1]
        return state

    def _write(self, position: int, state: bytes) -> None:
        self._go("UPDATE events SET state = ? WHERE position = ?", (state, position))


WAYS: tuple[Callable[[Thief], int], ...] = (
    Thief.column, Thief.emptied, Thief.byte, Thief.history, Thief.deleted, Thief.closed_up,
    Thief.inserted, Thief.swapped, Thief.overwritten, Thief.cut, Thief.renumbered, Thief.appended,
)  # fmt: skip


def tamper(path: Path, number: int) -> tuple[str, int]:
    """Change a record in a way of its own for each number; which way, and what it damages first."""
    random = Random(number)
    way = WAYS[number % len(WAYS)]
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        position = way(Thief(connection, random))
        connection.execute("COMMIT")
    return way.__name__, position
