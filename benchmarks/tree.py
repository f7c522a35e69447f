"""What the record's tree costs an append: tiles written as they fill, against none.

    python benchmarks/tree.py [--rounds 9] [--singles 1024] [--batches 32] [--bound 1.10]

Every round appends single events, and batches of 256, to two records in turn: one as it is, one
whose tiles are left out. Compared are the medians of the rounds' whole times, so that the append
that fills a tile counts. Exits with 1 if the tree makes either more than ``bound`` times as slow.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import patch
from uuid import uuid4

import click
from append import ACTOR, event_of
from places import Place

from mandates.adapters.record import Record, open_record
from mandates.adapters.record.port import Batch, Entry
from mandates.domain.registry import EVENTS

FILL = "mandates.adapters.record.sqlite.recorder.fill"


def batch(number: int, size: int) -> Batch:
    streams = [f"mandate-A/RES/54/{number}#{index}.1" for index in range(size)]
    entries = [Entry(stream, event_of(number), "1999-12-22", uuid4()) for stream in streams]
    expected = dict.fromkeys(streams, 0)
    return Batch(entries, expected, uuid4(), "0" * 64, ACTOR, datetime.now(UTC))


def taken(record: Record, batches: list[Batch]) -> float:
    begin = time.perf_counter()
    for one in batches:
        record.append(one)
    return time.perf_counter() - begin


@contextmanager
def without_tiles(leave_out: bool) -> Iterator[None]:
    if not leave_out:
        yield
        return
    with patch(FILL, lambda connection, position: None):
        yield


def ratio(folder: Path, name: str, rounds: int, number: int, size: int) -> float:
    """Median time with the tree to that without; each round in turn, the first only warms up."""
    times: dict[bool, list[float]] = {False: [], True: []}
    with (
        closing(open_record(folder / f"{name}-with.db", EVENTS)) as grown,
        closing(open_record(folder / f"{name}-without.db", EVENTS)) as bare,
    ):
        for turn in range(rounds + 1):
            for leave_out in (True, False) if turn % 2 else (False, True):
                batches = [batch(turn * number + index, size) for index in range(number)]
                with without_tiles(leave_out):
                    seconds = taken(bare if leave_out else grown, batches)
                if turn:
                    times[leave_out].append(seconds / (number * size))
    with_tree, without = (statistics.median(times[key]) for key in (False, True))
    click.echo(
        f"{name:8} {with_tree * 1e6:6.1f} µs an event with the tree,"
        f" {without * 1e6:6.1f} without: {with_tree / without:.3f}"
    )
    return with_tree / without


@click.command()
@click.option("--rounds", default=9, show_default=True)
@click.option("--singles", default=1024, show_default=True, help="Appends of one event a round.")
@click.option("--batches", default=32, show_default=True, help="Appends of 256 events a round.")
@click.option("--bound", default=1.10, show_default=True, help="Times as long as without the tree.")
@click.option("--folder", type=Path, help="On the disk to measure; by default a temporary one.")
def main(rounds: int, singles: int, batches: int, bound: float, folder: Path | None) -> None:
    """Time appends with and without the record's tree."""
    with tempfile.TemporaryDirectory(dir=folder) as name:
        click.echo(f"{Place(Path(name)).conditions} · {rounds} rounds")
        ratios = [
            ratio(Path(name), "single", rounds, singles, 1),
            ratio(Path(name), "batch", rounds, batches, 256),
        ]
    if max(ratios) > bound:
        click.echo(f"over the bound of {bound}", err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
