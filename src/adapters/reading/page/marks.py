"""Footnote marks glued to, or left standing in, the text: "Countries,1 46/159", "Rights, 2 the".

Marks rise by one through a text; a mark may come again. A number is a mark only where it is the
next one, or an earlier one again, and nothing else explains it (a date, a count, a reference).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from ..cues import holds
from .joining import Joined
from .lines import Dropped

_DIGITS = tuple("123456789")
_CANDIDATE = re.compile(r"[0-9][0-9]{0,2}(?=[\s,;:.)\]\u201d]|$)(?!\.[0-9])(?<![0-9]{4})")
_BEHIND_A_YEAR = re.compile(
    r"(?:19|20)(?:(?<=[a-z,] ..)|(?<=\d[-\u2013]..))\d\d([1-9]\d{0,2})(?![\d/-])"
)
"""A mark that is glued to a year: "30 September 20111", "2015-203012"."""
_BEFORE = frozenset(",;:.)]\u201d\u2019\"'%")
_GOES_ON = re.compile(r",\d|,? ?\(\d|\u201d| (?:to|and|or) \d{1,2}\b(?!/)")
_AT_THE_END = re.compile(r"(?:[;:\u201d] ?|[.,] )(\d{1,3})$")
_WORD_COMMA = re.compile(r"[^\W\d_][,;]$")
_WRITTEN = re.compile(
    r"(?<=[\w,;:.)\u201d\"\u2019])(?:(?=\[| ?\^)(?:\[| ?\^\{?)|(?<!\d)\d{1,3}[FH] ?)"
    r"(\d{1,3})(?:\]|\}|(?!\d))"
)
"""How converters write marks: "the Committee,[1] and", "Countries^2", "^{12}".

