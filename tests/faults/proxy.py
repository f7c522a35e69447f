"""Between a client and a PostgreSQL server: it cuts connections where it is told to."""

from __future__ import annotations

import contextlib
import shutil
import socket
import threading
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from postgres import folder_of_a_socket

Cut = Literal["asked", "done", "answered"]
"""When the connection is cut: before the server is asked, while it works, or before its answer
comes back."""
_PIECE = 1 << 16


class Proxy:
    """Passes everything on between a socket of its own and that of a server."""

    def __init__(self, upstream: Path, port: int) -> None:
        self._upstream, self.port = upstream / f".s.PGSQL.{port}", port
        self.folder = folder_of_a_socket("proxy")
        self.folder.chmod(0o755)  # the server that follows runs as another user
        self._lock = threading.Lock()
        self._open: set[socket.socket] = set()
        self._refusing = False
        self._left, self._cut = 0, "asked"
        self.cuts = 0
        """How often a connection was cut because it was told so."""
        self._listener = socket.socket(socket.AF_UNIX)
        path = self.folder / f".s.PGSQL.{port}"
        self._listener.bind(str(path))
        path.chmod(0o777)
        self._listener.listen()
        threading.Thread(target=self._accept, daemon=True).start()

    def cut_at(self, request: int, when: Cut) -> None:
        """Cut the connection on which that request from now on is sent; once."""
        with self._lock:
            self._left, self._cut = request, when

    def part(self) -> None:
        """Cut all connections, and refuse new ones."""
        with self._lock:
            self._refusing = True
            broken = tuple(self._open)
        for one in broken:
            _break(one)

    def join(self) -> None:
        """Let connections through again."""
        self._refusing = False

    def close(self) -> None:
        """End it all."""
        self.part()
        self._listener.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            server = socket.socket(socket.AF_UNIX)
            try:
                if self._refusing:
                    raise ConnectionRefusedError
                server.connect(str(self._upstream))
            except OSError:
                client.close()
                server.close()
                continue
            with self._lock:
                self._open |= {client, server}
            pair = _Pair(client, server)
            for work in (self._ask, self._answer):
                threading.Thread(target=work, args=(pair,), daemon=True).start()

    def _ask(self, pair: _Pair) -> None:
        with self._passing(pair):
            while data := pair.client.recv(_PIECE):
                with self._lock:
                    self._left -= 1
                    hit = self._left == 0
                    self.cuts += hit
                if hit and self._cut == "asked":
                    return
                pair.swallowing = hit and self._cut == "answered"
                pair.server.sendall(data)
                if hit and self._cut == "done":
                    return

    def _answer(self, pair: _Pair) -> None:
        with self._passing(pair):
            while data := pair.server.recv(_PIECE):
                if pair.swallowing:
                    return
                pair.client.sendall(data)

    @contextmanager
    def _passing(self, pair: _Pair) -> Generator[None]:
        """Where one direction ends, so does the other; then both sockets are closed."""
        with contextlib.suppress(OSError):
            yield
        both = (pair.client, pair.server)
        for one in both:
            _break(one)
        with self._lock:
            pair.passing -= 1
            last = not pair.passing
            self._open -= set(both)
        if last:
            for one in both:
                one.close()


@dataclass(eq=False)
class _Pair:
    """A connection to the proxy and the one that it leads to, served by two threads."""

    client: socket.socket
    server: socket.socket
    passing: int = 2
    swallowing: bool = False
    """Whether what the server answers is withheld."""


def _break(one: socket.socket) -> None:
    """End it, for whoever waits for it too."""
    with contextlib.suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
