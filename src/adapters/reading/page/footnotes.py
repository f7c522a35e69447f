"""Footnotes: the rule above them and their bodies, with or without a rule."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial

from .lines import Dropped, Line

_RULED = "_\u2014\u2013\u2500=-"
_RULE = re.compile(r"[_\u2014\u2013\u2500=-]{5,}|_{3,}|(?:_ ?){5,}")
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
_PARAGRAPH = re.compile(
    r"\d{1,3}\. ?(?:[A-Z][a-z]+s?\b|$)|\([a-z]\) [A-Z]|"
    r"At its [\w() -]{2,40}? meeting, |\(See [AES]/"
)
"""What goes on below notes, and reference to where a decision was taken."""
_PART = re.compile(
    r"(?P<part>(?:(?:DECISION|Decision|Part) )?[A-Z]\.?)(?: (?P<remark>[(\[][Ff]ootnote: .*))?"
)
_REMARK = ("(Footnote: ", "[Footnote: ")
_CUE = "ootnote: "
_ENDS = (")", ").", "]")
"""How some texts print a note amid the others, or on a line of its own."""
_CLOSING = re.compile(
    r"\d+(?:st|nd|rd|th) (?:\(\w+\) )?(?:plenary )?meeting|Adopted (?:unanimously|at the|by)"
)


_CAPITAL = re.compile(r"\d+ ?[A-Z]")
_GLUED = re.compile(r"(?<=[^\W\d_]|[,;:.)\u201d])(\d{1,3})(?=[\s,;:.)/]|$)(?<!\d{4})")
_SHORTENED = re.compile(
    r"\b(?:[Vv]ols?|Nos?|chaps?|paras?|sects?|arts?|pp?|cit|Add|Corr|Rev|Mr)\.$"
)
"""What ends with a stop amid a note."""
_CITED = re.compile(
    r"(?:[a-z]{0,8} )?No\. ?\d|\([AES]/|"
    r"(?:annex|chap|paras?|sect|vol|pp?|part)(?:es)?\b[^;:]{0,60}\.$"
)
"""What goes on with a citation, though set apart from its beginning."""


class _Notes:
    """Collects note bodies while the lines go by."""

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
    def ended(self) -> bool:
        """Whether the note that is read ends here as sentences do."""
        said = self.texts[self.current][-1:] if self.current is not None else []
        return bool(said) and said[0].endswith(".") and _SHORTENED.search(said[0]) is None

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

    def takes(self, line: Line) -> bool:
        """Whether a line goes on with the note that is read."""
        if self.current is None or not (line.gap or line.page):
            return self.current is not None
        return not self.ended and _CITED.match(line.text) is not None

    def go_on(self, line: Line) -> None:
        assert self.current is not None
        self.texts[self.current].append(line.text)
        self.lines[self.current].append(line.number)


def strip(
    lines: Sequence[Line],
) -> tuple[list[Line], dict[str, str], dict[str, list[int]], list[Dropped]]:
    """Take the footnotes out: the remaining lines, note texts, note lines, and what was dropped.

    After a rule everything up to the next page is notes. Without a rule a note must look like one
    (its number in sequence, words that begin notes) and stand apart from the text.
    """
    notes = _Notes(lines)
    kept: list[Line] = []
    dropped: list[Dropped] = []
    ruled = turned = False
    lines = _unremarked(lines, dropped)
    for index, given in enumerate(lines):
        line = _with_mark(given, notes.last + 1) if given.text[0] in _SIGNS else given
        if line.text[0] in _RULED and _RULE.fullmatch(line.text):
            ruled = True
            notes.current = None
            dropped.append(Dropped(line.number, line.text, "footnote rule"))
            continue
        if line.text[0] in "[NFE" and (note := _bracketed(lines, index, notes.last + 1)):
            ruled = True
            if note == line.text:
                notes.current = None
                dropped.append(Dropped(line.number, line.text, "footnote rule"))
                continue
            line = Line(line.number, note, gap=True)
        over = ruled and (
            line.page or _ends_zone(line) or (line.gap and _resumes(line, notes, kept))
        )
        if over or (notes.current is not None and notes.ended and _goes_on(lines, index, kept)):
            line.page = line.page or not over
            ruled = False
            notes.current = None
        in_notes = ruled or notes.current is not None
        apart = line.gap or line.page or in_notes or not kept
        if apart:
            opens = notes.opens(line, in_zone=ruled)
        else:
            opens = line.text[0] in _DIGITS and notes.opens_amid(
                line, partial(_at_the_foot, lines, index)
            )
        if opens:
            notes.begin(line)
        elif in_notes and (not ruled or notes.ended) and _counts_a_page(line):
            dropped.append(Dropped(line.number, line.text, "page number"))
            notes.current = None
            ruled, turned = False, True
        elif ruled:
            _rest_of_zone(line, notes, dropped)
        elif in_notes and notes.takes(line):
            notes.go_on(line)
        else:
            line.page = line.page or turned or notes.current is not None
            notes.current = None
            turned = False
            kept.append(line)
    texts = {name: " ".join(parts) for name, parts in notes.texts.items()}
    return kept, texts, notes.lines, dropped


_SIGNS = "'\u2019\u2018\u201d?!|^\u00b0\u00ae\u00a9\u00a7"
_MISREAD = re.compile(
    rf"[{re.escape(_SIGNS)}]{{1,2}} ?(?P<note>(?:Ibid\b|See (?:also )?(?:[AES]/|resolution|"
    r"Official)|Official Records of|United Nations, Treaty|Resolutions? \d+[/ ]|[AES]/[\w.]+/).*)"
)


def _with_mark(line: Line, number: int) -> Line:
    """A note for whose raised mark text recognition printed another sign, with its ``number``."""
    note = _MISREAD.match(line.text)
    return Line(line.number, f"{number} {note['note']}", True, line.page) if note else line


_HEADS = frozenset({"Notes", "Note", "Notes:", "NOTES", "Endnotes", "Footnotes", "Footnotes:"})


def _bracketed(lines: Sequence[Line], index: int, number: int) -> str:
    """A note that a web site prints with brackets, "[1] See A/90/1.", without them; else "".

    Below the word "Notes" stands the first of them: that word is what is given then.
    """
    text = lines[index].text
    if text in _HEADS:
        below = lines[index + 1].text if index + 1 < len(lines) else ""
        return text if below.startswith(f"[{number}] ") else ""
    above = lines[index - 1].text if index else ""
    apart = lines[index].gap or above[-1:] in (".", "]") or above in _HEADS
    return text.replace("]", "", 1)[1:] if apart and text.startswith(f"[{number}] ") else ""


def _unremarked(lines: Sequence[Line], dropped: list[Dropped]) -> Sequence[Line]:
    """The lines without the notes that a text prints in their place: "(Footnote: A/90/1.)".

    They stand apart, or at the letter of a part, whose number they explain.
    """
    if not any(_CUE in line.text for line in lines):
        return lines
    kept: list[Line] = []
    goes_on = False
    for line in lines:
        part = _PART.match(line.text) if _CUE in line.text else None
        if part and part["remark"]:
            kept.append(Line(line.number, part["part"], gap=True))
            dropped.append(Dropped(line.number, part["remark"], "footnote"))
        elif goes_on or (_remarks(line.text) and (line.gap or not _worded(kept))):
            dropped.append(Dropped(line.number, line.text, "footnote"))
        else:
            kept.append(line)
            continue
        goes_on = not line.text.endswith(_ENDS)
    return kept


def _remarks(text: str) -> bool:
    """Whether a line is a note that a text prints in its place."""
    whole = text.endswith(_ENDS) and text.count("(") == text.count(")")
    return whole and text.startswith(_REMARK)


def _worded(kept: Sequence[Line]) -> bool:
    """Whether words stand above: no letter of a part alone, whose number a note explains."""
    return bool(kept) and _PART.fullmatch(kept[-1].text) is None


_DIGITS = frozenset("123456789")
_LONGEST = 30
"""In lines: how much of a page its notes take."""


def _at_the_foot(lines: Sequence[Line], index: int) -> bool:
    """Whether the page ends soon, with the end of a sentence: notes are the last of a page."""
    for at in range(index + 1, min(index + _LONGEST, len(lines))):
        if lines[at].page:
            return lines[at - 1].text[-1] == "."
    return False


def _counts_a_page(line: Line) -> bool:
    """Whether a line below notes is the number of their page."""
    return (line.gap or line.page) and line.text.isdigit() and len(line.text) < _LONGEST_NUMBER


_LONGEST_NUMBER = 4


def _goes_on(lines: Sequence[Line], index: int, kept: Sequence[Line]) -> bool:
    """Whether the text goes on here, below notes that have ended: at the foot of a column.

    A further sentence of a note may begin as a sentence of the text does; then the page ends soon.
    """
    text = lines[index].text
    if not text[0].isalpha():
        return _PARAGRAPH.match(text) is not None
    if text[0].islower():
        return bool(kept) and kept[-1].text[-1] not in ".;:"
    if _OF_A_NOTE.match(text):
        return False
    for line in lines[index + 1 : index + _REST]:
        if line.page or _PARAGRAPH.match(line.text) or _CLOSING.match(line.text):
            return not line.page
    return index + _REST <= len(lines)


_REST = 12
"""In lines: how much of a note may stand below the end of its first sentence."""
_OF_A_NOTE = re.compile(r"See |Ibid|Also |The (?:text|report|delegation)|For |Official |A/|S/|E/")


def _ends_zone(line: Line) -> bool:
    if line.gap and (_PARAGRAPH.match(line.text) or _CLOSING.match(line.text)):
        return True
    return line.text[0].isupper() and _PART.fullmatch(line.text) is not None


def _resumes(line: Line, notes: _Notes, kept: Sequence[Line]) -> bool:
    """Whether the sentence that the notes interrupt goes on, where no header begins the page."""
    if notes.current is None or not kept or not kept[-1].text[-1].isalpha():
        return False
    return (
        line.text[0].isalpha()
        and notes.texts[notes.current][-1:] != []
        and (notes.texts[notes.current][-1].endswith("."))
    )


def _rest_of_zone(line: Line, notes: _Notes, dropped: list[Dropped]) -> None:
    if notes.current is not None:
        notes.go_on(line)
    else:
        dropped.append(Dropped(line.number, line.text, "footnote"))
