"""What can happen to a mandate. The tags are stored names: they never change meaning."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Literal

from pydantic import Field, JsonValue, TypeAdapter, model_validator

from ..body import Above
from ..days import PartialDay
from ..due import Due
from ..event import Event
from ..reading import Deliverable, Force, Strength, Tracked
from ..rhythm import Recurrence, Rhythm
from ..symbol import Authority, MandateId, SymbolText
from ..void import Voided
from .announced import Announcement as Announcement
from .announced import BecameOverdue as BecameOverdue
from .announced import DeadlineKind as DeadlineKind
from .announced import DueSoon as DueSoon
from .announced import FellDue as FellDue
from .joined import Funded as Funded
from .joined import ItemAdvanced as ItemAdvanced
from .joined import ItemLinked as ItemLinked

Role = Literal["lead", "contributing"]
ProgressState = Literal["stated", "confirmed", "disputed", "convened", "held", "postponed"]
What = Literal["consideration", "delivery"]
Action = Literal[
    "noted", "endorsed", "welcomed", "approved", "adopted", "considered", "rejected"
]  # fmt: skip


class Adopted(Event):
    """The body gave the task. Everything that the text says about it, as read."""

    tag = "mandate.adopted.v1"
    mandate: MandateId
    instrument: SymbolText
    instrument_title: str | None = None
    """What that is called: a title such as "implementation of the present resolution" needs it."""
    body: str
    session: int | str | None
    paragraph: str
    verb: str
    force: Force
    strength: Strength | None
    tracked: Tracked
    addressees: tuple[str, ...]
    collaborators: tuple[str, ...] = ()
    receiving_body: str | None = None
    deliverable: Deliverable
    title: str | None = None
    due: Due | None = None
    dues: tuple[Due, ...] = ()
    recurrence: Recurrence | None = None
    rhythm: Rhythm | None = None
    """The rhythm in full, where ``recurrence`` alone does not say it."""
    until: Due | None = None
    """Where the text sets an end to the task."""
    renews: bool = False
    cites: tuple[str, ...] = ()
    text: str | None = None
    span: tuple[int, int] | None = None
    text_of: Literal["adopted", "draft"]
    confidence: Literal["high", "low"] = "high"


class Assigned(Event):
    """An entity takes the task on, in the lead or contributing."""

    tag = "mandate.assigned.v1"
    entity: str
    role: Role = "lead"
    authority: Authority | None = None


class ProgressStated(Event):
    """Somebody says how far it is. Of a meeting: convened, held, put off."""

    tag = "mandate.progress_stated.v1"
    occurrence: int
    state: ProgressState
    statement: str | None = None
    entity: str | None = None
    came_on: PartialDay | None = None
    """When it was held or confirmed, if the occurrence passed to this mandate only later."""


class ReportSubmitted(Event):
    """A report that answers this occurrence went to documents management."""

    tag = "mandate.report_submitted.v1"
    occurrence: int
    document: SymbolText
    late_reason: str | None = None
    came_on: PartialDay | None = None
    """When that was, if the occurrence passed to this mandate only later."""


class ReportIssued(Event):
    """That report came out. ``complete``: now in every required language."""

    tag = "mandate.report_issued.v1"
    occurrence: int
    document: SymbolText
    languages: tuple[str, ...]
    complete: bool
    came_on: PartialDay | None = None
    """When that was, where it is recorded here only later: the occurrence passed to this mandate,
    or what was voided is said again."""


class OccurrenceOpened(Event):
    """A further due point of the same task; ``passed_from`` a predecessor's, where it is one, and
    ``late_days`` the lateness that was reached there before its delivery was put off."""

    tag = "mandate.occurrence_opened.v1"
    occurrence: int
    due: Due | None
    passed_from: str | None = None
    late_days: dict[DeadlineKind, int] = Field(default_factory=dict[DeadlineKind, int])
    said_for: date | None = None
    """The day on which time alone opened it, where it was that; it is effective then."""

    @property
    def brought_by_time(self) -> bool:
        """See `Event.brought_by_time`."""
        return self.said_for is not None


class Deferred(Event):
    """Consideration (submission and lateness stay) or delivery (a new due point) was put off.

    ``late_days`` keeps the lateness that was reached before, by deadline.
    """

    tag = "mandate.deferred.v1"
    occurrence: int
    what: What
    to: Due
    authority: Authority
    exceptional: bool = False
    late_days: dict[DeadlineKind, int] = Field(default_factory=dict[DeadlineKind, int])


class Considered(Event):
    """The body dealt with it. "Noted" is neither approval nor disapproval (decision 55/488)."""

    tag = "mandate.considered.v1"
    occurrence: int
    action: Action = "considered"
    authority: Authority | None = None


class Completed(Event):
    """The occurrence is done: follows by rule from the last step of its deliverable."""

    tag = "mandate.completed.v1"
    occurrence: int


class Waived(Event):
    """The body or the registry's owner lets this occurrence go, without delivery."""

    tag = "mandate.waived.v1"
    occurrence: int
    authority: Authority | None = None
    reason: str | None = None


