"""Marks that programs leave around words: Markdown's, tags and entities of HTML.

"**1.** *Requests* the Board", "- 1\\. Requests" and "<p>1. Requests" are "1. Requests". An asterisk
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
_TAG = re.compile(
    r"</?(?:p|br|div|span|b|i|u|em|strong|sup|sub|font|center|li|ol|ul|td|tr|th|table|tbody|a|"
    r"h[1-6]|body|html|head|section|article|blockquote|hr)(?:\s[^<>]{0,300})?/?>",
    re.IGNORECASE,
)
_APART = re.compile(r"<(?:p|div|li|tr|h[1-6]|blockquote)\b", re.IGNORECASE)
_QUOTED = re.compile(r"(?:> ?)+(?=\S|$)")
_LISTED = re.compile(r"[-*+\u2022\u25cf\u00b7] +(?=(?:\d{1,3}\\?[.)]|\([a-z]{1,4}\))(?: |$))")
_NOTE = re.compile(r"\[\^(\d{1,3})\]:?")
_SIGNS = {
    "*": re.compile(r"\*(?:[A-Za-z\[\u201c\"(]|\*\d)"), "_": re.compile(r"_[A-Za-z\[\u201c\"(]"),
    "&": _ENTITY, "<": _TAG, "[^": _NOTE, "\\": _ESCAPED,
    **dict.fromkeys("\u2022\u25cf\u00b7"),
}  # fmt: skip
"""What markup is made of, and how it looks where it is some: rules and barcodes are none."""
_FIRST = (">", "- ")
"""What is some at the beginning of a line alone."""
_BEGINNINGS = "->*+\u2022\u25cf\u00b7"


def signs(text: str) -> Sequence[str]:
    """Those of the signs that markup is made of which stand in a text."""
    found = [
        sign
        for sign, looks in _SIGNS.items()
        if sign in text and (looks is None or looks.search(text))
    ]
    return [*found, *(sign for sign in _FIRST if f"\n{sign}" in text or text.startswith(sign))]


def apart(line: str) -> bool:
    """Whether a line begins with a tag that begins a block: what it says stands apart."""
    return line[0] == "<" and _APART.match(line) is not None


def plain(line: str) -> str:
    """A line without its markup."""
    if line[:1] == ">":
        line = _QUOTED.sub("", line, count=1)
    if line[:1] in _BEGINNINGS:
        line = _LISTED.sub("", line, count=1)
    if "\\" in line:
        line = _ESCAPED.sub("", line)
    if "<" in line:
        line = _TAG.sub(" " if line.startswith("<td") else "", line)
    if "&" in line:
        line = _ENTITY.sub(lambda entity: html.unescape(entity[0]), line)
    if "[^" in line:
        line = _NOTE.sub(r"\1", line)
    if "*" in line or "_" in line:
        line = _EMPHASIS.sub(r"\g<words>", line)
    return line
