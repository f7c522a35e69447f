"""Verifying a record: one pass over its events, in the memory of one page.

Every event is compared with what is said of it elsewhere: the tiles that were written as it was
recorded, the columns that copy it, the events before it, the checkpoints that were signed later.
The first damaged position is named. What nobody can tell: see docs/guarantees.md.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic_core import from_json

from ...domain.counts import counted
from ...domain.errors import Damaged
from ...domain.internal import stream_of
from ..record.port import Record, Stored
from .merkle import EMPTY, SIZE, WIDTH, Frontier, perfect

PAGE = 8 * WIDTH
_BEFORE_ALL = -(2**63)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it was recorded. ``position`` None: about no event in particular."""

    position: int | None
    what: str

    def __str__(self) -> str:
        return self.what if self.position is None else f"position {self.position}: {self.what}"


@dataclass(frozen=True, slots=True)
class Expected:
    """What is known of the first ``position`` events: their root, and how it is known.

    ``tail`` has the leaves after the last full tile, where they are known too.
    """

    position: int
    root: bytes
    known_from: str
    tail: bytes | None = None


@dataclass(slots=True)
class Scan:
    """What one pass over a record found. ``root`` is that of all ``events``."""

    events: int = 0
    root: bytes = EMPTY
    simulated: bool = False
    finding: Finding | None = None


class _Damage(Exception):
    """``exact`` False: somewhere from that position on."""

    def __init__(self, position: int, what: str, exact: bool = True) -> None:
        super().__init__(what)
        self.finding = Finding(position, what)
        self.order = (not exact, position)


def scan(
    record: Record,
    known_tags: Collection[str],
    expected: Sequence[Expected] = (),
    progress: Callable[[int], None] = lambda _: None,
) -> Scan:
    """Read the record once, up to where it ends now, or to the first position that is damaged.

    ``progress`` is told how many more were read.
    """
    end = record.head().position
    in_order = sorted(expected, key=lambda one: (one.position, one.tail is None))
    reading = _Reading(record, end, frozenset(known_tags), in_order)
    try:
        reading.start()
        while reading.scan.events < end:
            progress(reading.page())
        reading.finish()
    except _Damage as damage:
        reading.scan.finding = damage.finding
    return reading.scan


