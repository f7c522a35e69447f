"""An entity that is addressed: its names in time, and what became of it. A stream of its own.

The Special Unit for Technical Cooperation among Developing Countries became the Special Unit, then
the United Nations Office, for South-South Cooperation; the High-level Committee was renamed by
A/RES/58/220. It is one entity under all its names; each name is valid from a day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import assert_never

from .command import Command, Name
from .errors import Refused
from .event import Event, Recorded
from .replacing import replace
from .symbol import Authority
from .void import Voided


class Established(Event):
    """There is an entity of this name, with these abbreviations."""

    tag = "entity.established.v1"
    name: Name
    abbreviations: tuple[Name, ...] = ()
    authority: Authority | None = None


class Renamed(Event):
    """It goes by another name."""

    tag = "entity.renamed.v1"
    name: Name
    abbreviations: tuple[Name, ...] = ()
    authority: Authority | None = None


class Aliased(Event):
    """It is also called this: an abbreviation, another spelling."""

    tag = "entity.aliased.v1"
    alias: Name


class Merged(Event):
    """It became part of another entity."""

    tag = "entity.merged.v1"
    into: Name
    authority: Authority | None = None


class FunctionsTransferred(Event):
    """Functions of it went to another entity; ``functions`` None means all."""

    tag = "entity.functions_transferred.v1"
    to: Name
    functions: str | None = None
    authority: Authority | None = None


class Abolished(Event):
    """It is no more."""

    tag = "entity.abolished.v1"
    authority: Authority | None = None


class EntityVoided(Voided):
    """An event of this entity counts for nothing."""

    tag = "entity.voided.v1"


EntityEvent = (
    Established | Renamed | Aliased | Merged | FunctionsTransferred | Abolished | EntityVoided
)  # fmt: skip


class OnEntity(Command):
    """A wish that concerns one entity, by its key: the name under which it was first recorded."""

    entity: Name


class EstablishEntity(OnEntity):
    """Record that there is one."""

    abbreviations: tuple[Name, ...] = ()
    authority: Authority | None = None


class RenameEntity(OnEntity):
    """Give it another name."""

    name: Name
    abbreviations: tuple[Name, ...] = ()
    authority: Authority | None = None


class AliasEntity(OnEntity):
    """Record another way to call it."""

    alias: Name


class MergeEntity(OnEntity):
    """Make it part of another."""

    into: Name
    authority: Authority | None = None


class TransferFunctions(OnEntity):
    """Give functions of it to another."""

    to: Name
    functions: str | None = None
    authority: Authority | None = None


class AbolishEntity(OnEntity):
    """End it."""

    authority: Authority | None = None


EntityCommand = (
    EstablishEntity | RenameEntity | AliasEntity | MergeEntity | TransferFunctions | AbolishEntity
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Called:
    """A name and the day from which it is valid; ``official``: its name, not an abbreviation."""

    text: str
    since: date
    official: bool


@dataclass(frozen=True)
class Entity:
    """An entity as it stands."""

    id: str
    names: tuple[Called, ...] = ()
    merged_into: str | None = None
    transferred: tuple[FunctionsTransferred, ...] = ()
    ended_on: date | None = None

    @property
    def name(self) -> str:
        """Its official name."""
        official = [one.text for one in self.names if one.official]
        return official[-1] if official else self.id

    def called(self, name: str) -> Called | None:
        """How it came to be called so: the last time that it took the name; None if never."""
        return next((one for one in reversed(self.names) if key(one.text) == key(name)), None)

    def goes_by(self, name: str) -> bool:
        """Whether it is called so still, since it last took an official name."""
        since = max((n for n, one in enumerate(self.names) if one.official), default=0)
        return any(key(one.text) == key(name) for one in self.names[since:])


_ARTICLE = re.compile(r"^the\s+")


def key(name: str) -> str:
    """What counts of a name when two are compared: not case, article, blanks or kinds of hyphen."""
    text = name.replace("\u2011", "-").replace("\u2010", "-").replace("\u2019", "'")
    return _ARTICLE.sub("", " ".join(text.split()).casefold())


EVERY = "entity-"
"""Names the streams of all entities, where a rule asks for whatever entities there are."""


def stream_of(entity: str) -> str:
    """The stream of an entity."""
    return f"entity-{entity}"


def evolve(entity: Entity | None, recorded: Recorded) -> Entity:
    """The entity after one more event. Never refuses."""
    now = entity or Entity(recorded.stream.partition("-")[2])
    event: EntityEvent = recorded.event  # type: ignore[assignment]  # the stream's own events
    match event:
        case Established() | Renamed():
            earlier = isinstance(event, Established) and now.names  # it was entered since
            name = () if earlier else (Called(event.name, recorded.day, official=True),)
            short = (Called(one, recorded.day, official=False) for one in event.abbreviations)
            return replace(now, names=(*now.names, *name, *short))
        case Aliased():
            alias = Called(event.alias, recorded.day, official=False)
            return replace(now, names=(*now.names, alias))
        case Merged():
            return replace(now, merged_into=event.into, ended_on=recorded.day)
        case FunctionsTransferred():
            return replace(now, transferred=(*now.transferred, event))
        case Abolished():
            return replace(now, ended_on=now.ended_on or recorded.day)
        case EntityVoided():
            return now
    assert_never(event)


def refusal(entity: Entity | None, event: EntityEvent) -> str | None:
    """Why the event cannot happen to the entity as it stands; None if it can."""
    known = entity is not None and bool(entity.names)
    match event:
        case Established() | EntityVoided():
            return None  # what is known from an earlier day stands in no later one's way
        case Aliased():
            return None if known else "it is not in the record by then"
        case Renamed() | Merged() | FunctionsTransferred() | Abolished():
            if not known or entity is None:
                return "it is not in the record by then"
            if entity.ended_on is not None and not isinstance(event, FunctionsTransferred):
                return f"it was {_ended(entity)}"
            return None
    assert_never(event)


def _ended(entity: Entity) -> str:
    how = f"merged into {entity.merged_into}" if entity.merged_into else "abolished"
    return f"{how} on {entity.ended_on}"


def named_by(command: EntityCommand) -> str | None:
    """The other entity that a wish names: what it is to become part of, or to give functions to."""
    match command:
        case MergeEntity(into=other) | TransferFunctions(to=other):
            return other
        case _:
            return None


def _of_itself(entity: Entity, event: EntityEvent) -> bool:
    """Whether what it is to become part of, or to give functions to, is itself: by its key or its
    name of the day, as what it was called before may be another's by now."""
    match event:
        case Merged(into=other) | FunctionsTransferred(to=other):
            return key(other) in (key(entity.id), key(entity.name))
        case _:
            return False


