"""The drafts that the report of a committee recommends: what is told around them is no draft.

A report tells, in paragraphs of its own, what the committee did; then it recommends drafts, whose
paragraphs count from 1 again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..page.lines import Dropped, Line
from . import labels

_REPORT = re.compile(
    r"(?:[Dd]raft r|R|r)eport of the (?:[A-Z][\w'-]*,? (?:(?:of|on|for|and|the) ){0,3}){0,9}"
    r"(?:Committee|Commission|Board|Forum|[A-Z][a-z]+)(?: on its .*|\*{1,3})?"
)
_REPORTS = ("Report of the ", "Draft report of the ")
_LETTERHEAD = 60
"""In lines: what a report prints above its first paragraph, its contents included."""
_RECOMMENDS = re.compile(
    r"\d{1,3} ?\. (?:(?:At|On|In) [^:;]{3,80}, )?[Tt]he [A-Z][^:;]{3,120}? recommends? "
    r"(?:to|that) the [A-Z][^:;]{3,60}?(?:the adoption of|adopt) the following "
    r"draft (?:resolution|decision)s?(?: and (?:draft )?decisions?)?[^:;]{0,40}:"
)
_TELLS = re.compile(
    r"(?:The (?:[A-Z][\w' ,-]{0,60}? )?(?:Committee|Commission|Council|Board|Forum|Assembly|"
    r"Chair\w*|representative)|(?:Also )?[Aa]t (?:its|the)|Before|Following|Under|For its|"
    r"In (?:connection|the)|On) "
)
"""How a report goes on to tell what was done."""
_CALLED = re.compile(r"(?:Draft|DRAFT) (?:resolution|decision|RESOLUTION|DECISION)(?: [IVX]{1,6})?")
_LONGEST_LEAD = 6
"""In lines: the paragraph that leads to the drafts."""


def strip(lines: Sequence[Line]) -> tuple[list[Line], list[Dropped]]:
    """The lines without what a report tells around the drafts that it recommends, and that.

    All lines where the text is no report, or recommends nothing.
    """
    head = lines[:_LETTERHEAD]
    if not any(line.text.startswith(_REPORTS) and _REPORT.fullmatch(line.text) for line in head):
        return list(lines), []
    kept: list[Line] = []
    told: list[Line] = []
    telling, last, at, found = False, 0, 0, False
    while at < len(lines):
        line = lines[at]
        begins = line.gap or (at > 0 and lines[at - 1].text[-1] in _ENDS)
        match = labels.numbered(line.text) if begins else None
        number = int(match["number"]) if match and match["number"].isdigit() else 0
        ends = _lead(lines, at) if number == last + 1 else 0
        if ends:
            found, telling, last = True, False, number
            while ends < len(lines) and _CALLED.fullmatch(lines[ends].text):
                ends += 1
            told += lines[at:ends]
            at = ends
            if at < len(lines):
                lines[at].gap = True
            continue
        if match and number == last + 1 and (telling or _TELLS.match(match["rest"])):
            telling, last = True, number
        if last <= 1 and telling:
            while kept and _CHAPTER.match(kept[-1].text):
                told.append(kept.pop())
        (told if telling else kept).append(line)
        at += 1
    if not found:
        return list(lines), []
    return kept, [Dropped(line.number, line.text, "report of a committee") for line in told]


_ENDS = '.:;\u201d"'
_CHAPTER = re.compile(r"(?:Chapter )?(?:[IVX]{1,4}|[A-Z])\.? [A-Z].*")


def _lead(lines: Sequence[Line], at: int) -> int:
    """Where the paragraph ends that begins here, if it leads to drafts; else 0."""
    if not any("recommend" in line.text for line in lines[at : at + 2]):
        return 0
    said = ""
    for end in range(at, min(at + _LONGEST_LEAD, len(lines))):
        said = f"{said} {lines[end].text}".lstrip()
        if said.endswith(":"):
            return end + 1 if _RECOMMENDS.fullmatch(said) else 0
    return 0
