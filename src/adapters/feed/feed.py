"""Bringing the views up to the record, exactly once, and reading them in one snapshot.

An event that a view cannot apply stops that view before it, by name; the others go on, and nothing
that appends ever waits for a view.

A view that is far behind is folded anew, beside what answers: that is many times faster.
"""

from __future__ import annotations

import time
from collections.abc import Generator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Literal, Protocol

from sqlalchemy import Connection

from ...domain.errors import BadInput, Conflict, Unavailable
from ...projections.view import Snapshot, View
from ..record.port import Head
from . import builds, choice, heartbeat, tables
from .applying import Applying, Stopped
from .builds import Build
from .database import Database, ReadOnly
from .folding import Unfoldable
from .pages import Source
from .rebuild import Progress, Report
from .renewal import Rebuilt, Renewal, Whole

FAR = 5_000
"""For fewer events a view is not folded anew: to make a build costs as much as to go on."""
READING = 100_000
"""How many events a reading applies to a view at most before it answers, and says its lag."""
FASTER = 8
"""Folding everything anew takes in at least so many events in the time of one that is applied."""

Changed = Literal["rebuild", "refuse"]
"""What to do where a view's version is not that of the builds that are there."""


class Record(Source, Whole, Protocol):
    """What the feed asks of the record."""

    def head(self) -> Head:
        """Where it ends now."""
        ...


@dataclass(frozen=True, slots=True)
class Lag:
    """How a view stands to the record. ``behind`` counts events; ``stopped_at`` names a bad one;
    ``rebuilding`` is how far a new build of it is that does not answer yet."""

    view: str
    version: int
    build: int | None
    position: int
    behind: int
    stopped_at: int | None = None
    reason: str | None = None
    pinned: bool = False
    rebuilding: int | None = None


