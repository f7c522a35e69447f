"""Due terms: what a text says about when something is due, kept as said.

A term is not a date. "At its fifty-sixth session" names a window that moves with the calendar;
`mandates.domain.deadlines` makes days of it.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, TypeAdapter, field_validator

from .body import code_of, name_of
from .days import FIRST, LAST, PartialDay, taken

Bound = Literal["at", "before", "by_end", "by"]
Unit = Literal["day", "working_day", "week", "month", "year"]


LAST_SESSION = 9_999
"""No body has met more often, and those that count by years come to no more."""


class _Term(BaseModel):
    """What all forms share. ``text`` holds the words of the source; it never counts in `same`."""

    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True)
    text: str | None = None


class SessionDue(_Term):
    """At, before, by, or by the end of a session (or part) of a body.

    ``session`` is its number (56), ``"S-27"`` for a special one; None where it is known by its
    ``year`` alone ("its 2025 session") or by words alone.
    """

    kind: Literal["session"] = "session"
    organ: str
    session: int | str | None = None
    year: int | None = None
    bound: Bound = "at"
    part: str | None = None
    via: str | None = None
    """The body that receives it first ("through the Economic and Social Council")."""

    @field_validator("organ", "via")
    @classmethod
    def _full_name(cls, value: str | None) -> str | None:
        return name_of(value) if value else value

    @property
    def number(self) -> int | str | None:
        """The session's number, also where the text tells it by its year; None where neither."""
        if self.session is None and self.year is not None:
            return self.year - 1945 if code_of(self.organ) == "GA" else self.year
        return self.session

    @property
    def session_id(self) -> str | None:
        """The session's identity, ``GA/56``; None where no number or year is known."""
        number = self.number
        return None if number is None else f"{code_of(self.organ)}/{number}"

    @property
    def part_id(self) -> str | None:
        """The identity of the part that it names, ``GA/61/first-resumed``; None for the whole."""
        if self.part is None or self.session_id is None:
            return None
        return f"{self.session_id}/{part_slug(self.part)}"

    @property
    def via_id(self) -> str | None:
        """The session through which it passes first, ``ECOSOC/2001``: the Council's of the year in
        which that session of the General Assembly opens. Other bodies' are not known."""
        if self.via is None or code_of(self.via) != "ECOSOC" or code_of(self.organ) != "GA":
            return None
        return f"ECOSOC/{self.number + 1945}" if isinstance(self.number, int) else None


def part_slug(part: str) -> str:
    """A part of a session as its identity has it: ``main``, ``first-resumed``, ...

    The "first part of its resumed session" and the "first resumed part" are the same.
    """
    words = re.findall(r"[a-z0-9]+", part.casefold())
    return "-".join(word for word in words if word not in ("the", "of", "its", "part", "session"))


class DateDue(_Term):
    """At, by or before a day, or a month or year where only that is said."""

    kind: Literal["date"] = "date"
    date: PartialDay
    bound: Bound = "by"


class RelativeDue(_Term):
    """Within a time from something ("within six months of the adoption").

    ``amount`` and ``unit`` where the text gives them; ``after`` names what it counts from. A day
    there (``2019-01-01``) is the first of the time ("for one year beginning on 1 January 2019").
    """

    kind: Literal["relative"] = "relative"
    amount: int | None = None
    unit: Unit | None = None
    after: str | None = None
    bound: Bound = "by"

    @property
    def begins(self) -> date | None:
        """The first day of the time; None where the text names none."""
        if self.after is None or not _DAY.fullmatch(self.after):
            return None
        try:
            day = date.fromisoformat(self.after)
        except ValueError:
            return None  # words, whatever they look like: 30 February counts nothing
        return day if FIRST <= day <= LAST else None


_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


class EventDue(_Term):
    """When something else happens ("at its next session", "30 days before the mandate ends")."""

    kind: Literal["event"] = "event"
    organ: str | None = None


class OpenDue(_Term):
    """Put off without a new date: no deadline until one is fixed."""

    kind: Literal["open"] = "open"


Due = Annotated[
    SessionDue | DateDue | RelativeDue | EventDue | OpenDue, Field(discriminator="kind")
]
"""A term as the record has it, whatever session it names."""


def session_number(number: int | str | None) -> int | str | None:
    """A session's number, or its year, as somebody says it. Raises ValueError where none is so."""
    if isinstance(number, int) and not 1 <= number <= LAST_SESSION:
        raise ValueError(_NO_SESSION.format(number))
    return number


