"""Page furniture: headers, footers, page and job numbers, running titles.

Furniture stands in clusters at page boundaries: the symbol, the running title, the job number and
the page number, in any order. A cluster begins at a line that can be nothing else (an *anchor*) and
takes in what lies between anchors.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ....domain import symbol as symbols
from .lines import Dropped, Line, letters

_JOB = re.compile(r"(?:GE\.|N|V\.|K|NA\.)?\d{2}-?\d{5,7}(?: ?\(E\))?(?: +\d{6,8})*(?: \*\d{7,8}\*)?")
_BARCODE = re.compile(r"\*[\dA-Z]{6,9}\*|`{5,}|[\ue000-\uf8ff*`]+")
_PAGE = re.compile(
    r"\d{1,3}/\d{1,3}|[Pp]age \d{1,3}(?: of \d{1,3})?|[-\u2013\u2014] ?\d{1,3} ?[-\u2013\u2014]|/\.{3}"
    r"|\d{1,3} \d{2}-\d{5}|\d{2}-\d{5} \d{1,3}(?:/\d{1,3})?|\d{1,3}/\d{1,3} \d{2}-\d{5}"
)
_NUMBER = re.compile(r"\d{1,3}")
_SYMBOLIC = re.compile(r"[AES]/[\w./()\- ]{3,40}(?:\*{0,3})")
_WEB = re.compile(r"https?://\S+|www\.\S+|file://\S+")
_OFFICIAL = re.compile(
    r"(?:General Assembly|Security Council|Economic and Social Council)[ \u2014\u2013-]+"
    r"(?:[A-Z][a-z]+[- ]?)+(?:[Ss]ession|[Yy]ear)|(?:Resolutions?|Decisions?) adopted .{0,60} \d{1,3}"
    r"|Reports? of the (?:Second|Third|First|Fourth|Fifth|Sixth) Committee \d{1,3}"
)
LONGEST_RUNNING_TITLE = 6


def is_symbol(text: str) -> str | None:
    """The canonical symbol where the line is nothing but a symbol; else None."""
    if not _SYMBOLIC.fullmatch(text):
        return None
    try:
        return symbols.normal(text.rstrip("*").strip())
    except ValueError:
        return None


def kind(text: str) -> str | None:
    """What furniture a line is by itself: a reason for `dropped`, or None."""
    if len(text) > 60 and not _WEB.fullmatch(text):
        return None
    if text[:1] in "AES" and is_symbol(text):
        return "page header"
    if _PAGE.fullmatch(text):
        return "page number"
    if _JOB.fullmatch(text):
        return "job number"
    if _BARCODE.fullmatch(text):
        return "barcode"
    if _WEB.fullmatch(text):
        return "web address"
    return None


def strip(lines: Sequence[Line], title: str, start: int) -> tuple[list[Line], list[Dropped]]:
    """Take the furniture out of the lines from index ``start`` on.

    ``title`` is the title of the text: running titles repeat it, whole or cut.
    """
    kept: list[Line] = list(lines[:start])
    dropped: list[Dropped] = []
    kinds = [kind(line.text) for line in lines[start:]]
    body = lines[start:]
    repeated = _repeated(body, kinds)
    title_letters = letters(title)
    position = 0
    after_page = False
    while position < len(body):
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


def _repeated(body: Sequence[Line], kinds: Sequence[str | None]) -> frozenset[str]:
    """Short texts that stand beside anchors on two or more pages: running titles in any wording."""
    beside: Counter[str] = Counter()
    for index, found in enumerate(kinds):
        if found is None:
            continue
        for near in (index - 1, index + 1):
            if 0 <= near < len(body) and kinds[near] is None and len(body[near].text) < 120:
                beside[letters(body[near].text)] += 1
    return frozenset(text for text, count in beside.items() if count > 1 and len(text) > 8)


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
        if _NUMBER.fullmatch(line.text) and beside:
            found.append(Dropped(line.number, line.text, "page number"))
            position += 1
            continue
        if _OFFICIAL.fullmatch(line.text) and (beside or line.gap):
            found.append(Dropped(line.number, line.text, "page header"))
            position += 1
            continue
        count = _running_title(body, kinds, position, title, repeated, bool(found))
        if count == 0:
            break
        found.extend(Dropped(b.number, b.text, "running title") for b in body[position : position + count])
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
    joined = ""
    for count in range(1, LONGEST_RUNNING_TITLE + 1):
        index = at + count - 1
        if index >= len(body) or kinds[index] is not None or _NUMBER.fullmatch(body[index].text):
            return 0
        if count > 1 and body[index].gap and not after_anchor:
            return 0
        joined += letters(body[index].text)
        touches = after_anchor or (index + 1 < len(kinds) and kinds[index + 1] is not None)
        if not touches or not joined:
            continue
        if joined == title or (count == 1 and joined in repeated):
            return count
        more = index + 1 < len(body) and kinds[index + 1] is None and not body[index + 1].gap
        if len(joined) > 11 and not more and title.startswith(joined):
            return count
        if joined not in title and title not in joined:
            return 0
    return 0