class Feed:
    """The views of one database. Any number of feeds, in any processes, may work at once."""

    def __init__(
        self,
        record: Record,
        database: Database,
        views: Sequence[View],
        changed: Changed = "rebuild",
        report: Report = lambda _: None,
    ) -> None:
        self._record = record
        self._database = database
        self._views = tuple(views)
        self._changed = changed
        self._report = report
        self._applying = Applying(record, database)
        self._renewal = Renewal(record, database, self._applying.next)

    # --- catching up ------------------------------------------------------------------------------

    def catch_up(
        self,
        head: int,
        bound: int | None = None,
        views: Sequence[View] | None = None,
        report: Report = lambda _: None,
    ) -> None:
        """Apply what is missing up to ``head``, to all views or to some: to each at most ``bound``
        events; or it is folded anew, up to the very end, where that takes no longer.

        Does nothing where the file is read-only; a view that another feed is writing is left to it
        for now, and one that is pinned stays as it is. `lags` tells what is still missing. Raises
        `BadInput` where a view's version changed and that is to be refused. ``report`` is told how
        far it is, between two transactions: if it raises, the views stay there.
        """

        def tell(progress: Progress) -> None:
            self._report(progress)
            report(progress)

        try:
            wanted = self._views if views is None else views
            behind = [(view, build) for view in wanted if (build := self._build(view))]
            missing = any(build.position < head for _, build in behind)
            behind = self._from_far(behind, head, bound, tell)
            for view, build in behind:
                self._catch_up(view, build, head, bound, tell)
            if missing:
                tell(Progress(head, head, 0.0))
        except (ReadOnly, Unavailable):  # nothing is lost: the answers say how far they go
            return
        finally:
            self._applying.forget()

    def _from_far(
        self, behind: Sequence[tuple[View, Build]], head: int, bound: int | None, report: Report
    ) -> list[tuple[View, Build]]:
        """Fold anew those that are far behind; what is left to bring up page by page."""
        far = [
            view
            for view, build in behind
            if build.stopped_at is None and head - build.position >= max(FAR, head / FASTER)
        ]
        # A new build comes to the record's end before it answers, whatever was asked for.
        end = max(head, self._record.head().position) if far else head
        anew = [view for view in far if bound is None or self._size(view, end) <= bound * FASTER]
        if not anew:
            return list(behind)
        try:
            self._renewal.rebuild(anew, end, report=report)
        except Unfoldable:  # page by page it comes exactly up to the event
            pass
        except Conflict:  # somebody else folds them: it is theirs
            behind = [(view, build) for view, build in behind if view not in anew]
        return [(view, self._build(view) or build) for view, build in behind]

    def _size(self, view: View, end: int) -> int:
        """How many events folding it anew takes in, out of all up to a position."""
        return sum(self._record.size(f"{kind}-", end) for kind in view.kinds)

    def _catch_up(
        self, view: View, build: Build, head: int, bound: int | None, report: Report
    ) -> None:
        left = bound if bound is not None else head
        start, begun = build.position, time.monotonic()
        while build.position < head and left > 0:
            try:
                moved = self._applying.next(view, build)
            except Stopped as error:
                with self._database.write() as connection:
                    builds.stop(connection, error.build, error.position, error.reason)
                return
            if moved is None:  # another feed was faster, or nothing can be applied
                moved = self._build(view)
                if moved is None or (
                    moved.number == build.number and moved.position <= build.position
                ):
                    return
            left -= max(moved.position - build.position, 0)
            build = moved
            if build.position < head:
                done, seconds = build.position - start, time.monotonic() - begun
                report(Progress(done, head - start, seconds))

    def _build(self, view: View) -> Build | None:
        """The build to feed; None where the view is pinned."""
        with self._database.read() as connection:
            if known := _answering(connection, view):
                return None if known[1] else known[0]
        with self._database.write() as connection:
            builds.prepare(connection)
            known = builds.answering(connection, view)
            if known is not None:
                return None if known[1] else known[0]
            self._refuse_changed(connection, view)
            return builds.start(connection, view)

    def _refuse_changed(self, connection: Connection, view: View) -> None:
        others = builds.every(connection, view)
        if others and self._changed == "refuse":
            raise BadInput(
                f"view {view.name} was built by version {others[0][0].version}, this release has"
                f" {view.version}: rebuild it (mandates projections rebuild {view.name})"
            )

    def check(self) -> None:
        """Raises `BadInput` where a view's version changed and that is to be refused."""
        if self._changed == "refuse" and self._database.exists:
            with self._database.read() as connection:
                if builds.prepared(connection):
                    for view in self._views:
                        if builds.answering(connection, view) is None:
                            self._refuse_changed(connection, view)

    # --- reading ----------------------------------------------------------------------------------

    def lags(self, head: int) -> tuple[Lag, ...]:
        """How each view stands to the record's head."""
        with self._database.read() as connection:
            known = builds.prepared(connection)
            found = [
                (view, builds.answering(connection, view), builds.begun(connection, view))
                if known
                else (view, None, None)
                for view in self._views
            ]
        lags: list[Lag] = []
        for view, one, begun in found:
            build, pinned = one or (Build(view.name, 0, view.version, 0), False)
            lags.append(
                Lag(
                    view.name, build.version, build.number or None, build.position,
                    head - build.position, build.stopped_at, build.reason, pinned,
                    begun.position if begun and begun.number > build.number else None,
                )
            )  # fmt: skip
        return tuple(lags)

    @contextmanager
    def read(self, view: View, until: int = 0) -> Generator[Snapshot | None, None, None]:
        """A view in one snapshot; None where nothing has been folded into it yet.

        What it lacks up to the position ``until`` is applied first, as far as a reading may.
        """
        if not self._database.exists:
            yield None
            return
        with ExitStack() as opened:
            connection = opened.enter_context(self._database.read())
            known = _answering(connection, view)
            if until and not (known and (known[1] or known[0].position >= until)):
                opened.close()
                self.catch_up(until, READING, (view,))
                connection = opened.enter_context(self._database.read())
                known = _answering(connection, view)
            gone: Build | None = None
            while known and known[0] != gone and not self._kept(connection, view, known[0]):
                gone = known[0]  # dropped meanwhile: another answers by now
                opened.close()
                connection = opened.enter_context(self._database.read())
                known = _answering(connection, view)
            if known is None or not known[0].position:
                yield None
            else:
                build, pinned = known
                into = tables.tables(view, build.number)
                yield Snapshot(
                    connection, into, build.position, build.stopped_at, build.version, pinned
                )

    def _kept(self, connection: Connection, view: View, build: Build) -> bool:
        return self._database.keep(connection, tables.tables(view, build.number).values())

    # --- folding anew -----------------------------------------------------------------------------

    def rebuild(
        self,
        views: Sequence[View],
        head: int,
        *,
        workers: int = 1,
        report: Report = lambda _: None,
        dry_run: bool = False,
    ) -> dict[str, Rebuilt]:
        """See `Renewal.rebuild`."""
        return self._renewal.rebuild(views, head, workers, report, dry_run)

    # --- builds -----------------------------------------------------------------------------------

    def rollback(self, view: View) -> Build:
        """See `choice.rollback`."""
        return choice.rollback(self._database, view)

    def unpin(self, view: View) -> bool:
        """See `choice.unpin`."""
        return choice.unpin(self._database, view)

    def difference(self, view: View) -> choice.Compared:
        """See `choice.difference`."""
        return choice.difference(self._database, self._record, view)

    def heartbeat(self, ticked_at: str, announced: int) -> None:
        """See `heartbeat.note`."""
        heartbeat.note(self._database, ticked_at, announced)

    def last_tick(self) -> str | None:
        """See `heartbeat.last`."""
        return heartbeat.last(self._database)

    def close(self) -> None:
        """Release all connections."""
        self._database.close()


def _answering(connection: Connection, view: View) -> tuple[Build, bool] | None:
    return builds.answering(connection, view) if builds.prepared(connection) else None
