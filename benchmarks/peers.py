"""The same lives in the eventsourcing library's own form, and a register folded from them its way.

The library has no rebuild: its tracking recorder says how far a view has come, and the host feeds
it. Here event by event, each with its position in one transaction, as its projections do; and in
batches, the best that can be done with its notifications and its own objects. Its events carry the
same facts, unvalidated; its fold is a plain one over dictionaries, and shows less than ours.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
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
from eventsourcing.sqlite import (
    SQLiteApplicationRecorder,
    SQLiteDatastore,
    SQLiteTrackingRecorder,
)
from lives import events

BATCH = 5_000
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


def written(path: Path, count: int, seed: int) -> None:
    """A new database of the library with the same lives, in its own recorder."""
    datastore = SQLiteDatastore(str(path))
    recorder = SQLiteApplicationRecorder(datastore)
    recorder.create_table()
    maps, some = mapper(), list[Any]()
    for one in events(count, seed):
        envelope = one.envelope
        happened = Happened(
            originator_id=uuid5(NAMESPACE_URL, one.stream), originator_version=one.version,
            timestamp=datetime.fromisoformat(envelope.recorded_at.isoformat()),
            tag=one.event.tag, day=str(envelope.effective_on), actor=envelope.actor,
            command_id=str(envelope.command_id), command_digest=envelope.command_digest,
            data=one.event.model_dump(mode="json"),
        )  # fmt: skip
        some.append(maps.to_stored_event(happened))
        if len(some) == BATCH:
            recorder.insert_events(some)
            some = []
    if some:
        recorder.insert_events(some)
    datastore.close()


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

    def __init__(self, path: Path) -> None:
        self._datastore = SQLiteDatastore(str(path))
        self._events = SQLiteApplicationRecorder(self._datastore)
        self._tracking = SQLiteTrackingRecorder(self._datastore)
        self._tracking.create_table()
        self._mapper = mapper()
        with self._datastore.transaction(commit=True) as cursor:
            cursor.execute("DROP TABLE IF EXISTS register")
            cursor.execute("DELETE FROM tracking WHERE application_name = 'register'")
            cursor.execute("CREATE TABLE register (mandate TEXT PRIMARY KEY, state TEXT NOT NULL)")

    def singly(self, count: int) -> int:
        """Event by event, each in a transaction with its position."""
        done = 0
        for one in self._notifications(count):
            happened = self._happened(one)
            with self._datastore.transaction(commit=True) as cursor:
                key = happened.originator_id.hex
                cursor.execute("SELECT state FROM register WHERE mandate = ?", (key,))
                row = cursor.fetchone()
                state = fold(json.loads(row[0]) if row else None, happened)
                cursor.execute(
                    "INSERT OR REPLACE INTO register VALUES (?, ?)", (key, json.dumps(state))
                )
                self._tracking._insert_tracking(cursor, Tracking(NAME, int(one.id)))
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
        with self._datastore.transaction(commit=True) as cursor:
            rows = ((key, json.dumps(state)) for key, state in states.items())
            cursor.executemany("INSERT INTO register VALUES (?, ?)", rows)
            self._tracking._insert_tracking(cursor, Tracking(NAME, last))
        return done

    def _notifications(self, count: int) -> Iterator[Notification]:
        start = 1
        while start <= count:
            page = self._events.select_notifications(start, min(BATCH, count - start + 1))
            if not page:
                return
            yield from page
            start = int(page[-1].id) + 1

    def _happened(self, one: Notification) -> Happened:
        found = self._mapper.to_domain_event(one)
        assert isinstance(found, Happened)
        return found

    def close(self) -> None:
        self._datastore.close()
