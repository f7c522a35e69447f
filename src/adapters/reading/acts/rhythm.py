"""Recurrence: how often the same thing is due."""

from __future__ import annotations

import re
from typing import Any

from ..cues import holds, in_small
from .dates import MONTHS
from .lapses import COUNTS
from .terms import Due

_AT_INTERVALS = r"at intervals (?:of (?:not more than )?|not exceeding )"
_TABLE: tuple[tuple[str, str, str], ...] = (
    ("every_session", "session|meeting",
        r"(?:at|to|during|(?<!ed )for) (?:each|every)(?: (?:regular|annual|of its))? "
        r"sessions?|"
        r"every session|(?:at|to) (?:each|all) (?:of )?(?:(?:its|the|their) )?"
        r"(?:(?:regular|annual|subsequent|future|following) )*sessions?|"
        r"and (?:(?:at|to) )?(?:all )?(?:(?:its|the|their) )?subsequent "
        r"(?:regular |annual )?sessions|"
        r"(?:at|to) (?:each|every) (?:\w+ )?(?:meeting|conference) of (?:the|states) "
        r"(?:conference|parties|contracting)|"
        r"at (?:its|their) annual sessions|sessionally"),
    ("semiannual", "annual|six|6 m|half|twice|two times|180|yearly",
        r"(?:on a )?(?:semi-?annual|bi-?annual|half-yearly|twice[- ]yearly|"
        r"six-monthly)(?:ly)?|every (?:six|6) months|(?:twice|two times) (?:a|per|each|every) year|"
        r"every 180 days|twice annually|"
        r"every half[- ]year|at six-month(?:ly)? intervals|"
        rf"{_AT_INTERVALS}(?:six|6) months"),
    ("quarterly", "quarter|three|3 months|four times|90 days",
        r"quarterly|every (?:three|3) months|every quarter|at three-month(?:ly)? intervals|"
        rf"{_AT_INTERVALS}(?:three|3) months|"
        r"on a quarterly basis|four times (?:a|per|each) year|three-monthly|every 90 days(?=\x00)"),
    ("biennial", "ennial|second|other|alternate|two|2 y|numbered|odd y|even y|biennium",
        r"bi-?ennial(?:ly)?|biennializ\w+|(?:every|once in) (?:two|2) years|"
        r"(?:every|each) (?:second|other|alternate) (?:year|session)|two-yearly|"
        r"(?:at|in) alternate (?:years|sessions)|in (?:odd|even)(?:-numbered)? years|"
        r"(?:every|each) biennium|"
        rf"at two-year(?:ly)? intervals|{_AT_INTERVALS}(?:two|2) years"),
    ("triennial", "ennial|three|third|3 y",
        r"triennial(?:ly)?|triennializ\w+|every (?:three|3) years|every third year|"
        rf"at three-year(?:ly)? intervals|{_AT_INTERVALS}(?:three|3) years|three-yearly"),
    ("quadrennial", "ennial|four|4 y",
        r"quadrennial(?:ly)?|every (?:four|4) years|every fourth year|"
        rf"at four-year(?:ly)? intervals|{_AT_INTERVALS}(?:four|4) years|four-yearly"),
    ("annual", "annual|year|every |each |per annum",
        r"annual(?:ly)?|(?:each|every) (?:calendar )?year|(?<!-)yearly|"
        r"at (?:yearly|annual) intervals|"
        rf"every (?:{MONTHS.lower()})|once (?:a|per|each|every) year|"
        r"every twelve months|"
        r"every 12 months|per annum|on a yearly basis|"
        rf"(?:each|every) \d{{1,2}} (?:{MONTHS.lower()})"),
    ("other", "every |each |month|weekly|interval|quinquen|times a|fortnight",
        r"every (?:\w+(?:[- ]\w+)? )?(?:days|weeks|months|years)|monthly|fortnightly|"
        r"every fortnight|three times (?:a|per|each|every) year|"
        r"at (?:\w+-(?:day|week|month|year)(?:ly)? intervals|intervals of [a-z]+ (?:month|year)s)|"
        r"(?:every|each) (?:month|week)|weekly|"
        r"bimonthly|every (?:thirty|sixty|ninety) days|at regular intervals of|every (?:fifth|"
        r"sixth) year|every five years|quinquennial(?:ly)?|"
        r"(?:every|each) (?:third|fourth|fifth) session"),
)  # fmt: skip
"""The names of rhythms, the words of which each has one, and how it is said, in small letters."""
_PATTERNS = tuple(
    (name, tuple(cues.split("|")), re.compile(rf"\b(?:{pattern})\b"))
    for name, cues, pattern in _TABLE
)
_CUES = (
    "annual", "every", "each ", "ennial", "fortnight", "once in ", "quarter", "yearly", "a year",
    "per year", "monthly", "weekly", "sessionally", "ennializ", "interval", "three-month",
    "per annum", "alternate", "times a", "-numbered", "even y", "odd y",
    "subsequent s", "at all ", "to all ",
)  # fmt: skip
_OTHER_THING = re.compile(
    r"(?:the|its|their|our|of|for|in|from|an|at|and|next|first|second|third|[a-z]+(?:st|nd|rd|"
    r"th)|(?:the|its|their) \d{4}) $",
    re.IGNORECASE,
)
_EVENT = re.compile(
    r" (?:(?:[\w-]+ ){0,2}(?:ministerial|meetings?|sessions?|conference|day|commemoration|"
    r"observance|review of|budget|resource|cycle|"
    r"parliamentary|forum|theme|programme|comprehensive policy review|growth|contributions?|"
    r"high-level|leave|salary|"
    r"Interactive|omnibus|overview|full-day|panel|discussion|debate|resolution|work plan|"
    r"implementation|performance|plan|"
    r"conferences|assessed|global|national|monitoring|rate|income|appeal|consultations?|"
    r"reporting))",
    re.IGNORECASE,
)
_HELD = re.compile(
    r"\b(?:(?:hold|convene|organize|holding|convening|organizing)(?:,[^,;]{3,90},)?(?: an?)?|"
    r"(?:hold|convene|organize|devote|dedicate) (?:its|their)|"
    r"continue (?:to )?(?:hold|conven|organiz)\w* (?:the|its|his|their)) $"
)
"""What is to be held "an annual" this or that, or "annual" ones, is held every year."""
_REPORT = re.compile(
    r"(?:[\w-]+ ){0,4}(?:reports?|reporting|updates?|briefings?|basis|oral|written|progress)\b",
    re.IGNORECASE,
)


