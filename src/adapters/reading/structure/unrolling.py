"""Lines that hold several paragraphs: text without line ends, as databases keep it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..cues import holds
from ..page.lines import Line
from . import counting, telling
from .words import CLOSING, OPERATIVE, PREAMBULAR, RESOLVING, acts, opening, opens

SHORTEST = 160
"""In characters. Lines of a page are shorter; what is shorter is left as it is."""

_INLINE = re.compile(
    r"(?:The )?(?:General Assembly|Security Council|Economic and Social Council|"
    r"Human Rights Council|Commission on Human Rights|Trusteeship Council|"
    r"(?:[A-Z][\w'-]+ ){0,4}(?:Assembly|Council|Conference of the Parties)) ?[,.] (?=[A-Z])"
)
_EDGE = re.compile(
    r"(?<=[,;:.\u201d\"])(?:(?:\d{1,3}(?:, ?\d{1,3})*|\*{1,3})/?)? (?:and )?"
    r"(?=(?P<number>\d{1,3})\. ?[A-Z]|[A-Z][a-z]+|\d{1,5}(?:st|nd|rd|th) )"
)


def unroll(lines: Sequence[Line], text: str) -> list[Line]:
    """The lines, those that run on cut where paragraphs begin; pieces keep the line's number.

    ``text`` is what they are the lines of: most texts hold nothing that parts one.
    """
    if _RULE in text and _ruled_amid(text):
        lines = [piece for line in lines for piece in _unruled(line)]
    if _QUOTED in text:
        lines = _unquoted(lines)
    parted = holds(text, _PARTS) or any(
        len(line.text) > _BARE and line.text.startswith(_FORMULAS) for line in lines[:_HEAD]
    )
    whole = [*_parted(lines)] if parted else list(lines)
    long = [line for line in whole if len(line.text) > SHORTEST]
    if any(_AMID.search(line.text) for line in long):
        whole = [piece for line in whole for piece in _apart(line)]
    lines = _bare_formula(counting.pointed(_unbulleted(whole)))
    if not long:
        return lines
    found: list[Line] = []
    for line in lines:
        if len(line.text) > SHORTEST:
            found.extend(_pieces(line))
        else:
            found.append(line)
    return found


_PARTS = ("|", "At its ", ": (a) ", "\u00a0")
"""What parts a line, or may hide what does."""
_FORMULAS = ("The General", "The Security", "The Economic", "The Human", "The Trusteeship")
_BARE = 32
"""In characters: the longest of the formulas alone."""
_HEAD = 100


def _parted(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines, those of several cells, or with a formula or a title before the text, parted."""
    for line in lines:
        text = line.text
        if text[-1] == "|" or text[0] == "|" or " | " in text:
            for cell in _cells(line):
                yield from _after_formula(cell)
        else:
            yield from _after_formula(line)


_AMID = re.compile(
    r"The(?<=\sThe) (?:(?P<parties>(?:Conference|Meeting) of the (?:States )?Parties),? (?=1 ?\. ?"
    r"[A-Z])|(?P<body>General Assembly|Security Council|Economic and Social Council|"
    r"Human Rights Council) ?, (?=[A-Z]|1 ?\. ?[A-Z]))"
)
_HEADS = re.compile(r" (?=\[(?:on the (?:report|recommendation)|without reference))|(?<=\]) (?=\d)")
"""Where in such a line the origin and the number of a resolution begin."""


def _apart(line: Line) -> Iterator[Line]:
    """A line with a title, the formula and the text in one, each apart."""
    match = _AMID.search(line.text)
    begins = match is not None and (match["parties"] or _begins(line.text, match.end()))
    if match is None or not begins:
        yield line
        return
    gap = line.gap
    for head in _HEADS.split(line.text[: match.start()].strip()):
        yield Line(line.number, head, gap)
        gap = True
    body, text = match["parties"] or match["body"], line.text[match.end() :]
    if match["parties"]:
        yield Line(line.number, f"The {body},", gap=True)
        yield from _pieces(Line(line.number, text, gap=True))
    else:
        yield Line(line.number, f"The {body}, {text}", gap=True)


def _begins(text: str, at: int) -> bool:
    """Whether a preamble or the first paragraph begins here."""
    return PREAMBULAR.match(text, at) is not None or text.startswith("1", at)


_QUOTED = "\n\u201cThe "


