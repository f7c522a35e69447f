"""A standby answers and says how far it is behind; it records nothing, and says that too."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from host import Clock, adoption, dated

from mandates import BadInput, Engine, MandatesError, Note, Unavailable
from mandates.adapters.record.postgres.address import address
from mandates.adapters.record.postgres.connections import connect
from postgres import EXISTING, VERSIONS, Server
from spec import M

from .test_subscriptions import eventually

pytestmark = pytest.mark.skipif(bool(EXISTING), reason="needs servers of its own")
LONG = os.environ.get("MANDATES_TEST_SIZE") == "long"
FOLLOWED = {"wal_level": "replica", "max_wal_senders": "4", "wal_receiver_status_interval": "1s"}
AUGUST = datetime(2001, 8, 1, 12, tzinfo=UTC)


@dataclass
class Pair:
    """A primary, where there is a record, and its standby."""

    primary: Server
    standby: Server

    def says(self, statement: str) -> None:
        """Execute something on the standby."""
        with closing(connect(address(self.standby.url()), 5.0)) as connection:
            connection.execute(statement.encode())


@pytest.fixture(params=VERSIONS if LONG else VERSIONS[-1:], scope="module")
def pair(request: pytest.FixtureRequest) -> Iterator[Pair]:
    primary = Server(request.param, FOLLOWED)
    primary.start()
    try:
        with Engine.open(primary.url(), clock=Clock("2001-01-10")) as engine:
            engine.execute(adoption(dated("2.2", "GA/56"), dated("3.1", "2001-08-01")), by="desk")
        standby = primary.standby()
        try:
            yield Pair(primary, standby)
        finally:
            standby.stop()
    finally:
        primary.stop()


@pytest.fixture
def there(pair: Pair) -> Iterator[Engine]:
    """An engine where things are recorded."""
    with Engine.open(pair.primary.url(), clock=Clock("2001-01-10")) as engine:
        yield engine


@pytest.fixture
def here(pair: Pair) -> Iterator[Engine]:
    """An engine on the standby."""
    with Engine.open(pair.standby.url()) as engine:
        yield engine


def record(engine: Engine, text: str = "a remark") -> int:
    return engine.execute(Note(mandate=M, text=text), by="desk").positions[-1]


def test_what_a_standby_has_not_reached_may_be_asked_for_again_later(here: Engine) -> None:
    with pytest.raises(Unavailable, match="this standby has not reached"):
        here.register(known_at=here.status().position + 1000)


def test_what_was_recorded_there_is_read_here_with_the_same_root(
    there: Engine, here: Engine
) -> None:
    position = record(there)
    assert here.wait_for(position, 30)
    there.catch_up()  # its views come from there
    eventually(lambda: {one.behind for one in here.status().views} == {0})
    day = date(2001, 8, 2)
    ours, theirs = here.register(as_of=day), there.register(as_of=day)
    assert ours.items == theirs.items != ()
    assert ours.basis.root == theirs.basis.root
    assert here.docket(as_of=day).items == there.docket(as_of=day).items
    assert list(here.events()) == list(there.events())
    assert here.verify(deep=True).findings == ()
    assert (ours.basis.standby, theirs.basis.standby) == (True, False)
    eventually(lambda: here.basis().lag_seconds == 0)
    assert (there.basis().lag_seconds, there.status().standby) == (None, False)


def test_a_standby_whose_views_are_behind_says_by_how_many_events(
    there: Engine, here: Engine
) -> None:
    there.catch_up()
    position = record(there, "not in the views")
    assert here.wait_for(position, 30)
    eventually(lambda: here.register().basis.behind == 1)
    assert [one.behind for one in here.status().views] == [1] * len(here.status().views)
    assert here.mandate(M).item.notes[-1] == there.mandate(M).item.notes[-1], "folded"


def test_a_standby_that_lags_says_how_long_and_who_waits_is_told_it_is_not_there(
    pair: Pair, there: Engine, here: Engine
) -> None:
    assert here.wait_for(record(there), 30)
    pair.says("SELECT pg_wal_replay_pause()")
    try:
        eventually(lambda: _paused(pair))
        position = record(there, "not here yet")
        assert not here.wait_for(position, 0.3)
        eventually(lambda: (here.status().lag_seconds or 0) > 0)
        lag = here.basis().lag_seconds
        assert lag is not None
        assert lag > 0
        eventually(lambda: (here.basis().lag_seconds or 0) > lag)
        assert here.basis(known_at=1).lag_seconds is None, "the past is as it was"
        told = run(pair, "list").stdout
        assert "s behind its primary" in told.splitlines()[-1]
    finally:
        pair.says("SELECT pg_wal_replay_resume()")
    assert here.wait_for(position, 30)
    eventually(lambda: here.status().lag_seconds == 0)


def _paused(pair: Pair) -> bool:
    with closing(connect(address(pair.standby.url()), 5.0)) as connection:
        row = connection.execute("SELECT pg_get_wal_replay_pause_state()").fetchone()
        return row == ("paused",)


WRITES: list[Callable[[Engine], object]] = [
    record,
    lambda engine: engine.tick(AUGUST),
    lambda engine: engine.rebuild(),
]


@pytest.mark.parametrize("write", WRITES, ids=["execute", "tick", "rebuild"])
def test_nothing_is_recorded_on_a_standby_and_one_line_says_why(
    here: Engine, there: Engine, write: Callable[[Engine], object]
) -> None:
    assert here.wait_for(there.status().position, 30)
    before = there.status().position
    with pytest.raises(BadInput, match="standby") as refused:
        write(here)
    assert "\n" not in str(refused.value)
    assert there.status().position == before


def run(pair: Pair, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mandates", *arguments, "--db", pair.standby.url()]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


@pytest.mark.parametrize(
    "arguments",
    [
        ("note", M, "--note", "a remark"),
        ("tick",),
        ("projections", "rebuild"),
        ("db", "init", "--writer", "postgres"),
    ],
)
def test_every_command_that_writes_leaves_a_standby_with_2(
    pair: Pair, arguments: tuple[str, ...]
) -> None:
    done = run(pair, *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert "standby" in done.stderr
    assert done.stderr.count("\n") == 1


def test_the_command_line_says_that_it_is_a_standby(pair: Pair, tmp_path: Path) -> None:
    status = json.loads(run(pair, "status", "--json").stdout)
    assert status["standby"] is True
    assert "standby" in run(pair, "status").stdout
    assert "standby" in run(pair, "db", "status").stdout
    basis = json.loads(run(pair, "list", "--json").stdout)["basis"]
    assert basis["standby"] is True


def test_a_copy_is_made_from_a_standby_and_none_to_it(
    pair: Pair, here: Engine, there: Engine, tmp_path: Path
) -> None:
    end = there.status().position
    assert here.wait_for(end, 30)
    assert here.copy(str(tmp_path / "copy.db")) == (end, end)
    with pytest.raises(BadInput, match="standby"):
        there.copy(pair.standby.url("another"))


def test_whoever_follows_a_standby_from_beyond_its_end_waits_for_it(here: Engine) -> None:
    beyond = here.status().position + 1000
    with here.subscribe(lambda _: None, after=beyond, poll_seconds=0.05) as listening:
        assert (listening.running, listening.position) == (True, beyond)


def test_a_subscriber_on_a_standby_hears_by_polling(here: Engine, there: Engine) -> None:
    heard: list[int] = []
    with here.subscribe(lambda one: heard.append(one.position), poll_seconds=0.05):
        there.tick(AUGUST)
        eventually(lambda: heard == [one.position for one in there.announcements()] != [])


def test_a_standby_that_is_cut_off_says_that_nobody_knows_and_once_promoted_records(
    request: pytest.FixtureRequest,
) -> None:
    primary = Server(VERSIONS[-1], FOLLOWED)
    primary.start()
    try:
        with Engine.open(primary.url()) as engine:
            engine.execute(adoption(), by="desk")
        standby = primary.standby()
        try:
            with Engine.open(standby.url()) as here, here.listen() as listening:
                eventually(lambda: here.status().lag_seconds == 0)
                listening.wait(0.1)
                primary.kill()
                eventually(lambda: here.status().lag_seconds != 0)
                assert here.status().standby
                with pytest.raises(MandatesError):
                    record(here)
                standby.promote()
                listening.wait(60)  # it could not listen before, and begins now
                assert record(here) == 3
                assert not here.status().standby
                assert here.register().basis.behind == 0
        finally:
            standby.stop()
    finally:
        primary.stop()
