"""The power fails: at any moment, with anything of what was not synced on the disk."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import tempfile
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from host import adoption, check_views, check_whole, database, dated, writer
from ledger import Ledger, Row

from mandates import Assign, Engine, Note

from .crash import CHOICES, Disk, Image
from .disk import OK, Operation, disk

LONG = os.environ.get("MANDATES_TEST_SIZE") == "long"
TEXTS = 5 if LONG else 2
"""Texts that are adopted, each with some events after it."""
STATES = 5 if LONG else 2
"""Crash states at each moment, for each way of losing writes that has chance in it."""
WHOLE = 40
"""Of so many states one is opened as the program does, read, and recorded upon."""


@dataclass
class History:
    """What was written, with how many events had been acknowledged before; and what came of it."""

    done: list[tuple[Operation, int]] = field(default_factory=list[tuple[Operation, int]])
    acknowledged: int = 0
    events: list[tuple[Any, ...]] = field(default_factory=list[tuple[Any, ...]])
    ends: set[int] = field(default_factory=set[int])

    def before(self, operation: Operation) -> int:
        self.done.append((operation, self.acknowledged))
        return OK


EVENTS = "SELECT position, stream, version, tag, state FROM events ORDER BY position"


def recorded(path: str, synchronous: str = "FULL") -> History:
    """A record is made and lives a while, with checkpoints, readings and a restart in between."""
    history = History()
    with disk(history.before):
        for part in range(2):
            with Engine.open(path) as engine:
                for number in range(part * TEXTS, (part + 1) * TEXTS):
                    for wish in wishes(number):
                        history.acknowledged = engine.execute(wish, by="desk").positions[-1]
                        history.ends.add(history.acknowledged)
                        with writer(engine) as connection:
                            connection.execute(f"PRAGMA synchronous = {synchronous}")
                            connection.execute("PRAGMA wal_autocheckpoint = 30")
                    engine.register()
    with closing(sqlite3.connect(path)) as connection:
        history.events = connection.execute(EVENTS).fetchall()
    return history


def wishes(number: int) -> Iterator[Any]:
    symbol = f"A/RES/54/{number + 1}"
    yield adoption(dated("1.1", "GA/56"), dated("2.1", "2001-06-30"), symbol=symbol)
    for entity in ("UNDP", "DESA"):
        yield Assign(mandate=f"{symbol}#1.1", entity=entity)
    yield Note(mandate=f"{symbol}#2.1", text="x" * (1 + 200 * (number % 5)))


def states(history: History) -> Iterator[tuple[Image, int]]:
    """Different states of the folder after a power cut, with what had been acknowledged by then."""
    chance, seen, platter = Random(5), set[bytes](), Disk()
    for operation, acknowledged in [*history.done, (None, history.acknowledged)]:
        for name, choice in CHOICES.items():
            for _ in range(1 if name in ("nothing", "all") else STATES):
                image = platter.image(choice, chance)
                digest = hashlib.sha256(repr(acknowledged).encode())
                for file, content in sorted(image.items()):
                    digest.update(file.encode() + b"\0" + content)
                if digest.digest() not in seen:
                    seen.add(digest.digest())
                    yield image, acknowledged
        if operation:
            platter.do(operation)


def check(path: Path, acknowledged: int, history: History, row: Row) -> int:
    """What is there after the power came back; how many events."""
    row.tried += 1
    row.held += acknowledged
    try:
        with closing(sqlite3.connect(path)) as connection:
            tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema")}
            events = connection.execute(EVENTS).fetchall() if "events" in tables else []
            whole = connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            views = "SELECT coalesce(max(position), 0) FROM view_builds"
            view = connection.execute(views).fetchone()[0] if "view_builds" in tables else 0
    except sqlite3.DatabaseError:
        row.wrong += 1
        return 0
    found = len(events)
    row.lost += max(acknowledged - found, 0)
    row.half += found not in history.ends | {0}
    row.wrong += not whole or view > found or events != history.events[:found]
    return found


def goes_on(path: Path, found: int) -> None:
    """The program opens it, reads all of it, and records and answers as before."""
    with Engine.open(path) as engine:
        check_whole(list(engine.events()))
        engine.execute(adoption(symbol="A/RES/70/1"), by="desk")
        assert engine.status().position > found
        assert engine.register().basis.behind == 0
        check_views(engine)


@contextmanager
def folder() -> Generator[Path]:
    """A folder in memory where there is one: what is tried there has failed already."""
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with tempfile.TemporaryDirectory(dir=memory) as name:
        yield Path(name)


def cut(history: History, row: Row) -> None:
    """Try every state, and let one of some go on."""
    with folder() as place:
        for image, acknowledged in states(history):
            for file in place.iterdir():
                file.unlink()
            for name, content in image.items():
                (place / name).write_bytes(content)
            path = place / "record.db"
            found = check(path, acknowledged, history, row) if path.exists() else 0
            if row.tried % WHOLE == 0 and found and not row.losses:
                goes_on(path, found)


def test_nothing_acknowledged_is_lost_when_the_power_fails(tmp_path: Path, ledger: Ledger) -> None:
    row = ledger("power loss", "crash states: lost, reordered, torn writes")
    history = recorded(database(tmp_path))
    assert {one.kind for one, _ in history.done} == {"write", "sync", "truncate", "delete"}
    assert any(one.file == "record.db" for one, _ in history.done[len(history.done) // 2 :])
    cut(history, row)
    assert row.tried >= (10_000 if LONG else 1_000)
    assert row.losses == 0, row


def test_the_same_trial_finds_what_a_record_without_full_sync_loses(tmp_path: Path) -> None:
    row = Row("power loss", "synchronous=NORMAL")
    cut(recorded(database(tmp_path), "NORMAL"), row)
    assert row.lost > 0
    assert row.wrong == row.half == 0, "it loses the last ones, and never breaks"
