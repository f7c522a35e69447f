"""`erase`: an internal note goes for good, with the reason on record."""

from __future__ import annotations

import click

from ..desk import Desk, event_id, recording
from ..group import Command


@click.command(cls=Command)
@click.argument("event", metavar="EVENT_ID")
@click.option("--reason", metavar="T", help="Why it is erased.")
@recording(mandates=False)
def erase(desk: Desk, event: str, reason: str | None) -> None:
    """Erase the internal note that came with an event, for all events of its command.

    The event stays and proves itself as before; the reason is recorded, the text is gone from the
    database for good. Copies made before (backups, other files) are yours to find.
    EVENT_ID is the event's id, or its position.

    \b
    mandates history A/RES/54/226#2.2 --internal
    mandates erase 17 --reason "names a person who asked to be forgotten"
    """
    from ....domain.internal import EraseNote

    if not reason or not reason.strip():
        raise click.UsageError("say why it is erased: --reason T")
    desk.record(
        desk.build(EraseNote, event_id=event_id(desk, event), reason=reason),
        nothing="it was erased before: nothing recorded",
    )
