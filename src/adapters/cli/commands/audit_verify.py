"""`audit verify`: whether the record is what was recorded."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ....domain.counts import counted
from ....domain.errors import BadInput, Damaged
from .. import tables
from ..database import opened, recorded, shown_database
from ..group import AS_JSON, Command
from ..progress import working

if TYPE_CHECKING:
    from ...audit.verification import Verdict

FILE = click.Path(path_type=Path)


@click.command(cls=Command)
@click.option("--checkpoint", type=FILE, metavar="FILE", help="A checkpoint that you kept.")
@click.option("--public-key", type=FILE, metavar="FILE", help="The key that is to have signed it.")
@click.option("--policy", type=FILE, metavar="FILE", help="Which witnesses it needs (tlog-policy).")
@click.option("--deep", is_flag=True, help="Also every event's schema, and all views folded again.")
@AS_JSON
def verify(
    checkpoint: Path | None,
    public_key: Path | None,
    policy: Path | None,
    deep: bool,
    as_json: bool,
) -> None:
    """Whether the record is what was recorded: exit 0, or 4 and the first damaged position.

    Reads every event once: its bytes against the record's tree, the columns that copy them, order,
    versions and commands, and every checkpoint that the record keeps. With a checkpoint that you
    kept elsewhere it also tells a record that was put together anew; without one, whoever has the
    file could have done that.

    \b
    mandates audit verify
    mandates audit verify --checkpoint 2001-09-12.checkpoint --public-key log.key.pub --deep
    """
    from ...audit.keys import read_text

    if checkpoint is None and (public_key or policy):
        raise BadInput("--public-key and --policy are about a checkpoint: give --checkpoint too")
    with opened() as engine, working("verifying", recorded(engine)) as advance:
        verdict = engine.verify(
            deep=deep,
            checkpoint=read_text(checkpoint) if checkpoint else None,
            public_key=read_text(public_key) if public_key else None,
            policy=read_text(policy) if policy else None,
            progress=advance,
        )
    if as_json:
        tables.give(_json(verdict))
    elif not verdict.findings:
        _report(verdict)
    if verdict.findings:
        first, *others = map(str, verdict.findings)
        more = f" (and: {'; '.join(others)})" if others else ""
        raise Damaged(f"{shown_database()}: {first}{more}")


def _report(verdict: Verdict) -> None:
    click.echo(f"{counted(verdict.events, 'event')}, root {verdict.root}: as they were recorded")
    if verdict.signed_up_to:
        checkpoints = counted(verdict.checkpoints, "checkpoint")
        click.echo(f"{checkpoints}, the last of {counted(verdict.signed_up_to, 'event')}")
    if verdict.signed_up_to < verdict.events:
        click.echo(
            f"positions {verdict.signed_up_to + 1} to {verdict.events} are under no checkpoint:"
            " whoever has the file could have written them otherwise"
        )
    if verdict.clock == "simulated":
        click.echo("some of it was recorded by a clock other than the system's")
    if verdict.deep:
        click.echo("every event fits its schema, and the views are what they fold to")


def _json(verdict: Verdict) -> dict[str, object]:
    return {
        "ok": not verdict.findings,
        "position": verdict.position,
        "events": verdict.events,
        "root": verdict.root,
        "clock": verdict.clock,
        "checkpoints": verdict.checkpoints,
        "signed_up_to": verdict.signed_up_to,
        "deep": verdict.deep,
        "findings": [{"position": one.position, "what": one.what} for one in verdict.findings],
    }
