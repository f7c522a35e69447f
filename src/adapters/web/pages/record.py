"""The record itself: every event in order, one event in full, and its health."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request, Response
from fastapi.responses import PlainTextResponse

from ....domain.errors import Damaged, Unknown
from ....domain.event import Recorded
from ....domain.streams import identity_in
from ....projections.words import words
from ...cli.shapes import event_json
from ...exports.sheet import Sheet
from ..asking import Asked, Malformed
from ..site import Site, document, spreadsheet
from .mandate import CELLS, event_cells

if TYPE_CHECKING:
    from ....projections.answers import RecordStatus

SIZE = 100


def routes(site: Site) -> APIRouter:
    """The pages of the record."""
    router = APIRouter()

    @router.get("/log")
    def log(request: Request) -> Response:
        return _log(site, site.asked(request))

    @router.get("/log/{position}.tlog-proof")
    def proof(request: Request, position: str) -> Response:
        site.who(request)
        number = _event(site, position).position
        covering = [one for one in site.engine.checkpoints() if one.position >= number]
        if not covering:
            raise Unknown(f"no checkpoint covers event {number} yet: the next that is signed will")
        _, text = site.engine.prove(number, covering[-1].note)
        disposition = f'attachment; filename="{number}.tlog-proof"'
        return PlainTextResponse(text, headers={"content-disposition": disposition})

    @router.get("/log/{position}")
    def event(request: Request, position: str) -> Response:
        asked = site.asked(request)
        one = _event(site, position)
        basis = site.engine.basis(**asked.at)
        value = event_json(one)
        if asked.format == "json":
            return document(value)
        void, damage = _voided_by(site, one, basis.position)
        return site.page(
            asked, "event.html", basis=basis, one=one, value=value, words=words,
            about=_about(asked, one.stream), signed=site.signed(), damage=damage,
            void=void, note=site.notes(asked, [one]).get(one.position),
            note_to_see=bool(one.envelope.internal) and site.may_see_notes(request),
        )  # fmt: skip

    @router.get("/health")
    def health(request: Request) -> Response:
        asked = site.asked(request)
        if asked.format == "json":
            return document(site.status())
        status, basis = site.engine.status(), site.engine.basis()
        if asked.format in ("csv", "xlsx"):
            return spreadsheet(_views(status, site.rests_on(basis)), asked.format)
        return site.page(asked, "health.html", health=status, basis=basis, tables=True)

    return router


def _log(site: Site, asked: Asked) -> Response:
    """A page of events, the last first, as far as they can be read."""
    basis = site.engine.basis(**asked.at)
    last = basis.position + basis.behind
    before = asked.number("before", last + 1, last + 1)
    first = max(before - 1 - SIZE, 0)
    events, damage = _readable(islice(site.engine.events(after=first), before - 1 - first))
    events.reverse()
    if asked.format == "json":
        items = [event_json(one) for one in events]
        return document({"basis": basis.json_value(), "items": items})
    if asked.format in ("csv", "xlsx"):
        rows = [event_cells(one) for one in events]
        return spreadsheet(Sheet("log", CELLS, rows, site.rests_on(basis)), asked.format)
    return site.page(
        asked, "log.html", basis=basis, events=events, first=first, words=words,
        last=last, before=before, damage=damage, about=partial(_about, asked), tables=True,
    )  # fmt: skip


def _views(status: RecordStatus, rests_on: str) -> Sheet:
    """How each view stands; no position before which it stopped: it did not."""
    rows = [
        [one.view, one.version, one.position, one.behind, one.stopped_at, one.reason,
         "pinned" if one.pinned else None]
        for one in status.views
    ]  # fmt: skip
    columns = ("view", "version", "position", "behind", "stopped before", "why", "pinned")
    return Sheet("views", columns, rows, rests_on)


def _readable(events: Iterable[Recorded]) -> tuple[list[Recorded], str | None]:
    """The events up to one that is damaged, and what is wrong with that."""
    found: list[Recorded] = []
    try:
        for one in events:
            found.append(one)
    except Damaged as error:
        return found, str(error)
    return found, None


def _voided_by(site: Site, one: Recorded, known_at: int) -> tuple[Recorded | None, str | None]:
    """The event that made it void by a position, if any; and what is wrong where that cannot be
    read, as it shows all the same."""
    try:
        return site.engine.voids([one], known_at).get(one.event_id), None
    except Damaged as error:
        return None, str(error)


def _event(site: Site, position: str) -> Recorded:
    """The event at a position. Raises `Malformed` or `Unknown`."""
    if not position.isascii() or not position.isdecimal() or len(position) > 15:
        raise Malformed("position", f"{position!r} is no number of an event")
    one = next(site.engine.events(after=max(int(position) - 1, 0)), None)
    if one is None or one.position != int(position):
        raise Unknown(f"there is no event {position}: the record ends before it")
    return one


def _about(asked: Asked, stream: str) -> tuple[str, str | None]:
    """What a stream is about, and the page of it."""
    kind, name = stream.partition("-")[0], identity_in(stream)
    match kind:
        case "mandate":
            return name, asked.mandate(name)
        case "instrument":
            return name, asked.link(f"/instrument/{name}")
        case "session":
            return name, asked.link(f"/agenda/{name}")
        case _:
            return f"{kind} {name}", None
