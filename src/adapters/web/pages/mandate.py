"""One mandate: its words, status, timeline, due points, reports, money, lineage, every event."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request, Response

from ....domain.event import Recorded
from ....domain.fold import void_ids
from ....domain.mandate.overtaken import overtaken
from ....domain.streams import mandate_stream
from ....domain.symbol import identity
from ....projections.answers import One
from ....projections.words import words, words_among
from ...cli.shapes import event_json
from ...cli.sheet import below, counted_from
from ...exports.sheet import Sheet
from .. import drawing
from ..asking import Asked, Malformed
from ..site import Site, document, spreadsheet

if TYPE_CHECKING:
    from ....engine import Engine

CELLS = (
    "position", "effective on", "recorded at", "by", "on behalf of", "what", "source", "paragraph",
    "url", "confidence", "note", "event id",
)  # fmt: skip


def event_cells(one: Recorded, said: str | None = None) -> list[Any]:
    """The cells of `CELLS`; ``said``: it in words."""
    envelope, source = one.envelope, one.envelope.source
    return [
        one.position, envelope.effective_on, f"{envelope.recorded_at:%Y-%m-%d %H:%M:%S}",
        envelope.actor, envelope.on_behalf_of, said or words(one.event), source and source.symbol,
        source and source.paragraph, source and source.url, source and source.confidence.value,
        envelope.note, str(one.event_id),
    ]  # fmt: skip


def happened(
    engine: Engine, name: str, position: int, as_of: date | None
) -> list[tuple[Recorded, bool]]:
    """The events of a stream up to a point, each with whether it counts for nothing."""
    events = [one for one in engine.history(name) if one.position <= position]
    void = void_ids(events)
    return [(one, one.event_id in void) for one in events if as_of is None or one.day <= as_of]


def routes(site: Site) -> APIRouter:
    """The page of a mandate."""
    router = APIRouter()

    @router.get("/mandate/{symbol:path}/{act}")
    def mandate(request: Request, symbol: str, act: str) -> Response:
        asked = site.asked(request)
        try:
            name = identity(f"{symbol}#{act}")
        except ValueError as error:
            raise Malformed("mandate", str(error)) from None
        one = site.engine.mandate(name, **asked.at)
        events = happened(site.engine, name, one.basis.position, asked.as_of)
        if asked.format == "json":
            return document(_whole(one, events))
        if asked.format in ("csv", "xlsx"):
            said = words_among([each for each, _ in events])
            rows = [
                [*event_cells(each, said(each.event)), "void" if void else None]
                for each, void in events
            ]
            rests, columns = site.rests_on(one.basis), (*CELLS, "void")
            return spreadsheet(Sheet(f"history {name}", columns, rows, rests), asked.format)
        return _page(site, asked, one, events, site.may_see_notes(request))

    return router


def events_json(events: list[tuple[Recorded, bool]]) -> list[dict[str, Any]]:
    """What `happened` to a mandate, also with whether something overtook it."""
    passed = overtaken([each for each, _ in events])
    return [event_json(each, void, each.event_id in passed) for each, void in events]


def _whole(one: One, events: list[tuple[Recorded, bool]]) -> dict[str, Any]:
    return {
        **one.item.json_value(),
        "basis": one.basis.json_value(),
        "history": events_json(events),
    }


def _page(
    site: Site, asked: Asked, one: One, events: list[tuple[Recorded, bool]], may_see: bool
) -> Response:
    item = one.item
    with_notes = [each for each, _ in events if each.envelope.internal]
    said = words_among([each for each, _ in events])
    ties = site.engine.lineage(item.id, **asked.at).items
    happenings = [
        drawing.Happening(each.day, each.position, said(each.event), void)
        for each, void in events
        if not each.event.announces
    ]
    drawn = [(tie.older, tie.how, tie.mandate) for tie in ties]
    return site.page(
        asked, "mandate.html", basis=one.basis, item=item, events=events, ties=ties,
        below=below(site.engine, item, **asked.at),
        timeline=drawing.timeline(item, happenings, one.basis.as_of),
        lineage=drawing.graph(item.id, drawn, asked.mandate) if drawn else None,
        passed=overtaken([each for each, _ in events]),
        words=said, tables=True, counted_from=counted_from, signed=site.signed(),
        stream=mandate_stream(item.id),
        notes=site.notes(asked, with_notes), notes_to_see=may_see and bool(with_notes),
    )  # fmt: skip
