"""`list` and `docket`: the register, and what is due."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from ...files import failed
from .. import choices, tables, values
from ..asking import Asked, limited, reading
from ..bodies import session_named
from ..group import Command
from ..items import DOCKET_COLUMNS, LIST_COLUMNS, docket_row, list_row
from ..values import Target, Word

if TYPE_CHECKING:
    from ....projections.answers import Docketed, SessionShown


@click.command("list", cls=Command)
@click.option("--all", "every", is_flag=True, help="Also mandates that are not tracked.")
@click.option("--status", type=Word(choices.STATUS), metavar="WORD", help="On any of the axes.")
@click.option("--legal", type=Word(choices.LEGAL), metavar="WORD", help="in_force, merged, ...")
@click.option(
    "--implementation", type=Word(choices.IMPLEMENTATION), metavar="WORD",
    help="open, submitted, issued, completed, missed, ...",
)  # fmt: skip
@click.option(
    "--timeliness", type=Word(choices.TIMELINESS), metavar="WORD",
    help="upcoming, due_soon, due, overdue, met, late, deferred, ...",
)  # fmt: skip
@click.option("--funding", type=Word(choices.FUNDING), metavar="WORD", help="not_stated, ...")
@click.option("--addressee", metavar="TEXT", help="Who is asked: a part of the name.")
@click.option("--lead", metavar="TEXT", help="Who is responsible: a part of the name.")
@click.option("--session", type=values.SESSION, metavar="GA/56", help="Due at this session.")
@click.option("--adopted-session", type=values.SESSION, metavar="GA/54", help="Adopted at it.")
@click.option("--instrument", type=values.SYMBOL, metavar="S", help="In this resolution.")
@click.option("--deliverable", type=Word(choices.DELIVERABLES), metavar="WORD", help="report, ...")
@click.option("--strength", type=Word(choices.STRENGTHS), help="How strongly it asks.")
@click.option("--verb", metavar="WORD", help="request, decide, invite, ...")
@click.option("--text", metavar="TEXT", help="In its title or its words.")
@click.option("--overdue", is_flag=True, help="Only what is overdue.")
@click.option(
    "--sort", type=Word(choices.SORTS), default="adopted", metavar="WORD",
    help="adopted, id, title or due; -due turns it round.",
)  # fmt: skip
@limited
@click.option("--after", type=values.IDENTITY, metavar="ID", help="What follows this one.")
@reading
def list_mandates(asked: Asked, **filters: Any) -> None:
    """The register: tracked mandates, whatever their status; --all adds the others.

    \b
    mandates list --instrument A/RES/54/226 --all
    mandates list --session GA/56 --overdue --as-of 2001-12-31
    mandates list --sort due --limit 20 --after A/RES/54/226#2.2
    """
    from ....projections.search.query import RegisterQuery

    for name in ("session", "adopted_session"):
        if filters[name]:
            filters[name] = session_named(asked.engine, filters[name])
    with asked.engine.listed(RegisterQuery(**filters), **asked.at) as found:
        # All is read before anything is printed: a slow pager keeps no snapshot, and what is
        # damaged is told first.
        pieces = [*found.as_json()] if asked.json else []
        rows = [*map(list_row, found.items)]
    if asked.json:
        for piece in pieces:
            click.echo(piece, nl=False)
        click.echo()
        return
    tables.table(LIST_COLUMNS, rows)
    shown = len(rows)
    of = "" if shown == found.total else f" of {found.total}"
    click.echo(f"{shown}{of} mandate{'' if found.total == 1 else 's'}")
    asked.close(found.basis)


@click.command(cls=Command)
@click.argument("named", type=values.SESSION, metavar="[GA/56]", required=False)
@click.option("--session", type=values.SESSION, metavar="GA/56", help="Due at this session alone.")
@click.option("--all", "every", is_flag=True, help="Also mandates that are not tracked.")
@click.option("--addressee", metavar="TEXT", help="Who is asked: a part of the name.")
@click.option("--lead", metavar="TEXT", help="Who is responsible: a part of the name.")
@click.option("--overdue", is_flag=True, help="Only what is overdue.")
@limited
@click.option("--after", type=values.MANDATE, metavar="ID[/N]", help="What follows this one.")
@click.option("--ics", metavar="FILE", help="Write the deadlines to a calendar file; - is stdout.")
@reading
def docket(
    asked: Asked, named: str | None, session: str | None, after: Target | None, ics: str | None,
    **filters: Any,
) -> None:  # fmt: skip
    """What is due and still open, the most pressing first.

    \b
    mandates docket --session GA/56
    mandates docket --as-of 2001-07-03 --limit 20
    mandates docket --session GA/56 --ics ga56.ics
    """
    from ....projections.search.query import RegisterQuery

    if session and named and session != named:
        raise click.UsageError(f"{named} or --session {session}: give one")
    at = session or named
    at = session_named(asked.engine, at) if at else None
    query = RegisterQuery(after=None if after is None else after.name, **filters)
    found = asked.engine.docket(at, query, **asked.at)
    if ics is not None:
        _write_calendar(asked, found, at or "all", ics)
        if not asked.json:
            return
    if asked.json:
        asked.give(found.json_value())
        return
    if found.session is not None:
        tables.heading(session_words(found.session))
    tables.table(DOCKET_COLUMNS, (docket_row(one) for one in found.items))
    if not found.total:
        click.echo("nothing is due and still open")
    elif not found.items:
        click.echo("nothing more is due" if after else f"0 of {found.total}")
    if found.more_after is not None:
        click.echo(f"{len(found.items)} of {found.total}: go on with --after {found.more_after}")
    asked.close(found.basis)


def _write_calendar(asked: Asked, found: Docketed, name: str, file: str) -> None:
    """Write the deadlines as a calendar file."""
    from ..deadlines import calendar_feed

    content = calendar_feed(asked.engine, name, found.basis, found.items)
    try:
        with click.open_file(file, "wb") as out:
            out.write(content)
    except OSError as error:
        raise failed(file, "written", error) from None


def session_words(session: SessionShown) -> str:
    """A session in a line: its days as exactly as they are known, and those it was moved from."""
    how = "forecast by " + session.rule if session.rule else session.status
    if session.postponed:
        return f"{session.session}: postponed without a date ({how})"
    opens = (
        f"opened {session.opened}" if session.opened else f"opens {session.opening or 'no date'}"
    )
    closes = f"closed {session.closed}" if session.closed else f"closes {session.closes}"
    moved = f" (planned for {', then '.join(session.moved_from)})" if session.moved_from else ""
    return (
        f"{session.session}: {opens}{moved}, {closes if session.closes else 'no closing'} ({how})"
    )
