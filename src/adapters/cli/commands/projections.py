"""`projections`: how the views stand, folding them anew, going back to an older build."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from ....domain.streams import identity_in
from .. import tables
from ..database import opened
from ..group import AS_JSON, Command, Group
from ..progress import folding
from .state import views

if TYPE_CHECKING:
    from ...feed import Build, Difference

SHOWN = 48
"""Characters of a value that are shown, around the first that differs."""


@click.group(cls=Group)
def projections() -> None:
    """The views: how they stand to the record, folding them anew, going back.

    \b
    mandates projections status
    mandates projections rebuild --workers 2
    mandates projections diff register
    """


@projections.command("status", cls=Command)
@AS_JSON
def status_of_views(as_json: bool) -> None:
    """How far each view is, what stopped it where one did, and which is pinned.

    \b
    mandates projections status --json
    """
    with opened() as engine:
        found = engine.status()
    if as_json:
        items = [one.json_value() for one in found.views]
        tables.give({"basis": {"position": found.position, "clock": found.clock}, "items": items})
        return
    views(found)
    click.echo(f"the record ends at position {found.position}")


@projections.command(cls=Command)
@click.argument("names", metavar="[NAME]...", nargs=-1)
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True,
              help="So many processes fold.")  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Tell what would change, and change nothing.")
@AS_JSON
def rebuild(names: tuple[str, ...], workers: int, dry_run: bool, as_json: bool) -> None:
    """Fold views from the first event into new tables, then let them answer. All, or those named.

    Others may read and record meanwhile; they see the old build or the new one. A rebuild that was
    killed goes on where it ended. Progress is shown on a terminal; elsewhere it is one JSON
    document a line on stderr, at most one a second.

    \b
    mandates projections rebuild
    mandates projections rebuild register docket --workers 2
    mandates projections rebuild register --dry-run
    """
    what = f"rebuilding {', '.join(names) or 'all views'}"
    if dry_run:
        with opened() as engine, folding(what) as report:
            found = engine.rehearse_rebuild(*names, workers=workers, report=report)
        if as_json:
            tables.give({name: [_json(one) for one in some] for name, some in found.items()})
            return
        for name, some in found.items():
            _tell(name, some, "a rebuild would change nothing")
        return
    with opened() as engine, folding(what) as report:
        built = engine.rebuild(*names, workers=workers, report=report)
    if as_json:
        tables.give(built)
        return
    for name, position in built.items():
        click.echo(f"{name} rebuilt up to position {position}")
    if not built:
        click.echo("nothing recorded yet: there is nothing to rebuild")


@projections.command(cls=Command)
@click.argument("name")
@AS_JSON
def diff(name: str, as_json: bool) -> None:
    """How the newest build of a view differs from the one before it.

    Names each mandate (or other stream) and column, the values, and the positions of the events
    that made the difference.

    \b
    mandates projections diff register
    mandates projections diff register --json
    """
    with opened() as engine:
        found = engine.difference(name)
    if as_json:
        basis = {"older": _build(found.older), "newer": _build(found.newer)}
        tables.give({"basis": basis, "items": [_json(one) for one in found.differences]})
        return
    older, newer = found.older, found.newer
    _tell(name, found.differences, "no difference")
    click.echo(
        f"build {older.number} (version {older.version}, position {older.position}) against"
        f" build {newer.number} (version {newer.version}, position {newer.position})"
    )


@projections.command(cls=Command)
@click.argument("name")
@AS_JSON
def rollback(name: str, as_json: bool) -> None:
    """Let the build before the one that answers answer again, as it stands, until `unpin`.

    Answers say that it is pinned, and at which position.

    \b
    mandates projections rollback register
    """
    with opened() as engine:
        build = engine.rollback(name)
    if as_json:
        tables.give(_build(build))
        return
    click.echo(f"{name} pinned at position {build.position}, version {build.version}")


@projections.command(cls=Command)
@click.argument("name")
@AS_JSON
def unpin(name: str, as_json: bool) -> None:
    """Let the newest build of a view answer again.

    \b
    mandates projections unpin register
    """
    with opened() as engine:
        freed = engine.unpin(name)
    if as_json:
        tables.give({"view": name, "unpinned": freed})
        return
    click.echo(f"{name} is not pinned any more" if freed else f"{name} was not pinned")


def _tell(name: str, differences: Iterable[Difference], none: str) -> None:
    any_at_all = False
    for one in differences:
        any_at_all = True
        older, newer = _around(_said(one.older), _said(one.newer))
        events = ", ".join(map(str, one.because)) or "no event"
        click.echo(
            f"{identity_in(one.stream)} {one.table}.{one.column}: {older} -> {newer}"
            f" (because of {events})"
        )
    if not any_at_all:
        click.echo(f"{name}: {none}")


def _said(values: tuple[Any, ...]) -> str:
    return ", ".join(json.dumps(one, ensure_ascii=False) for one in values) or "nothing"


def _around(older: str, newer: str) -> tuple[str, str]:
    """Two texts, the long ones cut to where they begin to differ."""
    same = next(
        (at for at, (one, other) in enumerate(zip(older, newer, strict=False)) if one != other), 0
    )
    start = max(same - SHOWN // 2, 0) if max(len(older), len(newer)) > SHOWN else 0
    return _cut(older, start), _cut(newer, start)


def _cut(text: str, start: int) -> str:
    before, after = "..." if start else "", "..." if len(text) > start + SHOWN else ""
    return f"{before}{text[start : start + SHOWN]}{after}"


def _json(one: Difference) -> dict[str, Any]:
    return {
        "stream": one.stream, "id": identity_in(one.stream), "table": one.table,
        "column": one.column, "older": list(one.older), "newer": list(one.newer),
        "because": list(one.because),
    }  # fmt: skip


def _build(build: Build) -> dict[str, Any]:
    return {
        "view": build.view, "build": build.number, "version": build.version,
        "position": build.position,
    }  # fmt: skip
