"""What never runs in a circle, on whatever days its ties were made.

No late entry and no void lets a mandate carry on itself, or an entity be part of itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from .entity import Entity, EntityVoided
from .entity import Merged as EntityMerged
from .entity import stream_of as entity_stream
from .errors import Refused
from .mandate.events import Succeeded
from .mandate.state import Mandate
from .plans.lineage import followers, refuse_circle
from .streams import identity_in, mandate_stream
from .void import Voided

if TYPE_CHECKING:
    from .judgement import Asking, Desk


def no_circle(desk: Desk) -> Asking[None]:
    """Raises `Refused` where what was decided closes one."""
    yield from _of_mandates(desk)
    yield from _of_entities(desk)


def _of_mandates(desk: Desk) -> Asking[None]:
    for stream in dict.fromkeys(_tied(desk)):
        heir = desk.state(stream, None)
        if not isinstance(heir, Mandate) or not heir.older:
            continue
        states: dict[str, Any] = {stream: heir}
        while asked := [
            one for one in map(mandate_stream, followers(heir.id, states)) if one not in states
        ]:
            yield from desk.ask(asked)
            states |= {one: desk.state(one, None) for one in asked}
        for link in heir.older:
            if link.mandate is not None:
                refuse_circle(link.mandate, heir.id, states)


def _tied(desk: Desk) -> Iterator[str]:
    """The streams of mandates with a new tie, at both of its ends: a void may have left the one end
    of an older tie alone."""
    for one in desk.verdicts:
        if isinstance(one.event, (Succeeded, Voided)):
            yield one.stream
        if isinstance(one.event, Succeeded):
            yield mandate_stream(one.event.predecessor)


def _of_entities(desk: Desk) -> Asking[None]:
    tied = [
        one.stream for one in desk.verdicts if isinstance(one.event, (EntityMerged, EntityVoided))
    ]
    for stream in dict.fromkeys(tied):
        seen = [stream]
        while into := _merged_into(desk.state(seen[-1], None)):
            if into in seen:
                through = ", ".join(map(identity_in, seen[1:]))
                raise Refused(
                    f"entity {identity_in(stream)}: it would be part of itself, through {through}"
                )
            yield from desk.ask([into])
            seen.append(into)


def _merged_into(entity: Entity | None) -> str | None:
    """The stream of what an entity became part of, on whatever day."""
    return entity_stream(entity.merged_into) if entity and entity.merged_into else None
