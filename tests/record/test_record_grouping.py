"""Group commit: who appends at once shares a transaction, and each gets an answer of its own."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from typing import Any

import pytest

from mandates.adapters.record.postgres.address import address
from mandates.adapters.record.postgres.connections import connect
from mandates.adapters.record.postgres.grouping import MOST, GroupCommit
from mandates.domain.errors import BadInput, Conflict, Unavailable
from postgres import VERSIONS, Servers

from .toys import append, batch, open_toys

TIME = 60.0
A_LOOK = 0.05
"""Seconds of one wait: a signal that comes just before a wait is told of only once that ends."""


class Disk:
    """Appends, slowly: the first one waits until it is told to go on."""

    def __init__(self, fate: Callable[[], bool] = lambda: True) -> None:
        self.alone: list[int] = []
        self.together: list[list[int]] = []
        self.first, self.go_on = threading.Event(), threading.Event()
        self._fate = fate
        self.commits: GroupCommit[int, str] = GroupCommit(self._together, self._alone)
        self.pool = ThreadPoolExecutor(3 * MOST)

    def _alone(self, number: int) -> str:
        self.alone.append(number)
        self.first.set()
        assert any(self.go_on.wait(A_LOOK) for _ in range(round(TIME / A_LOOK)))
        return f"alone {number}"

    def _together(self, numbers: Sequence[int]) -> list[str] | None:
        self.together.append(list(numbers))
        return [f"together {number}" for number in numbers] if self._fate() else None

    def begin(self, number: int) -> list[Future[str]]:
        """So many appends: the first one is on its way while the others gather."""
        found = [self.pool.submit(self.commits.append, 0)]
        assert self.first.wait(TIME)
        found += [self.pool.submit(self.commits.append, one) for one in range(1, number)]
        while len(self.commits.waiting) < number - 1:
            time.sleep(0.001)
        self.go_on.set()
        return found


@pytest.fixture
def opened() -> Iterator[list[Disk]]:
    disks: list[Disk] = []
    yield disks
    for one in disks:
        one.pool.shutdown()


def test_who_is_alone_appends_alone() -> None:
    disk = Disk()
    disk.go_on.set()

    assert [disk.commits.append(number) for number in (1, 2)] == ["alone 1", "alone 2"]
    assert disk.together == []


def test_who_comes_while_one_is_on_its_way_goes_together(opened: list[Disk]) -> None:
    disk = Disk()
    opened.append(disk)
    answers = [one.result(TIME) for one in disk.begin(6)]

    assert answers == ["alone 0", *(f"together {number}" for number in range(1, 6))]
    assert [sorted(one) for one in disk.together] == [[1, 2, 3, 4, 5]]


def test_more_than_one_transaction_holds_go_by_turns(opened: list[Disk]) -> None:
    disk = Disk()
    opened.append(disk)
    answers = [one.result(TIME) for one in disk.begin(2 * MOST + 3)]

    assert answers[1:] == [f"together {number}" for number in range(1, 2 * MOST + 3)]
    assert [len(one) for one in disk.together] == [MOST, MOST, 2]


def test_where_nobody_knows_what_became_of_a_group_each_asks_alone(opened: list[Disk]) -> None:
    disk = Disk(fate=lambda: False)
    opened.append(disk)
    answers = [one.result(TIME) for one in disk.begin(5)]

    assert answers == [f"alone {number}" for number in range(5)]
    assert sorted(disk.alone) == [0, 1, 2, 3, 4]


def test_what_locks_one_out_locks_all_of_them_out(opened: list[Disk]) -> None:
    def locked() -> bool:
        raise Unavailable("the record is locked: try again")

    disk = Disk(fate=locked)
    opened.append(disk)
    errors = [one.exception(TIME) for one in disk.begin(4)]

    assert errors[0] is None
    assert [str(one) for one in errors[1:]] == ["the record is locked: try again"] * 3
    assert disk.alone == [0], "nobody waits for the lock again"


def test_who_fails_while_leading_keeps_nobody_waiting(opened: list[Disk]) -> None:
    def closed() -> bool:
        raise BadInput("the record was closed")

    disk = Disk(fate=closed)
    opened.append(disk)
    errors = [one.exception(TIME) for one in disk.begin(4)]

    assert [type(one) for one in errors].count(BadInput) == 1, "the one that led"
    assert [type(one) for one in errors].count(type(None)) == 3
    assert len(disk.alone) == 3


class Interrupted(BaseException):
    """As `KeyboardInterrupt`, which not everybody who runs tests lets through."""


@pytest.fixture
def interrupt() -> Iterator[Callable[[], None]]:
    """Interrupts this thread, wherever it waits."""

    def interrupted(*_: object) -> None:
        raise Interrupted

    before = signal.signal(signal.SIGUSR1, interrupted)
    caller = threading.get_ident()
    yield lambda: signal.pthread_kill(caller, signal.SIGUSR1)
    signal.signal(signal.SIGUSR1, before)


def test_who_is_interrupted_while_waiting_is_not_taken_along_later(
    opened: list[Disk], interrupt: Callable[[], None]
) -> None:
    disk = Disk()
    opened.append(disk)
    first = disk.pool.submit(disk.commits.append, 0)
    assert disk.first.wait(TIME)

    def interrupting() -> None:
        while not disk.commits.waiting:
            time.sleep(0.001)
        time.sleep(0.2)
        interrupt()

    other = threading.Thread(target=interrupting)
    other.start()
    with pytest.raises(Interrupted):
        disk.commits.append(1)
    disk.go_on.set()
    other.join(TIME)
    assert first.result(TIME) == "alone 0"
    assert disk.commits.append(2) == "alone 2"
    assert (disk.alone, disk.together) == ([0, 2], [])


def test_who_is_interrupted_while_leading_keeps_nobody_waiting(
    opened: list[Disk], interrupt: Callable[[], None]
) -> None:
    disk = Disk()
    opened.append(disk)

    def interrupting() -> None:
        assert disk.first.wait(TIME)
        others = [disk.pool.submit(disk.commits.append, number) for number in (2, 3)]
        while len(disk.commits.waiting) < len(others):
            time.sleep(0.001)
        interrupt()
        answers.extend(one.result(TIME) for one in others)

    answers: list[str] = []
    other = threading.Thread(target=interrupting)
    other.start()
    with pytest.raises(Interrupted):
        disk.commits.append(1)
    disk.go_on.set()
    other.join(TIME)
    assert answers == ["together 2", "together 3"]


def test_a_child_is_not_kept_waiting_by_who_leads_in_its_parent(opened: list[Disk]) -> None:
    disk = Disk()
    opened.append(disk)
    first = disk.pool.submit(disk.commits.append, 0)
    assert disk.first.wait(TIME)
    child = os.fork()
    if child == 0:
        disk.go_on.set()
        os._exit(0 if disk.commits.append(7) == "alone 7" else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    disk.go_on.set()
    assert first.result(TIME) == "alone 0"


# On a server


@pytest.fixture(params=VERSIONS)
def url(request: pytest.FixtureRequest, servers: Servers) -> str:
    return servers.url(request.param)


@pytest.fixture
def blocked(url: str) -> Iterator[Callable[[], None]]:
    """A record whose lock another program holds, until this is called."""
    with closing(open_toys(url)) as record:
        append(record, "first")
    with closing(connect(address(url), 5.0)) as outside:
        outside.autocommit = False
        outside.execute("SELECT pg_advisory_xact_lock(%s)", (address(url).lock,))
        yield outside.rollback


def transactions(url: str) -> list[int]:
    """How many events each transaction recorded, in their order."""
    with closing(connect(address(url), 5.0)) as connection:
        rows = connection.execute(
            f"SELECT count(*) FROM {address(url).schema}.events"
            " GROUP BY xmin ORDER BY min(position)".encode()
        )
        return [int(str(count)) for (count,) in rows]


def gathered(record: Any, number: int) -> None:
    """Wait until so many wait for the one that leads."""
    while len(record._recorder._commits.waiting) < number:
        time.sleep(0.001)


def test_threads_share_a_transaction_and_each_has_its_own_verdict(
    url: str, blocked: Callable[[], None]
) -> None:
    """One rests on a version that is not; one sends a command again; one names a note twice."""
    with closing(open_toys(url, busy_timeout=TIME)) as record, ThreadPoolExecutor(16) as pool:
        known = next(iter(record.read()))
        again = replace(
            batch("other"),
            command_id=known.envelope.command_id,
            command_digest=known.envelope.command_digest,
        )
        late = replace(batch("first"), expected={"first": 7})
        good = [batch(f"s{number}", f"s{number}") for number in range(8)]
        first = pool.submit(record.append, batch("leads"))
        while record.writer() is None:
            time.sleep(0.001)
        asked = [pool.submit(record.append, one) for one in (again, late, *good)]
        gathered(record, len(asked))
        blocked()
        assert [one.stream for one in first.result(TIME)] == ["leads"]
        assert asked[0].result(TIME) == (known,)
        with pytest.raises(Conflict, match="first is at version 1, not 7"):
            asked[1].result(TIME)
        answers = [one.result(TIME) for one in asked[2:]]
        recorded = list(record.read())
    for number, answer in enumerate(answers):
        assert [one.stream for one in answer] == [f"s{number}"] * 2
        assert answer == tuple(recorded[one.position - 1] for one in answer)
        assert answer[1].position == answer[0].position + 1
    assert len(recorded) == 18
    assert max(transactions(url)) > 2, "some came together"


def test_one_that_cannot_be_recorded_spoils_nothing_for_the_others(
    url: str, blocked: Callable[[], None]
) -> None:
    with closing(open_toys(url, busy_timeout=TIME)) as record, ThreadPoolExecutor(16) as pool:
        (known,) = record.read()
        twice = batch("twice")
        twice = replace(twice, entries=[replace(twice.entries[0], event_id=known.event_id)])
        first = pool.submit(record.append, batch("leads"))
        while record.writer() is None:
            time.sleep(0.001)
        asked = [pool.submit(record.append, one) for one in (twice, batch("b"), batch("c"))]
        gathered(record, len(asked))
        blocked()
        first.result(TIME)
        with pytest.raises(BadInput, match="is in the record already: nothing was recorded"):
            asked[0].result(TIME)
        assert [one.result(TIME)[0].stream for one in asked[1:]] == ["b", "c"]
        assert sorted(one.stream for one in record.read()) == ["b", "c", "first", "leads"]


def test_who_waits_for_a_lock_waits_no_longer_than_was_said(url: str) -> None:
    with closing(open_toys(url)) as record:
        append(record, "first")
    with (
        closing(connect(address(url), 5.0)) as outside,
        closing(open_toys(url, busy_timeout=0.3)) as record,
        ThreadPoolExecutor(8) as pool,
    ):
        outside.autocommit = False
        outside.execute("SELECT pg_advisory_xact_lock(%s)", (address(url).lock,))
        asked = [pool.submit(record.append, batch(f"s{number}")) for number in range(8)]
        errors = [one.exception(TIME) for one in asked]
        outside.rollback()
        assert {type(one) for one in errors} == {Unavailable}
        assert len(list(record.read())) == 1
