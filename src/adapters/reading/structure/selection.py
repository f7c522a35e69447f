"""Which resolution of a page is meant, where a page holds parts of several."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ....domain import symbol as symbols
from ..page.lines import Dropped, Line
from .words import FORMULA

_START = re.compile(
    r"(?P<modern>(?:E?S-)?\d{1,3}/\d{1,4}(?: ?[A-Z])?)\. ?[A-Z\u201c].*"
    r"|(?P<old>\d{1,4}(?: ?[A-Z])? ?\((?:[IVXLC]+|E?S-[IVX]+|\d{4})\))\.? ?[A-Z\u201c].*"
)
_NUMBERED = re.compile(r"\d{1,2}\. [A-Z]")
_REACH = 40


def crop(lines: Sequence[Line], wanted: str | None) -> tuple[list[Line], list[Dropped]]:
    """The lines of the resolution ``wanted`` (else of the first whole one), and the others'.

    A page of the Official Records may begin in the middle of one resolution and end in another.
    """
    starts = _starts(lines)
    if not starts or (len(starts) == 1 and not _text_before(lines, starts[0][0])):
        return list(lines), []
    index = next((i for i, (_, symbol) in enumerate(starts) if symbol == wanted), None)
    if index is None and (wanted is not None and len(starts) == 1):
        return list(lines), []
    index = index or 0
    begin = starts[index][0]
    end = starts[index + 1][0] if index + 1 < len(starts) else len(lines)
    if index == 0 and not _text_before(lines, begin):
        begin = 0
    others = [*lines[:begin], *lines[end:]]
    return list(lines[begin:end]), [
        Dropped(line.number, line.text, "another resolution") for line in others
    ]


def _starts(lines: Sequence[Line]) -> list[tuple[int, str | None]]:
    """The lines that begin a resolution: a number with a title, and soon the opening formula."""
    found: list[tuple[int, str | None]] = []
    for index, line in enumerate(lines):
        if not line.text[0].isdigit():
            continue
        match = _START.fullmatch(line.text)
        if match is None or not any(
            FORMULA.fullmatch(item.text) for item in lines[index + 1 : index + _REACH]
        ):
            continue
        number = match["modern"] or match["old"]
        try:
            symbol = symbols.normal(f"A/RES/{number.replace(' ', '')}")
        except ValueError:
            symbol = None
        if found and found[-1][1] == symbol:
            continue
        found.append((index, symbol))
    return [
        item
        for position, item in enumerate(found)
        if position + 1 == len(found) or _formula_between(lines, item[0], found[position + 1][0])
    ]


def _formula_between(lines: Sequence[Line], begin: int, end: int) -> bool:
    return any(FORMULA.fullmatch(item.text) for item in lines[begin + 1 : end])


def _text_before(lines: Sequence[Line], index: int) -> bool:
    """Whether operative paragraphs of another resolution stand before the line."""
    return any(_NUMBERED.match(item.text) for item in lines[:index])
