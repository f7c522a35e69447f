"""Finding mandates where the tables of the register do not tell all: for what is asked of each due
point, as the docket does, and where no view has come as far as is asked."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import NamedTuple

from sqlalchemy import and_, not_

from ...domain.fold import fold
from ...domain.mandate.evolve import evolve
from ...domain.mandate.state import Mandate
from ..alike import Verdict
from ..item import Item, item
from ..sources import Histories, Point, Views
from .held import REGISTER, Condition, Found, telling
from .query import Key, RegisterQuery
from .seeking import OF_LAW_AND_WORK, Columns, Judges, Seeking


class Alone(NamedTuple):
    """A mandate in force of which one occurrence is open: its first position and its stream, the
    occurrence's number, and how that stands."""

    first: int
    stream: str
    number: int
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Finding:
    """Mandates at a point, each with the position of its first event, taken as they are gone
    through; where they were found; and those that are told of without their states, which
    ``states`` gives by their streams."""

    mandates: Iterable[tuple[int, Mandate]]
    found: Found
    alone: Iterable[Alone] = ()
    states: Callable[[Sequence[str]], Sequence[Mandate]] = lambda _: ()


@contextmanager
def finding(
    record: Histories,
    views: Views,
    at: Point,
    query: RegisterQuery,
    judges_at: Callable[[int], Judges],
    still_open: bool = False,
    apart: bool = False,
) -> Generator[Finding, None, None]:
    """The mandates at a point that may match: at least those of which a due point does, in the
    order of their adoption, from one snapshot.

    What is asked of time is not looked for: the columns tell of the current due point alone.
    ``still_open``: those without an open occurrence may be left out. ``apart``: of these, those of
    which the columns tell all that is asked stand among ``alone``, and match.
    From the events themselves only where no view has come that far.
    """
    with telling(record, views, at) as held:
        if held is not None:
            seeking = Seeking(held, judges_at(held.found.position))
            whole = _in_order(seeking, _timeless(query), still_open, apart)
            alone = _alone(seeking, query) if apart else ()
            yield Finding(whole, held.found, alone, held.in_order)
            return
    yield Finding(_every(record, at), Found(at.known_at, f"{REGISTER.name}@{REGISTER.version}"))


def _timeless(query: RegisterQuery) -> RegisterQuery:
    """Without what is asked of time."""
    status = query.status if query.status in OF_LAW_AND_WORK else None
    return replace(query, status=status, timeliness=None, overdue=False)


def find(
    record: Histories,
    views: Views,
    at: Point,
    query: RegisterQuery,
    judges_at: Callable[[int], Judges],
) -> tuple[Sequence[tuple[int, Mandate]], Found]:
    """The same, all at once."""
    with finding(record, views, at, query, judges_at) as told:
        return list(told.mandates), told.found


def every_mandate(
    record: Histories, views: Views, at: Point, judges_at: Callable[[int], Judges]
) -> tuple[Sequence[tuple[int, Mandate]], Found]:
    """All mandates exactly as they are known at a point: a view that is behind, or that somebody
    went back to, tells nothing of it."""
    query = RegisterQuery(every=True)
    mandates, found = find(record, views, at, query, judges_at)
    if found.position != at.known_at or found.pinned:
        return find(record, views, replace(at, now=False), query, judges_at)
    return mandates, found


def _in_order(
    seeking: Seeking, query: RegisterQuery, still_open: bool, apart: bool
) -> Iterator[tuple[int, Mandate]]:
    names = ("adopted_at", "stream", *(("implementation", "legal", "alone") if still_open else ()))
    matching = seeking.found(query, *names)
    first, stream = matching.columns["adopted_at"], matching.columns["stream"]
    asked = matching.rows(first, stream).order_by(first)
    if still_open:
        asked = asked.where(seeking.still_open(matching))
    if apart:
        asked = asked.where(not_(_is_alone(matching.columns)))
    lines = seeking.connection.execute(asked).all()
    found = seeking.held.each([stream for _, stream in lines])
    return zip((position for position, _ in lines), found, strict=True)


def _is_alone(of: Columns) -> Condition:
    """Whether a mandate is in force and one occurrence of it is open: it stands by that one."""
    return and_(of["alone"] > 0, of["legal"] == "in_force")


def _alone(seeking: Seeking, query: RegisterQuery) -> Iterator[Alone]:
    matching = seeking.found(query, "adopted_at", "stream", "alone", "alike", "legal")
    of = matching.columns
    asked = matching.rows(of["adopted_at"], of["stream"], of["alone"], of["alike"])
    lines = seeking.connection.execute(asked.where(_is_alone(of))).all()
    verdicts = seeking.verdicts({alike for *_, alike in lines})
    for first, stream, number, alike in lines:
        yield Alone(first, stream, number, verdicts[alike])


def judged(
    record: Histories,
    at: Point,
    query: RegisterQuery,
    judges: Judges,
    after: Callable[[Judges], Key] | None,
) -> tuple[Sequence[Item], bool, int]:
    """What is asked of the register by the events themselves: the part, whether more follows, and
    how many match in all."""
    shown = (
        (first, one, item(one, judges.calendar, at.as_of, purse=judges.purse))
        for first, one in _every(record, at)
    )
    matching = [
        (query.key(first, it), it)
        for first, one, it in shown
        if query.matches(it, one, judges.called, judges.calendar.bodies)
    ]
    part, more = query.page(matching, after(judges) if after is not None else None)
    return part, more, len(matching)


def _every(record: Histories, at: Point) -> Iterable[tuple[int, Mandate]]:
    """All mandates at a point, folded from their events."""
    for history in record.histories("mandate-").values():
        one = fold(evolve, history, at.as_of, at.known_at)
        if one is not None:
            yield history[0].position, one
