"""The one fold. Decide, show, why and every view use it and nothing else.

The state of a stream at (``as_of``, ``known_at``) is the fold, in the order (effective day,
position), of its events with position ≤ known_at and day ≤ as_of that are not void as known then.
Two passes: what is void (on the recorded axis alone), then the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TypeVar
from uuid import UUID

from .event import Event, Recorded
from .void import Voided

State = TypeVar("State")


def void_ids(history: Iterable[Recorded], known_at: int | None = None) -> frozenset[UUID]:
    """The ids of the events that are void as known at a position (None: now).

    A void counts unless it is void itself; later voids are settled first, so chains come out right.
    """
    voids = [
        one
        for one in history
        if isinstance(one.event, Voided) and (known_at is None or one.position <= known_at)
    ]
    gone: set[UUID] = set()
    for one in sorted(voids, key=lambda each: each.position, reverse=True):
        if one.event_id not in gone:
            assert isinstance(one.event, Voided)
            gone.add(one.event.event_id)
    return frozenset(gone)


def standing(
    history: Sequence[Recorded], as_of: date | None = None, known_at: int | None = None
) -> list[Recorded]:
    """The events that count at a point, in the order in which they take effect.

    None on either axis means without limit there. Voids themselves are not among them.
    """
    gone = void_ids(history, known_at)
    counted = [
        one
        for one in history
        if (known_at is None or one.position <= known_at)
        and (as_of is None or one.day <= as_of)
        and one.event_id not in gone
        and not isinstance(one.event, Voided)
    ]
    counted.sort(key=lambda one: (one.day, one.position))
    return counted


def fold(
    evolve: Callable[[State | None, Recorded], State | None],
    history: Sequence[Recorded],
    as_of: date | None = None,
    known_at: int | None = None,
) -> State | None:
    """The state of a stream at a point; None where nothing has begun it."""
    state: State | None = None
    for recorded in standing(history, as_of, known_at):
        state = evolve(state, recorded)
    return state


def unlawful(
    evolve: Callable[[State | None, Recorded], State | None],
    refusal: Callable[[State | None, Event], str | None],
    history: Sequence[Recorded],
) -> dict[UUID, tuple[Recorded, str]]:
    """The events of a history that could not happen where they stand, each with the reason.

    Announcements say what was known then and never stand in the way. A stream whose beginning is
    void is void as a whole: nothing in it is judged.
    """
    found: dict[UUID, tuple[Recorded, str]] = {}
    begun = False
    state: State | None = None
    for recorded in standing(history):
        if not recorded.event.announces and (reason := refusal(state, recorded.event)):
            found[recorded.event_id] = (recorded, reason)
        state = evolve(state, recorded)
        begun = begun or state is not None
    return found if begun else {}
