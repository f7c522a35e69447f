"""What a rule needs to know from elsewhere, handed in as data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .calendar import Calendar


@dataclass(frozen=True, slots=True)
class Facts:
    """The world around one command: its own day, and the calendar as effective on that day."""

    day: date
    calendar: Calendar
    begun: frozenset[str] = frozenset()
    """The streams that the command rests on and that have begun, on whatever day."""
