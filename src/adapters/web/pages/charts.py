"""Who has how much to do, and what is funded, as charts with their tables."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from fastapi import APIRouter, Request, Response

from ....domain.money import Money
from ....projections.beside import FundShown
from ....projections.search.query import RegisterQuery
from ....projections.workload import NOBODY, By, LoadShown, Per, WorkloadQuery
from ...cli import choices
from ...exports.sheet import Cell, Sheet
from .. import drawing
from ..asking import Asked
from ..site import Site

KINDS = (
    ("overdue", "overdue or late", "bad"), ("due_soon", "due soon", "warn"),
    ("open", "open", "calm"), ("ended", "done or ended", "good"),
)  # fmt: skip
"""What a mandate counts as, in words, and how it looks."""
FUNDS = ("fund", "name", "purpose", "currency", "pledged", "paid", "allocated")
MOST = 40
"""Names in a chart; the table has them all."""
TONES = {"approved": "good", "refused": "bad", "not_stated": "ended"}


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


def _query(asked: Asked) -> RegisterQuery:
    return RegisterQuery(every=asked.every, session=asked.session())


def _workload(site: Site, asked: Asked) -> Response:
    by = cast("By", asked.one_of("by", choices.BYS, "addressee"))
    per = asked.one_of("per", ("", *choices.PERS), "")
    query = WorkloadQuery(
        by=by, among=_query(asked), entity=asked.given.get("entity"), per=cast("Per", per or None),
        period=asked.given.get("period"), sort=asked.one_of("sort", choices.LOAD_SORTS, "-total"),
    )  # fmt: skip
    found = site.engine.workload(query, **asked.at)
    columns = (by, *(["period"] if per else []), *(name for _, name, _ in KINDS), "all")
    rows: list[list[Cell]] = [
        [one.name, *([one.period] if per else []), *_numbers(one), one.total]
        for one in found.items
    ]  # fmt: skip
    chart = drawing.bars(f"Mandates by {by}", [_bar(asked, by, one) for one in found.items[:MOST]])
    return site.answer(
        asked, found, "workload.html",
        Sheet("workload", columns, rows, site.rests_on(found.basis)),
        basis=found.basis, chart=chart, rows=rows, by=by, per=per, kinds=KINDS, most=MOST,
    )  # fmt: skip


def _numbers(one: LoadShown) -> list[int]:
    return [int(getattr(one, kind)) for kind, _, _ in KINDS]


def _bar(asked: Asked, by: By, one: LoadShown) -> drawing.Bar:
    parts = tuple(
        (tone, number, f"{number} {name}")
        for number, (_, name, tone) in zip(_numbers(one), KINDS, strict=True)
    )
    named = one.name != NOBODY and by != "contributing"
    link = asked.link("/register", **{by: one.name}) if named else None
    behind = "" if one.period is None else f" {one.period}"
    return drawing.Bar(one.name, link, parts, f"{one.total:,}", behind)


def _funding(site: Site, asked: Asked) -> Response:
    found = site.engine.funding(_query(asked), **asked.at)
    rests_on = site.rests_on(found.basis)
    rows: list[list[Cell]] = [[one.funding, one.mandates] for one in found.items]
    sheet = Sheet("funding", ("funding", "mandates"), rows, rests_on)
    if asked.one_of("table", ("", "funds"), ""):
        sheet = Sheet("funds", FUNDS, _sums(found.funds), rests_on)
    bars = [
        drawing.Bar(
            one.funding.replace("_", " "), asked.link("/register", funding=one.funding),
            ((TONES.get(one.funding, "calm"), one.mandates, f"{one.mandates}"),),
            f"{one.mandates:,}",
        )
        for one in found.items
    ]  # fmt: skip
    return site.answer(
        asked, found, "funding.html", sheet, basis=found.basis,
        chart=drawing.bars("Mandates by funding", bars), rows=rows, funds=found.funds,
    )  # fmt: skip


def _sums(funds: Iterable[FundShown]) -> list[list[Cell]]:
    """The cells of `FUNDS`: a row for each currency of a fund, as sums of two are never one."""
    rows: list[list[Cell]] = []
    for one in funds:
        moved = (one.pledged, one.paid, one.allocated)
        currencies = {each.currency for sums in moved for each in sums}
        for currency in sorted(currencies) or [""]:
            amounts = (_of(sums, currency) for sums in moved)
            rows.append([one.fund, one.name, one.purpose, currency, *amounts])
    return rows


def _of(sums: Iterable[Money], currency: str) -> str | None:
    return next((f"{one.amount}" for one in sums if one.currency == currency), None)
