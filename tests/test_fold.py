"""The one fold: in order of effect, on two axes, without what is void."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import product
from typing import Any
from uuid import UUID

import pytest

from mandates.domain.errors import BadInput
from mandates.domain.event import Event, Recorded
from mandates.domain.fold import Folds, fold, rewritten, standing, unlawful, void_ids
from mandates.domain.judgement import unknown_event
from mandates.domain.mandate import commands as c
from mandates.domain.mandate import events as e
from mandates.domain.mandate.evolve import evolve
from mandates.domain.mandate.refusal import refusal
from mandates.domain.void import Void
from spec import (
    GA,
    REPORT,
    Given,
    M,
    N,
    adopted,
    considered,
    due,
    event_id,
    given,
    issued,
    of,
    on,
    planned,
    record,
    submitted,
)

GUARDS: Callable[[Any, Any], str | None] = refusal
STATED = e.ProgressStated(occurrence=1, state="stated")


def void(position: int, day: str = "2001-06-01") -> Any:
    return on(day, e.MandateVoided(event_id=event_id(position), reason="typo"))


def counted(*facts: Any, **point: Any) -> list[int]:
    """The positions of the events that count, in the order of their effect."""
    return [one.position for one in standing(record(*facts), **point)]


# --- order --------------------------------------------------------------------------------------


def test_the_past_of_a_stream_is_rewritten_by_late_entries_and_voids_and_by_nothing_else() -> None:
    begun = (adopted(), on("2001-03-01", STATED), on("2001-03-01", e.Noted(text="that day too")))
    assert rewritten(record(*begun)) == 0
    late = (*begun, on("2001-02-01", e.Noted(text="late")), on("2001-04-01", e.Noted(text="next")))
    assert rewritten(record(*late)) == 4
    assert rewritten(record(*late, void(2))) == 6


def test_a_history_is_folded_as_it_was_recorded_in_whatever_order_it_is_handed_in() -> None:
    first, second = e.Noted(text="first"), e.Noted(text="second")  # both of one day
    history = record(adopted(), first, second)
    assert [one.event for one in standing(history)] == [one.event for one in history]
    assert standing(history[::-1]) == list(history)


def test_events_count_in_the_order_of_effect_then_of_position() -> None:
    facts = [
        adopted(),
        on("2001-07-03", STATED),
        on("2000-01-01", STATED),
        on("2000-01-01", STATED),
    ]
    assert counted(*facts) == [1, 3, 4, 2]


def test_a_late_entry_takes_its_place_by_its_day() -> None:
    """The report went in on 29 June; that was written down after the remark of 3 July."""
    late = on("2001-06-29", submitted(), recorded="2001-08-01")
    remark = on("2001-07-03", e.ProgressStated(occurrence=1, state="stated", statement="late"))
    given(adopted(), remark, late).shows(stage="submitted")


def test_a_day_shows_what_was_true_on_it_and_a_position_what_was_known() -> None:
    late = on("2001-06-29", submitted(), recorded="2001-08-01")
    story = given(adopted(), on("2001-07-03", STATED), late)
    story.shows("2001-06-29", stage="submitted")
    story.shows("2001-06-28", stage="open")
    story.shows("2001-07-04", stage="in_progress", known_at=2)
    story.shows("2001-07-02", stage="open", known_at=2)


def test_nothing_is_there_before_the_beginning() -> None:
    assert given(adopted()).mandate(as_of="1999-12-21") is None
    assert fold(evolve, record(adopted()), date(1999, 12, 22), known_at=0) is None
    assert fold(evolve, record(STATED)) is None


# --- partial days -------------------------------------------------------------------------------


def test_a_fact_known_by_its_month_holds_from_the_last_day_of_the_month() -> None:
    story = given(adopted(), on("2001-06", submitted(), recorded="2001-09-01"))
    story.shows("2001-06-29", stage="open").shows("2001-06-30", stage="submitted")


def test_a_fact_known_by_its_year_holds_from_the_last_day_of_the_year() -> None:
    given(on("1999", adopted(), recorded="2001-01-01")).shows("1999-12-31", legal="in_force")
    assert given(on("1999", adopted(), recorded="2001-01-01")).mandate(as_of="1999-12-30") is None


def test_a_fact_of_this_month_holds_from_the_day_on_which_it_was_written_down() -> None:
    story = given(adopted(), on("2001-06", submitted(), recorded="2001-06-12"))
    story.shows("2001-06-11", stage="open").shows("2001-06-12", stage="submitted")


def test_a_fact_of_a_month_to_come_holds_from_its_last_day() -> None:
    story = given(adopted(), on("2001-06", e.Retired(authority=GA), recorded="2001-01-12"))
    story.shows("2001-06-29", legal="in_force").shows("2001-06-30", legal="retired")


# --- voids --------------------------------------------------------------------------------------


def test_a_void_event_counts_for_nothing_whatever_the_day() -> None:
    story = given(adopted(), on("2001-05-01", submitted()), void(2))
    story.shows("2001-05-02", stage="open").shows("2001-07-01", stage="open")


def test_a_void_acts_from_its_position_on() -> None:
    story = given(adopted(), on("2001-05-01", submitted()), void(2))
    story.shows("2001-05-02", known_at=2, stage="submitted")
    story.shows("2001-07-01", known_at=2, stage="submitted")


def test_a_void_can_be_voided() -> None:
    facts = [adopted(), on("2001-05-01", submitted()), void(2), void(3)]
    given(*facts).shows(stage="submitted")
    given(*facts).shows(known_at=3, stage="open")
    given(*facts, void(4)).shows(stage="open")
    assert void_ids(record(*facts, void(4))) == {event_id(4), event_id(2)}
    assert counted(*facts) == [1, 2]


def test_voiding_an_adoption_voids_the_mandate() -> None:
    story = given(adopted(), STATED, void(1))
    assert story.mandate() is None
    assert unlawful(evolve, GUARDS, story.history) == {}
    assert story.mandate(known_at=2) is not None


def test_an_event_that_is_voided_with_its_cause_goes_with_it() -> None:
    """A submission takes its counterparts on the mandates along."""
    submit = c.SubmitReport(document=REPORT, answers=((M, None), (N, None)))
    story = given(adopted(M), adopted(N)).when(submit).after
    own = next(one for one in story.history if one.stream == f"report-{REPORT}")
    after = story.when(Void(event_id=own.event_id, reason="wrong symbol")).after
    assert [one.stream for one in after.history[-3:]] == [
        f"report-{REPORT}", f"mandate-{M}", f"mandate-{N}",
    ]  # fmt: skip
    after.shows(mandate=M, stage="open").shows(mandate=N, stage="open")
    after.when(Void(event_id=own.event_id, reason="wrong symbol")).then_nothing()


def test_a_counterpart_can_be_voided_alone() -> None:
    submit = c.SubmitReport(document=REPORT, answers=((M, None), (N, None)))
    story = given(adopted(M), adopted(N)).when(submit).after
    one = next(one for one in story.history if one.stream == f"mandate-{N}" and one.version == 2)
    after = story.when(Void(event_id=one.event_id, reason="not that one")).after
    after.shows(mandate=M, stage="submitted").shows(mandate=N, stage="open")
    own = next(each for each in story.history if each.stream == f"report-{REPORT}")
    whole = after.when(Void(event_id=own.event_id, reason="wrong symbol"))
    assert len(whole.events) == 2, "what is void already is not voided again"


def test_a_void_that_names_nothing_is_bad_input() -> None:
    assert isinstance(unknown_event(UUID(int=7)), BadInput)


# --- what a late entry may do ---------------------------------------------------------------------


def test_a_late_entry_that_makes_a_later_event_unlawful_is_refused_and_names_it() -> None:
    done = of(M, on("2001-11-01", considered(authority=GA)), e.Completed(occurrence=1))
    waive = c.Waive(mandate=M, occurrence=1, reason="moot", on="2001-06-01")
    given(adopted(), done).when(waive).then_refused(
        "would make later events unlawful: event 2 mandate.considered.v1 of 2001-11-01 "
        "(occurrence 1 is closed (waived on 2001-06-01))"
    )


def test_it_stands_if_the_same_command_voids_what_it_disturbs() -> None:
    done = given(adopted(), on("2001-11-01", considered(authority=GA)))
    waive = c.Waive(mandate=M, occurrence=1, reason="moot", on="2001-06-01")
    story = done.when(Void(event_id=event_id(2), reason="another item"), waive)
    story.shows(end="waived")


def test_a_void_that_makes_a_later_event_unlawful_is_refused() -> None:
    story = given(adopted(), on("2001-06-29", submitted()), on("2001-07-20", issued()))
    story.when(Void(event_id=event_id(2), reason="typo")).then_refused(
        "event 3 mandate.report_issued.v1 of 2001-07-20"
    )


def test_a_history_that_was_unlawful_before_does_not_stand_in_the_way_of_more() -> None:
    broken = given(adopted(), on("2001-07-20", issued()))
    remark = c.Note(mandate=M, text="odd", on="2001-01-01")
    broken.when(remark).then(e.Noted(text="odd"))


def test_an_announcement_never_stands_in_the_way() -> None:
    """It said what was known then; the report was in, but nobody had written it down."""
    calendar = of("GA/56", on("2000-11-03", planned("2001-09-11")))
    told = given(adopted(), calendar).when(c.Announce(mandate=M, on="2001-07-10")).after
    submit = c.SubmitReport(document=REPORT, answers=((M, 1),), on="2001-06-29")
    told.when(submit).shows("2001-07-10", submission_is="met")
    waive = c.Waive(mandate=M, reason="moot", on="2001-01-01")
    told.when(waive).then(e.Waived(occurrence=1, reason="moot"))


def test_an_event_before_the_adoption_is_unlawful() -> None:
    history = record(on("2001-01-01", adopted()), on("2000-01-01", STATED))
    ((found, reason),) = unlawful(evolve, GUARDS, history).values()
    assert (found.position, reason) == (2, "the mandate was not adopted by then")


def test_every_event_that_could_not_happen_is_found_with_its_reason() -> None:
    def never(state: Recorded | None, event: Event) -> str | None:
        return "never" if isinstance(event, e.Noted) else None

    def last(state: Recorded | None, recorded: Recorded) -> Recorded:
        return recorded

    history = record(adopted(), e.Noted(text="one"), STATED, e.Noted(text="two"))
    assert [one.position for one, _ in unlawful(last, never, history).values()] == [2, 4]


def test_an_announcement_is_judged_by_no_guard() -> None:
    def never(state: Any, event: Event) -> str | None:
        return "never"

    told = e.BecameOverdue(
        occurrence=1, deadline="legal", on=date(2001, 7, 3), said_for=date(2001, 7, 4),
        calendar="date",
    )  # fmt: skip
    history = record(adopted(), told)
    assert [one.position for one, _ in unlawful(evolve, never, history).values()] == [1]


def test_a_deferral_is_judged_on_the_state_of_its_own_day() -> None:
    """On 21 December 2001 the report was still to be delivered, whatever came later."""
    late = c.Defer(mandate=M, to=due("GA/57"), authority=GA, what="delivery", on="2001-12-21")
    given(adopted(), on("2002-03-01", submitted())).when(late).shows("2001-12-22", due="GA/57")


def test_a_given_row_is_what_a_record_holds() -> None:
    history = given(adopted(), on("2001-06-29", submitted())).history
    assert [one.position for one in history] == [1, 2]
    assert [one.version for one in history] == [1, 2]
    assert Given(history).today.isoformat() == "2001-06-29"


# --- going on from the last state ---------------------------------------------------------------


def taken(state: tuple[str, ...] | None, recorded: Recorded) -> tuple[str, ...]:
    """A fold that shows which events it took, in which order."""
    return (*(state or ()), f"{recorded.position} of {recorded.day}")


DAYS = ("2001-01-01", "2001-02-01", "2001-03-01")
FACTS = (on(DAYS[0], STATED), on(DAYS[1], STATED), void(1, DAYS[1]))


@pytest.mark.parametrize("facts", [*product(FACTS, repeat=3)])
def test_what_is_remembered_of_a_fold_never_changes_what_it_says(facts: tuple[Any, ...]) -> None:
    """Asked for a stream twice: for beginnings of it, or with an end that was never recorded."""
    begun = tuple(record(*facts))
    otherwise = (*begun[:2], *record(*facts[:2], on(DAYS[0], STATED))[2:])
    points = [
        (history[:length], day)
        for history in (begun, otherwise)
        for length in range(4)
        for day in (None, *(date.fromisoformat(one) for one in DAYS[:2]))
    ]
    for first, second in product(points, repeat=2):
        folds = Folds()
        for history, as_of in (first, second):
            assert folds.state("a", taken, history, as_of) == fold(taken, history, as_of)


def test_a_stream_that_goes_on_is_folded_by_its_new_events_alone() -> None:
    folded: list[int] = []

    def counting(state: int | None, recorded: Recorded) -> int:
        folded.append(recorded.position)
        return (state or 0) + 1

    folds, history = Folds(), tuple(record(*(on(day, STATED) for day in DAYS)))

    assert folds.state("a", counting, history[:2], None) == 2
    assert folds.state("a", counting, history, None) == 3
    assert folds.state("a", counting, history, date(2001, 3, 1)) == 3
    assert folded == [1, 2, 3]


def test_only_so_many_states_are_remembered() -> None:
    folds, history = Folds(events=3), tuple(record(on("2001-01-01", STATED)))

    def state(stream: str) -> object:
        return folds.state(stream, lambda _, one: object(), history, None)

    first = state("a")
    assert state("a") is first
    for number in range(4):
        state(f"{number}")
    assert state("a") is not first
