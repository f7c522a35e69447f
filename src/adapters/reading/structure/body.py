"""Preamble, operative paragraphs, headings, parts, annexes, quoted drafts and closing lines.

One pass over the body lines. Paragraphs begin at a number that is next in turn, or at an operative
verb; a line that could only be the middle of a sentence never begins one, whatever it looks like.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..page.lines import Line
from . import labels
from .outline import Block, Outline, Zone
from .words import ANNEX, CLOSING, FORMULA, OPERATIVE, PREAMBULAR

_PART = re.compile(r"(?:Part )?(?P<part>[A-Z])|(?P<roman>[IVX]{1,5})")
_QUOTES_DRAFT = re.compile(
    r"(?:draft (?:resolution|decision|statement|text)s?|following (?:resolution|decision)s?|"
    r"text of the (?:draft )?(?:resolution|decision))\s?\d{0,3}[:,]$",
    re.IGNORECASE,
)
_LONGEST_HEADING = 400


class BodyReader:
    """Puts body lines into blocks; ``outline`` is the result, ``closing`` the lines after it."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._at = 0
        self.outline = Outline()
        self.closing: list[Line] = []
        self._current: Block | None = None
        self._last = 0
        self._nesting = labels.Nesting()
        self._operative = False
        self._zone: Zone | None = None
        self._in_annex = False
        self._closed = False
        self._unnumbered = 0
        self._listing = 0

    def read(self) -> None:
        """Read all lines."""
        while self._at < len(self._lines):
            self._at += self._step(self._lines[self._at])

    # --- one line ---------------------------------------------------------------------------------

    def _step(self, line: Line) -> int:
        if self._annex(line):
            return 1
        if self._in_annex or (self._zone is not None and not self._quote_ends(line)):
            return self._zone_line(line)
        self._zone = None
        if self._closed or self._closes(line):
            self._closed = True
            self.closing.append(line)
            return 1
        if self._formula(line):
            return 1
        if self._number(line) or self._label(line):
            return 1
        heading = self._heading(line)
        if heading:
            return heading
        if self._begins(line):
            return 1
        self._continue(line)
        return 1

    def _start(self, block: Block, line: Line, text: str) -> None:
        block.pieces.append((line.number, text))
        self._blocks.append(block)
        self._current = block

    @property
    def _blocks(self) -> list[Block]:
        return self._zone.blocks if self._zone is not None else self.outline.blocks

    def _continue(self, line: Line) -> None:
        if self._current is None:
            self._start(Block("preamble" if not self._operative else "plain"), line, line.text)
        else:
            self._current.pieces.append((line.number, line.text))

    def _open(self, line: Line) -> bool:
        """Whether the sentence before the line is unfinished, so that the line goes on with it."""
        return self._current is not None and not self._current.complete

    # --- formula and parts ------------------------------------------------------------------------

    def _formula(self, line: Line) -> bool:
        match = FORMULA.fullmatch(line.text)
        if match is None or (self._current is not None and not (line.gap or line.page)):
            return False
        if not line.text.endswith((",", ".")):
            return False
        if self._operative and self._current and _QUOTES_DRAFT.search(self._current.tail):
            self._quote(line)
            return True
        if match["quote"]:
            return False
        self._new_part()
        self._start(Block("formula"), line, line.text)
        self._current = None
        return True

    def _new_part(self) -> None:
        """A second formula begins a new part: the headings just before it are its letter and title."""
        blocks = self.outline.blocks
        self._last = self._unnumbered = 0
        self._operative = False
        self._nesting = labels.Nesting()
        for block in reversed(blocks):
            if block.kind != "heading":
                break
            block.kind = "part"

    # --- quoted drafts and annexes ----------------------------------------------------------------

    def _quote(self, line: Line) -> None:
        self._zone = Zone(self._current.number if self._current else "")
        self.outline.quoted.append(self._zone)
        self._zone_line(line)

    def _quote_ends(self, line: Line) -> bool:
        """A quoted draft ends at the outer text's next number, at closing lines or at an annex."""
        assert self._zone is not None
        tail = self._zone.blocks[-1].tail if self._zone.blocks else ""
        quoted = (
            self._zone.blocks[0].text.startswith(("\u201c", '"')) if self._zone.blocks else False
        )
        if CLOSING.fullmatch(line.text) and (line.gap or not quoted):
            return True
        if quoted and not re.search(r"[\u201d\"][.;]?\s?\d{0,3}$", tail):
            return False
        match = labels.NUMBERED.fullmatch(line.text)
        if quoted:
            return line.gap
        number = int(match["number"]) if match and match["number"].isdigit() else 0
        return False if not number else number == self._last + 1 and number > self._zone_last() + 1

    def _zone_last(self) -> int:
        assert self._zone is not None
        numbers = [int(b.number) for b in self._zone.blocks if b.number.isdigit()]
        return numbers[-1] if numbers else 0

    def _annex(self, line: Line) -> bool:
        """Whether an annex begins here: "Annex II" on a line of its own, after finished text."""
        if not ANNEX.fullmatch(line.text) or not (line.gap or line.page):
            return False
        if not self._operative or (
            self._current and not self._current.complete and not self._closed
        ):
            return False
        self._zone = Zone(line.text.rstrip("*"), [line.number])
        self.outline.annexes.append(self._zone)
        self._in_annex = True
        self._current = None
        self._last = 0
        self._nesting = labels.Nesting()
        return True

    def _zone_line(self, line: Line) -> int:
        """A line of an annex or quoted draft: its paragraphs, without asking what they mean."""
        zone = self._zone
        assert zone is not None
        current = zone.blocks[-1] if zone.blocks else None
        zone.lines.append(line.number)
        match = labels.NUMBERED.fullmatch(line.text)
        done = current is None or current.complete or line.gap
        if (
            match
            and match["number"].isdigit()
            and done
            and (current is None or current.closed or line.gap)
        ):
            number = int(match["number"])
            if number in (self._zone_last() + 1, 1):
                self._nesting = labels.Nesting()
                block = Block("paragraph", str(number))
                block.pieces.append((line.number, match["rest"]))
                zone.blocks.append(block)
                return 1
        if self._zone_label(line, current):
            return 1
        if current is None or (line.gap and (current.complete or current.kind == "heading")):
            block = Block("plain")
            block.pieces.append((line.number, line.text))
            zone.blocks.append(block)
        else:
            current.pieces.append((line.number, line.text))
        return 1

    def _zone_label(self, line: Line, current: Block | None) -> bool:
        label = labels.read(line.text)
        if label is None or current is None or not (line.gap or line.page or current.closed):
            return False
        path = self._nesting.take(label, colon=current.tail.rstrip('\u201d" ').endswith(":"))
        if path is None or self._zone is None:
            return False
        block = Block("paragraph", "".join(f"({part})" for part in path))
        block.pieces.append((line.number, label.rest))
        self._zone.blocks.append(block)
        return True

    # --- paragraphs -------------------------------------------------------------------------------

    def _number(self, line: Line) -> bool:
        match = labels.NUMBERED.fullmatch(line.text)
        if match is None:
            return False
        raw, rest = match["number"], match["rest"]
        number = int(raw) if raw.isdigit() else len(raw)
        verb = OPERATIVE.match(rest) or (not rest and OPERATIVE.match(self._next_text()))
        if not raw.isdigit() and not (number == self._last + 1 and verb):
            return False
        if self._listed(line, number, bool(verb), rest):
            return True
        if not self._acceptable(line, number, bool(verb), rest):
            return False
        block = Block("paragraph", str(number))
        if self._operative and number != self._last + 1 and number != 1:
            block.low = f"paragraph {self._last + 1} is missing before {number}"
        self._last = number
        self._listing = 0
        self._operative = True
        self._nesting = labels.Nesting()
        self._start(block, line, rest)
        return True

    def _listed(self, line: Line, number: int, verb: bool, rest: str) -> bool:
        """A list "1., 2., 3." inside a paragraph: it begins after a colon and is no paragraph."""
        if self._current is None or not self._operative:
            return False
        begins = number == 1 and self._last > 0 and self._current.tail.rstrip().endswith(":")
        goes_on = self._listing > 0 and number == self._listing + 1 and self._current.complete
        if not (begins or goes_on) or (number == self._last + 1 and verb):
            return False
        self._listing = number
        self._start(Block("paragraph", f"{self._parent()}({number})"), line, rest)
        return True

    def _acceptable(self, line: Line, number: int, verb: bool, rest: str) -> bool:
        alone = not rest and line.gap and number == self._last + 1
        finished = (
            alone
            or self._current is None
            or self._current.complete
            or self._current.kind == "heading"
            or line.page
        )
        if number == self._last + 1:
            if verb:
                return finished or line.gap or rest[:1].isupper()
            capital = not rest or rest[0].isupper() or rest[0] in "\u201c\"'\u2018[("
            return (
                capital and finished and (line.gap or self._current is None or self._current.closed)
            )
        if not verb or not finished or not (line.gap or (self._current and self._current.closed)):
            return False
        # A number lost or misread at the source, or a list that begins again.
        return self._last < number <= self._last + 4 or (number == 1 and self._last > 0)

    def _next_text(self) -> str:
        after = self._at + 1
        return self._lines[after].text if after < len(self._lines) else ""

    def _label(self, line: Line) -> bool:
        if not self._operative or self._current is None:
            return False
        label = labels.read(line.text)
        if label is None or self._current.kind not in ("paragraph", "plain"):
            return False
        tail = self._current.tail.rstrip()
        colon = bool(re.search(r":\s?\d{0,3}[\u201d\"]?$", tail))
        apart = line.gap or line.page or not label.rest
        if not (self._current.complete or (line.gap and not line.page)):
            return False
        if not self._nesting.open and not (apart or colon):
            return False
        if self._nesting.open and not apart and not self._current.closed:
            return False
        if label.rest and self._runs_inline(label):
            return False
        path = self._nesting.take(label, colon=colon)
        if path is None:
            return False
        parent = self._parent()
        number = parent + "".join(f"({part})" for part in path)
        self._start(Block("paragraph", number), line, label.rest)
        return True

    def _runs_inline(self, label: labels.Label) -> bool:
        """Whether the next label follows within the same run of lines: "(i) ...; (ii) ..."."""
        following = {"a": "b", "i": "ii", "1": "2"}.get(label.text)
        if following is None:
            return False
        run = [label.rest]
        for item in self._lines[self._at + 1 : self._at + 12]:
            if item.gap or labels.read(item.text):
                break
            run.append(item.text)
        return f" ({following}) " in " ".join(run)

    def _parent(self) -> str:
        for block in reversed(self.outline.blocks):
            if block.kind == "paragraph" and "(" not in block.number:
                return block.number
        return "u1"

    def _begins(self, line: Line) -> bool:
        """Whether a preambular or an unnumbered operative paragraph begins here."""
        if self._open(line) and not (line.gap and not line.page):
            return False
        verb = OPERATIVE.match(line.text)
        preambular = PREAMBULAR.match(line.text)
        if not self._operative:
            if preambular and (line.gap or self._current is None or self._current.complete):
                self._start(Block("preamble"), line, line.text)
                return True
            if verb and (line.gap or self._current is None or self._current.complete):
                return self._unnumbered_start(line)
            return False
        outcome = self._last == 0 and line.gap and not verb and self._outcome
        heading = self._current is None or self._current.kind == "heading"
        if outcome and (preambular or heading):
            self._start(Block("preamble"), line, line.text)
            return True
        if (
            verb
            and self._last == 0
            and self._unnumbered
            and (self._current is None or self._current.closed)
        ):
            return self._unnumbered_start(line)
        return False

    @property
    def _outcome(self) -> bool:
        """Whether an outcome document follows: "Adopts the following declaration:"."""
        first = next((b for b in self.outline.blocks if b.kind == "paragraph"), None)
        return first is not None and first.number == "u1" and first.tail.rstrip().endswith(":")

    def _unnumbered_start(self, line: Line) -> bool:
        # "States that ..." and the like open sentences too: ask for a finished preamble before.
        if self._current is not None and not self._current.complete:
            return False
        self._operative = True
        self._unnumbered += 1
        self._nesting = labels.Nesting()
        self._start(Block("paragraph", f"u{self._unnumbered}"), line, line.text)
        return True

    # --- headings ---------------------------------------------------------------------------------

    def _heading(self, line: Line) -> int:
        """How many lines from here on are a heading between paragraphs; 0 if none."""
        if self._current is None and self._blocks and self._blocks[-1].kind != "heading":
            if self._blocks[-1].kind != "formula":
                return 0
        if self._current is not None and not (line.gap or line.page):
            return 0
        if self._current is not None and self._current.kind != "heading" and not self._ends_well():
            return 0
        count = 1
        while self._at + count < len(self._lines) and not self._lines[self._at + count].gap:
            if labels.NUMBERED.fullmatch(self._lines[self._at + count].text):
                break
            count += 1
        run = self._lines[self._at : self._at + count]
        text = " ".join(item.text for item in run)
        after = self._lines[self._at + count] if self._at + count < len(self._lines) else None
        if not self._is_heading(text, after):
            return 0
        for index, item in enumerate(run):
            if index == 0:
                self._start(Block("heading"), item, item.text)
            else:
                self._continue(item)
        return count

    def _ends_well(self) -> bool:
        assert self._current is not None
        if not self._operative or self._current.kind in ("preamble", "plain"):
            return self._current.complete
        return self._current.closed

    def _is_heading(self, text: str, after: Line | None) -> bool:
        if len(text) > _LONGEST_HEADING or after is None:
            return False
        text = re.sub(r"(?<=[.;:,])\s?\d{1,3}$", "", text)
        if not self._operative and PREAMBULAR.match(text):
            return False
        if text.endswith((".", ";", ":", ",")) and not re.fullmatch(r"[IVX]+\.|[A-Z]\.", text):
            return False
        if labels.read(text) or not (text[0].isupper() or not text[0].isalpha()):
            return False
        if self._operative and self._last and OPERATIVE.match(text) and len(text) > 120:
            return False
        titled = self._operative and self._last == 0 and self._outcome
        if titled and self._current is not None and self._current.tail.endswith(":") and after.gap:
            return True
        # A heading may stand above another: then that one must be above a number.
        return (
            bool(labels.NUMBERED.fullmatch(after.text) or FORMULA.fullmatch(after.text))
            or self._heading_above_number()
        )

    def _heading_above_number(self) -> bool:
        length = 0
        for index in range(self._at + 1, min(self._at + 16, len(self._lines))):
            item = self._lines[index]
            if labels.NUMBERED.fullmatch(item.text) or FORMULA.fullmatch(item.text):
                return True
            after = self._lines[index + 1] if index + 1 < len(self._lines) else None
            ends = after is None or after.gap
            length = 0 if item.gap else length + len(item.text)
            if (ends and item.text.endswith((".", ";", ",", ":"))) or length > _LONGEST_HEADING:
                return False
        return False

    # --- closing ----------------------------------------------------------------------------------

    def _closes(self, line: Line) -> bool:
        if not self._operative or not CLOSING.match(line.text):
            return False
        return line.gap or line.page or (self._current is not None and self._current.closed)
