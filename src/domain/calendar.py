"""The calendar: the days of sessions, recorded where they were, forecast by rule where not.

A session is not a date. The rule that opens the General Assembly changed several times, and some
openings were fixed ad hoc; each rule counts as known from the day of the resolution that made it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from .days import ONE_DAY, WEEK
from .session import Change, Session

TUESDAY = 1


def third_tuesday(year: int) -> date:
    """The third Tuesday of September (the original rule 1)."""
    return _tuesday_from(date(year, 9, 1)) + 2 * WEEK


def after_second_monday(year: int) -> date:
    """The Tuesday following the second Monday of September (A/RES/55/14)."""
    first = date(year, 9, 1)
    monday = first + timedelta(days=-first.weekday() % 7)
    return monday + WEEK + ONE_DAY


def tuesday_of_third_week(year: int) -> date:
    """The Tuesday of the third week of September, counting from the first week that contains at
    least one working day (A/RES/57/301)."""
    return _tuesday_of_week(year, 3)


def tuesday_of_second_week(year: int) -> date:
    """The same, of the second week (A/RES/75/325)."""
    return _tuesday_of_week(year, 2)


def _tuesday_from(day: date) -> date:
    return day + timedelta(days=(TUESDAY - day.weekday()) % 7)


def _tuesday_of_week(year: int, week: int) -> date:
    first = date(year, 9, 1)
    monday = first - timedelta(days=first.weekday())
    if first.weekday() >= 5:  # the week of 1 September holds no working day of September
        monday += WEEK
    return monday + (week - 1) * WEEK + ONE_DAY


@dataclass(frozen=True, slots=True)
class OpeningRule:
    """A rule that opens the sessions of the General Assembly from number ``first`` on."""

    known: date
    first: int
    last: int | None
    opening: Callable[[int], date]
    source: str


GA_RULES: tuple[OpeningRule, ...] = (
    OpeningRule(date(1946, 1, 10), 1, None, third_tuesday, "original rule 1"),
    OpeningRule(date(1998, 6, 4), 53, 53, lambda _: date(1998, 9, 9), "A/RES/52/232"),
    OpeningRule(date(1999, 9, 14), 54, 54, lambda _: date(1999, 9, 14), "fixed ad hoc"),
    OpeningRule(date(2000, 9, 5), 55, 55, lambda _: date(2000, 9, 5), "fixed ad hoc"),
    OpeningRule(date(2000, 11, 3), 56, None, after_second_monday, "A/RES/55/14"),
    OpeningRule(date(2003, 3, 13), 58, None, tuesday_of_third_week, "A/RES/57/301"),
    OpeningRule(date(2021, 9, 10), 78, None, tuesday_of_second_week, "A/RES/75/325"),
)
"""In the order in which they became known; a later one wins. The resolutions that fixed the 54th
and 55th openings are not established: those days count as known from the day itself."""


@dataclass(frozen=True, slots=True)
class Window:
    """The days of a session as they stand.

    ``status``: the opening is recorded, or forecast by ``rule``. ``version`` names the calendar
    version that it rests on, ``GA/56@2`` (two events) or ``GA/56@rule A/RES/55/14``.
    """

    session: str
    opens: date
    closes: date | None
    status: Literal["recorded", "forecast"]
    rule: str | None
    version: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """All sessions, as true on ``as_of`` and as known then. A value: it never changes."""

    as_of: date
    sessions: Mapping[str, Session] = field(default_factory=dict[str, Session])

    def openings(self, session: str) -> tuple[Change, ...]:
        """Every day that was set for the opening, in the order in which it became known.

        Forecasts by rule come first; from the first recorded day on, only what is recorded counts.
        """
        recorded = self.sessions.get(session)
        changes = recorded.openings if recorded else ()
        until = changes[0].since if changes else None
        return (*self._forecasts(session, until), *changes)

    def closings(self, session: str) -> tuple[Change, ...]:
        """The same for the closing: the day before the next opening, until one is recorded."""
        recorded = self.sessions.get(session)
        changes = recorded.closings if recorded else ()
        until = changes[0].since if changes else None
        following = _following(session)
        derived = self.openings(following) if following else ()
        return (
            *(
                Change(one.day - ONE_DAY, one.since, one.recorded_on, one.what, one.version,
                       one.authority)
                for one in derived
                if until is None or one.since < until
            ),
            *changes,
        )  # fmt: skip

    def window(self, session: str) -> Window | None:
        """The days of a session as they stand; None where nothing is recorded and no rule tells."""
        openings = self.openings(session)
        if not openings:
            return None
        opening = openings[-1]
        closings = self.closings(session)
        recorded = self.sessions.get(session)
        if recorded and recorded.openings:
            return Window(
                session, opening.day, closings[-1].day if closings else None, "recorded", None,
                f"{session}@{recorded.version}",
            )  # fmt: skip
        rule = f"rule {opening.authority}"
        closes = closings[-1].day if closings else None
        return Window(session, opening.day, closes, "forecast", opening.authority,
                      f"{session}@{rule}")  # fmt: skip

    def _forecasts(self, session: str, until: date | None) -> Iterator[Change]:
        body, _, number = session.partition("/")
        if body != "GA" or not number.isdecimal():
            return
        n = int(number)
        year = n + 1945
        standing: date | None = None
        for rule in GA_RULES:
            applies = rule.first <= n and (rule.last is None or n <= rule.last)
            known = rule.known <= self.as_of and (until is None or rule.known < until)
            if applies and known and 1 <= year <= 9998:
                day = rule.opening(year)
                if day != standing:
                    yield Change(day, rule.known, rule.known, "planned", 0, rule.source)
                standing = day


def _following(session: str) -> str | None:
    body, _, number = session.partition("/")
    return f"{body}/{int(number) + 1}" if body == "GA" and number.isdecimal() else None


def sessions_behind(session: str | None) -> tuple[str, ...]:
    """The sessions whose events decide the days of one: itself, and the next, which closes it."""
    if session is None:
        return ()
    following = _following(session)
    return (session, following) if following else (session,)
