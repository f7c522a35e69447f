"""The plan, executed: texts first, then how each mandate stands. Doing it again changes nothing.

Every command has an id made of what the row says, so a register that was brought up to date may be
taken over again: what it says anew is recorded, the rest is known.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol
from uuid import UUID, uuid5

from ...domain.command import Command, digest
from ...domain.errors import BadInput, Refused, Unknown
from ...domain.event import Recorded
from ...domain.instrument import InstrumentAdopted
from ...domain.mandate import commands as c
from . import status
from .plan import Instrument, Plan, Rejected
from .rows import Asserted
from .status import ASSERTED, NotSaid, made

NAMESPACE = UUID("5b8f0d5e-9b2e-5f43-8c41-7d1c2d8d3a10")
"""Of the command ids that are made of what a register says (UUID version 5)."""


class Register(Protocol):
    """What is asked of an engine."""

    def execute(
        self, command: Sequence[Command], *, by: str, command_id: UUID | None = None
    ) -> Any:
        """Record commands as one."""
        ...

    def history(self, identity: str) -> tuple[Recorded, ...]:
        """Every event of a mandate or an instrument."""
        ...


@dataclass(slots=True)
class Outcome:
    """What came of it: how many texts and mandates are new, which of these recur, what was known,
    what is only noted."""

    instruments: int = 0
    mandates: int = 0
    known: int = 0
    events: int = 0
    recurring: list[str] = field(default_factory=list[str])
    """The new ones of which time brings one due point after the other, from their first one on."""
    once: list[str] = field(default_factory=list[str])
    """Those that recur of which a status was recorded: it is that of one due point alone."""
    noted: list[str] = field(default_factory=list[str])
    rejected: list[Rejected] = field(default_factory=list[Rejected])


def take_over(
    plan: Plan, register: Register, *, by: str, step: Callable[[], None] = lambda: None
) -> Outcome:
    """Record what a plan asserts; ``step`` is called after each text and after each mandate."""
    outcome = Outcome(rejected=list(plan.rejected))
    rows = {row.number: row for row in plan.table.rows}
    standing: list[tuple[str, Asserted]] = []
    for instrument in plan.instruments:
        wrong = _adopt(instrument, register, by, outcome)
        standing += [one for one in instrument.rows if one[1].row not in wrong]
        outcome.rejected += [Rejected(rows[row], reason) for row, reason in wrong.items()]
        step()
    for mandate, row in standing:
        _follow(mandate, row, register, by, outcome)
        step()
    outcome.rejected.sort(key=lambda one: one.row.number)
    return outcome


def _adopt(instrument: Instrument, register: Register, by: str, outcome: Outcome) -> dict[int, str]:
    """Adopt a text. Returns the rows that it could not be adopted with, and why."""
    adopt = instrument.adopt
    name = _id("adopt", digest([adopt]))
    known = any(one.envelope.command_id == name for one in _events(register, instrument.symbol))
    if not known:
        try:
            answer = register.execute([adopt], by=by, command_id=name)
        except Refused as error:
            return _other_reading(instrument, register, str(error), outcome)
        except BadInput as error:
            return {row.row: str(error) for _, row in instrument.rows}
        known = not answer.recorded
        outcome.events += len(answer.recorded)
    if known:
        outcome.known += len(instrument.rows)
    else:
        outcome.instruments += 1
        outcome.mandates += len(instrument.rows)
        outcome.recurring += [one for one, row in instrument.rows if row.act["recurrence"]]
    return {}


def _other_reading(
    instrument: Instrument, register: Register, reason: str, outcome: Outcome
) -> dict[int, str]:
    """Where the text itself is registered, its mandates are there to say how they stand.

    Where an import registered it, the rows are of another version of that: they are refused.
    """
    adoptions = [
        one for one in _events(register, instrument.symbol)
        if isinstance(one.event, InstrumentAdopted)
    ]  # fmt: skip
    if not adoptions or any(one.envelope.note == ASSERTED for one in adoptions):
        return {row.row: reason for _, row in instrument.rows}
    wrong: dict[int, str] = {}
    for mandate, row in instrument.rows:
        if _events(register, mandate):
            outcome.known += 1
        else:
            wrong[row.row] = f"{instrument.symbol} is registered without {mandate}"
    return wrong


def _follow(mandate: str, row: Asserted, register: Register, by: str, outcome: Outcome) -> None:
    """Record who takes a mandate on, and how it stands; as a note what no command says."""
    history = _events(register, mandate)
    done = {one.envelope.command_id for one in history}
    content = [mandate, *row.lead, "", *row.contributing, "", row.note or "", *_told(row)]
    name, fallback = _id("stands", *content), _id("noted", *content)
    if {name, fallback} & done:
        return
    beside = _beside(mandate, row, history)
    try:
        said = status.commands(mandate, row)
        if beside or said:
            answer = register.execute([*beside, *said], by=by, command_id=name)
            outcome.events += len(answer.recorded)
        if row.act["recurrence"] and status.of_one_point(said):
            outcome.once.append(mandate)
    except (NotSaid, Refused, BadInput) as error:
        reason = str(error).removeprefix(f"{mandate}: ")
        text = f"{ASSERTED}: {status.in_words(row.standing)}; only noted, as {reason}"
        noted = made(c.Note, None, mandate=mandate, text=text)
        answer = register.execute([*beside, noted], by=by, command_id=fallback)
        outcome.events += len(answer.recorded)
        outcome.noted.append(f"row {row.row}: {mandate}: {status.in_words(row.standing)}: {reason}")


def _told(row: Asserted) -> list[str]:
    given = row.standing
    told = (
        given.status, given.on, given.document, given.submitted_on, given.issued_on,
        given.authority, given.successor,
        given.deferred_to.model_dump_json() if given.deferred_to else None,
    )  # fmt: skip
    return [one or "" for one in told]


def _beside(mandate: str, row: Asserted, history: Sequence[Recorded]) -> list[Command]:
    """Who takes it on, from its adoption on as nothing else is said, and the row's remark."""
    since = history[0].envelope.effective_on
    roles = [(entity, "lead") for entity in row.lead]
    roles += [(entity, "contributing") for entity in row.contributing]
    found = [
        made(c.Assign, since, mandate=mandate, entity=entity, role=role) for entity, role in roles
    ]
    if row.note:
        found.append(made(c.Note, None, mandate=mandate, text=row.note))
    return found


def _events(register: Register, identity: str) -> tuple[Recorded, ...]:
    try:
        return register.history(identity)
    except Unknown:
        return ()


def _id(*content: str) -> UUID:
    return uuid5(NAMESPACE, json.dumps(content))
