"""Through whom something reaches the body to which it is due: "to the General Assembly at its
tenth session, through the Economic and Social Council"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from . import organs
from .terms import Due

_THROUGH = re.compile(
    rf"\b(?:through|via|by way of) (?:the )?(?P<body>{organs.BODIES})"
    r"(?: at (?:its|the) [^,;]{0,60}?session(?: (?:of|in) \d{4})?)?,? ?(?P<next>to the |at its )?"
)
_GIVING = re.compile(
    r"\b(?:report|submit|present|transmit|provide|convey|forward|recommend)(?:s|ing|ted)?\b[^;]*$"
)
_NAMED = re.compile(r"(?:Assembly|Council|Commission|Committee|session|sessions|\d{4})$")


def fill(clause: str, found: Sequence[Due], body: str | None) -> None:
    """Say of the sessions in a clause through whom what is due there is passed on.

    The words stand right behind the body or its session, or between the giving and "to the" body.
    """
    if "through " not in clause and "via " not in clause and "by way of " not in clause:
        return
    for match in _THROUGH.finditer(clause):
        before = clause[: match.start()].rstrip(" ,")
        beside = _NAMED.search(before) is not None or match["next"] == "to the "
        if not beside or not _GIVING.search(before):
            continue
        via = organs.full_name(match["body"], body)
        for one in _of_another(found, match.start(), via):
            one.term["via"] = via


def _of_another(found: Sequence[Due], at: int, via: str) -> Sequence[Due]:
    """The sessions of another body that are named last before the words, else first behind them."""
    others = [one for one in found if one.term["kind"] == "session" and one.term["organ"] != via]
    before = [one.at for one in others if one.at < at]
    behind = [one.at for one in others if one.at >= at]
    place = max(before) if before else min(behind, default=None)
    return [one for one in others if one.at == place]
