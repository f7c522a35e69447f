"""Bringing the views up to the record, exactly once, and reading them in one snapshot.

A page of the record is applied to a view in one transaction together with its position, which is
moved by compare-and-set: two feeds at work never apply a page twice, and a crash leaves the view
where it was. A command's events are never cut apart. An event that a view cannot apply stops that
view before it, by name; the others go on, and nothing that appends ever waits for a view.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import Connection, Table, select

from ...domain.errors import Damaged, Unavailable
from ...domain.event import Recorded
from ...domain.streams import kind_of
from ...projections.view import Snapshot, View
from . import builds
from .builds import Build
from .database import Database, ReadOnly

PAGE = 2_000


class Source(Protocol):
    """What the feed asks of the record."""

    def read(self, after: int = 0, limit: int | None = None) -> Iterator[Recorded]:
        """Events after a position, in order."""
        ...

    def streams_of(self, streams: Sequence[str]) -> dict[str, tuple[Recorded, ...]]:
        """The events of streams."""
        ...


@dataclass(frozen=True, slots=True)
class Lag:
    """How a view stands to the record. ``behind`` counts events; ``stopped_at`` names a bad one."""

    view: str
    version: int
    build: int | None
    position: int
    behind: int
    stopped_at: int | None = None
    reason: str | None = None


class _Stopped(Exception):
    """An event that a view cannot apply."""

    def __init__(self, build: Build, position: int, reason: str) -> None:
        super().__init__(reason)
        self.build = build
        self.position = position
        self.reason = reason


class Feed:
    """The views of one database. Any number of feeds, in any processes, may work at once."""

    def __init__(self, source: Source, database: Database, views: Sequence[View]) -> None:
        self._source = source
        self._database = database
        self._views = tuple(views)

    def catch_up(self, head: int, bound: int | None = None) -> None:
        """Apply what is missing up to ``head``, at most ``bound`` events to each view.

        Does nothing where the file is read-only; a view that another feed is writing is left to it
        for now. `lags` tells what is still missing.
        """
        try:
            for view in self._views:
                self._catch_up(view, head, bound)
        except (ReadOnly, Unavailable):  # nothing is lost: the answers say how far they go
            return

    def _catch_up(self, view: View, head: int, bound: int | None) -> None:
        build = self._build(view)
        left = bound if bound is not None else head
        while build.position < head and left > 0:
            try:
                moved = self._next(view, build)
            except _Stopped as error:
                with self._database.write() as connection:
                    builds.stop(connection, error.build, error.position, error.reason)
                return
            if moved is None:  # another feed was faster, or nothing can be applied
                moved = self._build(view)
                if moved.number == build.number and moved.position <= build.position:
                    return
            left -= max(moved.position - build.position, 0)
            build = moved

    def _build(self, view: View) -> Build:
        with self._database.read() as connection:
            if builds.prepared(connection) and (known := builds.active(connection, view)):
                return known
        with self._database.write() as connection:
            builds.prepare(connection)
            return builds.active(connection, view) or builds.start(connection, view)

    def _apply(self, view: View, build: Build, page: Sequence[Recorded]) -> Build | None:
        """The build after a page; None if another feed was there first or nothing was read."""
        if not page:
            return None
        last = page[-1].position
        touched = list(dict.fromkeys(one.stream for one in page if _concerns(view, one)))
        rows = self._rows(view, build, touched, page)
        tables = builds.tables(view, build.number)
        with self._database.write() as connection:
            if not builds.advance(connection, build, last):
                return None
            _write(connection, tables, touched, rows)
        return Build(build.view, build.number, build.version, last)

    def _rows(
        self, view: View, build: Build, touched: Sequence[str], page: Sequence[Recorded]
    ) -> dict[str, list[Mapping[str, object]]]:
        last = page[-1].position
        rows: dict[str, list[Mapping[str, object]]] = {}
        for stream, events in self._source.streams_of(touched).items():
            history = [one for one in events if one.position <= last]
            try:
                found = view.rows(stream, history)
            except Exception as error:  # a view's fault of any kind stops that view alone
                first = next(one.position for one in page if one.stream == stream)
                reason = f"{type(error).__name__}: {error}"
                raise _Stopped(build, first, reason) from error
            for table, some in found.items():
                rows.setdefault(table, []).extend(some)
        return rows

    def _next(self, view: View, build: Build) -> Build | None:
        """The build after the next page, see `_apply`. Raises `_Stopped` exactly before an event
        that cannot be applied, with the build as far as it could be brought."""
        try:
            return self._apply(view, build, _page(self._source, build.position, PAGE))
        except (_Stopped, Damaged):
            return self._singly(view, build)

    def _singly(self, view: View, build: Build) -> Build | None:
        """The same, one command after another."""
        while True:
            try:
                moved = self._apply(view, build, _page(self._source, build.position, 1))
            except _Stopped as error:
                error.build = build
                raise
            except Damaged as error:
                raise _Stopped(build, build.position + 1, str(error)) from error
            if moved is None:
                return None
            build = moved

    def lags(self, head: int) -> tuple[Lag, ...]:
        """How each view stands to the record's head."""
        with self._database.read() as connection:
            known = builds.prepared(connection)
            found = [(view, builds.active(connection, view) if known else None)
                     for view in self._views]  # fmt: skip
        return tuple(
            Lag(
                view.name, view.version, build.number if build else None,
                build.position if build else 0, head - (build.position if build else 0),
                build.stopped_at if build else None, build.reason if build else None,
            )
            for view, build in found
        )  # fmt: skip

    @contextmanager
    def read(self, view: View) -> Generator[Snapshot | None, None, None]:
        """A view in one snapshot; None where it was never built and cannot be."""
        if not self._database.exists:
            yield None
            return
        with self._database.read() as connection:
            build = builds.active(connection, view) if builds.prepared(connection) else None
            if build is None:
                yield None
            else:
                tables = builds.tables(view, build.number)
                yield Snapshot(connection, tables, build.position, build.stopped_at)

    def rebuild(self, view: View) -> int:
        """Fold a view from the first event into new tables and let them answer.

        Returns the position that it stands at, which is never behind the build that answered
        before. Raises `Damaged` where an event cannot be applied; then the old build
        goes on answering.
        """
        self._build(view)
        with self._database.write() as connection:
            build = builds.start(connection, view, state="building")
        while True:
            build = self._to_the_end(view, build)
            with self._database.write() as connection:
                if builds.switch(connection, view, build):
                    return build.position

    def _to_the_end(self, view: View, build: Build) -> Build:
        while True:
            try:
                moved = self._next(view, build)
            except _Stopped as error:
                raise Damaged(
                    f"view {view.name} cannot apply event {error.position}: {error.reason}"
                ) from error
            if moved is None:
                return build
            build = moved

    def heartbeat(self, ticked_at: str, announced: int) -> None:
        """Note a tick. What is noted is no truth: it tells an operator that somebody ticks."""
        with self._database.write() as connection:
            builds.prepare(connection)
            connection.execute(builds.HEARTBEAT.delete())
            connection.execute(
                builds.HEARTBEAT.insert().values(id=1, ticked_at=ticked_at, announced=announced)
            )

    def last_tick(self) -> str | None:
        """When a tick was noted last, ISO 8601."""
        with self._database.read() as connection:
            if not builds.prepared(connection):
                return None
            return connection.scalar(select(builds.HEARTBEAT.c.ticked_at))

    def close(self) -> None:
        """Release all connections."""
        self._database.close()


def _concerns(view: View, recorded: Recorded) -> bool:
    return kind_of(recorded.stream) in view.kinds


def _page(source: Source, after: int, size: int) -> list[Recorded]:
    """Whole commands: about ``size`` events after a position."""
    page = list(source.read(after, size))
    if page:
        last = page[-1].envelope
        missing = last.command_size - last.command_index - 1
        page += source.read(page[-1].position, missing) if missing else ()
    return page


_CHUNK = 500


def _write(
    connection: Connection,
    tables: Mapping[str, Table],
    streams: Sequence[str],
    rows: Mapping[str, Sequence[Mapping[str, object]]],
) -> None:
    """Put the rows of some streams in the place of those that they had."""
    for name, table in tables.items():
        for start in range(0, len(streams), _CHUNK):
            chunk = streams[start : start + _CHUNK]
            connection.execute(table.delete().where(table.c.stream.in_(chunk)))
        if found := rows.get(name):
            connection.execute(table.insert(), [dict(row) for row in found])
