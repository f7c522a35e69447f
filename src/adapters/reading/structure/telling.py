"""What a decision that is told afterwards says of itself: its meeting, its day, its kind."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ....domain import series
from ....domain import symbol as symbols
from ..page.lines import Line
from .outline import Block, Masthead
from .words import BODIES, DATE, RESOLVING, SPEAKS, SPOKEN, iso

_TOLD = re.compile(
    r"[\u201c\"]?(?:(?:At (?:its|the) (?P<meeting>[\w() -]{2,40}? meeting)\b(?! of )|"
    r"On (?=\d))(?:[^.;(]|\((?:[Ff]ootnote: [^()]*|[^.;()]*)\)){0,160}?"
    rf"\b[Tt]he (?P<body>{'|'.join(BODIES)}|Council|Assembly|Commission|Committee|Board)\b|"
    rf"The (?P<first>{'|'.join(BODIES)}), at its (?P<its>[\w() -]{{2,40}}? meeting), on "
    rf"{DATE.pattern})",
    re.IGNORECASE,
)


def tells(line: str) -> bool:
    """Whether a decision that is told afterwards begins with the line: its meeting, and who.

    "At its 3rd meeting, the Council ...", or "The Council, at its 3rd meeting, on 5 March 2030".
    """
    return line.startswith(_BEGINNINGS) and _TOLD.match(line) is not None


_NAMED = re.compile(rf"The (?P<body>{'|'.join(BODIES)})\b", re.IGNORECASE)
_BEGINNINGS = ("At its ", "At the ", "On ", "\u201cAt its ", '"At its ', "The ")


def names_the_body(line: Line, current: Block | None) -> bool:
    """Whether a paragraph begins that names the body: where they are quoted, each has its mark."""
    start = current.start if current is not None and current.kind == "paragraph" else ""
    if start.startswith(_QUOTES) and not (line.gap or line.text[0] in _QUOTES):
        return False
    return SPOKEN.match(line.text) is not None


_QUOTES = ("\u201c", '"')


def speaks(line: str) -> bool:
    """Whether a body begins to speak and says why before it decides: "The Board, having seen"."""
    return _SPEAKS_FIRST.match(line) is not None


_SPEAKS_FIRST = re.compile(
    r"The (?P<body>(?:[A-Z][\w'-]+ (?:of the )?){1,6}?(?:Assembly|Board|Committee|Commission|"
    r"Conference|Council|Body|Parties)), (?:having|considering|recalling|noting|taking|after|"
    r"mindful|in) "
)


def tells_on(line: str, words: str) -> bool:
    """Whether words go on to tell what a decision is that began so: "(a) Decided that ..."."""
    return _DECIDED.match(words) is not None and tells(line)


_DECIDED = re.compile(
    r"(?:(?:Also|Further) )?(?:[Dd]ecided|[Aa]pproved|[Ii]nvited|[Rr]equested|[Nn]oted|"
    r"[Tt]ook note|[Rr]ecalled|[Rr]eaffirmed|[Ww]elcomed|[Ee]ndorsed|[Aa]uthorized|[Ee]ncouraged|"
    r"[Uu]rged|[Cc]onfirmed|[Aa]ppointed|[Rr]ecommended|[Aa]greed|[Ss]tressed|[Ee]mphasized) "
)


def leads(line: str, following: str) -> bool:
    """Whether such a line says who decided, and when, of the sections that follow it."""
    return section(following) and tells(line) and _UNFINISHED.search(line) is not None


_UNFINISHED = re.compile(
    r",\s*(?:\d{1,3}\s*)?(?:\([Ff]ootnote: [^()]*(?:\([^()]*\)[^()]*)*\)\s*)?$"
)


def section(line: str) -> bool:
    """Whether a line heads a section of such a decision: "Section A"."""
    return _SECTION.fullmatch(line) is not None


_SECTION = re.compile(r"Section [A-Z]")


def divides(lines: Sequence[Line], at: int) -> bool:
    """Whether a line heads a further part of such a decision: "DECISION B", "B" alone."""
    text = lines[at].text
    if len(text) > _LONGEST_PART:
        return False
    if _LETTER.fullmatch(text):
        return at + 1 < len(lines) and tells(lines[at + 1].text)
    return _PART.fullmatch(text) is not None


_LONGEST_PART = 12
_PART = re.compile(r"(?:DECISION|Decision) [A-Z]")
_LETTER = re.compile(r"[A-Z]\.?\d{0,2}")


def decides(line: str) -> bool:
    """Whether a line tells what was decided, with its subject in the lines above it."""
    return _DECIDED.match(line) is not None


def lists_documents(line: str) -> bool:
    """Whether the documents that are put off, their items and titles, stand below the line."""
    return _DOCUMENTS.search(line) is not None


DOCUMENTS = "following documents:"
_DOCUMENTS = re.compile(r"\b(?:[Dd]efer|[Pp]ostpone)\b.*\bfollowing documents:$")


_DECIDES_NOW = re.compile(
    r"The (?P<body>[A-Z][\w ]{3,60}?),? (?:[^;:.]{3,160}, )?"
    r"(?:(?:decide|approve|adopt|note|endorse|recall|reaffirm)s|takes note|takes? action) "
)


def decides_now(line: str) -> bool:
    """Whether a line is a decision as it is drafted: "The General Assembly takes note of"."""
    match = _DECIDES_NOW.match(line) if line.startswith("The ") else None
    return match is not None and match["body"].casefold() in BODIES


def drafted(line: Line, current: Block | None) -> bool:
    """Whether such a decision begins below its title."""
    titled = current is not None and current.kind == "heading" and line.gap
    return titled and decides_now(line.text)


def decides_alone(line: str) -> bool:
    """Whether what is decided stands below the line: "Decides:"."""
    return _DECIDES_ALONE.fullmatch(line) is not None


def resolves(line: str, below: bool, *, first: bool) -> re.Match[str] | None:
    """Whether a line begins what is decided: anything ``below`` such a line or beside its like.

    The ``first`` operative words of a text begin with one of a few verbs.
    """
    if below:
        return _DOING.match(line)
    if first and line.endswith((":", ",")) and (alone := _DECIDES_ALONE.fullmatch(line)):
        return alone
    return RESOLVING.match(line) if first else None


_DECIDES_ALONE = re.compile(r"(?:Decide|Agree|Resolve)[sd][:,]")
_DOING = re.compile(r"[Tt]o [a-z]+ ")


def run(lines: Sequence[Line], at: int) -> str:
    """The words from a line to the next gap."""
    ahead = lines[at + 1 : at + 12]
    end = next((index for index, item in enumerate(ahead) if item.gap), len(ahead))
    return " ".join(item.text for item in lines[at : at + 1 + end])


_COUNCIL = re.compile(r"(?:Economic and Social )?Council", re.IGNORECASE)
_STATED = re.compile(
    r"At (?:the|its) (?P<meeting>[\w() -]{2,40}? meeting)"
    rf"(?: of the (?P<body>{'|'.join(BODIES)}))?, (?:held )?on {DATE.pattern}",
    re.IGNORECASE,
)
"""How a statement of a president begins to say when it was made."""


_PRELIMINARY = re.compile(
    rf"On {DATE.pattern}, the [\w(), -]{{3,160}} of the General Assembly held (?:a )?meeting"
)
"""How a decision begins to tell of committees that met before the Assembly did."""


def _state(stated: re.Match[str] | None, head: Masthead) -> None:
    """Take the meeting, the body and the day from where a text states them."""
    if stated is None:
        return
    head.meeting = head.meeting or stated["meeting"]
    head.body = head.body or (BODIES[stated["body"].casefold()] if stated["body"] else None)
    head.adopted_on = head.adopted_on or iso(stated)


def complete(blocks: Sequence[Block], head: Masthead) -> None:
    """Fill in what the masthead lacks from the first paragraph, where it tells of a decision.

    What has the number of a resolution ("79/523") is a decision then.
    """
    opening = next((block for block in blocks if block.kind == "preamble"), None)
    spoken = _SPEAKS_FIRST.match(opening.text) if opening is not None else None
    if spoken is not None:
        head.body = head.body or spoken["body"]
    _state(_STATED.match(opening.text) if opening is not None else None, head)
    first = next((block for block in blocks if block.kind == "paragraph"), None)
    if first is not None and _PRELIMINARY.match(first.text):
        _state(_STATED.search(" ".join(block.text for block in blocks)), head)
    lead = next((b for b in blocks if b.kind == "formula" and tells(b.text)), None)
    first = lead or first
    if first is None or not SPOKEN.match(first.text):
        return
    speaks = SPEAKS.fullmatch(first.text)
    if speaks is not None:
        head.body = head.body or speaks["speaks"]
    told = _TOLD.match(first.text)
    if told is None:
        named = _NAMED.match(first.text)
        head.body = head.body or (BODIES[named["body"].casefold()] if named else None)
        return
    head.meeting = head.meeting or told["meeting"] or told["its"]
    head.body = head.body or BODIES.get((told["body"] or told["first"]).casefold())
    date = DATE.search(first.text, 0, told.end())
    if date and not head.adopted_on:
        head.adopted_on = iso(date)
    known = symbols.parse(head.symbol) if head.symbol is not None else None
    if known is not None and known.kind == "resolution":
        head.symbol = symbols.normal(known.text.replace("/RES/", "/DEC/", 1))
        if known.body == "GA" and "(" in known.text and _COUNCIL.fullmatch(told["body"] or ""):
            # Both counted by sessions then, in Roman numerals.
            head.symbol = f"E{head.symbol[1:]}"
            head.body = "Economic and Social Council"
    if known is not None and known.body == "ECOSOC" and head.body in series.OWN:
        head.symbol = series.counted(head.body, known.text.split("/", 2)[2], "DEC")
