"""Many write while many read on: nobody who reads on from where they were misses anything."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from random import Random

from host import adoption, check_whole, database
from ledger import Ledger, Row

from mandates import Conflict, Engine, Note, Unavailable

from .children import Child, Say, forked
from .naive import Naive, create

LONG = os.environ.get("MANDATES_TEST_SIZE") == "long"
WRITERS, READERS, COMMANDS = 8, 4, 150 if LONG else 15
SHARED = "A/RES/54/226#2.2"


def write(path: str, number: int, say: Say) -> None:
    """Record, with pauses; say the positions."""
    chance = Random(number)
    with Engine.open(path, busy_timeout=60) as engine:
        for count in range(COMMANDS):
            note = Note(mandate=SHARED, text=f"{number} {count}")
            say(persist(lambda: engine.execute(note, by=f"writer {number}").positions[-1]))  # noqa: B023
            time.sleep(chance.choice((0, 0, 0.002)))


def persist(attempt: Callable[[], int]) -> int:
    while True:
        try:
            return attempt()
        except (Conflict, Unavailable):
            continue


def tail(after: Callable[[int], Sequence[int]], until: Path, say: Say) -> None:
    """Ask again and again for what comes after the last position that was seen; say all."""
    seen, last_round = 0, False
    while True:
        for position in after(seen):
            say(position)
            seen = position
        if last_round:
            return
        last_round = until.exists()


def tail_record(path: str, until: Path, say: Say) -> None:
    with Engine.open(path, busy_timeout=60) as engine:
        tail(lambda seen: [one.position for one in engine.events(seen)], until, say)


def idle(path: str, until: Path, _: Say) -> None:
    """Hold a snapshot open from beginning to end: the log cannot be folded into the file."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN")
        connection.execute("SELECT count(*) FROM events").fetchall()
        while not until.exists():
            time.sleep(0.01)


def hold(path: str, until: Path, _: Say) -> None:
    """Hold the write lock for a while, again and again, and undo what was written."""
    with closing(sqlite3.connect(path, isolation_level=None, timeout=60)) as connection:
        while not until.exists():
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("CREATE TABLE never (x)")
            time.sleep(0.03)
            connection.execute("ROLLBACK")
            time.sleep(0.03)


@contextmanager
def running(*works: Callable[[Say], None]) -> Generator[list[Child]]:
    children = [forked(work) for work in works]
    yield children
    assert [child.wait() for child in children] == [0] * len(children)


def judge(told: list[int], readers: list[list[int]], row: Row) -> None:
    """Each reader has seen what the writers were told, all of it, once, in order."""
    for seen in readers:
        row.tried += 1
        row.held += len(told)
        row.lost += len(set(told) - set(seen))
        row.doubled += len(seen) - len(set(seen))
        row.wrong += seen != sorted(seen)


def test_nobody_who_reads_on_skips_anything(tmp_path: Path, ledger: Ledger) -> None:
    row = ledger("concurrency", f"{WRITERS} writers, {READERS} readers, long and idle transactions")
    path, until = database(tmp_path), tmp_path / "end"
    with Engine.open(path) as engine:
        engine.execute(adoption(), by="desk")
        begun = engine.status().position
    readers = [partial(tail_record, path, until) for _ in range(READERS)]
    others = [partial(idle, path, until), partial(hold, path, until)]
    with running(*readers, *others) as (*reading, _, _):
        with running(*(partial(write, path, number) for number in range(WRITERS))) as writing:
            told = [position for child in writing for position in child.said()]
        until.touch()
        seen = [child.said()[begun:] for child in reading]
    judge(told, seen, row)
    with Engine.open(path) as engine:
        check_whole(list(engine.events()))
    assert len(told) == WRITERS * COMMANDS
    assert row.losses == 0, row


def write_naively(path: str, number: int, say: Say) -> None:
    chance = Random(number)
    with closing(Naive(path)) as store:
        for _ in range(COMMANDS):
            position = store.number()
            time.sleep(chance.choice((0, 0.002)))  # a long transaction
            store.insert(position, number)
            say(position)


def tail_naively(path: str, until: Path, say: Say) -> None:
    with closing(Naive(path)) as store:
        tail(store.after, until, say)


def test_the_same_trial_finds_the_readers_of_a_naive_store_skipping(tmp_path: Path) -> None:
    row = Row("", "")
    for attempt in range(20):  # whether a reader comes at the wrong moment is chance
        path, until = str(tmp_path / f"naive {attempt}.db"), tmp_path / f"end {attempt}"
        create(path)
        with running(*(partial(tail_naively, path, until) for _ in range(READERS))) as reading:
            works = [partial(write_naively, path, number) for number in range(WRITERS)]
            with running(*works) as writing:
                told = [position for child in writing for position in child.said()]
            until.touch()
            seen = [child.said() for child in reading]
        judge(told, seen, row)
        assert len(told) == WRITERS * COMMANDS
        if row.lost:
            break
    assert row.lost > 0
