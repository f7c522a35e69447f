"""What is so of a mandate: a frozen value, the fold of its events."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal
from uuid import UUID

from ..due import Due, SessionDue, same
from ..money import Money
from ..rhythm import Rhythm, beyond, first, lasting, nth, settled, sooner
from .events import Adopted
from .joined import FundedHow
from .occurrence import Occurrence

Legal = Literal[
    "in_force", "adapted", "merged", "replaced", "retired", "expired", "lapsed", "discharged"
]


@dataclass(frozen=True, slots=True)
class Ended:
    """How a mandate ended in law, when, on what authority, and what carries it on."""

    how: Legal
    on: date
    authority: str | None = None
    successor: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A tie to another mandate: ``reiterated``, ``adapted``, ``merged`` or ``replaced``."""

    how: str
    mandate: str | None
    authority: str
    on: date


@dataclass(frozen=True, slots=True)
class Funding:
    """Money that the mandate was given, for ``years`` where these were named; ``position`` is that
    of the event that says so."""

    how: FundedHow
    on: date
    amounts: tuple[Money, ...]
    source: str | None
    position: int
    shared_with: tuple[str, ...] = ()
    years: tuple[int, ...] = ()


@dataclass(frozen=True)
class Mandate:
    """A mandate as it stands. ``adopted`` holds what the text says, with corrections applied."""

    adopted: Adopted
    adopted_on: date
    occurrences: tuple[Occurrence, ...]
    tracked: Literal["yes", "no", "unknown"]
    leads: tuple[str, ...] = ()
    contributing: tuple[str, ...] = ()
    ended: Ended | None = None
    until: Due | None = None
    until_since: date | None = None
    """From when on that end, or that there is none, holds."""
    newer: tuple[Link, ...] = ()
    older: tuple[Link, ...] = ()
    notes: tuple[str, ...] = ()
    tracking_reason: str | None = None
    adoption: UUID | None = None
    """The id of the event that adopted it."""
    funded: tuple[Funding, ...] = ()

    @property
    def id(self) -> str:
        """Its identity, ``A/RES/54/226#2.2``."""
        return self.adopted.mandate

    @property
    def legal(self) -> Legal:
        """Where it stands in law.

        Discharged: its last occurrence is closed and none will follow.
        """
        if self.ended is not None:
            return self.ended.how
        done = all(occurrence.closed for occurrence in self.occurrences)
        return "discharged" if done and not self.more_to_come else "in_force"

    @property
    def more_to_come(self) -> bool:
        """Whether the text asks for further occurrences that have not opened yet."""
        endless = self.adopted.recurrence is not None and self.until is None
        ends = self.adopted.rhythm is not None and self.adopted.rhythm.until is not None
        return self.following() is not None or (endless and not ends)

    def following(self, ahead: int = 1, text: Adopted | None = None) -> Due | None:
        """The due term that the text, or another one, gives to the next occurrence, or to one
        further ahead."""
        own = sum(1 for one in self.occurrences if one.passed_from is None)
        return term_of(text or self.adopted, self.adopted_on, own + ahead, self.until)

    def corrected_text(self, field: str, value: Any, number: int) -> Adopted:
        """What the text says once a field of it is put right; the due point of an occurrence is
        that of the first, or stands in a list of them."""
        if field != "due":
            return self.adopted.model_copy(
                update={field: value, **_with_it(self.adopted, field, value)}
            )
        right: dict[str, Any] = {"due": value} if number == 1 else {}
        own = [one.number for one in self.occurrences if one.passed_from is None]
        place = own.index(number) if number in own else len(self.adopted.dues)
        if value is not None and place < len(self.adopted.dues):
            dues = list(self.adopted.dues)
            dues[place] = value
            right["dues"] = tuple(dues)
        return self.adopted.model_copy(update=right)

    def moved_by(self, text: Adopted) -> dict[int, Due | None]:
        """The due points that are others by a text that was put right, by number.

        Those that are as the text gave them; what was put off, corrected by itself, opened by hand
        or passed from another stays.
        """
        found: dict[int, Due | None] = {}
        if not same(text.until, self.adopted.until):
            return found  # an end moves none
        own = (one for one in self.occurrences if one.passed_from is None)
        for place, one in enumerate(own, 1):
            was = term_of(self.adopted, self.adopted_on, place, self.until)
            now = term_of(text, self.adopted_on, place, self.until)
            given = now is not None or place == 1
            if given and same(one.delivery.term, was) and not same(was, now):
                found[one.number] = now
        return found

    @property
    def current(self) -> Occurrence:
        """The occurrence that is taken up next: the first open one, else the last."""
        return next((one for one in self.occurrences if one.open), self.occurrences[-1])

    @property
    def owed(self) -> Occurrence:
        """The occurrence by which the mandate stands: of the open ones for which nothing came, the
        first that is due, as far as their terms alone tell: what passed from another mandate may be
        due before its own. Where all have something, the current one."""
        coming = [one for one in self.occurrences if one.open and not one.delivered]
        if not coming:
            return self.current
        found = coming[0]
        for one in coming[1:]:
            if sooner(one.due, found.due):
                found = one
        return found

    @property
    def terms(self) -> tuple[Due, ...]:
        """Every due term whose days its deadlines rest on, also of listed ones still to open."""
        points = (
            point.term
            for one in self.occurrences
            for point in (one.delivery, one.consideration, one.legal_point)
            if point is not None and point.term is not None
        )
        following = self.following()
        return (*points, *self.adopted.dues, *(() if following is None else (following,)))

    def occurrence(self, number: int) -> Occurrence | None:
        """The occurrence of that number, if it was opened."""
        return next((one for one in self.occurrences if one.number == number), None)

    def open_with(self, due: Due | None) -> Occurrence | None:
        """An open occurrence that is due at the same point, if there is one."""
        return next((one for one in self.occurrences if one.open and same(one.due, due)), None)


