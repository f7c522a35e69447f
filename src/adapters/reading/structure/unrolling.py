"""Lines that hold several paragraphs: text without line ends, as databases keep it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..cues import holds
from ..page.lines import Line
from . import counting, feet, running, telling
from .words import OPERATIVE, PREAMBULAR, RESOLVING, acts, opening, opens


def unroll(lines: Sequence[Line], text: str) -> list[Line]:
    """The lines, those that run on cut where paragraphs begin; pieces keep the line's number.

    ``text`` is what they are the lines of: most texts hold nothing that parts one.
    """
    lines, paged = feet.apart(lines)
    if _RULE in text and _ruled_amid(text):
        lines = [piece for line in lines for piece in _unruled(line)]
    if _QUOTED in text:
        lines = _unquoted(lines)
    parted = holds(text, _PARTS) or any(
        len(line.text) > _BARE and line.text.startswith(_FORMULAS) for line in lines[:_HEAD]
    )
    whole = [*_parted(lines)] if parted else list(lines)
    if any(line.text[0] in _ROMAN and _SECTION.match(line.text) for line in whole):
        whole = [piece for line in whole for piece in _sectioned(line)]
    long = [line for line in whole if len(line.text) > running.SHORTEST]
    if any(_AMID.search(line.text) for line in long):
        whole = [piece for line in whole for piece in _apart(line)]
    lines = _bare_formula(counting.pointed(_unbulleted(counting.in_front(whole))))
    if not long:
        return lines
    return [*running.run_on(lines, paged=paged)]


_PARTS = ("|", "At its ", ": (a) ", "\u00a0")
"""What parts a line, or may hide what does."""
_FORMULAS = ("The General", "The Security", "The Economic", "The Human", "The Trusteeship")
_BARE = 32
"""In characters: the longest of the formulas alone."""
_HEAD = 100


def _parted(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines, those of several cells, or with a formula or a title before the text, parted."""
    below = False
    for line in lines:
        text = line.text
        if text[-1] == "|" or text[0] == "|" or " | " in text:
            for cell in _cells(line):
                yield from _after_formula(cell)
            below = text[-1] == "|"
            continue
        yield from _after_formula(Line(line.number, text, gap=True) if below else line)
        below = False


_ROMAN = "IVX"
_SECTION = re.compile(r"(?:I{1,3}|I?V|VI{1,3}|I?X|XI{1,3}|XI?V)\.? (?=[A-Z][a-z]+ing )")


def _sectioned(line: Line) -> Iterator[Line]:
    """A line apart from the number of the section that it begins: "II Recalling its resolution"."""
    section = _SECTION.match(line.text)
    if section is None or not PREAMBULAR.match(line.text, section.end()):
        yield line
        return
    yield Line(line.number, section[0].strip(), gap=True)
    yield Line(line.number, line.text[section.end() :], gap=True)


_AMID = re.compile(
    r"The(?<=\sThe) (?:(?P<parties>(?:Conference|Meeting) of the (?:States )?Parties),? (?=1 ?\. ?"
    r"[A-Z])|(?P<body>General Assembly|Security Council|Economic and Social Council|"
    r"Human Rights Council)(?: ?, (?=[A-Z]|1 ?\. ?[A-Z])|"
    r" (?=(?:Adopts|Decides|Endorses|Takes|Approves|Requests|Declares|Proclaims) )))"
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
        yield from running.pieces_of(Line(line.number, text, gap=True))
    else:
        yield Line(line.number, f"The {body}, {text}", gap=True)


def _begins(text: str, at: int) -> bool:
    """Whether a preamble or the first paragraph begins here."""
    return PREAMBULAR.match(text, at) is not None or text.startswith("1", at) or acts(text, at)


_QUOTED = "\n\u201cThe "


def _unquoted(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines of a text that a page quotes whole, without the marks before each paragraph.

    Nothing but what is quoted begins with the formula of a body there.
    """
    first = next((at for at, line in enumerate(lines) if _opens_quote(line.text)), None)
    if first is None or any(opens(line.text) for line in lines):
        return lines
    quoted = [line.text[0] == "\u201c" for line in lines[first:]]
    counted = [line.text[0] for line in lines[first:] if _COUNTED.match(line.text)]
    if sum(quoted[:_FEW]) * 2 < len(quoted[:_FEW]) and "\u201c" * len(counted) != "".join(counted):
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
_COUNTED = re.compile(r"\u201c?\d{1,3}\. ?[A-Z]")


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
    if line.text[at - 1].isalpha():
        before += "-"  # a program took the hyphen of a word that is broken there
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
    whole = text == line.text and len(text) <= running.SHORTEST
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
    short = text.startswith("The ") and len(text) <= running.SHORTEST  # else it is cut further on
    match = _FORMULA_FIRST.match(text) if short else None
    if match is not None and PREAMBULAR.match(text, match.end()):
        yield Line(line.number, f"{match['formula']},", line.gap)
        yield Line(line.number, text[match.end() :], gap=True)
        return
    listed = _LISTS.match(text) if ": (a) " in text[: running.TITLE] else None
    if listed is not None:
        yield Line(line.number, listed["who"], line.gap)
        for item in _ITEM.split(text[listed.end() :]):
            yield Line(line.number, item, gap=True)
        return
    if ": (a) " in text and telling.tells(text):
        yield from running.told(line)
        return
    tells = _TELLS.search(text) if " At its " in text[: running.TITLE] else None
    if tells is not None:
        yield Line(line.number, text[: tells.start()], line.gap)
        yield Line(line.number, text[tells.end() :], gap=True)
        return
    yield line


_LISTS = re.compile(
    r"(?P<who>The (?:[A-Z][\w'-]+ (?:and )?){0,6}?(?:Commission|Committee|Conference|Assembly|"
    r"Council|Board|Body|Meeting):) (?=\(a\) [A-Z])"
)
_ITEM = re.compile(r"(?<=;) (?:and )?(?=\([b-z]\) [A-Z])")


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
_NAMED = re.compile(r"(?:[IVX]{1,4}\. ?)?(?P<formula>T(?:he|HE) [A-Z][\w' -]{5,120})")
