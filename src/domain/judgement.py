"""Judging commands on the histories of the streams that they rest on. Pure: it asks for those.

One or more commands are judged together, each on the state effective on its own day and after the
ones before it, and recorded together or not at all.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from .bodies import EVERY, NO_BODIES, Bodies, bodies_in
from .budget import OnBudget
from .calendar import Calendar
from .circles import no_circle
from .command import Command
from .days import day_from
from .entity import EVERY as EVERY_ENTITY
from .entity import Entity
from .errors import BadInput, Refused, Unknown
from .event import Envelope, Event, Recorded, Source
from .facts import Facts
from .fold import Folds, unlawful, void_ids
from .instrument import AdoptInstrument
from .internal import EraseNote, NoteErased
from .internal import stream_of as note_stream
from .item import Item
from .later import with_later
from .mandate.events import Announcement, Expired, OccurrenceOpened
from .orphans import no_orphan
from .plans.plan import Planned, Step, plan, rests_on_its_own, streams
from .policy import Policy
from .session import Change, Session
from .streams import decider_of, identity_in, kind_of
from .verification import VerifyText
from .void import Void, Voided

History = tuple[Recorded, ...]
KINDS = (EVERY, EVERY_ENTITY)
"""What names all streams of a kind, where a rule asks for whatever there are."""
_AFTER_ALL = 1 << 62
"""The position of events that are not recorded yet: after all others."""


Given = TypeVar("Given")
Asking = Generator[tuple[str, ...], Mapping[str, History], Given]
"""Yields the streams whose histories it lacks and is sent these, `()` for a stream that is not.

One of `KINDS` among them asks for those of all bodies or entities there are, and for an empty one
under its name.
"""


class Verdict(NamedTuple):
    """One event to record. ``cause`` is the id of the event that caused it."""

    stream: str
    event: Event
    effective_on: str
    event_id: UUID
    cause: UUID | None
    source: Source | None
    note: str | None
    internal: str | None
    """The text that is to lie beside the record."""


class Desk:
    """What lies on the desk: the histories, and what was decided on them so far."""

    def __init__(self, written: datetime, new_id: Callable[[], UUID], folds: Folds) -> None:
        self.written = written
        self.new_id = new_id
        self.folds = folds
        self.recorded: dict[str, History] = {}
        """The histories as they were sent."""
        self.histories: dict[str, History] = {}
        """The same with what was decided."""
        self.verdicts: list[Verdict] = []
        self.waiting: dict[str, list[Verdict]] = {}
        """Verdicts by stream that no later command has asked for yet; most never are."""

    def ask(self, streams: Iterable[str]) -> Asking[None]:
        """Make sure that the histories of these streams are there."""
        missing = tuple(dict.fromkeys(one for one in streams if one not in self.recorded))
        if missing:
            sent = yield missing
            self.recorded |= sent
            self.histories |= sent

    def history(self, stream: str) -> History:
        """The history of a stream with what was decided on it."""
        for verdict in self.waiting.pop(stream, ()):
            history = self.histories[stream]
            self.histories[stream] = (*history, self._as_if_recorded(verdict, len(history) + 1))
        return self.histories[stream]

    def state(self, stream: str, as_of: date | None) -> Any:
        """The state of a stream on a day."""
        return self.folds.state(stream, decider_of(stream).evolve, self.history(stream), as_of)

    def bodies(self) -> Bodies:
        """All bodies that were added, whatever the day: one is the same under all its names."""
        streams = [one for one in self.histories if one.startswith(EVERY)]
        return bodies_in({one: self.history(one) for one in streams})

    def entities(self, as_of: date | None) -> dict[str, Entity]:
        """All entities on a day, by their keys."""
        streams = [one for one in self.histories if one.startswith(EVERY_ENTITY)]
        found = {identity_in(one): self.state(one, as_of) for one in streams if self.history(one)}
        return {name: state for name, state in found.items() if state is not None}

    def put(self, steps: Sequence[Step], command: Command, today: date) -> None:
        """Decide a command's steps."""
        ids = [self.new_id() for _ in steps]
        for step, event_id in zip(steps, ids, strict=True):
            effective = _own_day(step.event) or step.on or command.effective_on(today)
            cause = ids[step.cause] if step.cause is not None else None
            verdict = Verdict(
                step.stream, step.event, effective, event_id, cause, command.source, command.note,
                command.internal,
            )  # fmt: skip
            self.verdicts.append(verdict)
            self.waiting.setdefault(step.stream, []).append(verdict)

    def _as_if_recorded(self, verdict: Verdict, version: int) -> Recorded:
        envelope = Envelope.model_construct(
            recorded_at=self.written, actor="", effective_on=verdict.effective_on,
            causation_id=verdict.cause,
        )  # fmt: skip
        position = _AFTER_ALL + self.verdicts.index(verdict)
        return Recorded(
            position, verdict.stream, version, verdict.event_id, envelope, verdict.event
        )


