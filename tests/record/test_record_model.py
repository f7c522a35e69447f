"""Any sequence of appends, sent again, refused, taken back with a host's transaction: as a naive
model of the record says."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from hypothesis.stateful import run_state_machine_as_test as run

from mandates.adapters.audit.merkle import leaf
from mandates.adapters.record.port import Batch, CommandIdReused, Entry, Record
from mandates.domain.errors import BadInput, Conflict, MandatesError
from postgres import VERSIONS, Servers

from .toys import NOW, Said, Store

STREAMS = ("a", "b", "c-1", "c-2")
Event = tuple[str, int, UUID, UUID, str]
"""Stream, version, event id, command id, digest."""


@dataclass
class Naive:
    """A record as a list. What a host has not committed yet is its end."""

    events: list[Event] = field(default_factory=list[Event])

    def version(self, stream: str) -> int:
        if stream == "c-":
            return len({one[0] for one in self.events if one[0].startswith(stream)})
        return sum(one[0] == stream for one in self.events)

    def append(self, batch: Batch) -> tuple[type[MandatesError] | None, list[int]]:
        """The error that is due, or the positions."""
        known = [place for place, one in enumerate(self.events, 1) if one[3] == batch.command_id]
        if known:
            other = self.events[known[0] - 1][4] != batch.command_digest
            return (CommandIdReused, []) if other else (None, known)
        if any(self.version(stream) != version for stream, version in batch.expected.items()):
            return Conflict, []
        given = [one.event_id for one in batch.entries]
        if len({*given}) < len(given) or {*given} & {one[2] for one in self.events}:
            return BadInput, []
        end = len(self.events)
        for one in batch.entries:
            self.events.append(
                (one.stream, self.version(one.stream) + 1, one.event_id, batch.command_id,
                 batch.command_digest)
            )  # fmt: skip
        return None, [*range(end + 1, len(self.events) + 1)]


class Host:
    """A host's connection: what is appended through it, is when it commits."""

    def __init__(self, store: Store) -> None:
        self.postgres = store.kind != "sqlite"
        if self.postgres:
            libpq = store.address.rpartition("&schema=")[0]
            self.connection: Any = psycopg.connect(libpq, autocommit=True)
        else:
            self.connection = sqlite3.connect(store.address, isolation_level=None)
            self.connection.execute("PRAGMA synchronous = FULL")
        self.does("BEGIN" if self.postgres else "BEGIN IMMEDIATE")

    def does(self, statement: str) -> None:
        self.connection.execute(statement)

    def end(self, how: str) -> None:
        self.does(how)
        self.connection.close()


