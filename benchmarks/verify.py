"""How fast `verify` reads a record, against fetching the same rows and doing nothing with them.

    python benchmarks/verify.py [--events 100000] [--rounds 5] [--bound 0.15]

Both run on one core, in turn. Compared are the medians of the rounds. Exits with 1 if verifying is
slower than ``bound`` of the bare fetch.
"""

from __future__ import annotations

import sqlite3
import statistics
import sys
import tempfile
import time
import tracemalloc
from contextlib import closing
from pathlib import Path

import click
from places import Place
from tree import batch

from mandates.adapters.audit.verification import verify
from mandates.adapters.record import open_record
from mandates.adapters.record.recorder import COLUMNS
from mandates.domain.registry import EVENTS

SIZE = 500


def fetched(path: Path) -> int:
    """All rows by the bare driver, a page at a time."""
    number = 0
    with closing(sqlite3.connect(path)) as connection:
        cursor = connection.execute(f"SELECT {COLUMNS} FROM events ORDER BY position")
        while rows := cursor.fetchmany(2048):
            number += len(rows)
    return number


@click.command()
@click.option("--events", default=100_000, show_default=True)
@click.option("--rounds", default=5, show_default=True)
@click.option("--bound", default=0.15, show_default=True, help="Of the rate of the bare fetch.")
@click.option("--folder", type=Path, help="On the disk to measure; by default a temporary one.")
def main(events: int, rounds: int, bound: float, folder: Path | None) -> None:
    """Time verifying a record against fetching its rows."""
    with tempfile.TemporaryDirectory(dir=folder) as name:
        path = Path(name) / "record.db"
        click.echo(f"{Place(Path(name)).conditions} · {rounds} rounds of {events} events")
        with closing(open_record(path, EVENTS)) as record:
            for number in range(events // SIZE):
                record.append(batch(number, SIZE))
            times: dict[str, list[float]] = {"fetch": [], "verify": []}
            for turn in range(rounds + 1):
                begin = time.perf_counter()
                number = fetched(path)
                middle = time.perf_counter()
                verdict = verify(record, EVENTS)
                end = time.perf_counter()
                assert number == verdict.events, verdict
                assert not verdict.findings, verdict
                if turn:
                    times["fetch"].append(middle - begin)
                    times["verify"].append(end - middle)
            tracemalloc.start()
            verify(record, EVENTS)
            _, peak = tracemalloc.get_traced_memory()
    rates = {what: number / statistics.median(taken) for what, taken in times.items()}
    for what, rate in rates.items():
        click.echo(f"{what:8} {rate:9,.0f} events a second")
    ratio = rates["verify"] / rates["fetch"]
    click.echo(f"ratio {ratio:.3f}; at most {peak / 1e6:.1f} MB at once")
    if ratio < bound:
        click.echo(f"below the bound of {bound}", err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
