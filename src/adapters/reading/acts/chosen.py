"""Which of the due terms in a clause is that of what is to be delivered."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from . import deliverables, rhythm
from .terms import Due


def choose(terms: list[Due], found: deliverables.Deliverable) -> Due | None:
    """The due term of the deliverable: the first one from its verb on, else the first of all."""
    after = [term for term in terms if term.at >= found.at or found.kind == "other"] or terms
    if found.kind == "agenda_item":
        after = [term for term in after if term.term["kind"] == "session"] or after
    if len(after) > 1 and _IN_A_REPORT.match(after[0].term["text"]):
        # "In his next report to be submitted at the tenth session": at the tenth.
        return after[1]
    return after[0] if after else None


_IN_A_REPORT = re.compile(r"in .*\breports?$")


def of_another(rest: str, term: Due, found: deliverables.Deliverable, asked: int) -> bool:
    """Whether a term is that of something else that is asked for after what recurs.

    "To report every year, and to provide by 1 May a list": the report has no first day. What
    recurs is ``asked`` for from there on.
    """
    if not asked < found.end <= term.at or _FIRST.search(rest, found.end):
        return False
    return rhythm.of(rest[: found.end], at=asked) is not None


_FIRST = re.compile(r"\b(?:reports?|briefings?|first|next|initial|starting|beginning|commencing)\b")


def until(terms: Sequence[Due]) -> Due | None:
    """Where a rhythm ends: "annually until its eightieth session"."""
    return next((due for due in terms if due.term["text"].lower().startswith(_ENDING)), None)


_ENDING = ("until ", "through ")


def together(terms: list[Due], chosen: Due | None) -> list[dict[str, Any]]:
    """All the terms by which the same thing is due again, where there are several."""
    if chosen is None:
        return []
    kind = chosen.term["kind"]
    same = [term.term for term in terms if term.at >= chosen.at and term.term["kind"] == kind]
    return same if len(same) > 1 else []
