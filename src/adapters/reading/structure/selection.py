"""Which resolution of a page is meant, where a page holds parts of several."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ....domain import series
from ....domain import symbol as symbols
from ..page import anchors
from ..page.lines import Dropped, Line
from .words import ANNEX, BODIES, CLOSING, PART, SPOKEN, opening

_START = re.compile(
    r"(?P<modern>(?:E?S-)?\d{1,3}/\d{1,4}(?: ?[A-Z](?:(?:, [A-Z])*,? (?:and|to) [A-Z])?)?)"
    r"\. ?[A-Z\u201c].*"
    r"|(?P<old>\d{1,4}(?: ?[A-Z])? ?\((?:[IVXLC]+|E?S-[IVX]+|\d{4})\))\.? ?[A-Z\u201c].*"
    r"|(?:RESOLUTION|Resolution) (?P<alone>\d{1,4} ?\((?:19|20)\d\d\)|\d{1,3}/\d{1,4})\.?"
    r"|(?P<year>(?:19|20)\d\d/\d{1,3})(?:\.(?: .*)?)?"
)
_WORDS = ("Resolution ", "RESOLUTION ")
_FIRST_OF_WORDS = "R"
_ROOTS = {
    "general assembly": "A",
    "security council": "S", "economic and social council": "E", "human rights council": "A/HRC",
}  # fmt: skip
_NUMBERED = re.compile(r"\d{1,2}\. [A-Z]")
_FIRST = re.compile(r"1 ?\. ?(?:[A-Z]|$)")
_SECTION = re.compile(r"(?:(?:Part|PART|Section) )?[IVX]{1,5}\.?")
_FIGURES = frozenset("0123456789")
_FORMULAS = frozenset("TGSEHC")
"""With which the formulas of the bodies begin, with their article or without."""
_REACH = 40
_LONGEST_TITLE = 6


def crop(lines: Sequence[Line], wanted: str | None) -> tuple[list[Line], list[Dropped]]:
    """The lines of the resolution ``wanted`` (else of the first whole one), and the others'.

    A page of the Official Records may begin in the middle of one resolution and end in another.
    """
    lines, others = _one_of(lines, wanted)
    lines, more = _numbered(lines, wanted)
    return lines, [*others, *more]


def _one_of(lines: Sequence[Line], wanted: str | None) -> tuple[list[Line], list[Dropped]]:
    """The lines of one document, where each of several begins with a letterhead of its own."""
    begins = [at for at in range(1, len(lines)) if _letterhead(lines, at)]
    if not begins:
        return list(lines), []
    parts = [lines[a:b] for a, b in pairwise([0, *begins, len(lines)])]
    if not any(_opens(line.text) or _ADOPTS.match(line.text) for line in parts[0]):
        parts[:2] = [[*parts[0], *parts[1]]]  # a web site's own lines above the first
    own = next((part for part in parts if _has_symbol(part, wanted)), parts[0])
    return list(own), [item for part in parts if part is not own for item in _others(part)]


def _letterhead(lines: Sequence[Line], at: int) -> bool:
    text = lines[at].text
    if not text.startswith(_UNITED) or len(text) > _REACH:
        return False
    beside = text[len(_UNITED[0]) :]
    if "/" not in beside and len(beside) > _LETTER_BESIDE:
        return False  # another body of that name
    return any(line.text.startswith("Distr.") for line in lines[at + 1 : at + _LETTERHEAD])


_ADOPTS = re.compile(r"Adopts |\d{1,3}\. [A-Z][a-z]+s ")
_UNITED = ("United Nations", "UNITED NATIONS")
_LETTER_BESIDE = 2
"""In characters: the organ's letter, which old letterheads print."""
_LETTERHEAD = 9
"""In lines: what a document prints before it says to whom it is distributed."""


def _has_symbol(part: Sequence[Line], wanted: str | None) -> bool:
    return wanted is not None and any(
        anchors.is_symbol(line.text.removeprefix("United Nations").strip()) == wanted
        for line in part[:_LETTERHEAD]
    )


