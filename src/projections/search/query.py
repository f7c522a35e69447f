"""What may be asked of the register: one typed object for Python, command line and pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass
from typing import TypeVar, get_args

from ...domain.bodies import NO_BODIES, Bodies
from ...domain.budget import Step
from ...domain.deadlines import Timeliness
from ...domain.due import SessionDue
from ...domain.errors import BadInput
from ...domain.mandate.occurrence import End, Stage
from ...domain.mandate.state import Legal, Mandate, sessions_of
from ...domain.reading import Deliverable, Strength
from ..item import Item, implementation
from ..numbers import check_number
from ..view import FOREVER

_AXES: dict[str, tuple[str, ...]] = {
    "legal": get_args(Legal),
    "implementation": tuple(dict.fromkeys((*get_args(Stage), *get_args(End)))),
    "timeliness": get_args(Timeliness),
    "funding": ("not_stated", *get_args(Step)),
}
WORDS: dict[str, tuple[str, ...]] = {
    **_AXES,
    "status": tuple(dict.fromkeys(word for words in _AXES.values() for word in words)),
    "deliverable": get_args(Deliverable),
    "strength": get_args(Strength),
}
"""The words of each filter that has words of its own."""

Called = Callable[[str], Sequence[str]]
"""The other names of what a name means."""


Shown = TypeVar("Shown")
Key = tuple[str, int, str]
"""A place in an order of items."""
SORTS: dict[str, Callable[[Item], str]] = {
    "adopted": lambda one: "",
    "id": lambda one: one.id,
    "title": lambda one: (one.title or "").casefold(),
    "due": lambda one: str((one.due and one.due.legal_by) or FOREVER),
}


def _no_others(name: str) -> Sequence[str]:
    return ()


@dataclass(frozen=True, slots=True)
class RegisterQuery:
    """Filters; None means any. Text filters look for a part of the text, whatever its case.

    ``every``: also mandates that are not tracked. ``status`` holds for any of the four axes.
    ``session`` is a session at which an occurrence is due, ``GA/56``; ``adopted_session`` one that
    adopted the instrument. ``addressee`` and ``lead`` are found under any name of the entity that
    they name. ``overdue``: only what is overdue on the day asked for.

    ``sort``: by ``adopted`` (the order of the record), ``id``, ``title`` or ``due`` (the last
    lawful day); with a minus before it, the other way round. A page is the ``limit`` items that
    follow the one named ``after`` in that order, whatever was recorded in between.
    """

    every: bool = False
    status: str | None = None
    legal: str | None = None
    implementation: str | None = None
    timeliness: str | None = None
    funding: str | None = None
    addressee: str | None = None
    lead: str | None = None
    session: str | None = None
    adopted_session: str | None = None
    instrument: str | None = None
    deliverable: str | None = None
    strength: str | None = None
    verb: str | None = None
    text: str | None = None
    overdue: bool = False
    sort: str = "adopted"
    limit: int | None = None
    after: str | None = None

    def __post_init__(self) -> None:
        """Raises `BadInput` for a limit that is none, or a word that its filter never finds."""
        check_number("limit", self.limit)
        for name, words in WORDS.items():
            word = getattr(self, name)
            if word is not None and word not in words:
                raise BadInput(f"{word!r} is no {name}: choose from {', '.join(words)}")

    def page(
        self, matching: Sequence[tuple[Key, Shown]], after: Key | None
    ) -> tuple[Sequence[Shown], bool]:
        """The part of what matched that is asked for, and whether more follows; ``after`` is the
        key of what it follows."""
        back = self.sort.startswith("-")
        found = sorted(matching, key=lambda one: one[0], reverse=back)
        if after is not None:
            found = [one for one in found if (one[0] < after if back else one[0] > after)]
        part = [one for _, one in found[: self.limit]]
        return part, bool(part) and len(part) < len(found)

    @property
    def narrowed(self) -> bool:
        """Whether anything is asked of a mandate but that it is tracked."""
        usual = RegisterQuery(every=self.every, sort=self.sort, limit=self.limit, after=self.after)
        return self != usual

    @property
    def order(self) -> str:
        """The word of the order that is asked for. Raises `BadInput` for one that there is not."""
        word = self.sort.removeprefix("-")
        if word not in SORTS:
            raise BadInput(f"{self.sort!r} is no order: choose from {', '.join(SORTS)}")
        return word

    def key(self, adopted_at: int, shown: Item) -> Key:
        """Where an item stands in the order that is asked for. No two have the same."""
        return SORTS[self.order](shown), adopted_at, shown.id

    def matches(
        self,
        shown: Item,
        mandate: Mandate,
        called: Called = _no_others,
        bodies: Bodies = NO_BODIES,
    ) -> bool:
        """Whether a mandate, as it stands on the day asked for, is among what was asked.

        ``called`` gives the names under which an addressee or a lead may stand there.
        """
        return (
            (self.every or shown.tracked != "no")
            and self._status_matches(shown, mandate)
            and self._words_match(shown, mandate)
            and named(self.addressee, shown.addressees, called)
            and named(self.lead, shown.leads, called)
            and self._session_matches(mandate, bodies)
        )

    def _status_matches(self, shown: Item, mandate: Mandate) -> bool:
        status = shown.status
        owed = mandate.owed
        done = {implementation(owed), owed.end}
        axes = {status.legal, status.timeliness, status.funding, *done}
        return (
            self.status in (None, *axes)
            and self.legal in (None, status.legal)
            and self.implementation in (None, *done)
            and self.timeliness in (None, status.timeliness)
            and self.funding in (None, status.funding)
            and (not self.overdue or status.timeliness == "overdue")
        )

    def _words_match(self, shown: Item, mandate: Mandate) -> bool:
        return (
            self.instrument in (None, shown.instrument)
            and self.deliverable in (None, shown.deliverable)
            and self.strength in (None, shown.strength)
            and self.verb in (None, shown.verb)
            and _within(self.text, shown.title, mandate.adopted.text)
        )

    def _session_matches(self, mandate: Mandate, bodies: Bodies) -> bool:
        due = {session for one in mandate.occurrences for session in sessions_of(one.due)}
        adopted = mandate.adopted
        by = SessionDue(organ=adopted.body, session=adopted.session).session_id
        return _among(self.session, due, bodies) and _among(self.adopted_session, {by}, bodies)


def _among(session: str | None, sessions: Set[str | None], bodies: Bodies) -> bool:
    """Whether a session is among some, under whichever name of its body."""
    if session is None:
        return True
    return any(one in sessions for one in bodies.spellings(session))


def named(part: str | None, names: Sequence[str], called: Called) -> bool:
    """Whether a part of a name is among some, or another name of what it means stands there whole.

    The Special Unit is found by the name that it has today; "ITC" is not found in "Pitcairn".
    """
    if _within(part, *names) or part is None:
        return True
    return any(
        re.search(rf"(?<!\w){re.escape(other)}(?!\w)", name, re.IGNORECASE)
        for other in called(part)
        for name in names
    )


def _within(part: str | None, *texts: str | None) -> bool:
    return part is None or any(part.casefold() in (text or "").casefold() for text in texts)
