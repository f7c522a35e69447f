"""Who has how much to do, and when, and what is known of the money: counts over the register.

Mandates that name the same entities, stand alike and are due on the same day are counted together;
what an entity has is the sum of these.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal, NamedTuple, get_args

from sqlalchemy import func

from ..domain.budget import Step
from ..domain.directory import Directory
from ..domain.entity import Entity, key
from ..domain.errors import BadInput, Unknown
from .alike import Verdict
from .answers import Basis
from .beside import FundShown
from .item import Item
from .numbers import check_number
from .search.held import Found, telling
from .search.query import RegisterQuery
from .search.seeking import Judges, Seeking
from .shape import Answer
from .sources import Histories, Point, Views, stored
from .view import FOREVER

By = Literal["addressee", "lead", "contributing"]
Per = Literal["month", "quarter", "year"]
Kind = Literal["overdue", "due_soon", "open", "ended"]
KINDS: tuple[Kind, ...] = get_args(Kind)
NOBODY = "(nobody)"
"""Stands for mandates that have no such entity."""
NO_DAY = "(no day)"
"""Stands for the period of what is due on no day."""
FUNDINGS: tuple[str, ...] = ("not_stated", *get_args(Step))
_COUNTS = ("total", *KINDS)
SORTS = ("name", "period", *_COUNTS)
_PERIOD = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2]|Q[1-4]))?", re.ASCII)


class LoadShown(Answer):
    """How many mandates one entity has, in all or with their last lawful day in one ``period``
    (2001-09, 2001-Q3 or 2001); a mandate of several entities counts for each of them.

    ``overdue``: overdue now, or delivered late; ``due_soon``: with a deadline today or near;
    ``ended``: not in force any more, discharged or otherwise; ``open``: all others.
    """

    name: str
    period: str | None = None
    overdue: int
    due_soon: int
    open: int
    ended: int
    total: int

    @property
    def key(self) -> str:
        """What a page goes on after: the name, and the period where there is one."""
        return self.name if self.period is None else f"{self.name} {self.period}"


class Workload(Answer):
    """The load of every entity. ``mandates`` counts each mandate once, ``total`` the rows, whatever
    part is given. ``more_after``: give it as ``after`` for the rows that follow."""

    basis: Basis
    by: By
    mandates: int
    items: tuple[LoadShown, ...]
    total: int
    more_after: str | None = None


@dataclass(frozen=True, slots=True)
class WorkloadQuery:
    """Whose load, and of which mandates.

    ``by``: whom the text asks, who leads, or who contributes. An entity is one under all its names,
    and is counted under the present one. ``among``: the mandates that are counted. ``entity``: only
    those with this part in any of their names, whatever its case. ``period``: only what has its
    last lawful day within it: a month (2001-09), a quarter (2001-Q3) or a year. ``per``: a row for
    each entity and such period.

    ``sort``: by ``name``, ``period``, ``total`` or one of the counts, each with a minus before it
    the other way round; rows that are equal in that follow by name and period. A page is the
    ``limit`` rows that follow the one whose name (and period, after a blank) ``after`` gives.
    """

    by: By = "addressee"
    among: RegisterQuery = field(default_factory=RegisterQuery)
    entity: str | None = None
    period: str | None = None
    per: Per | None = None
    sort: str = "-total"
    limit: int | None = None
    after: str | None = None

    def __post_init__(self) -> None:
        """Raises `BadInput` for a limit, or a way to count, that is none."""
        check_number("limit", self.limit)
        for name, value, known in ("by", self.by, get_args(By)), ("per", self.per, get_args(Per)):
            if value is not None and value not in known:
                raise BadInput(f"{name} is {value!r}: choose from {', '.join(known)}")


class Alike(NamedTuple):
    """How many mandates name the same entities, count as the same kind, and have their last lawful
    day on the same day (None: on none)."""

    names: tuple[str, ...]
    kind: Kind
    due: date | None
    mandates: int


@dataclass(frozen=True, slots=True)
class Loads:
    """A part of the rows, in its order; how many there are; the mandates in them; what follows."""

    items: tuple[LoadShown, ...]
    total: int
    mandates: int
    more_after: str | None


class FundingShown(Answer):
    """How many mandates have their money in this state."""

    funding: str
    mandates: int


class Funded(Answer):
    """What is known of the money of mandates, and the funds."""

    basis: Basis
    items: tuple[FundingShown, ...]
    funds: tuple[FundShown, ...]


def kind_of(legal: str, timeliness: str) -> Kind:
    """What a mandate counts as for whoever has it; see `LoadShown`."""
    if legal != "in_force" and (legal, timeliness) != ("expired", "overdue"):
        return "ended"
    if timeliness in ("overdue", "late"):
        return "overdue"
    return "due_soon" if timeliness in ("due_soon", "due") else "open"


def alike(items: Iterable[Item], by: By) -> Iterator[Alike]:
    """Mandates as they are counted, one by one."""
    for one in items:
        some = {"lead": one.leads, "contributing": one.contributing, "addressee": one.addressees}
        kind = kind_of(one.status.legal, one.status.timeliness)
        yield Alike(some[by], kind, one.due.legal_by if one.due else None, 1)


_NAMES: dict[By, str] = {
    "addressee": "addressees", "lead": "leads", "contributing": "contributing",
}  # fmt: skip


def counted(
    record: Histories,
    views: Views,
    at: Point,
    query: WorkloadQuery,
    judges_at: Callable[[int], Judges],
) -> tuple[Sequence[Alike], Found] | None:
    """Mandates as the database counts them: those that name the same and stand alike at once.

    None where no view tells it.
    """
    with telling(record, views, at) as held:
        if held is None:
            return None
        seeking = Seeking(held, judges_at(held.found.position))
        names = (_NAMES[query.by], "legal", "alike")
        matching = seeking.found(query.among, *names)
        same = [matching.columns[one] for one in names]
        counted = matching.rows(*same, func.count()).group_by(*same)
        rows = seeking.connection.execute(counted).all()
        verdicts = seeking.verdicts({alike for _, _, alike, _ in rows})
        view, of = held.found.view, f"the {_NAMES[query.by]}"
        return [
            Alike(
                tuple(stored(view, of, json.loads, names)),
                *_stands(legal, verdicts[alike]),
                mandates,
            )
            for names, legal, alike, mandates in rows
        ], held.found


def _stands(legal: str, verdict: Verdict) -> tuple[Kind, date | None]:
    due = None if verdict.legal_by == FOREVER else date.fromisoformat(verdict.legal_by)
    return kind_of(legal, verdict.timeliness), due


def loads(found: Iterable[Alike], query: WorkloadQuery, directory: Directory) -> Loads:
    """The load of each entity that some mandates name. Raises `BadInput` for an order or a period
    that there is not, `Unknown` for a row to go on after that is not there."""
    called, borne = _present(directory), _names(directory)
    within = _within(query.period)
    counts: dict[tuple[str, str | None], Counter[Kind]] = {}
    mandates = 0
    for one in found:
        if not within(one.due):
            continue
        names = dict.fromkeys(map(called, one.names)) or (NOBODY,)
        named = [name for name in names if _has((name, *borne.get(name, ())), query.entity)]
        mandates += one.mandates if named else 0
        for name in named:
            counts.setdefault((name, _period(one.due, query.per)), Counter())[one.kind] += (
                one.mandates
            )
    rows = [_load(name, period, counted) for (name, period), counted in counts.items()]
    return _part(rows, query, mandates)


def _present(directory: Directory) -> Callable[[str], str]:
    known: dict[str, str] = {}
    bearing: dict[str, dict[str, Entity]] = {}  # all names at once: each would be sought anew
    for entity in directory.entities.values():
        for one in entity.names:
            bearing.setdefault(key(one.text), {})[entity.id] = entity

    def called(name: str) -> str:
        if name not in known:
            found = Directory(bearing.get(key(name), {})).resolve(name)
            known[name] = directory.present(found).name if found else name
        return known[name]

    return called


def _names(directory: Directory) -> dict[str, list[str]]:
    """Every name of an entity, and of those that became part of it, by its present one."""
    found: dict[str, list[str]] = {}
    for entity in directory.entities.values():
        texts = [one.text for one in entity.names]
        found.setdefault(directory.present(entity).name, []).extend(texts)
    return found


def _has(names: Iterable[str], part: str | None) -> bool:
    return part is None or any(part.casefold() in one.casefold() for one in names)


def _period(due: date | None, per: Per | None) -> str | None:
    if per is None:
        return None
    if due is None:
        return NO_DAY
    if per == "quarter":
        return f"{due.year:04}-Q{(due.month + 2) // 3}"
    return due.isoformat()[: 7 if per == "month" else 4]


def _within(period: str | None) -> Callable[[date | None], bool]:
    if period is None:
        return lambda due: True
    if _PERIOD.fullmatch(period) is None:
        raise BadInput(f"{period!r} is no period: write 2001-09, 2001-Q3 or 2001")
    per: Per = "year" if len(period) == 4 else "quarter" if "Q" in period else "month"
    return lambda due: _period(due, per) == period


def _load(name: str, period: str | None, counted: Counter[Kind]) -> LoadShown:
    return LoadShown(
        name=name, period=period, overdue=counted["overdue"], due_soon=counted["due_soon"],
        open=counted["open"], ended=counted["ended"], total=counted.total(),
    )  # fmt: skip


def _part(rows: list[LoadShown], query: WorkloadQuery, mandates: int) -> Loads:
    word, back = query.sort.removeprefix("-"), query.sort.startswith("-")
    if word not in SORTS:
        raise BadInput(f"{query.sort!r} is no order: choose from {', '.join(SORTS)}")
    rows.sort(key=lambda one: (one.name, one.period or ""))
    rows.sort(key=lambda one: getattr(one, word) or (0 if word in _COUNTS else ""), reverse=back)
    start = 0
    if query.after is not None:
        keys = [one.key for one in rows]
        if query.after not in keys:
            raise Unknown(f"{query.after!r} has no mandates here: nothing follows it")
        start = keys.index(query.after) + 1
    end = None if query.limit is None else start + query.limit
    part = rows[start:end]
    more = part[-1].key if part and start + len(part) < len(rows) else None
    return Loads(tuple(part), len(rows), mandates, more)


def funded(
    record: Histories,
    views: Views,
    at: Point,
    query: RegisterQuery,
    judges_at: Callable[[int], Judges],
) -> tuple[tuple[FundingShown, ...], Found] | None:
    """How many mandates there are in each state of funding, as the database counts them.

    None where no view tells it.
    """
    with telling(record, views, at) as held:
        if held is None:
            return None
        seeking = Seeking(held, judges_at(held.found.position))

        def many(status: str) -> int:
            if query.funding not in (None, status):
                return 0
            matching = seeking.found(replace(query, funding=status))
            return int(seeking.connection.scalar(matching.rows(func.count())) or 0)

        return _shown({name: many(name) for name in FUNDINGS}), held.found


def funding(items: Iterable[Item]) -> tuple[FundingShown, ...]:
    """The same of mandates that were judged one by one."""
    return _shown(Counter(one.status.funding for one in items))


def _shown(counts: Mapping[str, int]) -> tuple[FundingShown, ...]:
    return tuple(FundingShown(funding=name, mandates=counts.get(name, 0)) for name in FUNDINGS)
