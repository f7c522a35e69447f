"""`serve`, as it is run: where it listens, how it ends, and what it says where it cannot listen."""

from __future__ import annotations

import hashlib
import os
import signal
import socket
import subprocess
from contextlib import closing
from urllib.request import urlopen

import pytest

from .terminal import COMMAND, Terminal


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_it_answers_at_the_address_that_it_tells_until_it_is_told_to_stop(
    desk: Terminal, how: signal.Signals
) -> None:
    with subprocess.Popen(
        [*COMMAND, "serve", "--port", "0"], cwd=desk.folder, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True, env=dict(os.environ),
    ) as running:  # fmt: skip
        assert running.stderr is not None
        address = running.stderr.readline().strip()
        assert not address.endswith(":0/")
        with urlopen(f"{address}register", timeout=120) as answer:
            assert answer.status == 200
        assert (desk.folder / "mandates.db-wal").exists()
        running.send_signal(how)
        out, rest = running.communicate(timeout=120)
    assert (running.returncode, out, rest) == (0, "", "")
    assert not (desk.folder / "mandates.db-wal").exists(), "the engine was closed"


def test_where_it_cannot_listen_one_line_says_so(desk: Terminal) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as another:
        port = str(another.getsockname()[1])
        taken = desk("serve", "--port", port, code=3)
    assert taken.error == f"127.0.0.1, port {port}, cannot be listened on: Address already in use"
    desk("token", "add", "reader")
    elsewhere = ("--host", "192.0.2.1", "--tokens", "tokens.json")
    assert (
        "192.0.2.1, port 8054, cannot be listened on: " in desk("serve", *elsewhere, code=2).error
    )


def test_tokens_are_shown_once_listed_without_them_and_taken_away(desk: Terminal) -> None:
    assert desk("token", "list").out == "tokens.json holds no token: nobody may come in by it\n"
    secret = desk("token", "add", "Ms. Desk", "--scope", "read", "--scope", "record").out.strip()
    desk("token", "add", "dashboard")
    listed = desk("token", "list")
    assert [" ".join(one.split()[:-1]) for one in listed.out.splitlines()[1:]] == [
        "Ms. Desk read, record", "dashboard read",
    ]  # fmt: skip
    kept = (desk.folder / "tokens.json").read_text()
    assert secret not in listed.out + kept
    assert hashlib.sha256(secret.encode()).hexdigest() in kept
    assert desk("token", "revoke", "Ms. Desk").out == "1 token of Ms. Desk taken away\n"
    assert "has no token in tokens.json" in desk("token", "revoke", "Ms. Desk", code=2).error
    assert [one["owner"] for one in desk.json("token", "list")["items"]] == ["dashboard"]
