"""Lines that hold several paragraphs: text without line ends, as databases keep it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..page.lines import Line
from .words import CLOSING, OPERATIVE, PREAMBULAR

SHORTEST = 160
"""In characters. Lines of a page are shorter; what is shorter is left as it is."""

_INLINE = re.compile(
    r"(?:The )?(?:General Assembly|Security Council|Economic and Social Council|"
    r"Human Rights Council|Commission on Human Rights|Trusteeship Council|"
    r"(?:[A-Z][\w'-]+ ){0,4}(?:Assembly|Council|Conference of the Parties))[,.] (?=[A-Z])"
)
_EDGE = re.compile(
    r"(?<=[,;:.\u201d\"]) (?:and )?"
    r"(?=(?P<number>\d{1,3})\. [A-Z]|[A-Z][a-z]+|\d{1,5}(?:st|nd|rd|th) )"
)


def unroll(lines: Sequence[Line]) -> list[Line]:
    """The lines, those that run on cut where paragraphs begin; pieces keep the line's number."""
    if not any(len(line.text) > SHORTEST for line in lines):
        return list(lines)
    found: list[Line] = []
    for line in lines:
        if len(line.text) > SHORTEST:
            found.extend(_pieces(line))
        else:
            found.append(line)
    return found


def _pieces(line: Line) -> Iterator[Line]:
    edges = list(_edges(line.text))
    gap = line.gap
    for start, end in zip([0, *edges], [*edges, len(line.text)], strict=True):
        yield Line(line.number, line.text[start:end].strip(), gap)
        gap = True


def _edges(text: str) -> Iterator[int]:
    """Where a paragraph, or the closing lines, begin within the line."""
    inline = _INLINE.match(text)
    expected = 1
    start = 0
    if inline is not None:
        start = inline.end()
        yield start
    numbered = False
    for match in _EDGE.finditer(text, start):
        at = match.end()
        if match["number"]:
            ahead = text.find(" ", at) + 1
            if int(match["number"]) == expected and OPERATIVE.match(text, ahead):
                expected += 1
                numbered = True
                yield at
        elif text[at].isdigit() or text.startswith("Adopted ", at):
            if (numbered or inline) and CLOSING.match(text, at):
                yield at
        elif inline is None or numbered:
            continue
        elif PREAMBULAR.match(text, at) or _acts(text, at):
            yield at


def _acts(text: str, at: int) -> bool:
    """Whether an operative verb in the third person stands here."""
    verb = OPERATIVE.match(text, at)
    return verb is not None and (verb["verb"] or verb["later"]).endswith("s")
