"""Columns side by side: pages of the Official Records, as programs print them line by line.

Where the same gap stands in most lines of a page, what is left of it is read first, then what is
right of it. A line that goes over the gap stands between what is above it and what is below.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import count, repeat

_GAP = "   "
"""Between two columns stand three blanks at least, but for lines that run a little over."""
_FEWEST = 5
"""In lines: with fewer, a gap is a table's or an accident."""
_FEW = 2
"""The same, where another page of the text has columns."""
_NARROWEST, _WIDEST = 24, 100
"""In characters: how wide a left column of prose may be, its gap included."""
_SHORTEST = 20
"""In characters: what the pieces of prose have at least, as a rule."""
_LOOSE = 5
"""In characters: how far lines run over the gap."""


Piece = tuple[int, str, bool]
"""The number of a line, what of it stands in one column, and whether that stands for the line
itself: of a blank line between columns one piece does."""


def pieces(text: str) -> Iterable[Piece]:
    """The lines of a text in the order in which they are read."""
    lines = text.split("\n")
    return _pieces(lines) if _gaps(text) else zip(count(1), lines, repeat(True))


def _pieces(lines: Sequence[str]) -> Iterator[Piece]:
    pages: list[list[tuple[int, str]]] = []
    start = 0
    while start < len(lines):
        end = next((at for at in range(start + 1, len(lines)) if "\f" in lines[at]), len(lines))
        pages.append([(at + 1, lines[at].expandtabs()) for at in range(start, end)])
        start = end
    gutters = [_gutter([row for _, row in page]) for page in pages]
    printed = any(gutters)
    for page, gutter in zip(pages, gutters, strict=True):
        if gutter is None and printed:
            # Beside a full column may stand the end of one.
            gutter = _end_beside([row for _, row in page])
        yield from _page(page, gutter) if gutter else ((*row, True) for row in page)


def _gaps(text: str) -> bool:
    """Whether enough lines of the text have a gap amid them; it is asked of every text."""
    found, at = 0, text.find(_GAP)
    while at >= 0 and found < _FEWEST:
        end = text.find("\n", at)
        end = end if end >= 0 else len(text)
        begins = text.rfind("\n", 0, at) + 1
        found += bool(text[begins:at].strip()) and bool(text[at:end].strip())
        at = text.find(_GAP, end)
    return found >= _FEWEST


def _page(rows: Sequence[tuple[int, str]], gutter: int) -> Iterator[Piece]:
    left: list[Piece] = []
    right: list[Piece] = []
    for at, (number, row) in enumerate(rows):
        cut = _cut(row, gutter)
        if cut is None or (_runs_over(row, cut) and _stands_apart(rows, at)):
            yield from [*left, *right, (number, row, True)]
            left, right = [], []
            continue
        blank = not row.strip()
        left.append((number, row[:cut], blank))
        right.append((number, row[cut:], False))
    yield from [*left, *right]


def _runs_over(row: str, cut: int) -> bool:
    """Whether the words of a row run on where it would be cut."""
    return row[cut - 2 : cut + 1].count(" ") == 1 and row[cut:].strip() != ""


def _stands_apart(rows: Sequence[tuple[int, str]], at: int) -> bool:
    """Whether no words stand right above and below a row: that of a page's head."""
    beside = (*rows[max(0, at - 1) : at], *rows[at + 1 : at + 2])
    return not any(row.strip() for _, row in beside)


def _end_beside(rows: Sequence[str]) -> int | None:
    """Where a right column of few lines begins: prose stands there beside prose."""
    starts = [
        begins[0]
        for row in rows
        if len(begins := [*_right_of_gaps(row)]) == 1
        and min(len(row[: begins[0]].strip()), len(row[begins[0] :].strip())) >= _SHORTEST
    ]
    return min(starts) if len(starts) >= _FEW and max(starts) - min(starts) <= _LOOSE else None


def _gutter(rows: Sequence[str]) -> int | None:
    """Where the right column begins, if there are two of prose."""
    starts: Counter[int] = Counter()
    several = 0
    for row in rows:
        begins = [*_right_of_gaps(row)]
        several += len(begins) > 1
        if not begins and row.strip():
            # What stands on the right alone begins there too.
            begins = [len(row) - len(row.lstrip())]
        starts.update(begin for begin in begins if _NARROWEST <= begin <= _WIDEST)
    if not starts:
        return None
    best = max(starts, key=lambda at: (sum(starts[at + by] for by in (-1, 0, 1)), -at))
    agreed = sum(starts[best + by] for by in (-1, 0, 1))
    if agreed < _FEWEST or agreed * 2 < sum(starts.values()) or several * 4 > agreed:
        return None
    cuts = [(row, _cut(row, best)) for row in rows]
    parted = [(row[:cut].strip(), row[cut:].strip()) for row, cut in cuts if cut is not None]
    both = [pair for pair in parted if all(pair)]
    prose = [pair for pair in both if min(map(len, pair)) >= _SHORTEST]
    if len(prose) < max(_FEWEST, len(both) // 2):
        return None
    # Prose has blanks everywhere: most rows with words on both sides must have the gap itself.
    gapped = sum(
        any(abs(at - best) <= _LOOSE for at in _right_of_gaps(row))
        for row, cut in cuts
        if cut is not None and row[:cut].strip()
    )
    return best if 2 * gapped >= len(both) else None


def _right_of_gaps(row: str) -> Iterator[int]:
    at = len(row) - len(row.lstrip())
    while (gap := row.find(_GAP, at)) >= 0:
        rest = row[gap:].lstrip()
        if not rest:
            return
        at = len(row) - len(rest)
        yield at


def _cut(row: str, gutter: int) -> int | None:
    """Where a row is cut; None where it goes over the gap."""
    if len(row.rstrip()) <= gutter or not row[:gutter].strip():
        return gutter
    if not row[gutter - len(_GAP) : gutter + 1].strip():
        return gutter
    near = [at for at in _right_of_gaps(row) if abs(at - gutter) <= _LOOSE]
    if near:
        return near[0]
    blanks = [
        at
        for at in range(gutter - _LOOSE, min(gutter + _LOOSE, len(row) - 1))
        if row[at] == " " and row[at + 1] != " "
    ]
    return min(blanks, key=lambda at: abs(at + 1 - gutter)) + 1 if blanks else None
