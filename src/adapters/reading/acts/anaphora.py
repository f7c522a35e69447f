"""Pronouns and "these organizations": replaced by what they name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from ....domain import tracking
from . import naming, parties
from .terms import last_match
from .vocabulary import LEMMAS

_PRONOUN = re.compile(
    r"(?:them|him|her|it|they|he|she|him(?:/| or )her|he(?:/| or )she|the latter|these|those)",
    re.IGNORECASE,
)
_ONE = re.compile(r"him|her|he|she|h\w+(?:/| or )\w+")
_PERSON = re.compile(
    r"\b(?:(?:Special Rapporteur|Special Representative|Special Envoy|Personal Envoy|"
    r"[Ii]ndependent [Ee]xpert|Executive (?:Director|Secretary)|(?:United Nations )?High "
    r"(?:Commissioner|Representative)|Director-General|Regional Director|Administrator|"
    r"Under-Secretary-General|Commissioner-General|Chair(?:man|person)?)\b"
    r"(?: (?:of|on|for(?! (?:his|her|its|their) )) [^,;]{3,160}?(?=,|;|$| (?:for (?:his|her|"
    r"the)|in (?:his|her|the)|"
    r"and (?:his|her)|that|which|who|has|have|is|was|shall|should|will|continues?)\b))?)"
)
"""A person by office, and what the office is for."""
_THESE = re.compile(r"(?:these|those|such|said|both) (?P<what>(?:[\w-]+ ){0,3}\w+)$", re.IGNORECASE)
_ORGANIZED = re.compile(
    r"\b(?:[Oo]rgani[sz]ations?|[Aa]genc(?:y|ies)|[Bb]od(?:y|ies)|entit(?:y|ies)|[Ff]unds?|"
    r"[Pp]rogrammes?|[Ii]nstitutions?|Banks?|Union|[A-Z]{3,})\b"
)
"""Who may be "these organizations", where the act before asked nobody else."""
_ENTITY = re.compile(
    r"(?:United Nations|International|World|Food and Agriculture|Economic|Joint|Special|Office|"
    r"Department|Global|Commission|Committee)"
    r"(?: (?:[A-Z][\w\u2019'-]*|of|the|for|on|and|in))*(?: [A-Z][\w\u2019'-]*)|\bUN[A-Z-]\w+|"
    r"\b(?:UNICEF|UNDP|UNEP|UNCTAD|UNHCR|WHO|FAO|ILO|IMF)\b"
)
_OBJECT = re.compile(
    r"(?:[\w ]+ )?(?:commends|thanks|congratulates|applauds|welcomes|supports|praises) the "
    r"(?P<who>[A-Z][^,;]{2,120}?)(?: for | on |,)",
    re.IGNORECASE,
)
"""Whom the act before is about: "commends the Board for ..., and urges it to"."""
_MAKING = frozenset({"decide", "appoint", "establish", "extend", "renew", "resolve", "create"})
_MADE = re.compile(
    r"\b(?:mandate of|(?:re-)?establish(?:es)?|creates?|appoints?|sets? up|constitutes?|extends?|"
    r"renews?|maintains?) (?:the|an?) (?P<who>(?!mandate|composition|membership|term)"
    r"[^,;]{3,120}?)"
    r"(?= for | until | of (?:up to |not more than )?\w+ (?:\w+ )?members| to | consisting|"
    r" composed| with |,|;|$)",
    re.IGNORECASE,
)
"""What the act before makes or extends, which "it" is then: "sets up a Panel, and asks it"."""
_MADE_SO = re.compile(
    r"\bthat (?:the|an?) (?P<who>[A-Za-z][^,;]{2,100}?) (?:(?:shall|should|will|is|are) )?"
    r"(?:hereby )?(?:(?:be )?(?:established|set up|created|extended|renewed|composed)|consist)\b"
)
"""The same in a that-clause: "decides that a Panel be set up, and asks it"."""


def resolve(
    names: list[str], before: str, acts: Sequence[dict[str, Any]], body: str | None = None
) -> list[str]:
    """The names with pronouns replaced, where what they stand for is in the paragraph.

    ``body`` is who speaks: whom it asks is somebody else.
    """
    found: list[str] = []
    for name in names:
        these = _THESE.fullmatch(name)
        if _PRONOUN.fullmatch(name):
            found.extend(_antecedent(name.lower(), before, acts, body) or [])
        elif these:
            asked: list[str] = acts[-1]["addressees"] if acts else []
            same = _ORGANIZED.search(these["what"]) and all(map(_ORGANIZED.search, asked))
            found.extend((asked if same else []) or _named(these["what"], before) or [name])
        else:
            found.append(name)
    return list(dict.fromkeys(found))


def unresolved(names: list[str]) -> bool:
    """Whether a name still points back: "these organizations"."""
    return any(name.startswith(("these ", "such ", "said ")) for name in names)


def _antecedent(
    pronoun: str, before: str, acts: Sequence[dict[str, Any]], body: str | None
) -> list[str]:
    if _ONE.fullmatch(pronoun):
        if "Secretary-General" in before:
            return ["Secretary-General"]
        persons = _PERSON.findall(before)
        if persons:
            return [naming.name_of(persons[-1], cut=True)]
    if pronoun == "it" and acts and acts[-1]["verb"] in _MAKING:
        begin = acts[-1]["span"][0]
        made = _MADE_SO.search(before, begin) or last_match(_MADE.finditer(before, begin))
        if made is not None:
            return [naming.name_of(made["who"], cut=True)]
    addressed: list[str] = acts[-1]["addressees"] if acts else []
    several = pronoun in ("them", "they")
    alone = several and len(addressed) == 1 and not _plural(addressed[0])
    if addressed and addressed != [body] and pronoun not in ("these", "those"):
        # "Requests the Chair to write to the heads of banks, and asks them": not the Chair.
        return (_agents(before, plural=True) if alone else []) or list(addressed)
    praised = _OBJECT.match(before) if pronoun == "it" else None
    if praised and naming.is_actor(praised["who"]):
        return [praised["who"]]
    return _agents(before, plural=pronoun in ("them", "they", "these", "those", "the latter"))


_ACTING = (
    re.compile(r"\bby "), re.compile(r"\b(?:of|to|that) "), re.compile(r"\b(?:among|between) "),
)  # fmt: skip


def _agents(before: str, *, plural: bool) -> list[str]:
    """Who did what the clause before speaks of: the agent of "by", else its first actor."""
    clause = re.split(r"; ", before)[-1]
    for pattern in _ACTING:
        for match in pattern.finditer(clause):
            begin = match.end()
            verb = clause[begin : begin + 20].split(" ")[0]
            if verb in LEMMAS or verb in _DOING:  # "to invite experts": the experts
                begin += len(verb)
            phrase = re.split(
                r"[;.]|, (?:such|including|in)| (?:working|in|to|at|"
                r"(?:for|on)(?! (?:the )?[A-Z])|that|which|have|has|"
                r"who|should|shall|will|must|may|can|are|is|do)\b",
                clause[begin : begin + 200],
            )[0]
            actors = [name for name in parties.names(phrase) if naming.is_actor(name)]
            if actors and (not plural or len(actors) > 1 or _plural(actors[0])):
                return actors
    return []


_DOING = frozenset({"engaging", "involving", "assisting", "supporting", "helping"})


def _plural(name: str) -> bool:
    head = re.split(r" (?:of|for|on|in|to) ", name.removesuffix(" concerned"))
    last = head[-1] if head[-1].islower() else ""
    return any(part.endswith("s") for part in (head[0], last)) or "range of" in name


def _named(what: str, before: str) -> list[str]:
    """ "These United Nations organizations": the organizations named before."""
    wanted = what.lower()
    if not re.search(
        r"organizations?|entit|agenc|bodies|institutions|programmes|funds|offices|commissions",
        wanted,
    ):
        return []
    if re.search(r"institutions|centres", wanted) and "united nations" not in wanted:
        return []
    named = [name for match in _ENTITY.finditer(before) for name in parties.names(match[0])]
    whole = [
        name for name in named if tracking.tracked([name]) == "yes" and name != "United Nations"
    ]
    return list(dict.fromkeys(whole))
