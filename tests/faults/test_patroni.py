"""A server dies and Patroni lets the other one lead: nothing that was answered is lost."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from ledger import Ledger

from . import patroni
from .test_postgres import Writers, begun, judged

LONG = os.environ.get("MANDATES_TEST_SIZE") == "long"

pytestmark = pytest.mark.skipif(
    bool(patroni.missing()), reason=f"no {', '.join(patroni.missing())} on this machine"
)


@pytest.fixture
def cluster() -> Iterator[patroni.Cluster]:
    found = patroni.Cluster()
    try:
        yield found
    finally:
        found.stop()


def test_leaders_are_killed_and_nothing_answered_is_lost(
    cluster: patroni.Cluster, ledger: Ledger
) -> None:
    row = ledger("failover", "the leader of a Patroni cluster killed under load")
    cluster.start()
    begun(cluster.url)
    with Writers(cluster.url) as writers:
        for _ in range(5 if LONG else 1):
            cluster.start()
            writers.wait_for(40)
            cluster.kill_leader()
            row.tried += 1
            # Alone it acknowledges nothing: whether it leads is seen once the other follows it.
            cluster.start()
            writers.wait_for(40)
    judged(cluster.url, writers.answered, row)
    row.note = f"longest gap {writers.gap:.1f} s ({cluster.release})"
    assert row.losses == 0, row
