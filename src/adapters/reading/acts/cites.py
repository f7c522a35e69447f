"""The instruments that a text cites: resolutions, decisions, documents."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from ....domain import series
from ....domain import symbol as symbols
from ..cues import holds

_OWN = tuple(f"{name} " for name in series.OWN)
"""How what stands before "resolution 4/19" ends, where that is one of a body's own series."""
_SERIES = re.compile(
    r"\b(?:WHA\d{1,3}(?:\.\d{1,3}|\(\d{1,3}\))|EB\d{1,3}(?:\.R\d{1,3}|\(\d{1,3}\))|"
    r"\d{1,3}/(?:CP|CMA|CMP)\.\d{1,3}|UNEP/EA\.\d{1,2}/(?:Res|Dec|RES|DEC)\.? ?\d{1,3}|"
    r"(?:BC|RC|SC)-\d{1,2}/\d{1,3}|(?:ESCAP|ECA|ECE|ECLAC|ESCWA)/RES/\d{1,3}/\d{1,3})"
    r"|(?<![\w/])[IVXL]{1,7}/\d{1,3}\b(?!/)"
)
_SERIES_CUES = ("WHA", "EB1", "/CP.", "/CM", "UNEP/EA", "C-", "/RES/", "I/", "V/", "X/", "L/")
_BODY = {"General Assembly": "A", "Security Council": "S", "Economic and Social Council": "E",
         "Human Rights Council": "A/HRC"}  # fmt: skip
_LEAD = re.compile(r"(?P<kind>[RrDd]e(?:solution|cision))s?\s(?=[\dES])")
_WHOSE = re.compile(
    r"(?P<body>General Assembly|Security Council|Economic and Social Council|Human Rights Council|"
    r"Assembly)(?:'s|\u2019s)? $"
)
_ITEM = re.compile(
    r"(?P<number>[0-9ES](?:(?<=[0-9])(?:[0-9]{0,3}/[0-9]{1,4}|[0-9]{0,3}(?= ?[A-Z]? ?\())|"
    r"(?<=S)-[0-9]{1,4}/[0-9]{1,4}|(?<=E)S-[0-9]{1,4}/[0-9]{1,4}))"
    r"(?: ?(?P<part>[A-Z](?:-[A-Z])?)(?![A-Za-z]))?"
    r"(?: ?\((?P<paren>\d{4}|(?:E?S-)?[IVXLC]+)\))?"
)
_SYMBOL = re.compile(r"\b(?:A|E|S|ST|TD|DP)/(?:[\w.\-]+/)*[\w.\-]*\d(?:\(\d{4}\))?")
_OTHER_THINGS = ("document ", "paragraph ", "annex ")
"""Before the numbers of these a list of instruments is over."""
_LONGEST_LIST = 1500
_FARTHEST = 220
"""How far an item is sought: it stands at most 160 characters after the one before."""


def find(text: str, body: str | None) -> list[str]:
    """The canonical symbols cited, each once, in order. ``body`` is whose "its resolution" is."""
    numbered = "/" in text or "WHA" in text or "EB1" in text
    if not numbered and "resolution" not in text and "decision" not in text:
        return []
    found: list[tuple[int, str]] = []
    named = _LEAD.finditer(text) if "esolution" in text or "ecision" in text else ()
    for lead in named:
        whose = _WHOSE.search(text, max(0, lead.start() - 40), lead.start())
        own = None
        if text.endswith(_OWN, 0, lead.start()):
            own = next(name for name in series.OWN if text.endswith(f"{name} ", 0, lead.start()))
        root = _root(own or (whose["body"] if whose else None), body)
        found.extend(_list(text, lead.end(), root, lead["kind"].lower()))
    symbolic = _SYMBOL.finditer(text) if "/" in text else ()
    for match in symbolic:
        symbol = _normal(match[0].rstrip(".-"))
        if symbol is not None:
            found.append((match.start(), symbol))
    if numbered and holds(text, _SERIES_CUES):
        found.extend(
            (match.start(), symbol)
            for match in _SERIES.finditer(text)
            if (symbol := _normal(match[0])) is not None
        )
    return list(dict.fromkeys(symbol for _, symbol in sorted(found)))


def _root(named: str | None, body: str | None) -> str:
    if named == "Assembly":
        return "A"
    whose = named or body or ""
    return whose if whose in series.OWN else _BODY.get(whose, "A")


def _list(text: str, at: int, root: str, kind: str) -> list[tuple[int, str]]:
    """ "33/134 of 19 December 1978, ..., 46/159 of ... and 50/119": the numbers of a list."""
    found: list[tuple[int, str]] = []
    stop = min(len(text), at + _LONGEST_LIST)
    end = _LEAD.search(text, at, stop)
    limit = end.start() if end else stop
    last = at
    while match := _ITEM.search(text, at, min(limit, last + _FARTHEST)):
        at = match.end()
        between = text[last : match.start()]
        if len(between) > 160 or ";" in between or between.endswith(_OTHER_THINGS):
            break
        symbol = _symbol(match, root, kind)
        if symbol is not None:
            found.append((match.start(), symbol))
            last = match.end()
    return found


@lru_cache(maxsize=4096)
def _normal(written: str) -> str | None:
    """The canonical symbol; None where it is none. The same instruments are cited over and over."""
    try:
        return symbols.normal(written)
    except ValueError:
        return None


def _symbol(match: re.Match[str], root: str, said: str) -> str | None:
    number, part, paren = match["number"], match["part"] or "", match["paren"]
    kind: Literal["RES", "DEC"] = "RES" if said == "resolution" else "DEC"
    if root in series.OWN:
        return series.counted(root, f"{number}({paren})" if paren else number, kind)
    if "/" in number:
        year = number.split("/")[0]
        owner = "E" if year.isdigit() and len(year) == 4 else root
        if owner == "S" or (owner == "E" and len(year) != 4):
            owner = "A"
        written = f"{owner}/{kind}/{number}{part}"
    elif paren:
        owner = "S" if paren.isdigit() else ("A" if root == "S" else root)
        written = f"{owner}/{kind}/{number}{part}({paren})"
    else:
        return None
    return _normal(written)
