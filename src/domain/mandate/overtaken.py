"""What time brought to a mandate and something entered later took the ground from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import get_args
from uuid import UUID

from ..event import Event, Recorded
from ..fold import standing
from .announced import Announcement
from .events import Corrected, DeadlineKind, Deferred
from .evolve import evolve
from .state import Mandate

DEADLINES: tuple[DeadlineKind, ...] = get_args(DeadlineKind)
"""In their order: the last one is the legal one."""


def overtaken(history: Sequence[Recorded]) -> frozenset[UUID]:
    """The ids of the events of a mandate that say what was known then and would not be said now:
    of an end that was moved meanwhile, of what opened or fell due after an act had ended it, of a
    deadline that had been met, or moved with its due point, by then.

    They are not void: nobody was wrong.
    """
    state: Mandate | None = None
    found: set[UUID] = set()
    moved: dict[tuple[int, DeadlineKind], int] = {}
    for recorded in standing(history):
        after = evolve(state, recorded)
        event = recorded.event
        if event.brought_by_time and state is not None:
            late = isinstance(event, Announcement) and recorded.position < moved.get(
                (event.occurrence, event.deadline), 0
            )
            if late or after is state or _idle(state, event):
                found.add(recorded.event_id)
        moved |= dict.fromkeys(_moved(state, after, event), recorded.position)
        state = after
    return frozenset(found)


def _moved(
    before: Mandate | None, after: Mandate | None, event: Event
) -> Iterator[tuple[int, DeadlineKind]]:
    """The deadlines, each of its due point, that lie elsewhere from an event on."""
    if isinstance(event, Deferred):
        for kind in DEADLINES if event.what == "delivery" else DEADLINES[-1:]:
            yield event.occurrence, kind
    if not isinstance(event, Corrected) or before is None or after is None:
        return
    for was, now in zip(before.occurrences, after.occurrences, strict=True):
        if was.delivery is not now.delivery:
            for kind in DEADLINES[:-1] if now.consideration is not None else DEADLINES:
                yield now.number, kind


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
