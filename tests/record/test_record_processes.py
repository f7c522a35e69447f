"""Many writers at once: processes, threads, forks, and one that is killed."""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import pytest
from forks import in_child, start

from mandates.adapters.record import forking as record_forking
from mandates.adapters.record.application import LibraryRecord
from mandates.adapters.record.forking import Loans
from mandates.adapters.record.port import Record
from mandates.adapters.record.sqlite.recorder import SQLiteRecorder
from mandates.domain.errors import BadInput
from mandates.domain.event import Recorded

from .toys import Store, append, batch, open_toys
from .writers import SPAWN, persist, processes, received, repeat, write, write_until_killed

forking = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")


def check_whole(events: list[Recorded]) -> None:
    """Positions and versions without gaps, commands in one piece, time never stepping back."""
    assert [r.position for r in events] == list(range(1, len(events) + 1))
    versions: Counter[str] = Counter()
    for r in events:
        versions[r.stream] += 1
        assert r.version == versions[r.stream]
        if r.envelope.command_index:
            before = events[r.position - 2].envelope
            assert before.command_id == r.envelope.command_id
            assert before.command_index == r.envelope.command_index - 1
    assert len({r.event_id for r in events}) == len(events)
    instants = [r.envelope.recorded_at for r in events]
    assert instants == sorted(instants)
    if events:
        assert events[-1].envelope.command_index == events[-1].envelope.command_size - 1


# Processes


def test_several_processes_append_and_a_reader_that_tails_misses_nothing(store: Store) -> None:
    record, writers, times = store.open(), 4, 12
    together = SPAWN.Barrier(writers)
    tailed: list[Recorded] = []
    told: list[int] = []
    with processes(writers, write, store.kind, store.address, together, times) as pipes:
        waiting = list(pipes)
        while waiting:
            for pipe in list(waiting):
                try:
                    if pipe.poll():
                        told += pipe.recv()
                except EOFError:
                    waiting.remove(pipe)
            tailed += record.read(after=len(tailed))
    tailed += record.read(after=len(tailed))

    check_whole(tailed)
    assert sorted(told) == list(range(1, len(tailed) + 1))
    assert len(record.stream("all")) == writers * times
    assert all(len(record.stream(f"writer-{n}")) == 2 * times for n in range(writers))


def test_one_command_sent_by_several_processes_at_once_is_recorded_once(store: Store) -> None:
    writers, command_id = 3, uuid4()
    together = SPAWN.Barrier(writers)
    with processes(writers, repeat, store.kind, store.address, together, command_id) as pipes:
        answers = [pipe.recv() for pipe in pipes]

    recorded = [r.event_id for r in store.open().read()]
    assert len(recorded) == 2
    assert answers == [recorded] * writers


def test_what_a_killed_writer_was_told_is_recorded_is_there(store: Store) -> None:
    acknowledged = 0
    for kills in range(3):
        with processes(1, write_until_killed, store.kind, store.address) as (pipe,):
            for _ in range(5 + kills):
                acknowledged = pipe.recv()
            os.kill(_child(), 9)
            acknowledged = max([acknowledged, *received(pipe)])
        events = list(store.open().read())
        check_whole(events)
        assert len(events) - acknowledged in (0, 3)  # the last one may have had no time to tell


def _child() -> int:
    from multiprocessing import active_children

    (child,) = active_children()
    assert child.pid is not None
    return child.pid


# Threads


def test_threads_share_one_record(record: Record) -> None:
    def work(number: int) -> None:
        for count in range(12):
            persist(lambda: append(record, "all", f"own-{number}"))
            assert len(record.stream(f"own-{number}")) == count + 1
            check_whole(list(record.read()))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(8)))

    check_whole(list(record.read()))
    assert len(record.stream("all")) == 8 * 12


def test_a_record_closed_under_other_threads_leaves_nothing_open(store: Store) -> None:
    record = store.open()
    append(record, "a")
    reading = threading.Barrier(5)

    def read() -> str:
        reading.wait()
        try:
            while True:
                list(record.read())
        except Exception as error:
            return str(error)

    with ThreadPoolExecutor(4) as pool:
        results = [pool.submit(read) for _ in range(4)]
        reading.wait()
        time.sleep(0.02)
        record.close()

    assert all("closed" in result.result() for result in results)
    assert Path(f"{store.address}-wal").exists() is False


# Forks


@forking
def test_no_connection_crosses_a_fork(record: Record) -> None:
    files = Path("/proc/self/fd")
    if not files.is_dir():
        pytest.skip("this system does not list open files")

    def opened() -> set[str]:
        targets = {os.path.realpath(file) for file in files.iterdir()}
        return {target for target in targets if "record.db" in target or "socket:" in target}

    before = opened()
    append(record, "a")
    list(record.read())
    ours = opened() - before
    assert ours
    assert in_child(lambda: ours & opened()) == "set()"


