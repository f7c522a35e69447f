"""The register by the database: what matches, in its order, a page or the whole of it.

Both axes and every filter and order are asked of the tables; where no view has come so far that it
could tell, the events are folded and `RegisterQuery.matches` judges each mandate. Both give the
same answer; a test compares them.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, Table, and_, func, or_, select, true

from ..domain.mandate.state import Mandate
from ..domain.streams import identity_in, mandate_stream
from .alike import Verdict
from .axes import at_point
from .past import Past
from .query import Key, RegisterQuery
from .register import MANDATE, Register
from .seeking import Condition, Judges, Seeking
from .sources import Point, Views
from .view import Snapshot, View

REGISTER, PAST = Register(), Past()
FEW = 5_000
"""Up to so many that match are put in order here. More lie close in every order that an index has,
so that index is walked until a page is full."""


@dataclass(frozen=True, slots=True)
class Found:
    """Where mandates were found: at which position, and in which view: its name with its version,
    the event that stopped it there, and whether an operator went back to it."""

    position: int
    view: str
    stopped_at: int | None = None
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class Paged:
    """A page in its order, whether more follows, how many match in all, and where it was found."""

    mandates: Sequence[Mandate]
    more: bool
    total: int
    found: Found


Told = tuple[Snapshot, Table, Found]
"""A view, its table, and where that stands."""


@contextmanager
def telling(views: Views, at: Point) -> Generator[Told | None, None, None]:
    """The view that tells what holds at a point; None where none does.

    The register where it is asked as known now of a day that it keeps; else the past.
    """
    if at.now:
        with views.read(REGISTER, at.known_at) as snapshot:
            if snapshot is not None and Register.tells(snapshot, at.as_of):
                found = _found(snapshot, REGISTER, snapshot.position, snapshot.stopped_at)
                yield snapshot, snapshot.tables["register"], found
                return
    with views.read(PAST, at.known_at) as snapshot:
        if snapshot is None or (not at.now and snapshot.position < at.known_at):
            yield None
        else:
            known = min(at.known_at, snapshot.position)
            found = _found(snapshot, PAST, known, snapshot.stopped_at if at.now else None)
            yield snapshot, snapshot.tables["past"], found


def _found(snapshot: Snapshot, view: View, position: int, stopped_at: int | None) -> Found:
    return Found(position, f"{view.name}@{snapshot.version}", stopped_at, snapshot.pinned)


def exactly(at: Point, view: View, snapshot: Snapshot) -> Found:
    """Where an answer stands that a view's cells give as it was known at a point."""
    return Found(at.known_at, f"{view.name}@{snapshot.version}", None, snapshot.pinned)


def holding(at: Point, found: Found) -> Callable[[Table], Condition]:
    """Which rows of a table hold at a point."""
    day = at.as_of.isoformat()

    def holds(table: Table) -> Condition:
        if "known_from" in table.c:
            return at_point(table, at.as_of, found.position)
        return and_(table.c.from_day <= day, table.c.to_day > day)

    return holds


def page(
    views: Views,
    at: Point,
    query: RegisterQuery,
    judges_at: Callable[[int], Judges],
    after: Callable[[Judges], Key] | None,
) -> Paged | None:
    """What is asked for; None where no view tells it.

    ``judges_at`` gives what judges at a position of the record, ``after`` the key of the mandate
    after which it goes on.
    """
    with telling(views, at) as told:
        if told is None:
            return None
        snapshot, table, found = told
        judges = judges_at(found.position)
        paging = _Paging(Seeking(snapshot, table, holding(at, found), judges), query)
        following = after(judges) if after is not None else None
        lines, more, total = paging.page(following)
        states = paging.states(lines)
    return Paged([MANDATE.validate_json(one) for one in states], more, total, found)


class Line(NamedTuple):
    """What a mandate has its place in an order by."""

    stream: str
    number: int
    adopted_at: int
    title: str
    alike: int


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
        column = seeking.table.c
        self._line = (column.stream, column.number, column.adopted_at, column.title, column.alike)

    def page(self, after: Key | None) -> Part:
        """The page that goes on after a key."""
        limit = self._query.limit
        if limit is None or self._query.narrowed:
            asked = select(*self._line).where(*self._seeking.matching(self._query))
            found = self._lines(asked if limit is None else asked.limit(FEW + 1))
            if limit is None or len(found) <= FEW:
                part, more = self._query.page([(self._key(one), one) for one in found], after)
                return part, more, len(found)
        if self._order == "due":
            days, total = self._days()
            found = [one for part in self._by_due(days, after) for one in part]
        else:
            found, total = self._by_column(after), self._many()
        part, more = self._query.page([(self._key(one), one) for one in found], after)
        return part, more, total

    def states(self, lines: Sequence[Line]) -> list[str]:
        """The states of some mandates, as JSON, in the order of these."""
        states = self._seeking.states
        of_them = self._seeking.among(states.c.stream, [one.stream for one in lines])
        rows = self._seeking.connection.execute(select(states).where(of_them))
        found = {(row.stream, row.number): str(row.state) for row in rows}
        return [found[one.stream, one.number] for one in lines]

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
        table = self._seeking.table
        asked = select(func.count()).select_from(table)
        asked = asked.where(*self._seeking.matching(self._query))
        return int(self._seeking.connection.scalar(asked) or 0)

    # --- of very many -----------------------------------------------------------------------------

    def _by_column(self, after: Key | None) -> list[Line]:
        """The next ones in an order that the table has, one more than a page."""
        column = self._seeking.table.c
        first: dict[str, list[ColumnElement[Any]]] = {
            "adopted": [], "id": [column.stream], "title": [column.title],
        }  # fmt: skip
        order = [*first[self._order], column.adopted_at]
        follows: Condition = true()
        if after is not None:
            value = mandate_stream(after[2]) if self._order == "id" else after[0]
            follows = self._follows(order, [value, after[1]][-len(order) :])
        return self._next(order, self._seeking.matching(self._query, walked=True), follows)

    def _next(
        self, order: Sequence[ColumnElement[Any]], matching: Sequence[Condition], also: Condition
    ) -> list[Line]:
        asked = select(*self._line).where(*matching, also)
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
        column = self._seeking.table.c.alike
        # By its index, SQLite would look up row after row to see what else is so of them.
        alike = column + 0 if self._query.narrowed else column
        grouped = select(alike, func.count()).where(*self._seeking.matching(self._query))
        rows = self._seeking.connection.execute(grouped.group_by(alike)).all()
        verdicts = self._seeking.verdicts([key for key, _ in rows])
        days: dict[str, dict[int, int]] = {}
        for key, count in rows:
            days.setdefault(verdicts[key].legal_by, {})[key] = count
        return days, sum(count for _, count in rows)

    def _by_due(
        self, days: dict[str, dict[int, int]], after: Key | None
    ) -> Iterator[Sequence[Line]]:
        """The next ones by the last lawful day: of the day on which it goes on, of those that
        belong to the page as a whole, and of the one in which it ends."""
        alike, adopted_at = self._seeking.table.c.alike, self._seeking.table.c.adopted_at
        matching = self._seeking.matching(self._query, walked=True)
        for stretch in self._stretches(days, after):
            on = self._seeking.among(alike, [key for day in stretch for key in days[day]])
            goes_on = after is not None and stretch == [after[0]]
            follows = self._follows([adopted_at], [after[1]]) if after and goes_on else true()
            yield self._next([adopted_at], [*matching, on], follows)

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
