"""Toy events, batches of them, and the stores that every test of the record runs on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, ClassVar
from uuid import UUID, uuid4

from mandates.adapters.record.application import open_record
from mandates.adapters.record.port import Batch, Entry, Record
from mandates.domain.event import Event
from postgres import VERSIONS

NOW = datetime(2001, 9, 12, 9, 30, 0, 250, tzinfo=UTC)


class Said(Event):
    """Something was said."""

    tag: ClassVar[str] = "toy.said.v1"

    text: str = "so be it"
    loudness: int | None = None


class Counted(Event):
    """Something was counted."""

    tag: ClassVar[str] = "toy.counted.v1"

    number: float
    among: tuple[str, ...] = ()


REGISTRY: dict[str, type[Event]] = {Said.tag: Said, Counted.tag: Counted}


KINDS = ("sqlite", *(f"postgres-{version}" for version in VERSIONS))


def open_toys(address: str, **options: Any) -> Record:
    """A record that knows the toy events, unless told of others."""
    return open_record(address, options.pop("registry", REGISTRY), **options)


@dataclass
class Store:
    """One record of one kind of store, opened as often as a test needs it, also in a process."""

    kind: str
    address: str
    opened: list[Record] = field(default_factory=list[Record])

    def open(self, **options: Any) -> Record:
        record = open_toys(self.address, **options)
        self.opened.append(record)
        return record

    def close(self) -> None:
        for record in self.opened:
            record.close()


def batch(
    *streams: str,
    expected: dict[str, int] | None = None,
    command_id: UUID | None = None,
    digest: str = "digest",
    at: datetime = NOW,
    events: Sequence[Event] | None = None,
    internal: str | None = None,
    **others: Any,
) -> Batch:
    """One event for each stream named, which may be named again; by default they are all new."""
    return Batch(
        entries=[
            Entry(stream, event, "2001-09-12", uuid4(), internal=internal)
            for stream, event in zip(streams, events or [Said()] * len(streams), strict=True)
        ],
        expected=dict.fromkeys(streams, 0) if expected is None else expected,
        command_id=command_id or uuid4(),
        command_digest=digest,
        actor="A. Clerk",
        recorded_at=at,
        **others,
    )


def append(record: Record, *streams: str, **how: Any) -> Sequence[int]:
    """Append whatever the streams' versions, and say at which positions."""
    expected = {stream: len(record.stream(stream)) for stream in streams}
    appended = record.append(batch(*streams, expected=how.pop("expected", expected), **how))
    return [recorded.position for recorded in appended]
