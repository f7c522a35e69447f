"""Lineage: which mandates carry which on. It never runs in a circle, over any number of steps."""

from __future__ import annotations

from collections.abc import Iterator

from ..errors import Refused
from ..mandate.state import Mandate
from ..streams import mandate_stream
from .step import States


def _newer(mandate: Mandate | None) -> Iterator[str]:
    yield from (one.mandate for one in (mandate.newer if mandate else ()) if one.mandate)


def followers(start: str, states: States) -> tuple[str, ...]:
    """All that carry a mandate on, as far as their states are given: those of the last are named
    too, so that they can be asked for."""
    found: dict[str, None] = {}
    waiting = [start]
    while waiting:
        for one in _newer(states.get(mandate_stream(waiting.pop()))):
            if one not in found and one != start:
                found[one] = None
                waiting.append(one)
    return tuple(found)


def refuse_circle(mandate: str, heir: str, states: States) -> None:
    """Raise `Refused` where the mandate already carries on the one that is to carry it on."""
    after = followers(heir, states)
    if mandate in after:
        via = [one for one in after if one != mandate]
        through = f" (through {', '.join(via)})" if via else ""
        raise Refused(f"{mandate} carries on {heir}{through}: it cannot be carried on by it")
