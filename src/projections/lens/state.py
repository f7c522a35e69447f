"""What is so of a mandate, as the register writes it: the fields of `domain.mandate.state` and
`occurrence` in their order, with days as texts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Raw, Struct, field

from ...domain.mandate.events import DeadlineKind
from ...domain.mandate.joined import FundedHow
from ...domain.mandate.occurrence import End
from ...domain.mandate.state import Legal
from .terms import sooner_in


class Moment(Struct, gc=False):
    """When something happened."""

    earliest: str
    latest: str


class Delivery(Struct, gc=False):
    """A report."""

    document: str
    submitted: Moment
    issued: Moment | None
    languages: list[str]
    late_reason: str | None


class Deferral(Struct, gc=False):
    """One putting-off."""

    what: str
    before: Raw
    to: Raw
    authority: str
    decided: str
    exceptional: bool


class Said(Struct, gc=False):
    """An announcement."""

    kind: str
    on: date


class DuePoint(Struct, gc=False):
    """A due term and when it came to hold."""

    term: Raw
    since: str
    recorded_on: str


class Missed(Struct, gc=False):
    """What had passed when it was found missed."""

    point: DuePoint
    days_overdue: int | None


class ItemLink(Struct, gc=False):
    """An agenda item under which it is to be taken up, and when that came to hold."""

    item: str
    since: str
    recorded_on: str


class Ended(Struct, gc=False):
    """How it ended in law."""

    how: Legal
    on: str
    authority: str | None
    successor: str | None


class Link(Struct, gc=False):
    """A tie to another mandate."""

    how: str
    mandate: str | None
    authority: str
    on: str


class Funding(Struct, gc=False):
    """Money that it was given."""

    how: FundedHow
    on: str
    amounts: Raw
    source: str | None
    position: int
    shared_with: list[str]
    years: list[int]


class Occurrence(Struct, gc=False):
    """One due point of a mandate; the fields in the order of `occurrence.Occurrence`."""

    number: int
    delivery: DuePoint
    consideration: DuePoint | None = None
    stage: str = "open"
    end: End | None = None
    ended_on: str | None = None
    missed: Missed | None = None
    action: str | None = None
    considered_by: str | None = None
    reports: list[Delivery] = field(default_factory=list[Delivery])
    done: Moment | None = None
    deferrals: list[Deferral] = field(default_factory=list[Deferral])
    announced: dict[str, list[Said]] = field(default_factory=dict[str, list[Said]])
    late_days: dict[DeadlineKind, int] = field(default_factory=dict[DeadlineKind, int])
    passed_from: str | None = None
    items: list[ItemLink] = field(default_factory=list[ItemLink])

    @property
    def legal_point(self) -> DuePoint:
        """See `occurrence.Occurrence`."""
        if self.missed is not None and self.end == "missed" and not self.reports and not self.done:
            return self.missed.point
        return self.consideration or self.delivery


class Mandate(Struct, gc=False):
    """A mandate as it stands; the fields in the order of `state.Mandate`."""

    adopted: Raw
    adopted_on: str
    occurrences: list[Occurrence]
    tracked: str
    leads: list[str]
    contributing: list[str]
    ended: Ended | None
    until: Raw
    until_since: str
    newer: list[Link]
    older: list[Link]
    notes: list[str]
    tracking_reason: str | None
    adoption: str
    funded: list[Funding]


def owed_by(mandate: Mandate) -> Occurrence:
    """See `Mandate.owed` in the domain."""
    current = found = None
    for one in mandate.occurrences:
        if one.end is None:
            if one.reports or one.done is not None:
                current = current or one
            elif found is None or sooner_in(_due(one), _due(found)):
                found = one
    return found or current or mandate.occurrences[-1]


def alone_in(occurrences: Sequence[Occurrence]) -> int:
    """The number of the one that is open; 0 where none or several are."""
    alone = 0
    for one in occurrences:
        if one.end is None:
            if alone:
                return 0
            alone = one.number
    return alone


def _due(one: Occurrence) -> bytes:
    return bytes((one.consideration or one.delivery).term)
