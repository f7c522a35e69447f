"""What each question beside the register costs: from its view, and folded from the record.

    python benchmarks/questions.py [--mandates 20000] [--bound 200] [--folder DIR]

A record with as many mandates, fifty of each text in a line that carries on; 60
sessions that moved five times each, 200 entities renamed twice, 50 funds, 200 texts with budgets
that came from drafts, 2,000 agenda items. Each question is asked for now and of the past, from the
views and, in interleaved rounds, with no view to read: then the record's histories answer, as they
did before there was one. Exits with 1 where a view takes over ``--bound`` milliseconds, or answers
otherwise.
"""

from __future__ import annotations

import platform
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import click
from texts import PER_TEXT, Clock, asking, at_session

from mandates import (
    AgendaQuery,
    Allocate,
    ApproveBudget,
    Assign,
    Engine,
    EstablishFund,
    IncludeItem,
    LinkDraft,
    Money,
    MoveSession,
    PlanSession,
    Pledge,
    RegisterQuery,
    Reiterate,
    RenameEntity,
    RequestItem,
    TableDraft,
    WorkloadQuery,
)

ROUNDS, FOLDED_ROUNDS = 9, 3
LINE = 50
SESSIONS, ENTITIES, FUNDS, BUDGETS, ITEMS = 60, 200, 50, 200, 2_000
START = datetime(2001, 1, 15, 12, tzinfo=UTC)
AS_OF = date(2001, 7, 15)
GIVEN: Any = Money(amount=Decimal(1000), currency="USD")
GA = "A/RES/56/202"


