"""The life of a mandate before it ends: a sentence per rule."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from mandates.domain.due import OpenDue, RelativeDue, SessionDue, words
from mandates.domain.errors import BadInput
from mandates.domain.mandate import commands as c
from mandates.domain.mandate import events as e
from mandates.domain.mandate.decide import consequences
from mandates.domain.mandate.evolve import evolve
from mandates.domain.mandate.refusal import refusal
from mandates.domain.rhythm import Rhythm
from mandates.domain.void import Void
from spec import (
    ADOPTION,
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
    mandate,
    of,
    on,
    planned,
    record,
    submitted,
)

MEETING = "A/C.2/56/SR.17"
ITEM = adopted(deliverable="agenda_item")
CONFERENCE = adopted(deliverable="meeting")
CONTINUING = adopted(deliverable="none", due=None)


# --- adoption ---------------------------------------------------------------------------------


def test_an_adopted_mandate_is_in_force_with_one_open_occurrence() -> None:
    given(adopted()).shows(legal="in_force", stage="open", open=[1], due="GA/56")


def test_nothing_happens_to_a_mandate_before_it_was_adopted() -> None:
    early = c.Assign(mandate=M, entity="UNDP", on="1999-12-21")
    given(adopted()).when(early).then_refused("was not adopted by 1999-12-21")


def test_a_mandate_is_adopted_once() -> None:
    assert refusal(given(adopted()).mandate(), adopted()) == "the mandate was adopted already"


def test_of_several_due_points_the_first_opens_with_the_adoption() -> None:
    several = adopted(due=due("GA/56"), dues=(due("GA/56"), due("GA/58")))
    given(several).shows(open=[1], due="GA/56")


def test_what_was_recorded_has_happened_even_where_a_rule_would_refuse_it() -> None:
    """A record that is read never fails: the guards stand before the recording."""
    odd = e.Waived(occurrence=1, reason="moot")
    given(adopted(), odd, submitted(), submitted(), considered()).shows(
        stage="considered", end="waived"
    )
    void = e.MandateVoided(event_id=event_id(9), reason="typo")
    (recorded,) = record(void)
    assert evolve(None, recorded) is None
    assert evolve(mandate(), recorded) == mandate()
    assert refusal(mandate(), void) is None


# --- who does it ------------------------------------------------------------------------------


def test_an_entity_is_made_responsible() -> None:
    wish = c.Assign(mandate=M, entity="UNDP")
    given(adopted()).when(wish).then(e.Assigned(entity="UNDP")).shows(leads=("UNDP",))


def test_who_is_responsible_already_is_not_assigned_again() -> None:
    given(adopted(), e.Assigned(entity="UNDP")).when(
        c.Assign(mandate=M, entity="UNDP")
    ).then_nothing()


def test_a_contributor_who_takes_the_lead_contributes_no_longer() -> None:
    contributing = e.Assigned(entity="UNCTAD", role="contributing")
    lead = e.Assigned(entity="UNCTAD")
    given(adopted(), contributing).shows(leads=(), contributing=("UNCTAD",))
    given(adopted(), contributing).when(c.Assign(mandate=M, entity="UNCTAD")).then(lead).shows(
        leads=("UNCTAD",), contributing=()
    )


def test_a_lead_who_only_contributes_leads_no_longer() -> None:
    given(
        adopted(), e.Assigned(entity="UNDP"), e.Assigned(entity="UNDP", role="contributing")
    ).shows(leads=(), contributing=("UNDP",))


# --- progress ---------------------------------------------------------------------------------


def test_progress_that_is_stated_makes_it_in_progress() -> None:
    wish = c.StateProgress(mandate=M, statement="drafting")
    stated = e.ProgressStated(occurrence=1, state="stated", statement="drafting")
    given(adopted()).when(wish).then(stated).shows(stage="in_progress")


def test_the_bare_wish_that_it_be_in_progress_is_satisfied_once_it_is() -> None:
    stated = e.ProgressStated(occurrence=1, state="stated")
    given(adopted(), stated).when(c.StateProgress(mandate=M)).then_nothing()


def test_a_report_that_was_submitted_does_not_fall_back_to_in_progress() -> None:
    remark = c.StateProgress(mandate=M, statement="translation begins")
    given(adopted(), submitted()).when(remark).shows(stage="submitted")
    given(adopted(), submitted()).when(c.StateProgress(mandate=M)).then_nothing()
    given(adopted(), submitted(), issued()).when(remark).shows(stage="issued")


def test_what_is_no_document_is_done_when_its_progress_is_confirmed() -> None:
    wish = c.StateProgress(mandate=M, state="confirmed", entity="OIOS")
    given(CONTINUING).when(wish).then(
        e.ProgressStated(occurrence=1, state="confirmed", entity="OIOS"), e.Completed(occurrence=1)
    ).shows(stage="confirmed", end="completed", legal="discharged")


def test_disputed_progress_completes_nothing() -> None:
    stated = e.ProgressStated(occurrence=1, state="stated")
    disputed = e.ProgressStated(occurrence=1, state="disputed")
    given(CONTINUING, stated).when(c.StateProgress(mandate=M, state="disputed")).then(
        disputed
    ).shows(stage="disputed", end=None)


def test_a_meeting_is_convened_put_off_and_held() -> None:
    convened = e.ProgressStated(occurrence=1, state="convened")
    postponed = e.ProgressStated(occurrence=1, state="postponed")
    given(CONFERENCE, convened).shows(stage="convened")
    given(CONFERENCE, convened, postponed).shows(stage="postponed", end=None)
    given(CONFERENCE, convened).when(c.StateProgress(mandate=M, state="held")).then(
        e.ProgressStated(occurrence=1, state="held"), e.Completed(occurrence=1)
    )


def test_only_a_meeting_is_convened_held_or_put_off() -> None:
    for state in ("convened", "held", "postponed"):
        given(adopted()).when(c.StateProgress(mandate=M, state=state)).then_refused(
            f"only a meeting is {state}; this asks for: report"
        )


def test_a_meeting_that_was_held_is_not_held_again() -> None:
    held = c.StateProgress(mandate=M, state="held")
    given(CONFERENCE).when(held).after.when(held).then_nothing()


def test_a_closed_occurrence_takes_no_progress() -> None:
    given(ITEM, considered(authority=GA), e.Completed(occurrence=1)).when(
        c.StateProgress(mandate=M, statement="more")
    ).then_refused("occurrence 1 is closed (completed on 1999-12-22)")


# --- reports, as the mandate sees them ----------------------------------------------------------


def test_a_report_goes_from_open_to_submitted_issued_and_considered() -> None:
    given(adopted(), submitted()).shows(stage="submitted")
    given(adopted(), submitted(), issued()).shows(stage="issued")
    given(adopted(), submitted(), issued(), considered()).shows(stage="considered")


def test_issued_means_out_in_the_last_required_language() -> None:
    english = e.ReportIssued(occurrence=1, document=REPORT, languages=("en",), complete=False)
    given(adopted(), submitted(), english).shows(stage="submitted")


def test_a_report_is_not_out_before_it_was_submitted() -> None:
    reason = refusal(given(adopted()).mandate(), issued())
    assert reason == "A/56/465 was not submitted for occurrence 1"


def test_issuing_one_report_leaves_another_of_the_same_occurrence_alone() -> None:
    state = given(adopted(), submitted(), submitted("A/56/500"), issued("A/56/500")).mandate()
    assert state is not None
    assert [bool(one.issued) for one in state.current.reports] == [False, True]


# --- consideration ------------------------------------------------------------------------------


def test_a_report_that_the_body_dealt_with_is_done() -> None:
    wish = c.Consider(mandate=M, action="noted", authority=GA)
    given(adopted(), submitted()).when(wish).then(
        considered(action="noted", authority=GA), e.Completed(occurrence=1)
    ).shows(stage="considered", end="completed", legal="discharged")


def test_without_a_delivery_consideration_needs_an_act() -> None:
    given(adopted()).when(c.Consider(mandate=M)).then_refused("nothing was delivered")
    given(adopted()).when(c.Consider(mandate=M, authority=GA)).then(
        considered(authority=GA), e.Completed(occurrence=1)
    )


def test_what_was_considered_is_not_considered_again() -> None:
    wish = c.Consider(mandate=M, action="noted", authority=GA)
    given(adopted(), submitted()).when(wish).after.when(wish).then_nothing()


def test_a_second_action_on_it_is_recorded_but_completes_nothing_twice() -> None:
    noted = given(adopted(), submitted()).when(c.Consider(mandate=M, action="noted"))
    noted.after.when(c.Consider(mandate=M, action="endorsed", occurrence=1)).then(
        considered(action="endorsed")
    )


def test_completion_needs_a_delivery() -> None:
    reason = refusal(given(adopted()).mandate(), e.Completed(occurrence=1))
    assert reason == "nothing was delivered for occurrence 1"


def test_what_was_let_go_is_not_considered() -> None:
    given(adopted(), e.Waived(occurrence=1, authority=GA)).when(
        c.Consider(mandate=M, authority=GA)
    ).then_refused("occurrence 1 is closed (waived on")


# --- deferral -----------------------------------------------------------------------------------


def test_consideration_is_deferred_on_the_authority_of_a_body() -> None:
    wish = c.Defer(mandate=M, to=due("GA/57"), authority="decision 56/464")
    given(adopted()).when(wish).then(
        e.Deferred(occurrence=1, what="consideration", to=due("GA/57"), authority="A/DEC/56/464")
    ).shows(due="GA/57", stage="open")


def test_a_deferral_that_is_so_already_is_not_recorded_again() -> None:
    wish = c.Defer(mandate=M, to=due("GA/57"), authority=GA)
    given(adopted()).when(wish).after.when(wish).then_nothing()


def test_the_same_words_differ_not_in_a_deferral() -> None:
    wish = c.Defer(mandate=M, to=due("GA/57"), authority=GA)
    said = SessionDue(organ="General Assembly", session=57, text="at its fifty-seventh session")
    given(adopted()).when(wish).after.when(c.Defer(mandate=M, to=said, authority=GA)).then_nothing()


def test_a_chain_of_deferrals_keeps_every_link() -> None:
    """Decisions 71/524, 72/523, 73/534 and 74/523 defer one request for observer status."""
    story = given(adopted("A/DEC/71/524#u1.1", deliverable="agenda_item", due=due("GA/72")))
    for day, authority, session in (
        ("2017-12-07", "decision 72/523", "GA/73"),
        ("2018-12-20", "decision 73/534", "GA/74"),
        ("2019-12-18", "decision 74/523", "GA/75"),
    ):
        wish = c.Defer(mandate="A/DEC/71/524#u1.1", to=due(session), authority=authority, on=day)
        story = story.when(wish).shows(due=session).after
    state = story.mandate()
    assert state is not None
    assert [one.decided.year for one in state.current.deferrals] == [2017, 2018, 2019]
    assert [one.before for one in state.current.deferrals] == [
        due("GA/72"), due("GA/73"), due("GA/74"),
    ]  # fmt: skip


def test_a_deferral_needs_a_body_that_can_defer() -> None:
    given(adopted()).when(c.Defer(mandate=M, to=due("GA/57"), authority="TD/B/47/11")).then_refused(
        "names no body that could defer"
    )


@pytest.mark.parametrize("authority", ["A/58/319", "A/C.2/56/L.5"])
def test_a_deferral_rests_on_no_mere_document_or_draft(authority: str) -> None:
    given(adopted()).when(c.Defer(mandate=M, to=due("GA/57"), authority=authority)).then_refused(
        "is no act"
    )


@pytest.mark.parametrize("authority", [GA, "decision 56/464", MEETING, "ECOSOC rule 13 (4)"])
def test_a_deferral_rests_on_a_resolution_a_decision_a_meeting_or_a_rule(authority: str) -> None:
    given(adopted()).when(c.Defer(mandate=M, to=due("GA/57"), authority=authority)).shows(
        due="GA/57"
    )


def test_nothing_is_deferred_without_an_authority() -> None:
    with pytest.raises(ValidationError, match="authority"):
        c.Defer(mandate=M, to=due("GA/57"))  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    with pytest.raises(ValidationError, match="is no authority"):
        c.Defer(mandate=M, to=due("GA/57"), authority="a telephone call")


@pytest.mark.parametrize(
    ("before", "to"),
    [
        ("GA/57", "GA/56"),
        ("2019-06-30", "2019-06-29"),
        ("2019-06", "2019-05"),
        ("2019", "2018-12-31"),
    ],
)
def test_nothing_is_deferred_to_an_earlier_point(before: str, to: str) -> None:
    given(adopted(due=due(before))).when(c.Defer(mandate=M, to=due(to), authority=GA)).then_refused(
        "lies before"
    )


@pytest.mark.parametrize(
    ("before", "to"),
    [
        ("GA/56", "GA/56"),  # to a later part of the same session
        ("GA/56", "ECOSOC/12"),
        ("GA/56", "2001-01-01"),  # what day the session opens is the calendar's affair
        ("2019-06", "2019"),  # June to the end of the year
        ("2019-06-30", "2019-06"),
        ("GA/S-27", "GA/S-28"),
    ],
)
def test_a_deferral_to_a_point_that_may_be_later_stands(before: str, to: str) -> None:
    given(adopted(due=due(before))).when(c.Defer(mandate=M, to=due(to), authority=GA)).shows(
        open=[1]
    )


def test_what_is_due_by_a_day_is_not_put_off_to_a_session_that_ends_before() -> None:
    story = given(adopted(due=due("2003-06-30")))
    wish = c.Defer(mandate=M, to=due("GA/56"), authority=GA)
    story.when(wish).then_refused("GA/56 ends on 2002-09-16, before 2003-06-30")
    story.when(c.Defer(mandate=M, to=due("GA/57"), authority=GA)).shows(due="GA/57")


def test_a_session_that_was_moved_is_one_to_which_something_may_be_put_off() -> None:
    story = given(adopted(due=due("2003-06-30")))
    moved = of("GA/56", on("2000-08-01", planned("2001-09-11", "2003-12-31")))
    wish = c.Defer(mandate=M, to=due("GA/56"), authority=GA)
    given(story.history[0].event, moved).when(wish).shows(due="GA/56")


def test_deferring_the_delivery_sets_the_consideration_with_it() -> None:
    consideration = c.Defer(mandate=M, to=due("GA/57"), authority=GA)
    delivery = c.Defer(mandate=M, to=due("GA/58"), authority=GA, what="delivery")
    given(adopted()).when(consideration).after.when(delivery).shows(due="GA/58")


def test_an_undated_mandate_can_be_deferred() -> None:
    given(CONTINUING).when(c.Defer(mandate=M, to=due("GA/57"), authority=GA)).shows(due="GA/57")


def test_deferred_to_an_open_end_then_fixed() -> None:
    """The twentieth session of the High-level Committee: put off, then dated again."""
    opened = c.Defer(mandate=M, to=due("open"), authority="A/DEC/74/553", on="2020-05-01")
    fixed = c.Defer(mandate=M, to=due("2021-06"), authority="A/RES/75/234", on="2020-12-21")
    given(CONFERENCE).when(opened).shows(due="open", timeliness="open_ended").after.when(
        fixed
    ).shows(due="2021-06", timeliness="deferred legal")


def test_deferring_consideration_keeps_what_was_delivered() -> None:
    wish = c.Defer(mandate=M, to=due("GA/57"), authority=GA)
    given(adopted(), submitted(), issued()).when(wish).shows(stage="issued", due="GA/57")


def test_what_was_considered_is_taken_up_again_when_its_consideration_is_deferred() -> None:
    wish = c.Defer(mandate=M, to=due("GA/57"), authority="A/DEC/72/504", occurrence=1)
    done = [considered(), e.Completed(occurrence=1)]
    given(adopted(), submitted(), issued(), *done).when(wish).shows(stage="issued", end=None)
    given(adopted(), submitted(), *done).when(wish).shows(stage="submitted", end=None)
    given(ITEM, considered(authority=GA), e.Completed(occurrence=1)).when(wish).shows(
        stage="open", end=None
    )


def test_the_delivery_of_what_is_done_cannot_be_deferred() -> None:
    given(adopted(), submitted(), considered(), e.Completed(occurrence=1)).when(
        c.Defer(mandate=M, to=due("GA/57"), authority=GA, what="delivery")
    ).then_refused("is closed (completed")


def test_what_was_let_go_cannot_be_deferred() -> None:
    given(adopted(), e.Waived(occurrence=1, reason="moot")).when(
        c.Defer(mandate=M, to=due("GA/57"), authority=GA)
    ).then_refused("is closed (waived")


# --- waived, missed -----------------------------------------------------------------------------


def test_an_occurrence_is_waived_on_an_authority_or_for_a_reason() -> None:
    given(adopted()).when(c.Waive(mandate=M)).then_refused("on what authority, or why")
    given(adopted()).when(c.Waive(mandate=M, reason="moot")).then(
        e.Waived(occurrence=1, reason="moot")
    ).shows(end="waived", legal="discharged", timeliness="no_due_date")
    given(adopted()).when(c.Waive(mandate=M, authority=GA)).then(
        e.Waived(occurrence=1, authority=GA)
    )


def test_what_was_waived_is_not_waived_again() -> None:
    wish = c.Waive(mandate=M, reason="moot")
    given(adopted()).when(wish).after.when(wish).then_nothing()


def test_what_was_done_cannot_be_waived() -> None:
    given(adopted(), submitted(), considered(), e.Completed(occurrence=1)).when(
        c.Waive(mandate=M, reason="moot")
    ).then_refused("is closed (completed")


WINDOW = of("GA/56", on("2000-11-03", planned("2001-09-11", "2002-09-09")))


def test_a_report_is_missed_when_its_window_closed_without_it() -> None:
    given(adopted(), WINDOW).when(c.Miss(mandate=M, authority=GA, on="2002-09-19")).then(
        e.Missed(
            occurrence=1,
            due=due("GA/56"),
            legal_by=date(2002, 9, 9),
            days_overdue=10,
            authority=GA,
        )
    ).shows("2003-01-01", end="missed", timeliness="overdue legal 10", open=[])


def test_nothing_is_missed_while_its_window_is_open() -> None:
    given(adopted(), WINDOW).when(c.Miss(mandate=M, on="2002-09-09")).then_refused(
        "its window (GA/56) closes on 2002-09-09"
    )


def test_what_was_delivered_was_not_missed() -> None:
    given(adopted(), WINDOW, on("2002-09-01", submitted())).when(
        c.Miss(mandate=M, on="2002-09-19")
    ).then_refused("occurrence 1 was delivered")


def test_what_was_missed_is_not_missed_again() -> None:
    wish = c.Miss(mandate=M, occurrence=1, on="2002-09-19")
    given(adopted(), WINDOW).when(wish).after.when(wish).then_nothing()


def test_what_was_let_go_was_not_missed() -> None:
    given(adopted(), WINDOW, e.Waived(occurrence=1, reason="moot")).when(
        c.Miss(mandate=M, on="2002-09-19")
    ).then_refused("is closed (waived")


def test_what_has_no_date_any_more_cannot_be_missed() -> None:
    put_off = e.Deferred(occurrence=1, what="delivery", to=OpenDue(), authority=GA)
    given(adopted(), put_off).when(c.Miss(mandate=M, on="2005-01-01")).then_refused(
        "was put off without a date"
    )


def test_without_a_known_window_the_days_overdue_are_not_proven() -> None:
    vague = adopted(due=RelativeDue(text="as soon as possible"))
    given(vague).when(c.Miss(mandate=M, on="2005-01-01")).then(
        e.Missed(
            occurrence=1,
            due=RelativeDue(text="as soon as possible"),
            legal_by=None,
            days_overdue=None,
        )
    )


def test_what_moves_a_due_point_that_was_found_missed_is_refused_until_that_finding_is_void() -> (
    None
):
    """Entered late, before the finding; what was found missed would be another thing."""
    found = given(adopted(), WINDOW).when(c.Miss(mandate=M, occurrence=1, on="2002-09-19")).after
    missed = Void(event_id=found.history[-1].event_id, reason="it was put off by then")
    to_the_57th: Any = {"kind": "session", "organ": "GA", "session": 57}
    for wish in (
        c.Defer(mandate=M, occurrence=1, to=due("GA/57"), authority=GA, on="2001-12-01"),
        c.Defer(mandate=M, occurrence=1, to=due("GA/57"), authority=GA, on="2001-12-01",
                what="delivery"),
        c.Correct(mandate=M, field="due", value=to_the_57th, reason="misread", on=ADOPTION),
    ):  # fmt: skip
        found.when(wish).then_refused("occurrence 1 is due GA/57: GA/56 was found missed")
        found.when(wish, missed).shows(end=None, due="GA/57")


def test_a_deferral_by_which_something_was_found_missed_stands_as_long_as_the_finding() -> None:
    deferred = c.Defer(mandate=M, to=due("GA/57"), authority=GA, on="2001-12-01")
    window = of("GA/57", on("2002-03-01", planned("2002-09-10", "2003-09-15")))
    put_off = given(adopted(), WINDOW, window).when(deferred).after
    story = put_off.when(c.Miss(mandate=M, on="2003-10-01")).after
    deferral, missed = (one.event_id for one in story.history[-2:])
    wrong = Void(event_id=deferral, reason="of another item")
    story.when(wrong).then_refused("occurrence 1 is due GA/56: GA/57 was found missed")
    story.when(Void(event_id=missed, reason="it rests on that"), wrong).shows(end=None, due="GA/56")


def test_what_was_missed_is_considered_only_on_an_act_or_once_delivered() -> None:
    missed = on("2002-09-19", e.Missed(occurrence=1, legal_by=date(2002, 9, 9), days_overdue=10))
    story = given(adopted(), missed)
    story.when(c.Consider(mandate=M, occurrence=1)).then_refused("nothing was delivered")
    story.when(c.Consider(mandate=M, occurrence=1, authority=GA)).shows(end="completed")


def test_a_missed_occurrence_may_still_be_delivered_and_closed() -> None:
    """JIU progress report: missed by the end of the 71st session, noted by the 73rd."""
    missed = e.Missed(occurrence=1, legal_by=date(2002, 9, 9), days_overdue=10)
    late = on("2003-01-01", submitted())
    given(adopted(), WINDOW, on("2002-09-19", missed), late).when(
        c.Consider(mandate=M, occurrence=1, on="2003-02-01")
    ).then(considered(), e.Completed(occurrence=1)).shows(end="completed")


# --- further occurrences ------------------------------------------------------------------------


def test_a_further_due_point_opens_beside_one_that_is_not_delivered() -> None:
    wish = c.OpenOccurrence(mandate=M, due=due("GA/58"))
    given(adopted(recurrence="biennial")).when(wish).then(
        e.OccurrenceOpened(occurrence=2, due=due("GA/58"))
    ).shows(open=[1, 2], due="GA/56")


def test_a_due_point_that_is_open_is_not_opened_again() -> None:
    wish = c.OpenOccurrence(mandate=M, due=due("GA/58"))
    numbered = c.OpenOccurrence(mandate=M, due=due("GA/58"), number=2)
    once = given(adopted()).when(wish).after
    once.when(wish).then_nothing()
    once.when(numbered).then_nothing()
    given(adopted()).when(c.OpenOccurrence(mandate=M, due=due("GA/56"))).then_nothing()


def test_a_number_is_given_once() -> None:
    given(adopted()).when(c.OpenOccurrence(mandate=M, due=due("GA/58"), number=1)).then_refused(
        "occurrence 1 was opened already"
    )


def test_a_wish_means_the_first_open_occurrence_unless_it_names_one() -> None:
    two = given(
        adopted(recurrence="biennial"),
        e.OccurrenceOpened(occurrence=2, due=due("GA/58")),
        e.Waived(occurrence=1, reason="moot"),
    )
    two.when(c.Waive(mandate=M, reason="moot")).then(e.Waived(occurrence=2, reason="moot"))
    two.when(c.Waive(mandate=M, reason="moot", occurrence=1)).then_nothing()
    two.when(c.Waive(mandate=M, reason="moot", occurrence=3)).then_refused("no occurrence 3")


def test_an_event_on_an_occurrence_that_was_never_opened_is_refused_and_changes_nothing() -> None:
    state = given(adopted()).mandate()
    assert refusal(state, submitted(occurrence=7)) == "there is no occurrence 7"
    assert given(adopted(), submitted(occurrence=7)).mandate() == state


# --- corrections, remarks, tracking -------------------------------------------------------------


def correct(field: Any, value: Any, **more: Any) -> c.Correct:
    return c.Correct(mandate=M, field=field, value=value, reason="Corr.1", **more)


def test_a_correction_keeps_identity_and_life() -> None:
    given(adopted(), submitted()).when(correct("addressees", ["Administrator"])).then(
        e.Corrected(
            field="addressees", value=["Administrator"], was=["Secretary-General"],
            reason="Corr.1", tracked="yes",
        )
    ).shows(stage="submitted")  # fmt: skip


def test_it_is_tracked_by_its_corrected_addressees_unless_a_person_decided_that() -> None:
    to_states = adopted(addressees=("Member States",), tracked="no")
    wish = correct("addressees", ["Secretary-General", "Member States"])
    story = given(to_states).when(wish).shows(tracked="yes").after
    story.when(correct("addressees", ["Governments"])).shows(tracked="no")
    decided = e.TrackingOverridden(tracked="no", reason="followed elsewhere")
    given(to_states, decided).when(wish).shows(tracked="no")
    given(to_states).when(correct("title", "another")).shows(tracked="no")


@pytest.mark.parametrize(
    "empty",
    [
        lambda: c.Correct(mandate=M, field="title", value="another", reason=" "),
        lambda: c.Note(mandate=M, text=""),
        lambda: c.OverrideTracking(mandate=M, tracked="no", reason=""),
        lambda: c.Assign(mandate=M, entity=" "),
        lambda: Void(event_id=event_id(1), reason=""),
    ],
)
def test_a_reason_a_remark_and_who_is_responsible_say_something(empty: Any) -> None:
    with pytest.raises(ValidationError, match="it is empty: say something"):
        empty()


def test_what_is_right_already_is_not_corrected() -> None:
    given(adopted()).when(correct("title", "state of South-South cooperation")).then_nothing()
    given(adopted()).when(correct("addressees", ["Secretary-General"])).then_nothing()


def test_a_correction_that_does_not_fit_its_field_is_bad_input() -> None:
    given(adopted()).when(correct("deliverable", "speech")).then_refused(
        "'speech' does not fit the field deliverable", BadInput
    )


def test_a_correction_that_does_not_fit_its_field_cannot_even_be_an_event() -> None:
    for field, value in (("due", "some day"), ("verb", None), ("addressees", 7)):
        with pytest.raises(ValidationError):
            e.Corrected(field=field, value=value, was=None, reason="Corr.1")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def test_with_another_verb_an_act_is_as_strong_as_that() -> None:
    story = given(adopted(verb="request", strength="request")).when(correct("verb", "decide"))
    right = story.after.mandate()
    assert right is not None
    assert (right.adopted.verb, right.adopted.strength) == ("decide", "binding")
    mistaken = story.after.when(Void(event_id=event_id(2), reason="it was right")).after.mandate()
    assert mistaken is not None
    assert (mistaken.adopted.verb, mistaken.adopted.strength) == ("request", "request")


@pytest.mark.parametrize("verb", ["invite", "tabulate"])
def test_a_strength_that_was_said_by_itself_stays_whatever_the_verb(verb: str) -> None:
    """Also where the new verb does not tell how strong it is."""
    said = "binding" if verb == "invite" else "request"
    story = given(adopted(verb="request", strength=said)).when(correct("verb", verb))
    right = story.after.mandate()
    assert right is not None
    assert (right.adopted.verb, right.adopted.strength) == (verb, said)


def test_a_corrected_recurrence_takes_with_it_a_rhythm_that_says_otherwise() -> None:
    read = given(adopted(rhythm=Rhythm(recurrence="annual"), recurrence="annual"))
    right = read.when(correct("recurrence", "biennial")).after.mandate()
    assert right is not None
    assert (right.following(), right.adopted.rhythm) == (due("GA/58"), None)


def test_a_corrected_rhythm_says_the_recurrence_too() -> None:
    every = {"recurrence": "triennial", "until": {"kind": "date", "date": "2005"}}
    right = given(adopted(recurrence="annual")).when(correct("rhythm", every)).after.mandate()
    assert right is not None
    assert (right.following(), right.adopted.recurrence) == (due("GA/59"), "triennial")
    assert right.following(2) is None


def test_a_corrected_end_holds_unless_the_mandate_was_extended() -> None:
    misread = given(adopted(until=due("2016-02-28")))
    end = correct("until", {"kind": "date", "date": "2016-02-29"})
    assert misread.when(end).after.mandate().until == due("2016-02-29")  # type: ignore[union-attr]
    extended = misread.when(c.Extend(mandate=M, until=due("2017-02-28"), authority=GA)).after
    assert extended.when(end).after.mandate().until == due("2017-02-28")  # type: ignore[union-attr]


def test_a_corrected_due_term_holds_for_its_occurrence() -> None:
    right: dict[str, Any] = {"kind": "session", "organ": "General Assembly", "session": 57}
    two = given(adopted(), e.OccurrenceOpened(occurrence=2, due=due("GA/58")))
    two.when(correct("due", right)).shows(due="GA/57")
    second = two.when(correct("due", right, occurrence=2))
    second.shows(due="GA/56", occurrence=1).shows(due="GA/57", occurrence=2)
    state = second.after.mandate()
    assert state is not None
    assert state.adopted.due == due("GA/56")
    two.when(correct("due", None)).shows(due="no date")


def session(number: int) -> dict[str, Any]:
    return {"kind": "session", "organ": "General Assembly", "session": number}


def dues_of(story: Given) -> list[str]:
    """Each due point, and what is still to come."""
    state = story.mandate()
    assert state is not None
    following = state.following()
    return [words(one.due) for one in state.occurrences] + ([words(following)] if following else [])


def test_a_corrected_list_is_that_of_the_due_points_that_opened_by_it() -> None:
    """What was misread must neither stay nor take the place of what the text says."""
    listed = adopted(dues=(due("GA/55"), due("GA/57"), due("GA/59")))
    two = given(listed, e.OccurrenceOpened(occurrence=2, due=due("GA/57")))
    assert dues_of(two) == ["GA/55", "GA/57", "GA/59"]
    right = correct("dues", [session(56), session(58), session(60)])
    assert dues_of(two.when(right).after) == ["GA/56", "GA/58", "GA/60"]
    put_off = c.Defer(mandate=M, occurrence=1, to=due("GA/61"), authority=GA, what="delivery")
    assert dues_of(two.when(put_off).after.when(right).after) == ["GA/61", "GA/58", "GA/60"]
    by_itself = two.when(correct("due", session(62), occurrence=2)).after
    assert dues_of(by_itself) == ["GA/55", "GA/62", "GA/59"]
    assert dues_of(by_itself.when(right).after) == ["GA/56", "GA/58", "GA/60"]


@pytest.mark.parametrize(
    ("own", "passed", "owed"),
    [
        ("GA/58", "GA/56", 2),
        ("GA/56", "GA/58", 1),
        ("GA/56", "GA/56", 1),
        ("2001-06", "2001-05-31", 2),
        (None, "2001", 2),
        (None, None, 1),
        ("2001", None, 1),
        ("open", "GA/60", 2),
        ("2001", "GA/40", 1),  # whether a session comes before a year its calendar says
    ],
)
def test_a_mandate_stands_by_what_is_due_first_whether_its_own_or_passed_from_another(
    own: str | None, passed: str | None, owed: int
) -> None:
    """The docket says that it is overdue; so do the register and who is to be reminded of it."""
    came = e.OccurrenceOpened(
        occurrence=2, due=due(passed) if passed else None, passed_from=f"{N}/1"
    )
    mandate = given(adopted(due=due(own) if own else None), on("2001-12-24", came)).mandate()
    assert mandate is not None
    assert mandate.owed.number == owed


def test_the_due_point_that_passed_from_another_is_none_of_the_list_of_the_text() -> None:
    listed = adopted(dues=(due("GA/55"), due("GA/57")))
    passed = e.OccurrenceOpened(occurrence=2, due=due("GA/58"), passed_from=f"{N}/1")
    after = given(listed, passed).when(correct("due", session(60), occurrence=2)).after
    assert dues_of(after) == ["GA/55", "GA/60", "GA/57"]


def test_a_corrected_rhythm_or_beginning_moves_the_due_points_that_opened_by_it() -> None:
    yearly = adopted(recurrence="annual")
    two = given(yearly, e.OccurrenceOpened(occurrence=2, due=due("GA/57")))
    assert dues_of(two) == ["GA/56", "GA/57", "GA/58"]
    assert dues_of(two.when(correct("recurrence", "biennial")).after) == ["GA/56", "GA/58", "GA/60"]
    earlier = two.when(correct("due", session(55), occurrence=1)).after
    assert dues_of(earlier) == ["GA/55", "GA/56", "GA/57"]
    once = two.when(correct("recurrence", None)).after
    assert dues_of(once) == ["GA/56", "GA/57"], "what had opened is closed or voided by a person"


def test_a_correction_from_before_what_opened_by_what_was_wrong_names_that_first() -> None:
    """Else it would stay where that had put it, and the due point in its place be nobody's."""
    second = e.OccurrenceOpened(occurrence=2, due=due("GA/57"), said_for=date(2002, 7, 2))
    two = given(adopted(recurrence="annual"), on("2002-07-02", second))
    wish = correct("recurrence", "biennial", on=ADOPTION)
    two.when(wish).then_refused("occurrence 2 opened since by what was wrong")
    void = Void(event_id=two.history[-1].event_id, reason="misread")
    assert dues_of(two.when(void, wish).after) == ["GA/56", "GA/58"]
    later = correct("recurrence", "biennial", on="2002-07-02")
    assert dues_of(two.when(later).after) == ["GA/56", "GA/58", "GA/60"]
    title = correct("title", "another", on=ADOPTION)
    assert dues_of(two.when(title).after) == ["GA/56", "GA/57", "GA/58"]


