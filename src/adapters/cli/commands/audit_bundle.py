"""`audit export | import`: the whole record as one portable file, and back."""

from __future__ import annotations

from pathlib import Path

import click

from ....domain.counts import counted
from ..database import opened, recorded, shown_database
from ..group import Command
from ..progress import working


@click.command(cls=Command)
@click.argument("file", metavar="FILE")
@click.option("--public", is_flag=True, help="Leave internal notes out.")
def export(file: str, public: bool) -> None:
    """Write the whole record as one file that others can check without us, offline.

    FILE is a zip (a folder where it ends with /): the events as they are stored, the checkpoints
    and public keys, the schemas, the hashes of the texts, and verify_bundle.py, which checks all of
    it and needs nothing but Python. The record is verified first.

    \b
    mandates audit export register.bundle --public
    unzip register.bundle verify_bundle.py
    python verify_bundle.py register.bundle --public-key log.key.pub
    """
    with opened() as engine, working("exporting", recorded(engine)) as advance:
        number = engine.export(file, public=public, progress=advance)
    without = ", without internal notes" if public else ""
    click.echo(f"{file}: {counted(number, 'event')}{without}")


@click.command("import", cls=Command)
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
def import_bundle(file: Path) -> None:
    """Make a record of a bundle: same positions, same bytes, same root.

    The database must not exist, or begin as the bundle does: what broke off goes on. The bundle is
    checked first.

    \b
    mandates audit import register.bundle --db copy.db
    """
    with opened() as engine, working("importing", None) as advance:
        new, end = engine.restore(file, progress=advance)
    click.echo(f"{shown_database()}: {counted(new, 'event')} imported, {end} in all")
