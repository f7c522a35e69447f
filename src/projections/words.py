"""Events in words that a desk officer reads: one short sentence each."""

from __future__ import annotations

from typing import Any, assert_never, cast

from ..domain import instrument as i
from ..domain import report as r
from ..domain import session as s
from ..domain.bodies import BodyAdded, BodyRenamed
from ..domain.budget import BudgetStep
from ..domain.draft.events import DraftEvent
from ..domain.due import DUE
from ..domain.due import words as due_words
from ..domain.event import Event
from ..domain.internal import NoteErased
from ..domain.mandate import events as m
from ..domain.money import words as money
from ..domain.policy import PolicySet
from ..domain.publication import PaperEvent
from ..domain.verification import TextVerified
from ..domain.void import Voided
from . import words_papers as papers
from .words_sessions import of_session

_ANY = m.MandateEvent | i.InstrumentEvent | s.SessionEvent | r.ReportEvent


def words(event: Event) -> str:
    """What happened, in one line."""
    if isinstance(event, Voided):
        return f"event {event.event_id} voided: {event.reason}"
    if isinstance(event, NoteErased):
        return f"internal note erased: {event.reason}"
    if isinstance(event, TextVerified):
        return "compared with the adopted text: its words are those"
    known: Any = event
    if isinstance(event, i.InstrumentAdopted):
        return _of_instrument(event)
    if event.tag.startswith("session."):
        return of_session(known)
    if event.tag.startswith("report."):
        return _of_report(known)
    if isinstance(event, DraftEvent):
        return papers.of_draft(known)
    if isinstance(event, PaperEvent):
        return papers.of_paper(known)
    if isinstance(event, BudgetStep):
        return papers.of_budget(known)
    if event.tag.startswith("fund."):
        return papers.of_fund(known)
    if isinstance(event, BodyAdded | BodyRenamed):
        return papers.of_body(event)
    if isinstance(event, PolicySet):
        return papers.of_policy(event)
    if event.tag.startswith("proposal."):
        return papers.of_proposal(known)
    if event.tag.startswith("item."):
        return papers.of_item(known)
    if event.tag.startswith("entity."):
        return papers.of_entity(known)
    return _of_mandate(known)


def _of_instrument(event: i.InstrumentAdopted) -> str:
    draft = " (words of the draft, not verified)" if event.text_of == "draft" else ""
    return f"{event.symbol} adopted{draft}"


def _of_report(event: r.ReportEvent) -> str:
    match event:
        case r.Forecast():
            title = f" of {event.title}" if event.title else ""
            by = f" by {event.entity}" if event.entity else ""
            return f"forecast{title}{f' for {event.expected}' if event.expected else ''}{by}"
        case r.SlotAssigned():
            return f"slot {event.slot}{f' on {event.slot_day}' if event.slot_day else ''}"
        case r.Submitted():
            answers = ", ".join(f"{one.mandate} ({one.occurrence})" for one in event.answers)
            return f"{event.document} submitted, answers {answers}{_because(event.late_reason)}"
        case r.Issued():
            return _issued(event.document, event.languages, event.complete)
        case r.Supplemented():
            return f"{event.document} came out"
        case r.Begun():
            return f"it began as {event.slot}"
        case r.Named():
            return f"it has its symbol: {event.document}"
        case r.ReportVoided():
            return f"event {event.event_id} voided: {event.reason}"
    assert_never(event)


def _of_mandate(event: m.MandateEvent) -> str:
    match event:
        case m.Adopted():
            who = ", ".join(event.addressees) or "nobody named"
            what = event.deliverable.replace("_", " ")
            return f"adopted by {event.instrument}: {event.verb} {who}: {what}, {_due(event)}"
        case m.Assigned():
            return f"assigned to {event.entity} ({event.role}){_by(event.authority)}"
        case m.WordsVerified():
            return "its words are those of the adopted text"
        case m.Noted():
            return f"note: {event.text}"
        case m.Corrected():
            was, now = _value(event.was), _value(event.value)
            return f"{event.field} corrected from {was} to {now}: {event.reason}"
        case m.TrackingOverridden():
            return f"{'tracked' if event.tracked == 'yes' else 'not tracked'}: {event.reason}"
        case m.MandateVoided():
            return f"event {event.event_id} voided: {event.reason}"
        case m.Funded():
            source = event.fund or event.instrument
            return f"{event.how}{f' by {source}' if source else ''}: {money(event.amounts)}"
        case (
            m.Reiterated() | m.Extended() | m.Adapted() | m.Merged() | m.Replaced() | m.Retired()
            | m.Expired() | m.Lapsed() | m.Succeeded()
        ):  # fmt: skip
            return _of_disposition(event)
        case _:
            return f"occurrence {event.occurrence}: {_of_occurrence(event)}"


