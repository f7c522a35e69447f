"""Due terms: what a text says about when something is due.

Sessions by ordinal or year, several of them, parts of sessions; dates, months, years; within;
until, before, by, by the end of; and events. Retrospective sessions ("adopted at its tenth
session") and goals ("by 2030") are no due terms.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from ....domain import ordinals
from ..cues import by_letter, holds, in_small
from . import channels, events, numbered, organs
from .dates import dates, ends_of_spans, held, parts_of_years
from .lapses import periods, spans, within
from .terms import Due, bound_of, is_past

_ORDINAL = rf"(?:{ordinals.PATTERN})"
_LEADS = by_letter((
    r"not (?:later|less) than (?:by |at )?(?:the end of |the beginning of )?",
    r"no (?:later|less) than (?:by |at )?(?:the end of |the beginning of )?",
    r"later than (?:by |at )?(?:the end of |the beginning of )?",
    r"less than (?:by |at )?(?:the end of |the beginning of )?",
    r"by no later than (?:the end of )?", r"by the time of ",
    r"not? earlier than (?:at )?", r"at an? (?:early|late|later) stage (?:of|in) ",
    r"by the (?:end|close|conclusion|beginning|start|opening) of ",
    r"before the (?:end|close|conclusion|beginning|start|opening|commencement) of ",
    r"at the (?:end|beginning|start|opening|outset|close|conclusion|course|margins) of ",
    r"during the (?:end|beginning|start|opening|outset|close|conclusion|course|margins) of ",
    r"in the (?:end|beginning|start|opening|outset|close|conclusion|course|margins) of ",
    r"from the (?:end|beginning|start|opening|outset|close|conclusion|course|margins) of ",
    r"until the (?:end|close|conclusion|start|beginning|opening) of ",
    r"prior to the (?:end|close|conclusion|start|beginning|opening|commencement) of ",
    r"towards the (?:end|close|beginning) of ", r"in conne(?:ct|x)ion with ",
    r"on the (?:margins|sidelines|occasion) of ", r"back[ -]to[ -]back with ",
    r"in conjunction with ", r"immediately (?:before|prior to|after) ", r"prior to ",
    r"in advance of ", r"before ", r"by ", r"at ", r"in time for ", r"for ", r"to ", r"during ",
    r"in ", r"until ", r"of ", r"after ", r"ahead of ", r"well before ",
    r"starting (?:from |at |with |in )?", r"commencing (?:from |at |with |in )?",
    r"beginning (?:from |at |with |in )?", r"with effect from ", r"from ", r"preferably at ",
    r"as from ", r"as of ", r"and ", r"devote ", r"dedicate ", r"through ",
))  # fmt: skip
_LEAD = rf"(?P<lead>{_LEADS})"
_PARTS = (
    r"(?:the |its )?(?P<part>(?:first|second|third|main|early|latter|resumed|final)(?: (?:resumed|"
    r"substantive))? part(?:s)?(?: of)?|main part of|"
    r"(?:first|second|third) (?:resumed )?part of)\s+(?:the |its )?"
)
SESSION = re.compile(
    rf"\b{_LEAD}(?:both )?(?:{_PARTS})?(?P<whose>the (?P<owner>(?-i:[A-Z])[\w/ "
    rf"-]{{3,60}}?)[\u2019']s|"
    rf"the|its|their|each of its|a) ?(?P<resumed>(?:first |second )?(?:resumed|next resumed) )?"
    rf"(?P<first>{_ORDINAL})(?P<more>(?:(?:, |,? and |,? or | to |,? as well as )(?:the |its |"
    rf"at its |at the )?(?:resumed )?{_ORDINAL})*)(?:,? and (?:all )?(?:subsequent|future|"
    rf"following))?"
    rf"(?P<special> special| emergency special)?(?P<kind> regular| annual| substantive| resumed|"
    rf" organizational| executive| ordinary| plenary)? (?:sessions?)"
    rf"(?! (?:each|every) year)(?: of the (?P<body>{organs.BODIES}|(?-i:{organs.NAME})))?",
    re.IGNORECASE,
)
YEAR_SESSION = re.compile(
    rf"\b{_LEAD}(?:one of )?(?:the |its )(?:(?P<before>\d{{4}}) )?(?:(?:first|second|third) )?"
    rf"(?:(?:resumed |regular )?(?:substantive|regular|spring|summer|autumn|fall|winter|"
    rf"organizational|annual|coordination(?: and management)?|"
    r"humanitarian affairs|management|high-level) )?(?:sessions?|segment|meetings?)"
    r"(?:(?:,? (?:of|in|for|scheduled for|to be held in) (?:the year )?|,? )(?P<after>\d{4}))?"
    rf"(?: of the (?P<body>{organs.BODIES}|(?-i:{organs.NAME})))?",
    re.IGNORECASE,
)
THAT_SESSION = re.compile(
    r"\b(?:at|to|for|in time for|before|prior to|by|(?<=agenda )(?:of|for)) "
    r"(?:that|the same|the said) session\b",
    re.IGNORECASE,
)


THAT_DATE = re.compile(r"\b(?:by|before|on|not later than|no later than) that date\b")
_AHEAD = ("prior to ", "in advance of ", "ahead of ", "before ")

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NTH_SESSION = re.compile(
    r"(?:th|st|nd|rd)(?:,? and (?:all )?(?:subsequent|future|following))?(?: emergency)?(?: "
    r"special)?(?: regular| annual| substantive| resumed|"
    r" organizational| executive| ordinary| plenary)? session"
)
"""What every session that is counted has, found in no time; so have meetings."""
_NTH_MEETING = re.compile(r"(?:th|st|nd|rd) (?:ordinary |regular )?meeting")
_OF_A_YEAR = re.compile(
    r"(?:sessions?|segment|meetings?),? (?:(?:of|in|for|scheduled for|to be held in) "
    r"(?:the year )?)?"
    r"\d{4}|"
    r"\d{4} (?:[\w-]+ ){0,6}(?:session|segment|meeting)"
)
"""Sessions of a year, roughly: what `YEAR_SESSION` reads is one of these."""


def find(
    clause: str,
    body: str | None,
    earlier: Sequence[Due] = (),
    addressees: Sequence[str] = (),
    *,
    lasting: bool = False,
    produced: bool = True,
) -> list[Due]:
    """All due terms in a clause, in order.

    ``earlier``: those of the acts before, which "at that session" means. ``addressees``: whom the
    act addresses, whose "its session" may be. ``lasting``: what is decided lasts for a time, at
    whose end it is due ("for a period of three years"). ``produced``: something is delivered.
    """
    speaker = organs.Speaker(body, addressees)
    found: list[Due] = []
    low = in_small(clause)
    dated = ("19" in clause or "20" in clause) and _YEAR.search(clause) is not None
    if "session" in low or "segment" in low or "meeting" in low:
        found += _sessions(clause, speaker) if _NTH_SESSION.search(low) else []
        found += _year_sessions(clause, speaker) if dated and _OF_A_YEAR.search(low) else []
    if holds(clause, _COUNTED) or ("meeting" in low and _NTH_MEETING.search(low)):
        found += numbered.find(clause, body)
    if dated:
        found += [*held(clause), *parts_of_years(clause), *dates(clause, low)]
        found += ends_of_spans(clause) if " the end of the " in low else []
    if holds(low, _UNITS):
        found += within(clause)
    same = THAT_SESSION.search(clause) if earlier and "session" in low else None
    if same:
        term = _meant(clause[: same.start()], earlier, body).term
        found.append(Due(same.start(), same.end(), {**term, "text": same[0]}))
    day = THAT_DATE.search(clause) if earlier and not found and "that date" in low else None
    if day and earlier[0].term["kind"] == "date":
        found.append(Due(day.start(), day.end(), {**earlier[0].term, "text": day[0]}))
    found += events.find(clause, low)
    if "special session" in low and not any(due.term["kind"] == "session" for due in found):
        found += _special_sessions(clause, speaker)
    if not found and holds(low, _LATE):
        found += events.late(clause)
    if not found and produced:
        found += events.completed(clause) if holds(low, events.OVER) else []
        found += events.before_meetings(clause) if holds(low, _AHEAD) else []
    if not found and holds(clause, _BUDGETS):
        found += events.budgeted(clause)
    if lasting and not any(_ENDS.match(due.term["text"]) for due in found):
        found += spans(clause) or periods(clause)
    found = _without_lead_times(found)
    found.sort(key=lambda due: (due.at, -due.end))
    kept: list[Due] = []
    for due in found:
        if not kept or due.at >= kept[-1].end or (due.at, due.end) == (kept[-1].at, kept[-1].end):
            kept.append(due)
    channels.fill(clause, kept, body)
    return kept


def _without_lead_times(found: list[Due]) -> list[Due]:
    """The terms without "six weeks before" a session: the session itself says when."""
    ahead = [
        due for due in found if due.term["kind"] == "session" and due.term["bound"] == "before"
    ]
    return [
        due
        for due in found
        if due.term["kind"] not in ("event", "relative")
        or not any(due.at < session.at and session.end <= due.end for session in ahead)
    ]


_ENDS = re.compile(r"(?:until|ending|to|through) ", re.IGNORECASE)
"""What ends on a day or at a session ends then, however long that is."""
_COUNTED = (
    "Working Group",
    "World Health Assembl",
    "Congress",
    "Parties",
    "SBSTA",
    "SBI ",
    "COP ",
    "CMA ",
    "CMP ",
    "parties",
)
_BUDGETS = ("in the context of ", "as part of ", "in the next ", "in his next ", "in the future ")
_LATE = ("later than the ", "later than at the ", "later than its ", "later than at its ")
_UNITS = (" day", "-day", " week", " month", "-month", " year", " hour")


def _meant(before: str, earlier: Sequence[Due], body: str | None) -> Due:
    """The term that "at that session" means: that of the body named before it, else the first."""
    of_session = [due for due in earlier if due.term["kind"] == "session"] or list(earlier)
    for due in of_session:
        organ = due.term.get("organ", "")
        if organ and (organ in before or (organ != body and organ.rsplit(" ", 1)[-1] in before)):
            return due
    return of_session[0]


def _sessions(clause: str, speaker: organs.Speaker) -> list[Due]:
    found: list[Due] = []
    for match in SESSION.finditer(clause):
        lead = match["lead"].lower().strip()
        agenda = lead == "of" and _of_a_session(clause, match.start())
        if lead in ("at", "for") and _of_an_office(clause, match.start(), speaker):
            continue
        if lead == "for" and _PLANNED.search(clause, 0, match.start()):
            continue
        onwards = lead == "from" and _ONWARDS.search(
            clause, max(0, match.start() - 40), match.end()
        )
        if (lead in ("from", "after") and not onwards) or (lead == "of" and not agenda):
            continue
        if lead == "in" and match["whose"].lower() == "the" and not match["part"]:
            # "to participate in the tenth session": the event itself, not when something is due.
            continue
        if not agenda and is_past(clause, match.start()):
            continue
        organ = organs.of(
            clause, match.start(), match["body"] or match["owner"], match["whose"].lower(), speaker
        )
        named = [match["first"], *re.findall(_ORDINAL, match["more"] or "", re.IGNORECASE)]
        numbers = [ordinals.number_of(name) for name in named]
        if " to " in (match["more"] or "") and len(numbers) == 2 and numbers[0] and numbers[1]:
            numbers = list(range(numbers[0], min(numbers[1], numbers[0] + 20) + 1))
        special = (match["special"] or "").strip().lower()
        part = (match["part"] or match["resumed"] or "").strip().lower().removesuffix(" of") or None
        for number in numbers:
            if number is None:
                continue
            session: int | str | None = number
            if organ == "Economic and Social Council" and number <= _OF_EACH_YEAR:
                session = None
            if special:
                # "Its second special session devoted to lamps" counts those on lamps alone.
                session = f"{'ES' if 'emergency' in special else 'S'}-{number}"
                session = None if _ON_ONE_THING.match(clause, match.end()) else session
            found.append(
                Due(match.start(), match.end(), {
                    "kind": "session", "organ": organ, "session": session, "bound": bound_of(lead),
                    "part": part, "text": match[0],
                })
            )  # fmt: skip
    return found


_ON_ONE_THING = re.compile(
    r" (?:devoted to|dedicated to|on(?! the (?:implementation|progress|results|measures|"
    r"work|steps))) "
)
_ONWARDS = re.compile(r"\b(?:\w+ly|basis|years?|sessions?),? from [^,;]*$")
"""What recurs from a session on is first due there: "annually from its tenth session"."""
_OF_EACH_YEAR = 3
"""The Council counted its regular sessions within each year from 1978 to 1991: no number."""


def _of_an_office(clause: str, at: int, speaker: organs.Speaker) -> bool:
    """Whether a session says whose office it is: "the President of the Assembly at its tenth".

    Whoever is addressed so is to act at that session.
    """
    office = _OFFICE.search(clause, 0, at)
    return office is not None and not any(name in office[0] for name in speaker.addressees)


_PLANNED = re.compile(
    r"\b(?:(?<!its )(?:programme of work|work programme)|an? (?:draft |provisional )?agenda|"
    r"timetable|calendar|membership|composition|documentation)"
    r"(?: of the [A-Z][\w-]*(?: (?:of|on|for|the|and|[A-Z][\w-]*))*)? $"
)
"""What is made for a session and is none of its time: "the programme of work for its tenth"."""
_OFFICE = re.compile(
    r"\b(?:President|Presidency|Bureau|Chair\w*|Vice-[A-Z]\w+|Rapporteur)s?,? (?:of|for) the "
    r"(?:[A-Z][\w'-]*|of|the|on|for|and| )+$"
)


def _of_a_session(clause: str, at: int) -> bool:
    """Whether something is due at what is "of" a session: on its agenda, in its debate.

    "At the coordination segment of its 2019 session", "on the first day of the debate of its tenth
    session"; what has been said in a debate is past.
    """
    before = clause[:at]
    if _ON_AGENDA.search(before):
        return _ITEM_OF.search(before) is None
    moment = _MOMENT.search(before)
    return moment is not None and not is_past(clause, moment.start())


_MOMENT = re.compile(
    r"\b(?:(?:at|during|before|prior to|in time for|by|for|in the margins of|on the margins of) "
    r"(?:the |an? )?(?:[\w-]+ ){0,7}?(?:day|week|debate|segment|part|meetings?|review)"
    r"|on (?:the |an? )?(?:[\w-]+ ){0,7}?day(?: of the (?:[\w-]+ ){0,3}(?:debate|segment))?"
    r"|(?:convene|convening|hold|holding) (?:an? |the )?(?:[\w-]+ ){0,4}?meeting"
    r"|(?:devote|dedicate) (?:[\w-]+ ){1,4}?(?:days?|meetings?)) $"
)
"""A time within a session, or a meeting of it that is to be held."""
_ON_AGENDA = re.compile(r"agendas? $")
_ITEM_OF = re.compile(r"(?:\d|\)) of (?:the|its) (?:provisional )?agenda $")
"""Not "expressed under item 7 of the agenda": that item stands on it already."""


def _year_sessions(clause: str, speaker: organs.Speaker) -> list[Due]:
    found: list[Due] = []
    for match in YEAR_SESSION.finditer(clause):
        year = match["before"] or match["after"]
        lead = match["lead"].lower().strip()
        if not year or lead in ("from", "after") or is_past(clause, match.start()):
            continue
        if lead == "of" and not _of_a_session(clause, match.start()):
            continue
        organ = organs.of(clause, match.start(), match["body"], "its", speaker)
        found.append(
            Due(match.start(), match.end(), {
                "kind": "session", "organ": organ, "session": None, "year": int(year),
                "bound": bound_of(lead), "part": None, "text": match[0],
            })
        )  # fmt: skip
    return found


def _special_sessions(clause: str, speaker: organs.Speaker) -> list[Due]:
    """Special sessions that no number names: "at its special session in 1998"."""
    found: list[Due] = []
    for match in _SPECIAL.finditer(clause):
        if is_past(clause, match.start()):
            continue
        organ = organs.of(clause, match.start(), match["body"], match["whose"].lower(), speaker)
        term: dict[str, Any] = {
            "kind": "session", "organ": organ, "session": None,
            "bound": bound_of(match["lead"].lower()), "part": None, "text": match[0],
        }  # fmt: skip
        if match["year"]:
            term["year"] = int(match["year"])
        found.append(Due(match.start(), match.end(), term))
    return found


_SPECIAL = re.compile(
    r"\b(?P<lead>at|before|prior to|in time for|no later than|not later than|in advance of) "
    rf"(?P<whose>the|its) special session(?: of the (?P<body>{organs.BODIES}|{organs.NAME}))?"
    r"(?:(?: to be held)? in (?P<year>\d{4}))?"
)
