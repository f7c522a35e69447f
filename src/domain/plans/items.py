"""Plans about agenda items: what happens to one is recorded on the mandates that it carries."""

from __future__ import annotations

from collections.abc import Iterator

from .. import item
from ..errors import Refused
from ..facts import Facts
from ..item import CarryItem, ConsiderItem, IncludeItem, Item, ItemCommand, PlaceItem, RequestItem
from ..mandate import events as e
from ..mandate.decide import consequences, occurrence_of
from ..mandate.joined import ItemState
from ..mandate.refusal import refusal
from ..mandate.state import Mandate
from ..report import Answer
from ..streams import mandate_stream
from .step import States, Step


def streams(command: ItemCommand, states: States) -> Iterator[str]:
    """The streams that a command on an item rests on: its own, its mandates', the next item's."""
    stream = item.stream_of(command.item)
    yield stream
    yield from (mandate_stream(one) for one, _ in command.mandates)
    known: Item | None = states.get(stream)
    yield from (mandate_stream(one.mandate) for one in (known.mandates if known else ()))
    if isinstance(command, CarryItem):
        yield item.stream_of(item.at_session(command.item, command.to))


def plan(command: ItemCommand, states: States, facts: Facts) -> list[Step]:
    """What a command on an item records. `plan.plan` says what it raises."""
    stream = item.stream_of(command.item)
    known: Item | None = states[stream]
    steps = [Step(stream, one) for one in item.decide(known, command)]
    new = _new_links(command, known, states, facts)
    if new:
        linked = item.Linked(mandates=new)
        if reason := item.refusal(known, linked):
            raise Refused(f"item {command.item}: {reason}")
        steps.append(Step(stream, linked, 0 if steps else None))
    carried = (*(known.mandates if known else ()), *new)
    stage = _stage(command) or (_state_of(known) if new and not _moves(command) else None)
    told = carried if _moves(command) else new
    if steps and (_moves(command) or stage):
        for one in told:
            steps += _on_mandate(command, stage, one, states, facts)
    if steps and isinstance(command, CarryItem):
        steps += _next_item(command, known, carried, states)
    return steps


def _moves(command: ItemCommand) -> bool:
    """Whether the wish takes the item a step further."""
    return isinstance(command, RequestItem | PlaceItem | IncludeItem | ConsiderItem | CarryItem)


def _stage(command: ItemCommand) -> ItemState | None:
    match command:
        case RequestItem():
            return "requested"
        case PlaceItem():
            return "on_provisional_agenda"
        case IncludeItem():
            return "included"
        case CarryItem():
            return "carried_over"
        case _:
            return None


def _state_of(known: Item | None) -> ItemState | None:
    """How far a known item is, for a mandate that is linked to it later."""
    stage = known.stage if known else None
    return stage if stage in ("requested", "on_provisional_agenda", "included") else None


def _new_links(
    command: ItemCommand, known: Item | None, states: States, facts: Facts
) -> tuple[Answer, ...]:
    linked = known.mandates if known else ()
    named = {one.mandate for one in linked}
    found: list[Answer] = []
    for identity, number in dict.fromkeys(command.mandates):
        if number is None and identity in named:
            continue
        mandate = _mandate(states, identity, facts)
        found.append(Answer(mandate=identity, occurrence=occurrence_of(mandate, number).number))
    return tuple(one for one in found if one not in linked)


def _mandate(states: States, identity: str, facts: Facts) -> Mandate:
    state: Mandate | None = states[mandate_stream(identity)]
    if state is None:
        raise Refused(f"{identity}: the mandate was not adopted by {facts.day}")
    return state


def _on_mandate(
    command: ItemCommand, stage: ItemState | None, answer: Answer, states: States, facts: Facts
) -> Iterator[Step]:
    """What one mandate's stream records; nothing where it has ended, or nothing more is owed."""
    mandate = _mandate(states, answer.mandate, facts)
    one = mandate.occurrence(answer.occurrence)
    if mandate.ended is not None or one is None or one.closed:
        return
    events: list[e.MandateEvent] = []
    authority = getattr(command, "authority", None)
    if stage is not None and mandate.adopted.deliverable == "agenda_item":
        events.append(
            e.ItemAdvanced(
                occurrence=one.number, state=stage, item=command.item, authority=authority
            )
        )
    if isinstance(command, ConsiderItem):
        events.append(
            e.Considered(occurrence=one.number, action=command.action, authority=authority)
        )
    if isinstance(command, CarryItem):
        if authority is None:
            raise Refused(f"item {command.item}: say what defers {mandate.id} with it (--ref)")
        events.append(e.Deferred(
            occurrence=one.number, what="consideration", to=item.due_at(command.to),
            authority=authority,
        ))  # fmt: skip
    for event in events:
        if reason := refusal(mandate, event):
            raise Refused(f"{mandate.id}: {reason}")
        for each in (event, *consequences(mandate, event)):
            yield Step(mandate_stream(mandate.id), each, cause=0)


def _next_item(
    command: CarryItem, known: Item | None, carried: tuple[Answer, ...], states: States
) -> Iterator[Step]:
    """The item at the session that it goes to: asked for there, with the mandates it carries."""
    identity = item.at_session(command.item, command.to)
    if identity == command.item:
        raise Refused(f"item {command.item}: it is at {command.to} already")
    stream = item.stream_of(identity)
    there: Item | None = states[stream]
    if there is None or there.stage is None:
        title = known.title if known else None
        yield Step(stream, item.Requested(
            title=title, authority=command.authority, carried_from=command.item
        ), cause=0)  # fmt: skip
    new = tuple(one for one in carried if there is None or one not in there.mandates)
    if new:
        linked = item.Linked(mandates=new)
        if reason := item.refusal(there, linked):
            raise Refused(f"item {identity}: {reason}")
        yield Step(stream, linked, cause=0)