@forking
def test_parent_and_child_append_to_one_record(record: Record) -> None:
    append(record, "a")

    assert in_child(lambda: append(record, "a", "b")) == "[2, 3]"
    assert append(record, "a") == [4]
    assert in_child(lambda: [append(record, "b"), len(list(record.read()))]) == "[[5], 5]"
    check_whole(list(record.read()))


@forking
def test_what_a_child_appends_outlives_its_parent_s_closing(store: Store) -> None:
    record = store.open()
    append(record, "a")
    list(record.read())
    before, parent_closed = SPAWN.Event(), SPAWN.Event()

    def child() -> object:
        first = append(record, "a")
        before.set()
        parent_closed.wait(120)
        return [first, append(record, "a")]

    result = start(child)
    assert before.wait(120)
    record.close()
    if store.kind == "sqlite":  # whoever closes a file as the last one tidies up
        with closing(sqlite3.connect(store.address)) as stranger:
            stranger.execute("SELECT count(*) FROM events").fetchall()
    parent_closed.set()

    assert result() == "[[2], [3]]"
    assert len(list(store.open().read())) == 3


def test_no_connection_is_lent_while_a_fork_waits_for_those_in_use() -> None:
    loans: Loans[sqlite3.Connection] = Loans()
    told: list[str] = []

    def fork() -> None:
        loans.hold(10.0)
        told.append("forked")
        loans.go_on()

    def borrow() -> None:
        loans.take(10.0)
        told.append("lent")
        loans.give_back()

    loans.take(1.0)
    forks, borrows = threading.Thread(target=fork), threading.Thread(target=borrow)
    forks.start()
    while not record_forking._in_use.forking:
        time.sleep(0.01)
    borrows.start()
    borrows.join(0.2)
    assert told == []
    loans.give_back()
    forks.join()
    borrows.join()
    assert told == ["forked", "lent"]


@forking
def test_forking_while_threads_read_and_append_harms_nobody(record: Record) -> None:
    append(record, "a")
    done = threading.Event()

    def work(number: int) -> None:
        while not done.is_set():
            persist(lambda: append(record, f"own-{number}"))
            list(record.read(limit=50))

    def child() -> object:
        return len(persist(lambda: append(record, "child", "child")))

    with ThreadPoolExecutor(3) as pool:
        working = [pool.submit(work, number) for number in range(3)]
        answers = [in_child(child) for _ in range(8)]
        done.set()
        for thread in working:
            thread.result()

    assert answers == ["2"] * 8
    assert len(record.stream("child")) == 16
    check_whole(list(record.read()))


@forking
def test_a_child_of_a_process_that_was_at_its_file_loses_nothing_as_it_may_not_use_it(
    tmp_path: Path,
) -> None:
    """SQLite would take its parent's locks for its own, and the parent, closing, would remove the
    WAL that the child writes: what that had acknowledged was gone."""
    path = tmp_path / "record.db"
    record = open_toys(str(path), busy_timeout=0.1)
    append(record, "a")
    reads, done = threading.Event(), threading.Event()
    before, parent_closed = SPAWN.Event(), SPAWN.Event()

    def read() -> None:
        assert isinstance(record, LibraryRecord)
        assert isinstance(record._recorder, SQLiteRecorder)
        with record._recorder._own.snapshot() as connection:
            assert connection is not None
            connection.execute("SELECT count(*) FROM events").fetchall()
            reads.set()
            done.wait(30)

    def told(action: Callable[[], object]) -> object:
        try:
            return action()
        except BadInput as error:
            return f"{error}".partition(" was in use by ")[2][:14]

    def child() -> object:
        (tmp_path / "link.db").symlink_to(path)
        anew = open_toys(str(tmp_path / "link.db"))
        actions = [lambda: append(record, "a"), record.head, lambda: append(anew, "a")]
        first = [told(one) for one in actions]
        before.set()
        parent_closed.wait(120)
        return [*first, told(lambda: append(record, "a")), in_child(lambda: told(record.head))]

    reading = threading.Thread(target=read)
    reading.start()
    assert reads.wait(30)
    result = start(child)
    assert before.wait(120)
    done.set()
    reading.join()
    assert append(record, "a") == [2], "the parent goes on"
    record.close()
    parent_closed.set()
    refused = "another thread"
    assert result() == repr([refused, refused, refused, refused, repr(refused)])
    with closing(open_toys(str(path))) as again:
        assert again.head().position == 2


@forking
def test_a_child_forked_in_the_middle_of_a_reading_reads_on(record: Record) -> None:
    record.append(batch(*["a"] * 1500))
    reading = record.read()
    first = next(reading)

    assert first.position == 1
    assert in_child(lambda: sum(1 for _ in reading)) == "1499"
    assert sum(1 for _ in reading) == 1499


@forking
def test_a_child_finds_the_root_though_a_thread_was_at_it_when_it_was_forked(
    record: LibraryRecord,
) -> None:
    append(record, *["a"] * 300)
    root = record.root(300)
    with record._tree._lock:  # as held by a thread that does not live on in the child
        assert in_child(lambda: record.root(300) == root and append(record, "a")) == "[301]"
