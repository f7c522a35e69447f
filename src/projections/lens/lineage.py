"""The ties of a mandate in partly decoded events: see `lineage`."""

from __future__ import annotations

from collections.abc import Sequence

from ..lineage import Link, Links, rows_of
from ..view import Tuples
from . import documents as d
from . import state as m
from .cells import Lived

_TYING: frozenset[type[d.Document]] = frozenset(
    (d.Reiterated, d.Adapted, d.Merged, d.Replaced, d.Succeeded)
)


def rows(lived: Lived) -> Tuples:
    """See `view.Swift`."""
    tied = lived.has(_TYING)
    return {"lineage": [*rows_of(lived.stream, lived.cells_of(_both))] if tied else []}


def _both(state: m.Mandate) -> Links:
    return _links(state.newer), _links(state.older)


def _links(some: Sequence[m.Link]) -> tuple[Link, ...]:
    return tuple((one.mandate, one.how, one.authority, one.on) for one in some)
