"""Embedding: threads, forks, logging and the environment of the process that holds the engine."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from forks import in_child
from host import Clock, adoption, check_views, check_whole, database, dated

from mandates import Assign, BadInput, Engine, Note, Refused, Retire
from mandates.adapters.feed.pages import Page
from mandates.adapters.record.port import Bundle, Stored
from mandates.domain.event import Recorded
from mandates.domain.mandate import events as e
from spec import M, act, adopted, record

Open = Callable[[], Engine]
TIME = 60.0
"""Seconds that nothing here takes, however busy the machine is."""
forking = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")


# --- life -----------------------------------------------------------------------------------------


def test_a_closed_engine_says_so_and_closing_again_does_nothing(engine: Engine) -> None:
    engine.execute(adoption(), by="desk")
    engine.close()
    engine.close()
    with pytest.raises(BadInput, match="was closed"):
        engine.register()
    with pytest.raises(BadInput, match="was closed"):
        engine.execute(Note(mandate=M, text="late"), by="desk")
    with pytest.raises(BadInput, match="was closed"):  # whoever was reading when it closed
        engine._feed.last_tick()


def test_closing_a_rehearsal_closes_nothing(engine: Engine) -> None:
    engine.execute(adoption(), by="desk")
    with engine.rehearsal() as rehearsal:
        assert rehearsal.execute(Note(mandate=M, text="tried"), by="desk").recorded
    assert engine.register().total == 1


def test_a_path_a_url_and_a_path_object_name_the_same_file(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    for name in (path, str(path), f"sqlite:///{path}"):
        with Engine.open(name) as engine:
            engine.execute(adoption(), by="desk")
            assert engine.status().position == 2
            assert Path(engine.status().database) == path
    with pytest.raises(BadInput, match="mysql"):
        Engine.open("mysql://host/name")


# --- threads --------------------------------------------------------------------------------------


def test_threads_share_one_engine(engine: Engine) -> None:
    engine.execute(adoption(*(act(f"{n}.1") for n in range(1, 7))), by="desk")

    def work(number: int) -> None:
        mandate = f"A/RES/54/226#{number}.1"
        for count in range(6):
            engine.execute(Note(mandate=mandate, text=f"{count}"), by=f"{number}")
            engine.execute(Assign(mandate="A/RES/54/226#1.1", entity=f"{number}"), by=f"{number}")
            shown = {one.id: one for one in engine.register().items}
            assert len(shown) == 6
            assert str(number) in shown["A/RES/54/226#1.1"].leads
            assert len(engine.timeline(mandate)) >= count + 2

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(work, range(1, 7)))
    check_whole(list(engine.events()))
    assert engine.status().position == 7 + 36 + 6
    engine.register()
    check_views(engine)


# --- forks ----------------------------------------------------------------------------------------


@forking
def test_an_engine_reopens_after_a_fork_on_both_sides(engine: Engine) -> None:
    engine.execute(adoption(), by="desk")
    engine.register()

    def work() -> object:
        engine.execute(Note(mandate=M, text="child"), by="child")
        shown = engine.register()
        return shown.basis.position, shown.basis.behind, len(engine.timeline(M))

    assert in_child(work) == "(3, 0, 2)"
    engine.execute(Note(mandate=M, text="parent"), by="parent")
    assert in_child(work) == "(5, 0, 4)"
    assert engine.register().basis.position == 5
    check_whole(list(engine.events()))
    check_views(engine)


@forking
def test_no_connection_crosses_a_fork_the_views_own_neither(engine: Engine) -> None:
    files = Path("/proc/self/fd")
    if not files.is_dir():
        pytest.skip("this system does not list open files")

    def opened() -> set[str]:
        targets = {os.path.realpath(file) for file in files.iterdir()}
        return {target for target in targets if ".db" in target or "socket:" in target}

    before = opened()
    engine.execute(adoption(), by="desk")
    engine.register()
    ours = opened() - before
    assert ours
    assert in_child(lambda: ours & opened()) == "set()"


@forking
def test_forking_while_threads_read_and_record_harms_nobody(engine: Engine) -> None:
    engine.execute(adoption(), by="desk")
    done = threading.Event()

    def work(number: int) -> None:
        count = 0
        while not done.is_set():
            engine.execute(Note(mandate=M, text=f"{number} {count}"), by="thread")
            engine.register()
            count += 1

    def child() -> object:
        engine.execute(Note(mandate=M, text="child"), by="child")
        return engine.register().basis.behind

    with ThreadPoolExecutor(2) as pool:
        working = [pool.submit(work, number) for number in range(2)]
        answers = [in_child(child) for _ in range(4)]
        done.set()
        for thread in working:
            thread.result()
    assert answers == ["0"] * 4
    check_whole(list(engine.events()))
    engine.register()
    check_views(engine)


@forking
@pytest.mark.parametrize("first", ["the views", "the record"])
def test_a_fork_lets_who_reads_one_ask_the_other_and_waits_for_nothing_else(
    address: str, first: str
) -> None:
    with Engine.open(address, busy_timeout=2 * TIME) as engine:
        forked_while_reading(engine, first)


def forked_while_reading(engine: Engine, first: str) -> None:
    engine.execute(adoption(), by="desk")
    engine.register()
    reading, going = threading.Event(), threading.Event()
    known: list[int] = []
    record: Any = engine._record
    connections = record._recorder._connections
    reads: dict[str, Any] = {
        "the views": engine._feed._database.read,
        "the record": getattr(connections, "snapshot", None) or connections.writing,
    }
    one = reads.pop(first)
    (other,) = reads.values()

    def read() -> None:
        with one():
            reading.set()
            going.wait(TIME)
            time.sleep(0.3)  # by now the fork waits for this thread
            with other():
                known.append(1)

    def child() -> object:
        return len(list(engine.events()))

    thread = threading.Thread(target=read)
    thread.start()
    assert reading.wait(TIME)
    begun = time.monotonic()
    going.set()
    answer = in_child(child)
    taken = time.monotonic() - begun
    thread.join(TIME)
    assert (answer, known) == ("2", [1])
    assert 0.2 < taken < TIME, "it waited for the reader, and not for the time that a lock may take"


@forking
def test_a_child_reads_a_page_whatever_page_its_parent_was_reading() -> None:
    """What the parent's threads hold, they hold in the parent."""
    begun, done = threading.Event(), threading.Event()

    class Quick:
        def stored(self, after: int, limit: int) -> list[Stored]:
            raise NotImplementedError

        def bundles_of(self, streams: Sequence[str], until: int) -> list[Bundle]:
            return [Bundle(one, (1, 2), b"[]") for one in streams]

        def history(self, bundle: Bundle) -> tuple[Recorded, ...]:
            return history

        def read(self, after: int = 0, limit: int | None = None) -> Iterator[Recorded]:
            raise NotImplementedError

    class Slow(Quick):
        def bundles_of(self, streams: Sequence[str], until: int) -> list[Bundle]:
            begun.set()
            done.wait(TIME)
            return super().bundles_of(streams, until)

    history = record(adopted(), e.Noted(text="a"))
    stream, *rest = history[1].stream, 2, "mandate.noted.v1", *[None] * 7
    events: Any = [(2, stream, *rest, b"")]

    def read(page: Page) -> int:
        (bundle,) = page.bundles(page.streams)
        return len(page.history(bundle))

    def child() -> object:
        signal.alarm(60)  # or it would wait for ever
        return read(Page(Quick(), events))

    slow, found = Page(Slow(), events), list[int]()
    thread = threading.Thread(target=lambda: found.append(read(slow)))
    thread.start()
    assert begun.wait(TIME)
    assert in_child(child) == "2"
    done.set()
    thread.join(TIME)
    assert found == [2]


