"""`projections`: views folded anew, compared and gone back from, as an operator types it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from mandates.adapters.cli import progress
from mandates.adapters.feed import Progress
from mandates.projections.register import Register

from .terminal import SYMBOL, Terminal

FIRST = f"{SYMBOL}#1.1"
SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "rebuild_projections.py"


@pytest.fixture
def led(desk: Terminal) -> Terminal:
    """The desk, after somebody was made responsible and the register was looked at."""
    desk("assign", FIRST, "UNDP")
    desk("list")
    return desk


@pytest.fixture
def changed(led: Terminal, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """The same, with another release of the register, that differs in one column."""
    rows = Register.rows

    def otherwise(self: Register, *about: Any) -> Any:
        found = rows(self, *about)
        changed = [
            {**row, "tracked": "no"} if row["leads"] == '["UNDP"]' else row
            for row in found["register"]
        ]
        return {**found, "register": changed}

    monkeypatch.setattr(Register, "rows", otherwise)
    monkeypatch.delattr(Register, "swift")
    return led


@pytest.mark.parametrize("words", [(), ("--workers", "2")])
def test_rebuild_says_how_far_each_view_is(
    led: Terminal, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "SECONDS", float("inf"))  # on a busy machine it takes over one
    said = led("projections", "rebuild", "register", "past", *words)
    assert said.out.splitlines() == [
        f"{view} rebuilt up to position {led.position}" for view in ("register", "past")
    ]
    assert said.err == ""


def test_a_dry_run_tells_what_would_change_and_changes_nothing(changed: Terminal) -> None:
    before = changed("list").out
    said = changed("projections", "rebuild", "register", "--dry-run").out
    assert said == f'{FIRST} register.tracked: "yes" -> "no" (because of {changed.position})\n'
    assert changed("list").out == before
    assert changed.json("projections", "rebuild", "docket", "--dry-run") == {"docket": []}
    none = changed("projections", "rebuild", "docket", "--dry-run").out
    assert none == "docket: a rebuild would change nothing\n"


def test_diff_names_mandate_column_values_and_events(changed: Terminal) -> None:
    changed("projections", "rebuild", "register")
    said = changed("projections", "diff", "register").out.splitlines()
    assert said[0] == f'{FIRST} register.tracked: "yes" -> "no" (because of {changed.position})'
    assert said[1].startswith("build 1 (version ")
    found = changed.json("projections", "diff", "register")
    assert found["basis"]["newer"]["build"] == 2
    assert found["items"] == [
        {
            "stream": f"mandate-{FIRST}", "id": FIRST, "table": "register", "column": "tracked",
            "older": ["yes"], "newer": ["no"], "because": [changed.position],
        }
    ]  # fmt: skip


def test_rollback_brings_the_old_answers_back_pinned_and_said_so(changed: Terminal) -> None:
    before = [one["id"] for one in changed.json("list")["items"]]
    changed("projections", "rebuild", "register")
    assert [one["id"] for one in changed.json("list")["items"]] == [
        one for one in before if one != FIRST
    ]
    at, version = changed.position, Register.version
    said = changed("projections", "rollback", "register").last
    assert said == f"register pinned at position {at}, version {version}"
    assert [one["id"] for one in changed.json("list")["items"]] == before
    assert f"pinned at position {at}, version {version}" in changed("list").last
    assert f"pinned at position {at}" in changed("projections", "status").out
    assert changed.json("projections", "status")["items"][0]["pinned"] is True
    assert changed("projections", "unpin", "register").last == "register is not pinned any more"
    assert changed("projections", "unpin", "register").last == "register was not pinned"
    assert len(changed.json("list")["items"]) == len(before) - 1


def test_what_cannot_be_is_one_line(led: Terminal) -> None:
    for words in (("rollback", "register"), ("diff", "register")):
        assert "register has no " in led("projections", *words, code=2).error
    assert "is no view" in led("projections", "unpin", "novel", code=2).error
    assert "--workers" in led("projections", "rebuild", "--workers", "0", code=2).error


def test_where_a_program_reads_progress_is_lines_of_json_at_most_one_a_second(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = iter([0.0, 0.5, 1.1, 1.1, 1.9, 2.2, 2.2])
    monkeypatch.setattr(progress, "monotonic", lambda: next(clock))
    with progress.folding("x") as report:
        for number in range(1, 5):
            report(Progress(number * 100, 1_000, float(number), 50))
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [one["events"] for one in lines] == [200, 400]
    assert lines[0] == {
        "events": 200, "of": 1000, "resumed": 50, "events_per_second": 75, "seconds_left": 10.7,
    }  # fmt: skip


def test_the_script_is_the_command(led: Terminal) -> None:
    done = subprocess.run(
        [sys.executable, str(SCRIPT), "register", "--db", "mandates.db"],
        cwd=led.folder, env=dict(os.environ), capture_output=True, text=True, check=True,
        timeout=120,
    )  # fmt: skip
    assert done.stdout == f"register rebuilt up to position {led.position}\n"
