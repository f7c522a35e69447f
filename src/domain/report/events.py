"""What can happen to a report."""

from __future__ import annotations

from typing import Literal

from ..days import PartialDay
from ..event import Event, Frozen
from ..symbol import MandateId, ReportName, SymbolText
from ..void import Voided


class Answer(Frozen):
    """An occurrence of a mandate that a report answers."""

    mandate: MandateId
    occurrence: int


class Forecast(Event):
    """The secretariat expects to submit it."""

    tag = "report.forecast.v1"
    title: str | None = None
    expected: PartialDay | None = None
    entity: str | None = None


class SlotAssigned(Event):
    """Documents management gave it a slot."""

    tag = "report.slot_assigned.v1"
    slot: str
    slot_day: PartialDay | None = None


class Submitted(Event):
    """It went to documents management, in answer to these occurrences."""

    tag = "report.submitted.v1"
    document: SymbolText
    answers: tuple[Answer, ...]
    late_reason: str | None = None
    title: str | None = None


class Issued(Event):
    """It came out in these languages; ``complete``: now in every required one."""

    tag = "report.issued.v1"
    document: SymbolText
    languages: tuple[str, ...]
    complete: bool


class Supplemented(Event):
    """An addendum, corrigendum or revision came out."""

    tag = "report.supplemented.v1"
    kind: Literal["Add", "Corr", "Rev"]
    document: SymbolText


class Begun(Event):
    """On the stream of the symbol: what came before stands under this slot."""

    tag = "report.begun.v1"
    slot: ReportName


class Named(Event):
    """On the stream of the slot: the report has a symbol, and goes on under it."""

    tag = "report.named.v1"
    document: SymbolText


class ReportVoided(Voided):
    """An event of this report counts for nothing."""

    tag = "report.voided.v1"


ReportEvent = (
    Forecast | SlotAssigned | Submitted | Issued | Supplemented | Begun | Named | ReportVoided
)
