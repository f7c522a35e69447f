"""`audit`: the record itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING
from uuid import UUID

import click

from .. import tables
from ..asking import Asked, reading
from ..group import Command, LazyGroup, Where
from ..shapes import EVENT_COLUMNS, event_json, event_row

if TYPE_CHECKING:
    from ....domain.event import Recorded


SECTIONS: dict[str, dict[str, Where]] = {
    "Look": {
        "events": Where(".commands.audit:events", "Every event, as it is recorded."),
        "verify": Where(".commands.audit_verify:verify", "Whether it is what was recorded."),
        "replay": Where(".commands.audit_compare:replay", "How it came to be so, step by step."),
        "compare": Where(".commands.audit_compare:compare", "What differs between two points."),
        "checkpoints": Where(".commands.audit_sign:checkpoints", "What was signed so far."),
    },
    "Sign and witness": {
        "keygen": Where(".commands.audit_sign:keygen", "Make a key to sign with."),
        "checkpoint": Where(".commands.audit_sign:checkpoint", "Sign what the record is now."),
        "cosign": Where(
            ".commands.audit_sign:cosign", "As a witness: sign what continues what was seen."
        ),
    },
    "Prove": {
        "prove": Where(".commands.audit_prove:prove", "Prove that an event was signed."),
        "consistency": Where(
            ".commands.audit_prove:consistency", "Prove that a checkpoint continues an older one."
        ),
    },
    "Give away": {
        "export": Where(".commands.audit_bundle:export", "The whole record as one file."),
        "import": Where(".commands.audit_bundle:import_bundle", "Such a file as a record again."),
    },
}


@click.group(cls=LazyGroup, sections=SECTIONS, aliases={})
def audit() -> None:
    """The record itself: every event in its one order, and the proof that it is what it was.

    \b
    mandates audit events --json
    mandates audit verify
    mandates audit compare 2001-07-31 now
    mandates audit keygen --key log.key --name example.org/mandates
    mandates audit checkpoint --key log.key --out today.checkpoint
    mandates audit cosign today.checkpoint --key witness.key --seen seen.json
    mandates audit prove A/RES/54/226#2.2 --checkpoint today.checkpoint --out 2.2.tlog-proof
    mandates audit export register.bundle --public
    """


@click.command(cls=Command)
@click.option(
    "--after", type=click.IntRange(min=0), default=0, metavar="POSITION",
    help="What follows this one.",
)  # fmt: skip
@reading
def events(asked: Asked, after: int) -> None:
    """Every event, in the order of the record: who recorded what, when, from when on it holds.

    \b
    mandates audit events
    mandates audit events --json > events.json
    """
    basis = asked.basis()
    void = _void(_until(asked.engine.events(), basis.position))
    found = (
        one
        for one in _until(asked.engine.events(after), basis.position)
        if asked.as_of is None or one.day <= asked.as_of
    )
    if asked.json:
        tables.array(event_json(one, one.event_id in void) for one in found)
        return
    rows = ([one.stream, *event_row(one, one.event_id in void)] for one in found)
    tables.table(("stream", *EVENT_COLUMNS), rows)
    asked.close(basis)


def _until(events: Iterable[Recorded], position: int) -> Iterator[Recorded]:
    for one in events:
        if one.position > position:
            return
        yield one


def _void(events: Iterable[Recorded]) -> frozenset[UUID]:
    """The ids of events that count for nothing. Only voids are kept: a record may be large."""
    from ....domain.fold import void_ids
    from ....domain.void import Voided

    return void_ids([one for one in events if isinstance(one.event, Voided)])
