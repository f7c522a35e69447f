"""For audits: why a value is so, how it came to be so, what differs between two points."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from host import Clock, adoption, dated
from hypothesis import example, given
from hypothesis import strategies as st

from mandates import (
    Assign,
    BadInput,
    Defer,
    Engine,
    Extend,
    MoveSession,
    Note,
    PlanSession,
    Unknown,
    Void,
    Waive,
)
from mandates.adapters.cli import history as demo
from mandates.domain.mandate.events import Adopted
from mandates.projections.reasons.compare import At, compare
from mandates.projections.reasons.evidence import Evidence, Values
from mandates.projections.reasons.replay import Step, differences, replay
from mandates.projections.reasons.telling import sentence
from mandates.projections.reasons.why import fewest
from spec import GA, M, due

EMPTY: tuple[Any, ...] = (None, [], {}, "")


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A real stretch of history: see `mandates demo`."""
    clock = demo.SteppedClock(datetime(1999, 12, 1, tzinfo=UTC))
    folder: Path = tmp_path_factory.mktemp("played")
    with Engine.open(folder / "record.db", clock=clock) as engine:
        demo.play(engine, clock, lambda: None)
        yield engine


@pytest.fixture
def lived(engine: Engine, clock: Clock) -> Engine:
    """1-2 adopted · 3 session planned · 4 it moves · 5 assigned, entered late · 6 deferred · 7 note
    · 8 deferral voided · 9 the void voided."""
    engine.execute(adoption(dated("2.2", "UNEP/21")), by="desk")
    engine.execute(PlanSession(session="UNEP/21", opens="2001-07-01", closes="2001-07-28"), by="d")
    clock.at("2001-06-20")
    engine.execute(MoveSession(session="UNEP/21", opens="2001-07-20"), by="desk")
    engine.execute(Assign(mandate=M, entity="UNDP", on="2001-02-01"), by="desk")
    clock.at("2001-09-01")
    engine.execute(Defer(mandate=M, to=due("UNEP/22"), authority=GA, what="delivery"), by="desk")
    engine.execute(Note(mandate=M, text="seen"), by="desk")
    clock.at("2001-10-01")
    void = engine.execute(Void(event_id=engine.history(M)[2].event_id, reason="misread"), by="desk")
    engine.execute(Void(event_id=void.recorded[0].event_id, reason="right after all"), by="desk")
    return engine


def mandates(engine: Engine) -> list[str]:
    return [one.event.mandate for one in engine.events() if isinstance(one.event, Adopted)]


def evidence_of(engine: Engine, mandate: str) -> Evidence:
    return engine._questions.evidence(engine._point(None, None), mandate)


def fields(evidence: Evidence, at: At) -> Values | None:
    return evidence.values(evidence.events(at.known_at), at.as_of)


def known(values: Values | None) -> dict[str, Any]:
    return {field: value for field, value in (values or {}).items() if value not in EMPTY}


# --- why ------------------------------------------------------------------------------------------


def check_fewest(engine: Engine, mandate: str, as_of: date, known_at: int) -> None:
    evidence = evidence_of(engine, mandate)
    by_position = {one.position: one for one in evidence.events(known_at)}
    for field, reason in engine.why(mandate, as_of=as_of, known_at=known_at).fields.items():
        listed = [by_position[one] for one in reason.because]
        alone = evidence.values(listed, as_of)
        assert alone is not None, field
        assert alone[field] == reason.value, f"{field}: those listed are not enough"
        for one in listed:
            less = evidence.values([each for each in listed if each is not one], as_of)
            assert less is None or less[field] != reason.value, f"{field}: {one.position} too many"


@given(st.data())
def test_those_listed_are_enough_and_each_of_them_is_needed(played: Engine, data: Any) -> None:
    mandate = data.draw(st.sampled_from(mandates(played)))
    (adoption, *_) = played.history(mandate)
    head = played.status().position
    known_at = data.draw(st.integers(adoption.position, head).map(played._record.complete))
    as_of = data.draw(st.dates(adoption.day, date(2020, 12, 31)))
    if known_at >= adoption.position:
        check_fewest(played, mandate, as_of, known_at)


def test_why_holds_across_deferrals_and_voids(lived: Engine) -> None:
    for known_at in range(2, 10):
        check_fewest(lived, M, date(2001, 12, 1), known_at)
    assert lived.why(M, "due", known_at=6).fields["due"].because == (2, 6)
    assert lived.why(M, "due", known_at=8).fields["due"].because == (2,), "as if never deferred"
    assert lived.why(M, "due").fields["due"].because == (2, 6), "nor was it ever voided"


