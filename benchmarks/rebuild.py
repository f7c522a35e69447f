"""How fast views are folded anew, against what others do with the same lives, and the raw reading.

    python benchmarks/rebuild.py [--events 100000] [--rounds 3] [--singly 3000] [--folder DIR]

Everybody has a database of its own in one folder, on SQLite. Each round runs each contender in
turn, in rotated order, in a process of its own; compared are the medians of their rates. What is
fed event by event is given the first ``--singly`` events alone: it would take hours. Sizes are the
peak of the process's resident memory. Exits with 1 where a bound of the issue is missed:
the register 75 times as fast as what is fed event by event, 4 times the library's batches, 0.3 of
reading the same rows; two workers 1.6 times one; with the past, and with all views, 3 times the
register's time; 300 MB.
"""

from __future__ import annotations

import json
import os
import platform
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from mandates.engine import Engine

SEED = 7
OURS, THEIRS = "ours.db", "library.db"


def rebuilt(folder: Path, *names: str, workers: int = 1) -> int:
    with Engine.open(folder / OURS) as engine:
        return max(engine.rebuild(*names, workers=workers).values())


def raw(folder: Path) -> int:
    """The limit: the rows of the record, in its order, and nothing done with them."""
    connection = sqlite3.connect(folder / OURS)
    asked = connection.execute(
        "SELECT position, stream, version, tag, state FROM events ORDER BY position"
    )
    count = 0
    while rows := asked.fetchmany(5_000):
        count += len(rows)
    return count


def library(folder: Path, count: int, way: str) -> int:
    from peers import View

    view = View(folder / THEIRS)
    found: int = getattr(view, way)(count)
    view.close()
    return found


REGISTER, WITH_PAST = "register", "register and past"
RAW, SINGLY, BATCHES = "raw SELECT", "library, event by event", "library, in batches"
TWO, EVERY = "register, 2 workers", "all views"
CONTENDERS: dict[str, Callable[[Path, int, int], int]] = {
    RAW: lambda folder, count, singly: raw(folder),
    SINGLY: lambda folder, count, singly: library(folder, singly, "singly"),
    BATCHES: lambda folder, count, singly: library(folder, count, "in_batches"),
    REGISTER: lambda folder, count, singly: rebuilt(folder, "register"),
    TWO: lambda folder, count, singly: rebuilt(folder, "register", workers=2),
    WITH_PAST: lambda folder, count, singly: rebuilt(folder, "register", "past"),
    EVERY: lambda folder, count, singly: rebuilt(folder),
}


