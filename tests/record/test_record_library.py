"""Our recorder keeps the eventsourcing library's contract; its environment does not reach us."""

from __future__ import annotations

from contextlib import closing
from itertools import count
from pathlib import Path
from typing import Any
from uuid import uuid4

import eventsourcing.tests.persistence as library
import pytest
from eventsourcing.persistence import IntegrityError, StoredEvent

from mandates.adapters.record.application import open_record, recorder_at
from mandates.adapters.record.recorder import Recorder
from mandates.domain.event import Recorded
from postgres import VERSIONS, Servers

from .toys import REGISTRY, Said, Store, append, batch


class OnSQLite(library.RecorderTestCase):
    """Gives the library's test cases our recorder, and text ids as we use them."""

    @pytest.fixture(autouse=True)
    def _store(self, tmp_path: Path) -> None:
        self.addresses = (str(tmp_path / f"{number}.db") for number in count())

    def create_recorder(self) -> Recorder:
        recorder = recorder_at(next(self.addresses))
        self.addCleanup(recorder.close)
        return recorder

    def new_originator_id(self) -> str:
        return f"stream-{uuid4()}"


class OnPostgres(OnSQLite):
    @pytest.fixture(autouse=True)
    def _store(self, servers: Servers) -> None:
        self.addresses = (servers.url(VERSIONS[-1]) for _ in count())


class TestApplicationRecorder(OnSQLite, library.ApplicationRecorderTestCase[Recorder]):
    pass


class TestApplicationRecorderOnPostgres(OnPostgres, library.ApplicationRecorderTestCase[Recorder]):
    pass


class TestNotificationIDs(OnSQLite, library.NonInterleavingNotificationIDsBaseCase):
    insert_num = 200


class TestNotificationIDsOnPostgres(OnPostgres, library.NonInterleavingNotificationIDsBaseCase):
    insert_num = 200


def events(stream: str, *versions: int) -> list[StoredEvent]:
    return [StoredEvent(stream, version, f"tag{version}", b"state") for version in versions]


def test_events_are_selected_by_version_direction_and_number(store: Store) -> None:
    with closing(recorder_at(store.address)) as recorder:
        recorder.insert_events(events("a", 1, 2, 3) + events("b", 1))

        def versions(**how: Any) -> list[int]:
            return [e.originator_version for e in recorder.select_events("a", **how)]

        assert versions() == [1, 2, 3]
        assert versions(gt=1) == [2, 3]
        assert versions(lte=2) == [1, 2]
        assert versions(desc=True, limit=2) == [3, 2]
        assert versions(gt=1, lte=2, limit=5) == [2]


def test_events_without_a_command_are_recorded_too(store: Store) -> None:
    with closing(recorder_at(store.address)) as recorder:
        assert recorder.insert_events([]) == []
        assert recorder.max_notification_id() is None
        assert recorder.insert_events(events("a", 1, 2)) == [1, 2]
        with pytest.raises(IntegrityError):
            recorder.insert_events(events("b", 1) + events("a", 2))
        assert recorder.max_notification_id() == 2
        assert recorder.complete(2) == 2
        assert recorder.head().recorded_at is None


def test_a_record_is_polled(store: Store) -> None:
    with (
        closing(recorder_at(store.address)) as recorder,
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
