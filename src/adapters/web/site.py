"""The site: one engine, its templates, who may see it, and how an answer becomes a response."""

from __future__ import annotations

import hashlib
import json
import re
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fastapi import Request, Response
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ... import __version__
from ..cli.basis import line
from ..cli.shapes import note_words
from ..exports.sheet import Sheet, as_csv, as_xlsx
from . import marks
from .access import SESSION, Access, Scope, Who
from .asking import Asked, once

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.datastructures import FormData

    from ...domain.event import Recorded
    from ...engine import Engine
    from ...projections.answers import Basis
    from ...projections.shape import Answer

HERE = Path(__file__).parent
VISITOR = "mandates_visitor"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    made.globals.update(marks.GLOBALS)
    made.filters.update(marks.FILTERS)
    style = (HERE / "static" / "style.css").read_bytes()
    own: dict[str, Any] = {"style": f"/static/style.css?{hashlib.sha256(style).hexdigest()[:12]}"}
    made.globals.update(own)
    return made


@dataclass(frozen=True)
class Site:
    """What all pages share."""

    engine: Engine
    access: Access
    templates: Environment = field(default_factory=_environment)

    def who(self, request: Request, needed: Scope = "read") -> Who:
        """Who asks. Raises `NotSignedIn` or `NotAllowed`."""
        return self.access.who(
            request.headers.get("authorization"), request.cookies.get(SESSION), needed
        )

    def asked(self, request: Request) -> Asked:
        """What a page is asked for, by somebody who may read; and if they ask for internal notes,
        by somebody who may read those too."""
        self.who(request)
        path, prefix = place(request)
        asked = Asked.of(self.engine, path, once(request.query_params), prefix)
        if asked.internal:
            self.who(request, "internal")
        return asked

    def plain(self, request: Request) -> Asked:
        """The page itself, nothing asked of it: for forms, signing in and errors."""
        path, prefix = place(request)
        return Asked(self.engine, path, {}, prefix=prefix)

    def check_form(self, request: Request, form: FormData) -> None:
        """Only a form of ours records or signs in: see `Access.check_form`."""
        self.access.check_form(
            request.cookies.get(VISITOR), str(form.get("seal", "")),
            request.headers.get("origin"), request.headers.get("host", ""),
        )  # fmt: skip

    def may_see_notes(self, request: Request) -> bool:
        """Whether whoever asks may read internal notes."""
        return "internal" in self.who(request).scopes

    def notes(self, asked: Asked, events: Sequence[Recorded]) -> dict[int, str]:
        """The internal notes of events in words, by position, where they are asked for."""
        if not asked.internal:
            return {}
        found = self.engine.internal_notes(events)
        by_position = {one.position: note_words(found.get(one.event_id)) for one in events}
        return {position: said for position, said in by_position.items() if said is not None}

    def page(self, asked: Asked, template: str, status: int = 200, **context: Any) -> Response:
        """A page of HTML."""
        basis: Basis | None = context.setdefault("basis", None)
        said = line(self.engine, basis) if basis is not None else None
        given: dict[str, Any] = {"asked": asked, "said": said, "tables": False, **context}
        html = self.templates.get_template(template).render(given)
        found = HTMLResponse(html, status_code=status)
        if asked.internal:
            found.headers["cache-control"] = "no-store"
        return found

    def answer(
        self, asked: Asked, found: Answer, template: str, sheet: Sheet | None = None, **context: Any
    ) -> Response:
        """An answer in the form that was asked for: a page, its JSON, or its table."""
        if asked.format == "json":
            return document(found.json_value())
        if asked.format in ("csv", "xlsx") and sheet is not None:
            return spreadsheet(sheet, asked.format)
        return self.page(asked, template, tables=sheet is not None, found=found, **context)

    def rests_on(self, basis: Basis) -> str:
        """What an answer rests on, in a line."""
        return line(self.engine, basis)

    def status(self) -> dict[str, Any]:
        """The state of the record. Where its file or its server is, is nobody's affair."""
        return {**self.engine.status().json_value(), "database": "the server's"}

    def signed(self) -> int:
        """Up to which position events can be proven: that of the furthest checkpoint."""
        return max((held.position for held in self.engine.checkpoints()), default=0)

    def tag(self, asked: Asked) -> str:
        """The entity tag of whatever is answered in full at the point that is asked for.

        Builds of one version give the same answers, until an operator pins one where it stands.
        """
        basis = self.engine.basis(**asked.at)
        views = [[one.view, one.version, one.pinned and one.build]
                 for one in self.engine.status().views]  # fmt: skip
        whole = json.dumps([__version__, basis.json_value(), views, asked.path, dict(asked.given)])
        return f'W/"{hashlib.sha256(whole.encode()).hexdigest()[:32]}"'

    def sealed(self, request: Request) -> tuple[str, str]:
        """The visitor and the seal that a form for them carries."""
        visitor = request.cookies.get(VISITOR) or secrets.token_urlsafe(16)
        return visitor, self.access.seal(visitor)


def place(request: Request) -> tuple[str, str]:
    """The path that is asked for, and the prefix below which the site lies."""
    # A form or a link that began with two slashes would lead to another host.
    path, prefix = re.sub("^/+", "/", request.url.path), str(request.scope.get("root_path", ""))
    return path.removeprefix(prefix) if path.startswith(f"{prefix}/") else path, prefix


def keep(request: Request, response: Response, name: str, value: str) -> None:
    """Let a browser keep a value, for this site alone."""
    secure = request.url.scheme == "https"
    response.set_cookie(
        name, value, path=place(request)[1] or "/", httponly=True, samesite="strict", secure=secure
    )


def document(value: Any) -> Response:
    """One JSON document."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return Response(text, media_type="application/json")


def spreadsheet(sheet: Sheet, form: str) -> Response:
    """A table to be saved."""
    name = sheet.name.replace("/", "-").replace(" ", "-")
    content, kind = (as_csv(sheet), "text/csv") if form == "csv" else (as_xlsx(sheet), XLSX)
    disposition = f'attachment; filename="{name}.{form}"'
    return Response(content, media_type=kind, headers={"content-disposition": disposition})
