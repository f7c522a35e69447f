"""Calendar feeds: the deadlines at a session, or of an entity."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request, Response

from ...domain.due import session_id
from ...projections.item import Item
from ...projections.search.query import RegisterQuery
from ..cli.deadlines import calendar_feed
from .site import Site

if TYPE_CHECKING:
    from ...engine import Engine


def routes(site: Site) -> APIRouter:
    """The feeds."""
    router = APIRouter()

    @router.get("/calendar/{name:path}.ics")
    def calendar(request: Request, name: str) -> Response:
        site.who(request)
        content = feed(site.engine, name, link=str(request.base_url).rstrip("/"))
        return Response(content, media_type="text/calendar")

    return router


def feed(engine: Engine, name: str, link: str | None = None) -> bytes:
    """The feed of a session (``GA/56``) or of an entity that is asked or in the lead."""
    try:
        found = engine.docket(session_id(name))
        items: Iterable[Item] = found.items
    except ValueError:
        found = engine.docket(None, RegisterQuery(addressee=name))
        leads = engine.docket(None, RegisterQuery(lead=name)).items
        items = {(one.id, one.occurrence): one for one in (*found.items, *leads)}.values()
    return calendar_feed(engine, name, found.basis, items, link)
