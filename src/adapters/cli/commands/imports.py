"""`import`: take over an existing register, one row a mandate."""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ....domain.counts import counted
from ....domain.errors import BadInput, Refused
from ...files import failed
from .. import tables
from ..database import opened
from ..desk import who
from ..group import AS_JSON, Command
from ..progress import working

if TYPE_CHECKING:
    from ...importing import Outcome, Plan, Rejected

SHOWN = 20
"""How many statuses that are only noted are told, a line each."""


@click.command("import", cls=Command)
@click.argument("file", metavar="FILE", required=False)
@click.option("--map", "map_file", metavar="FILE", help="Whose columns are which: JSON or TOML.")
@click.option("--sheet", metavar="NAME", help="The sheet of an Excel file; else the first.")
@click.option("--template", is_flag=True, help="Print the columns as a CSV file, and no more.")
@click.option("--by", metavar="WHO", help="Who records it; else MANDATES_BY, else the login.")
@click.option("--dry-run", is_flag=True, help="Judge it and record nothing.")
@AS_JSON
def import_register(
    file: str | None,
    map_file: str | None,
    sheet: str | None,
    template: bool,
    by: str | None,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Take over an existing register from CSV or Excel: one row a mandate.

    Each text is adopted with the acts in its rows; how a mandate stands is recorded as asserted,
    with nobody having checked it. What no command can say becomes a note. Rows that are not good
    go to FILE.rejected.csv, with all other rows of their text. Again = no change.

    \b
    mandates import --template > register.csv
    mandates import register.csv --dry-run
    mandates import survey.xlsx --map survey.toml
    """
    if template:
        from ...importing import COLUMNS

        names = [column.name for column in COLUMNS]
        if as_json:
            tables.give({"columns": names})
        else:
            csv.writer(sys.stdout, lineterminator="\n").writerow(names)
        return
    if file is None:
        raise click.UsageError("name a file, or ask for the columns with --template")
    plan = _plan(file, map_file, sheet)
    outcome = _take_over(plan, who(by), dry_run)
    there = Path(file).with_suffix(".rejected.csv")
    _write(there, plan, outcome.rejected)
    if as_json:
        tables.give(_json(plan, outcome, dry_run, there))
    else:
        _tell(plan, outcome, dry_run)
    if outcome.rejected:
        rows = counted(len(plan.table.rows), "row")
        raise Refused(f"{len(outcome.rejected)} of {rows} rejected: see {there}")


def _plan(file: str, map_file: str | None, sheet: str | None) -> Plan:
    from ...importing import Mapping, mapping_of, planned, read_table

    mapping = mapping_of(Path(map_file)) if map_file else Mapping()
    table = read_table(Path(file), sheet)
    try:
        return planned(table, mapping)
    except BadInput as error:
        raise BadInput(f"{file}: {error}") from None


def _take_over(plan: Plan, by: str, dry_run: bool) -> Outcome:
    from ...importing import take_over

    steps = sum(1 + len(one.rows) for one in plan.instruments)
    with opened() as engine, working("importing", steps) as advance:
        return take_over(
            plan, engine.rehearsal() if dry_run else engine, by=by, step=advance
        )  # fmt: skip


def _write(path: Path, plan: Plan, rejected: list[Rejected]) -> None:
    """The rejected rows as they were, with their numbers and the reasons, to be put right."""
    from ...importing.columns import OUR_OWN

    try:
        path.unlink(missing_ok=True)  # of an earlier run: what it says may be so no longer
        if not rejected:
            return
        kept = [
            index for index, name in enumerate(plan.table.headings)
            if name.casefold() not in OUR_OWN
        ]  # fmt: skip
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow([*(plan.table.headings[index] for index in kept), "row", "reason"])
            for one in rejected:
                cells = one.row.cells
                own = [cells[index] if index < len(cells) else "" for index in kept]
                writer.writerow([*own, one.row.number, one.reason])
    except OSError as error:
        raise failed(path, "written", error) from None


def _json(plan: Plan, outcome: Outcome, dry_run: bool, there: Path) -> dict[str, Any]:
    return {
        "instruments": outcome.instruments,
        "mandates": outcome.mandates,
        "known": outcome.known,
        "events": outcome.events,
        "recurring": outcome.recurring,
        "once": outcome.once,
        "noted": outcome.noted,
        "repeated": [row for row, _ in plan.repeated],
        "rejected": [{"row": one.row.number, "reason": one.reason} for one in outcome.rejected],
        "rejected_file": str(there) if outcome.rejected else None,
        **({"dry_run": True} if dry_run else {}),
    }


_FEW = 5
"""How many rows that stand there twice are told one by one."""


def _tell(plan: Plan, outcome: Outcome, dry_run: bool) -> None:
    if plan.table.note:
        click.echo(plan.table.note)
    for row, before in plan.repeated[:_FEW]:
        click.echo(f"row {row} says the same as row {before}: taken once")
    if (more := len(plan.repeated) - _FEW) > 0:
        click.echo(f"{more} more say the same as one before: taken once")
    if plan.unused:
        click.echo(f"columns not used: {', '.join(plan.unused)}")
    mandates = counted(outcome.mandates, "mandate")
    texts = counted(outcome.instruments, "text")
    word = "would record" if dry_run else "recorded"
    click.echo(
        f"{mandates} of {texts} {'would be ' if dry_run else ''}registered, "
        f"{outcome.known} known before; {word} {counted(outcome.events, 'event')}"
    )
    if outcome.recurring:
        recur = "recurs" if len(outcome.recurring) == 1 else "recur"
        click.echo(
            f"{len(outcome.recurring)} of them {recur}: a tick announces all that fell due since"
            " the first time, `mandates tick --dry-run` says how much. Where only what is to come"
            " is kept here, give the next due point in `due`"
        )
    if outcome.once:
        recur, their = ("recurs", "its") if len(outcome.once) == 1 else ("recur", "their")
        click.echo(
            f"the status of {len(outcome.once)} that {recur} is that of {their} first due point"
            " alone: of what is over, say how the task itself ended (expired, retired, ...)"
        )
    if outcome.noted:
        click.echo(f"{len(outcome.noted)} only noted:")
        for line in outcome.noted[:SHOWN]:
            click.echo(f"  {line}")
        if len(outcome.noted) > SHOWN:
            click.echo(f"  and {len(outcome.noted) - SHOWN} more: --json lists them all")
