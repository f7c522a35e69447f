"""What each event changes. Never refuses: what was recorded has happened."""

from __future__ import annotations

from typing import Any, assert_never

from ..days import first_day, last_day
from ..due import Due, same
from ..event import Recorded
from ..reading import DOCUMENTS
from ..replacing import replace
from . import events as e
from .occurrence import (
    Deferral,
    Delivery,
    DuePoint,
    End,
    ItemLink,
    Missed,
    Moment,
    Occurrence,
    Said,
    Stage,
)
from .state import Ended, Funding, Legal, Link, Mandate, term_of


def evolve(mandate: Mandate | None, recorded: Recorded) -> Mandate | None:
    """The mandate after one more event. Without an adoption there is no mandate."""
    event = recorded.event
    if isinstance(event, e.Adopted):
        return _adopted(event, recorded)
    if mandate is None:
        return None
    return _evolve(mandate, event, recorded)  # type: ignore[arg-type]  # the stream's own events


def moment(recorded: Recorded) -> Moment:
    """When the fact happened, as exactly as it is known."""
    return Moment(first_day(recorded.envelope.effective_on), recorded.day)


def _came(recorded: Recorded, on: str | None) -> Moment:
    """When something came (out): before the event where its occurrence passed from another."""
    if on is None:
        return moment(recorded)
    return Moment(first_day(on), min(last_day(on), recorded.day))


def _adopted(event: e.Adopted, recorded: Recorded) -> Mandate:
    due = term_of(event, recorded.day, 1, None)
    first = Occurrence(1, DuePoint(due, recorded.day, recorded.recorded_on))
    return Mandate(
        event, recorded.day, (first,), event.tracked, until=event.until,
        until_since=recorded.day, adoption=recorded.event_id,
    )  # fmt: skip


def _evolve(mandate: Mandate, event: e.MandateEvent, recorded: Recorded) -> Mandate:
    match event:
        case e.Adopted() | e.MandateVoided():
            return mandate
        case e.Assigned():
            return _assigned(mandate, event)
        case e.OccurrenceOpened() | e.Expired() if _overtaken(mandate, event):
            return mandate
        case e.OccurrenceOpened():
            return _opened(mandate, event, recorded)
        case (
            e.ProgressStated() | e.ReportSubmitted() | e.ReportIssued() | e.Deferred()
            | e.Considered() | e.Completed() | e.Waived() | e.Missed() | e.ItemAdvanced()
            | e.ItemLinked() | e.DueSoon() | e.FellDue() | e.BecameOverdue()
        ):  # fmt: skip
            return _on_occurrence(mandate, event, recorded)
        case e.Reiterated():
            link = Link("reiterated", event.by, event.authority, recorded.day)
            return replace(mandate, newer=(*mandate.newer, link))
        case e.Extended():
            return replace(mandate, until=event.until, until_since=recorded.day)
        case e.Adapted() | e.Merged() | e.Replaced() | e.Retired() | e.Expired() | e.Lapsed():
            return _ended(mandate, event, recorded)
        case e.Succeeded():
            link = Link(event.how, event.predecessor, event.authority, recorded.day)
            return replace(mandate, older=(*mandate.older, link))
        case e.Corrected():
            return _corrected(mandate, event, recorded)
        case e.WordsVerified():
            words = {"text": event.text, "span": event.span, "text_of": "adopted"}
            return replace(mandate, adopted=mandate.adopted.model_copy(update=words))
        case e.Noted():
            return replace(mandate, notes=(*mandate.notes, event.text))
        case e.TrackingOverridden():
            return replace(mandate, tracked=event.tracked, tracking_reason=event.reason)
        case e.Funded():
            funding = Funding(
                event.how, recorded.day, event.amounts, event.fund or event.instrument,
                recorded.position, event.shared_with, event.years,
            )  # fmt: skip
            return replace(mandate, funded=(*mandate.funded, funding))
    assert_never(event)


def _overtaken(mandate: Mandate, event: e.OccurrenceOpened | e.Expired) -> bool:
    """Whether what time alone brought has been overtaken by something that was entered later.

    A mandate that an act had ended by then opens nothing and does not expire; nor does one that had
    been given another end.
    """
    if not event.brought_by_time:
        return False
    if mandate.ended is not None:
        return True
    if isinstance(event, e.Expired):
        return not same(event.until, mandate.until)
    return mandate.occurrence(event.occurrence) is not None


