"""What differs between two points: mandates that came or went, fields that changed, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ...domain.event import Recorded
from ...domain.void import Voided
from .evidence import Evidence, Values
from .replay import Change, differences
from .why import fewest, remembered


@dataclass(frozen=True, slots=True)
class At:
    """A point on both axes: true on a day, as known at a position."""

    as_of: date
    known_at: int


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of a mandate at A and at B, and the fewest events that made the difference.

    Without any, time alone made it.
    """

    change: Change
    because: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Differs:
    """A mandate that is not the same at both points.

    Of one that appeared or is gone ``because`` says what made it so, and no field is compared.
    """

    mandate: str
    what: Literal["appeared", "gone", "changed"]
    because: tuple[int, ...] = ()
    fields: tuple[Difference, ...] = ()


def compare(evidence: Evidence, a: At, b: At) -> Differs | None:
    """How a mandate at B differs from what it was at A; None where it does not.

    What A knew is taken to B's day, then as few events as possible are added to it (those that B
    counts and A did not) or taken away (the other way round) until the value is B's.
    """
    before, after = _counted(evidence, a), _counted(evidence, b)
    if a.as_of == b.as_of and _set(before) == _set(after):
        return None
    values = remembered(lambda events: evidence.values(events, b.as_of))
    was, now = evidence.values(before, a.as_of), values(after)
    changes = differences(was, now)
    if not changes:
        return None
    union, at_a, at_b = _all(before, after), _set(before), _set(after)
    toggled = [one for one in union if one.position in at_a ^ at_b]

    def with_only(some: Sequence[Recorded]) -> Values | None:
        kept = at_a ^ _set(some)
        return values([one for one in union if one.position in kept])

    if was is None or now is None:
        because = fewest(toggled, lambda some: (with_only(some) is None) == (now is None))
        what: Literal["appeared", "gone"] = "appeared" if was is None else "gone"
        return Differs(evidence.mandate, what, _positions(because))
    fields: list[Difference] = []
    for change in changes:

        def same(some: Sequence[Recorded], field: str = change.field) -> bool:
            found = with_only(some)
            return found is not None and found[field] == now[field]

        fields.append(Difference(change, _positions(fewest(toggled, same))))
    return Differs(evidence.mandate, "changed", fields=tuple(fields))


def _counted(evidence: Evidence, at: At) -> list[Recorded]:
    """The events that count at a point. A void counts from its position on, for every day."""
    events = evidence.events(at.known_at)
    return [one for one in events if one.day <= at.as_of or isinstance(one.event, Voided)]


def _all(before: Sequence[Recorded], after: Sequence[Recorded]) -> list[Recorded]:
    found = {one.position: one for one in (*before, *after)}
    return [found[position] for position in sorted(found)]


def _set(events: Sequence[Recorded]) -> frozenset[int]:
    return frozenset(one.position for one in events)


def _positions(events: Sequence[Recorded]) -> tuple[int, ...]:
    return tuple(one.position for one in events)
