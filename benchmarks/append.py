"""How long one durable append takes, against the library below and the driver below that.

    python benchmarks/append.py [--rounds 15] [--appends 200] [--bound 1.5] [--folder DIR]
        [--postgres]

Every round appends single events with each contender in turn, in rotated order, each to a file of
its own in one folder, all with WAL and synchronous=FULL; with --postgres to tables of its own on
one server, all with synchronous_commit and fsync. Compared are the medians of all appends.
Exits with 1 where a bound is missed: `Engine.execute` at most ``bound`` times as long as the
library's own `Application.save` of the same event, the record alone at least 0.7 of the bare
driver's rate (on a server 0.45). The engine also loads and judges: its streams hold one to three
events before.
"""

from __future__ import annotations

import sqlite3
import statistics
import sys
import time
from collections.abc import Callable, Generator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

import click
import places
from eventsourcing.application import Application
from eventsourcing.utils import Environment, EnvType
from places import Place
from texts import asking

from mandates.adapters.record.application import open_record
from mandates.adapters.record.codec import Codec
from mandates.adapters.record.port import Batch, Entry
from mandates.adapters.record.postgres.address import address
from mandates.domain.event import Envelope, Recorded
from mandates.domain.mandate.commands import Assign
from mandates.domain.mandate.events import Assigned
from mandates.domain.registry import EVENTS
from mandates.engine import Engine

Append = Callable[[], object]
"""Appends one event durably."""
Prepare = Callable[[int], Append]
"""Makes ready, outside the measurement, the append of that number, counted from 0."""

ACTOR = "A. Clerk"
EVENTS_IN_A_STREAM = 3
MANDATES = 1000


def event_of(count: int) -> Assigned:
    return Assigned(entity=f"Department of Economic and Social Affairs, desk {count}")


def recorded(count: int) -> Recorded:
    envelope = Envelope(
        recorded_at=datetime.now(UTC),
        actor=ACTOR,
        effective_on="1999-12-22",
        command_id=uuid4(),
        command_index=0,
        command_size=1,
        command_digest="0" * 64,
    )
    return Recorded(count + 1, *stream_and_version(count), uuid4(), envelope, event_of(count))


def stream_and_version(count: int) -> tuple[str, int]:
    stream, before = divmod(count, EVENTS_IN_A_STREAM)
    return f"mandate-A/RES/54/{stream}#2.1", before + 1


@contextmanager
def driver(place: Place) -> Generator[Prepare]:
    """The floor: the same bytes in a table without an index or a trigger."""
    codec = Codec(EVENTS)
    with floor(place) as insert:

        def prepare(count: int) -> Append:
            state = codec.encode(recorded(count))
            return lambda: insert(count + 1, state)

        yield prepare


