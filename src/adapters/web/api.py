"""The HTTP API, /api/v1: reads and commands as JSON, errors as problem+json (RFC 9457)."""

from __future__ import annotations

import json
from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import replace
from itertools import islice
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Body, Header, Path, Query, Request, Response
from fastapi.routing import APIRoute

from ...domain.commands import COMMANDS, command_of
from ...domain.errors import BadInput, Unknown
from ...domain.event import Recorded
from ...domain.internal import EraseNote
from ...domain.streams import identity_in
from ...domain.symbol import identity
from ...projections import numbers
from ...projections.agenda import Agenda
from ...projections.answers import Docketed, Lineage, One, RecordStatus, Registered, Why
from ...projections.instruments import Instruments, OneInstrument
from ...projections.workload import Workload
from ..cli import choices
from ..cli.shapes import event_json, note_json
from ..intake import json_of
from .access import NotAllowed, Scope
from .asking import Asked, Malformed, once
from .contract import (
    AGENDA,
    BATCH,
    FILTERS,
    LOAD,
    Asking,
    CloudEvents,
    Due,
    Events,
    Finds,
    Items,
    Load,
    Page,
    Point,
    Position,
    Recording,
    Sessions,
    Text,
    Wish,
    problems,
    symbol_of,
    word,
)  # fmt: skip
from .pages.mandate import events_json, happened
from .site import Site, document, place

MOST = 1000
_BATCH: dict[int | str, dict[str, Any]] = {
    200: {"content": {BATCH: {"schema": {"type": "array", "items": {"type": "object"}}}}}
}


def _identity(text: str) -> str:
    try:
        return identity(text)
    except ValueError:
        raise Unknown(f"{text} is not in the record") from None


class Api:
    """What the routes share."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.engine = site.engine

    def reads(self, request: Request, at: Any, known: tuple[str, ...] = ()) -> dict[str, Any]:
        """The point that somebody who may read asks for. Unknown parameters are refused."""
        self.takes(request, "as_of", "known_at", *known)
        return {"as_of": at[0], "known_at": at[1]}

    def takes(self, request: Request, *known: str) -> None:
        """Raises `Malformed` for a parameter that is not known, where somebody may read."""
        self.may(request, "read")
        for name in once(request.query_params):
            if name not in known:
                choose = f"choose from {', '.join(sorted(known))}" if known else "there is none"
                raise Malformed(name, f"no such parameter: {choose}")

    def may(self, request: Request, scope: Scope) -> str:
        """Whoever asks, if they may. A browser's own session counts for our own pages alone."""
        origin, host = request.headers.get("origin"), request.headers.get("host", "")
        if origin is not None and origin.partition("://")[2] != host:
            raise NotAllowed("another site sent this")
        return self.site.who(request, scope).owner

    def give(self, request: Request, at: dict[str, Any], make: Any) -> Response:
        """An answer with its entity tag; nothing where the asker has it already."""
        path, prefix = place(request)
        asked = Asked(self.engine, path, dict(request.query_params), **at, prefix=prefix)
        tag = self.site.tag(asked)
        if tag in [one.strip() for one in request.headers.get("if-none-match", "").split(",")]:
            return Response(status_code=304, headers={"etag": tag})
        made = make()
        found = document(made)
        if not made["basis"]["behind"]:  # else the same question will have another answer
            found.headers["etag"] = tag
        noted = request.query_params.get("internal") is not None
        found.headers["cache-control"] = "no-store" if noted else "private, no-cache"
        return found


