"""What can happen to an agenda item. The tags are stored names: they never change meaning."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

from pydantic import AfterValidator

from ..command import Name
from ..due import SessionId as SessionId
from ..due import session_id
from ..event import Event
from ..mandate.events import Action
from ..report import Answer
from ..symbol import Authority, SymbolText
from ..void import Voided

_ITEM = re.compile(r"(?P<session>[^/]+/[^/]+)/(?P<key>.+)", re.DOTALL)


def item_id(text: str) -> str:
    """The identity of an item: body, session, and its number or title. Raises ValueError."""
    match = _ITEM.fullmatch(" ".join(text.split()))
    if match is None:
        raise ValueError(f"{text!r} is no item: write GA/56/99(b) or GA/56/South-South cooperation")
    return f"{session_id(match['session'])}/{match['key'].strip()}"


ItemId = Annotated[str, AfterValidator(item_id)]


def session_in(item: str) -> str:
    """The session of an item, ``GA/56``."""
    match = _ITEM.fullmatch(item)
    assert match is not None
    return match["session"]


def at_session(item: str, session: str) -> str:
    """The identity of the same item at another session."""
    match = _ITEM.fullmatch(item)
    assert match is not None
    return f"{session}/{match['key']}"


class Requested(Event):
    """Somebody asked for it, or the body ordered it at an earlier session (rule 13 (c)).

    ``carried_from`` is the item of an earlier session that it carries on.
    """

    tag = "item.requested.v1"
    title: str | None = None
    by: str | None = None
    authority: Authority | None = None
    carried_from: str | None = None


class Placed(Event):
    """It is on the provisional agenda, or on the supplementary list."""

    tag = "item.placed.v1"
    number: str | None = None
    title: str | None = None
    supplementary: bool = False


class Included(Event):
    """The body included it in its agenda, under this number."""

    tag = "item.included.v1"
    number: str | None = None
    title: str | None = None


class Renamed(Event):
    """It has another title."""

    tag = "item.renamed.v1"
    title: str
    authority: Authority | None = None


class MeetingSet(Event):
    """The body, or its committee, is to take it up on this day: the documents under it are due so
    many weeks before. ``meeting``: who meets, or the meeting by its record, A/C.2/56/SR.17."""

    tag = "item.meeting_set.v1"
    day: date
    meeting: Name | None = None
    authority: Authority | None = None


class MeetingMoved(Event):
    """The meeting on it was moved to another day."""

    tag = "item.meeting_moved.v1"
    day: date
    authority: Authority | None = None


class MeetingPostponed(Event):
    """The meeting on it was put off without a new date."""

    tag = "item.meeting_postponed.v1"
    authority: Authority | None = None


class MeetingHeld(Event):
    """It was taken up on this day."""

    tag = "item.meeting_held.v1"
    held: date
    meeting: Name | None = None


class Linked(Event):
    """These occurrences of mandates ask for it, or are to be considered under it."""

    tag = "item.linked.v1"
    mandates: tuple[Answer, ...]


class ReportListed(Event):
    """A report is before the body under it."""

    tag = "item.report_listed.v1"
    document: SymbolText


class Considered(Event):
    """The body dealt with it."""

    tag = "item.considered.v1"
    action: Action = "considered"
    authority: Authority | None = None


class CarriedOver(Event):
    """It was not dealt with and stays on the agenda, of another session."""

    tag = "item.carried_over.v1"
    to: SessionId
    authority: Authority | None = None


class ItemVoided(Voided):
    """An event of this item counts for nothing."""

    tag = "item.voided.v1"


ItemEvent = (
    Requested | Placed | Included | Renamed | Linked | ReportListed | Considered | CarriedOver
    | MeetingSet | MeetingMoved | MeetingPostponed | MeetingHeld | ItemVoided
)  # fmt: skip
OnMeeting = MeetingSet | MeetingMoved | MeetingPostponed | MeetingHeld
