"""The rows of many streams at once, from what is stored of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol, cast

from sqlalchemy import Table

from ...domain.errors import Damaged
from ...domain.event import Recorded
from ...projections.view import Swift, Swiftly, Tuples, View
from ..record.port import Bundle
from .tables import tables, tuples

if TYPE_CHECKING:
    from ...projections.lens.cells import Lived

Found = dict[str, dict[str, list[tuple[Any, ...]]]]
"""By view and short name of the table."""


class Histories(Protocol):
    """What folding asks of the record."""

    def history(self, bundle: Bundle) -> tuple[Recorded, ...]:
        """The events, decoded in full."""
        ...

    def read(self, after: int = 0, limit: int | None = None) -> Iterable[Recorded]:
        """Events after a position, in order."""
        ...


class Unfoldable(Damaged):
    """A view cannot apply an event."""

    def __init__(self, view: View, position: int, reason: str) -> None:
        self.view = view
        self.position = position
        self.reason = reason
        super().__init__(f"view {view.name} cannot apply event {position}: {self.reason}")


def named(error: Exception) -> str:
    """What went wrong, in one line."""
    return str(error) if isinstance(error, Damaged) else f"{type(error).__name__}: {error}"


class Folding:
    """Folds whole streams for some views."""

    def __init__(self, record: Histories, views: Sequence[View]) -> None:
        self._record = record
        self._swift: dict[str, Swift] = {
            one.name: cast("Swift", one) for one in views if hasattr(one, "swift")
        }
        first = {name for name, swift in self._swift.items() if swift.every_state}
        self._views = sorted(views, key=lambda one: one.name not in first)  # see `Lived`
        self._tables: dict[str, Mapping[str, Table]] = {one.name: tables(one, 0) for one in views}

    def rows(self, page: Sequence[Bundle]) -> Found:
        """The rows of these streams. Raises `Unfoldable`."""
        found: Found = {
            view.name: {name: [] for name in self._tables[view.name]} for view in self._views
        }
        swiftly = {name: one.swift() for name, one in self._swift.items()} if page else {}
        for bundle in page:
            for view, some in self._of_one(bundle, swiftly):
                into = found[view.name]
                for name, rows in some.items():
                    into[name] += rows
        return found

    def _of_one(
        self, bundle: Bundle, swiftly: Mapping[str, Swiftly]
    ) -> Iterable[tuple[View, Tuples]]:
        lived = history = None
        if swiftly:
            lived = _lens()(bundle.stream, bundle.positions, bundle.documents)
        for view in self._views:
            swift = swiftly.get(view.name)
            if swift is not None and lived is not None:
                try:
                    yield view, swift(lived)
                    continue
                except (
                    Exception
                ):  # the full way is the judge: it knows better or says what is wrong
                    lived = None
            if history is None:
                history = self._history(view, bundle)
            yield view, tuples(self._tables[view.name], self._rows(view, history))

    def _history(self, view: View, bundle: Bundle) -> Sequence[Recorded]:
        try:
            return self._record.history(bundle)
        except Damaged as error:
            for position in bundle.positions:
                try:
                    list(self._record.read(position - 1, 1))
                except Damaged as same:
                    raise Unfoldable(view, position, named(same)) from same
            raise Unfoldable(view, bundle.positions[0], named(error)) from error

    def _rows(self, view: View, history: Sequence[Recorded]) -> Mapping[str, Sequence[Any]]:
        stream = history[0].stream
        try:
            return view.rows(stream, history)
        except Exception as error:  # a view's fault of any kind is that view's alone
            for count in range(1, len(history) + 1):
                try:
                    view.rows(stream, history[:count])
                except Exception as same:
                    raise Unfoldable(view, history[count - 1].position, named(same)) from error
            raise Unfoldable(view, history[-1].position, named(error)) from error


@cache
def _lens() -> Callable[[str, Sequence[int], bytes], Lived | None]:
    """Imported once it is needed: most runs of the program never fold many streams."""
    from ...projections.lens.cells import lived

    return lived
