"""Whether the register's page stays quick with very many mandates.

    python benchmarks/pages.py [--mandates 100000] [--bound 200] [--folder DIR]

A record of texts with mandates of every kind, drawn with a fixed seed; a part of them assigned,
answered, deferred or ended. Each page is asked of the application itself, without a network, and
timed at the server from the request to the last byte, as often as ``ROUNDS`` says, after the views
have come up: the median and the worst, and what of it was the processor's (the rest is waiting for
it where others keep it busy). With ``--folder`` the record is kept there and used again.
Exits with 1 where a page of the register takes over ``--bound`` milliseconds in the median.
"""

from __future__ import annotations

import platform
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, date, datetime
from os import getloadavg
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import click
from fastapi.testclient import TestClient
from texts import Clock

from mandates import (
    AdoptInstrument,
    ApproveBudget,
    Assign,
    Consider,
    Defer,
    Engine,
    IssueReport,
    PlanSession,
    Reading,
    Retire,
    StateBudget,
    SubmitReport,
)
from mandates.adapters.web.app import create_app

SEED = 8054
START = datetime(2005, 1, 15, 12, tzinfo=UTC)
ROUNDS = 7
PER_TEXT = 50
ENTITIES = ("UNDP", "FAO", "WHO", "UNESCO", "UNICEF", "ILO", "UNEP", "WFP", "UNHCR", "ITU")
ADDRESSEES = (
    "Secretary-General", "Executive Director of the United Nations Environment Programme",
    "Joint Inspection Unit", "Economic and Social Council", "Member States",
    "United Nations Development Programme", "High Commissioner for Human Rights",
)  # fmt: skip
SUBJECTS = (
    "South-South cooperation", "the law of the sea", "financing for development", "desertification",
    "the rights of the child", "peacekeeping", "small island developing States", "disarmament",
    "the least developed countries", "migration", "food security", "statistics", "oceans",
)  # fmt: skip
DELIVERABLES = ("report", "report", "report", "review", "meeting", "plan", "briefing", "other")
VERBS = ("request", "request", "request", "invite", "decide", "encourage", "call upon", "urge")
STRENGTHS = {"request": "request", "decide": "binding"}
PAGES = {
    "the register": "/register",
    "also what is not tracked": "/register?all=yes",
    "its second page": "/register?after={middle}",
    "the last first": "/register?sort=-adopted",
    "by identity, the last first": "/register?sort=-id",
    "by title": "/register?sort=title",
    "by title, a further page": "/register?sort=-title&after={middle}",
    "by due day": "/register?sort=due",
    "by due day, the last first": "/register?sort=-due",
    "by due day, a further page": "/register?sort=due&after={middle}",
    "of one text": "/register?instrument={symbol}",
    "due at a session": "/register?session=GA/76",
    "adopted at a session": "/register?adopted_session=GA/70",
    "retired": "/register?legal=retired",
    "in force": "/register?legal=in_force",
    "submitted": "/register?implementation=submitted",
    "reports": "/register?deliverable=report",
    "binding": "/register?strength=binding",
    "of a verb": "/register?verb=invite",
    "overdue": "/register?overdue=yes",
    **{word: f"/register?timeliness={word}" for word in (
        "met", "late", "upcoming", "forecast", "deferred", "no_due_date",
    )},
    **{word: f"/register?funding={word}" for word in ("approved", "stated", "not_stated")},
    "of any axis: overdue": "/register?status=overdue",
    "of any axis: stated": "/register?status=stated",
    "with words that many have": "/register?text=general",
    "with a word": "/register?text=desertification",
    "with words that few have": "/register?text=part+17",
    "with words that none has": "/register?text=xylophone",
    "of an addressee": "/register?addressee=Joint+Inspection",
    "of a lead": "/register?lead=UNEP",
    "a word, by due day": "/register?text=desertification&sort=due",
    "overdue, by due day": "/register?overdue=yes&sort=due",
    "overdue, by title": "/register?overdue=yes&sort=title",
    "overdue, of a lead, a word": "/register?overdue=yes&lead=UNEP&text=oceans",
    "as known years ago": "/register?as_recorded_on=2018-06-01",
    "then, by due day": "/register?as_recorded_on=2018-06-01&sort=due",
    "then overdue": "/register?as_recorded_on=2018-06-01&overdue=yes",
    "then with a word": "/register?as_recorded_on=2018-06-01&text=desertification",
    "then of a lead": "/register?as_recorded_on=2018-06-01&lead=UNEP",
    "then stated": "/register?as_recorded_on=2018-06-01&funding=stated",
    "the API's page": "/api/v1/mandates?limit=50",
}  # fmt: skip
"""The register by each of its filters and orders, now and then: these have the bound."""
OTHERS = {
    "a mandate": "/mandate/{path}", "a text": "/instrument/{symbol}", "texts": "/instruments",
    "the log": "/log", "workload": "/workload",
}  # fmt: skip
"""Measured and told, without a bound; the workload, which counts all mandates, once."""


