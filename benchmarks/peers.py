"""The same lives in the eventsourcing library's own form, and a register folded from them its way.

The library has no rebuild: its tracking recorder says how far a view has come, and the host feeds
it. Here event by event, each with its position in one transaction, as its projections do; and in
batches, the best that can be done with its notifications and its own objects. Its events carry the
same facts, unvalidated; its fold is a plain one over dictionaries, and shows less than ours.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from eventsourcing.domain import DomainEvent
from eventsourcing.persistence import (
    DatetimeAsISO,
    JSONTranscoder,
    Mapper,
    Notification,
    Tracking,
    UUIDAsHex,
)
from lives import events

from mandates.domain.event import Recorded

BATCH = 5_000
IN_ONE = 100
"""Events that the library writes at once. What does not fit into the socket's buffer stops its
pipeline to PostgreSQL for good: of thousands always, of 500 once in a million events."""
NAME = "register"
State = dict[str, Any]


@dataclass(frozen=True)
class Happened(DomainEvent):
    """What happened to a mandate, with what our envelope carries."""

    tag: str
    day: str
    actor: str
    command_id: str
    command_digest: str
    data: dict[str, Any]


def mapper() -> Mapper[UUID]:
    transcoder = JSONTranscoder()
    transcoder.register(UUIDAsHex())
    transcoder.register(DatetimeAsISO())
    return Mapper(transcoder)


class Store:
    """The library's own recorders. ``mark`` stands for a value in SQL, ``tracked`` for the table of
    positions."""

    def __init__(self, where: dict[str, str]) -> None:
        """``where`` is what tells the library: see `Place.library`."""
        self.datastore: Any
        self.events: Any
        self.tracking: Any
        if where["PERSISTENCE_MODULE"] == "eventsourcing.sqlite":
            from eventsourcing import sqlite

            self.mark, self.tracked = "?", "tracking"
            self.datastore = sqlite.SQLiteDatastore(where["SQLITE_DBNAME"])
            self.events = sqlite.SQLiteApplicationRecorder(self.datastore)
            self.tracking = sqlite.SQLiteTrackingRecorder(self.datastore)
        else:
            from eventsourcing import postgres

            self.mark, self.tracked = "%s", "notification_tracking"
            names = ("DBNAME", "HOST", "PORT", "USER", "PASSWORD")
            self.datastore = postgres.PostgresDatastore(*(where[f"POSTGRES_{n}"] for n in names))
            self.events = postgres.PostgresApplicationRecorder(self.datastore)
            self.tracking = postgres.PostgresTrackingRecorder(self.datastore)

    def writing(self) -> AbstractContextManager[Any]:
        """A cursor in one transaction."""
        found: AbstractContextManager[Any] = self.datastore.transaction(commit=True)
        return found


def happened(one: Recorded) -> Happened:
    """The event in the form of the library."""
    envelope = one.envelope
    return Happened(
        originator_id=uuid5(NAMESPACE_URL, one.stream), originator_version=one.version,
        timestamp=datetime.fromisoformat(envelope.recorded_at.isoformat()),
        tag=one.event.tag, day=str(envelope.effective_on), actor=envelope.actor,
        command_id=str(envelope.command_id), command_digest=envelope.command_digest,
        data=one.event.model_dump(mode="json"),
    )  # fmt: skip


def written(where: dict[str, str], count: int, seed: int) -> None:
    """A new database of the library with the same lives, in its own recorder."""
    store = Store(where)
    store.events.create_table()
    maps, some = mapper(), list[Any]()
    for one in events(count, seed):
        some.append(maps.to_stored_event(happened(one)))
        if len(some) == IN_ONE:
            store.events.insert_events(some)
            some = []
    if some:
        store.events.insert_events(some)
    store.datastore.close()


def fold(state: State | None, one: Happened) -> State:
    """The register's fold over plain dictionaries."""
    data = one.data
    if one.tag == "mandate.adopted.v1":
        first = {"number": 1, "due": data["due"], "stage": "open", "reports": [], "end": None}
        return {"adopted": data, "on": one.day, "leads": [], "with": [], "notes": [],
                "occurrences": [first]}  # fmt: skip
    assert state is not None
    if one.tag == "mandate.assigned.v1":
        state["leads" if data["role"] == "lead" else "with"].append(data["entity"])
    elif one.tag == "mandate.noted.v1":
        state["notes"].append(data["text"])
    elif one.tag == "mandate.occurrence_opened.v1":
        state["occurrences"].append(
            {"number": data["occurrence"], "due": data["due"], "stage": "open", "reports": [],
             "end": None}
        )  # fmt: skip
    else:
        current = state["occurrences"][data["occurrence"] - 1]
        match one.tag:
            case "mandate.progress_stated.v1":
                current["stage"] = "in_progress"
            case "mandate.report_submitted.v1":
                current["stage"] = "submitted"
                current["reports"].append({"document": data["document"], "on": one.day})
            case "mandate.report_issued.v1":
                current["stage"] = "issued"
                current["reports"][-1]["languages"] = data["languages"]
            case "mandate.considered.v1":
                current["stage"] = "considered"
            case "mandate.deferred.v1":
                current["due"] = data["to"]
            case "mandate.completed.v1":
                current["end"] = "completed"
            case _:
                raise ValueError(f"no life has a {one.tag}")
    return state


