"""One event that goes straight into the record is recorded as on the whole way, to the byte."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mandates.adapters.audit.merkle import WIDTH
from mandates.adapters.record.application import LibraryRecord
from mandates.adapters.record.batches import numbered
from mandates.adapters.record.codec import as_instant, as_text
from mandates.adapters.record.port import Batch, Entry, Record
from mandates.domain.errors import BadInput, Conflict, MandatesError
from mandates.domain.event import Event, Source
from mandates.domain.internal import InternalNote

from .toys import NOW, Counted, Said, append, open_toys

# (in the first and the last year another zone may have no year for an instant)
YEARS = map(datetime.fromisoformat, ("0002-01-01", "9999-01-01"))
INSTANTS = st.datetimes(*YEARS, timezones=st.timezones()).map(lambda one: one.astimezone(UTC))
NAMES = st.sampled_from(["A. Clerk", "", ' "command_digest":"x" ', "Ü", "100 %b", "\x1b[2J"])
WORDS = st.none() | NAMES
EVENTS: list[Event] = [Said(), Said(text='so "be" it'), Counted(number=0.1), Said(text="\x00")]
ENTRIES = st.builds(
    Entry,
    stream=st.sampled_from(["a", "b"]), event=st.sampled_from(EVENTS), event_id=st.uuids(),
    effective_on=st.sampled_from(["2001-09-12", "2001-09", "2001", "soon"]),
    source=st.none() | st.builds(Source, symbol=WORDS), note=WORDS, internal=WORDS,
    causation_id=st.none() | st.sampled_from([UUID(int=1), UUID(int=2)]),
)  # fmt: skip
BATCHES = st.builds(
    Batch,
    entries=st.lists(ENTRIES, min_size=1, max_size=2), expected=st.just(dict[str, int]()),
    command_id=st.uuids(), actor=NAMES, recorded_at=INSTANTS,
    command_digest=st.sampled_from(["0" * 64, "f" * 64, "", " padded ", 'q"uote', "é", "²"]),
    on_behalf_of=WORDS, correlation_id=st.none() | st.sampled_from([UUID(int=3)]),
    clock=st.sampled_from(["system", "simulated"]),
)  # fmt: skip
IDS = st.lists(st.uuids(), min_size=4, max_size=4, unique=True)
AHEAD = st.sampled_from([0, 0, 0, 1])
"""By how much a stream is said to be further than it is."""


def by_the_whole_way(record: Record) -> Record:
    """The same record, with nothing that goes straight."""
    assert isinstance(record, LibraryRecord)
    record._straight.append = lambda batch: None  # type: ignore[method-assign]
    return record


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    """A record that holds one event, and knows where it ends."""
    with closing(open_toys(str(tmp_path / "record.db"))) as record:
        record.append(again(0))
        yield record


def again(number: int = 1, count: int = 1, **changed: Any) -> Batch:
    """A command that differs from the last one in its ids alone, and in what is said."""
    entry: dict[str, Any] = {"effective_on": "2001-09-12", "event": Said()}
    entry |= {name: changed.pop(name) for name in OF_ENTRY if name in changed}
    ids = [UUID(int=10 * number + place) for place in range(count)]
    rest: dict[str, Any] = {"command_id": ids[0], "command_digest": "0" * 64}
    rest |= {"actor": "A. Clerk", "recorded_at": NOW, "expected": {"a": number}} | changed
    return Batch([Entry("a", event_id=one, **entry) for one in ids], **rest)


def told(record: Record, batch: Batch) -> object:
    """What came of it, and on which days, or what it was refused with."""
    try:
        return [(one, one.day) for one in record.append(batch)]
    except MandatesError as error:
        return type(error), str(error)


@given(st.lists(st.tuples(BATCHES, IDS, AHEAD), max_size=5))
def test_what_is_recorded_is_the_same_whatever_the_way(
    drawn: list[tuple[Batch, list[UUID], int]],
) -> None:
    with (
        TemporaryDirectory() as folder,
        closing(open_toys(f"{folder}/straight.db")) as straight,
        closing(by_the_whole_way(open_toys(f"{folder}/whole.db"))) as whole,
    ):
        for batch, ids, ahead in drawn:
            for own in (ids[:2], ids[2:]):  # the second time it is around as the first time
                entries = [
                    replace(entry, event_id=event_id)
                    for entry, event_id in zip(batch.entries, own, strict=False)
                ]
                expected = {one.stream: len(whole.stream(one.stream)) + ahead for one in entries}
                said = replace(batch, entries=entries, expected=expected, command_id=own[0])
                assert told(straight, said) == told(whole, said)
        assert straight.stored(0, 100) == whole.stored(0, 100)
        assert [*straight.read()] == [*whole.read()]


OF_ENTRY: dict[str, Any] = {
    "effective_on": "2001", "source": Source(symbol="A/RES/57/301"), "note": "seen",
    "internal": "0" * 64, "causation_id": UUID(int=2), "event": Counted(number=1),
}  # fmt: skip
OF_BATCH: dict[str, Any] = {
    "actor": "B. Clerk", "on_behalf_of": "DGACM", "correlation_id": UUID(int=3),
    "clock": "simulated", "recorded_at": NOW + timedelta(microseconds=1),
    "command_digest": "1" * 64, "command_id": UUID(int=99),
}  # fmt: skip


@pytest.mark.parametrize(("name", "value"), [*OF_ENTRY.items(), *OF_BATCH.items(), ("count", 2)])
def test_whatever_is_another_is_said(record: Record, tmp_path: Path, name: str, value: Any) -> None:
    record.append(again(1, **{name: value}))
    with closing(by_the_whole_way(open_toys(str(tmp_path / "whole.db")))) as whole:
        whole.append(again(0))
        whole.append(again(1, **{name: value}))
        assert record.stored(0, 9) == whole.stored(0, 9)


@pytest.fixture
def whole_way(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The commands that went it from here on."""
    gone: list[object] = []

    def noted(batch: Batch, wanted: bool = False) -> object:
        gone.append(batch)
        return numbered(batch, wanted)

    monkeypatch.setattr("mandates.adapters.record.application.numbered", noted)
    return gone


