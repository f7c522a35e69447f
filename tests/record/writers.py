"""What the processes of a test do. Each is started afresh and imports this file."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from multiprocessing.synchronize import Barrier
from typing import Any, TypeVar
from uuid import UUID

from mandates.adapters.record.port import Record
from mandates.domain.errors import Conflict

from .toys import Store, append, batch

Result = TypeVar("Result")

SPAWN = get_context("spawn")


@contextmanager
def processes(
    count: int, work: Callable[..., object], *arguments: object
) -> Generator[list[Connection]]:
    """So many processes at ``work(pipe, number, *arguments)``; the other ends of their pipes."""
    pipes = [SPAWN.Pipe(duplex=False) for _ in range(count)]
    started: list[SpawnProcess] = []
    try:
        for number, (_, ours) in enumerate(pipes):
            process = SPAWN.Process(target=work, args=(ours, number, *arguments))
            process.start()
            started.append(process)
            ours.close()
        yield [theirs for theirs, _ in pipes]
    finally:
        for process in started:
            process.join(60)
            process.kill()
            process.join()
            process.close()
        for theirs, _ in pipes:
            theirs.close()


@contextmanager
def opened(kind: str, address: str) -> Generator[Record]:
    store = Store(kind, address)
    try:
        yield store.open(busy_timeout=30)
    finally:
        store.close()


def write(
    pipe: Connection, number: int, kind: str, address: str, together: Barrier, times: int
) -> None:
    """Append commands to a stream of its own and to one of all, and tell the positions."""
    with opened(kind, address) as record:
        together.wait()
        for count in range(times):
            streams = [f"writer-{number}"] * (1 + count % 3) + ["all"]
            pipe.send(persist(lambda: append(record, *streams)))  # noqa: B023
    pipe.close()


def persist(attempt: Callable[[], Result]) -> Result:
    while True:
        try:
            return attempt()
        except Conflict:
            continue


def repeat(
    pipe: Connection, number: int, kind: str, address: str, together: Barrier, command_id: UUID
) -> None:
    """Append one and the same command as the others do."""
    with opened(kind, address) as record:
        command = batch("a", "b", command_id=command_id)
        together.wait()
        pipe.send([recorded.event_id for recorded in record.append(command)])
    pipe.close()


def write_until_killed(pipe: Connection, number: int, kind: str, address: str) -> None:
    """Append commands of three events, and acknowledge each by its last position."""
    with opened(kind, address) as record:
        while True:
            pipe.send(append(record, "a", "b", "a")[-1])


def received(pipe: Connection) -> Iterator[Any]:
    """What a process sends until it ends."""
    while True:
        try:
            yield pipe.recv()
        except EOFError:
            return
