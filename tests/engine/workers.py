"""What the processes of a test do. Each is started afresh and imports this file."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from multiprocessing.synchronize import Barrier, Event
from typing import Any
from uuid import UUID

from host import adoption, dated

from mandates import (
    Assign,
    Conflict,
    Defer,
    Engine,
    Note,
    RegisterQuery,
    SubmitReport,
    Unavailable,
)
from spec import due

SPAWN = get_context("spawn")
SHARED = "A/RES/54/226#2.2"
WAIT = 120.0
"""Seconds that a process waits for a lock: this machine may be busy."""


@contextmanager
def processes(
    count: int, work: Callable[..., object], *arguments: object
) -> Generator[list[tuple[SpawnProcess, Connection]]]:
    """So many processes at ``work(pipe, number, *arguments)``, with the other ends of the pipes."""
    started: list[tuple[SpawnProcess, Connection]] = []
    try:
        for number in range(count):
            theirs, ours = SPAWN.Pipe(duplex=False)
            process = SPAWN.Process(target=work, args=(ours, number, *arguments))
            process.start()
            started.append((process, theirs))
            ours.close()
        yield started
    finally:
        for process, pipe in started:
            pipe.close()
            process.join(60)
            process.kill()
            process.join()
            process.close()


def received(pipe: Connection) -> Iterator[Any]:
    """What a process sends until it ends."""
    while True:
        try:
            yield pipe.recv()
        except (EOFError, ConnectionResetError):
            return


def persist(attempt: Callable[[], Any]) -> Any:
    """Try until nobody else was faster."""
    while True:
        try:
            return attempt()
        except (Conflict, Unavailable):
            continue


def live(pipe: Connection, number: int, path: str, together: Barrier, times: int) -> None:
    """Adopt texts, assign and defer, alone and on a mandate that all share; tell the positions."""
    with Engine.open(path, busy_timeout=WAIT) as engine:
        together.wait()
        for count in range(times):
            symbol = f"A/RES/{60 + number}/{count + 1}"
            own = f"{symbol}#1.1"
            wishes: list[Any] = [
                adoption(dated("1.1", "GA/62"), dated("2.1", "GA/63"), symbol=symbol),
                Assign(mandate=own, entity="UNDP"),
                [Defer(mandate=own, to=due("GA/64"), authority="A/RES/61/1"),
                 Note(mandate=SHARED, text=f"{number} {count}")],
                Defer(mandate=SHARED, to=due("GA/80"), what="delivery",
                      authority=f"A/DEC/{number + 60}/{count + 500}"),
                SubmitReport(document=f"A/{60 + number}/{count + 1}", answers=((own, None),)),
            ]  # fmt: skip
            for wish in wishes:
                pipe.send(persist(lambda: engine.execute(wish, by=f"writer {number}")).positions)  # noqa: B023
    pipe.close()


def read_and_tick(pipe: Connection, number: int, path: str, together: Barrier, end: Event) -> None:
    """Read, and let time pass, while others record; tell how often."""
    rounds = 0
    with Engine.open(path, busy_timeout=WAIT) as engine:
        together.wait()
        while not end.is_set():
            shown = engine.register()
            assert shown.basis.position >= shown.total
            persist(lambda: engine.tick(datetime(2010, 1, 1, tzinfo=UTC)))
            assert engine.mandate(SHARED).item.id == SHARED
            rounds += 1
    pipe.send(rounds)
    pipe.close()


def read_whole(pipe: Connection, number: int, path: str, together: Barrier, end: Event) -> None:
    """Read the register while others record and rebuild it: never half of it, never back in time.

    Tell each time, and that all was well.
    """
    position = 0
    with Engine.open(path, busy_timeout=WAIT) as engine:
        together.wait()
        while not end.is_set():
            shown = persist(lambda: engine.register(RegisterQuery(every=True)))
            assert shown.basis.position >= position
            position = shown.basis.position
            adopted = [
                one.stream.removeprefix("mandate-")
                for one in engine.events()
                if one.position <= position and one.event.tag == "mandate.adopted.v1"
            ]
            assert [one.id for one in shown.items] == adopted
            pipe.send("read")
    pipe.send("ended well")
    pipe.close()


def tick_once(pipe: Connection, number: int, path: str, together: Barrier, now: datetime) -> None:
    """Tick at the same time as the others do; tell how much was announced."""
    with Engine.open(path, busy_timeout=WAIT) as engine:
        together.wait()
        pipe.send(engine.tick(now))
    pipe.close()


def send(pipe: Connection, number: int, path: str, together: Barrier, command_id: UUID) -> None:
    """Send the same command as the others do; tell the answer."""
    with Engine.open(path, busy_timeout=WAIT) as engine:
        together.wait()
        note = Note(mandate=SHARED, text="once")
        pipe.send(engine.execute(note, by="anybody", command_id=command_id).positions)
    pipe.close()


def write_until_killed(pipe: Connection, number: int, path: str) -> None:
    """Record commands of several events, and acknowledge each by its last position."""
    with Engine.open(path, busy_timeout=WAIT) as engine:
        count = engine.status().position
        while True:
            count += 1
            symbol = f"A/RES/70/{count}"
            acts = (dated("1.1", "2001-01-05"), dated("2.1", "GA/75"), dated("3.1", "GA/76"))
            answer = engine.execute(adoption(*acts, symbol=symbol), by="writer")
            pipe.send(answer.positions[-1])
            engine.register()


def tick_until_killed(pipe: Connection, number: int, path: str, now: datetime) -> None:
    """Tick; before that, tell that it begins."""
    with Engine.open(path, busy_timeout=WAIT) as engine:
        pipe.send("begins")
        pipe.send(engine.tick(now))
    pipe.close()