def test_an_end_that_was_overtaken_is_no_reason_for_the_one_that_came(
    engine: Engine, clock: Clock
) -> None:
    """2 adopted · 3 expired · 4 extended, entered late · 5 expired: without 4, 3 would do."""
    engine.execute(adoption(dated("2.2", "open", until=due("2001-03-31"))), by="desk")
    clock.at("2001-04-02")
    engine.tick()
    extended = Extend(mandate=M, until=due("2001-06-30"), authority=GA, on="2001-03-30")
    engine.execute(extended, by="desk")
    clock.at("2001-07-05")
    engine.tick()
    (legal,) = engine.why(M, "legal").fields.values()
    assert (legal.value, legal.because) == ("expired", (2, 4, 5))


def test_until_when_it_runs_is_explained_and_compared(engine: Engine, clock: Clock) -> None:
    """2 adopted · 3 the session that closes it planned · 4 extended · 5 the next one's closing."""
    yearly = dated("2.2", "2000-06-30", until=due("UNEP/21"), recurrence="annual")
    engine.execute(adoption(yearly), by="desk")
    engine.execute(PlanSession(session="UNEP/21", opens="2001-07-01", closes="2001-07-28"), by="d")
    clock.at("2001-06-20")
    engine.execute(Extend(mandate=M, until=due("UNEP/22"), authority=GA), by="desk")
    engine.execute(PlanSession(session="UNEP/22", opens="2003-02-01", closes="2003-02-07"), by="d")
    found = {name: (one.value, one.because) for name, one in engine.why(M).fields.items()}
    assert found["ends_on"] == ("2003-02-07", (2, 4, 5))
    assert found["until"][1] == (2, 4)
    assert found["recurrence"] == ("annual", (2,))
    (differs,) = engine.compare((date(2001, 6, 19), 3), (date(2001, 6, 20), 5))
    moved = {one.change.field: one.because for one in differs.fields}
    assert (moved["until"], moved["ends_on"]) == ((4,), (4, 5))
    told = [sentence(step) for step in engine.replay(M)]
    assert any("end moved from UNEP/21 to UNEP/22" in one for one in told)


def test_what_show_says_is_explained_but_for_what_every_event_says_by_itself(
    lived: Engine,
) -> None:
    """Due points beside the current one, ties, notes and money have their events in `history`;
    what the text alone says never changes but by a correction."""
    shown = {*lived.mandate(M).item.json_value()} - {"status", "id"}
    assert shown - {*lived.why(M).fields} == {
        "occurrences", "forecast", "newer", "older", "notes", "money", "tracking_reason", "span",
        "body", "session", "receiving_body", "renews", "paragraph", "text", "cites",
    }  # fmt: skip


@given(
    st.sets(st.integers(0, 3)),
    st.sets(st.sets(st.integers(0, 3)).map(frozenset), max_size=12),
)
@example({0, 1}, {frozenset({1}), frozenset()})  # the last can go only after the first
def test_fewest_leaves_nothing_that_could_be_left_out(items: set[int], also: set[Any]) -> None:
    every = sorted(items)
    enough_at = {frozenset(every), *also}
    found = fewest(every, lambda some: frozenset(some) in enough_at)
    assert frozenset(found) in enough_at
    assert all(frozenset(found) - {one} not in enough_at for one in found)


# --- replay ---------------------------------------------------------------------------------------


def applied(steps: Iterable[Step]) -> dict[str, Any]:
    """The fields that a row of steps leads to, but for those without a value."""
    values: dict[str, Any] = {}
    for step in steps:
        values |= {one.field: one.now for one in step.changes}
    return {field: value for field, value in values.items() if value not in (None, [], {}, "")}


@pytest.mark.parametrize("axis", ["recorded", "effective"])
@given(st.data())
def test_the_steps_lead_to_the_answer(played: Engine, axis: Any, data: Any) -> None:
    mandate = data.draw(st.sampled_from(mandates(played)))
    evidence = evidence_of(played, mandate)
    known_at = played._record.complete(data.draw(st.integers(0, played.status().position)))
    as_of = data.draw(st.dates(date(1999, 1, 1), date(2020, 12, 31)))
    steps = [*replay(evidence, as_of, known_at, axis)]
    assert applied(steps) == known(fields(evidence, At(as_of, known_at)))
    assert all(one.day <= as_of for one in steps)
    assert [one.day for one in steps] == sorted(one.day for one in steps)


def test_the_whole_register_is_played_in_the_order_of_adoption(played: Engine) -> None:
    seen: list[int] = []
    steps = [*played.replay(progress=seen.append)]
    assert [*dict.fromkeys(one.mandate for one in steps)] == mandates(played)
    assert sum(seen) == played.status().position
    for mandate in mandates(played):
        own = [one for one in steps if one.mandate == mandate]
        assert own == [*played.replay(mandate)]
        told = {one.event.position for one in own if one.event}
        assert {one.position for one in played.history(mandate)} <= told


def of(steps: list[Step], position: int) -> Step:
    (found,) = (one for one in steps if one.event and one.event.position == position)
    return found


