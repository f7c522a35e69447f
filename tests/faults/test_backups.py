"""Backups that are taken while others record: restored, they are a true beginning of the record."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Generator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from host import adoption
from ledger import Ledger, Row

from mandates import Engine, Note
from postgres import EXISTING, Server

NOTE = Note(mandate="A/RES/54/226#2.2", text="written while the backup is taken")
ENOUGH = 30
"""Commands before the backup begins, and as many once it is taken: those it lacks."""


@contextmanager
def recording(address: str) -> Generator[list[int]]:
    """Somebody who records until the end; what was acknowledged so far."""
    told: list[int] = []
    ended = threading.Event()
    with Engine.open(address, busy_timeout=30) as engine:
        engine.execute(adoption(), by="desk")

        def record() -> None:
            while not ended.is_set():
                told.extend(engine.execute(NOTE, by="desk").positions)

        thread = threading.Thread(target=record)
        thread.start()
        try:
            wait_for(told, ENOUGH)
            yield told
        finally:
            ended.set()
            thread.join()


def wait_for(told: list[int], count: int) -> None:
    deadline = time.monotonic() + 60
    while len(told) < count:
        assert time.monotonic() < deadline, "nobody records"
        time.sleep(0.005)


def judge(live: str, restored: str, acknowledged: int, row: Row) -> None:
    """What was acknowledged before the backup began is in it, and it goes on from there."""
    with Engine.open(restored) as engine:
        engine.verify()
        held = engine.basis()
        row.tried += 1
        row.held += held.position
        row.lost += max(acknowledged - held.position, 0)
        with Engine.open(live) as other:
            assert other.basis().position > held.position, "nothing was recorded meanwhile"
            assert other.basis(known_at=held.position).root == held.root
        answer = engine.execute(NOTE, by="the drill")
        assert answer.positions == (held.position + 1,)
        assert len(engine.register().items) == 1
    assert row.losses == 0, row


def test_a_sqlite_file_is_copied_while_others_record(tmp_path: Path, ledger: Ledger) -> None:
    row = ledger("backup", "a SQLite file, by its own backup while others record")
    live, restored = str(tmp_path / "live.db"), str(tmp_path / "restored.db")
    with recording(live) as told:
        acknowledged = told[-1]
        with closing(sqlite3.connect(live)) as source, closing(sqlite3.connect(restored)) as copy:
            source.backup(copy, pages=-1)
        wait_for(told, len(told) + ENOUGH)
    judge(live, restored, acknowledged, row)


@pytest.mark.skipif(bool(EXISTING), reason="needs a server of its own to copy")
def test_a_server_is_copied_while_others_record(ledger: Ledger) -> None:
    row = ledger("backup", "a PostgreSQL server, by pg_basebackup while others record")
    live = Server("18", {"wal_level": "replica", "max_wal_senders": "4"})
    live.start()
    copy = Server("18", port=live.port + 1)
    try:
        with recording(live.url()) as told:
            acknowledged = told[-1]
            copy.run("pg_basebackup", "-D", str(copy.data), "-h", str(live.folder), "-p",
                     str(live.port), "-U", "postgres", "-X", "stream", "-c", "fast")  # fmt: skip
            wait_for(told, len(told) + ENOUGH)
        copy.start()
        judge(live.url(), copy.url(), acknowledged, row)
    finally:
        copy.stop()
        live.stop()
