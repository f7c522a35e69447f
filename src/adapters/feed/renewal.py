"""Letting views answer that were folded anew: they catch up with what was recorded meanwhile, and
the switch is one transaction, never back in position."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from ...domain.errors import BadInput, Conflict
from ...projections.view import View
from . import builds, choice
from .applying import Stopped
from .builds import Build
from .database import Database
from .diff import Difference
from .diff import Histories as Streams
from .folding import Unfoldable
from .rebuild import Job, Rebuild, Report
from .rebuild import Streams as Record


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A view that was folded anew up to a position. ``differences``: from what answered before,
    where it was only tried."""

    position: int
    differences: tuple[Difference, ...] = ()


class Whole(Record, Streams, Protocol):
    """What is asked of the record."""


class Renewal:
    """Folds views anew and lets them answer. ``following`` gives a build after its next page, or
    None where there is none or another process was faster; it raises `Stopped`."""

    def __init__(
        self,
        record: Whole,
        database: Database,
        following: Callable[[View, Build], Build | None],
    ) -> None:
        self._record = record
        self._database = database
        self._following = following

    def rebuild(
        self,
        views: Sequence[View],
        head: int,
        workers: int = 1,
        report: Report = lambda _: None,
        dry_run: bool = False,
    ) -> dict[str, Rebuilt]:
        """Fold views from the first event into new tables and let them answer.

        None is ever behind the build that answered before. One that cannot apply an event goes on
        answering as it was; then, after the others are done, `Unfoldable` is raised. ``dry_run``
        tells how the new builds differ from those that answer, and drops them. Raises `Conflict`
        where another process folds one of them, `BadInput` for less than one worker.
        """
        if not workers >= 1:
            raise BadInput(f"workers is {workers}: give 1 or more")
        rebuild = Rebuild(self._record, self._database, views, head)
        rebuild.run(workers, report)
        found: dict[str, Rebuilt] = {}
        failed: list[Unfoldable] = []
        for job in rebuild.jobs:
            try:
                if job.failed is not None:
                    raise job.failed
                found[job.view.name] = self._tried(job) if dry_run else Rebuilt(self._switch(job))
            except Unfoldable as error:
                failed.append(error)
            if dry_run or job.view.name not in found:
                rebuild.drop(job)
        if failed:
            raise failed[0]
        return found

    def _tried(self, job: Job) -> Rebuilt:
        self._to_the_end(job)
        differences = choice.from_answering(self._database, self._record, job.view, job.build)
        return Rebuilt(job.build.position, differences)

    def _switch(self, job: Job) -> int:
        """Catch up with what was recorded meanwhile and let the build answer; its position.

        Raises `Conflict` where another process has dropped it or let a newer one answer.
        """
        while True:
            self._to_the_end(job)
            with self._database.write() as connection:
                now = builds.now(connection, job.build)
                if now is None or now[1] == "retired":
                    raise Conflict(f"view {job.view.name} was rebuilt by another process meanwhile")
                job.build = now[0]
                if now[1] == "active":  # another process that worked on it was faster
                    return job.build.position
                if builds.switch(connection, job.view, job.build):
                    builds.drop_old(connection, job.view)
                    return job.build.position

    def _to_the_end(self, job: Job) -> None:
        while True:
            try:
                moved = self._following(job.view, job.build)
            except Stopped as error:
                raise Unfoldable(job.view, error.position, error.reason) from error
            if moved is None:
                return
            job.build = moved
