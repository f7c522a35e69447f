"""Who is to act where no "to do" follows him: by a passive, by his actions, by a draft for him."""

from __future__ import annotations

import re

from . import clauses, naming, parties

_BY = re.compile(
    r"\bbe(?<!\bto be) (?:not )?(?:\w+ly )?(?:(?!guided|accompanied|followed|preceded|complement|"
    r"supplement|replaced|represented|affected|bound\b|governed|inspired|informed|motivated|superseded)\w+ed|"
    r"given|made|taken|held|set|put|borne|kept|brought|drawn|done|sent|undertaken|shown|chosen|"
    r"drawn up)\b(?:(?:, (?:\w+ly )?\w+ed){1,4},? (?:and|or) (?:\w+ly )?\w+ed\b)?"
    r"(?P<between>(?:(?! (?:that|which|who|to|by|without) )[^,;:.]){0,70}?),? "
    r"by (?=(?:the |all |both |those |such |any |each |other |relevant |interested |its |"
    r"non-|[A-Z]|[a-z]+ (?:States|Governments|countries|organizations|bodies)\b))"
)
_ALREADY = re.compile(r"(?<! and) \w+(?:ed|en|made|held|put|set)(?: \w+){0,2}$")
"""What somebody did before: "be based on steps taken by States"."""
_ENDS = re.compile(
    r"[;:.]|, (?!and (?:the |all |other )|all |the [A-Z])| (?:to|in(?! [A-Z])|with|through|into|"
    r"under|at|as|from|during|within|before|after|no later|not later|on(?! [A-Z])|for(?! [A-Z])|"
    r"of (?:the (?:services|facilities|need|fact|present|Charter)|its|their|such)|and (?:in|to|be|"
    r"should|shall|that|[a-z]+ed (?:in|to|by|as|for|on))|when|if|where|[a-z]+ed (?:to|by)) "
)


_ASIDE = re.compile(r" \(|:")
_WHO = re.compile(r"(?:who|which|that) (?:shall |should |will |would |may |must )?$")


def of_passive(rest: str, at: int) -> list[str]:
    """Those by whom something is to be done, as the clause from ``at`` on names them."""
    if " by " not in rest:
        return []
    found: list[str] = []
    begins = at
    aside = _ASIDE.search(rest, at)
    for match in _BY.finditer(rest, at, aside.start() if aside else len(rest)):
        if " be " in rest[begins : match.start()] or _WHO.search(rest, at, match.start()):
            break
        begins = match.end()
        if _ALREADY.search(match["between"]):
            continue
        phrase = rest[match.end() : match.end() + 300]
        end = _ENDS.search(phrase)
        names = parties.names(phrase[: end.start()] if end else phrase)
        found.extend(name for name in names if naming.is_actor(name))
    return list(dict.fromkeys(found))


def of_actions(rest: str, at: int) -> list[str]:
    """Who is to act where his actions are to be taken, or where a long aside tells who is meant."""
    match = _ACTIONS_OF.match(rest, at) or _INCLUDING.match(rest, at)
    names = parties.names(match["who"]) if match else []
    return names if all(map(clauses.can_act, names)) else []


_ACTIONS_OF = re.compile(
    r" the (?:actions|activities|tasks) of (?P<who>[\w -]{3,60}?) "
    r"(?:called for|requested|referred to|set out|provided for|mentioned)\b[^;]* be "
)
_INCLUDING = re.compile(
    r"(?P<who> [^,;]{3,120}), (?:including|in particular|especially|notably|such as) [^;]{60,}, "
    r"(?!and |or |as )(?:[a-z]+ly )?(?=[a-z]+ )"
)


def given_a_draft(rest: str, at: int) -> list[str]:
    """To whom a draft is recommended, or by whom it is to be adopted."""
    draft = _DRAFT_TO.match(rest, at)
    return parties.names(draft["who"]) if draft else []


_DRAFT_TO = re.compile(
    r" the (?:following|present) (?:draft )?(?:resolution|decision|text)s?,? (?:for adoption )?"
    r"(?:to|by)(?P<who> [\w ]{3,60}?)"
    r"(?: for (?:its )?(?:adoption|consideration|approval|endorsement))?[:.;]?$"
)