def machine(fresh: Callable[[], Store]) -> type[RuleBasedStateMachine]:
    """The machine, over a fresh store in each run."""

    class Machine(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            self.store = fresh()
            self.record: Record = self.store.open()
            self.other: Record = self.store.open()
            self.naive = Naive()
            self.host: Host | None = None
            self.committed: list[Event] = []
            self.saved: list[Event] | None = None
            self.ids: list[UUID] = [uuid4()]
            # The record, and what it says of instants, begins with what is there.
            self.record.append(self._batch(["a"], {}, (), False, 0, "x", 0))
            self.naive.append(self.sent)
            self.again: list[Batch] = [self.sent]

        def _batch(
            self, streams: Sequence[str], off: dict[str, int], read: Sequence[str],
            first: bool, old: int, digest: str, clock: int,
        ) -> Batch:  # fmt: skip
            def one_id() -> UUID:
                nonlocal old
                if old > 0 and self.ids:
                    old -= 1
                    return self.ids[(old * 7 + len(self.ids)) % len(self.ids)]
                return uuid4()

            entries = [Entry(one, Said(), "2001-09-12", one_id()) for one in streams]
            self.sent = Batch(
                entries=entries,
                expected={
                    one: max(self.naive.version(one) + off.get(one, 0), 0)
                    for one in (*read, *streams)
                },
                command_id=entries[0].event_id if first else one_id(),
                command_digest=digest,
                actor="A. Clerk",
                recorded_at=NOW + timedelta(seconds=clock),
            )
            return self.sent

        def _send(self, sent: Batch, by: Record) -> None:
            due, positions = self.naive.append(sent)
            self.ids += [sent.command_id, *(one.event_id for one in sent.entries)]
            self.again.append(sent)
            if due is None:
                assert [one.position for one in by.append(sent)] == positions
            else:
                with pytest.raises(due):
                    by.append(sent)

        def _by(self, other: bool) -> Record:
            if self.host is not None:
                return self.record.within(self.host.connection)
            return self.other if other else self.record

        @rule(
            streams=st.lists(st.sampled_from(STREAMS), min_size=1, max_size=4),
            off=st.dictionaries(
                st.sampled_from((*STREAMS, "c-")), st.sampled_from([-1, 1]), max_size=1
            ),
            read=st.lists(st.sampled_from((*STREAMS, "d", "c-")), max_size=3),
            first=st.booleans(),
            old=st.sampled_from([0, 0, 0, 1, 2]),
            digest=st.sampled_from("xy"),
            clock=st.integers(-3, 3),
            other=st.booleans(),
        )
        def append(
            self, streams: list[str], off: dict[str, int], read: list[str], first: bool, old: int,
            digest: str, clock: int, other: bool,
        ) -> None:  # fmt: skip
            self._send(self._batch(streams, off, read, first, old, digest, clock), self._by(other))

        @rule(data=st.data(), other=st.booleans())
        def send_again(self, data: st.DataObject, other: bool) -> None:
            self._send(data.draw(st.sampled_from(self.again)), self._by(other))

        @rule()
        def an_event_twice_in_one_batch(self) -> None:
            sent = self._batch(["a", "b"], {}, (), False, 0, "x", 0)
            twin = Entry("b", Said(), "2001-09-12", sent.entries[0].event_id)
            self._send(
                Batch(
                    [sent.entries[0], twin], sent.expected, sent.command_id, "x", "A. Clerk", NOW
                ),
                self._by(False),
            )

        @precondition(lambda self: self.host is None)
        @rule()
        def a_host_begins(self) -> None:
            self.committed, self.saved = [*self.naive.events], None
            self.host = Host(self.store)

        @precondition(lambda self: self.host is not None)
        @rule()
        def it_saves(self) -> None:
            assert self.host
            self.host.does("SAVEPOINT here")
            self.saved = [*self.naive.events]

        @precondition(lambda self: self.host is not None and self.saved is not None)
        @rule()
        def it_goes_back(self) -> None:
            assert self.host
            assert self.saved is not None
            self.host.does("ROLLBACK TO here")
            self.naive.events = [*self.saved]

        @precondition(lambda self: self.host is not None)
        @rule(commits=st.booleans())
        def it_ends(self, commits: bool) -> None:
            assert self.host
            self.host.end("COMMIT" if commits else "ROLLBACK")
            self.host = None
            if not commits:
                self.naive.events = self.committed

        @precondition(lambda self: self.host is None)
        @rule()
        def it_is_opened_again(self) -> None:
            self.record.close()
            self.record = self.store.open()

        @invariant()
        def all_see_what_is_recorded(self) -> None:
            if self.host is None:
                self._same(self.record, self.naive.events)
                self._same(self.other, self.naive.events)
            else:
                self._same(self.record, self.committed)
                self._same(self.record.within(self.host.connection), self.naive.events)

        def _same(self, record: Record, events: list[Event]) -> None:
            there = list(record.read())
            assert [
                (one.stream, one.version, one.event_id, one.envelope.command_id,
                 one.envelope.command_digest) for one in there
            ] == events  # fmt: skip
            assert record.head().position == len(events) == record.changed()
            instants = [one.envelope.recorded_at for one in there]
            assert instants == sorted(instants)
            assert record.position_at(instants[-1]) == len(events)
            for one in there:
                assert (
                    record.answer(one.envelope.command_id, one.envelope.command_digest)[
                        one.envelope.command_index
                    ]
                    == one
                    == record.find(one.event_id)
                )
            found = record.streams_of(STREAMS)
            recalled, _ = record.recall(STREAMS)
            for stream in STREAMS:
                assert [one for one in there if one.stream == stream] == [*found[stream]]
                assert found[stream][: len(recalled[stream])] == recalled[stream]
            assert list(record.leaves()) == [leaf(one) for one in record.states()]
            assert record.disorder() == []

        def teardown(self) -> None:
            if self.host is not None:
                self.host.end("ROLLBACK")
            self.store.close()

    return Machine


@pytest.mark.parametrize("kind", ["sqlite", f"postgres-{VERSIONS[-1]}"])
def test_the_record_does_what_a_naive_model_says(
    kind: str, tmp_path: Path, servers: Servers
) -> None:
    def fresh() -> Store:
        if kind == "sqlite":
            return Store(kind, str(tmp_path / f"{uuid4()}.db"))
        return Store(kind, servers.url(kind.removeprefix("postgres-")))

    run(machine(fresh))
