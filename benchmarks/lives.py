"""Lawful lives of mandates, the same for the same seed, written to a record by its own recorder.

    python benchmarks/lives.py FILE.db|URL [--events 1000000] [--seed 7]

Lives are interleaved as they would be in a year's work: each event stands where its day puts it.
Each is a command of its own. Recording a million of them one by one, with a sync for each, would
take as long as it would measure nothing here; so they are written in large transactions.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import click

from mandates.adapters.record.application import open_record
from mandates.adapters.record.codec import Codec, as_text
from mandates.adapters.record.port import Stored
from mandates.domain.due import SessionDue
from mandates.domain.event import Envelope, Event, Recorded
from mandates.domain.mandate import events as e
from mandates.domain.registry import EVENTS
from mandates.domain.streams import mandate_stream

START = date(2000, 1, 10)
YEARS = 24
MEAN = 8
"""Events a mandate: from 5 to 11."""
IN_ONE = 5_000
ENTITIES = ("UNDP", "FAO", "UNEP", "UNICEF", "WHO", "UNESCO", "DESA", "OCHA", "UNCTAD", "ILO")
TITLES = (
    "state of South-South cooperation",
    "situation of human rights",
    "financing for peace",
    "protection of the global climate",
    "sustainable fisheries",
    "the rule of law",
)
SIX = ("ar", "en", "es", "fr", "ru", "zh")
AUTHORITY = "A/RES/60/1"

Life = list[tuple[date, Event]]


def life(number: int, chance: random.Random, adopted: date) -> Life:
    """What happens to one mandate, each with its day, in order of days."""
    session = adopted.year - 1945
    symbol = f"A/RES/{session}/{number // 12 + 1}"
    mandate = f"{symbol}#{number % 12 + 1}.1"
    events = _begun(mandate, symbol, session, number, chance)
    count = chance.randint(5, 11)
    occurrence = 1
    while len(events) < count:
        again = _occurrence(occurrence, session, number, chance)
        events += again
        occurrence += 1
        if len(events) < count:
            due = SessionDue(organ="General Assembly", session=session + 1 + occurrence)
            events.append(e.OccurrenceOpened(occurrence=occurrence, due=due))
    day, dated = adopted, Life()
    for event in events[:count]:
        dated.append((day, event))
        day += timedelta(days=chance.randint(3, 90))
    return dated


def _begun(
    mandate: str, symbol: str, session: int, number: int, chance: random.Random
) -> list[Event]:
    title = chance.choice(TITLES)
    events: list[Event] = [
        e.Adopted(
            mandate=mandate, instrument=symbol, body="General Assembly", session=session,
            paragraph=str(number % 12 + 1), verb="request", force="directive", strength="request",
            tracked="yes", addressees=("Secretary-General",), deliverable="report", title=title,
            due=SessionDue(organ="General Assembly", session=session + 2),
            recurrence=chance.choice(("annual", "biennial", "annual")),
            text=f"Requests the Secretary-General to submit a report on the {title}, number"
            f" {number}, to the General Assembly at its session {session + 2};",
            text_of="adopted",
        ),
        e.Assigned(entity=chance.choice(ENTITIES)),
    ]  # fmt: skip
    if chance.random() < 0.3:
        other = next(one for one in ENTITIES if one != events[1].entity)  # type: ignore[attr-defined]
        events.append(e.Assigned(entity=other, role="contributing"))
    if chance.random() < 0.05:
        events.append(e.Noted(text="seen by the committee"))
    return events


def _occurrence(
    occurrence: int, session: int, number: int, chance: random.Random
) -> Iterator[Event]:
    document = f"A/{session + 1 + occurrence}/{number % 900 + 1}"
    if chance.random() < 0.5:
        yield e.ProgressStated(occurrence=occurrence, state="stated")
    if chance.random() < 0.04:
        later = SessionDue(organ="General Assembly", session=session + 3 + occurrence)
        yield e.Deferred(occurrence=occurrence, what="delivery", to=later, authority=AUTHORITY)
    yield e.ReportSubmitted(occurrence=occurrence, document=document)
    yield e.ReportIssued(occurrence=occurrence, document=document, languages=SIX, complete=True)
    yield e.Considered(occurrence=occurrence, action="noted", authority=AUTHORITY)
    yield e.Completed(occurrence=occurrence)


def events(count: int, seed: int) -> Iterator[Recorded]:
    """So many events in the order of the record; lives that the count cuts off stay unfinished."""
    chance = random.Random(seed)
    span = 365 * YEARS
    begun = sorted(START + timedelta(days=chance.randrange(span)) for _ in range(count // 7 + 1))
    queue: list[tuple[date, int, int]] = []
    lives: list[Life] = []
    for number, adopted in enumerate(begun):
        one = life(number, chance, adopted)
        lives.append(one)
        queue += [(day, number, index) for index, (day, _) in enumerate(one)]
        if len(queue) > count + count // 4:
            break
    queue.sort()
    ids = random.Random(seed + 1)
    for position, (day, number, index) in enumerate(queue[:count], start=1):
        yield _recorded(position, lives[number], number, index, day, ids)


def _recorded(
    position: int, life: Life, number: int, index: int, day: date, ids: random.Random
) -> Recorded:
    envelope = Envelope(
        recorded_at=datetime.combine(day, time(12), UTC), actor="desk",
        effective_on=day.isoformat(), command_id=_uuid(ids), command_index=0, command_size=1,
        command_digest=f"{ids.getrandbits(256):064x}",
    )  # fmt: skip
    first: Any = life[0][1]
    stream = mandate_stream(first.mandate)
    return Recorded(position, stream, index + 1, _uuid(ids), envelope, life[index][1])


def _uuid(ids: random.Random) -> UUID:
    return UUID(int=ids.getrandbits(128), version=4)


def written(where: str, count: int, seed: int) -> None:
    """A new record with so many events, in a file or on a server, put there as a copy is."""
    codec = Codec(EVENTS)
    with closing(open_record(where, EVENTS)) as record:
        some: list[Stored] = []
        for one in events(count, seed):
            some.append(_stored(one, codec.encode(one)))
            if len(some) == IN_ONE:
                record.restore(some)
                some = []
                click.echo(f"\r{one.position:>9} events written", nl=False, err=True)
        if some:
            record.restore(some)
    click.echo("\r" + " " * 40 + "\r", nl=False, err=True)


def _stored(one: Recorded, state: bytes) -> Stored:
    envelope = one.envelope
    return (
        one.position, one.stream, one.version, one.event.tag, str(one.event_id),
        str(envelope.command_id), envelope.command_index, envelope.command_size,
        as_text(envelope.recorded_at), envelope.effective_on, envelope.clock, state,
    )  # fmt: skip


@click.command()
@click.argument("where")
@click.option("--events", "count", default=1_000_000, show_default=True)
@click.option("--seed", default=7, show_default=True)
def main(where: str, count: int, seed: int) -> None:
    """Write a new record of lawful lives."""
    written(where, count, seed)


if __name__ == "__main__":
    main()