class Missed(Event):
    """Not delivered when its window closed. ``days_overdue`` is frozen; None where not proven.

    ``due`` is the due point that had passed: the finding holds of no other.
    """

    tag = "mandate.missed.v1"
    occurrence: int
    due: Due | None = None
    legal_by: date | None
    days_overdue: int | None
    authority: Authority | None = None


class Reiterated(Event):
    """A later act asks again. The older mandate keeps its status."""

    tag = "mandate.reiterated.v1"
    by: MandateId | None
    authority: Authority


class ByAct(Event):
    """What only an act of the body, or of one above it, may do to a mandate."""

    authority: Authority
    above: Above = None


class Extended(ByAct):
    """The same mandate with a new end."""

    tag = "mandate.extended.v1"
    until: Due


class Adapted(ByAct):
    """A later act carries it on in other terms."""

    tag = "mandate.adapted.v1"
    into: MandateId


class Merged(ByAct):
    """A later act carries it on together with others."""

    tag = "mandate.merged.v1"
    into: MandateId


class Replaced(ByAct):
    """A later act stands in its place."""

    tag = "mandate.replaced.v1"
    by: MandateId


class Retired(ByAct):
    """An act of the body, or of one above it, ended it."""

    tag = "mandate.retired.v1"


class Expired(Event):
    """Its own terms ran out."""

    tag = "mandate.expired.v1"
    until: Due | None = None
    said_for: date | None = None
    """The first day after its end, where time alone brought it; it is effective then."""

    @property
    def brought_by_time(self) -> bool:
        """See `Event.brought_by_time`."""
        return self.said_for is not None


class Lapsed(Event):
    """The body is gone or let it pass: a person records it, with a reference."""

    tag = "mandate.lapsed.v1"
    authority: Authority


class Succeeded(Event):
    """This mandate carries an older one on, or renews it (reiterated)."""

    tag = "mandate.succeeded.v1"
    predecessor: MandateId
    how: Literal["adapted", "merged", "replaced", "reiterated"]
    authority: Authority


CorrectableField = Literal[
    "addressees", "collaborators", "receiving_body", "deliverable", "title", "due", "verb",
    "strength", "text", "recurrence", "rhythm", "until", "dues", "instrument_title",
]  # fmt: skip


@cache
def _values(field: CorrectableField) -> TypeAdapter[object]:
    """What a field takes; made once it is asked for, as most runs correct nothing."""
    return TypeAdapter(Adopted.model_fields[field].rebuild_annotation())


def corrected_value(field: CorrectableField, value: object) -> object:
    """The value of a field from its JSON value. Raises ValueError if it does not fit the field."""
    return _values(field).validate_python(value)


class Corrected(Event):
    """One field was wrong. Identity and life stay. ``value`` is the field's JSON value."""

    tag = "mandate.corrected.v1"
    field: CorrectableField
    value: JsonValue
    was: JsonValue
    reason: str
    occurrence: int | None = None
    """For ``due``: of which occurrence."""
    tracked: Tracked | None = None
    """For ``addressees``: whether it is tracked with these, unless a person decided that."""

    @model_validator(mode="after")
    def _fits(self) -> Corrected:
        corrected_value(self.field, self.value)  # what is recorded must fold, for ever
        return self


class MandateVoided(Voided):
    """An event of this mandate counts for nothing."""

    tag = "mandate.voided.v1"


class WordsVerified(Event):
    """The words were compared with the adopted text: these are its own."""

    tag = "mandate.words_verified.v1"
    text: str | None
    span: tuple[int, int] | None


class Noted(Event):
    """A remark."""

    tag = "mandate.noted.v1"
    text: str


class TrackingOverridden(Event):
    """A person decides whether it is tracked, whatever the addressees say."""

    tag = "mandate.tracking_overridden.v1"
    tracked: Literal["yes", "no"]
    reason: str


MandateEvent = (
    Adopted | Assigned | ProgressStated | ReportSubmitted | ReportIssued | OccurrenceOpened
    | Deferred | DueSoon | FellDue | BecameOverdue | Considered | Completed | Waived | Missed
    | Reiterated | Extended | Adapted | Merged | Replaced | Retired | Expired | Lapsed | Succeeded
    | Corrected | MandateVoided | WordsVerified | Noted | TrackingOverridden | Funded | ItemAdvanced
    | ItemLinked
)  # fmt: skip
"""All that can happen to a mandate."""

Ending = Adapted | Merged | Replaced | Retired | Expired | Lapsed
OnOccurrence = (
    ProgressStated | ReportSubmitted | ReportIssued | Deferred | Considered | Completed | Waived
    | Missed | ItemAdvanced | ItemLinked
)  # fmt: skip
