"""What a plan consists of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..event import Event

States = Mapping[str, Any]
"""The state of each stream that a command rests on, None where the stream does not exist (yet)."""


@dataclass(frozen=True, slots=True)
class Step:
    """One event for one stream; ``cause`` is the index of the step that caused it."""

    stream: str
    event: Event
    cause: int | None = None
