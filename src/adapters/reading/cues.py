"""Words asked for before what costs more is: most texts do not hold them."""

from __future__ import annotations

from collections.abc import Iterable


def holds(text: str, cues: Iterable[str]) -> bool:
    """Whether a text holds any of some cues."""
    for cue in cues:  # noqa: SIM110 - `any` takes half as long again
        if cue in text:
            return True
    return False
