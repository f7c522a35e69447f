"""Every state in which the SQLite file can be found has its own answer, on one clear line."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import stat
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from forks import in_child

from mandates.adapters.record.application import LibraryRecord, open_record
from mandates.adapters.record.codec import Codec
from mandates.adapters.record.port import Head, Record
from mandates.adapters.record.sqlite import standing, wal
from mandates.adapters.record.sqlite.connections import Connections
from mandates.adapters.record.sqlite.errors import translated
from mandates.adapters.record.sqlite.recorder import SQLiteRecorder
from mandates.domain.errors import BadInput, Damaged, MandatesError, Unavailable

from .toys import REGISTRY, Said, append, batch, open_toys

MODES = {"journal_mode": "wal", "synchronous": 2}  # 2 is FULL: the log is synced at each commit


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "record.db"


@contextlib.contextmanager
def opened(path: Path, **options: Any) -> Generator[Record]:
    with closing(open_toys(str(path), **options)) as record:
        yield record


def refusal(action: Callable[[], object], kind: type[MandatesError]) -> str:
    """The one line that the action is refused with."""
    with pytest.raises(kind) as caught:
        action()
    assert type(caught.value) is kind
    assert "\n" not in str(caught.value)
    return str(caught.value)


# No file, or none of ours yet


def test_reading_creates_nothing(path: Path) -> None:
    with opened(path) as record:
        assert record.head() == Head()
        assert list(record.read()) == []

    assert list(path.parent.iterdir()) == []


def test_the_first_append_creates_the_file_for_its_owner_alone(path: Path) -> None:
    umask = os.umask(0)
    try:
        with opened(path) as record:
            append(record, "a")
            files = sorted(path.parent.iterdir())
            assert [file.name for file in files] == ["record.db", "record.db-shm", "record.db-wal"]
            assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    finally:
        os.umask(umask)


def test_every_append_is_on_the_disk_before_it_is_answered(path: Path) -> None:
    def modes(writer: sqlite3.Connection) -> list[object]:
        return [writer.execute(f"PRAGMA {it}").fetchone()[0] for it in MODES]

    with closing(SQLiteRecorder(path)) as recorder:
        found = recorder._connections.write(modes)

    assert dict(zip(MODES, found, strict=True)) == MODES


def test_an_event_that_follows_the_last_one_recorded_here_is_one_statement(path: Path) -> None:
    told: list[str] = []
    with closing(SQLiteRecorder(path)) as recorder:
        record = LibraryRecord(recorder, Codec(REGISTRY))
        append(record, "a")
        recorder._connections.write(lambda writer: writer.set_trace_callback(told.append))
        told.clear()
        append(record, "b")
        assert {one.split()[0] for one in told} == {"INSERT"}
        told.clear()
        with opened(path) as other:
            append(other, "b")
        append(record, "c")
    assert told[-1] == "COMMIT"


def test_all_that_is_recorded_within_a_host_s_transaction_goes_with_it(path: Path) -> None:
    with opened(path) as record:
        append(record, "a")
        with closing(sqlite3.connect(path, isolation_level=None)) as host:
            host.execute("PRAGMA synchronous = FULL")
            host.execute("BEGIN IMMEDIATE")
            within = record.within(host)
            for position in (2, 3, 4):
                assert append(within, "b") == [position]
            host.execute("ROLLBACK")
        assert append(record, "b") == [2]


def test_a_record_opened_before_it_exists_sees_what_another_creates(path: Path) -> None:
    with opened(path) as early, opened(path) as other:
        assert early.head() == Head()
        append(other, "a")
        assert early.head().position == 1
        append(early, "a")
        assert other.head().position == 2


def test_closing_leaves_one_file_that_holds_everything(path: Path) -> None:
    with opened(path) as record:
        append(record, "a")
        list(record.read())

    assert [file.name for file in path.parent.iterdir()] == ["record.db"]
    with opened(path) as record:
        assert record.head().position == 1


def test_an_empty_file_is_an_empty_record(path: Path) -> None:
    path.touch()
    path.chmod(0o640)
    with opened(path) as record:
        assert record.head() == Head()
        assert path.stat().st_size == 0
        append(record, "a")
        assert record.head().position == 1

    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_database_that_holds_other_tables_is_an_empty_record_and_keeps_them(path: Path) -> None:
    with closing(sqlite3.connect(path)) as host:
        host.execute("CREATE TABLE host (x)")
        host.execute("INSERT INTO host VALUES (1)")
        host.commit()
        with opened(path) as record:
            assert record.head() == Head()
            append(record, "a")
            assert record.head().position == 1
        assert host.execute("SELECT x FROM host").fetchall() == [(1,)]


def test_a_first_append_that_is_refused_leaves_an_empty_record(path: Path) -> None:
    with opened(path) as record:
        with pytest.raises(Unavailable):
            append(record, "a", expected={"a": 5})
        assert record.head() == Head()
        append(record, "a")
        assert record.head().position == 1


def test_a_path_of_special_characters_is_taken_as_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "a%20b?mode=ro#c d'é.db"
    with opened(path) as record:
        append(record, "a")

    assert path.exists()


def test_a_relative_path_means_the_folder_in_which_it_was_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path)
    with opened(Path("record.db")) as record:
        monkeypatch.chdir(tmp_path / "elsewhere")
        append(record, "a")
        assert record.head().position == 1

    assert (tmp_path / "record.db").exists()


# No record


@pytest.mark.parametrize("name", [":memory:", "a\0b"])
def test_what_names_no_file_is_refused(name: str) -> None:
    assert "file" in refusal(lambda: open_record(name, REGISTRY), BadInput)


def read(record: Record) -> object:
    return record.head()


def write(record: Record) -> object:
    return append(record, "a")


@pytest.mark.parametrize("action", [read, write])
class TestNoRecord:
    """Reading and appending are refused alike."""

    def test_a_folder_that_does_not_exist(
        self, tmp_path: Path, action: Callable[[Record], object]
    ) -> None:
        with opened(tmp_path / "none" / "record.db") as record:
            line = refusal(lambda: action(record), BadInput)

        assert f"{tmp_path}/none is no folder" in line
        assert not (tmp_path / "none").exists()

    def test_a_folder(self, tmp_path: Path, action: Callable[[Record], object]) -> None:
        with opened(tmp_path) as record:
            assert f"{tmp_path} is a folder" in refusal(lambda: action(record), BadInput)

    @pytest.mark.parametrize("content", [b"hello", b"A/RES/54/226\n" * 1000, b"\0" * 4096])
    def test_a_file_that_is_no_database(
        self, path: Path, action: Callable[[Record], object], content: bytes
    ) -> None:
        path.write_bytes(content)
        with opened(path) as record:
            assert f"{path} is no SQLite" in refusal(lambda: action(record), BadInput)

        assert path.read_bytes() == content

    def test_a_database_whose_table_events_is_another_s(
        self, path: Path, action: Callable[[Record], object]
    ) -> None:
        with closing(sqlite3.connect(path)) as host:
            host.execute("CREATE TABLE events (name TEXT)")
        with opened(path) as record:
            assert "another program's" in refusal(lambda: action(record), BadInput)

    def test_a_record_of_a_newer_release(
        self, path: Path, action: Callable[[Record], object]
    ) -> None:
        with opened(path) as record:
            append(record, "a")
        with closing(sqlite3.connect(path)) as newer:
            newer.execute("INSERT INTO record_schema VALUES (99)")
            newer.commit()
        with opened(path) as record:
            assert "newer release" in refusal(lambda: action(record), BadInput)


# A record that cannot be used now


def test_a_lock_of_another_program_is_waited_for_and_then_named(path: Path) -> None:
    with opened(path, busy_timeout=0.05) as record, closing(sqlite3.connect(path)) as other:
        append(record, "a")
        other.execute("BEGIN EXCLUSIVE")

        assert "locked by another program" in refusal(lambda: append(record, "a"), Unavailable)
        assert record.head().position == 1

        other.rollback()
        append(record, "a")
        assert record.head().position == 2


def test_a_lock_is_named_also_where_the_record_would_be_created(path: Path) -> None:
    with opened(path, busy_timeout=0.05) as record, closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert "locked" in refusal(lambda: append(record, "a", expected={"a": 0}), Unavailable)
        other.rollback()
        append(record, "a")


def test_a_full_disk_records_nothing_and_the_record_goes_on_when_there_is_room(path: Path) -> None:
    recorder = SQLiteRecorder(path)
    with opened(path) as other:
        append(other, "a")
        with closing(LibraryRecord(recorder, other._codec)) as record:  # type: ignore[attr-defined]
            append(record, "a")
            _fill(recorder)
            large = batch("b", events=[Said(text="x" * 100_000)])
            assert "full: nothing was recorded" in refusal(
                lambda: record.append(large), Unavailable
            )
            assert other.head().position == record.head().position == 2

            _fill(recorder, pages=1_000_000)
            record.append(large)
            assert other.head().position == 3


def _fill(recorder: SQLiteRecorder, pages: int = 1) -> None:
    """Let the file grow no further than it is, or than so many pages."""
    recorder._connections.write(
        lambda connection: connection.execute(f"PRAGMA max_page_count = {pages}")
    )


@pytest.mark.fault("disk", "really full")
def test_a_disk_that_is_really_full_records_nothing(tmp_path: Path) -> None:
    with small_disk(tmp_path) as disk, opened(disk / "record.db") as record:
        append(record, "a")
        large = batch("b", events=[Said(text="x" * 1_000_000)])
        assert "full" in refusal(lambda: record.append(large), Unavailable)
        append(record, "a")
        assert [recorded.stream for recorded in record.read()] == ["a", "a"]


@pytest.mark.fault("disk", "read-only")
def test_a_record_on_a_read_only_disk_can_be_read(tmp_path: Path) -> None:
    with small_disk(tmp_path) as disk:
        with opened(disk / "record.db") as record:
            append(record, "a")
        mount("-o", "remount,ro", str(disk))
        with opened(disk / "record.db") as record:
            assert record.head().position == 1
            assert len(record.stream("a")) == 1
            refusal(lambda: append(record, "a"), BadInput)


@contextlib.contextmanager
def small_disk(folder: Path) -> Generator[Path]:
    """A disk of half a megabyte, where this user may mount one."""
    mount("-t", "tmpfs", "-o", "size=512k", "tmpfs", str(folder))
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def mount(*arguments: str) -> None:
    try:
        subprocess.run(["mount", *arguments], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"no disk can be mounted here: {error}")


# What this user may not


@pytest.fixture
def shared_folder() -> Iterator[Path]:
    """A folder that any user may enter, and a record in it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        with opened(folder / "record.db") as record:
            append(record, "a")
        yield folder
        folder.chmod(0o755)


