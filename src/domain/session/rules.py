"""What a wish does to a session, and why it may not."""

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
from .state import Session


def refusal(session: Session | None, event: SessionEvent) -> str | None:
    """Why the event cannot happen to the session as it stands; None if it can."""
    now = session or Session("")
    match event:
        case Planned() | Postponed():
            if now.opened:
                return f"it opened on {now.opened} already"
            if now.closed:
                return f"it closed on {now.closed} already"
            return _order(event, now) if isinstance(event, Planned) else None
        case Moved():
            if now.opened and event.opens is not None:
                return f"it opened on {now.opened} already"
            if now.closed:
                return f"it closed on {now.closed} already"
            return _order(event, now)
        case Opened():
            if now.closed is not None and event.opened > now.closed:
                return f"it closed on {now.closed} already"
            return f"it opened on {now.opened} already" if now.opened else None
        case Suspended() | Resumed():
            return _interrupted(event, now)
        case Closed():
            if now.closed:
                return f"it closed on {now.closed} already"
            if now.opens is not None and event.closed < now.opens:
                return f"it cannot close on {event.closed}, before it opens on {now.opens}"
            return None
        case SessionVoided():
            return None
    assert_never(event)


def _interrupted(event: Suspended | Resumed, now: Session) -> str | None:
    if now.closed:
        return f"it closed on {now.closed} already"
    if isinstance(event, Suspended):
        return "it is suspended already" if now.suspended else None
    if not now.suspended:
        return "it was not suspended"
    since = now.breaks[-1][0]
    if event.resumed <= since:
        return f"it was suspended on {since}: it cannot resume on {event.resumed}"
    return None


def _order(event: Planned | Moved, now: Session) -> str | None:
    if isinstance(event, Moved) and not now.openings and event.opens is None:
        return "no opening was ever planned"
    opens = first_day(event.opens) if event.opens else now.opens
    closes = last_day(event.closes) if event.closes else now.closes
    if opens is not None and closes is not None and closes < opens:
        return f"it cannot close on {closes}, before it opens on {opens}"
    return None


def decide(session: Session | None, command: SessionCommand, facts: Facts) -> list[SessionEvent]:
    """What a wish does to the session: nothing if it is so already. Raises `Refused`."""
    event = _wish(command, facts)
    if _already(session, event):
        return []
    if reason := refusal(session, event):
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
