"""Cells as people fill them in: lists, verbs, due terms, days. A ValueError says what is wrong."""

from __future__ import annotations

import csv
import json
import re
from typing import Any, cast

from ...domain.body import code_of
from ...domain.days import taken
from ...domain.due import Bound, DateDue, Due, RelativeDue, SessionDue
from ...domain.due import parse as parse_due
from ...domain.ordinals import PATTERN as ORDINAL
from ...domain.ordinals import number_of
from ...domain.reading import Deliverable
from ...domain.rhythm import Recurrence, Rhythm
from ...domain.tracking import force_of

DELIVERABLES: tuple[str, ...] = Deliverable.__args__  # type: ignore[attr-defined]
_OFTEN: dict[Recurrence | None, tuple[str, ...]] = {
    None: ("once", "one time", "none", "no", "ad hoc", "non recurrent"),
    "annual": ("annual", "annually", "yearly", "every year"),
    "biennial": ("biennial", "biennially", "every two years", "every 2 years"),
    "triennial": ("triennial", "triennially", "every three years", "every 3 years"),
    "quadrennial": ("quadrennial", "quadrennially", "every four years", "every 4 years"),
    "semiannual": ("semiannual", "semiannually", "every six months", "every 6 months"),
    "quarterly": ("quarterly", "every three months", "every 3 months"),
    "every_session": ("every session", "each session"),
    "other": ("other",),
}
_RECURRENCES: dict[str, Recurrence | None] = {
    word: often for often, words in _OFTEN.items() for word in words
}
_EVERY = re.compile(r"every (\d+) (day|week|month|year)s?")
_BOUND = re.compile(
    r"((?:(?:before|by|at|until) )?(?:the )?end of|before|prior to|not? later than|by|until|at|in"
    r"|during) (.+)",
    re.IGNORECASE,
)
_NUMBERS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
)  # fmt: skip
_SO_LONG = re.compile(
    r"(?:within|for)(?: an?)?(?: (?:further|initial))?(?: period of)?"
    rf" (?P<amount>\d{{1,4}}|{'|'.join(_NUMBERS)}) (?P<unit>working day|day|week|month|year)s?"
    r"(?: (?:of|after|following|from) (?P<after>.+))?",
    re.IGNORECASE,
)
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_IN_WORDS = re.compile(r"(?:(\d{1,2})\.? )?([a-z]{3,9})\.? (\d{4})", re.ASCII | re.IGNORECASE)
_DOTS = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", re.ASCII)
_WHOLE = re.compile(r"(\d{1,5})\.0", re.ASCII)
_SESSION = re.compile(
    rf"(?:(?:its|the) )?({ORDINAL})(?: (?:regular|annual|special))? session", re.IGNORECASE
)
_MIDNIGHT = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]00:00(?::00(?:\.0+)?)?", re.ASCII)
_ADVERBS = frozenset({
    "also", "further", "again", "once", "more", "strongly", "solemnly", "urgently", "hereby",
    "therefore", "in", "this", "regard", "moreover", "additionally",
})  # fmt: skip


def several(cell: str) -> tuple[str, ...]:
    """The things in a cell: separated by ``;``, or a list as databases write it."""
    found: list[str] = []
    if cell.startswith("[") and cell.endswith("]"):
        found = _json_list(cell) or [cell]
    elif cell.startswith("{") and cell.endswith("}"):
        found = [one for row in csv.reader([cell[1:-1]], skipinitialspace=True) for one in row]
    else:
        found = cell.split(";")
    return tuple(dict.fromkeys(one.strip() for one in found if one.strip()))


def _json_list(cell: str) -> list[str] | None:
    try:
        found: Any = json.loads(cell)
    except (ValueError, RecursionError):
        return None
    return [str(one) for one in cast("list[Any]", found)]


def one(cell: str) -> str:
    """The one thing in a cell; more than one is no single thing."""
    found = several(cell)
    if len(found) > 1:
        raise ValueError(f"{cell!r} names {len(found)}: one row is one mandate")
    return found[0] if found else ""


def verb(cell: str) -> str:
    """The lemma of an operative verb: ``request`` of "Further requests"."""
    words = cell.casefold().split()
    while len(words) > 1 and words[0].strip(",") in _ADVERBS:
        words.pop(0)
    if not words:
        raise ValueError("no verb")
    return " ".join([_lemma(words[0]), *words[1:]])


