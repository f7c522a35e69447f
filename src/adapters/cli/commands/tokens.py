"""`token`: who may come in to the pages and the API that `serve` serves."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from ....domain.counts import counted
from ....domain.errors import BadInput
from ...web.access import SCOPES, Scope, Tokens
from .. import tables
from ..group import AS_JSON, Command, Group

_FILE = click.option(
    "--tokens", "file", default="tokens.json", show_default=True, metavar="FILE",
    help="Where they are kept, as hashes alone.",
)  # fmt: skip


@click.group(cls=Group)
def token() -> None:
    """Who may come in to what `serve` serves.

    \b
    mandates token add "Ms. Desk" --scope read --scope record
    mandates serve --tokens tokens.json --host 0.0.0.0
    """


@token.command(cls=Command)
@click.argument("owner", metavar="OWNER")
@click.option("--scope", "scopes", multiple=True, type=click.Choice(SCOPES), help="What it may.")
@_FILE
def add(owner: str, scopes: tuple[str, ...], file: str) -> None:
    """Make a token. It is shown once and kept nowhere: the file holds its hash.

    What is recorded with it has OWNER as its actor. Without --scope it may read.

    \b
    mandates token add "Ms. Desk" --scope read --scope record
    mandates token add dashboard --tokens /etc/mandates/tokens.json
    """
    if not owner.strip():
        raise BadInput("say whose it is: mandates token add OWNER")
    chosen: list[Scope] = [one for one in SCOPES if one in (scopes or ("read",))]
    secret = Tokens(Path(file)).add(owner.strip(), chosen, f"{datetime.now(UTC):%Y-%m-%d}")
    click.echo(secret)


@token.command(cls=Command)
@click.argument("owner", metavar="OWNER")
@_FILE
def revoke(owner: str, file: str) -> None:
    """Take all tokens of an owner away, at once also where they are signed in.

    \b
    mandates token revoke "Ms. Desk"
    """
    gone = Tokens(Path(file)).revoke(owner)
    if not gone:
        raise BadInput(f"{owner!r} has no token in {file}")
    click.echo(f"{counted(gone, 'token')} of {owner} taken away")


@token.command("list", cls=Command)
@AS_JSON
@_FILE
def list_tokens(as_json: bool, file: str) -> None:
    """Whose tokens there are, and what they may; not the tokens.

    \b
    mandates token list --json
    """
    found = Tokens(Path(file)).all()
    if as_json:
        items = [
            {"owner": one.owner, "scopes": list(one.scopes), "made_on": one.made_on}
            for one in found
        ]
        tables.give({"items": items})
        return
    rows = ([one.owner, ", ".join(one.scopes), one.made_on] for one in found)
    tables.table(("owner", "scopes", "made on"), rows)
    if not found:
        click.echo(f"{file} holds no token: nobody may come in by it")
