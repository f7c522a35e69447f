"""The title of a text, among the lines of the masthead that are nothing else."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ....domain import series
from ....domain import symbol as symbols
from ..page.lines import Dropped, Line
from . import called
from .outline import Masthead
from .words import MONTHS, PART

NUMBERED = re.compile(
    r"(?:(?:Resolution|RESOLUTION|Decision|DECISION) )?"
    r"(?P<number>(?:E?S-)?\d{1,4}/(?:\d{1,4}|\.{2,3}|\u2026)(?: ?[A-Z](?:-[A-Z]|"
    r"(?:, [A-Z])*,? (?:and|to) [A-Z])?)?)(?P<dot>\.|\u2003| |$)\s*(?P<title>.*)"
)


ROOTS = {
    "General Assembly": "A/RES",
    "Security Council": "S/RES",
    "Economic and Social Council": "E/RES",
    "Human Rights Council": "A/HRC/RES",
}
_COUNTED_BY_YEAR = "Economic and Social Council"
_YEAR = re.compile(r"(?:19|20)\d\d/\d{1,3}")
""" "2026/14", which that body's pages print on a line of its own above the title."""
_LAST_RESOLUTION = 200
"""The Council's decisions of a year are numbered from 201."""


def _without_number(piece: tuple[int, str], head: Masthead) -> tuple[int, str]:
    """The beginning of a title without the number of the resolution: "925. Lamps"."""
    line, text = piece
    if head.body == _COUNTED_ALONE:
        return line, re.sub(r"^\d{1,3}\.? (?=[A-Z])", "", text)
    match = _COUNTED.match(text)
    own = match is not None and (head.symbol is None or f"/{match[1]}(" in head.symbol)
    return (line, text[match.end() :]) if match is not None and own else piece


_COUNTED_ALONE = "General Conference"
"""Which prints the number alone above a text, or before its title."""


def _without_citation(head: Masthead) -> None:
    """A title without the citation after it: "Lamps, G.A. res. 90/1, 90 U.N. GAOR Supp."."""
    found = called.cited(" ".join(text for _, text in head.title))
    if found is None:
        return
    left, symbol = found
    head.symbol = head.symbol or symbol
    pieces, head.title = head.title, []
    for line, text in pieces:
        if left > 0:
            head.title.append((line, text[:left]))
        else:
            head.own("symbol", line)
        left -= len(text) + 1


_NO_TITLE = re.compile(
    rf"(?:Now,? )?[Tt]herefore[,:]?|(?:{MONTHS}) \d{{1,2}}, \d{{4}}|"
    r"Resolution|\*.*|(?:Resolution )?(?:The )?[Ff]ull text of .{3,90} reads,? as follows:?"
)
"""What leads over to the formula, the date on which a web site shows it, and notes."""
_COUNTED = re.compile(r"(\d{2,4})\. (?=[A-Z])")


def in_capitals(text: str) -> bool:
    """Whether a line is a title in capitals, as papers were typed; no list of sponsors is."""
    return text.isupper() and _TYPED.fullmatch(text) is not None


_TYPED = re.compile(r"[A-Z][^,:]{5,}(?: [^:]+)?")


def goes_on(above: str, text: str) -> bool:
    """Whether a line close below one of a title is its next one, whatever name stands there."""
    return text[0].islower() or _UNFINISHED.search(above) is not None


_UNFINISHED = re.compile(
    r"\b(?:of|the|and|or|by|in|to|for|at|on|with|within|between|from|its|a|an|their|under)$",
    re.IGNORECASE,
)


def begins(text: str) -> bool:
    """Whether a line begins with the number of a resolution, its title after it."""
    return NUMBERED.match(text) is not None or _COUNTED.match(text) is not None


def find(plain: Sequence[Line], head: Masthead, formula: bool) -> None:
    """Of the lines that are nothing else, the title: after its number, else the last run.

    Where something else stood between two of them, the second has a gap before it.
    """
    runs: list[list[Line]] = []
    for line in plain:
        if _SECTION.match(line.text):
            runs.append([])  # what stands above a section of a volume is no title of the text's
            continue
        if not runs or line.gap or NUMBERED.fullmatch(line.text):
            runs.append([])
        runs[-1].append(line)
    runs = [run for run in runs if run]
    at = _part(runs, titled=bool(head.title))
    if at is not None:
        letter = PART.fullmatch(runs[at][0].text)
        head.part = letter["letter"] if letter else None
        head.own("part", runs[at][0].number)
        runs = runs[:at]
    runs = [run for run in runs if not _NO_TITLE.fullmatch(" ".join(line.text for line in run))]
    chosen = _own_number(runs, head)
    if chosen is not None:
        _numbered(chosen, head, runs)
    elif not head.title and runs:
        last = next((run for run in reversed(runs) if not _a_sentence(run)), runs[-1])
        last = _typed_apart(runs, last)
        head.title.extend((line.number, line.text) for line in last)
        head.title[0] = _without_number(head.title[0], head)
    _without_citation(head)
    taken = {number for number, _ in head.title}
    taken.update(head.lines.get("symbol", ()), head.lines.get("part", ()))
    for line in plain:
        if line.number not in taken:
            head.dropped.append(Dropped(line.number, line.text, "masthead"))


