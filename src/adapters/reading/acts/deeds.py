"""Who is to act where no "to do" follows them: by a bare verb, between several, by what they do.

"Requests the Board provide a list", "cooperation between the Board and the Fund", "the adoption by
States of laws".
"""

from __future__ import annotations

import re

from ..cues import holds
from . import naming, parties
from .addressed import Addressed
from .finite import bare_verbs

LONG = 60
"""In characters: names are seldom as long, where "to do" follows them."""


def asked_barely(rest: str, start: int, stop: int) -> tuple[list[str], int] | None:
    """ "Requests the Board provide a list": who is asked, where no "to" stands before the verb."""
    last = stop if stop >= 0 else len(rest)
    end = _NAMES_END.search(rest, start + 2, last)
    for verb in bare_verbs(rest, start, end.start() + 1 if end else last):
        names = parties.names(rest[start : verb.start()])
        if names and all(naming.is_actor(name) for name in names):
            return list(names), verb.start()
        if not names or len(names) > _MANY:
            break
    return None


_MANY = 6
_NAMES_END = re.compile(r"[,;:.]| (?:that|which|who|for|by|in|from|of (?:a|its|their)) ")


_DEED_OF = re.compile(
    r"(?P<who>(?:[\w-]+ )*?(?:[\w-]+(?= of an? )|(?:States|Governments|countries|[Pp]arties|"
    r"institutions|regions|"
    r"[A-Z][a-z]+(?<!Ministers)(?<!Heads)(?<!Members)(?<!Chairs)(?<!Office)(?<!Board))(?= of "
    r"(?!the |all |its |their |that |this |those |origin|transit|destination|refuge|asylum)"
    r"[a-z]))) of "
)


def without_deed(name: str) -> str:
    """The name without what is done: in "the adoption by States of laws" it is "States"."""
    deed = _DEED_OF.match(name)
    return deed["who"] if deed else name


_BETWEEN = re.compile(
    r"(?:(?!that |to )[\w-]+,? ){0,7}?(?:coordination|cooperation|co-operation|collaboration|"
    r"sharing|dialogue|exchanges?|interaction|consultations?|partnerships?|communication|"
    r"synergies|links?)"
    r"(?:,[^,;]{3,60},)? (?:between(?: and among)?|among(?: and between)?) (?P<who>[^;:]{3,300})"
)


def between(rest: str, start: int) -> list[str]:
    """ "Encourages closer coordination between the Board and the Fund": both are to."""
    if " between " not in rest and " among " not in rest:
        return []
    match = _BETWEEN.match(rest[start:].lstrip(" "))
    if match is None:
        return []
    who = match["who"]
    to_do = parties.infinitive(who)
    who = who[:to_do] if to_do >= 0 else who
    end = _BETWEEN_ENDS.search(who)
    names = parties.names(who[: end.start()] if end else who)
    return [name for name in map(without_deed, names) if naming.is_actor(name)]


_BETWEEN_ENDS = re.compile(
    r",? (?:in (?:the|their|its|order|support|this|that|facilitating)|so as|through|under|within|"
    r"by|including|on (?:an?|the|regulations|matters|issues|ways|how|[a-z]+ing)\b|"
    r"regarding|concerning|towards|for (?:strengthening|the purpose|this)) "
)


_GIVERS_END = re.compile(
    rf"{_BETWEEN_ENDS.pattern}|(?<!Rapporteur)(?<!Group)(?<!Committee)(?<!Commission)(?<!Expert)"
    r"(?<!Panel)(?<!Forum) (?:on|to|of|at|before) (?=[a-z])"
)
_FROM = re.compile(
    r",? ?(?:[\w-]+ ){0,3}?(?:(?:contributions?|comments|views|observations|information|inputs?|"
    r"suggestions|proposals|submissions|replies|nominations|support|assistance|funding|"
    r"co-?operation)\b[^;:]{0,90}?|"
    r"(?:reports?|stud(?:y|ies)|updates?|briefings?|lists?)) from "
    r"(?P<who>[^;:]{3,300})"
)
_THEIRS = re.compile(r",? their (?:[\w-]+ ){0,2}?(?:comments|views|observations|suggestions)\b")


def given_by(rest: str, start: int) -> list[str]:
    """ "Invites comments on the report from Member States": it is they who are to give them."""
    match = _FROM.match(rest, start) if " from " in rest else None
    if match is None:
        return ["they"] if _THEIRS.match(rest, start) else []
    end = _GIVERS_END.search(match["who"])
    names = parties.names(match["who"][: end.start()] if end else match["who"])
    return names if names and all(map(naming.is_actor, names)) else []


def efforts(rest: str, start: int) -> Addressed | None:
    """ "Encourages the Board's efforts to light lamps": it is the Board that is to."""
    owned = "\u2019" in rest or "'" in rest
    efforts = _THEIR_EFFORTS.match(rest, start) if owned else None
    whose = naming.name_of(efforts["whose"], cut=True) if efforts else ""
    if efforts and naming.is_actor(whose):
        return Addressed([whose], efforts.end())
    of = _EFFORTS_OF.match(rest, start) if holds(rest, _OF_THEIRS) else None
    return _owners(rest, of.end()) if of else None


def _owners(rest: str, at: int) -> Addressed | None:
    """ "Encourages the efforts of the Board and the Fund to light lamps": it is they who are to."""
    to_do = parties.infinitive(rest, at)
    end = _EFFORTS_END.search(rest, at, to_do if to_do >= 0 else len(rest))
    names = parties.names(rest[at : end.start() if end else to_do if to_do >= 0 else len(rest)])
    known = names and all(naming.is_actor(name) for name in names)
    return Addressed(names, at) if known else None


_THEIR_EFFORTS = re.compile(
    r"(?P<whose> (?:(?! (?:to|that|which|by) )[^,;]){3,120}?)['\u2019]s? "
    r"(?:(?!the )[a-z]+,? (?:and )?){0,3}(?:efforts?|endeavours?|work|attempts) "
)
_OF_THEIRS = ("fforts of ", "ffort of ", "deavours of ", "operation of ", "assistance of ")
_EFFORTS_OF = re.compile(
    r"(?: ?\b(?!to\b|of\b|for\b|by\b|with\b|in\b)[\w-]+,?){0,4} ?\b"
    r"(?:efforts?|endeavours|co-?operation|assistance) of(?= )"
)
_EFFORTS_END = re.compile(
    r"[;:.]| (?:in|at|on|for|with|through|towards|aimed|against|under|as part) "
)
