"""Sessions that are named by a number alone: "the Eightieth World Health Assembly", "SBI 41".

Meetings too, of conferences of parties and others that count them.
"""

from __future__ import annotations

import re

from ....domain import ordinals
from . import organs
from .terms import Due, bound_of, is_past

_ORDINAL = rf"(?:{ordinals.PATTERN})"
_NUMBERED = re.compile(
    r"\b(?P<lead>(?:to|at|before|prior to|in advance of|ahead of|by|until|in time for|during|for|"
    rf"back[ -]to[ -]back with|in conjunction with|immediately (?:before|prior to|after)) )"
    r"(?:the |its )?"
    rf"(?P<number>{_ORDINAL})(?P<more>(?:(?:, |,? and )(?:the )?{_ORDINAL})*) "
    rf"(?:(?:ordinary |regular )?(?:session|meeting) of the )?(?P<organ>(?-i:World Health Assembl"
    rf"(?:y|ies)|"
    rf"(?:United Nations )?Congress(?: on (?:the )?{organs.NAME})?|"
    rf"(?:Open-ended |Ad Hoc )*Working Group(?: of the (?:Parties|Whole))?|"
    rf"(?:[A-Z]\w+ )?(?:Conference|Meeting|meeting|conference) of (?:the )?(?:States )?[Pp]arties"
    rf"(?: to (?:the )?{organs.NAME})?))"
    rf"|\b(?P<body>(?-i:(?:Conference|Meeting) of the (?:States )?Parties"
    rf"(?: to (?:the )?{organs.NAME})?)),? (?P<at>at) its (?P<meeting>{_ORDINAL}) "
    r"(?:ordinary |regular )?meeting\b"
    rf"|\b(?P<by>(?:at|for|to|by|before|until|in time for) )(?:its|the) (?P<own>{_ORDINAL})"
    rf"(?P<again>(?:(?:, |,? and )(?:the )?{_ORDINAL})*) (?:ordinary |regular )?meetings?(?! of )\b"
    r"|\b(?P<when>(?:at|for|to|by|before|until|prior to|in time for) )"
    r"(?P<short>(?-i:SBSTA|SBI|COP|CMP|CMA|SBSTTA)) ?(?P<count>\d{1,3})\b",
    re.IGNORECASE,
)
_MEETING_BODIES = ("Parties", "Executive Committee")
"""Bodies that count their meetings as others do their sessions."""


def find(clause: str, body: str | None) -> list[Due]:
    """The sessions and meetings that a clause names so."""
    found: list[Due] = []
    for match in _NUMBERED.finditer(clause):
        lead = (match["lead"] or match["at"] or match["by"] or match["when"]).strip().lower()
        organ = match["organ"] or match["body"] or match["short"]
        if match["own"] and organ is None:
            organ = organs.right_before(clause, match.start())
        if organ is None and not (body or "").endswith(_MEETING_BODIES):
            continue
        if is_past(clause, match.start()) or (
            lead == "to" and not _GIVEN.search(clause, 0, match.start())
        ):
            continue
        if lead == "for" and not (_FOR.search(clause, 0, match.start()) and "eeting" in match[0]):
            continue
        begin = max(match.start(), match.start("at"))
        organ = "World Health Assembly" if (organ or "").endswith("Assemblies") else organ or body
        for session in _counted(match):
            found.append(
                Due(begin, match.end(), {
                    "kind": "session", "organ": organ, "session": session,
                    "bound": bound_of(lead), "part": None, "text": clause[begin : match.end()],
                })
            )  # fmt: skip
    return found


def _counted(match: re.Match[str]) -> list[int | None]:
    """The numbers of the meetings that are named: "the Seventieth and Seventy-second"."""
    number = match["number"] or match["meeting"] or match["own"]
    if number is None:
        return [int(match["count"])]
    more = re.findall(_ORDINAL, match["more"] or match["again"] or "", re.IGNORECASE)
    return [ordinals.number_of(each) for each in (number, *more)]


_GIVEN = re.compile(
    r"\b(?:report|submi\w+|present\w*|transmit\w*|proposals|recommendations)\b[^;]*$"
)
_FOR = re.compile(r"\b(?:prepare|report|submi\w+|present\w*|consideration)\b[^;]*$")
