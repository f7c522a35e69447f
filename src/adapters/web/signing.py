"""Signing in with a token, for a browser, and out."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool

from .access import SESSION, NotSignedIn
from .site import VISITOR, Site, keep, place


def routes(site: Site) -> APIRouter:
    """Signing in and out."""
    router = APIRouter()

    @router.get("/sign-in")
    def show(request: Request) -> Response:
        return _show(site, request)

    @router.post("/sign-in")
    async def sign_in(request: Request) -> Response:
        form = await request.form()
        site.check_form(request, form)
        try:
            session = site.access.sign_in(str(form.get("token", "")))
        except NotSignedIn as error:
            return await run_in_threadpool(_show, site, request, str(error), 401)
        found = RedirectResponse(f"{place(request)[1]}/register", status_code=303)
        keep(request, found, SESSION, session)
        return found

    @router.post("/sign-out")
    async def sign_out(request: Request) -> Response:
        form = await request.form()
        site.check_form(request, form)
        site.access.sign_out(request.cookies.get(SESSION))
        prefix = place(request)[1]
        found = RedirectResponse(f"{prefix}/sign-in", status_code=303)
        found.delete_cookie(SESSION, path=prefix or "/")
        return found

    return router


def _show(site: Site, request: Request, wrong: str | None = None, status: int = 200) -> Response:
    visitor, seal = site.sealed(request)
    found = site.page(site.plain(request), "sign-in.html", status, seal=seal, wrong=wrong)
    keep(request, found, VISITOR, visitor)
    return found
