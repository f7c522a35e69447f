"""Putting a record into another database: same positions, bytes and root, whatever the two are."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pydantic_core import from_json

from ...domain.counts import counted
from ...domain.errors import Damaged, Refused
from ...domain.internal import InternalNote
from ..record.port import Record, Stored

PAGE = 1000


def copy(source: Record, target: Record, progress: Callable[[int], None]) -> tuple[int, int]:
    """Append to ``target`` what it lacks of ``source``, then compare every leaf of both.

    Returns how many events were appended, and the end. What broke off goes on: the target must be
    empty or begin as the source does, else `Refused`. Events that are recorded meanwhile are left
    for the next time. Raises `Damaged` where a leaf differs in the end.
    """
    end, before = source.head().position, target.head().position
    if before > end or not _same(source, target, before):
        raise Refused(
            f"the other database holds another record, of {counted(before, 'event')}: name one that"
            " holds none"
        )
    for rows in _commands(source, before, end):
        target.restore_notes(_notes(source, rows))  # first: twice does no harm, missing would
        target.restore(rows)
        progress(len(rows))
    kept = {held.note for held in target.checkpoints()}
    for held in source.checkpoints():
        if held.note not in kept and held.position <= end:
            target.keep(held)
    if not _same(source, target, end) or source.root(end) != target.root(end):
        raise Damaged("the copy is not what was copied: make it anew, in another database")
    return end - before, end


def _same(source: Record, target: Record, end: int) -> bool:
    """Whether both begin with the same ``end`` leaves, worked out from the events themselves."""
    pairs = zip(range(end), source.leaves(), target.leaves(), strict=False)
    return sum(ours == theirs for _, ours, theirs in pairs) == end


def _commands(source: Record, after: int, end: int) -> Iterator[list[Stored]]:
    """Whole commands, some thousand events at a time, so that no reader sees half of one."""
    while after < end:
        rows = source.stored(after, min(PAGE, end - after))
        last = rows[-1]
        index, size = last[6], last[7]
        missing = 0 if index is None or size is None else size - index - 1
        if missing:
            rows = [*rows, *source.stored(last[0], missing)]
        yield rows
        after = rows[-1][0]


def _notes(source: Record, rows: list[Stored]) -> list[InternalNote]:
    """The internal notes that events speak of; of an erased one its digest alone."""
    states = (row[11] for row in rows)
    said = (from_json(one)["envelope"].get("internal") for one in states if b'"internal":' in one)
    found = source.notes([digest for digest in said if digest])
    return [note or InternalNote(digest, b"", "") for digest, note in found.items()]
