"""Who has how much to do, and what is known of the money: counts over the register at one point."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Literal, get_args

from ..domain.budget import Step
from .answers import Basis, Registered
from .beside import FundShown
from .item import Item
from .shape import Answer

By = Literal["addressee", "lead", "contributing"]
NOBODY = "(nobody)"
"""Stands for mandates that have no such entity."""
FUNDINGS: tuple[str, ...] = ("not_stated", *get_args(Step))


class LoadShown(Answer):
    """How many mandates one entity has; a mandate of several entities counts for each of them.

    ``overdue``: overdue now, or delivered late; ``due_soon``: with a deadline today or near;
    ``ended``: not in force any more, discharged or otherwise; ``open``: all others.
    """

    name: str
    overdue: int
    due_soon: int
    open: int
    ended: int
    total: int


class Workload(Answer):
    """The load of every entity, the largest first. ``mandates`` counts each mandate once."""

    basis: Basis
    by: By
    mandates: int
    items: tuple[LoadShown, ...]


class FundingShown(Answer):
    """How many mandates have their money in this state."""

    funding: str
    mandates: int


class Funded(Answer):
    """What is known of the money of mandates, and the funds."""

    basis: Basis
    items: tuple[FundingShown, ...]
    funds: tuple[FundShown, ...]


def kind_of(one: Item) -> str:
    """What a mandate counts as for whoever has it; see `LoadShown`."""
    status = one.status
    if status.legal != "in_force":
        return "ended"
    if status.timeliness in ("overdue", "late"):
        return "overdue"
    return "due_soon" if status.timeliness in ("due_soon", "due") else "open"


def workload(found: Registered, by: By) -> Workload:
    """The load of each entity that some mandates name."""
    counts: dict[str, Counter[str]] = {}
    for one in found.items:
        some = {"lead": one.leads, "contributing": one.contributing, "addressee": one.addressees}
        for name in some[by] or (NOBODY,):
            counts.setdefault(name, Counter())[kind_of(one)] += 1
    names = sorted(counts, key=lambda name: (-counts[name].total(), name))
    items = tuple(_load(name, counts[name]) for name in names)
    return Workload(basis=found.basis, by=by, mandates=len(found.items), items=items)


def _load(name: str, counted: Counter[str]) -> LoadShown:
    return LoadShown(
        name=name, overdue=counted["overdue"], due_soon=counted["due_soon"], open=counted["open"],
        ended=counted["ended"], total=counted.total(),
    )  # fmt: skip


def funding(items: Iterable[Item]) -> tuple[FundingShown, ...]:
    """How many mandates there are in each state of funding, none left out."""
    counts = Counter(one.status.funding for one in items)
    return tuple(FundingShown(funding=name, mandates=counts[name]) for name in FUNDINGS)
