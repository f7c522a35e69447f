"""Lapses of time: those within which something is due, and those for which something lasts."""

from __future__ import annotations

import re
from typing import Any

from ..cues import holds
from .dates import day_of
from .terms import Due

_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
    "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_BELOW_A_HUNDRED = {
    **{word: number for number, word in enumerate((*_ONES, *_TEENS), 1)},
    **{word: 10 * number for number, word in enumerate(_TENS, 2)},
    **{
        f"{tens}-{ones}": 10 * ten + one
        for ten, tens in enumerate(_TENS, 2)
        for one, ones in enumerate(_ONES, 1)
    },
}
COUNTS = {
    "another": 1, "a": 1, "an": 1, "a hundred": 100, "one hundred": 100, **_BELOW_A_HUNDRED,
    **{f"one hundred {word}": 100 + number for word, number in _BELOW_A_HUNDRED.items()},
    **{f"one hundred and {word}": 100 + number for word, number in _BELOW_A_HUNDRED.items()},
}  # fmt: skip
"""Numbers as they are written, up to 199."""
_WORD = (
    rf"(?:(?:{'|'.join(_TENS)})(?:-(?:{'|'.join(_ONES)}))?|{'|'.join(_TEENS)}|{'|'.join(_ONES)})"
)
COUNT = rf"(?:(?:one|a) hundred(?: (?:and )?{_WORD})?|{_WORD}|another|an?|\d{{1,3}})"


WITHIN = re.compile(
    rf"\b(?:within|no(?:t)? later than|in no more than|(?<!intervals of )not more than|after|"
    rf"(?<!once )in|at the end of)(?: (?:a|the) (?:maximum )?(?:period|term) (?:of|not exceeding)"
    r"(?: (?:up to|not more than|no more than|not exceeding))?)? (?:the )?"
    r"(?:next |coming |first |following |ensuing )?"
    rf"(?P<text>(?:(?P<count>{COUNT})(?:[ -]\(?\d+\)?| \([a-z-]+\))?[ -]|"
    r"(?:(?<=next )|(?<=coming )|(?<=following ))(?=[a-z]+(?<!s)\b))"
    r"(?P<unit>working day|hour|day|week|month|year)s?)\b"
    r"(?P<after>(?: of| after| from| following| thereafter| before| prior to)?(?: [^,;.:]{0,90})?)",
    re.IGNORECASE,
)

_OVER = re.compile(r"\s*(?:[.,;]|$|and (?:every|then|thereafter)\b)")
"""After "after four years" nothing may say of what, or it is a lapse of time that is over."""


def periods(clause: str) -> list[Due]:
    """The times for which something is established or extended: "for a period of three years"."""
    found: list[Due] = []
    for match in _FOR.finditer(clause):
        amount = amount_in(match["count"])
        if not amount or clause.endswith(_MEETING, 0, match.start()):
            continue
        term: dict[str, Any] = {
            "kind": "relative", "text": match[0].strip(), "amount": amount,
            "unit": match["unit"].lower(),
        }  # fmt: skip
        if match["since"]:
            term["after"] = day_of(match["since"]) or match["since"]
        found.append(Due(match.start(), match.end(), term))
    return found


def spans(clause: str) -> list[Due]:
    """The last day of the time for which something is: "from 1 January to 31 December 2031"."""
    found: list[Due] = []
    for match in _FROM_TO.finditer(clause):
        day = day_of(match["last"])
        if day and not clause.endswith("for the period ", 0, match.start()):
            found.append(Due(match.start(), match.end(), {
                "kind": "date", "date": day, "bound": "by", "text": match[0],
            }))  # fmt: skip
    return found


_FROM_TO = re.compile(
    r"\bfrom \d{1,2} [A-Z][a-z]{2,8}(?: \d{4})? (?:to|until|through) "
    r"(?P<last>\d{1,2} [A-Z][a-z]{2,8} \d{4})\b"
)
_MEETING = ("meet ", "meeting ", "sit ")
"""Before "for": how long somebody meets, and not how long he lasts."""
_MEETING_FOR = tuple(f"{meet}for a period of " for meet in _MEETING)


def amount_in(word: str) -> int | None:
    """The number that a `COUNT` says."""
    return (
        int(word)
        if word.isdigit()
        else COUNTS.get(word.lower().replace("a hundred ", "one hundred "))
    )


