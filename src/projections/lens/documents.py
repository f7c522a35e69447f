"""Stored events of mandates, decoded only as far as views need them.

What a view copies is kept as the JSON that was stored (`Raw`); nothing is judged again, as the
record lets in only what reads back equal. Every field of an event's data has to be there and no
other: data of another shape, a tag that is not here or bytes that are no document are left to the
full decoding, which knows what they mean or says what is wrong with them. What somebody damaged by
hand in a field that no view reads is not seen here; `verify` finds it.
"""

from __future__ import annotations

from typing import Any, Literal

from msgspec import DecodeError, Raw, Struct
from msgspec.json import Decoder

from .data import (
    AdoptedData,
    AnnouncedData,
    AssignedData,
    CarriedOnData,
    CompletedData,
    ConsideredData,
    DeferredData,
    ExpiredData,
    ExtendedData,
    FundedData,
    IssuedData,
    ItemAdvancedData,
    ItemLinkedData,
    LapsedData,
    MissedData,
    NotedData,
    OpenedData,
    ProgressData,
    ReiteratedData,
    ReplacedData,
    RetiredData,
    SubmittedData,
    SucceededData,
    TrackingData,
    VerifiedData,
    WaivedData,
)

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


class Reiterated(Document, tag="mandate.reiterated.v1"):
    data: ReiteratedData


class Extended(Document, tag="mandate.extended.v1"):
    data: ExtendedData


class Adapted(Document, tag="mandate.adapted.v1"):
    data: CarriedOnData


class Merged(Document, tag="mandate.merged.v1"):
    data: CarriedOnData


class Replaced(Document, tag="mandate.replaced.v1"):
    data: ReplacedData


class Retired(Document, tag="mandate.retired.v1"):
    data: RetiredData


class Expired(Document, tag="mandate.expired.v1"):
    data: ExpiredData


class Lapsed(Document, tag="mandate.lapsed.v1"):
    data: LapsedData


class Succeeded(Document, tag="mandate.succeeded.v1"):
    data: SucceededData


class WordsVerified(Document, tag="mandate.words_verified.v1"):
    data: VerifiedData


class TrackingOverridden(Document, tag="mandate.tracking_overridden.v1"):
    data: TrackingData


class Funded(Document, tag="mandate.funded.v1"):
    data: FundedData


class Noted(Document, tag="mandate.noted.v1"):
    data: NotedData


_Any = (
    Adopted | Assigned | ProgressStated | ReportSubmitted | ReportIssued | OccurrenceOpened
    | Deferred | DueSoon | FellDue | BecameOverdue | Considered | Completed | Waived | Missed
    | Noted | ItemLinked | ItemAdvanced | Reiterated | Extended | Adapted | Merged | Replaced
    | Retired | Expired | Lapsed | Succeeded | TrackingOverridden | Funded | WordsVerified
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
