"""What the record holds of days after a command's own: a late entry may concern that as well."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from . import item
from .facts import Facts, Link, Passed
from .fold import standing
from .item.commands import (
    CarryItem,
    ConsiderItem,
    IncludeItem,
    OnItem,
    PlaceItem,
    RequestItem,
)
from .mandate.commands import (
    Adapt,
    Announce,
    Correct,
    IssueReport,
    Merge,
    OpenOccurrence,
    Replace,
    SubmitReport,
)
from .mandate.events import OccurrenceOpened
from .mandate.state import Mandate
from .plans.plan import Planned
from .proposal import OnProposal
from .report import Answer
from .report import stream_of as report_stream
from .streams import identity_in, kind_of, mandate_stream
from .verification import VerifyText

if TYPE_CHECKING:
    from .judgement import Asking, Desk, History

_STEPS = (RequestItem, PlaceItem, IncludeItem)
_CAME = (SubmitReport, IssueReport)
_OPENS = (OpenOccurrence, Announce, Adapt, Replace, Merge, OnProposal, Correct, VerifyText)
"""What may open an occurrence of a mandate, under a number that none of it has on any day; and what
may move those that opened."""


def with_later(facts: Facts, command: Planned, states: Iterable[str], desk: Desk) -> Asking[Facts]:
    """Facts with what a command needs of later days; ``states`` are the streams it rests on."""
    if isinstance(command, _OPENS):
        facts = replace(facts, opened=_opened(desk, states))
    if isinstance(command, _CAME):
        facts = replace(facts, report=desk.state(report_stream(command.document), None))
    if isinstance(command, _STEPS):
        facts = replace(facts, links=(yield from _links(command, desk, facts.day)))
    if isinstance(command, _CAME):
        facts = replace(facts, passed=(yield from _passed(desk, states, facts.day)))
    if isinstance(command, OnItem) and not isinstance(command, ConsiderItem):
        carried = states if isinstance(command, CarryItem) else _named(command)
        passed = yield from _passed(desk, carried, facts.day)
        facts = replace(facts, passed=passed, items=_items(command, passed, desk))
    return facts


def _named(command: OnItem) -> list[str]:
    return [mandate_stream(one) for one, _ in command.mandates]


def _items(
    command: OnItem, passed: Iterable[Passed], desk: Desk
) -> dict[tuple[str, date], item.Item]:
    """The items that a command concerns, as they stand on the days on which due points pass."""
    names = [command.item]
    if isinstance(command, CarryItem):
        names.append(item.at_session(command.item, command.to))
    found = {
        (name, one.day): desk.state(item.stream_of(name), one.day)
        for name in names
        for one in passed
    }
    return {key: state for key, state in found.items() if state is not None}


def _links(command: OnItem, desk: Desk, day: date) -> Asking[tuple[Link, ...]]:
    """The mandates that an item carries only from later days on."""
    stream = item.stream_of(command.item)
    later = [
        (one.day, answer)
        for one in standing(desk.history(stream))
        if one.day > day and isinstance(one.event, item.Linked)
        for answer in one.event.mandates
    ]
    yield from desk.ask(mandate_stream(answer.mandate) for _, answer in later)
    found = (
        (on, answer, desk.state(stream, on), desk.state(mandate_stream(answer.mandate), on))
        for on, answer in later
    )
    return tuple(Link(*one) for one in found if None not in one)


def _passed(desk: Desk, states: Iterable[str], day: date) -> Asking[tuple[Passed, ...]]:
    """The due points of mandates that pass to successors after a day, and on from these."""
    found: list[Passed] = []
    left = [one for one in states if kind_of(one) == "mandate"]
    for stream in left:
        whole: Mandate | None = desk.state(stream, None)
        ended = whole.ended if whole is not None else None
        if whole is None or ended is None or ended.successor is None or ended.on <= day:
            continue
        heir = mandate_stream(ended.successor)
        yield from desk.ask([heir])
        found += _from(whole, heir, desk)
        left.append(heir)
    return tuple(found)


def _from(mandate: Mandate, heir: str, desk: Desk) -> Iterator[Passed]:
    for one in standing(desk.history(heir)):
        event = one.event
        if not isinstance(event, OccurrenceOpened) or event.passed_from is None:
            continue
        whose, _, number = event.passed_from.rpartition("/")
        was = mandate.occurrence(int(number)) if whose == mandate.id else None
        if was is not None:
            answer = Answer(mandate=mandate.id, occurrence=was.number)
            becomes = Answer(mandate=identity_in(heir), occurrence=event.occurrence)
            yield Passed(one.day, answer, becomes, desk.state(heir, one.day), was)


def _opened(desk: Desk, states: Iterable[str]) -> dict[str, int]:
    return {
        identity_in(one): max(_numbers(desk.history(one)), default=1) for one in states
        if kind_of(one) == "mandate"
    }  # fmt: skip


def _numbers(history: History) -> Iterator[int]:
    events = (one.event for one in standing(history))
    return (one.occurrence for one in events if isinstance(one, OccurrenceOpened))
