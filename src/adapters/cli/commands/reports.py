"""`report`: a document from its forecast on: expected, given a slot, a symbol, an addendum."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from ....domain.errors import BadInput, Unknown
from .. import tables, values
from ..asking import Asked, reading
from ..desk import Desk, recording
from ..group import Group

if TYPE_CHECKING:
    from ....projections.reports import ReportShown

COLUMNS = ("report", "title", "expected", "slot", "submitted", "issued", "answers")


@click.group(cls=Group)
def report() -> None:
    """Reports, from their forecast on: they have a slot before they have a symbol.

    \b
    mandates report forecast 2003-117 --title "South-South cooperation" --expected 2003-07
    mandates report slot 2003-117 --day 2003-07-08
    mandates submit A/RES/57/263#4.1 --document A/58/319 --slot 2003-117
    mandates report show 2003-117
    """


_REPORT = click.argument("name", metavar="SLOT|A/58/319")


@report.command()
@_REPORT
@click.option("--title", metavar="T", help="Its title.")
@click.option("--expected", type=values.PARTIAL, metavar="D", help="By when: a day or a month.")
@click.option("--entity", metavar="X", help="Who writes it.")
@recording(mandates=False)
def forecast(desk: Desk, name: str, **fields: Any) -> None:
    """Expect a report, before it has a symbol or after.

    \b
    mandates report forecast 2003-117 --title "South-South" --expected 2003-07 --entity UNDP
    """
    from ....domain.report.commands import ForecastReport

    desk.record(desk.build(ForecastReport, report=name, **fields))


@report.command()
@_REPORT
@click.option("--slot", metavar="SLOT", help="The slot, where the report is named otherwise.")
@click.option("--day", type=values.PARTIAL, metavar="D", help="The day of the slot.")
@recording(mandates=False)
def slot(desk: Desk, name: str, slot: str | None, day: str | None) -> None:
    """Documents management gave it a slot.

    \b
    mandates report slot 2003-117 --day 2003-07-08
    """
    from ....domain.report.commands import AssignSlot

    desk.record(desk.build(AssignSlot, report=name, slot=slot or name, slot_day=day))


@report.command("name")
@click.argument("slot", metavar="SLOT")
@click.option("--document", type=values.SYMBOL, metavar="A/58/319", required=True,
              help="Its symbol.")  # fmt: skip
@recording(mandates=False)
def name_report(desk: Desk, slot: str, document: str) -> None:
    """Give the report that began under a slot its symbol. `submit --slot` does so too.

    \b
    mandates report name 2003-117 --document A/58/319
    """
    from ....domain.report.commands import NameReport

    desk.record(desk.build(NameReport, report=slot, document=document))


@report.command()
@click.argument("document", metavar="A/58/319", type=values.SYMBOL)
@click.argument("paper", metavar="A/58/319/Add.1", type=values.SYMBOL)
@recording(mandates=False)
def supplement(desk: Desk, document: str, paper: str) -> None:
    """An addendum, a corrigendum or a revision of it came out.

    \b
    mandates report supplement A/58/319 A/58/319/Corr.1 --on 2003-09-02
    """
    from ....domain.report.commands import SupplementReport

    kind = paper.rpartition("/")[2].partition(".")[0]
    if not paper.startswith(f"{document}/") or kind not in ("Add", "Corr", "Rev"):
        raise BadInput(f"{paper} is no Add., Corr. or Rev. of {document}: write {document}/Add.1")
    desk.record(desk.build(SupplementReport, report=document, kind=kind, document=paper))


@report.command("list")
@reading
def list_reports(asked: Asked) -> None:
    """All reports, each once, by symbol, or by slot as long as it has none.

    \b
    mandates report list --as-of 2003-08-01
    """
    basis, shown = asked.basis(), asked.engine.beside(**asked.at).reports()
    if asked.json:
        items: list[dict[str, Any]] = [one.json_value() for one in shown]
        asked.give({"basis": basis.json_value(), "items": items})
        return
    rows = (
        [one.report, one.title, one.expected, _slot(one), one.submitted, one.issued,
         ", ".join(one.answers)]
        for one in shown
    )  # fmt: skip
    tables.table(COLUMNS, rows)
    if not shown:
        click.echo("no report is in the record")
    asked.close(basis)


@report.command()
@_REPORT
@reading
def show(asked: Asked, name: str) -> None:
    """Everything about one report, by its symbol or by the slot under which it began.

    \b
    mandates report show 2003-117
    mandates report show A/58/319 --as-of 2003-08-01 --json
    """
    basis = asked.basis()
    one = asked.engine.beside(**asked.at).report(_name(name))
    if one is None:
        raise Unknown(f"report {name} is not in the record: `mandates report list` shows what is")
    if asked.json:
        asked.give({**one.json_value(), "basis": basis.json_value()})
        return
    tables.heading(one.report)
    tables.pairs((
        ("title", one.title), ("by", one.entity), ("expected", one.expected),
        ("slot", _slot(one)), ("began as", ", ".join(one.begun)), ("symbol", one.document),
        ("submitted", one.submitted), ("late because", one.late_reason),
        ("issued", one.issued), ("languages", ", ".join(one.languages)),
        ("not yet in", ", ".join(one.missing)), ("answers", ", ".join(one.answers)),
        ("also", ", ".join(one.supplements)),
    ))  # fmt: skip
    asked.close(basis)


def _slot(one: ReportShown) -> str | None:
    return f"{one.slot} on {one.slot_day}" if one.slot and one.slot_day else one.slot


def _name(text: str) -> str:
    from pydantic import TypeAdapter, ValidationError

    from ....domain.symbol import ReportName

    try:
        return TypeAdapter[str](ReportName).validate_python(text)
    except ValidationError as error:
        raise BadInput(error.errors()[0]["msg"].removeprefix("Value error, ")) from None
