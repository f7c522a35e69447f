"""What a disk may hold after a power cut, worked out from what was written before it.

What was synced is there. Of what was written since, anything may be there: nothing, all, some of
the writes in whatever order, some of their sectors of 512 bytes. So it is with names: a file that
was made or deleted may be there or not, until the folder was synced.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random

from .disk import Operation

SECTOR = 512
Image = dict[str, bytes]
"""The files of a folder after the power came back."""


@dataclass
class _Content:
    """What one file holds for sure, and what was done to it since."""

    durable: bytearray = field(default_factory=bytearray)
    pending: list[Operation] = field(default_factory=list[Operation])
    synced: bool = False

    def sync(self) -> None:
        for operation in self.pending:
            _apply(self.durable, operation)
        self.pending.clear()
        self.synced = True

    def image(self, chosen: list[Operation]) -> bytes:
        content = bytearray(self.durable)
        for operation in chosen:
            _apply(content, operation)
        return bytes(content)


def _apply(content: bytearray, operation: Operation) -> None:
    if operation.kind == "truncate":
        del content[operation.offset :]
        return
    end = operation.offset + len(operation.data)
    if len(content) < operation.offset:
        content.extend(bytes(operation.offset - len(content)))
    content[operation.offset : end] = operation.data


Choice = Callable[[list[Operation], Random], list[Operation]]


def _nothing(_: list[Operation], __: Random) -> list[Operation]:
    return []


def _all(pending: list[Operation], _: Random) -> list[Operation]:
    return pending


def _begun(pending: list[Operation], chance: Random) -> list[Operation]:
    """The first of the writes, and a part of the next."""
    count = chance.randint(0, len(pending))
    torn = list(_sectors(pending[count]))[: chance.randint(0, 8)] if count < len(pending) else []
    return [*pending[:count], *torn]


def _some(pending: list[Operation], chance: Random) -> list[Operation]:
    """Whole writes, as if others had been overtaken and never came."""
    return [one for one in pending if chance.random() < 0.5]


def _torn(pending: list[Operation], chance: Random) -> list[Operation]:
    """Some sectors of each write."""
    kept = chance.choice((0.1, 0.5, 0.9))
    return [one for write in pending for one in _sectors(write) if chance.random() < kept]


CHOICES: dict[str, Choice] = {
    "nothing": _nothing, "all": _all, "begun": _begun, "some": _some, "torn": _torn,
}  # fmt: skip


def _sectors(operation: Operation) -> Iterator[Operation]:
    """A write, as the disk takes it: cut where its sectors meet."""
    if operation.kind == "truncate":
        yield operation
        return
    start, end = operation.offset, operation.offset + len(operation.data)
    while start < end:
        stop = min((start // SECTOR + 1) * SECTOR, end)
        data = operation.data[start - operation.offset : stop - operation.offset]
        yield Operation("write", operation.file, start, data)
        start = stop


class Disk:
    """A disk that is written, and what it may hold at any moment."""

    def __init__(self) -> None:
        self._names: dict[str, list[_Content | None]] = {}

    def do(self, operation: Operation) -> None:
        """An operation reaches the disk."""
        names = self._names.setdefault(operation.file, [None])
        if operation.kind == "delete":
            names.append(None)
            if operation.offset:
                self._sync_folder()
            return
        content = names[-1]
        if content is None:
            content = _Content()
            names.append(content)
        if operation.kind != "sync":
            content.pending.append(operation)
            return
        if not content.synced and operation.file.endswith(("-wal", "-journal")):
            self._sync_folder()  # SQLite does so when it syncs such a file for the first time
        content.sync()

    def _sync_folder(self) -> None:
        self._names = {name: contents[-1:] for name, contents in self._names.items()}

    def image(self, choice: Choice, chance: Random) -> Image:
        """What may be there if the power fails now."""
        found: Image = {}
        for name, contents in self._names.items():
            if choice is _nothing:
                content = contents[0]
            elif choice is _all:
                content = contents[-1]
            else:
                content = chance.choice(contents)
            if content is not None:
                found[name] = content.image(choice(content.pending, chance))
        return found
