"""Recording: load what a command rests on, judge it, append what follows; again on a conflict."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Literal, cast
from uuid import UUID

from ..adapters.record import Batch, CommandIdReused, Entry, Record
from ..adapters.record.port import is_kind
from ..domain.bodies import BodyAdded
from ..domain.command import Command, digest
from ..domain.days import FIRST, LAST, precision
from ..domain.errors import BadInput, Conflict, Refused
from ..domain.event import Recorded
from ..domain.fold import Folds
from ..domain.internal import EraseNote, InternalNote, NoteErased
from ..domain.void import Void
from .ids import new_ids
from .seats import zone

if TYPE_CHECKING:
    from ..domain.judgement import Asking, History, Verdict

    Judged = tuple[Mapping[str, History], list[Verdict]]

Clock = Callable[[], datetime]
ClockKind = Literal["system", "simulated"]
SALT = 32
"""Random bytes hashed with each internal note."""
SHOWN = 60
"""How many characters of what is no command an error shows."""
ATTEMPTS = 25
"""How often a command is judged anew when another writer was faster."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command recorded, in order; nothing if its wish was satisfied already.

    ``command_id`` names it for ever: the same id with the same content gives the same answer.
    """

    command_id: UUID
    recorded: tuple[Recorded, ...] = ()

    @property
    def positions(self) -> tuple[int, ...]:
        """The positions of the events."""
        return tuple(one.position for one in self.recorded)


@dataclass(frozen=True, slots=True)
class Who:
    """Who records, for whom, and what it belongs to."""

    by: str
    on_behalf_of: str | None = None
    correlation_id: UUID | None = None


class Recording:
    """Records into one record, by one clock. Between two commands it only keeps what it folded."""

    def __init__(self, record: Record, clock: Clock | None, attempts: int = ATTEMPTS) -> None:
        self._record = record
        self._attempts = attempts
        self._clock: Clock = clock or _system_clock
        self._folds = Folds()
        self._clock_kind: ClockKind = "simulated" if clock else "system"

    def now(self) -> datetime:
        """The clock's instant, in UTC."""
        now = self._clock()
        if now.tzinfo is None:
            raise BadInput("the clock gives instants without a time zone")
        if not FIRST < now.date() < LAST:
            raise BadInput(f"the clock says {now}: outside the years {FIRST.year} to {LAST.year}")
        return now if now.tzinfo is UTC else now.astimezone(UTC)

    def execute(
        self, commands: Sequence[Command], who: Who, command_id: UUID | None, dry_run: bool
    ) -> Answer:
        """See `Engine.execute`."""
        if not who.by.strip():
            raise BadInput("say who records this: by=WHO, on the command line --by WHO")
        # As text, one id could be written in two ways, and the command be executed twice.
        if command_id is not None and type(command_id) is not UUID:
            raise BadInput(f"{command_id!r} is no id of a command: give a UUID")
        content = digest(commands)
        answer = self._execute(commands, who, command_id, content, dry_run)
        if not dry_run:
            self._same_notes(commands, answer)
        return answer

    def _execute(
        self,
        commands: Sequence[Command],
        who: Who,
        command_id: UUID | None,
        content: str,
        dry_run: bool,
    ) -> Answer:
        for attempt in range(1, self._attempts + 1):
            if known := self._answered(command_id, content):
                return known
            now = self.now()
            ids = new_ids(now)
            try:
                histories, verdicts = self._judge(commands, now, ids, dry_run or attempt > 1)
            except (Refused, BadInput):
                # Where the same command was just recorded by somebody else, that is the answer.
                if known := self._answered(command_id, content):
                    return known
                raise
            _seats_are_known(verdicts)
            # A command without an id has that of its first event: SQLite writes one index less.
            name = command_id or (verdicts[0].event_id if verdicts else next(ids))
            batch = _batch(verdicts, histories, name, content, who, now, self._clock_kind)
            if dry_run:
                return Answer(batch.command_id, self._record.tried(batch))
            if not verdicts:
                return self._answered(command_id, content) or Answer(batch.command_id)
            try:
                return Answer(batch.command_id, self._record.append(batch))
            except Conflict:
                if attempt == self._attempts:
                    raise
                time.sleep(random.uniform(0, 0.002 * attempt))
        raise AssertionError("unreachable")

    def _answered(self, command_id: UUID | None, content: str) -> Answer | None:
        """What the command recorded, if it was executed before."""
        known = self._record.answer(command_id, content) if command_id else ()
        return Answer(known[0].envelope.command_id, known) if known else None

    def _same_notes(self, commands: Sequence[Command], answer: Answer) -> None:
        """That a command sent again came with the same internal notes, as far as they are there.

        They are no part of its digest, as a digest without salt would tell who guesses.
        """
        digests = {one.envelope.internal for one in answer.recorded} - {None}
        if not digests and len(commands) == 1 and commands[0].internal is None:
            return
        given = {one.internal for one in commands} - {None}
        if not digests and not (given and answer.recorded):
            return
        found = self._record.notes([one for one in digests if one is not None]).values()
        known = {one.text for one in found if one is not None}
        # A note is of nothing that was recorded where its command's wish was satisfied.
        all_with_notes = all(one.internal is not None for one in commands)
        if not known <= given or (all_with_notes and not digests):
            raise CommandIdReused(
                f"command id {answer.command_id} was used with another internal note, at position"
                f" {answer.positions[0]}: give each command an id of its own"
            )

    def _judge(
        self, commands: Sequence[Command], now: datetime, ids: Iterator[UUID], fresh: bool
    ) -> Judged:
        """Judge on what is remembered, unless all has to be ``fresh``.

        Whether that was all there is only an append finds out: so a refusal and a wish that is
        satisfied are judged anew.
        """
        loading = _Loading(self._record, recall=not fresh)
        try:
            judged = self._judged(commands, now, ids, loading)
            if judged[1] or not loading.recalled:
                return judged
        except (Refused, BadInput):
            if not loading.recalled:
                raise
        return self._judged(commands, now, ids, _Loading(self._record, recall=False))

    def _judged(
        self, commands: Sequence[Command], now: datetime, ids: Iterator[UUID], loading: _Loading
    ) -> Judged:
        siblings = {
            one.event_id: self._siblings(one.event_id)
            for one in commands
            if isinstance(one, Void | EraseNote)
        }
        written = self._written(commands, now)
        judging = _judge()(commands, now, ids.__next__, siblings, written, self._folds)
        histories: dict[str, History] = {}
        try:
            asked = next(judging)
            while True:
                found = loading(asked)
                histories |= found
                asked = judging.send(found)
        except StopIteration as judged:
            return histories, judged.value

    def _written(self, commands: Sequence[Command], now: datetime) -> datetime:
        """The instant of recording: the head's, where the clock has stepped back behind it.

        Only a fact that is known by its month or year rests on it, from when on it holds.
        """
        exact = all(one.on is None or precision(one.on) == "day" for one in commands)
        head = None if exact else self._record.head().recorded_at
        return now if head is None else max(now, head)

    def _siblings(self, event_id: UUID) -> tuple[Recorded, ...]:
        """The events of the command that recorded an event."""
        found = self._record.find(event_id)
        if found is None:
            from ..domain.judgement import unknown_event

            raise unknown_event(event_id)
        envelope = found.envelope
        return self._record.answer(envelope.command_id, envelope.command_digest)


