"""`workload`, `funding`, `agenda`: who has how much to do, what it costs, what is taken up."""

from __future__ import annotations

from typing import Any

import click

from .. import choices, tables, values
from ..asking import Asked, reading
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
    from ....projections.query import RegisterQuery

    return RegisterQuery(
        every=every, session=session_named(asked.engine, session) if session else None
    )


@click.command(cls=Command)
@click.option(
    "--by", type=Word(choices.BYS), default="addressee", show_default=True,
    help="Whom the text asks, who leads, or who contributes.",
)  # fmt: skip
@_SESSION
@_ALL
@reading
def workload(asked: Asked, by: Any, session: str | None, every: bool) -> None:
    """How many mandates each entity has, and how they stand; the largest load first.

    A mandate of several entities counts for each of them.

    \b
    mandates workload
    mandates workload --by lead --session GA/56 --as-of 2001-08-01
    """
    found = asked.engine.workload(by, _query(asked, every, session), **asked.at)
    if asked.json:
        asked.give(found.json_value())
        return
    rows = (
        [one.name, *map(str, (one.overdue, one.due_soon, one.open, one.ended, one.total))]
        for one in found.items
    )
    tables.table((by, *LOAD_COLUMNS), rows)
    click.echo(f"{found.mandates} mandate{'' if found.mandates == 1 else 's'}")
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
            [one.name, words(one.pledged), words(one.paid), words(one.allocated)]
            for one in found.funds
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
