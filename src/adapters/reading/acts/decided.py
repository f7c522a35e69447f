"""What a body decides of its own agenda, of meetings and of missions."""

from __future__ import annotations

import re
from typing import NamedTuple

from .products import (
    ASSESSED,
    CONSIDERATION,
    CONSIDERED,
    CONSTITUTED,
    DEFERRED,
    HELD,
    MISSIONS,
    ON_AGENDA,
    REVIEWED,
)

DEFERRING = ("defer", "postpone")
"""Verbs that decide by themselves that something is put off."""
EXISTING = re.compile(r" to (?:transmit|refer|forward)\b")
"""What is passed on is there already."""

_NOTED = re.compile(
    r",? to (?:take note|note|welcome|endorse|accept|reaffirm)\b[^;]{3,300}? and (?:\w+ )?"
    r"(?=to (?:consider|defer|postpone|continue|include|review|keep|take up|revert|convene|hold|"
    r"establish|extend|place|retain|maintain)\b)"
)
"""What is done with the decision itself, before what is to be done."""


class Decided(NamedTuple):
    """The kind of what is decided, and where its words are in the clause."""

    kind: str
    at: int
    end: int


def find(lemma: str, clause: str, start: int) -> Decided | None:
    """What a masked ``clause`` decides from ``start`` on, if it is of one of these kinds."""
    noted = _NOTED.match(clause, start)
    start = noted.end() - 1 if noted else start
    whole = (start, len(clause))
    if DEFERRED.match(clause) and lemma in DEFERRING:
        return Decided("agenda_item", *whole)
    on_agenda = "agenda" in clause[start:] and ON_AGENDA.search(clause, start)
    if on_agenda and not EXISTING.match(clause, start):
        return Decided("agenda_item", *whole)
    if ASSESSED.match(clause):
        return Decided("resources", 0, len(clause))
    if REVIEWED.match(clause):
        return Decided("review", *whole)
    if CONSIDERATION.match(clause, start) or CONSIDERED.match(clause):
        return Decided("agenda_item", *whole)
    if HELD.match(clause):
        return Decided("meeting", 0, len(clause))
    if CONSTITUTED.match(clause):
        return Decided("mission", 0, len(clause))
    mission = MISSIONS.match(clause, start)
    return Decided("mission", mission.start(), mission.end()) if mission else None
