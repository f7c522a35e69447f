"""What may be asked of an agenda item."""

from __future__ import annotations

from ..command import Command, Name
from ..days import Day
from ..mandate.events import Action
from ..symbol import Authority, MandateId, SymbolText
from .events import ItemId, SessionId


class OnItem(Command):
    """A wish that concerns one agenda item, ``GA/56/99(b)``.

    ``mandates`` are linked to it with the wish: each with the number of the occurrence, or None
    for the open one.
    """

    item: ItemId
    mandates: tuple[tuple[MandateId, int | None], ...] = ()


class RequestItem(OnItem):
    """Ask for it."""

    title: str | None = None
    by: str | None = None
    authority: Authority | None = None


class PlaceItem(OnItem):
    """Put it on the provisional agenda."""

    number: str | None = None
    title: str | None = None
    supplementary: bool = False


class IncludeItem(OnItem):
    """Include it in the agenda."""

    number: str | None = None
    title: str | None = None


class RenameItem(OnItem):
    """Give it another title."""

    title: Name
    authority: Authority | None = None


class LinkItem(OnItem):
    """Say which mandates ask for it, or are considered under it."""


class ListReport(OnItem):
    """Put a report before the body under it."""

    document: SymbolText


class ConsiderItem(OnItem):
    """Deal with it. Where it carries mandates without a report this needs an authority."""

    action: Action = "considered"
    authority: Authority | None = None


class SetMeeting(OnItem):
    """Say on which day it is taken up. ``meeting``: the committee, or the meeting by its record."""

    day: Day
    meeting: Name | None = None
    authority: Authority | None = None


class MoveMeeting(OnItem):
    """Move the meeting on it to another day."""

    day: Day
    authority: Authority | None = None


class PostponeMeeting(OnItem):
    """Put the meeting on it off without a new date."""

    authority: Authority | None = None


class HoldMeeting(OnItem):
    """It was taken up; ``held`` None means on the command's own day."""

    held: Day | None = None
    meeting: Name | None = None


class CarryItem(OnItem):
    """Leave it to another session."""

    to: SessionId
    authority: Authority | None = None


ItemCommand = (
    RequestItem | PlaceItem | IncludeItem | RenameItem | LinkItem | ListReport | ConsiderItem
    | CarryItem | SetMeeting | MoveMeeting | PostponeMeeting | HoldMeeting
)  # fmt: skip
