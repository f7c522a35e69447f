"""Paragraphs that a text counts in a way of its own: "(1) Requests", "1) Requests", "OP1"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ..page.lines import Line
from .words import OPERATIVE, PREAMBULAR

_POINT = re.compile(r"(?:\d{1,3}|[lI]{1,2}) ?\.(?:-? ?[A-Z]|$)")
_COUNTED = re.compile(
    r"(?P<style>(?P<word>OP ?|Para(?:graph|\.)? )?(?P<open>\(?))(?P<number>\d{1,3})"
    r"(?P<close>\)?(?:[.:]-?| ?[-\u2013\u2014]|(?<=\d))?)(?= [A-Z\u201c]|$)(?P<rest>.*)"
)
_PREAMBULAR = re.compile(r"PP ?\d{1,3}[.:)]? (?P<rest>[A-Z].*)")
_FIGURES = frozenset("0123456789lI")
_BEGINNINGS = frozenset("(OP0123456789")
_LEAST = 2
"""How many paragraphs tell a way of counting from a list or a note."""


def pointed(lines: Sequence[Line]) -> list[Line]:
    """The lines, with "1." before each paragraph that is counted in another way.

    It is one where the first and the second of its numbers stand before operative verbs; from
    there on all that are next in turn belong to it. A text that writes "1." is left as it is.
    """
    for line in lines:
        if line.text[0] in _FIGURES and _POINT.match(line.text):
            return list(lines)
    styles: Counter[tuple[str, str]] = Counter()
    for index, line in enumerate(lines):
        match = _COUNTED.fullmatch(line.text) if line.text[0] in _BEGINNINGS else None
        if match is not None and _acts(match["rest"], lines, index):
            style = (match["style"], match["close"])
            styles[style] += int(match["number"]) == styles[style] + 1
    best = max(styles, key=lambda style: styles[style], default=None)
    if best is None or styles[best] < _LEAST:
        return list(lines)
    return _rewritten(lines, best)


def in_front(lines: Sequence[Line]) -> list[Line]:
    """The lines, with each number before the first line of its paragraph that a program left below.

    There "8." stands between "Requests the Board to" and "light lamps".
    """
    found = list(lines)
    for index in range(1, len(lines) - 1):
        line = lines[index]
        bare = line.text[-1] == "." and line.text[:-1].isdigit()
        if bare and lines[index + 1].text[0].islower() and OPERATIVE.match(lines[index - 1].text):
            above = lines[index - 1]
            found[index - 1] = Line(line.number, line.text, above.gap, above.page)
            found[index] = Line(above.number, above.text)
    return found


def _next(match: re.Match[str], style: tuple[str, str], last: int, acts: bool) -> bool:
    """Whether a number is the next one in turn; where ``acts``, some before it may be lost."""
    number = int(match["number"])
    if style == _BARE:
        return acts and last < number <= last + _LOST
    return number == last + 1 or (acts and last < number <= last + _LOST)


_BARE = ("", "")
_LOST = 4


def _acts(rest: str, lines: Sequence[Line], index: int) -> bool:
    said = rest.lstrip()
    if " " not in said:
        # An adverb may stand alone on its line: "7", "Further", "encourages the Board".
        said = " ".join([said, *(line.text for line in lines[index + 1 : index + 3])]).lstrip()
    return said.startswith("We ") or OPERATIVE.match(said) is not None


def _rewritten(lines: Sequence[Line], style: tuple[str, str]) -> list[Line]:
    found: list[Line] = []
    last = listed = 0
    for index, line in enumerate(lines):
        match = _COUNTED.fullmatch(line.text) if line.text[0] in _BEGINNINGS else None
        match = match if match and (match["style"], match["close"]) == style else None
        preamble = _PREAMBULAR.fullmatch(line.text) if line.text.startswith("PP") else None
        if match is not None and _next(match, style, last, _acts(match["rest"], lines, index)):
            last, listed = int(match["number"]), 0
            found.append(_pointed(line, match))
        elif match is not None and _lists(match, listed, lines[index - 1] if index else None):
            listed += 1
            found.append(_pointed(line, match))
        elif preamble is not None and PREAMBULAR.match(preamble["rest"]):
            found.append(Line(line.number, preamble["rest"], gap=True))
        else:
            found.append(line)
    return found


def _pointed(line: Line, match: re.Match[str]) -> Line:
    text = f"{match['number']}. {match['rest'].lstrip()}".rstrip()
    return Line(line.number, text, gap=True)


def _lists(match: re.Match[str], listed: int, above: Line | None) -> bool:
    """Whether a list below a paragraph begins, or goes on, that is counted as paragraphs are."""
    begins = above is not None and above.text.endswith(":")
    return int(match["number"]) == (1 if begins else listed + 1) and (begins or listed > 0)
