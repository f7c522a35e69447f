"""What a rule needs to know from elsewhere, handed in as data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from .calendar import Calendar
    from .item import Item
    from .mandate.occurrence import Occurrence
    from .mandate.state import Mandate
    from .report import Answer, Report


@dataclass(frozen=True, slots=True)
class Facts:
    """The world around one command: its own day, and the calendar as effective on that day."""

    day: date
    calendar: Calendar
    begun: frozenset[str] = frozenset()
    """The streams that the command rests on and that have begun, on whatever day."""
    opened: Mapping[str, int] = field(default_factory=dict[str, int])
    """The highest number of an occurrence of each mandate, on whatever day: given where the command
    may open one, or move those that opened."""
    report: Report | None = None
    """All that is known of a report, on whatever day: given where one is submitted or comes out."""
    links: tuple[Link, ...] = ()
    """The mandates that an item carries only from a later day on: given where it goes a step on."""
    passed: tuple[Passed, ...] = ()
    """The due points that pass to a successor on a later day, the earliest first: given where a
    report is submitted or comes out, and where something comes under an agenda item."""
    items: Mapping[tuple[str, date], Item] = field(default_factory=dict[tuple[str, date], "Item"])
    """The agenda items concerned as they stand on the days on which those pass."""

    def heirs(self, answer: Answer) -> Iterator[Passed]:
        """Where a due point passes to on later days, one after the other."""
        for one in self.passed:
            if one.answer == answer:
                yield one
                answer = one.becomes


class Passed(NamedTuple):
    """A due point that passes to a successor on a day: by its number at both, the successor as it
    stands then, and the point as it stood in the end where it came from."""

    day: date
    answer: Answer
    becomes: Answer
    heir: Mandate
    was: Occurrence


class Link(NamedTuple):
    """A mandate under an agenda item, from a day on; both as they stand on that day."""

    day: date
    answer: Answer
    item: Item
    mandate: Mandate
