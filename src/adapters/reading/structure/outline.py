"""The elements of a text, as the lines fall into place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from ..page.lines import Dropped
from .words import SPOKEN

Kind = Literal["preamble", "paragraph", "heading", "plain", "formula", "part"]

_COMPLETE = re.compile(
    r"(?:[.;:,?!\u2026]|[.;:,?!][\u201d\"\u2019')\]]+|[\u201d\")\u2019][.;:,]?)(?:\s?(?:\d{1,3}|"
    r"\*{1,3})/?)?"
    r"(?:,? (?:and|or|and/or))?$"
)
_CLOSED = re.compile(
    r"(?:[.;:]|[.;:][\u201d\"\u2019')\]]+|[\u201d\"][.;:]?)(?:\s?\d{1,3}/?)?(?: (?:and|or))?$"
)
_COLON = re.compile(r":\s?(?:\d{0,3}[\u201d\"]?|\d{1,3}/)$")
_AND = 3
"""In characters."""
_ENDING = 24
"""In characters: what marks, numbers and "and/or" at an end may take."""
_VERB_ALONE = re.compile(r"[A-Z][a-z]+s,")


@dataclass(slots=True)
class Block:
    """A stretch of lines that is one element: (line, text) pieces without number or label."""

    kind: Kind
    number: str = ""
    pieces: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])
    low: str | None = None
    """Why it is not certain, where it is not."""

    @property
    def tail(self) -> str:
        """The end of its text so far."""
        for _, piece in reversed(self.pieces):
            if piece:
                return piece[-80:]
        return ""

    @property
    def _end(self) -> str:
        """As much of the tail as marks, numbers and "and/or" at an end may take."""
        for _, piece in reversed(self.pieces):
            if piece:
                if len(piece) > _AND:
                    return piece[-_ENDING:]
                # "and" may stand on a line of its own. (So many pieces are long enough, if empty.)
                return " ".join(last for _, last in self.pieces[-_ENDING - 1 :])[-_ENDING:]
        return ""

    @property
    def complete(self) -> bool:
        """Whether its text may end here."""
        end = self._end
        last = end[-1:]
        if last.isalpha() and not end.endswith(("and", "or")):
            return False  # for speed: most lines end in a word, or in one of these
        if last and last in ".;:,?!":
            return True
        return _COMPLETE.search(end) is not None

    @property
    def closed(self) -> bool:
        """Whether its text ends as paragraphs end: with ";", ":" or "."."""
        end = self._end
        return end.endswith((".", ";", ":")) or _CLOSED.search(end) is not None

    @property
    def stops(self) -> str:
        """The mark with which its text ends, ";" or "."; else nothing. A footnote's is none."""
        end = self._end
        end = end.rstrip("0123456789/ ") if end[-1:].isdigit() or end.endswith("/") else end
        return end[-1:] if end.endswith((";", ".")) else ""

    @property
    def ends_with_a_colon(self) -> bool:
        """Whether it ends so, a footnote's mark after it or none."""
        return _COLON.search(self.tail.rstrip()) is not None

    @property
    def leads(self) -> bool:
        """Whether a list follows: below a colon, or below a verb alone ("Decides,")."""
        return self.ends_with_a_colon or _VERB_ALONE.fullmatch(self.text) is not None

    @property
    def start(self) -> str:
        """Its first line."""
        return self.pieces[0][1] if self.pieces else ""

    @property
    def text(self) -> str:
        """Its words so far, roughly joined."""
        return " ".join(piece for _, piece in self.pieces)


@dataclass(slots=True)
class Zone:
    """An annex or a quoted draft: what it is called, its lines and paragraphs."""

    name: str
    lines: list[int] = field(default_factory=list[int])
    blocks: list[Block] = field(default_factory=list[Block])


@dataclass(slots=True)
class Masthead:
    """What stands before the opening formula, and after the last paragraph."""

    symbol: str | None = None
    body: str | None = None
    session: int | str | None = None
    title: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])
    adopted_on: str | None = None
    meeting: str | None = None
    vote: dict[str, object] | None = None
    drafts: list[str] = field(default_factory=list[str])
    agenda: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])
    origin: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])
    sponsors: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])
    part: str | None = None
    """The letter of the first part, where the text has parts."""
    draft: bool = False
    lines: dict[str, list[int]] = field(default_factory=dict[str, list[int]])
    dropped: list[Dropped] = field(default_factory=list[Dropped])

    def own(self, name: str, line: int) -> None:
        """Note that a line is the source of a plain value."""
        self.lines.setdefault(name, []).append(line)


@dataclass(slots=True)
class Outline:
    """All blocks in reading order, and the zones whose text never becomes mandates."""

    blocks: list[Block] = field(default_factory=list[Block])
    annexes: list[Zone] = field(default_factory=list[Zone])
    quoted: list[Zone] = field(default_factory=list[Zone])

    @property
    def outcome(self) -> bool:
        """Whether an outcome document follows: "Adopts the following declaration:".

        What a decision that is told afterwards leads to is a list.
        """
        first = next((block for block in self.blocks if block.kind == "paragraph"), None)
        leads = first is not None and first.number == "u1" and first.tail.rstrip().endswith(":")
        return leads and first is not None and not SPOKEN.match(first.start)

    def outcome_title(self) -> list[tuple[int, str]]:
        """The heading below which an outcome document stands, out of the blocks; [] if none."""
        heading = next((block for block in self.blocks if block.kind == "heading"), None)
        if heading is None or not self.outcome:
            return []
        before = self.blocks[self.blocks.index(heading) - 1]
        if before.number != "u1":
            return []
        self.blocks.remove(heading)
        return heading.pieces

    @property
    def a_sentence(self) -> bool:
        """Whether the text is one sentence: the paragraph before the last ends with ";".

        So is one of a single paragraph, below a preamble.
        """
        kinds = [block.kind for block in self.blocks if block.kind != "part"]
        if kinds[-2:] == ["preamble", "paragraph"] and kinds.count("paragraph") == 1:
            return self.blocks[-1].number == "u1" and self.blocks[-2].tail.endswith(",")
        last = [b for b in self.blocks[-2:] if b.kind == "paragraph" and b.number.isdigit()]
        return len(last) > 1 and last[0].tail.endswith(";")
