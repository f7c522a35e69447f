"""How many durable appends a second several writers make at once on PostgreSQL.

    python benchmarks/writers.py [--rounds 5] [--appends 60] [--bound 2.0] [--folder DIR]

One event in each transaction, each on a stream of its own: the record against `Application.save` of
the library with its PostgreSQL recorder, by turns; by 1 and 8 threads of one process, and by 8
processes. Compared are the medians of rounds. Exits with 1 if 8 threads append fewer than ``bound``
times as many events to the record as to the library.
"""

from __future__ import annotations

import multiprocessing
import statistics
import sys
import threading
import time
from collections.abc import Callable, Generator
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import click
import places
from append import ACTOR, Library, LibraryEvent, event_of
from places import Place

from mandates.adapters.record.application import open_record
from mandates.adapters.record.port import Batch, Entry
from mandates.domain.registry import EVENTS

WRITERS = 8
Append = Callable[[], object]


@contextmanager
def record(place: Place) -> Generator[Append]:
    with closing(open_record(place.record("record"), EVENTS, busy_timeout=60)) as opened:

        def append() -> object:
            stream = f"mandate-{uuid4()}"
            entry = Entry(stream, event_of(1), "1999-12-22", uuid4())
            now = datetime.now(UTC)
            return opened.append(Batch([entry], {stream: 0}, uuid4(), "0" * 64, ACTOR, now))

        yield append


@contextmanager
def library(place: Place) -> Generator[Append]:
    pool = {"POSTGRES_POOL_SIZE": str(WRITERS), "ORIGINATOR_ID_TYPE": "text"}
    with Library(place.library("library") | pool) as application:

        def append() -> object:
            return application.save(
                LibraryEvent(
                    originator_id=f"mandate-{uuid4()}", originator_version=1,
                    timestamp=datetime.now(UTC), event_id=uuid4(), actor=ACTOR,
                    effective_on="1999-12-22", command_id=uuid4(), command_index=0, command_size=1,
                    command_digest="0" * 64, clock="system", entity=event_of(1).entity,
                    role="lead", authority=None,
                )
            )  # fmt: skip

        yield append


CONTENDERS = {"library": library, "record": record}


def repeat(append: Append, times: int) -> None:
    for _ in range(times):
        append()


def threads(append: Append, number: int, times: int) -> float:
    """Appends a second, by so many threads of this process."""
    working = [threading.Thread(target=repeat, args=(append, times)) for _ in range(number)]
    begin = time.perf_counter()
    for one in working:
        one.start()
    for one in working:
        one.join()
    return number * times / (time.perf_counter() - begin)


def work(name: str, place: Place, times: int, alone: object, begun: object, go: object) -> None:
    with ExitStack() as stack:
        with alone:  # type: ignore[attr-defined]  # the library makes its tables each time
            append = stack.enter_context(CONTENDERS[name](place))
            append()
        begun.release()  # type: ignore[attr-defined]
        go.wait()  # type: ignore[attr-defined]
        repeat(append, times)


def processes(name: str, place: Place, times: int) -> float:
    """The same by processes, that all begin at once."""
    forking = multiprocessing.get_context("fork")
    alone, begun, go = forking.Lock(), forking.Semaphore(0), forking.Event()
    working = [
        forking.Process(target=work, args=(name, place, times, alone, begun, go))
        for _ in range(WRITERS)
    ]
    for one in working:
        one.start()
    for _ in working:
        begun.acquire()
    begin = time.perf_counter()
    go.set()
    for one in working:
        one.join()
    return WRITERS * times / (time.perf_counter() - begin)


@click.command()
@click.option("--rounds", default=5, show_default=True, help="To take the medians over.")
@click.option("--appends", default=60, show_default=True, help="Per writer and round.")
@click.option("--bound", default=2.0, show_default=True, help="Times the library, 8 threads.")
@click.option("--folder", type=Path, help="On the disk to measure; by default a temporary one.")
def main(rounds: int, appends: int, bound: float, folder: Path | None) -> None:
    """Time several writers at once."""
    rates: dict[tuple[str, str], list[float]] = {}
    with places.place(True, folder) as place:
        click.echo(f"{place.conditions} · {rounds} rounds of {appends} appends a writer")
        for number in range(rounds + 1):  # the first only warms up
            for name, contender in CONTENDERS.items():
                with contender(place) as append:
                    append()
                    found = {
                        "1 thread": threads(append, 1, appends),
                        f"{WRITERS} threads": threads(append, WRITERS, appends),
                    }
                found[f"{WRITERS} processes"] = processes(name, place, appends)
                for what, rate in found.items():
                    rates.setdefault((what, name), []).extend([rate] if number else [])
    medians = {key: statistics.median(some) for key, some in rates.items()}
    for (what, name), rate in medians.items():
        ratio = rate / medians[what, "library"]
        click.echo(f"{what:12} {name:8} {rate:7,.0f} a second {ratio:6.2f} x library")
    if medians[f"{WRITERS} threads", "record"] < bound * medians[f"{WRITERS} threads", "library"]:
        click.echo(f"under the bound of {bound} x library", err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
