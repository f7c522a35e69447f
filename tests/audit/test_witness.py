"""Checkpoints of a record, and witnesses who sign only what continues what they saw."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from host import Clock, adoption

from mandates import Engine, Note, Refused
from mandates.adapters.audit import keys
from mandates.adapters.audit.formats import cosigned, parse_checkpoint
from mandates.adapters.audit.witness import cosign, request
from mandates.domain.errors import BadInput, Damaged
from spec import M


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the keys of a log and of a witness."""
    keys.generate(tmp_path / "log.key", "log.example/m")
    keys.generate(tmp_path / "witness.key", "witness.example")
    return tmp_path


def record(path: Path, notes: int, text: str = "noted") -> Engine:
    engine = Engine.open(path)
    engine.execute(adoption(), by="desk")
    for number in range(notes):
        engine.execute(Note(mandate=M, text=f"{text} {number}"), by="desk")
    return engine


def signs(engine: Engine, folder: Path) -> str:
    held = engine.checkpoint(folder / "log.key")
    assert held is not None
    return held.note


def witness(folder: Path, text: str, engine: Engine | None = None) -> str:
    """What a witness answers; with the record at hand where an engine is given."""
    return cosign(
        keys.signer(folder / "witness.key"),
        request(text),
        folder / "seen.json",
        keys.public_key(folder / "log.key.pub"),
        engine.consistency_path if engine else None,
    ).text


def test_a_witness_cosigns_a_record_that_grows(folder: Path) -> None:
    with record(folder / "a.db", 3) as engine:
        first = signs(engine, folder)
        witness(folder, first)
        for number in range(300):
            engine.execute(Note(mandate=M, text=f"more {number}"), by="desk")
        second = signs(engine, folder)
        with pytest.raises(BadInput, match="give the proof"):
            witness(folder, second)
        text = witness(folder, engine.consistency(first, second))
        assert witness(folder, second, engine).startswith(second)

    key = keys.public_key(folder / "witness.key.pub")
    assert cosigned(parse_checkpoint(text), key) is not None
    assert text.startswith(second)


def test_two_histories_signed_with_one_key_are_caught(folder: Path) -> None:
    with record(folder / "a.db", 3) as mine, record(folder / "b.db", 3, "otherwise") as other:
        shown_to_a, shown_to_b = signs(mine, folder), signs(other, folder)
        witness(folder, shown_to_a)
        with pytest.raises(Refused, match="two histories"):
            witness(folder, shown_to_b)  # of the same size
        other.execute(Note(mandate=M, text="later"), by="desk")
        longer = signs(other, folder)
        with pytest.raises(Refused, match="two histories"):
            witness(folder, longer, other)
        with pytest.raises(Refused, match="not of this record"):
            mine.consistency(shown_to_b, shown_to_a)
        with pytest.raises(Refused, match="two histories"):
            witness(folder, f"old 5\n\n{longer}")
        mine.execute(Note(mandate=M, text="later"), by="desk")
        assert witness(folder, signs(mine, folder), mine)


def test_an_older_checkpoint_and_one_of_another_key_are_not_cosigned(folder: Path) -> None:
    with record(folder / "a.db", 0) as engine:
        first = signs(engine, folder)
        engine.execute(Note(mandate=M, text="later"), by="desk")
        witness(folder, signs(engine, folder))
        with pytest.raises(Refused, match="cut off"):
            witness(folder, first)
        keys.generate(folder / "thief.key", "log.example/m")
        held = engine.checkpoint(folder / "thief.key")
        assert held is not None
        with pytest.raises(Refused, match="did not sign"):
            witness(folder, held.note)
    (folder / "seen.json").write_text("{]")
    with pytest.raises(BadInput, match="not what a witness has seen"):
        witness(folder, first)


def test_a_proof_from_elsewhere_than_what_was_seen_accuses_nobody(folder: Path) -> None:
    with record(folder / "a.db", 3) as engine:
        first = signs(engine, folder)
        engine.execute(Note(mandate=M, text="later"), by="desk")
        witness(folder, signs(engine, folder))
        engine.execute(Note(mandate=M, text="last"), by="desk")
        from_the_first = engine.consistency(first, signs(engine, folder))
        with pytest.raises(BadInput, match="give the proof from there"):
            witness(folder, from_the_first)
        assert witness(folder, from_the_first, engine)


def test_each_key_signs_in_its_own_time(folder: Path) -> None:
    keys.generate(folder / "other.key", "other.example/m")
    with record(folder / "a.db", 3) as engine:
        for name in ("log.key", "other.key"):
            assert engine.checkpoint(folder / name, every=1000) is not None
            assert engine.checkpoint(folder / name, every=1000) is None


