"""Whole streams as they are stored, on every store: nothing left out, nothing mixed in."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from mandates.adapters.record.application import open_record
from mandates.adapters.record.port import Bundle, Record
from mandates.adapters.record.sqlite.bundles import BY_STREAM

from .toys import REGISTRY, append, batch


def test_a_bundle_is_a_stream_as_it_was_known_at_a_position(record: Record) -> None:
    append(record, "m-2", "m-1", "s-1")
    append(record, "m-1")
    append(record, "m-1", "m-3")

    found = record.bundles("m-", "m-", None, 4, 10)

    assert [(one.stream, list(one.positions)) for one in found] == [("m-1", [2, 4]), ("m-2", [1])]
    assert [record.history(one) for one in found] == [
        record.stream("m-1")[:2],
        record.stream("m-2"),
    ]
    assert record.size("m-", 4) == 3
    assert record.size("", 99) == 6


def test_of_some_positions_the_streams_are_told(record: Record) -> None:
    assert record.streams_at([1]) == []
    assert record.size("m-", 9) == 0

    append(record, "m-2", "m-1", "s-1")
    append(record, "m-1")

    assert sorted(record.streams_at([2, 3, 4, 9])) == ["m-1", "m-1", "s-1"]
    assert sorted(record.streams_at(range(1, 5, 2))) == ["m-2", "s-1"]
    assert record.streams_at([]) == []


@pytest.mark.parametrize("limit", [1, 2, 7, 100])
def test_pages_of_bundles_have_each_stream_once_in_the_order_of_its_name(
    record: Record, limit: int
) -> None:
    names = [f"m-A/RES/{chr(code)}" for code in (0x41, 0x5A, 0x61, 0x7E, 0xE9, 0x4E00, 0x1F600)]
    record.append(batch(*reversed(names), "n", "m", "m-"))

    seen: list[str] = []
    after = "m-"
    while page := record.bundles("m-", after, None, 99, limit):
        seen += [one.stream for one in page]
        after = seen[-1]

    assert seen == names == sorted(names)


def test_a_part_of_the_streams_ends_with_its_last_one(record: Record) -> None:
    record.append(batch("m-a", "m-b", "m-c"))

    assert [one.stream for one in record.bundles("m-", "m-a", "m-b", 9, 9)] == ["m-b"]
    assert record.bundles("m-", "m-c", None, 9, 9) == []
    assert record.size("m-", 0) == 0


def test_of_some_streams_there_is_what_was_known_at_a_position(record: Record) -> None:
    append(record, "m-2", "m-1", "s-1")
    append(record, "m-1", "m-3")

    found = record.bundles_of(["m-1", "s-1", "m-3", "m-9"], 4)

    assert sorted((one.stream, list(one.positions)) for one in found) == [
        ("m-1", [2, 4]), ("s-1", [3]),
    ]  # fmt: skip
    assert {one.stream: record.history(one) for one in found} == {
        "m-1": record.stream("m-1"), "s-1": record.stream("s-1"),
    }  # fmt: skip
    assert record.bundles_of([], 9) == []


def test_of_very_many_streams_each_is_there_once(record: Record) -> None:
    names = [f"m-{number}" for number in range(1_100)]
    record.append(batch(*names))

    assert sorted(one.stream for one in record.bundles_of(names, 9_999)) == sorted(names)


def test_a_bundle_that_is_no_array_of_its_documents_is_read_one_by_one(record: Record) -> None:
    append(record, "m-1")
    append(record, "m-1")
    append(record, "m-1")

    broken = Bundle("m-1", [1, 2], b'[{"tag":')

    assert record.history(broken) == record.stream("m-1")[:2]


def test_a_late_page_costs_what_an_early_one_does(tmp_path: Path) -> None:
    """On SQLite: of two lower bounds on a name it would take the wider, and read all before."""
    path = tmp_path / "record.db"
    names = [f"m-{number:05}" for number in range(4_000)]
    with closing(open_record(path, REGISTRY)) as record:
        record.append(batch(*names))
    with closing(sqlite3.connect(path)) as connection:

        def steps(after: str) -> int:
            count = 0

            def step() -> int:
                nonlocal count
                count += 1
                return 0

            connection.set_progress_handler(step, 10)
            connection.execute(BY_STREAM, (9_999, after, names[-1], 10)).fetchall()
            return count

        assert steps(names[-20]) < 2 * steps(names[0])
