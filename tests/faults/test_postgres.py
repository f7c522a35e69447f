"""PostgreSQL: answers that never come, servers that die, a standby that takes over."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from random import Random
from signal import SIGCONT
from uuid import UUID, uuid4

import psycopg
import pytest
from host import adoption, announced_twice, check_views, check_whole, dated
from ledger import Ledger, Row

from mandates import Conflict, Engine, Note, Unavailable
from mandates.adapters.record.postgres.address import address as at
from postgres import EXISTING, Server

from .children import Say, forked, killed_after
from .proxy import Cut, Proxy
from .test_kills import LATE, MANDATES, judge, write
from .test_pauses import living, stopped_before_writing
from .test_readers import COMMANDS, READERS, WRITERS, running, tail, tail_record
from .test_readers import judge as judge_readers
from .test_readers import write as record

LONG = os.environ.get("MANDATES_TEST_SIZE") == "long"
SHARED = "A/RES/54/226#2.2"
VERSIONS = ("16", "18") if LONG else ("18",)
PATIENCE = 300
"""Seconds after which somebody is answered, however slow the machine is."""
DURABLE = {"fsync": "on", "wal_level": "replica", "max_wal_senders": "4", "hot_standby": "on"}

pytestmark = pytest.mark.skipif(bool(EXISTING), reason="needs servers that may be killed")


@pytest.fixture(params=VERSIONS, scope="module")
def version(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def server(version: str) -> Iterator[Server]:
    """A server of these tests' own, that writes to the disk. Each has a schema of its own there."""
    found = Server(version, DURABLE)
    found.start()
    yield found
    found.stop()


def url(*servers: Server | Proxy, schema: str = "mandates") -> str:
    """The URL of a record on whichever of these takes writes."""
    hosts = ",".join(str(one.folder) for one in servers)
    ports = ",".join(str(one.port) for one in servers)
    return f"postgresql://postgres@/postgres?host={hosts}&port={ports}&schema={schema}"


def begun(address: str) -> None:
    with Engine.open(address) as engine:
        engine.execute(adoption(), by="desk")


# --- the answer to a commit never comes -----------------------------------------------------------


@pytest.mark.parametrize("when", ["asked", "done", "answered"])
def test_a_command_whose_answer_was_cut_off_is_recorded_once_and_answered_truly(
    server: Server, when: Cut, ledger: Ledger
) -> None:
    words = {"asked": "before the server", "done": "while it works", "answered": "after it is done"}
    row, chance = ledger("ambiguous commit", f"the connection is cut {words[when]}"), Random(9)
    address = url(server, schema=f"cut_{when}")
    begun(address)
    with (
        closing(Proxy(server.folder, server.port)) as proxy,
        Engine.open(url(proxy, schema=f"cut_{when}")) as engine,
    ):
        engine.status()  # connected before anything is cut
        expected: list[tuple[UUID, tuple[int, ...]]] = []
        for number in range(300 if LONG else 25):
            command_id, note = uuid4(), Note(mandate=SHARED, text=f"number {number}")
            cuts = proxy.cuts
            proxy.cut_at(chance.randint(1, 3), when)
            answer = sent_until_answered(engine, note, command_id)
            row.tried += proxy.cuts - cuts
            expected.append((command_id, answer))
    judged(address, expected, row)
    assert row.tried > len(expected) // 2
    assert row.losses == 0, row


@pytest.mark.parametrize("when", ["done", "answered"])
def test_threads_that_share_a_commit_each_get_the_true_answer(
    server: Server, when: Cut, ledger: Ledger
) -> None:
    row = ledger("ambiguous commit", f"of several threads, cut when {when}")
    chance, address = Random(11), url(server, schema=f"group_{when}")
    begun(address)
    expected: list[tuple[UUID, tuple[int, ...]]] = []
    with (
        closing(Proxy(server.folder, server.port)) as proxy,
        Engine.open(url(proxy, schema=f"group_{when}"), busy_timeout=30) as engine,
        ThreadPoolExecutor(8) as pool,
    ):

        def note(command_id: UUID) -> tuple[UUID, tuple[int, ...]]:
            said = Note(mandate=SHARED, text=f"{command_id}")
            return command_id, sent_until_answered(engine, said, command_id)

        for _ in range(40):  # how many requests threads share is chance, and so whether one is cut
            cuts = proxy.cuts
            proxy.cut_at(chance.randint(8, 16), when)
            expected += pool.map(note, [uuid4() for _ in range(16)])
            row.tried += proxy.cuts - cuts
            if row.tried > 2 and not LONG:
                break
    judged(address, expected, row)
    assert row.tried > 2
    assert row.losses == 0, row


