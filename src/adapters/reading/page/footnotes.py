"""Footnotes: the rule above them and their bodies, with or without a rule."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from .lines import Dropped, Line
from .notes import Notes

_RULED = "_\u2014\u2013\u2500=-"
_RULE = re.compile(r"[_\u2014\u2013\u2500=-]{5,}|_{3,}|(?:_ ?){5,}")
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


def strip(
    lines: Sequence[Line],
) -> tuple[list[Line], dict[str, str], dict[str, list[int]], list[Dropped]]:
    """Take the footnotes out: the remaining lines, note texts, note lines, and what was dropped.

    After a rule everything up to the next page is notes. Without a rule a note must look like one
    (its number in sequence, words that begin notes) and stand apart from the text.
    """
    notes = Notes(lines)
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
        over = ruled and _over(line, notes, kept)
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
        elif in_notes and notes.takes(line, whole=bool(kept) and kept[-1].text[-1] in ".;:"):
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


def _over(line: Line, notes: Notes, kept: Sequence[Line]) -> bool:
    """Whether the notes below a rule are over before a line."""
    if line.page or (line.gap and _resumes(line, notes, kept)):
        return True
    return _ends_zone(line) and (line.gap or not notes.open)


def _ends_zone(line: Line) -> bool:
    if line.gap and (_PARAGRAPH.match(line.text) or _CLOSING.match(line.text)):
        return True
    return line.text[0].isupper() and _PART.fullmatch(line.text) is not None


_BARE = re.compile(r"\d{1,3}\.")


def _resumes(line: Line, notes: Notes, kept: Sequence[Line]) -> bool:
    """Whether the sentence that the notes interrupt goes on, where no header begins the page."""
    if notes.current is None or not kept:
        return False
    if _BARE.fullmatch(kept[-1].text):
        # The notes part a number from its paragraph.
        return notes.ended and line.text[0].isupper()
    if not kept[-1].text[-1].isalpha():
        return False
    return (
        line.text[0].isalpha()
        and notes.texts[notes.current][-1:] != []
        and (notes.texts[notes.current][-1].endswith("."))
    )


def _rest_of_zone(line: Line, notes: Notes, dropped: list[Dropped]) -> None:
    if notes.current is not None:
        notes.go_on(line)
    else:
        dropped.append(Dropped(line.number, line.text, "footnote"))
