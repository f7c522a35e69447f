"""A report as it stands, what each event changes, and the guards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import assert_never

from ..days import first_day
from ..event import Recorded
from ..mandate.occurrence import Moment
from ..replacing import replace
from .events import (
    Answer,
    Begun,
    Forecast,
    Issued,
    Named,
    ReportEvent,
    ReportVoided,
    SlotAssigned,
    Submitted,
    Supplemented,
)

OFFICIAL_LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
"""The languages in which a document must be out to count as issued (A/520/Rev.20, rules 51, 56)."""


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
        """The official languages in which it is not out yet; none once it is out in all that its
        bodies require."""
        return (
            ()
            if self.issued
            else tuple(each for each in OFFICIAL_LANGUAGES if each not in self.languages)
        )


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
                now, document=event.document, answers=answers, submitted=now.submitted or when,
                late_reason=event.late_reason or now.late_reason, title=event.title or now.title,
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
