"""The days on which deadlines may lie that hang on sessions, and on meetings on agenda items."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ...domain.session import Change

Marks = tuple[tuple[tuple[date | None, date], ...], ...]
"""Each day that was set, with that from which on it was known."""


@dataclass(frozen=True, slots=True)
class Met:
    """The days on which deadlines of one kind may lie that hang on a meeting."""

    now: frozenset[date]
    """Where those lie that were not reached, and all on which some were."""
    late: frozenset[date]
    """Those on which some lie that were reached before their item was linked; and those that were
    put off in time, of which nothing is to be said again."""

    @classmethod
    def on(cls, marks: Marks, before: Marks, now: int, ever: Iterable[int]) -> Met:
        """So many days before what was set, as for what was linked to all items at once, and
        ``before`` for what was not yet; ``ever`` are all that were ever gone by."""
        found: set[date] = set()
        late = {
            anchor - timedelta(days=days)
            for some in before for anchor, _ in some if anchor for days in ever
        }  # fmt: skip
        for some in marks:
            for (anchor, _), after in zip(some, (*some[1:], None), strict=False):
                if anchor is None:
                    continue
                found |= {anchor - timedelta(days=days) for days in ever if days != now}
                day = anchor - timedelta(days=now)
                (late if after is not None and after[1] < day else found).add(day)
        return cls(frozenset(found), frozenset(late - found))


@dataclass(frozen=True, slots=True)
class Hung:
    """The days on which deadlines of one kind may lie that hang on a session."""

    days: frozenset[date]
    """All of them: a deadline that was reached keeps the day that was in force."""
    now: date | None
    """Where all lie that were not reached; None where the session was put off without a date."""
    gone: frozenset[date] = frozenset()
    """Those of them on which none lies: they were put off while they lay ahead."""
    doubted: frozenset[date] = frozenset()
    """Those that were put off in time, by what was written down too late: what had been entered
    late itself does not lie there any more, see `deadlines`."""

    def left(self, day: date) -> bool:
        """Whether a deadline that lay on a day, and was not reached there, lies elsewhere now."""
        return day in self.days and day != self.now

    @classmethod
    def on(cls, changes: Sequence[Change], now: int, *leads: int) -> Hung:
        """So many days before what was set; ``leads`` are all that were ever gone by."""
        held: set[date] = set()
        gone: set[date] = set()
        doubted: set[date] = set()
        for one, after in zip(changes, (*changes[1:], None), strict=False):
            if one.day is None:
                continue
            for day in (one.day - timedelta(days=lead) for lead in {now, *leads}):
                in_time = after is not None and max(after.since, after.recorded_on) < day
                (gone if in_time else held).add(day)
                if after is not None and after.since < day and not in_time:
                    doubted.add(day)
        last = changes[-1].day if changes else None
        left = None if last is None else last - timedelta(days=now)
        return cls(frozenset(held | gone), left, frozenset(gone - held), frozenset(doubted))


def days_of(hung: Sequence[Hung]) -> frozenset[date]:
    """All those on which a deadline may have lain."""
    return frozenset[date]().union(*(one.days for one in hung))


def lying(hung: Sequence[Hung]) -> frozenset[date]:
    """Those on which a deadline may still lie."""
    return frozenset[date]().union(*(one.days - one.gone for one in hung))
