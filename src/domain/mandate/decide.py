"""The rules: what a wish does to one mandate. A wish that is satisfied already yields no event."""

from __future__ import annotations

from datetime import date
from typing import assert_never

from ..deadlines import day_of, deadlines, end_of, resolve
from ..due import DateDue, Due, OpenDue, SessionDue, same, words
from ..errors import Refused
from ..facts import Facts
from ..reading import DOCUMENTS
from . import commands as c
from . import events as e
from .announce import announcements
from .correction import as_strong, correction
from .occurrence import Occurrence
from .refusal import refusal
from .state import Mandate

_Wishes = (
    c.Assign | c.StateProgress | c.OpenOccurrence | c.Defer | c.Consider | c.Waive | c.Miss
    | c.Reiterate | c.Extend | c.Adapt | c.Replace | c.Retire | c.Expire | c.Lapse | c.Correct
    | c.Note | c.OverrideTracking
)  # fmt: skip


def decide(
    mandate: Mandate | None, command: c.MandateCommand, facts: Facts
) -> list[e.MandateEvent]:
    """The events that a wish leads to, on the state effective on the command's own day.

    Empty if the wish is satisfied already. Raises `Refused` if a guard says no, `BadInput` if a
    corrected value does not fit its field.
    """
    if mandate is None:
        raise Refused(f"{command.mandate}: the mandate was not adopted by {facts.day}")
    if isinstance(command, c.Announce):
        return announcements(mandate, facts.calendar, facts.day, facts.opened[mandate.id])
    wish = _wish(mandate, command, facts)
    if wish is None or _satisfied(mandate, wish):
        return []
    if reason := refusal(mandate, wish):
        raise Refused(f"{mandate.id}: {reason}")
    missed = _shown_missed(mandate, wish, facts) if isinstance(wish, e.Reiterated) else []
    return [wish, *missed, *consequences(mandate, wish)]


def _shown_missed(mandate: Mandate, event: e.Reiterated, facts: Facts) -> list[e.Missed]:
    """Asking again for what had not come when its window closed shows that it was missed."""
    return [
        e.Missed(
            occurrence=one.number, due=one.due, legal_by=legal,
            days_overdue=(facts.day - legal).days, authority=event.authority,
        )
        for one in mandate.occurrences
        if one.open and not one.delivered and not isinstance(one.due, OpenDue)
        if (legal := _legal_day(mandate, one, facts)) is not None and legal < facts.day
    ]  # fmt: skip


def consequences(mandate: Mandate, event: e.MandateEvent) -> list[e.MandateEvent]:
    """What follows by rule: the last step of a deliverable completes its occurrence; with another
    verb the act is as strong as that."""
    if isinstance(event, e.Corrected) and event.field == "verb":
        return [*as_strong(mandate, str(event.value), event.reason)]
    last_step = isinstance(event, e.Considered) or (
        isinstance(event, e.ProgressStated)
        and event.state in ("confirmed", "held")
        and mandate.adopted.deliverable not in DOCUMENTS
    )
    if not last_step or not isinstance(event, e.Considered | e.ProgressStated):
        return []
    one = mandate.occurrence(event.occurrence)
    if one is None or one.end == "completed":
        return []
    return [e.Completed(occurrence=event.occurrence)]


def _wish(mandate: Mandate, command: _Wishes, facts: Facts) -> e.MandateEvent | None:
    above = facts.calendar.bodies.above(mandate.adopted.body)
    match command:
        case c.Assign():
            return e.Assigned(entity=command.entity, role=command.role, authority=command.authority)
        case c.OpenOccurrence():
            return _opening(mandate, command, facts)
        case c.StateProgress() | c.Defer() | c.Consider() | c.Waive() | c.Miss():
            return _on_occurrence(mandate, command, facts)
        case c.Reiterate():
            return e.Reiterated(by=command.by, authority=command.authority)
        case c.Extend():
            return e.Extended(until=command.until, authority=command.authority, above=above)
        case c.Adapt():
            return e.Adapted(into=command.into, authority=command.authority, above=above)
        case c.Replace():
            return e.Replaced(by=command.by, authority=command.authority, above=above)
        case c.Retire():
            return e.Retired(authority=command.authority, above=above)
        case c.Expire():
            return _expiry(mandate, facts)
        case c.Lapse():
            return e.Lapsed(authority=command.authority)
        case c.Correct():
            number = command.occurrence if command.field == "due" else None
            one = occurrence_of(mandate, number)
            return correction(mandate, command, one, facts.opened[mandate.id])
        case c.Note():
            return e.Noted(text=command.text)
        case c.OverrideTracking():
            return e.TrackingOverridden(tracked=command.tracked, reason=command.reason)
    assert_never(command)


