"""What a rule needs to know from elsewhere, handed in as data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from uuid import UUID

    from .calendar import Calendar
    from .item import Item
    from .mandate.state import Mandate, Occurrence
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
    """All that is known of a report, on whatever day: given where one is submitted."""
    links: tuple[Link, ...] = ()
    """The mandates that an item carries only from a later day on: given where it goes a step on."""
    passed: tuple[Passed, ...] = ()
    """The due points that pass to a successor on a later day, the earliest first: given where
    something is recorded that may have passed with them."""

    def heirs(self, answer: Answer) -> Iterator[Passed]:
        """Where a due point passes to on later days, one after the other."""
        for one in self.passed:
            if one.answer == answer and one.own:
                yield one
                answer = one.becomes

    def left_by(self, answer: Answer) -> Iterator[Passed]:
        """What nobody owes once a due point has ended: where it passes to, unless the same passes
        there from another mandate on that day as well."""
        for one in self.passed:
            if one.answer == answer and not one.shared:
                yield one
                answer = one.becomes


class Passed(NamedTuple):
    """A due point that passes to a successor on a day: by its number at both, and the successor as
    it stands then."""

    day: date
    answer: Answer
    becomes: Answer
    heir: Mandate
    was: Occurrence
    """The due point as it stood in the end where it came from."""
    told: tuple[UUID, ...]
    """The successor's events that say with what it passed, that it did among them."""
    own: bool
    """Whether it is this point that passed, and not the same one of another mandate."""
    shared: bool
    """Whether it passed from another mandate on that day as well."""


class Link(NamedTuple):
    """A mandate under an agenda item, from a day on; both as they stand on that day."""

    day: date
    answer: Answer
    item: Item
    mandate: Mandate
