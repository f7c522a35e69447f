"""What can happen to a session. A calendar event is effective on the day of the decision."""

from __future__ import annotations

from datetime import date
from typing import Literal

from ..days import PartialDay
from ..event import Event
from ..symbol import Authority
from ..void import Voided

What = Literal["planned", "moved", "postponed", "opened", "suspended", "closed", "held"]
"""What became of a day. ``held``: of a meeting on an agenda item."""


class Planned(Event):
    """The session is to open (and close) on these days, or in these months or years."""

    tag = "session.planned.v1"
    opens: PartialDay
    closes: PartialDay | None = None
    authority: Authority | None = None


class Moved(Event):
    """The planned opening, or the planned closing, was moved."""

    tag = "session.moved.v1"
    opens: PartialDay | None = None
    closes: PartialDay | None = None
    authority: Authority | None = None


class Postponed(Event):
    """The session was put off without a new date."""

    tag = "session.postponed.v1"
    authority: Authority | None = None


class Opened(Event):
    """The session opened on this day."""

    tag = "session.opened.v1"
    opened: date


class Suspended(Event):
    """The session was interrupted; this was its last day for now."""

    tag = "session.suspended.v1"
    suspended: date
    authority: Authority | None = None


class Resumed(Event):
    """The session took up its work again."""

    tag = "session.resumed.v1"
    resumed: date


class Closed(Event):
    """The session closed on this day."""

    tag = "session.closed.v1"
    closed: date


class SessionVoided(Voided):
    """An event of this session counts for nothing."""

    tag = "session.voided.v1"


SessionEvent = (
    Planned | Moved | Postponed | Opened | Suspended | Resumed | Closed | SessionVoided
)  # fmt: skip
