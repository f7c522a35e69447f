"""Applying pages of the record to views, exactly once.

A page is applied to a view in one transaction together with its position, which is moved by
compare-and-set: two feeds at work never apply a page twice, and a crash leaves the view where it
was. A command's events are never cut apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ...domain.errors import Damaged
from ...domain.streams import kind_of
from ...projections.view import Tuples, View
from . import builds, tables
from .builds import Build
from .database import Database
from .folding import Folding, Unfoldable
from .pages import Page, Pages, Source

PAGE = 2_000
"""Events in one transaction, and the rest of the last one's command."""


class Stopped(Exception):
    """An event that a view cannot apply, and the build as far as it could be brought."""

    def __init__(self, build: Build, position: int, reason: str) -> None:
        super().__init__(reason)
        self.build = build
        self.position = position
        self.reason = reason


class Applying:
    """Brings builds of views on, a page at a time. Any number of these may work at once."""

    def __init__(self, record: Source, database: Database) -> None:
        self._database = database
        self._pages = Pages(record)

    def next(self, view: View, build: Build) -> Build | None:
        """The build after the next page; None if another was there first or nothing is left.

        Raises `Stopped` exactly before an event that cannot be applied.
        """
        try:
            return self._apply(view, build, self._pages.after(build.position, PAGE))
        except Damaged:
            return self._singly(view, build)

    def forget(self) -> None:
        """Keep nothing: nobody is catching up."""
        self._pages.forget()

    def _singly(self, view: View, build: Build) -> Build | None:
        """One command after another."""
        while True:
            try:
                moved = self._apply(view, build, self._pages.after(build.position, 1))
            except Unfoldable as error:  # of a stream that may have been spoilt long before
                at = max(error.position, build.position + 1)
                raise Stopped(build, at, error.reason) from error
            except Damaged as error:
                raise Stopped(build, build.position + 1, str(error)) from error
            if moved is None:
                return None
            build = moved

    def _apply(self, view: View, build: Build, page: Page | None) -> Build | None:
        if page is None:
            return None
        touched = [one for one in page.streams if kind_of(one) in view.kinds]
        rows = self._rows(view, touched, page)
        with self._database.write() as connection:
            if not builds.advance(connection, build, page.last):
                return None
            into = tables.tables(view, build.number)
            tables.replace(connection, into, touched, rows, page.fresh)
        return replace(build, position=page.last, stopped_at=None, reason=None)

    def _rows(self, view: View, touched: Sequence[str], page: Page) -> Tuples:
        return Folding(page, [view]).rows(page.bundles(touched))[view.name] if touched else {}
