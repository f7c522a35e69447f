"""A copy between a file and a server, killed in its midst, in both directions."""

from __future__ import annotations

import os
import time
from functools import partial
from itertools import count
from pathlib import Path
from random import Random

import pytest
from host import adoption, check_whole, database
from ledger import Ledger

from mandates import Engine, Note
from mandates.adapters.audit import copying
from postgres import VERSIONS, Servers
from spec import M

from .children import Say, killed_after

LONG = os.environ.get("MANDATES_TEST_SIZE") == "long"
EVENTS = 3000 if LONG else 600  # two full tiles, and more
KILLS = 20 if LONG else 4
PAGES = EVENTS // 20 // KILLS - 1
"""That one copy may put there: so many that all of them do not come to the end."""


def copy(source: str, target: str, say: Say) -> None:
    """Copy, and tell of each page that was put there; as slowly as if it were a long way, so that
    it is killed in its midst however late whoever kills it comes."""
    pages = count(1)

    def tell(number: int) -> None:
        say(number)
        time.sleep(0.001 if next(pages) < PAGES else 3600)

    with Engine.open(source) as engine:
        engine.copy(target, progress=tell)


@pytest.mark.parametrize("way", ["to a server", "to a file"])
def test_a_copy_that_is_killed_at_any_time_goes_on_to_the_same_record(
    way: str, tmp_path: Path, servers: Servers, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    row, chance = ledger("kill -9", f"a copy {way}, at any time"), Random(5)
    monkeypatch.setattr(copying, "PAGE", 20)  # thirty transactions
    file, server = database(tmp_path), servers.url(VERSIONS[-1])
    source, target = (file, server) if way == "to a server" else (server, file)
    with Engine.open(source) as engine:
        engine.execute(adoption(), by="desk")
        notes = [Note(mandate=M, text=f"{n}", internal=f"of {n}") for n in range(EVENTS // 20)]
        for one in notes:
            engine.execute([one] * 20, by="desk")
    there = 0
    for _ in range(KILLS):
        child = killed_after(partial(copy, source, target), chance.uniform(0, 0.01), begun=True)
        told = sum(child.said())
        with Engine.open(target) as engine:
            events = list(engine.events())
        check_whole(events)  # no gap, and no half command
        row.tried += 1
        row.held += there + told
        row.lost += max(there + told - len(events), 0)
        there = len(events)
    with Engine.open(source) as engine, Engine.open(target) as copied:
        end = engine.status().position
        assert 0 < there < end, "killed in its midst"
        assert engine.copy(target) == (end - there, end)
        row.wrong += list(copied.events()) != list(engine.events())
        row.wrong += copied.basis().root != engine.basis().root
        row.wrong += len(copied.verify(deep=True).findings)
        noted = list(engine.events())
        row.wrong += copied.internal_notes(noted) != engine.internal_notes(noted)
    assert row.losses == 0, row
