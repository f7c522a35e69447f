"""Lineage: what a mandate descends from, and what descends from it."""

from __future__ import annotations

from collections.abc import Callable

from ..domain.mandate.state import Mandate
from .answers import Tie

Find = Callable[[str], Mandate | None]
"""A mandate by its identity; None where it is not in the record at that point."""


def lineage(start: Mandate, find: Find) -> tuple[Tie, ...]:
    """All ties within reach of a mandate, each once, by their day.

    Every mandate is looked up once, however many ways lead to it.
    """
    seen: dict[str, Mandate] = {start.id: start}
    waiting = [start]
    ties: dict[tuple[str, str, str | None], Tie] = {}
    while waiting:
        mandate = waiting.pop()
        for link in mandate.newer:
            tie = Tie(
                older=mandate.id, how=link.how, mandate=link.mandate, authority=link.authority,
                on=link.on,
            )  # fmt: skip
            ties[tie.older, tie.how, tie.mandate] = tie
        for link in (*mandate.newer, *mandate.older):
            if link.mandate is not None and link.mandate not in seen:
                other = find(link.mandate)
                if other is not None:
                    seen[other.id] = other
                    waiting.append(other)
    return tuple(sorted(ties.values(), key=lambda tie: (tie.on, tie.older)))