def act(number: int, session: int, chance: Random) -> dict[str, Any]:
    verb = chance.choice(VERBS)
    subject = chance.choice(SUBJECTS)
    due: Any = {
        "kind": "session",
        "organ": "General Assembly",
        "session": session + chance.randint(1, 4),
    }
    if chance.random() < 0.2:
        due = {"kind": "date", "date": f"{1947 + session}-{chance.randint(1, 12):02}-28"}
    elif chance.random() < 0.15:
        due = None
    return {
        "id": f"{number}.1", "verb": verb, "force": "directive", "mandate": True,
        "addressees": chance.sample(ADDRESSEES, chance.randint(1, 2)),
        "deliverable": chance.choice(DELIVERABLES), "title": f"{subject}, part {number}",
        "strength": STRENGTHS.get(verb, "exhortation"), "due": due,
    }  # fmt: skip


def text(number: int, session: int, chance: Random) -> AdoptInstrument:
    symbol = f"A/RES/{session}/{number}"
    acts = [act(one, session, chance) for one in range(1, PER_TEXT + 1)]
    words = "{verb}s the {to} to report to the General Assembly on {title}, in all its aspects"
    paragraphs = [
        {
            "number": one["id"].partition(".")[0], "acts": [one],
            "text": words.format(
                verb=one["verb"].capitalize(), to=one["addressees"][0], title=one["title"]
            ),
        }
        for one in acts
    ]  # fmt: skip
    reading = {"symbol": symbol, "body": "General Assembly", "session": session,
               "title": f"On {chance.choice(SUBJECTS)}", "paragraphs": paragraphs}  # fmt: skip
    day = f"{1945 + session}-12-{chance.randint(5, 22):02}"
    return AdoptInstrument(symbol=symbol, adopted_on=day, reading=Reading.model_validate(reading))


def life(adopted: AdoptInstrument, session: int, chance: Random) -> Iterator[Any]:
    """What became of the mandates of a text, in the year after."""
    next_one = f"A/RES/{session + 1}/1"
    if chance.random() < 0.1:
        yield from money(adopted.symbol, session)
    for number in range(1, PER_TEXT + 1):
        mandate, day = f"{adopted.symbol}#{number}.1", f"{1946 + session}-03-{number % 27 + 1:02}"
        what = chance.random()
        if what < 0.5:
            yield Assign(mandate=mandate, entity=chance.choice(ENTITIES), on=day)
        if 0.3 < what < 0.5:
            name = f"A/{session + 1}/{number}{adopted.symbol.rpartition('/')[2]}"
            yield SubmitReport(document=name, answers=((mandate, None),), on=day)
            if what > 0.35:
                yield IssueReport(document=name, on=f"{1946 + session}-03-{number % 4 + 28}")
            if what > 0.45:
                yield Consider(mandate=mandate, action="noted", authority=next_one, on=day)
        elif 0.5 < what < 0.55:
            to: Any = {"kind": "session", "organ": "GA", "session": session + 6}
            yield Defer(mandate=mandate, to=to, authority=next_one, on=day)
        elif 0.55 < what < 0.6:
            yield Retire(mandate=mandate, authority=next_one, on=day)


def money(symbol: str, session: int) -> Iterator[Any]:
    """What is said of the budget of a text: of the whole, or of some of its paragraphs."""
    amounts: Any = ({"amount": "125000", "currency": "USD"},)
    day = f"{1946 + session}-02-01"
    yield StateBudget(symbol=symbol, amounts=amounts, on=day)
    yield ApproveBudget(symbol=symbol, amounts=amounts, paragraphs=("3", "7"), authority=symbol,
                        on=day)  # fmt: skip


