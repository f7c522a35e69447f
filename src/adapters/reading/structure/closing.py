"""The closing lines: meeting, date, vote."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..page.lines import Dropped, Line
from . import telling
from .outline import Masthead
from .words import CLOSING, COUNT, DATE, OPERATIVE, iso

_MEETING = re.compile(
    rf"(?P<number>{COUNT})(?: \((?:closing|resumed)\))?(?: closed| open|"
    r" private)?(?: plenary)? meeting|^plenary meeting \d+",
    re.IGNORECASE,
)
_LETTERS = str.maketrans("IlO", "110")
_RECORDED = re.compile(
    r"(?:recorded )?vote of (?P<yes>\d+|none)(?: votes?)? to (?P<no>\d+|none)"
    r"(?:,? (?:with|and) (?P<abstain>\d+|no|none) abstentions?)?"
)
_COUNTED = re.compile(
    r"by (?P<yes>\d+|[a-z]+)\s*votes? to (?P<no>\d+|[a-z]+)(?:[^,]{0,60}?)"
    r"(?:,? (?:with|and) (?P<abstain>\d+|[a-z]+) abstentions?)?"
)
_NUMBERS = {
    word: number
    for number, word in enumerate(
        ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
         "eleven", "twelve", "thirteen", "fourteen", "fifteen")
    )
}  # fmt: skip
_NUMBERS["no"] = 0


def ends(line: Line, tail: str, following: Sequence[Line], number: int, *, sentence: bool) -> bool:
    """Whether a line stands after the text that ``tail`` ends: a date, or a page's own words.

    It stands apart, below a full stop.
    ``number`` is the last paragraph's: where a further one follows, the text goes on. ``sentence``:
    the text is one, so that the first full stop ends it.
    """
    if not (sentence or _AFTER.fullmatch(line.text) or _SEIZED.search(tail)):
        return False
    if any(item.gap and telling.decides_now(item.text) for item in following[:_TITLE]):
        return False
    return not any(_goes_on(item, number + 1) for item in (line, *following))


_TITLE = 6
"""In lines, with a blank one between: the title of a draft decision that follows."""


def dated(line: str, following: str) -> bool:
    """Whether a line names a meeting, and the one below it the day."""
    return DATE.fullmatch(following) is not None and CLOSING.fullmatch(line) is not None


def _goes_on(line: Line, number: int) -> bool:
    """Whether a paragraph begins here: the next number, or an operative verb with or without."""
    counted = _COUNTED_LINE.match(line.text)
    if counted is None:
        return line.gap and OPERATIVE.match(line.text) is not None
    in_turn = number > 1 and int(counted[1]) == number
    return in_turn or OPERATIVE.match(counted[2]) is not None


_COUNTED_LINE = re.compile(r"(\d{1,3}) ?\. ?(.*)")
_AFTER = re.compile(rf"{DATE.pattern}\.?|\*{{1,3}} ?[A-Z(].*")
"""A day, or a note below the text."""
_SEIZED = re.compile(r"\bseized of the (?:matter|question|issue)\.$")
"""The last words of a resolution of the Security Council."""


def meeting(said: str) -> str | None:
    """The meeting that words name, in figures though letters were read for some: "298Ist"."""
    found = _MEETING.search(said)
    if found is None or not found["number"]:
        return found[0] if found else None
    figures = re.sub(r"(?:st|nd|rd|th|d)$", "", found["number"])
    return found[0].replace(figures, figures.translate(_LETTERS), 1)


def read(lines: Sequence[Line], head: Masthead) -> list[Dropped]:
    """Take meeting, date and vote from the closing lines; what else stands there is dropped."""
    dropped: list[Dropped] = []
    said = " ".join(line.text for line in lines if line.text[0] != "*")
    head.meeting = head.meeting or meeting(said)
    date = DATE.search(said)
    if date and not head.adopted_on:
        head.adopted_on = iso(date)
    voted = vote(said)
    head.vote = head.vote or voted
    for line in lines:
        if _MEETING.search(line.text):
            head.own("meeting", line.number)
        elif DATE.search(line.text) and len(line.text) < 40:
            head.own("adopted_on", line.number)
        elif voted is not None:
            head.own("vote", line.number)
        else:
            dropped.append(Dropped(line.number, line.text, "after the text"))
    return dropped


def vote(said: str) -> dict[str, object] | None:
    """How a text says that it was adopted, with the votes where it counts them."""
    if re.search(r"[Aa]dopted unanimously", said):
        return {"how": "unanimous"}
    if re.search(r"without (?:a )?vote|by consensus", said):
        return {"how": "without a vote"}
    match = _RECORDED.search(said) or _COUNTED.search(said)
    if match is None:
        return {"how": "recorded vote"} if "recorded vote" in said else None
    counts = {name: _count(match[name]) for name in ("yes", "no", "abstain")}
    if counts["yes"] is None:
        return None
    return {"how": "recorded vote", **{name: value or 0 for name, value in counts.items()}}


def _count(word: str | None) -> int | None:
    if word is None:
        return None
    return int(word) if word.isdigit() else _NUMBERS.get(word)
