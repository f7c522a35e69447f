"""Changes and their reasons in plain words, for whoever audits a register."""

from __future__ import annotations

import json
from typing import Any

from ...domain.event import Recorded
from ..words import words
from .replay import Change, Step

_NAMES = {
    "due": "due point", "submit_by": "submission deadline", "issue_by": "issue deadline",
    "legal_by": "legal deadline", "leads": "lead", "until": "end", "ends_on": "last day",
}  # fmt: skip
_MOVES = frozenset({"due", "anchor", "submit_by", "issue_by", "legal_by", "until", "ends_on"})
"""Fields that hold a day or a session: they move."""


def sentence(step: Step) -> str:
    """A step as one sentence: because of which event, by whom, when, on what ground: what moved."""
    told = "; ".join(map(change, step.changes))
    if step.event is None:
        return f"on {step.day}, as time passed: {told}"
    if not told:
        return f"{reason(step.event)}: no field changed"
    held = f", which came to hold on {step.day}" if step.delayed else ""
    return f"because of {reason(step.event)}{held}: {told}"


def reason(event: Recorded) -> str:
    """An event as a reason: its position, what it says, by whom, when, from when on, its source."""
    envelope = event.envelope
    parts = [
        f"event {event.position} ({words(event.event)})",
        f"recorded by {envelope.actor} on {envelope.recorded_at:%Y-%m-%d %H:%M} UTC",
        f"effective {envelope.effective_on}",
    ]
    source = envelope.source
    if source is not None and (symbol := source.symbol or source.url):
        paragraph = f" para {source.paragraph}" if source.paragraph else ""
        sure = "" if source.confidence == "sourced" else f" ({source.confidence})"
        parts.append(f"source {symbol}{paragraph}{sure}")
    return ", ".join(parts)


def change(one: Change) -> str:
    """A change of one field: ``due point moved from … to …``."""
    name = _NAMES.get(one.field, one.field.replace("_", " "))
    was, now = said(one.was), said(one.now)
    if was == "none":
        return f"{name} is {now}"
    if now == "none":
        return f"{name} is gone (was {was})"
    return f"{name} {'moved' if one.field in _MOVES else 'changed'} from {was} to {now}"


def said(value: Any) -> str:
    """A value in words; a due term as it was said."""
    if value is None:
        return "none"
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "none"  # pyright: ignore[reportUnknownArgumentType]
    if isinstance(value, dict):
        from ...domain.due import DUE
        from ...domain.due import words as due_words
        from ...domain.rhythm import Rhythm
        from ...domain.rhythm import words as rhythm_words

        if "recurrence" in value:
            return rhythm_words(Rhythm.model_validate(value))
        return due_words(DUE.validate_python(value)) if "kind" in value else json.dumps(value)
    return str(value)
