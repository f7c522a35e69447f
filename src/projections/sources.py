"""Where answers come from: a point on both axes, the record, and the views."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol, TypeVar

from ..domain.errors import Damaged
from ..domain.event import Recorded
from .view import Snapshot, View

Kept = TypeVar("Kept")
Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class Point:
    """A point on both axes. ``known_at`` is a position; ``now`` whether that is the record's head.

    ``instant`` is when it was known, where that was asked.
    """

    as_of: date
    known_at: int
    now: bool
    instant: datetime | None = None
    simulated: bool = False
    lag: float | None = None
    """Of a standby that was asked for now: seconds behind its primary, or infinity."""


class Stored(Protocol):
    """All events of one stream up to a position, as they are stored."""

    @property
    def stream(self) -> str:
        """Its name."""
        ...

    @property
    def positions(self) -> Sequence[int]:
        """The positions of its events, by version."""
        ...

    @property
    def documents(self) -> bytes:
        """The JSON array of the stored documents, by version."""
        ...


class End(Protocol):
    """The end of a record."""

    @property
    def recorded_at(self) -> datetime | None:
        """When its last event was recorded; None where there is none."""
        ...


class Histories(Protocol):
    """What is asked of the record."""

    def stream(self, stream: str) -> tuple[Recorded, ...]:
        """The events of one stream."""
        ...

    def streams_of(self, streams: Sequence[str]) -> dict[str, tuple[Recorded, ...]]:
        """The events of some streams."""
        ...

    def bundles_of(self, streams: Sequence[str], until: int) -> Sequence[Stored]:
        """What is stored of some streams up to a position, of which there is anything."""
        ...

    def history(self, bundle: Any) -> tuple[Recorded, ...]:
        """The events of one of these, decoded in full."""
        ...

    def days(self, prefix: str) -> list[tuple[str, int, str, date]]:
        """Of each event on those streams its stream, position, tag, and the day from which it
        holds, by position."""
        ...

    def streams(self, prefix: str = "") -> tuple[str, ...]:
        """The ids of all streams of a kind, by first position."""
        ...

    def histories(self, prefix: str = "") -> dict[str, tuple[Recorded, ...]]:
        """The events of all streams of a kind."""
        ...

    def head(self) -> End:
        """Where the record ends now."""
        ...

    def recorded_on(self, position: int) -> date:
        """The day (UTC) on which an event was recorded: those after it were not before. The first
        day of all where there is no such event, or where it does not tell."""
        ...

    def root(self, position: int) -> bytes:
        """The root hash of the record's first ``position`` events."""
        ...


class Views(Protocol):
    """What is asked of the feed."""

    def read(self, view: View, until: int = 0) -> AbstractContextManager[Snapshot | None]:
        """A view in one snapshot, first brought up to the position ``until`` where it can be."""
        ...


def stored(view: str, of: str, read: Callable[[Kept], Read], kept: Kept) -> Read:
    """What a view holds of a stream (``of``), read. Raises `Damaged` where it was spoilt since.

    The one place that judges so: whatever a view keeps as a text of its own is read through it.
    """
    try:
        return read(kept)
    except (ValueError, TypeError, LookupError) as error:
        raise Damaged(
            f"view {view} holds what cannot be read, of {of}: rebuild it, mandates projections"
            f" rebuild {view}"
        ) from error


def readable(
    record: Histories, prefix: str
) -> tuple[dict[str, tuple[Recorded, ...]], tuple[str, ...]]:
    """The streams of a kind with their events, and the ids of those that cannot be read."""
    with suppress(Damaged):  # nearly always all of them can be, and at once that is much faster
        return record.histories(prefix), ()
    found: dict[str, tuple[Recorded, ...]] = {}
    damaged: list[str] = []
    for stream in record.streams(prefix):
        try:
            found[stream] = record.stream(stream)
        except Damaged:
            damaged.append(stream)
    return found, tuple(damaged)