def test_a_log_that_signed_with_another_key_before_is_refused(folder: Path) -> None:
    keys.generate(folder / "new.key", "log.example/m")
    with record(folder / "a.db", 0) as engine:
        witness(folder, signs(engine, folder))
        signer, log = keys.signer(folder / "witness.key"), keys.public_key(folder / "new.key.pub")
        for key in ("log.key", "new.key"):
            held = engine.checkpoint(folder / key)
            assert held is not None
            with pytest.raises(Refused, match="signed with another key before"):
                cosign(signer, request(held.note), folder / "seen.json", log, None)


def test_a_log_is_not_its_own_witness(folder: Path) -> None:
    with record(folder / "a.db", 0) as engine, pytest.raises(Refused, match="its own witness"):
        cosign(
            keys.signer(folder / "log.key"),
            request(signs(engine, folder)),
            folder / "seen.json",
            keys.public_key(folder / "log.key.pub"),
            None,
        )


def test_checkpoints_are_made_every_so_many_events_or_after_a_time(folder: Path) -> None:
    clock = Clock()
    key = folder / "log.key"
    with Engine.open(folder / "a.db", clock=clock) as engine:
        engine.execute(adoption(), by="desk")
        assert engine.checkpoint(key, every=2) is not None
        engine.execute(Note(mandate=M, text="one"), by="desk")
        assert engine.checkpoint(key, every=2) is None
        assert engine.checkpoint(key, every=timedelta(days=1)) is None
        engine.execute(Note(mandate=M, text="two"), by="desk")
        assert engine.checkpoint(key, every=2) is not None
        clock.step(days=1)
        assert engine.checkpoint(key, every=timedelta(days=1)) is None  # nothing new to sign
        engine.execute(Note(mandate=M, text="three"), by="desk")
        assert engine.checkpoint(key, every=timedelta(days=1)) is not None

        assert [held.position for held in engine.checkpoints()] == [2, 4, 5]


def test_a_record_that_does_not_continue_what_was_signed_is_not_signed(folder: Path) -> None:
    with record(folder / "a.db", 3) as engine, record(folder / "b.db", 1) as shorter:
        signs(engine, folder)
        shorter._record.keep(engine.checkpoints()[0])
        with pytest.raises(Damaged, match="nothing was signed"):
            shorter.checkpoint(folder / "log.key")


def test_a_proof_is_made_of_an_event_by_position_id_or_mandate(folder: Path) -> None:
    with record(folder / "a.db", 3) as engine:
        text = signs(engine, folder)
        events = list(engine.events())
        for what in (5, "5", str(events[4].event_id), M):
            assert engine.prove(what, text)[0] == 5
        engine.execute(Note(mandate=M, text="later"), by="desk")
        assert engine.prove(M, text)[0] == 5
        with pytest.raises(BadInput, match="came later"):
            engine.prove(6, text)
        with (
            record(folder / "b.db", 3, "otherwise") as other,
            pytest.raises(Damaged, match="not proven"),
        ):
            other.prove(5, text)
        with record(folder / "c.db", 0) as shorter, pytest.raises(Damaged, match="cut off"):
            shorter.prove(1, text)


def rewritten(path: Path, position: int, old: str, new: str) -> None:
    """Let another event stand at a position, behind the back of whoever has the record open."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DROP TRIGGER IF EXISTS record_update")
        connection.execute(
            "UPDATE events SET state = CAST(replace(CAST(state AS TEXT), ?, ?) AS BLOB)"
            " WHERE position = ?",
            (old, new, position),
        )


def test_what_is_not_in_the_record_any_more_is_not_signed_by_a_process_that_saw_it(
    folder: Path,
) -> None:
    """Another event in its place, as after a failover that lost some: remembered roots say no."""
    with record(folder / "a.db", 3) as engine:
        signs(engine, folder)
        engine.execute(Note(mandate=M, text="lost"), by="desk")
        assert engine.basis().root == engine._record.root(engine.status().position).hex()
        rewritten(folder / "a.db", engine.status().position, "lost", "last")
        held = engine.checkpoint(folder / "log.key")
        assert held is not None
        with Engine.open(folder / "a.db") as fresh:
            assert parse_checkpoint(held.note).root == fresh._record.root(held.position)
        rewritten(folder / "a.db", 1, '"desk"', '"desc"')
        with pytest.raises(Damaged, match="nothing was signed"):
            engine.checkpoint(folder / "log.key")
