"""The calendar at a point: from its view where that comes so far, else folded from the record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from ..domain.bodies import EVERY, AddedBody, Bodies, bodies_in
from ..domain.calendar import Calendar
from ..domain.event import Recorded
from ..domain.fold import fold, rewritten
from ..domain.item import evolve as evolve_item
from ..domain.policy import Policy
from ..domain.policy import evolve as evolve_policy
from ..domain.session import Change, Session
from ..domain.session import evolve as evolve_session
from ..domain.streams import identity_in
from .agenda import AGENDA
from .meetings import Meetings, Met, met
from .sources import Histories, Views
from .states import CALENDAR, states_in, states_of

ITEMS = "item-"
Given = Mapping[str, Sequence[Recorded]]


def calendar_at(record: Histories, views: Views, as_of: date, known_at: int) -> Calendar:
    """The sessions, what bodies go by and the meetings on agenda items, as true on a day and as
    known at a position."""
    with views.read(CALENDAR, known_at) as snapshot:
        if snapshot is None or snapshot.position < known_at:
            return calendar_of({**days_of(record), **record.histories(ITEMS)}, as_of, known_at)
        sessions = states_in(snapshot, CALENDAR, "session", as_of, known_at)
        policies = states_in(snapshot, CALENDAR, "policy", as_of, known_at)
        bodies = _bodies(states_in(snapshot, CALENDAR, "body", None, known_at))
    meetings = Meetings(met_at(record, views, as_of, known_at))
    return Calendar(as_of, sessions, policies, bodies, meetings)


def met_at(record: Histories, views: Views, as_of: date, known_at: int) -> list[Met]:
    """The agenda items on which a meeting was ever set, at a point."""
    with views.read(AGENDA, known_at) as snapshot:
        if snapshot is not None and snapshot.position >= known_at and not snapshot.pinned:
            return [*AGENDA.meetings(snapshot, as_of, known_at)]
    histories = record.histories(ITEMS)
    return [
        met(identity_in(stream), meetings, rewritten(histories[stream]))
        for stream, meetings in _meetings(histories, as_of, known_at).items()
    ]


def _meetings(histories: Given, as_of: date, known_at: int | None) -> dict[str, tuple[Change, ...]]:
    """By stream, every day that was set for the meeting on an item; of those that have any."""
    found: dict[str, tuple[Change, ...]] = {}
    for stream, events in histories.items():
        if stream.startswith(ITEMS):
            state = fold(evolve_item, events, as_of, known_at)
            if state is not None and state.meetings:
                found[stream] = state.meetings
    return found


def bodies_at(record: Histories, views: Views, known_at: int) -> Bodies:
    """The bodies that were added, whatever the day, as known at a position."""
    return _bodies(states_of(record, views, CALENDAR, "body", None, known_at))


def _bodies(found: Mapping[str, AddedBody]) -> Bodies:
    return Bodies({one.code: one for one in found.values()})


def days_of(record: Histories) -> dict[str, tuple[Recorded, ...]]:
    """The events of sessions, policies and bodies, on which days rest besides the mandates' own
    and those of agenda items."""
    return {
        stream: one
        for kind in ("session-", "policy-", EVERY)
        for stream, one in record.histories(kind).items()
    }


def calendar_of(histories: Given, as_of: date, known_at: int | None) -> Calendar:
    """The sessions, policies, bodies and agenda items among some histories, at a point."""
    sessions: dict[str, Session] = {}
    policies: dict[str, Policy] = {}
    for stream, events in histories.items():
        if stream.startswith("session-"):
            session = fold(evolve_session, events, as_of, known_at)
            if session is not None:
                sessions[identity_in(stream)] = session
        elif stream.startswith("policy-"):
            policy = fold(evolve_policy, events, as_of, known_at)
            if policy is not None:
                policies[identity_in(stream)] = policy
    found = _meetings(histories, as_of, known_at)
    meetings = {identity_in(stream): changes for stream, changes in found.items()}
    return Calendar(as_of, sessions, policies, bodies_in(histories, known_at), meetings)
