"""Events, the two axes, voids: the one fold, once more and plainly."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, TypeAlias

State: TypeAlias = dict[str, Any]
Span: TypeAlias = tuple[date, date]
"""When something happened: between two days, which are one where the day is known."""
DAY = timedelta(days=1)
SAID = ("due_soon", "due", "overdue")
BY_TIME = (*SAID, "opened", "expired")


class No(Exception):
    """A rule says no."""


@dataclass(frozen=True)
class Ev:
    """An event: where it stands, from when on it holds, when it was written down, what it says."""

    stream: str
    kind: str
    data: dict[str, Any]
    day: date
    first: date = date.min
    position: int = 0
    recorded: date = date.min
    id: Any = None
    cause: Any = None
    command: Any = None
    by_time: bool = False
    """Whether time alone brought it: such an event stands in the way of nothing."""

    text: str = ""
    """Its day as it was written down, where that may be a month."""

    @property
    def span(self) -> Span:
        return max(self.first, date.min), self.day


@dataclass(frozen=True)
class Step:
    """An event to come; ``cause`` is the index of the step that causes it.

    ``day`` is its own where time alone brings it, ``span`` where it happened on another day than
    what is recorded with it.
    """

    stream: str
    kind: str
    data: dict[str, Any] = field(default_factory=dict[str, Any])
    cause: int | None = None
    day: date | None = None
    span: Span | None = None


def m(mandate: str) -> str:
    return f"mandate-{mandate}"


def kind_of(stream: str) -> str:
    return stream.partition("-")[0]


def name_of(stream: str) -> str:
    return stream.partition("-")[2]


# --- days -----------------------------------------------------------------------------------------


def first_of(text: str) -> date:
    """The first day of a day, a month or a year."""
    return date.fromisoformat((text + "-01-01")[:10])


def last_of(text: str) -> date:
    """The last day of a day, a month or a year."""
    if len(text) == 10:
        return date.fromisoformat(text)
    first = first_of(text if len(text) == 7 else f"{text}-12")
    return first.replace(day=monthrange(first.year, first.month)[1])


def holds(text: str, recorded: date) -> date:
    """The day from which something known by its day, month or year is true for sure."""
    return min(last_of(text), recorded) if recorded >= first_of(text) else last_of(text)


# --- folding --------------------------------------------------------------------------------------


def voided(events: Iterable[Ev]) -> set[Any]:
    """What counts for nothing. A void that is void itself voids nothing."""
    gone: set[Any] = set()
    for one in sorted(events, key=lambda each: -each.position):
        if one.kind == "voided" and one.id not in gone:
            gone.add(one.data["event"])
    return gone


def stands(events: Sequence[Ev], as_of: date | None, known: int | None) -> list[Ev]:
    """The events that count at a point, by the day from which they hold, then by position."""
    seen = [one for one in events if known is None or one.position <= known]
    gone = voided(seen)
    counted = [
        one
        for one in seen
        if one.kind != "voided" and one.id not in gone and (as_of is None or one.day <= as_of)
    ]
    return sorted(counted, key=lambda one: (one.day, one.position))


Apply: TypeAlias = Callable[[State | None, Ev], State | None]
May: TypeAlias = Callable[[State | None, Ev], bool]


def fold(
    apply: Apply, events: Sequence[Ev], as_of: date | None = None, known: int | None = None
) -> State | None:
    state: State | None = None
    for one in stands(events, as_of, known):
        state = apply(state, one)
    return state


def broken(apply: Apply, may: May, events: Sequence[Ev]) -> set[Any]:
    """The events that could not happen where they stand; none where nothing has begun."""
    state: State | None = None
    found: set[Any] = set()
    for one in stands(events, None, None):
        if not one.by_time and not may(state, one):
            found.add(one.id)
        state = apply(state, one)
    return found if state is not None else set()
