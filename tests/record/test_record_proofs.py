"""What proofs ask of a record, on every store: what lies there, copies of it, kept checkpoints."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from mandates.adapters.audit.restoring import stored
from mandates.adapters.audit.verification import verify
from mandates.adapters.record import open_record
from mandates.adapters.record.port import Batch, Entry, Held, Record
from mandates.domain.errors import Conflict
from mandates.domain.internal import InternalNote

from .toys import NOW, REGISTRY, Said, Store, append


def grow(record: Record, number: int, stream: str = "a") -> None:
    """Events in commands of three."""
    for _ in range(0, number, 3):
        append(record, stream, stream, f"{stream}'")


def test_what_lies_there_is_the_bytes_and_copies_of_what_they_say(record: Record) -> None:
    append(record, "a", "b", at=NOW.replace(microsecond=0))
    append(record, "a", at=NOW + timedelta(seconds=1))

    rows = record.stored(0, 10)

    assert [row[-1] for row in rows] == list(record.states())
    assert rows == [stored(number, row[-1]) for number, row in enumerate(rows, 1)]
    assert record.stored(1, 1) == rows[1:2]
    assert list(record.states(2)) == [rows[2][-1]]


def test_a_record_verifies(record: Record) -> None:
    grow(record, 600)

    verdict = verify(record, REGISTRY)

    assert verdict.findings == ()
    assert (verdict.events, verdict.root) == (600, record.root(600).hex())
    assert record.disorder() == []
    assert record.unguarded(deep=True) == []


def test_an_unknown_tag_is_found_where_it_is(record: Record) -> None:
    grow(record, 6)

    (finding,) = verify(record, ["toy.counted.v1"]).findings

    assert (finding.position, finding.what) == (1, "unknown tag toy.said.v1")


def test_checkpoints_are_kept_as_they_came(store: Store) -> None:
    record = store.open()
    assert record.checkpoints() == []
    grow(record, 3)
    held = [
        Held(3, NOW + timedelta(seconds=number), "key", f"note {number}\n\n— é", bytes([number]))
        for number in range(3)
    ]
    for one in held:
        record.keep(one)

    assert record.checkpoints() == held
    assert store.open().checkpoints() == held


def test_a_restored_record_is_the_same(record: Record, tmp_path: Path) -> None:
    note = InternalNote.sealed("beside", b"salt")
    with closing(open_record(tmp_path / "source.db", REGISTRY)) as source:
        grow(source, 300)
        rows, root = source.stored(0, 1000), source.root(300)

    record.restore(rows[:258])
    with pytest.raises(Conflict, match="does not continue"):
        record.restore(rows[:3])
    with pytest.raises(Conflict, match="does not continue"):
        record.restore(rows[261:])
    record.restore(rows[258:])
    record.restore_notes([note, InternalNote("0" * 64, b"", "")])
    record.restore_notes([note])

    assert record.stored(0, 1000) == rows
    assert record.root(300) == root
    assert [one[0] for one in record.tiles(0, 0, 9)] == [0]
    assert verify(record, REGISTRY).findings == ()
    assert record.notes([note.digest, "0" * 64]) == {note.digest: note, "0" * 64: None}
    append(record, "a")
    assert record.head().position == 301


def test_a_command_may_fill_several_tiles(record: Record) -> None:
    entries = [Entry("a", Said(text=f"{number}"), "2001-09-12", uuid4()) for number in range(700)]
    record.append(Batch(entries, {"a": 0}, uuid4(), "digest", "A. Clerk", NOW))

    assert [number for number, *_ in record.tiles(0, 0, 9)] == [0, 1]
    assert verify(record, REGISTRY).findings == ()
