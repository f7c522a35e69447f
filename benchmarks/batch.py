"""How many events a second a large durable commit takes: an instrument of 100 mandates.

    python benchmarks/batch.py [--rounds 15] [--batches 10] [--mandates 100] [--bound 1.3]
        [--postgres]

The record, with its validation, hashes and triggers, against `Application.save` of as many
aggregates of the library (see library.py); all on SQLite with WAL and synchronous=FULL, by turns.
Making the events is left out. Exits with 1 if the record takes fewer than ``bound`` times as many
events a second as the library with validated events.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack, closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

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
from mandates.domain.mandate.events import Adopted
from mandates.domain.registry import EVENTS
from mandates.engine.ids import new_ids

VALIDATED = "library, validated"
Save = Callable[[], object]
Prepare = Callable[[int, int], Save]
"""Makes ready the commit of that number, of so many events."""


def adopted(text: int, number: int) -> Adopted:
    return Adopted.model_validate(
        {
            "mandate": f"A/RES/54/{text}#{number}.1", "instrument": f"A/RES/54/{text}",
            "body": "GA", "session": 54, "paragraph": str(number), "verb": "request",
            "force": "directive", "strength": "request", "tracked": "yes", "text_of": "adopted",
            "addressees": ["Secretary-General"], "deliverable": "report",
            "title": "the state of South-South cooperation",
        }
    )  # fmt: skip


def library(place: Place, stack: ExitStack, validated: bool) -> Prepare:
    settings = place.library("models" if validated else "library")
    application = stack.enter_context((ModelLibrary if validated else Library)(settings))
    kind: Any = ModelMandate if validated else LibraryMandate

    def prepare(text: int, mandates: int) -> Save:
        made = [
            kind(*envelope(), adopted(text, number).model_dump_json(), "a title")
            for number in range(mandates)
        ]
        return lambda: application.save(*made)

    return prepare


def ours(place: Place, stack: ExitStack) -> Prepare:
    record = stack.enter_context(closing(open_record(place.record("ours"), EVENTS)))

    def prepare(text: int, mandates: int) -> Save:
        ids = new_ids(datetime.now(UTC))
        streams = [f"mandate-A/RES/54/{text}#{number}.1" for number in range(mandates)]
        entries = [
            Entry(stream, adopted(text, number), DAY, next(ids))
            for number, stream in enumerate(streams)
        ]
        name = entries[0].event_id  # as the engine names a command that comes without an id
        batch = Batch(entries, dict.fromkeys(streams, 0), name, DIGEST, ACTOR, datetime.now(UTC))
        return lambda: record.append(batch)

    return prepare


@click.command()
@click.option("--rounds", default=15, show_default=True)
@click.option("--batches", default=10, show_default=True, help="Per contender and round.")
@click.option("--mandates", default=100, show_default=True)
@click.option("--bound", default=1.3, show_default=True, help="Times the library's events.")
@click.option("--folder", type=Path, help="On the disk to measure; by default a temporary one.")
@places.postgres
def main(
    rounds: int, batches: int, mandates: int, bound: float, folder: Path | None, postgres: bool
) -> None:
    """Time large commits with each contender."""
    with places.place(postgres, folder) as place, ExitStack() as stack:
        conditions = place.conditions
        contenders = {
            VALIDATED: library(place, stack, validated=True),
            "library": library(place, stack, validated=False),
            "record": ours(place, stack),
        }
        times: dict[str, list[float]] = {contender: [] for contender in contenders}
        for number in range(rounds + 1):  # the first only warms up
            for contender, prepare in contenders.items():
                for count in range(batches):
                    save = prepare(number * batches + count + 1, mandates)
                    begin = time.perf_counter()
                    save()
                    if number:
                        times[contender].append(time.perf_counter() - begin)
    click.echo(f"{conditions} · {rounds} rounds of {batches} commits of {mandates} events")
    rates = {name: mandates / statistics.median(taken) for name, taken in times.items()}
    for contender, rate in rates.items():
        click.echo(
            f"{contender:18} {rate:8,.0f} events/s {rate / rates[VALIDATED]:6.2f} x {VALIDATED}"
        )
    if rates["record"] < bound * rates[VALIDATED]:
        click.echo(f"under the bound of {bound} x {VALIDATED}", err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
