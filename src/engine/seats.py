"""The time zones of the bodies' seats, as far as this machine's tables know them."""

from __future__ import annotations

from zoneinfo import ZoneInfo


def zone(seat: str) -> ZoneInfo | None:
    """The time zone of a seat; None for a name that the tables do not have."""
    try:
        return ZoneInfo(seat)
    except (KeyError, OSError, ValueError):
        return None
