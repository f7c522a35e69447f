"""What goes wrong: one clear line on stderr, the exit code of the contract, nothing recorded."""

from __future__ import annotations

import contextlib
import json
import os
import shlex
import shutil
import signal
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import pytest
from click import Abort

from mandates import Engine
from mandates.adapters.cli.commands import work

from .terminal import COMMAND, DAY, SYMBOL, Terminal, reading

REPORT = f"{SYMBOL}#1.1"
RECORDING: list[tuple[str, ...]] = [
    ("note", REPORT, "a remark"),
    ("session", "plan", "GA/56", "--opens", "2001-09-11"),
]
READING: list[tuple[str, ...]] = [("list",), ("status",), ("audit", "events"), ("tick",)]
EVERY = [*RECORDING, *READING]


@pytest.mark.parametrize("words", EVERY, ids=" ".join)
def test_a_file_that_is_no_database(cli: Terminal, words: tuple[str, ...]) -> None:
    cli.write("text.db", "this is a text, not a database")
    said = cli(*words, "--db", "text.db", code=2)
    assert said.error == "text.db is no SQLite database: name another file"
    assert (cli.folder / "text.db").read_text() == "this is a text, not a database"


@pytest.mark.parametrize("words", EVERY, ids=" ".join)
def test_another_program_s_database(cli: Terminal, words: tuple[str, ...]) -> None:
    with sqlite3.connect("other.db") as other:
        other.execute("CREATE TABLE events (id INTEGER)")
    other.close()
    assert "another program's" in cli(*words, "--db", "other.db", code=2).error


@pytest.mark.parametrize("words", EVERY, ids=" ".join)
@pytest.mark.fault("bad data", "a newer schema")
def test_a_database_of_a_newer_release(desk: Terminal, words: tuple[str, ...]) -> None:
    with sqlite3.connect("mandates.db") as newer:
        newer.execute("INSERT INTO record_schema VALUES (99)")
    newer.close()
    said = desk(*words, code=2)
    assert "newer release" in said.error
    assert _positions("mandates.db") == 4


def _positions(path: str) -> int:
    connection = sqlite3.connect(path)
    (found,) = connection.execute("SELECT count(*) FROM events").fetchone()
    connection.close()
    return int(found)