@dataclass(slots=True)
class _Loading:
    """Loads what a judgement asks for. ``recalled``: whether some of it was only remembered."""

    record: Record
    recall: bool
    recalled: bool = False

    def __call__(self, streams: tuple[str, ...]) -> dict[str, History]:
        if kinds := [one for one in streams if is_kind(one)]:
            found = self.record.streams_of(streams)
            for one in kinds:
                found |= self.record.histories(one)
            return found
        if not self.recall:
            return self.record.streams_of(streams)
        found, remembered = self.record.recall(streams)
        self.recalled |= remembered
        return found


@cache
def _judge() -> Callable[..., Asking[list[Verdict]]]:
    """Imported once it is needed: most runs of the program only read."""
    from ..domain.judgement import judge

    return judge


def _seats_are_known(verdicts: Sequence[Verdict]) -> None:
    """Raises `BadInput` for a body whose seat is in no time zone: its day could not be told."""
    for one in verdicts:
        if isinstance(one.event, BodyAdded) and zone(one.event.seat) is None:
            raise BadInput(f"{one.event.seat!r} is no time zone: write America/New_York")


def commands_of(wish: object) -> tuple[Command, ...]:
    """The commands of a wish, one or several. Raises `BadInput` for anything else."""
    if isinstance(wish, Command):
        return (wish,)
    several = cast("Sequence[object]", wish) if isinstance(wish, Sequence) else (wish,)
    commands = tuple(one for one in several if isinstance(one, Command))
    if len(commands) != len(several):
        raise BadInput(f"{repr(several)[:SHOWN]} is no command, nor a list of them")
    return commands


def _system_clock() -> datetime:
    return datetime.now(UTC)


def _batch(
    verdicts: Sequence[Verdict],
    histories: Mapping[str, History],
    command_id: UUID,
    content: str,
    who: Who,
    now: datetime,
    clock: ClockKind,
) -> Batch:
    texts = dict.fromkeys([one.internal for one in verdicts if one.internal is not None])
    notes = {text: InternalNote.sealed(text, os.urandom(SALT)) for text in texts}
    return Batch(
        entries=[
            Entry(
                stream=one.stream, event=one.event, effective_on=one.effective_on,
                event_id=one.event_id, source=one.source, note=one.note, causation_id=one.cause,
                internal=notes[one.internal].digest if one.internal is not None else None,
            )
            for one in verdicts
        ],
        expected=_rests_on(histories),
        command_id=command_id,
        command_digest=content,
        actor=who.by,
        recorded_at=now,
        on_behalf_of=who.on_behalf_of,
        correlation_id=who.correlation_id,
        clock=clock,
        notes=tuple(notes.values()),
        erases=tuple(one.event.digest for one in verdicts if isinstance(one.event, NoteErased)),
    )  # fmt: skip


def _rests_on(histories: Mapping[str, History]) -> dict[str, int]:
    """The versions of streams. Where all of a kind were asked for, also how many there are: of one
    that another adds meanwhile no version was seen."""
    expected = {stream: len(history) for stream, history in histories.items()}
    for kind in filter(is_kind, histories):
        expected[kind] = sum(
            version > 0 for stream, version in expected.items() if stream.startswith(kind)
        )
    return expected