@contextmanager
def floor(place: Place) -> Generator[Callable[[int, bytes], object]]:
    """One insert in one transaction; on a server that is one round trip."""
    if place.server is not None:
        import psycopg

        where = address(place.record("driver")).conninfo
        with psycopg.connect(where, autocommit=True) as server:
            server.execute("CREATE TABLE bytes (position bigint PRIMARY KEY, state bytea)")
            yield lambda position, state: server.execute(
                "INSERT INTO bytes VALUES (%s, %s)", (position, state)
            )
        return
    with closing(sqlite3.connect(place.record("driver"), isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("CREATE TABLE bytes (position INTEGER PRIMARY KEY, state BLOB) STRICT")

        def insert(position: int, state: bytes) -> object:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("INSERT INTO bytes VALUES (?, ?)", (position, state))
            return connection.execute("COMMIT")

        yield insert


class Library(Application[str]):
    """The library as its documentation uses it, sealed against this process's environment."""

    def construct_env(self, name: str, env: EnvType | None = None) -> Environment:
        return Environment(name, env)


@dataclass(frozen=True)
class LibraryEvent:
    """The same content as the library would hold it: ids and instants as such."""

    originator_id: str
    originator_version: int
    timestamp: datetime
    event_id: UUID
    actor: str
    effective_on: str
    command_id: UUID
    command_index: int
    command_size: int
    command_digest: str
    clock: str
    entity: str
    role: str
    authority: str | None


@contextmanager
def library(place: Place) -> Generator[Prepare]:
    """`Application.save` of one event of the same content, with the library's own recorder."""
    with Library(place.library("library") | {"ORIGINATOR_ID_TYPE": "text"}) as application:

        def prepare(count: int) -> Append:
            same = recorded(count)
            envelope = same.envelope
            event = LibraryEvent(
                originator_id=same.stream, originator_version=same.version,
                timestamp=envelope.recorded_at, event_id=same.event_id, actor=envelope.actor,
                effective_on=envelope.effective_on, command_id=envelope.command_id,
                command_index=envelope.command_index, command_size=envelope.command_size,
                command_digest=envelope.command_digest, clock=envelope.clock,
                entity=event_of(count).entity, role="lead", authority=None,
            )  # fmt: skip
            return lambda: application.save(event)

        yield prepare


@contextmanager
def port(place: Place) -> Generator[Prepare]:
    """The record behind its port: validated, hashed in order, triggers on."""
    with closing(open_record(place.record("port"), EVENTS)) as record:

        def prepare(count: int) -> Append:
            stream, version = stream_and_version(count)
            entry = Entry(stream, event_of(count), "1999-12-22", uuid4())
            name = entry.event_id  # as the engine names a command that comes without an id
            batch = Batch([entry], {stream: version - 1}, name, "0" * 64, ACTOR, datetime.now(UTC))
            return lambda: record.append(batch)

        yield prepare


@contextmanager
def engine(place: Place) -> Generator[Prepare]:
    """`Engine.execute`: load the mandate, judge the wish, append what follows."""
    symbol = "A/RES/54/226"
    with Engine.open(place.record("engine")) as opened:
        opened.execute(asking(symbol, "1999-12-22", MANDATES), by=ACTOR)

        def prepare(count: int) -> Append:
            number = count // EVENTS_IN_A_STREAM % MANDATES + 1
            assign = Assign(mandate=f"{symbol}#{number}.1", entity=event_of(count).entity)
            return lambda: opened.execute(assign, by=ACTOR)

        yield prepare


CONTENDERS = {"driver": driver, "library": library, "port": port, "engine": engine}


def measure(place: Place, rounds: int, appends: int) -> dict[str, float]:
    """The median seconds of an append, by contender. The first round only warms up."""
    times: dict[str, list[float]] = {name: [] for name in CONTENDERS}
    with ExitStack() as stack:
        contenders = [
            (name, stack.enter_context(contender(place))) for name, contender in CONTENDERS.items()
        ]
        for number in range(rounds + 1):
            turn = number % len(contenders)
            for name, prepare in contenders[turn:] + contenders[:turn]:
                for count in range(number * appends, (number + 1) * appends):
                    append = prepare(count)
                    begin = time.perf_counter()
                    append()
                    if number:
                        times[name].append(time.perf_counter() - begin)
    return {name: statistics.median(taken) for name, taken in times.items()}


@click.command()
@click.option("--rounds", default=15, show_default=True, help="To take the medians over.")
@click.option("--appends", default=200, show_default=True, help="Per contender and round.")
@click.option("--bound", default=1.5, show_default=True, help="Times the library's own save.")
@click.option("--folder", type=Path, help="On the disk to measure; by default a temporary one.")
@places.postgres
def main(rounds: int, appends: int, bound: float, folder: Path | None, postgres: bool) -> None:
    """Time one durable append with each contender."""
    with places.place(postgres, folder) as place:
        click.echo(f"{place.conditions} · {rounds} rounds of {appends} appends")
        medians = measure(place, rounds, appends)
    for name, median in medians.items():
        to_library = f"{median / medians['library']:6.2f} x library"
        rate = medians["driver"] / median
        click.echo(f"{name:8} {median * 1e6:6.0f} µs {to_library} {rate:6.2f} of the driver's rate")
    sys.exit(judged(medians, bound, 0.45 if postgres else 0.7))


def judged(medians: dict[str, float], most: float, least: float) -> int:
    """Each bound of the issues with what was found; 1 where one is missed."""
    engine, record = medians["engine"] / medians["library"], medians["driver"] / medians["port"]
    met = engine <= most, record >= least
    words = ["met" if one else "MISSED" for one in met]
    click.echo(f"Engine.execute: {engine:.2f} x library, at most {most}: {words[0]}")
    click.echo(f"the record: {record:.2f} of the driver's rate, at least {least}: {words[1]}")
    return 0 if all(met) else 1


if __name__ == "__main__":
    main()
