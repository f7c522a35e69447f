"""Stored events of mandates, decoded only as far as views need them.

What a view copies is kept as the JSON that was stored (`Raw`); nothing is judged again, as the
record lets in only what reads back equal. Every field of an event's data has to be there and no
other: data of another shape, a tag that is not here or bytes that are no document are left to the
full decoding, which knows what they mean or says what is wrong with them. What somebody damaged by
hand in a field that no view reads is not seen here; `verify` finds it.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from msgspec import DecodeError, Raw, Struct
from msgspec.json import Decoder

from ...domain.mandate.events import Action, DeadlineKind, ProgressState, Role
from ...domain.mandate.joined import ItemState
from ...domain.reading import Deliverable, Force, Strength, Tracked
from ...domain.rhythm import Recurrence

A_DAY = len("2001-09-12")


class Source(Struct, gc=False):
    """Where a fact comes from, and how sure it is."""

    symbol: str | None = None
    confidence: Literal["sourced", "inferred", "uncertain"] = "sourced"


class Envelope(Struct, gc=False):
    """When a fact was written down, by whom and which command, and from which day it holds."""

    recorded_at: str
    actor: str
    effective_on: str
    command_id: str
    source: Source | None = None


class Document(Struct, tag_field="tag", gc=False):
    """A stored event."""

    stream: str
    version: int
    event_id: str
    envelope: Envelope
    data: Any

    @property
    def recorded_on(self) -> str:
        """The day (UTC) on which it was recorded."""
        return self.envelope.recorded_at[:A_DAY]


class _Data(Struct, forbid_unknown_fields=True, gc=False):
    pass


class AdoptedData(_Data):
    """The fields of an adoption."""

    mandate: str
    instrument: str
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


class SubmittedData(_Data):
    """A report came."""

    occurrence: int
    document: str
    late_reason: str | None


class IssuedData(_Data):
    """It came out."""

    occurrence: int
    document: str
    languages: list[str]
    complete: bool


class OpenedData(_Data):
    """A further due point."""

    occurrence: int
    due: Raw
    passed_from: str | None
    said_for: date | None


class DeferredData(_Data):
    """It was put off."""

    occurrence: int
    what: Literal["delivery"]
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
    legal_by: date | None
    days_overdue: int | None
    authority: str | None


class NotedData(_Data):
    """A remark."""

    text: str


class Adopted(Document, tag="mandate.adopted.v1"):
    """``data`` as stored: a state holds it word for word."""

    data: Raw


class Assigned(Document, tag="mandate.assigned.v1"):
    data: AssignedData


class ProgressStated(Document, tag="mandate.progress_stated.v1"):
    data: ProgressData


class ReportSubmitted(Document, tag="mandate.report_submitted.v1"):
    data: SubmittedData


class ReportIssued(Document, tag="mandate.report_issued.v1"):
    data: IssuedData


class OccurrenceOpened(Document, tag="mandate.occurrence_opened.v1"):
    data: OpenedData


class Deferred(Document, tag="mandate.deferred.v1"):
    data: DeferredData


class DueSoon(Document, tag="mandate.due_soon.v1"):
    data: AnnouncedData


class FellDue(Document, tag="mandate.due.v1"):
    data: AnnouncedData


class BecameOverdue(Document, tag="mandate.overdue.v1"):
    data: AnnouncedData


class Considered(Document, tag="mandate.considered.v1"):
    data: ConsideredData


class ItemLinked(Document, tag="mandate.item_linked.v1"):
    data: ItemLinkedData


class ItemAdvanced(Document, tag="mandate.item_advanced.v1"):
    data: ItemAdvancedData


class Completed(Document, tag="mandate.completed.v1"):
    data: CompletedData


class Waived(Document, tag="mandate.waived.v1"):
    data: WaivedData


class Missed(Document, tag="mandate.missed.v1"):
    data: MissedData


class Noted(Document, tag="mandate.noted.v1"):
    data: NotedData


_Any = (
    Adopted | Assigned | ProgressStated | ReportSubmitted | ReportIssued | OccurrenceOpened
    | Deferred | DueSoon | FellDue | BecameOverdue | Considered | Completed | Waived | Missed
    | Noted | ItemLinked | ItemAdvanced
)  # fmt: skip
_HISTORY: Decoder[list[Any]] = Decoder(list[_Any])
ADOPTED: Decoder[AdoptedData] = Decoder(AdoptedData)


def decode(stream: str, count: int, documents: bytes) -> list[Any] | None:
    """The stored documents of a mandate, by version; None where they need the full decoding.

    ``documents`` is the JSON array of what is stored of its first ``count`` events.
    """
    try:
        found = _HISTORY.decode(documents)
    except (DecodeError, UnicodeDecodeError):
        return None
    if len(found) != count:
        return None
    for version, one in enumerate(found, start=1):
        if one.version != version or one.stream != stream:
            return None
    return found
