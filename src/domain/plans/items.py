"""Plans about agenda items: what happens to one is recorded on the mandates that it carries."""

from __future__ import annotations

from collections.abc import Iterator

from .. import item, session
from ..bodies import EVERY, NO_BODIES, Bodies
from ..body import body
from ..calendar import sessions_behind
from ..errors import Refused
from ..facts import Facts, Link, Passed
from ..item import Item
from ..item.commands import (
    CarryItem,
    ConsiderItem,
    HoldMeeting,
    IncludeItem,
    ItemCommand,
    MoveMeeting,
    PlaceItem,
    RequestItem,
    SetMeeting,
)
from ..item.decide import decide
from ..mandate import events as e
from ..mandate.decide import consequences, occurrence_of
from ..mandate.joined import ItemState
from ..mandate.refusal import refusal
from ..mandate.state import Mandate
from ..report import Answer
from ..streams import mandate_stream
from .step import States, Step, mandate_in


def streams(command: ItemCommand, states: States) -> Iterator[str]:
    """The streams that a command on an item rests on: its own, its mandates', the next item's."""
    stream = item.stream_of(command.item)
    yield stream
    yield from (mandate_stream(one) for one, _ in command.mandates)
    known: Item | None = states.get(stream)
    if known is not None and _moves(command):  # what it carries is told of nothing else
        yield from (mandate_stream(one.mandate) for one in known.mandates)
    if isinstance(command, CarryItem):
        yield item.stream_of(item.at_session(command.item, command.to))
    if isinstance(command, _ON_A_DAY):
        at = item.session_in(command.item)
        if body(at.partition("/")[0]) is None:
            yield EVERY
        added: Bodies = states.get(EVERY) or NO_BODIES
        yield from map(session.stream_of, sessions_behind(item.due_at(at), added))


_ON_A_DAY = (SetMeeting, MoveMeeting, HoldMeeting)


def plan(command: ItemCommand, states: States, facts: Facts) -> list[Step]:
    """What a command on an item records. `plan.plan` says what it raises."""
    stream = item.stream_of(command.item)
    known: Item | None = states[stream]
    steps = [Step(stream, one) for one in decide(known, command, facts.day)]
    goes_on = bool(steps) and _moves(command)
    if steps and isinstance(command, _ON_A_DAY):
        _at_the_session(command, facts)
    linked = known.mandates if known else ()
    carried = tuple(one for one in linked if _carries(states, command.item, one))
    new = _new_links(command, carried, states, facts)
    if new:
        cause = len(steps)
        if unknown := tuple(one for one in new if one not in linked):
            event = item.Linked(mandates=unknown)
            if reason := item.refusal(known, event):
                raise Refused(f"item {command.item}: {reason}")
            steps.append(Step(stream, event, 0 if steps else None))
        steps += (_link(command.item, one, cause if unknown else None) for one in new)
    carried = (*carried, *new)
    stage = _stage(command) or (state_of(known) if new and not _moves(command) else None)
    told = carried if goes_on else new
    if steps and (_moves(command) or stage):
        for one in told:
            mandate = mandate_in(states, one.mandate, facts)
            steps += _on_mandate(command, stage, one, mandate)
    if steps and stage in _STEPS:
        for link in facts.links:
            steps += _on_later(command, stage, link)
    if steps and isinstance(command, CarryItem):
        steps += _next_item(command, known, carried, states)
    for one in carried if goes_on and isinstance(command, CarryItem) else new:
        steps += _with_heirs(command, stage, one, len(steps), facts)
    return steps


def _at_the_session(command: SetMeeting | MoveMeeting | HoldMeeting, facts: Facts) -> None:
    """Refuse a day on which the session does not sit, as far as that is known to the day."""
    at = item.session_in(command.item)
    day = (command.held or facts.day) if isinstance(command, HoldMeeting) else command.day
    window = facts.calendar.window(at)
    if window is not None and window.precision == "day" and day < window.opens:
        raise Refused(f"item {command.item}: {at} opens on {window.opens}, after {day}")
    closings = facts.calendar.closings(facts.calendar.bodies.session(at))
    closing = closings[-1] if closings else None
    if closing and closing.precision == "day" and closing.day is not None and day > closing.day:
        raise Refused(f"item {command.item}: {at} closes on {closing.day}, before {day}")


def _carries(states: States, identity: str, one: Answer) -> bool:
    """Whether an item carries an occurrence as the mandate's own stream has it: a link that was
    voided there, or with its mandate, counts for nothing here."""
    mandate: Mandate | None = states.get(mandate_stream(one.mandate))
    return mandate is not None and _is_under(mandate, identity, one)


