"""`session`: the days of a body's sessions, and the register of them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import click

from ....domain.errors import BadInput
from .. import tables, values
from ..asking import Asked, reading
from ..desk import Desk, recording
from ..group import Group

COLUMNS = ("session", "opens", "closes", "status", "rule", "moved from")
AHEAD = 2
"""How many sessions to come are listed, where nobody says how many."""


@click.group(cls=Group)
def session() -> None:
    """Plan, move, open and close the sessions of a body; due points move with them.

    \b
    mandates session plan GA/56 --opens 2001-09-11 --on 2001-01
    mandates session list GA --from 54 --to 60
    """


_SESSION = click.argument("named", metavar="GA/56", type=values.SESSION)
_DAY = click.argument("day", metavar="[DAY]", type=values.DAY, required=False)
_OPENS = click.option("--opens", "--to", "--date", type=values.DAY, metavar="D", help="Opens on.")
_CLOSES = click.option("--closes", type=values.DAY, metavar="D", help="Closes on.")


def _decided(desk: Desk, *days: date | None) -> Desk:
    """The day of the decision: as given, else today, but never after a day that it sets."""
    if desk.on is not None:
        return desk
    known = min((one for one in days if one), default=None)
    today = datetime.now(UTC).date()
    return replace(desk, on=known.isoformat()) if known and known < today else desk


@session.command()
@_SESSION
@_DAY
@_OPENS
@_CLOSES
@recording(mandates=False)
def plan(desk: Desk, named: str, day: date | None, opens: date | None, closes: date | None) -> None:
    """Set the days of a session. --on is the day of the decision.

    \b
    mandates session plan GA/56 --opens 2001-09-11 --closes 2002-09-09 --on 2001-01
    """
    from ....domain.session import PlanSession

    opening = opens or day
    if opening is None:
        raise click.UsageError("say when it opens: --opens 2001-09-11")
    desk = _decided(desk, opening)
    desk.record(desk.build(PlanSession, session=named, opens=opening, closes=closes))


@session.command()
@_SESSION
@_DAY
@_OPENS
@_CLOSES
@recording(mandates=False)
def move(desk: Desk, named: str, day: date | None, opens: date | None, closes: date | None) -> None:
    """Move the opening or the closing of a session. --on is the day of the decision.

    \b
    mandates session move GA/56 --opens 2001-09-12 --on 2001-09-11
    """
    from ....domain.session import MoveSession

    opening = opens or day
    if opening is None and closes is None:
        raise click.UsageError("say to when: --opens 2001-09-12, or --closes D")
    desk = _decided(desk, opening, closes)
    desk.record(desk.build(MoveSession, session=named, opens=opening, closes=closes))


@session.command("open")
@_SESSION
@_DAY
@_OPENS
@recording(mandates=False)
def open_session(desk: Desk, named: str, day: date | None, opens: date | None) -> None:
    """The session opened: on the day of --on, else today.

    \b
    mandates session open GA/56 --on 2001-09-12
    """
    from ....domain.session import OpenSession

    opened = opens or day
    desk = _decided(desk, opened)
    desk.record(desk.build(OpenSession, session=named, opened=opened))


@session.command()
@_SESSION
@_DAY
@click.option("--closes", "--date", type=values.DAY, metavar="D", help="Closed on.")
@recording(mandates=False)
def close(desk: Desk, named: str, day: date | None, closes: date | None) -> None:
    """The session closed: on the day of --on, else today.

    \b
    mandates session close GA/56 --on 2002-09-09
    """
    from ....domain.session import CloseSession

    closed = closes or day
    desk = _decided(desk, closed)
    desk.record(desk.build(CloseSession, session=named, closed=closed))


@session.command("list")
@click.argument("body", metavar="[BODY|GA/56]", required=False)
@click.option("--from", "first", type=click.IntRange(min=1), metavar="N", help="From number N on.")
@click.option("--to", "last", type=click.IntRange(min=1), metavar="N", help="Up to number N.")
@reading
def list_sessions(asked: Asked, body: str | None, first: int | None, last: int | None) -> None:
    """The days of sessions, recorded or forecast by rule.

    Without numbers: what is recorded, and of the General Assembly also what comes next.

    \b
    mandates session list
    mandates session list GA --from 54 --to 60 --as-of 2001-01-15
    """
    basis = asked.basis()
    shown = asked.engine.sessions(_numbers(asked, body, first, last, basis.as_of), **asked.at)
    if asked.json:
        items: list[dict[str, Any]] = [one.json_value() for one in shown]
        asked.give({"basis": basis.json_value(), "items": items})
        return
    rows = (
        [
            one.session, str(one.opens), str(one.closes or ""), _status(one), one.rule,
            ", ".join(map(str, one.moved_from)),
        ]
        for one in shown
    )  # fmt: skip
    tables.table(COLUMNS, rows)
    if not shown:
        click.echo("no session is recorded, and no rule tells")
    asked.close(basis)


def _status(one: Any) -> str:
    if one.closed:
        return f"{one.status}: closed"
    return f"{one.status}: opened" if one.opened else str(one.status)


def _numbers(
    asked: Asked, body: str | None, first: int | None, last: int | None, as_of: date
) -> list[str]:
    """The sessions that are asked for."""
    from ....domain.body import code_of
    from ....domain.due import session_id

    if body is not None and re.search(r"\d", body):
        try:
            return [session_id(body)]
        except ValueError as error:
            raise BadInput(str(error)) from None
    code = code_of(body) if body else "GA"
    if first is not None or last is not None:
        start = first if first is not None else 1
        end = last if last is not None else max(start, as_of.year - 1945 + AHEAD)
        return [f"{code}/{number}" for number in range(start, end + 1)]
    recorded = [one.session for one in asked.engine.sessions(**asked.at)]
    if body is None and recorded:
        return recorded
    coming = [f"{code}/{as_of.year - 1945 + one}" for one in range(AHEAD + 1)]
    own = [one for one in recorded if body is None or one.startswith(f"{code}/")]
    return [*own, *(one for one in coming if one not in own and code == "GA")]
