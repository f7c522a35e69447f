"""Commands that read: on which day, as known when, and how the answer is given."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import click

from . import tables, values
from .basis import line
from .database import opened
from .group import AS_JSON

if TYPE_CHECKING:
    from ...engine import Engine
    from ...projections.answers import Basis


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reading command was asked for besides its own options, and the engine that answers."""

    engine: Engine
    json: bool
    as_of: date | None
    known_at: int | datetime | date | None

    @property
    def at(self) -> dict[str, Any]:
        """The point on both axes, for the engine's methods."""
        return {"as_of": self.as_of, "known_at": self.known_at}

    def basis(self) -> Basis:
        """What an answer at that point rests on."""
        return self.engine.basis(**self.at)

    def give(self, value: Any) -> None:
        """Print the one JSON document."""
        tables.give(value)

    def close(self, basis: Basis) -> None:
        """Print the line that every answer in words ends with."""
        click.echo(line(self.engine, basis))


limited = click.option("--limit", type=values.ROWS, metavar="N", help="At most so many.")
"""How many rows a command gives."""


def reading(function: Callable[..., None]) -> Callable[..., None]:
    """Make a function of `Asked` a reading command: ``--json``, ``--as-of``, ``--known-at``."""

    @AS_JSON
    @click.option(
        "--as-of", type=values.LAST_DAY, metavar="D", help="True on this day; else today."
    )
    @click.option(
        "--known-at",
        type=values.KNOWN_AT,
        metavar="T|POSITION",
        help="As known at this instant (a bare day: its end, UTC) or position; else now.",
    )
    @click.option(
        "--as-recorded-on",
        type=values.LAST_DAY,
        metavar="D",
        help="Both at once: true on this day, as known at its end.",
    )
    @functools.wraps(function)
    def asking(
        as_json: bool,
        as_of: date | None,
        known_at: int | datetime | date | None,
        as_recorded_on: date | None,
        **own: Any,
    ) -> None:
        if as_recorded_on is not None:
            if as_of is not None or known_at is not None:
                raise click.UsageError(
                    "--as-recorded-on sets --as-of and --known-at: give no other"
                )
            as_of = known_at = as_recorded_on
        with opened() as engine:
            function(Asked(engine, as_json, as_of, known_at), **own)

    return asking
