"""`entity`: names that change, entities that merge or end; addressees are found under any name."""

from __future__ import annotations

from typing import Any

import click

from .. import tables
from ..asking import Asked, reading
from ..desk import Desk, recording
from ..group import Group

COLUMNS = ("entity", "names", "merged into", "ended")


@click.group(cls=Group)
def entity() -> None:
    """Rename, merge and end entities; each is found under all its names.

    \b
    mandates entity rename "Special Unit for TCDC" --to "Special Unit for South-South Cooperation"
    """


_NAME = click.argument("name", metavar="NAME")
_ABBREVIATIONS = click.option(
    "--abbreviation", "--alias", "abbreviations", multiple=True, metavar="A", help="Also called."
)


def _key(desk: Desk, name: str) -> str:
    return desk.engine.beside().entity_of(name)


@entity.command()
@_NAME
@_ABBREVIATIONS
@recording(mandates=False)
def add(desk: Desk, name: str, abbreviations: tuple[str, ...]) -> None:
    """Record that there is an entity of this name.

    \b
    mandates entity add "Joint Inspection Unit" --abbreviation JIU
    """
    from ....domain.entity import EstablishEntity

    desk.record(desk.build(EstablishEntity, entity=name, abbreviations=abbreviations))


@entity.command()
@_NAME
@click.option("--to", metavar="NAME", required=True, help="Its new name.")
@_ABBREVIATIONS
@recording(mandates=False)
def rename(desk: Desk, name: str, to: str, abbreviations: tuple[str, ...]) -> None:
    """Give it another name, from the day of --on.

    \b
    mandates entity rename HLC --to "Committee on South-South Cooperation" --ref A/RES/58/220
    """
    from ....domain.entity import RenameEntity

    command = desk.build(
        RenameEntity, entity=_key(desk, name), name=to, abbreviations=abbreviations
    )
    desk.record(command)


@entity.command()
@_NAME
@click.argument("also", metavar="ALIAS")
@recording(mandates=False)
def alias(desk: Desk, name: str, also: str) -> None:
    """Record another way to call it.

    \b
    mandates entity alias "Joint Inspection Unit" JIU
    """
    from ....domain.entity import AliasEntity

    desk.record(desk.build(AliasEntity, entity=_key(desk, name), alias=also))


@entity.command()
@_NAME
@click.option("--into", metavar="NAME", required=True, help="What it became part of.")
@recording(mandates=False)
def merge(desk: Desk, name: str, into: str) -> None:
    """It became part of another entity, which is found under its names too.

    \b
    mandates entity merge UNIFEM --into UN-Women --ref A/RES/64/289 --on 2010-07-02
    """
    from ....domain.entity import MergeEntity

    desk.record(desk.build(MergeEntity, entity=_key(desk, name), into=_key(desk, into)))


@entity.command()
@_NAME
@click.option("--to", metavar="NAME", required=True, help="What they go to.")
@click.option("--functions", metavar="T", help="Which functions; else all.")
@recording(mandates=False)
def transfer(desk: Desk, name: str, to: str, functions: str | None) -> None:
    """Functions of it go to another entity.

    \b
    mandates entity transfer "Commission on Human Rights" --to HRC --ref A/RES/60/251
    """
    from ....domain.entity import TransferFunctions

    key = _key(desk, name)
    desk.record(desk.build(TransferFunctions, entity=key, to=_key(desk, to), functions=functions))


@entity.command()
@_NAME
@recording(mandates=False)
def abolish(desk: Desk, name: str) -> None:
    """It is no more.

    \b
    mandates entity abolish "Commission on Human Rights" --ref A/RES/60/251 --on 2006-06-16
    """
    from ....domain.entity import AbolishEntity

    desk.record(desk.build(AbolishEntity, entity=_key(desk, name)))


@entity.command("list")
@reading
def list_entities(asked: Asked) -> None:
    """All entities with their names, the present one last.

    \b
    mandates entity list
    """
    basis, shown = asked.basis(), asked.engine.beside(**asked.at).entities()
    if asked.json:
        items: list[dict[str, Any]] = [one.json_value() for one in shown]
        asked.give({"basis": basis.json_value(), "items": items})
        return
    rows = (
        [one.entity, "; ".join(f"{name} ({day})" for name, day in one.names), one.merged_into,
         str(one.ended_on or "")]
        for one in shown
    )  # fmt: skip
    tables.table(COLUMNS, rows)
    asked.close(basis)