def of(clause: str, *, produced: bool = True, at: int = 0) -> str | None:
    """The rhythm of what the clause asks for; None where it says none.

    Where nothing is ``produced``, "his annual report" is that of something else. What is asked for
    begins ``at``: a rhythm said from there on comes before one that is said of something before.

    "Annual" before the name of something else ("the annual ministerial review") is not the rhythm.
    """
    low = in_small(clause)
    if not holds(low, _CUES):
        return None
    best: tuple[bool, int, str] | None = None
    for name, cues, pattern in _PATTERNS:
        for match in pattern.finditer(low) if holds(low, cues) else ():
            if not _own(clause, match, produced=produced):
                continue
            found = (match.start() < at, match.start(), name)
            if best is None or found[:2] < best[:2]:
                best = found
            if not found[0]:
                break
    return best[2] if best else None


def more(clause: str, recurrence: str, until: Due | None) -> dict[str, Any] | None:
    """What the name of a rhythm leaves out: its interval, its end, what follows then."""
    said: dict[str, Any] = {"recurrence": recurrence}
    interval = _INTERVAL.search(clause) if recurrence == "other" else None
    if interval:
        word = (interval["count"] or "1").lower()
        every = int(word) if word.isdigit() else COUNTS.get(word)
        if every is not None:
            said |= {"every": every, "unit": interval["unit"].lower()}
    if until is not None:
        said["until"] = until.term
        following = of(clause[until.end :])
        if following is not None:
            said["then"] = {"recurrence": following}
    return said if len(said) > 1 else None


