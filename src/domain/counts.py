"""How many there are of something, in words."""

from __future__ import annotations


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: ``1 mandate``, ``2 mandates``."""
    return f"{number} {one if number == 1 else many or f'{one}s'}"


_YEAR = 365.2425
_IN_DAYS = 731
"""Up to so many days are counted as days."""


def lasting(days: int) -> str:
    """A time as people say it: days, and from two years on whole years."""
    return counted(days, "day") if days < _IN_DAYS else counted(int(days / _YEAR), "year")
