"""Hosts that listen: everything that time brings, at least once, in order, from where they were."""

from __future__ import annotations

import errno
import logging
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from host import Clock, adoption, database, dated, tags

from mandates import BadInput, Engine, Expire, Note, OpenOccurrence
from mandates.adapters.record.listening import Listening
from mandates.adapters.subscription import Subscription
from mandates.domain.event import Recorded
from spec import M, act

Open = Callable[[], Engine]
SOON = 0.01
JULY, SEPTEMBER = (datetime(2001, month, 4, 12, tzinfo=UTC) for month in (7, 9))


def eventually(true: Callable[[], bool]) -> None:
    """Wait until it is so; a loaded machine is slow."""
    end = time.monotonic() + 120
    while not true():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.005)


@pytest.fixture
def ticking(engine: Engine) -> Engine:
    """An engine whose record holds a mandate of which much is announced."""
    engine.execute(adoption(dated("2.2", "GA/56"), dated("3.1", "2001-08-01")), by="desk")
    return engine


# --- announcements --------------------------------------------------------------------------------


def test_announcements_are_what_time_brought_and_nothing_else(ticking: Engine) -> None:
    assert list(ticking.announcements()) == []
    ticking.tick(JULY)
    ticking.execute(Note(mandate=M, text="a remark"), by="desk")
    ticking.tick(SEPTEMBER)
    found = list(ticking.announcements())
    assert {*tags(found)} == {"due_soon", "due", "overdue"}
    assert [one.position for one in found] == sorted({one.position for one in found})
    assert list(ticking.announcements(after=found[2].position)) == found[3:]
    assert list(ticking.announcements(after=99)) == []


def test_due_points_that_open_and_terms_that_run_out_are_announced(engine: Engine) -> None:
    engine.execute(adoption(act(until={"kind": "date", "date": "2000-12-31"})), by="desk")
    engine.execute(OpenOccurrence(mandate=M, due=None, number=2), by="desk")
    engine.execute(Expire(mandate=M, on="2001-01-10"), by="desk")
    assert tags(list(engine.announcements())) == ["occurrence_opened", "expired"]


# --- subscriptions --------------------------------------------------------------------------------


def test_a_host_hears_what_was_and_what_comes_in_order(ticking: Engine) -> None:
    ticking.tick(JULY)
    heard: list[Recorded] = []
    with ticking.subscribe(heard.append, poll_seconds=SOON) as listening:
        eventually(lambda: len(heard) >= 2)
        assert listening.running
        ticking.tick(SEPTEMBER)
        eventually(lambda: heard == list(ticking.announcements()))
        eventually(lambda: listening.position == ticking.status().position)
    assert not listening.running


def test_it_hears_what_another_process_recorded(ticking: Engine, another: Open) -> None:
    heard: list[Recorded] = []
    with ticking.subscribe(heard.append, poll_seconds=SOON):
        another().tick(SEPTEMBER)
        eventually(lambda: bool(heard) and heard == list(ticking.announcements()))


def test_it_goes_on_after_the_position_that_the_host_kept(ticking: Engine) -> None:
    ticking.tick(JULY)
    heard: list[Recorded] = []
    first = ticking.subscribe(heard.append, poll_seconds=SOON)
    eventually(lambda: first.position == ticking.status().position)
    first.stop()
    ticking.tick(SEPTEMBER)
    before = len(heard)
    with ticking.subscribe(heard.append, after=first.position, poll_seconds=SOON):
        eventually(lambda: len(heard) == len(list(ticking.announcements())))
    assert before > 0
    assert heard == list(ticking.announcements()), "each once, in order, over both"


