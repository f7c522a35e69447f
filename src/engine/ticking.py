"""The tick: which mandates to ask what time has brought, each on the day at its body's seat."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from ..adapters.feed import Feed, ReadOnly
from ..adapters.log import logger
from ..domain.body import BODIES, HEADQUARTERS
from ..domain.days import FIRST, LAST
from ..domain.errors import BadInput, Conflict, Damaged, Refused, Unavailable
from ..domain.event import Recorded
from ..domain.mandate.events import Expired, OccurrenceOpened
from ..domain.streams import identity_in
from ..projections.questions import Questions
from .ids import new_ids
from .recording import Answer
from .seats import zone

if TYPE_CHECKING:
    from ..domain.mandate.commands import Announce

    Execute = Callable[[Announce, UUID], Answer]

ROUNDS = 500
"""How often one tick asks the same mandate, which may have decades of occurrences to open."""
SCHEDULER = "scheduler"
"""The actor of announcements."""

Asked = Callable[[int, int], object]
"""Told how many mandates were asked, of how many: none of none while views are brought up."""


def to_nobody(*_: object) -> None:
    """Nobody looks."""


def instant_of(now: object) -> datetime:
    """What a host says that it is now. Raises `BadInput` for a day alone, or what is none."""
    if isinstance(now, datetime):
        return now
    raise BadInput(f"{now!r} is no instant: give a day with a time and a zone")


def tick(
    instant: datetime,
    head: int,
    feed: Feed,
    questions: Questions,
    execute: Execute,
    report: Asked,
    dry_run: bool,
) -> int:
    """Record what time alone has brought by an instant. See `Engine.tick`."""
    if not head:
        return 0
    feed.catch_up(head, report=lambda _: report(0, 0))
    pending = partial(questions.pending, head=head)
    recorded = announce(instant, questions.seats(), pending, execute, report)
    if dry_run:
        return recorded
    try:
        feed.heartbeat(instant.isoformat(), recorded)
    except (Unavailable, ReadOnly) as error:  # what was announced is on record all the same
        logger().warning("tick not noted", reason=str(error))
    return recorded


def announce(
    instant: datetime,
    added: Mapping[str, str],
    pending: Callable[[date], Mapping[str, str]],
    execute: Execute,
    report: Asked = to_nobody,
) -> int:
    """Say all that time has brought by an instant; how many events that makes.

    ``added`` are the seats of the bodies that were added. ``pending`` gives, for a day, the streams
    to ask, each with its body. Raises `Damaged` in the end where one of these cannot be read.
    """
    from ..domain.mandate.commands import Announce

    tick_id = next(new_ids(instant))
    seats = {body.code: body.seat for body in BODIES} | dict(added)
    days = {body: _day(instant, seat) for body, seat in seats.items()}
    elsewhere = _day(instant, HEADQUARTERS)
    recorded = 0
    damaged: Damaged | None = None
    asked = pending(max(days.values()))
    for number, (stream, body) in enumerate(asked.items(), start=1):
        day = days.get(body, elsewhere).isoformat()
        command = Announce(mandate=identity_in(stream), on=day)
        try:
            # What has opened by now may have deadlines of its own: ask until all is said.
            for _ in range(ROUNDS):
                answer = execute(command, tick_id).recorded
                recorded += len(answer)
                if not answer:
                    break
        except (Refused, BadInput, Conflict, Damaged) as error:
            logger().error("not announced", mandate=command.mandate, reason=str(error))
            if isinstance(error, Damaged):
                damaged = damaged or error
        report(number, len(asked))
    if damaged is not None:
        raise damaged
    return recorded


def brought_by_time(recorded: Recorded) -> bool:
    """Whether an event is one that time alone brought."""
    return recorded.event.announces or isinstance(recorded.event, OccurrenceOpened | Expired)


def _day(instant: datetime, seat: str) -> date:
    # (no time zone is as much as a day off, and from these years on there is room for that)
    if instant.tzinfo is None:
        raise BadInput(f"{instant} has no time zone: write {instant}Z for UTC")
    if not FIRST < instant.date() < LAST:
        raise BadInput(f"{instant} lies outside the years {FIRST.year} to {LAST.year}")
    there = zone(seat)
    if there is None:  # recorded where the tables know more: no reason to ask no mandate at all
        logger().warning("seat not known, taken for headquarters", seat=seat)
        there = zone(HEADQUARTERS)
    return instant.astimezone(there).date()
