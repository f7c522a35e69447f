"""Postponement by rule: an item whose documents came too late goes to the following session.

ECOSOC rule 13 (4): where the documents were not circulated six weeks before the session, the item
shall be postponed to the following one, unless the Council decides otherwise (E/5715/Rev.2). It
holds for a body whose policy names such a rule.
"""

from __future__ import annotations

from datetime import date

from .calendar import Calendar
from .deadlines import standing
from .due import SessionDue
from .mandate.events import Deferred
from .mandate.state import Mandate, Occurrence


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
    policy = calendar.policies.get(session.partition("/")[0]) if session else None
    rule = policy.on(today).postpones_by if policy else None
    if rule is None or occurrence.consideration is not None:
        return None
    late = any(
        one.deadline.kind == "issue" and one.state == "overdue"
        for one in standing(mandate, occurrence, calendar, today)
    )
    following = _following(due)
    if not late or following is None:
        return None
    return Deferred(
        occurrence=occurrence.number, what="consideration", to=following, authority=rule
    )


def _following(due: SessionDue) -> SessionDue | None:
    """The session after one that is known by its number or its year."""
    bare = {"text": None, "part": None, "bound": "at"}
    if isinstance(due.session, int):
        return due.model_copy(update={"session": due.session + 1, **bare})
    if due.session is None and due.year is not None:
        return due.model_copy(update={"year": due.year + 1, **bare})
    return None
