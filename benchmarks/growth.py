"""Whether appending and loading cost more as the record grows.

    python benchmarks/growth.py [--few 20000] [--many 200000] [--bound 1.2] [--folder DIR]
    python benchmarks/growth.py --long        from 20,000 to 5,000,000 events; minutes to fill

Two records of mandates with ten events each; single durable appends and loads of one mandate, at
the record, by turns in both. The files lie in the page cache; with ``--folder`` they are kept there
and used again. Exits with 1 if either takes more than ``bound`` times as long in the larger one.
"""

from __future__ import annotations

import os
import platform
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import click

from mandates.adapters.record import Batch, Entry, Record, open_record
from mandates.domain.event import Event
from mandates.domain.fold import fold
from mandates.domain.mandate.events import Assigned, Noted
from mandates.domain.mandate.evolve import evolve
from mandates.domain.registry import EVENTS

MEASURES: dict[str, Callable[[Sequence[float]], float]] = {
    "median": statistics.median,
    "undisturbed": lambda times: sorted(times)[len(times) // 10],
}
"""The second is the tenth percentile: what it takes where other work does not get in between."""
IN_A_MANDATE = 10
IN_A_COMMIT = 2_000
ACTOR, DAY, DIGEST = "A. Clerk", "1999-12-22", "0" * 64


def stream(number: int) -> str:
    return f"mandate-A/RES/{60 + number // 100_000}/{number % 100_000 + 1}#2.1"


def batch(entries: Sequence[tuple[str, Event]], expected: dict[str, int]) -> Batch:
    return Batch(
        [Entry(name, event, DAY, uuid4()) for name, event in entries],
        expected, uuid4(), DIGEST, ACTOR, datetime.now(UTC),
    )  # fmt: skip


def fill(path: Path, record: Record, events: int) -> None:
    """Mandates of ten events each. The first is appended; the others are rows like it.

    Through the port it would take a quarter of an hour for five million. The triggers are on, the
    ids grow as those of version 7 do, and `Grown` makes sure that what it loads can be read.
    """
    first = stream(0)
    desks = [f"Department of Economic and Social Affairs {one}" for one in range(IN_A_MANDATE)]
    record.append(batch([(first, Assigned(entity=one)) for one in desks], {first: 0}))
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        rows = connection.execute("SELECT * FROM events ORDER BY position").fetchall()
        insert = f"INSERT INTO events VALUES ({', '.join('?' * len(rows[0]))})"
        for begin in range(1, events // IN_A_MANDATE, IN_A_COMMIT):
            end = min(begin + IN_A_COMMIT, events // IN_A_MANDATE)
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(insert, _like(rows, begin, end))
            connection.execute("COMMIT")
            click.echo(f"\r{end * IN_A_MANDATE:>9} of {events}", nl=False, err=True)
    click.echo("\r" + " " * 30 + "\r", nl=False, err=True)


def _like(rows: Sequence[tuple[Any, ...]], begin: int, end: int) -> Iterator[tuple[Any, ...]]:
    """The rows of further mandates: other streams, other ids, the same content."""
    for number in range(begin, end):
        name, command = stream(number), f"0199aaaa-0000-7000-8000-{number:012x}"
        for position, old, version, tag, event_id, command_id, *copies, state in rows:
            at = number * IN_A_MANDATE + position
            new = f"0199bbbb-0000-7000-8000-{at:012x}"
            content = state.replace(old.encode(), name.encode(), 1)
            content = content.replace(event_id.encode(), new.encode(), 1)
            content = content.replace(command_id.encode(), command.encode(), 1)
            yield at, name, version, tag, new, command, *copies, content


class Grown:
    """A record of a size, and how long it takes to append to it and to load from it."""

    def __init__(self, path: Path, record: Record, events: int) -> None:
        self.record = record
        self.times: dict[str, list[float]] = {"append": [], "load": []}
        self._mandates = events // IN_A_MANDATE
        self._chance = random.Random(1)
        if record.head().position < events:
            fill(path, record, events)
        with path.open("rb") as file:  # into the page cache, if it was kept since another day
            while file.read(2**24):
                pass

    def measure(self, times: int) -> None:
        """Append to mandates that nobody has touched, and load others."""
        for _ in range(times):
            name = f"mandate-A/RES/99/{uuid4()}#1.1"
            one = batch([(name, Noted(text="a remark"))], {name: 0})
            self._time("append", lambda: self.record.append(one))  # noqa: B023
            which = stream(self._chance.randrange(self._mandates))
            self._time("load", lambda: self._load(which))  # noqa: B023

    def _load(self, name: str) -> None:
        events = self.record.streams_of([name])[name]
        assert len(events) == IN_A_MANDATE
        fold(evolve, events)

    def _time(self, what: str, act: object) -> None:
        assert callable(act)
        begin = time.perf_counter()
        act()
        self.times[what].append(time.perf_counter() - begin)


@click.command()
@click.option("--few", default=20_000, show_default=True)
@click.option("--many", default=200_000, show_default=True)
@click.option("--long", "is_long", is_flag=True, help="5,000,000 events.")
@click.option("--rounds", default=15, show_default=True)
@click.option("--times", default=100, show_default=True, help="In each record and round.")
@click.option("--bound", default=1.2, show_default=True)
@click.option("--folder", type=Path, help="Keeps the records; by default a temporary one.")
def main(
    few: int, many: int, is_long: bool, rounds: int, times: int, bound: float, folder: Path | None
) -> None:
    """Measure a small and a large record by turns."""
    sizes = (few, 5_000_000 if is_long else many)
    with ExitStack() as stack:
        name = folder or stack.enter_context(tempfile.TemporaryDirectory())
        begin = time.perf_counter()
        grown: list[Grown] = []
        for events in sizes:
            path = Path(name, f"{events}.db")
            record = stack.enter_context(closing(open_record(path, EVENTS)))
            grown.append(Grown(path, record, events))
        filled = time.perf_counter() - begin
        for number in range(rounds + 1):
            for one in grown:
                if number == 1:  # the round before only warmed up
                    one.times = {"append": [], "load": []}
                one.measure(times)
        click.echo(
            f"Python {platform.python_version()} · SQLite {sqlite3.sqlite_version}, WAL,"
            f" synchronous=FULL · {os.cpu_count()} cores, {platform.machine()} · {rounds} rounds of"
            f" {times} · filled in {filled:.0f} s · larger file"
            f" {path.stat().st_size / 2**20:,.0f} MB"
        )
    worst = 0.0
    for what in ("append", "load"):
        for name, measure in MEASURES.items():
            small, large = (measure(one.times[what]) * 1e6 for one in grown)
            click.echo(
                f"{what:8} {name:12} {sizes[0]:>9,} events {small:6.0f} µs   {sizes[1]:>9,} events"
                f" {large:6.0f} µs   {large / small:.2f} x"
            )
            if name == "median":
                worst = max(worst, large / small)
    if worst > bound:
        click.echo(f"over the bound of {bound}", err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
