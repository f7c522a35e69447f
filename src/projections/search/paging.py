"""The register by the database: what matches, in its order, a page or the whole of it.

Both axes and every filter and order are asked of the tables; where no view has come so far that it
could tell, the events are folded and `RegisterQuery.matches` judges each mandate. Both give the
same answer; a test compares them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, and_, func, or_, true

from ...domain.mandate.state import Mandate
from ...domain.streams import identity_in, mandate_stream
from ..alike import Verdict
from ..sources import Histories, Point, Views
from .held import Asked, Condition, Found, telling
from .query import Key, RegisterQuery
from .seeking import Judges, Matching, Seeking, term

FEW = 5_000
"""Up to so many that match are put in order, of the past twice as many, as there is more to walk.
More lie close in every order that an index has: that is walked until a page is full."""


@dataclass(frozen=True, slots=True)
class Paged:
    """A page in its order, read as it is gone through; the last of it where more follows, how many
    match in all, and where it was found."""

    mandates: Iterator[Mandate]
    more_after: str | None
    total: int
    found: Found


@contextmanager
def paging(
    record: Histories,
    views: Views,
    at: Point,
    query: RegisterQuery,
    judges_at: Callable[[int], Judges],
    after: Callable[[Judges], Key] | None,
) -> Generator[Paged | None]:
    """What is asked for, from one snapshot; None where no view tells it.

    ``judges_at`` gives what judges at a position of the record, ``after`` the key of the mandate
    after which it goes on.
    """
    with telling(record, views, at) as held:
        if held is None:
            yield None
            return
        judges = judges_at(held.found.position)
        following = after(judges) if after is not None else None
        lines, more, total = _Paging(Seeking(held, judges), query).page(following)
        more_after = identity_in(lines[-1].stream) if more else None
        yield Paged(held.each([one.stream for one in lines]), more_after, total, held.found)


class Line(NamedTuple):
    """What a mandate has its place in an order by."""

    stream: str
    adopted_at: int
    title: str
    alike: int


def _lines(matching: Matching) -> Asked:
    return matching.rows(*(matching.columns[name] for name in Line._fields))


Part = tuple[Sequence[Line], bool, int]
"""A page, whether more follows, and how many match in all."""


class _Paging:
    """The orders of what matches one query."""

    def __init__(self, seeking: Seeking, query: RegisterQuery) -> None:
        self._seeking = seeking
        self._query = query
        self._order = query.order
        self._back = query.sort.startswith("-")
        self._verdicts: Mapping[int, Verdict] = {}
        self._of_now = len(seeking.held.parts) == 1

    def page(self, after: Key | None) -> Part:
        """The page that goes on after a key."""
        limit, total = self._query.limit, None
        if limit is not None and self._query.narrowed:
            total = self._many()
        few = total is not None and total <= (FEW if self._of_now else 2 * FEW)
        if limit is None or (few and self._order == "due"):
            found = self._found()
            total = len(found)
        elif self._order == "due":
            days, total = self._days()
            found = [one for part in self._by_due(days, after) for one in part]
        else:
            found = self._by_column(after, few)
        part, more = self._query.page([(self._key(one), one) for one in found], after)
        return part, more, self._many() if total is None else total

    def _found(self) -> list[Line]:
        """All that match, in no order."""
        return self._lines(_lines(self._seeking.found(self._query, *Line._fields)))

    def _lines(self, asked: Any) -> list[Line]:
        rows: Sequence[Row[Any]] = self._seeking.connection.execute(asked).all()
        found = [Line._make(row) for row in rows]
        if self._order == "due":
            self._verdicts = self._seeking.verdicts({one.alike for one in found})
        return found

    def _key(self, one: Line) -> Key:
        """The same as `RegisterQuery.key` gives."""
        identity = identity_in(one.stream)
        words = {"adopted": "", "id": identity, "title": one.title}
        if self._order == "due":
            return self._verdicts[one.alike].legal_by, one.adopted_at, identity
        return words[self._order], one.adopted_at, identity

    def _many(self) -> int:
        counted = self._seeking.found(self._query).rows(func.count())
        return int(self._seeking.connection.scalar(counted) or 0)

    # --- a page of them ---------------------------------------------------------------------------

    def _by_column(self, after: Key | None, few: bool) -> list[Line]:
        """The next ones in an order that the table has, one more than a page."""
        seeking, query = self._seeking, self._query
        matching = seeking.found(query, *Line._fields) if few else seeking.walked(query)
        first = {"adopted": [], "id": ["stream"], "title": ["title"]}
        order = [matching.columns[name] for name in (*first[self._order], "adopted_at")]
        if few:  # all are put in order, and no index of it is walked
            order = [term(one) for one in order]
        follows: Condition = true()
        if after is not None:
            value = mandate_stream(after[2]) if self._order == "id" else after[0]
            follows = self._follows(order, [value, after[1]][-len(order) :])
        return self._next(matching, order, follows)

    def _next(
        self, matching: Matching, order: Sequence[ColumnElement[Any]], *also: Condition
    ) -> list[Line]:
        asked = _lines(matching).where(*also)
        asked = asked.order_by(*(one.desc() if self._back else one for one in order))
        return self._lines(asked.limit((self._query.limit or 0) + 1))

    def _follows(self, order: Sequence[ColumnElement[Any]], values: Sequence[object]) -> Condition:
        """Whether a row comes after some values of the columns that it is ordered by."""
        (column, *others), (value, *further) = order, values
        beyond = column < value if self._back else column > value
        if not others:
            return beyond
        return or_(beyond, and_(column == value, self._follows(others, further)))

    def _days(self) -> tuple[dict[str, dict[int, int]], int]:
        """How many match of those that stand alike in time, by the last lawful day; and in all."""
        matching = self._seeking.found(self._query, "alike")
        column = matching.columns["alike"]
        # By its index, SQLite would look up row after row to see what else is so of them.
        alike = term(column) if self._query.narrowed else column
        grouped = matching.rows(alike, func.count()).group_by(alike)
        counts = Counter[int]()
        for key, many in self._seeking.connection.execute(grouped):
            counts[key] = many
        verdicts = self._seeking.verdicts(counts)
        days: dict[str, dict[int, int]] = {}
        for key, count in counts.items():
            days.setdefault(verdicts[key].legal_by, {})[key] = count
        return days, counts.total()

    def _by_due(
        self, days: dict[str, dict[int, int]], after: Key | None
    ) -> Iterator[Sequence[Line]]:
        """The next ones by the last lawful day: of the day on which it goes on, of those that
        belong to the page as a whole, and of the one in which it ends."""
        matching = self._seeking.walked(self._query)
        alike, adopted_at = matching.columns["alike"], matching.columns["adopted_at"]
        for stretch in self._stretches(days, after):
            on = self._seeking.among(alike, [key for day in stretch for key in days[day]])
            goes_on = after is not None and stretch == [after[0]]
            follows = self._follows([adopted_at], [after[1]]) if after and goes_on else true()
            yield self._next(matching, [adopted_at], on, follows)

    def _stretches(self, days: dict[str, dict[int, int]], after: Key | None) -> Iterator[list[str]]:
        left = sorted(days, reverse=self._back)
        if after is not None:
            if after[0] in days:
                yield [after[0]]
            left = [day for day in left if (day < after[0] if self._back else day > after[0])]
        whole: list[str] = []
        wanted = (self._query.limit or 0) + 1
        for day in left:
            many = sum(days[day].values())
            if many >= wanted:
                yield from ([whole] if whole else [])
                yield [day]
                return
            whole.append(day)
            wanted -= many
        yield from ([whole] if whole else [])
