"""What may be asked of a mandate. Imperatives; each is judged on its own day (`Command.on`).

``occurrence`` None means the open one: the lowest number that is open. Where what is said is of a
delivery (a report, progress, a waiver, a finding that it was missed) it means the one by which the
mandate stands: of those that are open and for which nothing came, the first that is due; see
`Mandate.owed`.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, JsonValue

from ..command import Command, Words
from ..due import SaidDue
from ..symbol import Authority, DocumentText, MandateId, ReportName
from .events import Action, CorrectableField, ProgressState, Role, What


class OnMandate(Command):
    """A wish that concerns one mandate."""

    mandate: MandateId


class OnOccurrence(OnMandate):
    """A wish that concerns one due point of a mandate."""

    occurrence: int | None = None


class Assign(OnMandate):
    """Make an entity responsible, in the lead or contributing."""

    entity: Words
    role: Role = "lead"
    authority: Authority | None = None


class StateProgress(OnOccurrence):
    """Say how far it is, confirm or dispute what was said; convene, hold or put off a meeting."""

    state: ProgressState = "stated"
    statement: str | None = None
    entity: str | None = None


class OpenOccurrence(OnMandate):
    """Open the next due point of the task."""

    due: SaidDue | None
    number: Annotated[int, Field(ge=1, le=99_999)] | None = None


class Defer(OnOccurrence):
    """Put off consideration (the usual case) or delivery, on the authority of the body."""

    to: SaidDue
    authority: Authority
    what: What = "consideration"
    exceptional: bool = False


class Announce(OnMandate):
    """Say what time alone has brought by the command's day. Only the tick issues it.

    Deadlines that came near, were reached or have passed; listed occurrences that open; an end
    that the mandate's own terms set.
    """


class Consider(OnOccurrence):
    """The body dealt with it. Without a delivery on record this needs an authority."""

    action: Action = "considered"
    authority: Authority | None = None


class Waive(OnOccurrence):
    """Let this due point go without delivery: on an authority, or for a stated reason."""

    authority: Authority | None = None
    reason: str | None = None


class Miss(OnOccurrence):
    """Find that it was not delivered when its window closed."""

    authority: Authority | None = None


class Reiterate(OnMandate):
    """A later act asks again; ``by`` is the newer mandate where it is registered."""

    authority: Authority
    by: MandateId | None = None


class Extend(OnMandate):
    """The body gives the same mandate a new end."""

    until: SaidDue
    authority: Authority


class Adapt(OnMandate):
    """The body carries it on in other terms, as the mandate ``into``."""

    into: MandateId
    authority: Authority


class Merge(Command):
    """The body carries several mandates on as one."""

    mandates: tuple[MandateId, ...]
    into: MandateId
    authority: Authority


class Replace(OnMandate):
    """The body puts another mandate in its place."""

    by: MandateId
    authority: Authority


class Retire(OnMandate):
    """The body, or one above it, ends the mandate."""

    authority: Authority


class Expire(OnMandate):
    """The mandate's own terms ran out."""


class Lapse(OnMandate):
    """The body is gone or let the mandate pass."""

    authority: Authority


class Correct(OnMandate):
    """One field was recorded wrongly. ``value`` is the field's JSON value."""

    field: CorrectableField
    value: JsonValue
    reason: Words
    occurrence: int | None = None


class Note(OnMandate):
    """Add a remark."""

    text: Words


class OverrideTracking(OnMandate):
    """Track it, or do not, whatever its addressees say."""

    tracked: Literal["yes", "no"]
    reason: Words


class SubmitReport(Command):
    """A document that answers one or more mandates went to documents management.

    Each answer is a mandate, with the number of the occurrence or None for the open one; the number
    of the next one that the text gives opens that. ``slot``: the slot under which the report began,
    before it had its symbol.
    """

    document: DocumentText
    answers: tuple[tuple[MandateId, int | None], ...]
    late_reason: str | None = None
    title: str | None = None
    slot: ReportName | None = None


class IssueReport(Command):
    """A submitted document came out in some languages; none named means in all required ones."""

    document: DocumentText
    languages: tuple[str, ...] = ()


MandateCommand = (
    Assign | StateProgress | OpenOccurrence | Defer | Announce | Consider | Waive | Miss
    | Reiterate | Extend | Adapt | Replace | Retire | Expire | Lapse | Correct | Note
    | OverrideTracking
)  # fmt: skip
"""The wishes that name one mandate."""
