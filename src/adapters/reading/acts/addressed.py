"""Whom an act addresses, where plain lists of names say it: before a list, a cause, another act."""

from __future__ import annotations

import re
from dataclasses import dataclass

from . import naming, parties


@dataclass(frozen=True, slots=True)
class Addressed:
    """Who is to act, where the request itself begins, and whether it is certain."""

    names: list[str]
    asked: int
    low: str | None = None
    nobody: bool = False
    """Whether it is certain that nobody is named: "requests that the list be published"."""
    shares: bool = False
    """Whether what is asked for stands in the act after it."""
    others: tuple[tuple[int, int], ...] = ()
    """Where others are named who are to do something else, and where that begins."""


SKIP = re.compile(
    r"^(?:,? ?(?:also|further|once again|once more|again|yet again|therefore|accordingly|"
    r"in particular|strongly|hereby|urgently|"
    r"in (?:this|that|the same) (?:regard|context|"
    r"conne(?:ct|x)ion|respect)|inter alia|as appropriate|"
    r"respectively|jointly|earnestly|especially|thus|most|furthermore|moreover|likewise|"
    r"in addition|consequently)\b,?)+ ?"
)
THAT = re.compile(r",? ?(?:also |further )?that\b")


def appealed(rest: str, start: int) -> Addressed | None:
    """ "Appeals to donors for contributions": those before what it appeals for."""
    cause = rest.find(" for ", start)
    if cause < 0 or 0 <= parties.infinitive(rest, start) < cause:
        return None
    named = parties.names(rest[start:cause])
    known = named and all(naming.is_actor(name) for name in named)
    return Addressed(named, cause) if known else None


def before_a_list(rest: str) -> Addressed | None:
    """ "Urges all States:" asks those that it names, in the list below it."""
    if parties.infinitive(rest) >= 0 or THAT.match(rest):
        return None
    skip = SKIP.match(rest)
    named = parties.names(rest[skip.end() if skip else 0 :])
    if not named or not naming.is_actor(named[0]):
        return None
    return Addressed([name for name in named if naming.is_actor(name)], len(rest))


def sharing(rest: str, start: int) -> Addressed | None:
    """ "Urges parties and invites other Governments to ...": the infinitive is shared."""
    if len(rest) - start > 400 or parties.infinitive(rest, start) >= 0:
        return None
    whole = parties.names(rest[start:])
    if whole and all(naming.is_actor(name) and not _ACTIVITY.search(name) for name in whole):
        return Addressed(whole, len(rest), shares=True)
    return None


_ACTIVITY = re.compile(r"^(?:continued|further|renewed|increased|enhanced|greater) |coordination$")
