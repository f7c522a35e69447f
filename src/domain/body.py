"""Bodies that give mandates: their codes, names, seats, and which stands above which."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Body:
    """A deliberative body. ``seat`` is an IANA time zone: the day of the body is the day there.

    ``above`` holds the codes of the bodies whose acts may end this one's mandates.
    """

    code: str
    name: str
    seat: str
    above: tuple[str, ...] = ()


Above = tuple[str, ...] | None
"""The bodies above the one that gave a mandate, as they were when an act on it was judged, the
nearest first; None where everybody knows that body."""

BODIES: tuple[Body, ...] = (
    Body("GA", "General Assembly", "America/New_York"),
    Body("ECOSOC", "Economic and Social Council", "America/New_York", above=("GA",)),
    Body("HRC", "Human Rights Council", "Europe/Zurich", above=("GA",)),
    Body("SC", "Security Council", "America/New_York"),
)

_BY_NAME = {key.casefold(): body for body in BODIES for key in (body.code, body.name)}
HEADQUARTERS = "America/New_York"


@lru_cache(maxsize=1_024)
def body(text: str) -> Body | None:
    """The body of that code or name, with or without "the" or "United Nations"; else None."""
    name = re.sub(r"^(the\s+)?(united nations\s+)?", "", " ".join(text.split()).casefold())
    return _BY_NAME.get(name)


def code_of(text: str) -> str:
    """The code of a body; a body that is not known is its own code."""
    known = body(text)
    return known.code if known else " ".join(text.split())


def name_of(text: str) -> str:
    """The full name of a body; a body that is not known keeps the name it was given."""
    known = body(text)
    return known.name if known else " ".join(text.split())


def may_end(acting: str, own: str) -> bool:
    """Whether an act of the body ``acting`` may end a mandate that ``own`` gave (both codes).

    Only the body itself or one above it: the General Assembly over ECOSOC and the Human Rights
    Council, never the General Assembly over the Security Council or the reverse (UN Charter,
    Articles 12, 60 and 68; A/RES/60/251 para 1; A/RES/54/244 para 8).
    """
    known = body(own)
    return acting == own or (known is not None and acting in known.above)
