"""The directory: which entity a name means on a day, and under which names it can be asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from .entity import Entity, key


@dataclass(frozen=True, slots=True)
class Directory:
    """All entities, as they stand on a day and as known then. A value: it never changes."""

    entities: Mapping[str, Entity] = field(default_factory=dict[str, Entity])

    def resolve(self, name: str, day: date | None = None) -> Entity | None:
        """The entity that a name means on a day (None: whenever); None where nobody bears it.

        Where several have borne it, the one that took it last by that day; before anybody had
        taken it, the one that took it first: a text may use a name before it is official. Of a name
        that nobody bears, what others are recorded to have become part of under it.
        """
        bearers = [
            (called.since, one.id, one)
            for one in self.entities.values()
            if (called := one.called(name)) is not None
        ]
        by_then = [one for one in bearers if day is None or one[0] <= day]
        if by_then:
            return max(by_then, key=lambda one: one[:2])[2]
        if bearers:
            return min(bearers, key=lambda one: one[:2])[2]
        others = (one.merged_into for one in self.entities.values() if one.merged_into is not None)
        return next((Entity(one) for one in others if key(one) == key(name)), None)

    def present(self, entity: Entity) -> Entity:
        """What an entity has become part of, over any number of steps; itself, where of nothing."""
        seen = {entity.id}
        while entity.merged_into is not None:
            into = self.entities.get(entity.merged_into) or self.resolve(entity.merged_into)
            if into is None or into.id in seen:
                break
            seen.add(into.id)
            entity = into
        return entity

    def names(self, name: str, day: date | None = None) -> tuple[str, ...]:
        """Every name of the entity that a name means, and of those that became part of it.

        The name itself alone, where nobody bears it.
        """
        found = self.resolve(name, day)
        if found is None:
            return (name,)
        present = self.present(found)
        same = (one for one in self.entities.values() if self.present(one).id == present.id)
        return tuple(dict.fromkeys((*_texts(same), present.name)))


def _texts(entities: Iterable[Entity]) -> Iterator[str]:
    for entity in entities:
        yield from (one.text for one in entity.names)
