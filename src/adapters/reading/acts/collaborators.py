"""With whom somebody is to work: "in consultation with", "with the support of"."""

from __future__ import annotations

import re

from . import naming, parties
from .parties import PRONOUN
from .words import ASIDE, INCLUDING

_WITH = re.compile(
    r"\b(?:in (?:the )?(?:(?:\w+ly|close|full|closest|active|direct|regular|constant|further|"
    r"continued|broad|appropriate|strong|due|prior|effective|timely|open|wide|"
    r"transparent) )*(?:(?:and )?(?:close )?(?:consultation|collaboration|cooperation|"
    r"co-?ordination|co[- ]operation)"
    r"(?: and (?:(?:close|full) )?(?:consultation|collaboration|cooperation|"
    r"co-?ordination|co[- ]operation|partnership))?)(?:,? (?:as (?:appropriate|necessary|needed)|"
    r"where (?:appropriate|necessary|relevant)|as (?:appropriate and )?required|"
    r"inter alia|in particular|through the [^,;]{3,60}),?)? with|"
    r"(?:(?<=, )|(?<=and ))(?:after|following|upon) (?:(?:due|full|further|appropriate|prior) )?"
    r"consultations? with|"
    r"jointly with|with the (?:[\w-]+,? (?:and )?){0,3}?(?:support|assistance|"
    r"help|co-?operation)(?: and (?:the )?(?:cooperation|support|assistance|participation|"
    r"guidance|advice))? "
    r"of(?! (?:one|two|at least|a majority|an? \w+ of the members))|"
    r"with (?:[\w-]+ ){1,3}(?:support|assistance) provided by)\b,? "
    r"(?:(?:(?:as|when|where|if) (?:appropriate|necessary|needed|relevant|applicable|required)|"
    r"inter alia|among others|and [a-z]+ [a-z]+ by|and taking into account the (?:views|needs) of|"
    r"and on the basis of (?:[a-z]+ ){1,2}from|and with the (?:consent|agreement) of),? )?",
    re.IGNORECASE,
)


_WITH_ENDS = re.compile(
    r"[;:.\u201c]| (?:and subject to|and with due|and guided|"
    r"and (?!existing|developing|participating|neighbouring|contributing|"
    r"administering|contracting|implementing|operating|funding|training)[a-z]+ing|in order to|"
    r"so as to|with a view|and taking|and bearing|and building|and drawing|and in\b|"
    r"and within|and by (?:no|the|not|\d)|"
    r"and with (?:the )?(?:[a-z]+ )?(?:support|assistance|involvement|participation|"
    r"inputs?|contributions?|full|active)|as (?:provided|set out|described|requested|defined|"
    r"specified|referred)|(?<!with )(?<!and )(?<!or )(?<!, )an?(?= [a-z])|and the "
    r"(?:participation|involvement|support|assistance)|and on the basis|and through|taking into|"
    r"on (?:the|a|an|how|ways|matters|issues|"
    r"all|its|this|these|their|his|such|possible|measures|any)\b|in (?:the (?:preparation|"
    r"implementation|context|field|area|development|light|framework|process|planning|promotion|"
    r"discharge|elaboration)|"
    r"accordance|line|implementing|preparing|developing|support|its|their|this|order|promoting|"
    r"carrying|addressing|providing|full)\b|for (?:the (?:purpose|preparation|"
    r"implementation|effective|full|successful|organi[sz]ation|holding|conduct|establishment|"
    r"development|promotion)|its|their)|during|under the|pursuant|at (?:its|the|their|all)\b|"
    r"by (?:the end|\d|means)|"
    r"based on|through (?:the|its|his|her|their)|throughout|towards|while|within (?:the|"
    r"existing|their|its)|"
    r"regarding|concerning|and to |or to |not later|no later|when|where|as (?:appropriate|"
    r"necessary|well as to|part|a|requested|needed)|shall|should|will|may|and (?:shall|should|"
    r"will|may|submit|report|prepare|present|provide|ensure|continue)|"
    r"every|annually|biennially|quarterly|regularly|periodically|"
    r"to(?! the\b| all\b| other\b| their\b| its\b| armed\b| date\b)|is|are|was|were)(?= |$|,)"
)


_WITH_CUES = (
    "consultation", "collaboration", "operation", "ordination", "jointly", "support",
    "assistance", "help",
)  # fmt: skip


def find(clause: str) -> list[str]:
    """Those named by "in consultation with", "with the support of" and their like."""
    found: list[str] = []
    if " with" not in clause or not any(cue in clause for cue in _WITH_CUES):
        return found
    for match in _WITH.finditer(clause):
        phrase = clause[match.end() : match.end() + 700]
        first, *more = parties.names(_list(phrase), cut=False) or [""]
        first = _EACH_OTHER.sub("", first)
        if not naming.is_thing(first) or naming.is_actor(first):
            found.append(_UNNAMED.sub("", first))
        found.extend(filter(naming.is_actor, more))
    return list(dict.fromkeys(name for name in found if name and not PRONOUN.match(name)))


_EACH_OTHER = re.compile(
    r"^(?:each other|one another)(?:,? (?:or|and|as well as)(?: with)? (?:the )?|$)"
)
_UNNAMED = re.compile(r" (?:established|created|set up)$")
"""What is left of "the Panel established by", whose resolution names nobody."""


def _named_on(phrase: str, end: re.Match[str]) -> bool:
    """Whether "on the ..." is what somebody's name goes on with: "Special Rapporteur on the"."""
    if end[0].startswith(" to"):
        return phrase.endswith((" right", " rights", " Right", " Rights"), 0, end.start())
    if not end[0].startswith((" on", " in ")):
        return False
    return _OFFICE_ON.search(phrase, 0, end.start()) is not None


_OFFICE_ON = re.compile(
    r"(?:Rapporteur|Expert|[Ee]xperts?|Representative|Committee|Commission|Mechanism|Group|Forum|"
    r"Conference|Adviser|Panel|Envoy|Programme|Convention|Treaty)$"
)


_IN_LINE = re.compile(
    r" in (?:line|accordance|conformity) with [^,;]{3,60}(?=, (?:and|as well as) )"
)
"""What the list goes on after: "the Fund in line with resolution 91/7, and others"."""


def _list(phrase: str) -> str:
    """The words of a list of parties: up to its last member."""
    phrase = _IN_LINE.sub("", phrase) if " with " in phrase else phrase
    end = next(
        (match for match in _WITH_ENDS.finditer(phrase) if not _named_on(phrase, match)), None
    )
    text = phrase[: end.start()] if end else phrase
    parts = text.split(",")
    kept = [parts[0]]
    included = False
    for index, part in enumerate(parts[1:], 1):
        low = part.strip().lower()
        joins = low.startswith(("and ", "as well as "))
        if INCLUDING.match(low) or (included and not joins):
            # "Academia, particularly the Centre, and others": the list goes on.
            included = True
            continue
        included = False
        if ASIDE.match(low) or low.startswith(("to ", "and to ", "and in ", "their ", "its ")):
            break
        later = [p.strip().lower() for p in parts[index:]]
        joined = low.startswith(("and ", "as well as ", "or ")) or any(
            p.startswith(("and ", "as well as ")) or " and " in p for p in later[:8]
        )
        if not joined or re.match(
            r"(?:and )?(?:(?!existing|developing|participating|neighbouring|contributing|funding|"
            r"operating|implementing)\w+ing|an?|any) ",
            low,
        ):
            break
        kept.append(part)
    return ",".join(kept)
