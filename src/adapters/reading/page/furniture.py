"""Page furniture: headers, footers, page and job numbers, running titles.

Furniture stands in clusters at page boundaries: the symbol, the running title, the job number and
the page number, in any order. A cluster begins at a line that can be nothing else (an *anchor*) and
takes in what lies between anchors.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from . import anchors
from .lines import Dropped, Line, letters

_NUMBER = re.compile(r"\d{1,3}")
_COUNTS = re.compile(r"\d{1,3}\.?")
"""The number of a page, or of a paragraph whose words begin on the next line."""
LONGEST_RUNNING_TITLE = 6
"""In lines."""


def strip(lines: Sequence[Line], title: str, start: int) -> tuple[list[Line], list[Dropped]]:
    """Take the furniture out of the lines from index ``start`` on.

    ``title`` is the title of the text: running titles repeat it, whole or cut.
    """
    kept: list[Line] = list(lines[:start])
    dropped: list[Dropped] = []
    body = lines[start:]
    title_letters = letters(title)
    kinds = anchors.find(body, title_letters)
    repeated = _repeated(body, kinds)
    position = 0
    after_page = False
    near = _near_anchor(kinds)
    while position < len(body):
        if not near[position] and not (body[position].gap and body[position].text[0] in "GSERD"):
            line = body[position]
            line.page, after_page = after_page, False
            kept.append(line)
            position += 1
            continue
        end, found = _cluster(body, kinds, position, title_letters, repeated)
        if end > position:
            dropped.extend(found)
            position = end
            after_page = True
            continue
        line = body[position]
        line.page = after_page
        after_page = False
        kept.append(line)
        position += 1
    return kept, dropped


def _near_anchor(kinds: Sequence[str | None]) -> list[bool]:
    """Which lines are an anchor or stand at most a running title before one."""
    near = [False] * len(kinds)
    distance = LONGEST_RUNNING_TITLE + 1
    for index in range(len(kinds) - 1, -1, -1):
        distance = 0 if kinds[index] is not None else distance + 1
        near[index] = distance <= LONGEST_RUNNING_TITLE
    return near


def _repeated(body: Sequence[Line], kinds: Sequence[str | None]) -> frozenset[str]:
    """Runs of lines beside anchors on two or more pages: running titles in any wording."""
    beside: defaultdict[str, set[int]] = defaultdict(set)
    for index, found in enumerate(kinds):
        if found is None:
            continue
        if found == "page header" and (enclosed := _enclosed(body, kinds, index)):
            beside[enclosed].update((index, -1))  # once is enough
        for step in (-1, 1):
            run = _run_beside(body, kinds, index, step)
            if run and step < 0 and run[0].text[0].isdigit() and _is_note(body, index - len(run)):
                continue
            if run and _PARAGRAPH.match(run[0].text):
                continue  # paragraphs may be alike but for what they count
            if run and sum(len(line.text) for line in run) < 400 and _worded(run):
                beside["".join(letters(line.text) for line in run)].add(run[0].number)
    return frozenset(text for text, at in beside.items() if len(at) > 1 and len(text) > 8)


_PARAGRAPH = re.compile(r"\d{1,3}\. [A-Z][a-z]+ ")
_NOTE = re.compile(r"\d{1,3}/? ?[A-Z\u201c].*")
_RULE = re.compile(r"[_\u2014\u2500]{5,}")
_RULED = "_\u2014\u2500"
_NOTES = 30
"""In lines: how much of a page its notes take."""


def _is_note(body: Sequence[Line], at: int) -> bool:
    """Whether the line begins a note: short ones ("5 Resolution 70/1, annex.") are all alike."""
    if not _NOTE.fullmatch(body[at].text):
        return False
    for above in range(at - 1, max(0, at - _NOTES) - 1, -1):
        text = body[above].text
        if text[0] in _RULED and _RULE.fullmatch(text):
            return True
    return False


def _worded(run: Sequence[Line]) -> bool:
    """Whether all lines have letters: what stands below a number alone is a paragraph."""
    return all(any(map(str.isalpha, line.text)) for line in run)


def _run_beside(
    body: Sequence[Line], kinds: Sequence[str | None], anchor: int, step: int
) -> list[Line]:
    """The lines between an anchor and the next gap or anchor, in reading order."""
    run: list[Line] = []
    index = anchor + step
    while 0 <= index < len(body) and kinds[index] is None and len(run) < LONGEST_RUNNING_TITLE:
        if run and body[index if step > 0 else index + 1].gap:
            break
        run.append(body[index])
        index += step
    return run if step > 0 else run[::-1]


def _cluster(
    body: Sequence[Line],
    kinds: Sequence[str | None],
    at: int,
    title: str,
    repeated: frozenset[str],
) -> tuple[int, list[Dropped]]:
    """The furniture that begins at index ``at``: where it ends, and what it is."""
    found: list[Dropped] = []
    position = at
    while position < len(body):
        line, what = body[position], kinds[position]
        if what is not None:
            found.append(Dropped(line.number, line.text, what))
            position += 1
            continue
        beside = bool(found) or _anchor_follows(kinds, position)
        if beside and _NUMBER.fullmatch(line.text):
            found.append(Dropped(line.number, line.text, "page number"))
            position += 1
            continue
        if beside and (
            anchors.BESIDE.fullmatch(line.text) or anchors.OFFICIAL.fullmatch(line.text)
        ):
            found.append(Dropped(line.number, line.text, "page header"))
            position += 1
            continue
        count = _running_title(body, kinds, position, title, repeated, bool(found))
        if not count and position > at > 0 and all(x.reason == "page number" for x in found):
            count = int(_parts(body, at - 1, position))
        if count == 0:
            break
        found.extend(
            Dropped(b.number, b.text, "running title") for b in body[position : position + count]
        )
        position += count
    # A lone number or title is no furniture: an anchor must stand in the cluster.
    if not any(item.reason not in ("running title",) for item in found):
        return at, []
    return position, found


def _parts(body: Sequence[Line], above: int, at: int) -> bool:
    """Whether a line below a page number parts the halves of a sentence, set apart from both."""
    line, below = body[at], body[at + 1 : at + 2]
    if not (line.gap and below and below[0].gap and _goes_on(below[0].text)):
        return False
    return (
        line.text[0].isupper()
        and body[above].text[-1] not in anchors.ENDS
        and line.text[-1].isalpha()
    )


def _goes_on(text: str) -> bool:
    """Whether a line may be the middle of a sentence, a name in it perhaps: "Court of Justice"."""
    whole = len(text) >= _WHOLE_LINE and text[-1].isalpha()
    return text[0].islower() or (text[0].isupper() and whole)


_WHOLE_LINE = 50
"""In characters."""


def _anchor_follows(kinds: Sequence[str | None], at: int) -> bool:
    return at + 1 < len(kinds) and kinds[at + 1] is not None


def _enclosed(body: Sequence[Line], kinds: Sequence[str | None], symbol: int) -> str:
    """The letters of a title between a symbol and the page's number below it; "" if none is.

    A page that is cut does not say elsewhere what its title is.
    """
    run = _run_beside(body, kinds, symbol, 1)
    below = kinds[symbol + 1 + len(run) : symbol + 2 + len(run)]
    if not run or len(run) > _FEW or not below or below[0] not in ("page number", "job number"):
        return ""
    worded = run[0].text[0].isupper() and all(line.text[-1].isalpha() for line in run)
    return "".join(letters(line.text) for line in run) if worded else ""


_FEW = 3
"""In lines: what else may stand there is longer."""


def _rest_of_title(body: Sequence[Line], kinds: Sequence[str | None], at: int, title: str) -> int:
    """How many lines from ``at`` on are the rest of a title that the header above begins."""
    if at == 0 or kinds[at - 1] != "page header":
        return 0
    joined = letters(anchors.beside(body[at - 1].text))
    if not (joined and title.startswith(joined)):
        return 0
    for index in range(at, min(at + LONGEST_RUNNING_TITLE, len(body))):
        joined += letters(body[index].text)
        if joined == title:
            return index + 1 - at
        if kinds[index] is not None or not title.startswith(joined):
            return 0
    return 0


def _running_title(
    body: Sequence[Line],
    kinds: Sequence[str | None],
    at: int,
    title: str,
    repeated: frozenset[str],
    after_anchor: bool,
) -> int:
    """How many lines from ``at`` on are a running title; it must touch an anchor."""
    reach = kinds[at + 1 : at + 1 + LONGEST_RUNNING_TITLE]
    if not after_anchor and not any(reach):
        return 0
    first = body[at].text[0]
    if first.isdigit() and _is_note(body, at):
        return 0
    if not first.isalpha() and not letters(body[at].text):
        return 0  # the number of a paragraph, which a page break parted from its words
    if first in '\u201c"' and at and body[at - 1].text[-1] not in anchors.ENDS:
        return 0  # a title that the text quotes
    if rest := _rest_of_title(body, kinds, at, title):
        return rest
    if first.isalpha() and first.casefold() not in {run[:1] for run in (title, *repeated)}:
        return 0
    joined = ""
    best = 0
    for count in range(1, LONGEST_RUNNING_TITLE + 1):
        index = at + count - 1
        if index >= len(body) or kinds[index] is not None or _COUNTS.fullmatch(body[index].text):
            break
        told, joined = joined, joined + letters(body[index].text)
        if count > 1 and body[index].gap and not (told and title.startswith(joined)):
            break
        if not (title.startswith(joined) or any(run.startswith(joined) for run in repeated)):
            break
        last = index + 1 >= len(body)
        anchored = not last and kinds[index + 1] is not None
        if not joined or not (after_anchor or anchored):
            continue
        ends = last or anchored or body[index + 1].gap
        cut = len(joined) > 11 and ends and title.startswith(joined)
        if joined == title or cut or (joined in repeated and ends):
            best = count
    return best
