"""`audit keygen | checkpoint | checkpoints | cosign`: signing what the record is."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import click

from ....domain.counts import counted
from .. import tables, values
from ..basis import instant
from ..database import opened, recorded
from ..group import AS_JSON, Command

FILE = click.Path(path_type=Path)
KEY = click.option("--key", type=FILE, required=True, metavar="FILE", help="Your private key.")


@click.command(cls=Command)
@KEY
@click.option("--name", metavar="ORIGIN", help="Who signs, such as example.org/mandates.")
def keygen(key: Path, name: str | None) -> None:
    """Make a key pair: the private key in FILE, for you alone, the public one in FILE.pub.

    Keep FILE where nobody else reads it, and never with the database: whoever has both can sign
    another history. Give FILE.pub to everybody who is to check.

    \b
    mandates audit keygen --key log.key --name example.org/mandates
    """
    from ...audit.keys import generate

    public = generate(key, name)
    click.echo(f"{key}: private, keep it; {key}.pub: give it away")
    click.echo(public.text())


@click.command(cls=Command)
@KEY
@click.option("--out", type=FILE, metavar="FILE", help="Where to write it; else to stdout.")
@click.option(
    "--every", type=values.EVERY, metavar="N|T",
    help="Only where N events were recorded, or T (24h, 7d) has passed, since the last one.",
)  # fmt: skip
def checkpoint(key: Path, out: Path | None, every: int | timedelta | None) -> None:
    """Sign how many events the record has and their root hash, and keep that in the record too.

    What is below a checkpoint cannot change unnoticed by whoever holds it: send it away, to a
    witness, by mail, on paper. It is a tlog-checkpoint of C2SP.

    \b
    mandates audit checkpoint --key log.key --out 2001-09-12.checkpoint
    mandates audit checkpoint --key log.key --every 1000
    """
    from ...files import write_text

    with opened() as engine:
        held = engine.checkpoint(key, every=every)
        if held is None:
            recorded(engine)
    if held is None:
        click.echo("nothing to sign yet", err=True)
        return
    if out is None:
        click.echo(held.note, nl=False)
        return
    write_text(out, held.note)
    click.echo(f"{out}: {counted(held.position, 'event')} signed")


@click.command(cls=Command)
@click.option("--add", type=FILE, metavar="FILE", help="Keep one that witnesses have cosigned.")
@AS_JSON
def checkpoints(add: Path | None, as_json: bool) -> None:
    """The checkpoints that were made of this record, the oldest first.

    With --add one that was sent to witnesses and came back is kept beside the one that was sent.

    \b
    mandates audit checkpoints
    mandates audit checkpoints --add today.checkpoint
    """
    from ...audit.formats import parse_checkpoint
    from ...audit.keys import read_text

    with opened() as engine:
        if add is not None:
            engine.keep(read_text(add))
        found = engine.checkpoints()
    read = [(held, parse_checkpoint(held.note)) for held in found]
    if as_json:
        tables.give(
            [
                {
                    "position": held.position,
                    "root": signed.root.hex(),
                    "origin": signed.origin,
                    "made_at": instant(held.made_at),
                    "public_key": held.key,
                    "checkpoint": held.note,
                }
                for held, signed in read
            ]
        )
        return
    rows = [
        [str(held.position), signed.root.hex(), signed.origin, instant(held.made_at)]
        for held, signed in read
    ]
    tables.table(("events", "root", "signed by", "at"), rows)


@click.command(cls=Command)
@click.argument("checkpoint", type=FILE, metavar="CHECKPOINT")
@KEY
@click.option(
    "--seen", type=FILE, required=True, metavar="FILE",
    help="What this witness saw last, of each log. Made with the first one; never lose it.",
)  # fmt: skip
@click.option(
    "--public-key", type=FILE, metavar="FILE",
    help="The log's key, for the first time; else the one kept with the checkpoint in --db.",
)  # fmt: skip
@click.option("--out", type=FILE, metavar="FILE", help="Where to write; else CHECKPOINT itself.")
def cosign(
    checkpoint: Path, key: Path, seen: Path, public_key: Path | None, out: Path | None
) -> None:
    """As a witness: add your signature to a checkpoint that continues the last one you saw.

    CHECKPOINT is a checkpoint, or one with its proof as audit consistency writes it; without the
    proof the record is asked for it (--db). A checkpoint that does not continue the last one is not
    signed (exit 1): two histories were signed with one key, or the end was cut off.

    \b
    mandates audit cosign 1.checkpoint --key witness.key --seen seen.json --public-key log.key.pub
    mandates audit cosign 2.request --key witness.key --seen seen.json --out 2.cosigned
    """
    from ...audit.keys import public_key as read_key
    from ...audit.keys import read_text, signer
    from ...audit.witness import cosign as add
    from ...audit.witness import request
    from ...files import write_text

    asked = request(read_text(checkpoint))
    pair = signer(key)
    with opened() as engine:
        log = read_key(public_key) if public_key else engine.key_of(asked.checkpoint)
        prove = engine.consistency_path if engine.status().position else None
        cosigned = add(pair, asked, seen, log, prove)
    write_text(out or checkpoint, cosigned.text)
    size, origin = cosigned.checkpoint.size, cosigned.checkpoint.origin
    said = f"continues the {cosigned.after} seen before" if not cosigned.first else "first one seen"
    click.echo(
        f"{out or checkpoint}: cosigned {counted(size, 'event')} of {origin}, {said}", err=True
    )
    click.echo(cosigned.text, nl=False)
