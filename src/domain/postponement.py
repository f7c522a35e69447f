"""Postponement by rule: an item whose documents came too late goes to the following session.

ECOSOC rule 13 (4): where the documents were not circulated six weeks before the session, the item
shall be postponed to the following one, unless the Council decides otherwise (E/5715/Rev.2). It
holds for a body whose policy names such a rule.
"""

from __future__ import annotations

from datetime import date
from itertools import takewhile

from .calendar import Calendar
from .days import ONE_DAY
from .deadlines import Deadline, standing
from .due import SessionDue
from .mandate.events import Deferred
from .mandate.occurrence import Occurrence
from .mandate.state import Mandate


def postponement(
    mandate: Mandate, occurrence: Occurrence, calendar: Calendar, today: date
) -> Deferred | None:
    """What the rule of the body brings to an occurrence by a day; None where it brings nothing.

    The consideration is put off: submission and issue keep their days, and lateness stays.
    """
    due = occurrence.due
    if not isinstance(due, SessionDue) or not occurrence.open or mandate.ended is not None:
        return None
    session = calendar.session_of(due)
    policy = calendar.policy_at(session) if session else None
    rule = policy.on(today).postpones_by if policy else None
    if rule is None or occurrence.consideration is not None:
        return None
    following = _following(due)
    if following is None or not _late(mandate, occurrence, calendar, today):
        return None
    return Deferred(
        occurrence=occurrence.number, what="consideration", to=following, authority=rule
    )


def postponed_on(mandate: Mandate, occurrence: Occurrence, calendar: Calendar, today: date) -> date:
    """The day from which a `postponement` holds, however late the tick that finds it: the first on
    which the documents were too late, the due point held and the rule was in force."""
    days = [
        max(one.day + ONE_DAY, one.since) for one in _late(mandate, occurrence, calendar, today)
    ]
    due = occurrence.due
    session = calendar.session_of(due) if isinstance(due, SessionDue) else None
    policy = calendar.policy_at(session) if session else None
    settings = [one for one in (policy.settings if policy else ()) if one.since <= today]
    rule = settings[-1].postpones_by if settings else None
    same = takewhile(lambda one: one.postpones_by == rule, reversed(settings))
    return max([*days, *(one.since for one in list(same)[-1:])], default=today)


def _late(
    mandate: Mandate, occurrence: Occurrence, calendar: Calendar, today: date
) -> list[Deadline]:
    """The day by which the documents had to be out, where they were not."""
    return [
        one.deadline
        for one in standing(mandate, occurrence, calendar, today)
        if one.deadline.kind == "issue" and one.state == "overdue"
    ]


def _following(due: SessionDue) -> SessionDue | None:
    """The session after one that is known by its number or its year."""
    bare = {"text": None, "part": None, "bound": "at"}
    if isinstance(due.session, int):
        return due.model_copy(update={"session": due.session + 1, **bare})
    if due.session is None and due.year is not None:
        return due.model_copy(update={"year": due.year + 1, **bare})
    return None
