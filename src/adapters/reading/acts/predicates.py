"""What is asked for, one verb after another: "to prepare ... and to submit"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from .products import BASE_OF, NOUN_VERBS, PRODUCT_VERBS

_LEAD = re.compile(r"\b(?:(?:and |or |as well as )?to|and|or|shall|should|will|that)\b|,")
_WORD = re.compile(r",? ?([a-z]+(?:-[a-z]+)?)\b")
_JOINED = re.compile(r"(?:,|\b(?:and|or|as well as))\s*$")
_OBJECT = re.compile(
    r" (?:the|its|their|all|on|thereon|back|to|any|such|this|these|it|regularly|annually|his)\b"
)
_ADVERBS = frozenset(
    {"also", "further", "jointly", "once", "again", "in", "addition", "inter", "alia", "either"}
    | {"both", "not", "help", "seek", "begin", "continue", "consider", "start"}
)
_BEFORE_GERUNDS = frozenset({"consider", "continue", "start"})
_BEFORE_TO = frozenset({"continue", "begin", "seek", "help", "start"})


_JOINING = frozenset({"and", "or", ","})
_KNOWN = _ADVERBS | PRODUCT_VERBS.keys() | BASE_OF.keys()


@dataclass(frozen=True, slots=True)
class Predicate:
    """A verb that is asked for: where it stands, its base form, the stretch of its object."""

    at: int
    verb: str
    begin: int
    end: int


class _Verb(NamedTuple):
    word: str
    end: int
    after: str
    """The adverb or "consider" right before it."""


def find(clause: str, start: int) -> list[Predicate]:
    """The predicates of a clause from ``start`` on."""
    found: list[Predicate] = []
    first = _verb_at(clause, start)
    if first is not None and BASE_OF.get(first.word, first.word) in PRODUCT_VERBS:
        # "that the Secretary-General provide ...": the finite verb is the first thing asked for.
        found.append(Predicate(start, BASE_OF.get(first.word, first.word), first.end, len(clause)))
    position = found[0].begin if found else start
    while (lead := _LEAD.search(clause, position)) is not None:
        position = lead.end()
        if lead[0] in _JOINING:
            word = _WORD.match(clause, position)
            if word is None or (word[1] not in _KNOWN and not word[1].endswith("ly")):
                continue
        said = _verb_at(clause, lead.end())
        if said is None:
            continue
        verb = BASE_OF.get(said.word, said.word)
        if not _counts(clause, lead, said, verb, found):
            continue
        if found:
            last = found[-1]
            found[-1] = Predicate(last.at, last.verb, last.begin, lead.start())
        found.append(Predicate(lead.start(), verb, said.end, len(clause)))
        position = said.end
    return found


def _verb_at(clause: str, at: int) -> _Verb | None:
    """The first word from ``at`` on that is no adverb ("to also continue to submit": submit)."""
    before = ""
    for _ in range(6):
        match = _WORD.match(clause, at)
        if match is None:
            return None
        word = match[1]
        skipped = word == "to" and before in _BEFORE_TO
        if not (skipped or word in _ADVERBS or (word.endswith("ly") and len(word) > 4)):
            return _Verb(word, match.end(), before)
        if not skipped:
            before = word
        at = match.end()
    return None


def _counts(
    clause: str, lead: re.Match[str], said: _Verb, verb: str, found: list[Predicate]
) -> bool:
    """Whether a verb is one of the things asked for, not part of another one's object."""
    how = lead[0]
    if said.word != verb and said.after not in _BEFORE_GERUNDS:
        return False
    if how.endswith("to"):
        if not found or how != "to":
            return True
        before = clause[max(0, lead.start() - 40) : lead.start()]
        return bool(_JOINED.search(before)) and " from " not in before
    if how in ("shall", "should", "will", "that"):
        return not found
    if verb not in PRODUCT_VERBS or not found:
        return how == "," and lead.start() < 2 and verb in PRODUCT_VERBS
    return verb not in NOUN_VERBS or _OBJECT.match(clause, said.end) is not None