def as_nobody(folder: Path, action: Callable[[Record], object]) -> str:
    """What comes of an action by a user who may not write to the folder."""

    def act() -> object:
        if os.getuid() == 0:
            os.setuid(65534)
        with opened(folder / "record.db") as record:
            return action(record)

    folder.chmod(0o555)
    return in_child(act)


def test_a_record_in_a_folder_that_may_not_be_written_can_be_read(shared_folder: Path) -> None:
    (shared_folder / "record.db").chmod(0o444)

    assert as_nobody(shared_folder, lambda record: record.head().position) == "1"
    assert "BadInput" in as_nobody(shared_folder, lambda record: append(record, "b"))


@pytest.mark.fault("disk", "read-only")
def test_a_record_that_may_not_be_written_but_whose_folder_may_is_read_only(
    shared_folder: Path,
) -> None:
    (shared_folder / "record.db").chmod(0o444)

    def act() -> object:
        if os.getuid() == 0:
            os.setuid(65534)
        with opened(shared_folder / "record.db") as record:
            assert record.head().position == 1
            return append(record, "b")

    shared_folder.chmod(0o777)
    assert "is read-only" in in_child(act)


def test_a_record_that_may_not_be_read_is_refused(shared_folder: Path) -> None:
    (shared_folder / "record.db").chmod(0o000)

    assert "cannot be opened" in as_nobody(shared_folder, lambda record: record.head())


