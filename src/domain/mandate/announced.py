"""Events of a mandate that say what time has brought to a deadline. The tags are stored names."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal

from ..event import Event

DeadlineKind = Literal["submission", "issue", "legal"]


class Announcement(Event):
    """A deadline came near, was reached or has passed. Says what was known then, no more.

    ``on`` is the deadline's day. ``said_for`` is the day that the event names and on which it is
    effective: the first on which it was near, the day itself, the day after. ``calendar`` names
    the calendar version that was used.
    """

    announces = True
    says: ClassVar[Literal["due_soon", "due", "overdue"]]
    occurrence: int
    deadline: DeadlineKind
    on: date
    said_for: date
    calendar: str


class DueSoon(Announcement):
    """The deadline is near."""

    tag = "mandate.due_soon.v1"
    says = "due_soon"


class FellDue(Announcement):
    """The deadline is today."""

    tag = "mandate.due.v1"
    says = "due"


class BecameOverdue(Announcement):
    """The deadline has passed, unmet."""

    tag = "mandate.overdue.v1"
    says = "overdue"
