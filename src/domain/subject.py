"""What a mandate is about, in the words of its text."""

from __future__ import annotations

import re

_OWN = re.compile(r"\b(the present|this) (resolution|decision|statement|text)\b", re.IGNORECASE)


def of_its_own_text(words: str) -> bool:
    """Whether words speak of the text in which they stand, as "implementation of the present
    resolution" does, and so say little where that is not at hand."""
    return _OWN.search(words) is not None


def told(words: str | None, text: str | None) -> str | None:
    """Words with what the text is called, where they speak of it."""
    if words and text and of_its_own_text(words):
        return f"{words} ({text})"
    return words