class _Once(APIRoute):
    """A route that refuses a body in which one object has a key twice."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def checked(request: Request) -> Response:
            with suppress(ValueError, RecursionError):  # whoever asks for the body says what it is
                json_of((await request.body()).decode())
            return await handle(request)

        return checked


Id = Annotated[str, Path(max_length=200)]


def routes(site: Site) -> APIRouter:
    """The API."""
    router = APIRouter(prefix="/api/v1", route_class=_Once)
    _register(router, Api(site))
    _one(router, Api(site))
    _texts(router, Api(site))
    _record(router, Api(site))
    return router


def _register(router: APIRouter, api: Api) -> None:
    engine = api.engine

    @router.get("/mandates", response_model=Page, responses=Finds)
    def mandates(
        request: Request, at: Point, query: Asking,
        sort: Annotated[str, word(choices.SORTS)] = "adopted",
        limit: Annotated[int, Query(ge=1, le=MOST)] = 100, after: Text = None,
    ) -> Response:  # fmt: skip
        """The register; `after` is the `more_after` of the page before, in the same order."""
        point = api.reads(request, at, (*FILTERS, "sort", "limit", "after"))

        def make() -> dict[str, Any]:
            part = replace(query, sort=sort, limit=limit, after=after)
            return _page(request, engine.register(part, **point))

        return api.give(request, point, make)

    @router.get("/docket", response_model=Due, responses=Finds)
    def docket(
        request: Request, at: Point, query: Asking,
        limit: Annotated[int | None, Query(ge=1, le=MOST)] = None, after: Text = None,
    ) -> Response:  # fmt: skip
        """What is due and still open, the most pressing first; `session` alone or anywhere.

        All of it without a `limit`; `after` is the `more_after` of the page before."""
        point = api.reads(request, at, (*FILTERS, "limit", "after"))

        def make() -> dict[str, Any]:
            part = replace(query, limit=limit, after=after)
            return _page(request, engine.docket(query.session, part, **point))

        return api.give(request, point, make)


def _page(request: Request, found: Registered | Docketed) -> dict[str, Any]:
    more = found.more_after
    link = str(request.url.include_query_params(after=more)) if more else None
    return {**found.json_value(), "next": link}


def _one(router: APIRouter, api: Api) -> None:
    engine = api.engine

    @router.get("/mandates/{mandate:path}/history", response_model=Events, responses=Finds)
    def history(request: Request, at: Point, mandate: Id, internal: bool = False) -> Response:
        """Every event of a mandate up to that point. With `internal` (a scope of its own) each has
        the `internal_note` that came with it, if one did."""
        point = api.reads(request, at, ("internal",))
        if internal:
            api.may(request, "internal")

        def make() -> dict[str, Any]:
            basis = engine.basis(**point)
            found = happened(engine, _identity(mandate), basis.position, point["as_of"])
            notes = engine.internal_notes([one for one, _ in found]) if internal else {}
            items = events_json(found)
            for (one, _), item in zip(found, items, strict=True):
                if one.event_id in notes:
                    item["internal_note"] = note_json(notes[one.event_id])
            return {"basis": basis.json_value(), "items": items}

        return api.give(request, point, make)

    @router.get("/mandates/{mandate:path}/why", response_model=Why, responses=Finds)
    def why(request: Request, at: Point, mandate: Id) -> Response:
        """The values of a mandate's fields and the events that make them so."""
        point = api.reads(request, at)
        make = lambda: engine.why(_identity(mandate), **point).json_value()  # noqa: E731
        return api.give(request, point, make)

    @router.get("/mandates/{mandate:path}/lineage", response_model=Lineage, responses=Finds)
    def lineage(request: Request, at: Point, mandate: Id) -> Response:
        """What a mandate descends from and what descends from it."""
        point = api.reads(request, at)
        make = lambda: engine.lineage(_identity(mandate), **point).json_value()  # noqa: E731
        return api.give(request, point, make)

    @router.get("/mandates/{mandate:path}", response_model=One, responses=Finds)
    def one(request: Request, at: Point, mandate: Id) -> Response:
        """One mandate in full; its `#` is written %23."""
        point = api.reads(request, at)
        make = lambda: engine.mandate(_identity(mandate), **point).json_value()  # noqa: E731
        return api.give(request, point, make)


