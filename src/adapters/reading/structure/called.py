"""What a text of another body is called in a line of its masthead: "Decision XXXI/3: Title"."""

from __future__ import annotations

import re

from ....domain import series

_CALLED = re.compile(
    r"(?:(?i:resolution|decision) )(?P<called>[\w./()-]{3,24})"
    r"(?:[:.]? (?P<title>[A-Z\u201c].+)|[:.])?"
    r"|(?:[A-Z-]+ ){0,2}(?:WORLD HEALTH ASSEMBLY|EXECUTIVE BOARD)\s+(?P<beside>(?:WHA|EB)\S+)"
    r"|(?P<alone>(?:WHA|EB|ESCAP|ECLAC|ESCWA|ECA|ECE|ICC-ASP|CBD|UNEP/CBD|\d{1,3} (?:C|EX)/)"
    r"[\w./()-]*\d\)?|\d{1,3} (?:C|EX)/(?:Resolution|Decision|Res\.|Dec\.) ?\d{1,3})"
)


def symbol_in(text: str) -> tuple[str, str | None] | None:
    """The symbol of a body that numbers in a grammar of its own, and the title after it, if any."""
    match = _CALLED.fullmatch(text) if text[-1].isalnum() or text[-1] in ").:" else None
    found = series.find(match["called"] or match["beside"] or match["alone"]) if match else None
    return (found.text, match["title"]) if match and found else None
