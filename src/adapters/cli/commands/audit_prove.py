"""`audit prove | consistency`: proofs for people who do not have the record."""

from __future__ import annotations

from pathlib import Path

import click

from ..database import opened
from ..group import Command

FILE = click.Path(path_type=Path)


@click.command(cls=Command)
@click.argument("what", metavar="ID|POSITION")
@click.option(
    "--checkpoint", type=FILE, required=True, metavar="FILE", help="One that was signed later."
)
@click.option("--out", type=FILE, required=True, metavar="FILE", help="Where to write the proof.")
@click.option("--each", is_flag=True, help="All events of ID: FILE is a folder for their proofs.")
def prove(what: str, checkpoint: Path, out: Path, each: bool) -> None:
    """Prove that an event is part of what a checkpoint signed: a tlog-proof of C2SP.

    Of a mandate (or a report, a session ...) it is the last event that the checkpoint covers. The
    file holds the event itself and is checked offline: python verify_bundle.py FILE

    \b
    mandates audit prove 12 --checkpoint today.checkpoint --out 12.tlog-proof
    mandates audit prove A/RES/54/226#2.2 --checkpoint today.checkpoint --out proofs --each
    """
    from ...audit.keys import read_text
    from ...files import write_text

    text = read_text(checkpoint)
    with opened() as engine:
        if not each:
            position, proof = engine.prove(what, text)
            write_text(out, proof)
            click.echo(f"{out}: position {position} proven")
            return
        out.mkdir(parents=True, exist_ok=True)
        for position in engine.positions(what):
            _, proof = engine.prove(position, text)
            write_text(out / f"{position}.tlog-proof", proof)
            click.echo(f"{out / f'{position}.tlog-proof'}: position {position} proven")


@click.command(cls=Command)
@click.argument("old", type=FILE, metavar="OLD")
@click.argument("new", type=FILE, metavar="NEW")
@click.option("--out", type=FILE, metavar="FILE", help="Where to write it; else to stdout.")
def consistency(old: Path, new: Path, out: Path | None) -> None:
    """Prove that checkpoint NEW continues checkpoint OLD, for a witness that has no database.

    The file holds the proof and NEW, as C2SP tlog-witness has them; audit cosign reads it.

    \b
    mandates audit consistency monday.checkpoint friday.checkpoint --out friday.request
    """
    from ...audit.keys import read_text
    from ...files import write_text

    with opened() as engine:
        text = engine.consistency(read_text(old), read_text(new))
    if out is None:
        click.echo(text, nl=False)
        return
    write_text(out, text)
    click.echo(f"{out}: {new} continues {old}")