def test_a_beginning_that_the_text_left_open_follows_its_corrected_rhythm() -> None:
    every: Any = {"recurrence": "other", "every": 90, "unit": "day"}
    asked = given(adopted(due=None, recurrence="other", rhythm=Rhythm(**every)))
    assert dues_of(asked) == ["2000-03-21", "2000-06-19"]
    after = asked.when(correct("rhythm", every | {"every": 60})).after
    assert dues_of(after) == ["2000-02-20", "2000-04-20"]


def test_what_a_correction_of_the_text_would_move_is_refused_where_it_was_found_missed() -> None:
    opened = e.OccurrenceOpened(occurrence=2, due=due("GA/57"))
    missed = on("2003-10-01", e.Missed(occurrence=2, legal_by=None, days_overdue=None))
    story = given(adopted(recurrence="annual"), opened, missed)
    wish = correct("recurrence", "biennial", on="2003-10-02")
    story.when(wish).then_refused("occurrence 2 was found missed on 2003-10-01")
    void = Void(event_id=story.history[-1].event_id, reason="misread")
    assert dues_of(story.when(void, wish).after) == ["GA/56", "GA/58", "GA/60"]


def test_a_correction_of_the_deliverable_changes_what_is_due() -> None:
    given(adopted(), WINDOW).when(correct("deliverable", "briefing", on="2000-12-01")).shows(
        submission=None, window_closes="2002-09-09"
    )


