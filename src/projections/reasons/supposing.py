"""What would be otherwise if more were recorded: each mandate as it stands, and as it would."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from ...domain.calendar import Calendar
from ...domain.mandate.state import Mandate
from ...domain.streams import identity_in, kind_of, mandate_stream
from ..axes import STILL
from ..money import Purse
from ..purses import folded, purse_at
from ..questions import Questions
from ..search.finding import every_mandate
from ..search.held import Found
from ..search.query import RegisterQuery
from ..sources import Histories, Point, Views
from .compare import At, Differs, compare
from .evidence import fields, gather

ALL = STILL - 1
"""A position after all others."""
_BESIDE = {"session", "policy", "body", "item"}
"""Kinds of streams on which days rest."""


@dataclass(frozen=True, slots=True)
class _Rest:
    """What a mandate's fields rest on besides its own events."""

    calendar: Calendar
    purse: Purse


def supposed(
    record: Histories, rehearsed: Histories, views: Views, at: Point, touched: Collection[str]
) -> tuple[Found, Iterator[Differs]]:
    """How mandates differ at a point from what they would be with what is only rehearsed.

    They are taken from the views; ``touched`` are the streams that were rehearsed upon. With each
    difference goes the fewest events, among those rehearsed, that make it.
    """
    questions, others = Questions(record, views), Questions(rehearsed, views)
    judges_at = questions.judges(at, RegisterQuery(every=True))
    mandates, found = every_mandate(record, views, at, judges_at)
    money = any(kind_of(one) == "instrument" for one in touched)
    days = any(kind_of(one) in _BESIDE for one in touched)
    rest = _Rest(questions.calendar(at.as_of, at.known_at), purse_at(record, views, at))
    other = _Rest(
        others.calendar(at.as_of, None) if days else rest.calendar,
        folded(rehearsed.histories("instrument-"), at.as_of, None) if money else rest.purse,
    )
    added = others.bodies()

    def differing() -> Iterator[Differs]:
        for mandate in _candidates(mandates, rest, other, at.as_of, touched):
            evidence = gather(rehearsed, mandate, other.purse, added)
            one = compare(evidence, At(at.as_of, at.known_at), At(at.as_of, ALL))
            if one is not None:
                yield one

    return found, differing()


def _candidates(
    mandates: Iterable[tuple[int, Mandate]],
    rest: _Rest,
    other: _Rest,
    as_of: date,
    touched: Collection[str],
) -> Iterator[str]:
    """The mandates that may differ: those rehearsed upon, and those whose fields do."""
    left = {identity_in(one) for one in touched if kind_of(one) == "mandate"}
    for _, mandate in mandates:
        if mandate_stream(mandate.id) in touched or _differs(mandate, rest, other, as_of):
            left.discard(mandate.id)
            yield mandate.id
    yield from sorted(left)


def _differs(mandate: Mandate, rest: _Rest, other: _Rest, as_of: date) -> bool:
    if rest.calendar is other.calendar and rest.purse is other.purse:
        return False
    ours = fields(mandate, rest.calendar, as_of, rest.purse)
    return ours != fields(mandate, other.calendar, as_of, other.purse)
