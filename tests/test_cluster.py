"""`scripts/cluster`: what docs/operating.md says to do when a primary dies, done by the letter."""

from __future__ import annotations

import contextlib
import os
import random
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from host import adoption

from mandates import Engine, Note
from mandates.adapters.record import administration
from mandates.adapters.record.postgres.address import address
from spec import M

ROOT = Path(__file__).resolve().parent.parent


@dataclass
class Cluster:
    """A primary and its synchronous standby, under one URL."""

    folder: Path
    port: int

    def __call__(self, action: str, code: int = 0) -> str:
        done = subprocess.run(
            [str(ROOT / "scripts" / "cluster"), action, str(self.folder)],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=600, check=False,
            env=os.environ | {"MANDATES_CLUSTER_PORT": str(self.port)},
        )  # fmt: skip
        assert done.returncode == code, done.stdout
        return done.stdout

    @property
    def url(self) -> str:
        """As it is printed."""
        (line,) = (one for one in self("status").splitlines() if one.startswith("url "))
        return line.split()[1]


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    # Not below pytest's own folder, where another user may not go.
    folder = tempfile.mkdtemp(prefix="mandates-cluster-", dir="/tmp")
    found = Cluster(Path(folder), two_free_ports())
    found("start")
    yield found
    found("stop")
    assert not found.folder.exists()


def two_free_ports() -> int:
    """The first of two ports; not of those from which programs call others."""
    while True:
        port = random.randrange(20_000, 32_000)
        with socket.socket() as one, socket.socket() as other, contextlib.suppress(OSError):
            one.bind(("127.0.0.1", port))
            other.bind(("127.0.0.1", port + 1))
            return port


def note(engine: Engine, text: str) -> tuple[int, ...]:
    return engine.execute(Note(mandate=M, text=text), by="desk").positions


def answering(url: str) -> str:
    server = administration.status(url).server
    assert server is not None
    assert server.endswith("takes what is recorded")
    return server.split()[3]


def test_one_address_goes_on_over_a_failover_and_back(cluster: Cluster) -> None:
    url = cluster.url
    assert "," in url
    with Engine.open(url, busy_timeout=20) as engine:
        engine.execute(adoption(), by="desk")
        first = answering(url)
        assert note(engine, "on the first") == (3,)
        assert "the primary lives" in cluster("promote", code=1)
        cluster("fail")
        assert "acknowledges alone" in cluster("promote")
        assert note(engine, "on the second") == (4,)
        assert answering(url) != first
        assert engine.verify().findings == ()
        assert "was a primary before" in cluster("start"), "never two of them"
        cluster("rejoin")
        assert note(engine, "with a standby again") == (5,)
        cluster("fail")
        cluster("promote")
        assert answering(url) == first
        assert [one.position for one in engine.events()] == [1, 2, 3, 4, 5]
        assert note(engine, "back on the first") == (6,)


def test_a_primary_whose_standby_is_gone_acknowledges_nothing(cluster: Cluster) -> None:
    url = cluster.url
    with Engine.open(url, busy_timeout=1) as engine:
        engine.execute(adoption(), by="desk")
        pid = int((cluster.folder / "two" / "postmaster.pid").read_text().splitlines()[0])
        os.kill(pid, 3)  # SIGQUIT: at once
        with psycopg.connect(address(url).conninfo, autocommit=True) as connection:
            while connection.execute("SELECT 1 FROM pg_stat_replication").fetchone():
                time.sleep(0.01)
        writing = threading.Thread(target=note, args=(engine, "waits"), daemon=True)
        writing.start()
        writing.join(2)
        assert writing.is_alive(), "nothing is acknowledged on one disk alone"
        cluster("start")
        writing.join(120)
        assert not writing.is_alive()
        with psycopg.connect(address(url).conninfo) as connection:
            row = connection.execute("SELECT sync_state FROM pg_stat_replication").fetchone()
            assert row == ("quorum",)
        assert [one.position for one in engine.events()] == [1, 2, 3]
