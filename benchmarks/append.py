"""How long one durable append takes, against the library below and the driver below that.

    python benchmarks/append.py [--rounds 15] [--appends 200] [--bound 1.5] [--folder DIR]

Every round appends single events with each contender in turn, in rotated order, each to a file of
its own in one folder, all with WAL and synchronous=FULL. Compared are the medians of all appends.
Exits with 1 if the last contender takes more than ``bound`` times as long as the library's own
`Application.save`.

To add a contender (`Engine.execute`), write a context manager that yields a function which appends
one event, and add it to CONTENDERS.
"""

from __future__ import annotations

import os
import platform
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Generator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar
from uuid import uuid4

import click
from eventsourcing.application import Application
from eventsourcing.utils import Environment, EnvType

from mandates.adapters.record.application import open_record
from mandates.adapters.record.codec import Codec
from mandates.adapters.record.port import Batch, Entry
from mandates.domain.event import Envelope, Event, Recorded

Append = Callable[[int], object]
"""Appends one event durably; the argument counts the appends, from 0."""

EVENTS_IN_A_STREAM = 8


class Adopted(Event):
    """An event of the usual size."""

    tag: ClassVar[str] = "benchmark.adopted.v1"

    title: str = "State of South-South cooperation"
    verb: str = "request"
    addressees: tuple[str, ...] = ("Secretary-General", "United Nations Development Programme")
    session: int = 56
    text: str = (
        "Requests the Secretary-General to submit to the General Assembly at its fifty-sixth"
        " session a comprehensive report on the state of South-South cooperation"
    )


def recorded(count: int) -> Recorded:
    envelope = Envelope(
        recorded_at=datetime.now(UTC),
        actor="A. Clerk",
        effective_on="1999-12-22",
        command_id=uuid4(),
        command_index=0,
        command_size=1,
        command_digest="0" * 64,
    )
    return Recorded(count + 1, *stream_and_version(count), uuid4(), envelope, Adopted())


def stream_and_version(count: int) -> tuple[str, int]:
    stream, before = divmod(count, EVENTS_IN_A_STREAM)
    return f"mandate-A/RES/54/{stream}#2.1", before + 1


@contextmanager
def driver(path: Path) -> Generator[Append]:
    """The floor: the same bytes in a table without an index or a trigger."""
    codec = Codec({Adopted.tag: Adopted})
    states = [codec.encode(recorded(0))]
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("CREATE TABLE bytes (position INTEGER PRIMARY KEY, state BLOB) STRICT")

        def append(count: int) -> object:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("INSERT INTO bytes VALUES (?, ?)", (count + 1, states[0]))
            return connection.execute("COMMIT")

        yield append


class Library(Application[str]):
    """The library as its documentation uses it, sealed against this process's environment."""

    def construct_env(self, name: str, env: EnvType | None = None) -> Environment:
        return Environment(name, env)


@dataclass(frozen=True)
class LibraryEvent:
    originator_id: str
    originator_version: int
    timestamp: datetime
    envelope: dict[str, Any]
    data: dict[str, Any]


@contextmanager
def library(path: Path) -> Generator[Append]:
    """`Application.save` of one event of the same content, with the library's SQLite recorder."""
    settings = {
        "PERSISTENCE_MODULE": "eventsourcing.sqlite",
        "SQLITE_DBNAME": str(path),
        "ORIGINATOR_ID_TYPE": "text",
    }
    with Library(settings) as application:

        def append(count: int) -> object:
            event = recorded(count)
            return application.save(
                LibraryEvent(
                    originator_id=event.stream,
                    originator_version=event.version,
                    timestamp=event.envelope.recorded_at,
                    envelope=event.envelope.model_dump(mode="json", exclude_none=True),
                    data=event.event.model_dump(mode="json"),
                )
            )

        yield append


@contextmanager
def port(path: Path) -> Generator[Append]:
    """The record behind its port."""
    with closing(open_record(path, {Adopted.tag: Adopted})) as record:

        def append(count: int) -> object:
            stream, version = stream_and_version(count)
            entry = Entry(stream, Adopted(), "1999-12-22", uuid4())
            return record.append(
                Batch(
                    [entry], {stream: version - 1}, uuid4(), "0" * 64, "A. Clerk", datetime.now(UTC)
                )
            )

        yield append


CONTENDERS = {"driver": driver, "library": library, "port": port}


def measure(folder: Path, rounds: int, appends: int) -> dict[str, float]:
    """The median seconds of an append, by contender. The first round only warms up."""
    times: dict[str, list[float]] = {name: [] for name in CONTENDERS}
    with ExitStack() as stack:
        contenders = [
            (name, stack.enter_context(contender(folder / f"{name}.db")))
            for name, contender in CONTENDERS.items()
        ]
        for number in range(rounds + 1):
            turn = number % len(contenders)
            for name, append in contenders[turn:] + contenders[:turn]:
                for count in range(number * appends, (number + 1) * appends):
                    begin = time.perf_counter()
                    append(count)
                    if number:
                        times[name].append(time.perf_counter() - begin)
    return {name: statistics.median(taken) for name, taken in times.items()}


def conditions(folder: Path) -> str:
    parts = [
        f"Python {platform.python_version()}",
        f"SQLite {sqlite3.sqlite_version}, WAL, synchronous=FULL",
        f"{file_system(folder)}",
        f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}",
    ]
    return " · ".join(parts)


def file_system(folder: Path) -> str:
    """The type of the file system, from the longest mount point that holds the folder."""
    try:
        mounts = [line.split()[1:3] for line in Path("/proc/mounts").read_text().splitlines()]
    except OSError:
        return "unknown file system"
    holding = [(len(at), kind) for at, kind in mounts if folder.resolve().is_relative_to(at)]
    return max(holding)[1] if holding else "unknown file system"


@click.command()
@click.option("--rounds", default=15, show_default=True, help="To take the medians over.")
@click.option("--appends", default=200, show_default=True, help="Per contender and round.")
@click.option("--bound", default=1.5, show_default=True, help="Times the library's own save.")
@click.option("--folder", type=Path, help="On the disk to measure; by default a temporary one.")
def main(rounds: int, appends: int, bound: float, folder: Path | None) -> None:
    """Time one durable append with each contender."""
    with tempfile.TemporaryDirectory(dir=folder) as name:
        click.echo(f"{conditions(Path(name))} · {rounds} rounds of {appends} appends")
        medians = measure(Path(name), rounds, appends)
    for name, median in medians.items():
        click.echo(f"{name:8} {median * 1e6:6.0f} µs {median / medians['library']:6.2f} x library")
    subject = list(CONTENDERS)[-1]
    if medians[subject] > bound * medians["library"]:
        click.echo(f"{subject} is over the bound of {bound} x library", err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
