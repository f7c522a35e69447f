"""The SQLite file itself: its table, and its refusal to forget, whoever writes to it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from trees import root_of

from mandates.adapters.record.sqlite.appending import OF_COMMAND

from .toys import append, open_toys

COLUMNS = (
    "position, stream, version, tag, event_id, command_id, command_index, command_size,"
    " recorded_at, effective_on, clock, state"
)


@pytest.fixture
def outside(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """Another program's connection to a record that holds a, b, a."""
    with closing(open_toys(str(tmp_path / "record.db"))) as record:
        append(record, "a")
        append(record, "b", "a")
    with closing(sqlite3.connect(tmp_path / "record.db")) as connection:
        yield connection


def content(connection: sqlite3.Connection) -> list[tuple[object, ...]]:
    return connection.execute(f"SELECT {COLUMNS} FROM events ORDER BY position").fetchall()


def insert(verb: str, changed: str, position: object) -> str:
    """Insert the second event again, with a changed column or none, at a position."""
    copied = COLUMNS.replace("position", str(position), 1)
    for assignment in filter(None, changed.split("; ")):
        column, _, value = assignment.partition("=")
        copied = copied.replace(f" {column},", f" {value},")
    return f"{verb} INTO events SELECT {copied} FROM events WHERE position = 2"


FRESH = "stream='c'; event_id='e'; command_id='c'"
NOT_THE_ID = "stream='c'; command_id='c'"
NOT_THE_COMMAND = "stream='c'; event_id='e'"
NOT_THE_STREAM = "event_id='e'; command_id='c'"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET state = x'00' WHERE position = 2",
        "UPDATE events SET position = 9 WHERE position = 3",
        "UPDATE OR REPLACE events SET stream = 'a', version = 1 WHERE position = 2",
        "UPDATE events SET tag = tag",
        "DELETE FROM events WHERE position = 3",
        "DELETE FROM events",
        insert("INSERT", "", 2),
        insert("INSERT", FRESH, 2),
        insert("INSERT OR REPLACE", FRESH, 2),
        insert("REPLACE", FRESH, 2),
        insert("REPLACE", FRESH, 3),
        insert("INSERT OR IGNORE", FRESH, 2),
        insert("INSERT OR REPLACE", NOT_THE_STREAM, 4),
        insert("INSERT OR REPLACE", NOT_THE_ID, 4),
        insert("INSERT OR REPLACE", NOT_THE_COMMAND, 4),
        insert("INSERT", FRESH, 5),
        insert("INSERT", FRESH, 0),
        insert("INSERT", FRESH, -1),
        insert("INSERT", FRESH, "NULL"),
        insert("INSERT", f"{FRESH}; version=2", 4),
        insert("INSERT", "version=3; event_id='e'; command_id='c'", 4),
        insert("INSERT", FRESH, 2).replace("WHERE", "WHERE true AND")
        + " ON CONFLICT (position) DO UPDATE SET state = x'00'",
    ],
)
def test_the_database_refuses_what_does_not_continue_the_record(
    outside: sqlite3.Connection, statement: str
) -> None:
    before = content(outside)

    with pytest.raises(sqlite3.IntegrityError, match="the record is append-only"):
        outside.execute(statement)
    outside.commit()

    assert content(outside) == before


def test_the_database_takes_what_continues_the_record(outside: sqlite3.Connection) -> None:
    outside.execute(insert("INSERT", FRESH, 4))

    assert len(content(outside)) == 4


