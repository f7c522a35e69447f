"""The agenda: items of sessions, and what is taken up under each; on both axes.

What is asked of the agenda is asked of the columns; where no view has come so far, the same values
of folded items are judged. A test compares the two.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Index,
    MetaData,
    Table,
    Text,
    and_,
    func,
    or_,
    select,
)

from ..domain.errors import BadInput, Unknown
from ..domain.event import Recorded
from ..domain.fold import fold, rewritten
from ..domain.item import Item, evolve
from ..domain.item.life import Stage
from ..domain.streams import identity_in
from .answers import Basis, SessionShown
from .axes import at_point, cells
from .meetings import KEEPER, Met, met
from .numbers import check_number
from .shape import Answer
from .sources import Histories, Point, stored
from .states import States, adapter, rows_of
from .view import Rows, Snapshot

SORTS = {"item": "stream", "number": "number", "title": "title", "on": "on_day", "stage": "stage"}
"""The orders, each with the column that it goes by; then by the item."""


class ItemShown(Answer):
    """An agenda item; ``mandates`` and ``reports`` are what is taken up under it, each mandate with
    the number of the occurrence. ``action``: what the body did once it considered it.

    ``meets``: the day on which it is taken up, where one is set, or (``met``) on which it was;
    ``meeting``: by whom, or the meeting by its record.
    """

    item: str
    title: str | None
    number: str | None
    stage: str | None
    on: date | None
    mandates: tuple[str, ...]
    reports: tuple[str, ...]
    carried_from: str | None
    carried_to: str | None
    action: str | None = None
    meets: date | None = None
    met: bool = False
    meeting: str | None = None


class Agenda(Answer):
    """Agenda items. ``total`` counts what matched and ``stages`` how far those are, whatever part
    is given. ``more_after``: give it as ``after`` for the items that follow; None where none do."""

    basis: Basis
    session: SessionShown | None
    items: tuple[ItemShown, ...]
    total: int
    stages: dict[str, int]
    more_after: str | None = None


@dataclass(frozen=True, slots=True)
class AgendaQuery:
    """Filters; None means any. ``text`` looks for a part of the titles or the item's name, whatever
    its case.

    ``session`` is that of the agenda, ``GA/56``; ``mandate`` (with or without the number of an
    occurrence, as ``A/RES/54/226#2.2/1``) and ``report`` are what is taken up under an item.

    ``sort``: by ``item`` (its name), ``number``, ``title``, ``stage`` or ``on`` (the day of its
    stage); with a minus before it, the other way round. A page is the ``limit`` items that follow
    the one named ``after`` in that order, whatever was recorded in between.
    """

    session: str | None = None
    stage: str | None = None
    mandate: str | None = None
    report: str | None = None
    text: str | None = None
    sort: str = "item"
    limit: int | None = None
    after: str | None = None

    def __post_init__(self) -> None:
        """Raises `BadInput` for a limit that is none."""
        check_number("limit", self.limit)

    @property
    def column(self) -> str:
        """The column by which it is sorted. Raises `BadInput` for an order that there is not."""
        word = self.sort.removeprefix("-")
        if word not in SORTS:
            raise BadInput(f"{self.sort!r} is no order: choose from {', '.join(SORTS)}")
        return SORTS[word]


@dataclass(frozen=True, slots=True)
class Found:
    """A part of what matched, in its order; how many match, in all and in each stage; whether more
    follow."""

    items: tuple[ItemShown, ...]
    total: int
    stages: dict[str, int]
    more: bool


@dataclass(frozen=True)
class AgendaView(States):
    """The states of agenda items, with what they are looked for by. Sets stand between bars."""

    name: str = KEEPER
    version: int = 4
    types: tuple[tuple[str, Any], ...] = (("item", Item),)

    def tables(self, metadata: MetaData, build: int) -> Mapping[str, Table]:
        """See `View.tables`."""
        found = super().tables(metadata, build)
        table = found[self.name]
        for name in _COLUMNS:
            table.append_column(Column(name, Text, nullable=False))
        table.append_column(Column("meetings", Text))  # none: no meeting was ever set
        table.append_column(Column("rewritten_at", BigInteger))
        Index(f"{table.name}__session", table.c.session)
        Index(f"{table.name}__rewritten_at", table.c.rewritten_at)
        return found

    def rows(self, stream: str, history: Sequence[Recorded]) -> Rows:
        """See `View.rows`."""
        found = list(cells(evolve, history))
        rows = rows_of(stream, found, Item)
        rewritten_at = rewritten(history)
        return {
            self.name: [
                {**row, **_columns(cell.state), **_met(cell.state, rewritten_at)}
                for row, cell in zip(rows, found, strict=True)
            ]
        }  # fmt: skip

    def meetings(self, snapshot: Snapshot, as_of: date, known_at: int) -> Iterator[Met]:
        """The items on which a meeting was ever set, at a point."""
        table = snapshot.tables[self.name]
        holds = at_point(table, as_of, known_at)
        asked = select(table.c.stream, table.c.meetings, table.c.rewritten_at)
        for row in snapshot.connection.execute(asked.where(holds, table.c.rewritten_at >= 0)):
            yield Met(identity_in(row.stream), row.meetings, row.rewritten_at)

    def find(
        self, snapshot: Snapshot, at: Point, query: AgendaQuery, sessions: Sequence[str],
        under: Collection[str] | None = None,
    ) -> Found:  # fmt: skip
        """What matches; ``sessions`` are all spellings of the one that is asked for, ``under`` the
        items under which the mandate comes that is asked for.

        Raises `Unknown` where there is no item after which to go on.
        """
        table, connection = snapshot.tables[self.name], snapshot.connection
        holds = at_point(table, at.as_of, at.known_at)
        matching = and_(holds, *_conditions(table, query, sessions, under))
        counted = select(table.c.stage, func.count()).where(matching).group_by(table.c.stage)
        stages = {str(stage): int(count) for stage, count in connection.execute(counted)}
        back, column = query.sort.startswith("-"), table.c[query.column]
        asked = select(table.c.stream, table.c.state).where(matching)
        if query.after is not None:
            of_last = select(column).where(holds, table.c.stream == f"item-{query.after}")
            last = connection.scalar(of_last)
            if last is None:
                raise _not_there(query.after)
            asked = asked.where(_follows(column, table.c.stream, last, f"item-{query.after}", back))
        order = (column, table.c.stream)
        asked = asked.order_by(*(one.desc() if back else one for one in order))
        if query.limit is not None:
            asked = asked.limit(query.limit + 1)
        read = adapter(Item).validate_json
        items = tuple(
            item_shown(stored(self.name, stream, read, state))
            for stream, state in connection.execute(asked)
        )
        part = items[: query.limit]
        return Found(part, sum(stages.values()), _in_order(stages), len(items) > len(part))


AGENDA = AgendaView()


def folded(
    record: Histories, at: Point, query: AgendaQuery, sessions: Sequence[str],
    under: Collection[str] | None = None,
) -> Found:  # fmt: skip
    """See `AgendaView.find`: from the items' own events."""
    every = {
        identity_in(stream): state
        for stream, events in record.histories("item-").items()
        if (state := fold(evolve, events, at.as_of, at.known_at)) is not None
    }
    known = {name: _columns(one) | {"stream": f"item-{name}"} for name, one in every.items()}
    keys = {name: (one[query.column], one["stream"]) for name, one in known.items()}
    names = [
        name
        for name, one in known.items()
        if (under is None or name in under) and _matches(one, query, sessions)
    ]
    stages = Counter(known[name]["stage"] for name in names)
    back = query.sort.startswith("-")
    names.sort(key=keys.__getitem__, reverse=back)
    if query.after is not None:
        last = keys.get(query.after)
        if last is None:
            raise _not_there(query.after)
        names = [name for name in names if (keys[name] < last if back else keys[name] > last)]
    items = tuple(item_shown(every[name]) for name in names[: query.limit])
    return Found(items, sum(stages.values()), _in_order(stages), len(names) > len(items))


def item_shown(one: Item) -> ItemShown:
    """An item as it is shown."""
    return ItemShown(
        item=one.id, title=one.title, number=one.number, stage=one.stage, on=one.on,
        mandates=_occurrences(one), reports=one.reports, carried_from=one.carried_from,
        carried_to=one.carried_to, action=one.action, met=one.held is not None,
        meets=one.meetings[-1].day if one.meetings else None, meeting=one.meeting,
    )  # fmt: skip


def _occurrences(one: Item) -> tuple[str, ...]:
    return tuple(f"{each.mandate}/{each.occurrence}" for each in one.mandates)


_COLUMNS = ("session", "stage", "number", "title", "on_day", "mandates", "reports", "words")
STAGES: tuple[str, ...] = get_args(Stage)


def _columns(one: Item) -> dict[str, str]:
    """What an item is looked for and ordered by. Numbers are ordered as numbers: 9 before 10."""
    number = re.sub(r"\d+", lambda digits: digits[0].zfill(6), one.number or "~")
    return {
        "session": one.id[: one.id.index("/", one.id.index("/") + 1)],
        "stage": one.stage or "",
        "number": number.casefold(),
        "title": (one.title or "").casefold(),
        "on_day": one.on.isoformat() if one.on else "",
        "mandates": _between_bars((*_occurrences(one), *(each.mandate for each in one.mandates))),
        "reports": _between_bars(one.reports),
        "words": "\n".join((one.id, *one.titles)).casefold(),
    }


def _met(one: Item, rewritten_at: int) -> dict[str, str | int | None]:
    if not one.meetings:
        return {"meetings": None, "rewritten_at": None}
    kept = met(one.id, one.meetings, rewritten_at)
    return {"meetings": kept.meetings, "rewritten_at": kept.rewritten_at}


def _between_bars(words: Iterable[str]) -> str:
    return "".join(f"|{one}|" for one in dict.fromkeys(words))


def _parts(query: AgendaQuery) -> dict[str, str]:
    """What has to be within which column."""
    asked = {
        "mandates": query.mandate and f"|{query.mandate}|",
        "reports": query.report and f"|{query.report}|",
        "words": query.text and query.text.casefold(),
    }
    return {column: part for column, part in asked.items() if part}


def _conditions(
    table: Table, query: AgendaQuery, sessions: Sequence[str], under: Collection[str] | None
) -> Iterable[ColumnElement[bool]]:
    if under is not None:
        yield table.c.stream.in_([f"item-{one}" for one in sorted(under)])
    if query.session is not None:
        yield table.c.session.in_(sessions)
    if query.stage is not None:
        yield table.c.stage == query.stage
    for column, part in _parts(query).items():
        yield func.replace(table.c[column], part, "") != table.c[column]


def _matches(columns: Mapping[str, str], query: AgendaQuery, sessions: Sequence[str]) -> bool:
    return (
        (query.session is None or columns["session"] in sessions)
        and query.stage in (None, columns["stage"])
        and all(part in columns[column] for column, part in _parts(query).items())
    )


def _follows(
    column: ColumnElement[str], stream: ColumnElement[str], last: str, after: str, back: bool
) -> ColumnElement[bool]:
    """What comes after an item in the order of a column and then of the items."""
    if back:
        return or_(column < last, and_(column == last, stream < after))
    return or_(column > last, and_(column == last, stream > after))


def _in_order(stages: Mapping[str, int]) -> dict[str, int]:
    return {one: stages[one] for one in STAGES if stages.get(one)}


def _not_there(item: str) -> Unknown:
    return Unknown(f"{item} is no agenda item at that point: nothing follows it")
