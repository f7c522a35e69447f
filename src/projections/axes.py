"""Both axes at once: each state of a stream, the days on which it holds, and the positions of the
record at which that was what was known.

A cell is a rectangle: days [from_day, to_day) by positions [known_from, known_to). The cells of a
stream never overlap, and whoever looks at one point finds what a fold at that point says. What is
entered closes the cells that it changes and opens others; the rest stay as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Generic, TypeVar

from sqlalchemy import ColumnElement, Table, and_

from ..domain.event import Recorded
from ..domain.fold import standing
from ..domain.void import Voided
from .view import FOREVER

State = TypeVar("State")
Part = TypeVar("Part")
Evolve = Callable[[State | None, Recorded], State | None]

STILL = 2**62
"""The end of what is known still. Positions are half-open too: [known_from, known_to)."""


@dataclass(frozen=True, slots=True)
class Cell(Generic[State]):
    """A state, the days on which it holds, and the positions at which that was known."""

    from_day: str
    to_day: str
    known_from: int
    known_to: int
    state: State


def lives_of(evolve: Evolve[State], history: Sequence[Recorded]) -> Iterator[tuple[date, State]]:
    """Each state that a stream goes through, with the first day on which it holds."""
    state: State | None = None
    counted = standing(history)
    for index, recorded in enumerate(counted):
        state = evolve(state, recorded)
        last_of_day = index + 1 == len(counted) or counted[index + 1].day != recorded.day
        if last_of_day and state is not None:
            yield recorded.day, state


def cells(evolve: Evolve[State], history: Sequence[Recorded]) -> Iterator[Cell[State]]:
    """The cells of a stream from its whole history; a command's events are known together."""
    return rectangles(_after_commands(evolve, history))


def cells_of(
    part: Callable[[State], Part], evolve: Evolve[State], history: Sequence[Recorded]
) -> Iterator[Cell[Part]]:
    """The cells of a part of the states: what changes nothing of it begins no cell."""
    return rectangles(_narrowed(part, _after_commands(evolve, history)))


Step = tuple[int, Sequence[tuple[str, State]]]
"""A position, and the states as known from it on, each with the first day on which it holds."""


def rectangles(steps: Iterable[Step[State]]) -> Iterator[Cell[State]]:
    """The cells that follow from what was known after each step."""
    standing_now: dict[tuple[str, str], tuple[int, State]] = {}
    for at, states in steps:
        ends = [*(day for day, _ in states[1:]), FOREVER]
        spans = zip(states, ends, strict=False)  # where nothing is known, there is no day either
        found = {(day, end): state for (day, state), end in spans}
        for span, (since, state) in tuple(standing_now.items()):
            if span not in found or found[span] != state:
                del standing_now[span]
                yield Cell(*span, since, at, state)
        for span, state in found.items():
            standing_now.setdefault(span, (at, state))
    for span, (since, state) in standing_now.items():
        yield Cell(*span, since, STILL, state)


def _narrowed(part: Callable[[State], Part], steps: Iterable[Step[State]]) -> Iterator[Step[Part]]:
    for at, states in steps:
        known: list[tuple[str, Part]] = []
        for day, state in states:
            one = part(state)
            if not known or known[-1][1] != one:
                known.append((day, one))
        yield at, known


def _after_commands(evolve: Evolve[State], history: Sequence[Recorded]) -> Iterator[Step[State]]:
    states: list[tuple[date, State]] = []
    latest, seen = date.min, 0
    for _, command in groupby(history, key=lambda one: one.envelope.command_id):
        events = list(command)
        seen += len(events)
        states = _after(evolve, history[:seen], states, events, latest)
        latest = max(latest, *(one.day for one in events))
        yield events[-1].position, [(day.isoformat(), state) for day, state in states]


def _after(
    evolve: Evolve[State],
    history: Sequence[Recorded],
    before: list[tuple[date, State]],
    events: Sequence[Recorded],
    latest: date,
) -> list[tuple[date, State]]:
    """The states after some more events: folded on where they only add, else from the start."""
    states, last = list(before), latest
    for one in events:
        if isinstance(one.event, Voided) or one.day < last:
            return list(lives_of(evolve, history))
        last = one.day
        state = evolve(states[-1][1] if states else None, one)
        if states and states[-1][0] == one.day:
            states.pop()
        if state is None:  # nothing has begun it yet
            return list(lives_of(evolve, history))
        states.append((one.day, state))
    return states


def at_point(table: Table, as_of: date, known_at: int) -> ColumnElement[bool]:
    """The rows of a table of cells that hold at a point."""
    day = as_of.isoformat()
    return and_(
        table.c.known_from <= known_at,
        table.c.known_to > known_at,
        table.c.from_day <= day,
        table.c.to_day > day,
    )
