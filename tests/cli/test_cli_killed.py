"""Schedulers and ticks as they are run on servers, killed again and again in the middle."""

from __future__ import annotations

import os
import random
import subprocess
import time
from pathlib import Path
from signal import SIGKILL

from host import adoption, announced_twice, check_views, check_whole, database, dated, tags
from ledger import Ledger

from mandates import Engine

from .terminal import COMMAND

LONG = os.environ.get("MANDATES_TEST_SIZE") == "long"
MANDATES = 2_000 if LONG else 150
"""Each is due soon, due and overdue."""
KILLS = 50 if LONG else 5
TICKS = 3
"""Commands ``tick`` at one time, beside two of ``run``."""
PATIENCE = 600
"""Seconds after which the test gives up."""


def start(path: str, *words: str) -> subprocess.Popen[bytes]:
    command = (*COMMAND, *words, "--db", path)
    patient = {**os.environ, "MANDATES_BUSY_TIMEOUT": str(PATIENCE)}
    nowhere = subprocess.DEVNULL
    return subprocess.Popen(command, stdout=nowhere, stderr=nowhere, env=patient)


def adopt(engine: Engine, number: int) -> None:
    """A text whose mandates are all overdue."""
    acts = [dated(f"{one}.1", "2001-03-01") for one in range(1, MANDATES + 1)]
    engine.execute(adoption(*acts, symbol=f"A/RES/54/{number}"), by="desk")


def test_two_schedulers_and_many_ticks_that_are_killed_say_each_thing_once(
    tmp_path: Path, ledger: Ledger
) -> None:
    row = ledger("kill -9", "schedulers and ticks, as commands")
    path, chance = database(tmp_path), random.Random(4)
    everything = 3 * MANDATES
    running: list[subprocess.Popen[bytes]] = []
    ticking: list[subprocess.Popen[bytes]] = []
    kills = ticks = texts = mark = end = 0
    with Engine.open(path, busy_timeout=PATIENCE) as engine:
        give_up = time.monotonic() + PATIENCE
        try:
            while (position := engine.status().position) < end or kills < KILLS or ticks <= TICKS:
                assert time.monotonic() < give_up, f"{position} of {end} recorded"
                if position == end:  # at first; and where most was said before we looked again
                    adopt(engine, texts := texts + 1)
                    position = engine.status().position
                    mark = position + chance.randint(1, everything // KILLS)
                    end = position + everything
                while len(running) < 2:
                    running.append(start(path, "run", "--every", "0.2"))
                while len(ticking) < TICKS:
                    ticking.append(start(path, "tick"))
                    ticks += 1
                if position >= mark:
                    victim = chance.choice(running + ticking)
                    victim.kill()
                    victim.wait()
                    kills += 1
                    mark = position + chance.randint(1, everything // KILLS)
                ended = [one for one in running + ticking if one.poll() is not None]
                running = [one for one in running if one not in ended]
                ticking = [one for one in ticking if one not in ended]
                assert all(one.returncode in (0, -SIGKILL) for one in ended)
                time.sleep(0.002)
        finally:
            for one in running + ticking:
                one.kill()
                one.wait()
        row.tried, row.held = kills, engine.status().position
        events = list(engine.events())
        check_whole(events)
        row.doubled = len(announced_twice(events))
        assert row.losses == 0
        said: dict[str, list[str]] = {}
        for event in events:
            if event.event.announces:
                said.setdefault(event.stream, []).extend(tags([event]))
        assert list(said.values()) == [["due_soon", "due", "overdue"]] * MANDATES * texts
        assert engine.tick() == 0
        engine.register()
        check_views(engine)