def sent_until_answered(engine: Engine, note: Note, command_id: UUID) -> tuple[int, ...]:
    """Where it was recorded. A cut while something is only read, or on the way to the server, is
    told: then it is sent again, as it says."""
    while True:
        try:
            return engine.execute(note, by="desk", command_id=command_id).positions
        except Unavailable:
            continue


def judged(address: str, expected: list[tuple[UUID, tuple[int, ...]]], row: Row) -> None:
    """Each command is recorded once, where its answer said."""
    with Engine.open(address) as engine:
        events = list(engine.events())
    check_whole(events)
    found: dict[UUID, list[int]] = {}
    for one in events:
        found.setdefault(one.envelope.command_id, []).append(one.position)
    for command_id, answer in expected:
        recorded = found.get(command_id, [])
        row.held += len(answer)
        row.lost += len(set(answer) - set(recorded))
        row.doubled += max(len(recorded) - len(answer), 0)
        row.wrong += not answer


# --- processes and servers are killed -------------------------------------------------------------


def test_a_client_is_killed_at_any_time(server: Server, ledger: Ledger) -> None:
    row, chance, acknowledged = ledger("kill -9", "a writer, PostgreSQL"), Random(6), 0
    address = url(server, schema="clients")
    for number in range(150 if LONG else 6):
        child = killed_after(partial(write, address), chance.uniform(0, 0.2), begun=True)
        acknowledged = max([acknowledged, *child.said()])
        with Engine.open(address) as engine:
            events = list(engine.events())
            judge(events, acknowledged, row)
            acknowledged = len(events)
            if number % 10 == 5 and events:
                engine.register()
                check_views(engine)
    assert row.held > 0
    assert row.losses == 0, row


@pytest.mark.parametrize("what", ["a tick", "a feed", "a rebuild"])
def test_what_follows_the_record_is_killed_at_any_time(
    server: Server, what: str, ledger: Ledger
) -> None:
    row, chance = ledger("kill -9", f"{what}, PostgreSQL"), Random(7)

    def work(address: str, _: object) -> None:
        with Engine.open(address) as engine:
            if what == "a tick":
                engine.tick(LATE)
            elif what == "a feed":
                engine.register()
            else:
                engine.rebuild()

    for number in range(40 if LONG else 3):
        address = url(server, schema=f"killed_{what.partition(' ')[2]}_{number}")
        acts = [dated(f"{one + 2}.2", "2001-03-01") for one in range(MANDATES)]
        with Engine.open(address) as engine:
            recorded = engine.execute(adoption(*acts), by="desk").positions[-1]
        killed_after(partial(work, address), chance.uniform(0.02, 0.4)).said()
        with Engine.open(address) as engine:
            judge(list(engine.events()), recorded, row)
            engine.tick(LATE)
            events = list(engine.events())
            row.wrong += sum(one.event.announces for one in events) != 3 * MANDATES
            row.doubled += len(announced_twice(events)) + engine.tick(LATE)
            engine.register()
            check_views(engine)
    assert row.losses == 0, row


