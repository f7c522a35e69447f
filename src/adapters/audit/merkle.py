"""The Merkle tree of RFC 6962 section 2.1 (RFC 9162 hashes it alike): hashes in, hashes out.

A tile is the subtree over 256 neighbours of one level, as in C2SP tlog-tiles: level 0 over leaves,
each level above over the roots of the tiles below. Only full tiles count, so a tile never changes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

SIZE = 32
"""Bytes of one hash."""
WIDTH = 256
"""Leaves, or roots of tiles, in one tile."""
EMPTY = hashlib.sha256(b"").digest()
"""The root of the tree of no leaves."""

Subtrees = Callable[[int, int, int], Sequence[bytes]]
"""``(level, first, end)``: the roots of the subtrees of ``256 ** level`` leaves each, numbered
``first`` to ``end - 1`` from the left; of level 0 the leaves themselves."""


def leaf(state: bytes) -> bytes:
    """SHA-256(0x00 ‖ stored bytes): an event's leaf."""
    return hashlib.sha256(b"\x00" + state).digest()


def node(left: bytes, right: bytes) -> bytes:
    """SHA-256(0x01 ‖ left ‖ right): what stands above two subtrees."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def perfect(hashes: Sequence[bytes]) -> bytes:
    """The root above hashes of one height, whose number is a power of two."""
    level = list(hashes)
    while len(level) > 1:
        level = [node(level[at], level[at + 1]) for at in range(0, len(level), 2)]
    return level[0]


def split(hashes: bytes) -> list[bytes]:
    """The hashes that a tile holds."""
    return [hashes[at : at + SIZE] for at in range(0, len(hashes), SIZE)]


class Frontier:
    """A tree that grows at its end: the perfect subtrees that it is made of, the largest first."""

    def __init__(self) -> None:
        self.size = 0
        self._parts: list[tuple[int, bytes]] = []  # height and root

    def add(self, root: bytes, height: int = 0) -> None:
        """Put a perfect subtree at the end; ``size`` must be a multiple of its leaves."""
        self.size += 1 << height
        while self._parts and self._parts[-1][0] == height:
            root = node(self._parts.pop()[1], root)
            height += 1
        self._parts.append((height, root))

    def copy(self) -> Frontier:
        """The same tree, to grow on its own."""
        found = Frontier()
        found.size, found._parts = self.size, list(self._parts)
        return found

    def root(self) -> bytes:
        """The root of the tree as far as it has grown."""
        if not self._parts:
            return EMPTY
        above = self._parts[-1][1]
        for _, root in reversed(self._parts[:-1]):
            above = node(root, above)
        return above


def frontier(size: int, subtrees: Subtrees) -> Frontier:
    """The tree over the first ``size`` leaves, from the largest subtrees that there are."""
    found = Frontier()
    level = 0
    while WIDTH ** (level + 1) <= size:
        level += 1
    for one in range(level, -1, -1):
        width = WIDTH**one
        for root in subtrees(one, found.size // width, size // width):
            found.add(root, 8 * one)
    return found


# --- proofs (RFC 9162 sections 2.1.3 and 2.1.4), which `formats` checks ---------------------------


def inclusion(index: int, size: int, subtrees: Subtrees) -> list[bytes]:
    """The audit path from the leaf ``index`` to the root of the first ``size`` leaves."""
    path: list[bytes] = []
    start, end = 0, size
    while end - start > 1:
        middle = start + _half(end - start)
        if index < middle:
            path.append(_hash(middle, end, subtrees))
            end = middle
        else:
            path.append(_hash(start, middle, subtrees))
            start = middle
    return path[::-1]


def consistency(old: int, size: int, subtrees: Subtrees) -> list[bytes]:
    """The proof that the tree of ``size`` leaves begins with that of ``old``, 0 < old ≤ size."""
    path: list[bytes] = []
    start, end, whole = 0, size, True
    while old != end:
        middle = start + _half(end - start)
        if old <= middle:
            path.append(_hash(middle, end, subtrees))
            end = middle
        else:
            path.append(_hash(start, middle, subtrees))
            start, whole = middle, False
    if not whole:
        path.append(_hash(start, end, subtrees))
    return path[::-1]


def _half(size: int) -> int:
    """The largest power of two below ``size``."""
    return 1 << ((size - 1).bit_length() - 1)


def _hash(start: int, end: int, subtrees: Subtrees) -> bytes:
    """The hash of the subtree over these leaves, as the proofs cut the tree."""
    size = end - start
    if size & (size - 1):
        middle = start + _half(size)
        return node(_hash(start, middle, subtrees), _hash(middle, end, subtrees))
    width = WIDTH ** ((size.bit_length() - 1) // 8)
    level = (size.bit_length() - 1) // 8
    return perfect(subtrees(level, start // width, end // width))