def test_a_record_that_may_not_be_created_is_refused_and_read_as_empty(shared_folder: Path) -> None:
    (shared_folder / "record.db").unlink()

    assert "cannot be created" in as_nobody(shared_folder, lambda record: append(record, "a"))
    assert as_nobody(shared_folder, lambda record: record.head().position) == "0"


# Damage


@pytest.mark.fault("bad data", "pages that were overwritten")
def test_overwritten_pages_are_damage(path: Path) -> None:
    with opened(path) as record:
        record.append(batch(*["a"] * 200))
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xa5" * (path.stat().st_size - 4096))

    with opened(path) as record:
        assert str(path) in refusal(lambda: list(record.read()), Damaged)
        refusal(lambda: record.stream("a"), Damaged)


@pytest.mark.fault("bad data", "a position that was removed")
def test_a_position_that_was_removed_in_spite_of_the_triggers_is_damage(path: Path) -> None:
    with opened(path) as record:
        record.append(batch(*["a"] * 5))
    with closing(sqlite3.connect(path)) as owner:
        owner.execute("DROP TRIGGER record_delete")
        owner.execute("DELETE FROM events WHERE position = 3")
        owner.commit()

    with opened(path) as record:
        assert "position 3 is missing" in refusal(lambda: list(record.read()), Damaged)
        assert "position 3 is missing" in refusal(lambda: list(record.leaves()), Damaged)


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (sqlite3.SQLITE_BUSY, Unavailable),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, Unavailable),
        (sqlite3.SQLITE_PROTOCOL, Unavailable),
        (sqlite3.SQLITE_LOCKED, Unavailable),
        (sqlite3.SQLITE_FULL, Unavailable),
        (sqlite3.SQLITE_IOERR, Unavailable),
        (sqlite3.SQLITE_IOERR_FSYNC, Unavailable),
        (sqlite3.SQLITE_READONLY, BadInput),
        (sqlite3.SQLITE_READONLY_DBMOVED, BadInput),
        (sqlite3.SQLITE_CANTOPEN, BadInput),
        (sqlite3.SQLITE_NOTADB, BadInput),
        (sqlite3.SQLITE_CORRUPT, Damaged),
        (sqlite3.SQLITE_ERROR, Damaged),
        (None, Damaged),
    ],
)
def test_each_error_of_sqlite_means_one_of_ours(code: int | None, kind: type[Exception]) -> None:
    error = sqlite3.OperationalError("some words")
    if code is not None:
        error.sqlite_errorcode = code

    ours = translated(error, Path("record.db"))

    assert type(ours) is kind
    assert "record.db" in str(ours)


