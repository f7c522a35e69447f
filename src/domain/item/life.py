"""An agenda item as it stands, what each event changes, and the guards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, assert_never

from ..due import SessionDue, number_of
from ..event import Recorded
from ..replacing import replace
from ..report import Answer
from ..session import Change
from ..session.events import What
from .events import (
    CarriedOver,
    Considered,
    Included,
    ItemEvent,
    ItemVoided,
    Linked,
    MeetingHeld,
    MeetingMoved,
    MeetingPostponed,
    MeetingSet,
    OnMeeting,
    Placed,
    Renamed,
    ReportListed,
    Requested,
)

Stage = Literal["requested", "on_provisional_agenda", "included", "considered", "carried_over"]


@dataclass(frozen=True)
class Item:
    """An agenda item as it stands. ``titles``: all that it had, the present one last.

    ``meetings``: every day that was ever set for the meeting at which it is taken up; ``meeting``:
    who meets, or the meeting by its record.
    """

    id: str
    stage: Stage | None = None
    on: date | None = None
    number: str | None = None
    titles: tuple[str, ...] = ()
    mandates: tuple[Answer, ...] = ()
    reports: tuple[str, ...] = ()
    carried_from: str | None = None
    carried_to: str | None = None
    action: str | None = None
    meetings: tuple[Change, ...] = ()
    meeting: str | None = None

    @property
    def held(self) -> date | None:
        """The day on which it was taken up, once it was."""
        last = self.meetings[-1] if self.meetings else None
        return last.day if last is not None and last.what == "held" else None

    @property
    def title(self) -> str | None:
        """Its present title."""
        return self.titles[-1] if self.titles else None


def stream_of(item: str) -> str:
    """The stream of an item."""
    return f"item-{item}"


def due_at(session: str) -> SessionDue:
    """The due term that a session is."""
    body, _, number = session.partition("/")
    return SessionDue(organ=body, session=number_of(number))


def evolve(item: Item | None, recorded: Recorded) -> Item:
    """The item after one more event. Never refuses."""
    now = item or Item(recorded.stream.partition("-")[2])
    event: ItemEvent = recorded.event  # type: ignore[assignment]  # the stream's own events
    match event:
        case Requested():
            now = replace(now, carried_from=event.carried_from or now.carried_from)
            return _at(now, "requested", recorded.day, event.title)
        case Placed() | Included():
            stage: Stage = "included" if isinstance(event, Included) else "on_provisional_agenda"
            now = replace(now, number=event.number or now.number)
            return _at(now, stage, recorded.day, event.title)
        case Renamed():
            return replace(now, titles=(*now.titles, event.title))
        case Linked():
            new = tuple(one for one in event.mandates if one not in now.mandates)
            return replace(now, mandates=(*now.mandates, *new))
        case ReportListed():
            return replace(now, reports=(*now.reports, event.document))
        case Considered():
            return _at(replace(now, action=event.action), "considered", recorded.day, None)
        case CarriedOver():
            return _at(replace(now, carried_to=event.to), "carried_over", recorded.day, None)
        case MeetingSet() | MeetingMoved() | MeetingPostponed() | MeetingHeld():
            return _meeting(now, event, recorded)
        case ItemVoided():
            return now
    assert_never(event)


def _meeting(now: Item, event: OnMeeting, recorded: Recorded) -> Item:
    named = event.meeting if isinstance(event, MeetingSet | MeetingHeld) else None
    authority = None if isinstance(event, MeetingHeld) else event.authority
    change = Change(
        day_set_by(event), recorded.day, recorded.recorded_on, _WHAT[type(event)], recorded.version,
        authority, item=now.id,
    )  # fmt: skip
    return replace(now, meetings=(*now.meetings, change), meeting=named or now.meeting)


_WHAT: dict[type[OnMeeting], What] = {
    MeetingSet: "planned", MeetingMoved: "moved", MeetingPostponed: "postponed",
    MeetingHeld: "held",
}  # fmt: skip


def day_set_by(event: OnMeeting) -> date | None:
    """The day on which the item is taken up from that event on; None while there is none."""
    match event:
        case MeetingSet() | MeetingMoved():
            return event.day
        case MeetingHeld():
            return event.held
        case MeetingPostponed():
            return None
    assert_never(event)


def _at(now: Item, stage: Stage, day: date, title: str | None) -> Item:
    titles = (*now.titles, title) if title and title != now.title else now.titles
    return replace(now, stage=stage, on=day, titles=titles)


_BEFORE: dict[Stage | None, int] = {
    None: 0, "requested": 1, "on_provisional_agenda": 2, "included": 3, "considered": 4,
    "carried_over": 4,
}  # fmt: skip


def refusal(item: Item | None, event: ItemEvent) -> str | None:
    """Why the event cannot happen to the item as it stands; None if it can."""
    stage = item.stage if item else None
    match event:
        case Requested() | Placed() | Included():
            step = {Requested: 1, Placed: 2, Included: 3}[type(event)]
            return _was(item) if _BEFORE[stage] >= step else None
        case Linked():
            return _was(item) if stage == "carried_over" else None
        case Renamed() | ReportListed() | Considered() | CarriedOver():
            if stage is None:
                return "it was not on any agenda by then"
            return _was(item) if stage == "carried_over" else None
        case MeetingSet() | MeetingMoved() | MeetingPostponed() | MeetingHeld():
            return _of_meeting(item, event)
        case ItemVoided():
            return None
    assert_never(event)


def _of_meeting(item: Item | None, event: OnMeeting) -> str | None:
    if item is None or item.stage is None:
        return "it was not on any agenda by then"
    if item.stage == "carried_over":
        return _was(item)
    if item.held is not None:
        return f"it was taken up on {item.held} already"
    if isinstance(event, MeetingMoved | MeetingPostponed) and not item.meetings:
        return "no meeting on it was ever set"
    return None


def _was(item: Item | None) -> str | None:
    if item is None or item.stage is None:
        return None
    where = f" to {item.carried_to}" if item.stage == "carried_over" else ""
    return f"it was {item.stage.replace('_', ' ')}{where} on {item.on} already"
