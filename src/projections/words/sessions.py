"""What happens to sessions, in words."""

from __future__ import annotations

from typing import assert_never

from ...domain import session as s
from ...domain.days import precision


def of_session(event: s.SessionEvent) -> str:
    """What happened to a session, in one line."""
    match event:
        case s.Planned():
            until = f", to close {_at(event.closes)}" if event.closes else ""
            return f"planned to open {_at(event.opens)}{until}{_by(event.authority)}"
        case s.Moved():
            opens = f"opening moved to {event.opens}" if event.opens else ""
            closes = f"closing moved to {event.closes}" if event.closes else ""
            return f"{', '.join(filter(None, (opens, closes)))}{_by(event.authority)}"
        case s.Postponed():
            return f"postponed without a date{_by(event.authority)}"
        case s.Opened():
            return f"opened on {event.opened}"
        case s.Suspended():
            return f"suspended on {event.suspended}{_by(event.authority)}"
        case s.Resumed():
            return f"resumed on {event.resumed}"
        case s.Closed():
            return f"closed on {event.closed}"
        case s.SessionVoided():
            return f"event {event.event_id} voided: {event.reason}"
    assert_never(event)


def _at(day: str) -> str:
    return f"on {day}" if precision(day) == "day" else f"in {day}"


def _by(authority: str | None) -> str:
    return f" by {authority}" if authority else ""
