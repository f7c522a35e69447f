"""Source lines, and where each one ends up.

A line is what stands between line feeds (CR LF and CR count as one). Numbers are 1-based. Every
line that is not blank ends in exactly one element or, whole or in pieces, in ``dropped``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ....domain.errors import BadInput
from ..cues import holds
from . import columns, markup

LONGEST_LINE = 1_000_000
"""In characters. A text of longer lines is no text of a resolution."""

_INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u200b-\u200f\u202a-\u202e\u2060\ufeff\ufffe\uffff]"
)
_DELETE = "\x7f"
"""The sign for "delete", which exports print for a space that does not break."""
_LIGATURES = {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"}
_RAISED = dict(
    zip("\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079", "0123456789", strict=True)
)
SOFT = "\u00ad"
"""The soft hyphen: at a line's end it broke a word, elsewhere it shows nothing."""
_HYPHENS = str.maketrans(
    {"\u2010": "-", "\u2011": "-", SOFT: None, "\u00ac": None, **_LIGATURES, **_RAISED}
)
_UNUSUAL = re.compile("[" + "".join(map(chr, _HYPHENS)) + "]")
_BROKEN = re.compile(r"(?<=[^\W\d_])[\u00ad\u00ac]\s*$")
"""The end of a line that breaks a word. Text recognition prints the sign of negation for it."""


@dataclass(slots=True)
class Line:
    """One source line: its number and its tidy text (one space between words, NFC)."""

    number: int
    text: str
    gap: bool = False
    """Whether a blank line stands before it."""
    page: bool = False
    """Whether page furniture stands before it."""


@dataclass(slots=True)
class Dropped:
    """A line, or a piece of one, that is not part of the resolution, and why."""

    line: int
    text: str
    reason: str


@dataclass(slots=True)
class Page:
    """The lines of a text, sorted out: body lines, notes, and what was dropped."""

    body: list[Line] = field(default_factory=list[Line])
    notes: dict[str, str] = field(default_factory=dict[str, str])
    note_lines: dict[str, list[int]] = field(default_factory=dict[str, list[int]])
    dropped: list[Dropped] = field(default_factory=list[Dropped])
    blank: list[int] = field(default_factory=list[int])


def tidy(text: str) -> str:
    """Text with one kind of space and hyphen, composed (NFC), nothing invisible, ends trimmed."""
    if text.isascii():
        spaced = text.strip()
        if spaced.isprintable() and "  " not in spaced:
            return spaced
        spaced = " ".join(text.split())
        return spaced if spaced.isprintable() else _INVISIBLE.sub("", spaced).strip()
    broken = ""
    if _UNUSUAL.search(text):
        broken = SOFT if _BROKEN.search(text) else ""
        text = text.translate(_HYPHENS)
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    spaced = " ".join(text.split())
    if not spaced.isprintable():
        spaced = " ".join(_INVISIBLE.sub("", spaced).split())
    return spaced + broken


def split(text: str) -> tuple[list[Line], list[int]]:
    """The lines that are not blank, and the numbers of those that are.

    Raises BadInput where a line passes `LONGEST_LINE`.
    """
    lines: list[Line] = []
    blank: list[int] = []
    gap = wide = 0
    if _DELETE in text:
        text = text.replace(_DELETE, " ")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    long = len(text) > LONGEST_LINE
    marked = markup.signs(text)
    spaced = holds(text, _APART)
    for number, raw, whole in columns.pieces(text):
        if long and len(raw) > LONGEST_LINE:
            raise BadInput(f"line {number} is longer than {LONGEST_LINE:,} characters: no text")
        said = raw
        if marked and holds(raw, marked):
            bare = raw.strip()
            gap += 1 if bare and markup.apart(bare) else 0
            said = markup.plain(bare)
        clean = said.strip()
        if clean and ("  " in clean or not (clean.isascii() and clean.isprintable())):
            clean = tidy(said)
        if spaced and holds(clean, _APART):
            clean = _SPACED.sub(_closed_up, clean)
        if not clean:
            if whole:
                blank.append(number)
            gap += 1
            continue
        lines.append(Line(number, clean, gap > 0 or "\x0c" in raw))
        wide += gap > 0
        gap = 0
    if wide * 10 > len(lines) * 9 and len(lines) > _FEW:
        _close_up(lines)
    return lines, blank


_APART = (" /", "/ ")
_SPACED = re.compile(
    r"\b[AES](?=[\w./()-]{0,24}(?: /|/ ))(?: ?/ ?(?:(?:RES|DEC|PRST|HRC|CONF|INF)\b|"
    r"(?:CN?|AC|L|SR|PV|Add|Rev|Corr)\.|E?S-|\d)[\w.()-]*)+|"
    r"(?:(?<=esolution )|(?<=esolutions )|(?<=ecision )|(?<=ecisions ))"
    r"(?:E?S-)?\d{1,4}(?: / ?|/ )\d{1,4}\b"
)
"""A symbol or a number that text recognition set apart: "A / RES / 56 / 1", "resolution 56 /1"."""


def _closed_up(match: re.Match[str]) -> str:
    return match[0].replace(" ", "")


_FEW = 20


def _close_up(lines: Sequence[Line]) -> None:
    """Where a blank line stands between all lines, more than one of them make a gap.

    What makes it a page that is typed so, and no text of a line a paragraph, is that many of its
    lines begin in the middle of a sentence.
    """
    if 4 * sum(line.text[0].islower() for line in lines) < len(lines):
        return
    for before, line in pairwise(lines):
        line.gap = line.number - before.number > _DOUBLE


_DOUBLE = 2
"""In lines, from one line to the next of a page that is typed with double spaces."""


def letters(text: str) -> str:
    """The letters alone, case-folded: what two prints of one text have in common."""
    return "".join(filter(str.isalpha, text)).casefold()
