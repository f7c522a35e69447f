"""Pages in one line: a program that kept no line ends left each page's head and foot amid it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..page.lines import Line

_LONG = 1_000
"""In characters: a line of this length holds pages, if it holds the foot of one."""
_OWN = re.compile(r"(?<!\S)[AES]/(?:RES|DEC|HRC|C\.\d|\d{2,4}(?=/L))/[\w./()-]{2,30}(?= )")
_JOB = r"\d{2}-\d{5}(?: \(E\))?(?: \d{6})?(?: \*\d{7}\*)?"
_PAGE = r"\d{1,3}/\d{1,3}"
_FOOT = re.compile(rf"(?<!\S)(?:{_JOB} {_PAGE}|{_PAGE} {_JOB})(?!\S)")
_TITLE = re.compile(r"\d\. (?P<title>[A-Z][^.;]{3,200}?) The [A-Z]\w+ (?:and Social )?\w+,")


def apart(lines: Sequence[Line]) -> tuple[Sequence[Line], bool]:
    """The lines, those that hold several pages cut around what each prints at its edges.

    And whether there is one.
    """
    if not any(len(line.text) > _LONG and _FOOT.search(line.text) for line in lines):
        return lines, False
    return [piece for line in lines for piece in _pages(line)], True


def _pages(line: Line) -> Iterator[Line]:
    own, title = _OWN.search(line.text), _TITLE.search(line.text)
    edges = [re.escape(own[0])] if own else []
    edges += [re.escape(title["title"])] if title else []
    edge = "|".join([*edges, _JOB, _PAGE])
    at, gap = 0, line.gap
    for foot in re.finditer(
        rf"(?<!\S)(?:(?:{edge}) )*{_FOOT.pattern}(?: (?:{edge})(?!\S))*", line.text
    ):
        said = line.text[at : foot.start()].strip()
        if said:
            yield Line(line.number, said, gap)
        for piece in re.finditer(edge, foot[0]):
            yield Line(line.number, piece[0])
        at, gap = foot.end(), False
    rest = line.text[at:].strip()
    if rest:
        yield Line(line.number, rest, gap)
