"""`remind`: what an entity has to deliver, as a mail that somebody else sends."""

from __future__ import annotations

import re
from datetime import date

import click

from ..asking import Asked, reading
from ..group import Command
from ..values import Parsed

_SPAN = re.compile(r"(\d{1,4})\s*(d|w|m|y)(?:ays?|eeks?|onths?|ears?)?", re.IGNORECASE | re.ASCII)


def _span(text: str) -> tuple[int, str]:
    match = _SPAN.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"{text!r} is no time: write 6w, 10d, 2m or 1y")
    return int(match[1]), match[2].casefold()


def _end(today: date, span: tuple[int, str]) -> date:
    from ....domain.days import LAST, days_on, months_on

    amount, unit = span
    if unit in "dw":
        return days_on(today, amount * (7 if unit == "w" else 1)) or LAST
    return months_on(today, amount * (12 if unit == "y" else 1)) or LAST


@click.command(cls=Command)
@click.option("--entity", required=True, metavar="X", help="Who is to be reminded, by its name.")
@click.option(
    "--within", type=Parsed("span", _span), default="6w", show_default=True, metavar="TIME",
    help="How far ahead: 10d, 6w, 2m, 1y.",
)  # fmt: skip
@reading
def remind(asked: Asked, entity: str, within: tuple[int, str]) -> None:
    """What an entity has to deliver within a time, as text ready for a mail. Sends nothing.

    It counts what the entity leads, contributes to or is asked for; what is overdue comes first. Of
    what recurs the next due point is told too, before it opens, as a forecast.

    \b
    mandates remind --entity UNDP --within 6w
    mandates remind --entity "Secretary-General" --within 2m --as-of 2001-07-01
    """
    from ....projections.reminders import reminder

    name = " ".join(entity.split())
    if not name:
        raise click.UsageError("say who is to be reminded: --entity UNDP")
    until = _end(asked.basis().as_of, within)
    found = asked.engine.docket(coming=until, **asked.at)
    names = (name, *asked.engine.names(name, **asked.at))
    mail = reminder(found.items, names, found.basis.as_of, until)
    if asked.json:
        asked.give(
            {
                "basis": found.basis.json_value(),
                "entity": mail.entity,
                "until": mail.until.isoformat(),
                "subject": mail.subject,
                "body": mail.body,
                "items": [one.json_value() for one in mail.items],
            }
        )
        return
    click.echo(f"Subject: {mail.subject}\n")
    click.echo(mail.body)
    asked.close(found.basis)