def test_a_command_named_by_its_first_event_is_there_once(outside: sqlite3.Connection) -> None:
    outside.execute(insert("INSERT", "stream='c'; event_id='c'; command_id='c'", 4))

    for changed in ("stream='d'; event_id='d'; command_id='c'", "stream='d'; event_id='c'"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            outside.execute(insert("INSERT OR REPLACE", changed, 5))
    outside.execute(insert("INSERT", "stream='d'; event_id='d'; command_id='d2'", 5))
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        outside.execute(
            insert("INSERT OR REPLACE", "stream='e'; event_id='d2'; command_id='d2'", 6)
        )


def test_events_of_a_command_follow_one_another(outside: sqlite3.Connection) -> None:
    second = "stream='c2'; event_id='e2'; command_id='c'; command_index=1; command_size=3"
    third = "stream='d'; event_id='f'; command_id='c'; command_index=2; command_size=3"
    for verb in ("INSERT", "INSERT OR REPLACE"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            outside.execute(insert(verb, second, 4))
    outside.execute(insert("INSERT", FRESH, 4))
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        outside.execute(insert("INSERT", third, 5))
    outside.execute(insert("INSERT", second, 5))
    outside.execute(insert("INSERT", third, 6))

    assert len(content(outside)) == 6


def test_the_record_is_a_strict_table_that_begins_with_the_position(
    outside: sqlite3.Connection,
) -> None:
    columns = outside.execute("SELECT name, type, pk FROM pragma_table_info('events')").fetchall()

    assert columns[0] == ("position", "INTEGER", 1)
    assert columns[-1] == ("state", "BLOB", 0)
    assert [name for name, _, pk in columns if pk] == ["position"]
    strict = outside.execute("SELECT strict FROM pragma_table_list WHERE name = 'events'")
    assert strict.fetchone() == (1,)


def test_no_other_table_has_event_in_its_name(outside: sqlite3.Connection) -> None:
    tables = outside.execute("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')")

    assert {name for (name,) in tables} == {
        "events",
        "record_tiles",
        "record_checkpoints",
        "record_notes",
        "record_schema",
    }


def test_the_columns_beside_the_bytes_are_copies_of_them(outside: sqlite3.Connection) -> None:
    envelope = "json_extract(CAST(state AS TEXT), '$.envelope."
    same = " AND ".join(
        [
            *(f"{c} = {envelope}{c}')" for c in ("command_id", "command_index", "command_size")),
            *(f"{c} = {envelope}{c}')" for c in ("recorded_at", "effective_on", "clock")),
            *(
                f"{c} = json_extract(CAST(state AS TEXT), '$.{c}')"
                for c in ("stream", "version", "tag", "event_id")
            ),
        ]
    )

    assert outside.execute(f"SELECT count(*) FROM events WHERE {same}").fetchone() == (3,)


def test_queries_by_stream_command_and_event_are_answered_from_indexes(
    outside: sqlite3.Connection,
) -> None:
    for where in (
        "stream = 'a' AND version > 1",
        "stream >= 'a' AND stream < 'b'",
        "event_id = 'e'",
        "clock <> 'system'",
    ):
        plan = outside.execute(f"EXPLAIN QUERY PLAN SELECT state FROM events WHERE {where}")
        assert "USING INDEX" in plan.fetchone()[3], where
    plan = outside.execute(f"EXPLAIN QUERY PLAN {OF_COMMAND}", ("c", "c"))
    assert not any("SCAN events" in line for *_, line in plan)


def test_what_the_proofs_rest_on_is_written_once_too(outside: sqlite3.Connection) -> None:
    outside.execute("INSERT INTO record_tiles VALUES (0, 0, x'00', x'00')")
    outside.execute("INSERT INTO record_checkpoints VALUES (1, 3, 'then', 'key', 'note', x'00')")

    for statement in (
        "UPDATE record_tiles SET root = x'01'",
        "DELETE FROM record_tiles",
        "REPLACE INTO record_tiles VALUES (0, 0, x'01', x'01')",
        "UPDATE record_checkpoints SET note = 'another'",
        "DELETE FROM record_checkpoints",
        "REPLACE INTO record_checkpoints VALUES (1, 3, 'then', 'key', 'another', x'00')",
    ):
        with pytest.raises(sqlite3.IntegrityError, match="the record is append-only"):
            outside.execute(statement)


def test_tiles_are_there_as_soon_as_they_are_full_also_of_events_brought_in_by_others(
    tmp_path: Path,
) -> None:
    path = tmp_path / "record.db"
    numbers = "SELECT level, number FROM record_tiles ORDER BY level, number"
    with closing(open_toys(str(path))) as record:
        append(record, *["a"] * 255)
        with closing(sqlite3.connect(path)) as outside:
            append(record, "b")
            assert outside.execute(numbers).fetchall() == [(0, 0)]
        append(record, *["b"] * 257)
        with closing(sqlite3.connect(path)) as outside:
            assert outside.execute(numbers).fetchall() == [(0, 0), (0, 1)]
            for position in range(514, 770):
                outside.execute(insert("INSERT", f"stream='{position}'; event_id=NULL;"
                                       " command_id=NULL", position))  # fmt: skip
            outside.commit()
            assert record.root(769) == root_of(record.leaves())
            assert outside.execute(numbers).fetchall() == [(0, 0), (0, 1)]
            append(record, *["c"] * 256)
            assert outside.execute(numbers).fetchall() == [(0, number) for number in range(4)]
        assert record.root(1025) == root_of(record.leaves())
