"""How, when and from what a text was adopted: the lines of the masthead that say so."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ....domain import symbol as symbols
from ..page.lines import Line
from . import closing, titles
from .outline import Masthead
from .words import DATE, MONTHS, iso

_ADOPTED = re.compile(
    r"(?:(?:\d{1,2}\. )?Resolutions? adopted (?:by the|on the reports? of)|"
    r"Adopted (?:by (?:the|\d+ votes)|at the (?=\d)|on (?=\d))|Decision adopted by the|"
    r"RESOLUTIONS? ADOPTED)\b",
    re.IGNORECASE,
)
_ORIGIN = re.compile(r"[\[(](?:on the|without|adopted|approved|at the|on a)", re.IGNORECASE)
_BRACKET = re.compile(r"[\[(]\s?(?P<symbol>[AES]/[\w./()\- ]+?)\s?[\])]")


def begins(text: str) -> bool:
    """Whether a line begins to say when and by whom the text was adopted."""
    return _ADOPTED.match(text) is not None


def says_where_from(text: str) -> bool:
    """Whether a line begins to say from what the text was adopted: a report, a draft."""
    return _BRACKET.fullmatch(text) is not None or _ORIGIN.match(text) is not None


def read(zone: Sequence[Line], at: int, head: Masthead) -> int:
    """Read the day, the meeting, the vote and the drafts from the lines at ``at``; the next one."""
    position = at
    said = ""
    while position < len(zone):
        line = zone[position]
        apart = position > at and (line.gap or titles.begins(line.text))
        if apart and not _goes_on(said, line.text):
            break
        said = f"{said} {line.text}".lstrip()
        head.own("adopted_on", line.number)
        position += 1
        if DATE.search(said) and not said.startswith(_RECORDED):
            break
    head.vote = head.vote or closing.vote(said)
    _drafts(said, head)
    date = DATE.search(said)
    if date:
        head.adopted_on = iso(date)
    head.meeting = closing.meeting(said) or head.meeting
    return position


def _goes_on(said: str, following: str) -> bool:
    """Whether a sentence of adoption goes on below a gap: with its meeting, or its day."""
    return DATE.search(said) is None and _PARTED.search(f"{said}\n{following}") is not None


_PARTED = re.compile(
    rf"\n(?:held )?on \d{{1,2}} (?:{MONTHS})\b|\bon\n{DATE.pattern}|\bon \d{{1,2}}\n(?:{MONTHS})\b|"
    r"\b(?:its|the)\n\d{1,4}(?:st|nd|rd|th|d) [\w() ]*meeting"
)
_RECORDED = "Adopted at the "
"""How volumes begin to say above a title by what vote it was adopted, and which draft it was."""
_MEETING_LINE = r"\d+(?:st|nd|rd|th|d) [Pp]lenary [Mm]eeting"
_DAY_LINE = rf"\d{{1,2}} (?:{MONTHS}) \d{{4}}"
_MET = re.compile(
    rf"(?P<day>{_DAY_LINE})\n(?P<meeting>{_MEETING_LINE})|{_MEETING_LINE}\n{_DAY_LINE}"
)
"""The day and the meeting of adoption, one above the other: "42nd plenary meeting" below a day."""


def met(lines: Sequence[Line], head: Masthead) -> bool:
    """Whether two lines are the day and the meeting, which the head then has."""
    found = _MET.fullmatch("\n".join(line.text for line in lines))
    if found is None:
        return False
    day, meeting = lines if found["day"] else reversed(lines)
    date = DATE.search(day.text)
    head.adopted_on = head.adopted_on or (iso(date) if date else None)
    head.meeting = head.meeting or meeting.text.lower()
    head.own("adopted_on", day.number)
    head.own("meeting", meeting.number)
    return True


def origin(zone: Sequence[Line], at: int, head: Masthead) -> int:
    """Read from what the text was adopted, "[on the report of ...]"; the line after it."""
    position = at
    opened = zone[at].text[0]
    bracket = "]" if opened == "[" else ")"
    while position < len(zone) and position < at + 12:
        line = zone[position]
        head.origin.append((line.number, line.text))
        position += 1
        if line.text.rstrip(".").endswith(bracket):
            break
    said = " ".join(text for _, text in head.origin)
    _drafts(said, head)
    date = DATE.search(said) or _AMERICAN.search(said) if _ITSELF.match(said) else None
    head.adopted_on = head.adopted_on or (iso(date) if date else None)
    return position


_ITSELF = re.compile(r"[\[(](?:Resolution )?[Aa]dopted (?:at|on|by|in) ")
_AMERICAN = re.compile(rf"(?P<month>{MONTHS}) (?P<day>\d{{1,2}}), (?P<year>\d{{4}})")


def _drafts(said: str, head: Masthead) -> None:
    for found in re.finditer(r"[AES]/[\w./\-]+\w", said):
        try:
            symbol = symbols.parse(found[0].replace(" ", ""))
        except ValueError:
            continue
        if symbol.kind == "draft" and symbol.text not in head.drafts:
            head.drafts.append(symbol.text)
