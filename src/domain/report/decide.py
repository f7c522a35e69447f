"""The rules: what a wish does to a report alone. A wish that is satisfied yields no event."""

from __future__ import annotations

from ..errors import Refused
from ..mandate.commands import IssueReport, SubmitReport
from .commands import AssignSlot, ForecastReport, SupplementReport
from .events import Answer, Forecast, Issued, ReportEvent, SlotAssigned, Submitted, Supplemented
from .life import OFFICIAL_LANGUAGES, Report, refusal


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
    if report is not None and report.submitted and merged == known and _as_said(report, command):
        return []
    event = Submitted(
        document=command.document, answers=merged, late_reason=command.late_reason,
        title=command.title,
    )  # fmt: skip
    if reason := refusal(report, event):
        raise Refused(f"report {command.document}: {reason}")
    return [event]


def _as_said(report: Report, command: SubmitReport) -> bool:
    """Whether its title, and why it is late, are known as they are said, if they are."""
    same_title = command.title in (None, report.title)
    return same_title and command.late_reason in (None, report.late_reason)


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