def _numbered(lines: list[Line], wanted: str | None) -> tuple[list[Line], list[Dropped]]:
    """The lines of one resolution, where each begins with its number and title."""
    starts = _starts(lines)
    if not starts or (len(starts) == 1 and not _text_before(lines, starts[0][0])):
        return _without_the_next(lines)
    index = next((i for i, (_, symbol) in enumerate(starts) if symbol == wanted), None)
    if index is None and (wanted is not None and len(starts) == 1):
        return list(lines), []
    index = index or 0
    begin = starts[index][0]
    end = starts[index + 1][0] if index + 1 < len(starts) else len(lines)
    if index == 0 and not _text_before(lines, begin):
        begin = 0
    return list(lines[begin:end]), _others([*lines[:begin], *lines[end:]])


def _others(lines: Sequence[Line]) -> list[Dropped]:
    return [Dropped(line.number, line.text, "another resolution") for line in lines]


def _starts(lines: Sequence[Line]) -> list[tuple[int, str | None]]:
    """The lines that begin a resolution: a number with a title, and soon the opening formula."""
    found: list[tuple[int, str | None]] = []
    for index, line in enumerate(lines):
        first = line.text[0]
        if first in _FIGURES:
            head = line.text[:12]
            if "/" not in head and "(" not in head:
                continue
        elif first not in _FIRST_OF_WORDS or not line.text.startswith(_WORDS):
            continue
        match = _START.fullmatch(line.text)
        ahead = lines[index + 1 : index + _REACH] if match else ()
        first_line = next((item.text for item in ahead if _opens(item.text)), None)
        if match is None or first_line is None:
            continue
        symbol = _symbol(match, first_line)
        if found and found[-1][1] == symbol:
            continue
        found.append((index, symbol))
    return [
        item
        for position, item in enumerate(found)
        if position + 1 == len(found) or _opening_between(lines, item[0], found[position + 1][0])
    ]


def _opens(line: str) -> bool:
    return opening(line) is not None or SPOKEN.match(line) is not None


def _symbol(match: re.Match[str], first_line: str) -> str | None:
    """The symbol of what begins so; its number, where its body has none of its own."""
    number = match["modern"] or match["old"] or match["alone"] or match["year"]
    number = number.replace(" ", "")
    body = opening(first_line)
    if body is not None and not match["year"] and body["body"].casefold() not in _ROOTS:
        return series.counted(body["body"], number) or number
    council = body is None and _THE_COUNCIL.search(first_line) is not None
    root = "E" if match["year"] or council else _ROOTS[body["body"].casefold()] if body else "A"
    kind = "RES" if body else "DEC"  # what is told afterwards is a decision
    try:
        return symbols.normal(f"{root}/{kind}/{number}")
    except ValueError:
        return None


_THE_COUNCIL = re.compile(r"\bthe (?:Economic and Social )?Council\b")
"""Who tells of a decision that is counted by sessions and is none of the Assembly."""


def _opening_between(lines: Sequence[Line], begin: int, end: int) -> bool:
    return any(_opens(item.text) for item in lines[begin + 1 : end])


def _text_before(lines: Sequence[Line], index: int) -> bool:
    """Whether operative paragraphs of another resolution stand before the line."""
    return any(_NUMBERED.match(item.text) for item in lines[:index])


def _without_the_next(lines: Sequence[Line]) -> tuple[list[Line], list[Dropped]]:
    """The lines up to where the same body begins again, with a title in place of a number.

    Parts of one resolution have letters above their formulas; annexes and quoted drafts open with
    other bodies, or below the word.
    """
    body: str | None = None
    for index, line in enumerate(lines):
        first = line.text[0]
        if first in "AE" and ANNEX.fullmatch(line.text):
            break
        match = opening(line.text) if first in _FORMULAS else None
        if match is None or match["body"].casefold() not in BODIES or match["quote"]:
            continue
        if body is None:
            body = match["body"].casefold()
        elif line.gap and body == match["body"].casefold():
            begin = _title_above(lines, index)
            if begin is not None and _text_before(lines, begin):
                return list(lines[:begin]), _others(lines[begin:])
            break
    return list(lines), []


def _title_above(lines: Sequence[Line], formula: int) -> int | None:
    """Where the title above a further formula begins; None where a letter or nothing stands there.

    What is above the title has ended: with a full stop, or with closing lines.
    """
    at = formula
    while at > 0 and formula - at < _LONGEST_TITLE:
        above = lines[at - 1].text
        if PART.fullmatch(above) or _SECTION.fullmatch(above) or above.endswith((":", ";", ",")):
            return None
        if above.endswith((".", "]")) or CLOSING.fullmatch(above):
            break
        at -= 1
    return at if at < formula and any(_FIRST.match(x.text) for x in lines[formula:]) else None
