"""How long it takes to load a mandate of ten events, against the library below.

    python benchmarks/load.py [--rounds 15] [--loads 200] [--mandates 500] [--bound 0.5]
        [--postgres]

All hold the same events: who they are, when they were recorded, by whom, by which command, and what
they say. The library loads by `repository.get` of an aggregate, in the two ways of its
documentation: its own event classes, which check nothing when they are read, and events that are
pydantic models and do. Ours is what a command rests on: the stream's events decoded and validated,
and the one fold over them. Contenders take turns; compared are medians. Exits with 1 if ours takes
more than ``bound`` times as long as the library with validated events.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack, closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import click
import places
from library import (
    ACTOR,
    DAY,
    DIGEST,
    Library,
    LibraryMandate,
    ModelLibrary,
    ModelMandate,
    envelope,
)
from places import Place

from mandates.adapters.record import Batch, Entry, open_record
from mandates.domain.event import Event
from mandates.domain.fold import fold
from mandates.domain.mandate.events import Adopted, Assigned
from mandates.domain.mandate.evolve import evolve
from mandates.domain.registry import EVENTS

EVENTS_IN_A_MANDATE = 10
VALIDATED = "library, validated"
Load = Callable[[int], object]
"""Loads the mandate of that number."""


def desk(number: int) -> str:
    return f"Department of Economic and Social Affairs, desk {number}"


def library(place: Place, mandates: int, stack: ExitStack, validated: bool) -> Load:
    """`repository.get` of an aggregate."""
    settings = place.library("models" if validated else "library")
    application = stack.enter_context((ModelLibrary if validated else Library)(settings))
    kind: Any = ModelMandate if validated else LibraryMandate
    ids: list[UUID] = []
    for number in range(mandates):
        one = kind(*envelope(), identity(number), "a report")
        for count in range(1, EVENTS_IN_A_MANDATE):
            one.assign(*envelope(), desk(count), "lead")
        application.save(one)
        ids.append(one.id)
    return lambda number: application.repository.get(ids[number])


def identity(number: int) -> str:
    return f"A/RES/54/{number + 1}#2.1"


def ours(place: Place, mandates: int, stack: ExitStack) -> Load:
    """The stream's events, and the fold over them."""
    record = stack.enter_context(closing(open_record(place.record("ours"), EVENTS)))
    for number in range(mandates):
        stream = f"mandate-{identity(number)}"
        events: list[Event] = [adopted(number)]
        events += [Assigned(entity=desk(count)) for count in range(1, EVENTS_IN_A_MANDATE)]
        record.append(
            Batch(
                [Entry(stream, one, DAY, uuid4()) for one in events],
                {stream: 0}, uuid4(), DIGEST, ACTOR, datetime.now(UTC),
            )
        )  # fmt: skip

    def load(number: int) -> object:
        stream = f"mandate-{identity(number)}"
        return fold(evolve, record.streams_of([stream])[stream])

    return load


def adopted(number: int) -> Adopted:
    return Adopted.model_validate(
        {
            "mandate": identity(number), "instrument": f"A/RES/54/{number + 1}",
            "body": "GA", "session": 54, "paragraph": "2", "verb": "request", "strength": "request",
            "addressees": ["Secretary-General"], "deliverable": "report", "title": "a report",
            "tracked": "yes", "force": "directive", "text_of": "adopted",
        }
    )  # fmt: skip


@click.command()
@click.option("--rounds", default=15, show_default=True)
@click.option("--loads", default=200, show_default=True, help="Per contender and round.")
@click.option("--mandates", default=500, show_default=True)
@click.option("--bound", default=0.5, show_default=True, help="Times the library's.")
@click.option("--folder", type=Path, help="On the disk to measure; by default a temporary one.")
@places.postgres
def main(
    rounds: int, loads: int, mandates: int, bound: float, folder: Path | None, postgres: bool
) -> None:
    """Time loading a mandate with each contender."""
    chance = random.Random(1)
    with places.place(postgres, folder) as place, ExitStack() as stack:
        conditions = place.conditions
        contenders = {
            VALIDATED: library(place, mandates, stack, validated=True),
            "library": library(place, mandates, stack, validated=False),
            "ours": ours(place, mandates, stack),
        }
        times: dict[str, list[float]] = {contender: [] for contender in contenders}
        for number in range(rounds + 1):  # the first only warms up
            for contender, load in contenders.items():
                for _ in range(loads):
                    which = chance.randrange(mandates)
                    begin = time.perf_counter()
                    load(which)
                    if number:
                        times[contender].append(time.perf_counter() - begin)
    click.echo(
        f"{conditions} · {rounds} rounds of {loads} loads of a"
        f" mandate with {EVENTS_IN_A_MANDATE} events, of {mandates}"
    )
    medians = {name: statistics.median(taken) for name, taken in times.items()}
    for contender, median in medians.items():
        ratio = median / medians[VALIDATED]
        click.echo(f"{contender:18} {median * 1e6:6.0f} µs {ratio:6.2f} x {VALIDATED}")
    if medians["ours"] > bound * medians[VALIDATED]:
        click.echo(f"over the bound of {bound} x {VALIDATED}", err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
