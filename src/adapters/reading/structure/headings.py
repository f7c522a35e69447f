"""Headings between paragraphs: "I", "Calendar of conferences", "Part IV"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..page.lines import Line
from . import labels, telling
from .outline import Block
from .words import OPERATIVE, PART, PREAMBULAR, RESOLVING, acts, opening, third_person

_LONGEST = 400
SECTION = re.compile(r"(?:Section )?[IVX]{1,5}\.?")
"""The number of a section on a line of its own, which needs no blank line before it."""
_LETTER = re.compile(r"[IVX]+\.|[A-Z]\.")
_NOTE = re.compile(r"(?<=[.;:,])\s?\d{1,3}/?$")


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the text we are, as far as headings need to know."""

    lines: Sequence[Line]
    at: int
    current: Block | None
    blocks: Sequence[Block]
    operative: bool
    numbered: bool
    outcome: bool


def length(place: Place) -> int:
    """How many lines from here on are a heading; 0 if none begins here."""
    line = place.lines[place.at]
    current = place.current
    if opens_section(place.lines, place.at, place.blocks):
        return 0
    if current is not None:
        # Where paragraphs have numbers, nothing else goes on below the end of one.
        ended = place.numbered and (
            current.stops == ";" or (current.stops == "." and _alone(place))
        )
        if not (line.gap or line.page or ended or SECTION.fullmatch(line.text)):
            return 0
        well = current.kind == "heading" or _ends_well(place, current)
        if not well and not _set_apart(place, current):
            return 0
    count, letters = 1, len(line.text)
    while place.at + count < len(place.lines):
        item = place.lines[place.at + count]
        if item.gap or labels.numbered(item.text):
            break
        following = place.at + count
        if SECTION.fullmatch(line.text) and (
            gives_reasons(place.lines, following) or acts(item.text)
        ):
            if count == 1:
                return 1
            break
        count, letters = count + 1, letters + 1 + len(item.text)
        if letters > _LONGEST:
            return 0
    text = " ".join(item.text for item in place.lines[place.at : place.at + count])
    following = place.at + count
    if not _looks_like_one(place, text):
        return 0
    if following >= len(place.lines):
        # A page that is cut may end with one.
        ended = place.numbered and current is not None and current.stops != ""
        return count if ended and line.gap and text[-1].isalpha() else 0
    return count if _leads_on(place, place.lines[following], following) else 0


def gives_reasons(lines: Sequence[Line], at: int) -> bool:
    """Whether a preamble begins here, and no title: it ends with a comma before the first number.

    "Meeting of States Parties" is the title of a section.
    """
    if PREAMBULAR.match(lines[at].text) is None:
        return False
    for index in range(at, min(at + _LONGEST_PREAMBLE, len(lines))):
        if labels.numbered(lines[index].text) and index > at:
            return False
        if lines[index].text.endswith((",", ";")):
            return True
    return False


def opens_section(lines: Sequence[Line], at: int, blocks: Sequence[Block]) -> bool:
    """Whether the number of a section stands above, its title below it, and its text begins."""
    for block in reversed(blocks[-2:]):
        if block.kind != "heading":
            return False
        if _SECTIONED.match(block.start):
            return gives_reasons(lines, at) or acts(lines[at].text)
    return False


_SECTIONED = re.compile(rf"{SECTION.pattern}(?: [A-Z]|$)")


_LONGEST_PREAMBLE = 20
"""In lines."""
_CLOSE = 3


def _alone(place: Place) -> bool:
    """Whether the lines from here to the next number end as no sentence does.

    So a heading stands there, though the paragraph above it may go on after its full stop.
    """
    for at in range(place.at + 1, min(place.at + 1 + _CLOSE, len(place.lines))):
        match = labels.numbered(place.lines[at].text)
        if match is not None:
            ends = place.lines[at - 1].text[-1].isalnum()
            return ends and OPERATIVE.match(match["rest"]) is not None
    return False


def is_part(lines: Sequence[Line], at: int) -> bool:
    """Whether a further part ("B") begins after the closing lines of the one before."""
    if not PART.fullmatch(lines[at].text):
        return False
    return any(opening(item.text) for item in lines[at + 1 : at + 30])


def _ends_well(place: Place, current: Block) -> bool:
    if not place.operative or current.kind in ("preamble", "plain"):
        return current.complete
    return current.closed


def _set_apart(place: Place, current: Block) -> bool:
    """Whether a heading stands here though the paragraph above it lost its semicolon.

    It is the number of a section, or stands apart, and the next paragraph below it; the words
    above it may end there.
    """
    line = place.lines[place.at]
    if not place.numbered or not line.gap or line.page:
        return False
    if SECTION.fullmatch(line.text):
        return True
    longer = len(line.text) > _LONGEST_APART or place.at + 1 >= len(place.lines)
    if longer or _GOES_ON.search(current.tail):
        return False
    below = place.lines[place.at + 1]
    match = labels.numbered(below.text) if below.gap else None
    return match is not None and OPERATIVE.match(match["rest"]) is not None


_LONGEST_APART = 100
_GOES_ON = re.compile(
    r"(?:[,\u2013-]|\b(?:and|or|of|the|a|an|in|to|at|its|their|for|on|by|with|from|as|that|which|"
    r"under|between|is|are|be))$"
)
"""After which no paragraph ends."""


def _looks_like_one(place: Place, text: str) -> bool:
    if len(text) > _LONGEST or labels.read(text):
        return False
    text = _NOTE.sub("", text) if text[-1].isdigit() or text[-1] == "/" else text
    if PREAMBULAR.match(text) and (not place.operative or text.endswith((",", ";"))):
        return False
    if text.endswith((".", ";", ",")) and not _LETTER.fullmatch(text):
        return False
    if text.endswith(":") and (len(text) > 90 or OPERATIVE.match(text) or RESOLVING.match(text)):
        return False
    if text[0].isalpha() and not text[0].isupper():
        return False
    return not (place.operative and place.numbered and OPERATIVE.match(text) and len(text) > 120)


def _leads_on(place: Place, after: Line, following: int) -> bool:
    """Whether what follows is what headings stand above: a number, a formula, another heading."""
    current = place.current
    if place.outcome and current is not None and current.tail.endswith(":") and after.gap:
        return True
    if labels.numbered(after.text) or opening(after.text):
        return True
    run = 0
    for index in range(following, min(following + 16, len(place.lines))):
        item = place.lines[index]
        if labels.numbered(item.text) or opening(item.text):
            return True
        if item.gap and telling.decides_now(item.text):
            return True
        if place.operative and item.gap and PREAMBULAR.match(item.text):
            return True
        if item.gap and (verb := OPERATIVE.match(item.text)) and third_person(verb):
            # Sections of budgets may have one paragraph each, without a number.
            return True
        last = index + 1 >= len(place.lines) or place.lines[index + 1].gap
        run = len(item.text) if item.gap else run + len(item.text)
        if (last and item.text.endswith((".", ";", ",", ":"))) or run > _LONGEST:
            return False
    return False
