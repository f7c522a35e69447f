"""Processes that are killed: at each of their writes, and at any time."""

from __future__ import annotations

import os
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from itertools import count
from pathlib import Path
from random import Random
from signal import SIGKILL

import pytest
from host import adoption, announced_twice, check_views, database, dated
from ledger import Ledger, Row

from mandates import Conflict, Engine
from mandates.adapters.audit import copying
from mandates.adapters.feed import applying
from mandates.adapters.feed import rebuild as rebuilding
from mandates.domain.event import Recorded

from .children import Child, Say, Work, forked, killed_after

LONG = os.environ.get("MANDATES_TEST_SIZE") == "long"
LATE = datetime(2001, 6, 1, 12, tzinfo=UTC)
MANDATES = 12
"""Each is due soon, due and overdue when it is late."""
KILLS = 200 if LONG else 12
"""Of writers, at their writes; and as many at any time."""
AS_NEW = 40
"""After so many kills of writers they begin a new record."""


def write(path: str, say: Say) -> None:
    """Record commands of four events, and acknowledge each by its last position."""
    with Engine.open(path, busy_timeout=30) as engine:
        for number in count(engine.status().position):
            acts = (dated("1.1", "2001-01-05"), dated("2.1", "GA/75"), dated("3.1", "GA/76"))
            answer = engine.execute(adoption(*acts, symbol=f"A/RES/70/{number}"), by="writer")
            say(answer.positions[-1])
            if number % 3 == 0:
                engine.register()


def judge(events: list[Recorded], acknowledged: int, row: Row) -> None:
    """What a record holds after a kill, against what was acknowledged before."""
    row.tried += 1
    row.held += acknowledged
    row.lost += max(acknowledged - len(events), 0)
    row.doubled += len(events) - len({one.event_id for one in events})
    row.doubled += len(announced_twice(events))
    commands = Counter(one.envelope.command_id for one in events)
    sizes = {one.envelope.command_id: one.envelope.command_size for one in events}
    row.half += sum(commands[name] != size for name, size in sizes.items())
    row.wrong += [one.position for one in events] != list(range(1, len(events) + 1))


def killed_writers(folder: Path, row: Row, killed: Callable[[Work, Random], Child]) -> None:
    chance, path, acknowledged = Random(6), "", 0
    for number in range(KILLS):
        if number % AS_NEW == 0:
            path, acknowledged = str(folder / f"{number}.db"), 0
        child = killed(partial(write, path), chance)
        acknowledged = max([acknowledged, *child.said()])
        assert child.wait() == -SIGKILL
        with Engine.open(path) as engine:
            events = list(engine.events())
            judge(events, acknowledged, row)
            row.wrong += len(events) - acknowledged not in (0, 4)  # one had no time to tell
            acknowledged = len(events)
            if number % 10 == 0 and events:
                engine.register()
                check_views(engine)


def test_a_writer_is_killed_at_any_of_its_writes(tmp_path: Path, ledger: Ledger) -> None:
    row = ledger("kill -9", "a writer, at its writes and syncs")
    killed_writers(tmp_path, row, lambda work, chance: forked(work, kill_at=chance.randint(1, 150)))
    assert row.held > 0
    assert row.losses == 0, row


def test_a_writer_is_killed_at_any_time(tmp_path: Path, ledger: Ledger) -> None:
    row = ledger("kill -9", "a writer, at any time")
    killed_writers(
        tmp_path, row, lambda work, chance: killed_after(work, chance.uniform(0, 0.1), begun=True)
    )
    assert row.held > 0
    assert row.losses == 0, row


def template(folder: Path) -> Path:
    """A record that no view has seen, with mandates that are all overdue in June 2001."""
    path = database(folder)
    acts = [dated(f"{number + 2}.2", "2001-03-01") for number in range(MANDATES)]
    with Engine.open(path) as engine:
        engine.execute(adoption(*acts), by="desk")
        for number in range(20):
            engine.execute(adoption(symbol=f"A/RES/55/{number + 1}"), by="desk")
    return Path(path)


def catch_up(path: str, _: Say) -> None:
    with Engine.open(path) as engine:
        engine.register()


def rebuild(path: str, _: Say) -> None:
    with Engine.open(path) as engine:
        engine.rebuild()


def tick(path: str, _: Say) -> None:
    with Engine.open(path) as engine:
        engine.tick(LATE)