def _with_it(adopted: Adopted, field: str, value: Any) -> dict[str, Any]:
    """What falls with a field that was wrong: a rhythm in full says its recurrence too."""
    if field == "rhythm" and value is not None:
        return {"recurrence": value.recurrence}
    if field == "recurrence" and adopted.rhythm and adopted.rhythm.recurrence != value:
        return {"rhythm": None}
    return {}


def sessions_of(due: Due | None) -> tuple[str, ...]:
    """What a term names of a calendar: a session, ``GA/61``, its part, ``GA/61/main``, and the
    session through which it passes first."""
    named = (due.session_id, due.part_id, due.via_id) if isinstance(due, SessionDue) else ()
    return tuple(one for one in named if one is not None)


def term_of(adopted: Adopted, adopted_on: date, number: int, until: Due | None) -> Due | None:
    """The due term of an occurrence, by the text alone: listed, or a step of its rhythm.

    ``until``: the end that the task has now; one that it was given since is the rhythm's as well.
    None where the text gives no further one, or where it would lie after the task's end.
    """
    listed = adopted.dues or ((adopted.due,) if adopted.due is not None else ())
    if number <= len(listed):
        return settled(listed[number - 1], adopted.body, adopted.session)
    rhythm = adopted.rhythm
    if rhythm is None and adopted.recurrence is not None:
        rhythm = Rhythm(recurrence=adopted.recurrence)
    if rhythm is None:
        return None
    if until is not None and not same(until, adopted.until):  # it was extended
        rhythm = lasting(rhythm)
    body, session = adopted.body, adopted.session
    start = (
        settled(listed[-1], body, session) if listed else first(rhythm, body, session, adopted_on)
    )
    if start is None:
        return None
    due = nth(rhythm, start, number - max(len(listed), 1) + 1)
    end = until or adopted.until
    return None if due is not None and end is not None and beyond(due, end) else due
