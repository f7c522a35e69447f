"""`db` and `copy`: the tables of a record, and a record in another database."""

from __future__ import annotations

import os

import click

from ....domain.counts import counted
from ....domain.errors import BadInput
from .. import tables
from ..database import database, opened, recorded
from ..group import AS_JSON, Command, LazyGroup, Where
from ..progress import working

SECTIONS: dict[str, dict[str, Where]] = {
    "The tables": {
        "init": Where(".commands.databases:init", "Make them, and let a role write them."),
        "status": Where(".commands.databases:tables_status", "Whether this release knows them."),
        "upgrade": Where(".commands.databases:upgrade", "Bring them to this release."),
    },
}


@click.group("db", cls=LazyGroup, sections=SECTIONS, aliases={})
def db() -> None:
    """The tables of a record. The first command that records makes them, where it may.

    On a server two roles are better than one: the owner makes the tables, and the programs connect
    as a role that can add to the record and change nothing in it.

    \b
    mandates db init --writer clerk --db postgresql://owner@server/registry
    mandates db init --writer clerk --sql --db postgresql://owner@server/registry
    mandates list --db postgresql://clerk@server/registry
    """


@click.command(cls=Command)
@click.option("--writer", metavar="ROLE", help="A role of the server that may write the record.")
@click.option("--sql", is_flag=True, help="Print the statements instead.")
def init(writer: str | None, sql: bool) -> None:
    """Make the tables where there are none, and let a role write the record.

    The role gets INSERT and SELECT on the record and a schema of its own for the views. It must be
    there: CREATE ROLE clerk LOGIN.

    \b
    mandates db init --writer clerk --db postgresql://owner@server/registry
    """
    from ...record import administration

    if sql:
        _print(administration.statements(database(), writer))
        return
    made = administration.create(database(), writer)
    shown = administration.status(database()).database
    click.echo(f"{shown}: {'the tables were made' if made else 'the tables are there'}")
    if writer:
        click.echo(f"{writer} may add to the record, and change nothing in it")


@click.command("status", cls=Command)
@AS_JSON
def tables_status(as_json: bool) -> None:
    """Whether the tables are there, and of which release. Changes nothing.

    \b
    mandates db status --db postgresql://server/registry
    """
    from ...record import administration

    found = administration.status(database())
    if as_json:
        tables.give(
            {
                "database": found.database, "state": found.state,
                "schema": found.found, "known": found.known, "server": found.server,
            }
        )  # fmt: skip
        return
    tables.pairs(
        [
            ("database", found.database),
            *([("server", found.server)] if found.server else []),
            ("tables", found.state),
            ("schema", "none" if found.found is None else str(found.found)),
            ("this release knows", str(found.known)),
        ]
    )


@click.command(cls=Command)
@click.option("--sql", is_flag=True, help="Print the statements instead.")
def upgrade(sql: bool) -> None:
    """Bring the tables to this release. The stored bytes of events are never touched.

    One transaction, for which writers wait; programs of the older release may go on meanwhile.
    With --sql it prints what is to be executed as the owner of the tables, in one transaction.

    \b
    mandates db upgrade --db postgresql://owner@server/registry
    mandates db upgrade --sql --db postgresql://owner@server/registry
    """
    from ...record import administration

    if sql:
        _print(administration.upgrading(database()))
        return
    before = administration.upgrade(database())
    if before.state == "absent":
        click.echo(f"{before.database}: the tables were made")
    elif before.state == "current":
        click.echo(f"{before.database}: up to date (schema {before.known})")
    else:
        click.echo(f"{before.database}: from schema {before.found} to {before.known}")


@click.command(cls=Command)
@click.option("--to", "target", required=True, metavar="URL_OR_PATH", help="The other database.")
def copy(target: str) -> None:
    """Put the record into another database: same positions, same bytes, same root.

    From a file to a server or back. What broke off goes on where it stopped; what was recorded
    since is added. In the end every event of the copy is compared.

    \b
    mandates copy --to postgresql://server/registry --db mandates.db
    mandates copy --to mandates.db --db postgresql://server/registry
    """
    from ...record import shown

    if _same(target, database()):
        raise BadInput(f"{shown(target)} is the record itself: name another database")
    with opened() as engine, working("copying", recorded(engine)) as advance:
        new, end = engine.copy(target, progress=advance)
        root = engine.basis().root
    click.echo(f"{shown(target)}: {counted(new, 'event')} copied, {end} in all, the same bytes")
    click.echo(f"root {root}")


def _same(one: str, other: str) -> bool:
    try:
        return os.path.samefile(one, other)
    except (OSError, ValueError):  # no file, or not yet
        return one == other


def _print(statements: list[str]) -> None:
    for statement in statements:
        click.echo(f"{statement.strip()};")
