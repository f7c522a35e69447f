"""The letters of parts, which pages without blank lines print amid the text: "B", then a title."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..page.lines import Line
from .words import PART, opens

_LONGEST = 9
"""In characters: "Part A.12" has as many. Most lines are done with here."""
_TITLE = 8
"""In lines: how far below its letter the formula of a part may stand, its title between them."""
_ROMAN = "IVX"
"""Letters that are a section's, but in their turn."""
_ENDS = (".", ";", ",", ":")


def set_apart(lines: Sequence[Line]) -> list[Line]:
    """The lines, with a gap before and after each letter of a part, and before its formula.

    One is a part's where its title, if any, and an opening formula stand below it, and where the
    letters of a text go on in their order.
    """
    apart: set[int] = set()
    last = "@"
    lines = list(lines)
    for at, line in enumerate(lines):
        if len(line.text) > _LONGEST or (match := PART.fullmatch(line.text)) is None:
            continue
        letter, in_turn = match["letter"], ord(match["letter"]) == ord(last) + 1
        if not in_turn and (letter <= last or letter in _ROMAN):
            continue
        if at and in_turn and opens(lines[at - 1].text):
            # Some programs print what stands in the middle of a page after what is left of it.
            lines[at - 1], lines[at] = line, lines[at - 1]
            at -= 1
        formula = _formula(lines, at)
        if formula is not None:
            last = letter
            apart.update((at, at + 1, formula))
    return [replace(line, gap=True) if at in apart else line for at, line in enumerate(lines)]


def _formula(lines: Sequence[Line], letter: int) -> int | None:
    """Where the formula stands below a letter and a title; None where there is none."""
    for at in range(letter + 1, min(letter + _TITLE, len(lines))):
        text = lines[at].text
        if opens(text):
            return at
        if text.endswith(_ENDS):
            return None
    return None
