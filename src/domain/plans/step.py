"""What a plan consists of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..command import Command
from ..days import first_day
from ..errors import Refused
from ..event import Event
from ..facts import Facts
from ..mandate.state import Mandate, Moment
from ..streams import mandate_stream

States = Mapping[str, Any]
"""The state of each stream that a command rests on, None where the stream does not exist (yet)."""


@dataclass(frozen=True, slots=True)
class Step:
    """One event for one stream; ``cause`` is the index of the step that caused it.

    It holds from the command's day on, or from ``on``, where what it stands for happened then.
    """

    stream: str
    event: Event
    cause: int | None = None
    on: str | None = None


def said_to_be(command: Command, facts: Facts) -> str:
    """When what a command says happened, as exactly as it is known."""
    return Moment(first_day(command.on) if command.on else facts.day, facts.day).said


def mandate_in(states: States, mandate: str, facts: Facts) -> Mandate:
    """A mandate's state. Raises `Refused` where it was not adopted by the day."""
    state: Mandate | None = states[mandate_stream(mandate)]
    if state is None:
        raise Refused(f"{mandate}: the mandate was not adopted by {facts.day}")
    return state
