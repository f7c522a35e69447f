"""What a text of another body is called in a line of its masthead: "Decision XXXI/3: Title"."""

from __future__ import annotations

import re

from ....domain import series
from ....domain import symbol as symbols

_CALLED = re.compile(
    r"(?:(?i:resolution|decision) )(?P<called>[\w./()-]{3,24})"
    r"(?:[:.]? (?P<title>[A-Z\u201c].+)|[:.])?"
    r"|(?:[A-Z][\w-]+ ){0,6}(?P<after>GC\(\d+\)/(?:RES|DEC)/\d+|E?C-(?:SS-|M-)?\d+/DEC\.\d+|"
    r"AG/RES\. ?\d+ \([IVXLC]+-[OE]/\d\d\)|(?:Assembly/AU|EX\.CL)/(?:Dec|Res)\.\d+ ?\([IVXLC]+\))"
    r"(?: Rev\.\d)?"
    r"|(?:[A-Z-]+ ){0,2}(?:WORLD HEALTH ASSEMBLY|EXECUTIVE BOARD)\s+(?P<beside>(?:WHA|EB)\S+)"
    r"|(?P<before>(?:WHA|EB)\d{1,3}(?:\.R?\d{1,3}|\(\d{1,3}\))) (?P<below>[A-Z\u201c].+)"
    r"|(?P<alone>(?:WHA|EB|ESCAP|ECLAC|ESCWA|ECA|ECE|ICC-ASP|CBD|UNEP/CBD|\d{1,3} (?:C|EX)/)"
    r"[\w./()-]*\d\)?|\d{1,3} (?:C|EX)/(?:Resolution|Decision|Res\.|Dec\.) ?\d{1,3})"
)


def symbol_in(text: str) -> tuple[str, str | None] | None:
    """The symbol of a body that numbers in a grammar of its own, and the title after it, if any."""
    match = _CALLED.fullmatch(text) if text[-1].isalnum() or text[-1] in ").:" else None
    if match is None:
        return None
    groups = ("called", "after", "beside", "before", "alone")
    found = series.find(next(match[name] for name in groups if match[name]))
    return (found.text, match["title"] or match["below"]) if found else None


_CITED = re.compile(
    r", (?P<body>G\.A\.|S\.C\.|E\.S\.C\.) [Rr]es\. "
    r"(?P<number>\d[\d/]*(?: ?[A-Z])?(?: ?\([IVXLC]+\))?), ?.*U\.N\. (?:GAOR|SCOR|ESCOR|Doc)\b.*"
)
_ROOTS = {"G.A.": "A/RES", "S.C.": "S/RES", "E.S.C.": "E/RES"}
_OF_A_YEAR = re.compile(r"S/RES/(\d+) ?\((\d{4})\)")


def cited(title: str) -> tuple[int, str | None] | None:
    """Where a lawyer's citation begins that a title is printed with, and the symbol it gives."""
    match = _CITED.search(title) if "U.N. " in title else None
    if match is None:
        return None
    number = match["number"].replace(" ", "")
    if match["body"] == "S.C.":
        year = _OF_A_YEAR.search(match[0])
        number = f"{number}({year[2]})" if year and year[1] == number else number
    try:
        return match.start(), symbols.normal(f"{_ROOTS[match['body']]}/{number}")
    except ValueError:
        return match.start(), None
