"""Who follows a record on a server sleeps until it is told of a commit, and polls all the same."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing

import psycopg
import pytest
from host import Clock, adoption

from mandates import Engine, Note
from mandates.adapters.record.postgres.address import Address, address
from mandates.adapters.record.postgres.connections import connect
from postgres import VERSIONS, Servers
from spec import M

from .test_subscriptions import SEPTEMBER, eventually

Connection = psycopg.Connection[tuple[object, ...]]
Open = Callable[[], Engine]
LONG = 3600.0
"""Seconds between two polls where nothing may rest on a poll."""


@pytest.fixture(params=VERSIONS)
def where(request: pytest.FixtureRequest, servers: Servers) -> str:
    return servers.url(request.param)


@pytest.fixture
def recorded(where: str, clock: Clock) -> Iterator[Engine]:
    with Engine.open(where, clock=clock) as engine:
        engine.execute(adoption(), by="desk")
        yield engine


@pytest.fixture
def outside(where: str) -> Iterator[Connection]:
    with closing(connect(address(where), 5.0)) as connection:
        yield connection


LISTENERS = "SELECT pid FROM pg_stat_activity WHERE query LIKE 'LISTEN ' || %s AND state = 'idle'"


def listeners(outside: Connection, where: str) -> list[object]:
    rows = outside.execute(LISTENERS, (address(where).channel,)).fetchall()
    return [pid for (pid,) in rows]


def test_a_subscriber_hears_within_moments_of_the_commit_however_seldom_it_polls(
    recorded: Engine, where: str, outside: Connection
) -> None:
    heard: list[float] = []
    with (
        recorded.subscribe(lambda _: heard.append(time.monotonic()), poll_seconds=LONG) as one,
        Engine.open(where) as other,
    ):
        eventually(lambda: bool(listeners(outside, where)) and one.position == 2)
        other.tick(SEPTEMBER)
        eventually(lambda: len(heard) == len(list(other.announcements())) > 0)


def test_a_commit_is_told_to_who_waits_and_a_transaction_that_is_taken_back_is_not(
    recorded: Engine, where: str, outside: Connection
) -> None:
    with recorded.listen() as listening, psycopg.connect(address(where).conninfo) as host:
        listening.wait(LONG)  # returns at once: it has begun to listen
        begun = time.monotonic()
        recorded.execute(Note(mandate=M, text="gone"), by="host", connection=host)
        host.rollback()
        listening.wait(0.3)
        assert time.monotonic() - begun > 0.25
        recorded.execute(Note(mandate=M, text="kept"), by="host", connection=host)
        host.commit()
        listening.wait(LONG)
        assert time.monotonic() - begun < LONG / 2


def test_a_listener_whose_connection_is_cut_listens_again_and_misses_nothing(
    recorded: Engine, where: str, outside: Connection
) -> None:
    heard: list[int] = []
    with (
        recorded.subscribe(lambda one: heard.append(one.position), poll_seconds=LONG),
        Engine.open(where) as other,
    ):
        for number in range(3):
            eventually(lambda: bool(listeners(outside, where)))
            for pid in listeners(outside, where):
                outside.execute("SELECT pg_terminate_backend(%s)", (pid,))
            other.execute(adoption(symbol=f"A/RES/54/{number + 1}"), by="desk")
            other.tick(SEPTEMBER)
            eventually(lambda: heard == [one.position for one in other.announcements()])
    assert heard


def test_who_is_told_nothing_hears_by_polling(
    recorded: Engine, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As behind a pooler that lends each statement another connection."""
    monkeypatch.setattr(Address, "channel", property(lambda _: "of_somebody_else"))
    heard: list[int] = []
    with (
        recorded.subscribe(lambda one: heard.append(one.position), poll_seconds=0.05),
        Engine.open(where) as other,
    ):
        other.tick(SEPTEMBER)
        eventually(lambda: heard == [one.position for one in other.announcements()] != [])


def test_who_can_listen_to_nobody_waits_and_does_not_spin() -> None:
    with Engine.open("postgresql://127.0.0.1:1/registry") as engine, engine.listen() as listening:
        begun = time.monotonic()
        for _ in range(3):
            listening.wait(0.1)
        assert time.monotonic() - begun > 0.25


def test_a_process_that_runs_keeps_the_views_up_for_who_only_reads(
    recorded: Engine, where: str
) -> None:
    command = [sys.executable, "-m", "mandates", "run", "--every", "3600", "--db", where]

    def behind() -> set[int]:
        return {one.behind for one in recorded.status().views}

    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr is not None
            assert "running" in process.stderr.readline()
            eventually(lambda: behind() == {0})
            process.send_signal(signal.SIGSTOP)
            os.waitpid(process.pid, os.WUNTRACED)
            recorded.execute(Note(mandate=M, text="one more"), by="desk")
            assert 0 not in behind(), "nobody has read yet"
            process.send_signal(signal.SIGCONT)
            eventually(lambda: behind() == {0})
        finally:
            process.terminate()
        assert "stopped" in process.stderr.read()
    assert process.returncode == 0


def test_a_queue_that_nobody_empties_stops_no_append(
    recorded: Engine, where: str, outside: Connection
) -> None:
    """The server would refuse every commit that has something to tell."""
    name = f"{address(where).schema}.check_continues"
    row = outside.execute("SELECT pg_get_functiondef(%s::regproc)", (name,)).fetchone()
    assert row is not None
    full = str(row[0]).replace("pg_notification_queue_usage()", "1.0")
    assert full != row[0]
    outside.execute(full.encode())
    with recorded.listen() as listening:
        listening.wait(LONG)
        begun = time.monotonic()
        recorded.execute(Note(mandate=M, text="not told"), by="desk")
        listening.wait(0.3)
        assert time.monotonic() - begun > 0.25


def test_a_listener_is_waked_by_another_thread_and_by_a_fork(recorded: Engine) -> None:
    with recorded.listen() as listening:
        listening.wait(LONG)
        listening.wake()
        listening.wait(LONG)
        child = os.fork()
        if child == 0:  # nothing of the parent's connection is left to talk on
            os._exit(0 if listening._connection is None else 1)  # type: ignore[attr-defined]
        assert os.waitpid(child, 0)[1] == 0
        listening.wait(LONG)  # the parent begins anew
        recorded.execute(Note(mandate=M, text="after the fork"), by="desk")
        listening.wait(LONG)


def test_a_file_tells_nothing_and_is_waited_for(tmp_path: object) -> None:
    with Engine.open(f"{tmp_path}/a.db") as engine, engine.listen() as listening:
        begun = time.monotonic()
        listening.wait(0.1)
        assert time.monotonic() - begun > 0.09
        listening.wake()
        listening.wait(LONG)
        listening.close()
        listening.wake()
