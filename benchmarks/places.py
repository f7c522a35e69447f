"""Where a benchmark's databases are: files in a folder, or schemas of a PostgreSQL of its own.

The server is that of the tests (tests/postgres.py), with fsync and everything else that makes a
commit durable, on a Unix socket; its data lie where the files would.
"""

from __future__ import annotations

import json
import os
import platform
import sqlite3
import sys
import tempfile
import time
from collections.abc import Generator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import click

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
from postgres import Server

VERSION = "18"
SETTINGS = {"fsync": "on", "shared_buffers": "256MB", "autovacuum": "on"}

postgres = click.option(
    "--postgres", is_flag=True, help="On a PostgreSQL server of its own instead of SQLite."
)
"""The option of a benchmark."""


@dataclass(frozen=True)
class Place:
    """Where the databases of one run are."""

    folder: Path
    server: Server | None = None

    def record(self, name: str) -> str:
        """Where the record of that name is."""
        return self.server.url(name) if self.server else str(self.folder / f"{name}.db")

    def library(self, name: str) -> dict[str, str]:
        """What tells the library where its events of that name are."""
        if self.server is None:
            return {
                "PERSISTENCE_MODULE": "eventsourcing.sqlite",
                "SQLITE_DBNAME": str(self.folder / f"{name}.db"),
            }
        return {
            "PERSISTENCE_MODULE": "eventsourcing.postgres",
            "POSTGRES_DBNAME": "postgres",
            "POSTGRES_HOST": str(self.server.folder),
            "POSTGRES_PORT": str(self.server.port),
            "POSTGRES_USER": "postgres",
            "POSTGRES_PASSWORD": "none",
        }

    @property
    def conditions(self) -> str:
        """What the figures depend on."""
        durably = "WAL, synchronous=FULL"
        store = f"SQLite {sqlite3.sqlite_version}, {durably}"
        if self.server is not None:
            store = f"PostgreSQL {self.server.release}, fsync, synchronous_commit, Unix socket"
        machine = f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}"
        load = f"load {os.getloadavg()[0]:.1f}"
        return " · ".join(
            [f"Python {platform.python_version()}", store, file_system(self.folder), machine, load]
        )


def twofold(seconds: float = 2.0) -> float:
    """How much two processes do at once that share nothing, to what one does alone.

    Two workers cannot give more: cores may be two halves of one, and share their memory.
    """
    with ProcessPoolExecutor(2) as pool:
        list(pool.map(_worked, [0.1, 0.1]))  # both have begun
        one = pool.submit(_worked, seconds).result()
        return sum(pool.map(_worked, [seconds, seconds])) / one


def _worked(seconds: float) -> int:
    text, count = json.dumps({str(number): [number] * 9 for number in range(30)}), 0
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        json.dumps(json.loads(text))
        count += 1
    return count


@contextmanager
def place(on_server: bool, folder: Path | None) -> Generator[Place]:
    """A place that is removed in the end; below ``folder``, or in a temporary one."""
    with tempfile.TemporaryDirectory(dir=folder) as name:
        if not on_server:
            yield Place(Path(name))
            return
        server = Server(VERSION, SETTINGS, below=folder)
        try:
            server.start()
            yield Place(server.folder, server)
        finally:
            server.stop()


def file_system(folder: Path) -> str:
    """The type of the file system, from the longest mount point that holds the folder."""
    try:
        mounts = [line.split()[1:3] for line in Path("/proc/mounts").read_text().splitlines()]
    except OSError:
        return "unknown file system"
    holding = [(len(at), kind) for at, kind in mounts if folder.resolve().is_relative_to(at)]
    return max(holding)[1] if holding else "unknown file system"