@dataclass(slots=True)
class _Reading:
    record: Record
    end: int
    tags: frozenset[str]
    expected: list[Expected]
    scan: Scan = field(default_factory=Scan)
    tree: Frontier = field(default_factory=Frontier)
    levels: list[list[bytes]] = field(default_factory=list[list[bytes]])
    command: tuple[Any, Any, Any] = (None, 0, 1)  # id, index, size of the event before
    recorded_at: str = ""
    good: int = 0  # so far a signed root agreed
    internal: dict[str, int] = field(default_factory=dict[str, int])  # of this page

    def start(self) -> None:
        first = self.record.stored(_BEFORE_ALL, 1)
        if first and first[0][0] < 1:
            raise _Damage(first[0][0], "positions begin with 1")
        self._compare(0, [])

    def page(self) -> int:
        """Check the next page; how many events it has."""
        before = self.scan.events
        rows = self._read(before, min(PAGE, self.end - before))
        damage = _first(self._rows(rows, before), self._leaves(rows, before), self._notes())
        if damage is not None:
            raise damage
        if len(rows) < min(PAGE, self.end - before):
            raise _Damage(before + len(rows) + 1, "the event is missing")
        self.scan.events += len(rows)
        self.scan.root = self.tree.root()
        return len(rows)

    def _read(self, before: int, limit: int) -> list[Stored]:
        try:
            return self.record.stored(before, limit)
        except Damaged as error:  # the store cannot read it: where?
            for position in range(before, before + limit):
                try:
                    self.record.stored(position, 1)
                except Damaged:
                    raise _Damage(position + 1, str(error)) from error
            raise

    # Each event by itself and after the one before it

    def _rows(self, rows: Sequence[Stored], before: int) -> _Damage | None:
        position = before
        for row in rows:
            position += 1
            if row[0] != position:
                return _Damage(position, f"the event is missing: the next one is {row[0]}")
            wrong = self._wrong(row)
            if wrong is not None:
                return _Damage(position, wrong)
        return None

    def _wrong(self, row: Stored) -> str | None:
        try:
            document = from_json(row[11], cache_strings="keys")
            said = document["envelope"]
            at = said["recorded_at"]
            at = at if len(at) == 27 else f"{at[:-1]}.000000Z"
            command = (said["command_id"], said["command_index"], said["command_size"])
            same = row[1:11] == (
                document["stream"], document["version"], document["tag"], document["event_id"],
                *command, at, said["effective_on"], said["clock"],
            )  # fmt: skip
        except (ValueError, KeyError, TypeError) as error:
            return f"its bytes are no event: {error!r}"
        if not same:
            return f"its columns are not copies of its bytes: {_differing(row, document)}"
        if row[3] not in self.tags:
            return f"unknown tag {row[3]}"
        if at < self.recorded_at:
            return f"recorded at {at}, before the event above it"
        if not self._continues(command):
            return f"it is no. {command[1]} of {command[2]} of command {command[0]} out of place"
        self.recorded_at, self.command = at, command
        if "internal" in said:
            self.internal.setdefault(said["internal"], row[0])
        if said["clock"] != "system":
            self.scan.simulated = True
        return None

    def _continues(self, command: tuple[Any, Any, Any]) -> bool:
        last, index, size = self.command
        if command[1] == 0:
            return bool(index + 1 == size and command[0] != last)
        return bool(command == (last, index + 1, size) and command[1] < size)

    def _notes(self) -> _Damage | None:
        """Internal notes are what their digests say, or were erased with a reason. One that is not
        there at all is not here to be checked: public copies have none."""
        found = self.record.notes(list(self.internal))
        erased = [stream_of(digest) for digest, note in found.items() if note is None]
        said = self.record.streams_of(erased) if erased else {}
        for digest, position in self.internal.items():
            note = found.get(digest)
            if note is not None and not note.genuine:
                return _Damage(position, "its internal note is another text")
            if note is None and said.get(stream_of(digest)) == ():
                return _Damage(position, "its internal note is gone, and no reason is recorded")
        self.internal.clear()
        return None

    # The tree

    def _leaves(self, rows: Sequence[Stored], before: int) -> _Damage | None:
        sha256 = hashlib.sha256
        leaves = [sha256(b"\0" + row[11]).digest() for row in rows]
        first, last = before // WIDTH, (before + len(rows)) // WIDTH
        tiles = {one: (hashes, root) for one, hashes, root in self.record.tiles(0, first, last)}
        try:
            for number in range(first, last):
                start = number * WIDTH - before
                self._tile(number, leaves[start : start + WIDTH], tiles.get(number))
            rest = leaves[max(last * WIDTH - before, 0) :]
            self._compare(before + len(rows) - len(rest), rest)
        except _Damage as damage:
            return damage
        for one in rest:
            self.tree.add(one)
        return None

    def _tile(self, number: int, leaves: list[bytes], tile: tuple[bytes, bytes] | None) -> None:
        start = number * WIDTH
        root = perfect(leaves)
        if tile is not None and tile != (b"".join(leaves), root):
            raise _Damage(
                start + 1 + _differs(leaves, tile[0]), "it is not the event that was recorded here"
            )
        self._compare(start, leaves[:-1])
        self.tree.add(root, 8)
        self._raise(0, root, number)
        self._compare(start + WIDTH, [])

    def _raise(self, level: int, root: bytes, number: int) -> None:
        """Compare the tile that is full above with what is stored of it."""
        if len(self.levels) == level:
            self.levels.append([])
        below = self.levels[level]
        below.append(root)
        if len(below) < WIDTH:
            return
        root, number = perfect(below), number // WIDTH
        for _, hashes, stored in self.record.tiles(level + 1, number, number + 1):
            if (hashes, stored) != (b"".join(below), root):
                at = number * WIDTH ** (level + 2) + _differs(below, hashes) * WIDTH ** (level + 1)
                raise _Damage(at + 1, f"a tile of level {level + 1} over it was changed")
        self.levels[level] = []
        self._raise(level + 1, root, number)

    def _compare(self, start: int, leaves: Sequence[bytes]) -> None:
        """Compare the roots that are known of positions from ``start`` to the end of ``leaves``,
        which come after what the tree holds."""
        tree, added = None, 0
        while self.expected and self.expected[0].position <= start + len(leaves):
            known = self.expected.pop(0)
            tree = tree or self.tree.copy()
            for one in leaves[added : known.position - start]:
                tree.add(one)
            added = known.position - start
            if known.tail is not None and known.position % WIDTH * SIZE == len(known.tail):
                found = b"".join(leaves[:added]) if known.position % WIDTH else b""
                if found != known.tail:
                    at = start + _differs(leaves[:added], known.tail)
                    raise _Damage(at + 1, f"it is not the event that {known.known_from} signed")
            if tree.root() != known.root:
                raise _Damage(
                    self.good + 1,
                    f"between here and {known.position} an event is not what"
                    f" {known.known_from} signed",
                    exact=False,
                )
            self.good = known.position

    # The end

    def finish(self) -> None:
        end, (_, index, size) = self.end, self.command
        now = max(end, self.record.head().position)  # others go on recording
        if self.expected:
            known = self.expected[0]
            raise _Damage(
                end + 1,
                f"the event is missing: {known.known_from} signed"
                f" {counted(known.position, 'event')}",
            )
        for level in range(8):
            width = WIDTH ** (level + 1)
            for number, *_ in self.record.tiles(level, now // width, 2**62):
                raise _Damage(
                    now + 1,
                    f"the event is missing: a tile is over {(number + 1) * width} events",
                )
        if index + 1 < size:
            raise _Damage(end + 1, f"the event is missing: its command has {size}, not {index + 1}")


def _first(*damages: _Damage | None) -> _Damage | None:
    return min(filter(None, damages), key=lambda one: one.order, default=None)


def _differs(leaves: Sequence[bytes], hashes: bytes) -> int:
    """The first that differs; the first of all where only what stands above them does."""
    for index, one in enumerate(leaves):
        if one != hashes[index * SIZE : (index + 1) * SIZE]:
            return index
    return 0


_COPIES = ("stream", "version", "tag", "event_id", "command_id", "command_index", "command_size",
           "recorded_at", "effective_on", "clock")  # fmt: skip


def _differing(row: Stored, document: dict[str, Any]) -> str:
    envelope = document["envelope"]
    said = {**envelope, **{name: document[name] for name in _COPIES[:4]}}
    if len(said["recorded_at"]) != 27:
        said["recorded_at"] = said["recorded_at"][:-1] + ".000000Z"
    wrong = [name for name, copy in zip(_COPIES, row[1:11], strict=True) if said[name] != copy]
    return ", ".join(wrong) or "their types differ"
