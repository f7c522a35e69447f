"""A session as it is shown: its days, known or forecast, and what interrupted them."""

from __future__ import annotations

from ..domain.calendar import Calendar
from ..domain.days import known_to
from .answers import BreakShown, SessionShown


def session_shown(calendar: Calendar, session: str) -> SessionShown | None:
    """A session or a part of one; None where nothing is recorded and no rule tells."""
    session = calendar.bodies.session(session)
    window = calendar.window(session)
    known = calendar.recorded(session)
    if window is None and (known is None or not known.postponed):
        return None
    number, _, part = session.partition("/")[2].partition("/")
    opens = window.opens if window else None
    precision = window.precision if window else None
    stands = known_to(opens, precision or "day") if opens else ""
    planned = (
        known_to(one.day, one.precision) for one in (known.openings if known else ()) if one.day
    )
    return SessionShown(
        session=session,
        number=int(number) if number.isdigit() else number,
        part=part or None,
        opens=opens,
        precision=precision,
        closes=window.closes if window else None,
        status=window.status if window else "recorded",
        rule=window.rule if window else None,
        opened=known.opened if known else None,
        closed=known.closed if known else None,
        moved_from=tuple(dict.fromkeys(was for was in planned if not stands.startswith(was))),
        postponed=known is not None and known.postponed,
        suspended=known is not None and known.suspended,
        breaks=tuple(
            BreakShown(suspended=last, resumed=first)
            for last, first in (known.breaks if known else ())
        ),
    )


def session_order(session: str) -> tuple[str, int, str]:
    """The order of sessions in a list: by body and number, each before its parts."""
    body, _, number = session.partition("/")
    first, _, part = number.partition("/")
    if first.isdigit():
        return body, int(first), part
    return body, 0, number
