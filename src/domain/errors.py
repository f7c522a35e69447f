"""The one error tree. Errors name the state of affairs; each carries the exit code it leads to.

MandatesError
├── Refused            1  a rule says no
├── BadInput           2  wrong usage, bad input, unknown id, not a database, newer, read-only
│   └── Unknown        2  no such mandate, session, report or event
├── Unavailable        3  locked, disk full, I/O error: the same command may succeed later
│   └── Conflict       3  another writer moved a stream on
└── Damaged            4  the record is not what was written, or holds an unknown tag
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from pydantic import ValidationError


class MandatesError(Exception):
    """Any error of this library. The message is one line: what is wrong, where, what to do."""

    exit_code: ClassVar[int] = 1


class Refused(MandatesError):
    """A rule of the domain says no. Nothing was recorded."""


class BadInput(MandatesError):
    """What was given cannot be used: wrong value, unknown id, no database. Nothing was recorded."""

    exit_code = 2


class Unknown(BadInput):
    """What the input names is not in the record."""


class Unavailable(MandatesError):
    """The record cannot be reached or written now: locked, disk full, I/O error. Try again."""

    exit_code = 3


class Conflict(Unavailable):
    """Another writer moved on a stream that this command rests on."""


class Damaged(MandatesError):
    """The record is not what was written, or holds an event of an unknown tag."""

    exit_code = 4


def misfit(error: ValidationError) -> str:
    """What does not fit, in a line: the place of the first mistake, as in ``paragraphs[2].acts``,
    why, and how many more there are."""
    first, *others = error.errors(include_url=False, include_context=False)
    place = "".join(
        f"[{step}]" if isinstance(step, int) else f".{step}" for step in first["loc"]
    ).lstrip(".")
    message = first["msg"].removeprefix("Value error, ")
    more = f" (and {len(others)} more)" if others else ""
    return ": ".join(filter(None, (place, message))) + more
