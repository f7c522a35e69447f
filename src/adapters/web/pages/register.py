"""The register with its filters, and what is due."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from ....domain.due import session_id
from ....domain.errors import Unknown
from ....domain.symbol import identity, normal
from ....projections.item import Item
from ....projections.search.query import RegisterQuery
from ...cli import choices, items
from ...exports.sheet import Cell, Sheet
from ..asking import Asked, Malformed
from ..site import Site, spreadsheet

SIZE, ON_DOCKET = 50, 200
"""How many lie on a page; a session's docket is looked through as a whole."""
COLUMNS = (
    "mandate", "title", "beginning", "verb", "addressees", "lead", "contributing", "deliverable",
    "strength", "tracked", "legal", "implementation", "timeliness", "deadline", "days", "funding",
    "due", "submit by", "issue by", "legal by", "calendar", "anchor", "anchored by", "instrument",
    "instrument title", "adopted on", "occurrence",
)  # fmt: skip


def cells(item: Item) -> list[Cell]:
    """The cells of `COLUMNS`."""
    due, status = item.due, item.status
    none: tuple[None, ...] = (None,) * 6
    days = (
        (due.submit_by, due.issue_by, due.legal_by, due.calendar, due.anchor, due.anchored_by)
        if due
        else none
    )
    return [
        item.id, item.title, item.beginning, item.verb, "; ".join(item.addressees),
        "; ".join(item.leads), "; ".join(item.contributing), item.deliverable, item.strength,
        item.tracked, status.legal, status.implementation, status.timeliness, status.deadline,
        status.days, status.funding, items.due(due), *days, item.instrument,
        item.instrument_title, item.adopted_on,
        item.occurrence,
    ]  # fmt: skip


def sheet(asked: Asked, name: str, found: Sequence[Item], rests_on: str) -> Sheet:
    """Mandates as a table; the rows are made only where one is asked for."""
    wanted = asked.format in ("csv", "xlsx")
    return Sheet(name, COLUMNS, [cells(one) for one in found] if wanted else (), rests_on)


def routes(site: Site) -> APIRouter:
    """The pages of the register."""
    router = APIRouter()

    @router.get("/")
    def home(request: Request) -> Response:
        return RedirectResponse(site.asked(request).link("/register"))

    @router.get("/register")
    def register(request: Request) -> Response:
        asked = site.asked(request)
        order = asked.one_of("sort", choices.SORTS, "adopted")
        query = replace(asked.query(), sort=order, limit=None, after=None)
        if asked.format != "html":
            return _whole(site, asked, query)
        query = replace(query, limit=SIZE, after=asked.given.get("after"))
        found = site.engine.register(query, **asked.at)
        return site.page(
            asked, "register.html", found=found, basis=found.basis, sort=order,
            filters=_filters(asked), tables=True,
        )  # fmt: skip

    @router.get("/docket")
    @router.get("/docket/{body}/{number:path}")
    def docket(request: Request, body: str = "", number: str = "") -> Response:
        asked = site.asked(request)
        session = _session(f"{body}/{number}") if body else asked.session()
        paged = asked.format == "html"
        limit, after = (ON_DOCKET, asked.given.get("after")) if paged else (None, None)
        query = replace(asked.query(), limit=limit, after=after)
        found = site.engine.docket(session, query, **asked.at)
        name = f"docket {session or 'all'}"
        return site.answer(
            asked, found, "docket.html",
            sheet(asked, name, found.items, site.rests_on(found.basis)),
            basis=found.basis, session=session, today=found.basis.as_of,
        )  # fmt: skip

    @router.get("/find")
    def find(request: Request) -> Response:
        asked = site.asked(request)
        return RedirectResponse(_target(asked, asked.value("q")), status_code=303)

    return router


def _whole(site: Site, asked: Asked, query: RegisterQuery) -> Response:
    """The whole register as a document or a table, of which no more is held than its text."""
    with site.engine.listed(query, **asked.at) as found:
        if asked.format == "json":
            return Response("".join(found.as_json()), media_type="application/json")
        rows = map(cells, found.items)
        rests_on = site.rests_on(found.basis)
        return spreadsheet(Sheet("register", COLUMNS, rows, rests_on), asked.format)


def _session(text: str) -> str:
    try:
        return session_id(text)
    except ValueError as error:
        raise Malformed("session", str(error)) from None


def _target(asked: Asked, text: str) -> str:
    """Where a search leads: to what is named, else to the register."""
    if "#" in text:
        try:
            return asked.mandate(identity(text))
        except ValueError:
            pass
    try:
        symbol = normal(text)
        asked.engine.instrument(symbol, **asked.at)
    except (ValueError, Unknown):
        return asked.link("/register", text=text, all="yes")
    return asked.link(f"/instrument/{symbol}")


def _filters(asked: Asked) -> dict[str, str]:
    """The filters that are set, to be shown and taken away."""
    names = (
        "text", "addressee", "lead", "session", "adopted_session", "instrument", "status", "legal",
        "implementation", "timeliness", "funding", "deliverable", "strength", "verb", "overdue",
        "all",
    )  # fmt: skip
    return {name: asked.given[name] for name in names if name in asked.given}
