"""The calendar: the days of sessions, recorded where they were, forecast by rule where not.

A session is not a date: its rule may change, it may move, slip, be put off or be split.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from .bodies import NO_BODIES, Bodies
from .days import ONE_DAY
from .due import Due, SessionDue
from .item.events import session_in
from .mandate.occurrence import ItemLink
from .policy import LeadTimes, Policy, lead_times
from .rules_of_procedure import HIGHEST, RULES, OpeningRule, part_of_session
from .session import Change, Session

Precision = Literal["day", "month", "year"]


@dataclass(frozen=True, slots=True)
class Window:
    """The days of a session as they stand.

    ``status``: the opening is recorded, or forecast by ``rule``. ``precision``: how exactly the
    opening is known. ``version`` names the calendar version that it rests on, ``GA/56@2`` (two
    events) or ``GA/56@rule A/RES/55/14``.
    """

    session: str
    opens: date
    closes: date | None
    status: Literal["recorded", "forecast"]
    rule: str | None
    version: str
    precision: Precision = "day"


class _Known:
    """What was worked out once and cannot change, by session: many mandates rest on each."""

    def __init__(self) -> None:
        self.openings: dict[str, tuple[Change, ...]] = {}
        self.closings: dict[str, tuple[Change, ...]] = {}
        self.windows: dict[str, Window | None] = {}


@dataclass(frozen=True, slots=True)
class Calendar:
    """All sessions, as true on ``as_of`` and as known then. A value: what it says never changes."""

    as_of: date
    sessions: Mapping[str, Session] = field(default_factory=dict[str, Session])
    policies: Mapping[str, Policy] = field(default_factory=dict[str, Policy])
    """What bodies go by, by their codes; where none is set, the defaults hold."""
    bodies: Bodies = NO_BODIES
    """The bodies that were added: their sessions are found under any of their names."""
    meetings: Mapping[str, tuple[Change, ...]] = field(
        default_factory=dict[str, tuple[Change, ...]]
    )
    """Every day that was set for the meeting on an agenda item, by the item's name."""
    _known: _Known = field(default_factory=_Known, init=False, repr=False, compare=False)

    def recorded(self, session: str) -> Session | None:
        """What is recorded of a session, under whichever name of its body that was."""
        found = map(self.sessions.get, self.bodies.spellings(session))
        return next((one for one in found if one is not None), None)

    def lead_times(self, body: str) -> LeadTimes:
        """The lead times of a body (its code) on the day of this calendar."""
        return lead_times(body, self.as_of, self.policies)

    def policy_at(self, session: str) -> Policy | None:
        """What the body of a session goes by; None where it has set nothing."""
        return self.policies.get(session.partition("/")[0])

    def session_of(self, due: SessionDue) -> str | None:
        """The session that a term names, or the part of it, where the calendar knows that part."""
        part = due.part_id
        if part is not None and self.openings(part):
            return self.bodies.session(part)
        return self.bodies.session(due.session_id) if due.session_id else None

    def postponed(self, session: str) -> bool:
        """Whether a session was put off and has no date."""
        known = self.recorded(session)
        if known is None and (whole := _opens_as_main(session)) is not None:
            known = self.recorded(whole)
        return known is not None and known.postponed

    def openings(self, session: str) -> tuple[Change, ...]:
        """Every day that was set for the opening, in the order in which it became known.

        Forecasts by rule come first; from the first recorded day on, only what is recorded counts.
        """
        if session not in self._known.openings:
            self._known.openings[session] = self._opened(session)
        return self._known.openings[session]

    def _opened(self, session: str) -> tuple[Change, ...]:
        recorded = self.recorded(session)
        changes = recorded.openings if recorded else ()
        until = changes[0].since if changes else None
        whole = _opens_as_main(session)
        forecasts = self._forecasts(session, "opening", until) if whole is None else (
            one for one in self.openings(whole) if until is None or one.since < until
        )  # fmt: skip
        return (*forecasts, *changes)

    def anchors(self, due: SessionDue, links: Sequence[ItemLink]) -> tuple[Change, ...]:
        """Every day from which the deadlines of documents came to be counted, in the order in
        which it became known: the meeting on an item of that session, else the opening.

        ``links`` are the items under which it is to be taken up, each from when that holds; of
        several meetings the first counts. An opening that is put off to after a meeting's day, or
        without a date, takes the meeting along.
        """
        session = self.session_of(due)
        return () if session is None else self.anchors_at(session, due.session_id or session, links)

    def anchors_at(self, session: str, whole: str, links: Sequence[ItemLink]) -> tuple[Change, ...]:
        """The same for a session, or a part of the ``whole`` one."""
        # A rule that knows no more than the month is no ground for a deadline to the day.
        openings = [one for one in self.openings(session) if one.version or one.precision == "day"]
        meetings = [
            replace(
                change, since=max(change.since, one.since),
                recorded_on=max(change.recorded_on, one.recorded_on),
            )
            for one in links
            if self.bodies.session(session_in(one.item)) == self.bodies.session(whole)
            for change in _from(one, self.meetings.get(one.item, ()))
        ]  # fmt: skip
        if not meetings:
            return tuple(openings)
        return tuple(_anchored(sorted((*openings, *meetings), key=lambda one: one.since)))

    def closings(self, session: str) -> tuple[Change, ...]:
        """The same for the closing: by rule, or the day before the next opening.

        A day on which it was interrupted is none on which it closed, if it was set before that.
        """
        if session not in self._known.closings:
            self._known.closings[session] = self._closed(session)
        return self._known.closings[session]

    def _closed(self, session: str) -> tuple[Change, ...]:
        recorded = self.recorded(session)
        changes = recorded.closings_by(self.as_of) if recorded else ()
        until = changes[0].since if changes else None
        following = _following(session)
        derived = [
            replace(one, day=one.day - ONE_DAY)
            for one in (self.openings(following) if following else ())
            if one.day is not None and (until is None or one.since < until)
        ]
        return (*self._forecasts(session, "closing", until), *derived, *changes)

    def window(self, session: str) -> Window | None:
        """The days of a session as they stand.

        None where nothing is recorded and no rule tells, and where it was put off without a date.
        """
        session = self.bodies.session(session)
        if session not in self._known.windows:
            self._known.windows[session] = self._window(session)
        return self._known.windows[session]

    def _window(self, session: str) -> Window | None:
        openings, closings = self.openings(session), self.closings(session)
        opens = openings[-1].day if openings else None
        if opens is None:
            return None
        closes = closings[-1].day if closings else None
        if closes is not None and closes < opens:
            closes = None  # the rule's closing lies before an opening that was moved
        recorded = self.recorded(session)
        if recorded and recorded.openings:
            version = f"{session}@{recorded.version}"
            precision = openings[-1].precision
            return Window(session, opens, closes, "recorded", None, version, precision)
        whole = _opens_as_main(session)
        if whole is not None and (window := self.window(whole)) is not None:
            return replace(window, session=session, closes=closes)
        rule = self._rule(session) or openings[-1].authority
        version, precision = f"{session}@rule {rule}", openings[-1].precision
        return Window(session, opens, closes, "forecast", rule, version, precision)

    def _rule(self, session: str) -> str | None:
        """The rule in force: it may give the day that the one before it gave."""
        body, _, number = session.partition("/")
        if not number.isdecimal():
            return None
        rules = (
            rule.source
            for rule in reversed(RULES.get(body, ()))
            if rule.known <= self.as_of and _by(rule, int(number), "opening") is not None
        )
        return next(rules, None)

    def _forecasts(
        self, session: str, what: Literal["opening", "closing"], until: date | None
    ) -> Iterator[Change]:
        body, _, number = session.partition("/")
        number, _, part = number.partition("/")
        if not number.isdecimal() or int(number) > HIGHEST.get(body, 0):
            return
        if part:
            yield from _of_part(body, int(number), part, what, until)
            return
        standing: date | None = None
        for rule in RULES.get(body, ()):
            known = rule.known <= self.as_of and (until is None or rule.known < until)
            day = _by(rule, int(number), what) if known else None
            if day is not None and day != standing:
                yield Change(day, rule.known, rule.known, "planned", 0, rule.source, rule.precision)
                standing = day


