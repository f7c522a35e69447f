"""Texts in capitals throughout, as telegrams and some pages are, in the letters of others."""

from __future__ import annotations

import re

from ..cues import in_small
from .dates import MONTHS
from .words import TOGETHER

_NAMES = (
    "Secretary-General|General Assembly|Security Council|Economic and Social Council|"
    "Human Rights Council|Trusteeship Council|Assembly|Council|Charter|High Commissioner|"
    "High Commissioner for Human Rights|High Commissioner for Refugees|Human Rights Committee|"
    "United Nations Office on Drugs and Crime|United Nations Development Programme|"
    "United Nations Environment Programme|United Nations|Member States|States Members|States|"
    "State|Governments|Government|Special Rapporteur|Special Representative|Special Envoy|"
    "Special Committee|Advisory Committee|First Committee|Second Committee|Third Committee|"
    "Fourth Committee|Fifth Committee|Sixth Committee|Committee|Commission|Office|Department|"
    "Conference|Programme of Action|Executive Board|Executive Director|Executive Secretary|"
    "Director-General|President|Joint Inspection Unit|Board of Auditors|Secretariat|"
    "International Court of Justice|International Atomic Energy Agency|World Health Organization|"
    "World Bank|International Monetary Fund"
)
_KNOWN = {name.casefold(): name for name in (*_NAMES.split("|"), *MONTHS.split("|"), *TOGETHER)}
_NAME = re.compile(
    rf"\b(?:{'|'.join(sorted(_KNOWN, key=len, reverse=True))})\b(?!(?<=\bmay) (?!\d{{4}}))"
)
_SYMBOL = re.compile(r"[A-Z][A-Z.\d]*/\S*\d")
_BEGINS = re.compile(r"(?:^|[.:] )[\"\u201c(]?[a-z]")
_WORDS = 5


def throughout(text: str) -> bool:
    """Whether a text has no small letter, and too many words for a name."""
    return text.isupper() and text.count(" ") >= _WORDS


def lowered(text: str) -> str:
    """The text with small letters, each in its place; names that are known keep their capitals."""
    named = _NAME.sub(lambda match: _KNOWN[match[0]], in_small(text))
    for symbol in _SYMBOL.finditer(text):
        named = f"{named[: symbol.start()]}{symbol[0]}{named[symbol.end() :]}"
    return _BEGINS.sub(lambda match: match[0].upper(), named)
