"""Who is named: lists of parties in the words of the text.

A list ends where the infinitive, the that-clause or an aside begins. Names keep their leading
adjectives and their "of"; the article, "including ..." lists and trailing qualifiers are cut.
"""

from __future__ import annotations

import re
from functools import lru_cache

from . import coordinated
from .naming import head_of, name_of
from .words import (
    ACTOR_HEAD,
    ASIDE,
    INCLUDING,
    NOT_INFINITIVE_AFTER,
    NOT_INFINITIVE_BEFORE,
    ORIGIN,
    PROTECTED,
    SO_AS,
)

_TO = re.compile(
    r"to(?<=\bto)(?: (?:(?:also|further(?! (?:the|its|his|her|their|this|such)\b)|fully|actively) "
    r")?"
    r"|, (?:as|where|if|when|within|inter|in|at|by) [^,]{2,120}, )"
    r"(?P<next>[a-z][a-z-]*)"
)
"""It begins with letters, by which it is sought five times as fast as by the edge of a word."""
_PARENS = re.compile(r"\s?\([^()]*\)")


@lru_cache(maxsize=4_096)
def _is_adjective(word: str) -> bool:
    return coordinated.ADJECTIVE.fullmatch(word) is not None


def infinitive(text: str, start: int = 0) -> int:
    """Where "to do" begins in ``text``; -1 where there is none."""
    for match in _TO.finditer(text, start):
        if match["next"] in NOT_INFINITIVE_AFTER or _is_adjective(match["next"]):
            continue
        before = text[max(0, match.start() - 40) : match.start()].rstrip()
        if not _qualifies(before):
            return match.start()
    return -1


def _qualifies(before: str) -> bool:
    """Whether the words before "to" make it part of a qualifier: "States able to do so"."""
    last = before.rpartition(" ")[2].lstrip(_OPENING)
    if last.lower() in NOT_INFINITIVE_BEFORE:
        # "The Committee on Human Rights to report", "the Programme of Action to act": names.
        return not (last[:1].isupper() and " " in before)
    return before.endswith(SO_AS)


def asks(name: str) -> bool:
    """Whether what is asked of somebody stands in his name, which then runs on into it."""
    return " to " in name and infinitive(name) > 0


_OPENING = '(\u201c"'


def to_do(text: str) -> bool:
    """Whether any infinitive stands in ``text``, a qualifier's too ("efforts to help")."""
    return any(
        match["next"] not in NOT_INFINITIVE_AFTER and not _is_adjective(match["next"])
        for match in _TO.finditer(text)
        if not text.endswith((" continue", " begin"), 0, match.start())
    )


def names(text: str, *, cut: bool = True) -> list[str]:
    """The parties of a list. With ``cut`` their trailing qualifiers go."""
    return list(_short(text, cut) if len(text) <= _SHORT else _names(text, cut))


def _names(text: str, cut: bool) -> tuple[str, ...]:
    if not _SEVERAL.search(text):
        only = name_of(_PARENS.sub(_keep_country, text) if "(" in text else text, cut=cut)
        return (only,) if only and not _hollow(only) else ()
    safe = _PARENS.sub(_keep_country, text) if "(" in text else text
    safe = PROTECTED.sub(_protect, safe)
    if ", 19" in safe or ", 20" in safe:
        safe = _OF_A_TREATY.sub("", safe)
    if " of origin" in safe:
        safe = ORIGIN.sub(_protect, safe)
    if " th" in safe or " wh" in safe or " within the " in safe:
        safe = _RELATIVE.sub("", safe)
    if " such as " in safe or " including " in safe:
        safe = _LIST_WITHIN.sub(r", \1 ", safe)
    segments = _segments(safe)
    found: list[str] = []
    for segment in segments:
        for item in coordinated.split(segment):
            name = name_of(item, cut=cut).replace("\x01", ",").replace("\x02", " ")
            if name and not _hollow(name):
                found.append(name)
    return tuple(dict.fromkeys(found))


_OF_A_TREATY = re.compile(r", (?:19|20)\d\d(?=[ ,]|$),?")
"""The year of a treaty, which parts no names: "parties to the Lamp Convention, 1989, of the"."""
_ANOTHER = (
    r"(?:the (?:Secretary|United|Office|High|President|international)|"
    r"(?:all )?(?:other|relevant|developed|developing|regional|international|civil|private)[ ,])"
)
_RELATIVE = re.compile(
    r"(?<=[a-z])(?<! to)(?<! of)(?<! in)(?<! by)(?<! on)(?<! for)(?<! with)(?<! from) "
    r"(?:(?:that|which|who) (?=[a-z]+ )|within the (?:area|field|scope) of )"
    rf"(?:(?! and {_ANOTHER})[^,])*? (?:and|or) (?!{_ANOTHER})"
    rf"[^,]*?(?=,(?! or)| as well as | and {_ANOTHER}|$)"
)
"""What is said of somebody, with an "or" of its own: "States that have not signed or ratified"."""
_SHORT = 120
_short = lru_cache(maxsize=1_024)(_names)
"""Kept for speed: half of what is asked are the same few names."""

