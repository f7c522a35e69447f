"""The eventsourcing library as its documentation uses it, with a mandate of ours as its aggregate.

In two ways: with the library's own event classes, which check nothing, and with events that are
pydantic models, which are validated when they are made and when they are read, as ours are. Both
carry what our envelope carries.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from eventsourcing.application import Application
from eventsourcing.domain import (
    Aggregate,
    BaseAggregate,
    CanInitAggregate,
    CanMutateAggregate,
    DomainEventProtocol,
    event,
)
from eventsourcing.persistence import JSONTranscoder, Mapper, StoredEvent
from eventsourcing.utils import Environment, EnvType, get_topic, resolve_topic
from pydantic import BaseModel, ConfigDict

ACTOR, DAY, DIGEST = "A. Clerk", "1999-12-22", "0" * 64


class Library(Application[UUID]):
    """Sealed against this process's environment."""

    def construct_env(self, name: str, env: EnvType | None = None) -> Environment:
        return Environment(name, env)


class LibraryMandate(Aggregate):
    """A mandate as the library would hold it, with our envelope in each event."""

    @event("Adopted")
    def __init__(
        self, actor: str, effective_on: str, command_id: str, command_index: int,
        command_size: int, command_digest: str, clock: str, mandate: str, title: str,
    ) -> None:  # fmt: skip
        self.mandate, self.title, self.entities = mandate, title, list[str]()

    @event("Assigned")
    def assign(
        self, actor: str, effective_on: str, command_id: str, command_index: int,
        command_size: int, command_digest: str, clock: str, entity: str, role: str,
    ) -> None:  # fmt: skip
        self.entities.append(entity)


class ModelMapper(Mapper[UUID]):
    """The mapper of the library's example with pydantic: JSON to a model's keywords."""

    def to_stored_event(self, domain_event: DomainEventProtocol[UUID]) -> StoredEvent:
        model: Any = domain_event
        state = json.dumps(model.model_dump(mode="json")).encode()
        topic = get_topic(type(model))
        return StoredEvent(model.originator_id, model.originator_version, topic, state)

    def to_domain_event(self, stored_event: StoredEvent) -> DomainEventProtocol[UUID]:
        found: DomainEventProtocol[UUID] = resolve_topic(stored_event.topic)(
            **json.loads(stored_event.state)
        )
        return found


class ModelLibrary(Library):
    def construct_mapper(self) -> Mapper[UUID]:
        return ModelMapper(JSONTranscoder())


class ModelAggregate(BaseAggregate[UUID]):
    """The base of the library's example with pydantic."""

    class Event(BaseModel, CanMutateAggregate[UUID]):
        model_config = ConfigDict(frozen=True, extra="forbid")

        originator_id: UUID
        originator_version: int
        timestamp: datetime

    class Created(Event, CanInitAggregate[UUID]):
        originator_topic: str

    @staticmethod
    def create_id() -> UUID:
        return uuid4()


class ModelMandate(ModelAggregate):
    """The same mandate, its events validated when they are read."""

    @event("Adopted")
    def __init__(
        self, actor: str, effective_on: str, command_id: UUID, command_index: int,
        command_size: int, command_digest: str, clock: str, mandate: str, title: str,
    ) -> None:  # fmt: skip
        self.mandate, self.title, self.entities = mandate, title, list[str]()

    @event("Assigned")
    def assign(
        self, actor: str, effective_on: str, command_id: UUID, command_index: int,
        command_size: int, command_digest: str, clock: str, entity: str, role: str,
    ) -> None:  # fmt: skip
        self.entities.append(entity)


def envelope() -> tuple[str, str, str, int, int, str, str]:
    return ACTOR, DAY, str(uuid4()), 0, 1, DIGEST, "system"
