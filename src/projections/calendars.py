"""The calendar at a point: from its view where that comes so far, else folded from the record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from ..domain.bodies import EVERY, AddedBody, Bodies, bodies_in
from ..domain.calendar import Calendar
from ..domain.event import Recorded
from ..domain.fold import fold
from ..domain.policy import Policy
from ..domain.policy import evolve as evolve_policy
from ..domain.session import Session
from ..domain.session import evolve as evolve_session
from ..domain.streams import identity_in
from .sources import Histories, Views
from .states import CALENDAR, states_in, states_of

Given = Mapping[str, Sequence[Recorded]]


def calendar_at(record: Histories, views: Views, as_of: date, known_at: int) -> Calendar:
    """The sessions and what bodies go by, as true on a day and as known at a position."""
    with views.read(CALENDAR, known_at) as snapshot:
        if snapshot is not None and snapshot.position >= known_at:
            return Calendar(
                as_of,
                states_in(snapshot, CALENDAR, "session", as_of, known_at),
                states_in(snapshot, CALENDAR, "policy", as_of, known_at),
                _bodies(states_in(snapshot, CALENDAR, "body", None, known_at)),
            )
    return calendar_of(days_of(record), as_of, known_at)


def bodies_at(record: Histories, views: Views, known_at: int) -> Bodies:
    """The bodies that were added, whatever the day, as known at a position."""
    return _bodies(states_of(record, views, CALENDAR, "body", None, known_at))


def _bodies(found: Mapping[str, AddedBody]) -> Bodies:
    return Bodies({one.code: one for one in found.values()})


def days_of(record: Histories) -> dict[str, tuple[Recorded, ...]]:
    """All events on which days rest besides the mandates' own: of sessions, policies, bodies."""
    return {
        stream: one
        for kind in ("session-", "policy-", EVERY)
        for stream, one in record.histories(kind).items()
    }


def calendar_of(histories: Given, as_of: date, known_at: int | None) -> Calendar:
    """The sessions and policies among some histories, at a point."""
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
    return Calendar(as_of, sessions, policies, bodies_in(histories, known_at))
