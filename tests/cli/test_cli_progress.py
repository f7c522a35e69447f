"""What takes over a second says how far it is, to whoever looks; what does not, says nothing."""

from __future__ import annotations

import os
import pty
import sys
import threading
from pathlib import Path

import pytest
from host import adoption, database

from mandates import Engine, Note
from mandates.adapters.cli import progress
from mandates.adapters.cli.progress import LateBar
from mandates.adapters.feed.rebuild import Progress
from spec import M


def on_a_terminal(*words: str, at_once: bool = True) -> str:
    """What a command writes where both its outputs are a terminal."""
    start = "from mandates.adapters.cli import progress, main; "
    start += "progress.SECONDS = 0; " if at_once else ""
    command = (sys.executable, "-c", f"{start}main({list(words)!r})")
    child, terminal = pty.fork()
    if child == 0:
        os.execve(command[0], command, {**os.environ, "TERM": "xterm"})
    written = b""
    try:
        while piece := os.read(terminal, 1 << 16):
            written += piece
    except OSError:  # the child has gone, and its terminal with it
        pass
    os.close(terminal)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0, written
    return written.decode()


@pytest.fixture
def record(tmp_path: Path) -> str:
    """So much that its views take two pages."""
    path = database(tmp_path)
    with Engine.open(path) as engine:
        engine.execute(adoption(), by="desk")
        for number in range(3):
            engine.execute([Note(mandate=M, text=f"{number}.{n}") for n in range(1050)], by="desk")
    return str(path)


def test_a_first_reading_and_a_tick_show_how_far_they_are(record: str) -> None:
    assert "bringing views up" in on_a_terminal("list", "--db", record)
    assert "bringing views up" not in on_a_terminal("list", "--db", record), "they are"
    ticked = on_a_terminal("tick", "--now", "2001-07-03", "--db", record)
    assert "bringing views up" in ticked, "those that nobody had asked"
    assert "to announce by 2001-07-03T12:00:00Z" in ticked


def test_what_is_quick_shows_no_bar(record: str) -> None:
    assert "\x1b[?25l" not in on_a_terminal("status", "--db", record, at_once=False)


def test_an_engine_tells_how_far_its_views_are(record: str) -> None:
    told: list[Progress] = []
    with Engine.open(record, report=told.append) as engine:
        engine.catch_up()
        assert told[-1].events == told[-1].of == engine.status().position
        assert any(one.events < one.of for one in told)
        told.clear()
        engine.catch_up()
        assert told == [], "nothing was missing"


def test_an_engine_tells_how_many_mandates_a_tick_has_asked(record: str) -> None:
    told: list[tuple[int, int]] = []
    with Engine.open(record) as engine:
        engine.tick(report=lambda done, of: told.append((done, of)))
    assert told[-1] == (1, 1)
    assert set(told[:-1]) == {(0, 0)}, "while views are brought up"


class Looked:
    """A clock, and a screen that counts what it shows."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, seen: bool) -> None:
        self.now = 100.0
        monkeypatch.setattr(progress, "monotonic", lambda: self.now)
        monkeypatch.setattr(sys.stderr, "isatty", lambda: seen, raising=False)
        self.bar = LateBar("working")

    @property
    def shown(self) -> bool:
        return self.bar.shown


def test_a_bar_comes_after_a_second_and_goes_when_all_is_done(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked = Looked(monkeypatch, seen=True)
    looked.bar(1, 9)
    looked.now += 0.9
    looked.bar(2, 9)
    assert not looked.shown
    looked.now += 0.2
    looked.bar(3, 9)
    assert looked.shown
    looked.bar(9, 9)
    assert not looked.shown
    looked.bar(1, 9)
    assert not looked.shown, "what begins anew has a second again"


def test_no_thread_paints_a_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fork would copy what it holds, and the end of the program would not wait for it."""
    before = threading.enumerate()
    looked = Looked(monkeypatch, seen=True)
    looked.bar(1, 9)
    looked.now += 2
    looked.bar(2, 9)
    with progress.working("working", 9) as advance, progress.folding("folding") as show:
        advance()
        show(Progress(events=1, of=9, seconds=1.0))
        assert threading.enumerate() == before
    assert looked.shown
    looked.bar.close()


def test_nobody_who_does_not_look_is_shown_a_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    looked = Looked(monkeypatch, seen=False)
    looked.bar(1, 9)
    looked.now += 5
    looked.bar(2, 9)
    assert not looked.shown
