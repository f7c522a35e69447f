"""What the HTTP API takes and gives, as its description tells it."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Query, Response
from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field

from ...domain.commands import COMMANDS
from ...domain.days import Day
from ...domain.due import session_id
from ...domain.symbol import normal
from ...projections.agenda import AgendaQuery
from ...projections.answers import Basis, Docketed, Registered, SessionShown
from ...projections.search.query import RegisterQuery
from ...projections.workload import By, Per, WorkloadQuery
from ..cli import choices

PROBLEM = "application/problem+json"
BATCH = "application/cloudevents-batch+json"


class Problem(BaseModel):
    """What is wrong (RFC 9457)."""

    title: str
    status: int
    detail: str
    instance: str | None = None


class Page(Registered):
    """A page of the register; ``next`` is the link to what follows, None at the end."""

    next: str | None


class Due(Docketed):
    """A page of the docket, or the whole of it; ``next`` as in `Page`."""

    next: str | None


class Sessions(BaseModel):
    """Sessions with their days."""

    basis: Basis
    items: tuple[SessionShown, ...]


class Events(BaseModel):
    """Events as in ``audit events --json``."""

    basis: Basis
    items: list[dict[str, Any]]


class Wish(BaseModel):
    """A command: its name, its fields, and whom it is for. ``command_id`` makes it happen once."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    command: str = Field(json_schema_extra={"enum": list(COMMANDS)})
    fields: dict[str, Any] = Field(alias="with", default_factory=dict[str, Any])
    command_id: UUID | None = None
    on_behalf_of: Annotated[str, Field(min_length=1, max_length=200)] | None = None
    dry_run: bool = False


class Recording(BaseModel):
    """What a command recorded; nothing where it was so already. A dry run has no positions."""

    command_id: UUID
    positions: list[int]
    events: list[dict[str, Any]]


def problems(*codes: int) -> dict[int | str, dict[str, Any]]:
    content = {PROBLEM: {"schema": Problem.model_json_schema()}}
    shown = {"description": "what is wrong", "content": content}
    return dict.fromkeys((401, 403, 413, 422, 500, 503, *codes), shown)


_UNCHANGED: dict[int | str, dict[str, Any]] = {304: {"description": "as with that ETag"}}
Finds = {**problems(404), **_UNCHANGED}
_SESSION = r"^[A-Za-z][A-Za-z .-]{0,60}/(E?S-)?[1-9][0-9]{0,3}$"
PERIOD = r"^[0-9]{4}(-(0[1-9]|1[0-2]|Q[1-4]))?$"
Text = Annotated[str | None, Query(max_length=200)]
Session = Annotated[str, Field(pattern=_SESSION), AfterValidator(session_id)] | None
Position = Annotated[int, Query(ge=0, le=2**53)]
_DAY: dict[str, Any] = {"pattern": "^[1-8][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"}
"""The years from and to which days are taken: see `domain.days`."""


def word(words: tuple[str, ...]) -> Any:
    return Query(pattern=f"^({'|'.join(words)})$", json_schema_extra={"enum": [*words]})


class CloudEvents(Response):
    """A batch of events in the CloudEvents format."""

    media_type = BATCH


def _no_count_of_seconds(value: object) -> object:
    """A number that is no position: pydantic would take it for seconds since 1970."""
    if isinstance(value, str) and not value.isdecimal() and not _DAY_IN_IT.match(value.strip()):
        raise ValueError("it is no position, instant or day")
    return value


_DAY_IN_IT = re.compile(r"\d{4}-\d\d-\d\d")


def _point(
    as_of: Annotated[
        Annotated[Day, Field(json_schema_extra=_DAY)] | None,
        Query(description="true on this day; else today"),
    ] = None,
    known_at: Annotated[
        Annotated[int, Field(ge=0, le=2**53)] | AwareDatetime | date | None,
        BeforeValidator(_no_count_of_seconds),
        Query(
            description="as known at this position, instant, or end of a day (UTC); else now."
            " 404 for a position that the record has not reached"
        ),
    ] = None,
) -> tuple[date | None, int | datetime | date | None]:
    return as_of, known_at


Point = Annotated[tuple[date | None, int | datetime | date | None], Depends(_point)]
Status = Annotated[str | None, word(choices.STATUS)]
Legal = Annotated[str | None, word(choices.LEGAL)]
Implementation = Annotated[str | None, word(choices.IMPLEMENTATION)]
Timeliness = Annotated[str | None, word(choices.TIMELINESS)]
Funding = Annotated[str | None, word(choices.FUNDING)]
Deliverable = Annotated[str | None, word(choices.DELIVERABLES)]
Strength = Annotated[str | None, word(choices.STRENGTHS)]


def _query(
    every: Annotated[
        bool, Query(alias="all", description="also mandates that are not tracked")
    ] = False,
    overdue: bool = False,
    status: Status = None,
    legal: Legal = None,
    implementation: Implementation = None,
    timeliness: Timeliness = None,
    funding: Funding = None,
    deliverable: Deliverable = None,
    strength: Strength = None,
    addressee: Text = None,
    lead: Text = None,
    verb: Text = None,
    text: Text = None,
    instrument: Text = None,
    session: Session = None,
    adopted_session: Session = None,
) -> RegisterQuery:
    return RegisterQuery(
        every=every, overdue=overdue, status=status, legal=legal, implementation=implementation,
        timeliness=timeliness, funding=funding, deliverable=deliverable, strength=strength,
        addressee=addressee, lead=lead, verb=verb, text=text,
        instrument=symbol_of(instrument) if instrument else None,
        session=session, adopted_session=adopted_session,
    )  # fmt: skip


Asking = Annotated[RegisterQuery, Depends(_query)]


def _items(
    session: Session = None,
    stage: Annotated[str | None, word(choices.STAGES)] = None,
    mandate: Text = None,
    report: Text = None,
    text: Text = None,
    sort: Annotated[str, word(choices.AGENDA_SORTS)] = "item",
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
    after: Annotated[str | None, Query(max_length=500)] = None,
) -> AgendaQuery:
    return AgendaQuery(
        session=session, stage=stage, mandate=mandate, report=report, text=text, sort=sort,
        limit=limit, after=after,
    )  # fmt: skip


Items = Annotated[AgendaQuery, Depends(_items)]


def _load(
    by: Annotated[By, word(choices.BYS)] = "addressee",
    entity: Text = None,
    period: Annotated[str | None, Query(pattern=PERIOD)] = None,
    per: Annotated[Per | None, word(choices.PERS)] = None,
    sort: Annotated[str, word(choices.LOAD_SORTS)] = "-total",
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
    after: Annotated[str | None, Query(max_length=500)] = None,
) -> WorkloadQuery:
    return WorkloadQuery(
        by=by, entity=entity, period=period, per=per, sort=sort, limit=limit, after=after
    )


Load = Annotated[WorkloadQuery, Depends(_load)]


def symbol_of(text: str) -> str:
    """A symbol in its one form; what is none finds nothing."""
    try:
        return normal(text)
    except ValueError:
        return text


AGENDA = tuple(_items.__annotations__)[:-1]
LOAD = tuple(_load.__annotations__)[:-1]
FILTERS = ("all", *tuple(_query.__annotations__)[1:-1])
