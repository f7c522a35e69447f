"""What would be if: commands are judged and time passes in memory; compared with the views."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from functools import partial
from uuid import UUID

from pydantic import ValidationError

from ..adapters.feed import Feed
from ..adapters.record import Record
from ..adapters.record.rehearsal import BEYOND, Rehearsal
from ..domain.command import Command
from ..domain.days import PartialDay, first_day
from ..domain.errors import BadInput
from ..domain.event import Recorded
from ..domain.fold import fold
from ..domain.mandate.commands import Announce
from ..domain.session import Session, evolve
from ..domain.session.commands import MoveSession, PlanSession
from ..domain.streams import kind_of
from ..projections.answers import Basis
from ..projections.docket import hanging
from ..projections.questions import Point, Questions
from ..projections.reasons.compare import Differs
from ..projections.reasons.supposing import supposed
from .recording import Answer, Clock, Recording, Who, commands_of
from .ticking import SCHEDULER, announce

SUPPOSED = Who("what if")
NOON = time(12, tzinfo=UTC)
"""The same day at every seat."""
Wish = Command | Sequence[Command]


@dataclass(frozen=True, slots=True)
class WhatIf:
    """How the register would differ, and what would have been recorded.

    ``basis`` is what it is compared with. ``events`` stand at the positions that they would have
    if they were recorded next; the differences name them by these.
    """

    basis: Basis
    events: tuple[Recorded, ...]
    differences: tuple[Differs, ...]


class Supposing:
    """One supposition about a record, at a point."""

    def __init__(self, record: Record, feed: Feed, at: Point, clock: Clock) -> None:
        self._record = record
        self._feed = feed
        self._at = at
        self._rehearsal = Rehearsal(record, until=at.known_at)
        self._recording = Recording(self._rehearsal, clock)
        self._questions = Questions(self._rehearsal, feed)

    def sessions(self, calendar: Mapping[str, PartialDay | date]) -> None:
        """Let sessions open on other days."""
        bodies = self._questions.bodies()
        for session, day in calendar.items():
            opens = day.isoformat() if isinstance(day, date) else day
            known = self._rehearsal.streams_of(
                [f"session-{one}" for one in bodies.spellings(session)]
            )
            history = next(filter(None, known.values()), ())
            command = MoveSession if history else PlanSession
            try:
                moved = command(session=session, opens=opens)
            except ValidationError as error:
                if error.errors()[0]["loc"] == ("session",):
                    raise BadInput(f"{session!r} is no session: write GA/56") from None
                said = f"{opens!r} is no day: write 2001-09-12, 2001-09 or 2001"
                raise BadInput(f"{session}: {said}") from None
            state: Session | None = fold(evolve, history, self._at.as_of)
            self.execute(moved.model_copy(update={"closes": _closing(state, opens)}))

    def execute(self, wish: Wish) -> None:
        """Judge a command, or several as one, after what was supposed before."""
        self._recording.execute(commands_of(wish), SUPPOSED, None, dry_run=False)

    def pass_time(self, until: date) -> None:
        """Let time bring what it does by a day."""
        instant = datetime.combine(until, NOON)
        ticking = Recording(self._rehearsal, lambda: instant)

        def execute(command: Announce, tick_id: UUID) -> Answer:
            who = Who(SCHEDULER, correlation_id=tick_id)
            return ticking.execute((command,), who, None, dry_run=False)

        announce(instant, self._questions.seats(), self._pending, execute)

    def _pending(self, day: date) -> dict[str, str]:
        """What the docket proposes, and whatever was rehearsed upon."""
        return self._questions.pending(day, self._at.known_at) | hanging(self._touched(), day)

    def _touched(self) -> dict[str, tuple[Recorded, ...]]:
        streams = dict.fromkeys(one.stream for one in self._rehearsal.added)
        return self._rehearsal.streams_of([one for one in streams if kind_of(one) == "mandate"])

    def answer(self) -> WhatIf:
        """How the register would differ."""
        added = self._rehearsal.added
        touched = {one.stream for one in added}
        _, differing = supposed(self._record, self._rehearsal, self._feed, self._at, touched)
        place = partial(_placed, self._at.known_at)
        return WhatIf(
            Questions(self._record, self._feed).basis(self._at),
            tuple(replace(one, position=place(one.position)) for one in added),
            tuple(
                replace(
                    one,
                    because=tuple(map(place, one.because)),
                    fields=tuple(
                        replace(field, because=tuple(map(place, field.because)))
                        for field in one.fields
                    ),
                )
                for one in differing
            ),
        )


def _closing(session: Session | None, opens: str) -> str | None:
    """When it would close, where it would open only after it closes; else that stays as it is."""
    if session is None or session.opens is None or session.closes is None:
        return None
    late = first_day(opens) - session.opens
    return (session.closes + late).isoformat() if first_day(opens) > session.closes else None


def _placed(head: int, position: int) -> int:
    return head + 1 + position - BEYOND if position >= BEYOND else position


def what_if(
    supposing: Supposing,
    calendar: Mapping[str, PartialDay | date],
    wishes: Sequence[Wish],
    today: date,
    until: date | None,
) -> WhatIf:
    """See `Engine.what_if`."""
    if until is not None and until < today:
        raise BadInput(f"{until} is over: a supposition goes on from today, {today}")
    supposing.sessions(calendar)
    for wish in wishes:
        supposing.execute(wish)
    if until is not None:
        supposing.pass_time(until)
    return supposing.answer()
