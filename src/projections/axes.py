"""Both axes at once: each state of a stream, the days on which it holds, and the positions of the
record at which that was what was known.

A cell is a rectangle: days [from_day, to_day) by positions [known_from, known_to). The cells of a
stream never overlap, and whoever looks at one point finds what a fold at that point says. What is
entered closes the cells that it changes and opens others; the rest stay as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import MAXYEAR, date
from functools import lru_cache
from itertools import groupby
from typing import Any, Generic, NamedTuple, TypeVar

from sqlalchemy import BigInteger, Column, ColumnElement, Table, Text, and_, literal_column, or_

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
    """A state, the days on which it holds, and the positions at which that was known.

    What follows a state is mostly recorded after it. So before the position ``ended_at`` it was
    known to hold from its first day on without end, and from there on until ``to_day``.
    """

    from_day: str
    known_from: int
    to_day: str
    ended_at: int
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
    return areas(_after_commands(evolve, history))


def cells_of(
    part: Callable[[State], Part], evolve: Evolve[State], history: Sequence[Recorded]
) -> Iterator[Cell[Part]]:
    """The cells of a part of the states: what changes nothing of it begins no cell."""
    return areas(_narrowed(part, _after_commands(evolve, history)))


Step = tuple[int, int, Sequence[tuple[str, State]]]
"""A position; how many of the states as known before it stay as they were; and those that follow
them as known from it on, each with the first day on which it holds."""


def areas(steps: Iterable[Step[State]]) -> Iterator[Cell[State]]:
    """The cells that follow from what was known after each step."""
    held: list[Cell[State]] = []  # by their days; the last one has no end
    last: tuple[str, int, State] | None = None  # the last one, as long as each only follows another
    for at, kept, following in steps:
        count = len(held) + (last is not None)
        if kept == count and len(following) <= 1:  # as nearly always: at most one more at the end
            for day, state in following:
                if last is not None:
                    held.append(Cell(last[0], last[1], day, at, STILL, last[2]))
                last = day, at, state
            continue
        if last is not None:
            held.append(_endless(*last))
        yield from _renewed(held, at, kept, following)
        last = None
        if held:
            day, known_from, _, _, _, state = held.pop()
            last = day, known_from, state
    yield from held
    if last is not None:
        yield _endless(*last)


def _endless(from_day: str, known_from: int, state: State) -> Cell[State]:
    return Cell(from_day, known_from, FOREVER, STILL, STILL, state)


def _renewed(
    held: list[Cell[State]], at: int, kept: int, following: Sequence[tuple[str, State]]
) -> Iterator[Cell[State]]:
    """Let states follow those that are kept, and tell which cells that closes."""
    first = max(kept - 1, 0)  # of the last one kept, the end may be another
    before = {one.from_day: one for one in held[first:]}
    states = [*((one.from_day, one.state) for one in held[first:kept]), *following]
    ends = [*(day for day, _ in states[1:]), FOREVER]
    del held[first:]
    for (day, state), end in zip(states, ends, strict=False):  # without a state there is no day
        known = before.get(day)
        if known is None or known.state != state or known.to_day not in (end, FOREVER):
            held.append(Cell(day, at, end, STILL if end == FOREVER else at, STILL, state))
            continue
        del before[day]
        held.append(known if known.to_day == end else known._replace(to_day=end, ended_at=at))
    for one in before.values():
        yield one._replace(known_to=at)


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


def span(key: bool) -> list[Column[Any]]:
    """The columns of a table of cells that say where each lies; ``key``: with the stream, the first
    two tell its rows apart."""
    return [
        Column("from_day", Text, primary_key=key, nullable=False),
        Column("known_from", BigInteger, primary_key=key, nullable=False),
        Column("to_day", Text, nullable=False),
        Column("ended_at", BigInteger, nullable=False),
        Column("known_to", BigInteger, nullable=False),
    ]


SPAN = ("from_day", "known_from", "to_day", "ended_at", "known_to")
"""The names of these, in their order."""


def at_point(table: Table, as_of: date, known_at: int) -> ColumnElement[bool]:
    """The rows of a table of cells that hold at a point."""
    later = or_(table.c.to_day > as_of.isoformat(), table.c.ended_at > known_at)
    return and_(_begun(table, as_of, known_at), later)


def _begun(table: Table, as_of: date, known_at: int) -> ColumnElement[bool]:
    return and_(
        table.c.known_from <= known_at,
        table.c.known_to > known_at,
        table.c.from_day <= as_of.isoformat(),
    )


ANY = 999_999
REACHES = (0, 1, 4, ANY)
"""How many years after that of its first day a cell ends, at most."""
DELAYS = (0, 31, 366, ANY)
"""How many days after a cell's end that was recorded, at most."""


def reach(from_day: str, to_day: str) -> int:
    """The smallest of `REACHES` for a cell."""
    return _reach(from_day[:4], to_day[:4])


@lru_cache(10_000)
def _reach(from_year: str, to_year: str) -> int:
    years = int(to_year) - int(from_year)
    return years if years < 2 else 4 if years <= 4 else ANY


def delay(to_day: str, recorded_on: str) -> int:
    """The smallest of `DELAYS` for a cell of which the end was recorded on a day."""
    if to_day >= recorded_on:  # as nearly always
        return 0
    days = (date.fromisoformat(recorded_on) - date.fromisoformat(to_day)).days
    return 31 if days <= 31 else 366 if days <= 366 else ANY


LATE = "delay > 0"
"""Whose end was recorded after it: these few alone are in the index by how late that was."""


def parts_of_point(
    table: Table, as_of: date, known_at: int, recorded_on: date | None
) -> list[ColumnElement[bool]]:
    """What `at_point` says, in parts that have no row in common and are each a stretch of an index:
    those that end later, by how far cells reach; and, where something was recorded after
    ``known_at``, which was on ``recorded_on``, those of which the end was not known yet.

    A cell of so many years that holds on a day ends in one of so many years after; and one of which
    the end was recorded so many days later, and then or after, ended so many days before, at most.
    So what is read has little to do with how much happened in all the others.
    """
    begun, day = _begun(table, as_of, known_at), as_of.isoformat()
    parts = [
        and_(begun, table.c.reach == years, table.c.to_day > day,
             table.c.to_day <= _year_end(as_of.year + years))
        for years in REACHES
    ]  # fmt: skip
    if recorded_on is None:
        return parts
    unknown = and_(begun, table.c.ended_at > known_at, table.c.to_day <= day)
    if recorded_on <= as_of:
        at_once = and_(unknown, table.c.delay == 0, table.c.to_day >= recorded_on.isoformat())
        parts.append(and_(at_once, table.c.reach.in_(REACHES)))  # by the same stretches
    # Said as the index says it: of a number that is bound, no database knows that it is above 0.
    late = and_(unknown, table.c.delay > literal_column("0"))
    return parts + [
        and_(late, table.c.delay == days, table.c.to_day >= _before(recorded_on, days))
        for days in DELAYS
        if days
    ]


def _year_end(year: int) -> str:
    return f"{min(year, MAXYEAR):04}-12-31"


def _before(day: date, days: int) -> str:
    return date.fromordinal(max(day.toordinal() - days, 1)).isoformat()
