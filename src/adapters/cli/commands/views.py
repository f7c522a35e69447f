"""`workload`, `funding`, `agenda`: who has how much to do, what it costs, what is taken up."""

from __future__ import annotations

from typing import Any

import click

from ....domain.counts import counted
from .. import choices, tables, values
from ..asking import Asked, limited, reading
from ..bodies import session_named
from ..group import Command
from ..values import Word
from .agenda import filters, give_items

LOAD_COLUMNS = ("overdue", "due soon", "open", "ended", "all")
_ALL = click.option("--all", "every", is_flag=True, help="Also mandates that are not tracked.")
_SESSION = click.option(
    "--session", type=values.SESSION, metavar="GA/56", help="Due at this session."
)


def _query(asked: Asked, every: bool, session: str | None) -> Any:
    from ....projections.search.query import RegisterQuery

    return RegisterQuery(
        every=every, session=session_named(asked.engine, session) if session else None
    )


@click.command(cls=Command)
@click.option(
    "--by", type=Word(choices.BYS), default="addressee", show_default=True,
    help="Whom the text asks, who leads, or who contributes.",
)  # fmt: skip
@click.option("--entity", metavar="NAME", help="Only those with this in one of their names.")
@click.option(
    "--per",
    type=Word(choices.PERS),
    metavar="WORD",
    help="A row for each month, quarter or year of the last lawful day.",
)
@click.option("--period", metavar="2001-Q3", help="Due in this month, quarter or year.")
@click.option(
    "--sort",
    type=Word(choices.LOAD_SORTS),
    default="-total",
    metavar="WORD",
    show_default=True,
    help="name, period, total, overdue, ...; -name backwards.",
)
@limited
@click.option("--after", metavar="NAME", help="What follows this one (and its period).")
@_SESSION
@_ALL
@reading
def workload(asked: Asked, session: str | None, every: bool, **chosen: Any) -> None:
    """How many mandates each entity has, and how they stand; the largest load first.

    A mandate of several entities counts for each of them; an entity is one under all its names.

    \b
    mandates workload
    mandates workload --by lead --session GA/56 --as-of 2001-08-01
    mandates workload --per quarter --period 2001 --entity UNDP --sort period
    """
    from ....projections.workload import WorkloadQuery

    query = WorkloadQuery(among=_query(asked, every, session), **chosen)
    found = asked.engine.workload(query, **asked.at)
    if asked.json:
        asked.give(found.json_value())
        return
    period = ("period",) if query.per else ()
    rows = (
        [one.name, *([one.period] if query.per else []),
         *map(str, (one.overdue, one.due_soon, one.open, one.ended, one.total))]
        for one in found.items
    )  # fmt: skip
    tables.table((found.by, *period, *LOAD_COLUMNS), rows)
    if found.more_after is not None:
        click.echo(f"{len(found.items)} of {found.total}: go on with --after {found.more_after!r}")
    click.echo(counted(found.mandates, "mandate"))
    asked.close(found.basis)


@click.command(cls=Command)
@_SESSION
@_ALL
@reading
def funding(asked: Asked, session: str | None, every: bool) -> None:
    """What is known of the money: mandates by their funding, and the funds.

    Silence is "not stated", which is not "none required".

    \b
    mandates funding
    mandates funding --session GA/80 --json
    """
    from ....domain.money import words

    found = asked.engine.funding(_query(asked, every, session), **asked.at)
    if asked.json:
        asked.give(found.json_value())
        return
    tables.table(("funding", "mandates"), ([one.funding, str(one.mandates)] for one in found.items))
    if found.funds:
        rows = (
            [one.name, words(one.pledged), words(one.paid), one.given_out] for one in found.funds
        )
        tables.table(("fund", "pledged", "paid", "allocated"), rows)
    asked.close(found.basis)


@click.command(cls=Command)
@click.argument("session", metavar="GA/56", type=values.SESSION)
@filters
@reading
def agenda(asked: Asked, session: str, **chosen: Any) -> None:
    """The agenda of a session: its items, their mandates and reports.

    \b
    mandates agenda GA/56
    mandates agenda GA/58 --as-of 2003-09-20 --json
    mandates agenda GA/58 --stage carried_over --sort number
    """
    give_items(asked, session, chosen)
