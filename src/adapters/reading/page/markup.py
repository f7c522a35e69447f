"""Marks that programs leave around words: Markdown's, and the entities of HTML.

"**1.** *Requests* the Board" and "1\\. Requests the Board" are "1. Requests the Board". An asterisk
that has no other one beside it is the mark of a note, and stays.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

_EMPHASIS = re.compile(
    r"(?<![\w*_,;.:])(?P<sign>\*{1,3}|_{1,3})"
    r"(?=[A-Za-z\[\u201c\"(]|\d[^*_]*[A-Za-z.])(?P<words>[^*]{1,400}?)(?<![\s_])(?P=sign)(?![\w*])"
)
_ESCAPED = re.compile(r"\\(?=[.\-*_#()\[\]+!>])")
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{2,5}|#x[0-9a-fA-F]{2,4});")
_QUOTED = re.compile(r"(?:> ?)+(?=\S|$)")
_SIGNS = "*_\\&>"


def signs(text: str) -> Sequence[str]:
    """Those of the signs that markup is made of which stand in a text."""
    return [sign for sign in _SIGNS if sign in text]


def plain(line: str) -> str:
    """A line without its markup."""
    if line.startswith(">"):
        line = _QUOTED.sub("", line, count=1)
    if "\\" in line:
        line = _ESCAPED.sub("", line)
    if "&" in line:
        line = _ENTITY.sub(lambda entity: html.unescape(entity[0]), line)
    if "*" in line or "_" in line:
        line = _EMPHASIS.sub(r"\g<words>", line)
    return line
