"""The contract of all views.

A row folds from one stream alone; what rests on several is joined when asked. A view is given the
whole history of each stream that a batch touched, up to the batch's last position, so that late
entries and voids come out right without a case of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from sqlalchemy import Connection, MetaData, Table

from ..domain.event import Recorded

if TYPE_CHECKING:
    from .lens.cells import Lived

Rows = Mapping[str, Sequence[Mapping[str, Any]]]
"""Rows by the short name of their table."""

Tuples = Mapping[str, Sequence[tuple[Any, ...]]]
"""The same, each row as the values of the table's columns in their order."""

FOREVER = "9999-12-31"
"""The end of an interval that has none. Intervals are half-open: [from_day, to_day)."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A view as of one moment: its tables, and the position of the record that they stand at.

    ``stopped_at`` is the position of an event that it cannot apply. ``pinned``: an older build of
    ``version`` answers, as it stands, until somebody lets the newest answer again.
    """

    connection: Connection
    tables: Mapping[str, Table]
    position: int
    stopped_at: int | None = None
    version: int = 0
    pinned: bool = False


class View(Protocol):
    """A view. ``version`` is declared: any change of what its rows hold needs a higher one."""

    def __hash__(self) -> int:
        """Views are told apart by themselves."""
        ...

    @property
    def name(self) -> str:
        """Its name; tables and builds carry it."""
        ...

    @property
    def version(self) -> int:
        """Its declared version."""
        ...

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of streams that it folds."""
        ...

    def tables(self, metadata: MetaData, build: int) -> Mapping[str, Table]:
        """Its tables for a build, by short name. Each has a column ``stream``, indexed."""
        ...

    def rows(self, stream: str, history: Sequence[Recorded]) -> Rows:
        """All rows of one stream, from its whole history as known at the batch's end."""
        ...


Swiftly = Callable[["Lived"], Tuples]
"""Gives the rows of one stream from its partly decoded events."""


class Swift(Protocol):
    """A view that has a second way to its rows, for folding very many events.

    `View.rows` is what they mean; a test compares the two over random lives. ``every_state``: it
    looks at each state and not at the last alone; such a view comes first.
    """

    every_state: bool

    def swift(self) -> Swiftly:
        """The second way, imported once it is needed: most runs of the program never take it."""
        ...


def intervals(days: Sequence[date]) -> Iterator[tuple[date, str, str]]:
    """Half-open intervals between days in order, the last one without end, as ISO 8601 text."""
    for index, day in enumerate(days):
        end = days[index + 1].isoformat() if index + 1 < len(days) else FOREVER
        yield day, day.isoformat(), end
