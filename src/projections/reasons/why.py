"""Why a value is what it is: the fewest events that make it so.

Of the listed events each one is needed: without it the value would be another. And they are enough:
folded alone, with nothing else recorded, they give the value.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from ...domain.event import Recorded
from ..answers import Reason
from .evidence import Values

Item = TypeVar("Item")
Evaluate = Callable[[Sequence[Recorded]], Values | None]
"""The fields of a mandate, folded from some events; None where there is no mandate."""


def why(events: Sequence[Recorded], evaluate: Evaluate, wanted: Sequence[str]) -> dict[str, Reason]:
    """For each field its value and the positions of the events that make it so.

    ``events`` are in the order of the record. Where one of two would be enough, the earlier one is
    named.
    """
    known = remembered(evaluate)
    values = known(events) or {}
    told = {field: values[field] for field in wanted}

    def all_same(some: Sequence[Recorded]) -> bool:
        found = known(some)
        return found is not None and all(found[field] == told[field] for field in told)

    shared = fewest(events, all_same)
    found: dict[str, Reason] = {}
    for field, value in told.items():

        def same(some: Sequence[Recorded], field: str = field, value: object = value) -> bool:
            without = known(some)
            return without is not None and without[field] == value

        because = fewest(shared, same)
        found[field] = Reason(value=value, because=tuple(one.position for one in because))
    return found


def fewest(items: Sequence[Item], enough: Callable[[Sequence[Item]], bool]) -> list[Item]:
    """Of some items, that are enough together, a choice from which none can be left out.

    The last ones are left out first; it ends when a whole round leaves out nothing more.
    """
    kept = [*items]
    index = len(kept) - 1
    since = 0  # how many in a row had to stay
    while kept and since < len(kept):
        rest = kept[:index] + kept[index + 1 :]
        if enough(rest):
            kept, since = rest, 0
        else:
            since += 1
        index = (index or len(kept)) - 1
    return kept


def remembered(evaluate: Evaluate) -> Evaluate:
    """The same, asking once for each choice of events."""
    answers: dict[frozenset[int], Values | None] = {}

    def asked(events: Sequence[Recorded]) -> Values | None:
        key = frozenset(one.position for one in events)
        if key not in answers:
            answers[key] = evaluate(events)
        return answers[key]

    return asked
