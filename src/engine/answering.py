"""What an engine answers: every question that only reads, at any point on both axes."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from ..domain.days import FIRST, LAST
from ..domain.due import session_id
from ..domain.errors import BadInput, Unknown
from ..domain.event import Recorded
from ..domain.symbol import identity
from ..projections.answers import Basis, Docketed, Lineage, One, Registered, SessionShown, Why
from ..projections.questions import Point, Questions
from ..projections.reports import family, together
from ..projections.search.query import RegisterQuery
from .following import Following
from .known import in_utc, known_position
from .recording import Recording

if TYPE_CHECKING:
    from ..adapters.audit.notes import NoteFound
    from ..projections.agenda import Agenda, AgendaQuery
    from ..projections.beside import Beside
    from ..projections.instruments import Instruments, OneInstrument
    from ..projections.listed import Listed
    from ..projections.reasons.compare import Differs
    from ..projections.reasons.replay import Axis, Step
    from ..projections.workload import Funded, Workload, WorkloadQuery

KnownAt = int | datetime | date | None
When = int | datetime | date | tuple[date | None, KnownAt]


class Answering(Following):
    """The half of `Engine` that reads."""

    _recording: Recording
    _questions: Questions

    def mandate(self, mandate: str, *, as_of: date | None = None, known_at: KnownAt = None) -> One:
        """One mandate in full, as true on ``as_of`` and as known at ``known_at``.

        ``known_at`` is a position, an instant or a day (its end, UTC). Raises `Unknown` for a
        mandate that is not in the record or was not adopted by then; and, as every question does,
        for a position that the record has not reached, which a standby calls `Unavailable`.
        """
        return self._questions.mandate(self._point(as_of, known_at), _identity(mandate))

    def register(
        self,
        query: RegisterQuery | None = None,
        *,
        as_of: date | None = None,
        known_at: KnownAt = None,
    ) -> Registered:
        """The mandates that match, in the order of their adoption."""
        at = self._point(as_of, known_at)
        return self._questions.register(at, query or RegisterQuery())

    @contextmanager
    def listed(
        self,
        query: RegisterQuery | None = None,
        *,
        as_of: date | None = None,
        known_at: KnownAt = None,
    ) -> Generator[Listed]:
        """The same, with items that are read as they are gone through, once: for many of them.

        A context manager: until it is left all come from one snapshot of the database, which a
        SQLite file then keeps beside what is written. Raises `Damaged` also while they are read.
        """
        at = self._point(as_of, known_at)
        with self._questions.listed(at, query or RegisterQuery()) as found:
            yield found

    def docket(
        self,
        session: str | None = None,
        query: RegisterQuery | None = None,
        *,
        coming: date | None = None,
        as_of: date | None = None,
        known_at: KnownAt = None,
    ) -> Docketed:
        """What is due and still open, at one session (``GA/56``) or anywhere, by day. With
        ``coming`` also what recurs has next, not open yet, that presses by that day: forecasts.

        Of a query's order and page only ``limit`` and ``after`` count, which is the ``more_after``
        of the page before. Raises `BadInput` for what is no session.
        """
        at = self._point(as_of, known_at)
        named = None if session is None else _session(session)
        return self._questions.docket(at, named, query or RegisterQuery(), coming)

    def workload(
        self,
        query: WorkloadQuery | None = None,
        *,
        as_of: date | None = None,
        known_at: KnownAt = None,
    ) -> Workload:
        """How many mandates each entity is asked for, leads or adds to, in all or by periods.

        Raises `BadInput` for an order or a period that there is not, `Unknown` for a row to go on
        after that is not there.
        """
        from ..projections.workload import WorkloadQuery

        return self._questions.workload(self._point(as_of, known_at), query or WorkloadQuery())

    def funding(
        self,
        query: RegisterQuery | None = None,
        *,
        as_of: date | None = None,
        known_at: KnownAt = None,
    ) -> Funded:
        """How the money of all mandates that match stands, and all funds."""
        from ..projections.beside import Beside
        from ..projections.workload import Funded

        at = self._point(as_of, known_at)
        basis, items = self._questions.funding(at, query or RegisterQuery())
        funds = Beside(self._record, self._feed, at).funds()
        return Funded(basis=basis, items=items, funds=funds)

    def agenda(
        self,
        query: AgendaQuery | str | None = None,
        *,
        as_of: date | None = None,
        known_at: KnownAt = None,
    ) -> Agenda:
        """The agenda items that match, or of a session (``GA/56``), with what is taken up under
        each.

        Raises `BadInput` for an order that there is not or what is no session, `Unknown` for an
        item to go on after that is not there.
        """
        from ..projections.agenda import AgendaQuery

        wanted = AgendaQuery(session=_session(query)) if isinstance(query, str) else query
        return self._questions.agenda(self._point(as_of, known_at), wanted or AgendaQuery())

    def why(
        self,
        mandate: str,
        field: str | None = None,
        *,
        as_of: date | None = None,
        known_at: KnownAt = None,
    ) -> Why:
        """The values of a mandate's fields and the events that make them so."""
        return self._questions.why(self._point(as_of, known_at), _identity(mandate), field)

    def replay(
        self,
        mandate: str | None = None,
        *,
        as_of: date | None = None,
        known_at: KnownAt = None,
        axis: Axis = "recorded",
        progress: Callable[[int], object] = lambda _: None,
    ) -> Iterator[Step]:
        """How one mandate, or each of the register, came to be what it is at a point, in steps.

        By ``axis`` in the order of recording, each step as it was answered on its day; or in the
        order in which things took effect, as known at the point. Holds one mandate in memory.
        ``progress`` is told how many more events were passed, where it is the whole register.
        """
        from .replaying import replayed

        named = None if mandate is None else _identity(mandate)
        return replayed(
            self._record, self._questions, self._point(as_of, known_at), axis, named, progress
        )

    def compare(
        self,
        a: When,
        b: When,
        mandate: str | None = None,
        *,
        progress: Callable[[int], object] = lambda _: None,
    ) -> Iterator[Differs]:
        """The mandates (or the one named) that are not the same at two points, and because of what.

        A point is a position (as of the day on which that was recorded), an instant or a day (both
        axes at once), or a pair ``(as_of, known_at)``, in which None is now.
        """
        from .replaying import compared

        named = None if mandate is None else _identity(mandate)
        return compared(
            self._record, self._questions, self._when(a), self._when(b), named, progress
        )

    def basis_of(self, when: When) -> Basis:
        """What an answer at a point of `compare` rests on."""
        return self._questions.basis(self._when(when))

    def lineage(
        self, mandate: str, *, as_of: date | None = None, known_at: KnownAt = None
    ) -> Lineage:
        """What a mandate descends from and what descends from it, the oldest tie first."""
        return self._questions.lineage(self._point(as_of, known_at), _identity(mandate))

    def instrument(
        self, symbol: str, *, as_of: date | None = None, known_at: KnownAt = None
    ) -> OneInstrument:
        """One text with its paragraphs and acts. Raises `Unknown` where it is not there."""
        from ..projections.instruments import instrument

        at = self._point(as_of, known_at)
        return instrument(self._record, at, self._questions.basis(at), symbol)

    def instruments(
        self,
        part: str = "",
        *,
        offset: int = 0,
        limit: int = 50,
        as_of: date | None = None,
        known_at: KnownAt = None,
    ) -> Instruments:
        """The texts with ``part`` in their symbol, the latest recorded first."""
        from ..projections.instruments import instruments

        at = self._point(as_of, known_at)
        return instruments(self._record, at, self._questions.basis(at), part, offset, limit)

    def sessions(
        self, numbers: Sequence[str] = (), *, as_of: date | None = None, known_at: KnownAt = None
    ) -> tuple[SessionShown, ...]:
        """The days of sessions (``GA/56``); of all that are recorded where none is named.

        A session is left out where nothing is recorded of it and no rule gives its days. Raises
        `BadInput` for what is no session.
        """
        named = [*map(_session, numbers)]
        return self._questions.sessions(self._point(as_of, known_at), named)

    def names(
        self, entity: str, *, as_of: date | None = None, known_at: KnownAt = None
    ) -> tuple[str, ...]:
        """Every name of the entity that a name means; the name alone where nobody bears it."""
        return self._questions.directory(self._point(as_of, known_at)).names(entity)

    def basis(self, *, as_of: date | None = None, known_at: KnownAt = None) -> Basis:
        """What an answer at that point rests on."""
        return self._questions.basis(self._point(as_of, known_at))

    def history(self, identity: str) -> tuple[Recorded, ...]:
        """Every event of a mandate, an instrument, a report or a session (``GA/56``), by position.

        A report that began under a slot is one with what follows under its symbol, whichever of
        them is named. Raises `Unknown` where the record holds none.
        """
        stream = self._stream(identity)
        if stream.startswith("report-"):
            events = together(family(self._record, stream))
        else:
            events = self._record.stream(stream)
        if not events:
            raise Unknown(f"{identity} is not in the record")
        return events

    def internal_notes(self, events: Sequence[Recorded]) -> dict[UUID, NoteFound]:
        """The internal notes of events, by the ids of those that came with one.

        For whoever may open the database; in no export. Raises `Damaged` for a note that is not
        what its event says, or was blanked without a recorded reason.
        """
        from ..adapters.audit.notes import notes_of

        return notes_of(self._record, events)

    def beside(self, *, as_of: date | None = None, known_at: KnownAt = None) -> Beside:
        """What stands beside the mandates: funds, entities, bodies, policies, proposals."""
        from ..projections.beside import Beside

        return Beside(self._record, self._feed, self._point(as_of, known_at))

    def timeline(self, identity: str) -> list[dict[str, Any]]:
        """The same in words, each line with whether it still counts. Raises what `history` does."""
        at, stream = self._point(None, None), self._stream(identity)
        one = stream.startswith("report-")
        streams = family(self._record, stream) if one else (stream,)
        rows = [row for each in streams for row in self._questions.timeline(at, each)]
        if not rows:
            self.history(identity)
        return sorted(rows, key=lambda row: int(row["position"]))

    def _stream(self, name: str) -> str:
        """The stream of a name as people write it."""
        if "#" in name:
            return f"mandate-{_identity(name)}"
        kinds = ("instrument", "report", "session", "fund", "item", "entity", "body", "policy")
        candidates = [f"{kind}-{name}" for kind in kinds]
        if "/" in name:  # a session may stand under any name of its body
            candidates += [f"session-{one}" for one in self._questions.bodies().spellings(name)]
        found = self._record.streams_of(candidates)
        return next((stream for stream in candidates if found[stream]), candidates[0])

    def _point(self, as_of: date | None, known_at: KnownAt) -> Point:
        """The point that is asked for. A view is brought up to it where it is read."""
        head = self._record.head()
        position, instant = head.position, None
        if known_at is not None:
            position, instant = known_position(self._record, known_at, head)
        now = position == head.position
        day = as_of or self._recording.now().date()
        if type(day) is not date:
            raise BadInput(f"{day!r} is no day to ask as of: give a date, without a time")
        if not FIRST <= day <= LAST:
            raise BadInput(f"{day} lies outside the years {FIRST.year} to {LAST.year}")
        return Point(day, position, now, instant, head.simulated, lag=head.lag if now else None)

    def _when(self, when: When) -> Point:
        if isinstance(when, tuple):
            return self._point(*when)
        if isinstance(when, int):
            at = self._point(None, when)
            one = next(self._record.read(at.known_at - 1, 1), None) if at.known_at else None
            return replace(at, as_of=one.recorded_on) if one else at
        day = in_utc(when).date() if isinstance(when, datetime) else when
        return self._point(day, when)


def _session(text: str) -> str:
    try:
        return session_id(text)
    except ValueError as error:
        raise BadInput(str(error)) from None


def _identity(text: str) -> str:
    try:
        return identity(text)
    except ValueError as error:
        raise BadInput(str(error)) from None
