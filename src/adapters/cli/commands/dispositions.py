"""What becomes of a mandate by a later act, by its own terms, or by nobody's."""

from __future__ import annotations

from typing import Any

import click

from .. import values
from ..desk import Desk, recording
from ..group import Command
from ..values import Target


@click.command(cls=Command)
@click.option("--with", "newer", type=values.MANDATE, metavar="ID", help="The newer mandate.")
@recording()
def reiterate(desk: Desk, newer: Target | None) -> None:
    """A later act asks again. The older mandate keeps its status.

    What had not come for it when its window closed is recorded as missed, on the same authority.

    \b
    mandates reiterate A/RES/71/244#4.1 --with A/RES/72/237#3.1 --ref A/RES/72/237
    """
    from ....domain.mandate.commands import Reiterate

    desk.record(desk.each(Reiterate, by=newer.mandate if newer else None))


@click.command(cls=Command)
@click.option("--until", "--to", type=values.DUE, metavar="DATE|GA/60", help="Its new end.")
@recording()
def extend(desk: Desk, until: Any) -> None:
    """The body gives the same mandate a new end.

    Due points that recur go on until then. It takes a resolution or decision (--ref) of the body
    that adopted the mandate, or of one above it.

    \b
    mandates extend A/RES/71/244#27.1 --until GA/73 --ref A/RES/71/318
    """
    from ....domain.mandate.commands import Extend

    if until is None:
        raise click.UsageError("say until when: --until 2026-06-30 or --until GA/80")
    desk.record(desk.each(Extend, until=until))


def _heir(heir: Target | None, option: str) -> str:
    if heir is None:
        raise click.UsageError(f"name the mandate that carries it on: {option} ID")
    return heir.mandate


@click.command(cls=Command)
@click.option("--into", type=values.MANDATE, metavar="ID", help="What carries it on.")
@recording()
def adapt(desk: Desk, into: Target | None) -> None:
    """The body carries it on in other terms. What is open passes to the other mandate.

    That one has to be registered first. What is open passes with the reports that came for it, how
    far it is and its agenda items; nothing more is recorded on the mandate that ended.

    \b
    mandates adapt A/RES/71/244#27.1 --into A/RES/71/318#13.1 --ref A/RES/71/318
    """
    from ....domain.mandate.commands import Adapt

    desk.record(desk.each(Adapt, into=_heir(into, "--into")))


@click.command(cls=Command)
@click.option("--into", type=values.MANDATE, metavar="ID", help="What carries them on.")
@recording()
def merge(desk: Desk, into: Target | None) -> None:
    """The body carries several mandates on as one.

    Each of them ends, and what is open passes to the one that carries them on, as in `adapt`.

    \b
    mandates merge A/RES/54/226#2.2 A/RES/54/226#18.2 --into A/RES/58/220#12.1 --ref A/RES/58/220
    """
    from ....domain.mandate.commands import Merge

    heir = _heir(into, "--into")
    named = tuple(one.mandate for one in desk.named())
    desk.record(desk.build(Merge, mandates=named, into=heir))


@click.command(cls=Command)
@click.option("--with", "heir", type=values.MANDATE, metavar="ID", help="What replaces it.")
@recording()
def replace(desk: Desk, heir: Target | None) -> None:
    """The body puts another mandate in its place.

    It ends, and what is open passes to the other one, as in `adapt`.

    \b
    mandates replace A/RES/79/236#30.1 --with A/RES/80/156#39.1 --ref A/RES/80/156
    """
    from ....domain.mandate.commands import Replace

    desk.record(desk.each(Replace, by=_heir(heir, "--with")))


@click.command(cls=Command)
@recording()
def retire(desk: Desk) -> None:
    """The body, or one above it, ended the mandate.

    Nothing of it is due any more, and a report that comes later is refused. It takes a resolution
    or decision (--ref): only such an act ends a mandate before its own terms do.

    \b
    mandates retire A/RES/54/226#18.2 --ref A/RES/58/220 --on 2003-12-23
    """
    from ....domain.mandate.commands import Retire

    desk.record(desk.each(Retire))


@click.command(cls=Command)
@recording()
def expire(desk: Desk) -> None:
    """Its own terms ran out.

    What fell due while they ran is still owed. Where the text gives a last day it is refused up to
    that day, and `tick` records it by itself on the day after.

    \b
    mandates expire A/RES/71/244#33.1 --on 2018-09-18
    """
    from ....domain.mandate.commands import Expire

    desk.record(desk.each(Expire))


@click.command(cls=Command)
@recording()
def lapse(desk: Desk) -> None:
    """The body is gone, or let the mandate pass: a person records it, with a reference.

    Nothing of it is due any more; what still comes can be recorded.

    \b
    mandates lapse A/RES/54/226#2.2 --ref A/60/733 --on 2006-03
    """
    from ....domain.mandate.commands import Lapse

    desk.record(desk.each(Lapse))
