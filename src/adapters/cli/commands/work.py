"""What happens to a mandate: assigned, worked on, considered, put off, let go, missed, noted."""

from __future__ import annotations

from typing import Any

import click

from .. import choices, values
from ..bodies import term_named
from ..desk import Desk, recording
from ..group import Command
from ..values import Word


@click.command(cls=Command)
@click.argument("words", metavar="ID... [ENTITY]", nargs=-1)
@click.option(
    "--to", "--entity", "--lead", "leads", multiple=True, metavar="ENTITY", help="In the lead."
)
@click.option("--contributing", multiple=True, metavar="ENTITY", help="Contributing.")
@click.option("--role", type=Word(choices.ROLES), default="lead", help="Of those named by --to.")
@recording(mandates=False)
def assign(
    desk: Desk,
    words: tuple[str, ...],
    leads: tuple[str, ...],
    contributing: tuple[str, ...],
    role: str,
) -> None:
    """Make an entity responsible, in the lead or contributing.

    \b
    mandates assign A/RES/54/226#2.2 --to UNDP
    mandates assign A/RES/54/226#2.2 --lead UNDP --contributing UNCTAD
    """
    from ....domain.mandate.commands import Assign

    desk, bare = desk.parted(words)
    roles = [(entity, role) for entity in (*leads, *bare)]
    roles += [(entity, "contributing") for entity in contributing]
    if not roles:
        raise click.UsageError("say who takes it on: --to ENTITY")
    desk.record(
        [one for entity, as_ in roles for one in desk.each(Assign, entity=entity, role=as_)]
    )


@click.command(cls=Command)
@click.option("--state", type=Word(choices.STATES), default="stated", show_default=True)
@click.option("--statement", metavar="T", help="What is said.")
@click.option("--entity", metavar="WHO", help="Who says it.")
@recording(occurrence=True)
def progress(desk: Desk, **fields: Any) -> None:
    """Say how far it is, confirm or dispute it; convene, hold or put off a meeting.

    \b
    mandates progress A/RES/54/226#2.2 --state stated --statement "draft ready" --entity UNDP
    mandates progress A/RES/71/318#13.1 --state held --on 2021-06
    """
    from ....domain.mandate.commands import StateProgress

    desk.record(desk.each(StateProgress, **fields))


@click.command(cls=Command)
@click.option(
    "--action", type=Word(choices.ACTIONS), default="considered", show_default=True,
    help="What the body did with it. Noted is neither approval nor disapproval.",
)  # fmt: skip
@recording(occurrence=True)
def consider(desk: Desk, action: str) -> None:
    """The body dealt with it. Without a report on record it needs --ref.

    This completes the due point.

    \b
    mandates consider A/RES/54/226#2.2 --ref A/RES/56/202 --on 2001-12-21
    mandates consider A/RES/72/237#3.1 --ref A/RES/73/249 --action noted
    """
    from ....domain.mandate.commands import Consider

    desk.record(desk.each(Consider, action=action))


@click.command(cls=Command)
@click.option("--to", type=values.DUE, metavar="GA/57|DATE|open", help="To when.")
@click.option("--what", type=Word(choices.WHATS), default="consideration", show_default=True)
@click.option("--exceptional", is_flag=True, help="The body said that it is exceptional.")
@recording(occurrence=True)
def defer(desk: Desk, to: Any, what: str, exceptional: bool) -> None:
    """Put off its consideration (deadlines of the report stay), or its delivery.

    \b
    mandates defer A/DEC/71/524#u1.1 --to GA/73 --ref "decision 72/523" --on 2017-12-07
    mandates defer A/RES/71/318#13.1 --to open --what delivery --ref "decision 74/553"
    """
    from ....domain.mandate.commands import Defer

    if to is None:
        raise click.UsageError("say to when: --to GA/57, --to 2019-06-30 or --to open")
    to = term_named(desk.engine, to)
    desk.record(desk.each(Defer, to=to, what=what, exceptional=exceptional))


@click.command(cls=Command)
@click.option("--reason", metavar="T", help="Why, where there is no authority.")
@recording(occurrence=True)
def waive(desk: Desk, reason: str | None) -> None:
    """Let a due point go without delivery, on an authority or for a reason.

    It is closed: nothing of it is due any more, and no report is taken for it.

    \b
    mandates waive A/RES/54/226#2.2 --reason "overtaken by A/58/319"
    """
    from ....domain.mandate.commands import Waive

    desk.record(desk.each(Waive, reason=reason))


@click.command(cls=Command)
@recording(occurrence=True)
def miss(desk: Desk) -> None:
    """Find that it was not delivered when its window closed. Days overdue stay as they are then.

    The mandate stays in force, and what is delivered late can still be recorded.

    \b
    mandates miss A/RES/71/244#4.1 --ref A/RES/72/237 --on 2017-12-20
    """
    from ....domain.mandate.commands import Miss

    desk.record(desk.each(Miss))


@click.command(cls=Command)
@click.argument("words", metavar="ID... [TEXT]", nargs=-1)
@click.option("--text", metavar="T", help="The remark; or give it as the last word, or as --note.")
@recording(mandates=False)
def note(desk: Desk, words: tuple[str, ...], text: str | None) -> None:
    """Add a remark. With --internal alone its words stay in this office: see `erase` too.

    \b
    mandates note A/RES/54/226#2.2 "The Special Unit asks for two more weeks."
    mandates note A/RES/54/226#2.2 --internal "Ms. K. is on leave until May."
    """
    from ....domain.mandate.commands import Note

    desk, bare = desk.parted(words)
    remark = text or " ".join(bare) or desk.note or (desk.internal and "an internal note")
    if not remark:
        raise click.UsageError("say what to note: --text T")
    if remark == desk.note:
        desk = desk.without_note()
    desk.record(desk.each(Note, text=remark))


@click.command(cls=Command)
@click.option("--reason", metavar="T", help="Why.")
@recording()
def track(desk: Desk, reason: str | None) -> None:
    """Track it, whoever is addressed.

    \b
    mandates track A/RES/54/226#7.1 --reason "the Secretary-General reports on it"
    """
    _track(desk, "yes", reason)


@click.command(cls=Command)
@click.option("--reason", metavar="T", help="Why.")
@recording()
def untrack(desk: Desk, reason: str | None) -> None:
    """Do not track it, although an organ or entity is addressed.

    \b
    mandates untrack A/RES/54/226#9.1 --reason "no action is asked of the Secretariat"
    """
    _track(desk, "no", reason)


def _track(desk: Desk, tracked: str, reason: str | None) -> None:
    from ....domain.mandate.commands import OverrideTracking

    if not reason:
        raise click.UsageError("say why: --reason T")
    desk.record(desk.each(OverrideTracking, tracked=tracked, reason=reason))
