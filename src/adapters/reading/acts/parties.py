"""Who is named: lists of parties in the words of the text.

A list ends where the infinitive, the that-clause or an aside begins. Names keep their leading
adjectives and their "of"; the article, "including ..." lists and trailing qualifiers are cut.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from .naming import WORD, head_of, name_of
from .words import (
    ACTOR_HEAD,
    ADJECTIVE_END,
    ASIDE,
    INCLUDING,
    NAMED_AND,
    NOT_INFINITIVE_AFTER,
    NOT_INFINITIVE_BEFORE,
    ORGANIC,
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
_ADJECTIVE = re.compile(
    r"[a-z-]+(?:mental|[aio]nal|ical|lateral|(?<!disc)ous|[dt]ary|atory|able(?<!enable)(?<!disable))"
)
"""Forms that no verb has: "to intergovernmental organizations"."""
_PARENS = re.compile(r"\s?\([^()]*\)")
_SPLIT = re.compile(
    r",? (?:and also|and in particular|as well as|along with|together with|and|or) "
)


@lru_cache(maxsize=4_096)
def _is_adjective(word: str) -> bool:
    return _ADJECTIVE.fullmatch(word) is not None


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
        return not last.startswith("Right")  # "the Committee on Human Rights to report"
    return before.endswith(SO_AS)


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
        only = name_of(_PARENS.sub(_keep_country, text), cut=cut)
        return (only,) if only and not _hollow(only) else ()
    safe = PROTECTED.sub(_protect, _PARENS.sub(_keep_country, text))
    if " th" in safe or " wh" in safe or " within the " in safe:
        safe = _RELATIVE.sub("", safe)
    if " such as " in safe or " including " in safe:
        safe = _LIST_WITHIN.sub(r", \1 ", safe)
    segments = _segments(safe)
    found: list[str] = []
    for segment in segments:
        for item in _split(segment):
            name = name_of(item, cut=cut).replace("\x01", ",").replace("\x02", " ")
            if name and not _hollow(name):
                found.append(name)
    return tuple(dict.fromkeys(found))


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


def _hollow(name: str) -> bool:
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
    return _rejoin(kept)


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
    if closed and not joins and INCLUDING.match(first) and not ASIDE.match(low):
        return part[0].isalpha() and bool(ACTOR_HEAD.search(head_of(_split(part)[0])))
    if _WITH_THEM.match(first) or ASIDE.match(_JOINT.sub("", low)):
        return False
    if low.startswith(_JOINS[1:2] + _JOINS[3:]):
        return True
    return joins and (len(aside) == 1 or " and " in aside[-1])


def _rejoin(parts: list[str]) -> list[str]:
    """Bring together what a comma inside one name took apart.

    "Food, Agriculture and ...", "intergovernmental, regional and non-governmental organizations".
    """
    joined: list[str] = []
    for index, part in enumerate(parts):
        if joined and (_unfinished(joined[-1]) or _same_kind(joined[-1], parts[index:])):
            glue = " " if part.startswith(("and ", "or ")) else ", "
            joined[-1] = f"{joined[-1]}{glue}{part}"
        elif (
            joined
            and NAMED_AND.search(joined[-1])
            and part[:1].isupper()
            and not ACTOR_HEAD.search(part)
        ):
            joined[-1] = f"{joined[-1]}, {part}"
        else:
            joined.append(part)
    return joined


def _same_kind(left: str, parts: Sequence[str]) -> bool:
    """ "United Nations agencies, funds and programmes": bare nouns share what stands before."""
    if not _ORGAN_LAST.search(left):
        return False
    for part in parts:
        if _BARE_CLOSE.match(part):
            return True
        if not _BARE.fullmatch(part):
            return False
    return False


_ORGANS = (
    r"(?:organs|organizations|bodies|(?:specialized )?agencies|entities|funds|programmes|offices|"
    r"departments|institutions|commissions|mechanisms)"
)
_ORGAN_LAST = re.compile(rf"\b{_ORGANS}$")
_ORGAN_ROW = re.compile(rf"\b{_ORGANS}, {_ORGANS}$")
_BARE = re.compile(_ORGANS)
_BARE_CLOSE = re.compile(rf"(?:{_ORGANS} )?and {_ORGANS}(?= (?:of|and|within|that|which|in)\b|$)")


def _unfinished(part: str) -> bool:
    """Whether the words end in an adjective, so that their noun is still to come."""
    words = WORD.findall(_SPLIT.split(part)[-1])
    return (
        bool(words)
        and bool(ADJECTIVE_END.fullmatch(words[-1]))
        and words[-1] not in ("concerned", "involved")
        and not ACTOR_HEAD.search(words[-1])
    )


def _split(segment: str) -> list[str]:
    """Split at "and" and "as well as" where whole names stand on both sides."""
    items: list[str] = []
    rest = segment
    start = 0
    while True:
        match = _SPLIT.search(rest, start)
        if match is None:
            break
        left, right = rest[: match.start()], rest[match.end() :]
        if _separate(left, right, match[0]):
            items.append(left)
            rest, start = right, 0
        else:
            start = match.end()
    items.append(rest)
    return [item for item in items if item.strip()]


_DETERMINERS = (
    "the ", "all ", "other ", "its ", "his ", "her ", "their ", "those ", "any ", "each ",
    "every ", "relevant ", "these ", "both ", "a ", "an ",
)  # fmt: skip


def _separate(left: str, right: str, by: str) -> bool:
    if not left.strip():
        return True
    if "as well as" in by or "together with" in by or "along with" in by or "particular" in by:
        return True
    if right.startswith(_DETERMINERS):
        apart = right.startswith("other ") and (
            _ADJECTIVE.fullmatch(left) or (_OF_A_REGION.search(left) and right[6:7].isupper())
        )
        return _whole(left) and not apart
    if left.endswith(")"):
        return True
    words_left, words_right = WORD.findall(left), WORD.findall(right)
    if not words_left or not words_right:
        return False
    last, first = words_left[-1], words_right[0]
    if _unfinished(left) or not _whole(left):
        return False
    if _SHARING.search(left) or (last == "information" and first == "communications"):
        return False
    if _ORGAN_ROW.search(left) and _BARE.match(right):
        return False
    if first[0].isupper():
        return _separate_capitals(left, right, last)
    if NAMED_AND.search(left):
        # "The Office for Trade and regional banks": a topic in capitals is over.
        return last[0].isupper() and right.islower() and bool(ACTOR_HEAD.search(head_of(right)))
    one, two = (
        ORGANIC.fullmatch(head_of(left).split(" ")[-1].lower()),
        ORGANIC.search(right[:60].lower()),
    )
    if one and two and " of " not in left and re.match(r"[\w-]+(?: [\w-]+)? of ", right):
        # "organizations and agencies of the United Nations system" are one.
        return False
    if one and two and len(words_right) > 0 and ORGANIC.fullmatch(first.lower()):
        return False
    return bool(ACTOR_HEAD.search(head_of(left))) and bool(ACTOR_HEAD.search(head_of(right)))


_OF_A_REGION = re.compile(r"[A-Z][a-z]+(?:ean|ican|ian|ese|ish)$")
_SHARING = re.compile(
    r"^(?:the )?(?:relevant |other |all |appropriate |competent |various )+United Nations$|"
    r"\b[Cc]rime prevention$"
)
"""Names that share the noun after the next one: "relevant United Nations and regional bodies"."""


def _separate_capitals(left: str, right: str, last: str) -> bool:
    if re.match(
        r"(?:Member States|States|Governments?|Parties|UN|[A-Z]{3,}|United Nations|Observer)\b",
        right,
    ):
        return not re.search(r"\bHeads? of State$", left)
    if last[0].islower():
        return True
    if re.search(
        r"(?:\b(?:on|for|of|in|against|to)|[\w,] the)\s(?:[A-Z][\w-]*(?:, |\s)?)+$", left
    ) and not left.startswith(("Governments", "Government")):
        # Inside a name: "Conference on Trade and Development".
        return bool(re.match(r"[A-Z]{3,}\b", right))
    if _BY_ITSELF.fullmatch(left.strip()):
        # "The Sudan and Chad", not "the Trade and Finance Unit".
        return left.endswith(last.upper()) or not ACTOR_HEAD.search(head_of(right))
    return not re.search(r"\b[a-z]", left) or bool(ACTOR_HEAD.search(head_of(left)))


_BY_ITSELF = re.compile(r"the [A-Z]\w+")


def _whole(left: str) -> bool:
    """Whether the words could be a whole name: they end in a noun or a name, not an adjective."""
    words = WORD.findall(left)
    return bool(words) and words[-1].lower() not in ("the", "of", "and", "for", "on", "in", "to")
