"""A mandate's life played again, step by step: which event moved which field from what to what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from ...domain.event import Recorded
from ...domain.fold import standing
from ...domain.void import Voided
from .evidence import Evidence, Values

Axis = Literal["recorded", "effective"]
"""In the order in which it was recorded, each step as it was answered then; or in the order in
which it took effect in the world, as it is known now."""
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Change:
    """One field before and after; None before is: nothing was known of the mandate."""

    field: str
    was: Any
    now: Any


@dataclass(frozen=True, slots=True)
class Step:
    """What changed on a day, and the event because of which: none where time alone did it.

    ``delayed``: the event was recorded before, and came to hold on this day.
    """

    mandate: str
    day: date
    event: Recorded | None
    changes: tuple[Change, ...]
    delayed: bool = False


def replay(evidence: Evidence, as_of: date, known_at: int, axis: Axis) -> Iterator[Step]:
    """The steps that lead to what is true on ``as_of`` as known at ``known_at``.

    Every event of the mandate itself that had come to hold is a step, also where no field changed;
    those of sessions, policies and other texts where one did. Applied one after another from
    nothing, the changes give the fields at the point.
    """
    player = _Player(evidence)
    if axis == "effective":
        ordered = [
            one for some in evidence.histories.values() for one in standing(some, as_of, known_at)
        ]
        ordered.sort(key=lambda one: (one.day, one.position))
        days = [one.day for one in ordered]
    else:
        ordered = evidence.events(known_at)
        days = [min(one.recorded_on, as_of) for one in ordered]
    for one, day in zip(ordered, days, strict=True):
        yield from player.wait(day)
        yield from player.add(one, as_of)
    yield from player.wait(as_of)


class _Player:
    """The events so far, the day that it is, and the fields on it."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._own = f"mandate-{evidence.mandate}"
        self._events: list[Recorded] = []
        self._ahead: list[Recorded] = []
        self._day = date.min
        self._values: Values | None = None

    def wait(self, day: date) -> Iterator[Step]:
        """Time passes, up to a day; what was recorded ahead comes to hold on its own."""
        coming = sorted((one for one in self._ahead if one.day <= day), key=lambda one: one.day)
        for one in coming:
            yield from self._until(one.day - DAY)
            self._day = max(self._day, one.day)
            yield from self._until(self._day)
            self._ahead.remove(one)
            self._events.append(one)
            if changes := self._changes():
                yield Step(self._evidence.mandate, self._day, one, changes, delayed=True)
        yield from self._until(day)

    def add(self, event: Recorded, as_of: date) -> Iterator[Step]:
        """One more event, on the day that it is."""
        changes: tuple[Change, ...] = ()
        if event.day > self._day and not isinstance(event.event, Voided):
            self._ahead.append(event)
        else:
            self._events.append(event)
            changes = self._changes()
        if changes or (event.stream == self._own and event.day <= as_of):
            yield Step(self._evidence.mandate, self._day, event, changes)

    def _until(self, day: date) -> Iterator[Step]:
        self._day = max(self._day, day)
        if self._events and (changes := self._changes()):
            yield Step(self._evidence.mandate, self._day, None, changes)

    def _changes(self) -> tuple[Change, ...]:
        before = self._values
        self._values = self._evidence.values(self._events, self._day)
        return differences(before, self._values)


def differences(before: Values | None, after: Values | None) -> tuple[Change, ...]:
    """The fields that differ. Against nothing: all that have a value."""
    was, now = before or {}, after or {}
    return tuple(
        Change(field, was.get(field), now.get(field))
        for field in {**was, **now}
        if _told(was.get(field)) != _told(now.get(field))
    )


def _told(value: Any) -> Any:
    """A value, or None for what says nothing."""
    return None if value in ([], {}, "") else value
