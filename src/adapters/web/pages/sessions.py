"""Sessions, and the agenda of one."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from ....domain.due import session_id
from ....projections.agenda import AgendaQuery
from ....projections.words import words_among
from ...cli.commands.agenda import meets
from ...exports.sheet import Cell, Sheet
from ..asking import Malformed
from ..site import Site, document, spreadsheet
from .mandate import happened

SESSIONS = ("session", "opens", "closes", "opened", "closed", "status", "forecast by")
AGENDA = (
    "number", "item", "title", "stage", "on", "meets", "meeting", "mandates", "reports", "from",
    "to",
)  # fmt: skip


def routes(site: Site) -> APIRouter:
    """The pages of the sessions."""
    router = APIRouter()

    @router.get("/sessions")
    def sessions(request: Request) -> Response:
        asked = site.asked(request)
        found = site.engine.sessions(**asked.at)
        basis = site.engine.basis(**asked.at)
        if asked.format == "json":
            items = [one.json_value() for one in found]
            return document({"basis": basis.json_value(), "items": items})
        if asked.format in ("csv", "xlsx"):
            rows: list[list[Cell]] = [
                [one.session, one.opens if one.precision == "day" else one.opening, one.closes,
                 one.opened, one.closed, one.status, one.rule]
                for one in found
            ]  # fmt: skip
            sheet = Sheet("sessions", SESSIONS, rows, site.rests_on(basis))
            return spreadsheet(sheet, asked.format)
        return site.page(asked, "sessions.html", found=found, basis=basis, tables=True)

    @router.get("/agenda/{body}/{number:path}")
    def agenda(request: Request, body: str, number: str) -> Response:
        asked = site.asked(request)
        try:
            session = session_id(f"{body}/{number}")
        except ValueError as error:
            raise Malformed("session", str(error)) from None
        found = site.engine.agenda(AgendaQuery(session=session), **asked.at)
        items, basis = found.items, found.basis
        if asked.format == "json":
            return document(found.json_value())
        if asked.format in ("csv", "xlsx"):
            rows: list[list[Cell]] = [
                [one.number, one.item, one.title, one.stage, one.on, one.meets, one.meeting,
                 "; ".join(one.mandates), "; ".join(one.reports), one.carried_from,
                 one.carried_to]
                for one in items
            ]  # fmt: skip
            sheet = Sheet(f"agenda {session}", AGENDA, rows, site.rests_on(basis))
            return spreadsheet(sheet, asked.format)
        known = site.engine.sessions(**asked.at)
        recorded = any(one.session == session for one in known)
        events = happened(site.engine, session, basis.position, asked.as_of) if recorded else []
        return site.page(
            asked, "agenda.html", items=items, basis=basis, session=session, tables=True,
            one=found.session, meets=meets, signed=site.signed(), events=events,
            words=words_among([one for one, _ in events]),
        )  # fmt: skip

    return router
