"""What the past holds of a mandate in partly decoded events: see `past`."""

from __future__ import annotations

from typing import Any

from ..axes import STILL, delay, reach
from ..past import TEXTS, Kept
from ..view import Tuples
from .cells import Lived


def rows(lived: Lived) -> Tuples:
    """See `view.Swift`."""
    stream, first = lived.stream, lived.positions[0]
    recorded = lived.recorded()
    texts: dict[Kept, int] = {}
    found: list[tuple[Any, ...]] = []
    known: Kept = ()
    text = 0
    for from_day, known_from, to_day, ended_at, known_to, (said, stands) in lived.cells():
        if said is not known:
            known, text = said, texts.setdefault(said, first * TEXTS + len(texts))
        ended_on = to_day if ended_at == STILL else recorded[ended_at]
        late = delay(to_day, ended_on) if to_day < ended_on else 0  # 0 as nearly always
        found.append(
            (
                stream, from_day, known_from, to_day, ended_at, known_to,
                reach(from_day, to_day), late, text, *stands,
            )
        )  # fmt: skip
    return {"past": found, "texts": [(text, stream, first, *said) for said, text in texts.items()]}