@pytest.mark.parametrize("what", ["a feed", "a rebuild"])
def test_what_was_stopped_goes_on_late_and_takes_nothing_back(
    server: Server, what: str, ledger: Ledger
) -> None:
    row = ledger("SIGSTOP", f"{what}, PostgreSQL")
    address = url(server, schema=f"stopped_{what.partition(' ')[2]}")
    with Engine.open(address) as engine:
        for number in range(20 if LONG else 1):
            living(engine, range(number * 10, number * 10 + 5))
            engine.register()
            living(engine, range(number * 10 + 5, number * 10 + 8))
            act = Engine.register if what == "a feed" else Engine.rebuild
            child = forked(partial(stopped_before_writing, act, address))
            child.wait_until_stopped()
            living(engine, range(number * 10 + 8, number * 10 + 10))
            total = engine.register().total
            child.signal(SIGCONT)
            child.said()
            assert child.wait() == 0
            row.tried += 1
            row.held += engine.status().position
            row.wrong += engine.register().total != total
            check_views(engine)
    assert row.losses == 0, row


class Writers:
    """Threads that record one after the other, each command until it is answered."""

    def __init__(self, address: str, count: int = 4) -> None:
        self._ending = threading.Event()
        self._address = address
        self.answered: list[tuple[UUID, tuple[int, ...]]] = []
        self.when: list[float] = []
        self._lock = threading.Lock()
        self._threads = [
            threading.Thread(target=self._work, args=(number,)) for number in range(count)
        ]

    def _work(self, number: int) -> None:
        with Engine.open(self._address, busy_timeout=2) as engine:
            count = 0
            while not self._ending.is_set():
                count += 1
                note, command_id = Note(mandate=SHARED, text=f"{number} {count}"), uuid4()
                while not self._ending.is_set():
                    try:
                        answer = engine.execute(note, by="writer", command_id=command_id)
                    except (Unavailable, Conflict):
                        time.sleep(0.02)
                        continue
                    with self._lock:
                        self.answered.append((command_id, answer.positions))
                        self.when.append(time.monotonic())
                    break

    @property
    def gap(self) -> float:
        """The longest time in which nobody was answered, in seconds."""
        return max(after - before for before, after in zip(self.when, self.when[1:], strict=False))

    def __enter__(self) -> Writers:
        for one in self._threads:
            one.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ending.set()
        for one in self._threads:
            one.join()

    def wait_for(self, more: int) -> None:
        """Until so many more were answered."""
        until, deadline = len(self.answered) + more, time.monotonic() + PATIENCE
        while len(self.answered) < until:
            assert time.monotonic() < deadline, "nobody is answered any more"
            time.sleep(0.01)


def test_a_server_is_killed_and_started_again(server: Server, ledger: Ledger) -> None:
    row = ledger("kill -9", "the server under load, PostgreSQL")
    address = url(server, schema="load")
    begun(address)
    with Writers(address) as writers:
        for _ in range(20 if LONG else 2):
            writers.wait_for(20)
            server.kill()
            time.sleep(0.2)
            server.start()
            row.tried += 1
        writers.wait_for(20)
    judged(address, writers.answered, row)
    row.note = f"longest gap {writers.gap:.1f} s"
    assert row.losses == 0, row


# --- many at once ---------------------------------------------------------------------------------


def idle(address: str, until: Path, _: Say) -> None:
    """Hold a snapshot open from beginning to end."""
    with psycopg.connect(at(address).conninfo) as connection:
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        connection.execute("SELECT count(*) FROM readers.events")
        while not until.exists():
            time.sleep(0.01)


def hold(address: str, until: Path, _: Say) -> None:
    """Hold the writers' lock for a while, again and again."""
    with psycopg.connect(at(address).conninfo, autocommit=True) as connection:
        while not until.exists():
            with connection.transaction():
                connection.execute("SELECT pg_advisory_xact_lock(%s)", (at(address).lock,))
                time.sleep(0.03)
            time.sleep(0.03)


def test_nobody_who_reads_on_skips_anything(server: Server, tmp_path: Path, ledger: Ledger) -> None:
    row = ledger("concurrency", f"{WRITERS} writers, {READERS} readers, PostgreSQL")
    address, until = url(server, schema="readers"), tmp_path / "end"
    begun(address)
    readers = [partial(tail_record, address, until) for _ in range(READERS)]
    others = [partial(idle, address, until), partial(hold, address, until)]
    with running(*readers, *others) as (*reading, _, _):
        with running(*(partial(record, address, number) for number in range(WRITERS))) as writing:
            told = [position for child in writing for position in child.said()]
        until.touch()
        seen = [child.said()[2:] for child in reading]
    judge_readers(told, seen, row)
    assert len(told) == WRITERS * COMMANDS
    assert row.losses == 0, row


