"""Trees whose leaves are all at hand, to compare with those that are read from tiles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from mandates.adapters.audit.merkle import WIDTH, Frontier, Subtrees, perfect


def root_of(leaves: Iterable[bytes]) -> bytes:
    """The root above leaves."""
    found = Frontier()
    for one in leaves:
        found.add(one)
    return found.root()


def subtrees_of(leaves: Sequence[bytes]) -> Subtrees:
    """All leaves at hand, without tiles."""

    def found(level: int, first: int, end: int) -> Sequence[bytes]:
        width = WIDTH**level
        return [perfect(part) for part in _parts(leaves[first * width : end * width], width)]

    return found


def _parts(leaves: Sequence[bytes], width: int) -> Iterator[Sequence[bytes]]:
    for at in range(0, len(leaves), width):
        yield leaves[at : at + width]
