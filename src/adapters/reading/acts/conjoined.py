"""Others who are asked for something else: "requests X to do this, and Y to do that"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from . import naming, parties
from .words import ACTOR_HEAD, ADJECTIVE_END, ASIDE

_TAKES_SOMEBODY = re.compile(
    r"\b(?:help|assist|enabl|allow|encourag|invit|urg|request|call|authoriz|empower|permit|ask|"
    r"requir|train|persuad|lead|caus|instruct|appeal|advis|remind)"
)
"""After these "X and Y to do" are of the same thing: "to help the State and the Board to act"."""
_AMONG_OTHERS = re.compile(r"\b(?:with|among|between|including|such as|in particular) ")
"""Nor is one of those with whom something is to be done, or of a list."""
_HOLDS_SOMEBODY = re.compile(
    r"\b(?:for|by(?! \d)|from|capacit\w+|abilit\w+|"
    r"needs?|opportunit\w+|rights?|obligat\w+|responsib\w+|efforts?|commitments?) "
)
"""After these they are set apart by a comma alone."""
_THINGS = re.compile(
    r"(?:^|[ -])(?:initiatives?|facilit(?:y|ies)|services?|funds?|systems?|programmes?|operations?|"
    r"process(?:es)?|structures?|platforms?|mechanisms?|forums?|networks?|mission|parts?|media)$"
)
"""What may act, but is as often a thing that something is done with."""
_CLAUSE = re.compile(r"\b(?:that|which|who|whose|how|whether|where|when|if|so that)\b")
_BEGINS = (
    r"(?:the|all|other|those|its|each|both|relevant|any|interested|concerned|developed|developing|"
    r"donor|national|regional|international|local|civil|private|armed|States|"
    r"Member States|member States|parties|Parties|Governments|countries|"
    r"creditors|donors|employers|[A-Z]{3,})\b"
)
_AND = re.compile(rf" and (?:upon )?(?={_BEGINS})")
_BEGUN = re.compile(_BEGINS)
_ADJECTIVES = frozenset({"developing", "neighbouring", "participating", "contributing", "existing"})
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Other:
    """Who else is asked: their names, where these begin, where what they are to do begins."""

    names: list[str]
    begin: int
    asked: int


def find(clause: str, asked: int) -> list[Other]:
    """Those who are named with an infinitive of their own, after the one that begins at ``asked``.

    Only where they can be nobody else's object: after a comma, or after a thing, and where no verb
    before them takes somebody who is to do something.
    """
    found: list[Other] = []
    at = asked + 3
    if clause.find(" to ", at) < 0:
        return found
    for match in _AND.finditer(clause, at):
        if match.start() < at or clause.find(" to ", match.end(), match.end() + _LONGEST) < 0:
            continue
        before = clause[at : match.start()]
        apart = before.endswith(",") or not _goes_on(before)
        if not apart or _TAKES_SOMEBODY.search(before) or _AMONG_OTHERS.search(before):
            continue
        other = _named(clause, match.end())
        if other is not None:
            found += [*_listed(clause, at, match.start()), other]
            at = other.asked + 3
    return found


def _goes_on(before: str) -> bool:
    """Whether "and" may add to what stands before it: to somebody, a name, or an adjective."""
    last = before.rsplit(" ", 1)[-1]
    doing = last.endswith("ing") and last not in _ADJECTIVES
    return (
        last[:1].isupper()
        or (not doing and ADJECTIVE_END.fullmatch(last) is not None)
        or ACTOR_HEAD.search(before[-40:]) is not None
        or _CLAUSE.search(before) is not None
        or _HOLDS_SOMEBODY.search(before) is not None
    )


def _named(clause: str, begin: int) -> Other | None:
    """Who is named at ``begin``, with nothing but names up to "to do"."""
    asked = parties.infinitive(clause, begin)
    if asked < 0 or asked - begin > _LONGEST or not _BEGUN.match(clause, begin):
        return None
    words = clause[begin : asked - 1]
    if words.endswith(",") and "," not in words[:-1]:
        # "... and the private sector, to meet their needs": what it is for.
        return None
    words = _WHEN.sub("", words)
    if ";" in words or _CLAUSE.search(words) or ASIDE.match(words):
        return None
    names = parties.names(words)
    said = naming.name_of(words, cut=False)
    whole = len(names) > 1 or said.startswith(tuple(names))
    if not names or not whole or not all(_can_be_asked(name) for name in names):
        return None
    return Other(names, begin, asked)


_WHEN = re.compile(r", (?:when|where|if|whenever) [^,;]{3,120},$")
"""When somebody is to act, set off by commas: "and the Board, when painting towers, to"."""


def _can_be_asked(name: str) -> bool:
    return naming.is_actor(name) and not _THINGS.search(naming.head_of(name)) and "/" not in name


def _listed(clause: str, begin: int, end: int) -> list[Other]:
    """Those of a list before the last: "A to do this, B to do that and C to do a third thing"."""
    found: list[Other] = []
    comma = clause.find(", ", begin, end)
    while comma >= 0:
        other = _named(clause, comma + 2)
        if other is not None and other.asked < end:
            found.append(other)
        comma = clause.find(", ", comma + 2, end)
    return found
