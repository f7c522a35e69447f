"""Suppositions: what they foretell is what happens, and nothing is recorded by asking."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from host import Clock, adoption, dated

from mandates import (
    Assign,
    BadInput,
    Defer,
    Engine,
    Money,
    MoveSession,
    Note,
    PlaceItem,
    PlanSession,
    Refused,
    Retire,
    SetMeeting,
    SetPolicy,
    StateBudget,
    SubmitReport,
    Void,
    Waive,
)
from mandates.domain.command import Command
from mandates.projections.reasons.compare import Differs
from spec import GA, M, N, act, due

TODAY = date(2001, 1, 10)
Y = "A/RES/55/8#1.1"
"""Due every year from 2001 on."""
MUCH = Money(amount=Decimal(507_000))


@pytest.fixture
def lived(engine: Engine) -> Engine:
    engine.execute(adoption(act("2.2"), act("18.2")), by="desk")
    yearly = dated("1.1", "2001-03-01", recurrence="annual")
    engine.execute(adoption(yearly, symbol="A/RES/55/8", day="2000-12-20"), by="desk")
    engine.execute(PlanSession(session="GA/56", opens="2001-09-11"), by="desk")
    engine.execute(Assign(mandate=M, entity="UNDP"), by="desk")
    return engine


def happened(engine: Engine, day: date, before: int) -> tuple[Differs, ...]:
    """What differs on a day because of all that was recorded after a position."""
    return tuple(engine.compare((day, before), (day, engine.status().position)))


WISHES: dict[str, list[Command | list[Command]]] = {
    "an end": [Retire(mandate=M, authority=GA)],
    "a remark": [Note(mandate=M, text="no field shows it")],
    "a session that moves": [MoveSession(session="GA/56", opens="2001-10-02")],
    "what is put off, and to when": [
        Defer(mandate=N, to=due("GA/57"), authority=GA),
        PlanSession(session="GA/57", opens="2002-09-10"),
    ],
    "several as one": [
        [Assign(mandate=M, entity="FAO"), SubmitReport(document="A/56/1", answers=((M, None),))]
    ],
    "a new text": [adoption(dated("1.1", "GA/56"), symbol="A/RES/55/9", day="2001-01-09")],
    "what was entered late": [Assign(mandate=N, entity="FAO", on="2000-05")],
    "what its text costs": [StateBudget(symbol="A/RES/54/226", amounts=(MUCH,))],
    "a meeting on the item under which it is taken up": [
        PlaceItem(item="GA/56/98", mandates=((M, None),)),
        SetMeeting(item="GA/56/98", day=date(2001, 10, 22)),
    ],
    "other lead times": [SetPolicy(body="GA", submission_days=80)],
}


@pytest.mark.parametrize("until", [None, date(2001, 3, 1), date(2002, 5, 1)], ids=str)
@pytest.mark.parametrize("wishes", WISHES.values(), ids=WISHES)
def test_what_is_foretold_is_what_happens(
    lived: Engine, clock: Clock, wishes: list[Any], until: date | None
) -> None:
    before = lived.status().position
    foretold = lived.what_if(with_events=wishes, until=until)
    assert lived.status().position == before

    for wish in wishes:
        lived.execute(wish, by="desk")
    if until is not None:
        clock.at(until.isoformat())
        lived.tick()

    assert foretold.differences == happened(lived, until or TODAY, before)
    assert told(foretold.events) == told(list(lived.events(before)))


def told(events: Sequence[Any]) -> list[Any]:
    return [(one.position, one.stream, one.version, one.event) for one in events]


def test_a_session_on_another_day_moves_what_is_due_at_it(lived: Engine) -> None:
    found = lived.what_if(calendar={"GA/56": "2001-10-02"})
    assert [one.mandate for one in found.differences] == [M, N]
    (moved,) = found.events
    assert moved.event.tag == "session.moved.v1"
    changed = {one.change.field: one for one in found.differences[0].fields}
    assert changed["anchor"].change.was == "2001-09-11"
    assert changed["anchor"].change.now == "2001-10-02"
    assert {one.because for one in changed.values()} == {(moved.position,)}
    planned = lived.what_if(calendar={"GA/57": date(2002, 9, 3)})
    assert [one.event.tag for one in planned.events] == ["session.planned.v1"]


def test_a_session_that_would_open_after_its_closing_lasts_as_long_as_before(
    lived: Engine,
) -> None:
    lived.execute(PlanSession(session="HRC/16", opens="2001-03-05", closes="2001-03-30"), by="desk")

    def closing(opens: str) -> Any:
        (moved,) = lived.what_if(calendar={"HRC/16": opens}).events
        return getattr(moved.event, "closes", None)

    assert closing("2001-06-04") == "2001-06-29"
    assert closing("2001-06") == "2001-06-26"
    assert closing("2001-03-30") is None, "it would open and close on that day"
    assert closing("2001-03-12") is None
    with pytest.raises(BadInput, match="'HRC' is no session: write GA/56"):
        lived.what_if(calendar={"HRC": "2001-03-12"})
    with pytest.raises(BadInput, match="HRC/16: 'soon' is no day"):
        lived.what_if(calendar={"HRC/16": "soon"})


def test_a_meeting_on_another_day_moves_the_deadlines_of_what_its_item_carries(
    lived: Engine,
) -> None:
    lived.execute(PlaceItem(item="GA/56/98", mandates=((N, None),)), by="desk")
    found = lived.what_if(with_events=[SetMeeting(item="GA/56/98", day=date(2001, 10, 22))])
    (moved,) = found.differences
    changed = {one.change.field: one.change.now for one in moved.fields}
    assert (moved.mandate, changed["anchor"]) == (N, "2001-10-22")


def test_time_alone_brings_what_a_rhythm_says(lived: Engine) -> None:
    lived.execute(Waive(mandate=Y, authority=GA), by="desk")
    found = lived.what_if(until=date(2002, 5, 1))
    opened = [one for one in found.events if one.event.tag == "mandate.occurrence_opened.v1"]
    assert [one.stream for one in opened] == [f"mandate-{Y}"]
    (changed,) = (one for one in found.differences if one.mandate == Y)
    because = {one.change.field: one.because for one in changed.fields}
    assert because["occurrence"] == because["legal_by"] == (opened[0].position,)


def test_nothing_is_recorded_and_no_view_is_changed(lived: Engine) -> None:
    before = lived.register()
    lived.what_if(
        calendar={"GA/56": "2001-10"}, with_events=WISHES["an end"], until=date(2003, 1, 1)
    )
    assert lived.register() == before
    assert lived.status().last_tick is None
    assert lived.verify(deep=True).findings == ()


def test_each_is_judged_after_those_before_it(lived: Engine) -> None:
    retire = Retire(mandate=M, authority=GA)
    with pytest.raises(Refused):
        lived.what_if(with_events=[retire, Defer(mandate=M, to=due("GA/57"), authority=GA)])
    (assigned,) = (one for one in lived.events() if one.event.tag == "mandate.assigned.v1")
    void = Void(event_id=assigned.event_id, reason="wrong")
    (changed,) = lived.what_if(with_events=[void]).differences
    assert [one.change.field for one in changed.fields] == ["leads"]


def test_what_others_record_meanwhile_is_no_part_of_it(
    lived: Engine, another: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from mandates.engine import supposing

    other, answer = another(), supposing.Supposing.answer

    def meanwhile(self: supposing.Supposing) -> supposing.WhatIf:
        other.execute(Retire(mandate=N, authority=GA), by="other")
        return answer(self)

    monkeypatch.setattr(supposing.Supposing, "answer", meanwhile)
    found = lived.what_if(with_events=[Assign(mandate=N, entity="FAO")])
    (changed,) = found.differences
    assert [one.change.field for one in changed.fields] == ["leads"]


def test_a_day_that_is_over_is_refused(lived: Engine) -> None:
    with pytest.raises(BadInput, match="2000-12-31 is over"):
        lived.what_if(until=date(2000, 12, 31))
    with pytest.raises(BadInput, match="GA/56: 'soon' is no day"):
        lived.what_if(calendar={"GA/56": "soon"})
