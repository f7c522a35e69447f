"""What time brought to a mandate and something entered later took the ground from."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from ..event import Recorded
from ..fold import standing
from .evolve import evolve
from .state import Mandate


def overtaken(history: Sequence[Recorded]) -> frozenset[UUID]:
    """The ids of the events of a mandate that say what was known then, and change nothing now:
    an end that was moved meanwhile, an opening after an act had ended it, and what was said of it.

    They are not void: nobody was wrong.
    """
    state: Mandate | None = None
    found: set[UUID] = set()
    for recorded in standing(history):
        after = evolve(state, recorded)
        if recorded.event.brought_by_time and state is not None and after is state:
            found.add(recorded.event_id)
        state = after
    return frozenset(found)
