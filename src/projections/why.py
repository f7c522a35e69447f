"""Why a value is what it is: the events without which it would be another."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ..domain.event import Recorded
from .answers import Reason

Values = Mapping[str, Any]
Evaluate = Callable[[Mapping[str, Sequence[Recorded]]], Values | None]
"""The fields of a mandate, folded from histories; None where there is no mandate."""


def why(
    histories: Mapping[str, Sequence[Recorded]], evaluate: Evaluate, fields: Sequence[str] | None
) -> dict[str, Reason]:
    """For each field its value and the positions that it rests on.

    An event counts as a reason if without it, and without what repeats it, the value would be
    another: each is left out in turn and the rest is folded again. Where none alone makes the
    difference, the last event that changed the value is named.
    """
    values = evaluate(histories) or {}
    wanted = [one for one in (fields or values) if one in values]
    because: dict[str, list[int]] = {field: [] for field in wanted}
    for stream, history in histories.items():
        for event in history:
            rest = {**histories, stream: [one for one in history if one is not event]}
            without = evaluate(rest)
            for field in wanted:
                if without is None or without.get(field) != values[field]:
                    because[field].append(event.position)
    for field in wanted:
        if len(because[field]) <= 1:
            because[field] += _last_change(histories, evaluate, field, because[field])
    return {
        field: Reason(value=values[field], because=tuple(sorted(because[field])))
        for field in wanted
    }


def _last_change(
    histories: Mapping[str, Sequence[Recorded]], evaluate: Evaluate, field: str, known: list[int]
) -> list[int]:
    """The last position at which the value became what it is, by what was known at each."""
    value = (evaluate(histories) or {}).get(field)
    positions = sorted(one.position for history in histories.values() for one in history)
    last: int | None = None
    for position in reversed(positions):
        before = {
            stream: [one for one in history if one.position < position]
            for stream, history in histories.items()
        }
        found = evaluate(before)
        if found is None or found.get(field) != value:
            last = position
            break
    return [last] if last is not None and last not in known else []
