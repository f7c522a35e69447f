"""What stored events of mandates say: every field has to be there, and no other."""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Raw, Struct

from ...domain.mandate.events import Action, DeadlineKind, ProgressState, Role, What
from ...domain.mandate.joined import FundedHow, ItemState
from ...domain.reading import Deliverable, Force, Strength, Tracked
from ...domain.rhythm import Recurrence


class _Data(Struct, forbid_unknown_fields=True, gc=False):
    pass


class AdoptedData(_Data):
    """The fields of an adoption."""

    mandate: str
    instrument: str
    instrument_title: str | None
    body: str
    session: int | str | None
    paragraph: str
    verb: str
    force: Force
    strength: Strength | None
    tracked: Tracked
    addressees: list[str]
    collaborators: list[str]
    receiving_body: str | None
    deliverable: Deliverable
    title: str | None
    due: Raw
    dues: Raw
    recurrence: Recurrence | None
    rhythm: Raw
    until: Raw
    renews: bool
    cites: list[str]
    text: str | None
    span: list[int] | None
    text_of: Literal["adopted", "draft"]
    confidence: Literal["high", "low"]


class AssignedData(_Data):
    """Who takes it on."""

    entity: str
    role: Role
    authority: str | None


class ProgressData(_Data):
    """How far it is."""

    occurrence: int
    state: ProgressState
    statement: str | None
    entity: str | None
    came_on: str | None


class SubmittedData(_Data):
    """A report came."""

    occurrence: int
    document: str
    late_reason: str | None
    came_on: str | None


class IssuedData(_Data):
    """It came out."""

    occurrence: int
    document: str
    languages: list[str]
    complete: bool
    came_on: str | None


class OpenedData(_Data):
    """A further due point."""

    occurrence: int
    due: Raw
    passed_from: str | None
    late_days: dict[DeadlineKind, int]
    said_for: date | None


class DeferredData(_Data):
    """It was put off."""

    occurrence: int
    what: What
    to: Raw
    authority: str
    exceptional: bool
    late_days: dict[DeadlineKind, int]


class AnnouncedData(_Data):
    """What time brought."""

    occurrence: int
    deadline: DeadlineKind
    on: date
    said_for: date
    calendar: str


class ConsideredData(_Data):
    """The body dealt with it."""

    occurrence: int
    action: Action
    authority: str | None


class ItemLinkedData(_Data):
    """An agenda item is to take it up."""

    occurrence: int
    item: str


class ItemAdvancedData(_Data):
    """The agenda item that it asks for went a step further."""

    occurrence: int
    state: ItemState
    item: str
    authority: str | None


class ReiteratedData(_Data):
    """A later act asks again."""

    by: str | None
    authority: str


class _ByAct(_Data):
    authority: str
    above: Raw


class ExtendedData(_ByAct):
    """It has a new end."""

    until: Raw


class CarriedOnData(_ByAct):
    """A later act carries it on, in other terms or with others."""

    into: str


class ReplacedData(_ByAct):
    """A later act stands in its place."""

    by: str


class RetiredData(_ByAct):
    """An act ended it."""


class ExpiredData(_Data):
    """Its own terms ran out."""

    until: Raw
    said_for: date | None


class LapsedData(_Data):
    """It was let pass."""

    authority: str


class SucceededData(_Data):
    """It carries an older one on."""

    predecessor: str
    how: Literal["adapted", "merged", "replaced", "reiterated"]
    authority: str


class VerifiedData(_Data):
    """Its words were compared with the adopted text."""

    text: Raw
    span: Raw


class TrackingData(_Data):
    """A person decides whether it is tracked."""

    tracked: Literal["yes", "no"]
    reason: str


class FundedData(_Data):
    """Money for it."""

    how: FundedHow
    amounts: Raw
    instrument: str | None
    fund: str | None
    years: list[int]
    shared_with: list[str]
    authority: str | None


class CompletedData(_Data):
    """It is done."""

    occurrence: int


class WaivedData(_Data):
    """It was let go."""

    occurrence: int
    authority: str | None
    reason: str | None


class MissedData(_Data):
    """It was not delivered."""

    occurrence: int
    due: Raw
    legal_by: date | None
    days_overdue: int | None
    authority: str | None


class NotedData(_Data):
    """A remark."""

    text: str