def record_naively(address: str, number: int, say: Say) -> None:
    """As it is often written: the database's sequence gives the numbers."""
    chance = Random(number)
    with psycopg.connect(at(address).conninfo) as connection:
        for _ in range(COMMANDS):
            sql = "INSERT INTO naive (writer) VALUES (%s) RETURNING position"
            row = connection.execute(sql, (number,)).fetchone()
            time.sleep(chance.choice((0, 0.002)))  # a long transaction
            connection.commit()
            assert row is not None
            say(int(row[0]))


def tail_naively(address: str, until: Path, say: Say) -> None:
    sql = "SELECT position FROM naive WHERE position > %s ORDER BY position"
    with psycopg.connect(at(address).conninfo, autocommit=True) as connection:
        tail(lambda seen: [one for (one,) in connection.execute(sql, (seen,))], until, say)


def test_the_same_trial_finds_the_readers_of_a_sequence_skipping(
    server: Server, tmp_path: Path
) -> None:
    row, address = Row("", ""), url(server)
    with psycopg.connect(at(address).conninfo, autocommit=True) as connection:
        connection.execute("CREATE TABLE naive (position bigserial PRIMARY KEY, writer integer)")
        for attempt in range(20):  # whether a reader comes at the wrong moment is chance
            connection.execute("TRUNCATE naive RESTART IDENTITY")
            until = tmp_path / f"end {attempt}"
            with running(*(partial(tail_naively, address, until) for _ in range(READERS))) as found:
                works = [partial(record_naively, address, number) for number in range(WRITERS)]
                with running(*works) as writing:
                    told = [position for child in writing for position in child.said()]
                until.touch()
                seen = [child.said() for child in found]
            judge_readers(told, seen, row)
            if row.lost:
                break
    assert row.lost > 0


# --- a standby ------------------------------------------------------------------------------------


@contextmanager
def standby_of(primary: Server, through: Proxy | None = None) -> Generator[Server]:
    """A synchronous standby that follows a primary, through a proxy where one is given."""
    found = primary.standby(through, synchronous_standby_names="")
    try:
        yield found
    finally:
        found.stop()


@contextmanager
def replicated(version: str) -> Generator[tuple[Server, Server, Proxy]]:
    """A primary, its synchronous standby, and the proxy between them."""
    primary = Server(version, DURABLE | {"synchronous_standby_names": "*"})
    primary.start()
    try:
        with (
            closing(Proxy(primary.folder, primary.port)) as between,
            standby_of(primary, between) as standby,
        ):
            yield primary, standby, between
    finally:
        primary.stop()


def test_a_standby_takes_over_and_nothing_answered_is_lost(version: str, ledger: Ledger) -> None:
    row = ledger("failover", "primary killed under load, synchronous standby promoted")
    for _ in range(4 if LONG else 1):
        with replicated(version) as (primary, standby, _):
            both = url(primary, standby)
            begun(both)
            with Writers(both) as writers:
                writers.wait_for(200 if LONG else 40)
                primary.kill()
                standby.promote()
                writers.wait_for(40)
            row.tried += 1
            judged(url(standby), writers.answered, row)
            row.note = f"longest gap {writers.gap:.1f} s"
    assert row.losses == 0, row


def test_a_primary_cut_from_its_standby_acknowledges_nothing(version: str, ledger: Ledger) -> None:
    row = ledger("partition", "the primary cut from its synchronous standby")
    with replicated(version) as (primary, standby, between):
        begun(url(primary))
        answered: list[tuple[UUID, tuple[int, ...]]] = []
        for _ in range(5 if LONG else 1):
            between.part()
            with Writers(url(primary), count=2) as writers:
                time.sleep(1.5)
                row.wrong += len(writers.answered)  # acknowledged while nobody else had it
                between.join()
                writers.wait_for(4)
            row.tried += 1
            answered += writers.answered
        primary.kill()
        standby.promote()
        judged(url(standby), answered, row)
    assert row.losses == 0, row