def test_a_step_says_because_of_what_by_whom_and_what_moved(lived: Engine) -> None:
    steps = [*lived.replay(M)]
    said = sentence(of(steps, 6))
    assert "because of event 6 (" in said
    assert "recorded by desk on 2001-09-01" in said
    assert "effective 2001-09-01" in said
    assert "due point moved from UNEP/21 to UNEP/22" in said
    assert "due point moved from UNEP/22 to UNEP/21" in sentence(of(steps, 8))
    assert "due point moved from UNEP/21 to UNEP/22" in sentence(of(steps, 9))
    assert "no field changed" not in sentence(of(steps, 4)), "the session's move is a reason"


def test_in_the_order_of_effect_what_is_void_never_was(lived: Engine) -> None:
    steps = [*lived.replay(M, axis="effective", known_at=8)]
    told = [one.event.position for one in steps if one.event]
    assert told.index(5) < told.index(4), "the assignment of February came before the move"
    assert not {6, 8} & {*told}


def test_what_is_recorded_ahead_comes_to_hold_on_its_day(lived: Engine, clock: Clock) -> None:
    lived.execute(Waive(mandate=M, authority=GA, on="2002-03-01"), by="desk")
    steps = [*lived.replay(M, as_of=date(2002, 6, 1))]
    ahead, held = (one for one in steps if one.event and one.event.position == 10)
    assert (ahead.changes, ahead.delayed, held.delayed) == ((), False, True)
    assert held.day == date(2002, 3, 1)
    assert "which came to hold on 2002-03-01" in sentence(held)
    assert {one.field for one in held.changes} >= {"implementation"}


def test_what_is_not_there_cannot_be_played(lived: Engine) -> None:
    with pytest.raises(Unknown):
        next(lived.replay("A/RES/1/1#1.1"))
    with pytest.raises(BadInput):
        lived.replay("#")


# --- compare --------------------------------------------------------------------------------------


@given(st.data())
def test_the_named_events_make_the_difference_and_no_fewer(played: Engine, data: Any) -> None:
    evidence = evidence_of(played, data.draw(st.sampled_from(mandates(played))))
    head = played.status().position
    points = st.builds(
        At, st.dates(date(1999, 1, 1), date(2020, 12, 31)),
        st.integers(0, head).map(played._record.complete),
    )  # fmt: skip
    a, b = data.draw(points), data.draw(points)
    was, now = fields(evidence, a), fields(evidence, b)
    found = compare(evidence, a, b)
    if found is None:
        assert known(was) == known(now)
    elif found.what != "changed":
        assert (was is None, now is None) == (found.what == "appeared", found.what == "gone")
        assert found.because
    else:
        assert [one.change for one in found.fields] == [*differences(was, now)]
        for one in found.fields:
            assert one.because or a.as_of != b.as_of, "time alone, but no time passed"


def test_a_day_is_as_recorded_then_and_a_pair_sets_both_axes(lived: Engine) -> None:
    (one,) = lived.compare(date(2001, 6, 30), date(2001, 9, 30), M)
    moved = {each.change.field: each for each in one.fields}
    assert moved["due"].because == (6,)
    (waited,) = lived.compare(date(2001, 1, 20), date(2001, 4, 25), M)
    assert {each.because for each in waited.fields} == {()}, "time alone"
    assert "timeliness" in {each.change.field for each in waited.fields}

    day = date(2001, 6, 30)
    (late,) = lived.compare((day, 4), (day, None), M)
    assert {each.because for each in late.fields} == {(5,)}, "entered late, true from February"
    assert [*lived.compare((day, 5), (day, None), M)] == []


def test_a_void_makes_a_difference_also_to_days_before_it(lived: Engine) -> None:
    adoption = lived.history(M)[0]
    lived.execute(Void(event_id=adoption.event_id, reason="no such text"), by="desk")
    day, end = adoption.day, lived.status().position
    (gone,) = lived.compare((day, end - 1), (day, end), M)
    assert (gone.what, gone.because) == ("gone", (end,))


def test_a_position_is_asked_on_the_day_of_its_recording(lived: Engine) -> None:
    assert lived.basis_of(5).as_of == date(2001, 6, 20)
    (one,) = lived.compare(7, 8)
    assert {each.because for each in one.fields} == {(8,)}, "the void made all of it"
    (back,) = lived.compare(8, 9)
    assert [each.change.now for each in back.fields] == [each.change.was for each in one.fields]


def test_a_mandate_appears_and_is_gone(lived: Engine) -> None:
    adoption = lived.history(M)[0].event_id
    (new,) = lived.compare(0, 5)
    assert (new.what, new.because) == ("appeared", (2,))
    lived.execute(Void(event_id=adoption, reason="no mandate"), by="desk")
    (gone,) = lived.compare(9, (None, None))
    assert (gone.what, gone.because) == ("gone", (10,))


def test_nothing_differs_between_a_point_and_itself(played: Engine) -> None:
    assert [*played.compare(40, 40)] == []