def fill(engine: Engine, clock: Clock, mandates: int) -> int:
    """Put it all on record; where the first half of what is beside the mandates ends."""
    texts = [f"A/RES/55/{text}" for text in range(1, mandates // PER_TEXT + 1)]
    for number, symbol in enumerate(texts):
        engine.execute(
            asking(symbol, "2001-01-10", due=at_session(56 + number % 9)), by="benchmark"
        )
        ids = [f"{symbol}#{act}.1" for act in range(1, PER_TEXT + 1)]
        engine.execute(
            [Assign(mandate=one, entity=f"Office {act % ENTITIES}") for act, one in enumerate(ids)],
            by="benchmark",
        )
        engine.execute(
            [Reiterate(mandate=a, by=b, authority=GA) for a, b in pairwise(ids[:LINE])], by="x"
        )
    clock.now = datetime(2001, 7, 1, 12, tzinfo=UTC)
    half = beside(engine, texts)
    clock.now = datetime(2001, 9, 1, 12, tzinfo=UTC)
    later(engine)
    return half


def beside(engine: Engine, texts: list[str]) -> int:
    """Sessions, entities, funds, budgets, items."""
    for number in range(SESSIONS):
        session = f"GA/{56 + number}"
        engine.execute(PlanSession(session=session, opens=f"{2001 + number}-09-10"), by="benchmark")
    for number in range(ENTITIES):
        engine.execute(RenameEntity(entity=f"Office {number}", name=f"Bureau {number}"), by="x")
    for number in range(FUNDS):
        engine.execute(EstablishFund(fund=f"Fund {number}"), by="benchmark")
        engine.execute(Pledge(fund=f"Fund {number}", donor="A", amount=GIVEN), by="benchmark")
    for number in range(BUDGETS):
        draft = f"A/C.2/55/L.{number + 1}"
        engine.execute(TableDraft(draft=draft), by="benchmark")
        engine.execute(ApproveBudget(symbol=draft, amounts=(GIVEN,), authority=GA), by="benchmark")
        if number < len(texts):
            engine.execute(LinkDraft(draft=draft, instrument=texts[number]), by="benchmark")
    for number in range(ITEMS):
        item = f"GA/{56 + number % SESSIONS}/{number}"
        engine.execute(RequestItem(item=item, title=f"Question {number}"), by="benchmark")
    return engine.status().position


def later(engine: Engine) -> None:
    """What was recorded after the point in the past that is asked for."""
    for number in range(SESSIONS):
        for day in range(11, 16):
            session, opens = f"GA/{56 + number}", f"{2001 + number}-09-{day}"
            engine.execute(MoveSession(session=session, opens=opens), by="benchmark")
    for number in range(ENTITIES):
        engine.execute(RenameEntity(entity=f"Office {number}", name=f"Unit {number}"), by="x")
    for number in range(FUNDS):
        engine.execute(Allocate(fund=f"Fund {number}", amount=GIVEN), by="benchmark")
    for number in range(ITEMS):
        item = f"GA/{56 + number % SESSIONS}/{number}"
        engine.execute(IncludeItem(item=item, number=f"{number}"), by="benchmark")


def questions(at: dict[str, Any]) -> dict[str, Callable[[Engine], Any]]:
    """What is asked, at a point."""
    return {
        f"lineage of a line of {LINE}": lambda it: (
            it.lineage(f"A/RES/55/1#{LINE // 2}.1", **at).items
        ),
        "sessions": lambda it: it.sessions(**at),
        "entities": lambda it: it.beside(**at).entities(),
        "funds": lambda it: it.beside(**at).funds(),
        "agenda of a session": lambda it: it.agenda(AgendaQuery(session="GA/60"), **at).items,
        "agenda, a page of 50": lambda it: (
            it.agenda(AgendaQuery(sort="-number", limit=50), **at).items
        ),
        "a mandate, with its money": lambda it: it.mandate("A/RES/55/1#7.1", **at).item,
    }


def of_all(at: dict[str, Any]) -> dict[str, Callable[[Engine], Any]]:
    """What counts all mandates, or orders all that have anything open."""
    page = RegisterQuery(limit=50)
    return {
        "workload by lead": lambda it: it.workload(WorkloadQuery(by="lead"), **at).items,
        "workload by quarter": lambda it: (
            it.workload(WorkloadQuery(per="quarter", limit=50), **at).items
        ),
        "money of all mandates": lambda it: it.funding(**at).items,
        "docket of a session, a page of 50": lambda it: it.docket("GA/60", page, **at).items,
        "docket, a page of 50": lambda it: it.docket(None, page, **at).items,
    }


@contextmanager
def no_view(engine: Engine) -> Iterator[None]:
    """As if none had been built."""
    feed: Any = engine._feed
    feed.read = lambda *_: nullcontext(None)
    try:
        yield
    finally:
        del feed.read


def timed(ask: Callable[[Engine], Any], engine: Engine) -> tuple[float, Any]:
    begin = time.perf_counter()
    found = ask(engine)
    return (time.perf_counter() - begin) * 1e3, found


def measured(what: str, ask: Callable[[Engine], Any], engine: Engine, rounds: int) -> float | None:
    """Ask from views and from the record by turns; the median from views, None if they differ."""
    views: list[float] = []
    folded: list[float] = []
    same = True
    for number in range(ROUNDS):
        took, found = timed(ask, engine)
        views.append(took)
        if number < rounds:
            with no_view(engine):
                took, expected = timed(ask, engine)
            folded.append(took)
            same = same and found == expected
    told, before = statistics.median(views), statistics.median(folded)
    said = "" if same else " · DIFFERS"
    click.echo(
        f"{what:<34} views {told:9.1f} ms · folded {before:9.1f} ms · {before / told:6.1f} x{said}"
    )
    return told if same else None


@click.command()
@click.option("--mandates", default=20_000, show_default=True)
@click.option("--bound", default=200.0, show_default=True, help="Milliseconds from a view.")
@click.option("--folder", type=Path, help="On the disk to measure; by default a temporary one.")
def main(mandates: int, bound: float, folder: Path | None) -> None:
    """Measure what is asked beside the register."""
    click.echo(
        f"Python {platform.python_version()} · SQLite {sqlite3.sqlite_version} ·"
        f" {platform.machine()} · {mandates} mandates · medians of {ROUNDS} interleaved rounds"
    )
    over: list[str] = []
    with tempfile.TemporaryDirectory(dir=folder) as name:
        clock = Clock(START)
        with Engine.open(Path(name) / "questions.db", clock=clock) as engine:
            half = fill(engine, clock, mandates)
            begin = time.perf_counter()
            engine.catch_up()
            click.echo(
                f"{engine.status().position} events, all views brought up in"
                f" {time.perf_counter() - begin:.1f} s"
            )
            for when, at in (("now", {}), ("then", {"as_of": AS_OF, "known_at": half})):
                for what, ask in questions(at).items():
                    told = measured(f"{what}, {when}", ask, engine, ROUNDS)
                    over += [f"{what}, {when}"] if told is None or told > bound else []
                for what, ask in of_all(at).items():
                    told = measured(f"{what}, {when}", ask, engine, 1)
                    over += [f"{what}, {when}"] if told is None or told > bound else []
    if over:
        click.echo(f"over {bound:.0f} ms, or otherwise: {', '.join(over)}",
                   err=True)  # fmt: skip
        sys.exit(1)


if __name__ == "__main__":
    main()
