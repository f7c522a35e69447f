"""The eventsourcing library's application and mapper, as this record uses them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from eventsourcing.application import Application
from eventsourcing.domain import DomainEventProtocol
from eventsourcing.persistence import JSONTranscoder, Mapper, Notification, StoredEvent
from eventsourcing.utils import Environment, EnvType

from .batches import Numbered
from .codec import Codec
from .recorder import Command, Recorder


class DocumentMapper(Mapper[str]):
    """Events to stored documents and back, by the codec: nothing else is encoded or decoded."""

    def __init__(self, codec: Codec) -> None:
        super().__init__(JSONTranscoder())
        self._codec = codec

    def to_stored_event(self, domain_event: DomainEventProtocol[str]) -> StoredEvent:
        one: Any = domain_event  # a `Numbered`
        event = one.event
        state, read = self._codec.encode_checked(event, one.before_data())
        if one.wanted:
            one.read = read
        return StoredEvent(one.originator_id, one.originator_version, event.tag, state)

    def to_domain_event(self, stored_event: StoredEvent) -> DomainEventProtocol[str]:
        same = stored_event
        position = same.id if isinstance(same, Notification) else 0
        stream, version = str(same.originator_id), same.originator_version
        decoded: Any = self._codec.decode((position, stream, version, same.topic, same.state))
        return cast("DomainEventProtocol[str]", decoded)


class SealedApplication(Application[str]):
    """The library's application, deaf to the environment of the process that embeds it.

    (Left to itself it would take COMPRESSOR_TOPIC, CIPHER_KEY or PERSISTENCE_MODULE from there.)
    """

    name = "mandates"

    def __init__(self, recorder: Recorder, mapper: DocumentMapper) -> None:
        self._own_recorder = recorder
        self._own_mapper = mapper
        super().__init__()

    def construct_env(self, name: str, env: EnvType | None = None) -> Environment:
        return Environment(name, env)

    def construct_mapper(self) -> Mapper[str]:
        return self._own_mapper

    def construct_recorder(self) -> Recorder:
        return self._own_recorder

    def record(self, events: Sequence[Numbered], command: Command) -> None:
        """Record a command's events, all or none; the command has them at their positions then.

        What `save` does, through the same mapper and recorder, but for what it would ask of each
        object (is it an event, or an aggregate with events?) and make of it to tell its followers.
        """
        stored = list(map(self._own_mapper.to_stored_event, events))
        self._own_recorder.insert_events(stored, command=command)