def fill(engine: Engine, clock: Clock, mandates: int) -> None:
    """Sessions 60 to 79, each with as many texts as make the mandates."""
    chance = Random(SEED)
    sessions = range(60, 80)
    each = max(1, mandates // PER_TEXT // len(sessions))
    for session in sessions:
        clock.now = datetime(1945 + session, 12, 23, 12, tzinfo=UTC)
        opens = date(1945 + session, 9, 12).isoformat()
        engine.execute(PlanSession(session=f"GA/{session}", opens=opens), by="benchmark")
        adopted = [text(number, session, chance) for number in range(1, each + 1)]
        for one in adopted:
            engine.execute(one, by="benchmark")
        clock.now = datetime(1946 + session, 4, 1, 12, tzinfo=UTC)
        for one in adopted:
            wishes = list(life(one, session, chance))
            for start in range(0, len(wishes), 20):
                engine.execute(wishes[start : start + 20], by="benchmark")
        click.echo(f"\rsession {session} of {sessions[-1]} ", nl=False, err=True)
    click.echo("\r" + " " * 40 + "\r", nl=False, err=True)


class Timed(NamedTuple):
    """Milliseconds in the median, at worst, and of processor in the median; the page's bytes."""

    median: float
    worst: float
    busy: float
    size: int


def timed(client: TestClient, address: str, rounds: int) -> Timed:
    """What a page takes from its request to its last byte."""
    times: list[float] = []
    busy: list[float] = []
    size = 0
    for _ in range(rounds):
        begin, used = time.perf_counter(), time.process_time()
        answer = client.get(address)
        busy.append((time.process_time() - used) * 1e3)
        times.append((time.perf_counter() - begin) * 1e3)
        answer.raise_for_status()
        size = len(answer.content)
    return Timed(statistics.median(times), max(times), statistics.median(busy), size)


@click.command()
@click.option("--mandates", default=100_000, show_default=True)
@click.option("--bound", default=200.0, show_default=True, help="Milliseconds.")
@click.option("--folder", type=Path, help="Where the record is kept; by default it is thrown away.")
def main(mandates: int, bound: float, folder: Path | None) -> None:
    """Measure the pages of the register."""
    with ExitStack() as opened:
        place = folder or Path(opened.enter_context(tempfile.TemporaryDirectory()))
        path, clock = place / f"pages-{mandates}.db", Clock(START)
        if not path.exists():
            with Engine.open(path, clock=clock) as engine:
                fill(engine, clock, mandates)
        engine = opened.enter_context(Engine.open(path))
        begin = time.perf_counter()
        engine.catch_up()
        found = engine.status()
        click.echo(
            f"Python {platform.python_version()} · SQLite {sqlite3.sqlite_version} ·"
            f" {platform.machine()} · {found.position} events · medians of {ROUNDS} ·"
            f" views brought up in {time.perf_counter() - begin:.0f} s"
        )
        client = opened.enter_context(
            TestClient(
                create_app(engine), base_url="http://127.0.0.1", headers={"accept": "text/html"}
            )
        )
        symbol = "A/RES/70/1"
        names = {"symbol": symbol, "path": f"{symbol}/7.1", "middle": f"{symbol}%237.1"}
        first = timed(client, PAGES["overdue"], 1)
        click.echo(
            f"the first look at time in a process: {first.median:.0f} ms, of processor"
            f" {first.busy:.0f} ms"
        )
        click.echo(f"{'':<28} {'p50 ms':>9} {'worst':>9} {'processor':>9}")
        slow: list[str] = []
        for what, address in {**PAGES, **OTHERS}.items():
            took = timed(client, address.format(**names), 1 if what == "workload" else ROUNDS)
            over = what in PAGES and took.median > bound
            slow += [what] if over else []
            click.echo(
                f"{what:<28} {took.median:9.1f} {took.worst:9.1f} {took.busy:9.1f}"
                f"  {took.size / 1024:7.0f} kB{'  over' if over else ''}"
            )
        click.echo(f"load {getloadavg()[0]:.1f}")
    if slow:
        click.echo(f"over {bound:.0f} ms: {', '.join(slow)}", err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
