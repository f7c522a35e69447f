"""Pages of the record, as views take them in: whole commands, with the histories that they touch.

Views that stand at the same position read the same page, so one page is kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from ...domain.event import Recorded


class Source(Protocol):
    """What is asked of the record."""

    def read(self, after: int = 0, limit: int | None = None) -> Iterator[Recorded]:
        """Events after a position, in order."""
        ...

    def streams_of(self, streams: Sequence[str]) -> dict[str, tuple[Recorded, ...]]:
        """The events of streams."""
        ...


class Page:
    """Some whole commands in order."""

    def __init__(self, source: Source, events: Sequence[Recorded]) -> None:
        self._source = source
        self.events = events
        self.fresh = frozenset(one.stream for one in events if one.version == 1)
        """The streams that begin on this page."""
        self._histories: Mapping[str, Sequence[Recorded]] | None = None

    @property
    def histories(self) -> Mapping[str, Sequence[Recorded]]:
        """Every stream that the page touches, up to the page's end; what is not on it, is read.

        Kept, under no lock: `cached_property` has one of its class until Python 3.12, which a
        child would find held for ever by a thread of its parent's.
        """
        if self._histories is None:
            self._histories = self._read()
        return self._histories

    def _read(self) -> Mapping[str, Sequence[Recorded]]:
        last = self.events[-1].position
        touched = dict.fromkeys(one.stream for one in self.events)
        older = [one for one in touched if one not in self.fresh]
        known = {
            stream: [one for one in events if one.position <= last]
            for stream, events in (self._source.streams_of(older) if older else {}).items()
        }
        begun: dict[str, list[Recorded]] = {one: [] for one in self.fresh}
        for one in self.events:
            if one.stream in begun:
                begun[one.stream].append(one)
        return {one: begun[one] if one in begun else known[one] for one in touched}


@dataclass
class Pages:
    """The pages of a record."""

    source: Source
    _last: tuple[int, int, Page] | None = field(default=None, init=False)

    def after(self, position: int, size: int) -> Page | None:
        """About ``size`` events after a position; None where there are none."""
        last = self._last
        if last is not None and last[:2] == (position, size):
            return last[2]
        events = list(self.source.read(position, size))
        if not events:
            return None
        end = events[-1].envelope
        missing = end.command_size - end.command_index - 1
        events += self.source.read(events[-1].position, missing) if missing else ()
        page = Page(self.source, events)
        self._last = (position, size, page)
        return page

    def forget(self) -> None:
        """Keep nothing: nobody is catching up."""
        self._last = None
