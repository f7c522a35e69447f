"""Hyphens that a program took for those of broken words: "SecretaryGeneral", "eightyfirst".

Some programs close up each word that a line ends amid, compounds with the others. Where no line
ends with a hyphen any more, those come back that the text itself writes elsewhere, or that are
always written so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from .lines import Line

_SURE = {
    first + second: f"{first}-{second}"
    for first, second in (
        *((office, "General") for office in ("Secretary", "Director", "Commissioner", "Attorney")),
        *(("Inter", name) for name in ("Parliamentary", "Agency", "American", "Governmental")),
        *(("Vice", name) for name in ("President", "Chair", "Minister", "Rapporteur")),
        ("Non", "Self"), ("Self", "Governing"), ("South", "South"), ("North", "South"),
        ("Counter", "Terrorism"), ("Guinea", "Bissau"), ("Al", "Qaida"), ("Non", "Proliferation"),
        *(("ty", one) for one in ("first", "second", "third", "fourth", "fifth", "sixth",
                                  "seventh", "eighth", "ninth")),
    )
}  # fmt: skip
"""What is no word without its hyphen, wherever it stands."""
_LIKELY = (
    "non-governmental", "long-term", "short-term", "medium-term", "capacity-building",
    "decision-making", "follow-up", "well-being", "high-level", "self-determination",
)  # fmt: skip
"""What is written so in these texts, if the program took the hyphens of others."""
_FEW = 200
"""In lines: fewer than one in so many ends with a hyphen, or a blank, where a program took them."""
_LONGEST = 200
"""In characters: how long the lines of a page are at the most, on an average."""
_SEVERAL = 3
"""How many words that are written both ways are no accident."""
_BEFORE = re.compile(r"[A-Za-z]{2,24}$")
_AFTER = re.compile(r"[A-Za-z]{3,24}")


def taken(text: str) -> bool:
    """Whether a program took the hyphens at line ends: hardly one is left, nor a blank."""
    lines = text.count("\n")
    ends = text.count("-\n") + text.count(" \n")
    return len(text) <= lines * _LONGEST and ends * _FEW <= lines


def notes_apart(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines, with each note apart that the program joined to the word broken above it.

    "instru-", with the note "6 Ibid." at the foot of the page, had become "instru6 Ibid.".
    """
    for line in lines:
        note = _WEDGED.search(line.text)
        if note is None:
            yield line
            continue
        yield Line(line.number, f"{line.text[: note.start()]}-", line.gap, line.page)
        yield Line(line.number, line.text[note.start() :], gap=True)


_WEDGED = re.compile(
    r"(?<=[a-z])\d{1,3} (?:Ibid|See |Official Records of|United Nations, Treaty|Report of the |"
    r"Resolutions? \d|Available at|[AES]/[\d.A-Z])"
)


def restored(text: str) -> str:
    """The text, whose hyphens were `taken`, with those of its compounds; its lines stay."""
    found = {glued: whole for glued, whole in _SURE.items() if glued in text}
    for glued, whole in found.items():
        text = text.replace(glued, whole)
    compounds = _compounds(text)
    if found:
        compounds.update(_LIKELY)
    others = [
        (glued, whole)
        for whole, times in compounds.items()
        if (glued := whole.replace("-", "")) in text and text.count(glued) <= times
    ]
    if found or len(others) >= _SEVERAL:
        for glued, whole in others:
            text = re.sub(rf"\b{glued}\b", whole, text)
    return text


def _compounds(text: str) -> Counter[str]:
    """What the text writes with a hyphen, and how often."""
    parts = text.split("-")
    found: Counter[str] = Counter()
    for before, after in pairwise(parts):
        first, second = _BEFORE.search(before[-24:]), _AFTER.match(after)
        if first and second:
            found[f"{first[0]}-{second[0]}"] += 1
    return found
