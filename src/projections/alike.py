"""How mandates stand in time: alike ones are judged once.

What a verdict rests on apart from the calendar is kept as one text beside each mandate: its due
point as far as days depend on it, and what was delivered when. Thousands of mandates share some
hundreds of these, and each is judged by the domain's own rule against the calendar of the moment.
"""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from struct import Struct
from typing import NamedTuple

from ..domain import deadlines as d
from ..domain.body import code_of
from ..domain.calendar import Calendar
from ..domain.due import DUE, Due, OpenDue, RelativeDue, SessionDue
from ..domain.mandate.events import Adopted
from ..domain.mandate.occurrence import Deferral, Delivery, DuePoint, ItemLink, Moment, Occurrence
from ..domain.mandate.state import Ended, Legal, Mandate, sessions_of
from ..domain.reading import DOCUMENTS
from .view import FOREVER

KEPT = 50_000
BETWEEN, WITHIN = "\t", "\n"
"""Between the parts of a text, and between those of a due point: JSON has neither of them bare."""
NO_POINT = ""
DEFERRED, PAPER, ENDED, SPENT = "d", "p", "e", "x"
"""What is said in a letter; ``SPENT``, of what its own terms ended, goes before the day of that."""


class Verdict(NamedTuple):
    """How a mandate stands in time; the last lawful day, and the first that is not met, or
    `FOREVER`; and the sessions at which it is due: None where nobody said when."""

    timeliness: str
    legal_by: str
    presses: str
    sessions: tuple[str, ...] | None


class Term(NamedTuple):
    """A due term without the words of its source; whether the session that it names decides its
    days; and whether its days depend on the day from which it holds, and on when that was written
    down."""

    text: str
    at_session: bool
    since: bool
    recorded: bool


NO_TERM = Term("null", False, False, False)


def alike(mandate: Mandate) -> str:
    """What the standing of a mandate in time rests on; equal for those that always stand alike."""
    one, adopted, ended = mandate.owed, mandate.adopted, mandate.ended
    document = adopted.deliverable in DOCUMENTS
    submitted = d.first(report.submitted for report in one.reports)
    issued = d.first(report.issued for report in one.reports if report.issued)
    consideration = None if one.consideration is None else _point(one.legal_point)
    return written(
        placed(
            adopted.body, _point(one.delivery), consideration,
            [_link(link) for link in one.items] if document else (),
        ),
        document, "" if ended is None else gone(ended.how, ended.on.isoformat()), one.end,
        bool(one.deferrals), _day(submitted),
        _day(issued), _day(one.done),
    )  # fmt: skip


def gone(how: Legal, on: str) -> str:
    """How it ended, as far as that counts: what fell due before the terms ran out is still owed."""
    return f"{SPENT}{on}" if how == "expired" else ENDED


def _day(moment: Moment | None) -> str | None:
    return moment.earliest.isoformat() if moment is not None else None


Point = tuple[Term, str, str]
"""A term, the day from which it holds, and the day on which that was written down."""
Link = tuple[str, str, str]
"""The same of an agenda item."""


def _point(point: DuePoint) -> Point:
    return term_of(point.term), point.since.isoformat(), point.recorded_on.isoformat()


def placed(
    body: str, delivery: Point, consideration: Point | None = None, links: Sequence[Link] = ()
) -> str:
    """The first part of what `alike` gives: the body whose days count, and the due points; of a
    document also the agenda items, on whose meetings its days may rest."""
    stands = (consideration or delivery)[0]
    under = "".join(f"{WITHIN}{text}" for link in links for text in link)
    return BETWEEN.join(
        (
            "" if stands.at_session else code_of(body),
            _kept(delivery) + (under if delivery[0].at_session else ""),
            NO_POINT if consideration is None else _kept(consideration),
        )
    )  # fmt: skip


def _link(link: ItemLink) -> Link:
    return link.item, link.since.isoformat(), link.recorded_on.isoformat()


def written(
    place: str, document: bool, gone: str, end: str | None, deferred: bool, submitted: str | None,
    issued: str | None, done: str | None,
) -> str:  # fmt: skip
    """See `alike`. The days are those of what came first of each."""
    flags = (DEFERRED if deferred else "") + (PAPER if document else "") + gone
    if submitted:
        return f"{place}\t{flags}\t{end or ''}\t{submitted}\t{issued or ''}\t"
    return f"{place}\t{flags}\t{end or ''}\t\t\t{done or ''}"


def _kept(point: Point) -> str:
    term, since, recorded_on = point
    if not term.since:
        return term.text
    return f"{term.text}{WITHIN}{since}{WITHIN}{recorded_on if term.recorded else ''}"


def term_of(due: Due | None) -> Term:
    """A term as far as days depend on it."""
    if due is None:
        return NO_TERM
    said = due.model_dump(exclude={"text", "via"}, exclude_defaults=True) | {"kind": due.kind}
    session = isinstance(due, SessionDue)
    if isinstance(due, SessionDue):
        said["organ"] = code_of(due.organ)  # short: a text is kept beside each mandate
    return Term(
        json.dumps(said, ensure_ascii=False, separators=(",", ":")),
        isinstance(due, SessionDue) and due.session_id is not None,
        session or isinstance(due, RelativeDue),
        session,
    )


def digest(text: str) -> int:
    """A number of 64 bits that stands for such a text in an index."""
    (number,) = _NUMBER(blake2b(text.encode()).digest())
    return int(number)


_NUMBER = Struct(">q").unpack_from


