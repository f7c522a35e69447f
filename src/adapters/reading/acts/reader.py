"""The acts of the paragraphs of a text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from . import verbs


@dataclass(frozen=True, slots=True)
class Entry:
    """A paragraph to read: its number, its text, and why it is uncertain, if it is."""

    number: str
    text: str
    low: str | None = None


def read(
    entries: Sequence[Entry], body: str | None, session: int | str | None
) -> list[list[dict[str, Any]]]:
    return [
        [{"id": f"{e.number}.{n}", "verb": f.lemma} for n, f in enumerate(verbs.find(e.text), 1)]
        for e in entries
    ]
