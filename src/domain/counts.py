"""How many there are of something, in words."""

from __future__ import annotations


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: ``1 mandate``, ``2 mandates``."""
    return f"{number} {one if number == 1 else many or f'{one}s'}"