@pytest.mark.parametrize("how", ["IMMEDIATE", "EXCLUSIVE"])
@pytest.mark.parametrize("words", RECORDING, ids=" ".join)
def test_a_database_that_another_program_holds(
    desk: Terminal, words: tuple[str, ...], how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MANDATES_BUSY_TIMEOUT", "0.1")
    other = sqlite3.connect("mandates.db", isolation_level=None)
    other.execute(f"BEGIN {how}")
    said = desk(*words, code=3)
    assert said.error == "mandates.db is locked by another program: try again"
    assert len(desk.json("list")["items"]) == 2
    other.close()
    desk(*words)
    assert desk.position == 5


@pytest.mark.parametrize(
    ("tables", "view", "words", "stream"),
    [
        ("register__*_states", "register", "list", f"mandate-{SYMBOL}#"),
        ("calendar__?", "calendar", "session list", "session-GA/56"),
        ("agenda__?", "agenda", "agenda GA/56", "item-GA/56/Cooperation"),
    ],
)
def test_a_view_that_was_spoilt_in_the_file_is_named_and_can_be_folded_anew(
    desk: Terminal, tables: str, view: str, words: str, stream: str
) -> None:
    desk("session", "plan", "GA/56", "--opens", "2001-09-11", "--on", "2000-11-03")
    desk("item", "include", "GA/56", "Cooperation", "--on", "2001-09-19")
    before = desk(*words.split()).out
    with closing(sqlite3.connect("mandates.db")) as file:
        of_table = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name GLOB ?"
        ((name,),) = file.execute(of_table, (tables,)).fetchall()
        file.execute(f"UPDATE {name} SET state = replace(state, ':', ';')")
        file.commit()
    said = desk(*words.split(), code=4).error
    assert said.startswith(f"view {view} holds what cannot be read, of {stream}")
    assert said.endswith(f": rebuild it, mandates projections rebuild {view}")
    desk("projections", "rebuild", view)
    assert desk(*words.split()).out == before


def test_a_name_in_the_file_that_is_no_text_is_damage(desk: Terminal) -> None:
    with closing(sqlite3.connect("mandates.db")) as file:
        file.execute("PRAGMA writable_schema = ON")
        spoilt = "name = CAST(x'74ff' AS TEXT), sql = 'no statement'"
        file.execute(f"UPDATE sqlite_schema SET {spoilt} WHERE name = 'record_notes'")
        file.commit()
    for words in ("list", "audit verify"):
        assert "mandates.db is damaged" in desk(*words.split(), code=4).error


@pytest.mark.parametrize("words", ["audit verify", "audit export o.bundle", "copy --to copy.db"])
def test_a_name_that_was_mistyped_is_no_record_in_good_order(cli: Terminal, words: str) -> None:
    said = cli(*words.split(), "--db", "ofice.db", code=2).error
    assert said == "ofice.db: nothing recorded yet; is that the right database?"
    assert not any(Path(one).exists() for one in ("ofice.db", "o.bundle", "copy.db"))


@pytest.mark.parametrize("every", [(), ("--every", "24h")])
def test_nothing_is_signed_of_a_name_that_was_mistyped(
    cli: Terminal, every: tuple[str, ...]
) -> None:
    cli("audit", "keygen", "--key", "log.key")
    sign = ("audit", "checkpoint", "--key", "log.key", "--out", "1.checkpoint", *every)
    said = cli(*sign, "--db", "ofice.db", code=2).error
    assert said == "ofice.db: nothing recorded yet; is that the right database?"
    assert not any(Path(one).exists() for one in ("ofice.db", "1.checkpoint"))


def test_time_brings_nothing_to_a_name_that_was_mistyped(cli: Terminal) -> None:
    assert cli("tick", "--db", "ofice.db").last == "nothing recorded yet"
    assert cli.json("tick", "--db", "ofice.db")["events"] == []
    assert not Path("ofice.db").exists()


def test_a_record_is_not_copied_onto_itself(desk: Terminal) -> None:
    Path("link.db").symlink_to("mandates.db")
    for name in ("mandates.db", "./mandates.db", "link.db"):
        assert "is the record itself" in desk("copy", "--to", name, code=2).error


def test_a_folder_where_a_database_cannot_be(cli: Terminal) -> None:
    cli.write("r.json", reading())
    words = ("adopt", "r.json", "--symbol", SYMBOL, "--date", DAY, "--db")
    assert "is a folder" in cli(*words, str(cli.folder), code=2).error
    assert "no folder" in cli(*words, "nowhere/mandates.db", code=2).error
    assert "mysql://" in cli(*words, "mysql://host/x", code=2).error


@pytest.fixture
def full_disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk, mounted for one test."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(place)]
    if os.geteuid() or not shutil.which("mount") or subprocess.call(mount, stderr=-3):
        pytest.skip("only root may mount a small disk here")
    yield place
    subprocess.check_call(["umount", str(place)])


@pytest.mark.fault("disk", "really full")
def test_a_disk_that_is_full(cli: Terminal, full_disk: Path) -> None:
    database = str(full_disk / "mandates.db")
    cli.adopt("r.json", "--db", database)
    remark, recorded = ("note", REPORT, "x" * 40_000, "--db", database), 4
    while not (done := cli.process(*remark)).returncode:
        recorded += 1
    assert done.returncode == 3
    assert done.stderr == f"mandates: the disk of {database} is full: nothing was recorded\n"
    told = cli.json("audit", "events", "--db", database)
    assert [one["position"] for one in told] == list(range(1, recorded + 1))


@pytest.mark.fault("disk", "really full")
def test_on_a_disk_that_somebody_else_filled_a_reader_is_told_so_too(
    cli: Terminal, full_disk: Path
) -> None:
    """SQLite needs a little room beside the file even to read it."""
    database = str(full_disk / "mandates.db")
    cli.adopt("r.json", "--db", database)
    with contextlib.suppress(OSError), (full_disk / "other").open("wb") as other:
        other.write(bytes(1 << 20))
    done = cli.process("audit", "events", "--db", database)
    assert done.returncode == 3
    assert done.stderr.startswith(f"mandates: the disk of {database} is full")
    (full_disk / "other").unlink()
    assert len(cli.json("audit", "events", "--db", database)) == 4


def unknown_tag(path: str, position: int) -> None:
    """Write an event of a tag that nobody knows, as a later release might."""
    with sqlite3.connect(path) as hand:
        hand.row_factory = sqlite3.Row
        row = dict(hand.execute("SELECT * FROM events WHERE position = 2").fetchone())
        identity = str(uuid4())
        row |= {"position": position, "version": 2, "tag": "mandate.sung.v1"}
        row |= {"event_id": identity, "command_id": identity, "command_index": 0}
        document = json.loads(row["state"]) | {"tag": row["tag"], "version": 2}
        row["state"] = json.dumps(document | {"event_id": identity}).encode()
        marks = ", ".join("?" * len(row))
        hand.execute(f"INSERT INTO events VALUES ({marks})", list(row.values()))
    hand.close()


@pytest.mark.parametrize(
    "words", [("audit", "events"), ("history", REPORT), ("note", REPORT, "x")], ids=" ".join
)
@pytest.mark.fault("bad data", "an event of an unknown tag")
def test_an_event_of_an_unknown_tag(desk: Terminal, words: tuple[str, ...]) -> None:
    desk("list")
    unknown_tag("mandates.db", 5)
    said = desk(*words, code=4)
    assert "position 5" in said.error
    assert "mandate.sung.v1: unknown tag" in said.error
    assert _positions("mandates.db") == 5


def test_what_can_be_answered_says_how_far_it_goes(desk: Terminal) -> None:
    desk("list")
    unknown_tag("mandates.db", 5)
    last = desk("list").last
    assert "(position 4); the view is 1 event behind the record; register stopped" in last
    assert last.count("stopped before event 5: ") == 1
    assert "stopped before event 5" in desk("status").out
    assert desk.json("projections", "status")["items"][0]["stopped_at"] == 5


def test_whoever_meets_a_view_that_lacks_much_is_told_how_to_bring_it_up(
    desk: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk("list")
    for text in "ab":
        desk("note", REPORT, text)
    monkeypatch.setattr("mandates.adapters.feed.feed.READING", 0)
    assert "the view is 2 events behind" in desk("list").last
    assert "bring it up" not in desk("list").last
    monkeypatch.setattr("mandates.adapters.cli.basis.LONG", 2)
    last = desk("list").last
    assert "behind the record; to bring it up: mandates projections rebuild" in last
    desk("projections", "rebuild")
    assert "behind" not in desk("list").last


def test_an_unknown_command_option_or_view(desk: Terminal) -> None:
    assert "No such command 'sing'" in desk("sing", code=2).error
    assert "No such command 'sing'" in desk("session", "sing", code=2).error
    assert "Missing command" in desk("--db", "x.db", code=2).error
    assert "--loud" in desk("list", "--loud", code=2).error
    assert "is no view" in desk("projections", "rebuild", "novel", code=2).error


@pytest.mark.parametrize("interruption", [Abort, KeyboardInterrupt])
def test_an_interruption_is_quiet(
    desk: Terminal, monkeypatch: pytest.MonkeyPatch, interruption: type[BaseException]
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise interruption

    monkeypatch.setattr(work.note, "callback", interrupted)
    said = desk("note", REPORT, "x", code=128 + signal.SIGINT)
    assert (said.out, said.err) == ("", "")


def test_who_stops_reading_early_hears_nothing(desk: Terminal) -> None:
    for _ in range(3):
        desk("note", REPORT, "x" * 30_000)
    line = f"{shlex.join(COMMAND)} audit events --json | head -c 1"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", line], capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr, done.returncode) == ("[", "", 0)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a device that is full")
@pytest.mark.parametrize("words", ["list", "list --json", "--help", f"note {REPORT} x --by desk"])
def test_an_answer_that_cannot_be_written_is_one_line_and_what_was_recorded_is(
    desk: Terminal, words: str
) -> None:
    before = desk.position
    done = shell(desk, f"{words} > /dev/full")
    assert (done.returncode, done.stderr.count("\n")) == (3, 1)
    assert "could not be written: No space left on device" in done.stderr
    assert desk.position == before + ("note" in words)


@pytest.mark.parametrize(
    ("words", "code"),
    [("list >&-", 0), (f"note {REPORT} x --by desk >&-", 0), ("list --loud 2>&-", 2),
     ("list --loud 2> /dev/full", 2), ("list <&- >&- 2>&-", 0),
     ("list > /dev/full 2> /dev/full", 3)],
)  # fmt: skip
def test_what_is_closed_before_we_begin_is_missed_by_nobody(
    desk: Terminal, words: str, code: int
) -> None:
    done = shell(desk, words)
    assert (done.returncode, done.stdout, done.stderr) == (code, "", "")
    with Engine.open("mandates.db") as engine:
        assert engine.verify().findings == ()


def test_a_terminal_that_has_no_place_for_a_character_is_told_its_number(desk: Terminal) -> None:
    desk("note", REPORT, "漢")
    done = desk.process("show", REPORT, PYTHONIOENCODING="latin-1")
    assert (done.returncode, done.stderr) == (0, "")
    assert "note: \\u6f22" in done.stdout
    done = shell(desk, "remind --entity $'\\x80' --within 6w --json")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["items"] == []


@pytest.mark.parametrize(
    "text", ["[" * 100_000, '{"a":' + "9" * 6000 + "}"], ids=["too deep", "a number too long"]
)
@pytest.mark.parametrize(
    "words",
    [
        "execute {}",
        "adopt {} --symbol A/RES/55/1 --date 2001-01-01",
        "import {} --map {}",
        "token revoke x --tokens {}",
        "audit cosign {} --key {} --seen {}",
    ],
)
def test_json_that_cannot_be_read_is_one_line(desk: Terminal, words: str, text: str) -> None:
    desk.write("odd.json", text)
    before = desk.position
    desk(*words.format(*["odd.json"] * 3).split(), code=2)
    assert desk.position == before


def test_a_json_with_half_of_a_character_is_one_line(desk: Terminal) -> None:
    before = desk.position
    desk.write("half.json", json.dumps(reading(title="a\ud800b")))
    words = ("half.json", "--symbol", "A/RES/55/1", "--date", "2001-01-01")
    assert "a text in it is none" in desk("adopt", *words, code=2).error
    assert desk.position == before


def shell(desk: Terminal, words: str) -> subprocess.CompletedProcess[str]:
    """A command as a shell runs it. What is written to nobody is also flushed as it leaves, unless
    the machine has Python keep nothing back."""
    line = f"{shlex.join(COMMAND)} {words.replace('#', chr(92) + '#')}"
    return subprocess.run(
        ["bash", "-c", line], cwd=desk.folder, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONUNBUFFERED": ""},
    )  # fmt: skip


def test_a_line_tells_both_ends_of_what_is_too_long(desk: Terminal) -> None:
    said = desk("show", "x" * 100_000, code=2)
    assert len(said.error) < 2100
    assert " ... " in said.error


@pytest.mark.parametrize(
    "words",
    [
        ("audit", "keygen", "--key", "x" * 1000),
        ("audit", "keygen", "--key", "/"),
        ("audit", "prove", "1", "--checkpoint", "reading.json", "--out", "reading.json", "--each"),
        ("note", REPORT, "x", "--source", "\udc80"),
    ],
    ids=["a name too long", "no name", "a file for a folder", "half a character"],
)
def test_what_a_file_system_or_a_terminal_gives_is_one_line(
    desk: Terminal, words: tuple[str, ...]
) -> None:
    before = desk.position
    desk(*words, code=2)
    assert desk.position == before


@pytest.mark.parametrize("scheme", ["postgres", "postgresql"])
def test_an_address_in_the_wrong_place_tells_no_password(desk: Terminal, scheme: str) -> None:
    address = f"{scheme}://clerk:hunter2@host/name?password=hunter3&sslmode=require"
    for words in ("show", address), ("list", "--session", address), ("list", address):
        said = desk(*words, code=2).error
        assert "hunter" not in said


def test_a_person_s_mistake_never_shows_a_traceback(desk: Terminal) -> None:
    done = desk.process("show", f"{SYMBOL}#9.9")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1


def test_a_mistake_of_ours_shows_one(desk: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("ours")

    monkeypatch.setattr(work.note, "callback", broken)
    with pytest.raises(RuntimeError, match="ours"):
        desk("note", REPORT, "x")


def test_two_answers_to_one_question_or_none_are_asked_for_anew(desk: Terminal) -> None:
    assert "give one" in desk("docket", "GA/56", "--session", "GA/57", code=2).error
    desk("docket", "GA/56", "--session", "GA/56")
    assert "say who" in desk("remind", "--entity", " ", code=2).error


def test_a_database_is_named_by_a_link_too(desk: Terminal) -> None:
    (desk.folder / "link.db").symlink_to(desk.folder / "mandates.db")
    before = desk.position
    desk("note", REPORT, "by a link", "--db", "link.db")
    assert desk.position == before + 1
