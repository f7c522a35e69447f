"""The questions asked of a record: answered from the views where they can be, else by folding.

Both axes are answered from the views' intervals. Where no view has come as far as is asked, the
events are folded instead, by the one fold.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import partial
from math import isinf
from typing import TYPE_CHECKING, Any

from ..domain import RULES_VERSION
from ..domain.bodies import EVERY, Bodies, bodies_in
from ..domain.bodies import evolve as evolve_body
from ..domain.calendar import Calendar
from ..domain.directory import Directory
from ..domain.errors import Unknown
from ..domain.fold import fold
from ..domain.mandate.evolve import evolve
from ..domain.mandate.state import Mandate
from ..domain.streams import mandate_stream
from .agenda import AGENDA, Agenda, AgendaQuery, folded
from .alike import Verdicts
from .answers import Basis, Docketed, Lineage, One, Registered, SessionShown, Why
from .calendars import ITEMS, bodies_at, calendar_at, calendar_of, days_of, met_at
from .docket import Docket, hanging
from .item import item, show
from .lineage import Lineage as LineageView
from .lineage import ends, walk
from .listed import Listed
from .meetings import Meetings
from .purses import FUNDING, purse_at
from .reasons.evidence import Evidence, gather
from .reasons.why import why
from .search.disturbed import disturbed_by
from .search.finding import judged
from .search.held import PAST, REGISTER, Found, exactly
from .search.paging import paging
from .search.pending import pending
from .search.pressing import Place, named_by, place_of, pressing
from .search.query import Called, Key, RegisterQuery
from .search.seeking import Column, Judges
from .sessions import session_order, session_shown
from .sources import Histories, Views, readable
from .sources import Point as Point
from .states import CALENDAR, ENTITIES, states_of
from .timeline import Timeline, lines
from .under import as_the_mandates_have_it, items_of
from .view import View

if TYPE_CHECKING:
    from .workload import FundingShown, Workload, WorkloadQuery

DOCKET, TIMELINE, LINEAGE = Docket(), Timeline(), LineageView()
VIEWS: tuple[View, ...] = (
    REGISTER, DOCKET, TIMELINE, FUNDING, PAST, LINEAGE, CALENDAR, ENTITIES, AGENDA,
)  # fmt: skip


CALENDARS = 3
"""By how many calendars verdicts are remembered: that of today, and of days that are looked at."""


class Questions:
    """Answers about one record. Remembers only what never changes: see `Judges`."""

    def __init__(self, record: Histories, views: Views) -> None:
        self._record = record
        self._views = views
        self._verdicts: deque[Verdicts] = deque(maxlen=CALENDARS)
        self._times: dict[int, str] = {}
        self._values: dict[Column, Sequence[Any]] = {}

    def register(self, at: Point, query: RegisterQuery) -> Registered:
        """The mandates that match, in the order of their adoption."""
        with self.listed(at, query) as told:
            return Registered(
                basis=told.basis, items=tuple(told.items), total=told.total,
                more_after=told.more_after,
            )  # fmt: skip

    @contextmanager
    def listed(self, at: Point, query: RegisterQuery) -> Generator[Listed]:
        """The same, with items that are read as they are asked for, from one snapshot."""
        judges_at = self.judges(at, query)
        after = None if query.after is None else self._key(at, query, query.after)
        with paging(self._record, self._views, at, query, judges_at, after) as told:
            if told is None:  # no view tells it: every mandate is folded and judged
                items, more, total = judged(self._record, at, query, judges_at(at.known_at), after)
                found = Found(at.known_at, f"{REGISTER.name}@{REGISTER.version}")
                last = items[-1].id if more else None
                yield Listed(self._basis(at, found), iter(items), total, last)
                return
            judges = judges_at(told.found.position)
            shown = (
                item(one, judges.calendar, at.as_of, purse=judges.purse) for one in told.mandates
            )
            yield Listed(self._basis(at, told.found), shown, told.total, told.more_after)

    def _key(self, at: Point, query: RegisterQuery, mandate: str) -> Callable[[Judges], Key]:
        """Where the mandate stands, in the order that is asked for, after which a page goes on."""
        state = self._state(at, mandate)
        first = self._record.stream(mandate_stream(mandate))[0].position
        return lambda judges: query.key(
            first, item(state, judges.calendar, at.as_of, purse=judges.purse)
        )

    def judges(self, at: Point, query: RegisterQuery) -> Callable[[int], Judges]:
        """What judges mandates at a point, by what was known at a position."""
        called, purse = self._called(at, query), purse_at(self._record, self._views, at)

        def judges(position: int) -> Judges:
            verdicts = self._verdicts_by(self.calendar(at.as_of, position))
            return Judges(verdicts, self._times, self._values, purse, called)

        return judges

    def _verdicts_by(self, calendar: Calendar) -> Verdicts:
        """The verdicts by a calendar, as far as they were worked out before."""
        for one in tuple(self._verdicts):
            if one.calendar == calendar:
                return one
        self._verdicts.append(found := Verdicts(calendar))
        return found

    def docket(
        self, at: Point, session: str | None, query: RegisterQuery, coming: date | None = None
    ) -> Docketed:
        """The open occurrences that are due, the most pressing first; see `Engine.docket`."""
        judges_at = self.judges(at, query)
        after = None if query.after is None else self._place(at, query.after)
        told = pressing(self._record, self._views, at, session, query, judges_at, after, coming)
        calendar = judges_at(told.found.position).calendar
        return Docketed(
            basis=self._basis(at, told.found),
            session=session_shown(calendar, session) if session else None,
            items=tuple(told.items), total=told.total,
            more_after=told.items[-1].due_point if told.more else None,
        )  # fmt: skip

    def _place(self, at: Point, name: str) -> Callable[[Judges], Place]:
        """Where the due point stands after which a docket goes on."""
        mandate, number = named_by(name)
        state = self._state(at, mandate)
        first = self._record.stream(mandate_stream(mandate))[0].position
        return lambda judges: place_of(state, first, number, judges.calendar, at)

    def mandate(self, at: Point, mandate: str) -> One:
        """One mandate in full. Raises `Unknown` where it was not adopted at that point."""
        state = self._state(at, mandate)
        calendar = self.calendar(at.as_of, at.known_at)
        purse = purse_at(self._record, self._views, at)
        return One(basis=self._basis(at), item=show(state, calendar, at.as_of, purse))

    def lineage(self, at: Point, mandate: str) -> Lineage:
        """What a mandate descends from and what descends from it."""
        start, basis = self._state(at, mandate), self._basis(at)
        with self._views.read(LINEAGE, at.known_at) as snapshot:
            if snapshot is not None and snapshot.position >= at.known_at:
                ties = LINEAGE.walk(snapshot, mandate, at)
                basis = self._basis(at, exactly(at, LINEAGE, snapshot))
            else:
                ties = walk(start, partial(self._there, at))
        ancestors, descendants = ends(mandate, ties)
        return Lineage(
            basis=basis, id=mandate, ancestors=ancestors, descendants=descendants, items=ties
        )

    def why(self, at: Point, mandate: str, field: str | None) -> Why:
        """The values of a mandate's fields, and the fewest events that make them so."""
        self._state(at, mandate)
        evidence = self.evidence(at, mandate)
        events = evidence.reasons(at.known_at)
        known = evidence.values(events, at.as_of) or {}
        if field is not None and field not in known:
            raise Unknown(f"{field!r} is no field: choose from {', '.join(known)}")
        wanted = [field] if field else [*known]
        reasons = why(events, lambda some: evidence.values(some, at.as_of), wanted)
        return Why(basis=self._basis(at), id=mandate, fields=reasons)

    def evidence(self, at: Point, mandate: str) -> Evidence:
        """All events that a mandate's fields rest on, or ever did."""
        purse = purse_at(self._record, self._views, at)
        return gather(self._record, mandate, purse, self.bodies(at.known_at))

    def sessions(self, at: Point, numbers: Sequence[str]) -> tuple[SessionShown, ...]:
        """The days of sessions (``GA/56``), where anything is recorded or a rule tells."""
        calendar = self.calendar(at.as_of, at.known_at)
        recorded = dict.fromkeys(map(calendar.bodies.session, calendar.sessions))
        known = numbers or sorted(recorded, key=session_order)
        shown = (session_shown(calendar, one) for one in known)
        return tuple(one for one in shown if one is not None)

    def agenda(self, at: Point, query: AgendaQuery) -> Agenda:
        """The agenda items that match."""
        named = self.bodies(at.known_at).spellings(query.session) if query.session else ()
        under = items_of(self._record, at, query.mandate)
        with self._views.read(AGENDA, at.known_at) as snapshot:
            if snapshot is not None and snapshot.position >= at.known_at:
                basis = self._basis(at, exactly(at, AGENDA, snapshot))
                found = AGENDA.find(snapshot, at, query, named, under)
            else:
                basis, found = self._basis(at), folded(self._record, at, query, named, under)
        found = as_the_mandates_have_it(self._record, at, found)
        shown = self.sessions(at, [query.session]) if query.session else ()
        more = found.items[-1].item if found.items and found.more else None
        return Agenda(
            basis=basis, session=next(iter(shown), None), items=found.items,
            total=found.total, stages=found.stages, more_after=more,
        )  # fmt: skip

    def workload(self, at: Point, query: WorkloadQuery) -> Workload:
        """Who has how much to do."""
        from .workload import Workload, alike, counted, loads

        found = counted(self._record, self._views, at, query, self.judges(at, query.among))
        if found is not None:
            groups, basis = found[0], self._basis(at, found[1])
        else:  # no view tells it: every mandate is judged
            every = self.register(at, query.among)
            groups, basis = [*alike(every.items, query.by)], every.basis
        told = loads(groups, query, self.directory(at))
        return Workload(
            basis=basis, by=query.by, mandates=told.mandates, items=told.items,
            total=told.total, more_after=told.more_after,
        )  # fmt: skip

    def funding(self, at: Point, query: RegisterQuery) -> tuple[Basis, tuple[FundingShown, ...]]:
        """How the money of the mandates that match stands."""
        from .workload import funded, funding

        found = funded(self._record, self._views, at, query, self.judges(at, query))
        if found is not None:
            return self._basis(at, found[1]), found[0]
        every = self.register(at, replace(query, limit=None, after=None))  # no view tells it
        return every.basis, funding(every.items)

    def basis(self, at: Point) -> Basis:
        """What an answer from the record itself rests on."""
        return self._basis(at)

    def timeline(self, at: Point, stream: str) -> list[dict[str, Any]]:
        """The events of a stream in words, by position; complete, however far the view is."""
        with self._views.read(TIMELINE) as snapshot:
            if snapshot is not None and snapshot.position >= at.known_at:
                found = TIMELINE.of(snapshot, stream)
            else:
                found = lines(self._record.stream(stream))
        return [{"stream": stream, **one._asdict()} for one in found]

    def seats(self) -> dict[str, str]:
        """The seat (an IANA time zone) of each body that a user added, by its code and its name."""
        states = (fold(evolve_body, events) for events in self._record.histories("body-").values())
        added = [one for one in states if one is not None]
        return {name: one.seat for one in added for name in (one.code, one.name, *one.former)}

    def bodies(self, known_at: int | None = None) -> Bodies:
        """The bodies that were added, whatever the day, as known at a position; None: by all that
        the record says."""
        if known_at is None:
            return bodies_in(self._record.histories(EVERY))
        return bodies_at(self._record, self._views, known_at)

    def pending(self, today: date, head: int) -> dict[str, str]:
        """The streams of mandates of which time alone may have something to say, with the code of
        the body whose day counts, and those that cannot be read, with none. Complete as of
        ``head``, however far the view is."""
        sessions = days_of(self._record)
        met = met_at(self._record, self._views, today, head)
        calendar = replace(calendar_of(sessions, today, None), meetings=Meetings(met))
        disturbed = disturbed_by(sessions) | {one.item: one.rewritten_at for one in met}
        with self._views.read(DOCKET, head) as snapshot:
            if snapshot is not None and snapshot.position >= head and not snapshot.pinned:
                recorded_at = self._record.head().recorded_at
                if recorded_at is not None and recorded_at.date() <= today:
                    return pending(snapshot, today, calendar, disturbed)
        histories, damaged = readable(self._record, "mandate-")
        return hanging(histories, today) | dict.fromkeys(damaged, "")

    def _state(self, at: Point, mandate: str) -> Mandate:
        history = self._record.stream(mandate_stream(mandate))
        if not history:
            raise Unknown(f"{mandate} is not in the record: `mandates list --all` shows what is")
        state = fold(evolve, history, at.as_of, at.known_at)
        if state is None:
            raise Unknown(f"{mandate} was not adopted by {at.as_of}, as known at {at.known_at}")
        return state

    def _there(self, at: Point, mandate: str) -> Mandate | None:
        history = self._record.stream(mandate_stream(mandate))
        return fold(evolve, history, at.as_of, at.known_at)

    def directory(self, at: Point) -> Directory:
        """All entities as they stand at a point."""
        known = states_of(self._record, self._views, ENTITIES, "entity", at.as_of, at.known_at)
        return Directory(known)

    def _called(self, at: Point, query: RegisterQuery) -> Called:
        """The names under which an addressee that is asked for may stand in a text."""
        if query.addressee is None and query.lead is None:
            return lambda name: ()
        directory = self.directory(at)
        asked = {name: directory.names(name) for name in (query.addressee, query.lead) if name}
        return lambda name: asked.get(name, ())

    def calendar(self, as_of: date, known_at: int | None) -> Calendar:
        """The sessions and what bodies go by, at a point; None: by all that the record says."""
        if known_at is None:
            items = self._record.histories(ITEMS)
            return calendar_of({**days_of(self._record), **items}, as_of, None)
        return calendar_at(self._record, self._views, as_of, known_at)

    def _basis(self, at: Point, found: Found | None = None) -> Basis:
        position = found.position if found else at.known_at
        return Basis(
            position=position,
            as_of=at.as_of,
            known_at=at.instant,
            view=found.view if found else None,
            pinned=found is not None and found.pinned,
            rules=RULES_VERSION,
            root=self._record.root(position).hex(),
            behind=max(at.known_at - position, 0),
            stopped_at=found.stopped_at if found else None,
            clock="simulated" if at.simulated else "system",
            standby=at.lag is not None,
            lag_seconds=None if at.lag is None or isinf(at.lag) else at.lag,
        )
