"""A real, sourced stretch of history, played on a simulated clock.

The facts are data beside this module, in words of our own, each with its source and how sure it
is. Each is recorded on the day on which it became known; the scheduler ticks between them as it
would have done.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from importlib.resources import files
from typing import Any
from uuid import UUID, uuid5

from ...domain.command import Command
from ...domain.errors import Refused
from ...domain.instrument import AdoptInstrument
from ...domain.mandate import commands as mandate
from ...domain.mandate.commands import IssueReport, SubmitReport
from ...domain.session.commands import CloseSession, OpenSession, PlanSession
from ...engine import Engine

_NAMESPACE = UUID("6f0c5d4e-2d0b-5c7e-9a53-1b8e0f6a2c11")
_COMMANDS: dict[str, type[Command]] = {
    kind.__name__: kind
    for kind in (
        AdoptInstrument, PlanSession, OpenSession, CloseSession, SubmitReport, IssueReport,
        mandate.Consider, mandate.Defer, mandate.Miss, mandate.Reiterate,
    )
}  # fmt: skip
_ACTOR = "demo"
_TICK, _FACT = time(12, tzinfo=UTC), time(16, tzinfo=UTC)
"""The office ticks at noon and records in the afternoon (UTC)."""


class SteppedClock:
    """A clock that is set by hand and moves on a second with every look."""

    def __init__(self, start: datetime) -> None:
        self._now = start

    def set(self, now: datetime) -> None:
        """Set it, never back."""
        self._now = max(now, self._now)

    def __call__(self) -> datetime:
        self._now += timedelta(seconds=1)
        return self._now


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happens: a command, or None for a tick of the scheduler."""

    at: datetime
    command: Command | None
    command_id: UUID | None = None


def steps() -> list[Step]:
    """The whole history in the order of time."""
    text = files("mandates.adapters.cli").joinpath("demo_facts.json").read_text(encoding="utf-8")
    known = json.loads(text)
    found = [
        step
        for number, fact in enumerate(known["facts"])
        for step in _steps(number, fact, known["readings"])
    ]
    return sorted(found, key=lambda step: step.at)


def _steps(number: int, fact: dict[str, Any], readings: dict[str, Any]) -> Iterator[Step]:
    if "tick" in fact:
        first, last = (date.fromisoformat(day) for day in fact["tick"])
        for ahead in range((last - first).days + 1):
            yield Step(datetime.combine(first + timedelta(days=ahead), _TICK), None)
        return
    content: dict[str, Any] = {
        **fact["with"], "source": fact["source"], "note": fact.get("note"),
    }  # fmt: skip
    if "reading" in content:
        content["reading"] = readings[str(content["reading"])]
    command = _COMMANDS[str(fact["command"])].model_validate_json(json.dumps(content))
    at = datetime.combine(date.fromisoformat(fact["recorded_on"]), _FACT)
    yield Step(at, command, uuid5(_NAMESPACE, str(number)))


def play(engine: Engine, clock: SteppedClock, advance: Callable[[], None]) -> None:
    """Play the history into a record; ``advance`` is called after each step.

    Playing it again changes nothing. Raises `Refused` where the record holds anything else.
    """
    history = steps()
    _refuse_others(engine, history)
    for step in history:
        clock.set(step.at)
        if step.command is None:
            engine.tick(step.at)
        else:
            engine.execute(step.command, by=_ACTOR, command_id=step.command_id)
        advance()


def _refuse_others(engine: Engine, history: list[Step]) -> None:
    own = {step.command_id for step in history}
    for recorded in engine.events():
        ticked = recorded.envelope.clock == "simulated" and recorded.envelope.actor == "scheduler"
        if recorded.envelope.command_id not in own and not ticked:
            raise Refused(
                f"the record holds other things than the demo (event {recorded.position}): "
                "give --db another file"
            )
