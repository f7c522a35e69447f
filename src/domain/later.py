"""What the record holds of days after a command's own: a late entry may concern that as well."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from . import item
from .due import Due, same
from .event import Recorded
from .facts import Facts, Link, Passed
from .fold import standing
from .item.commands import ConsiderItem, IncludeItem, OnItem, PlaceItem, RequestItem
from .mandate.commands import (
    Adapt,
    Announce,
    Consider,
    Correct,
    Defer,
    IssueReport,
    Merge,
    Miss,
    OpenOccurrence,
    Replace,
    StateProgress,
    SubmitReport,
    Waive,
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
_PASSES = (
    SubmitReport, IssueReport, StateProgress, Defer, Consider, Waive, Miss, ConsiderItem,
)  # fmt: skip
"""What is recorded of a due point may have passed on with it, or have kept it from passing."""
_OPENS = (OpenOccurrence, Announce, Adapt, Replace, Merge, OnProposal, Correct, VerifyText)
"""What may open an occurrence of a mandate, under a number that none of it has on any day; and what
may move those that opened."""


def with_later(facts: Facts, command: Planned, states: Iterable[str], desk: Desk) -> Asking[Facts]:
    """Facts with what a command needs of later days; ``states`` are the streams it rests on."""
    if isinstance(command, _OPENS):
        facts = replace(facts, opened=_opened(desk, states))
    if isinstance(command, SubmitReport):
        facts = replace(facts, report=desk.state(report_stream(command.document), None))
    if isinstance(command, _STEPS):
        facts = replace(facts, links=(yield from _links(command, desk, facts.day)))
    if isinstance(command, _PASSES):
        facts = replace(facts, passed=(yield from _passed(desk, states, facts.day)))
    return facts


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
        others = [mandate_stream(one) for one in _carried_on_with(desk.state(heir, None), whole)]
        yield from desk.ask(others)
        taken = [one for each in others for one in _taken_on(desk.state(each, None), ended.on)]
        found += _from(whole, ended.on, heir, taken, desk)
        left.append(heir)
    return tuple(found)


def _carried_on_with(heir: Mandate | None, mandate: Mandate) -> list[str]:
    """The other mandates that a successor carries on."""
    links = heir.older if heir else ()
    return [one.mandate for one in links if one.mandate not in (None, mandate.id)]


def _taken_on(mandate: Mandate | None, day: date) -> list[Due | None]:
    """What was due from a mandate when it was carried on, on a day."""
    return [
        one.due
        for one in (mandate.occurrences if mandate else ())
        if one.end in ("merged", "superseded") and one.ended_on == day
    ]


def _from(
    mandate: Mandate, day: date, heir: str, taken: Sequence[Due | None], desk: Desk
) -> Iterator[Passed]:
    history = standing(desk.history(heir))
    for one in history:
        event = one.event
        if not isinstance(event, OccurrenceOpened) or event.passed_from is None:
            continue
        whose, _, number = event.passed_from.rpartition("/")
        becomes = Answer(mandate=identity_in(heir), occurrence=event.occurrence)
        told = _told(history, one, event.occurrence)
        for was in mandate.occurrences:
            own = (whose, int(number)) == (mandate.id, was.number)
            if own or (whose != mandate.id and one.day == day and same(event.due, was.due)):
                yield Passed(
                    one.day, Answer(mandate=mandate.id, occurrence=was.number), becomes,
                    desk.state(heir, one.day), was, told, own,
                    any(same(was.due, due) for due in taken),
                )  # fmt: skip


def _told(history: Sequence[Recorded], opened: Recorded, number: int) -> tuple[UUID, ...]:
    """What came with a due point on the day on which it passed, and what followed from that."""
    found: list[UUID] = []
    for one in sorted(history, key=lambda each: each.position):
        if getattr(one.event, "occurrence", None) != number or one.event.announces:
            continue
        if one.day == opened.day or one.envelope.causation_id in found:
            found.append(one.event_id)
    return tuple(found)


def _opened(desk: Desk, states: Iterable[str]) -> dict[str, int]:
    return {
        identity_in(one): max(_numbers(desk.history(one)), default=1) for one in states
        if kind_of(one) == "mandate"
    }  # fmt: skip


def _numbers(history: History) -> Iterator[int]:
    events = (one.event for one in standing(history))
    return (one.occurrence for one in events if isinstance(one, OccurrenceOpened))
