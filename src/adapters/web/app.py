"""The application: pages on one engine, its guards, and what it says of an error."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect
from starlette.responses import FileResponse

from ... import __version__
from ...domain.errors import (
    BadInput,
    Conflict,
    Damaged,
    MandatesError,
    Refused,
    Unavailable,
    Unknown,
)
from . import api, feeds, forms, signing
from .access import Access, NotAllowed, NotSignedIn, Tokens
from .guards import Guards
from .pages import charts, mandate, record, register, sessions, texts
from .site import HERE, Site, document, place

if TYPE_CHECKING:
    from ...engine import Engine

STATUS: tuple[tuple[type[MandatesError], int, str], ...] = (
    (NotSignedIn, 401, "Sign in"),
    (NotAllowed, 403, "Not allowed"),
    (Unknown, 404, "Not in the record"),
    (BadInput, 422, "This cannot be used"),
    (Refused, 409, "Refused by a rule"),
    (Conflict, 503, "Try again"),
    (Unavailable, 503, "The record cannot be reached now"),
    (Damaged, 500, "The record is damaged"),
)
"""The answer to each error, the nearest kind first."""


def create_app(
    engine: Engine,
    *,
    owner: str = "local user",
    tokens_file: str | Path | None = None,
    prefix: str = "",
) -> FastAPI:
    """The application on an engine, which the host opens and closes.

    ``prefix`` is the path below which a proxy gives it (``/registry``), whether the proxy takes
    that away from a request or not: every link, form, feed and redirect lies below it.

    ``owner`` is the actor where there is no ``tokens_file``; with one nobody gets in without a
    token that it holds.
    """
    access = Access(Tokens(Path(tokens_file) if tokens_file else None), owner)
    site = Site(engine, access)
    app = FastAPI(
        title="mandates", version=__version__, docs_url=None, redoc_url=None,
        openapi_url="/api/v1/openapi.json",
        middleware=[Middleware(Guards, access=access, prefix=prefix)],
    )  # fmt: skip
    app.state.access = access
    for module in (register, mandate, texts, sessions, charts, record, forms, signing, feeds):
        app.include_router(module.routes(site), include_in_schema=False)

    app.include_router(api.routes(site))

    @app.get("/static/style.css", include_in_schema=False)
    def style() -> Response:
        kept = {"cache-control": "public, max-age=31536000, immutable"}
        return FileResponse(HERE / "static" / "style.css", media_type="text/css", headers=kept)

    @app.exception_handler(MandatesError)
    def told(request: Request, error: MandatesError) -> Response:
        return _told(site, request, error)

    @app.exception_handler(ClientDisconnect)
    def gone(_request: Request, _error: ClientDisconnect) -> Response:
        return Response(status_code=400)  # to nobody: who hung up amid a request asked for nothing

    @app.exception_handler(RequestValidationError)
    def unfit(request: Request, error: RequestValidationError) -> Response:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"][1:])) or str(first["loc"][0])
        return _told(site, request, BadInput(f"{place}: {first['msg']}"))

    @app.exception_handler(HTTPException)
    def unserved(request: Request, error: HTTPException) -> Response:
        if error.status_code == 404:
            return _told(site, request, Unknown("there is no such page"))
        found = _page(site, request, error.status_code, "This cannot be answered", error.detail)
        found.headers.update(error.headers or {})
        return found

    return app


def _told(site: Site, request: Request, error: MandatesError) -> Response:
    """What is said of an error."""
    status, title = next(
        ((status, title) for kind, status, title in STATUS if isinstance(error, kind)),
        (500, "Something is wrong"),
    )
    found = _page(site, request, status, title, str(error), isinstance(error, Damaged))
    if status == 401:
        found.headers["www-authenticate"] = 'Bearer realm="mandates"'
    if status == 503:
        found.headers["retry-after"] = "2"
    return found


def _page(
    site: Site, request: Request, status: int, title: str, detail: str, damaged: bool = False
) -> Response:
    """What is wrong as a page, or as problem+json for whoever asks for no page."""
    path, prefix = place(request)
    wants_page = "text/html" in request.headers.get("accept", "") and not path.startswith("/api/")
    if not wants_page or request.query_params.get("format") == "json":
        where = prefix + path
        problem = {"title": title, "status": status, "detail": detail, "instance": where}
        found = document(problem)
        found.status_code = status
        found.headers["content-type"] = "application/problem+json"
    else:
        found = site.page(
            site.plain(request), "error.html", status, title=title, detail=detail, code=status,
            damaged=damaged,
        )  # fmt: skip
    return found
