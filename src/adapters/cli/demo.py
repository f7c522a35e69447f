"""`demo`: a real stretch of history, played and then asked about."""

from __future__ import annotations

import os
import tempfile
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import click

from . import basis, tables
from .commands.register import session_words
from .database import database
from .group import Command
from .items import DOCKET_COLUMNS, LIST_COLUMNS, docket_row, list_row
from .progress import working

if TYPE_CHECKING:
    from ...engine import Engine

_REPORT = "A/RES/54/226#2.2"
_PROGRESS = "A/RES/71/244#4.1"
_BEFORE_THE_SLIP = date(2001, 8, 1)
_AFTER_THE_SLIP = date(2001, 9, 13)
_START = datetime(1999, 12, 1, tzinfo=UTC)


@click.command(cls=Command)
@click.pass_context
def demo(context: click.Context) -> None:
    """Play a real, sourced stretch of history and show what the record answers.

    Without --db it is played into a temporary file, which is named and kept. The clock is
    simulated: each fact is recorded on the day on which it became known, and every answer says so.

    \b
    mandates demo
    mandates demo --db demo.db && mandates show A/RES/54/226#2.2 --db demo.db --as-of 2001-08-01
    """
    from ...engine import Engine
    from ..record import shown
    from .history import SteppedClock, play, steps

    path = database() if _chosen(context) else _temporary()
    clock = SteppedClock(_START)
    with Engine.open(path, clock=clock) as engine:
        with working("playing 1999 to 2020", len(steps())) as advance:
            play(engine, clock, advance)
        _tell(engine, shown(path))


def _chosen(context: click.Context) -> bool:
    """Whether a database was named, on the command line or in the environment."""
    return bool(context.meta.get("mandates.db") or os.environ.get("MANDATES_DB"))


def _temporary() -> str:
    return os.path.join(tempfile.mkdtemp(prefix="mandates-"), "demo.db")


def _tell(engine: Engine, path: str) -> None:
    click.echo(
        "Played from facts in our own words, each with its source and how sure it is.\n"
        "The words of A/RES/54/226 are those of its draft, A/C.2/54/L.5, and not verified.\n"
        f"The record: {path}\n"
    )
    _register(engine)
    _docket(engine, "as it was known before the session slipped", _BEFORE_THE_SLIP)
    _docket(engine, "and two days after it opened a day late", _AFTER_THE_SLIP)
    _timeline(engine, _REPORT, "The life of one report, as recorded")
    _timeline(engine, _PROGRESS, "A report that was missed and asked for again")
    _why(engine)


def _register(engine: Engine) -> None:
    tables.heading("The register: every tracked mandate, as it stands")
    found = engine.register()
    tables.table(LIST_COLUMNS, (list_row(one) for one in found.items))
    click.echo(f"{basis.line(engine, found.basis)}\n")


def _docket(engine: Engine, when: str, day: date) -> None:
    found = engine.docket("GA/56", as_of=day, known_at=day)
    tables.heading(f"The docket of the 56th session, {when}")
    if found.session is not None:
        click.echo(session_words(found.session))
    tables.table(DOCKET_COLUMNS, (docket_row(one) for one in found.items))
    click.echo(f"{basis.line(engine, found.basis)}\n")


def _timeline(engine: Engine, mandate: str, title: str) -> None:
    tables.heading(f"{title}: {mandate}")
    rows = (
        [
            str(line["position"]), line["effective_on"], line["recorded_at"][:10], line["actor"],
            line["words"], _source(line["source"], line["confidence"]),
        ]
        for line in engine.timeline(mandate)
    )  # fmt: skip
    tables.table(("event", "effective", "recorded", "by", "what", "source"), rows)
    click.echo()


def _source(symbol: str | None, confidence: str | None) -> str:
    unsure = "" if confidence in (None, "sourced") else f" ({confidence})"
    return f"{symbol or ''}{unsure}"


def _why(engine: Engine) -> None:
    answer = engine.why(_PROGRESS, "implementation")
    reason = answer.fields["implementation"]
    events = ", ".join(map(str, reason.because))
    tables.heading(f"Why is {_PROGRESS} {reason.value}?")
    click.echo(f"Because of the events {events}: without any one of them it would not be.")
    click.echo(basis.line(engine, answer.basis))
