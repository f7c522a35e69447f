"""The closed registry: every event that the record may hold, by its tag."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .bodies import BodyEvent
from .entity import EntityEvent
from .event import Event
from .fund import FundEvent
from .instrument import InstrumentEvent
from .internal import NoteEvent
from .item import ItemEvent
from .mandate.events import MandateEvent
from .policy import PolicyEvent
from .proposal import ProposalEvent
from .report import ReportEvent
from .session import SessionEvent


def _events_of(union: Any) -> tuple[type[Event], ...]:
    return (union,) if isinstance(union, type) else tuple(union.__args__)


EVENTS: Mapping[str, type[Event]] = {
    event.tag: event
    for union in (
        MandateEvent, InstrumentEvent, SessionEvent,
        ReportEvent, FundEvent, EntityEvent, ItemEvent,
        BodyEvent, PolicyEvent, ProposalEvent, NoteEvent,
    )
    for event in _events_of(union)
}  # fmt: skip
"""Every event by its tag: the closed registry of what the record may hold."""