# --- environment ----------------------------------------------------------------------------------


class Watched(dict[str, str]):
    """An environment that notes which of our modules looks at it."""

    def __init__(self, values: dict[str, str]) -> None:
        super().__init__(values)
        self.readers: set[str] = set()

    def _note(self) -> None:
        frame = sys._getframe(2)
        while frame.f_back and frame.f_globals.get("__name__") in ("os", "collections.abc"):
            frame = frame.f_back
        self.readers.add(str(frame.f_globals.get("__name__")))

    def __getitem__(self, key: str) -> str:
        self._note()
        return super().__getitem__(key)

    def get(self, key: str, default: Any = None) -> Any:
        self._note()
        return super().get(key, default)

    def __contains__(self, key: object) -> bool:
        self._note()
        return super().__contains__(key)

    def __iter__(self) -> Iterator[str]:
        self._note()
        return super().__iter__()


HOSTILE = {
    "MANDATES_DB": "/nowhere/else.db", "MANDATES_BY": "nobody", "SQLITE_DBNAME": "/nowhere/x.db",
    "PERSISTENCE_MODULE": "eventsourcing.popo", "COMPRESSOR_TOPIC": "zlib",
    "CIPHER_TOPIC": "eventsourcing.cipher:AESCipher", "CIPHER_KEY": "0" * 32,
    "TRANSCODER_TOPIC": "no:such", "IS_SNAPSHOTTING_ENABLED": "y", "TZ": "Pacific/Kiritimati",
}  # fmt: skip


