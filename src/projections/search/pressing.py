"""What is due and still open, the most pressing first: the docket, as it is asked for.

The columns tell which mandates have anything open; where that is one due point of a mandate in
force they tell how it stands, too, and those that stand alike are judged once. Each of the others
is judged by its due points, but no more of them are held than are shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from heapq import nsmallest
from itertools import chain
from operator import itemgetter

from ...domain.calendar import Calendar
from ...domain.deadlines import owed, standing
from ...domain.errors import BadInput, Unknown
from ...domain.mandate.occurrence import DuePoint, Occurrence
from ...domain.mandate.state import Mandate, sessions_of
from ..alike import pressing_day
from ..item import Item, item
from ..sources import Histories, Point, Views
from .finding import Alone, Finding, finding
from .held import Found
from .query import RegisterQuery
from .seeking import Judges

Place = tuple[str, int, int]
"""The day that presses most, the position of the mandate's first event, and the occurrence."""


@dataclass(frozen=True, slots=True)
class Pressing:
    """A part of what is due, whether more follows, how much there is in all, and where it was
    found."""

    items: Sequence[Item]
    more: bool
    total: int
    found: Found


def pressing(
    record: Histories,
    views: Views,
    at: Point,
    session: str | None,
    query: RegisterQuery,
    judges_at: Callable[[int], Judges],
    after: Callable[[Judges], Place] | None,
    coming: date | None = None,
) -> Pressing:
    """What is due at a session, or anywhere. ``after`` gives the place after which it begins;
    ``coming``: with the next due points of what recurs that press by that day."""
    wanted = replace(query, session=session or query.session)
    one_session = session is None or query.session in (None, session)
    apart = query.limit is not None and coming is None and one_session
    with finding(record, views, at, wanted, judges_at, still_open=True, apart=apart) as told:
        judges = judges_at(told.found.position)
        named = judges.calendar.bodies.spellings(session) if session else ()
        begin = after(judges) if after is not None else None
        count = 0

        def following() -> Iterator[tuple[Place, Item | Alone]]:
            nonlocal count
            others = _matching(told.mandates, at, named, query, judges, coming)
            for place, one in chain[tuple[Place, Item | Alone]](_due(told.alone, named), others):
                count += 1
                if begin is None or place > begin:
                    yield place, one

        first = itemgetter(0)
        if query.limit is None:
            part = sorted(following(), key=first)
        else:
            part = nsmallest(query.limit + 1, following(), key=first)
        shown = _shown([one for _, one in part[: query.limit]], told, judges, at)
    return Pressing(shown, bool(shown) and len(shown) < len(part), count, told.found)


def _shown(
    part: Sequence[Item | Alone], told: Finding, judges: Judges, at: Point
) -> Sequence[Item]:
    alone = [one.stream for one in part if isinstance(one, Alone)]
    states = dict(zip(alone, told.states(alone), strict=True))
    return [
        one if isinstance(one, Item)
        else item(states[one.stream], judges.calendar, at.as_of, one.number, judges.purse)
        for one in part
    ]  # fmt: skip


def _due(alone: Iterable[Alone], named: Sequence[str]) -> Iterator[tuple[Place, Alone]]:
    """Those that are due there, each with its place: of one open occurrence, by its verdict."""
    for one in alone:
        sessions = one.verdict.sessions
        if sessions is not None and (not named or any(each in named for each in sessions)):
            yield (one.verdict.presses, one.first, one.number), one


def _matching(
    mandates: Iterable[tuple[int, Mandate]],
    at: Point,
    named: Sequence[str],
    query: RegisterQuery,
    judges: Judges,
    coming: date | None,
) -> Iterator[tuple[Place, Item]]:
    calendar = judges.calendar
    for first, mandate in mandates:
        for one in mandate.occurrences:
            if not one.open or not _due_at(one, named):
                continue
            stands = standing(mandate, one, calendar, at.as_of)
            if mandate.ended and not any(owed(mandate, each.deadline) for each in stands):
                continue
            shown = item(mandate, calendar, at.as_of, one.number, judges.purse, stands)
            if query.matches(shown, mandate, judges.called, calendar.bodies):
                yield (pressing_day(stands), first, one.number), shown
        if coming is not None and (further := _further(mandate)) is not None:
            one = further.occurrences[-1]
            stands = standing(further, one, calendar, at.as_of)
            if not _due_at(one, named) or pressing_day(stands) > coming.isoformat():
                continue
            shown = _forecast(item(further, calendar, at.as_of, one.number, judges.purse, stands))
            if query.matches(shown, further, judges.called, calendar.bodies):
                yield (pressing_day(stands), first, one.number), shown


def _further(mandate: Mandate) -> Mandate | None:
    """The mandate as it will be once its next due point has opened, where the text gives one."""
    term = mandate.following() if mandate.ended is None else None
    if term is None:
        return None
    number = max(one.number for one in mandate.occurrences) + 1
    opens = Occurrence(number, DuePoint(term, mandate.adopted_on, mandate.adopted_on))
    return replace(mandate, occurrences=(*mandate.occurrences, opens))


def _forecast(shown: Item) -> Item:
    assert shown.due is not None
    due = shown.due.model_copy(update={"calendar": "forecast"})
    return shown.model_copy(update={"due": due})


def place_of(mandate: Mandate, first: int, number: int, calendar: Calendar, at: Point) -> Place:
    """Where an occurrence of a mandate stands. Raises `Unknown` where there is no such one."""
    further = _further(mandate) or mandate
    one = further.occurrence(number)
    if one is None:
        raise Unknown(f"{mandate.id} has no occurrence {number}: nothing follows it")
    return pressing_day(standing(mandate, one, calendar, at.as_of)), first, number


def named_by(text: str) -> tuple[str, int]:
    """The mandate and the occurrence of a due point by its name (see `Item.due_point`). Raises
    `BadInput` if it is none."""
    symbol, mark, passage = text.partition("#")
    paragraph, slash, number = passage.partition("/")
    if slash and not (number.isascii() and number.isdigit() and 0 < len(number) < 10):
        raise BadInput(f"{text!r} names no due point: write A/RES/54/226#2.2/3 for its third one")
    return f"{symbol}{mark}{paragraph}", int(number) if slash else 1


def _due_at(one: Occurrence, named: Sequence[str]) -> bool:
    return any(each in named for each in sessions_of(one.due)) if named else one.due is not None
