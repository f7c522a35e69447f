"""`session`: what happens to the sessions of a body, and to parts of them."""

from __future__ import annotations

import re
from datetime import date

import click

from .. import values
from ..bodies import session_named
from ..desk import Desk, recording
from ..group import Group
from .session_list import list_sessions


@click.group(cls=Group)
def session() -> None:
    """Plan, move, open and close the sessions of a body; due points move with them.

    \b
    mandates session plan GA/56 --opens 2001-09-11 --on 2001-01
    mandates session list GA --from 54 --to 60
    """


session.add_command(list_sessions)

_PART_OF = re.compile(r"(.+?[/ ](?:E?S-)?\d+)(?:/(.+))?", re.IGNORECASE | re.ASCII)


def _session(text: str) -> str:
    from ....domain.due import session_id

    match = _PART_OF.fullmatch(" ".join(text.split()))
    if match is None:
        return session_id(text)  # which says what is wrong
    return _whole(session_id(match[1]), match[2])


def _whole(session: str, part: str | None) -> str:
    """A session, or the part of it that is named."""
    from ....domain.due import part_slug

    if part is None:
        return session
    slug = part_slug(part)
    if not slug:
        raise ValueError(f"{part!r} is no part of a session: write main or first resumed")
    return f"{session}/{slug}"


def _named(desk: Desk, session: str, part: str | None) -> str:
    session = session_named(desk.engine, session)
    if part is not None and session.count("/") > 1:
        raise click.UsageError(f"{session} names a part already: leave --part out")
    try:
        return _whole(session, part)
    except ValueError as error:
        raise click.UsageError(str(error)) from None


_SESSION = click.argument("named", metavar="GA/56", type=values.Parsed("session", _session))
_PART = click.option(
    "--part", metavar="PART", help='A part of it: main, "first resumed", ...; or GA/61/main.'
)
_DAY = click.argument("day", metavar="[DAY]", type=values.DAY, required=False)
_OPENS = click.option("--opens", "--to", "--date", type=values.DAY, metavar="D", help="Opens on.")
_PLANNED_DAY = click.argument("day", metavar="[DAY]", type=values.PARTIAL, required=False)
_PLANNED_OPENS = click.option(
    "--opens", "--to", "--date", type=values.PARTIAL, metavar="D",
    help="Opens on this day, or in this month or year.",
)  # fmt: skip
_CLOSES = click.option(
    "--closes", type=values.PARTIAL, metavar="D", help="Closes on this day, or in this month."
)


@session.command()
@_SESSION
@_PLANNED_DAY
@_PART
@_PLANNED_OPENS
@_CLOSES
@recording(mandates=False)
def plan(
    desk: Desk, named: str, day: str | None, part: str | None, opens: str | None, closes: str | None
) -> None:
    """Set the days of a session, or its month or year. --on is the day of the decision.

    \b
    mandates session plan GA/56 --opens 2001-09-11 --closes 2002-09-09 --on 2001-01
    mandates session plan GA/61 --part "first resumed" --opens 2007-03 --on 2006-12-22
    """
    from ....domain.session.commands import PlanSession

    opening = opens or day
    if opening is None:
        raise click.UsageError("say when it opens: --opens 2001-09-11")
    desk = desk.decided(opening)
    desk.record(
        desk.build(PlanSession, session=_named(desk, named, part), opens=opening, closes=closes)
    )


@session.command()
@_SESSION
@_PLANNED_DAY
@_PART
@_PLANNED_OPENS
@_CLOSES
@recording(mandates=False)
def move(
    desk: Desk, named: str, day: str | None, part: str | None, opens: str | None, closes: str | None
) -> None:
    """Move the opening or the closing of a session. --on is the day of the decision.

    \b
    mandates session move GA/56 --opens 2001-09-12 --on 2001-09-11
    mandates session move HLC/20 --opens 2020-05 --on 2019-06-28 --ref "decision 73/553"
    """
    from ....domain.session.commands import MoveSession

    opening = opens or day
    if opening is None and closes is None:
        raise click.UsageError("say to when: --opens 2001-09-12, or --closes D")
    desk = desk.decided(opening, closes)
    desk.record(
        desk.build(MoveSession, session=_named(desk, named, part), opens=opening, closes=closes)
    )


@session.command()
@_SESSION
@_PART
@recording(mandates=False)
def postpone(desk: Desk, named: str, part: str | None) -> None:
    """Put a session off without a new date. --on is the day of the decision.

    \b
    mandates session postpone HLC/20 --on 2020-05-14 --ref "decision 74/553"
    """
    from ....domain.session.commands import PostponeSession

    desk.record(desk.build(PostponeSession, session=_named(desk, named, part)))


@session.command("open")
@_SESSION
@_DAY
@_PART
@_OPENS
@recording(mandates=False)
def open_session(
    desk: Desk, named: str, day: date | None, part: str | None, opens: date | None
) -> None:
    """The session opened: on the day of --on, else today.

    \b
    mandates session open GA/56 --on 2001-09-12
    """
    from ....domain.session.commands import OpenSession

    opened = opens or day
    desk = desk.decided(opened)
    desk.record(desk.build(OpenSession, session=_named(desk, named, part), opened=opened))


@session.command()
@_SESSION
@_DAY
@_PART
@click.option("--last-day", "--date", type=values.DAY, metavar="D", help="The last day before it.")
@recording(mandates=False)
def suspend(
    desk: Desk, named: str, day: date | None, part: str | None, last_day: date | None
) -> None:
    """The session was interrupted: on the day of --on, else today.

    \b
    mandates session suspend HRC/43 2020-03-13 --ref A/HRC/DEC/43/117
    """
    from ....domain.session.commands import SuspendSession

    suspended = last_day or day
    desk = desk.decided(suspended)
    desk.record(desk.build(SuspendSession, session=_named(desk, named, part), suspended=suspended))


@session.command()
@_SESSION
@_DAY
@_PART
@click.option("--first-day", "--date", type=values.DAY, metavar="D", help="The first day after it.")
@recording(mandates=False)
def resume(
    desk: Desk, named: str, day: date | None, part: str | None, first_day: date | None
) -> None:
    """The session took up its work again: on the day of --on, else today.

    \b
    mandates session resume HRC/43 2020-06-15
    """
    from ....domain.session.commands import ResumeSession

    resumed = first_day or day
    desk = desk.decided(resumed)
    desk.record(desk.build(ResumeSession, session=_named(desk, named, part), resumed=resumed))


@session.command()
@_SESSION
@_DAY
@_PART
@click.option("--closes", "--date", type=values.DAY, metavar="D", help="Closed on.")
@recording(mandates=False)
def close(desk: Desk, named: str, day: date | None, part: str | None, closes: date | None) -> None:
    """The session closed: on the day of --on, else today.

    \b
    mandates session close GA/56 --on 2002-09-09
    """
    from ....domain.session.commands import CloseSession

    closed = closes or day
    desk = desk.decided(closed)
    desk.record(desk.build(CloseSession, session=_named(desk, named, part), closed=closed))