def _unquoted(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines of a text that a page quotes whole, without the marks before each paragraph.

    Nothing but what is quoted begins with the formula of a body there.
    """
    first = next((at for at, line in enumerate(lines) if _opens_quote(line.text)), None)
    if first is None or any(opens(line.text) for line in lines):
        return lines
    quoted = [line.text[0] == "\u201c" for line in lines[first:]]
    if sum(quoted[:_FEW]) * 2 < len(quoted[:_FEW]):
        return lines
    return [
        *lines[:first],
        *(
            Line(line.number, line.text.strip("\u201c\u201d "), line.gap or mark, line.page)
            if mark and line.text.strip("\u201c\u201d ")
            else line
            for line, mark in zip(lines[first:], quoted, strict=True)
        ),
    ]


_FEW = 12


def _opens_quote(text: str) -> bool:
    return text[0] == "\u201c" and opening(text) is not None


_RULE = "________"


def _ruled_amid(text: str) -> bool:
    """Whether a rule stands in a line with other words."""
    at = text.find(_RULE)
    while at >= 0:
        end = text.find("\n", at)
        end = end if end >= 0 else len(text)
        if text[text.rfind("\n", 0, at) + 1 : end].strip("_ \r\t\f"):
            return True
        at = text.find(_RULE, end)
    return False


def _unruled(line: Line) -> Iterator[Line]:
    """A line with the rule above the footnotes in it, each piece apart."""
    at = line.text.find(_RULE)
    if at < 0:
        yield line
        return
    before, after = line.text[:at].strip(), line.text[at:].lstrip("_ ")
    if before:
        yield Line(line.number, before, line.gap)
    rule = line.text[at : len(line.text) - len(after)].strip()
    yield Line(line.number, rule, line.gap and not before)
    for note in _notes(after) if after else ():
        yield Line(line.number, note)


def _notes(text: str) -> Iterator[str]:
    """The notes of one line, each apart where they count on: "1 See A/5. 2 Ibid."."""
    first = re.match(r"(\d{1,3}) [A-Z]", text)
    number = int(first[1]) if first else 0
    while first and (follows := re.search(rf"(?<=\.) (?={number + 1} [A-Z])", text)):
        yield text[: follows.start()]
        text = text[follows.end() :]
        number += 1
    yield text


def _cells(line: Line) -> Iterator[Line]:
    """The cells of a table's row, each apart; the line itself where it is none."""
    text = line.text.strip("| ")
    whole = text == line.text and len(text) <= SHORTEST
    if not text or whole or not any(map(str.isalpha, text)):
        yield line
        return
    gap = line.gap
    for cell in re.split(r" ?\| ?", text):
        if cell:
            yield Line(line.number, cell, gap)
            gap = True


_FORMULA_FIRST = re.compile(
    r"(?P<formula>The (?:General Assembly|Security Council|Economic and Social Council|"
    r"Human Rights Council|Trusteeship Council)),? (?=[A-Z])"
)
_TELLS = re.compile(r"(?<=[^\s,;.]) (?=At its [\w() -]{2,40}? meeting, (?:held )?on \d)")


def _after_formula(line: Line) -> Iterator[Line]:
    """A line apart from the formula before it, or from the title of a decision that is told."""
    text = line.text
    short = text.startswith("The ") and len(text) <= SHORTEST  # else it is cut further on
    match = _FORMULA_FIRST.match(text) if short else None
    if match is not None and PREAMBULAR.match(text, match.end()):
        yield Line(line.number, f"{match['formula']},", line.gap)
        yield Line(line.number, text[match.end() :], gap=True)
        return
    listed = _LISTS.match(text) if ": (a) " in text[:_TITLE] else None
    if listed is not None:
        yield Line(line.number, listed["who"], line.gap)
        for item in _ITEM.split(text[listed.end() :]):
            yield Line(line.number, item, gap=True)
        return
    if ": (a) " in text and telling.tells(text):
        yield from _told(line)
        return
    tells = _TELLS.search(text) if " At its " in text[:_TITLE] else None
    if tells is not None:
        yield Line(line.number, text[: tells.start()], line.gap)
        yield Line(line.number, text[tells.end() :], gap=True)
        return
    yield line


def _told(line: Line) -> Iterator[Line]:
    """A decision of several items in one line: "decided: (a) To light lamps; (b) To keep them"."""
    lead, _, listed = line.text.partition(": (a) ")
    items = [f"(a) {listed}"]
    for letter in "bcdefghijklmnopqrstuvwxyz":
        item, mark, rest = items[-1].partition(f"; ({letter}) ")
        if not mark:
            item, mark, rest = items[-1].partition(f"; and ({letter}) ")
        if not mark or not rest[:1].isupper():
            break
        items[-1:] = [f"{item};", f"({letter}) {rest}"]
    if len(items) == 1:
        yield line
        return
    yield Line(line.number, f"{lead}:", gap=True)
    for item in items:
        yield Line(line.number, item, gap=True)


_LISTS = re.compile(
    r"(?P<who>The (?:[A-Z][\w'-]+ (?:and )?){0,6}?(?:Commission|Committee|Conference|Assembly|"
    r"Council|Board|Body|Meeting):) (?=\(a\) [A-Z])"
)
_ITEM = re.compile(r"(?<=;) (?:and )?(?=\([b-z]\) [A-Z])")
_TITLE = 300
"""In characters: how far into a line its title may reach."""


def _unbulleted(lines: list[Line]) -> list[Line]:
    """The lines, where list marks stand for the numbers that a page lost, without those marks."""
    first = [line for line in lines if line.text[0] in _SIGNS]
    if not any(line.text.startswith(_MARKS) for line in first):
        return lines
    marked = [_MARKED.match(line.text) for line in lines]
    acting = any(mark and (OPERATIVE.match(mark[1]) or RESOLVING.match(mark[1])) for mark in marked)
    if not acting or any(_NUMBERED.match(line.text) for line in lines):
        return lines
    return [
        Line(line.number, mark[1], gap=True) if mark else line
        for line, mark in zip(lines, marked, strict=True)
    ]


_SIGNS = "-\u2022\u25cf"
_MARKS = ("- ", "\u2022 ", "\u25cf ")
_MARKED = re.compile(r"[-\u2022\u25cf] (?=[A-Z]|to [a-z]|\(\w{1,3}\))(.+)")
_NUMBERED = re.compile(r"\d{1,3}\. ?[A-Z]")


def _bare_formula(lines: list[Line]) -> list[Line]:
    """The lines, with the comma that an opening formula lost: "The Executive Board", then "1."."""
    if any(opens(line.text) for line in lines):
        return lines
    for index, line in enumerate(lines[:-1]):
        bare = _NAMED.fullmatch(line.text) if line.text[0] in "TIVX" else None
        if bare is None:
            continue
        following = lines[index + 1].text
        first = re.match(r"1\. ?[A-Z]", following) or PREAMBULAR.match(following)
        begins = first or acts(following, 0)
        if begins or _PARTIES.fullmatch(bare["formula"]):
            text = f"{bare['formula']},"
            if opening(text):
                return [*lines[:index], Line(line.number, text, gap=True), *lines[index + 1 :]]
    return lines


_PARTIES = re.compile(r"The (?:Conference|Meeting) of the (?:States )?Parties")
_NAMED = re.compile(r"(?:[IVX]{1,4}\. ?)?(?P<formula>The [A-Z][\w' -]{5,120})")


_FIRST = re.compile(r"(\d{1,3})\. ?[A-Z]")


def _pieces(line: Line) -> Iterator[Line]:
    edges = list(_edges(line.text))
    gap = line.gap
    for start, end in zip([0, *edges], [*edges, len(line.text)], strict=True):
        yield Line(line.number, line.text[start:end].strip(), gap)
        gap = True


def _edges(text: str) -> Iterator[int]:
    """Where a paragraph, or the closing lines, begin within the line."""
    inline = _INLINE.match(text) or _leads(text)
    first = _FIRST.match(text)
    expected = int(first[1]) + 1 if first else 1
    start = 0
    if inline is not None and inline.re is _INLINE:
        start = inline.end()
        yield start
    numbered = first is not None
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
            if (numbered or inline) and CLOSING.match(text, at):
                yield at
        elif inline is None or numbered:
            continue
        elif PREAMBULAR.match(text, at) or acts(text, at):
            yield at


def _leads(text: str) -> re.Match[str] | None:
    """Where a line begins with a preamble and goes on to the first paragraph, that preamble."""
    return PREAMBULAR.match(text) if " 1" in text and _ONE.search(text) else None


_ONE = re.compile(r"[,;] 1 ?\. ?[A-Z][a-z]+s\b")
