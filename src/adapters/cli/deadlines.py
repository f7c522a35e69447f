"""Deadlines as a calendar, as an engine tells them: for a file, and for what `serve` gives."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ..exports.calendar import calendar_of, sequences

if TYPE_CHECKING:
    from ...engine import Engine
    from ...projections.answers import Basis
    from ...projections.item import Item


def calendar_feed(
    engine: Engine, name: str, basis: Basis, items: Iterable[Item], link: str | None = None
) -> bytes:
    """The calendar of what a docket told, as it rests on ``basis``; ``link`` is where its mandates
    are shown. Raises `BadInput` where icalendar is not installed."""
    beside = engine.beside(as_of=basis.as_of, known_at=basis.position)
    return calendar_of(
        f"Mandates: {name}",
        items,
        stamp=engine.status().recorded_at or datetime.now(UTC),
        sequence=sequences(engine.history, basis, beside.calendar_events()),
        alarms={one.body: one.due_soon_days for one in beside.policies()},
        link=link,
    )
