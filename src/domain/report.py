"""A report: a document that answers one or more occurrences. A stream of its own.

It may be forecast and given a slot long before it has a symbol. Its stream is named by the symbol;
what was recorded before there was one stands on a stream named by the slot. A stream is never
renamed: once the symbol is known both streams say so (`Begun`, `Named`), in one transaction, and
whoever asks for either reads both as one report.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, assert_never

from .command import Command
from .days import PartialDay, first_day
from .errors import Refused
from .event import Event, Frozen, Recorded
from .mandate.commands import IssueReport, SubmitReport
from .mandate.state import Moment
from .replacing import replace
from .symbol import MandateId, ReportName, SymbolText
from .void import Voided

OFFICIAL_LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
"""The languages in which a document must be out to count as issued (A/520/Rev.20, rules 51, 56)."""


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


class OnReport(Command):
    """A wish that concerns one report, by its symbol or, before it has one, by its slot."""

    report: ReportName


class ForecastReport(OnReport):
    """Expect it."""

    title: str | None = None
    expected: PartialDay | None = None
    entity: str | None = None


class AssignSlot(OnReport):
    """Give it a slot."""

    slot: str
    slot_day: PartialDay | None = None


class SupplementReport(OnReport):
    """Record an addendum, corrigendum or revision."""

    kind: Literal["Add", "Corr", "Rev"]
    document: SymbolText


class NameReport(OnReport):
    """Give the report that was begun under a slot its symbol."""

    document: SymbolText


ReportCommand = ForecastReport | AssignSlot | SupplementReport | NameReport


@dataclass(frozen=True, slots=True)
class Issue:
    """One time that a report came out: from when on that holds, as recorded and to the day."""

    on: str
    day: date
    languages: tuple[str, ...]
    complete: bool


@dataclass(frozen=True)
class Report:
    """A report as it stands."""

    id: str
    document: str | None = None
    title: str | None = None
    expected: str | None = None
    entity: str | None = None
    slot: str | None = None
    slot_day: str | None = None
    answers: tuple[Answer, ...] = ()
    submitted: Moment | None = None
    issued: Moment | None = None
    languages: frozenset[str] = frozenset()
    late_reason: str | None = None
    supplements: tuple[str, ...] = ()
    issues: tuple[Issue, ...] = ()
    begun: tuple[str, ...] = ()
    """The slots under which it began, on the stream of its symbol."""
    named: str | None = None
    """The symbol under which it goes on, on the stream of its slot."""

    @property
    def missing(self) -> tuple[str, ...]:
        """The required languages in which it is not out yet."""
        return tuple(each for each in OFFICIAL_LANGUAGES if each not in self.languages)


def stream_of(report: str) -> str:
    """The stream of a report."""
    return f"report-{report}"


def evolve(report: Report | None, recorded: Recorded) -> Report:
    """The report after one more event. Never refuses."""
    now = report or Report(recorded.stream.partition("-")[2])
    event: ReportEvent = recorded.event  # type: ignore[assignment]  # the stream's own events
    when = Moment(first_day(recorded.envelope.effective_on), recorded.day)
    match event:
        case Forecast():
            return replace(
                now, title=event.title or now.title, expected=event.expected,
                entity=event.entity or now.entity,
            )  # fmt: skip
        case SlotAssigned():
            return replace(now, slot=event.slot, slot_day=event.slot_day)
        case Submitted():
            # What it was found to answer later may have been entered for an earlier day.
            answers = tuple(dict.fromkeys((*now.answers, *event.answers)))
            return replace(
                now, document=event.document, answers=answers, late_reason=event.late_reason,
                title=event.title or now.title, submitted=now.submitted or when,
            )  # fmt: skip
        case Issued():
            issued = now.issued or (when if event.complete else None)
            on, day = recorded.envelope.effective_on, recorded.day
            out = Issue(on, day, event.languages, event.complete)
            languages = now.languages | set(event.languages)
            return replace(now, languages=languages, issued=issued, issues=(*now.issues, out))
        case Supplemented():
            return replace(now, supplements=(*now.supplements, event.document))
        case Begun():
            return replace(now, begun=(*now.begun, event.slot))
        case Named():
            return replace(now, named=event.document)
        case ReportVoided():
            return now
    assert_never(event)


def refusal(report: Report | None, event: ReportEvent) -> str | None:
    """Why the event cannot happen to the report as it stands; None if it can."""
    match event:
        case Submitted():
            other = (report.document or report.named) if report else None
            if other is not None and other != event.document:
                return f"it was submitted as {other}"
            return None
        case Issued():
            if report is None or report.submitted is None:
                return "it was not submitted by then"
            return None
        case Supplemented():
            return None if report and report.submitted else "it was not submitted by then"
        case Forecast() | SlotAssigned():
            if report is not None and report.named:
                return f"it has its symbol, {report.named}: name it so"
            return "it was submitted already" if report and report.submitted else None
        case Begun():
            return None
        case Named():
            return _unnamable(report, event.document)
        case ReportVoided():
            return None
    assert_never(event)


def _unnamable(report: Report | None, document: str) -> str | None:
    if report is None:
        return "no report was forecast or given a slot under that name by then"
    if report.named not in (None, document):
        return f"it has its symbol, {report.named}, already"
    return f"it was submitted as {report.document}" if report.document else None


def decide(
    report: Report | None, command: ForecastReport | AssignSlot | SupplementReport
) -> list[ReportEvent]:
    """What a wish does to the report alone: nothing if it is so already. Raises `Refused`."""
    event: ReportEvent
    match command:
        case ForecastReport():
            event = Forecast(title=command.title, expected=command.expected, entity=command.entity)
            done = report is not None and _forecast_so(report, command)
        case AssignSlot():
            event = SlotAssigned(slot=command.slot, slot_day=command.slot_day)
            done = report is not None and (report.slot, report.slot_day) == (
                command.slot, command.slot_day,
            )  # fmt: skip
        case SupplementReport():
            event = Supplemented(kind=command.kind, document=command.document)
            done = report is not None and command.document in report.supplements
    if done:
        return []
    if reason := refusal(report, event):
        raise Refused(f"report {command.report}: {reason}")
    return [event]


def _forecast_so(report: Report, command: ForecastReport) -> bool:
    title, entity = command.title or report.title, command.entity or report.entity
    said = (report.title, report.expected, report.entity)
    return said == (title, command.expected, entity)


def submitted(
    report: Report | None, command: SubmitReport, answers: tuple[Answer, ...]
) -> list[Submitted]:
    """The submission of a document in answer to occurrences; nothing if it is so already."""
    known = report.answers if report else ()
    merged = (*known, *(one for one in answers if one not in known))
    if report is not None and report.submitted and merged == known:
        return []
    event = Submitted(
        document=command.document, answers=merged, late_reason=command.late_reason,
        title=command.title,
    )  # fmt: skip
    if reason := refusal(report, event):
        raise Refused(f"report {command.document}: {reason}")
    return [event]


def issued(
    report: Report | None,
    command: IssueReport,
    required: tuple[str, ...] = OFFICIAL_LANGUAGES,
) -> list[Issued]:
    """The issue of a submitted document in further languages; nothing if it is so already."""
    wanted = command.languages or required
    known: frozenset[str] = report.languages if report else frozenset()
    new = tuple(each for each in wanted if each not in known)
    complete = set(required) <= known | set(wanted)
    event = Issued(document=command.document, languages=new or wanted, complete=complete)
    if reason := refusal(report, event):
        raise Refused(f"report {command.document}: {reason}")
    return [event] if new else []


# --- one report on two streams --------------------------------------------------------------------


def ties(report: Report | None) -> tuple[str, ...]:
    """The streams that a report's own stream ties it to: its symbol's, or those of its slots."""
    if report is None:
        return ()
    if report.named is not None:
        return (stream_of(report.named),)
    return tuple(dict.fromkeys(map(stream_of, report.begun)))


def goes_on(slot: Report | None, report: str) -> bool:
    """Whether a slot's report goes on under the symbol ``report``.

    Of the two sides of a tie the slot's decides: it falls with the other when that is voided.
    """
    return slot is not None and slot.named == report


def over(report: Report | None, slot: Report) -> Report:
    """What is known of a report under its symbol, and where that is silent, under its slot."""
    if report is None:
        return replace(slot, named=None)
    return replace(
        report, title=report.title or slot.title, expected=report.expected or slot.expected,
        entity=report.entity or slot.entity, slot=report.slot or slot.slot,
        slot_day=report.slot_day or slot.slot_day,
    )  # fmt: skip
