"""A host's row and our event: committed together, or neither."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing
from typing import Any

import psycopg
import pytest
import sqlalchemy
from host import adoption
from sqlalchemy import Connection, create_engine, event, text
from sqlalchemy import Engine as SqlEngine

from mandates import Engine, Note
from mandates.adapters.record.sqlite import appending
from mandates.domain.errors import BadInput, Conflict, Refused, Unavailable
from spec import M

NOTE = Note(mandate=M, text="the host's own remark")


def libpq(address: str) -> str:
    return address.rpartition("&schema=")[0]


def plain_driver(address: str) -> Any:
    """A connection of the driver's, as Django keeps one: the host itself begins and commits."""
    if address.startswith("postgresql"):
        return psycopg.connect(libpq(address), autocommit=True)
    connection = sqlite3.connect(address, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA synchronous = FULL")
    return connection


def begin(address: str) -> str:
    return "BEGIN" if address.startswith("postgresql") else "BEGIN IMMEDIATE"


@pytest.fixture
def recorded(engine: Engine) -> Engine:
    engine.execute(adoption(), by="desk")
    return engine


@pytest.fixture
def host(address: str, recorded: Engine) -> Iterator[SqlEngine]:
    """A host's SQLAlchemy engine on the database, with a table of its own."""
    with ExitStack() as opened:
        if address.startswith("postgresql"):
            found = create_engine(
                "postgresql+psycopg://", creator=lambda: psycopg.connect(libpq(address))
            )
        else:
            found = create_engine(f"sqlite:///{address}")

            @event.listens_for(found, "connect")
            def connect(connection: Any, _: object) -> None:  # pyright: ignore[reportUnusedFunction]
                connection.isolation_level = None
                connection.execute("PRAGMA synchronous = FULL")

            @event.listens_for(found, "begin")
            def immediately(connection: Connection) -> None:  # pyright: ignore[reportUnusedFunction]
                connection.exec_driver_sql("BEGIN IMMEDIATE")

        opened.callback(found.dispose)
        with found.begin() as connection:
            connection.execute(text("DROP TABLE IF EXISTS papers"))
            connection.execute(text("CREATE TABLE papers (name TEXT)"))
        yield found


def papers(host: SqlEngine) -> int:
    with host.begin() as connection:
        return int(connection.execute(text("SELECT count(*) FROM papers")).scalar_one())


def notes(engine: Engine) -> list[str]:
    return [one.event.tag for one in engine.history(M) if one.event.tag == "mandate.noted.v1"]


def test_row_and_event_are_committed_together(host: SqlEngine, recorded: Engine) -> None:
    with host.begin() as connection:
        connection.execute(text("INSERT INTO papers VALUES ('A/56/465')"))
        answer = recorded.execute(NOTE, by="host", connection=connection)
        again = recorded.execute(
            Note(mandate=M, text="which sees its first"), by="host", connection=connection
        )
        assert notes(recorded) == [], "others do not see it yet"

    assert again.positions == (answer.positions[0] + 1,)
    assert papers(host) == 1
    assert len(notes(recorded)) == 2
    assert recorded.register().basis.position == again.positions[0]


def test_neither_is_there_where_the_host_rolls_back(host: SqlEngine, recorded: Engine) -> None:
    before = recorded.status().position
    with host.connect() as connection:
        connection.execute(text("INSERT INTO papers VALUES ('A/56/465')"))
        recorded.execute(NOTE, by="host", connection=connection)
        connection.rollback()

    assert (papers(host), notes(recorded)) == (0, [])
    assert recorded.execute(NOTE, by="desk").positions == (before + 1,), "no gap is left"


def test_what_a_rule_refuses_leaves_the_host_s_transaction_as_it_was(
    host: SqlEngine, recorded: Engine
) -> None:
    with host.begin() as connection:
        connection.execute(text("INSERT INTO papers VALUES ('A/56/465')"))
        with pytest.raises((Refused, BadInput)):
            recorded.execute(
                Note(mandate="A/RES/1/1#1.1", text="?"), by="host", connection=connection
            )
    assert papers(host) == 1


def test_a_conflict_goes_to_the_host(
    host: SqlEngine, recorded: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not decided again: the host decides what its own transaction does then."""
    from mandates.engine import recording

    judge = recording.Recording._judge

    def stale(self: Any, *arguments: Any) -> Any:
        histories, verdicts = judge(self, *arguments)
        return {stream: history[:-1] for stream, history in histories.items()}, verdicts

    monkeypatch.setattr(recording.Recording, "_judge", stale)
    with host.begin() as connection:
        connection.execute(text("INSERT INTO papers VALUES ('A/56/465')"))
        with pytest.raises(Conflict):
            recorded.execute(NOTE, by="host", connection=connection)
    assert (papers(host), notes(recorded)) == (1, [])


def test_the_same_command_id_is_executed_once_inside_and_outside(
    host: SqlEngine, recorded: Engine
) -> None:
    answer = recorded.execute(NOTE, by="desk")
    with host.begin() as connection:
        inside = recorded.execute(
            NOTE, by="desk", command_id=answer.command_id, connection=connection
        )
    assert inside.positions == answer.positions


def test_a_host_that_begins_and_commits_by_itself(address: str, recorded: Engine) -> None:
    """As Django does: the driver's connection, in atomic()."""
    connection = plain_driver(address)
    try:
        connection.execute(begin(address))
        recorded.execute(NOTE, by="host", connection=connection)
        connection.execute("ROLLBACK")
        assert notes(recorded) == []
        connection.execute(begin(address))
        recorded.execute(NOTE, by="host", connection=connection)
        connection.execute("COMMIT")
        assert len(notes(recorded)) == 1
    finally:
        connection.close()


def settings(address: str) -> list[tuple[list[str], str]]:
    if address.startswith("postgresql"):
        return [
            ([], "no transaction is open"),
            (["BEGIN ISOLATION LEVEL REPEATABLE READ"], "READ COMMITTED"),
            (["BEGIN ISOLATION LEVEL SERIALIZABLE"], "READ COMMITTED"),
            (["SET synchronous_commit = off", "BEGIN"], "durable"),
            (["SET synchronous_commit = local", "BEGIN"], "durable"),
        ]
    return [
        ([], "BEGIN IMMEDIATE"),
        (["BEGIN"], "BEGIN IMMEDIATE"),
        (["PRAGMA synchronous = NORMAL", "BEGIN IMMEDIATE"], "durable"),
        (["PRAGMA synchronous = OFF", "BEGIN IMMEDIATE"], "durable"),
    ]


def test_a_transaction_that_would_not_be_durable_is_refused(address: str, recorded: Engine) -> None:
    for statements, said in settings(address):
        connection = plain_driver(address)
        try:
            for statement in statements:
                connection.execute(statement)
            with pytest.raises(BadInput, match=said):
                recorded.execute(NOTE, by="host", connection=connection)
        finally:
            connection.close()
    assert notes(recorded) == []


@pytest.mark.parametrize("what", ["nothing", sqlalchemy, 7])
def test_what_is_no_connection_is_refused(recorded: Engine, what: object) -> None:
    with pytest.raises(BadInput, match="connection"):
        recorded.execute(NOTE, by="host", connection=what)


def test_another_file_is_refused(address: str, recorded: Engine, tmp_path: Any) -> None:
    if address.startswith("postgresql"):
        pytest.skip("a file is a matter of SQLite")
    other = plain_driver(str(tmp_path / "other.db"))
    other.execute("PRAGMA journal_mode = WAL")
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(BadInput, match="another file"):
        recorded.execute(NOTE, by="host", connection=other)
    with (
        closing(Engine.open(tmp_path / "none.db")) as absent,
        pytest.raises(BadInput, match="another file"),
    ):
        absent.execute(NOTE, by="host", connection=other)
    other.close()


def test_a_transaction_that_the_database_gave_up_as_a_whole_is_named(
    address: str, recorded: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What of it the host wrote before is gone as well: to go on would write without one."""
    if address.startswith("postgresql"):
        pytest.skip("of PostgreSQL nothing but the part is lost")
    host = plain_driver(address)
    host.execute("CREATE TABLE own (name TEXT)")
    host.execute("BEGIN IMMEDIATE")
    host.execute("INSERT INTO own VALUES ('A/56/465')")

    def interrupted(*arguments: Any) -> Any:
        host.set_progress_handler(lambda: 1, 1)
        return rows_of(*arguments)

    rows_of = appending.rows_of
    monkeypatch.setattr("mandates.adapters.record.sqlite.recorder.rows_of", interrupted)
    with pytest.raises(Unavailable, match=r"was rolled back as a whole .*begin it again"):
        recorded.execute(NOTE, by="host", connection=host)
    host.set_progress_handler(None, 0)
    assert not host.in_transaction
    assert notes(recorded) == []
    host.close()