class Verdicts:
    """The verdicts by one calendar, each worked out once.

    Of those that differ in days alone, one is judged for all between which no day lies that counts.
    """

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar
        self.known: dict[int, Verdict] = {}
        """Those that were worked out, by the digests of what they rest on."""
        self.standing: dict[tuple[str, int, date, int, str], Sequence[int]] = {}
        """By a build's table, the position at which it stands, a day, what was known by then and a
        word: the digests of whom it is true."""
        self._points: dict[str, Place] = {}
        self._turning: dict[str, list[str]] = {}
        self._kinds: dict[object, _Kind] = {}

    def of(self, text: str) -> Verdict:
        """How those stand of whom a text is kept."""
        body, delivery, consideration, flags, end, submitted, issued, done = text.split(BETWEEN)
        key = body, self._place(delivery), self._place(consideration), flags, end
        kind = self._kinds.get(key)
        if kind is None:
            kind = self._kinds[key] = _Kind(_days(_mandate(text), self.calendar), {})
        days = kind.days
        lies = (
            bisect_left(days, submitted) if submitted else None,
            bisect_left(days, issued) if issued else None,
            bisect_left(days, done) if done else None,
        )
        found = kind.verdicts.get(lies)
        if found is None:
            found = kind.verdicts[lies] = _judged(_mandate(text), self.calendar)
        return found

    def _place(self, kept: str) -> Place:
        found = self._points.get(kept)
        if found is None:
            text, *days = kept.split(WITHIN)
            found = (text, *days)
            if len(days) > _DAYS:
                found = (kept,)  # and the items that carry it: there are few of each
            elif days and days[1]:
                turning = self._turning.get(text)
                if turning is None:
                    turning = self._turning[text] = _turning(text, self.calendar)
                found = (text, *(bisect(turning, day) for bisect in _SIDES for day in days))
            self._points[kept] = found
        return found


Place = tuple[str | int, ...]
"""A due term, and where the days of its point lie to those on which anything turns."""
_SIDES = (bisect_left, bisect_right)
_DAYS = 2
"""How many days a point has: see `Point`."""


class _Kind(NamedTuple):
    """Those with the same deadlines: their days; the verdicts by where deliveries lie to them."""

    days: list[str]
    verdicts: dict[tuple[int | None, ...], Verdict]


def _turning(text: str, calendar: Calendar) -> list[str]:
    term = _read_term(text)
    assert isinstance(term, SessionDue)
    return [day.isoformat() for day in d.turning_days(term, calendar)]


def _days(mandate: Mandate, calendar: Calendar) -> list[str]:
    found = d.deadlines(mandate, mandate.owed, calendar)
    return sorted(one.day.isoformat() for one in found)


def _judged(mandate: Mandate, calendar: Calendar) -> Verdict:
    one = mandate.owed
    stands = d.standing(mandate, one, calendar, calendar.as_of)
    legal = next((each.deadline.day for each in stands if each.deadline.kind == "legal"), None)
    verdict = d.timeliness(mandate, one, stands, calendar)
    return Verdict(
        verdict.value, legal.isoformat() if legal else FOREVER, pressing_day(stands),
        None if one.due is None else sessions_of(one.due),
    )  # fmt: skip


def pressing_day(stands: Sequence[d.Standing]) -> str:
    """The day that presses most: the first that is not met."""
    days = [one.deadline.day for one in stands if one.state not in ("met", "late")]
    return min(days).isoformat() if days else FOREVER


# --- read again -----------------------------------------------------------------------------------


def _mandate(text: str) -> Mandate:
    """A mandate that stands in time as those do of whom a text is kept, and in nothing else."""
    body, delivery, consideration, flags, end, submitted, issued, done = text.split(BETWEEN)
    at, items = _read_point(delivery)
    reports: tuple[Delivery, ...] = ()
    if submitted:
        reports = (Delivery("", _moment(submitted), _moment(issued) if issued else None),)
    one = Occurrence(
        1, at, _read_point(consideration)[0] if consideration else None, reports=reports,
        end=end or None, done=_moment(done) if done else None,  # type: ignore[arg-type]
        deferrals=_PUT_OFF if DEFERRED in flags else (), items=items,
    )  # fmt: skip
    flags, _, spent = flags.partition(SPENT)
    ended = _ENDED if ENDED in flags else None
    if spent:
        ended = Ended("expired", date.fromisoformat(spent))
    return Mandate(_adopted(body, PAPER in flags), date.min, (one,), "yes", ended=ended)


_PUT_OFF = (Deferral("delivery", None, OpenDue(), "", date.min),)
_ENDED = Ended("retired", date.min)


@lru_cache(1_000)
def _adopted(body: str, document: bool) -> Adopted:
    return Adopted.model_construct(body=body, deliverable="report" if document else "other")


@lru_cache(KEPT)
def _read_point(kept: str) -> tuple[DuePoint, tuple[ItemLink, ...]]:
    text, *said = kept.split(WITHIN)
    since, recorded_on = map(_read_day, said[:2] or ("", ""))
    links = zip(said[2::3], said[3::3], said[4::3], strict=True)
    return DuePoint(_read_term(text), since, recorded_on), tuple(
        ItemLink(one, _read_day(day), _read_day(recorded)) for one, day, recorded in links
    )


def _read_day(day: str) -> date:
    return date.fromisoformat(day) if day else date.min


@lru_cache(KEPT)
def _read_term(text: str) -> Due | None:
    return None if text == NO_TERM.text else DUE.validate_json(text)


def _moment(day: str) -> Moment:
    on = date.fromisoformat(day)
    return Moment(on, on)