def occurrence_of(mandate: Mandate, number: int | None, *, delivery: bool = False) -> Occurrence:
    """The occurrence that a wish means; None means the open one, of a ``delivery`` the one for
    which nothing came yet. Raises `Refused`."""
    if number is None:
        return mandate.owed if delivery else mandate.current
    one = mandate.occurrence(number)
    if one is None:
        raise Refused(f"{mandate.id}: there is no occurrence {number}")
    return one


def _on_occurrence(
    mandate: Mandate,
    command: c.StateProgress | c.Defer | c.Consider | c.Waive | c.Miss,
    facts: Facts,
) -> e.MandateEvent:
    considered = isinstance(command, c.Consider) or (
        isinstance(command, c.Defer) and command.what == "consideration"
    )
    one = occurrence_of(mandate, command.occurrence, delivery=not considered)
    match command:
        case c.StateProgress():
            return e.ProgressStated(
                occurrence=one.number, state=command.state, statement=command.statement,
                entity=command.entity,
            )  # fmt: skip
        case c.Defer():
            _later_than_due(mandate, one, command.to, facts)
            late = _lateness(mandate, one, facts) if command.what == "delivery" else {}
            return e.Deferred(
                occurrence=one.number, what=command.what,
                to=_as_named(command.to, one.due, facts),
                authority=command.authority, exceptional=command.exceptional, late_days=late,
            )  # fmt: skip
        case c.Consider():
            return e.Considered(
                occurrence=one.number, action=command.action, authority=command.authority
            )
        case c.Waive():
            if command.authority is None and command.reason is None:
                raise Refused(f"{mandate.id}: say on what authority, or why, it is waived")
            return e.Waived(
                occurrence=one.number, authority=command.authority, reason=command.reason
            )
        case c.Miss():
            return _missed(mandate, one, command, facts)
    assert_never(command)


def _as_named(to: Due, before: Due | None, facts: Facts) -> Due:
    """A session to which something is put off, with its body named as the mandate names it."""
    if not isinstance(to, SessionDue):
        return to
    bodies = facts.calendar.bodies
    found = bodies.of(to.organ)
    if found is None:
        return to
    organ = found.name
    if isinstance(before, SessionDue) and bodies.code_of(before.organ) == found.code:
        organ = before.organ
    return to.model_copy(update={"organ": organ})


def _later_than_due(mandate: Mandate, one: Occurrence, to: Due, facts: Facts) -> None:
    """Raises `Refused` where what is due by a day would be put off to a session that ends before.

    Of two days, or two sessions of a body, the guard tells, as they never change: see `refusal`.
    """
    if not isinstance(to, SessionDue) or not isinstance(one.due, DateDue):
        return
    closes, due = resolve(to, facts.calendar).closes, day_of(one.due)
    if closes is not None and closes < due:
        raise Refused(
            f"{mandate.id}: {words(to)} ends on {closes}, before {due}, which it would defer"
        )


def _lateness(mandate: Mandate, one: Occurrence, facts: Facts) -> dict[e.DeadlineKind, int]:
    if one.delivered:
        return {}
    day = one.ended_on if one.end == "missed" and one.ended_on else facts.day  # frozen since then
    passed = deadlines(mandate, one, facts.calendar)
    return {each.kind: (day - each.day).days for each in passed if each.day < day}


def _missed(mandate: Mandate, one: Occurrence, command: c.Miss, facts: Facts) -> e.Missed:
    legal = _legal_day(mandate, one, facts)
    if legal is not None and facts.day <= legal:
        raise Refused(
            f"{mandate.id}: occurrence {one.number} cannot be missed on {facts.day}: its window "
            f"({words(one.due)}) closes on {legal}"
        )
    if isinstance(one.due, OpenDue):
        raise Refused(f"{mandate.id}: occurrence {one.number} was put off without a date")
    days = (facts.day - legal).days if legal is not None else None
    return e.Missed(
        occurrence=one.number, due=one.due, legal_by=legal, days_overdue=days,
        authority=command.authority,
    )  # fmt: skip


