"""Preamble, operative paragraphs, headings, parts, annexes, quoted drafts and closing lines.

One pass over the body lines. Paragraphs begin at a number that is next in turn, or at an operative
verb; a line that could only be the middle of a sentence never begins one, whatever it looks like.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..page.lines import Line
from . import closing, headings, labels, telling, turns
from .outline import Block, Outline
from .words import (
    CLOSING,
    DATE,
    OPERATIVE,
    PREAMBULAR,
    SPOKEN,
    STATEMENT,
    acts,
    decides,
    opens,
)
from .zones import ZoneReader, opens_annex, opens_quote


class BodyReader:
    """Puts body lines into blocks; ``outline`` is the result, ``closing`` the lines after it."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._at = 0
        self.outline = Outline()
        self.closing: list[Line] = []
        self._current: Block | None = None
        self._last = turns.before_the_first(lines)
        self._listing = self._unnumbered = 0
        self._resolving = self._sections = self._counted = False
        self._parent = "u1"
        self._nesting = labels.Nesting()
        self._operative = self._closed = False
        self._zone: ZoneReader | None = None

    def read(self) -> None:
        """Read all lines."""
        while self._at < len(self._lines):
            line = self._lines[self._at]
            if (current := self._goes_on(line)) is not None:
                current.pieces.append((line.number, line.text))
                self._at += 1
            else:
                self._at += self._step(line)

    def _step(self, line: Line) -> int:
        """Read the line; how many lines that took."""
        if self._operative and opens_annex(line, self._current, closed=self._closed):
            self._zone = ZoneReader(line.text.rstrip("*"), annex=True)
            self._zone.zone.lines.append(line.number)
            self.outline.annexes.append(self._zone.zone)
            return 1
        if self._zone is not None:
            if not self._zone.ends_before(line, self._last):
                self._zone.read(line)
                return 1
            self._zone = None
        part = telling.divides(self._lines, self._at)
        if self._closed and (part or headings.is_part(self._lines, self._at)):
            self._closed = False
            if not part:
                self._start(Block("heading"), line, line.text)
                return 1
        if self._closed or self._closes(line):
            self._closed = True
            self.closing.append(line)
            return 1
        if self._quotes(line) or self._formula(line) or self._documents(line, letter=part):
            return 1
        if self._number(line) or self._label(line):
            return 1
        count = self._heading()
        if count:
            return count
        if not self._begins(line):
            self._continue(line)
        return 1

    def _goes_on(self, line: Line) -> Block | None:
        """What is current, where a line can only be the middle of a sentence of it.

        It stands close under the line before and begins with a letter: a small one, or any while
        the sentence is unfinished.
        """
        text, current = line.text, self._current
        apart = line.gap or line.page or self._closed or self._zone is not None
        if apart or current is None or len(text) < 3 or not text[0].isalpha():
            return None
        blocks = self.outline.blocks
        if text[1] in ")." or text[2] in ")." or (not text[0].islower() and current.complete):
            return None
        return None if headings.opens_section(self._lines, self._at, blocks) else current

    def _start(self, block: Block, line: Line, text: str) -> None:
        block.pieces.append((line.number, text))
        self.outline.blocks.append(block)
        self._current = block
        if block.kind == "paragraph" and "(" not in block.number:
            self._parent = block.number

    def _continue(self, line: Line) -> None:
        if self._current is None:
            self._start(Block("plain" if self._operative else "preamble"), line, line.text)
        else:
            self._current.pieces.append((line.number, line.text))

    def _closes(self, line: Line) -> bool:
        if not self._operative:
            return False
        if not CLOSING.match(line.text):
            day = line.text[0].isdigit() and DATE.fullmatch(line.text) is not None
            apart = (line.gap or day) and self._tail.endswith(".")
            if not apart or headings.is_part(self._lines, self._at):
                return False
            ahead, one = self._lines[self._at + 1 :], self.outline.a_sentence
            return closing.ends(line, self._tail, ahead, self._last, sentence=one)
        closed = self._current is not None and self._current.closed
        return line.gap or line.page or closed or closing.dated(line.text, self._next_text())

    # --- formula, parts and quoted drafts ---------------------------------------------------------

    def _quotes(self, line: Line) -> bool:
        """Whether a draft that the paragraph recommends is quoted from here on."""
        if not self._operative or not opens_quote(line, self._current):
            return False
        self._zone = ZoneReader(self._current.number if self._current else "", annex=False)
        self.outline.quoted.append(self._zone.zone)
        self._zone.read(line)
        return True

    def _documents(self, line: Line, *, letter: bool) -> bool:
        """Whether it is a document that a decision puts off, a section, a part's ``letter``."""
        start = self._current.start if self._current is not None else ""
        lists = start.endswith(telling.DOCUMENTS) and telling.lists_documents(start)
        if not (lists or self._sections or letter):
            return False
        if letter or telling.section(line.text):
            self._start(Block("heading"), line, line.text)
            if letter:
                self._new_part()
            self._current = None
        elif (self._sections and telling.decides(line.text)) or (
            lists and telling.tells(line.text)
        ):
            self._unnumbered_start(line)
        elif lists:
            self._continue(line)
        else:
            return False
        return True

    def _formula(self, line: Line) -> bool:
        leads = telling.tells(line.text) and telling.leads(line.text, self._next_text())
        self._sections = self._sections or leads
        if not (leads or opens(line.text) or decides(line.text, self._next_text())):
            return False
        current = None if leads else self._current
        first = not self._operative and all(b.kind == "preamble" for b in self.outline.blocks)
        first = first or turns.opens_part(self._tail, line.text, self._next_text())
        if current is not None and not (line.gap or line.page or first):
            return False
        if current is not None and current.kind == "paragraph" and not current.complete:
            # A name on a line of its own in the middle of a sentence.
            return False
        self._new_part()
        self._start(Block("formula"), line, line.text)
        self._current = None
        return True

    def _new_part(self) -> None:
        """A further formula begins a part: the headings just before are its letter and title."""
        self._last = 0 if self._operative else self._last
        self._unnumbered, self._operative = 0, False
        self._nesting = labels.Nesting()
        for block in reversed(self.outline.blocks):
            if block.kind != "heading":
                break
            block.kind = "part"

    # --- numbered paragraphs ----------------------------------------------------------------------

    def _number(self, line: Line) -> bool:
        match = labels.numbered(line.text)
        lost = match is None and self._operative and line.text == str(self._last + 1)
        if lost and turns.lost_its_dot(line, self._next_text(), self._current):
            match = labels.numbered(f"{line.text}.")
        if match is None:
            return False
        raw, rest = match["number"], match["rest"]
        number = int(raw) if raw.isdigit() else labels.misread(raw, self._last + 1)
        verb = OPERATIVE.match(rest) or (not rest and OPERATIVE.match(self._next_text()))
        if match["again"] and number == self._last and verb and self._operative:
            return self._numbered(line, number, rest)
        if not verb and turns.heads(self._lines, self._at, rest):
            return False
        if not raw.isdigit() and not (self._last < number <= self._last + 4 and verb):
            return False
        if not self._operative and not verb and PREAMBULAR.match(rest) and number <= self._last + 1:
            # Some bodies count their preambles in with the paragraphs.
            self._counted = True
            self._last = number
            self._start(Block("preamble"), line, rest)
            return True
        if self._listed(line, number, bool(verb), rest):
            return True
        if not turns.fits(
            line, number, rest, current=self._current, last=self._last, verb=bool(verb)
        ):
            return False
        return self._numbered(line, number, rest)

    def _numbered(self, line: Line, number: int, rest: str) -> bool:
        block = Block("paragraph", str(number))
        block.low = turns.missing(number, self._last if self._operative or self._counted else None)
        self._last = number
        self._listing = 0
        self._operative = True
        self._nesting = labels.Nesting()
        self._start(block, line, rest)
        return True

    def _listed(self, line: Line, number: int, verb: bool, rest: str) -> bool:
        current, taken = self._current, number == self._last + 1 and verb
        if current is None or not self._operative or taken:
            return False
        if not turns.lists(number, current=current, last=self._last, listed=self._listing):
            return False
        self._listing = number
        self._start(Block("paragraph", f"{self._parent}({number})"), line, rest)
        return True

    def _next_text(self) -> str:
        after = self._at + 1
        return self._lines[after].text if after < len(self._lines) else ""

    # --- sub-paragraphs ---------------------------------------------------------------------------

    def _label(self, line: Line) -> bool:
        current = self._current
        if not self._operative:
            label = turns.lettered(line, self._next_text(), current)
            if label is None:
                return False
            if PREAMBULAR.match(label.rest):
                self._start(Block("preamble"), line, label.rest)
                return True
            self._operative = True
        else:
            label = labels.read(line.text)
            if label is None or current is None or current.kind not in ("paragraph", "plain"):
                return False
            ahead = self._lines[self._at + 1 : self._at + labels.REACH]
            if not labels.may_begin(label, line, current, self._nesting, ahead):
                return False
        colon = current is not None and current.ends_with_a_colon
        path = self._nesting.take(label, colon=colon)
        if path is None:
            return False
        number = self._parent + "".join(f"({part})" for part in path)
        self._start(Block("paragraph", number), line, label.rest)
        return True

    def _begins(self, line: Line) -> bool:
        """Whether a preambular or an unnumbered operative paragraph begins here."""
        current = self._current
        complete = current is None or current.complete or current.kind == "heading"
        if not complete and not (line.gap and not line.page):
            return False
        verb, preambular = OPERATIVE.match(line.text), PREAMBULAR.match(line.text)
        if not verb and self._last == 0:
            verb = self._resolves(line)
        if not verb and telling.drafted(line, current):
            return self._unnumbered_start(line)
        if not verb and self._last == 0 and telling.names_the_body(line, self._current):
            verb = SPOKEN.match(line.text)
            preambular = STATEMENT.search(telling.run(self._lines, self._at))
        if not self._operative:
            if preambular and (line.gap or complete):
                self._start(Block("preamble"), line, line.text)
                return True
            return bool(verb and complete and self._unnumbered_start(line))
        section = headings.opens_section(self._lines, self._at, self.outline.blocks)
        if section and verb and self._last > 0:
            return self._unnumbered_start(line)
        closed = current is None or current.closed or current.kind == "heading"
        told = current is not None and telling.tells(current.start)
        if preambular and closed and (line.gap or section) and not told:
            # Sections of long texts have preambles of their own, outcome documents a chapeau.
            self._start(Block("preamble"), line, line.text)
            return True
        chapeau = self._last == 0 and line.gap and not verb and self.outline.outcome
        if chapeau and current is not None and current.kind in ("heading", "preamble"):
            self._start(Block("preamble"), line, line.text)
            return True
        said = current is not None and current.kind == "preamble" and line.gap
        # Some drafters end paragraphs as they end preambles: with commas.
        again = line.gap and self._tail.endswith(",") and acts(line.text)
        if verb and self._last == 0 and self._unnumbered and (closed or said or again):
            return self._unnumbered_start(line)
        return False

    @property
    def _tail(self) -> str:
        return self._current.tail if self._current is not None else ""

    def _resolves(self, line: Line) -> re.Match[str] | None:
        """Whether "To request ..." begins one: the first, or below one of its kind."""
        below = self._current is not None and telling.decides_alone(self._current.tail)
        found = telling.resolves(line.text, self._resolving or below, first=not self._operative)
        self._resolving = self._resolving or found is not None
        return found

    def _unnumbered_start(self, line: Line) -> bool:
        self._operative = True
        self._unnumbered += 1
        self._nesting = labels.Nesting()
        self._start(Block("paragraph", f"u{self._unnumbered}"), line, line.text)
        return True

    def _heading(self) -> int:
        """How many lines from here on are a heading between paragraphs; 0 if none."""
        line = self._lines[self._at]
        current = self._current
        apart = current is None or line.gap or line.page or headings.SECTION.fullmatch(line.text)
        ended = self._last > 0 and current is not None and current.stops != ""
        if not (apart or ended) or telling.tells(line.text):
            return 0
        numbered, operative = self._last > 0, self._operative
        outcome = operative and not numbered and self.outline.outcome
        blocks = self.outline.blocks
        at = self._at
        place = headings.Place(self._lines, at, current, blocks, operative, numbered, outcome)
        if self._current is None and blocks and blocks[-1].kind not in ("heading", "formula"):
            return 0
        count = headings.length(place)
        if count:
            self._start(Block("heading"), line, line.text)
        for item in self._lines[self._at + 1 : self._at + count]:
            self._continue(item)
        return count
