"""What the proofs do not tell: each limit that docs/guarantees.md names, shown."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from host import adoption

from mandates import Engine, Note, Refused
from mandates.adapters.audit import keys
from mandates.adapters.audit.formats import cosigned, parse_checkpoint
from mandates.adapters.audit.witness import cosign, request
from spec import M


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """A record of four events, signed and cosigned."""
    keys.generate(tmp_path / "log.key", "log.example/m")
    keys.generate(tmp_path / "witness.key", "witness.example")
    with Engine.open(tmp_path / "record.db") as engine:
        engine.execute(adoption(), by="desk")
        for text in ("first", "second"):
            engine.execute(Note(mandate=M, text=text), by="desk")
        yield engine


def sign(engine: Engine, folder: Path) -> str:
    held = engine.checkpoint(folder / "log.key")
    assert held is not None
    return held.note


def witness(engine: Engine, folder: Path, text: str) -> str:
    pair, log = keys.signer(folder / "witness.key"), keys.public_key(folder / "log.key.pub")
    return cosign(pair, request(text), folder / "seen", log, engine.consistency_path).text


def cut(path: Path, position: int) -> None:
    """Take the end away, and put the triggers back as if nothing had been."""
    with closing(sqlite3.connect(path)) as thief:
        made = thief.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
        triggers = made.fetchall()
        for name, _ in triggers:
            thief.execute(f"DROP TRIGGER {name}")
        thief.execute("DELETE FROM events WHERE position >= ?", (position,))
        thief.execute("DELETE FROM record_checkpoints WHERE position >= ?", (position,))
        for _, sql in triggers:
            thief.execute(sql)
        thief.commit()


def test_the_end_above_the_last_checkpoint_can_be_written_anew(
    engine: Engine, tmp_path: Path
) -> None:
    text = sign(engine, tmp_path)
    engine.execute(Note(mandate=M, text="not signed yet"), by="desk")
    engine.close()
    cut(tmp_path / "record.db", 5)
    with Engine.open(tmp_path / "record.db") as thief:
        thief.execute(Note(mandate=M, text="something else"), by="desk")
        verdict = thief.verify(deep=True, checkpoint=text)
        assert (verdict.findings, verdict.events, verdict.signed_up_to) == ((), 5, 4)


def test_a_thief_of_the_key_adds_events_but_changes_none_that_were_seen(
    engine: Engine, tmp_path: Path
) -> None:
    seen = witness(engine, tmp_path, sign(engine, tmp_path))
    engine.execute(Note(mandate=M, text="false"), by="the thief")
    assert witness(engine, tmp_path, sign(engine, tmp_path))  # nobody can tell

    engine.close()
    cut(tmp_path / "record.db", 4)
    with Engine.open(tmp_path / "record.db") as thief:
        for text in ("another second", "and more", "and more"):
            thief.execute(Note(mandate=M, text=text), by="desk")
        text = sign(thief, tmp_path)
        assert thief.verify(deep=True).findings == ()  # by itself it looks whole
        assert thief.verify(checkpoint=seen).position is not None
        with pytest.raises(Refused, match="two histories"):
            witness(thief, tmp_path, text)


def test_recorded_at_is_a_claim_that_a_cosigned_checkpoint_bounds(tmp_path: Path) -> None:
    keys.generate(tmp_path / "log.key", "log.example/m")
    keys.generate(tmp_path / "witness.key", "witness.example")
    long_ago = datetime(1999, 12, 22, tzinfo=UTC)
    with Engine.open(tmp_path / "record.db", clock=lambda: long_ago) as engine:
        engine.execute(adoption(), by="desk")
        assert engine.verify().findings == ()  # whatever the clock said
        text = witness(engine, tmp_path, sign(engine, tmp_path))

    when = cosigned(parse_checkpoint(text), keys.public_key(tmp_path / "witness.key.pub"))
    assert when is not None
    assert abs(datetime.fromtimestamp(when, UTC) - datetime.now(UTC)) < timedelta(minutes=5)
