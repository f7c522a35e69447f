"""Internal notes beside the record, on every store."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from random import Random

import pytest
from faults.disk import FULL, OK, Operation, disk

from mandates.adapters.record.port import Record
from mandates.domain.errors import BadInput, Conflict
from mandates.domain.internal import InternalNote

from .toys import Store, append, batch


def note(text: str) -> InternalNote:
    return InternalNote.sealed(text, os.urandom(32))


def test_a_note_lies_beside_the_record_and_its_event_holds_the_digest(record: Record) -> None:
    said = note("Ms. K. is on leave — bis März")

    append(record, "a", "b", internal=said.digest, notes=[said])

    assert record.notes([said.digest, "0" * 64]) == {said.digest: said}
    assert [one.envelope.internal for one in record.read()] == [said.digest] * 2
    assert said.genuine


def test_a_command_that_is_not_recorded_leaves_no_note(record: Record) -> None:
    first, second = note("first"), note("second")
    append(record, "a", internal=first.digest, notes=[first])

    with pytest.raises(Conflict):
        append(record, "a", expected={"a": 0}, notes=[second], erases=[first.digest])

    assert record.notes([first.digest, second.digest]) == {first.digest: first}


def test_a_command_sent_again_adds_no_second_note(record: Record) -> None:
    said, again = note("text"), note("text")
    sent = batch("a", internal=said.digest, notes=[said])
    record.append(sent)

    record.append(batch("a", command_id=sent.command_id, internal=again.digest, notes=[again]))

    assert record.notes([said.digest, again.digest]) == {said.digest: said}


def test_an_erased_note_is_gone_and_the_record_as_it_was(store: Store) -> None:
    record = store.open()
    said, kept = note("to be forgotten"), note("to be kept")
    append(record, "a", internal=said.digest, notes=[said])
    append(record, "a", internal=kept.digest, notes=[kept])
    before, root = list(record.read()), record.root(2)

    append(record, "b", erases=[said.digest])

    digests = [said.digest, kept.digest]
    assert (
        record.notes(digests) == store.open().notes(digests) == {digests[0]: None, digests[1]: kept}
    )
    assert list(record.read())[:2] == before
    assert record.root(2) == root


def test_many_notes_are_read_at_once(record: Record) -> None:
    many = [note(f"note {number}") for number in range(1200)]
    append(record, "a", notes=many)

    assert record.notes([one.digest for one in many]) == {one.digest: one for one in many}
    assert record.notes([]) == {}


# On SQLite


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "record.db"


def in_files(file: Path, words: list[str]) -> list[str]:
    """The words that are found in the bytes of a database, its WAL or its index."""
    content = b"".join(one.read_bytes() for one in file.parent.iterdir())
    return [word for word in words if word.encode() in content]


def test_not_a_byte_of_an_erased_note_stays_in_the_file(file: Path) -> None:
    draw = Random(7)
    words = [f"SECRET{number:05}." for number in range(400)]
    texts = [word * draw.choice([1, 3, 20, 600]) for word in words]
    notes = [note(text) for text in texts]
    store = Store("sqlite", str(file))
    record = store.open()
    for number, one in enumerate(notes):
        append(record, f"s-{number}", internal=one.digest, notes=[one])
    assert in_files(file, words) == words

    gone = draw.sample(range(400), 300)
    for start in range(0, 300, 60):
        append(record, f"e-{start}", erases=[notes[one].digest for one in gone[start : start + 60]])

    kept = [word for number, word in enumerate(words) if number not in gone]
    assert in_files(file, words) == kept, "while it is open"
    store.close()
    assert in_files(file, words) == kept, "after it was closed"


def test_a_reader_of_an_older_state_keeps_the_text_until_it_is_done(file: Path) -> None:
    said = note("SECRET")
    store = Store("sqlite", str(file))
    record = store.open(busy_timeout=0.05)
    append(record, "a", notes=[said])
    reader = sqlite3.connect(file, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT text FROM record_notes").fetchone()

    append(record, "b", erases=[said.digest])

    assert record.notes([said.digest]) == {said.digest: None}
    assert in_files(file, ["SECRET"]), "or the guarantees say too little"
    reader.close()
    store.close()
    assert not in_files(file, ["SECRET"])


def test_an_erasure_is_answered_where_the_disk_fails_to_fold_the_wal(file: Path) -> None:
    """It is recorded by then: who is told otherwise would believe that the note is still known."""
    full = False

    def failing(operation: Operation) -> int:
        return FULL if full and (operation.kind, operation.file) == ("write", file.name) else OK

    said, store = note("SECRET"), Store("sqlite", str(file))
    with disk(failing):
        record = store.open()
        append(record, "a", notes=[said])
        full = True
        assert append(record, "b", erases=[said.digest]) == [2]
        full = False
        store.close()
    assert not in_files(file, ["SECRET"])


def test_a_note_is_not_erased_in_a_host_s_transaction(file: Path) -> None:
    """When the host commits, nobody empties the WAL, where the text still is."""
    said, store = note("SECRET"), Store("sqlite", str(file))
    record = store.open()
    append(record, "a", notes=[said])
    with closing(sqlite3.connect(file, isolation_level=None)) as host:
        host.execute("PRAGMA synchronous = FULL")
        host.execute("BEGIN IMMEDIATE")
        with pytest.raises(BadInput, match="in a transaction of its own"):
            append(record.within(host), "b", erases=[said.digest])
        host.execute("COMMIT")
    assert record.notes([said.digest]) == {said.digest: said}
    assert record.head().position == 1
    store.close()


def test_the_database_lets_a_note_be_erased_and_nothing_else(file: Path) -> None:
    said = note("text")
    store = Store("sqlite", str(file))
    append(store.open(), "a", notes=[said])
    store.close()
    for statement in (
        "UPDATE record_notes SET text = X'00'",
        "UPDATE record_notes SET salt = zeroblob(32)",
        "UPDATE record_notes SET digest = 'x'",
        "DELETE FROM record_notes",
    ):
        with sqlite3.connect(file) as connection, pytest.raises(sqlite3.IntegrityError):
            connection.execute(statement)
        connection.close()