def _lemma(word: str) -> str:
    candidates = (word, word.removesuffix("s"), word.removesuffix("es"), f"{word[:-3]}y")
    for candidate in candidates:
        if force_of(candidate) != "observing":
            return candidate
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word if word.endswith("ss") else word.removesuffix("s")


def deliverable(cell: str) -> str:
    """One of ours, also within longer words ("progress report"); empty is other."""
    word = cell.casefold().replace("-", " ").replace("_", " ").strip()
    named = [known for known in DELIVERABLES if known.replace("_", " ") in word]
    if not word:
        return "other"
    if not named:
        raise ValueError(f"{cell!r} is none of {', '.join(DELIVERABLES)}")
    return max(named, key=len)


def title(cell: str) -> str | None:
    """A title without the marks that catalogues put at its end."""
    return re.sub(r"[\s:/]+$", "", cell) or None


def day(cell: str) -> str:
    """A day, a month or a year; also "22 December 1999" and 22.12.1999.

    What may be another day to another reader is not guessed.
    """
    if said := _said(cell):
        return taken(said)
    if re.fullmatch(r"\d{1,2}/\d{1,2}/\d{2,4}", cell):
        raise ValueError(f"{cell!r} is another day from place to place: write 2001-09-12")
    if re.fullmatch(r"\d{5}(?:\.\d+)?", cell):
        raise ValueError(f"{cell!r} is how Excel counts days: give the column the format of dates")
    return taken(cell)


def _said(cell: str) -> str | None:
    """The day or month that a cell means, in the form of ours; None where it is written so, or
    means none."""
    if midnight := _MIDNIGHT.fullmatch(cell):
        return midnight[1]
    if dots := _DOTS.fullmatch(cell):
        return f"{dots[3]}-{int(dots[2]):02}-{int(dots[1]):02}"
    words = _IN_WORDS.fullmatch(cell)
    if words is None:
        return None
    months = (n for n, one in enumerate(_MONTHS, 1) if one.startswith(words[2].casefold()))
    month = next(months, None)
    if month is None:
        return None
    return f"{words[3]}-{month:02}" + (f"-{int(words[1]):02}" if words[1] else "")


def whole(cell: str) -> str:
    """A whole number as it is written without a decimal point: ``2`` of a spreadsheet's 2.0."""
    found = _WHOLE.fullmatch(cell)
    return found[1] if found else cell


def due(cell: str, body: str) -> Due:
    """A due term as people type it, also how long a time; a bare number is a session of the
    mandate's own body."""
    if so_long := _SO_LONG.fullmatch(cell):
        return _within(cell, so_long)
    bounded = _BOUND.fullmatch(cell)
    term = whole(bounded[2] if bounded else cell)
    if said := _said(term):
        term = said
    elif re.fullmatch(r"\d{1,3}", term):
        term = f"{code_of(body)}/{term}"
    elif session := _SESSION.fullmatch(term):
        term = f"{code_of(body)}/{number_of(session[1])}"
    found = parse_due(term)
    if bounded is None or not isinstance(found, SessionDue | DateDue):
        return found
    word = bounded[1].casefold()
    # What lasts until then says so: see `adoption.due_and_end`.
    said_so = {"text": cell} if word.startswith("until") else {}
    return found.model_copy(update={"bound": _bound(word), **said_so})


def _bound(word: str) -> Bound:
    if word.endswith("end of"):
        return "by_end"
    if word in ("before", "prior to"):
        return "before"
    return "at" if word in ("at", "in", "during") else "by"


def _within(cell: str, said: re.Match[str]) -> RelativeDue:
    amount = said["amount"].casefold()
    number = _NUMBERS.index(amount) + 1 if amount in _NUMBERS else int(amount)
    unit: Any = said["unit"].casefold().replace(" ", "_")
    return RelativeDue(amount=number, unit=unit, after=said["after"], text=cell)


def recurrence(cell: str) -> tuple[Recurrence | None, Rhythm | None]:
    """How often: a word of ours, or an interval ("every 90 days")."""
    word = cell.casefold().replace("-", " ").replace("_", " ").strip()
    if not word:
        return None, None
    every = _EVERY.fullmatch(word)
    if word in _RECURRENCES:
        return _RECURRENCES[word], None
    if every:
        return "other", Rhythm(recurrence="other", every=int(every[1]), unit=every[2])
    known = ", ".join(name for name in _RECURRENCES if name != "other")
    raise ValueError(f"{cell!r} is no recurrence: write every 90 days, or one of {known}")
