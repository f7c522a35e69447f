"""A session as it stands, what each event changes, and the guards. Every day that was ever set is
kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, assert_never

from ..days import ONE_DAY, first_day, last_day, precision
from ..event import Recorded
from ..replacing import replace
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
    What,
)


@dataclass(frozen=True)
class Change:
    """A day of the session, or of a meeting at it, as it came to be known; ``day`` None: put off
    without a date.

    ``since`` is the day of the decision, ``recorded_on`` the day on which it was written down.
    ``precision`` tells how much of the day was said: of a month or a year, an opening counts from
    its first day and a closing to its last.
    """

    day: date | None
    since: date
    recorded_on: date
    what: What
    version: int
    authority: str | None = None
    precision: Literal["day", "month", "year"] = "day"
    item: str | None = None
    """The agenda item whose meeting it is; None for a day of the session itself."""


@dataclass(frozen=True)
class Session:
    """A session as it stands. ``openings`` and ``closings`` hold every day that was ever set."""

    id: str
    version: int = 0
    openings: tuple[Change, ...] = ()
    closings: tuple[Change, ...] = ()
    breaks: tuple[tuple[date, date | None], ...] = ()
    """Interruptions: the last day before and the first day after, None while it lasts."""
    suspensions: tuple[Change, ...] = ()
    """For each of them, how its beginning came to be known."""

    @property
    def opens(self) -> date | None:
        """The day of the opening as it stands; None also where it was put off without a date."""
        return self.openings[-1].day if self.openings else None

    @property
    def closes(self) -> date | None:
        """The day of the closing as it stands, where one was set."""
        return self.closings[-1].day if self.closings else None

    def closings_by(self, day: date) -> tuple[Change, ...]:
        """Every day that was set for the closing, and by this day that it was not kept: a session
        that is interrupted does not close on the day that was set before."""
        found = list(self.closings)
        for began, (last, first) in zip(self.suspensions, self.breaks, strict=True):
            before = (began.since, began.version)
            at = sum((one.since, one.version) < before for one in found)
            stood = found[at - 1].day if at else None
            until = first or day + ONE_DAY
            if stood is not None and last < stood < until:
                found.insert(at, replace(began, day=None))
        return tuple(found)

    @property
    def postponed(self) -> bool:
        """Whether it was put off and has no date."""
        return bool(self.openings) and self.openings[-1].day is None

    @property
    def suspended(self) -> bool:
        """Whether it is interrupted."""
        return bool(self.breaks) and self.breaks[-1][1] is None

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

    match event:
        case Planned() | Moved():
            return _set(now, event, recorded)
        case Postponed():
            put_off = _change(recorded, None, "postponed", event.authority)
            # What was set for the closing is kept: a window that had closed by then stays closed.
            closings = (*now.closings, put_off) if now.closings else ()
            return replace(now, openings=(*now.openings, put_off), closings=closings)
        case Opened():
            opening = _change(recorded, event.opened, "opened")
            return replace(now, openings=(*now.openings, opening))
        case Suspended():
            began = _change(recorded, event.suspended, "suspended", event.authority)
            return replace(
                now, breaks=(*now.breaks, (event.suspended, None)),
                suspensions=(*now.suspensions, began),
            )  # fmt: skip
        case Resumed():
            if not now.breaks:
                return now
            last = (now.breaks[-1][0], event.resumed)
            return replace(now, breaks=(*now.breaks[:-1], last))
        case Closed():
            closing = _change(recorded, event.closed, "closed")
            return replace(now, closings=(*now.closings, closing))
        case SessionVoided():
            return now
    assert_never(event)


def _set(now: Session, event: Planned | Moved, recorded: Recorded) -> Session:
    what: What = "planned" if isinstance(event, Planned) else "moved"
    if event.opens is not None:
        day = first_day(event.opens)
        opening = _change(recorded, day, what, event.authority, precision(event.opens))
        now = replace(now, openings=(*now.openings, opening))
    if event.closes is not None:
        day = last_day(event.closes)
        closing = _change(recorded, day, what, event.authority, precision(event.closes))
        now = replace(now, closings=(*now.closings, closing))
    return now


def _change(
    recorded: Recorded,
    day: date | None,
    what: What,
    authority: str | None = None,
    known_to: Literal["day", "month", "year"] = "day",
) -> Change:
    return Change(
        day, recorded.day, recorded.recorded_on, what, recorded.version, authority, known_to
    )


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
