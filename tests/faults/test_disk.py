"""A disk that fails: at the Nth write, at the Nth sync, for lack of room; and a lock of another."""

from __future__ import annotations

import os
from contextlib import closing
from itertools import count
from pathlib import Path
from sqlite3 import connect

import pytest
from host import adoption, check_views, check_whole, database, dated, writer
from ledger import Ledger, Row

from mandates import Engine, MandatesError, Note, Unavailable

from .disk import FULL, IOERR_FSYNC, IOERR_WRITE, OK, Kind, Operation, disk

LONG = os.environ.get("MANDATES_TEST_SIZE") == "long"
ROUNDS = 12 if LONG else 2
SHARED = "A/RES/54/226#2.2"


class Failing:
    """A disk that fails at one operation of a kind, or from it on, until it is mended."""

    def __init__(self, kind: Kind, code: int, lasts: bool) -> None:
        self._kind, self._code, self._lasts = kind, code, lasts
        self.at = 0
        """The number of the operation that fails, counted down; 0: none does."""
        self.failed = False

    def __call__(self, operation: Operation) -> int:
        if operation.kind != self._kind or not self.at:
            return OK
        self.at -= 1
        if self.at:
            return OK
        self.at = 1 if self._lasts else 0
        self.failed = True
        return self._code


FAULTS = {
    "I/O error at one write": Failing("write", IOERR_WRITE, lasts=False),
    "I/O error from one write on": Failing("write", IOERR_WRITE, lasts=True),
    "I/O error at one sync": Failing("sync", IOERR_FSYNC, lasts=False),
    "disk full from one write on": Failing("write", FULL, lasts=True),
}


def wish(engine: Engine, number: int) -> int:
    """A command of several events; where they end."""
    acts = (dated("1.1", "2001-01-05"), dated("2.1", "GA/75"))
    return engine.execute(adoption(*acts, symbol=f"A/RES/70/{number}"), by="desk").positions[-1]


def judged(engine: Engine, refused: bool, before: int, row: Row) -> None:
    """A command that was refused left nothing; one that was answered is there."""
    events = list(engine.events())
    check_whole(events)
    row.half += refused and len(events) != before
    row.lost += not refused and len(events) != before + 3
    row.held += len(events)


@pytest.mark.parametrize("name", FAULTS)
def test_a_disk_that_fails_at_any_write_loses_nothing_and_says_so(
    name: str, tmp_path: Path, ledger: Ledger
) -> None:
    row, failing, number = ledger("disk", name), FAULTS[name], 0
    with disk(failing), Engine.open(database(tmp_path)) as engine:
        for turn in range(ROUNDS):
            wish(engine, number := number + 1)
            with writer(engine) as connection:  # every other turn, commits fold the log as well
                connection.execute(f"PRAGMA wal_autocheckpoint = {1 if turn % 2 else 1000}")
            for at in count(1):  # until a command needs fewer writes than that
                before, refused = engine.status().position, False
                failing.at, failing.failed = at, False
                try:
                    wish(engine, number := number + 1)
                except MandatesError as error:
                    refused = True
                    row.wrong += not isinstance(error, Unavailable) or "\n" in str(error)
                failing.at = 0
                if not failing.failed:
                    break
                row.tried += 1
                judged(engine, refused, before, row)
                before = engine.status().position
                wish(engine, number := number + 1)  # it goes on as soon as the disk does
                row.lost += engine.status().position != before + 3
        engine.register()
        check_views(engine)
    assert row.tried >= ROUNDS
    assert row.losses == 0, row


@pytest.mark.parametrize("name", [name for name in FAULTS if "sync" not in name])
def test_a_view_whose_disk_fails_stays_behind_and_comes_after(
    name: str, tmp_path: Path, ledger: Ledger
) -> None:
    row, failing = ledger("disk", f"{name}, of the views"), FAULTS[name]
    with disk(failing), Engine.open(database(tmp_path)) as engine:
        wish(engine, 1)
        engine.register()
        for number in count(2):
            head = wish(engine, number)
            failing.at, failing.failed = number - 1, False
            found = engine.register().basis
            failing.at = 0
            if not failing.failed:
                break
            row.tried += 1
            row.held += head
            row.wrong += found.position > head
            row.lost += engine.register().total != 2 * number
        check_views(engine)
    assert row.losses == 0, row


def test_another_program_that_locks_the_file_is_named_and_nothing_is_lost(
    tmp_path: Path, ledger: Ledger
) -> None:
    row, path = ledger("disk", "the file locked by another program"), database(tmp_path)
    with Engine.open(path, busy_timeout=0.02) as engine, closing(connect(path)) as other:
        engine.execute(adoption(), by="desk")
        for lock in ("IMMEDIATE", "EXCLUSIVE") * (10 if LONG else 2):
            before = engine.status().position
            other.execute(f"BEGIN {lock}")
            row.tried += 1
            with pytest.raises(Unavailable, match="locked by another program"):
                engine.execute(Note(mandate=SHARED, text="while it is locked"), by="desk")
            row.half += engine.status().position != before
            row.wrong += engine.register().total != 1
            other.rollback()
            engine.execute(Note(mandate=SHARED, text="afterwards"), by="desk")
            row.held += before + 1
            row.lost += engine.status().position != before + 1
    assert row.losses == 0, row