def judge(
    commands: Sequence[Command],
    now: datetime,
    new_id: Callable[[], UUID],
    siblings: Mapping[UUID, Sequence[Recorded]],
    written: datetime | None = None,
    folds: Folds | None = None,
) -> Asking[list[Verdict]]:
    """What the commands record, in the end; until then it asks for the histories that it lacks.

    ``now`` is the clock's instant, its day (UTC) the commands' default day. ``written`` is that of
    the recording, where the record is ahead of a clock that stepped back. ``siblings`` holds, for
    each event that a command names, all events of the command that recorded it. Raises
    `Refused` where a rule says no, also where an event entered late would make later events of its
    stream unlawful; `Unknown` where a command names a mandate that was never adopted.
    """
    today = now.date()
    desk = Desk(written or now, new_id, folds or Folds())
    for command in commands:
        if isinstance(command, Void):
            steps = yield from _void(command, desk, siblings[command.event_id])
        elif isinstance(command, EraseNote):
            steps = yield from _erase(command, desk, siblings[command.event_id])
        else:
            steps = yield from _planned(command, desk, today)  # type: ignore[arg-type]  # the one other kind
        yield from desk.ask(step.stream for step in steps)
        desk.put(steps, command, today)
    _stay_lawful(desk)
    yield from no_circle(desk)
    yield from no_orphan(desk)
    return desk.verdicts


def _planned(command: Planned, desk: Desk, today: date) -> Asking[list[Step]]:
    # An instrument is known or not, whatever the day that is given for its adoption or its budget.
    known_at_all = isinstance(command, (AdoptInstrument, OnBudget))
    new = isinstance(command, VerifyText)  # it may find acts that were not registered
    day = day_from(command.effective_on(today), desk.written.date())
    states: dict[str, Any] = {}
    while asked := [one for one in dict.fromkeys(streams(command, states)) if one not in states]:
        yield from desk.ask(asked)
        for one in asked:
            if one in KINDS:
                states[one] = desk.bodies() if one == EVERY else desk.entities(day)
                continue
            if kind_of(one) == "mandate" and not desk.history(one) and not new:
                raise unknown_mandate(identity_in(one))
            states[one] = desk.state(one, None if known_at_all else day)
        if rests_on_its_own(command):
            break
    begun = frozenset(one for one in states if one not in KINDS and desk.history(one))
    facts = Facts(day, _calendar(day, states), begun)
    return plan(command, states, (yield from with_later(facts, command, states, desk)))


def _calendar(day: date, states: Mapping[str, Any]) -> Calendar:
    sessions: dict[str, Session] = {}
    policies: dict[str, Policy] = {}
    meetings: dict[str, tuple[Change, ...]] = {}
    for stream, state in states.items():
        kind = kind_of(stream)
        if isinstance(state, Item):
            meetings[state.id] = state.meetings
        elif kind == "session" and state is not None:
            sessions[identity_in(stream)] = state
        elif kind == "policy" and state is not None:
            policies[identity_in(stream)] = state
    bodies: Bodies | None = states.get(EVERY)
    return Calendar(day, sessions, policies, bodies or NO_BODIES, meetings)