def decide(
    entity: Entity | None,
    command: EntityCommand,
    other: Entity | None = None,
    every: Mapping[str, Entity] | None = None,
) -> list[EntityEvent]:
    """What a wish does to the entity: nothing if it is so already. Raises `Refused`.

    One that is not in the record is recorded with it, under the name that the wish gives. ``other``
    is the entity that the wish names besides: what is no more takes nothing in, so that no two
    become part of each other. ``every`` are all that there are on the day, by their keys: no name
    is taken that one of them goes by that is still there, as it would mean either.
    """
    event = _wish(command)
    if entity is not None and _already(entity, event):
        return []
    if entity is not None and isinstance(event, Established) and entity.names:
        raise Refused(f"entity {command.entity}: it is in the record already")
    if entity is not None and (reason := refusal(entity, event)):
        raise Refused(f"entity {command.entity}: {reason}")
    if _of_itself(entity or Entity(command.entity), event):
        raise Refused(
            f"entity {command.entity}: it is no part of itself, and its functions are its own:"
            " name another"
        )
    if other is not None and other.ended_on is not None:
        raise Refused(f"entity {command.entity}: {other.name} was {_ended(other)}: name another")
    new = entity is None and not isinstance(event, Established)
    events = [Established(name=command.entity), event] if new else [event]
    _free(command.entity, events, (every or {}).values())
    return events


def _free(entity: str, events: Iterable[EntityEvent], every: Iterable[Entity]) -> None:
    """Raises `Refused` where a name that the events give is another's."""
    names = [name for event in events for name in _given(event)]
    for one in every:
        for name in names if one.ended_on is None and one.id != entity else ():
            if one.goes_by(name):
                raise Refused(
                    f"entity {entity}: {name} is {one.name}, which is there still: give it another "
                    "name, or rename, merge or abolish that one first"
                )


def _given(event: EntityEvent) -> tuple[str, ...]:
    match event:
        case Established() | Renamed():
            return (event.name, *event.abbreviations)
        case Aliased():
            return (event.alias,)
        case _:
            return ()


def _wish(command: EntityCommand) -> EntityEvent:
    match command:
        case EstablishEntity():
            return Established(name=command.entity, abbreviations=command.abbreviations,
                               authority=command.authority)  # fmt: skip
        case RenameEntity():
            return Renamed(name=command.name, abbreviations=command.abbreviations,
                           authority=command.authority)  # fmt: skip
        case AliasEntity():
            return Aliased(alias=command.alias)
        case MergeEntity():
            return Merged(into=command.into, authority=command.authority)
        case TransferFunctions():
            return FunctionsTransferred(
                to=command.to, functions=command.functions, authority=command.authority
            )
        case AbolishEntity():
            return Abolished(authority=command.authority)
    assert_never(command)


def _already(entity: Entity, event: EntityEvent) -> bool:
    """Whether what the event would say is so already."""
    match event:
        case Established():
            return all(entity.called(one) for one in (event.name, *event.abbreviations))
        case Renamed():
            known = all(entity.called(one) for one in event.abbreviations)
            return key(entity.name) == key(event.name) and known
        case Aliased():
            return entity.called(event.alias) is not None
        case Merged():
            return entity.merged_into == event.into
        case FunctionsTransferred():
            return event in entity.transferred
        case Abolished():
            return entity.ended_on is not None and entity.merged_into is None
        case EntityVoided():
            return False
    assert_never(event)
