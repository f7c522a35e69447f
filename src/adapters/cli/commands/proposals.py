"""`proposals`, `accept`, `decline`: what a newer act seems to carry on; a person decides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from ....domain.errors import BadInput
from .. import tables, values
from ..asking import Asked, reading
from ..desk import Desk, recording
from ..group import Command
from ..values import Target, Word

if TYPE_CHECKING:
    from ....domain.command import Command as Wish

COLUMNS = ("older", "newer", "how", "sure", "state", "because")
HOWS = ("reiterated", "adapted", "merged", "replaced")


@click.command(cls=Command)
@click.argument("ids", metavar="[ID]...", nargs=-1, type=values.MANDATE)
@click.option("--all", "every", is_flag=True, help="Also what was accepted or declined.")
@reading
def proposals(asked: Asked, ids: tuple[Target, ...], every: bool) -> None:
    """What newer acts seem to carry on. Nothing changes until somebody accepts.

    \b
    mandates proposals
    mandates proposals A/RES/58/220#12.2
    """
    named = [one.mandate for one in ids]
    basis = asked.basis()
    shown = asked.engine.beside(**asked.at).proposals(named, every=every)
    if asked.json:
        items: list[dict[str, Any]] = [one.json_value() for one in shown]
        asked.give({"basis": basis.json_value(), "items": items})
        return
    rows = (
        [one.older, one.newer, one.how, one.confidence, one.state, "; ".join(one.reasons)]
        for one in shown
    )
    tables.table(COLUMNS, rows)
    if not shown:
        click.echo("nothing is proposed")
    asked.close(basis)


_PAIR = click.argument("named", metavar="ID|OLDER..NEWER")
_WITH = click.option("--with", "newer", type=values.MANDATE, metavar="ID", help="The newer one.")


def _pair(desk: Desk, named: str, newer: Target | None) -> tuple[str, str]:
    """The two mandates that are meant; the newer may be left out where there is one proposal."""
    from ....domain.symbol import identity

    older, _, other = named.partition("..")
    try:
        first = identity(older)
        second = identity(other) if other else newer.mandate if newer else None
    except ValueError as error:
        raise BadInput(str(error)) from None
    if second is not None:
        return first, second
    waiting = [one for one in desk.engine.beside().proposals([first]) if one.older == first]
    if len(waiting) != 1:
        what = "nothing is" if not waiting else f"{len(waiting)} acts are"
        raise click.UsageError(f"{what} proposed to carry on {first}: name one with --with ID")
    return first, waiting[0].newer


@click.command(cls=Command)
@_PAIR
@_WITH
@click.option("--as", "how", type=Word(HOWS), help="In other terms than proposed.")
@recording(mandates=False)
def accept(desk: Desk, named: str, newer: Target | None, how: str | None) -> None:
    """Accept a proposal: what it says becomes of the older mandate is recorded.

    \b
    mandates accept A/RES/54/226#2.2 --with A/RES/58/220#12.2
    mandates accept A/RES/54/226#2.2..A/RES/58/220#12.2 --as replaced --ref A/RES/58/220
    """
    from ....domain.proposal import AcceptProposal, MakeProposal

    first, second = _pair(desk, named, newer)
    known = desk.engine.beside().proposal(first, second)
    wishes: list[Wish] = []
    if known is not None and known.state is None and known.how is not None:
        wishes.append(
            desk.build(
                MakeProposal, older=first, newer=second, how=known.how,
                authority=known.authority, reasons=known.reasons, confidence=known.confidence,
            )
        )  # fmt: skip
    wishes.append(desk.build(AcceptProposal, older=first, newer=second, how=how))
    desk.record(wishes)


@click.command(cls=Command)
@_PAIR
@_WITH
@click.option("--reason", metavar="T", help="Why.")
@recording(mandates=False)
def decline(desk: Desk, named: str, newer: Target | None, reason: str | None) -> None:
    """Decline a proposal: it is not made again.

    \b
    mandates decline A/RES/54/226#2.2 --with A/RES/58/220#12.2 --reason "another subject"
    """
    from ....domain.proposal import DeclineProposal

    first, second = _pair(desk, named, newer)
    desk.record(desk.build(DeclineProposal, older=first, newer=second, reason=reason))
