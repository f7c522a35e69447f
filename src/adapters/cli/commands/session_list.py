"""`session list`: the days of sessions and of their parts, recorded or forecast by rule."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

from ....domain.errors import BadInput
from .. import tables
from ..asking import Asked, reading
from ..bodies import body_named, session_named
from ..group import Command

if TYPE_CHECKING:
    from ....projections.answers import SessionShown

COLUMNS = ("session", "opens", "closes", "status", "rule", "moved from")
MOST = 10_000
"""How many sessions are listed at most: more than any body has held or years can number."""
AHEAD = 2
"""How many sessions to come are listed, where nobody says how many."""
_SESSION = re.compile(r"(?P<session>.+?[/ ](?:E?S-)?\d+)(?P<part>/.+)?", re.IGNORECASE | re.ASCII)


@click.command("list", cls=Command)
@click.argument("body", metavar="[BODY|GA/56]", required=False)
@click.option("--from", "first", type=click.IntRange(min=1), metavar="N", help="From number N on.")
@click.option("--to", "last", type=click.IntRange(min=1), metavar="N", help="Up to number N.")
@reading
def list_sessions(asked: Asked, body: str | None, first: int | None, last: int | None) -> None:
    """The days of sessions and of their parts, recorded or forecast by rule.

    Without numbers: what is recorded, and of the General Assembly also what comes next. A session
    whose month or year alone is known shows that.

    \b
    mandates session list
    mandates session list GA --from 54 --to 60 --as-of 2001-01-15
    """
    basis = asked.basis()
    shown = asked.engine.sessions(_numbers(asked, body, first, last, basis.as_of), **asked.at)
    if asked.json:
        items = [one.json_value() for one in shown]
        asked.give({"basis": basis.json_value(), "items": items})
        return
    rows = (
        [
            one.session, one.opening or "no date", str(one.closes or ""), _status(one), one.rule,
            ", ".join(one.moved_from),
        ]
        for one in shown
    )  # fmt: skip
    tables.table(COLUMNS, rows)
    if not shown:
        click.echo("no session is recorded, and no rule tells")
    asked.close(basis)


def _status(one: SessionShown) -> str:
    if one.postponed:
        return f"{one.status}: postponed"
    if one.closed:
        return f"{one.status}: closed"
    if one.suspended:
        return f"{one.status}: suspended on {one.breaks[-1].suspended}"
    if one.breaks and one.breaks[-1].resumed:
        return f"{one.status}: resumed on {one.breaks[-1].resumed}"
    return f"{one.status}: opened" if one.opened else one.status


def _numbers(
    asked: Asked, body: str | None, first: int | None, last: int | None, as_of: date
) -> list[str]:
    """The sessions that are asked for, each before its recorded parts."""
    recorded = [one.session for one in asked.engine.sessions(**asked.at)]
    if body is not None and re.search(r"[\d/]", body):
        named = session_named(asked.engine, _one(body))
        return [named, *_parts(named, recorded)]
    code = body_named(asked.engine, body) if body else "GA"
    if first is not None or last is not None:
        start = first if first is not None else 1
        end = last if last is not None else max(start, as_of.year - 1945 + AHEAD)
        if end < start:
            raise BadInput(f"--from {start} lies after --to {end}: turn them round")
        if end - start >= MOST:
            raise BadInput(
                f"--from {start} --to {end} are more than {MOST} sessions: ask for fewer"
            )
        whole = [f"{code}/{number}" for number in range(start, end + 1)]
        return [each for one in whole for each in (one, *_parts(one, recorded))]
    if body is None and recorded:
        return recorded
    coming = [f"{code}/{as_of.year - 1945 + one}" for one in range(AHEAD + 1)]
    own = [one for one in recorded if body is None or one.startswith(f"{code}/")]
    return [*own, *(one for one in coming if one not in own and code == "GA")]


def _one(text: str) -> str:
    """The session that a text names, or the part of one."""
    from ....domain.due import part_slug, session_id

    match = _SESSION.fullmatch(" ".join(text.split()))
    try:
        session = session_id(match["session"] if match else text)
    except ValueError as error:
        raise BadInput(str(error)) from None
    return f"{session}/{part_slug(match['part'])}" if match and match["part"] else session


def _parts(session: str, recorded: Sequence[str]) -> list[str]:
    return [one for one in recorded if one.startswith(f"{session}/")]