def said(term: Due) -> Due:
    """A term as somebody says it. Raises ValueError for a session that cannot be."""
    if isinstance(term, SessionDue):
        session_number(term.session)
        session_number(term.year)
    return term


_NO_SESSION = f"{{}} is no session: they count from 1 to {LAST_SESSION}"
SaidDue = Annotated[Due, AfterValidator(said)]
"""A term in a command. What is in the record already, from wherever, is read as it is."""

DUE: TypeAdapter[SessionDue | DateDue | RelativeDue | EventDue | OpenDue] = TypeAdapter(Due)

_SESSION = re.compile(
    r"(?P<body>[A-Za-z][A-Za-z .,'()&\-]*?)[/ ](?P<session>(?:E?S-)?\d+)"
    r"(?:[/ ](?P<part>[a-z][a-z \-]*))?",
    re.ASCII,
)


_NO_NAME = frozenset({
    "after", "around", "as", "at", "autumn", "before", "by", "during", "early", "end", "every",
    "fall", "following", "for", "from", "in", "late", "later", "mid", "middle", "next", "no", "not",
    "of", "on", "or", "prior", "session", "since", "spring", "summer", "through", "till", "to",
    "until", "winter", "within", "january", "february", "march", "april", "may", "june", "july",
    "august", "september", "october", "november", "december",
})  # fmt: skip
"""With what a time begins ("in 2018", "end of 2018", "within 30 days"), and no name of a body."""


def _session_in(text: str) -> re.Match[str] | None:
    match = _SESSION.fullmatch(text)
    words = match["body"].casefold().split() if match else []
    name = next((word for word in words if word != "the"), None)
    return None if name is None or name in _NO_NAME else match


def parse(text: str) -> SessionDue | DateDue | OpenDue:
    """A due term as people type it: ``GA/57``, ``GA 57``, ``2019-06-30``, ``2019-06`` or ``open``.

    A part of a session too: ``GA/73/first-resumed``. Raises ValueError for anything else.
    """
    tidy = " ".join(text.split())
    if tidy.casefold() == "open":
        return OpenDue()
    if tidy[:1].isdigit():
        taken(tidy)
        return DateDue(date=tidy)
    match = _session_in(tidy)
    if match is None:
        raise ValueError(f"{text!r} is no due term: write GA/57, 2019-06-30, 2019-06 or open")
    part = part_slug(match["part"] or "") or None
    return SessionDue(organ=match["body"], session=number_of(match["session"]), part=part)


def number_of(text: str) -> int | str:
    """A session's number: 56, or ``"S-27"`` and ``"ES-10"`` as they are. ValueError for none."""
    series, dash, digits = text.rpartition("-")
    number = int(digits)
    if not 1 <= number <= LAST_SESSION:
        raise ValueError(_NO_SESSION.format(text))
    return f"{series}-{number}" if dash else number


def session_id(text: str) -> str:
    """The identity of a session as people type it: ``GA/56`` or ``GA 56``. Raises ValueError."""
    match = _session_in(" ".join(text.split()))
    if match is None:
        raise ValueError(f"{text!r} is no session: write GA/56")
    part = part_slug(match["part"] or "")
    whole = f"{code_of(match['body'])}/{number_of(match['session'].upper())}"
    return f"{whole}/{part}" if part else whole


SessionId = Annotated[str, AfterValidator(session_id)]
"""A session, ``GA/56``, or a part of one, however people type it."""


def same(one: Due | None, other: Due | None) -> bool:
    """Whether two terms mean the same, whatever their words."""
    if one is None or other is None:
        return one is other
    return bare(one) == bare(other)


def bare(due: Due) -> Due:
    """A term without its words: a session by its number, and a part of it by one spelling."""
    if not isinstance(due, SessionDue):
        return due.model_copy(update={"text": None})
    part = part_slug(due.part) if due.part else None
    return due.model_copy(update={"text": None, "session": due.number, "year": None, "part": part})


def words(due: Due | None, session: str | None = None) -> str:
    """A due term in words that a person reads; ``session``: how its session is written now."""
    match due:
        case None:
            return "no date"
        case SessionDue():
            bound = {"at": "", "before": "before ", "by_end": "by the end of ", "by": "by "}
            part = f" ({due.part})" if due.part else ""
            named = session or due.session_id or due.text or due.organ
            via = f" via {code_of(due.via)}" if due.via else ""
            return f"{bound[due.bound]}{named}{part}{via}"
        case DateDue():
            return f"before {due.date}" if due.bound == "before" else due.date
        case RelativeDue() | EventDue():
            return due.text or "on a condition"
        case OpenDue():
            return "open"