_SECTION = re.compile(
    r"(?:(?:[IVXL]{1,6}|\d{1,2})\. )?resolutions (?:and decisions )?adopted "
    r"(?:on the reports? of|without reference to) ",
    re.IGNORECASE,
)
"""The heading of a section of a volume, above the title of the first text in it."""


def _typed_apart(runs: Sequence[list[Line]], last: list[Line]) -> list[Line]:
    """A title in capitals with its lines above, where each stands apart from the next."""
    found = last
    for run in reversed(runs[: runs.index(last)]):
        apart = found[0].number - run[-1].number > _DOUBLE
        if apart or not (in_capitals(found[0].text) and in_capitals(run[-1].text)):
            break
        found = [*run, *found]
    return found


_DOUBLE = 2
"""In lines: from one to the next of a page that is typed with double spaces."""


def _part(runs: Sequence[list[Line]], *, titled: bool) -> int | None:
    """Which run is the letter of the part that follows: it stands below the title.

    A letter above it is the organ's, which letterheads print.
    """
    numbered = titled
    found: int | None = None
    for at, run in enumerate(runs):
        if NUMBERED.fullmatch(run[0].text):
            numbered, found = True, None
        elif len(run) == 1 and (letter := PART.fullmatch(run[0].text)):
            first = letter["letter"] == "A"
            found = at if found is None and (numbered or (first and at > 0)) else found
    return found


def _own_number(runs: Sequence[list[Line]], head: Masthead) -> list[Line] | None:
    """The run that begins with the number of the text, its title after it or below it."""
    alone: list[Line] | None = None
    for run in runs:
        match = NUMBERED.fullmatch(run[0].text)
        if match and (match["dot"] == "." or match["title"]):
            return run
        if match and alone is None and _stands_alone(match, run[0].text, head.body):
            alone = run
    return alone


def _stands_alone(match: re.Match[str], line: str, body: str | None) -> bool:
    """Whether a number is a text's own though no full stop stands after it.

    Boards and commissions print it so, on a line above the title: "Resolution 67/1", "2026/12".
    """
    own = body not in _COUNTED_BY_SESSION if body else False
    return line.startswith(("Resolution ", "RESOLUTION ", "Decision ", "DECISION ")) or (
        (own or body is None) and _YEAR.fullmatch(match["number"]) is not None
    )


_COUNTED_BY_SESSION = ("General Assembly", "Security Council", "Human Rights Council")


def _a_sentence(run: Sequence[Line]) -> bool:
    """Whether a run tells something, as pages about a text do above it: no title is so long."""
    words = sum(line.text.count(" ") + 1 for line in run)
    return run[-1].text.endswith((".", "!", "?")) and words > _WORDS


_WORDS = 8


_PARTS = re.compile(r"(?:, [A-Z])*,? (?:and|to) ")
"""What stands between the letters of the first part and of the last: "90/546 A, B and C"."""


def _numbered(run: list[Line], head: Masthead, runs: list[list[Line]]) -> None:
    """ "78/180. Title", with the title possibly on the next lines."""
    match = NUMBERED.fullmatch(run[0].text)
    assert match is not None
    number = _PARTS.sub("-", match["number"])
    counted = head.body or (_COUNTED_BY_YEAR if _YEAR.fullmatch(number) else "")
    root = ROOTS.get(counted, "A/RES")
    if root == "E/RES" and _YEAR.fullmatch(number) and int(number[5:]) > _LAST_RESOLUTION:
        root = "E/DEC"
    kind = "Decision" if run[0].text[:2].upper() == "DE" else "Resolution"
    try:
        if head.symbol is None and (head.body is None or head.body in ROOTS):
            root = root.replace("/RES", "/DEC") if kind == "Decision" else root
            head.symbol = symbols.normal(f"{root}/{number}")
    except ValueError:
        pass
    own = series.counted(head.body, number, "RES" if kind == "Resolution" else "DEC")
    head.symbol = head.symbol or own
    if match["title"]:
        head.title.append((run[0].number, match["title"]))
    else:
        head.own("symbol", run[0].number)
    head.title.extend((line.number, line.text) for line in run[1:])
    if not head.title and len(runs) > runs.index(run) + 1:
        after = runs[runs.index(run) + 1]
        head.title.extend((line.number, line.text) for line in after)
