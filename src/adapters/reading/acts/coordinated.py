"""Names that stand beside each other: brought together across commas, split at "and".

A comma or an "and" inside one name ("Food, Agriculture and ...") is told from one between two.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .naming import WORD, head_of
from .words import ACTOR_HEAD, ADJECTIVE_END, NAMED_AND, ORGANIC

_SPLIT = re.compile(
    r",? (?:and also|and with|and in particular|as well as|along with|together with|and|or) "
)
ADJECTIVE = re.compile(
    r"[a-z-]+(?:mental|[aio]nal|ical|lateral|(?<!disc)ous|[dt]ary|atory|"
    r"able(?<!enable)(?<!disable))"
)
"""Forms that no verb has: "to intergovernmental organizations"."""


def rejoin(parts: list[str]) -> list[str]:
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
            and not _STATES.match(part)
        ):
            joined[-1] = f"{joined[-1]}, {part}"
        else:
            joined.append(part)
    return joined


_STATES = re.compile(r"(?:Member )?States\b|Governments?\b|Parties\b")


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
_OF_ORGANS = re.compile(rf"\bof (?:the )?(?:[\w-]+ ){{0,3}}{_ORGANS}$")
"""Whose, where bare nouns go on: "executive boards of the funds" and programmes."""
_BARE = re.compile(_ORGANS)
_BARE_CLOSE = re.compile(rf"(?:{_ORGANS} )?and {_ORGANS}(?= (?:of|and|within|that|which|in)\b|$)")


def bare_row(part: str) -> bool:
    """Whether the last of a row of bare nouns stands here: "funds and programmes"."""
    return _BARE_CLOSE.fullmatch(part) is not None


def _unfinished(part: str) -> bool:
    """Whether the words end in an adjective, so that their noun is still to come."""
    words = WORD.findall(_SPLIT.split(part)[-1])
    return (
        bool(words)
        and bool(ADJECTIVE_END.fullmatch(words[-1]))
        and words[-1] not in ("concerned", "involved")
        and not ACTOR_HEAD.search(words[-1])
    )


def split(segment: str) -> list[str]:
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
    if right.startswith("of the ") and " of " in left:
        return False  # "members of the agencies or of the Fund"
    if "as well as" in by or "together with" in by or "along with" in by or "particular" in by:
        return True
    if right.startswith(_DETERMINERS):
        apart = right.startswith("other ") and (
            ADJECTIVE.fullmatch(left)
            or _unfinished(left)
            or (_OF_A_REGION.search(left) and right[6:7].isupper())
        )
        return _whole(left) and not apart and not _same_topic(left, right)
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
    if (_ORGAN_ROW.search(left) or _OF_ORGANS.search(left)) and _BARE.match(right):
        return False
    if first[0].isupper():
        return _separate_capitals(left, right, last)
    if NAMED_AND.search(left):
        # "The Office for Trade and regional banks": a topic in capitals is over.
        return last[0].isupper() and right.islower() and bool(ACTOR_HEAD.search(head_of(right)))
    if right.startswith("special procedures"):
        return True
    one, two = (
        ORGANIC.fullmatch(head_of(left).split(" ")[-1].lower()),
        ORGANIC.search(right[:60].lower()),
    )
    if one and two and _OUTSIDE.search(left) and _OF_THE_SYSTEM.match(right):
        return True
    if one and two and " of " not in left and re.match(r"[\w-]+(?: [\w-]+)? of ", right):
        # "organizations and agencies of the United Nations system" are one.
        return False
    again = " of " in left and first == "members"
    if one and two and not again and ORGANIC.fullmatch(first.lower()):
        return False
    somebody = ACTOR_HEAD.search(head_of(left)) or _ACRONYM.fullmatch(left)
    return bool(somebody) and bool(ACTOR_HEAD.search(head_of(right)))


_OUTSIDE = re.compile(
    r"\b(?:financial|(?:non-|inter)?governmental|regional|donor|academic|research) "
    r"(?:institutions|organizations|agencies)$"
)
"""Those who are none of the United Nations system, whatever is beside them."""
_OF_THE_SYSTEM = re.compile(r"[\w-]+(?: [\w-]+)? of the United Nations\b")


def _same_topic(left: str, right: str) -> bool:
    """ "Committee on the Uses of the Seabed and the Ocean Floor": one name, whose topic goes on."""
    if not (right.startswith("the ") and right[4:5].isupper() and NAMED_AND.search(left)):
        return False
    return _ITS_TOPIC.search(left) is not None and not ACTOR_HEAD.search(head_of(right))


_ITS_TOPIC = re.compile(r"\b(?:Uses|Use|Law|Protection|Question|Effects) of the [A-Z][\w-]+$")
_ACRONYM = re.compile(r"(?:the )?[A-Z]{3,}")

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
