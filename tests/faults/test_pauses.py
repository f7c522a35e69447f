"""A process is stopped (SIGSTOP) while another works on, and then goes on where it was."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random
from signal import SIGCONT, SIGKILL, SIGSTOP
from typing import Any

import pytest
from host import adoption, check_views, check_whole, database, dated, stored
from ledger import Ledger

from mandates import Engine, Recorded, Unavailable
from mandates.adapters.feed import Feed
from mandates.adapters.feed.rebuild import Rebuild
from mandates.projections.questions import VIEWS

from .children import Child, Say, forked
from .disk import OK, Operation, disk
from .test_kills import write

LONG = os.environ.get("MANDATES_TEST_SIZE") == "long"
ROUNDS = 20 if LONG else 2


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

        for way in (Feed, Rebuild):
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
    """Where it holds the lock, who writes is told so until it goes on.

    Who reads is told so only where it was stopped while it made the file.
    """
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
                row.wrong += "locked" not in str(error)
            try:
                events = list(engine.events())
            except Unavailable as error:
                events = []
                row.wrong += bool(found) or "locked" not in str(error)
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


@pytest.fixture(autouse=True)
def _no_child_is_left() -> Any:
    """A child that a failed test left stopped is ended."""
    yield
    Child.end_all()
