"""What it costs to ask of the past: the register on both axes against the register of today.

    python benchmarks/asof.py [--mandates 100000] [--bound 3] [--folder DIR]
    python benchmarks/asof.py --lives 1000000      events of whole lives, see lives.py

Every mandate is assigned after its adoption; of each ten, one has something entered late and one
has its assignment voided. The same filtered queries are asked of today and of a past day as it was
known on an earlier one, in interleaved rounds. With --lives the mandates go through eight events
each, over 24 years; pages of 50 are asked for, with their counts, and the past is the day on which
so many hundredths of the events (--share) were recorded, as known by then. Exits with 1 where the
past takes over ``--bound`` times the present, or where nothing of it is found.
"""

from __future__ import annotations

import platform
import sqlite3
import statistics
import sys
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypedDict

import click
import lives
from texts import PER_TEXT, Clock, asking, at_session

from mandates import Assign, Engine, RegisterQuery, Void

ROUNDS = 9
START = datetime(2001, 1, 15, 12, tzinfo=UTC)
AS_OF, KNOWN = date(2001, 9, 1), date(2001, 8, 15)
ENTITIES = ("UNDP", "FAO", "WHO", "UNESCO", "UNICEF", "ILO", "UNEP", "WFP", "UNHCR", "ITU")


class Past(TypedDict, total=False):
    """A point on both axes; nothing stands for today."""

    as_of: date
    known_at: date | int


def fill(engine: Engine, clock: Clock, mandates: int) -> None:
    """Adopted in January, assigned in July; in September, what was entered late or voided."""
    for text in range(1, mandates // PER_TEXT + 1):
        adopt = asking(f"A/RES/55/{text}", "2001-01-10", due=at_session(56 + text % 9))
        engine.execute(adopt, by="benchmark")
        click.echo(f"\r{text * PER_TEXT:>9} of {mandates} adopted ", nl=False, err=True)
    for month, wish in ((7, _assign), (9, _rewrite)):
        clock.now = datetime(2001, month, 1, 12, tzinfo=UTC)
        for text in range(1, mandates // PER_TEXT + 1):
            wish(engine, text)
            click.echo(f"\r{text * PER_TEXT:>9} of {mandates}, month {month}", nl=False, err=True)
    click.echo("\r" + " " * 40 + "\r", nl=False, err=True)


def _ids(text: int) -> list[str]:
    return [f"A/RES/55/{text}#{number}.1" for number in range(1, PER_TEXT + 1)]


def _assign(engine: Engine, text: int) -> None:
    entity = ENTITIES[text % len(ENTITIES)]
    engine.execute([Assign(mandate=one, entity=entity) for one in _ids(text)], by="benchmark")


def _rewrite(engine: Engine, text: int) -> None:
    ids = _ids(text)
    late = [Assign(mandate=one, entity="OCHA", on="2001-03-01") for one in ids[::10]]
    engine.execute(late, by="benchmark")
    last = [engine.history(one)[-1].event_id for one in ids[5::10]]
    engine.execute([Void(event_id=one, reason="wrong") for one in last], by="benchmark")


def queries(mandates: int) -> dict[str, RegisterQuery]:
    """Filters by column, by words and by both."""
    middle = mandates // PER_TEXT // 2 or 1
    return {
        "one instrument": RegisterQuery(instrument=f"A/RES/55/{middle}"),
        "due at a session": RegisterQuery(session="GA/58", limit=100),
        "led by an entity": RegisterQuery(lead="UNDP", limit=100),
    }


def timed(engine: Engine, query: RegisterQuery, at: Past) -> tuple[float, int]:
    """Seconds, and how many matched."""
    begin = time.perf_counter()
    found = engine.register(query, **at)
    return time.perf_counter() - begin, found.total


OF_LIVES = {
    "addressed to": RegisterQuery(addressee="Secretary-General", limit=50),
    "overdue": RegisterQuery(timeliness="overdue", limit=50),
    "due at a session": RegisterQuery(session="GA/70", limit=50),
    "led by an entity": RegisterQuery(lead="UNDP", limit=50),
    "led and overdue": RegisterQuery(lead="UNDP", timeliness="overdue", limit=50),
    "a report": RegisterQuery(deliverable="report", limit=50),
    "no money stated": RegisterQuery(funding="not_stated", limit=50),
    "with a word": RegisterQuery(text="peace", limit=50),
    "all, by title": RegisterQuery(sort="title", limit=50),
}


def compare(engine: Engine, asked: dict[str, RegisterQuery], past: Past, bound: float) -> bool:
    """Print what each query takes of today and of the past; whether one is over the bound."""
    broken = False
    for what, query in asked.items():
        rounds = [(timed(engine, query, {}), timed(engine, query, past)) for _ in range(ROUNDS)]
        now = statistics.median(one[0] for one, _ in rounds)
        then = statistics.median(one[0] for _, one in rounds)
        totals = rounds[0][0][1], rounds[0][1][1]
        click.echo(
            f"{what:<18} now {now * 1e3:9.1f} ms ({totals[0]} found) ·"
            f" past {then * 1e3:9.1f} ms ({totals[1]} found) · {then / now:5.2f} x"
        )
        broken |= then > bound * now or not totals[1]
    return broken


def lived(path: Path, events: int, share: int, bound: float) -> bool:
    """Of whole lives."""
    lives.written(str(path), events, seed=7)
    with Engine.open(path) as engine:
        begin = time.perf_counter()
        engine.rebuild("register", "past")
        click.echo(f"views built in {time.perf_counter() - begin:.1f} s")
        known = events * share // 100
        day = next(engine.events(known - 1)).recorded_on
        past: Past = {"as_of": day, "known_at": known}
        return compare(engine, OF_LIVES, past, bound)


def adopted(path: Path, mandates: int, bound: float) -> bool:
    """Of mandates with a few events each."""
    clock = Clock(START)
    with Engine.open(path, clock=clock) as engine:
        fill(engine, clock, mandates)
        begin = time.perf_counter()
        engine.register(RegisterQuery(limit=1))
        click.echo(f"views brought up in {time.perf_counter() - begin:.1f} s")
        past: Past = {"as_of": AS_OF, "known_at": KNOWN}
        return compare(engine, queries(mandates), past, bound)


@click.command()
@click.option("--mandates", default=100_000, show_default=True)
@click.option("--lives", "events", type=int, help="So many events of whole lives instead.")
@click.option("--share", default=85, show_default=True, help="Of lives: hundredths recorded.")
@click.option("--bound", default=3.0, show_default=True)
@click.option("--folder", type=Path, help="On the disk to measure; by default a temporary one.")
def main(mandates: int, events: int | None, share: int, bound: float, folder: Path | None) -> None:
    """Measure questions about the past."""
    what = f"{events} events of whole lives" if events else f"{mandates} mandates"
    click.echo(
        f"Python {platform.python_version()} · SQLite {sqlite3.sqlite_version} ·"
        f" {platform.machine()} · {what} · medians of {ROUNDS} interleaved rounds"
    )
    with tempfile.TemporaryDirectory(dir=folder) as name:
        path = Path(name) / "asof.db"
        broken = lived(path, events, share, bound) if events else adopted(path, mandates, bound)
    if broken:
        click.echo(f"over the bound of {bound}, or nothing found", err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