PRONOUN = re.compile(
    r"^(?:them|him|her|it|they|he|she|him(?:/| or )her|he(?:/| or )she|those|the latter|both|"
    r"both parties|the same)$",
    re.IGNORECASE,
)
"""Words that stand for a party named before."""

_SEVERAL = re.compile(r",| (?:and|or|as well as|with) ")


_LIST_WITHIN = re.compile(r"(?<=[a-z]) (such as|including) ")
"""A list of examples that no comma sets off: "forums such as the Board, the Panel and others"."""


def _protect(match: re.Match[str]) -> str:
    """Commas and spaces of a name that must stay whole, out of the way of splitting."""
    return (
        match[0].replace(",", "\x01").replace(" and ", "\x02and\x02").replace(" or ", "\x02or\x02")
    )


def _keep_country(match: re.Match[str]) -> str:
    """ "Iran (Islamic Republic of)" keeps its brackets; abbreviations go."""
    return match[0] if " of)" in match[0] else ""


_ADVERBS = ("ly", "therefore", "however", "thereby")
"""The end of what stands between commas and names nobody: "the Board, consequently, to"."""


def _hollow(name: str) -> bool:
    if name.endswith(_ADVERBS) and " " not in name and name[0].islower():
        return True
    return name.lower() in {
        "others",
        "other",
        "same",
        "such",
        "that",
        "this",
        "also",
        "further",
        "all",
        "its successor",
        "their successors",
    }


def _segments(text: str) -> list[str]:
    """The parts between commas that name parties; asides and "including" lists left out."""
    kept: list[str] = []
    aside: list[str] = []
    opened = False
    for index, part in enumerate(piece.strip() for piece in text.split(",")):
        if not part:
            continue
        low = part[:40].lower()
        if index and (INCLUDING.match(low) or ASIDE.match(low)):
            # What a companion includes ("in consultation with X, including Y") is not ours.
            companion = aside and _WITH_THEM.match(aside[0].lower())
            aside = [] if opened else [*aside[:1], part] if companion else [part]
        elif kept and part.startswith(_TITLES) and not kept[-1].startswith(_TITLES):
            continue  # "the Special Rapporteur, Mr. Lamp, to": said of the one before
        elif opened:
            opened = False
            kept.append(part)
        elif _OPEN_LIST.search(part):
            # "States and, where applicable, enterprises": the list goes on after the aside.
            opened = True
            if part := _OPEN_LIST.sub("", part):
                kept.append(part)
        elif aside and not _resumes(part, low, aside):
            aside.append(part)
        elif low.startswith(_JOINS) and ASIDE.match(_JOINT.sub("", low)):
            aside = [part]
        else:
            aside = []
            kept.append(part)
    return coordinated.rejoin(kept)


_TITLES = ("Mr. ", "Ms. ", "Mrs. ", "Dr. ", "Professor ", "Ambassador ")
_OPEN_LIST = re.compile(r"(?:^|\s)(?:and|or|as well as)$")
_JOINS = ("and ", "as well as ", "or ", "together with ", "along with ")
_JOINT = re.compile(r"^(?:and|or|as well as) ")
_OF_THEIRS = re.compile(r"\w+ (?:its|their|his|her) ")
_WITH_THEM = re.compile(r"(?:in|jointly) .{0,40}\bwith ")


def _resumes(part: str, low: str, aside: list[str]) -> bool:
    """Whether the list of parties goes on after an aside; else the part belongs to the aside."""
    first = aside[0].lower()
    closed = " and " in aside[-1] or (len(aside) == 1 and bool(_OF_THEIRS.match(aside[0])))
    joins = low.startswith(_JOINS)
    if closed and coordinated.bare_row(part):
        return False  # "including its agencies, funds and programmes"
    if closed and not joins and INCLUDING.match(first) and not ASIDE.match(low):
        return part[0].isalpha() and bool(ACTOR_HEAD.search(head_of(coordinated.split(part)[0])))
    if _WITH_THEM.match(first) or ASIDE.match(_JOINT.sub("", low)):
        return False
    if low.startswith(_JOINS[1:2] + _JOINS[3:]):
        return True
    return joins and (len(aside) == 1 or " and " in aside[-1])
