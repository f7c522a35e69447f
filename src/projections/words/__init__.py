"""Events in words that a desk officer reads: one short sentence each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, assert_never

from ...domain import instrument as i
from ...domain import report as r
from ...domain.bodies import BodyAdded, BodyRenamed
from ...domain.budget import BudgetStep
from ...domain.draft.events import DraftEvent
from ...domain.event import Event, Recorded
from ...domain.internal import NoteErased
from ...domain.policy import PolicySet
from ...domain.publication import PaperEvent
from ...domain.verification import TextVerified
from ...domain.void import Voided
from . import papers
from .mandates import issued, of_mandate
from .sessions import of_session


def words_among(history: Iterable[Recorded]) -> Callable[[Event], str]:
    """`words` for the events of a history: what was voided is named by its position there."""
    positions = {one.event_id: one.position for one in history}

    def said(event: Event) -> str:
        if isinstance(event, Voided) and event.event_id in positions:
            return f"event {positions[event.event_id]} voided: {event.reason}"
        return words(event)

    return said


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
    return of_mandate(known)


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
            return issued(event)
        case r.Supplemented():
            return f"{event.document} came out"
        case r.Begun():
            return f"it began as {event.slot}"
        case r.Named():
            return f"it has its symbol: {event.document}"
        case r.ReportVoided():
            return f"event {event.event_id} voided: {event.reason}"
    assert_never(event)


def _because(reason: str | None) -> str:
    return f" ({reason})" if reason else ""
