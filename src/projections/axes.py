"""Both axes at once: each state of a stream, the days on which it holds, and the positions of the
record at which that was what was known.

A cell is a rectangle: days [from_day, to_day) by positions [known_from, known_to). The cells of a
stream never overlap, and whoever looks at one point finds what a fold at that point says. What is
entered closes the cells that it changes and opens others; the rest stay as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Generic, NamedTuple, TypeVar

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


class Cell(NamedTuple, Generic[State]):
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


Step = tuple[int, int, Sequence[tuple[str, State]]]
"""A position; how many of the states as known before it stay as they were; and those that follow
them as known from it on, each with the first day on which it holds."""


def rectangles(steps: Iterable[Step[State]]) -> Iterator[Cell[State]]:
    """The cells that follow from what was known after each step."""
    held: list[Cell[State]] = []  # by their days
    for at, kept, following in steps:
        if kept == len(held) and len(following) == 1:  # as nearly always: one more at the end
            ((day, state),) = following
            if held:
                from_day, _, since, _, last = held[-1]
                held[-1] = Cell(from_day, day, at, STILL, last)
                yield Cell(from_day, FOREVER, since, at, last)
            held.append(Cell(day, FOREVER, at, STILL, state))
            continue
        first = max(kept - 1, 0)  # of the last one kept, the end may be another
        before = held[first:]
        states = [*((one.from_day, one.state) for one in held[first:kept]), *following]
        ends = [*(day for day, _ in states[1:]), FOREVER]
        del held[first:]
        spans = {(one.from_day, one.to_day): one for one in before}
        for (day, state), end in zip(states, ends, strict=False):  # without a state there is no day
            known = spans.get((day, end))
            if known is not None and known.state == state:
                held.append(spans.pop((day, end)))
            else:
                held.append(Cell(day, end, at, STILL, state))
        for one in spans.values():
            yield Cell(one.from_day, one.to_day, one.known_from, at, one.state)
    yield from held


def _narrowed(part: Callable[[State], Part], steps: Iterable[Step[State]]) -> Iterator[Step[Part]]:
    """The steps of a part of the states, where each step gives all of them."""
    for at, _, states in steps:
        known: list[tuple[str, Part]] = []
        for day, state in states:
            one = part(state)
            if not known or known[-1][1] != one:
                known.append((day, one))
        yield at, 0, known


def _after_commands(evolve: Evolve[State], history: Sequence[Recorded]) -> Iterator[Step[State]]:
    states: list[tuple[date, State]] = []
    latest, seen = date.min, 0
    for _, command in groupby(history, key=lambda one: one.envelope.command_id):
        events = list(command)
        seen += len(events)
        states = _after(evolve, history[:seen], states, events, latest)
        latest = max(latest, *(one.day for one in events))
        yield events[-1].position, 0, [(day.isoformat(), state) for day, state in states]


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
