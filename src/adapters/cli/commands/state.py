"""`status` and `projections`: the health of a record and of its views."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from .. import tables
from ..basis import behind_primary, instant
from ..database import opened
from ..group import Command, Group
from ..progress import working

if TYPE_CHECKING:
    from ....engine import Engine
    from ....projections.answers import RecordStatus, ViewStatus

COLUMNS = ("view", "version", "build", "position", "behind", "state")
_JSON = click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout.")


@click.command(cls=Command)
@_JSON
def status(as_json: bool) -> None:
    """Where the record ends, how far the views are, when somebody ticked last, which clock.

    \b
    mandates status
    mandates status --json --db /srv/mandates.db
    """
    with opened() as engine:
        found = engine.status()
    if as_json:
        tables.give(found.json_value())
        return
    last = f", recorded at {instant(found.recorded_at)}" if found.recorded_at else ""
    tables.pairs(
        [
            ("database", found.database),
            ("position", f"{found.position}{last}" if found.position else "nothing recorded yet"),
            ("clock", "simulated clock" if found.clock == "simulated" else found.clock),
            ("last tick", found.last_tick or "never"),
            ("last checkpoint", found.last_checkpoint or "never"),
            *([("standby", behind_primary(found.lag_seconds))] if found.standby else []),
            *([("locked by", found.locked_by)] if found.locked_by else []),
        ]
    )
    _views(found)


@click.group(cls=Group)
def projections() -> None:
    """The views: how they stand to the record, and folding them anew.

    \b
    mandates projections status
    mandates projections rebuild register
    """


@projections.command("status")
@_JSON
def status_of_views(as_json: bool) -> None:
    """How far each view is, and what stopped it where one did.

    \b
    mandates projections status --json
    """
    with opened() as engine:
        found = engine.status()
    if as_json:
        views = [one.json_value() for one in found.views]
        tables.give({"basis": {"position": found.position, "clock": found.clock}, "items": views})
        return
    _views(found)
    click.echo(f"the record ends at position {found.position}")


def _views(found: RecordStatus) -> None:
    tables.table(
        COLUMNS,
        (
            [
                one.view, str(one.version), str(one.build or ""), str(one.position),
                str(one.behind), _state(one, found.standby),
            ]
            for one in found.views
        ),
    )  # fmt: skip


def _state(view: ViewStatus, standby: bool) -> str:
    if view.stopped_at is not None:
        return f"stopped before event {view.stopped_at}: {view.reason}"
    if view.build is None:
        return f"not built yet: {'its primary' if standby else 'the next answer'} does"
    if not view.behind:
        return "up to date"
    applies = "its primary" if standby else "the next answer"
    return f"behind: {applies} applies what is missing"


@projections.command()
@click.argument("names", metavar="[NAME]...", nargs=-1)
@_JSON
def rebuild(names: tuple[str, ...], as_json: bool) -> None:
    """Fold views from the first event into new tables, then let them answer. All, or those named.

    \b
    mandates projections rebuild
    mandates projections rebuild register docket
    """
    with opened() as engine:
        built = _rebuilt(engine, names)
    if as_json:
        tables.give(built)
        return
    for name, position in built.items():
        click.echo(f"{name} rebuilt up to position {position}")
    if not built:
        click.echo("nothing recorded yet: there is nothing to rebuild")


def _rebuilt(engine: Engine, names: tuple[str, ...]) -> dict[str, int]:
    """Rebuild one view after the other, with what is going on shown on a terminal."""
    from ....projections.questions import VIEWS

    wanted = names or tuple(view.name for view in VIEWS)
    unknown = [name for name in wanted if name not in {view.name for view in VIEWS}]
    built: dict[str, int] = {}
    with working(f"rebuilding {', '.join(wanted)}", len(wanted)) as step:
        for name in unknown[:1] or wanted:  # the engine says what is wrong with a name
            built |= engine.rebuild(name)
            step()
    return built
