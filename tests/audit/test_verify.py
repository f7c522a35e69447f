"""Verifying a record, on every store: what is whole passes, also while others record."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from host import Clock, adoption, dated
from sqlalchemy import inspect, text

from mandates import Assign, Engine, Note
from mandates.adapters.audit import keys
from mandates.adapters.audit.merkle import EMPTY
from mandates.adapters.cli.errors import run
from mandates.domain.errors import BadInput, Refused
from mandates.domain.internal import EraseNote
from mandates.domain.registry import EVENTS
from spec import M


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """A record of some events whose views stand at its end."""
    with Engine.open(tmp_path / "record.db") as engine:
        engine.execute(adoption(dated("2.1", "GA/56"), dated("2.2", "GA/57")), by="desk")
        for number in range(7):
            engine.execute(
                [Assign(mandate=M, entity=f"Office {number}"), *notes(number)], by="desk"
            )
        engine.catch_up()
        yield engine


def notes(number: int) -> list[Note]:
    return [Note(mandate=M, text=f"noted {each}") for each in range(number)]


def test_a_record_of_nothing_is_whole(tmp_path: Path) -> None:
    with Engine.open(tmp_path / "none.db") as engine:
        verdict = engine.verify(deep=True)

    assert (verdict.events, verdict.root, verdict.findings) == (0, EMPTY.hex(), ())
    assert not (tmp_path / "none.db").exists()


def test_a_whole_record_passes_deep_too(engine: Engine) -> None:
    told: list[int] = []
    verdict = engine.verify(deep=True, progress=told.append)

    assert verdict.findings == ()
    assert (verdict.events, verdict.clock) == (engine.status().position, "system")
    assert verdict.root == engine.basis().root
    assert sum(told) == 2 * verdict.events
    assert verdict.signed_up_to == 0


def test_a_clock_of_the_host_s_own_is_told_for_ever(tmp_path: Path) -> None:
    with Engine.open(tmp_path / "a.db", clock=Clock()) as simulated:
        simulated.execute(adoption(), by="desk")
    with Engine.open(tmp_path / "a.db") as engine:
        engine.execute(Note(mandate=M, text="now"), by="desk")
        assert engine.verify().clock == "simulated"


def test_a_view_that_is_not_what_its_events_fold_to_is_found_by_deep_alone(engine: Engine) -> None:
    with engine._feed._database.write() as connection:
        connection.execute(
            text("UPDATE register__1_states SET state = replace(state, 'Office', 'Bureau')")
        )

    assert engine.verify().findings == ()
    (finding,) = engine.verify(deep=True).findings
    assert "view register: its rows of mandate-" in str(finding)
    engine.rebuild("register")
    assert engine.verify(deep=True).findings == ()


def test_rows_of_a_view_that_no_event_made_are_found(engine: Engine) -> None:
    with engine._feed._database.write() as connection:
        connection.execute(text("UPDATE timeline__1 SET stream = 'x' || stream"))

    (finding,) = engine.verify(deep=True).findings
    assert "view timeline" in str(finding)


def test_rows_beside_those_that_events_made_are_found_too(engine: Engine) -> None:
    with engine._feed._database.write() as connection:
        columns = inspect(connection).get_columns("timeline__1")
        names = ", ".join(f'"{one["name"]}"' for one in columns)
        made_up = names.replace('"stream"', "'mandate-A/RES/1/1#1.1'")
        connection.execute(
            text(f"INSERT INTO timeline__1 ({names}) SELECT {made_up} FROM timeline__1 LIMIT 1")
        )
    (finding,) = engine.verify(deep=True).findings
    assert "view timeline: it has 4 rows, of streams in the record 3" in str(finding)


def test_a_checkpoint_from_elsewhere_has_to_be_signed_as_it_is_said(
    engine: Engine, tmp_path: Path
) -> None:
    key = keys.generate(tmp_path / "log.key", "log.example")
    other = keys.generate(tmp_path / "other.key", "log.example")
    held = engine.checkpoint(tmp_path / "log.key")
    assert held is not None
    engine.execute(Note(mandate=M, text="later"), by="desk")

    verdict = engine.verify(checkpoint=held.note, public_key=key.text())
    assert (verdict.findings, verdict.signed_up_to) == ((), held.position)
    assert verdict.checkpoints == 1, "given and kept: one"
    with pytest.raises(Refused, match="did not sign it"):
        engine.verify(checkpoint=held.note, public_key=other.text())
    policy = f"witness w {other.text()}\nquorum w"
    with pytest.raises(Refused, match="cosigned by nobody"):
        engine.verify(checkpoint=held.note, policy=policy)
    with pytest.raises(BadInput):
        engine.verify(checkpoint="today")


def test_a_kept_checkpoint_that_was_changed_is_found(engine: Engine, tmp_path: Path) -> None:
    keys.generate(tmp_path / "log.key", "log.example")
    held = engine.checkpoint(tmp_path / "log.key")
    assert held is not None
    changed = held.note.replace("log.example\n", "log.example\n1", 1)
    engine._record.keep(type(held)(held.position, held.made_at, held.key, changed, held.tail))

    (finding,) = engine.verify().findings
    assert "was changed" in str(finding)


def test_an_event_of_an_unknown_tag_is_found(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = {tag: kind for tag, kind in EVENTS.items() if "assigned" not in tag}
    monkeypatch.setattr("mandates.engine.auditing.EVENTS", known)

    (finding,) = engine.verify().findings
    assert str(finding) == "position 4: unknown tag mandate.assigned.v1"


def test_an_internal_note_is_what_its_digest_says_or_was_erased_with_a_reason(
    engine: Engine, tmp_path: Path
) -> None:
    engine.execute(Note(mandate=M, text="a", internal="Ms. K. is on leave"), by="desk")
    engine.execute(Note(mandate=M, text="b", internal="to be forgotten"), by="desk")
    first, second = list(engine.events())[-2:]
    engine.execute(EraseNote(event_id=second.event_id, reason="asked for"), by="desk")
    assert engine.verify().findings == ()
    with closing(sqlite3.connect(tmp_path / "record.db")) as other:
        other.execute("DROP TRIGGER record_notes_update")
        other.execute(
            "UPDATE record_notes SET text = CAST('She resigned' AS BLOB) WHERE number = 1"
        )
        other.commit()
        found = engine.verify()
        assert found.position == first.position
        assert "another text" in str(found.findings[0])
        other.execute("UPDATE record_notes SET text = x'00', salt = x'00' WHERE number = 1")
        other.commit()
    found = engine.verify()
    assert found.position == first.position
    assert "no reason is recorded" in str(found.findings[0])


def test_verifying_does_not_mind_that_others_record(engine: Engine, tmp_path: Path) -> None:
    def meanwhile(_: int) -> None:
        with Engine.open(tmp_path / "record.db") as other:
            other.execute(notes(300), by="desk")

    assert engine.verify(progress=meanwhile).findings == ()


def test_the_command_says_what_was_found_and_what_is_not_proven(
    engine: Engine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    database = ["--db", str(tmp_path / "record.db")]
    head = engine.status().position

    assert run(["audit", "verify", "--deep", *database]) == 0
    assert f"positions 1 to {head} are under no checkpoint" in capsys.readouterr().out
    assert run(["audit", "verify", "--public-key", "x", *database]) == 2
    assert run(["audit", "verify", "--checkpoint", "nowhere", *database]) == 2
    assert "nowhere cannot be read: No such file" in capsys.readouterr().err
