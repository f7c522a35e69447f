"""Annexes and quoted drafts: kept, numbered, and never read for mandates."""

from __future__ import annotations

import re

from ..page.lines import Line
from . import labels
from .outline import Block, Zone
from .words import ANNEX, CLOSING, opening

_RECOMMENDS = re.compile(
    r"(?:draft (?:resolution|decision|statement|text)s?|following (?:resolution|decision)s?|"
    r"text of the (?:draft )?(?:resolution|decision))"
    r"(?: to the [\w ]{3,60}?)?(?: for (?:its )?(?:adoption|consideration|approval))?"
    r"\s?\d{0,3}[:,]$",
    re.IGNORECASE,
)
_QUOTE_ENDS = re.compile(r"[\u201d\"][.;]?\s?\d{0,3}$")


def opens_annex(line: Line, current: Block | None, *, closed: bool) -> bool:
    """Whether an annex begins: "Annex II" on a line of its own, after finished text."""
    if line.text[0] not in "AE" or not ANNEX.fullmatch(line.text):
        return False
    if line.gap or line.page:
        return closed or current is None or current.complete
    return closed or (current is not None and current.stops == ".")


def opens_quote(line: Line, current: Block | None) -> bool:
    """Whether the draft that the paragraph recommends begins here."""
    if current is None or not (line.text[0] in '\u201c"' or opening(line.text)):
        return False
    return _RECOMMENDS.search(current.tail) is not None


class ZoneReader:
    """Reads the lines of one annex or quoted draft into ``zone``."""

    def __init__(self, name: str, *, annex: bool) -> None:
        self.zone = Zone(name)
        self._annex = annex
        self._nesting = labels.Nesting()
        self._last = 0
        self._number = ""

    def ends_before(self, line: Line, outer: int) -> bool:
        """Whether the zone is over: never for an annex; a quoted draft ends with its quotation
        marks, at closing lines, or at the ``outer`` text's next number."""
        if self._annex:
            return False
        blocks = self.zone.blocks
        quoted = bool(blocks) and blocks[0].text.startswith(("\u201c", '"'))
        ended = bool(blocks) and bool(_QUOTE_ENDS.search(blocks[-1].tail))
        if CLOSING.fullmatch(line.text) and (not quoted or ended):
            return True
        if quoted:
            return ended and line.gap and line.text[0] not in '\u201c"'
        match = labels.numbered(line.text)
        number = int(match["number"]) if match and match["number"].isdigit() else 0
        return number > 0 and number == outer + 1 and number > self._last + 1

    def read(self, line: Line) -> None:
        """Take the line into the zone."""
        self.zone.lines.append(line.number)
        text = line.text.lstrip('\u201c"') if not self._annex else line.text
        current = self.zone.blocks[-1] if self.zone.blocks else None
        if self._numbered(line, text, current) or self._labelled(line, text, current):
            return
        if current is None or (line.gap and (current.complete or current.kind == "heading")):
            self._add(Block("plain"), line, line.text)
        else:
            current.pieces.append((line.number, line.text))

    def _add(self, block: Block, line: Line, text: str) -> None:
        block.pieces.append((line.number, text))
        self.zone.blocks.append(block)

    def _numbered(self, line: Line, text: str, current: Block | None) -> bool:
        match = labels.numbered(text)
        if match is None or not match["number"].isdigit():
            return False
        if current is not None and not (line.gap or line.page or current.closed):
            return False
        number = int(match["number"])
        if number not in (self._last + 1, self._last + 2, 1):
            return False
        self._last = number
        self._number = str(number)
        self._nesting = labels.Nesting()
        self._add(Block("paragraph", self._number), line, match["rest"])
        return True

    def _labelled(self, line: Line, text: str, current: Block | None) -> bool:
        label = labels.read(text)
        if label is None or current is None or not (line.gap or line.page or current.closed):
            return False
        path = self._nesting.take(label, colon=current.tail.rstrip('\u201d" ').endswith(":"))
        if path is None:
            return False
        number = self._number + "".join(f"({part})" for part in path)
        self._add(Block("paragraph", number), line, label.rest)
        return True
