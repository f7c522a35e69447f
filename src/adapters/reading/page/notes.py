"""The notes of a text: how one begins, goes on and ends, and which marks the text has for them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from .lines import Line

_BODY = re.compile(
    r"(\d{1,3}|\*{1,4}|[a-z](?=/ ))(?:/| ?\))?"
    r"(?: ?(?=[^\d\s.,)/-]).+| (?=(?:19|20)\d\d [A-Z]).+|$)"
)
_MONTH = re.compile(
    r"\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November"
    r"|December)\b"
)
_OPENING = re.compile(
    r"(?:\d{1,3}|\*{1,4}|[a-z])(?:/| ?\))? ?(?:Ibid|Idem|Op\. ?cit|See\b|Official Records|"
    r"Resolutions? \d|"
    r"Resolutions? [A-Z]|Decisions? [A-Z\d]|General Assembly (?:resolution|decision)|"
    r"Security Council reso|"
    r"Economic and Social Council reso|United Nations[, ]|United Nations pub|[ASE]/[\w(]|ST/|TD/|"
    r"UNEP/|UNW/|FCCC/|CBD/|DP/|ID/|ICCD|HSP/|Reports? of the|Proceedings of|For the |"
    r"Adopted (?:at|by|under|in)|League of Nations|Document [ASE]|Subsequently|Previously|Cf\.|"
    r"Reissued|"
    r"Any changes|On behalf|The (?:text|report|present|draft|names?|list|delegation|vote|"
    r"resolution|"
    r"recorded|States)\b|In accordance|International Legal Materials|Available (?:at|from|on)|"
    r"World Health Organization, |International Labour Organization, |Human Rights Council reso|"
    r"Council reso|Conference on Disarmament, |http|www\.|Originally|As (?:contained|amended|set)|"
    r"Also (?:available|issued)|Quoted|Including|Formerly|Reproduced|Annex )"
)
_CAPITAL = re.compile(r"\d+ ?[A-Z]")
_GLUED = re.compile(r"(?<=[^\W\d_]|[,;:.)\u201d])(\d{1,3})(?=[\s,;:.)/]|$)(?<!\d{4})")
_SHORTENED = re.compile(
    r"\b(?:[Vv]ols?|Nos?|chaps?|paras?|sects?|arts?|pp?|cit|Add|Corr|Rev|Mr)\.$"
)
"""What ends with a stop amid a note."""
_CITED = re.compile(
    r"(?:[a-z]{0,8} )?No\. ?\d|\([AES]/|.{0,60}\((?:United Nations publication|[AES]/)|"
    r"(?:annex|chap|paras?|sect|vol|pp?|part)(?:es)?\b[^;:]{0,60}\.$"
)
"""What goes on with a citation, though set apart from its beginning."""


class Notes:
    """Collects the notes while the lines go by."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.texts: dict[str, list[str]] = {}
        self.lines: dict[str, list[int]] = {}
        self.last = 0
        self._lines = lines
        self._marks: frozenset[int] | None = None
        self._seen: Counter[str] = Counter()
        self.current: str | None = None

    def opens(self, line: Line, *, in_zone: bool) -> bool:
        """Whether the line begins the body of a note."""
        if not (line.text[0] in "0123456789*" or line.text[1:2] == "/"):
            return False  # for speed: most lines begin with letters
        match = _BODY.fullmatch(line.text)
        if match is None or _MONTH.match(line.text):
            return False
        mark = match[1]
        known = bool(_OPENING.match(line.text))
        if not mark.isdigit():
            return known or (in_zone and mark.startswith("*"))
        number = int(mark)
        follows = number == self.last + 1
        if in_zone:
            return (
                follows or self.current is None or (known and self.last < number < self.last + 30)
            )
        if known:
            # Where columns stand side by side their notes come by turns.
            return self.last < number or number == 1 or mark not in self.texts
        if not follows or _CAPITAL.match(line.text) is None:
            return False
        return self.current is not None or number in self.marks

    def opens_amid(self, line: Line, at_the_foot: Callable[[], bool]) -> bool:
        """Whether the line, which stands close below the text, begins the body of a note.

        Its mark stands in the text, or it is the first or the next of notes ``at_the_foot``.
        """
        match = _BODY.fullmatch(line.text)
        if match is None or not match[1].isdigit() or _MONTH.match(line.text):
            return False
        number = int(match[1])
        follows = self.last in (0, number - 1)
        if _OPENING.match(line.text):
            new = match[1] not in self.texts
            return (new and number in self.marks) or (follows and at_the_foot())
        capital = _CAPITAL.match(line.text) is not None
        return self.last == number - 1 and capital and number in self.marks

    @property
    def marks(self) -> frozenset[int]:
        """The figures that are glued to words of the text; collected when first asked."""
        if self._marks is None:
            found = (_GLUED.finditer(line.text) for line in self._lines)
            self._marks = frozenset(int(mark[1]) for marks in found for mark in marks)
        return self._marks

    @property
    def open(self) -> bool:
        """Whether a note is read that has not ended."""
        return self.current is not None and not self.ended

    @property
    def ended(self) -> bool:
        """Whether the note that is read ends here as sentences do."""
        return self._said.endswith(".") and _SHORTENED.search(self._said) is None

    def begin(self, line: Line) -> None:
        match = _BODY.fullmatch(line.text)
        assert match is not None
        mark = match[1]
        if mark.isdigit():
            self.last = int(mark)
        # The same mark on another page ("*") is another note.
        self._seen[mark] += 1
        name = mark if self._seen[mark] == 1 else f"{mark}~{self._seen[mark]}"
        self.current = name
        rest = line.text[match.end(1) :].lstrip("/) ")
        self.texts[name] = [rest] if rest else []
        self.lines[name] = [line.number]

    def takes(self, line: Line, *, whole: bool) -> bool:
        """Whether a line goes on with the note that is read.

        ``whole``: the text above the notes has ended, so that no sentence of it goes on.
        """
        if self.current is None or not (line.gap or line.page):
            return self.current is not None
        amid = line.text[0].islower() and (whole or self._said.endswith("-"))
        return not self.ended and (amid or _CITED.match(line.text) is not None)

    @property
    def _said(self) -> str:
        """The last line of the note that is read."""
        said = self.texts[self.current][-1:] if self.current is not None else []
        return said[0] if said else ""

    def go_on(self, line: Line) -> None:
        assert self.current is not None
        self.texts[self.current].append(line.text)
        self.lines[self.current].append(line.number)
