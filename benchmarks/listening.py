"""What it costs to tell of every commit by NOTIFY, and how soon who listens knows of it.

    python benchmarks/listening.py [--rounds 15] [--appends 200] [--folder DIR]

Single durable appends on PostgreSQL to three records by turns: one that tells nobody (the statement
taken out of its function), one that tells and nobody listens, one with a listener. Then the time
from before an append to when a listener in another thread was waked. Medians.
"""

from __future__ import annotations

import statistics
import threading
import time
from contextlib import ExitStack, closing
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import click
import places
from append import ACTOR, event_of
from places import Place

from mandates.adapters.record.application import LibraryRecord, open_record
from mandates.adapters.record.port import Batch, Entry
from mandates.adapters.record.postgres.address import address
from mandates.adapters.record.postgres.connections import connect
from mandates.domain.registry import EVENTS

CONTENDERS = ("silent", "told", "heard")


def append(record: LibraryRecord) -> float:
    """The seconds that one append takes."""
    stream = f"mandate-{uuid4()}"
    entry = Entry(stream, event_of(1), "1999-12-22", uuid4())
    batch = Batch([entry], {stream: 0}, uuid4(), "0" * 64, ACTOR, datetime.now(UTC))
    begin = time.perf_counter()
    record.append(batch)
    return time.perf_counter() - begin


def silence(where: str) -> None:
    """Take out of a record's function what tells of a commit."""
    at = address(where)
    with closing(connect(at, 5.0)) as owner:
        name = f"{at.schema}.check_continues"
        row = owner.execute("SELECT pg_get_functiondef(%s::regproc)", (name,)).fetchone()
        assert row is not None
        text = str(row[0]).replace("IF pg_notification_queue_usage() < 0.5", "IF false")
        assert text != row[0]
        owner.execute(text.encode())


def listen(record: LibraryRecord, waked: list[float], ending: threading.Event) -> None:
    with record.listen() as listening:
        while not ending.is_set():
            listening.wait(1.0)
            waked.append(time.perf_counter())


def measure(place: Place, rounds: int, appends: int, stack: ExitStack) -> None:
    records = {
        name: stack.enter_context(closing(open_record(place.record(name), EVENTS)))
        for name in CONTENDERS
    }
    for record in records.values():
        append(record)
    silence(place.record("silent"))
    waked, ending = list[float](), threading.Event()
    hearing = threading.Thread(target=listen, args=(records["heard"], waked, ending), daemon=True)
    hearing.start()
    times: dict[str, list[float]] = {name: [] for name in CONTENDERS}
    for number in range(rounds + 1):  # the first only warms up
        turn = number % len(CONTENDERS)
        for name in CONTENDERS[turn:] + CONTENDERS[:turn]:
            taken = [append(records[name]) for _ in range(appends)]
            times[name] += taken if number else []
    medians = {name: statistics.median(taken) for name, taken in times.items()}
    for name, median in medians.items():
        click.echo(f"{name:8} {median * 1e6:6.0f} µs {median / medians['silent']:6.2f} x silent")
    delays: list[float] = []
    for _ in range(100):
        time.sleep(0.02)
        before, heard = time.perf_counter(), len(waked)
        append(records["heard"])
        while len(waked) == heard:
            time.sleep(0.0002)
        delays.append(waked[-1] - before)
    click.echo(
        f"waked {statistics.median(delays) * 1e3:.1f} ms after the append began (median),"
        f" {max(delays) * 1e3:.1f} ms at most, of {len(delays)}"
    )
    ending.set()
    hearing.join()


@click.command()
@click.option("--rounds", default=15, show_default=True, help="To take the medians over.")
@click.option("--appends", default=200, show_default=True, help="Per contender and round.")
@click.option("--folder", type=Path, help="On the disk to measure; by default a temporary one.")
def main(rounds: int, appends: int, folder: Path | None) -> None:
    """Time appends that tell and that do not."""
    with places.place(True, folder) as place, ExitStack() as stack:
        click.echo(f"{place.conditions} · {rounds} rounds of {appends} appends")
        measure(place, rounds, appends, stack)


if __name__ == "__main__":
    main()
