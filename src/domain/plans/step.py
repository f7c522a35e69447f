"""What a plan consists of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..errors import Refused
from ..event import Event
from ..facts import Facts
from ..mandate.state import Mandate
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


def mandate_in(states: States, mandate: str, facts: Facts) -> Mandate:
    """A mandate's state. Raises `Refused` where it was not adopted by the day."""
    state: Mandate | None = states[mandate_stream(mandate)]
    if state is None:
        raise Refused(f"{mandate}: the mandate was not adopted by {facts.day}")
    return state
