"""A cluster that Patroni runs: two servers, and etcd to agree on who leads. All on this machine."""

from __future__ import annotations

import contextlib
import json
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from postgres import other_user

PROGRAMS = ("patroni", "etcd", "pg_config")
TTL = 20
"""Seconds after which a leader that says nothing is one no more: Patroni takes no less."""
SOON = 90
"""Seconds within which a cluster comes to be as it should."""


def missing() -> list[str]:
    """The programs that are not there."""
    return [one for one in PROGRAMS if shutil.which(one) is None]


class Cluster:
    """Servers ``a`` and ``b``, each with a Patroni, set as docs/server.md has it."""

    def __init__(self) -> None:
        self._user: pwd.struct_passwd | None = other_user() if os.geteuid() == 0 else None
        self._folder = Path(tempfile.mkdtemp(prefix="patroni"))
        if self._user:
            os.chown(self._folder, self._user.pw_uid, self._user.pw_gid)
        self._etcd, etcd_peer = f"127.0.0.1:{_free()}", f"127.0.0.1:{_free()}"
        self._ports = {name: _free() for name in "ab"}
        self._asked = {name: f"127.0.0.1:{_free()}" for name in "ab"}
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._run(
            "etcd", "--data-dir", "etcd", "--listen-client-urls", f"http://{self._etcd}",
            "--advertise-client-urls", f"http://{self._etcd}", "--listen-peer-urls",
            f"http://{etcd_peer}", "--initial-advertise-peer-urls", f"http://{etcd_peer}",
            "--initial-cluster", f"default=http://{etcd_peer}",
        )  # fmt: skip
        for name in "ab":
            (self._folder / f"{name}.yml").write_text(json.dumps(self._settings(name)))

    @property
    def url(self) -> str:
        """Of the record, on whichever server takes writes."""
        ports = ",".join(map(str, self._ports.values()))
        return f"postgresql://postgres@/postgres?host=127.0.0.1,127.0.0.1&port={ports}"

    @property
    def release(self) -> str:
        """Of Patroni and the servers."""
        said = [["patroni", "--version"], ["pg_config", "--version"]]
        return ", ".join(subprocess.check_output(one, text=True).strip() for one in said)

    def start(self) -> None:
        """Start what does not run, and wait until one leads and the other has all that it has."""
        for name in "ab":
            if f"patroni {name}" not in self._running:
                self._run("patroni", f"{name}.yml", name=f"patroni {name}")
                self._until(partial(self._is_there, name), name)
        self._until(lambda: set(self._roles().values()) == {"leader", "sync_standby"}, "a standby")

    def kill_leader(self) -> None:
        """End the server that leads and its Patroni, as the end of their machine would."""
        name = next(one for one, role in self._roles().items() if role == "leader")
        pid = int((self._folder / name / "postmaster.pid").read_text().split()[0])
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        self._end(self._running.pop(f"patroni {name}"))
        for one in (pid, *map(int, children)):
            with contextlib.suppress(ProcessLookupError):
                os.kill(one, signal.SIGKILL)

    def stop(self) -> None:
        """End all, and remove what they wrote."""
        for name in "ab":
            if f"patroni {name}" in self._running:
                self._end(self._running.pop(f"patroni {name}"))
            with contextlib.suppress(FileNotFoundError, ProcessLookupError):
                pid = (self._folder / name / "postmaster.pid").read_text().split()[0]
                os.kill(int(pid), signal.SIGKILL)
        for process in self._running.values():
            self._end(process)
        shutil.rmtree(self._folder, ignore_errors=True)

    def _settings(self, name: str) -> dict[str, Any]:
        where = f"127.0.0.1:{self._ports[name]}"
        roles = {"superuser": "postgres", "replication": "replicator", "rewind": "rewinder"}
        return {
            "scope": "mandates", "name": name, "etcd3": {"host": self._etcd},
            "restapi": {"listen": self._asked[name], "connect_address": self._asked[name]},
            "bootstrap": {
                "dcs": {
                    "ttl": TTL, "loop_wait": 5, "retry_timeout": 5,
                    "synchronous_mode": True, "synchronous_mode_strict": True,
                    "postgresql": {
                        "use_pg_rewind": True,
                        "parameters": {
                            "synchronous_commit": "on", "wal_log_hints": "on",
                            "wal_sender_timeout": "10s",
                        },
                    },
                },
                "initdb": ["data-checksums", {"encoding": "UTF8"}, {"locale": "C"}],
                "pg_hba": [
                    "local all all trust",
                    "host all all 127.0.0.1/32 trust",
                    "host replication all 127.0.0.1/32 trust",
                ],
            },
            "postgresql": {
                "listen": where, "connect_address": where, "data_dir": str(self._folder / name),
                "bin_dir": subprocess.check_output(["pg_config", "--bindir"], text=True).strip(),
                "pgpass": str(self._folder / f"{name}.pass"),
                "authentication": {
                    role: {"username": user, "password": "x"} for role, user in roles.items()
                },
                "parameters": {"unix_socket_directories": str(self._folder)},
            },
            "watchdog": {"mode": "off"},
        }  # fmt: skip

    def _run(self, *command: str, name: str | None = None) -> None:
        with (self._folder / f"{name or command[0]}.log").open("ab") as log:
            self._running[name or command[0]] = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=self._folder,
                start_new_session=True,
                user=self._user.pw_uid if self._user else None,
                group=self._user.pw_gid if self._user else None,
            )  # fmt: skip

    def _is_there(self, name: str) -> bool:
        return name in self._roles()

    def _roles(self) -> dict[str, str]:
        """What those that run are, as whoever answers first says."""
        for asked in self._asked.values():
            try:
                with urllib.request.urlopen(f"http://{asked}/cluster", timeout=2) as answer:
                    members = json.load(answer)["members"]
            except (OSError, ValueError, urllib.error.URLError):
                continue
            return {
                one["name"]: one["role"]
                for one in members
                if one["state"] in ("running", "streaming")
            }
        return {}

    def _until(self, so: Callable[[], bool], what: str) -> None:
        deadline = time.monotonic() + SOON
        while not so():
            if time.monotonic() > deadline:
                logs = "\n".join(one.read_text()[-800:] for one in self._folder.glob("*.log"))
                raise RuntimeError(f"{what} did not come:\n{logs}")
            time.sleep(0.2)

    @staticmethod
    def _end(process: subprocess.Popen[bytes]) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _free() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
