"""Real processes on one file, some of them killed."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from host import adoption, announced_twice, check_views, check_whole, database, dated, tags

from mandates import Engine
from mandates.domain.event import Recorded

from .workers import (
    SHARED,
    SPAWN,
    live,
    processes,
    read_and_tick,
    received,
    send,
    tick_once,
    tick_until_killed,
    write_until_killed,
)

LONG = os.environ.get("MANDATES_TEST_SIZE") == "long"
LATE = datetime(2001, 6, 1, 12, tzinfo=UTC)


def started(folder: Path, mandates: int = 1) -> str:
    """A record that has begun."""
    path = database(folder)
    acts = [dated(f"{number + 2}.2", "2001-03-01") for number in range(mandates)]
    with Engine.open(path) as engine:
        engine.execute(adoption(*acts), by="desk")
    return path


def test_four_processes_record_while_another_reads_and_ticks(tmp_path: Path) -> None:
    path, times = started(tmp_path), 12 if LONG else 4
    together, end = SPAWN.Barrier(5), SPAWN.Event()
    with processes(1, read_and_tick, path, together, end) as ((_, reader),):
        with processes(4, live, path, together, times) as writers:
            told = [answer for _, pipe in writers for answer in received(pipe)]
        end.set()
        assert next(received(reader)) > 0
    with Engine.open(path) as engine:
        events = list(engine.events())
        check_whole(events)
        by_writers = [one.position for one in events if one.envelope.actor.startswith("writer")]
        assert sorted(position for answer in told for position in answer) == by_writers
        shared = Counter(tags(engine.history(SHARED)))
        assert shared["noted"] == shared["deferred"] == 4 * times
        assert len(told) == 4 * times * 5
        assert all(told)
        assert engine.register().basis.behind == 0
        check_views(engine)
        assert announced_twice(events) == []


def test_one_command_sent_by_several_processes_at_once_is_recorded_once(tmp_path: Path) -> None:
    path, together = started(tmp_path), SPAWN.Barrier(3)
    with processes(3, send, path, together, uuid4()) as senders:
        answers = [pipe.recv() for _, pipe in senders]
    assert answers == [(3,)] * 3


def test_several_processes_tick_at_once_and_each_thing_is_said_once(tmp_path: Path) -> None:
    mandates, tickers = 12, 3
    path, together = started(tmp_path, mandates), SPAWN.Barrier(tickers)
    with processes(tickers, tick_once, path, together, LATE) as ticking:
        said = [pipe.recv() for _, pipe in ticking]
    with Engine.open(path) as engine:
        events = list(engine.events())
        check_whole(events)
        check_announced(events, mandates)
        assert sum(said) == 3 * mandates
        assert engine.tick(LATE) == 0
        engine.register()
        check_views(engine)


def check_announced(events: list[Recorded], mandates: int) -> None:
    """Each of the mandates is due soon, due and overdue: once each, and in this order."""
    said: dict[str, list[str]] = {}
    for one in events:
        if one.event.announces:
            said.setdefault(one.stream, []).extend(tags([one]))
    assert list(said.values()) == [["due_soon", "due", "overdue"]] * mandates


def kill(pid: int | None) -> None:
    assert pid is not None
    with contextlib.suppress(ProcessLookupError):  # it may have come to its end by itself
        os.kill(pid, signal.SIGKILL)


def test_what_a_killed_writer_was_told_is_there_and_no_command_is_half(tmp_path: Path) -> None:
    path, chance, acknowledged = started(tmp_path), random.Random(1), 2
    for _ in range(12 if LONG else 3):
        with processes(1, write_until_killed, path) as ((process, pipe),):
            acknowledged = pipe.recv()
            time.sleep(chance.uniform(0, 0.08))
            kill(process.pid)
            acknowledged = max([acknowledged, *received(pipe)])
        with Engine.open(path) as engine:
            events = list(engine.events())
            check_whole(events)
            assert len(events) - acknowledged in (0, 4)  # the last may have had no time to tell
            assert engine.register().basis.behind == 0
            check_views(engine)
            engine.rebuild("register")
            check_views(engine)


def test_a_tick_that_was_killed_is_completed_by_the_next_exactly_once(tmp_path: Path) -> None:
    mandates, chance = 12, random.Random(2)
    for number in range(10 if LONG else 2):
        folder = tmp_path / str(number)
        folder.mkdir()
        path = started(folder, mandates)
        with Engine.open(path) as engine:
            with processes(1, tick_until_killed, path, LATE) as ((process, pipe),):
                until = engine.status().position + chance.randint(1, 2 * mandates)
                while (lives := process.is_alive()) and engine.status().position < until:
                    pass
                assert lives or engine.status().position >= until
                kill(process.pid)
                list(received(pipe))
            check_whole(list(engine.events()))
            before = sum(one.event.announces for one in engine.events())
            assert before > 0
            assert engine.tick(LATE) == 3 * mandates - before
            check_announced(list(engine.events()), mandates)
            assert engine.tick(LATE) == 0
            engine.register()
            check_views(engine)