# Readers that overlap


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever records or reads looks at the files, however quickly that follows on one another."""
    monkeypatch.setattr(standing, "LOOK", 0.0)


@pytest.mark.usefixtures("looks")
def test_the_wal_does_not_grow_for_ever_where_somebody_is_always_reading(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each reading is short, but one of an older state is always there."""
    monkeypatch.setattr(wal, "LARGE", 100_000)
    monkeypatch.setattr(wal, "AGAIN", 0.0)
    ended, sizes = threading.Event(), list[int]()
    with opened(path) as record:
        append(record, "first")

        def read(seconds: float) -> None:
            connections = Connections(path, 5.0)
            with closing(connections):
                while not ended.is_set():
                    with connections.snapshot() as connection:
                        assert connection is not None
                        connection.execute("SELECT count(*) FROM events").fetchall()
                        ended.wait(seconds)

        readers = [threading.Thread(target=read, args=(one,)) for one in (0.011, 0.017, 0.023)]
        for one in readers:
            one.start()
        try:
            for number in range(400):
                append(record, f"s{number}", events=[Said(text="x" * 2000)])
                sizes.append(os.path.getsize(f"{path}-wal"))
        finally:
            ended.set()
            for one in readers:
                one.join()
        assert record.head().position == 401
    assert max(sizes) < 500_000, "it would be 5 MB"


