"""`correct` and `void`: what was recorded wrongly. Nothing is overwritten; the history keeps it."""

from __future__ import annotations

from typing import Any

import click

from ....domain.errors import BadInput
from .. import choices
from ..desk import Desk, event_id, recording
from ..group import Command
from ..values import Word

LISTS = ("addressees", "collaborators")
NAMES = {"with": "collaborators", "body": "receiving_body"}
"""Fields by the names that a reading gives them (DESIGN 10)."""


@click.command(cls=Command)
@click.option("--field", type=Word(choices.FIELDS, NAMES), metavar="F", help="Which field.")
@click.option("--to", "value", metavar="V", help="The right value: plain text or JSON.")
@click.option("--reason", metavar="T", help="Why it is wrong: Corr.1, a misreading, ...")
@recording(occurrence=True)
def correct(desk: Desk, field: str | None, value: str | None, reason: str | None) -> None:
    """Correct one field of a mandate, for a reason. Its identity and life stay.

    Fields: addressees, collaborators, receiving_body, deliverable, title, due, verb, strength,
    text, recurrence, rhythm, until, dues, instrument_title. Several addressees or due terms are
    separated by commas (or a JSON list); a due term is GA/57, a date, or JSON; a rhythm is a word
    or JSON; null empties a field.

    \b
    mandates correct A/RES/54/226#2.2 --field due --to GA/57 --reason "misread"
    mandates correct A/RES/54/226#2.2 --field addressees --to "UNCTAD, UNDP" --reason "Corr.1"
    """
    from ....domain.mandate.commands import Correct

    if field is None or value is None or not reason:
        raise click.UsageError("say what is wrong: --field F --to V --reason T")
    desk.record(desk.each(Correct, field=field, value=value_of(field, value), reason=reason))


def value_of(field: str, text: str) -> Any:
    """The JSON value that a text stands for in a field."""
    from ...intake import json_of

    try:
        given: Any = json_of(text)
    except (ValueError, RecursionError):
        given = text
    if given is None:
        return None
    if field in LISTS:
        return _names(given, text)
    if field in ("due", "until"):
        return given if text.lstrip().startswith("{") else _due(text)
    if field == "dues":
        return given if text.lstrip().startswith("[") else [*map(_due, _names(given, text))]
    if field == "rhythm":
        return given if text.lstrip().startswith("{") else {"recurrence": _word(given)}
    if field in ("deliverable", "strength", "recurrence"):
        return _word(given)
    return given if isinstance(given, str) else text


def _word(given: Any) -> str:
    return str(given).strip().casefold().replace(" ", "_").replace("-", "_")


def _names(given: Any, text: str) -> Any:
    if text.lstrip().startswith("["):
        return given
    plain = given if isinstance(given, str) else text
    return [one.strip() for one in plain.split(",") if one.strip()]


def _due(text: str) -> Any:
    from ....domain.due import parse

    try:
        return parse(text.strip('"')).model_dump(mode="json", exclude_none=True)
    except ValueError as error:
        raise BadInput(f"{error}, or JSON such as {{'kind': 'date', 'date': '2019'}}") from None


@click.command(cls=Command)
@click.argument("events", metavar="EVENT_ID...", nargs=-1)
@click.option("--reason", metavar="T", help="Why it counts for nothing.")
@recording(mandates=False)
def void(desk: Desk, events: tuple[str, ...], reason: str | None) -> None:
    """Take an event out of the count, and what it caused. The history keeps it, marked void.

    EVENT_ID is the event's id, or its position. A void can itself be voided.

    \b
    mandates history A/RES/54/226#2.2 --json | jq -r .[-1].event_id
    mandates void 17 --reason "recorded on the wrong mandate"
    """
    from ....domain.void import Void

    named = [one for some in events for one in some.split(",") if one.strip()]
    if not named:
        raise click.UsageError(
            "name the event: its id or its position, as `mandates history` shows"
        )
    if not reason:
        raise click.UsageError("say why it counts for nothing: --reason T")
    ids = dict.fromkeys(event_id(desk, one.strip()) for one in named)
    desk.record(
        [desk.build(Void, event_id=one, reason=reason) for one in ids],
        nothing="it is void already: nothing recorded",
    )
