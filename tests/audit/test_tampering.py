"""A signed record that was changed is found out, at the position where it was changed."""

from __future__ import annotations

import os
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from mandates.adapters.cli.errors import run

from .tampering import EVENTS, copied, make, tamper

LONG = os.environ.get("MANDATES_TEST_SIZE") == "long"
CHANGES = 2000 if LONG else 200
UNTOUCHED = 200 if LONG else 20
SLICES = 8


@pytest.fixture(scope="session")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A signed record of 10,000 events."""
    return make(tmp_path_factory.mktemp("signed"))


@pytest.mark.parametrize("part", range(SLICES))
def test_every_change_is_found_at_its_position(
    signed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], part: int
) -> None:
    for number in range(part, CHANGES, SLICES):
        path = copied(signed, tmp_path / "changed.db")
        way, position = tamper(path, number)
        code = run(["audit", "verify", "--db", str(path)])
        said = capsys.readouterr().err
        assert code == 4, f"change {number}, {way} at {position}: not found"
        found = re.search(r": position (-?\d+): ", said)
        assert found is not None, f"change {number}, {way} at {position}: {said}"
        assert int(found[1]) == position, f"change {number}, {way} at {position}: {said}"


def test_copies_that_nobody_touched_pass(signed: Path, tmp_path: Path) -> None:
    beside = signed.with_name
    for number in range(UNTOUCHED):
        path = copied(signed, tmp_path / "same.db")
        given = (
            ["--checkpoint", beside("record.checkpoint"), "--public-key", beside("log.key.pub")]
            if number % 2
            else []
        )
        assert run(["audit", "verify", "--db", str(path), *map(str, given)]) == 0
    assert run(["audit", "verify", "--deep", "--db", str(signed)]) == 0


@pytest.mark.parametrize("number", range(24 if not LONG else 240))
def test_who_also_rewrites_what_the_database_says_of_itself_is_found_by_a_kept_checkpoint(
    signed: Path, tmp_path: Path, number: int
) -> None:
    """Tiles and kept checkpoints gone, so that nothing in the file tells: then the checkpoint that
    somebody keeps elsewhere does."""
    path = copied(signed, tmp_path / "changed.db")
    way, position = tamper(path, number)
    if position > EVENTS:
        return  # above the checkpoint: see docs/guarantees.md
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DELETE FROM record_tiles")
        connection.execute("DELETE FROM record_checkpoints")
        connection.commit()
    given = ["--checkpoint", str(signed.with_name("record.checkpoint"))]
    given += ["--public-key", str(signed.with_name("log.key.pub"))]

    assert run(["audit", "verify", "--db", str(path), *given]) == 4, way