@pytest.mark.usefixtures("looks")
def test_a_reader_that_stays_keeps_nobody_from_recording(
    path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(wal, "LARGE", 0)
    monkeypatch.setattr(wal, "WAIT", 0.05)
    monkeypatch.setattr(wal, "AGAIN", 3600.0)
    with opened(path, busy_timeout=60) as record:
        append(record, "first")
        with closing(Connections(path, 5.0)) as connections, connections.snapshot() as connection:
            assert connection is not None
            connection.execute("SELECT count(*) FROM events").fetchall()
            begun = time.monotonic()
            for number in range(5):
                append(record, f"s{number}")
            assert time.monotonic() - begun < 50, "not as long as for a writer"
        assert [one.message for one in caplog.records] == ["wal_grows"], "and once"
        append(record, "last")
        assert record.head().position == 7


# Files that somebody takes away from under it


@pytest.mark.usefixtures("looks")
@pytest.mark.parametrize("put", [None, "another"])
def test_what_would_go_into_a_file_that_was_taken_away_is_refused(
    path: Path, put: str | None
) -> None:
    with opened(path) as record:
        append(record, "a")
        path.unlink()
        if put:
            other = path.with_name("other.db")
            with opened(other) as another:
                append(another, "b", "b")
            other.rename(path)
        for action in (lambda: record.append(batch("c")), record.head) * 2:
            said = refusal(action, Damaged)
            assert "removed or replaced while it was open: nothing is answered or recorded" in said
    for companion in ("-wal", "-shm"):
        path.with_name(path.name + companion).unlink(missing_ok=True)
    with opened(path) as record:
        assert record.head().position == (2 if put else 0)
        append(record, "c")


@pytest.mark.parametrize("put", [None, "another"])
def test_who_only_reads_is_told_too_that_the_file_was_taken_away(
    path: Path, put: str | None
) -> None:
    with opened(path) as record:
        append(record, "a")
    with opened(path) as reader:
        assert reader.head().position == 1
        path.unlink()
        if put:
            with opened(path) as another:
                append(another, "b", "b")
        time.sleep(standing.LOOK)
        for action in (reader.head, lambda: reader.stream("a"), lambda: reader.append(batch("c"))):
            assert "removed or replaced while it was open" in refusal(action, Damaged)
        assert path.exists() == bool(put)


def test_a_file_that_is_replaced_just_as_it_is_opened_again_is_not_taken_for_the_first(
    path: Path,
) -> None:
    path.touch()
    looked_at = standing.Standing(path)
    looked_at.opened()
    path.rename(path.with_name("moved"))
    path.touch()
    assert "removed or replaced while it was open" in refusal(looked_at.opened, Damaged)


@pytest.mark.usefixtures("looks")
@pytest.mark.parametrize("put", [None, b""])
def test_what_went_into_a_wal_that_was_taken_away_is_not_acknowledged(
    path: Path, put: bytes | None
) -> None:
    taken = path.with_name(f"{path.name}-wal")
    with opened(path) as record:
        append(record, "a")
        taken.unlink()
        if put is not None:
            taken.write_bytes(put)
        for stream in "b", "c":
            said = refusal(partial(record.append, batch(stream)), Damaged)
            assert "whether this was recorded for good is not known" in said
    if put is None:
        with opened(path) as record:  # nobody else had it open, and closing it saved all
            assert record.head().position >= 1


def test_nor_where_two_record_by_turns_or_one_tries_again_at_once(path: Path) -> None:
    taken = path.with_name(f"{path.name}-wal")
    with opened(path) as record, opened(path) as another:
        for number in range(3):
            record.append(batch("a", expected={"a": number}))
            append(another, "b")
        time.sleep(standing.LOOK)
        taken.unlink()
        for one, stream in ((record, "c"), (record, "d"), (another, "e"), (another, "f")):
            said = refusal(partial(one.append, batch(stream)), Damaged)
            assert "whether this was recorded for good is not known" in said


def test_where_a_file_was_taken_away_who_tries_again_at_once_is_refused_again(path: Path) -> None:
    with opened(path) as record:
        append(record, "a")
        time.sleep(standing.LOOK)
        path.unlink()
        for stream in "b", "c", "d":
            said = refusal(partial(record.append, batch(stream)), Damaged)
            assert "removed or replaced while it was open" in said


@pytest.mark.usefixtures("looks")
def test_a_link_leads_to_the_file_and_to_what_lies_beside_it(tmp_path: Path) -> None:
    for name in "one", "two":
        (tmp_path / name).mkdir()
        with opened(tmp_path / name / "real.db") as record:
            append(record, name)
    link = tmp_path / "link.db"
    link.symlink_to(tmp_path / "one" / "real.db")
    with opened(link) as record:
        assert append(record, "a") == [2]
        assert append(record, "a") == [3]
        assert (tmp_path / "one" / "real.db-wal").exists()
        assert wal.wal_of(link) == tmp_path / "one" / "real.db-wal"
        link.unlink()
        link.symlink_to(tmp_path / "two" / "real.db")
        refusal(lambda: record.append(batch("b")), Damaged)


@pytest.mark.usefixtures("looks")
def test_a_file_that_is_moved_and_moved_back_is_the_same(path: Path) -> None:
    with opened(path) as record:
        append(record, "a")
        path.rename(path.with_name("aside.db"))
        refusal(lambda: record.append(batch("b")), Damaged)
        path.with_name("aside.db").rename(path)
        assert append(record, "a") == [2]


def test_a_file_whose_schema_says_no_version_is_no_record(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE record_schema (version INTEGER PRIMARY KEY)")
    for action in READS_AND_APPENDS:
        with opened(path) as record:
            said = refusal(partial(action, record), BadInput)
            assert "is no record" in said


READS_AND_APPENDS: list[Callable[[Record], object]] = [
    lambda record: list(record.read()),
    lambda record: record.append(batch("a")),
]