def _value(value: Any) -> str:
    """A JSON value as a person would write it."""
    match value:
        case None:
            return "nothing"
        case {"kind": str()}:
            return due_words(DUE.validate_python(value))
        case list():
            return ", ".join(str(one) for one in cast("list[object]", value)) or "nobody"
        case _:
            return str(value)


def _due(event: m.Adopted) -> str:
    due = event.dues[0] if event.dues else event.due
    return f"due {due_words(due)}" if due else "no due date"


def _of_disposition(
    event: m.Reiterated | m.Extended | m.Adapted | m.Merged | m.Replaced | m.Retired | m.Expired
    | m.Lapsed | m.Succeeded
) -> str:  # fmt: skip
    match event:
        case m.Reiterated():
            return f"reiterated{f' as {event.by}' if event.by else ''}{_by(event.authority)}"
        case m.Extended():
            return f"extended until {due_words(event.until)}{_by(event.authority)}"
        case m.Adapted():
            return f"adapted, carried on as {event.into}{_by(event.authority)}"
        case m.Merged():
            return f"merged into {event.into}{_by(event.authority)}"
        case m.Replaced():
            return f"replaced by {event.by}{_by(event.authority)}"
        case m.Retired():
            return f"retired{_by(event.authority)}"
        case m.Expired():
            return "expired: its own terms ran out"
        case m.Lapsed():
            return f"found lapsed{_by(event.authority)}"
        case m.Succeeded():
            return f"follows {event.predecessor} ({event.how}){_by(event.authority)}"
    assert_never(event)


def _of_occurrence(
    event: m.OnOccurrence | m.OccurrenceOpened | m.DueSoon | m.FellDue | m.BecameOverdue,
) -> str:
    match event:
        case m.OccurrenceOpened():
            passed = f", passed on from {event.passed_from}" if event.passed_from else ""
            return f"opened, due {due_words(event.due)}{passed}"
        case m.ItemAdvanced():
            return f"{event.state.replace('_', ' ')}: item {event.item}{_by(event.authority)}"
        case m.ProgressStated():
            return f"{event.state}{f': {event.statement}' if event.statement else ''}"
        case m.ReportSubmitted():
            return f"{event.document} submitted{_because(event.late_reason)}"
        case m.ReportIssued():
            return _issued(event.document, event.languages, event.complete)
        case m.Deferred():
            return f"{event.what} deferred to {due_words(event.to)}{_by(event.authority)}"
        case m.DueSoon():
            return f"{event.deadline} due soon, on {event.on}"
        case m.FellDue():
            return f"{event.deadline} due on {event.on}"
        case m.BecameOverdue():
            return f"{event.deadline} overdue since {event.on}"
        case m.Considered():
            return f"{event.action}{_by(event.authority)}"
        case m.Completed():
            return "completed"
        case m.Waived():
            return f"waived{_by(event.authority)}{_because(event.reason)}"
        case m.Missed():
            days = f", {event.days_overdue} days overdue" if event.days_overdue else ""
            return f"missed{days}{_by(event.authority)}"
    assert_never(event)


def _issued(document: str, languages: tuple[str, ...], complete: bool) -> str:
    rest = "" if complete else ", not yet in every language"
    return f"{document} issued in {', '.join(languages)}{rest}"


def _by(authority: str | None) -> str:
    return f" by {authority}" if authority else ""


def _because(reason: str | None) -> str:
    return f" ({reason})" if reason else ""
