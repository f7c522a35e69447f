"""The one object that a host holds: load, decide, append, read.

The only module that sees the rules, the views and the record together, and the only one with a
clock. It keeps no rule: what a command means is `domain.judgement`, what is so is the one fold.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from math import isinf
from types import TracebackType
from typing import TYPE_CHECKING, Self
from uuid import UUID
from weakref import WeakSet

from ..adapters.feed import Feed, open_database
from ..adapters.record import Record, is_postgres, open_record, shown
from ..adapters.record.rehearsal import Rehearsal
from ..adapters.subscription import Subscription
from ..domain.command import Command
from ..domain.errors import BadInput, MandatesError
from ..domain.event import Recorded
from ..domain.registry import EVENTS
from ..projections.answers import RecordStatus, ViewStatus
from ..projections.questions import VIEWS, Questions
from ..projections.view import View
from .auditing import Auditing
from .recording import Answer, Clock, Recording, Who, commands_of
from .ticking import SCHEDULER, Asked, brought_by_time, instant_of, tick, to_nobody

if TYPE_CHECKING:
    from ..adapters.feed import Build, Changed, Compared, Difference, Progress
    from ..adapters.scheduler import Scheduler
    from ..domain.days import PartialDay
    from ..domain.mandate.commands import Announce
    from .supposing import WhatIf
    from .ticking import Execute


class Engine(Auditing):
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
        changed_views: Changed = "rebuild",
        report: Callable[[Progress], object] = lambda _: None,
    ) -> Self:
        """The engine on a SQLite file, given by path or as ``sqlite:///PATH``, or on a PostgreSQL
        database, as ``postgresql://HOST/NAME`` with what else libpq knows in such a URL and
        ``schema=NAME`` where a database holds several records.

        The file, or the tables, need not exist: the first command creates them. ``clock`` gives
        the instants of recording (aware datetimes); a record that was ever written with a clock of
        the host's own says so for ever. ``busy_timeout`` is how many seconds to wait for another
        writer. ``changed_views``: a view that was built by a release with another version of it
        is rebuilt by its first reading, or refused here. ``report`` is told how far views are that
        something brings up, and at last that they are. Raises `BadInput` for a URL of another
        kind; errors about the file or the server come with the first use.
        """
        where = _where(os.fspath(url_or_path))
        record = open_record(where, EVENTS, busy_timeout=busy_timeout)
        feed = Feed(record, open_database(where, busy_timeout), VIEWS, changed_views, report)
        engine = cls(record, feed, clock, shown(where))
        try:
            feed.check()
        except MandatesError:
            engine.close()
            raise
        return engine

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
        connection: object = None,
    ) -> Answer:
        """Judge a command, or several as one, and record what it leads to, durably or not at all.

        ``by`` is the actor. With a ``command_id`` the command is executed once, however often it
        is sent. ``dry_run`` answers and refuses as the recording would, and records nothing. With
        a ``connection`` of the host's own, SQLAlchemy's or the driver's, it is recorded in the
        host's transaction: when that commits, and not if it does not; see `Record.within`. A
        conflict then goes to the host.

        Raises `Refused` where a rule says no, `BadInput` or `Unknown` for what cannot be used,
        `Conflict` if other writers were faster again and again, `Unavailable` where the record
        cannot be reached, `Damaged` where it cannot be read.
        """
        commands = commands_of(command)
        who = Who(by, on_behalf_of, correlation_id)
        recording = self._recording
        if connection is not None:
            recording = Recording(self._record.within(connection), self._clock, attempts=1)
        return recording.execute(commands, who, command_id, dry_run)

    def rehearsal(self) -> Engine:
        """An engine for `execute` alone, that records nothing: what it executes builds upon what it
        executed before, in memory. For trying out many commands; closing it is not needed."""
        return Engine(Rehearsal(self._record), self._feed, self._clock, self._name)

    def what_if(
        self,
        *,
        calendar: Mapping[str, PartialDay | date] | None = None,
        with_events: Sequence[Command | Sequence[Command]] = (),
        until: date | None = None,
    ) -> WhatIf:
        """How the register would differ if sessions opened on other days, ``{"GA/56": "2001-09"}``,
        if these commands were executed, and if nothing else happened ``until`` a day. A session
        that would open after the day that is set for its closing lasts as long as before.

        All is judged as it would be now and kept in memory: nothing is recorded. Compared are the
        answers as of ``until`` (today, where none is given), which the views give, with those that
        there would be; each difference names the supposed events that make it. Raises `Refused` or
        `BadInput` where a command could not be executed, or for a day that is over.
        """
        from .supposing import Supposing, what_if

        today = self._recording.now().date()
        at = self._point(until or today, None)
        supposing = Supposing(self._record, self._feed, at, self._recording.now)
        return what_if(supposing, calendar or {}, with_events, today, until)

    def tick(
        self,
        now: datetime | None = None,
        *,
        report: Asked = to_nobody,
        each: Callable[[Recorded], object] = to_nobody,
        dry_run: bool = False,
    ) -> int:
        """Record what time alone has brought by ``now`` (default: the clock), each thing once.

        Returns how many events were recorded, and gives ``each`` every one of them, of this tick
        alone. Any number of processes may tick at once, and a tick that comes late catches up. All
        announcements of one tick share a correlation id. A mandate that cannot be announced is
        logged and does not keep the others from it; where it cannot be read, `Damaged` is raised
        when all others were asked. ``report`` is told how many mandates were asked, of how many,
        and none of none while views are brought up. If one of the two raises, the tick goes no
        further; what it recorded is recorded. ``dry_run`` tells the same, and records nothing.
        """
        head = self._record.head()
        if head.lag is not None:
            raise BadInput(f"{self._name} is a standby: let its primary announce what is due")
        instant = instant_of(now or self._recording.now())
        announce = self._rehearsed() if dry_run else self._announce

        def execute(command: Announce, tick_id: UUID) -> Answer:
            answer = announce(command, tick_id)
            for one in answer.recorded:
                each(one)
            return answer

        feed, questions = self._feed, self._questions
        return tick(instant, head.position, feed, questions, execute, report, dry_run)

    def _announce(self, command: Announce, tick_id: UUID) -> Answer:
        return self.execute(command, by=SCHEDULER, correlation_id=tick_id)

    def _rehearsed(self) -> Execute:
        """Announces in memory, and keeps of it what concerns the last mandate alone."""
        asked, rehearsal = "", self

        def execute(command: Announce, tick_id: UUID) -> Answer:
            nonlocal asked, rehearsal
            if command.mandate != asked:
                asked, rehearsal = command.mandate, self.rehearsal()
            return rehearsal._announce(command, tick_id)

        return execute

    def scheduler(self, seconds: float = 60.0) -> Scheduler:
        """A scheduler that ticks every ``seconds`` once started; the host starts and stops it."""
        from ..adapters.scheduler import Scheduler

        return Scheduler(self.tick, seconds)

    # --- following and views ----------------------------------------------------------------------

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
        Closing the engine stops it. Raises `BadInput` for a position or a time that is none, and
        for a position that the record has not reached: it was put back to an earlier state, or is
        another, and what it records next would be passed over. A standby may reach it yet.
        """
        if after > 0:
            head = self._record.head()
            if head.lag is None and after > head.position:
                raise BadInput(
                    f"{self._name} ends at position {head.position}, before {after}: was it put"
                    " back to an earlier state, or is that another record's position?"
                )
        found = Subscription(self._record, brought_by_time, callback, after, poll_seconds)
        self._subscriptions.add(found)
        return found

    def rebuild(
        self,
        *names: str,
        workers: int = 1,
        report: Callable[[Progress], object] = lambda _: None,
    ) -> dict[str, int]:
        """Fold views (all, or those named) from the first event into new tables, then switch.

        Returns the position at which each stands. Readers see the old or the new, never a mix. One
        that was killed goes on where it ended. ``workers`` processes are forked for it where there
        are more than one; ``report`` is told how far it is. Raises `Damaged` where a view cannot
        apply an event (the others are done then), `Conflict` where another process rebuilds it.
        """
        head = self._record.head().position
        views = self._viewed(names)
        if not head:
            return {}
        done = self._feed.rebuild(views, head, workers=workers, report=report)
        return {name: one.position for name, one in done.items()}

    def rehearse_rebuild(
        self, *names: str, workers: int = 1, report: Callable[[Progress], object] = lambda _: None
    ) -> dict[str, tuple[Difference, ...]]:
        """The same, but tell how the new builds differ from those that answer, and drop them.

        What answers is brought up first, as a question would: that nobody asked it for a while is
        no difference. Not where it is pinned or cannot apply an event.
        """
        head = self._record.head().position
        views = self._viewed(names)
        if not head:
            return {}
        self._feed.catch_up(head, views=views)
        done = self._feed.rebuild(views, head, workers=workers, report=report, dry_run=True)
        return {name: one.differences for name, one in done.items()}

    def difference(self, name: str) -> Compared:
        """How the newest build of a view differs from the one before it: which mandates, which
        columns, and the positions of the events that made it so."""
        return self._feed.difference(self._viewed([name])[0])

    def rollback(self, name: str) -> Build:
        """Let the build of a view before the one that answers answer, as it stands: answers say
        that it is pinned, until `unpin`. Returns it. Raises `BadInput` where there is none."""
        return self._feed.rollback(self._viewed([name])[0])

    def unpin(self, name: str) -> bool:
        """Let the newest build of a view answer again. False where none was pinned."""
        return self._feed.unpin(self._viewed([name])[0])

    def _viewed(self, names: Sequence[str]) -> list[View]:
        known = {view.name: view for view in VIEWS}
        for name in names:
            if name not in known:
                raise BadInput(f"{name!r} is no view: choose from {', '.join(known)}")
        return [known[name] for name in names or known]

    def status(self) -> RecordStatus:
        """Where the record ends, how far the views are, when somebody ticked last."""
        head = self._record.head()
        lags = self._feed.lags(head.position) if head.position else ()
        return RecordStatus(
            database=self._name,
            position=head.position,
            recorded_at=head.recorded_at,
            clock="simulated" if head.simulated else "system",
            standby=head.lag is not None,
            lag_seconds=None if head.lag is None or isinf(head.lag) else head.lag,
            locked_by=self._record.writer(),
            views=tuple(
                ViewStatus(
                    view=one.view, version=one.version, build=one.build, position=one.position,
                    behind=one.behind, stopped_at=one.stopped_at, reason=one.reason,
                    pinned=one.pinned, rebuilding=one.rebuilding,
                )
                for one in lags
            ),
            last_tick=self._feed.last_tick() if head.position else None,
            last_checkpoint=self.last_checkpoint(),
        )  # fmt: skip

    # --- life -------------------------------------------------------------------------------------

    def close(self) -> None:
        """Stop all subscriptions and release all connections. Calling it again does nothing."""
        for one in tuple(self._subscriptions):
            one.stop()
        if not isinstance(self._record, Rehearsal):  # which looks into the views of another
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


def _where(url_or_path: str) -> str:
    """The path of a SQLite file, or the URL of a PostgreSQL database."""
    scheme, mark, rest = url_or_path.partition("://")
    if not mark or is_postgres(url_or_path):
        return url_or_path
    if scheme != "sqlite" or not rest.startswith("/"):
        raise BadInput(
            f"{scheme}:// is no database that can be opened: give a SQLite file or postgresql://"
        )
    return rest[1:]
