"""Whether a number is one that the next paragraph may have: in its turn, lost, or begun again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..page.lines import Line
from . import labels, telling
from .outline import Block
from .words import OPERATIVE, PREAMBULAR, RESOLVING, acts


def fits(
    line: Line, number: int, rest: str, *, current: Block | None, last: int, verb: bool
) -> bool:
    """Whether ``number`` begins a paragraph after the ``last`` one, in what is ``current`` so far.

    ``rest`` is what follows it on the line, and ``verb`` whether that begins with an operative one.
    """
    closed = current is None or current.closed
    finished = current is None or current.complete or current.kind == "heading" or line.page
    if number == 1 and current is not None and telling.tells_on(current.start, rest):
        return True
    if number == last + 1:
        if verb:
            return finished or line.gap or not rest or rest[0].isupper()
        if line.gap and (not rest or (rest[0].isupper() and not line.page)):
            return True
        capital = not rest or rest[0].isupper() or rest[0] in "\u201c\"'\u2018[("
        return capital and finished and (line.gap or line.page or closed)
    if number == 1 and current is not None and _section(current) and line.gap:
        return rest[:1].isupper()
    begun = number == 1 and current is not None and current.kind in ("heading", "preamble")
    if not verb or not finished or not (line.gap or closed or begun):
        return False
    # Numbers lost or misread at the source, or a list that begins again.
    reach = _LOST if line.gap and closed else _LOST_AMID
    return last < number <= last + reach or (number == 1 and last > 0)


_LOST_AMID = 4
_LOST = 10
"""How many numbers in a row may be lost."""


def lettered(line: Line, following: str, current: Block | None) -> labels.Label | None:
    """The letter of a reason that begins here, or of the first thing decided below the formula."""
    begins = current is None or line.gap or current.complete
    labelled = begins and (line.text[0] == "(" or line.text[1:2] == ")")
    label = labels.read(line.text) if labelled else None
    if label is None or PREAMBULAR.match(label.rest):
        return label
    return label if label.text == "a" and acts(label.rest or following) else None


def _section(current: Block) -> bool:
    """Whether the number and title of a section stand above: paragraphs begin again there."""
    return current.kind == "heading" and _SECTION.match(current.start) is not None


_SECTION = re.compile(
    r"(?:(?:Part|PART|Section|SECTION|Chapter|CHAPTER) )?(?:[IVX]{1,5}|[A-Z]\.)(?![\w'])"
)


def before_the_first(lines: Sequence[Line]) -> int:
    """The number before the first one, for a page that begins in the middle of a text; else 0.

    Two numbers in turn stand before operative verbs there, and none of them is 1.
    """
    first = 0
    for index, line in enumerate(lines):
        match = labels.numbered(line.text) if line.text[0].isdigit() else None
        if match is None or not match["number"].isdigit():
            continue
        number = int(match["number"])
        if number <= 1:
            return 0
        below = index + 1 < len(lines) and not match["rest"]
        said = lines[index + 1].text if below else match["rest"]
        if said.startswith("We ") or OPERATIVE.match(said):
            if first and number == first + 1:
                return first - 1
            first = first or number
    return 0


def heads(lines: Sequence[Line], at: int, rest: str) -> bool:
    """Whether a number is a section's, its title behind it or below: the next paragraph's, which
    stands apart under that, is the same number or 1 and no further one."""
    below = at + 1 if rest else at + 2
    if below >= len(lines) or not lines[below].gap or (not rest and lines[at + 1].gap):
        return False
    title = lines[below - 1].text
    match = labels.numbered(lines[below].text) if title[-1].isalnum() else None
    if match is None or not match["number"].isdigit() or not OPERATIVE.match(match["rest"]):
        return False
    number = labels.numbered(lines[at].text)
    return (
        not title[0].islower()
        and number is not None
        and (match["number"] in ("1", number["number"]))
    )


def lists(number: int, *, current: Block, last: int, listed: int) -> bool:
    """Whether a number belongs to a list "1., 2., 3." inside a paragraph: a colon leads to it.

    ``last`` is the number of the paragraph, ``listed`` that of its item before.
    """
    counted = last > 0 or RESOLVING.match(current.start) is not None
    begins = number == 1 and counted and current.tail.rstrip().endswith(":")
    return begins or (listed > 0 and number == listed + 1 and current.complete)


def lost_its_dot(line: Line, following: str, current: Block | None) -> bool:
    """Whether a bare number, the next in turn, lost its full stop at the source."""
    return (
        line.gap and (current is None or current.closed) and OPERATIVE.match(following) is not None
    )


def opens_part(tail: str, line: str, following: str) -> bool:
    """Whether a formula with no blank line above it begins a part: a preamble stands below."""
    ended = tail.endswith(".") and line.endswith(",")
    return ended and PREAMBULAR.match(following) is not None


def missing(number: int, last: int | None) -> str | None:
    """What is missing before a paragraph, if anything is; ``last`` is None before the first."""
    if last is None:
        return f"the text begins with paragraph {number}" if number > 1 else None
    if number in (1, last, last + 1):
        return None
    return f"paragraph {last + 1} is missing before {number}"
