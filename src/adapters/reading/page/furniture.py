"""Page furniture: headers, footers, page and job numbers, running titles.

Furniture stands in clusters at page boundaries: the symbol, the running title, the job number and
the page number, in any order. A cluster begins at a line that can be nothing else (an *anchor*) and
takes in what lies between anchors.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from ....domain import symbol as symbols
from .lines import Dropped, Line, letters

_JOB = re.compile(
    r"(?:GE\.|N|V\.|K|NA\.)?\d{2}-?\d{5,7}(?: ?\(E\))?(?: +\d{6,8})*(?: \*\d{7,8}\*)?"
)
_BARCODE = re.compile(r"\*[\dA-Z]{6,9}\*|`{5,}|[\ue000-\uf8ff*`]+")
_PAGE = re.compile(
    r"\d{1,3}/\d{1,3}|[Pp]age \d{1,3}(?: of \d{1,3})?|[-\u2013\u2014] ?\d{1,3} ?[-\u2013\u2014]|"
    r"/\.{3}"
    r"|\d{1,3} \d{2}-\d{5}|\d{2}-\d{5} \d{1,3}(?:/\d{1,3})?|\d{1,3}/\d{1,3} \d{2}-\d{5}"
)
_PAGE_ENDS = "-\u2013\u2014."
_NUMBER = re.compile(r"\d{1,3}")
_SYMBOLIC = re.compile(r"[AES]/[\w./()\- ]{3,40}(?:\*{0,3})")
_WEB = re.compile(r"https?://\S+|www\.\S+|file://\S+")
_OFFICIAL = re.compile(
    r"(?:General Assembly|Security Council|Economic and Social Council)[ \u2014\u2013-]+"
    r"(?:[A-Z][a-z]+[- ]?)+(?:[Ss]ession|[Yy]ear)|(?:Resolutions?|"
    r"Decisions?) adopted .{0,60} \d{1,3}"
    r"|Reports? of the (?:Second|Third|First|Fourth|Fifth|Sixth) Committee \d{1,3}"
)
_STARTS = frozenset("AESpPGNVK-*`/hwf")
_LONGEST = 60
"""In characters: longer is no furniture but a web address."""
LONGEST_RUNNING_TITLE = 6


def is_symbol(text: str) -> str | None:
    """The canonical symbol where the line is nothing but a symbol; else None.

    With a full stop after it, it ends a sentence.
    """
    if text[-1:] == "." or not _SYMBOLIC.fullmatch(text):
        return None
    try:
        return symbols.normal(text.rstrip("*").strip())
    except ValueError:
        return None


def kind(text: str) -> str | None:
    """What furniture a line is by itself: a reason for `dropped`, or None."""
    if len(text) > _LONGEST or not (text[0] in _STARTS or text[0].isdigit() or text[0] > "\u2000"):
        return "web address" if text[0] in "hwf" and _WEB.fullmatch(text) else None
    if text[:1] in "AES" and is_symbol(text):
        return "page header"
    first = text[0]
    if first.isdigit() or first in "pP-/\u2013\u2014":
        if (text[-1].isdigit() or text[-1] in _PAGE_ENDS) and _PAGE.fullmatch(text):
            return "page number"
    elif first in "*`" or first > "\u2000":
        return "barcode" if _BARCODE.fullmatch(text) else None
    if _JOB.fullmatch(text):
        return "job number"
    return "web address" if first in "hwf" and _WEB.fullmatch(text) else None


def strip(lines: Sequence[Line], title: str, start: int) -> tuple[list[Line], list[Dropped]]:
    """Take the furniture out of the lines from index ``start`` on.

    ``title`` is the title of the text: running titles repeat it, whole or cut.
    """
    kept: list[Line] = list(lines[:start])
    dropped: list[Dropped] = []
    body = lines[start:]
    title_letters = letters(title)
    kinds = [
        (kind(line.text) if len(line.text) <= _LONGEST or line.text[0] in "hwf" else None)
        or (_titled(line.text, title_letters) if line.text[0] in "AES" else None)
        for line in body
    ]
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


_SYMBOL_FIRST = re.compile(r"(?P<symbol>[AES]/[\w./()-]{3,40}) (?P<title>[A-Z\u201c].{11,})")


def _titled(text: str, title: str) -> str | None:
    """Whether a line is a symbol with the running title beside it: a reason, or None."""
    match = _SYMBOL_FIRST.fullmatch(text) if text[1:2] == "/" else None
    if match is None or not title.startswith(letters(match["title"])):
        return None
    return "page header" if is_symbol(match["symbol"]) else None


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
        for step in (-1, 1):
            run = _run_beside(body, kinds, index, step)
            if run and sum(len(line.text) for line in run) < 400:
                beside["".join(letters(line.text) for line in run)].add(run[0].number)
    return frozenset(text for text, at in beside.items() if len(at) > 1 and len(text) > 8)


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
        if (beside or line.gap) and _OFFICIAL.fullmatch(line.text):
            found.append(Dropped(line.number, line.text, "page header"))
            position += 1
            continue
        count = _running_title(body, kinds, position, title, repeated, bool(found))
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


def _anchor_follows(kinds: Sequence[str | None], at: int) -> bool:
    return at + 1 < len(kinds) and kinds[at + 1] is not None


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
    if first.isalpha() and first.casefold() not in {run[:1] for run in (title, *repeated)}:
        return 0
    joined = ""
    best = 0
    for count in range(1, LONGEST_RUNNING_TITLE + 1):
        index = at + count - 1
        if index >= len(body) or kinds[index] is not None or _NUMBER.fullmatch(body[index].text):
            break
        if count > 1 and body[index].gap:
            break
        joined += letters(body[index].text)
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