def test_every_remark_is_a_fact_of_its_own() -> None:
    wish = c.Note(mandate=M, text="asked again")
    story = given(adopted()).when(wish).then(e.Noted(text="asked again")).after.when(wish)
    state = story.then(e.Noted(text="asked again")).after.mandate()
    assert state is not None
    assert state.notes == ("asked again", "asked again")


def test_a_person_overrides_the_tracking_with_a_reason() -> None:
    wish = c.OverrideTracking(mandate=M, tracked="no", reason="addressed to States")
    after = (
        given(adopted())
        .when(wish)
        .then(e.TrackingOverridden(tracked="no", reason="addressed to States"))
    )
    state = after.after.mandate()
    assert state is not None
    assert state.tracked == "no"
    after.after.when(wish).then_nothing()
    other = wish.model_copy(update={"reason": "by the committee"})
    after.after.when(other).then(e.TrackingOverridden(tracked="no", reason="by the committee"))


def test_the_last_step_of_a_deliverable_is_told_by_its_kind() -> None:
    confirmed = e.ProgressStated(occurrence=1, state="confirmed")
    report, meeting = given(adopted()).mandate(), given(CONFERENCE).mandate()
    assert report is not None
    assert meeting is not None
    assert consequences(report, confirmed) == []
    assert consequences(meeting, confirmed) == [e.Completed(occurrence=1)]
    assert consequences(meeting, considered(occurrence=9)) == []
