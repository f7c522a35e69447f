"""A standby takes over that lacks what was seen: who saw it says so, and nothing else.

Which events are gone nobody here can tell; a checkpoint held elsewhere can.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass

import psycopg
import pytest
from host import adoption

from mandates import Damaged, Engine, Note
from mandates.adapters.record.postgres.address import address
from postgres import EXISTING, VERSIONS, Server
from spec import M

from .proxy import Proxy
from .test_postgres import DURABLE, url

pytestmark = pytest.mark.skipif(bool(EXISTING), reason="needs servers that may be killed")


@dataclass
class Pair:
    """A primary and its asynchronous standby, which can be kept from getting anything more."""

    primary: Server
    standby: Server
    between: Proxy
    both: str

    def take_over(self) -> None:
        """Let the standby take over, with what it has."""
        self.primary.kill()
        self.standby.promote()


@pytest.fixture
def pair() -> Iterator[Pair]:
    primary = Server(VERSIONS[-1], DURABLE)
    primary.start()
    try:
        with closing(Proxy(primary.folder, primary.port)) as between:
            standby = primary.standby(between)
            try:
                yield Pair(primary, standby, between, url(primary, standby))
            finally:
                standby.stop()
    finally:
        primary.stop()


def note(engine: Engine, text: str) -> int:
    return engine.execute(Note(mandate=M, text=text), by="desk").positions[-1]


ASKED: dict[str, Callable[[Engine], object]] = {
    "an answer": Engine.register,
    "a mandate": lambda engine: engine.mandate(M),
    "an answer of the past": lambda engine: engine.basis(known_at=4),
    "the status": Engine.status,
    "its events": lambda engine: list(engine.events()),
    "an append": lambda engine: note(engine, "goes on"),
    "a tick": Engine.tick,
}


@pytest.mark.fault("failover", "an asynchronous standby that lacks what was seen")
@pytest.mark.parametrize("meanwhile", [0, 1, 2])
def test_who_saw_events_that_a_failover_lost_says_so_and_answers_and_records_nothing(
    pair: Pair, meanwhile: int
) -> None:
    with Engine.open(pair.both) as engine, Engine.open(pair.both) as reading:
        engine.execute(adoption(), by="desk")
        with Engine.open(pair.standby.url()) as there:
            assert there.wait_for(2, 30)
        pair.between.part()
        lost = [note(engine, "to be lost"), note(engine, "and this")]
        assert lost == [3, 4]
        roots = {reading.basis(known_at=one).root for one in lost}
        reading.register()
        pair.take_over()
        with Engine.open(pair.both) as other:  # who saw nothing goes on from what there is
            for number in range(meanwhile):
                assert note(other, f"instead {number}") == 3 + number
            end = other.status().position
        why = "it ends at" if meanwhile < 2 else "another event"
        for ask in (*ASKED.values(), *ASKED.values()):
            for one in (engine, reading):
                with pytest.raises(Damaged, match=f"has lost .* position 4.* {why}") as told:
                    ask(one)
                assert "\n" not in str(told.value)
        with closing(psycopg.connect(address(pair.both).conninfo)) as connection:
            found = connection.execute("SELECT max(position) FROM mandates.events").fetchone()
        assert found == (end,) == (2 + meanwhile,)
    with Engine.open(pair.both) as anew:
        assert note(anew, "goes on") == end + 1
        assert anew.basis(known_at=min(end + 1, 4)).root not in roots
        assert anew.verify(deep=True).findings == ()


@pytest.mark.fault("failover", "a standby that has yet to receive what was seen")
def test_a_standby_that_is_only_behind_answers_and_once_promoted_does_not(pair: Pair) -> None:
    reads = f"{pair.both}&target_session_attrs=any"
    with Engine.open(reads) as engine:
        engine.execute(adoption(), by="desk")
        with Engine.open(pair.standby.url()) as there:
            assert there.wait_for(2, 30)
        pair.between.part()
        assert note(engine, "to be lost") == 3
        pair.primary.kill()
        assert engine.status().standby, "the other one answers"
        assert engine.status().position == 2
        pair.standby.promote()
        for _ in range(2):
            with pytest.raises(Damaged, match="position 3, and it ends at 2 now"):
                engine.status()


@pytest.mark.fault("failover", "a host's connection to a standby that took over")
def test_nothing_is_recorded_in_a_host_s_transaction_either(pair: Pair) -> None:
    with Engine.open(pair.both) as engine:
        engine.execute(adoption(), by="desk")
        with Engine.open(pair.standby.url()) as there:
            assert there.wait_for(2, 30)
        pair.between.part()
        note(engine, "to be lost")
        pair.take_over()
        said = Note(mandate=M, text="in the host's transaction")
        with closing(psycopg.connect(address(pair.both).conninfo)) as connection:
            with pytest.raises(Damaged, match="position 3"), connection.transaction():
                engine.execute(said, by="desk", connection=connection)
            assert connection.execute("SELECT max(position) FROM mandates.events").fetchone() == (
                2,
            )
