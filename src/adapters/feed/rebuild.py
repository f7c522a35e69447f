"""Folding views anew: beside what answers, all of them in one pass over the streams.

A rebuild notes how far it is together with the rows that it writes. One that was killed goes on
from there; where two work on one build, the slower gives way. Nothing that answers is touched:
letting a build answer is `Feed`'s affair.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Protocol

from sqlalchemy import Index

from ...domain.errors import Conflict, Unavailable
from ...projections.view import View
from ..cycles import uncollected
from ..record.port import Bundle
from . import builds, parts, tables
from .builds import Build
from .database import Database
from .folding import Folding, Found, Histories, Unfoldable
from .parts import Part
from .workers import Failure, shared_out
from .writing import Alone, Behind, InTurn, Step, Turns, Writing

STREAMS = 1_000
"""Streams in one transaction: some megabytes, and a fraction of a second."""
CUTS = 16
"""Parts of a kind of streams, that workers share out among themselves."""
SAMPLE = 4_000
"""Events, evenly spaced, by whose streams the parts are cut: they differ by some percent then."""
AHEAD = 3
"""Transactions' worth of streams that a process folds, at most, before it waits to write them."""


class Streams(Histories, Protocol):
    """What a rebuild asks of the record."""

    def streams_at(self, positions: Sequence[int]) -> list[str]:
        """The streams of the events at some positions."""
        ...

    def bundles(
        self, prefix: str, after: str, before: str | None, until: int, limit: int
    ) -> list[Bundle]:
        """What is stored of streams, in the order of their names."""
        ...

    def size(self, prefix: str, until: int) -> int:
        """How many events there are of streams of a kind."""
        ...


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a rebuild is: so many events folded, of so many, in so many seconds of this run."""

    events: int
    of: int
    seconds: float
    resumed: int = 0
    """How many of the events an earlier run had folded."""

    @property
    def rate(self) -> float:
        """Events a second."""
        return (self.events - self.resumed) / self.seconds if self.seconds else 0.0

    @property
    def left(self) -> float | None:
        """Seconds still to go; None where nobody can say yet."""
        return max(self.of - self.events, 0) / self.rate if self.rate else None


Report = Callable[[Progress], object]
Key = tuple[str, int]
"""A part: the kind of its streams, and its number."""


@dataclass(slots=True)
class Job:
    """One view's build, and its parts."""

    view: View
    build: Build
    parts: dict[Key, Part]
    failed: Unfoldable | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some streams, for builds of which a part ends before them, and after them."""

    jobs: list[Job]
    before: Part
    after: Part
    streams: Sequence[Bundle]


Folded = list[tuple[Stretch, Found]]
"""What was folded of some stretches."""


class Rebuild:
    """Builds of some views, brought up to one position."""

    def __init__(
        self, record: Streams, database: Database, views: Sequence[View], until: int
    ) -> None:
        self._record = record
        self._database = database
        self._until = until
        with database.write() as connection:
            builds.prepare(connection)
        self.jobs = tuple(self._job(view) for view in views)

    @cached_property
    def _sample(self) -> list[str]:
        """Streams, each as often as it has many events."""
        positions = range(1, self._until + 1, self._until // SAMPLE + 1)
        return self._record.streams_at(positions)

    def _job(self, view: View) -> Job:
        """A build that was begun before, or a new one."""
        with self._database.write() as connection:
            build = builds.begun(connection, view)
            if build is None or not (found := parts.of(connection, build)):
                build = builds.begin(connection, view)
                found = [
                    part
                    for kind in view.kinds
                    for part in parts.cut(kind, self._sample, self._until, CUTS)
                ]
                parts.note(connection, build, found)
        return Job(view, build, {(part.kind, part.number): part for part in found})

    def run(self, workers: int = 1, report: Report = lambda _: None) -> None:
        """Fold what is left of every part. A view that cannot apply an event is left behind, with
        its job's ``failed`` set; the others go on. Raises `Conflict` where another process works
        on the same build."""
        keys = sorted({key for job in self.jobs for key in job.parts})
        resumed = sum(max(job.parts[key].events for job in self.jobs if key in job.parts)
                      for key in keys)  # fmt: skip
        until = {(part.kind, part.until) for job in self.jobs for part in job.parts.values()}
        size = sum(self._record.size(f"{kind}-", position) for kind, position in until)
        begun, events = time.monotonic(), resumed

        def step(count: int) -> None:
            nonlocal events
            events += count
            report(Progress(events, size, time.monotonic() - begun, resumed))

        left = [key for key in keys if any(self._open(job, key) for job in self.jobs)]
        with uncollected():
            if workers == 1 or len(left) < 2:
                self.fold(left, Alone(), step)
            else:
                failed = shared_out(self.fold, self._failures, left, workers, step)
                for job in self.jobs:
                    for name, position, reason in sorted(failed, reverse=True):
                        if name == job.view.name:
                            job.failed = Unfoldable(job.view, position, reason)
        self._finish(workers, step)

    @staticmethod
    def _open(job: Job, key: Key) -> bool:
        return job.failed is None and key in job.parts and not job.parts[key].finished

    def fold(self, keys: Iterable[Key], turns: Turns, step: Step) -> None:
        """Fold some parts, and tell after each transaction how many events it had."""
        if not self._database.together:
            self._fold(keys, InTurn(turns, step))
            return
        with ThreadPoolExecutor(1) as thread:
            self._fold(keys, Behind(thread, step))

    def _fold(self, keys: Iterable[Key], writing: Writing) -> None:
        unwritten: Folded = []
        for one in self._read(keys):
            unwritten.append((one, self._rows(one.streams, one.jobs)))
            if writing.begin(partial(self._write, unwritten), wait=len(unwritten) >= AHEAD):
                unwritten = []
        if unwritten:
            writing.begin(partial(self._write, unwritten), wait=True)
        writing.end()

    def _read(self, keys: Iterable[Key]) -> Iterator[Stretch]:
        """What is left of some parts; builds that stand alike are folded together."""
        for key in keys:
            while open_jobs := [job for job in self.jobs if self._open(job, key)]:
                part = open_jobs[0].parts[key]
                alike = [job for job in open_jobs if job.parts[key] == part]
                some = self._record.bundles(
                    f"{part.kind}-", part.done, part.last, part.until, STREAMS
                )
                after = replace(
                    part,
                    done=some[-1].stream if some else part.done,
                    events=part.events + sum(len(one.positions) for one in some),
                    finished=len(some) < STREAMS,
                )
                for job in alike:
                    job.parts[key] = after
                yield Stretch(alike, part, after, some)

    def _write(self, folded: Folded) -> int:
        """Write what was folded in one transaction; how many events that was."""
        events = 0
        with self._database.add() as connection:
            for one, rows in folded:
                fed = [job.build for job in one.jobs if job.view.name in rows]
                if not parts.advance(connection, fed, one.before, one.after):
                    names = ", ".join(build.view for build in fed)
                    raise Conflict(f"{names}: being rebuilt by another process, let it end")
                events += one.after.events - one.before.events if fed else 0
            for job in self.jobs:
                found = [rows[job.view.name] for _, rows in folded if job.view.name in rows]
                for name, table in tables.tables(job.view, job.build.number).items():
                    of_table = [row for one in found for row in one.get(name, ())]
                    tables.insert(connection, table, of_table)
        return events

    def _rows(self, page: Sequence[Bundle], jobs: Sequence[Job]) -> Found:
        while views := [job.view for job in jobs if job.failed is None]:
            try:
                return Folding(self._record, views).rows(page)
            except Unfoldable as error:
                next(job for job in jobs if job.view is error.view).failed = error
        return {}

    def _failures(self) -> list[Failure]:
        return [(job.view.name, job.failed.position, job.failed.reason)
                for job in self.jobs if job.failed]  # fmt: skip

    def _finish(self, workers: int, step: Step) -> None:
        """Give the builds their indexes and their position."""
        jobs = [job for job in self.jobs if job.failed is None]
        missing = [one for job in jobs for one in tables.indexes(job.view, job.build.number)]
        if self._database.together:
            with ThreadPoolExecutor(max(workers, 2)) as threads:
                for _ in threads.map(self._index, missing):
                    step(0)
        else:
            for one in missing:
                self._index(one)
                step(0)
        for job in jobs:
            until = next(iter(job.parts.values())).until
            if job.build.position < until:
                with self._database.write() as connection:
                    if not all(part.finished for part in parts.of(connection, job.build)):
                        raise Unavailable(
                            f"view {job.view.name} is not whole yet: rebuild it again"
                        )
                    builds.advance(connection, job.build, until)
            job.build = replace(job.build, position=until)

    def _index(self, one: Index) -> None:
        with self._database.add() as connection:
            tables.index(connection, one)

    def drop(self, job: Job) -> None:
        """Drop a build that shall never answer."""
        with self._database.write() as connection:
            builds.drop(connection, job.view, job.build.number)