def test_no_environment_variable_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    environment = Watched({**os.environ, **HOSTILE})
    monkeypatch.setattr(os, "environ", environment)
    with Engine.open(database(tmp_path), clock=Clock("2001-03-01")) as engine:
        engine.execute(adoption(dated("2.2", "2001-02-01")), by="desk")
        assert engine.tick() == 3
        assert engine.history(M)[0].envelope.actor == "desk"
        assert engine.register().basis.position == engine.status().position == 5
    assert not {one for one in environment.readers if one.startswith(("mandates", "eventsourcing"))}
    assert [one.name for one in tmp_path.iterdir()] == ["record.db"]


# --- silence --------------------------------------------------------------------------------------

SILENT = """
import sys, logging
from pathlib import Path
from mandates import *
from host import Clock, adoption, dated
from mandates.domain.errors import MandatesError
with Engine.open(sys.argv[1], clock=Clock("2001-03-01")) as engine:
    engine.execute(adoption(dated("2.2", "2001-02-01")), by="desk")
    engine.tick()
    engine.execute(Retire(mandate="A/RES/54/226#2.2", authority="A/RES/56/202"), by="desk")
    try:
        engine.execute(Retire(mandate="A/RES/54/226#2.2", authority="S/RES/1325(2000)"), by="desk")
        engine.execute(Assign(mandate="A/RES/54/226#2.2", entity="x"), by="desk")
    except MandatesError:
        pass
    def refuse(*_, **__): raise Refused("no")
    engine.execute = refuse
    engine._questions.pending = lambda *_, **__: {"mandate-A/RES/1/1#1.1": "GA"}
    assert engine.tick() == 0
    def fail(**_): raise RuntimeError("a fault")
    from mandates.adapters.scheduler import Scheduler
    import time
    for tick in (fail, lambda **_: time.sleep(0.2) or 0):
        with Scheduler(tick, 0.02):
            time.sleep(0.1)
assert not logging.getLogger().handlers
"""


def test_nothing_is_written_to_stdout_or_stderr(tmp_path: Path) -> None:
    """Not by refusals, nor by mandates that cannot be announced, nor by ticks that fail or lag."""
    paths = os.pathsep.join([str(Path(__file__).parent.parent), os.environ.get("PYTHONPATH", "")])
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", SILENT, database(tmp_path)],
        capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": paths},
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_host_that_listens_hears(engine: Engine, caplog: pytest.LogCaptureFixture) -> None:
    engine.execute(adoption(), by="desk")
    caplog.set_level(logging.DEBUG, logger="mandates")
    engine.register()
    with pytest.raises(Refused):
        engine.execute(Retire(mandate=M, authority="S/RES/1325(2000)"), by="desk")
    assert caplog.records == []

    def no(*_: object, **__: object) -> None:
        raise Refused("not now")

    def one_that_is_not_there(*_: object, **__: object) -> dict[str, str]:
        return {"mandate-A/RES/1/1#1.1": "GA"}

    unusual: Any = engine
    unusual.execute = no
    unusual._questions.pending = one_that_is_not_there
    assert engine.tick() == 0
    (record,) = caplog.records
    assert (record.levelname, record.name) == ("ERROR", "mandates")
    assert record.message == "not announced"
    assert getattr(record, "mandate", None) == "A/RES/1/1#1.1"
