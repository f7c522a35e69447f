"""Emmett, an event store of npm, as a peer: the same lives in its store, rebuilt its own way.

`benchmarks/emmett/` has what it runs. npm installs Emmett into the user's folder for caches, once;
nothing of it is part of this project. The first events alone are loaded: it folds one by one.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any

import peers
from lives import events
from places import Place

SOURCE = Path(__file__).parent / "emmett"
EVENTS = 10_000
BATCH = 5_000
"""Of 100, 1,000, 5,000 and 10,000 the one at which Emmett rebuilds quickest."""
NPM = ("npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--no-update-notifier")


class EmmettAbsent(Exception):
    """Emmett cannot be had on this machine; says why in one line."""


class Emmett:
    """Emmett's store on the database of a place, loaded with the first of so many events."""

    def __init__(self, place: Place, count: int, seed: int) -> None:
        """Raises `EmmettAbsent` where node or npm is missing or does not get it to run."""
        self._server = place.server
        self._database = "postgresql" if place.server else "sqlite"
        self._folder = _installed(self._database)
        self._count = min(count, EVENTS)
        self._states: dict[str, peers.State] = {}
        self._file = place.folder / "emmett.db"
        self._load(seed)

    @property
    def conditions(self) -> str:
        """What its figures depend on."""
        node = _said("node", "--version")
        asked = json.loads((SOURCE / self._database / "package.json").read_text("utf-8"))
        named = [f"{name} {version}" for name, version in asked["dependencies"].items()]
        return " · ".join([f"node {node}", *named, f"{self._count} events in batches of {BATCH}"])

    def rebuilt(self) -> dict[str, Any]:
        """What a rebuild took: its rate, its seconds and the peak of its memory in MB, of the
        rebuild alone. Its register is compared with what the library's fold makes of the lives."""
        output = self._run("rebuild", self._fresh(), str(self._count), str(BATCH))
        if self._register() != self._states:
            raise ValueError("Emmett's register is not that of the library")
        found: dict[str, Any] = json.loads(output)
        return found

    def _load(self, seed: int) -> None:
        lines: list[str] = []
        for one in events(self._count, seed):
            happened = peers.happened(one)
            self._states[one.stream] = peers.fold(self._states.get(one.stream), happened)
            lines.append(_line(one.stream, str(one.event_id), happened))
        self._run("load", self._where, given="".join(lines))

    @property
    def _where(self) -> str:
        if self._server is None:
            return str(self._file)
        reached = f"host={self._server.folder}&port={self._server.port}"
        return f"postgresql://postgres@localhost/postgres?{reached}"

    def _fresh(self) -> str:
        """Where a rebuild begins: on SQLite in a copy of the file that was loaded."""
        if self._server is not None:
            return self._where
        for left in self._file.parent.glob("emmett-rebuilt.db*"):
            left.unlink()
        copy = self._file.with_name("emmett-rebuilt.db")
        return str(shutil.copyfile(self._file, copy))

    def _register(self) -> dict[str, peers.State]:
        if self._server is None:
            with closing(sqlite3.connect(self._file.with_name("emmett-rebuilt.db"))) as connection:
                rows = connection.execute("SELECT mandate, state FROM register")
                return {mandate: json.loads(state) for mandate, state in rows}
        import psycopg

        with psycopg.connect(self._where) as server:
            return dict(server.execute("SELECT mandate, state FROM emmett_register").fetchall())

    def _run(self, *words: str, given: str = "") -> str:
        command = ["node", str(self._folder / "run.mjs"), self._database, *words]
        return subprocess.run(
            command, input=given, stdout=subprocess.PIPE, text=True, check=True
        ).stdout


def _line(stream: str, event_id: str, happened: peers.Happened) -> str:
    metadata = {
        "day": happened.day, "recorded_at": happened.timestamp.isoformat(), "actor": happened.actor,
        "command_id": happened.command_id, "command_digest": happened.command_digest,
    }  # fmt: skip
    event = {
        "stream": stream, "version": happened.originator_version, "id": event_id,
        "type": happened.tag, "data": happened.data, "metadata": metadata,
    }  # fmt: skip
    return json.dumps(event) + "\n"


def _installed(database: str) -> Path:
    """The folder where it runs: a copy of ours, with its packages; another for other versions."""
    for tool in ("node", "npm"):
        if shutil.which(tool) is None:
            raise EmmettAbsent(f"there is no {tool}")
    caches = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    wanted = hashlib.sha256((SOURCE / database / "package.json").read_bytes()).hexdigest()[:12]
    folder = caches / "mandates-benchmarks" / f"emmett-{database}-{wanted}"
    shutil.copytree(SOURCE, folder, dirs_exist_ok=True)
    if not (folder / database / "node_modules" / ".package-lock.json").exists():
        _said(*NPM, cwd=folder / database)  # sqlite3 may have to be compiled: minutes
    _said("node", "--input-type=module", "--eval", f"await import('./{database}/store.mjs')",
          cwd=folder)  # fmt: skip
    return folder


def _said(*command: str, cwd: Path | None = None) -> str:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        said = [line for line in done.stderr.splitlines() if "rror" in line] or ["no reason given"]
        raise EmmettAbsent(f"{' '.join(command[:2])}: {said[0].strip()}")
    return done.stdout.strip()