def _texts(router: APIRouter, api: Api) -> None:
    engine = api.engine

    @router.get("/instruments", response_model=Instruments, responses=Finds)
    def instruments(
        request: Request, at: Point, symbol: Text = None,
        offset: Annotated[int, Query(ge=0, le=numbers.MOST)] = 0,
        limit: Annotated[int, Query(ge=1, le=MOST)] = 100,
    ) -> Response:  # fmt: skip
        """Texts with that part in their symbol, the latest recorded first."""
        point = api.reads(request, at, ("symbol", "offset", "limit"))

        def make() -> dict[str, Any]:
            found = engine.instruments(symbol or "", offset=offset, limit=limit, **point)
            return found.json_value()

        return api.give(request, point, make)

    @router.get("/instruments/{symbol:path}", response_model=OneInstrument, responses=Finds)
    def instrument(request: Request, at: Point, symbol: Id) -> Response:
        """One text with its paragraphs and acts."""
        point = api.reads(request, at)
        make = lambda: engine.instrument(symbol_of(symbol), **point).json_value()  # noqa: E731
        return api.give(request, point, make)

    @router.get("/agenda", response_model=Agenda, responses=Finds)
    def agenda(request: Request, at: Point, query: Items) -> Response:
        """Agenda items, with what is taken up under each: `after` goes on after an item."""
        point = api.reads(request, at, AGENDA)
        return api.give(request, point, lambda: engine.agenda(query, **point).json_value())

    @router.get("/workload", response_model=Workload, responses=Finds)
    def workload(request: Request, at: Point, query: Load, among: Asking) -> Response:
        """Who has how much to do, and when: `after` goes on after a row."""
        point = api.reads(request, at, (*LOAD, *FILTERS))
        asked = replace(query, among=among)
        return api.give(request, point, lambda: engine.workload(asked, **point).json_value())

    @router.get("/sessions", response_model=Sessions, responses=Finds)
    def sessions(request: Request, at: Point) -> Response:
        """The sessions on record, with their days."""
        point = api.reads(request, at)

        def make() -> dict[str, Any]:
            items = [one.json_value() for one in engine.sessions(**point)]
            return {"basis": engine.basis(**point).json_value(), "items": items}

        return api.give(request, point, make)


def _record(router: APIRouter, api: Api) -> None:
    engine = api.engine

    @router.get("/status", response_model=RecordStatus, responses=problems())
    def status(request: Request) -> Response:
        """Where the record ends and how far its views are."""
        api.takes(request)
        return document(api.site.status())

    @router.get("/events", response_class=CloudEvents, responses={**problems(), **_BATCH})
    def events(
        request: Request, after: Position = 0,
        limit: Annotated[int, Query(ge=1, le=MOST)] = 100,
    ) -> Response:  # fmt: skip
        """Every event after a position as CloudEvents 1.0, in order: keep the last `position`."""
        api.takes(request, "after", "limit")
        batch = [cloud_event(one) for one in islice(engine.events(after), limit)]
        return CloudEvents(json.dumps(batch, ensure_ascii=False))

    @router.get("/commands", responses=problems())
    def commands(request: Request) -> Response:
        """The JSON schema of the fields of every command, by its name."""
        api.takes(request)
        return document({name: kind.model_json_schema() for name, kind in COMMANDS.items()})

    @router.post("/commands", response_model=Recording, responses=problems(404, 409))
    def execute(
        request: Request,
        wish: Annotated[Wish, Body()],
        idempotency_key: Annotated[UUID | None, Header()] = None,
    ) -> Response:
        """Judge a command and record what it leads to, or nothing. The actor is the token's owner.

        With an `Idempotency-Key`, or a `command_id`, it is executed once, however often it is sent.
        Internal notes, written or erased, need the scope `internal` too.
        """
        owner = api.may(request, "record")
        if wish.fields.get("internal") is not None or wish.command == EraseNote.__name__:
            api.may(request, "internal")
        if wish.command_id and idempotency_key and wish.command_id != idempotency_key:
            raise BadInput("command_id and Idempotency-Key differ: give one")
        answer = engine.execute(
            command_of(wish.command, wish.fields), by=owner, on_behalf_of=wish.on_behalf_of,
            command_id=wish.command_id or idempotency_key, dry_run=wish.dry_run,
        )  # fmt: skip
        shown = Recording(
            command_id=answer.command_id,
            positions=[] if wish.dry_run else list(answer.positions),
            events=[event_json(one) for one in answer.recorded],
        )
        return document(shown.model_dump(mode="json"))


def cloud_event(one: Recorded) -> dict[str, Any]:
    """An event as CloudEvents 1.0 JSON; what CloudEvents has no word for are extensions."""
    value = event_json(one)
    return {
        "specversion": "1.0",
        "id": value["event_id"],
        "source": "urn:mandates:record",
        "type": f"mandates.{value['type']}",
        "subject": identity_in(one.stream),
        "time": value["recorded_at"],
        "datacontenttype": "application/json",
        "position": one.position,
        "effectiveon": value["effective_on"],
        "actor": value["actor"],
        "data": value["data"],
    }
