"""What the register holds of a mandate in partly decoded events: see `register`."""

from __future__ import annotations

from typing import Any

from ..view import Tuples
from .cells import Lived


def rows(lived: Lived) -> Tuples:
    """See `view.Swift`."""
    stream, first = lived.stream, lived.positions[0]
    found: list[tuple[Any, ...]] = []
    states: list[tuple[Any, ...]] = []
    words: list[tuple[Any, ...]] = []
    for start, end, whole_from in lived.kept():
        (*said, spoken), stands = lived.seen()
        number = len(states) + 1
        found.append((stream, start, end, whole_from, number, first, *said, *stands))
        states.append((stream, number, lived.life.as_json().decode()))
        words.append((stream, first, start, end, spoken))
    return {"register": found, "states": states, "words": words}
