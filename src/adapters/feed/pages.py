"""Pages of the record, as views take them in: whole commands, with all that the streams hold which
they touch.

Nothing is decoded here: a view decodes of its own streams what it needs. Views that stand at the
same position read the same page, so one page is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from ...domain.errors import Damaged
from ...domain.event import Recorded
from ..record.port import Bundle, Stored
from .folding import Histories


class Source(Histories, Protocol):
    """What is asked of the record."""

    def stored(self, after: int, limit: int) -> list[Stored]:
        """Events after a position as they lie there, nothing checked."""
        ...

    def bundles_of(self, streams: Sequence[str], until: int) -> list[Bundle]:
        """What is stored of streams up to a position."""
        ...


class Page:
    """Some whole commands in order. What was read for one view is kept for the next.

    Kept under no lock: `cached_property` has one of its class until Python 3.12, which a child
    would find held for ever by a thread of its parent's.
    """

    def __init__(self, source: Source, events: Sequence[Stored]) -> None:
        self._source = source
        self.last = events[-1][0]
        self.streams = tuple(dict.fromkeys(stream for _, stream, *_ in events))
        """The streams that it touches."""
        self.fresh = frozenset(stream for _, stream, version, *_ in events if version == 1)
        """Those of them that begin on it."""
        self._bundles: dict[str, Bundle] = {}
        self._histories: dict[str, tuple[Recorded, ...]] = {}

    def bundles(self, streams: Sequence[str]) -> list[Bundle]:
        """What is stored of some of its streams, up to its end."""
        missing = [one for one in streams if one not in self._bundles]
        if missing:
            found = self._source.bundles_of(missing, self.last)
            self._bundles |= {one.stream: one for one in found}
        return [self._bundles[one] for one in streams]

    def history(self, bundle: Bundle) -> tuple[Recorded, ...]:
        """See `Histories`."""
        known = self._histories.get(bundle.stream)
        if known is None:
            known = self._histories[bundle.stream] = self._source.history(bundle)
        return known

    def read(self, after: int = 0, limit: int | None = None) -> Iterable[Recorded]:
        """See `Histories`."""
        return self._source.read(after, limit)


@dataclass
class Pages:
    """The pages of a record."""

    source: Source
    _last: tuple[int, int, Page] | None = field(default=None, init=False)

    def after(self, position: int, size: int) -> Page | None:
        """About ``size`` events after a position; None where there are none. Raises `Damaged` where
        one is missing."""
        last = self._last
        if last is not None and last[:2] == (position, size):
            return last[2]
        events = self.source.stored(position, size)
        if not events:
            return None
        *_, (end, _, _, _, _, _, index, of, *_) = events
        left = (of or 1) - (index or 0) - 1
        events += self.source.stored(end, left) if left > 0 else ()
        for expected, (found, *_) in enumerate(events, start=position + 1):
            if found != expected:
                raise Damaged(f"position {expected} is missing: the next one is {found}")
        page = Page(self.source, events)
        self._last = (position, size, page)
        return page

    def forget(self) -> None:
        """Keep nothing: nobody is catching up."""
        self._last = None
