"""The session of a body: a stream of its own, so that due points can hang on what moves.

A calendar event is effective on the day of the decision; the session's day is data.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, assert_never

from .command import Command
from .errors import Refused
from .event import Event, Recorded
from .facts import Facts
from .symbol import Authority
from .void import Voided


class Planned(Event):
    """The session is to open (and close) on these days."""

    tag = "session.planned.v1"
    opens: date
    closes: date | None = None
    authority: Authority | None = None


class Moved(Event):
    """The planned opening, or the planned closing, was moved."""

    tag = "session.moved.v1"
    opens: date | None = None
    closes: date | None = None
    authority: Authority | None = None


class Opened(Event):
    """The session opened on this day."""

    tag = "session.opened.v1"
    opened: date


class Closed(Event):
    """The session closed on this day."""

    tag = "session.closed.v1"
    closed: date


class SessionVoided(Voided):
    """An event of this session counts for nothing."""

    tag = "session.voided.v1"


SessionEvent = Planned | Moved | Opened | Closed | SessionVoided


class OnSession(Command):
    """A wish that concerns one session, ``GA/56``."""

    session: str


class PlanSession(OnSession):
    """Set the days of a session."""

    opens: date
    closes: date | None = None
    authority: Authority | None = None


class MoveSession(OnSession):
    """Move the opening or the closing of a session that was planned."""

    opens: date | None = None
    closes: date | None = None
    authority: Authority | None = None


class OpenSession(OnSession):
    """The session opened; ``opened`` None means on the command's own day."""

    opened: date | None = None


class CloseSession(OnSession):
    """The session closed; ``closed`` None means on the command's own day."""

    closed: date | None = None


SessionCommand = PlanSession | MoveSession | OpenSession | CloseSession


@dataclass(frozen=True, slots=True)
class Change:
    """A day of the session as it came to be known.

    ``since`` is the day of the decision, ``recorded_on`` the day on which it was written down.
    """

    day: date
    since: date
    recorded_on: date
    what: Literal["planned", "moved", "opened", "closed"]
    version: int
    authority: str | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """A session as it stands. ``openings`` and ``closings`` hold every day that was ever set."""

    id: str
    version: int = 0
    openings: tuple[Change, ...] = ()
    closings: tuple[Change, ...] = ()

    @property
    def opens(self) -> date | None:
        """The day of the opening as it stands."""
        return self.openings[-1].day if self.openings else None

    @property
    def closes(self) -> date | None:
        """The day of the closing as it stands, where one was set."""
        return self.closings[-1].day if self.closings else None

    @property
    def opened(self) -> date | None:
        """The day on which it opened, once it has."""
        return next((one.day for one in self.openings if one.what == "opened"), None)

    @property
    def closed(self) -> date | None:
        """The day on which it closed, once it has."""
        return next((one.day for one in self.closings if one.what == "closed"), None)


def stream_of(session: str) -> str:
    """The stream of a session."""
    return f"session-{session}"


def evolve(session: Session | None, recorded: Recorded) -> Session:
    """The session after one more event. Never refuses."""
    identity = recorded.stream.partition("-")[2]
    now = replace(session or Session(identity), version=recorded.version)
    event: SessionEvent = recorded.event  # type: ignore[assignment]  # the stream's own events

    def change(
        day: date, what: Literal["planned", "moved", "opened", "closed"], by: str | None = None
    ) -> Change:
        return Change(day, recorded.day, recorded.recorded_on, what, recorded.version, by)

    match event:
        case Planned() | Moved():
            what: Literal["planned", "moved"] = "planned" if isinstance(event, Planned) else "moved"
            if event.opens is not None:
                opening = change(event.opens, what, event.authority)
                now = replace(now, openings=(*now.openings, opening))
            if event.closes is not None:
                closing = change(event.closes, what, event.authority)
                now = replace(now, closings=(*now.closings, closing))
            return now
        case Opened():
            return replace(now, openings=(*now.openings, change(event.opened, "opened")))
        case Closed():
            return replace(now, closings=(*now.closings, change(event.closed, "closed")))
        case SessionVoided():
            return now
    assert_never(event)


def refusal(session: Session | None, event: SessionEvent) -> str | None:
    """Why the event cannot happen to the session as it stands; None if it can."""
    now = session or Session("")
    match event:
        case Planned():
            return f"it opened on {now.opened} already" if now.opened else _order(event, now)
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
        case Closed():
            if now.closed:
                return f"it closed on {now.closed} already"
            if now.opens is not None and event.closed < now.opens:
                return f"it cannot close on {event.closed}, before it opens on {now.opens}"
            return None
        case SessionVoided():
            return None
    assert_never(event)


def _order(event: Planned | Moved, now: Session) -> str | None:
    opens, closes = event.opens or now.opens, event.closes or now.closes
    if isinstance(event, Moved) and not now.openings and event.opens is None:
        return "no opening was ever planned"
    if opens is not None and event.closes is not None and closes is not None and closes < opens:
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
        case OpenSession():
            return Opened(opened=command.opened or facts.day)
        case CloseSession():
            return Closed(closed=command.closed or facts.day)
    assert_never(command)


def _already(session: Session | None, event: SessionEvent) -> bool:
    if session is None:
        return False
    match event:
        case Planned() | Moved():
            wanted = (event.opens or session.opens, event.closes or session.closes)
            return bool(session.openings) and wanted == (session.opens, session.closes)
        case Opened():
            return session.opened == event.opened
        case Closed():
            return session.closed == event.closed
        case SessionVoided():
            return False
    assert_never(event)