def _assigned(mandate: Mandate, event: e.Assigned) -> Mandate:
    leads = _without(mandate.leads, event.entity)
    contributing = _without(mandate.contributing, event.entity)
    if event.role == "lead":
        return replace(mandate, leads=(*leads, event.entity), contributing=contributing)
    return replace(mandate, leads=leads, contributing=(*contributing, event.entity))


def _without(entities: tuple[str, ...], entity: str) -> tuple[str, ...]:
    if entity not in entities:
        return entities
    return tuple(one for one in entities if one != entity)


def _opened(mandate: Mandate, event: e.OccurrenceOpened, recorded: Recorded) -> Mandate:
    point = DuePoint(event.due, recorded.day, recorded.recorded_on)
    opened = Occurrence(
        event.occurrence, point, passed_from=event.passed_from, late_days=event.late_days
    )
    others = [one for one in mandate.occurrences if one.number != event.occurrence]
    return replace(mandate, occurrences=_in_order([*others, opened]))


def _on_occurrence(
    mandate: Mandate, event: e.OnOccurrence | e.Announcement, recorded: Recorded
) -> Mandate:
    before = mandate.occurrence(event.occurrence)
    if before is None:
        return mandate
    after = _occurrence(before, event, recorded, mandate.adopted.deliverable in DOCUMENTS)
    others = [one for one in mandate.occurrences if one.number != event.occurrence]
    return replace(mandate, occurrences=_in_order([*others, after]))


def _in_order(occurrences: list[Occurrence]) -> tuple[Occurrence, ...]:
    return tuple(sorted(occurrences, key=lambda one: one.number))


def _occurrence(
    one: Occurrence, event: e.OnOccurrence | e.Announcement, recorded: Recorded, document: bool
) -> Occurrence:
    match event:
        case e.ProgressStated():
            return _progressed(one, event, recorded)
        case e.ReportSubmitted():
            if any(report.document == event.document for report in one.reports):
                return _told_why(one, event)
            came = _came(recorded, event.came_on)
            report = Delivery(event.document, came, late_reason=event.late_reason)
            return replace(one, stage="submitted", reports=(*one.reports, report))
        case e.ReportIssued():
            return _issued(one, event, recorded)
        case e.Deferred():
            return _deferred(one, event, recorded, document)
        case e.Considered():
            done = one.done
            if done is None and not one.reports:
                # A document that was considered had come by then; on which day is not known.
                earliest = one.delivery.since if document else moment(recorded).earliest
                done = Moment(earliest, recorded.day)
            return replace(
                one, stage="considered", action=event.action, done=done,
                considered_by=event.authority,
            )  # fmt: skip
        case e.Completed():
            return replace(one, end="completed", ended_on=recorded.day)
        case e.Waived():
            return replace(one, end="waived", ended_on=recorded.day)
        case e.Missed():
            missed = Missed(one.legal_point, event.days_overdue)
            return replace(one, end="missed", ended_on=recorded.day, missed=missed)
        case e.ItemAdvanced():
            return replace(one, stage=event.state)
        case e.ItemLinked():
            if any(link.item == event.item for link in one.items):
                return one
            link = ItemLink(event.item, recorded.day, recorded.recorded_on)
            return replace(one, items=(*one.items, link))
        case e.Announcement():
            others = (s for s in one.announced.get(event.deadline, ()) if s.on != event.on)
            said = (*others, Said(event.says, event.on))
            return replace(one, announced={**one.announced, event.deadline: said})
    assert_never(event)


def _told_why(one: Occurrence, event: e.ReportSubmitted) -> Occurrence:
    """A report that came already: only why it was late may be news."""
    if event.late_reason is None:
        return one
    reports = tuple(
        replace(report, late_reason=event.late_reason)
        if report.document == event.document
        else report
        for report in one.reports
    )
    return replace(one, reports=reports)


