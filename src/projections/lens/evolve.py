"""What each partly decoded event changes, and from which day: see `domain.mandate.evolve`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from ...domain.days import day_from, first_day, last_day
from ...domain.due import same
from ...domain.mandate.state import Legal
from . import documents as d
from .state import (
    Deferral,
    Delivery,
    DuePoint,
    Ended,
    ItemLink,
    Link,
    Mandate,
    Missed,
    Moment,
    Occurrence,
    Said,
)
from .terms import due_in


def day_of(one: d.Document) -> str:
    """The day from which it holds."""
    on = one.envelope.effective_on
    if len(on) == d.A_DAY:
        return on
    return day_from(on, date.fromisoformat(one.recorded_on)).isoformat()


def _moment(one: d.Document, day: str) -> Moment:
    """When it happened: a month or year is known by its first day and that from which it holds."""
    on = one.envelope.effective_on
    return Moment(on if len(on) == d.A_DAY else first_day(on).isoformat(), day)


def _came(one: d.ReportSubmitted | d.ReportIssued | d.ProgressStated, day: str) -> Moment:
    """When something came (out): before the event where its occurrence passed from another."""
    on = one.data.came_on
    if on is None:
        return _moment(one, day)
    return Moment(first_day(on).isoformat(), min(last_day(on).isoformat(), day))


# --- an occurrence ---


def _progress(it: Occurrence, one: d.ProgressStated, day: str, _: bool) -> None:
    state = one.data.state
    if state in ("confirmed", "held"):
        it.stage, it.done = state, _came(one, day)
    elif state != "stated" or not it.reports:
        it.stage = "in_progress" if state == "stated" else state
        it.done = None


def _submit(it: Occurrence, one: d.ReportSubmitted, day: str, _: bool) -> None:
    data = one.data
    for report in it.reports:
        if report.document == data.document:
            if data.late_reason is not None:
                report.late_reason = data.late_reason
            return
    it.stage = "submitted"
    it.reports.append(Delivery(data.document, _came(one, day), None, [], data.late_reason))


def _issue(it: Occurrence, one: d.ReportIssued, day: str, _: bool) -> None:
    data, out = one.data, False
    for report in it.reports:
        if report.document == data.document:
            report.languages = sorted({*report.languages, *data.languages})
            if report.issued is None and data.complete:
                report.issued = _came(one, day)
        out = out or report.issued is not None
    if out and it.stage == "submitted":
        it.stage = "issued"


def _defer(it: Occurrence, one: d.Deferred, day: str, document: bool) -> None:
    data, before = one.data, (it.consideration or it.delivery).term
    it.deferrals.append(Deferral(data.what, before, data.to, data.authority, day, data.exceptional))
    point = DuePoint(data.to, day, one.recorded_on)
    if data.what == "consideration":
        it.consideration = point
        _take_up_again(it, document)
        return
    it.delivery, it.consideration = point, None
    it.end = it.ended_on = it.missed = None
    it.late_days |= data.late_days
    it.announced = {}


def _take_up_again(it: Occurrence, document: bool) -> None:
    if it.stage != "considered":
        return
    back = it.reports[-1] if it.reports else None
    it.stage = ("issued" if back.issued else "submitted") if back else "open"
    it.done = it.done if document else None
    it.considered_by = None
    if it.end == "completed":
        it.end = it.ended_on = None


Announced = d.DueSoon | d.FellDue | d.BecameOverdue


def _announced(kind: str) -> Callable[[Occurrence, Announced, str, bool], None]:
    def announce(it: Occurrence, one: Announced, _: str, __: bool) -> None:
        data = one.data
        others = [each for each in it.announced.get(data.deadline, ()) if each.on != data.on]
        it.announced[data.deadline] = [*others, Said(kind, data.on)]

    return announce


def _consider(it: Occurrence, one: d.Considered, day: str, document: bool) -> None:
    data = one.data
    if it.done is None and not it.reports:
        earliest = it.delivery.since if document else _moment(one, day).earliest
        it.done = Moment(earliest, day)
    it.stage, it.action, it.considered_by = "considered", data.action, data.authority


def _complete(it: Occurrence, _: d.Completed, day: str, __: bool) -> None:
    it.end, it.ended_on = "completed", day


def _waive(it: Occurrence, _: d.Waived, day: str, __: bool) -> None:
    it.end, it.ended_on = "waived", day


def _miss(it: Occurrence, one: d.Missed, day: str, _: bool) -> None:
    it.missed = Missed(it.legal_point, one.data.days_overdue)
    it.end, it.ended_on = "missed", day


def _link(it: Occurrence, one: d.ItemLinked, day: str, _: bool) -> None:
    item = one.data.item
    if all(link.item != item for link in it.items):
        it.items = [*it.items, ItemLink(item, day, one.recorded_on)]


def _advance(it: Occurrence, one: d.ItemAdvanced, _: str, __: bool) -> None:
    it.stage = one.data.state


ON_OCCURRENCE: dict[type, Callable[[Occurrence, Any, str, bool], None]] = {
    d.ProgressStated: _progress,
    d.ReportSubmitted: _submit,
    d.ReportIssued: _issue,
    d.Deferred: _defer,
    d.Considered: _consider,
    d.Completed: _complete,
    d.Waived: _waive,
    d.Missed: _miss,
    d.ItemLinked: _link,
    d.ItemAdvanced: _advance,
    d.DueSoon: _announced("due_soon"),
    d.FellDue: _announced("due"),
    d.BecameOverdue: _announced("overdue"),
}


# --- the mandate ---


def _assign(state: Mandate, one: d.Assigned, _: str) -> None:
    entity = one.data.entity
    state.leads = [each for each in state.leads if each != entity]
    state.contributing = [each for each in state.contributing if each != entity]
    (state.leads if one.data.role == "lead" else state.contributing).append(entity)


def _note(state: Mandate, one: d.Noted, _: str) -> None:
    state.notes.append(one.data.text)


def _track(state: Mandate, one: d.TrackingOverridden, _: str) -> None:
    state.tracked, state.tracking_reason = one.data.tracked, one.data.reason


def _reiterate(state: Mandate, one: d.Reiterated, day: str) -> None:
    state.newer.append(Link("reiterated", one.data.by, one.data.authority, day))


def _succeed(state: Mandate, one: d.Succeeded, day: str) -> None:
    state.older.append(Link(one.data.how, one.data.predecessor, one.data.authority, day))


def _retire(state: Mandate, one: d.Retired, day: str) -> None:
    state.ended = Ended("retired", day, one.data.authority, None)


def _lapse(state: Mandate, one: d.Lapsed, day: str) -> None:
    state.ended = Ended("lapsed", day, one.data.authority, None)


def _expire(state: Mandate, one: d.Expired, day: str) -> None:
    data = one.data
    if data.said_for is not None:  # then it may be overtaken: see `evolve`
        until, said = due_in(bytes(state.until)), due_in(bytes(data.until))
        if state.ended is not None or not same(said, until):
            return
    state.ended = Ended("expired", day, None, None)


def _adapt(state: Mandate, one: d.Adapted, day: str) -> None:
    _pass_on(state, "adapted", one.data.into, one.data.authority, day)


def _merge(state: Mandate, one: d.Merged, day: str) -> None:
    _pass_on(state, "merged", one.data.into, one.data.authority, day)


def _replace(state: Mandate, one: d.Replaced, day: str) -> None:
    _pass_on(state, "replaced", one.data.by, one.data.authority, day)


def _pass_on(state: Mandate, how: Legal, successor: str, authority: str, day: str) -> None:
    state.ended = Ended(how, day, authority, successor)
    state.newer.append(Link(how, successor, authority, day))
    for one in state.occurrences:
        if one.end is None:
            one.end, one.ended_on = "merged" if how == "merged" else "superseded", day


ON_MANDATE: dict[type, Callable[[Mandate, Any, str], None]] = {
    d.Assigned: _assign,
    d.Noted: _note,
    d.TrackingOverridden: _track,
    d.Reiterated: _reiterate,
    d.Succeeded: _succeed,
    d.Retired: _retire,
    d.Lapsed: _lapse,
    d.Expired: _expire,
    d.Adapted: _adapt,
    d.Merged: _merge,
    d.Replaced: _replace,
}
