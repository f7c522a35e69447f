"""The list of texts: at every point those that were there, and as many as it says."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from host import Clock, adoption

from mandates import Engine, TableDraft, Void
from mandates.domain.fold import fold
from mandates.domain.instrument import evolve, stream_of

EARLIER, LATER, DRAFT, WRONG = "A/RES/53/1", "A/RES/56/1", "A/C.2/56/L.1", "A/RES/55/1"
SYMBOLS = (EARLIER, LATER, DRAFT, WRONG)


@pytest.fixture
def shelf(engine: Engine, clock: Clock) -> Engine:
    """One text of tomorrow, one of long ago that is entered late, a draft, one voided in error."""
    engine.execute(adoption(symbol=LATER, day="2001-12-21", title="Later"), by="desk")
    clock.at("2001-02-01")
    wrong = engine.execute(adoption(symbol=WRONG, day="2000-12-22"), by="desk").recorded
    clock.at("2001-03-01")
    engine.execute(TableDraft(draft=DRAFT, on="2001-02"), by="desk")
    clock.at("2001-04-01")
    engine.execute(adoption(symbol=EARLIER, day="1998-12-22"), by="desk")
    (void, *_) = engine.execute(Void(event_id=wrong[0].event_id, reason="x"), by="desk").recorded
    clock.at("2001-05-01")
    engine.execute(Void(event_id=void.event_id, reason="it was right"), by="desk")
    return engine


def folded(engine: Engine, as_of: date, known_at: int) -> set[str]:
    """What a fold of each text alone says is there."""
    histories = {one: engine.history(one) for one in SYMBOLS}
    return {
        symbol for symbol, events in histories.items()
        if fold(evolve, events, as_of, known_at) is not None
    }  # fmt: skip


def test_as_many_texts_are_counted_as_there_were_on_a_day_as_known_then(shelf: Engine) -> None:
    days = [date(1998, 12, 21), date(2000, 12, 22), date(2001, 2, 28), date(2001, 12, 21)]
    seen: set[frozenset[str]] = set()
    for known_at in range(shelf.status().position + 1):
        for as_of in days:
            at: dict[str, Any] = {"as_of": as_of, "known_at": known_at}
            found = shelf.instruments(**at)
            known = found.basis.position  # a command is not cut apart
            assert {one.symbol for one in found.items} == folded(shelf, as_of, known), at
            assert found.total == len(found.items), at
            pages = [shelf.instruments(offset=n, limit=1, **at).items for n in range(found.total)]
            assert [one.symbol for (one,) in pages] == [one.symbol for one in found.items], at
            seen.add(frozenset(one.symbol for one in found.items))
    assert {frozenset(), frozenset(SYMBOLS), frozenset(SYMBOLS) - {WRONG}} <= seen


def test_the_days_of_events_are_those_of_the_events(shelf: Engine) -> None:
    events = [one for one in shelf.events() if one.stream.startswith("instrument-")]
    told = [(one.stream, one.position, one.event.tag, one.day) for one in events]
    assert shelf._record.days("instrument-") == told
    rehearsal = shelf.rehearsal()
    rehearsal.execute(adoption(symbol="A/RES/57/1", day="2000-01-01"), by="desk")
    *known, (stream, _, _, day) = rehearsal._record.days("instrument-")
    assert known == told
    assert (stream, day) == (stream_of("A/RES/57/1"), date(2000, 1, 1))