def run(name: str, folder: Path, count: int, singly: int) -> None:
    """One contender, once: what it took, as JSON."""
    begun = time.perf_counter()
    done = CONTENDERS[name](folder, count, singly)
    seconds = time.perf_counter() - begun
    status = Path("/proc/self/status").read_text(encoding="ascii")  # `ru_maxrss` outlives an exec
    own = int(status.partition("VmHWM:")[2].split()[0])
    peak = max(own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
    click.echo(json.dumps({"rate": done / seconds, "seconds": seconds, "peak": peak / 1024}))


def measured(name: str, folder: Path, count: int, singly: int) -> dict[str, Any]:
    words = ["--child", name, "--folder", str(folder), "--events", str(count), "--singly",
             str(singly)]  # fmt: skip
    done = subprocess.run(
        [sys.executable, __file__, *words], capture_output=True, text=True, check=True
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def tail(folder: Path, rounds: int = 300) -> tuple[float, float]:
    """From the answer to a command to an answer that shows it, in another engine: p50, p99."""
    from mandates import Note, RegisterQuery

    times: list[float] = []
    with Engine.open(folder / OURS) as writer, Engine.open(folder / OURS) as reader:
        first = reader.register(RegisterQuery(limit=1)).items[0]
        query = RegisterQuery(instrument=first.instrument)
        for number in range(rounds):
            (position,) = writer.execute(
                Note(mandate=first.id, text=f"seen {number}"), by="benchmark"
            ).positions
            begun = time.perf_counter()
            basis = reader.register(query).basis
            times.append(time.perf_counter() - begun)
            assert basis.position >= position
    times.sort()
    return times[len(times) // 2], times[int(len(times) * 0.99)]


def rounds_of(folder: Path, count: int, singly: int, rounds: int) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {name: [] for name in CONTENDERS}
    names = list(CONTENDERS)
    for number in range(rounds):
        for name in names[number:] + names[:number]:
            found[name].append(measured(name, folder, count, singly))
            click.echo(f"\r{number + 1} of {rounds}: {name:<30}", nl=False, err=True)
    click.echo("\r" + " " * 50 + "\r", nl=False, err=True)
    return found


@click.command()
@click.option("--events", "count", default=100_000, show_default=True)
@click.option("--rounds", default=3, show_default=True)
@click.option("--singly", default=3_000, show_default=True, help="Events fed one by one.")
@click.option("--folder", type=Path, help="On the disk to measure; by default a temporary one.")
@click.option("--child", help="Run this contender alone, once.")
def main(count: int, rounds: int, singly: int, folder: Path | None, child: str | None) -> None:
    """Measure rebuilds."""
    if child is not None:
        assert folder is not None
        run(child, folder, count, singly)
        return
    import lives
    import peers

    click.echo(
        f"Python {platform.python_version()} · SQLite {sqlite3.sqlite_version} ·"
        f" {platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} ·"
        f" {count} events · medians of {rounds} interleaved rounds"
    )
    with tempfile.TemporaryDirectory(dir=folder) as name:
        here = Path(name)
        lives.written(here / OURS, count, SEED)
        peers.written(here / THEIRS, count, SEED)
        found = rounds_of(here, count, singly, rounds)
        shown(found)
        half, most = tail(here)
        click.echo(f"append to visible: p50 {half * 1e3:.1f} ms, p99 {most * 1e3:.1f} ms")
    sys.exit(judged(found))


def median(found: dict[str, list[Any]], name: str, what: str) -> float:
    return statistics.median(one[what] for one in found[name])


def shown(found: dict[str, list[Any]]) -> None:
    limit = median(found, RAW, "rate")
    for name, some in found.items():
        rate = median(found, name, "rate")
        spread = (
            f"{min(one['rate'] for one in some):,.0f} to {max(one['rate'] for one in some):,.0f}"
        )
        click.echo(
            f"{name:<26}{rate:>10,.0f}/s  ({spread})  {rate / limit:6.3f} of raw"
            f"  {median(found, name, 'peak'):5.0f} MB"
        )


def judged(found: dict[str, list[Any]]) -> int:
    """Each bound of the issue with what was found; 1 where one is missed."""

    def rate(name: str) -> float:
        return median(found, name, "rate")

    bounds = [
        ("register against event by event", rate(REGISTER) / rate(SINGLY), 75, True),
        ("register against the library's batches", rate(REGISTER) / rate(BATCHES), 4, True),
        ("register against reading alone", rate(REGISTER) / rate(RAW), 0.3, True),
        ("two workers against one", rate(TWO) / rate(REGISTER), 1.6, True),
        ("time with the past against the register's", rate(REGISTER) / rate(WITH_PAST), 3, False),
        ("time of all views against the register's", rate(REGISTER) / rate(EVERY), 3, False),
        ("peak memory, MB", max(median(found, one, "peak") for one in (REGISTER, EVERY)), 300,
         False),
    ]  # fmt: skip
    missed = 0
    for what, value, bound, at_least in bounds:
        met = value >= bound if at_least else value <= bound
        missed += not met
        word = "at least" if at_least else "at most"
        click.echo(f"{what}: {value:.2f}, {word} {bound}: {'met' if met else 'MISSED'}")
    return 1 if missed else 0


if __name__ == "__main__":
    main()