def test_a_callback_that_raises_is_called_again_with_the_same_event(
    ticking: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    ticking.tick(SEPTEMBER)
    expected = list(ticking.announcements())
    calls: list[int] = []
    heard: list[Recorded] = []

    def sometimes(one: Recorded) -> None:
        calls.append(one.position)
        if len(calls) in (2, 3):
            raise OSError("no mail today")
        heard.append(one)

    with (
        caplog.at_level(logging.ERROR, logger="mandates"),
        ticking.subscribe(sometimes, poll_seconds=SOON),
    ):
        eventually(lambda: len(heard) == len(expected))
    assert heard == expected
    assert calls[1:4] == [expected[1].position] * 3
    failed = [one for one in caplog.records if one.getMessage() == "subscriber failed"]
    assert [one.__dict__["reason"] for one in failed] == ["OSError: no mail today"] * 2
    assert [one.__dict__["again_in"] for one in failed] == [SOON, 2 * SOON], "it waits longer"
    assert failed[0].__dict__["position"] == expected[1].position - 1


def test_what_came_through_after_a_wait_makes_nothing_after_it_wait_longer(
    ticking: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    """As where each mail goes out at the second attempt."""
    ticking.tick(JULY)
    heard: list[Recorded] = []
    calls: list[int] = []

    def at_the_second_attempt(one: Recorded) -> None:
        calls.append(one.position)
        if calls.count(one.position) == 1:
            raise OSError("no mail today")
        heard.append(one)

    with (
        caplog.at_level(logging.ERROR, logger="mandates"),
        ticking.subscribe(at_the_second_attempt, poll_seconds=SOON),
    ):
        eventually(lambda: heard == list(ticking.announcements()))
        ticking.tick(SEPTEMBER)
        eventually(lambda: heard == list(ticking.announcements()))
    assert len(heard) > 4
    waits = [one.__dict__["again_in"] for one in caplog.records]
    assert waits == [SOON] * len(heard)


def test_a_record_that_is_away_now_and_then_is_asked_again_as_soon_each_time(
    caplog: pytest.LogCaptureFixture,
) -> None:
    class Flickering:
        asked = 0

        def changed(self) -> int:
            self.asked += 1
            if self.asked % 2:
                raise OSError("away")
            return 0

        def read(self, after: int = 0) -> Iterator[Recorded]:
            return iter(())

        def listen(self) -> Listening:
            return Listening()

    source = Flickering()
    with (
        caplog.at_level(logging.ERROR, logger="mandates"),
        Subscription(source, lambda _: True, lambda _: None, poll_seconds=SOON),
    ):
        eventually(lambda: source.asked > 6)
    assert {one.__dict__["again_in"] for one in caplog.records} == {SOON}


def test_the_position_moves_on_only_after_the_callback_returned(ticking: Engine) -> None:
    ticking.tick(SEPTEMBER)
    first, second, *_ = ticking.announcements()
    reached, go_on = threading.Event(), threading.Event()
    seen: list[int] = []

    def slow(one: Recorded) -> None:
        if one.position == second.position:
            reached.set()
            go_on.wait(30)
        seen.append(one.position)

    with ticking.subscribe(slow, poll_seconds=SOON) as listening:
        assert reached.wait(30)
        assert listening.position == second.position - 1 >= first.position
        listening.stop(timeout=SOON)
        assert not listening.running
        go_on.set()
        listening.stop()
    assert listening.position == second.position, "what ran was let come to its end"
    assert seen == [first.position, second.position], "and nothing after it"


def test_the_callback_may_stop_it_and_use_the_engine(ticking: Engine) -> None:
    ticking.tick(SEPTEMBER)
    box: list[Subscription] = []
    ready = threading.Event()

    def once(one: Recorded) -> None:
        ready.wait(30)
        ticking.execute(Note(mandate=M, text=f"heard {one.position}"), by="listener")
        box[0].stop()

    box.append(ticking.subscribe(once, poll_seconds=SOON))
    ready.set()
    eventually(lambda: not box[0].running)
    box[0].stop()
    assert len(ticking.mandate(M).item.notes) == 1


def test_closing_the_engine_stops_it(ticking: Engine, caplog: pytest.LogCaptureFixture) -> None:
    before = set(threading.enumerate())
    with caplog.at_level(logging.WARNING, logger="mandates"):
        listening = ticking.subscribe(lambda _: None, poll_seconds=60)
        (thread,) = set(threading.enumerate()) - before
        ticking.close()
    assert not thread.is_alive()
    assert not listening.running
    assert caplog.records == []


def test_a_record_that_cannot_be_read_is_tried_again(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, clock: Clock
) -> None:
    file = Path(database(tmp_path))
    file.write_text("this is no record", encoding="utf-8")
    heard: list[Recorded] = []
    with (
        Engine.open(file, clock=clock) as engine,
        caplog.at_level(logging.ERROR, logger="mandates"),
        engine.subscribe(heard.append, poll_seconds=SOON),
    ):
        eventually(lambda: bool(caplog.records))
        file.unlink()
        with Engine.open(file, clock=clock) as other:
            other.execute(adoption(), by="desk")
            other.tick(SEPTEMBER)
            eventually(lambda: bool(heard) and heard == list(other.announcements()))


def test_a_wait_that_fails_is_logged_and_it_goes_on(
    ticking: Engine, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    waits: list[float] = []
    sleep = Listening._sleep

    def fails_at_first(listening: Listening, seconds: float, *others: Any) -> None:
        waits.append(seconds)
        if len(waits) == 1:
            raise OSError(errno.EMFILE, "Too many open files")
        sleep(listening, seconds, *others)

    monkeypatch.setattr(Listening, "_sleep", fails_at_first)
    heard: list[Recorded] = []
    with ticking.subscribe(heard.append, poll_seconds=SOON) as subscription:
        eventually(lambda: len(waits) > 1)
        ticking.tick(JULY)
        eventually(lambda: len(heard) == len(list(ticking.announcements())))
        assert subscription.running
    (record,) = caplog.records
    assert record.message == "subscriber failed"
    assert "Too many open files" in getattr(record, "reason", "")


def test_it_waits_for_a_record_that_does_not_exist_yet(engine: Engine) -> None:
    heard: list[Recorded] = []
    with engine.subscribe(heard.append, poll_seconds=SOON):
        engine.execute(adoption(), by="desk")
        engine.tick(SEPTEMBER)
        eventually(lambda: bool(heard) and heard == list(engine.announcements()))


@pytest.mark.parametrize("wrong", [{"after": -1}, {"poll_seconds": 0}, {"poll_seconds": -1.0}])
def test_what_makes_no_sense_is_refused(engine: Engine, wrong: dict[str, int]) -> None:
    with pytest.raises(BadInput):
        engine.subscribe(lambda _: None, **wrong)


def test_a_position_that_the_record_has_not_reached_is_refused(ticking: Engine) -> None:
    end = ticking.status().position
    ticking.subscribe(lambda _: None, after=end).stop()
    with pytest.raises(BadInput, match=f"ends at position {end}, before {end + 1}"):
        ticking.subscribe(lambda _: None, after=end + 1)


def test_a_process_ends_though_it_still_listens(ticking: Engine, address: str) -> None:
    program = (
        "from mandates import Engine\n"
        f"engine = Engine.open({address!r})\n"
        "engine.subscribe(lambda _: None)\n"
        "print(engine.status().position)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout == f"{ticking.status().position}\n"
    assert done.stderr == ""