def points(work: Callable[[str, Say], None], original: Path) -> Iterator[tuple[Path, Child]]:
    """The work begun anew and killed at its first write, then at its second, to the last of them.

    In the small size, at some of them.
    """
    for number in count(1):
        copy = original.with_name(f"{number}.db")
        shutil.copy(original, copy)
        child = forked(partial(work, str(copy)), kill_at=1 + (number - 1) * (1 if LONG else 17))
        if child.wait() == 0:
            os.close(child.pipe)
            return
        assert child.said() == []
        assert child.wait() == -SIGKILL
        yield copy, child
        copy.unlink()


@pytest.mark.parametrize("work", [catch_up, rebuild, tick], ids=lambda one: one.__name__)
def test_what_follows_the_record_is_killed_at_each_of_its_writes(
    work: Callable[[str, Say], None],
    tmp_path: Path,
    ledger: Ledger,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    names = {"catch_up": "a feed", "rebuild": "a rebuild", "tick": "a tick"}
    row = ledger("kill -9", f"{names[work.__name__]}, at its writes and syncs")
    monkeypatch.setattr(applying, "PAGE", 12)  # several pages for each view
    monkeypatch.setattr(rebuilding, "STREAMS", 6)  # and several transactions for a rebuild
    monkeypatch.setattr(rebuilding, "CUTS", 2)
    original = template(tmp_path)
    with Engine.open(original) as engine:
        recorded = engine.status().position
        if work is rebuild:
            engine.register()
    for path, _ in points(work, original):
        with Engine.open(path) as engine:
            judge(list(engine.events()), recorded, row)
            engine.tick(LATE)
            events = list(engine.events())
            row.wrong += sum(one.event.announces for one in events) != 3 * MANDATES
            row.doubled += len(announced_twice(events)) + engine.tick(LATE)
            engine.register()
            check_views(engine)
            if work is rebuild:
                engine.rebuild()
                check_views(engine)
    assert row.tried > 3
    assert row.losses == 0, row


def by_two(path: str, _: Say) -> None:
    with Engine.open(path) as engine:
        engine.rebuild(workers=2)


def test_a_rebuild_by_two_workers_is_killed_at_any_time_and_gone_on_with(
    tmp_path: Path, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its workers end by themselves, after the transaction that they are in."""
    row, chance = ledger("kill -9", "a rebuild by two workers, at any time"), Random(7)
    monkeypatch.setattr(rebuilding, "STREAMS", 2)
    monkeypatch.setattr(rebuilding, "CUTS", 6)
    original = template(tmp_path)
    with Engine.open(original) as engine:
        recorded, before = engine.status().position, engine.register().items
    whole = took(partial(by_two, str(shutil.copy(original, tmp_path / "whole.db"))))
    for number in range(40 if LONG else 6):
        path = str(shutil.copy(original, tmp_path / f"{number}.db"))
        child = killed_after(partial(by_two, path), chance.uniform(0, whole))
        child.wait()
        os.close(child.pipe)
        with Engine.open(path, busy_timeout=30) as engine:
            row.wrong += engine.register().items != before
            again(engine)
            judge(list(engine.events()), recorded, row)
            check_views(engine)
    assert row.losses == 0, row


def again(engine: Engine) -> None:
    """A worker that outlived its parent may still be in a transaction."""
    for pause in (0.2, 1, 5, 25):
        try:
            engine.rebuild(workers=2)
            return
        except Conflict:
            time.sleep(pause)
    pytest.fail("somebody goes on rebuilding")


def took(work: Work) -> float:
    begun = time.monotonic()
    child = forked(work)
    assert child.said() == []
    assert child.wait() == 0
    return time.monotonic() - begun


def test_a_copy_that_is_killed_at_any_of_its_writes_goes_on_to_the_same_record(
    tmp_path: Path, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = ledger("kill -9", "a copy, at its writes and syncs")
    monkeypatch.setattr(copying, "PAGE", 10)  # several transactions
    original = template(tmp_path)
    with Engine.open(original) as source:
        end, root = source.status().position, source.basis().root
        for at in count(1, 1 if LONG else 9):
            target = str(tmp_path / f"copy-{at}.db")
            child = forked(partial(copied, str(original), target), kill_at=at)
            assert child.said() == []
            if child.wait() == 0:
                break
            with Engine.open(target) as begun:
                judge(list(begun.events()), 0, row)
            source.copy(target)  # it goes on
            with Engine.open(target) as copy:
                row.held += end
                row.lost += end - copy.status().position
                row.wrong += copy.basis().root != root or bool(copy.verify().findings)
    assert row.tried > 3
    assert row.losses == 0, row


def copied(original: str, target: str, _: Say) -> None:
    with Engine.open(original) as engine:
        engine.copy(target)
