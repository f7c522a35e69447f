"""The one object that a host holds: load, decide, append, read.

The only module that sees the rules, the views and the record together, and the only one with a
clock. It keeps no rule: what a command means is `domain.judgement`, what is so is the one fold.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from datetime import time as time_of_day
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID
from weakref import WeakSet

from ..adapters.feed import Database, Feed
from ..adapters.record import Record, open_record
from ..adapters.record.rehearsal import Rehearsal
from ..adapters.subscription import Subscription
from ..domain.command import Command
from ..domain.errors import BadInput, Unknown
from ..domain.event import Recorded
from ..domain.mandate.commands import Announce
from ..domain.registry import EVENTS
from ..domain.symbol import identity
from ..projections.answers import (
    Basis,
    Docketed,
    Lineage,
    One,
    RecordStatus,
    Registered,
    SessionShown,
    ViewStatus,
    Why,
)
from ..projections.beside import Beside
from ..projections.query import RegisterQuery
from ..projections.questions import VIEWS, Point, Questions
from .recording import Answer, Clock, Recording, Who
from .ticking import SCHEDULER, brought_by_time, tick

if TYPE_CHECKING:
    from ..adapters.scheduler import Scheduler

KnownAt = int | datetime | date | None
CATCH_UP = 100_000
"""How many events a reading applies to each view at most before it answers, and says its lag."""


class Engine:
    """The record of mandates in one database, with its rules and views. A context manager.

    May be shared by threads and reopens after a fork. Reads no environment variable and logs
    nothing unless the host listens to the logger "mandates".
    """

    def __init__(self, record: Record, feed: Feed, clock: Clock | None, name: str) -> None:
        self._record = record
        self._feed = feed
        self._clock = clock
        self._recording = Recording(record, clock)
        self._questions = Questions(record, feed)
        self._name = name
        self._subscriptions: WeakSet[Subscription] = WeakSet()

    @classmethod
    def open(
        cls,
        url_or_path: str | os.PathLike[str],
        *,
        clock: Clock | None = None,
        busy_timeout: float = 5.0,
    ) -> Self:
        """The engine on a SQLite file, given by path or as ``sqlite:///PATH``.

        The file need not exist: the first command creates it. ``clock`` gives the instants of
        recording (aware datetimes); a record that was ever written with a clock of the host's own
        says so for ever. ``busy_timeout`` is how many seconds to wait for another writer. Raises
        `BadInput` for a URL of another kind; errors about the file come with the first use.
        """
        path = _path(os.fspath(url_or_path))
        record = open_record(path, EVENTS, busy_timeout=busy_timeout)
        feed = Feed(record, Database(path, busy_timeout), VIEWS)
        return cls(record, feed, clock, str(path))

    # --- recording --------------------------------------------------------------------------------

    def execute(
        self,
        command: Command | Sequence[Command],
        *,
        by: str,
        on_behalf_of: str | None = None,
        command_id: UUID | None = None,
        correlation_id: UUID | None = None,
        dry_run: bool = False,
    ) -> Answer:
        """Judge a command, or several as one, and record what it leads to, durably or not at all.

        ``by`` is the actor. With a ``command_id`` the command is executed once, however often it
        is sent. ``dry_run`` judges and records nothing. Raises `Refused` where a rule says no,
        `BadInput` or `Unknown` for what cannot be used, `Conflict` if other writers were faster
        again and again, `Unavailable` where the record cannot be reached, `Damaged` where it
        cannot be read.
        """
        commands = (command,) if isinstance(command, Command) else tuple(command)
        who = Who(by, on_behalf_of, correlation_id)
        return self._recording.execute(commands, who, command_id, dry_run)

    def rehearsal(self) -> Engine:
        """An engine for `execute` alone, that records nothing: what it executes builds upon what it
        executed before, in memory. For trying out many commands; closing it is not needed."""
        return Engine(Rehearsal(self._record), self._feed, self._clock, self._name)

    def tick(self, now: datetime | None = None) -> int:
        """Record what time alone has brought by ``now`` (default: the clock), each thing once.

        Returns how many events were recorded. Any number of processes may tick at once, and a
        tick that comes late catches up. All announcements of one tick share a correlation id. A
        mandate that cannot be announced is logged and does not keep the others from it.
        """
        head = self._record.head().position
        instant = now or self._recording.now()
        return tick(instant, head, self._feed, self._questions, self._announce)

    def _announce(self, command: Announce, tick_id: UUID) -> Answer:
        return self.execute(command, by=SCHEDULER, correlation_id=tick_id)

    def scheduler(self, seconds: float = 60.0) -> Scheduler:
        """A scheduler that ticks every ``seconds`` once started; the host starts and stops it."""
        from ..adapters.scheduler import Scheduler

        return Scheduler(self.tick, seconds)

    # --- reading ----------------------------------------------------------------------------------

    def mandate(self, mandate: str, *, as_of: date | None = None, known_at: KnownAt = None) -> One:
        """One mandate in full, as true on ``as_of`` and as known at ``known_at``.

        ``known_at`` is a position, an instant or a day (its end, UTC). Raises `Unknown` for a
        mandate that is not in the record or was not adopted by then.
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

    def docket(
        self,
        session: str | None = None,
        query: RegisterQuery | None = None,
        *,
        as_of: date | None = None,
        known_at: KnownAt = None,
    ) -> Docketed:
        """What is due and still open, at one session (``GA/56``) or anywhere, by day."""
        at = self._point(as_of, known_at)
        return self._questions.docket(at, session, query or RegisterQuery())

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

    def lineage(
        self, mandate: str, *, as_of: date | None = None, known_at: KnownAt = None
    ) -> Lineage:
        """What a mandate descends from and what descends from it, the oldest tie first."""
        return self._questions.lineage(self._point(as_of, known_at), _identity(mandate))

    def sessions(
        self, numbers: Sequence[str] = (), *, as_of: date | None = None, known_at: KnownAt = None
    ) -> tuple[SessionShown, ...]:
        """The days of sessions (``GA/56``); of all that are recorded where none is named."""
        return self._questions.sessions(self._point(as_of, known_at), numbers)

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

        Raises `Unknown` where the record holds none.
        """
        events = self._record.stream(self._stream(identity))
        if not events:
            raise Unknown(f"{identity} is not in the record")
        return events

    def beside(self, *, as_of: date | None = None, known_at: KnownAt = None) -> Beside:
        """What stands beside the mandates: funds, entities, bodies, policies, items, proposals."""
        return Beside(self._record, self._point(as_of, known_at))

    def timeline(self, identity: str) -> list[dict[str, Any]]:
        """The same in words, each line with whether it still counts."""
        return self._questions.timeline(self._point(None, None), self._stream(identity))

    def _stream(self, name: str) -> str:
        """The stream of a name as people write it."""
        if "#" in name:
            return f"mandate-{_identity(name)}"
        kinds = ("instrument", "report", "session", "fund", "item", "entity", "body", "policy")
        candidates = [f"{kind}-{name}" for kind in kinds]
        found = self._record.streams_of(candidates)
        return next((stream for stream in candidates if found[stream]), candidates[0])

    def events(self, after: int = 0) -> Iterator[Recorded]:
        """Every event with position > ``after``, in the one order of the record."""
        return self._record.read(after)

    def announcements(self, after: int = 0) -> Iterator[Recorded]:
        """What time has brought, with position > ``after``, in order.

        Deadlines that came near, were reached or have passed; due points that opened; mandates
        whose own terms ran out.
        """
        return filter(brought_by_time, self._record.read(after))

    def subscribe(
        self,
        callback: Callable[[Recorded], object],
        *,
        after: int = 0,
        poll_seconds: float = 1.0,
    ) -> Subscription:
        """Call ``callback`` with each of `announcements` from now on, on a thread of its own.

        At least once and in order, from whatever process recorded them: keep the subscription's
        ``position`` and pass it as ``after`` the next time. What raises is called again, later.
        Closing the engine stops it. Raises `BadInput` for a position or a time that is none.
        """
        found = Subscription(self._record, brought_by_time, callback, after, poll_seconds)
        self._subscriptions.add(found)
        return found

    def rebuild(self, *names: str) -> dict[str, int]:
        """Fold views (all, or those named) from the first event into new tables, then switch.

        Returns the position at which each stands. Readers see the old or the new, never a mix.
        """
        known = {view.name: view for view in VIEWS}
        unknown = [name for name in names if name not in known]
        if unknown:
            raise BadInput(f"{unknown[0]!r} is no view: choose from {', '.join(known)}")
        if not self._record.head().position:
            return {}
        return {name: self._feed.rebuild(known[name]) for name in names or known}

    def status(self) -> RecordStatus:
        """Where the record ends, how far the views are, when somebody ticked last."""
        head = self._record.head()
        lags = self._feed.lags(head.position) if head.position else ()
        return RecordStatus(
            database=self._name,
            position=head.position,
            recorded_at=head.recorded_at,
            clock="simulated" if head.simulated else "system",
            views=tuple(
                ViewStatus(
                    view=one.view, version=one.version, build=one.build, position=one.position,
                    behind=one.behind, stopped_at=one.stopped_at, reason=one.reason,
                )
                for one in lags
            ),
            last_tick=self._feed.last_tick() if head.position else None,
        )  # fmt: skip

    def _point(self, as_of: date | None, known_at: KnownAt) -> Point:
        """The point that is asked for; views are brought up to it where they answer."""
        head = self._record.head()
        position, instant = head.position, None
        if known_at is not None:
            position, instant = self._known(known_at, head.position)
        now = position == head.position
        if now and head.position:
            self._feed.catch_up(head.position, CATCH_UP)
        day = as_of or self._recording.now().date()
        return Point(day, position, now, instant, head.simulated)

    def _known(self, known_at: int | datetime | date, head: int) -> tuple[int, datetime | None]:
        if isinstance(known_at, int):
            if known_at < 0:
                raise BadInput(f"{known_at} is no position: positions count from 1")
            return self._record.complete(min(known_at, head)), None
        if not isinstance(known_at, datetime):
            known_at = datetime.combine(known_at, time_of_day.max, UTC)
        elif known_at.tzinfo is None:
            raise BadInput(f"{known_at} has no time zone: write {known_at}Z for UTC")
        return self._record.position_at(known_at), known_at

    # --- life -------------------------------------------------------------------------------------

    def close(self) -> None:
        """Stop all subscriptions and release all connections. Calling it again does nothing."""
        for one in tuple(self._subscriptions):
            one.stop()
        self._feed.close()
        self._record.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _identity(text: str) -> str:
    try:
        return identity(text)
    except ValueError as error:
        raise BadInput(str(error)) from None


def _path(url_or_path: str) -> Path:
    scheme, mark, rest = url_or_path.partition("://")
    if not mark:
        return Path(url_or_path)
    if scheme != "sqlite" or not rest.startswith("/"):
        raise BadInput(f"{scheme}:// is not a database that can be opened: give a SQLite file")
    return Path(rest[1:])
