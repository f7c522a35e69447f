"""`status`: the health of a record and of its views."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from .. import tables
from ..basis import behind_primary, instant
from ..database import opened
from ..group import AS_JSON, Command

if TYPE_CHECKING:
    from ....projections.answers import RecordStatus, ViewStatus

COLUMNS = ("view", "version", "build", "position", "behind", "state")


@click.command(cls=Command)
@AS_JSON
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
    views(found)


def views(found: RecordStatus) -> None:
    """Print how each view stands."""
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
    if view.pinned:
        return f"pinned at position {view.position}: `mandates projections unpin {view.view}` frees"
    if view.stopped_at is not None:
        return f"stopped before event {view.stopped_at}: {view.reason}"
    if view.build is None:
        return f"not built yet: {'its primary' if standby else 'the next answer'} does"
    if not view.behind:
        return "up to date"
    applies = "its primary" if standby else "the next answer"
    return f"behind: {applies} applies what is missing"