def _void(command: Void, desk: Desk, siblings: Sequence[Recorded]) -> Asking[list[Step]]:
    """The named event and all that it caused in its own command, but for what is void already."""
    caused = {command.event_id}
    reached: list[Recorded] = []
    for one in siblings:
        if one.event_id == command.event_id or one.envelope.causation_id in caused:
            caused.add(one.event_id)
            reached.append(one)
    yield from desk.ask(one.stream for one in reached)
    steps: list[Step] = []
    for one in reached:
        if one.event_id in void_ids(desk.history(one.stream)):
            continue
        kind = decider_of(one.stream).voided
        if kind is None:
            raise Refused(f"event {one.position} cannot be voided: what was erased is gone")
        voided = kind(event_id=one.event_id, reason=command.reason)
        steps.append(Step(one.stream, voided, cause=0 if steps else None))
    return steps


def _erase(command: EraseNote, desk: Desk, siblings: Sequence[Recorded]) -> Asking[list[Step]]:
    (named,) = (one for one in siblings if one.event_id == command.event_id)
    digest = named.envelope.internal
    if digest is None:
        raise BadInput(f"event {named.position} came with no internal note")
    stream = note_stream(digest)
    yield from desk.ask([stream])
    if desk.state(stream, None) is not None:
        return []
    return [Step(stream, NoteErased(digest=digest, reason=command.reason))]


def _stay_lawful(desk: Desk) -> None:
    decided: dict[str, list[Verdict]] = {}
    for verdict in desk.verdicts:
        decided.setdefault(verdict.stream, []).append(verdict)
    for stream, verdicts in decided.items():
        old = desk.recorded[stream]
        if not _disturbs(old, verdicts, desk.written.date()):
            continue
        decider = decider_of(stream)
        known = unlawful(decider.evolve, decider.refusal, old)
        now = unlawful(decider.evolve, decider.refusal, desk.history(stream))
        broken = [found for event_id, found in now.items() if event_id not in known]
        if broken:
            named = "; ".join(_named(recorded, reason) for recorded, reason in broken)
            raise Refused(
                f"{identity_in(stream)}: that would make later events unlawful: {named}. "
                "Void or correct them in the same command"
            )


_BROUGHT_BY_TIME = (Announcement, OccurrenceOpened, Expired)


def _own_day(event: Event) -> str | None:
    """The day that an event names itself, where it is one that time alone brings."""
    if isinstance(event, _BROUGHT_BY_TIME) and event.said_for is not None:
        return event.said_for.isoformat()
    return None


def _named(recorded: Recorded, reason: str) -> str:
    where = f"event {recorded.position} " if recorded.position < _AFTER_ALL else ""
    return f"{where}{recorded.event.tag} of {recorded.envelope.effective_on} ({reason})"


def _disturbs(old: History, added: Sequence[Verdict], today: date) -> bool:
    """Whether anything added takes effect before something that was there, or is a void."""
    last = max((one.day for one in old), default=date.min)
    for one in added:
        day = day_from(one.effective_on, today)
        if isinstance(one.event, Voided) or (day < last and not one.event.brought_by_time):
            return True
        last = max(last, day)
    return False


def unknown_mandate(mandate: str) -> Unknown:
    """The error for a wish that names no mandate of the record, whatever its day."""
    return Unknown(f"{mandate} is not in the record: `mandates list --all` shows what is")


def unknown_event(event_id: UUID) -> BadInput:
    """The error for a void or an erasure that names nothing."""
    return BadInput(f"{event_id} is no event of this record: `mandates history ID` shows their ids")
