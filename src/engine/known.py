"""What ``known_at`` means: a position, an instant or a day, as a position of the record."""

from __future__ import annotations

from datetime import UTC, date, datetime
from datetime import time as time_of_day
from typing import TYPE_CHECKING

from ..domain.days import FIRST, LAST
from ..domain.errors import BadInput, MandatesError, Unavailable, Unknown

if TYPE_CHECKING:
    from ..adapters.record import Record
    from ..adapters.record.port import Head


def known_position(record: Record, known_at: object, head: Head) -> tuple[int, datetime | None]:
    """The last position that was known then, never amid a command, and the instant that was meant.

    Raises `Unknown` for a position that the record has not reached, `Unavailable` where it may yet
    (on a standby), `BadInput` for what is no point in time.
    """
    if isinstance(known_at, int):
        if known_at < 0:
            raise BadInput(f"{known_at} is no position: positions count from 1")
        if known_at > head.position:
            raise _not_reached(known_at, head)
        return record.complete(known_at), None
    if not isinstance(known_at, date):
        raise BadInput(f"{known_at!r} is no point: give a position, an instant or a day")
    if not isinstance(known_at, datetime):
        known_at = datetime.combine(known_at, time_of_day.max, UTC)
    elif known_at.tzinfo is None:
        raise BadInput(f"{known_at} has no time zone: write {known_at}Z for UTC")
    return record.position_at(in_utc(known_at)), known_at


def _not_reached(position: int, head: Head) -> MandatesError:
    if head.lag is not None:
        return Unavailable(
            f"{position} is a position that this standby has not reached: it ends at"
            f" {head.position}"
        )
    # A number beyond the record is more likely a year than a position: never guess.
    day = f": for the year write {position}-12-31" if FIRST.year <= position <= LAST.year else ""
    return Unknown(f"{position} is a position, and the record ends at {head.position}{day}")


def in_utc(instant: datetime) -> datetime:
    """An aware instant in UTC. Raises `BadInput` where UTC has no such day."""
    try:
        return instant.astimezone(UTC)
    except OverflowError:
        raise BadInput(f"{instant} lies outside the years 1 to 9999 in UTC") from None
