"""Answers and what they rest on. Every answer carries its basis."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from ..domain.days import PartialDay, known_to
from .item import Item, Shown
from .shape import Answer


class Basis(Answer):
    """What an answer rests on; the same basis gives the same answer again.

    ``position`` is the last event counted, ``behind`` how many recorded ones the view had not
    applied yet, ``stopped_at`` the event that stopped it, where one did.
    ``pinned``: an older build of the view answers, as it stands at ``position``, because an
    operator went back to it.
    ``root`` is the root hash (RFC 6962, hexadecimal) of the events up to ``position``: a signed
    checkpoint of that position has the same. ``clock`` is "simulated" where any event of the record
    was ever written with a clock other than the system's. What is asked for now of a ``standby`` is
    at most ``lag_seconds`` behind its primary; None: not known, as nothing comes from there.
    """

    position: int
    as_of: date
    known_at: datetime | None
    view: str | None
    rules: int
    root: str
    behind: int = 0
    stopped_at: int | None = None
    pinned: bool = False
    clock: Literal["system", "simulated"] = "system"
    standby: bool = False
    lag_seconds: float | None = None


class Registered(Answer):
    """The register, or a part of it. ``total`` counts what matched, whatever part is given.

    ``more_after``: give it as ``after`` for the items that follow; None where none do.
    """

    basis: Basis
    items: tuple[Item, ...]
    total: int
    more_after: str | None = None


class BreakShown(Answer):
    """An interruption: the last day before it, the first after it, None while it lasts."""

    suspended: date
    resumed: date | None


class SessionShown(Answer):
    """A session of a body, or a ``part`` of one; ``status`` recorded, or forecast by ``rule``.

    ``opens`` is the first day of the month or year where ``precision`` says that no more is known,
    and None where the session was ``postponed`` without a date. ``moved_from``: what it was planned
    for before, each a day, month or year as it was said; that a day of such a month was set later
    moved nothing.
    """

    session: str
    number: int | str
    part: str | None = None
    opens: date | None
    precision: Literal["day", "month", "year"] | None = "day"
    closes: date | None
    status: str
    rule: str | None
    opened: date | None
    closed: date | None
    moved_from: tuple[PartialDay, ...]
    postponed: bool = False
    suspended: bool = False
    breaks: tuple[BreakShown, ...] = ()

    @property
    def opening(self) -> str | None:
        """The day, month or year of the opening, as exactly as it is known."""
        return known_to(self.opens, self.precision or "day") if self.opens else None


class Docketed(Answer):
    """What is due, by day: an item for each open occurrence. ``total`` counts all, whatever part is
    given. ``more_after``: give it as ``after`` for those that follow."""

    basis: Basis
    session: SessionShown | None
    items: tuple[Item, ...]
    total: int
    more_after: str | None = None


class One(Answer):
    """One mandate in full."""

    basis: Basis
    item: Shown


class Reason(Answer):
    """The value of a field and the positions of the events that make it so."""

    value: Any
    because: tuple[int, ...]


class Tie(Answer):
    """One mandate carried on, or asked for again, by another; ``mandate`` None: not registered."""

    older: str
    how: str
    mandate: str | None
    authority: str
    on: date


class Lineage(Answer):
    """Every tie within reach of a mandate, the oldest first; by name, what it descends from, and
    what descends from it, over any number of steps, the nearest first."""

    basis: Basis
    id: str
    ancestors: tuple[str, ...]
    descendants: tuple[str, ...]
    items: tuple[Tie, ...]


class Why(Answer):
    """Why a mandate's fields have the values that they have."""

    basis: Basis
    id: str
    fields: dict[str, Reason]


class ViewStatus(Answer):
    """How a view stands to the record; ``rebuilding``: up to where a new build is that does not
    answer yet, None where there is none."""

    view: str
    version: int
    build: int | None
    position: int
    behind: int
    stopped_at: int | None
    reason: str | None
    pinned: bool = False
    rebuilding: int | None = None


class RecordStatus(Answer):
    """The health of a record."""

    database: str
    position: int
    recorded_at: datetime | None
    clock: str
    views: tuple[ViewStatus, ...]
    last_tick: str | None
    last_checkpoint: str | None = None
    standby: bool = False
    """Whether this database only follows another, and takes nothing that is recorded."""
    lag_seconds: float | None = None
    """How far such a standby is behind at most; None: not known, as nothing comes any more."""
    locked_by: str | None = None
    """Who keeps all others from recording now, where the database tells."""
