"""Footnotes: the rule above them and their bodies, with or without a rule."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

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


class _Notes:
    """Collects note bodies while the lines go by."""

    def __init__(self) -> None:
        self.texts: dict[str, list[str]] = {}
        self.lines: dict[str, list[int]] = {}
        self.last = 0
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
            return self.last < number or self.last == 0 or number == 1
        return follows and self.current is not None and bool(re.match(r"\d+ ?[A-Z]", line.text))

    def next_known(self, line: Line) -> bool:
        """Whether the line has the next mark, and words that begin notes."""
        mark = line.text.split(" ", 1)[0]
        follows = mark.isdigit() and len(mark) < 4 and self.last in (0, int(mark) - 1)
        return follows and _OPENING.match(line.text) is not None

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
    notes = _Notes()
    kept: list[Line] = []
    dropped: list[Dropped] = []
    ruled = False
    lines = _unremarked(lines, dropped)
    for index, given in enumerate(lines):
        line = given
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
        if ruled and (line.page or _ends_zone(line) or (line.gap and _resumes(line, notes, kept))):
            ruled = False
            notes.current = None
        in_notes = ruled or notes.current is not None
        apart = line.gap or line.page or in_notes or not kept
        if apart:
            opens = notes.opens(line, in_zone=ruled)
        else:
            opens = (
                line.text[0] in _DIGITS and notes.next_known(line) and _at_the_foot(lines, index)
            )
        if opens:
            notes.begin(line)
        elif ruled:
            _rest_of_zone(line, notes, dropped)
        elif notes.current is not None and not line.gap and not line.page:
            notes.go_on(line)
        elif in_notes and line.text.isdigit() and len(line.text) < 4:
            dropped.append(Dropped(line.number, line.text, "page number"))
            notes.current = None
            line.page = True
        else:
            line.page = line.page or notes.current is not None
            notes.current = None
            kept.append(line)
    texts = {name: " ".join(parts) for name, parts in notes.texts.items()}
    return kept, texts, notes.lines, dropped


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
