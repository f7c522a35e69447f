"""Who has how much to do, and what is funded, as charts with their tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from fastapi import APIRouter, Request, Response

from ....projections.item import Item
from ....projections.query import RegisterQuery
from ...cli import choices
from ...exports.sheet import Cell, Sheet
from .. import drawing
from ..asking import Asked
from ..site import Site, document, spreadsheet

KINDS = (
    ("overdue", "bad"), ("due soon", "warn"), ("open", "calm"), ("done or ended", "good"),
)  # fmt: skip
MOST = 40
"""Names in a chart; the table has them all."""
FUNDED = ("funding", "mandates")


def kind_of(one: Item) -> str:
    """What a mandate counts as for whoever has it."""
    status = one.status
    if status.legal != "in_force":
        return "done or ended"
    if status.timeliness in ("overdue", "late"):
        return "overdue"
    return "due soon" if status.timeliness in ("due_soon", "due") else "open"


def routes(site: Site) -> APIRouter:
    """The charts."""
    router = APIRouter()

    @router.get("/workload")
    def workload(request: Request) -> Response:
        return _workload(site, site.asked(request))

    @router.get("/funding")
    def funding(request: Request) -> Response:
        return _funding(site, site.asked(request))

    return router


def _workload(site: Site, asked: Asked) -> Response:
    found = site.engine.register(RegisterQuery(every=asked.value("all") == "yes"), **asked.at)
    by = asked.one_of("by", ("lead", "contributing", "addressee"), "addressee")
    counts = _counted(found.items, by)
    names = sorted(counts, key=lambda name: (-sum(counts[name].values()), name))
    columns = (by, *(kind for kind, _ in KINDS), "all")
    rows: list[list[Cell]] = [
        [name, *(counts[name][kind] for kind, _ in KINDS), sum(counts[name].values())]
        for name in names
    ]
    if asked.format == "json":
        listed = [dict(zip(columns, row, strict=True)) for row in rows]
        return document({"basis": found.basis.json_value(), "items": listed})
    if asked.format in ("csv", "xlsx"):
        sheet = Sheet("workload", columns, rows, site.rests_on(found.basis))
        return spreadsheet(sheet, asked.format)
    chart = drawing.bars(
        f"Mandates by {by}", [_bar(asked, by, name, counts[name]) for name in names[:MOST]]
    )
    return site.page(
        asked, "workload.html", basis=found.basis, chart=chart, rows=rows, by=by,
        kinds=KINDS, most=MOST, tables=True,
    )  # fmt: skip


def _funding(site: Site, asked: Asked) -> Response:
    found = site.engine.register(RegisterQuery(every=asked.value("all") == "yes"), **asked.at)
    counts = Counter(one.status.funding for one in found.items)
    funds = site.engine.beside(**asked.at).funds()
    rows: list[list[Cell]] = [[name, counts[name]] for name in choices.FUNDING]
    if asked.format == "json":
        listed = [dict(zip(FUNDED, row, strict=True)) for row in rows]
        shown = [one.json_value() for one in funds]
        basis = found.basis.json_value()
        return document({"basis": basis, "items": listed, "funds": shown})
    if asked.format in ("csv", "xlsx"):
        sheet = Sheet("funding", FUNDED, rows, site.rests_on(found.basis))
        return spreadsheet(sheet, asked.format)
    tones = {"approved": "good", "refused": "bad", "not_stated": "ended"}
    chart = drawing.bars(
        "Mandates by funding",
        [
            drawing.Bar(
                name.replace("_", " "), asked.link("/register", funding=name),
                ((tones.get(name, "calm"), counts[name], f"{counts[name]}"),),
                f"{counts[name]:,}",
            )
            for name in choices.FUNDING
        ],
    )  # fmt: skip
    return site.page(
        asked, "funding.html", basis=found.basis, chart=chart, rows=rows, funds=funds,
        tables=True,
    )  # fmt: skip


def _counted(items: Iterable[Item], by: str) -> dict[str, Counter[str]]:
    counts: dict[str, Counter[str]] = {}
    for one in items:
        some = {"lead": one.leads, "contributing": one.contributing, "addressee": one.addressees}
        for name in some[by] or ("(nobody)",):
            counts.setdefault(name, Counter())[kind_of(one)] += 1
    return counts


def _bar(asked: Asked, by: str, name: str, counts: Counter[str]) -> drawing.Bar:
    parts = tuple((tone, counts[kind], f"{counts[kind]} {kind}") for kind, tone in KINDS)
    named = name != "(nobody)" and by != "contributing"
    link = asked.link("/register", **{by: name}) if named else None
    return drawing.Bar(name, link, parts, f"{sum(counts.values()):,}")