_INTERVAL = re.compile(
    r"\b(?:every |each |intervals of |at (?=\w+-(?:day|week|month|year)(?:ly)? intervals))"
    r"(?:(?P<count>\w+(?:-\w+(?= ))?)[ -])?(?P<unit>day|week|month|year)(?:s|ly)?\b",
    re.IGNORECASE,
)


_ELSEWHERE = re.compile(
    r"\b(?:which|that) (?!(?:he|she|it|they) (?!is |are |was |has |have ))[\w ]{0,20}$|"
    r"\b(?:as part of|(?:with)?in the (?:context|framework) of|inclusion in|through) "
    r"(?:his|its|her|their|the) (?:next |forthcoming |existing |regular )?$|"
    r"\bas well as (?:submit |provide )?$|"
    r"\bconsider(?:ing|ation)?(?: (?:of|should be given|be given|given) to)? the "
    r"(?:\w+ or |\w+ and )?$"
)
"""What comes in a report that is made each year does not come each year itself."""


_IN_QUESTION = re.compile(
    r"\b(?:question|possibilit(?:y|ies)|feasibility|desirability|advisability|practice|idea|"
    r"option) of [a-z]+ing\b[^,;]*$"
)
"""What is only thought of: "a study of the question of meeting annually"."""
_DUE_BEFORE = re.compile(r"\breports? (?:by|no later than|not later than) .*\bupdates ")
_WHOSE = re.compile(r"\bwhose [^,;]*$|\bwith (?:the|a) (?:mandate|task) (?:to|of) [^,;]*$")


_WHOSE_CUES = (" whose ", " with the mandate ", " with the task ", " with a mandate ")
_CONTINUED = tuple(f" continue {whose} " for whose in ("its", "his", "her", "their", "the"))


_OUTRIGHT = (
    "every", "each", "at ", "during ", "to ", "for ", "on a", "once", "twice", "per", "in ", "and ",
    "two times", "four times",
)  # fmt: skip
"""How a rhythm begins that belongs to nothing beside it."""
_BEHIND_ADVERBS = (
    ",",
    ";",
    ".",
    " on ",
    " to ",
    " in ",
    " at ",
    " with ",
    " until ",
    " from ",
    " for ",
)


def _own(clause: str, match: re.Match[str], *, produced: bool) -> bool:
    word = match[0]
    if clause.endswith("updates ", 0, match.start()) and _DUE_BEFORE.search(clause):
        return False  # "a report no later than 1 May and updates each month"
    after = clause[match.end() : match.end() + 60]
    before = clause[max(0, match.start() - 60) : match.start()]
    if _ELSEWHERE.search(before) or _IN_QUESTION.search(clause, 0, match.start()):
        return False
    if holds(clause, _WHOSE_CUES) and _WHOSE.search(clause, 0, match.start()):
        return False  # "a Rapporteur whose task is to report annually"
    if word.endswith("ly") and word not in (
        "quarterly",
        "half-yearly",
        "monthly",
        "weekly",
        "yearly",
    ):
        return True
    if word.endswith("ly") and (not after.strip() or after.startswith(_BEHIND_ADVERBS)):
        return True  # "to report to the Council quarterly on lamps"
    if word.startswith(_OUTRIGHT):
        return True
    if re.match(r" (?:basis|thereafter)\b", after) or _HELD.search(clause[: match.start()]):
        return True
    if not produced:
        return before.endswith(_CONTINUED)
    if _REPORT.match(after.lstrip()):
        # "the annual report of the Board" is somebody else's; "his annual reports" are not.
        if re.search(
            r"\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|latest|last|"
            r"previous|most recent|next|forthcoming|upcoming) $",
            before,
        ):
            return False
        return not re.search(r"\bthe $", before) or bool(
            re.search(r"(?:submit|present|prepare|include in|in) the $", clause[: match.start()])
        )
    other = _OTHER_THING.search(before) and not _MADE.search(before)
    return not (other or _EVENT.match(after))


_MADE = re.compile(r"\b(?:issue|publish|prepare|submit|present|produce) (?:the|an?|its|his|her) $")
"""What is made "the annual" this or that is made every year."""
