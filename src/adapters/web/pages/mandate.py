"""One mandate: its words, status, timeline, due points, reports, money, lineage, every event."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response

from ....domain.event import Recorded
from ....domain.fold import void_ids
from ....domain.mandate.overtaken import overtaken
from ....domain.streams import mandate_stream
from ....domain.symbol import identity
from ....projections.answers import One
from ....projections.words import words
from ...cli.shapes import event_json
from ...cli.sheet import counted_from
from ...exports.sheet import Sheet
from .. import drawing
from ..asking import Asked, Malformed
from ..site import Site, document, spreadsheet

EVENTS = (
    "position", "effective on", "recorded at", "by", "on behalf of", "what", "source", "paragraph",
    "url", "confidence", "note", "void", "event id",
)  # fmt: skip


def event_cells(one: Recorded, void: bool) -> list[Any]:
    """The cells of `EVENTS`."""
    envelope, source = one.envelope, one.envelope.source
    return [
        one.position, envelope.effective_on, f"{envelope.recorded_at:%Y-%m-%d %H:%M:%S}",
        envelope.actor, envelope.on_behalf_of, words(one.event), source and source.symbol,
        source and source.paragraph, source and source.url, source and source.confidence.value,
        envelope.note, "void" if void else None, str(one.event_id),
    ]  # fmt: skip


def happened(asked: Asked, name: str, position: int) -> list[tuple[Recorded, bool]]:
    """The events of a stream up to what is asked for, each with whether it counts for nothing."""
    events = [one for one in asked.engine.history(name) if one.position <= position]
    void = void_ids(events)
    last = asked.as_of
    return [(one, one.event_id in void) for one in events if last is None or one.day <= last]


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
        events = happened(asked, name, one.basis.position)
        if asked.format == "json":
            return document(_whole(one, events))
        if asked.format in ("csv", "xlsx"):
            rows = [event_cells(each, void) for each, void in events]
            rests = site.rests_on(one.basis)
            return spreadsheet(Sheet(f"history {name}", EVENTS, rows, rests), asked.format)
        return _page(site, asked, one, events, site.may_see_notes(request))

    return router


def _whole(one: One, events: list[tuple[Recorded, bool]]) -> dict[str, Any]:
    return {
        **one.item.json_value(),
        "basis": one.basis.json_value(),
        "history": [event_json(each, void) for each, void in events],
    }


def _page(
    site: Site, asked: Asked, one: One, events: list[tuple[Recorded, bool]], may_see: bool
) -> Response:
    item = one.item
    with_notes = [each for each, _ in events if each.envelope.internal]
    ties = site.engine.lineage(item.id, **asked.at).items
    prefix = asked.link("/mandate/").partition("?")[0]
    happenings = [
        drawing.Happening(each.day, each.position, words(each.event), void)
        for each, void in events
        if not each.event.announces
    ]
    drawn = [(tie.older, tie.how, tie.mandate, prefix) for tie in ties]
    return site.page(
        asked, "mandate.html", basis=one.basis, item=item, events=events, ties=ties,
        timeline=drawing.timeline(item, happenings, one.basis.as_of),
        lineage=drawing.graph(item.id, drawn) if drawn else None,
        passed=overtaken([each for each, _ in events]),
        words=words, tables=True, counted_from=counted_from, signed=site.signed(),
        stream=mandate_stream(item.id),
        notes=site.notes(asked, with_notes), notes_to_see=may_see and bool(with_notes),
    )  # fmt: skip
