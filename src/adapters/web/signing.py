"""Signing in with a token, for a browser, and out."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool

from .access import NotSignedIn
from .asking import Asked
from .site import SESSION, VISITOR, Site


def routes(site: Site) -> APIRouter:
    """Signing in and out."""
    router = APIRouter()

    @router.get("/sign-in")
    def show(request: Request) -> Response:
        return _show(site, request)

    @router.post("/sign-in")
    async def sign_in(request: Request) -> Response:
        form = await request.form()
        site.access.check_form(
            request.cookies.get(VISITOR), str(form.get("seal", "")),
            request.headers.get("origin"), request.headers.get("host", ""),
        )  # fmt: skip
        try:
            session = site.access.sign_in(str(form.get("token", "")))
        except NotSignedIn as error:
            return await run_in_threadpool(_show, site, request, str(error), 401)
        found = RedirectResponse("/register", status_code=303)
        secure = request.url.scheme == "https"
        found.set_cookie(SESSION, session, httponly=True, samesite="strict", secure=secure)
        return found

    @router.post("/sign-out")
    async def sign_out(request: Request) -> Response:
        form = await request.form()
        site.access.check_form(
            request.cookies.get(VISITOR), str(form.get("seal", "")),
            request.headers.get("origin"), request.headers.get("host", ""),
        )  # fmt: skip
        site.access.sign_out(request.cookies.get(SESSION))
        found = RedirectResponse("/sign-in", status_code=303)
        found.delete_cookie(SESSION)
        return found

    return router


def _show(site: Site, request: Request, wrong: str | None = None, status: int = 200) -> Response:
    visitor, seal = site.sealed(request)
    asked = Asked(site.engine, request.url.path, {})
    found = site.page(asked, "sign-in.html", status, seal=seal, wrong=wrong)
    secure = request.url.scheme == "https"
    found.set_cookie(VISITOR, visitor, httponly=True, samesite="strict", secure=secure)
    return found
