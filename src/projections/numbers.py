"""Numbers of rows that may be asked for."""

from __future__ import annotations

from ..domain.errors import BadInput

MOST = 10**9
"""More rows than any answer has, and fewer than any database counts to."""


def check_number(name: str, value: object) -> None:
    """Raises `BadInput` for a number of rows that nobody can be given. None is without limit."""
    if value is not None and not (isinstance(value, int) and 0 <= value <= MOST):
        raise BadInput(f"{name} is {value!r}: give a whole number from 0 to {MOST}")