def _progressed(one: Occurrence, event: e.ProgressStated, recorded: Recorded) -> Occurrence:
    if event.state in ("confirmed", "held"):
        return replace(one, stage=event.state, done=_came(recorded, event.came_on))
    if event.state == "stated" and one.reports:  # a remark on what was delivered: it stays so
        return one
    stage = "in_progress" if event.state == "stated" else event.state
    return replace(one, stage=stage, done=None)


def _issued(one: Occurrence, event: e.ReportIssued, recorded: Recorded) -> Occurrence:
    def out(report: Delivery) -> Delivery:
        if report.document != event.document:
            return report
        issued = report.issued or (_came(recorded, event.came_on) if event.complete else None)
        return replace(report, languages=report.languages | set(event.languages), issued=issued)

    reports = tuple(out(report) for report in one.reports)
    issued = any(report.issued for report in reports) and one.stage == "submitted"
    return replace(one, reports=reports, stage="issued" if issued else one.stage)


def _deferred(one: Occurrence, event: e.Deferred, recorded: Recorded, document: bool) -> Occurrence:
    deferral = Deferral(
        event.what, one.due, event.to, event.authority, recorded.day, event.exceptional
    )
    point = DuePoint(event.to, recorded.day, recorded.recorded_on)
    put_off = replace(one, deferrals=(*one.deferrals, deferral))
    if event.what == "consideration":
        return _taken_up_again(replace(put_off, consideration=point), document)
    reopened = replace(put_off, end=None, ended_on=None, missed=None)
    late = {**one.late_days, **event.late_days}
    return replace(
        reopened, delivery=point, consideration=None, late_days=late,
        announced={},
    )  # fmt: skip


def _taken_up_again(one: Occurrence, document: bool) -> Occurrence:
    """Consideration was put off: what was delivered stays delivered, what was missed missed."""
    if one.stage != "considered":
        return one
    back = one.reports[-1] if one.reports else None
    stage: Stage = ("issued" if back.issued else "submitted") if back else "open"
    done = one.done if document else None
    return replace(
        one, stage=stage, done=done, considered_by=None,
        end=None if one.end == "completed" else one.end,
        ended_on=None if one.end == "completed" else one.ended_on,
    )  # fmt: skip


def _ended(mandate: Mandate, event: e.Ending, recorded: Recorded) -> Mandate:
    how: Legal
    successor: str | None = None
    match event:
        case e.Adapted():
            how, successor = "adapted", event.into
        case e.Merged():
            how, successor = "merged", event.into
        case e.Replaced():
            how, successor = "replaced", event.by
        case e.Retired():
            how = "retired"
        case e.Expired():
            how = "expired"
        case e.Lapsed():
            how = "lapsed"
    authority = None if isinstance(event, e.Expired) else event.authority
    ended = Ended(how, recorded.day, authority, successor)
    if successor is None:
        return replace(mandate, ended=ended)
    assert authority is not None
    link = Link(how, successor, authority, recorded.day)
    end: End = "merged" if how == "merged" else "superseded"
    passed = tuple(
        replace(one, end=end, ended_on=recorded.day) if one.open else one
        for one in mandate.occurrences
    )
    return replace(mandate, ended=ended, newer=(*mandate.newer, link), occurrences=passed)


def _corrected(mandate: Mandate, event: e.Corrected, recorded: Recorded) -> Mandate:
    value: Any = e.corrected_value(event.field, event.value)
    number = event.occurrence or mandate.current.number
    text = mandate.corrected_text(event.field, value, number)
    moved = mandate.moved_by(text)
    if event.field == "due":
        moved[number] = value
    if moved:
        occurrences = tuple(
            replace(one, delivery=_put_right(moved[one.number], recorded))
            if one.number in moved
            else one
            for one in mandate.occurrences
        )
        mandate = replace(mandate, occurrences=occurrences)
    if event.field == "until" and same(mandate.until, mandate.adopted.until):  # not extended since
        mandate = replace(mandate, until=text.until, until_since=recorded.day)
    if event.tracked is not None and mandate.tracking_reason is None:
        mandate = replace(mandate, tracked=event.tracked)
    return replace(mandate, adopted=text)


def _put_right(term: Due | None, recorded: Recorded) -> DuePoint:
    return DuePoint(term, recorded.day, recorded.recorded_on)
