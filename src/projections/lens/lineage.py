"""The ties of a mandate in partly decoded events: see `lineage`."""

from __future__ import annotations

from collections.abc import Sequence

from ..lineage import Link, Links
from . import documents as d
from . import state as m
from .cells import Lived

_TYING = (d.Reiterated, d.Adapted, d.Merged, d.Replaced, d.Succeeded)


def tied(lived: Lived) -> bool:
    """Whether anything ties it to another mandate."""
    return any(isinstance(one, _TYING) for one in lived.found)


def links(state: m.Mandate) -> Links:
    """Its ties to newer and to older ones."""
    return _links(state.newer), _links(state.older)


def _links(some: Sequence[m.Link]) -> tuple[Link, ...]:
    return tuple((one.mandate, one.how, one.authority, one.on) for one in some)
