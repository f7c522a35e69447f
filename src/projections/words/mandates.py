"""What happens to mandates, in words that a desk officer reads.

The sentences of what happens most are those of partly decoded events too: both have the same
fields, due terms aside.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, assert_never, cast

from ...domain import report as r
from ...domain.counts import counted
from ...domain.due import DUE
from ...domain.due import words as due_words
from ...domain.mandate import events as m
from ...domain.money import words as money
from ...domain.rhythm import Rhythm
from ...domain.rhythm import words as rhythm_words

if TYPE_CHECKING:
    from ..lens import data as d


def of_mandate(event: m.MandateEvent) -> str:
    """An event of a mandate, in one line."""
    match event:
        case m.Adopted():
            dues = event.dues or ((event.due,) if event.due else ())
            rhythm = rhythm_words(event.rhythm) if event.rhythm else event.recurrence
            until = due_words(event.until) if event.until else None
            return adopted(event, [due_words(one) for one in dues], rhythm, until)
        case m.Assigned():
            return assigned(event)
        case m.WordsVerified():
            return verified(event)
        case m.Noted():
            return noted(event)
        case m.Corrected():
            was, now = _value(event.was), _value(event.value)
            return f"{event.field} corrected from {was} to {now}: {event.reason}"
        case m.TrackingOverridden():
            return tracked(event)
        case m.MandateVoided():
            return f"event {event.event_id} voided: {event.reason}"
        case m.Funded():
            return funded(event, money(event.amounts))
        case (
            m.Reiterated() | m.Extended() | m.Adapted() | m.Merged() | m.Replaced() | m.Retired()
            | m.Expired() | m.Lapsed() | m.Succeeded()
        ):  # fmt: skip
            return _of_disposition(event)
        case _:
            return of_occurrence(event.occurrence, _of_occurrence(event))


def _value(value: Any) -> str:
    """A JSON value as a person would write it."""
    match value:
        case None:
            return "nothing"
        case {"kind": str()}:
            return due_words(DUE.validate_python(value))
        case {"recurrence": str()}:
            return rhythm_words(Rhythm.model_validate(value))
        case list():
            return ", ".join(map(_value, cast("list[object]", value))) or "none"
        case _:
            return str(value)


def _of_disposition(
    event: m.Reiterated | m.Extended | m.Adapted | m.Merged | m.Replaced | m.Retired | m.Expired
    | m.Lapsed | m.Succeeded
) -> str:  # fmt: skip
    match event:
        case m.Reiterated():
            return reiterated(event)
        case m.Extended():
            return extended(event, due_words(event.until))
        case m.Adapted():
            return adapted(event)
        case m.Merged():
            return merged(event)
        case m.Replaced():
            return replaced(event)
        case m.Retired():
            return retired(event)
        case m.Expired():
            return expired(event)
        case m.Lapsed():
            return lapsed(event)
        case m.Succeeded():
            return succeeded(event)
    assert_never(event)


def _of_occurrence(
    event: m.OnOccurrence | m.OccurrenceOpened | m.DueSoon | m.FellDue | m.BecameOverdue,
) -> str:
    match event:
        case m.OccurrenceOpened():
            return opened(event, due_words(event.due) if event.due else None)
        case m.ItemAdvanced():
            return advanced(event)
        case m.ItemLinked():
            return linked(event)
        case m.ProgressStated():
            return progress(event)
        case m.ReportSubmitted():
            return submitted(event)
        case m.ReportIssued():
            return issued(event)
        case m.Deferred():
            return deferred(event, due_words(event.to))
        case m.DueSoon():
            return due_soon(event)
        case m.FellDue():
            return fell_due(event)
        case m.BecameOverdue():
            return overdue(event)
        case m.Considered():
            return considered(event)
        case m.Completed():
            return completed(event)
        case m.Waived():
            return waived(event)
        case m.Missed():
            return missed(event)
    assert_never(event)


# --- the sentences of what happens most -----------------------------------------------------------


def of_occurrence(number: int, what: str) -> str:
    """What happened to an occurrence."""
    return f"occurrence {number}: {what}"


def adopted(
    event: m.Adopted | d.AdoptedData, dues: Sequence[str], rhythm: str | None, until: str | None
) -> str:
    """A body gave the task: due at terms, in a rhythm, until an end, each in words."""
    who = ", ".join(event.addressees) or "nobody named"
    what = event.deliverable.replace("_", " ")
    when = [
        f"due {', '.join(dues)}" if dues else "",
        rhythm.replace("_", " ") if rhythm else "",
        f"until {until}" if until and until not in dues else "",
    ]
    told = ", ".join(filter(None, when)) or "no due date"
    return f"adopted by {event.instrument}: {event.verb} {who}: {what}, {told}"


def assigned(event: m.Assigned | d.AssignedData) -> str:
    """Who takes it on."""
    return f"assigned to {event.entity} ({event.role}){_by(event.authority)}"


def noted(event: m.Noted | d.NotedData) -> str:
    """A remark."""
    return f"note: {event.text}"


def verified(_: m.WordsVerified | d.VerifiedData) -> str:
    """Its words were compared with the adopted text."""
    return "its words are those of the adopted text"


def tracked(event: m.TrackingOverridden | d.TrackingData) -> str:
    """A person decided whether it is tracked."""
    return f"{'tracked' if event.tracked == 'yes' else 'not tracked'}: {event.reason}"


def funded(event: m.Funded | d.FundedData, amounts: str) -> str:
    """Money for it, given in words."""
    source = event.fund or event.instrument
    return f"{event.how}{f' by {source}' if source else ''}: {amounts}"


def reiterated(event: m.Reiterated | d.ReiteratedData) -> str:
    """A later act asks again."""
    return f"reiterated{f' as {event.by}' if event.by else ''}{_by(event.authority)}"


def extended(event: m.Extended | d.ExtendedData, until: str) -> str:
    """It has a new end, given in words."""
    return f"extended until {until}{_by(event.authority)}"


def adapted(event: m.Adapted | d.CarriedOnData) -> str:
    """A later act carries it on in other terms."""
    return f"adapted, carried on as {event.into}{_by(event.authority)}"


def merged(event: m.Merged | d.CarriedOnData) -> str:
    """A later act carries it on together with others."""
    return f"merged into {event.into}{_by(event.authority)}"


def replaced(event: m.Replaced | d.ReplacedData) -> str:
    """A later act stands in its place."""
    return f"replaced by {event.by}, {event.authority}"


def retired(event: m.Retired | d.RetiredData) -> str:
    """An act ended it."""
    return f"retired{_by(event.authority)}"


def expired(_: m.Expired | d.ExpiredData) -> str:
    """Its own terms ran out."""
    return "expired: its own terms ran out"


def lapsed(event: m.Lapsed | d.LapsedData) -> str:
    """It was let pass."""
    return f"found lapsed{_by(event.authority)}"


def succeeded(event: m.Succeeded | d.SucceededData) -> str:
    """It carries an older one on."""
    return f"follows {event.predecessor} ({event.how}){_by(event.authority)}"


def opened(event: m.OccurrenceOpened | d.OpenedData, due: str | None) -> str:
    """A further due point, at a term that is given in words."""
    passed = f", passed on from {event.passed_from}" if event.passed_from else ""
    return f"opened, {f'due {due}' if due else 'no due date'}{passed}"


def progress(event: m.ProgressStated | d.ProgressData) -> str:
    """How far it is."""
    said = f": {event.statement}" if event.statement else ""
    return f"{event.state}{_on(event.came_on)}{said}"


def submitted(event: m.ReportSubmitted | d.SubmittedData) -> str:
    """A report came."""
    return f"{event.document} submitted{_on(event.came_on)}{_because(event.late_reason)}"


def issued(event: m.ReportIssued | r.Issued | d.IssuedData) -> str:
    """It came out."""
    rest = "" if event.complete else ", not yet in every language"
    on = "" if isinstance(event, r.Issued) else _on(event.came_on)
    return f"{event.document} issued{on} in {', '.join(event.languages)}{rest}"


def deferred(event: m.Deferred | d.DeferredData, to: str) -> str:
    """It was put off."""
    return f"{event.what} deferred to {to}{_by(event.authority)}"


def due_soon(event: m.DueSoon | d.AnnouncedData) -> str:
    """A deadline is near."""
    return f"{event.deadline} due soon, on {event.on}"


def fell_due(event: m.FellDue | d.AnnouncedData) -> str:
    """A deadline is reached."""
    return f"{event.deadline} due on {event.on}"


def overdue(event: m.BecameOverdue | d.AnnouncedData) -> str:
    """A deadline has passed."""
    return f"{event.deadline} overdue since {event.on}"


def considered(event: m.Considered | d.ConsideredData) -> str:
    """The body dealt with it."""
    return f"{event.action}{_by(event.authority)}"


def linked(event: m.ItemLinked | d.ItemLinkedData) -> str:
    """An agenda item carries it."""
    return f"to be taken up under item {event.item}"


def advanced(event: m.ItemAdvanced | d.ItemAdvancedData) -> str:
    """The item went a step further."""
    return f"{event.state.replace('_', ' ')}: item {event.item}{_by(event.authority)}"


def completed(_: m.Completed | d.CompletedData) -> str:
    """It is done."""
    return "completed"


def waived(event: m.Waived | d.WaivedData) -> str:
    """It was let go."""
    return f"waived{_by(event.authority)}{_because(event.reason)}"


def missed(event: m.Missed | d.MissedData) -> str:
    """It was not delivered."""
    days = f", {counted(event.days_overdue, 'day')} overdue" if event.days_overdue else ""
    return f"missed{days}{_by(event.authority)}"


def _by(authority: str | None) -> str:
    return f" by {authority}" if authority else ""


def _on(day: str | None) -> str:
    return f" on {day}" if day else ""


def _because(reason: str | None) -> str:
    return f" ({reason})" if reason else ""