def _expiry(mandate: Mandate, facts: Facts) -> e.Expired:
    end = end_of(mandate, facts.calendar)
    if end is not None and facts.day <= end:
        raise Refused(
            f"{mandate.id}: its own terms run until {end}; before that only an act of the body, or "
            "of one above it, ends it"
        )
    return e.Expired(until=mandate.until)


def _legal_day(mandate: Mandate, one: Occurrence, facts: Facts) -> date | None:
    found = deadlines(mandate, one, facts.calendar)
    return next((each.day for each in found if each.kind == "legal"), None)


def _opening(
    mandate: Mandate, command: c.OpenOccurrence, facts: Facts
) -> e.OccurrenceOpened | None:
    if command.number is None and mandate.open_with(command.due) is not None:
        return None
    number = command.number or facts.opened[mandate.id] + 1
    known = mandate.occurrence(number)
    if known is not None and same(known.delivery.term, command.due):
        return None
    return e.OccurrenceOpened(occurrence=number, due=command.due)


def _satisfied(mandate: Mandate, wish: e.MandateEvent) -> bool:
    """Whether what the event would say is so already."""
    match wish:
        case e.Assigned():
            return wish.entity in (mandate.leads if wish.role == "lead" else mandate.contributing)
        case e.Deferred():
            one = mandate.occurrence(wish.occurrence)
            return one is not None and _deferred_so(one, wish)
        case e.Considered():
            one = mandate.occurrence(wish.occurrence)
            by = None if one is None else one.considered_by
            considered = one is not None and one.stage == "considered" and one.action == wish.action
            return considered and wish.authority in (None, by)
        case e.ProgressStated():
            one = mandate.occurrence(wish.occurrence)
            return wish.statement is None and one is not None and _progressed_so(one, wish)
        case e.Waived() | e.Missed():
            one = mandate.occurrence(wish.occurrence)
            end = "waived" if isinstance(wish, e.Waived) else "missed"
            return one is not None and one.end == end
        case e.Extended():
            return same(mandate.until, wish.until)
        case e.Reiterated():
            known = ((link.how, link.mandate, link.authority) for link in mandate.newer)
            return ("reiterated", wish.by, wish.authority) in known
        case e.Adapted() | e.Merged():
            return _ended_so(mandate, "adapted" if isinstance(wish, e.Adapted) else "merged",
                             wish.into)  # fmt: skip
        case e.Replaced():
            return _ended_so(mandate, "replaced", wish.by)
        case e.Retired() | e.Expired() | e.Lapsed():
            how = {e.Retired: "retired", e.Expired: "expired", e.Lapsed: "lapsed"}[type(wish)]
            return _ended_so(mandate, how, None)
        case e.TrackingOverridden():
            return mandate.tracked == wish.tracked and mandate.tracking_reason == wish.reason
        case e.ReportSubmitted():
            one = mandate.occurrence(wish.occurrence)
            return one is not None and any(r.document == wish.document for r in one.reports)
        case (
            e.Adopted() | e.OccurrenceOpened() | e.Completed() | e.Succeeded() | e.Corrected()
            | e.MandateVoided() | e.WordsVerified() | e.Noted() | e.ReportIssued()
            | e.Funded() | e.ItemAdvanced() | e.ItemLinked()
            | e.DueSoon() | e.FellDue() | e.BecameOverdue()
        ):  # fmt: skip
            return False
    assert_never(wish)


def _progressed_so(one: Occurrence, wish: e.ProgressStated) -> bool:
    if wish.state == "stated":
        return one.stage == "in_progress" or bool(one.reports)
    return one.stage == wish.state


def _deferred_so(one: Occurrence, wish: e.Deferred) -> bool:
    if not one.deferrals:
        return False
    last = one.deferrals[-1]
    return (last.what, last.authority) == (wish.what, wish.authority) and same(last.to, wish.to)


def _ended_so(mandate: Mandate, how: str, successor: str | None) -> bool:
    ended = mandate.ended
    return ended is not None and ended.how == how and ended.successor == successor
