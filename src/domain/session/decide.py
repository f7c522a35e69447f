"""The rules: what a wish does to a session. A wish that is satisfied already yields no event."""

from __future__ import annotations

from typing import assert_never

from ..days import first_day, last_day, precision
from ..errors import Refused
from ..facts import Facts
from .commands import (
    CloseSession,
    MoveSession,
    OpenSession,
    PlanSession,
    PostponeSession,
    ResumeSession,
    SessionCommand,
    SuspendSession,
)
from .events import (
    Closed,
    Moved,
    Opened,
    Planned,
    Postponed,
    Resumed,
    SessionEvent,
    SessionVoided,
    Suspended,
)
from .life import Session, refusal
from .order import out_of_order


def decide(session: Session | None, command: SessionCommand, facts: Facts) -> list[SessionEvent]:
    """What a wish does to the session: nothing if it is so already. Raises `Refused`."""
    event = _wish(command, facts)
    if _already(session, event):
        return []
    beside = facts.calendar.sessions
    if reason := refusal(session, event) or out_of_order(command.session, event, beside):
        raise Refused(f"session {command.session}: {reason}")
    return [event]


def _wish(command: SessionCommand, facts: Facts) -> SessionEvent:
    match command:
        case PlanSession():
            return Planned(opens=command.opens, closes=command.closes, authority=command.authority)
        case MoveSession():
            return Moved(opens=command.opens, closes=command.closes, authority=command.authority)
        case PostponeSession():
            return Postponed(authority=command.authority)
        case OpenSession():
            return Opened(opened=command.opened or facts.day)
        case SuspendSession():
            day = command.suspended or facts.day
            return Suspended(suspended=day, authority=command.authority)
        case ResumeSession():
            return Resumed(resumed=command.resumed or facts.day)
        case CloseSession():
            return Closed(closed=command.closed or facts.day)
    assert_never(command)


def _already(session: Session | None, event: SessionEvent) -> bool:
    if session is None:
        return False
    match event:
        case Planned() | Moved():
            opens = first_day(event.opens) if event.opens else session.opens
            closes = last_day(event.closes) if event.closes else session.closes
            standing = (session.opens, session.closes)
            return (
                bool(session.openings) and (opens, closes) == standing and _as_exact(session, event)
            )
        case Postponed():
            return session.postponed
        case Opened():
            return session.opened == event.opened
        case Suspended():
            return (event.suspended, None) in session.breaks
        case Resumed():
            return any(event.resumed == after for _, after in session.breaks)
        case Closed():
            return session.closed == event.closed
        case SessionVoided():
            return False
    assert_never(event)


def _as_exact(session: Session, event: Planned | Moved) -> bool:
    """Whether what is said anew is known no better than before."""
    known = session.openings[-1].precision
    return event.opens is None or precision(event.opens) == known
