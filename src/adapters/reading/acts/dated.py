"""Whether a date that stands in a clause is a due point, or the time of something else."""

from __future__ import annotations

import re

from .terms import is_past

GOALS = ("2030", "2015", "2063", "2050")
"""The years of agendas: "by 2030" is a goal."""
END_OF = re.compile(r"(?:end|close) of\b|\bend[ -]", re.IGNORECASE)


def dated(match: re.Match[str], lead: str, before: str) -> bool:
    """Whether a date is a due point: goals, ranges and retrospective dates are not."""
    until = lead.startswith(("by", "no", "before", "prior to the"))
    if until and (_SAID.search(before) or _WERE.search(before)):
        return False
    if lead == "until" and (_PERIOD.search(before) or _EXTENDING.search(before)):
        return True
    if not until and is_past(match.string, match.start()):
        return False
    if lead == "on" and _RELATIVE.search(before):
        return False
    if lead == "through":
        return match["year"] is None and not _SPAN.search(before)
    day_known = bool(match["day"] or match["after"])
    if match["year"]:
        if lead.startswith(("starting", "beginning", "commencing")):
            return True
        if lead.startswith(("as of", "as from", "with effect")) and _RECURRING.search(before):
            return True
        if lead == "from" and _ONWARDS.search(before):
            return True
        # "by 2030" is a goal; "in 2022" is when it happens.
        if match["year"] in GOALS and "end" not in lead:
            return lead in _HAPPENS_IN and _made_then(match.string, match.start())
        if until and AIM.search(match.string, 0, match.start()):
            return False
        if lead in _HAPPENS_IN:
            return happens(match.string, match.start())
        return (
            lead in ("by", "before", "until")
            or END_OF.search(match[0]) is not None
            or lead.startswith(("no", "by no", "at the latest"))
        )
    if lead.startswith(("as of", "as from", "with effect", "effective")):
        return bool(_ENDING.match(match.string) or _RECURRING.search(before))
    if lead in ("on", "from", "to", "in", "for", "during", "starting"):
        elsewhen = lead == "in" and _ELSEWHEN.search(before)
        if elsewhen and not (_TO_MEET.search(before) or _TO_BE_HELD.search(before)):
            return False
        return lead in ("in", "on", "during") and not re.search(r"\bof$|\d$", before.rstrip())
    return day_known or match["mmonth"] is not None


_HAPPENS_IN = (
    "in",
    "during",
    "in the course of",
    "across",
    "early in",
    "late in",
    "later in",
    "at the beginning of",
    "at the start of",
)


def happens(clause: str, at: int) -> bool:
    """Whether "in 2026" is when what is asked for happens, not when something else does."""
    said = clause[:at]
    if _TO_MEET.search(said[-160:]) or _REPORTING.search(said) or _TO_BE_HELD.search(said[-90:]):
        return True
    if "review" in said and _TO_REVIEW.search(said):
        return True
    if " be " in said and _TO_BE_GIVEN.search(said[-160:]):
        return True
    if said.endswith(", to be held ") and _CONVENING.search(said):
        return True
    if "to be " in said and _TO_CONVENE.search(said):
        return True
    if (" be " in said or " being " in said) and _THE_NEXT.search(said):
        return True
    return len(said) < 150 and not _ELSEWHEN.search(said[-80:])


def _made_then(clause: str, at: int) -> bool:
    """Whether something is surely delivered or held in that year, a goal of others or not."""
    said = clause[max(0, at - 100) : at]
    return not _OF_ANOTHER.search(said) and any(
        words.search(said) for words in (_PRODUCT, _REPORTING, _TO_BE_HELD, _CONVENED, _THE_NEXT)
    )


