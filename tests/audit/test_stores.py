"""Bundles between stores: what was recorded in a file proves itself in PostgreSQL, and back."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest
from host import adoption, dated

from mandates import Engine, Note
from mandates.adapters.audit import keys
from mandates.adapters.record.postgres.address import address
from postgres import VERSIONS, Servers
from spec import M


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """A signed record of some 300 events, with an internal note, as a bundle."""
    keys.generate(tmp_path / "log.key", "log.example/m")
    acts = [dated(f"{number}.1", "GA/56") for number in range(3, 270)]
    with Engine.open(tmp_path / "record.db") as engine:
        engine.execute(adoption(dated("2.2", "GA/56"), *acts), by="desk")
        engine.checkpoint(tmp_path / "log.key")
        engine.execute(Note(mandate=M, text="a", internal="Ms. K. is on leave"), by="desk")
        engine.checkpoint(tmp_path / "log.key")
        engine.export(str(tmp_path / "a.bundle"))
        (tmp_path / "root").write_text(engine.basis().root)
    return tmp_path / "a.bundle"


@pytest.mark.parametrize("version", VERSIONS)
def test_a_bundle_of_a_file_is_the_same_record_on_postgresql_and_back(
    bundle: Path, tmp_path: Path, servers: Servers, version: str
) -> None:
    root = (tmp_path / "root").read_text()
    with Engine.open(servers.url(version)) as there:
        new, end = there.restore(bundle)
        assert (new, there.basis().root) == (end, root)
        verdict = there.verify(deep=True)
        assert (verdict.findings, verdict.signed_up_to) == ((), end)
        there.register()
        assert there.verify(deep=True).findings == ()
        there.export(str(tmp_path / "b.bundle"))
    with Engine.open(tmp_path / "back.db") as back:
        back.restore(tmp_path / "b.bundle")
        assert back.basis().root == root
        assert back.verify(deep=True).findings == ()


CHANGES = {
    "UPDATE {s}.events SET tag = 'mandate.noted.v1' WHERE position = 200": 200,
    "UPDATE {s}.events SET state = set_byte(state, 89, get_byte(state, 89) # 1)"
    " WHERE position = 7": 7,
    "DELETE FROM {s}.events WHERE position = 100": 100,
    "DELETE FROM {s}.events WHERE position > 255": 256,
    "UPDATE {s}.record_tiles SET hashes = set_byte(hashes, 32, get_byte(hashes, 32) # 1)": 2,
}


def test_a_changed_record_on_postgresql_is_found_at_its_position(
    bundle: Path, servers: Servers
) -> None:
    url = servers.url(VERSIONS[-1])
    place = address(url)
    with Engine.open(url) as engine:
        engine.restore(bundle)
        for change, position in CHANGES.items():
            with psycopg.connect(place.conninfo) as owner:
                owner.execute("SET session_replication_role = replica")  # no trigger fires
                owner.execute(change.format(s=place.schema).encode())
                owner.commit()
            assert engine.verify().position == position, change
            with psycopg.connect(place.conninfo) as owner:
                owner.execute("SET session_replication_role = replica")
                for table in ("events", "record_tiles", "record_checkpoints", "record_notes"):
                    owner.execute(f"DELETE FROM {place.schema}.{table}".encode())
                owner.commit()
            engine.restore(bundle)
