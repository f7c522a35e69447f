"""Numbers and labels at line starts: "12.", "(a)", "(iv)", "b.", and which of them are expected."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..page.lines import Line
from . import telling
from .outline import Block

_NUMBERED = re.compile(
    r"(?P<number>[\dlIO]{1,3})(?P<again> (?:bis|ter|quater))?(?: ?\.-?|,(?= [A-Z][a-z]{3,})|"
    r"(?=[A-Z][a-z]{3,})|(?= [A-Z]{4,}\b))(?!\d) ?(?P<rest>.*)"
)
_LABEL = re.compile(
    r"(?:\((?P<paren>[a-z]{1,5}|[A-Z]|\d{1,2}|[IVX]{2,4})\)|(?P<half>[a-z]|[ivx]{2,4})\)|"
    r"(?P<dot>[a-z]|[ivx]{2,4})\.(?= [\w\u201c]|$)|"
    r"(?P<bullet>[\u2022\u2023\u25cf\u25aa\uf0b7\u2013\u2014])(?= [\w\u201c(]|$))"
    r"(?: (?P<rest>.+)|(?P<glued>[A-Z].*)|$)"
)
_ROMANS = (
    "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv",
    "xvi", "xvii", "xviii", "xix", "xx", "xxi", "xxii", "xxiii", "xxiv", "xxv",
)  # fmt: skip


def numbered(line: str) -> re.Match[str] | None:
    """The number at the start of a line and the words after it, or None."""
    return _NUMBERED.fullmatch(line) if line[:1] in _FIGURES else None


def misread(raw: str, expected: int) -> int:
    """The number for which letters were read: "l" and "I" for 1, "O" for 0, "II" for 2 too."""
    return expected if raw.isalpha() and len(raw) == expected else int(raw.translate(_LETTERS))


_LETTERS = str.maketrans("lIO", "110")
_FIGURES = frozenset("0123456789lI")
"""With which a number may begin, two of them misread. Most lines are done with here."""


@dataclass(frozen=True, slots=True)
class Label:
    """A label as it stands: its text without brackets, and the words after it."""

    text: str
    rest: str
    style: str


def read(line: str) -> Label | None:
    """The label at the start of a line, or None."""
    match = _LABEL.match(line)
    if match is None:
        return None
    rest = match["rest"] or match["glued"] or ""
    if match["bullet"]:
        return Label("1", rest, "bullet")
    text = match["paren"] or match["half"] or match["dot"]
    return Label(text, rest, "dot" if match["dot"] else "paren")


def runs_inline(label: Label, ahead: Sequence[Line]) -> bool:
    """Whether the next label follows within the same run of lines: "(i) ...; (ii) ..."."""
    following = {"a": "b", "i": "ii", "1": "2"}.get(label.text)
    if following is None:
        return False
    run = [label.rest]
    for item in ahead:
        ended = item.gap and not item.page and not run[-1][-1:].isalpha()
        if ended or read(item.text):
            break
        run.append(item.text)
    return re.search(rf"[,;:] (?:and |or )?\({following}\) ", " ".join(run)) is not None


def _alpha(text: str) -> int | None:
    if not text.isascii() or not text.isalpha() or len(set(text)) != 1 or len(text) > 3:
        return None
    return (len(text) - 1) * 26 + ord(text[0].lower()) - 96


def _position(text: str, kind: str) -> int | None:
    """Which place a label has in a list of its kind, from 1; None where it is of another kind."""
    if kind == "digit":
        return int(text) if text.isdigit() else None
    if kind == "roman":
        return _ROMANS.index(text) + 1 if text in _ROMANS else None
    if kind == "ROMAN":
        low = text.lower()
        return _ROMANS.index(low) + 1 if text.isupper() and low in _ROMANS else None
    if (kind == "ALPHA") != text.isupper():
        return None
    return _alpha(text)


_KINDS = ("alpha", "roman", "digit", "ALPHA", "ROMAN")


@dataclass(slots=True)
class Nesting:
    """The open lists below a paragraph, outermost first: (kind, style, last position, label)."""

    open: list[tuple[str, str, int, str]] = field(default_factory=list[tuple[str, str, int, str]])
    _left: tuple[str, str, int, str] | None = None
    """The list that ended last: some count on below the next of the list around it."""

    def take(self, label: Label, *, colon: bool) -> list[str] | None:
        """The path of labels down to this one, or None where it is not expected here.

        ``colon``: the text before it ends with a colon, so a deeper list is likely.
        """
        if label.style == "bullet":
            return self._bullet()
        if colon:
            deeper = self._opens(label) or self._again(label)
            if deeper is not None:
                return deeper
        for depth in range(len(self.open) - 1, -1, -1):
            kind, style, last, _ = self.open[depth]
            place = _position(label.text, kind)
            # A letter may be lost, or printed twice.
            if style == label.style and place is not None and last <= place <= last + 2:
                self._left = self.open[depth + 1] if depth + 1 < len(self.open) else self._left
                self.open[depth:] = [(kind, style, place, label.text)]
                return self.path
        return self._opens(label) or self._counts_on(label)

    def _counts_on(self, label: Label) -> list[str] | None:
        """ "(i) Oil: (a), (b); (ii) Wicks: (c)": a list that goes on below the next heading."""
        if self._left is None or not self.open:
            return None
        kind, style, last, _ = self._left
        if style != label.style or _position(label.text, kind) != last + 1:
            return None
        self.open.append((kind, style, last + 1, label.text))
        self._left = None
        return self.path

    def _again(self, label: Label) -> list[str] | None:
        """A list that begins again, below words that lead to it: "Under sub-item (b):", "(a)"."""
        if not self.open:
            return None
        kind, style, last, _ = self.open[-1]
        if last == 1 or style != label.style or _position(label.text, kind) != 1:
            return None
        self.open[-1] = (kind, style, 1, label.text)
        return self.path

    def follows(self, label: Label) -> bool:
        """Whether a label is the next one of the innermost list that is open."""
        if not self.open:
            return False
        kind, style, last, _ = self.open[-1]
        return style == label.style and _position(label.text, kind) == last + 1

    def _bullet(self) -> list[str]:
        """Bullets have no number of their own: they count from 1 below what is open."""
        kind, style, last, _ = self.open[-1] if self.open else ("", "", 0, "")
        if style == "bullet":
            self.open[-1] = (kind, style, last + 1, str(last + 1))
        else:
            self.open.append(("digit", "bullet", 1, "1"))
        return self.path

    def _opens(self, label: Label) -> list[str] | None:
        for kind in _KINDS:
            if _position(label.text, kind) == 1 and all(
                (kind, label.style) != known[:2] for known in self.open
            ):
                self.open.append((kind, label.style, 1, label.text))
                return self.path
        return None

    @property
    def path(self) -> list[str]:
        """The labels from the outermost list to the innermost."""
        return [label for *_, label in self.open]


REACH = 40
"""In lines: how far ahead is looked for the next label of a list."""
_NEAR = 11


def may_begin(
    label: Label, line: Line, current: Block, nesting: Nesting, ahead: Sequence[Line]
) -> bool:
    """Whether the text before a line, ``current``, lets its label begin a sub-paragraph.

    ``ahead`` are the lines after it, up to `REACH`.
    """
    apart = line.gap or line.page or not label.rest
    if label.text == "a" and telling.tells_on(current.start, label.rest):
        return True
    in_turn = line.page and not label.rest and nesting.follows(label)
    if not (current.complete or (line.gap and not line.page) or in_turn):
        if label.text != "a" or nesting.open or not current.tail[-1:].isalpha():
            return False
        return _begins_a_list(label, ahead)
    if label.style == "bullet":
        return line.gap or current.closed
    if not nesting.open and not (apart or current.leads):
        return False
    counts_on = nesting.follows(label) and label.rest[:1].isupper()
    if nesting.open and not apart and not current.closed and not counts_on:
        return False
    return not (label.rest and runs_inline(label, ahead[:_NEAR]))


def _begins_a_list(label: Label, ahead: Sequence[Line]) -> bool:
    """Whether a list begins here though no colon leads to it: "requests the Board", "(a) to".

    It begins small, and the next of its labels stands at a line's beginning, after a semicolon.
    """
    if label.style != "paren" or not label.rest[:1].islower():
        return False
    before = label.rest
    for item in ahead:
        following = read(item.text)
        ended = before.removesuffix(" and").endswith((";", ",")) or before == "and"
        if ended and following is not None and following.style == "paren":
            return following.text == "b"
        before = item.text
    return False
