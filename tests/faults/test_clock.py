"""Clocks that step back an hour, or leap a year ahead."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from host import Clock, adoption, announced_twice, check_views, check_whole, database, dated
from ledger import Ledger

from mandates import Assign, Engine, Recorded, Void

TRUE = datetime(2001, 1, 10, 12, tzinfo=UTC)
MANDATES = 6


def announcements(engine: Engine) -> list[tuple[str, object, str]]:
    """What was announced and not voided: of which stream, what, for which day."""
    events = list(engine.events())
    void = {getattr(one.event, "event_id", None) for one in events}
    return [
        (one.stream, one.event, one.envelope.effective_on)
        for one in events
        if one.event.announces and one.event_id not in void
    ]


def adopted(path: str, clock: Clock) -> Engine:
    engine = Engine.open(path, clock=clock)
    acts = [dated(f"{number}.1", f"2001-0{number}-01") for number in range(2, 2 + MANDATES)]
    engine.execute(adoption(*acts), by="desk")
    return engine


def test_a_clock_that_goes_back_an_hour_leaves_the_order(tmp_path: Path, ledger: Ledger) -> None:
    row, clock = ledger("clock", "back an hour, again and again"), Clock("2001-01-10")
    with adopted(database(tmp_path), clock) as engine:
        for number in range(20):
            clock.step(hours=-1 if number % 2 else 1.5)
            engine.execute(Assign(mandate="A/RES/54/226#2.1", entity=f"E{number}"), by="desk")
            engine.tick()
            row.tried += 1
        events = list(engine.events())
        check_whole(events)  # recorded_at among it
        row.held += len(events)
        row.doubled += len(announced_twice(events))
        check_views(engine)
    assert row.losses == 0, row


def of_one_tick(events: Sequence[Recorded]) -> list[Recorded]:
    """The events of the tick that recorded the last one."""
    return [
        one for one in events
        if one.envelope.correlation_id == events[-1].envelope.correlation_id
    ]  # fmt: skip


def test_what_a_clock_a_year_ahead_announced_is_voided_together_and_said_again_in_time(
    tmp_path: Path, ledger: Ledger
) -> None:
    row, clock = ledger("clock", "a year ahead, for one tick"), Clock("2001-01-10")
    with adopted(database(tmp_path), clock) as engine:
        said = engine.tick(TRUE + timedelta(days=365))
        wrong = of_one_tick(list(engine.events()))
        row.tried, row.held = 1, len(wrong)
        row.lost += said - len(wrong)
        voids = [Void(event_id=one.event_id, reason="the clock was a year ahead") for one in wrong]
        engine.execute(voids, by="desk")
        assert announcements(engine) == []
        assert engine.tick(TRUE) == 0, "nothing is due yet"

        day, again = TRUE, 0
        while day < TRUE + timedelta(days=365):
            day += timedelta(days=7)
            again += engine.tick(day)
        row.lost += said - again
        announced = announcements(engine)
        named = {(one.stream, repr(one.event)) for one in wrong if one.event.announces}
        row.wrong += len(named ^ {(stream, repr(event)) for stream, event, _ in announced})
        row.doubled += engine.tick(day) + len(announced) - len(set(map(repr, announced)))
        check_views(engine)
    assert said == 3 * MANDATES
    assert row.losses == 0, row
