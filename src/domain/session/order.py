"""The order of sessions: one opens after the one before it has closed, and closes before the next.

A guard on what is wished alone: what is recorded of the sessions beside it stands, forecasts do
not. Where no more than a month or a year is known, what may be in order is.

Sources: the General Assembly meets every year in regular session, the first in 1946 (Charter,
Article 20; rule 1); a session of the Economic and Social Council bears the year in which it ends
(E/RES/1992/1, A/RES/68/1).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ..days import first_day, known_to, last_day
from .events import Closed, Moved, Opened, Planned, SessionEvent
from .life import Change, Session

_ONE_AT_A_TIME = ("GA", "ECOSOC", "HRC")
"""Bodies whose sessions follow one another; of others nobody told."""


def neighbours(session: str) -> tuple[str, ...]:
    """The session before and the one after, of a body whose sessions follow one another; none of a
    part, and of a special session."""
    body, _, number = session.partition("/")
    if body not in _ONE_AT_A_TIME or not number.isdecimal():
        return ()
    around = (int(number) - 1, int(number) + 1)
    return tuple(f"{body}/{one}" for one in around if one > 0)


def out_of_order(session: str, event: SessionEvent, recorded: Mapping[str, Session]) -> str | None:
    """Why the days of a session cannot be these, beside those that are recorded; else None."""
    if not isinstance(event, Planned | Moved | Opened | Closed):
        return None
    opens, closes = _opening(event), _closing(event)
    return _of_another_year(session, opens) or next(
        (
            reason
            for other in neighbours(session)
            if (known := recorded.get(other)) is not None
            if (reason := _beside(session, known, opens, closes)) is not None
        ),
        None,
    )


def _opening(event: Planned | Moved | Opened | Closed) -> str | None:
    if isinstance(event, Opened):
        return event.opened.isoformat()
    return None if isinstance(event, Closed) else event.opens


def _closing(event: Planned | Moved | Opened | Closed) -> str | None:
    if isinstance(event, Closed):
        return event.closed.isoformat()
    return None if isinstance(event, Opened) else event.closes


def _of_another_year(session: str, opens: str | None) -> str | None:
    body, _, number = session.partition("/")
    if opens is None or not number.isdecimal() or body not in ("GA", "ECOSOC"):
        return None
    year = int(number) + 1945 if body == "GA" else int(number)
    years = (year,) if body == "GA" else (year - 1, year)
    if first_day(opens).year in years:
        return None
    return f"it opens in {' or '.join(map(str, years))}, not on {opens}"


def _beside(session: str, known: Session, opens: str | None, closes: str | None) -> str | None:
    """Against one session beside it; only what is certain counts."""
    number, other = (int(one.partition("/")[2]) for one in (session, known.id))
    began = known.openings[-1] if known.openings else None
    ended = known.closings[-1] if known.closings else None
    if other < number:
        if opens and began and last_day(opens) <= _earliest(began):
            return f"it cannot open on {opens}: {known.id} opens on {began.day}"
        if opens and ended and last_day(opens) < _earliest(ended):
            return f"it cannot open on {opens}: {known.id} closes on {ended.day}"
    elif began:
        if opens and first_day(opens) >= _latest(began):
            return f"it cannot open on {opens}: {known.id} opens on {began.day}"
        if closes and first_day(closes) > _latest(began):
            return f"it cannot close on {closes}: {known.id} opens on {began.day}"
    return None


def _earliest(change: Change) -> date:
    """The first day that it may be; before all others where it has none."""
    return date.min if change.day is None else first_day(known_to(change.day, change.precision))


def _latest(change: Change) -> date:
    return date.max if change.day is None else last_day(known_to(change.day, change.precision))