def _is_under(mandate: Mandate, identity: str, one: Answer) -> bool:
    occurrence = mandate.occurrence(one.occurrence)
    return occurrence is not None and any(link.item == identity for link in occurrence.items)


def _link(identity: str, one: Answer, cause: int | None) -> Step:
    event = e.ItemLinked(occurrence=one.occurrence, item=identity)
    return Step(mandate_stream(one.mandate), event, cause)


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


def state_of(known: Item | None) -> ItemState | None:
    """How far a known item is, for a mandate that is linked to it later."""
    stage = known.stage if known else None
    return stage if stage in ("requested", "on_provisional_agenda", "included") else None


def _new_links(
    command: ItemCommand, carried: tuple[Answer, ...], states: States, facts: Facts
) -> tuple[Answer, ...]:
    named = {one.mandate for one in carried}
    found: list[Answer] = []
    for identity, number in dict.fromkeys(command.mandates):
        if number is None and identity in named:
            continue
        mandate = mandate_in(states, identity, facts)
        found.append(Answer(mandate=identity, occurrence=occurrence_of(mandate, number).number))
    return tuple(one for one in found if one not in carried)


_STEPS: dict[ItemState | None, int] = {"requested": 1, "on_provisional_agenda": 2, "included": 3}
"""The steps that a mandate takes over from an item which took them before it was linked."""


def _on_later(command: ItemCommand, stage: ItemState | None, link: Link) -> Iterator[Step]:
    """What a step that is entered late says to a mandate that the item carries only from later on:
    from then on it is as far as the item, unless that was further by then."""
    then = link.item.stage
    if not _is_under(link.mandate, command.item, link.answer):
        return
    if then is None or _STEPS.get(state_of(link.item), 9) < _STEPS[stage]:
        for one in _on_mandate(command, stage, link.answer, link.mandate):
            yield Step(one.stream, one.event, one.cause, link.day.isoformat())


def _with_heirs(
    command: ItemCommand, stage: ItemState | None, answer: Answer, at: int, facts: Facts
) -> list[Step]:
    """What is entered late of a due point that passed on since: it passed with the item under which
    it was by then, and with the session to which that had carried it over."""
    steps: list[Step] = []
    since, put_off = facts.day, getattr(command, "authority", None) is not None
    for heir in facts.heirs(answer):
        name = command.item
        if isinstance(command, CarryItem):
            name, stage = item.at_session(name, command.to), "requested"
            put_off = put_off and all(one.decided <= since for one in heir.was.deferrals)
            if put_off:
                steps += _put_off_there(command, heir)
        then = facts.items.get((name, heir.day))
        if then is None or then.stage != "carried_over":
            steps += _under_there(name, _further(stage, then), heir, at + len(steps))
        since = heir.day
    return steps


def _put_off_there(command: CarryItem, heir: Passed) -> Iterator[Step]:
    assert command.authority is not None  # the caller looked
    event = e.Deferred(
        occurrence=heir.becomes.occurrence, what="consideration", to=item.due_at(command.to),
        authority=command.authority,
    )  # fmt: skip
    if refusal(heir.heir, event) is None:
        yield Step(mandate_stream(heir.heir.id), event, 0, heir.day.isoformat())


def _under_there(name: str, state: ItemState | None, heir: Passed, at: int) -> Iterator[Step]:
    one, on = heir.heir.occurrence(heir.becomes.occurrence), heir.day.isoformat()
    if one is None or _is_under(heir.heir, name, heir.becomes):
        return
    yield Step(item.stream_of(name), item.Linked(mandates=(heir.becomes,)), 0, on)
    stream = mandate_stream(heir.heir.id)
    yield Step(stream, e.ItemLinked(occurrence=one.number, item=name), at, on)
    if state is not None and heir.heir.adopted.deliverable == "agenda_item" and not one.closed:
        event = e.ItemAdvanced(occurrence=one.number, state=state, item=name)
        yield Step(stream, event, at, on)


def _further(stage: ItemState | None, then: Item | None) -> ItemState | None:
    """How far an item is later on, with a step that is entered now."""
    if then is None or then.stage is None:
        return stage
    later = state_of(then)
    return max(stage, later, key=_STEPS.__getitem__) if stage and later else later


def _on_mandate(
    command: ItemCommand, stage: ItemState | None, answer: Answer, mandate: Mandate
) -> Iterator[Step]:
    """What one mandate's stream records; nothing where it has ended, or nothing more is owed."""
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
        yield from (_link(identity, one, 0) for one in new)
