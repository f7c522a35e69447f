"""An agenda item at one session: requested, on the provisional agenda, included, considered or
carried over. A stream of its own, ``item-GA/56/South-South cooperation``.

What the body ordered at an earlier session goes on the provisional agenda (rule 13 (c) of the
General Assembly), which is out 60 days before the session opens (rule 12), supplementary items 30
days before (rule 14). What is not dealt with stays on the agenda, of the next session: that is a
stream of its own, which says where it was carried over from. An item carries reports, and the
mandates that ask for it: what happens to it is recorded on them as well.

``events`` what can happen · ``commands`` what may be asked · ``life`` what is so, what an event
changes and the guards · ``decide`` the rules.
"""

from .events import (
    CarriedOver,
    Considered,
    Included,
    ItemEvent,
    ItemId,
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
    SessionId,
    at_session,
    item_id,
    session_in,
)
from .life import Item, due_at, evolve, refusal, stream_of

__all__ = [
    "CarriedOver",
    "Considered",
    "Included",
    "Item",
    "ItemEvent",
    "ItemId",
    "ItemVoided",
    "Linked",
    "MeetingHeld",
    "MeetingMoved",
    "MeetingPostponed",
    "MeetingSet",
    "OnMeeting",
    "Placed",
    "Renamed",
    "ReportListed",
    "Requested",
    "SessionId",
    "at_session",
    "due_at",
    "evolve",
    "item_id",
    "refusal",
    "session_in",
    "stream_of",
]
