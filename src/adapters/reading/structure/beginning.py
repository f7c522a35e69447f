"""Where a text begins: at its opening formula, or at what stands first where a page has none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..page.lines import Line
from . import telling
from .words import (
    BODIES,
    CHAPEAU,
    DATE,
    OPERATIVE,
    PREAMBULAR,
    RESOLVING,
    SPOKEN,
    acts,
    decides,
    opening,
    third_person,
)

_SHORT = 12
"""In characters. What stands above a decision without a gap is the letter of a part."""


def extent(lines: Sequence[Line]) -> tuple[int, int | None]:
    """Where the masthead ends, and the index of the opening formula if there is one."""
    for index, line in enumerate(lines[:250]):
        begun = line.gap or index == 0 or len(lines[index - 1].text) < _SHORT
        if begun and telling.tells(line.text):
            return index, None
        if decides_at(lines, index):
            # Its preamble stands above it.
            return _begun(lines, index), index
        match = opening(line.text)
        if match and (match["body"].casefold() in BODIES or line.text.endswith(",")):
            return _reasons(lines, index), index
        if _goes_on(lines, index) or (
            line.text[0] == "1"
            and re.match(r"1 ?\. ?", line.text)
            and not DATE.match(line.text[3:].strip())
        ):
            break
    for index, line in enumerate(lines[:250]):
        if _leads(lines, index) or _goes_on(lines, index):
            return index, None
        begins = PREAMBULAR.match(line.text) or re.match(r"1 ?\. ?(?:[A-Z]|$)", line.text)
        begins = begins or CHAPEAU.match(line.text)
        if index and begins and (line.gap or re.match(r"1 ?\.", line.text)):
            return index, None
        if index and RESOLVING.match(line.text):
            return _begun(lines, index), None
        if index and line.gap and telling.decides_alone(line.text):
            preamble = _begun(lines, index)
            spoken = (at for at in range(1, index) if telling.speaks(lines[at].text))
            return min(preamble, next(spoken, preamble)), None
        verb = OPERATIVE.match(line.text)
        if index and line.gap and verb and third_person(verb) and len(line.text) > 30:
            return index, None
        if index and line.gap and SPOKEN.match(line.text):
            return index, None
    return (0, None)


def _reasons(lines: Sequence[Line], formula: int) -> int:
    """Where the preamble begins that stands above the formula: "Whereas lamps go out, ...".

    Whatever word reasons begin with, each ends with a comma or a semicolon, as no title does.
    """
    whereas = (at for at in range(1, formula) if lines[at].text.startswith("Whereas "))
    begins = end = next(whereas, formula)
    while end > 0 and _REASON_ENDS.search(lines[end - 1].text):
        begin = end - 1
        while begin > 0 and not lines[begin].gap and not _ENDED.search(lines[begin - 1].text):
            begin -= 1
        run = " ".join(line.text for line in lines[begin:end])
        if len(run) < _SHORTEST or not run[0].isupper() or _names_alone(run):
            break
        begins = end = begin
    return begins


_REASON_ENDS = re.compile(r"(?:[,;]|[,;] and)$")
_ENDED = re.compile(r"[,;.\])]$")
_SHORTEST = 20
"""In characters: what is shorter is a line of a letterhead."""
_WORD = re.compile(r"[^\W\d_]+")
_IN_NAMES = frozenset({"and", "of", "the"})


def _names_alone(run: str) -> bool:
    """Whether a run holds names alone: those who table a draft."""
    return all(word[0].isupper() or word in _IN_NAMES for word in _WORD.findall(run))


def _leads(lines: Sequence[Line], index: int) -> bool:
    """Whether a preamble begins here though nothing sets it apart: it ends with a comma.

    So do the ones after it; a title may begin with the same words, and ends without.
    """
    if PREAMBULAR.match(lines[index].text) is None:
        return False
    for at in range(index, min(index + _LONGEST_PREAMBLE, len(lines) - 1)):
        below = lines[at + 1].text
        if PREAMBULAR.match(below) or _FIRST.match(below) or lines[at + 1].gap:
            return lines[at].text.endswith((",", ";"))
    return False


def _goes_on(lines: Sequence[Line], index: int) -> bool:
    """Whether a page that begins in the middle of a text goes on here: "14. Requests ..."."""
    match = _COUNTED.match(lines[index].text) if lines[index].text[0].isdigit() else None
    if match is None:
        return False
    following = lines[index + 1].text if index + 1 < len(lines) else ""
    said = match["rest"] or following
    return said.startswith("We ") or acts(said)


_COUNTED = re.compile(r"\d{1,3} ?\. ?(?P<rest>[A-Z].*|$)")
_FIRST = re.compile(r"1 ?\. ?(?:[A-Z]|$)")
_LONGEST_PREAMBLE = 20
"""In lines."""


def _begun(lines: Sequence[Line], index: int) -> int:
    """Where the preamble begins that stands above the line at ``index``; that line if none does."""
    return next((at for at in range(1, index) if PREAMBULAR.match(lines[at].text)), index)


def decides_at(lines: Sequence[Line], index: int) -> re.Match[str] | None:
    """The formula by which what stands below the line at ``index`` is decided, if it is one."""
    following = lines[index + 1].text if index + 1 < len(lines) else ""
    return decides(lines[index].text, following)
