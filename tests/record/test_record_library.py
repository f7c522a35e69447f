"""Our recorder keeps the eventsourcing library's contract; its environment does not reach us."""

from __future__ import annotations

import tempfile
from contextlib import closing
from itertools import count
from pathlib import Path
from typing import Any
from uuid import uuid4

import eventsourcing.tests.persistence as library
import pytest
from eventsourcing.persistence import IntegrityError, StoredEvent

from mandates.adapters.record.application import open_record
from mandates.adapters.record.sqlite import SQLiteRecorder
from mandates.domain.event import Recorded

from .toys import REGISTRY, Said, append, batch


class OnSQLite(library.RecorderTestCase):
    """Gives the library's test cases our recorder, and text ids as we use them."""

    numbers = count()

    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def create_recorder(self) -> SQLiteRecorder:
        recorder = SQLiteRecorder(self.folder / f"{next(self.numbers)}.db")
        self.addCleanup(recorder.close)
        return recorder

    def new_originator_id(self) -> str:
        return f"stream-{uuid4()}"


class TestApplicationRecorder(OnSQLite, library.ApplicationRecorderTestCase[SQLiteRecorder]):
    pass


class TestNotificationIDs(OnSQLite, library.NonInterleavingNotificationIDsBaseCase):
    insert_num = 200


def events(stream: str, *versions: int) -> list[StoredEvent]:
    return [StoredEvent(stream, version, f"tag{version}", b"state") for version in versions]


def test_events_are_selected_by_version_direction_and_number(tmp_path: Path) -> None:
    with closing(SQLiteRecorder(tmp_path / "record.db")) as recorder:
        recorder.insert_events(events("a", 1, 2, 3) + events("b", 1))

        def versions(**how: Any) -> list[int]:
            return [e.originator_version for e in recorder.select_events("a", **how)]

        assert versions() == [1, 2, 3]
        assert versions(gt=1) == [2, 3]
        assert versions(lte=2) == [1, 2]
        assert versions(desc=True, limit=2) == [3, 2]
        assert versions(gt=1, lte=2, limit=5) == [2]


def test_events_without_a_command_are_recorded_too(tmp_path: Path) -> None:
    with closing(SQLiteRecorder(tmp_path / "record.db")) as recorder:
        assert recorder.insert_events([]) == []
        assert recorder.max_notification_id() is None
        assert recorder.insert_events(events("a", 1, 2)) == [1, 2]
        with pytest.raises(IntegrityError):
            recorder.insert_events(events("b", 1) + events("a", 2))
        assert recorder.max_notification_id() == 2
        assert recorder.complete(2) == 2
        assert recorder.head().recorded_at is None


def test_nothing_subscribes_to_a_file(tmp_path: Path) -> None:
    with (
        closing(SQLiteRecorder(tmp_path / "record.db")) as recorder,
        pytest.raises(NotImplementedError),
    ):
        recorder.subscribe()


@pytest.mark.parametrize("prefix", ["", "MANDATES_"])
def test_the_environment_of_the_host_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, prefix: str
) -> None:
    for name, value in {
        "PERSISTENCE_MODULE": "no.such.module",
        "INFRASTRUCTURE_FACTORY": "no.such:Factory",
        "COMPRESSOR_TOPIC": "zlib",
        "CIPHER_TOPIC": "no.such:Cipher",
        "CIPHER_KEY": "0" * 32,
        "MAPPER_TOPIC": "no.such:Mapper",
        "TRANSCODER_TOPIC": "no.such:Transcoder",
        "IS_SNAPSHOTTING_ENABLED": "y",
        "AGGREGATE_CACHE_MAXSIZE": "0",
        "SQLITE_DBNAME": str(tmp_path / "other.db"),
    }.items():
        monkeypatch.setenv(prefix + name, value)

    with closing(open_record(tmp_path / "record.db", REGISTRY)) as record:
        (appended,) = record.append(batch("a", events=[Said(text="plain")]))
        assert record.stream("a") == (appended,)
        append(record, "a")
        assert len(record.stream("a")) == 2  # and not one of them from a cache

    assert b'"data":{"text":"plain"' in (tmp_path / "record.db").read_bytes()
    assert [file.name for file in tmp_path.iterdir()] == ["record.db"]


def test_no_type_of_the_library_leaves_the_record(tmp_path: Path) -> None:
    with closing(open_record(tmp_path / "record.db", REGISTRY)) as record:
        appended = record.append(batch("a"))
        given = [*appended, *record.read(), *record.stream("a"), *record.histories()["a"]]

        assert {type(each) for each in given} == {Recorded}
        assert type(record.append(batch("b"))) is tuple