Some print the field of a mark too: "Rights,0F 1 and".
"""
FIELD = "0F"
"""The field of the first mark of a text, where one is printed."""
_STAR = re.compile(r"(?<=[\w,;:.)])(\*{1,3})(?=[\s,;:.)]|$)")
_SLASHED = re.compile(
    r" ?(?<![\d/-])(?<!/[A-Z]\.)(?:[1-9]\d{0,2}|\*{1,3})/(?=[\s,;:.)\]\u201d\"]|$)"
)
"""How pages up to 1998 print them: "the report of the Committee, 1/ and"."""
_SLASHES = ("/ ", "/,", "/;", "/.", "/)")
_OF_A_SYMBOL = re.compile(
    r"(?:/[A-Z]{1,4}|/[A-Z][a-z]{2,4}|\b(?:Add|Corr|Rev|Amend)|\b[Pp]aras?|\b[Nn]os?|\b[IVXL]+)\.$"
)
"""The last part of a symbol, or a reference: "A/C.2/78/CRP.1", "and Add.1", "para.7"."""
_NAME = re.compile(r"\b[A-Z][a-z]{3,}$")
_SAID_OF_IT = re.compile(r" (?!per\b|million\b|years?\b|days?\b|members?\b|months?\b)[a-z]{2,}")
"""What goes on behind a name that has a mark: "the Global Compact 12 takes"."""
_COUNTS_FEW = re.compile(r"\b(Agenda|Goals)$")
_FEW = {"Agenda": {21}, "Goals": set(range(1, 18))}
"""What these words are counted by."""
_NEAR = 3
"""How many marks may be missed before one behind a number is none."""
_MONTH = re.compile(
    r"\s*(?:(?:,|to|and|or|[-\u2013])\s*\d{1,2}(?:\s*(?:,|and|to|"
    r"[-\u2013])\s*\d{1,2})*\s+)?(?:January|February"
    r"|March|April|May|June|July|August|September|October|November|December)\b"
)
_COUNTING = re.compile(
    r"(?:\b(?:of|to|than|least|most|paragraphs?|paras?\.?|articles?|chapters?|annex(?:es)?|"
    r"sections?|items?|"
    r"resolutions?|decisions?|rules?|regulations?|goals?|targets?|agenda|no\.?|nos\.?|number|page|"
    r"pages|part|volume|vol\.?|by|in|for|from|between|and|or|over|under|about|some|all|the|these|"
    r"those|other|its|on|at|until|since|principles?|priority|area|groups?|categor(?:y|ies)|phase|"
    r"level|levels|class|type|version|table|tables|document|appendix|with|are|is|was|were|nearly|"
    r"approximately|within|first|next|last|past|remaining|january|february|march|april|may|june|"
    r"july|august|september|october|november|december|every|a|additional|another|recommendations?|"
    r"programmes?|subprogrammes?|lifeline|sustainable development goals?|covid|subparagraphs?|"
    r"only|protocol|additional protocol|protocols|as|maintain|establish|abolish|contribution)|\d)$",
    re.IGNORECASE,
)
_AFTER_APART = re.compile(
    r"\s*(?:$|[,;:.)]|and\b|or\b|the\b|of\b|in\b|as\b|on\b|to\b|which\b|that\b|adopted\b|for\b|"
    r"by\b|with\b|"
    r"held\b|at\b|including\b|contained\b|concerning\b|is\b|are\b|was\b|were\b|from\b|entitled\b|"
    r"its\b|under\b|pursuant\b|submitted\b|through\b|within\b|relating\b|has\b|have\b|who\b|it\b|"
    r"their\b|also\b|should\b|where\b|[a-z]{3,}(?:ing|ed|es|ly)\b)"
)


class Marks:
    """Takes the marks out of texts that are given in reading order.

    ``notes`` are the numbers of the footnotes of the text. Where there are none, glued marks are
    still recognised by their sequence; numbers that stand apart are then left alone. ``fields``:
    the text prints the fields of its marks, of which the first is `FIELD`.
    """

    def __init__(self, notes: Collection[str], *, fields: bool = False) -> None:
        self._notes = frozenset(int(name) for name in notes if name.isdigit())
        self._fields = fields
        self._top = min(self._notes, default=1) - 1
        self._last = max(self._notes, default=0)

    def strip(self, joined: Joined) -> list[Dropped]:
        """Remove the marks from ``joined``; return them as dropped pieces."""
        text = joined.text
        spans: list[tuple[int, int]] = []
        for match in self._candidates(text) if holds(text, _DIGITS) else ():
            if match.re is _CANDIDATE:
                span = self._span(text, *match.span())
            elif match.re is _WRITTEN:
                span = match.span()
            else:
                following = self._expected(int(match[1])) and int(match[1]) > self._top
                span = match.span(1) if following else None
            if span is not None:
                spans.append(span)
                self._top = max(self._top, int(match[match.lastindex or 0]))
        last = _AT_THE_END.search(text, len(text) - 5) if text[-1:].isdigit() else None
        if last:
            # Nothing but a mark stands after the end of a sentence.
            start = last.start(1) - (text[last.start(1) - 1] == " ")
            if not spans or spans[-1][1] <= start:
                spans.append((start, last.end(1)))
                self._top = max(self._top, int(last[1]))
        if "/" in text and (text[-1] == "/" or holds(text, _SLASHES)):
            spans.extend(match.span() for match in _SLASHED.finditer(text))
        if "*" in text:
            spans.extend(match.span(1) for match in _STAR.finditer(text))
        if not spans:
            return []
        return _cut(joined, sorted(spans))

    def _candidates(self, text: str) -> Iterable[re.Match[str]]:
        """Numbers that may be marks, in their order."""
        found = _CANDIDATE.finditer(text)
        more = [*_BEHIND_A_YEAR.finditer(text)] if self._notes else []
        if self._fields or "]" in text or "^" in text:
            more += _WRITTEN.finditer(text)
        return sorted([*found, *more], key=lambda match: match.end()) if more else found

    def _span(self, text: str, start: int, end: int) -> tuple[int, int] | None:
        """What to cut where the number at ``start`` is a mark; None where it is none."""
        before = text[start - 1 : start]
        number = int(text[start:end])
        if before in _BEFORE or before.isalpha():
            return (start, end) if self._glued(text, start, end, number) else None
        if before != " " or not self._notes or _GOES_ON.match(text, end):
            return None
        stands = text[start - 2 : start - 1]
        if not (stands.isalnum() or stands in _BEFORE):
            return None
        return (start - 1, end) if self._apart(text, start, end, number) else None

    def _expected(self, number: int) -> bool:
        if number == 0:
            return False
        if self._notes:
            # Those of the last page are lost where a page is cut.
            cut = number == self._top + 1 > self._last
            return cut or (number in self._notes and number <= self._top + 8)
        return number == self._top + 1 or number <= self._top

    def _glued(self, text: str, start: int, end: int, number: int) -> bool:
        before = text[start - 1]
        if text[start] == "0" or not self._expected(number):
            return False
        if before == "." and _OF_A_SYMBOL.search(text, max(0, start - 8), start):
            return False
        if before.isalpha():
            word = re.search(r"[^\W\d_]+$", text[max(0, start - 40) : start])
            # "G20", "A1", "ES10": capitals with figures are names, not words with marks.
            return word is not None and (word[0][-1].islower() or len(word[0]) > 3)
        if before in ",." and text[start - 2 : start - 1].isdigit():
            # "21,2 the" is a mark after "Agenda 21,"; "1,200" and "2.5" are numbers.
            near = self._top + (_NEAR if self._notes else 1)
            small = end - start < 3 or number == self._top + 1
            return self._top < number <= near and before == "," and small
        return not _MONTH.match(text, end)

    def _apart(self, text: str, start: int, end: int, number: int) -> bool:
        if text[start] == "0" or number not in self._notes or _MONTH.match(text, end):
            return False
        if not self._top < number <= self._top + 2:
            return False
        before = text[max(0, start - 41) : start - 1]
        after_comma = number == self._top + 1 and bool(_WORD_COMMA.search(before))
        following = number == self._top + 1
        named = following and _NAME.search(before) and _SAID_OF_IT.match(text, end)
        if not (after_comma or named or _AFTER_APART.match(text, end)):
            return False
        if before[-1:] in ',;:.)]\u201d\u2019"':
            return not re.search(r"\d,$", before) or number == self._top + 1
        if number == self._top + 1 and re.search(
            r"\b(?:Agenda|resolution) \d+$|\(\w+\)$|\d{4}$", before
        ):
            return True
        if following and (counts := _COUNTS_FEW.search(before)):
            return number not in _FEW[counts[1]]
        return not _COUNTING.search(before)


def _cut(joined: Joined, spans: list[tuple[int, int]]) -> list[Dropped]:
    """Take the spans out of the text, and keep the starts of its lines right."""
    if not spans:
        return []
    dropped: list[Dropped] = []
    parts: list[str] = []
    taken: list[tuple[int, int]] = []
    at = 0
    for start, end in spans:
        if start < at:
            continue
        piece = joined.text[start:end].strip()
        dropped.append(Dropped(joined.line_at(end - 1), piece, "footnote mark"))
        parts.append(joined.text[at:start])
        taken.append((start, end))
        at = end
    parts.append(joined.text[at:])
    starts: list[int] = []
    gone = passed = 0
    for begin in joined.starts:
        while passed < len(taken) and taken[passed][1] <= begin:
            gone += taken[passed][1] - taken[passed][0]
            passed += 1
        amid = max(begin - taken[passed][0], 0) if passed < len(taken) else 0
        starts.append(begin - gone - amid)
    joined.starts = starts
    joined.text = "".join(parts)
    return dropped