PLAIN: dict[str, dict[str, Any]] = {
    "its ids": {},
    "its digest": {"command_digest": "1" * 64},
    "what is said": {"event": Counted(number=1)},
    "an id of its own": {"command_id": UUID(int=99)},
    "its instant": {"recorded_at": NOW + timedelta(days=1)},
}


@pytest.mark.parametrize("changed", PLAIN.values(), ids=PLAIN)
def test_what_differs_in_no_more_goes_straight(
    record: Record, whole_way: list[object], changed: dict[str, Any]
) -> None:
    (one,) = record.append(again(1, **changed))
    assert whole_way == []
    assert [one] == [*record.read(1)]
    assert record.recall(["a"])[0]["a"] == record.stream("a")


class Instant(datetime):
    """As some libraries have one."""


NOT_PLAIN: dict[str, dict[str, Any]] = {
    "two events": {"count": 2},
    "another actor": {"actor": "B. Clerk"},
    "it rests on another stream": {"expected": {"a": 1, "b": 0}},
    "the clock stepped back": {"recorded_at": NOW - timedelta(hours=1)},
    "an instant in another zone": {"recorded_at": NOW.astimezone()},
    "a kind of instants of one's own": {"recorded_at": Instant.fromisoformat(NOW.isoformat())},
}


@pytest.mark.parametrize("changed", NOT_PLAIN.values(), ids=NOT_PLAIN)
def test_what_differs_in_more_goes_the_whole_way(
    record: Record, whole_way: list[object], changed: dict[str, Any]
) -> None:
    record.append(again(1, **changed))
    assert len(whole_way) == 1
    there = len(record.stream("a"))
    (one,) = record.append(again(5, expected={"a": there}))
    assert (one.position, one.version) == (there + 1, there + 1)


def test_what_another_recorded_meanwhile_is_not_overtaken(
    record: Record, tmp_path: Path, whole_way: list[object]
) -> None:
    with closing(open_toys(str(tmp_path / "record.db"))) as another:
        append(another, "b")
        del whole_way[:]
        for position, gone in ((3, 1), (4, 2), (5, 2)):  # the first was taken, the next may be
            (one,) = record.append(again(position - 2))
            assert (one.position, len(whole_way)) == (position, gone)
        another.append(again(4))
        with pytest.raises(Conflict, match="a is at version 5, not 4"):
            record.append(again(4, command_id=UUID(int=77)))


def test_a_version_that_no_stream_has_is_refused(record: Record) -> None:
    for version in (3, 2**63 - 1, 2**70):
        with pytest.raises(Conflict, match=f"a is at version 1, not {version}"):
            record.append(again(1, expected={"a": version}))


def test_the_instant_is_not_earlier_than_the_last_one_in_a_file_put_back(
    record: Record, tmp_path: Path
) -> None:
    path, kept = tmp_path / "record.db", tmp_path / "kept.db"
    with closing(sqlite3.connect(path)) as now, closing(sqlite3.connect(kept)) as before:
        now.backup(before)
        record.append(again(1))
        before.backup(now)
    with closing(open_toys(str(path))) as another:
        another.append(again(1, recorded_at=NOW + timedelta(days=9), command_id=UUID(int=77)))
    (one,) = record.append(again(2))
    assert (one.position, one.envelope.recorded_at) == (3, NOW + timedelta(days=9))


def test_a_month_is_another_day_for_what_is_recorded_in_it(record: Record) -> None:
    def day(number: int, recorded_at: datetime) -> date:
        event = again(number, effective_on="2001-09", recorded_at=recorded_at)
        (one,) = record.append(event)
        return one.day

    assert day(1, NOW) == date(2001, 9, 12)
    assert day(2, NOW + timedelta(days=2)) == date(2001, 9, 14)


def test_an_internal_note_is_kept_with_the_second_one_too(record: Record) -> None:
    for number in (1, 2):
        note = InternalNote("f" * 63 + str(number), bytes(16), f"note {number}")
        record.append(again(number, notes=[note]))
        assert record.notes([note.digest]) == {note.digest: note}


def test_the_last_event_of_a_tile_fills_it(record: Record, whole_way: list[object]) -> None:
    for number in range(1, WIDTH):
        record.append(again(number))
    assert len(record.tiles(0, 0, 9)) == len(whole_way) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"command_id": "no id"}, {"command_digest": 3}, {"actor": None}, {"clock": "sun"},
        {"event": Said.model_construct(text=3)}, {"event": Said(text="\x00")},
    ],
)  # fmt: skip
def test_what_cannot_be_read_back_is_refused_after_a_good_one_too(
    record: Record, wrong: dict[str, Any]
) -> None:
    with pytest.raises(BadInput, match="cannot be recorded"):
        record.append(again(1, **wrong))
    assert len([*record.read()]) == 1


@given(INSTANTS, INSTANTS)
def test_texts_of_instants_have_their_order(one: datetime, other: datetime) -> None:
    assert (as_text(one) < as_text(other)) == (one < other)
    assert as_instant(as_text(one)) == one
