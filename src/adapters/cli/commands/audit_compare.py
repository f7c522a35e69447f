"""`audit compare` and `audit replay`: what differs between two points, and how it came to be so."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import click

from .. import tables, values
from ..asking import Asked, reading
from ..database import opened
from ..group import AS_JSON, Command
from ..progress import working
from ..shapes import event_json
from ..values import Parsed, Target, Word

if TYPE_CHECKING:
    from ....engine import Engine
    from ....engine.answering import KnownAt, When
    from ....projections.reasons.compare import Differs
    from ....projections.reasons.replay import Change, Step

NOW = "now"
AXES = ("recorded", "effective")


def _when(text: str) -> When:
    """A point as people write it; see `compare`."""
    day, pair, known = text.strip().partition("@")
    if pair:
        return (None if day == NOW else values.last_day(day)), _known(known)
    return (None, None) if day == NOW else _one(day)


def _known(text: str) -> KnownAt:
    return None if text == NOW else _one(text)


def _one(text: str) -> int | datetime | date:
    try:
        found: int | datetime | date = values.KNOWN_AT.convert(text, None, None)
    except click.BadParameter as error:
        raise ValueError(error.message) from None
    return found


WHEN = Parsed("point", _when)


@click.command(cls=Command)
@click.argument("a", metavar="A", type=WHEN)
@click.argument("b", metavar="B", type=WHEN)
@click.option("--mandate", metavar="ID", type=values.MANDATE, help="Only this one.")
@AS_JSON
def compare(a: When, b: When, mandate: Target | None, as_json: bool) -> None:
    """What differs between two points, A and B, and the fewest events that made the difference.

    \b
    A point sets both axes, what is true and what is known. It is
      a position      as known when that event was recorded, true on that day
      an instant      as known then, true on its day (UTC)
      a day           as known at its end, true on it (as --as-recorded-on)
      now             as known now, true today
      DAY@KNOWN       true on DAY (or now), as known at a position, instant, day or now
    A month or a year stands for its last day; a bare number is always a position.

    Mandates appeared or are gone (their adoption was voided); fields changed, each because of
    events, or of time alone.

    \b
    mandates audit compare 2001-07-31 now
    mandates audit compare 40 52 --json
    mandates audit compare 2001-07-31@2001-07-31 2001-07-31@now
    """
    with opened() as engine:
        items = engine.compare(a, b, mandate.mandate if mandate else None)
        if as_json:
            basis = {
                name: engine.basis_of(when).json_value() for name, when in (("a", a), ("b", b))
            }
            tables.give({**basis, "items": [_json(one) for one in items]})
            return
        differs = 0
        for one in items:
            differs += 1
            _tell(engine, one)
        click.echo(f"{differs or 'no'} {'mandate differs' if differs == 1 else 'mandates differ'}")
        for name, when in (("A", a), ("B", b)):
            basis_at = engine.basis_of(when)
            click.echo(
                f"{name}: true on {basis_at.as_of}, as known at position {basis_at.position}"
            )


def _tell(engine: Engine, one: Differs) -> None:
    from ....projections.reasons.telling import change, reason

    tables.heading(one.mandate)
    named = set(one.because)
    if one.what == "changed":
        for each in one.fields:
            numbers = ", ".join(map(str, each.because))
            why = f"because of {numbers}" if numbers else "time alone"
            click.echo(f"  {change(each.change)}  [{why}]")
            named |= set(each.because)
    else:
        click.echo(f"  {'appeared' if one.what == 'appeared' else 'is gone'}")
    for position in sorted(named):
        click.echo(f"    {reason(next(engine.events(position - 1)))}")


def _json(one: Differs) -> dict[str, Any]:
    changed = {
        each.change.field: {
            "was": each.change.was, "now": each.change.now, "because": list(each.because),
        }
        for each in one.fields
    }  # fmt: skip
    return {
        "id": one.mandate, "what": one.what,
        "because": sorted({*one.because, *(p for each in one.fields for p in each.because)}),
        "fields": changed,
    }  # fmt: skip


@click.command(cls=Command)
@click.argument("mandate", metavar="[ID]", type=values.MANDATE, required=False)
@click.option(
    "--axis", type=Word(AXES), default="recorded", show_default=True,
    help="In the order of recording, as it was answered then; or of taking effect, as known now.",
)  # fmt: skip
@reading
def replay(asked: Asked, mandate: Target | None, axis: Any) -> None:
    """How one mandate, or each of the register, came to be what it is: step by step, with reasons.

    Each step names the event because of which a field moved, who recorded it and when, from when on
    it holds and on what ground; or says that time alone did it.

    \b
    mandates audit replay A/RES/54/226#2.2
    mandates audit replay --as-recorded-on 2001-07-31 --json
    mandates audit replay A/RES/54/226#2.2 --axis effective --known-at 52
    """
    from ....projections.reasons.telling import sentence

    basis = asked.basis()
    with working("replaying", basis.position) as advance:
        steps = asked.engine.replay(
            mandate.mandate if mandate else None, axis=axis, progress=advance, **asked.at
        )
        if asked.json:
            tables.array(_step_json(one) for one in steps)
            return
        shown = ""
        for one in steps:
            if one.mandate != shown:
                shown = one.mandate
                tables.heading(shown)
            click.echo(f"  {sentence(one)}")
    asked.close(basis)


def _step_json(one: Step) -> dict[str, Any]:
    from ....projections.reasons.telling import sentence

    return {
        "mandate": one.mandate,
        "day": one.day.isoformat(),
        "event": event_json(one.event) if one.event else None,
        "delayed": one.delayed,
        "changes": {each.field: _change(each) for each in one.changes},
        "words": sentence(one),
    }


def _change(one: Change) -> dict[str, Any]:
    return {"was": one.was, "now": one.now}
