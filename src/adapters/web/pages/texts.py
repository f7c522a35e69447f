"""Instruments with their paragraphs, and which of them carry mandates."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from ....domain.symbol import normal
from ....projections.instruments import InstrumentShown
from ....projections.search.query import RegisterQuery
from ....projections.words import words_among
from ...exports.sheet import Cell, Sheet
from ..asking import Malformed
from ..site import Site
from .mandate import happened

SIZE = 50
COLUMNS = ("symbol", "title", "body", "session", "adopted on", "text of", "paragraphs", "acts",
           "mandates")  # fmt: skip
ACTS = ("paragraph", "text", "act", "verb", "force", "addressees", "deliverable", "mandate")


def routes(site: Site) -> APIRouter:
    """The pages of the texts."""
    router = APIRouter()

    @router.get("/instruments")
    def instruments(request: Request) -> Response:
        asked = site.asked(request)
        number = asked.number("page", 1, 1_000_000)
        found = site.engine.instruments(
            asked.value("symbol"), offset=(number - 1) * SIZE, limit=SIZE, **asked.at
        )
        rows: list[list[Cell]] = [
            [one.symbol, one.title, one.body, str(one.session or ""), one.adopted_on, one.text_of,
             one.paragraphs, one.acts, one.mandates]
            for one in found.items
        ]  # fmt: skip
        return site.answer(
            asked, found, "instruments.html",
            Sheet("instruments", COLUMNS, rows, site.rests_on(found.basis)),
            basis=found.basis, number=number, pages=max(1, -(-found.total // SIZE)),
        )  # fmt: skip

    @router.get("/instrument/{symbol:path}")
    def instrument(request: Request, symbol: str) -> Response:
        asked = site.asked(request)
        try:
            name = normal(symbol)
        except ValueError as error:
            raise Malformed("symbol", str(error)) from None
        found = site.engine.instrument(name, **asked.at)
        events = happened(site.engine, name, found.basis.position, asked.as_of)
        carried = site.engine.register(RegisterQuery(every=True, instrument=name), **asked.at)
        return site.answer(
            asked, found, "instrument.html",
            Sheet(f"instrument {name}", ACTS, _acts(found.item), site.rests_on(found.basis)),
            basis=found.basis, item=found.item, signed=site.signed(), events=events,
            stands={one.id: one for one in carried.items},
            words=words_among([one for one, _ in events]),
        )  # fmt: skip

    return router


def _acts(item: InstrumentShown) -> list[list[Cell]]:
    return [
        [one.number, one.text, act.id, act.verb, act.force, "; ".join(act.addressees),
         act.deliverable, act.mandate]
        for one in item.body_text
        for act in one.acts
    ]  # fmt: skip