_OF_ANOTHER = re.compile(r"\b(?:which|that|who) (?:is|are|was|were|will)\b[^,;]*$")
_PRODUCT = re.compile(
    r"\b(?:reports?|review|update|summit|conference|meeting|session),? (?:to be held )?$"
)
_CONVENED = re.compile(r"\b(?:hold|convene|organize) (?:an?|the|its) (?:[\w-]+ ){1,6}$")
_TO_BE_HELD = re.compile(
    r"(?:\b(?:shall|should|will|would|is to|are to) (?:be (?:held|convened|organized)|take place)|"
    r"(?<!to) be (?:held|convened|organized))(?: by the [A-Z][\w -]{3,60}?)?"
    r"(?: (?:in|at) (?:the (?=United Nations |Palais ))?(?!(?:that|the|this) )"
    r"[A-Z][\w, ]{2,50}?,?)? $"
)
""" "That the meeting shall be held at Geneva in 2031": then it is."""
_TO_BE_GIVEN = re.compile(
    r"\b(?:shall|should|will|would|is to|are to) be "
    r"(?:submitted|presented|issued|transmitted|published|completed|circulated)"
    r"(?: (?:to|for|by) (?:the )?[\w -]{2,60}?)? $"
)
_CONVENING = re.compile(r"\b(?:convenes?|hold|organi[sz]es?) ")
""" "to convene a meeting, with experts, to be held in 2031": it is that one."""
_TO_CONVENE = re.compile(
    r"\b(?:convene|hold|organi[sz]e) (?:an?|the|its|one|two) (?:(?!for\b|to\b)[\w-]+ ){1,12}"
    r"to be held (?:(?:at|in) [A-Z][\w, ]{2,40}?,? )?$"
)
_THE_NEXT = re.compile(
    r"\b(?:next|first|last|second) of which (?:(?:should|shall|will|would|is to) be|to be|being) "
    r"(?:\w+ )?$|"
    r"\b(?:next|first) (?:[\w-]+ ){0,4}to be (?:held|convened|submitted|presented|undertaken) $"
)
_RECURRING = re.compile(
    r"\b(?:annual(?:ly)?|biennial(?:ly)?|quarterly|monthly|every|each|yearly|basis)\b"
)
"""Before "as from": what recurs begins then."""
_ONWARDS = re.compile(
    r"\b(?:(?:annual|biennial|triennial|quadrennial)ly|basis|(?:each|every) year),? $"
)
_SAID = re.compile(
    r"(?<!to be )(?<!be )\b(?:requested|submitted|adopted|established|issued|received) $|"
    r"\b(?:based|on the basis|taking into account|in the light)\b[^,;]{3,90} to be "
    r"(?:received|submitted|sent|provided|made) $"
)
"""Before a date: by when something else was done, or was to be there to build on."""
_WERE = re.compile(r"\b(?:was|were|(?:had|have|has) been) \w+(?: \w+){0,8} $")
"""What had happened by then: "projects which were begun before"."""
_PERIOD = re.compile(
    r"\b(?:for|over) (?:an? |the )?(?:[\w-]+ ){0,2}period(?: of [\w -]{3,30})?,? $"
)
"""What is established for a period until then is not over, whatever its participle."""
_EXTENDING = re.compile(r"\b(?:extend|prolong|continue) (?:the|its) [^;,]{3,80} $")
"""So is what is made longer: "to extend the work of the Board until"."""
_SPAN = re.compile(
    r"\b(?:from|between|cover\w+|period(?: of)?) (?:\d[^,;]{0,20}|[A-Z][a-z]+ (?:\d{4} )?)$"
)
"""Before "through": a span of time, of which the second day is no due point of its own."""
_RELATIVE = re.compile(
    r"\b(?:(?:that(?! it\b| the\b)(?: (?!shall\b|should\b)[\w-]+){1,8}|"
    r"which(?: [\w-]+){1,8}|who(?: (?!shall\b|should\b)[\w-]+){1,8})|expir\w+|"
    r"(?:enter|entry|entered|come) into force) $"
)
"""Before "on": a day of something else, "the terms that expire on"."""
AIM = re.compile(
    r"\b(?:in order to|with a view to|so as to|so that|aim of|aiming|goals?|targets?)\b[^;]*$|"
    r"\bfor all $"
)
"""What is to be reached by then is no product that is due."""
_REPORTING = re.compile(
    r"\breport (?:back |thereon |further )?to (?:the [A-Z]|(?:its|their) )[\w ]{2,50} $"
)
_TO_MEET = re.compile(
    r"\b(?:hold|holding|convene|convening|reconvene|resume|organize|organizing|host|"
    r"meet)(?:,[^,]{3,60},|,)? "
    r"(?:(?:an?|its|one|two|the) )?(?:(?:up to |(?!to\b)[\w()\u2019'-]+ )){0,16}$"
)
_TO_REVIEW = re.compile(
    r"\b(?:conduct|conducting|undertake|undertaking|hold|holding) (?:an?|the|its) (?:[\w-]+ ){0,4}"
    r"review of [^,;]{3,120} $"
)
_ENDING = re.compile(
    r".{0,90}?\b(?:terminat|discontinu|end|lift|clos|abolish|"
    r"establish|creat|constitut|set up|merge)"
)
"""What begins or ends for good does so on its day."""
_ELSEWHEN = re.compile(
    r"\b(?:anniversary|Year|Conference|Summit|Forum|Day|Decade|held|which|that|to be|scheduled|"
    r"convened|planned|launched|review|session|"
    r"since|Games|Olympic|elections?|outcome|\w+(?<!implement)ed|Congress|cycle)\b(?:(?!,).){0,60}$"
)
