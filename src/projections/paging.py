"""One page of the register from the database alone, where its columns tell all that is asked.

Else everything that may match is judged in `RegisterQuery.matches`: a page of what is overdue has
to look at each mandate, a page of the register as such does not. Both give the same answer; a test
compares them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

from sqlalchemy import ColumnElement, FromClause, Select, Table, and_, func, select

from ..domain.bodies import Bodies
from ..domain.mandate.state import Mandate
from ..domain.streams import mandate_stream
from .axes import at_point
from .finding import OF_LAW_AND_WORK, PAST, REGISTER, Found, by_columns
from .query import RegisterQuery
from .register import MANDATE, Register
from .sources import Point, Views
from .view import Snapshot

SORTS = ("adopted", "id")
"""The orders that the tables have."""
_ANYWHERE = ("every", "instrument", "legal", "sort", "limit", "after")
"""What the register has columns for, under an index."""
_OF_THE_PAST = (
    *_ANYWHERE, "session", "adopted_session", "deliverable", "strength", "verb", "implementation",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Paged:
    """A page in its order, whether more follows, how many match in all, and where it was found."""

    mandates: Sequence[Mandate]
    more: bool
    total: int
    found: Found


def page(
    views: Views, at: Point, query: RegisterQuery, bodies: Bodies, after: int | None
) -> Paged | None:
    """The page that is asked for; None where the tables do not tell it.

    ``after`` is the position of the first event of the mandate after which it goes on.
    """
    if query.limit is None or query.sort.removeprefix("-") not in SORTS:
        return None
    if at.now and _told_by(query, _ANYWHERE):
        with views.read(REGISTER, at.known_at) as snapshot:
            if snapshot is not None and Register.tells(snapshot, at.as_of):
                table, day = snapshot.tables["register"], at.as_of.isoformat()
                holds = and_(table.c.from_day <= day, table.c.to_day > day)
                where = Found(
                    (), snapshot.position, f"{REGISTER.name}@{snapshot.version}",
                    snapshot.stopped_at, snapshot.pinned,
                )  # fmt: skip
                return _page(snapshot, table, table, holds, query, bodies, after, where)
    if not _told_by(query, _OF_THE_PAST):
        return None
    with views.read(PAST, at.known_at) as snapshot:
        if snapshot is None or snapshot.position < at.known_at:
            return None
        table, states = snapshot.tables["past"], snapshot.tables["states"]
        of_cell = and_(states.c.stream == table.c.stream, states.c.number == table.c.number)
        joined = table.join(states, of_cell)
        holds = at_point(table, at.as_of, at.known_at)
        where = Found((), at.known_at, f"{PAST.name}@{snapshot.version}", None, snapshot.pinned)
        return _page(snapshot, table, joined, holds, query, bodies, after, where)


def _told_by(query: RegisterQuery, known: Sequence[str]) -> bool:
    """Whether nothing else is asked than what some columns tell."""
    usual = RegisterQuery()
    asked = {one.name for one in fields(query)
             if getattr(query, one.name) != getattr(usual, one.name)}  # fmt: skip
    if query.status in OF_LAW_AND_WORK and "implementation" in known:
        asked.discard("status")
    return asked <= {*known}


def _page(
    snapshot: Snapshot, table: Table, whole: FromClause, holds: ColumnElement[bool],
    query: RegisterQuery, bodies: Bodies, after: int | None, where: Found,
) -> Paged:  # fmt: skip
    conditions = [holds, *by_columns(table, query, bodies)]
    connection, limit = snapshot.connection, query.limit or 0
    total = connection.scalar(select(func.count()).select_from(table).where(*conditions)) or 0
    asked = _ordered(
        select(_state(whole)).select_from(whole).where(*conditions), table, query, after
    )
    rows = connection.execute(asked.limit(limit + 1)).scalars().all()
    states = [MANDATE.validate_json(one) for one in rows[:limit]]
    return Paged(states, len(rows) > limit and bool(states), int(total), where)


def _state(whole: FromClause) -> ColumnElement[str]:
    found: ColumnElement[str] = next(one for one in whole.c if one.name == "state")
    return found


def _ordered(
    asked: Select[str], table: Table, query: RegisterQuery, after: int | None
) -> Select[str]:
    """What follows ``after`` in the order that is asked for."""
    back = query.sort.startswith("-")
    by_id = query.sort.removeprefix("-") == "id"
    column = table.c.stream if by_id else table.c.adopted_at
    last = mandate_stream(query.after) if by_id and query.after else after
    if last is not None:
        asked = asked.where(column < last if back else column > last)
    return asked.order_by(column.desc() if back else column)
