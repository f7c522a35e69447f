"""The meetings on agenda items as a view keeps them: read only where they are asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from ..domain.session import Change
from .sources import stored
from .states import adapter

KEEPER = "agenda"
"""The view that keeps them."""


class Met(NamedTuple):
    """An item with every day that was set for the meeting on it, as JSON; ``rewritten_at``: the
    position at which its past last became another, by a void or a late entry; 0 for never."""

    item: str
    meetings: str
    rewritten_at: int


_CHANGES = tuple[Change, ...]


class Meetings(Mapping[str, tuple[Change, ...]]):
    """Every day that was set for the meeting on an item, by item. There may be thousands of them,
    of which an answer looks at a few: each is read where it is asked for."""

    def __init__(self, found: Iterable[Met]) -> None:
        self._kept = {one.item: one.meetings for one in found}

    def __getitem__(self, item: str) -> tuple[Change, ...]:
        return stored(KEEPER, f"item-{item}", _changes, self._kept[item])

    def __iter__(self) -> Iterator[str]:
        return iter(self._kept)

    def __len__(self) -> int:
        return len(self._kept)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Meetings):
            return self._kept == other._kept
        return super().__eq__(other)

    __hash__ = None  # type: ignore[assignment]  # as of every mapping


@lru_cache(10_000)
def _changes(kept: str) -> tuple[Change, ...]:
    found: tuple[Change, ...] = adapter(_CHANGES).validate_json(kept)
    return found


def met(item: str, meetings: tuple[Change, ...], rewritten_at: int) -> Met:
    """What is kept of the meetings on an item."""
    return Met(item, adapter(_CHANGES).dump_json(meetings).decode(), rewritten_at)
