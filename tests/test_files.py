"""Files that the program writes beside the record: whole or not at all, where they were meant."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest
from host import adoption, dated

from mandates import BadInput, Engine, Unavailable
from mandates.adapters.audit import keys
from mandates.adapters.cli.errors import run
from mandates.adapters.files import write_new, write_text


def test_a_pipe_or_a_device_is_written_to_and_stays_one(tmp_path: Path) -> None:
    pipe, read = tmp_path / "pipe", list[str]()
    os.mkfifo(pipe)
    reader = Thread(target=lambda: read.append(pipe.read_text()))
    reader.start()
    write_text(pipe, "signed")
    reader.join(10)
    assert (read, pipe.is_fifo()) == (["signed"], True)


def test_a_link_is_followed_and_stays_one(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real" / "file")
    for text in ("first", "second"):
        write_text(tmp_path / "link", text)
        assert (tmp_path / "real" / "file").read_text() == text
        assert (tmp_path / "link").is_symlink()


def anew(path: Path) -> None:
    write_text(path, "new")


def once(path: Path) -> None:
    write_new(path, "new", 0o600)


@pytest.mark.parametrize("write", [anew, once])
def test_nothing_is_left_of_what_a_full_disk_took_no_more_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write: Callable[[Path], None]
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(Unavailable, match="file cannot be written: No space left"):
            write(tmp_path / "file")
    assert not list(tmp_path.iterdir())
    write(tmp_path / "file")
    assert (tmp_path / "file").read_text() == "new"


@pytest.mark.parametrize("name", ["nowhere/file", "log.key/file"])
@pytest.mark.parametrize(
    "words",
    [
        "docket --ics {}", "audit export {}", "audit keygen --name a/b --key {}",
        "audit checkpoint --key log.key --out {}", "audit prove 1 --checkpoint 1.cp --out {}",
        "audit cosign 1.cp --key witness.key --public-key log.key.pub --seen {}",
        "audit cosign 1.cp --key witness.key --public-key log.key.pub --seen seen --out {}",
        "token add desk --tokens {}", "copy --to {}", "execute {}", "import {}", "read {}",
    ],
)  # fmt: skip
def test_a_name_that_leads_nowhere_is_bad_input_whatever_is_to_be_done_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: str, name: str,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    for one in ("log", "witness"):
        keys.generate(Path(f"{one}.key"), f"{one}.example/m")
    with Engine.open("record.db") as engine:
        engine.execute(adoption(dated("2.1", "GA/56")), by="desk")
        engine.checkpoint(Path("log.key"))
        Path("1.cp").write_text(engine.checkpoints()[0].note)
    before = {one.name for one in Path().iterdir()}
    database = [] if words.startswith("read") else ["--db", "record.db"]
    assert run([*words.format(name).split(), *database]) == 2
    told = capsys.readouterr().err
    assert told.startswith("mandates: ")
    assert told.count("\n") == 1
    assert {one.name for one in Path().iterdir()} - before <= {"seen", ".seen.lock"}
    with pytest.raises(BadInput):
        write_text(Path(name), "x")
