"""Due terms of a text, by the rules of the domain, remembered by the JSON that gives them.

Texts ask for much the same: "a report, at the session after next, every two years". So the rules
are asked once for each such wording, and never copied here.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from msgspec import Raw

from ...domain.due import DUE, Due
from ...domain.mandate.events import Adopted
from ...domain.mandate.state import sessions_of
from ...domain.mandate.state import term_of as term_at
from ...domain.rhythm import sooner
from ..alike import Term, term_of
from .data import AdoptedData

KEPT = 20_000
NULL = b"null"
_NONE = b"[]"
Wording = tuple[object, ...]


class Terms:
    """What the rules say of wordings that were met so far; forgets all once there are too many."""

    def __init__(self) -> None:
        self._first: dict[Wording, Raw] = {}
        self._to_come: dict[tuple[Wording, int, bytes], tuple[bytes, bool]] = {}

    def first(self, wording: Wording, data: Raw, adopted_on: str) -> Raw:
        """The first due term as JSON: see `evolve`."""
        found = self._first.get(wording)
        if found is None:
            adopted = _validated(data)
            found = Raw(_as_json(term_at(adopted, date.fromisoformat(adopted_on), 1, None)))
            if len(self._first) >= KEPT:
                self._first.clear()
            self._first[wording] = found
        return found

    def to_come(
        self, wording: Wording, data: Raw, adopted_on: str, own: int, until: bytes
    ) -> tuple[bytes, bool]:
        """What follows after ``own`` occurrences, and whether any does: see `Mandate.following` and
        `Mandate.more_to_come`."""
        found = self._to_come.get((wording, own, until))
        if found is None:
            adopted, end = _validated(data), due_in(until)
            following = term_at(adopted, date.fromisoformat(adopted_on), own + 1, end)
            endless = adopted.recurrence is not None and end is None
            ends = adopted.rhythm is not None and adopted.rhythm.until is not None
            found = (_as_json(following), following is not None or (endless and not ends))
            if len(self._to_come) >= KEPT:
                self._to_come.clear()
            self._to_come[wording, own, until] = found
        return found


def wording(text: AdoptedData, adopted_on: str) -> Wording:
    """All that `term_of` looks at. The day counts only where the text gives no point."""
    due, dues = bytes(text.due), bytes(text.dues)
    day = adopted_on if due == NULL and dues == _NONE else ""
    return (
        due, dues, text.recurrence, bytes(text.rhythm), bytes(text.until), text.body, text.session,
        day,
    )  # fmt: skip


def _as_json(due: Due | None) -> bytes:
    return NULL if due is None else DUE.dump_json(due)


def _validated(data: Raw) -> Adopted:
    return Adopted.model_validate_json(bytes(data), strict=True)


@lru_cache(KEPT)
def due_in(due: bytes) -> Due | None:
    """A term."""
    return None if due == NULL else DUE.validate_json(due)


@lru_cache(KEPT)
def sooner_in(one: bytes, other: bytes) -> bool:
    """Whether a term comes before another."""
    return sooner(due_in(one), due_in(other))


@lru_cache(KEPT)
def sessions_in(due: bytes) -> tuple[str, ...]:
    """The session that a term names, and its part."""
    return sessions_of(due_in(due))


@lru_cache(KEPT)
def term_in(due: bytes) -> Term:
    """A term as far as days depend on it."""
    return term_of(due_in(due))