def _from(link: ItemLink, changes: Sequence[Change]) -> Sequence[Change]:
    """How a meeting stood when an item came to carry something, and what became of it since: what
    had been put off by then was never the day of what is carried."""
    stood = 0
    for place, one in enumerate(changes):
        if one.since > link.since or one.recorded_on > link.recorded_on:
            break
        stood = place
    return changes[stood:]


def _anchored(marks: Iterable[Change]) -> Iterator[Change]:
    """The day that counts after each of these, where it is another."""
    opening: Change | None = None
    meetings: dict[str, Change] = {}
    last: Change | None = None
    for mark in marks:
        if mark.item is None:
            opening = mark
        else:
            meetings[mark.item] = mark
        now = _anchor(opening, meetings.values())
        if now is not None and now is not last:
            yield (
                now if now is mark else replace(now, since=mark.since, recorded_on=mark.recorded_on)
            )
            last = now


def _anchor(opening: Change | None, meetings: Collection[Change]) -> Change | None:
    opens = opening.day if opening is not None else date.min
    if opens is None or not meetings:
        return opening
    dated = [one for one in meetings if one.day is not None and one.day >= opens]
    if dated:
        return min(dated, key=lambda one: one.day or opens)
    put_off = (one for one in meetings if one.day is None)
    return next(put_off, opening)


def _by(rule: OpeningRule, number: int, what: Literal["opening", "closing"]) -> date | None:
    if number < rule.first or (rule.last is not None and number > rule.last):
        return None
    if what == "opening":
        return rule.opening(number)
    return rule.closing(number) if rule.closing else None


def _of_part(
    body: str, number: int, part: str, what: Literal["opening", "closing"], until: date | None
) -> Iterator[Change]:
    days = part_of_session(number + 1945, part) if body == "GA" else None
    if days is not None and until is None:
        day = days[0] if what == "opening" else days[1]
        yield Change(day, date.min, date.min, "planned", 0, "practice", "month")


def _opens_as_main(part: str) -> str | None:
    """The session whose opening is that of its main part; None for what is no main part."""
    session, _, name = part.rpartition("/")
    return session if name == "main" and session.startswith("GA/") else None


def _following(session: str) -> str | None:
    body, _, number = session.partition("/")
    return f"{body}/{int(number) + 1}" if body == "GA" and number.isdecimal() else None


def sessions_behind(due: Due | None, bodies: Bodies | None = None) -> tuple[str, ...]:
    """The sessions whose events decide the days of a term: its own, and the next, which closes it.

    Also the part of a session that it names; each under all names of a body that was added.
    """
    if not isinstance(due, SessionDue) or due.session_id is None:
        return ()
    own, part, following = due.session_id, due.part_id, _following(due.session_id)
    named = (one for one in (own, part, following) if one is not None)
    return tuple(each for one in named for each in (bodies or NO_BODIES).spellings(one))
