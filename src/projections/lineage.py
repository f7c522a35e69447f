"""Lineage: what a mandate descends from, and what descends from it, on both axes.

Every tie is recorded on both mandates, so each has its ties in rows of its own, and whoever walks
goes from one to the next by index, up or down.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Column, Index, Integer, MetaData, Table, Text, and_, select

from ..domain.event import Recorded
from ..domain.mandate import events as e
from ..domain.mandate.evolve import evolve
from ..domain.mandate.state import Mandate
from ..domain.streams import identity_in, mandate_stream
from .answers import Tie
from .axes import SPAN, Cell, at_point, cells_of, span
from .sources import Point, stored
from .view import Rows, Snapshot, Swiftly

Find = Callable[[str], Mandate | None]
"""A mandate by its identity; None where it is not in the record at that point."""
_TYING = (e.Reiterated, e.Adapted, e.Merged, e.Replaced, e.Succeeded)
_COLUMNS = ("stream", "way", "number", "other", "how", "authority", "on_day", *SPAN)
Link = tuple[str | None, str, str, str]
"""A tie: to which mandate, how, by whose authority, on which day."""
Links = tuple[tuple[Link, ...], tuple[Link, ...]]
"""Those to newer mandates, and those to older ones."""


class Lineage:
    """A row for each tie of a mandate to an older or a newer one, and cell in which it holds.

    Ties of a mandate are numbered in the order in which they took effect. ``other`` is the stream
    of the other one; None: it is not registered.
    """

    name = "lineage"
    version = 6
    kinds = ("mandate",)
    every_state = False

    def tables(self, metadata: MetaData, build: int) -> Mapping[str, Table]:
        """See `View.tables`."""
        name = f"lineage__{build}"
        table = Table(
            name,
            metadata,
            Column("stream", Text, nullable=False),
            Column("way", Text, nullable=False),  # newer | older
            Column("number", Integer, nullable=False),
            Column("other", Text),
            Column("how", Text, nullable=False),
            Column("authority", Text, nullable=False),
            Column("on_day", Text, nullable=False),
            *span(key=False),
            Index(f"{name}__stream", "stream"),
        )
        return {"lineage": table}

    def rows(self, stream: str, history: Sequence[Recorded]) -> Rows:
        """See `View.rows`."""
        if not any(isinstance(one.event, _TYING) for one in history):
            return {"lineage": []}
        found = rows_of(stream, cells_of(_links, evolve, history))
        return {"lineage": [dict(zip(_COLUMNS, row, strict=True)) for row in found]}

    def swift(self) -> Swiftly:
        """See `Swift`."""
        from .lens.lineage import rows

        return rows

    @staticmethod
    def walk(snapshot: Snapshot, mandate: str, at: Point) -> tuple[Tie, ...]:
        """See `walk`: by the database, each mandate once."""
        table = snapshot.tables["lineage"]
        holds = at_point(table, at.as_of, at.known_at)
        start = select(table.c.stream).where(table.c.stream == mandate_stream(mandate), holds)
        reached = start.cte("reached", recursive=True)
        further = select(table.c.other).join(reached, table.c.stream == reached.c.stream)
        reached = reached.union(further.where(holds, table.c.other.is_not(None)))
        asked = (
            select(table)
            .join(reached, table.c.stream == reached.c.stream)
            .where(and_(holds, table.c.way == "newer"))
            .order_by(table.c.stream, table.c.number)
        )
        rows = snapshot.connection.execute(asked).mappings()
        return _by_day(stored("lineage", row["stream"], _tie, row) for row in rows)


def walk(start: Mandate, find: Find) -> tuple[Tie, ...]:
    """All ties within reach of a mandate, each once, by their day.

    Every mandate is looked up once, however many ways lead to it.
    """
    seen: dict[str, Mandate] = {start.id: start}
    waiting = [start]
    while waiting:
        mandate = waiting.pop()
        for link in (*mandate.newer, *mandate.older):
            if link.mandate is not None and link.mandate not in seen:
                other = find(link.mandate)
                if other is not None:
                    seen[other.id] = other
                    waiting.append(other)
    return _by_day(
        Tie(older=one.id, how=link.how, mandate=link.mandate, authority=link.authority, on=link.on)
        for _, one in sorted(seen.items())
        for link in one.newer
    )


def ends(mandate: str, ties: Sequence[Tie]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """All that a mandate descends from, and all that descends from it, the nearest first."""
    older: dict[str, list[str]] = {}
    newer: dict[str, list[str]] = {}
    for tie in ties:
        if tie.mandate is not None:
            older.setdefault(tie.mandate, []).append(tie.older)
            newer.setdefault(tie.older, []).append(tie.mandate)
    return _followed(mandate, older), _followed(mandate, newer)


def _followed(mandate: str, next_to: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    found: dict[str, None] = {mandate: None}
    waiting = [mandate]
    for one in waiting:  # grows as it is gone through
        fresh = [other for other in next_to.get(one, ()) if other not in found]
        found |= dict.fromkeys(fresh)
        waiting += dict.fromkeys(fresh)
    return tuple(waiting[1:])


def _links(mandate: Mandate) -> Links:
    newer, older = (
        tuple((one.mandate, one.how, one.authority, one.on.isoformat()) for one in some)
        for some in (mandate.newer, mandate.older)
    )
    return newer, older


def rows_of(stream: str, cells: Iterable[Cell[Links]]) -> Iterator[tuple[Any, ...]]:
    """The rows of a mandate, given its ties in each cell."""
    for *where, (newer, older) in cells:
        for way, links in (("newer", newer), ("older", older)):
            for number, (other, how, authority, on) in enumerate(links, start=1):
                there = mandate_stream(other) if other else None
                yield (stream, way, number, there, how, authority, on, *where)


def _tie(row: Mapping[Any, Any]) -> Tie:
    other = row["other"]
    return Tie(
        older=identity_in(row["stream"]), how=row["how"], authority=row["authority"],
        mandate=identity_in(other) if other is not None else None,
        on=date.fromisoformat(row["on_day"]),
    )  # fmt: skip


def _by_day(found: Iterable[Tie] | Iterator[Tie]) -> tuple[Tie, ...]:
    ties = {(tie.older, tie.how, tie.mandate): tie for tie in found}
    return tuple(sorted(ties.values(), key=lambda tie: (tie.on, tie.older)))
