"""Paragraphs that stand in one line, each apart: text as databases and some programs keep it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..page.lines import Line
from .words import CLOSING, OPERATIVE, PREAMBULAR, acts

SHORTEST = 160
"""In characters. Lines of a page are shorter; what is shorter is left as it is."""
TITLE = 300
"""In characters: how far into a line its title may reach."""

_INLINE = re.compile(
    r"(?:The )?(?:General Assembly|Security Council|Economic and Social Council|"
    r"Human Rights Council|Commission on Human Rights|Trusteeship Council|"
    r"(?:[A-Z][\w'-]+ ){0,4}(?:Assembly|Council|Conference of the Parties)) ?[,.] (?=[A-Z])"
)
_EDGE = re.compile(
    r"(?<=[,;:.\u201d\"])(?: ?(?:\d{1,3}(?:, ?\d{1,3})*|\*{1,3})/?)? (?:and )?"
    r"(?=(?P<number>\d{1,3})\. ?[A-Z]|[A-Z][a-z]+|\d{1,5}(?:st|nd|rd|th) )"
)


def run_on(lines: Sequence[Line], *, paged: bool) -> Iterator[Line]:
    """The lines, those that hold several paragraphs cut; ``paged``: one held several pages."""
    spoken = sum(len(_SPOKEN.findall(line.text)) for line in lines if len(line.text) > SHORTEST)
    place = Place(paged, spoken=spoken > 1)
    for line in lines:
        if len(line.text) <= SHORTEST and not (paged and _FIRST.match(line.text)):
            yield line
            continue
        pieces = [*pieces_of(line, place)]
        numbers = [int(first[1]) for piece in pieces if (first := _FIRST.match(piece.text))]
        several = paged or len(numbers) > 1
        for piece in pieces:
            items = [*told(piece, place.letter, paged=paged)] if several else [piece]
            label = _LETTER.match(items[-1].text)
            if label or _FIRST.match(piece.text):
                place.letter = _after(label[1]) if label else None
            yield from items
        if numbers:
            place.last = numbers[-1]


@dataclass(slots=True)
class Place:
    """Where a text stands that goes on in the next line."""

    paged: bool
    last: int = 0
    """The number of its last paragraph."""
    letter: str | None = None
    """Of the item that comes next."""
    preamble: bool = False
    """Whether its formula was amid a line."""
    spoken: bool = False
    """Whether those who adopt it speak: "1. We reaffirm", "2. We resolve"."""


_LETTER = re.compile(r"\(((?P<one>[a-z])(?P=one)?)\) ")


def told(line: Line, goes_on: str | None = None, *, paged: bool = False) -> Iterator[Line]:
    """A decision of several items in one line: "decided: (a) To light lamps; (b) To keep them".

    ``goes_on``: the letter of the next item, where the line goes on with an item. ``paged``: the
    second item may stand on the next page.
    """
    lead, colon, listed = line.text.partition(": (a) ")
    label = _LETTER.match(line.text)
    first = "b" if colon else _after(label[1]) if label else goes_on
    items = [f"(a) {listed}" if colon else line.text]
    for letter in _LETTERS[_LETTERS.index(first) :] if first else ():
        parts = re.split(
            rf"(?<=;) ?(?:\d{{1,3}} )?(?:and )?(?=\({letter}\) [A-Z])", items[-1], maxsplit=1
        )
        if len(parts) == 1:
            break
        items[-1:] = parts
    if len(items) < _ITEMS and not (paged and colon and listed[:1].isupper()):
        yield line
        return
    if colon:
        yield Line(line.number, f"{lead}:", gap=True)
    else:
        yield Line(line.number, items.pop(0), line.gap)
    for item in items:
        yield Line(line.number, item, gap=True)


_ITEMS = 2
_LETTERS = [letter * times for times in (1, 2) for letter in "abcdefghijklmnopqrstuvwxyz"]


def _after(letter: str) -> str | None:
    """The letter of the item after the one with ``letter``: "z" is followed by "aa"."""
    return next((to for of, to in pairwise(_LETTERS) if of == letter), None)


_FIRST = re.compile(r"(\d{1,3})\. ?[A-Z]")


def pieces_of(line: Line, place: Place | None = None) -> Iterator[Line]:
    """The paragraphs of a line, which may go on with what stood before it, at ``place``."""
    place = place or Place(paged=False)
    edges = [*_edges(line.text, place)]
    if place.paged or place.spoken:
        first = _FIRST.match(line.text)
        following = 1 + (int(first[1]) if first else place.last)
        headed = [*_headed(line.text, following, spoken=place.spoken)]
        begun = headed[0] if headed else len(line.text)
        kept = (at for at in edges if at < begun or CLOSING.match(line.text, at))
        edges = sorted({*kept, *headed, *(_led_to(line.text[:begun]) if place.spoken else ())})
    elif not edges and (number := _amid(line.text)):
        edges = [*_headed(line.text, number)]
    gap = line.gap
    for start, end in zip([0, *edges], [*edges, len(line.text)], strict=True):
        yield Line(line.number, line.text[start:end].strip(), gap)
        gap = True


def _amid(text: str) -> int | None:
    """The number of the first paragraph of a line that begins amid a text; None where none does.

    A second one follows it, and both act.
    """
    counted = [match for match in _COUNTED.finditer(text) if OPERATIVE.match(text, match.end())]
    return next(
        (int(one[1]) for one, two in pairwise(counted) if int(two[1]) == int(one[1]) + 1), None
    )


_COUNTED = re.compile(r"(?<= )(\d{1,3})\. (?=[A-Z])")


_SPOKEN = re.compile(r" \d{1,3}\. We ")
_LED_TO = re.compile(r"\bfollowing [^.;:]{3,300}: (?=[A-Z])|(?<=[^,;.]) (?=We, [A-Za-z])")


def _led_to(text: str) -> Iterator[int]:
    """Where the title of an outcome document begins above its paragraphs, and its chapeau."""
    return (match.end() for match in _LED_TO.finditer(text))


_COUNTED_BY = re.compile(
    r"\b(?:paragraphs?|articles?|rules?|[Gg]oals?|targets?|chapters?|sections?|No|and|to|or|of|"
    r"resolutions?|decisions?|items?|principles?|phase|version|annex|page)$"
)


def _headed(text: str, number: int, *, spoken: bool = False) -> Iterator[int]:
    """Where paragraphs begin from ``number`` on, and the headings before them.

    Where those who adopt a text speak it (``spoken``), none has to begin with a verb.
    """
    at = 0
    while (found := _next(text, number, at)) >= 0:
        number += text.startswith(f" {number + 1}. ", found)
        at = found + len(f" {number}. ")
        ended = text[at : at + 1].isupper() and (
            text[found - 1] == ";"
            or (spoken and not _COUNTED_BY.search(text, max(0, found - 16), found))
        )
        if not ended and not OPERATIVE.match(text, at):
            continue
        heading = _HEADING.search(text, max(0, found - TITLE), found)
        if heading:
            yield heading.end()
        yield found + 1
        number += 1
    last = _HEADING.search(text, max(0, len(text) - TITLE)) if text[-1].isalnum() else None
    if last:
        yield last.end()


def _next(text: str, number: int, at: int) -> int:
    """Where the paragraph with a number begins, or the next one where it lost its own; else -1."""
    found = text.find(f" {number}. ", at)
    return found if found >= 0 else text.find(f" {number + 1}. ", at)


_HEADING = re.compile(r"(?:[;:\u201d]|(?<!\d)\.)(?: ?\d{1,3})? (?=(?:[IVX]+ )?[A-Z][^;.:]{2,150}$)")
"""The end of what stands before a heading."""


def _edges(text: str, place: Place) -> Iterator[int]:
    """Where a paragraph, or the closing lines, begin within the line."""
    inline = _INLINE.match(text) or _leads(text)
    first = _FIRST.match(text)
    place.preamble = place.preamble or (place.paged and inline is not None)
    amid = inline is not None or (place.preamble and place.last == 0)
    following = place.last + 1
    goes_on = inline is None and first is None and following > 1 and f" {following}. " in text
    expected = int(first[1]) + 1 if first else following if goes_on else 1
    start = 0
    if inline is not None and inline.re is _INLINE:
        start = inline.end()
        yield start
    numbered = first is not None or goes_on
    for match in _EDGE.finditer(text, start):
        at = match.end()
        if match["number"]:
            ahead = at + len(match["number"]) + 1
            ahead += text[ahead] == " "
            if int(match["number"]) == expected and OPERATIVE.match(text, ahead):
                expected += 1
                numbered = True
                yield at
        elif text[at].isdigit() or text.startswith("Adopted ", at):
            if (numbered or amid or place.paged) and CLOSING.match(text, at):
                yield at
        elif not amid or numbered:
            continue
        elif PREAMBULAR.match(text, at) or acts(text, at):
            yield at


def _leads(text: str) -> re.Match[str] | None:
    """Where a line begins with a preamble and goes on to the first paragraph, that preamble."""
    return PREAMBULAR.match(text) if " 1" in text and _ONE.search(text) else None


_ONE = re.compile(r"[,;] 1 ?\. ?[A-Z][a-z]+s\b")
