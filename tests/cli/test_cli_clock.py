"""`tick` and `run`: what time alone brings, each thing once, until told to stop."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from mandates import Answer, Engine
from mandates.domain.mandate.commands import Announce

from .terminal import COMMAND, SYMBOL, Terminal

REPORT = f"{SYMBOL}#1.1"


def test_a_bare_day_is_its_noon(desk: Terminal) -> None:
    desk("session", "plan", "GA/56", "--opens", "2001-09-11", "--on", "2001-01")
    found = desk.json("tick", "--now", "2001-07-03")
    assert found["now"] == "2001-07-03T12:00:00Z"
    assert [one["type"] for one in found["events"]] == ["mandate.due_soon.v1", "mandate.due.v1"]
    assert found["recorded"] == len(found["positions"]) == 2
    assert {one["actor"] for one in found["events"]} == {"scheduler"}


def test_a_tick_says_each_thing_once(desk: Terminal) -> None:
    said = desk("tick", "--now", "2001-07-31T20:00Z")
    assert "issue due on 2001-07-31" in said.out
    before = desk.position
    again = desk("tick", "--now", "2001-07-31T20:00Z")
    assert again.out == "nothing to announce by 2001-07-31T20:00:00Z\n"
    assert desk.position == before
    assert "2001-07-31" in desk("status").out


def test_a_dry_run_says_what_a_tick_would_announce_and_records_nothing(desk: Terminal) -> None:
    before = desk.position
    told = desk.json("tick", "--now", "2003-01-01", "--dry-run")
    assert (told["recorded"], told["positions"], told["dry_run"]) == (0, [], True)
    said = desk("tick", "--now", "2003-01-01", "--dry-run").out.splitlines()
    number = len(told["events"])
    assert said[-2:] == [
        f"{number} events of 2 mandates to announce by 2003-01-01T12:00:00Z",
        "dry run: nothing recorded",
    ]
    assert desk.position == before
    assert desk.json("status")["last_tick"] is None
    ticked = desk.json("tick", "--now", "2003-01-01")
    assert ticked["recorded"] == number > 6
    said_of = [(one["stream"], one["type"], one["effective_on"]) for one in ticked["events"]]
    assert said_of == [(one["stream"], one["type"], one["effective_on"]) for one in told["events"]]


def test_a_tick_tells_of_what_it_recorded_itself_alone(
    desk: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another scheduler announced the half of it meanwhile."""
    announce, others = Engine._announce, list[int]()

    def after_another(engine: Engine, command: Announce, tick_id: UUID) -> Answer:
        if not others:
            others.append(0)
            with Engine.open(desk.folder / "mandates.db") as another:
                others.append(another.tick(datetime(2001, 7, 3, 12, tzinfo=UTC)))
        return announce(engine, command, tick_id)

    monkeypatch.setattr(Engine, "_announce", after_another)
    told = desk.json("tick", "--now", "2001-07-31")
    assert others[1] == 2
    assert told["recorded"] == 3
    assert told["positions"] == [7, 8, 9]
    assert [one["position"] for one in told["events"]] == [7, 8, 9]


def test_a_day_that_is_none_is_wrong_usage(desk: Terminal) -> None:
    for day in ("2001-07", "noon", "2001-07-03T25:00Z"):
        desk("tick", "--now", day, code=2)
    assert desk.position == 4


def test_nothing_is_announced_that_lies_over_a_year_ahead(desk: Terminal) -> None:
    """A rhythm would open and announce a due point for each year until then, for good."""
    refused = desk("tick", "--now", "8000-01-01", code=2)
    assert "8000-01-01T12:00:00Z lies over a year ahead" in refused.error
    assert desk.position == 4
    soon = datetime.now(UTC) + timedelta(days=300)
    desk("tick", "--now", soon.date().isoformat())


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a_scheduler_ticks_until_it_is_told_to_stop(desk: Terminal, how: signal.Signals) -> None:
    with subprocess.Popen(
        [*COMMAND, "run", "--every", "0.2"], cwd=desk.folder, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True, env=dict(os.environ),
    ) as running:  # fmt: skip
        assert running.stderr is not None
        lines = [running.stderr.readline() for _ in range(3)]
        time.sleep(0.1)
        running.send_signal(how)
        out, rest = running.communicate(timeout=120)
    assert running.returncode == 0
    assert out == ""
    assert "running: a tick every 0.2 s, position 4" in lines[0]
    assert "tick announced=" in lines[1]
    assert rest.splitlines()[-1].endswith("stopped")
    assert desk.json("list", "--overdue")["items"]
    assert "overdue since" in desk("history", REPORT).out


SLOW = """
import sys, time
from mandates.adapters.cli.errors import run
from mandates.adapters.feed import applying
rows = applying.Applying._rows
def slow(*arguments):
    print("a page", flush=True)
    time.sleep(0.5)
    return rows(*arguments)
applying.Applying._rows, applying.PAGE = slow, 1
sys.exit(run(["run", "--every", "0.2"]))
"""
"""A scheduler that takes half a second for each command that a view lacks."""


def test_a_scheduler_does_not_wait_for_views_where_it_is_told_to_stop(desk: Terminal) -> None:
    for number in range(20):
        desk("progress", REPORT, "--state", "stated", "--note", f"step {number}")
    with subprocess.Popen(
        [sys.executable, "-c", SLOW], cwd=desk.folder, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True, env=dict(os.environ),
    ) as running:  # fmt: skip
        assert running.stdout is not None
        for _ in range(3):
            running.stdout.readline()
        begun = time.monotonic()
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=120)
    assert time.monotonic() - begun < 30, "it would take a minute"
    assert (running.returncode, said.splitlines()[-1].split()[-1]) == (0, "stopped")
    assert "tick broken off" in said
    assert "Traceback" not in said


def test_a_scheduler_does_not_start_on_what_is_no_database(cli: Terminal) -> None:
    cli.write("text.db", "a text")
    assert "no SQLite database" in cli("run", "--db", "text.db", code=2).error
    cli("run", "--every", "0", code=2)
