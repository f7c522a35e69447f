"""A process is stopped (SIGSTOP) while another works on, and then goes on where it was."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path
from random import Random
from signal import SIGCONT, SIGKILL, SIGSTOP
from typing import Any

import pytest
from host import adoption, check_views, check_whole, database, dated, stored
from ledger import Ledger, Row

from mandates import Engine, Recorded, Unavailable
from mandates.adapters.feed.applying import Applying
from mandates.adapters.feed.rebuild import Rebuild
from mandates.projections.questions import VIEWS

from .children import Child, Say, forked
from .disk import OK, Operation, disk
from .test_kills import write

LONG = os.environ.get("MANDATES_TEST_SIZE") == "long"
ROUNDS = 20 if LONG else 2
EVENTS = 3
"""Of a text with two mandates."""


def stopped_before_writing(act: Callable[[Engine], object], path: str, say: Say) -> None:
    """Stop itself once, with a page's rows in hand and not yet written; then say how many writes
    came after."""
    writes = 0

    def before(operation: Operation) -> int:
        nonlocal writes
        writes += operation.kind == "write"
        return OK

    with disk(before), Engine.open(path, busy_timeout=30) as engine:
        stops = iter([True])

        def stopping(rows: Callable[..., Any]) -> Callable[..., Any]:
            def stopped(*arguments: Any) -> Any:
                nonlocal writes
                found = rows(*arguments)
                if next(stops, False):
                    os.kill(os.getpid(), SIGSTOP)
                    writes = 0
                return found

            return stopped

        for way in (Applying, Rebuild):
            way._rows = stopping(way._rows)  # type: ignore[method-assign]
        act(engine)
        say(writes)


def living(engine: Engine, numbers: range) -> None:
    for number in numbers:
        acts = (dated("1.1", "GA/75"), dated("2.1", "2001-06-30"))
        engine.execute(adoption(*acts, symbol=f"A/RES/70/{number}"), by="desk")


def test_a_stopped_feed_that_goes_on_late_writes_nothing(tmp_path: Path, ledger: Ledger) -> None:
    row, path = ledger("SIGSTOP", "a feed, while another moves on"), database(tmp_path)
    with Engine.open(path) as engine:
        for number in range(ROUNDS):
            living(engine, range(number * 10, number * 10 + 5))
            act = partial(stopped_before_writing, lambda it: it.catch_up(), path)
            child = forked(act)
            child.wait_until_stopped()
            living(engine, range(number * 10 + 5, number * 10 + 10))
            engine.catch_up()
            before = [stored(engine, view) for view in VIEWS]
            child.signal(SIGCONT)
            (writes,) = child.said()
            assert child.wait() == 0
            row.tried += 1
            row.held += engine.status().position
            row.wrong += writes + ([stored(engine, view) for view in VIEWS] != before)
        check_views(engine)
    assert row.losses == 0, row


def test_a_stopped_rebuild_that_goes_on_late_takes_no_answer_back(
    tmp_path: Path, ledger: Ledger
) -> None:
    row, path = ledger("SIGSTOP", "a rebuild, while another records"), database(tmp_path)
    with Engine.open(path) as engine:
        for number in range(ROUNDS):
            living(engine, range(number * 10, number * 10 + 5))
            engine.register()
            child = forked(partial(stopped_before_writing, lambda it: it.rebuild(), path))
            child.wait_until_stopped()
            living(engine, range(number * 10 + 5, number * 10 + 10))
            total = engine.register().total
            child.signal(SIGCONT)
            while child.ended is None:
                row.wrong += engine.register().total != total
                child.poll()
            child.said()
            assert child.wait() == 0
            row.tried += 1
            row.held += engine.status().position
            row.wrong += engine.register().total != total
            check_views(engine)
    assert row.losses == 0, row


def test_a_writer_that_is_stopped_anywhere_harms_nobody(tmp_path: Path, ledger: Ledger) -> None:
    """Where it holds a lock, who comes is told so until it goes on: also who reads, where it was
    stopped in one of the moments of which the next test tells."""
    row, path, chance = ledger("SIGSTOP", "a writer, at any time"), database(tmp_path), Random(8)
    begun = 1_000_000
    found: list[Recorded] = []
    with Engine.open(path, busy_timeout=0.1) as engine:
        for number in range(ROUNDS * 2):
            child = forked(partial(write, path))
            time.sleep(chance.uniform(0.02, 0.1))
            child.signal(SIGSTOP)
            try:
                living(engine, range(begun + number, begun + number + 1))
            except Unavailable as error:
                judge_refusal(error, row)
            try:
                events = list(engine.events())
            except Unavailable as error:
                events = []
                judge_refusal(error, row)
            check_whole(events)
            child.signal(SIGCONT)
            time.sleep(0.02)
            child.signal(SIGKILL)
            acknowledged = child.said()
            row.tried += 1
            row.held += max([0, *acknowledged])
            found = list(engine.events())
            check_whole(found)
            row.lost += found[: len(events)] != events or max([0, *acknowledged]) > len(found)
        engine.register()
        check_views(engine)
    assert row.losses == 0, row


def judge_refusal(error: Unavailable, row: Row) -> None:
    """Who is turned away by a lock is told so, and to try again."""
    if "is locked by another program: try again" not in str(error):
        row.wrong += 1
        row.note = str(error)


def stopped_at(at: int, path: str, say: Say) -> None:
    """Record one command, and stop at the step of that number on the way from opening the file to
    closing it; say whether that was one at which its commit was written or flushed."""
    steps, done = 0, False

    def before(operation: Operation) -> int:
        nonlocal steps
        steps += 1
        if steps == at:
            commits = operation.kind in ("write", "sync") and operation.file.endswith("-wal")
            say(commits and not done)
            os.kill(os.getpid(), SIGSTOP)
        return OK

    with disk(before, locks=True), Engine.open(path, busy_timeout=30) as engine:
        living(engine, range(at, at + 1))
        done = True


def test_a_writer_that_is_stopped_at_any_of_its_locks_keeps_no_reader_for_good(
    tmp_path: Path, ledger: Ledger
) -> None:
    """What processes share has one writer, and SQLite lets nobody read it while it is half written:
    as the first one opens the file, for an instant of each commit, and as the last one closes it.
    Who reads then is told to try again. While a commit is written everybody reads what was before.
    """
    row, path = ledger("SIGSTOP", "a writer, at its locks"), database(tmp_path)
    turned_away = committing = 0
    with disk(lambda _: OK, waits=False), Engine.open(path, busy_timeout=0.1) as engine:
        living(engine, range(1))
        found = list(engine.events())
        for at in count(1):
            child = forked(partial(stopped_at, at, path))
            if not child.stops():
                break
            try:
                events = list(engine.events())
                row.lost += events[: len(found)] != found
                row.half += len(events) - len(found) not in (0, EVENTS)
                read = True
            except Unavailable as error:
                judge_refusal(error, row)
                read = False
            child.signal(SIGCONT)
            (commits,) = child.said()
            assert child.wait() == 0
            turned_away += not read
            committing += commits
            row.wrong += bool(commits) and not read
            row.tried += 1
            before, found = found, list(engine.events())
            row.held += len(found)
            row.lost += found[: len(before)] != before or len(found) != len(before) + EVENTS
        check_whole(found)
    assert 0 < turned_away < row.tried / 2
    assert committing > 0
    assert row.losses == 0, row


@pytest.fixture(autouse=True)
def _no_child_is_left() -> Any:
    """A child that a failed test left stopped is ended."""
    yield
    Child.end_all()