class View:
    """A register in the library's database, with its position by the library's tracking."""

    def __init__(self, where: dict[str, str]) -> None:
        self._store = Store(where)
        self._store.tracking.create_table()
        self._mapper = mapper()
        with self._store.writing() as cursor:
            cursor.execute("DROP TABLE IF EXISTS register")
            cursor.execute(f"DELETE FROM {self._store.tracked} WHERE application_name = '{NAME}'")
            cursor.execute("CREATE TABLE register (mandate TEXT PRIMARY KEY, state TEXT NOT NULL)")

    def singly(self, count: int) -> int:
        """Event by event, each in a transaction with its position."""
        done, mark = 0, self._store.mark
        for one in self._notifications(count):
            happened = self._happened(one)
            with self._store.writing() as cursor:
                key = happened.originator_id.hex
                cursor.execute(f"SELECT state FROM register WHERE mandate = {mark}", (key,))
                row = cursor.fetchone()
                state = fold(json.loads(row["state"]) if row else None, happened)
                cursor.execute(
                    f"INSERT INTO register VALUES ({mark}, {mark})"
                    " ON CONFLICT (mandate) DO UPDATE SET state = excluded.state",
                    (key, json.dumps(state)),
                )
                self._store.tracking._insert_tracking(cursor, Tracking(NAME, int(one.id)))
            done += 1
        return done

    def in_batches(self, count: int) -> int:
        """All folded in memory, then written at once with the position."""
        states: dict[str, State] = {}
        done = last = 0
        for one in self._notifications(count):
            happened = self._happened(one)
            key = happened.originator_id.hex
            states[key] = fold(states.get(key), happened)
            done, last = done + 1, int(one.id)
        mark = self._store.mark
        with self._store.writing() as cursor:
            rows = ((key, json.dumps(state)) for key, state in states.items())
            cursor.executemany(f"INSERT INTO register VALUES ({mark}, {mark})", rows)
            self._store.tracking._insert_tracking(cursor, Tracking(NAME, last))
        return done

    def _notifications(self, count: int) -> Iterator[Notification]:
        start = 1
        while start <= count:
            page = self._store.events.select_notifications(start, min(BATCH, count - start + 1))
            if not page:
                return
            yield from page
            start = int(page[-1].id) + 1

    def _happened(self, one: Notification) -> Happened:
        found = self._mapper.to_domain_event(one)
        assert isinstance(found, Happened)
        return found

    def close(self) -> None:
        self._store.datastore.close()
