"""What time brought to a mandate and something entered later took the ground from."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from ..event import Event, Recorded
from ..fold import standing
from .announced import Announcement
from .evolve import evolve
from .state import Mandate


def overtaken(history: Sequence[Recorded]) -> frozenset[UUID]:
    """The ids of the events of a mandate that say what was known then and would not be said now:
    of an end that was moved meanwhile, of what opened or fell due after an act had ended it, of a
    deadline that had been met by then.

    They are not void: nobody was wrong.
    """
    state: Mandate | None = None
    found: set[UUID] = set()
    for recorded in standing(history):
        after = evolve(state, recorded)
        event = recorded.event
        if event.brought_by_time and state is not None and (after is state or _idle(state, event)):
            found.add(recorded.event_id)
        state = after
    return frozenset(found)


def _idle(mandate: Mandate, event: Event) -> bool:
    """Whether nothing presses any more of what an announcement speaks of."""
    if mandate.ended is not None or not isinstance(event, Announcement):
        return mandate.ended is not None
    one = mandate.occurrence(event.occurrence)
    if one is None or one.closed:
        return True
    if event.deadline == "issue" and one.reports:
        return any(report.issued for report in one.reports)
    return one.delivered
