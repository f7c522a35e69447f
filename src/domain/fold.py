"""The one fold. Decide, show, why and every view use it and nothing else.

The state of a stream at (``as_of``, ``known_at``) is the fold, in the order (effective day,
position), of its events with position ≤ known_at and day ≤ as_of that are not void as known then.
Two passes: what is void (on the recorded axis alone), then the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from operator import attrgetter
from typing import Any, TypeVar
from uuid import UUID

from .event import Event, Recorded
from .void import Voided

State = TypeVar("State")
_effect = attrgetter("day", "position")


def void_ids(history: Iterable[Recorded], known_at: int | None = None) -> frozenset[UUID]:
    """The ids of the events that are void as known at a position (None: now).

    A void counts unless it is void itself; later voids are settled first, so chains come out right.
    """
    return frozenset(voids_in(history, known_at))


def voids_in(history: Iterable[Recorded], known_at: int | None = None) -> dict[UUID, Recorded]:
    """The same, each with the event that made it void; of several the last."""
    voids = [
        one
        for one in history
        if isinstance(one.event, Voided) and (known_at is None or one.position <= known_at)
    ]
    gone: dict[UUID, Recorded] = {}
    for one in sorted(voids, key=lambda each: each.position, reverse=True):
        if one.event_id not in gone:
            assert isinstance(one.event, Voided)
            gone.setdefault(one.event.event_id, one)
    return gone


def standing(
    history: Sequence[Recorded], as_of: date | None = None, known_at: int | None = None
) -> list[Recorded]:
    """The events that count at a point, in the order in which they take effect.

    None on either axis means without limit there. Voids themselves are not among them.
    """
    if as_of is None and known_at is None and _in_order(history, 0):
        return list(history)
    gone = void_ids(history, known_at)
    counted = [
        one
        for one in history
        if (known_at is None or one.position <= known_at)
        and (as_of is None or one.day <= as_of)
        and one.event_id not in gone
        and not isinstance(one.event, Voided)
    ]
    counted.sort(key=_effect)
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


def rewritten(history: Iterable[Recorded]) -> int:
    """The position at which the past of a stream last became another: by a void, or by what was
    entered after later things. 0 where it never did."""
    at, latest = 0, date.min
    for one in history:
        if isinstance(one.event, Voided) or one.day < latest:
            at = one.position
        latest = max(latest, one.day)
    return at


KEPT = 5_000
"""How many events' states are remembered at most; then all are forgotten."""


class Folds:
    """Folds, and remembers the last state of each stream, so that the next fold is one step more.

    What it answers is what `fold` answers. It goes on from a state only where the history goes on
    from the very history that made it, event by event as it takes effect, without a void; all else
    is folded. Safe for threads: what is known of a stream is put there at once.
    """

    def __init__(self, events: int = KEPT) -> None:
        self._limit = events
        self._known: dict[str, tuple[Sequence[Recorded], Any]] = {}
        self._size = 0

    def state(
        self,
        stream: str,
        evolve: Callable[[Any, Recorded], Any],
        history: Sequence[Recorded],
        as_of: date | None,
    ) -> Any:
        """The state of a stream on a day, or after all that is known of it."""
        if not history or (as_of is not None and history[-1].day > as_of):
            return fold(evolve, history, as_of)
        before, state = self._known.get(stream, ((), None))
        if history is before:
            return state
        done = len(before)
        # An object stands for its event, and an event for all that its stream held before it.
        if done and (len(history) < done or history[done - 1] is not before[-1]):
            done, state = 0, None
        if not _in_order(history, max(done - 1, 0)):
            return fold(evolve, history, as_of)
        for recorded in history[done:]:
            state = evolve(state, recorded)
        self._keep(stream, history, state, len(history) - len(before))
        return state

    def _keep(self, stream: str, history: Sequence[Recorded], state: Any, more: int) -> None:
        if self._size > self._limit:
            self._known, self._size, more = {}, 0, len(history)
        self._known[stream] = (history, state)
        self._size += more


def _in_order(history: Sequence[Recorded], start: int) -> bool:
    """Whether all from ``start`` on stand in the order in which they take effect, and none is void.

    A void counts from the whole history, so it is not looked for before ``start``.
    """
    day, position = date.min, 0
    for recorded in history[start:]:
        if recorded.day < day or recorded.position < position or isinstance(recorded.event, Voided):
            return False
        day, position = recorded.day, recorded.position
    return True


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
