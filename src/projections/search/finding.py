"""Finding mandates where the tables of the register do not tell all: for what is asked of each due
point, as the docket does, and where no view has come as far as is asked."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from ...domain.fold import fold
from ...domain.mandate.evolve import evolve
from ...domain.mandate.state import Mandate
from ..item import Item, item
from ..sources import Histories, Point, Views
from .held import REGISTER, Found, telling
from .query import Key, RegisterQuery
from .seeking import OF_LAW_AND_WORK, Judges, Seeking


@contextmanager
def finding(
    record: Histories,
    views: Views,
    at: Point,
    query: RegisterQuery,
    judges_at: Callable[[int], Judges],
    still_open: bool = False,
) -> Generator[tuple[Iterable[tuple[int, Mandate]], Found], None, None]:
    """The mandates at a point that may match, each with the position of its first event: at least
    those of which a due point does, in the order of their adoption; and where they were found. They
    are taken as they are gone through, from one snapshot.

    What is asked of time is not looked for: the columns tell of the current due point alone.
    ``still_open``: those without an open occurrence may be left out.
    From the events themselves only where no view has come that far.
    """
    status = query.status if query.status in OF_LAW_AND_WORK else None
    told_by_columns = replace(query, status=status, timeliness=None, overdue=False)
    with telling(record, views, at) as held:
        if held is not None:
            seeking = Seeking(held, judges_at(held.found.position))
            yield _in_order(seeking, told_by_columns, still_open), held.found
            return
    yield _every(record, at), Found(at.known_at, f"{REGISTER.name}@{REGISTER.version}")


def find(
    record: Histories,
    views: Views,
    at: Point,
    query: RegisterQuery,
    judges_at: Callable[[int], Judges],
) -> tuple[Sequence[tuple[int, Mandate]], Found]:
    """The same, all at once."""
    with finding(record, views, at, query, judges_at) as (mandates, found):
        return list(mandates), found


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
    seeking: Seeking, query: RegisterQuery, still_open: bool
) -> Iterator[tuple[int, Mandate]]:
    names = ("adopted_at", "stream", *(["implementation"] if still_open else []))
    matching = seeking.found(query, *names)
    first, stream = matching.columns["adopted_at"], matching.columns["stream"]
    asked = matching.rows(first, stream).order_by(first)
    if still_open:
        asked = asked.where(seeking.still_open(matching))
    lines = seeking.connection.execute(asked).all()
    found = seeking.held.each([stream for _, stream in lines])
    return zip((position for position, _ in lines), found, strict=True)


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
