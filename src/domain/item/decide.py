"""The rules: what a wish does to an agenda item. A wish that is satisfied yields no event."""

from __future__ import annotations

from datetime import date
from typing import assert_never

from ..errors import Refused
from .commands import (
    CarryItem,
    ConsiderItem,
    HoldMeeting,
    IncludeItem,
    ItemCommand,
    LinkItem,
    ListReport,
    MoveMeeting,
    PlaceItem,
    PostponeMeeting,
    RenameItem,
    RequestItem,
    SetMeeting,
)
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
from .life import Item, day_set_by, refusal


def decide(item: Item | None, command: ItemCommand, day: date) -> list[ItemEvent]:
    """What a wish of a day does to the item: nothing if it is so already. Raises `Refused`."""
    event = _wish(command, day)
    if event is None or (item is not None and _already(item, event)):
        return []
    if reason := refusal(item, event):
        raise Refused(f"item {command.item}: {reason}")
    return [event]


def _wish(command: ItemCommand, day: date) -> ItemEvent | None:
    match command:
        case RequestItem():
            return Requested(title=command.title, by=command.by, authority=command.authority)
        case PlaceItem():
            return Placed(number=command.number, title=command.title,
                          supplementary=command.supplementary)  # fmt: skip
        case IncludeItem():
            return Included(number=command.number, title=command.title)
        case RenameItem():
            return Renamed(title=command.title, authority=command.authority)
        case ListReport():
            return ReportListed(document=command.document)
        case ConsiderItem():
            return Considered(action=command.action, authority=command.authority)
        case CarryItem():
            return CarriedOver(to=command.to, authority=command.authority)
        case SetMeeting():
            return MeetingSet(day=command.day, meeting=command.meeting,
                              authority=command.authority)  # fmt: skip
        case MoveMeeting():
            return MeetingMoved(day=command.day, authority=command.authority)
        case PostponeMeeting():
            return MeetingPostponed(authority=command.authority)
        case HoldMeeting():
            return MeetingHeld(held=command.held or day, meeting=command.meeting)
        case LinkItem():
            return None
    assert_never(command)


def _already(item: Item, event: ItemEvent) -> bool:
    """Whether what the event would say is so already."""
    match event:
        case Requested():
            return item.stage == "requested" and event.title in (None, item.title)
        case Placed() | Included():
            stage = "included" if isinstance(event, Included) else "on_provisional_agenda"
            same = event.title in (None, item.title) and event.number in (None, item.number)
            return item.stage == stage and same
        case Renamed():
            return item.title == event.title
        case ReportListed():
            return event.document in item.reports
        case Considered():
            return (item.stage, item.action) == ("considered", event.action)
        case CarriedOver():
            return item.carried_to == event.to
        case MeetingSet() | MeetingMoved() | MeetingPostponed() | MeetingHeld():
            return _met_so(item, event)
        case Linked():
            return all(one in item.mandates for one in event.mandates)
        case ItemVoided():
            return False
    assert_never(event)


def _met_so(item: Item, event: OnMeeting) -> bool:
    if not item.meetings:
        return False
    last = item.meetings[-1]
    named = event.meeting if isinstance(event, MeetingSet | MeetingHeld) else None
    if isinstance(event, MeetingHeld) != (last.what == "held"):
        return False
    return last.day == day_set_by(event) and named in (None, item.meeting)
