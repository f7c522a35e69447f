"""Forms that record: shown, judged, recorded once; adopting a text and importing a register."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile

from ...domain.command import Command
from ...domain.errors import BadInput, MandatesError, Refused, Unknown
from ...domain.instrument import AdoptInstrument
from ...domain.item import item_id, session_in
from ...domain.reading import Reading
from ...engine import Answer
from ..cli.errors import misfit
from ..importing import Mapping, planned, read_table, take_over
from ..intake import json_of
from ..reading.files import read_bytes
from .access import Who
from .asking import once
from .fields import COMMON, FORMS, INTERNAL, commands_of
from .guards import LARGEST
from .site import VISITOR, Site, keep

Sent = dict[str, str]
NAMES = (*FORMS, "adopt", "import")


def routes(site: Site) -> APIRouter:
    """The forms."""
    router = APIRouter()

    @router.get("/record/{name}")
    def show(request: Request, name: str) -> Response:
        site.who(request, "record")
        return _show(site, request, name, once(request.query_params))

    @router.post("/record/{name}")
    async def record(request: Request, name: str) -> Response:
        who = site.who(request, "record")
        async with request.form(max_part_size=LARGEST) as form:
            site.check_form(request, form)
            _once(form)
            sent = {key: value for key, value in form.items() if isinstance(value, str)}
            files = {
                key: (value.filename or "", await value.read())
                for key, value in form.items()
                if isinstance(value, UploadFile)
            }
        _in_utf8(*sent, *sent.values(), *(name for name, _ in files.values()))
        if sent.get(INTERNAL.name, "").strip():
            site.who(request, "internal")
        doing: dict[str, Callable[..., Response]] = {"adopt": _adopt, "import": _import}
        step = doing.get(name, _record)
        try:
            return await run_in_threadpool(step, site, request, name, who, sent, files)
        except MandatesError as error:
            if not isinstance(error, Refused | BadInput) or (
                isinstance(error, Unknown) and (name not in FORMS)
            ):
                raise
            status = 409 if isinstance(error, Refused) else 422
            return await run_in_threadpool(_show, site, request, name, sent, str(error), status)

    return router


def _once(form: FormData) -> None:
    """Raises `BadInput` for a field that was sent twice: nobody can tell which of them counts."""
    for name in form:
        if len(form.getlist(name)) > 1:
            raise BadInput(f"{name!r} was sent twice")


def _in_utf8(*texts: str) -> None:
    """Raises `BadInput` for halves of characters: whoever sends a form names its encoding."""
    try:
        "".join(texts).encode()
    except UnicodeEncodeError:
        raise BadInput("what was sent is no text in UTF-8: load the page anew") from None


def _show(
    site: Site, request: Request, name: str, sent: Sent, wrong: str | None = None,
    status: int = 200, **more: Any,
) -> Response:  # fmt: skip
    if name not in NAMES:
        raise Unknown(f"there is no form {name!r}: choose from {', '.join(NAMES)}")
    visitor, seal = site.sealed(request)
    if name == "submit" and "mandate" in sent:
        sent = {"answers": sent["mandate"], **sent}
    template = f"{name}.html" if name in ("adopt", "import") else "form.html"
    command_id = sent.get("command_id") or str(uuid4())
    who = site.who(request, "record")
    common = [one for one in COMMON if one is not INTERNAL or "internal" in who.scopes]
    context = {"form": FORMS.get(name), "common": common, "sent": sent, "wrong": wrong,
               "seal": seal, "command_id": command_id, "reading": None, "outcome": None,
               "who": who.owner, **more}  # fmt: skip
    found = site.page(site.plain(request), template, status, **context)
    keep(request, found, VISITOR, visitor)
    found.headers["cache-control"] = "no-store"
    return found


def _command_id(sent: Sent) -> UUID:
    try:
        return UUID(sent.get("command_id", ""))
    except ValueError:
        raise BadInput("this form has lost its number: load the page anew") from None


def _execute(site: Site, who: Who, sent: Sent, commands: list[Command]) -> Answer:
    behalf = sent.get("on_behalf_of", "").strip() or None
    return site.engine.execute(
        commands, by=who.owner, on_behalf_of=behalf, command_id=_command_id(sent)
    )


def _done(site: Site, request: Request, answer: Answer, target: str) -> Response:
    done = ",".join(map(str, answer.positions)) or "none"
    return RedirectResponse(site.plain(request).link(target, done=done), status_code=303)


def _record(
    site: Site, request: Request, name: str, who: Who, sent: Sent, _: dict[str, tuple[str, bytes]]
) -> Response:
    form = FORMS.get(name)
    if form is None:
        raise Unknown(f"there is no form {name!r}")
    answers = {key: value.strip() for key, value in sent.items()}
    answer = _execute(site, who, sent, commands_of(form, answers))
    named = answers.get("mandate") or answers.get("answers", "").partition(",")[0].strip()
    about = next(
        (one.stream.partition("-")[2] for one in answer.recorded if "#" in one.stream), named
    )
    target = f"/mandate/{about.replace('#', '/')}" if "#" in about else "/log"
    if name == "meeting":
        target = f"/agenda/{session_in(item_id(answers['item']))}"
    return _done(site, request, answer, target)


def _adopt(
    site: Site, request: Request, name: str, who: Who, sent: Sent,
    files: dict[str, tuple[str, bytes]],
) -> Response:  # fmt: skip
    """First the reading is shown; confirmed, it is recorded, as it was shown."""
    if sent.get("reading"):
        try:
            document: Any = json_of(sent["reading"])
            command = AdoptInstrument(
                symbol=sent.get("symbol", ""), adopted_on=sent.get("adopted_on", ""),
                draft=sent.get("draft") or None, reading=Reading.model_validate(document),
                accept_low=bool(sent.get("accept_low")),
            )  # fmt: skip
        except ValidationError as error:
            raise misfit(error) from None
        except (ValueError, RecursionError):
            raise BadInput("the reading is no JSON any more: start anew") from None
        answer = _execute(site, who, sent, [command])
        return _done(site, request, answer, f"/instrument/{command.symbol}")
    file, data = files.get("file", ("", b""))
    text = data or sent.get("text", "").encode()
    document = read_bytes(text, file_name=file or None, symbol=sent.get("symbol") or None)
    sent = {**sent, "symbol": sent.get("symbol") or document.get("symbol") or "",
            "adopted_on": sent.get("adopted_on") or document.get("adopted_on") or ""}  # fmt: skip
    try:
        reading = Reading.model_validate(document)
    except ValidationError as error:
        raise misfit(error) from None
    return _show(
        site, request, name, sent, reading=reading, written=json.dumps(document),
        dropped=document.get("dropped", ()),
    )  # fmt: skip


def _import(
    site: Site, request: Request, name: str, who: Who, sent: Sent,
    files: dict[str, tuple[str, bytes]],
) -> Response:  # fmt: skip
    """Tried first; recorded only where ``record`` was pressed."""
    file, data = files.get("file", ("", b""))
    if not data:
        raise BadInput("choose a file: CSV or Excel")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "register")  # what kind of file it is, its bytes tell
        path.write_bytes(data)
        try:
            plan = planned(read_table(path), Mapping())
        except BadInput as error:
            raise BadInput(str(error).replace(str(path), file or "the file")) from None
    tried = sent.get("do") != "record"
    engine = site.engine.rehearsal() if tried else site.engine
    outcome = take_over(plan, engine, by=who.owner)
    return _show(site, request, name, sent, outcome=outcome, plan=plan, tried=tried, file=file)
