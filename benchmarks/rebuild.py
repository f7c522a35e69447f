"""How fast views are folded anew, against what others do with the same lives, and the raw reading.

    python benchmarks/rebuild.py [--events 100000] [--rounds 3] [--singly 3000] [--folder DIR]
        [--postgres]

Everybody has a database of its own in one folder, on SQLite; with --postgres tables of its own on
one server, whose memory is not among the sizes. Each round runs each contender in
turn, in rotated order, in a process of its own; compared are the medians of their rates. What is
fed event by event is given the first ``--singly`` events alone: it would take hours. Microseconds
are those of a core for each event, which others on the machine disturb less than rates; sizes the
peak of the process's resident memory. Exits with 1 where a bound of the issue is missed:
the register 75 times as fast as the best peer, which is what is fed event by event or Emmett, 4
times the library's batches, 0.3 of reading the same rows (on PostgreSQL 60, 3 and 0.2); two workers
1.6 times one; with the past, and with all views, 3 times the register's time; 300 MB.

Emmett (npm, MIT) is among the peers where node and npm are, and is installed on first use; else a
line says why it is left out. It is given the first 10,000 events (benchmarks/emmett_peer.py).
"""

from __future__ import annotations

import json
import resource
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

import click
import places
from emmett_peer import Emmett, EmmettAbsent

from mandates.adapters.record.postgres.address import address, is_postgres
from mandates.engine import Engine

SEED = 7
PAGE = 5_000
ROWS = "SELECT position, stream, version, tag, state FROM {} WHERE position > {} ORDER BY position"


@dataclass(frozen=True)
class Where:
    """Where the same lives are: in a record, and in the library's own form."""

    ours: str
    library: dict[str, str]


def rebuilt(where: Where, *names: str, workers: int = 1) -> int:
    with Engine.open(where.ours) as engine:
        return max(engine.rebuild(*names, workers=workers).values())


def raw(where: Where) -> int:
    """The limit: the rows of the record, in its order, and nothing done with them."""
    if is_postgres(where.ours):
        return raw_from_server(where)
    with closing(sqlite3.connect(where.ours)) as connection:
        asked = connection.execute(ROWS.format("events", 0))
        count = 0
        while rows := asked.fetchmany(PAGE):
            count += len(rows)
        return count


def raw_from_server(where: Where) -> int:
    """By pages, in the driver's binary form: of its ways the quickest."""
    import psycopg

    at = address(where.ours)
    with psycopg.connect(at.conninfo) as connection:
        asked = connection.cursor(binary=True)
        sql = ROWS.format(f"{at.schema}.events", "%s") + f" LIMIT {PAGE}"
        count = last = 0
        while rows := asked.execute(sql, (last,)).fetchall():
            count, last = count + len(rows), rows[-1][0]
        return count


def library(where: Where, count: int, way: str) -> int:
    from peers import View

    view = View(where.library)
    found: int = getattr(view, way)(count)
    view.close()
    return found


REGISTER, WITH_PAST = "register", "register and past"
RAW, SINGLY, BATCHES = "raw SELECT", "library, event by event", "library, in batches"
TWO, EVERY, EMMETT = "register, 2 workers", "all views", "Emmett"
CONTENDERS: dict[str, Callable[[Where, int, int], int]] = {
    RAW: lambda where, count, singly: raw(where),
    SINGLY: lambda where, count, singly: library(where, singly, "singly"),
    BATCHES: lambda where, count, singly: library(where, count, "in_batches"),
    REGISTER: lambda where, count, singly: rebuilt(where, "register"),
    TWO: lambda where, count, singly: rebuilt(where, "register", workers=2),
    WITH_PAST: lambda where, count, singly: rebuilt(where, "register", "past"),
    EVERY: lambda where, count, singly: rebuilt(where),
}