_FOR = re.compile(
    rf"\b(?:for|until) (?:an?|another|the)? ?(?:(?:further|additional|initial|renewable|first|new|"
    rf"final|temporary|last) )*(?:(?:period|duration|term) of (?:up to )?)?(?P<count>{COUNT})"
    rf"(?:[ -]\(?\d+\)?)?[ -](?P<unit>day|week|month|year)s?\b(?! terms\b)(?: period\b)?"
    rf"(?:,? (?:from|after|following|effective(?: from)?|with effect from|as (?:from|of)|"
    r"(?:beginning|starting|commencing)(?: (?:on|from|in|with|at))?) (?:the )?"
    r"(?P<since>[^,;.]{3,90}?)"
    r"(?= (?:the (?:mandate|measures)|with|to|in order|as|and)\b|[,;.]|$))?",
    re.IGNORECASE,
)


_COUNTED = re.compile(
    rf"(?:until )?(?P<count>{COUNT}) (?P<unit>day|week|month|year)s? (?:after|following|from) "
    r"(?P<after>.+)",
    re.IGNORECASE,
)


def counted(text: str) -> dict[str, Any]:
    """What "sixty days after the adoption" counts: nothing, where that is no number."""
    match = _COUNTED.fullmatch(text)
    if match is None:
        return {}
    return {
        "amount": amount_in(match["count"]), "unit": match["unit"].lower(),
        "after": match["after"],
    }  # fmt: skip


_REPORTING = re.compile(r"\breport (?:back )?(?:to [^,;]{2,60} )?$")
"""Before "in thirty days on": that is when, and then on what."""
_AIMS = ("with the aim ", "aimed at ", "aiming ", "in order to ", "so that ")
_AIM = re.compile(
    r"\b(?:with the aim of|aimed at|aiming (?:at|to)|in order to|so that)\b[^;,]{0,300}$"
)
_DELIVERED = re.compile(
    r"\b(?:report|submi|present|provid|conclud|complet|finali|adopt|agree|hold|conven|inform|be)"
)
"""What is to be reached in some years is no product that is due then."""
_BEYOND = re.compile(
    r" (?:to|and|with|for|on|in|as|at|(?<! of )a|(?<! of )an|by|(?<! of )their|(?<! of )its|"
    r"(?<! of )(?<! after )(?<! from )(?<! when )(?<! that )(?<! following )the(?= [A-Z])|"
    r"shall|should|will|would|must|may)\b"
)
"""Where what a lapse counts from ends: "within a year of its adoption" the Board shall act."""
_SHORTEST = 10
"""In characters."""


def within(clause: str) -> list[Due]:
    """The times within which something is due."""
    found: list[Due] = []
    for match in WITHIN.finditer(clause):
        head = match[0].lower()
        before = clause[: match.start()]
        if before.endswith(_MEETING_FOR):
            continue
        after = match["after"]
        counted = re.match(r" (?:of|after|from|following) ", after)
        whole = not after or after.startswith(" and ") or counted
        told = after.startswith(" on ") and _REPORTING.search(before)
        if head.startswith("in ") and not head.startswith("in no") and not (whole or told):
            continue
        if head.startswith("after ") and (
            not _OVER.match(clause, match.end("text")) or before.endswith("ed ")
        ):
            continue
        near = before[-320:]
        aim = _AIM.search(near) if holds(near, _AIMS) else None
        if aim and not _DELIVERED.search(near, aim.start()):
            continue
        stop = _BEYOND.search(after, _SHORTEST)
        anchored = re.match(
            r" (?:of(?! (?:the|any|its|their|such) (?:progress|steps|measures|results|action))|"
            r"after|from|following|thereafter|before|prior)",
            after,
        )
        if not anchored:
            after = ""
        elif stop:
            after = after[: stop.start()]
        text = f"{clause[match.start() : match.end('text')]}{after}".strip()
        amount = amount_in(match["count"] or "one")
        unit = match["unit"].lower().replace(" ", "_")
        if unit == "hour":
            # Terms count whole days.
            amount, unit = amount and -(-amount // 24), "day"
        term: dict[str, Any] = {"kind": "relative", "text": text, "amount": amount, "unit": unit}
        if after.strip():
            term["after"] = re.sub(r"^(?:of|after|from|following) ", "", after.strip())
        found.append(Due(match.start(), match.start() + len(text), term))
    return found
