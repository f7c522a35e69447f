"""What a tick costs: with few and many open mandates, with few and many due; and moving a session.

    python benchmarks/tick.py [--few 1000] [--many 100000] [--due 10,100,1000] [--folder DIR]
        [--items 2000] [--postgres]

An idle tick must cost the same with few and with many open mandates (within ``--bound`` times), and
so must moving a session on which all of them hang. A tick with k due grows with k. With ``--items``
so many mandates of each record are under agenda items, some on each, and a meeting on one of them
is moved too. Exits with 1 if a bound is broken. Durability on; medians of 9 ticks.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import click
import places
from texts import PER_TEXT, Clock, asking, at_session

from mandates import (
    Engine,
    MoveMeeting,
    MoveSession,
    PlanSession,
    RequestItem,
    SetMeeting,
)

START = datetime(2027, 1, 15, 12, tzinfo=UTC)
ROUNDS = 9
PER_ITEM = 20
MEETINGS = datetime(2028, 10, 9, tzinfo=UTC)


def filled(where: str, clock: Clock, mandates: int, due: tuple[int, ...]) -> Engine:
    """A record with so many open mandates at the 83rd session, and some due by days to come."""
    engine = Engine.open(where, clock=clock)

    def adopt(number: int, count: int, term: dict[str, Any]) -> None:
        text = asking(f"A/RES/81/{number}", "2027-01-10", count, term)
        engine.execute(text, by="benchmark")

    engine.execute(PlanSession(session="GA/83", opens="2028-09-05"), by="benchmark")
    texts = max(mandates // PER_TEXT, 1)
    for number in range(1, texts + 1):
        adopt(number, min(mandates, PER_TEXT), at_session(83))
        if number % 20 == 0:
            click.echo(f"\r{number * PER_TEXT:>9} of {mandates}", nl=False, err=True)
    for index, count in enumerate(due):
        day = (START + timedelta(days=60 + 60 * index)).date().isoformat()
        adopt(texts + 1 + index, count, {"kind": "date", "date": day})
    engine.tick()
    click.echo("\r" + " " * 30 + "\r", nl=False, err=True)
    return engine


def under_items(engine: Engine, mandates: int) -> None:
    """Put so many of them under items of the session, on which the committee meets in autumn."""
    for number in range(1, mandates // PER_ITEM + 1):
        first = (number - 1) * PER_ITEM
        ones = tuple(
            (f"A/RES/81/{at // PER_TEXT + 1}#{at % PER_TEXT + 1}.1", None)
            for at in range(first, first + PER_ITEM)
        )
        item, day = f"GA/83/{number}", (MEETINGS + timedelta(days=number % 30)).date()
        ask = RequestItem(item=item, mandates=ones), SetMeeting(item=item, day=day)
        engine.execute(ask, by="benchmark")
    engine.tick()


def meeting_moved(engine: Engine) -> float:
    days = iter(range(ROUNDS))
    return median(
        lambda: engine.execute(
            MoveMeeting(item="GA/83/1", day=(MEETINGS + timedelta(days=40 + next(days))).date()),
            by="benchmark",
        )
    )


def median(act: Callable[[], object], rounds: int = ROUNDS) -> float:
    times: list[float] = []
    for _ in range(rounds):
        begin = time.perf_counter()
        act()
        times.append(time.perf_counter() - begin)
    return statistics.median(times)


def moved(engine: Engine) -> float:
    days = iter(range(6, 6 + ROUNDS))
    return median(
        lambda: engine.execute(
            MoveSession(session="GA/83", opens=f"2028-09-{next(days):02}"), by="benchmark"
        )
    )


@click.command()
@click.option("--few", default=1_000, show_default=True)
@click.option("--many", default=100_000, show_default=True)
@click.option("--due", default="10,100,1000", show_default=True, help="How many fall due at once.")
@click.option("--items", default=0, show_default=True, help="How many are under items.")
@click.option("--bound", default=2.0, show_default=True)
@click.option("--folder", type=Path, help="On the disk to measure; by default a temporary one.")
@places.postgres
def main(
    few: int, many: int, due: str, items: int, bound: float, folder: Path | None, postgres: bool
) -> None:
    """Measure ticks, a session's move and a meeting's."""
    counts = tuple(int(one) for one in due.split(","))
    idle: dict[int, float] = {}
    moves: dict[int, float] = {}
    meetings: dict[int, float] = {}
    with places.place(postgres, folder) as place:
        click.echo(f"{place.conditions} · medians of {ROUNDS}")
        for mandates in (few, many):
            clock = Clock(START)
            with filled(place.record(f"open_{mandates}"), clock, mandates, counts) as engine:
                if items:
                    under_items(engine, min(items, mandates))
                    meetings[mandates] = meeting_moved(engine)
                    taken = meetings[mandates] * 1e3
                    click.echo(f"move a meeting, {mandates:>6} open  {taken:9.2f} ms")
                idle[mandates] = median(engine.tick)
                click.echo(f"idle tick, {mandates:>9} open     {idle[mandates] * 1e3:9.2f} ms")
                moves[mandates] = moved(engine)
                click.echo(f"move a session, {mandates:>6} on it  {moves[mandates] * 1e3:9.2f} ms")
                for index, count in enumerate(counts):
                    clock.now = START + timedelta(days=60 + 60 * index)
                    taken = median(engine.tick, rounds=1)
                    each = taken / count * 1e3
                    click.echo(
                        f"tick, {count:>6} due             {taken * 1e3:9.2f} ms, {each:.2f} each"
                    )
    ratios = {"idle tick": idle[many] / idle[few], "move": moves[many] / moves[few]}
    if items:
        ratios["move a meeting"] = meetings[many] / meetings[few]
    for what, ratio in ratios.items():
        click.echo(f"{what}: {ratio:.2f} x with {many // few} times as many (bound {bound})")
    if max(ratios.values()) > bound:
        click.echo("over the bound", err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