def run(name: str, where: Where, count: int, singly: int) -> None:
    """One contender, once: what it took, as JSON."""
    begun, used = time.perf_counter(), processor()
    done = CONTENDERS[name](where, count, singly)
    seconds, busy = time.perf_counter() - begun, processor() - used
    status = Path("/proc/self/status").read_text(encoding="ascii")  # `ru_maxrss` outlives an exec
    own = int(status.partition("VmHWM:")[2].split()[0])
    peak = max(own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
    told = {"rate": done / seconds, "seconds": seconds, "peak": peak / 1024, "busy": busy / done}
    click.echo(json.dumps(told))


def processor() -> float:
    """Seconds of a core that this process and those that it began have used."""
    own, others = (
        resource.getrusage(one) for one in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime


def measured(name: str, where: Where, count: int, singly: int) -> dict[str, Any]:
    words = ["--child", name, "--where", json.dumps(asdict(where)), "--events", str(count),
             "--singly", str(singly)]  # fmt: skip
    done = subprocess.run(
        [sys.executable, __file__, *words], stdout=subprocess.PIPE, text=True, check=True
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def tail(where: Where, rounds: int = 300) -> tuple[float, float]:
    """From the answer to a command to an answer that shows it, in another engine: p50, p99."""
    from mandates import Note, RegisterQuery

    times: list[float] = []
    with Engine.open(where.ours) as writer, Engine.open(where.ours) as reader:
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


Runs = dict[str, Callable[[], dict[str, Any]]]


def runs_of(where: Where, count: int, singly: int, place: places.Place) -> Runs:
    """What each contender runs, once for each call; Emmett where it can be had."""
    runs: Runs = {name: partial(measured, name, where, count, singly) for name in CONTENDERS}
    try:
        emmett = Emmett(place, count, SEED)
    except EmmettAbsent as why:
        click.echo(f"Emmett is left out: {why}")
    else:
        click.echo(f"Emmett: {emmett.conditions}")
        runs[EMMETT] = emmett.rebuilt
    return runs


def rounds_of(runs: Runs, rounds: int) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {name: [] for name in runs}
    names = list(runs)
    for number in range(rounds):
        turn = number % len(names)
        for name in names[turn:] + names[:turn]:
            found[name].append(runs[name]())
            click.echo(f"\r{number + 1} of {rounds}: {name:<30}", nl=False, err=True)
    click.echo("\r" + " " * 50 + "\r", nl=False, err=True)
    return found


@click.command()
@click.option("--events", "count", default=100_000, show_default=True)
@click.option("--rounds", default=3, show_default=True)
@click.option("--singly", default=3_000, show_default=True, help="Events fed one by one.")
@click.option("--folder", type=Path, help="On the disk to measure; by default a temporary one.")
@places.postgres
@click.option("--child", help="Run this contender alone, once.")
@click.option("--where", help="Where it finds what the run wrote, as JSON.")
def main(
    count: int, rounds: int, singly: int, folder: Path | None, postgres: bool, child: str | None,
    where: str | None,
) -> None:  # fmt: skip
    """Measure rebuilds."""
    if child is not None and where is not None:
        run(child, Where(**json.loads(where)), count, singly)
        return
    import peers

    with places.place(postgres, folder) as place:
        click.echo(f"{place.conditions} · {count} events · medians of {rounds} interleaved rounds")
        click.echo(
            f"two processes that share nothing do {places.twofold():.2f} times what one does"
        )
        here = Where(place.record("ours"), place.library("library"))
        written(here, count)
        peers.written(here.library, count, SEED)
        found = rounds_of(runs_of(here, count, singly, place), rounds)
        shown(found)
        half, most = tail(here)
        click.echo(f"append to visible: p50 {half * 1e3:.1f} ms, p99 {most * 1e3:.1f} ms")
    sys.exit(judged(found, postgres))


def written(here: Where, count: int) -> None:
    """The lives in a record; a server's planner is told what it would learn within a minute."""
    import lives

    lives.written(here.ours, count, SEED)
    if is_postgres(here.ours):
        import psycopg

        with psycopg.connect(address(here.ours).conninfo, autocommit=True) as connection:
            connection.execute("VACUUM ANALYZE")


def median(found: dict[str, list[Any]], name: str, what: str) -> float:
    return float(statistics.median(one[what] for one in found[name]))


def shown(found: dict[str, list[Any]]) -> None:
    limit = median(found, RAW, "rate")
    for name, some in found.items():
        rate = median(found, name, "rate")
        spread = (
            f"{min(one['rate'] for one in some):,.0f} to {max(one['rate'] for one in some):,.0f}"
        )
        click.echo(
            f"{name:<26}{rate:>10,.0f}/s  ({spread})  {rate / limit:6.3f} of raw"
            f"  {median(found, name, 'busy') * 1e6:7.1f} us  {median(found, name, 'peak'):5.0f} MB"
        )


def judged(found: dict[str, list[Any]], postgres: bool) -> int:
    """Each bound of the issue with what was found; 1 where one is missed."""

    def rate(name: str) -> float:
        return median(found, name, "rate")

    best, batches, raw_rows = (60, 3, 0.2) if postgres else (75, 4, 0.3)
    peer = max((one for one in (SINGLY, EMMETT) if one in found), key=rate)
    bounds = [
        (f"register against {peer}", rate(REGISTER) / rate(peer), best, True),
        ("register against the library's batches", rate(REGISTER) / rate(BATCHES), batches, True),
        ("register against reading alone", rate(REGISTER) / rate(RAW), raw_rows, True),
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
