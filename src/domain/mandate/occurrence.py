"""What is so of one due point of a mandate: a frozen value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Literal

from pydantic import PlainSerializer

from ..due import Due
from .events import DeadlineKind, What

Stage = Literal[
    "open", "in_progress", "submitted", "issued", "considered", "stated", "confirmed", "disputed",
    "convened", "held", "postponed", "requested", "on_provisional_agenda", "included",
    "carried_over",
]  # fmt: skip
End = Literal["completed", "waived", "merged", "superseded", "missed"]
CLOSED: frozenset[End] = frozenset({"completed", "waived", "merged", "superseded"})
"""Ends after which nothing more is owed. A missed occurrence may still be delivered."""

Languages = Annotated[frozenset[str], PlainSerializer(sorted, return_type=list[str])]
"""Kept in one order, so that equal states are kept as equal text."""


@dataclass(frozen=True, slots=True)
class Moment:
    """When something happened: between two days that are equal where the day itself is known."""

    earliest: date
    latest: date

    @property
    def said(self) -> str:
        """It as a day, a month or a year: as exactly as it is known."""
        first, last = self.earliest.isoformat(), self.latest.isoformat()
        if first == last:
            return first
        return first[:7] if first[:7] == last[:7] else first[:4]


@dataclass(frozen=True)
class Delivery:
    """A report that answers an occurrence. ``issued`` is set once it is out in every language."""

    document: str
    submitted: Moment
    issued: Moment | None = None
    languages: Languages = frozenset()
    late_reason: str | None = None


@dataclass(frozen=True, slots=True)
class Deferral:
    """One putting-off: what, from where to where, on what authority, decided when."""

    what: What
    before: Due | None
    to: Due
    authority: str
    decided: date
    exceptional: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """The last standing announcement of a deadline that lies on a day."""

    kind: str
    on: date


@dataclass(frozen=True, slots=True)
class DuePoint:
    """A due term and when it came to hold: effective from ``since``, written on ``recorded_on``."""

    term: Due | None
    since: date
    recorded_on: date


@dataclass(frozen=True, slots=True)
class Missed:
    """The due point that had passed when an occurrence was found missed; the days are frozen, None
    where its window is not known."""

    point: DuePoint
    days_overdue: int | None


@dataclass(frozen=True, slots=True)
class ItemLink:
    """An agenda item under which an occurrence is to be taken up, and when that came to hold."""

    item: str
    since: date
    recorded_on: date


@dataclass(frozen=True)
class Occurrence:
    """One due point of a mandate, numbered from 1.

    ``delivery`` is what it is due at; ``consideration`` is set where only the consideration was
    put off. ``late_days`` keeps lateness that was reached before a deferral of the delivery.
    """

    number: int
    delivery: DuePoint
    consideration: DuePoint | None = None
    stage: Stage = "open"
    end: End | None = None
    ended_on: date | None = None
    missed: Missed | None = None
    action: str | None = None
    considered_by: str | None = None
    reports: tuple[Delivery, ...] = ()
    done: Moment | None = None
    """When a deliverable that is no document was held, confirmed or considered."""
    deferrals: tuple[Deferral, ...] = ()
    announced: Mapping[DeadlineKind, tuple[Said, ...]] = field(
        default_factory=dict[DeadlineKind, tuple[Said, ...]]
    )
    """One for each day on which a deadline came to lie: a session may move there and back."""
    late_days: Mapping[DeadlineKind, int] = field(default_factory=dict[DeadlineKind, int])
    passed_from: str | None = None
    items: tuple[ItemLink, ...] = ()

    @property
    def due(self) -> Due | None:
        """The due term that stands: where consideration was put off, that one."""
        return (self.consideration or self.delivery).term

    @property
    def legal_point(self) -> DuePoint:
        """The due point whose window counts in law. What was missed and never came was due when it
        was found so, whenever its consideration is to be."""
        if self.missed is not None and self.end == "missed" and not self.delivered:
            return self.missed.point
        return self.consideration or self.delivery

    @property
    def closed(self) -> bool:
        """Whether nothing more is owed."""
        return self.end in CLOSED

    @property
    def open(self) -> bool:
        """Whether it has not ended in any way."""
        return self.end is None

    @property
    def delivered(self) -> bool:
        """Whether what was asked for is on record."""
        return bool(self.reports) or self.done is not None
