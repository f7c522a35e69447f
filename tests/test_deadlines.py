"""Deadlines: 10 weeks, 6 weeks, the last day of the window; frozen once they are reached."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from mandates.domain.deadlines import LeadTimes, Resolved, deadlines, resolve, standing
from mandates.domain.due import DateDue, EventDue, OpenDue, RelativeDue, SessionDue
from mandates.domain.mandate import commands as c
from mandates.domain.mandate import events as e
from mandates.domain.session import Closed, Moved, Opened, Postponed, Resumed, Suspended
from spec import (
    GA,
    REPORT,
    M,
    adopted,
    considered,
    due,
    given,
    issued,
    mandate,
    of,
    on,
    planned,
    submitted,
)


def day(text: str) -> date:
    return date.fromisoformat(text)


def at(bound: Any, session: int = 56) -> SessionDue:
    return SessionDue(organ="General Assembly", session=session, bound=bound)


PLANNED = of("GA/56", on("2000-11-03", planned("2001-09-11")))
SLIPPED = of("GA/56", on("2001-09-12", Opened(opened=day("2001-09-12"))))


# --- the days -----------------------------------------------------------------------------------


def test_a_report_is_submitted_10_and_issued_6_weeks_before_the_session_opens() -> None:
    given(adopted(), PLANNED).shows(
        submission="2001-07-03", issue="2001-07-31", window_closes="2002-09-09"
    )


def test_no_day_is_counted_back_from_an_opening_of_which_a_rule_tells_only_the_month() -> None:
    council = SessionDue(organ="Economic and Social Council", session=2001)
    given(adopted(due=council)).shows(submission=None, issue=None, window_closes="2001-07-31")


def test_lead_times_are_policy() -> None:
    found = deadlines(
        mandate(), mandate().current, given(PLANNED).calendar(day("2001-01-01")),
        LeadTimes(submission_days=7, issue_days=1),
    )  # fmt: skip
    assert [one.day for one in found] == [day("2001-09-04"), day("2001-09-10"), day("2002-09-09")]


@pytest.mark.parametrize(
    "deliverable", ["report", "review", "plan", "document", "recommendations", "information"]
)
def test_documents_have_all_three_deadlines(deliverable: str) -> None:
    given(adopted(deliverable=deliverable), PLANNED).shows(submission="2001-07-03")


@pytest.mark.parametrize(
    "deliverable", ["agenda_item", "meeting", "briefing", "resources", "mission", "other", "none"]
)
def test_what_is_no_document_has_the_legal_deadline_alone(deliverable: str) -> None:
    given(adopted(deliverable=deliverable), PLANNED).shows(
        submission=None, issue=None, window_closes="2002-09-09"
    )


@pytest.mark.parametrize(
    ("term", "closes"),
    [
        (at("at"), "2002-09-09"),
        (at("by_end"), "2002-09-09"),
        (at("by"), "2002-09-09"),
        (at("before"), "2001-09-10"),
        (DateDue(date="2001-06-30"), "2001-06-30"),
        (DateDue(date="2016-02"), "2016-02-29"),
        (DateDue(date="2015-02"), "2015-02-28"),
        (DateDue(date="2001"), "2001-12-31"),
        (DateDue(date="2001-06-30", bound="before"), "2001-06-29"),
        (DateDue(date="2001-01-01", bound="before"), "2000-12-31"),
        (DateDue(date="2004-03", bound="before"), "2004-02-29"),
        (DateDue(date="2001", bound="before"), "2000-12-31"),
        (DateDue(date="2016-03-01", bound="at"), "2016-03-01"),
        (None, None),
        (OpenDue(), None),
        (RelativeDue(amount=6, unit="month"), "2000-06-22"),
        (RelativeDue(amount=15, unit="day", after="the adoption"), "2000-01-06"),
        (RelativeDue(amount=2, unit="week"), "2000-01-05"),
        (RelativeDue(amount=5, unit="working_day"), "1999-12-29"),
        (RelativeDue(amount=30, unit="day", after="the end of its mandate"), None),
        (RelativeDue(amount=1, unit="year", after="2000-03-01"), "2001-02-28"),
        (RelativeDue(amount=6, unit="month", after="2000-01-01"), "2000-06-30"),
        (RelativeDue(amount=6, unit="month", after="2000-02-30"), None),
        (RelativeDue(text="within a reasonable time"), None),
        (EventDue(text="at a time to be fixed"), None),
    ],
)
def test_the_legal_deadline_is_the_last_day_of_the_window(term: Any, closes: str | None) -> None:
    given(adopted(due=term), PLANNED).shows(window_closes=closes)


def test_a_date_a_month_or_a_year_has_the_legal_deadline_alone() -> None:
    given(adopted(due=due("2001-06"))).shows(submission=None, issue=None)


def test_submission_falls_in_the_year_before_where_the_session_opens_early() -> None:
    council = of("HRC/46", on("2020-06-01", planned("2021-02-22")))
    given(adopted(due=due("HRC/46")), council).shows(
        submission="2020-12-14", issue="2021-01-11", window_closes=None
    )
    leap = of("HRC/49", on("2020-01-01", planned("2020-05-09")))
    given(adopted(due=due("HRC/49")), leap).shows(submission="2020-02-29")


def test_a_day_that_had_passed_before_the_task_was_given_binds_nobody() -> None:
    """A report that is asked for in December by the end of the session that is under way."""
    asked = on("2001-12-21", adopted(due=at("by_end")))
    given(asked, PLANNED).shows(submission=None, issue=None, window_closes="2002-09-09")


def test_a_session_that_nothing_is_known_of_gives_no_deadline() -> None:
    given(adopted(due=due("HRC/46"))).shows(
        submission=None, issue=None, window_closes=None, timeliness="forecast"
    )
    given(adopted(due=SessionDue(organ="General Assembly", text="a future session"))).shows(
        submission=None, window_closes=None, timeliness="forecast"
    )


def test_before_the_opening_no_window_is_needed() -> None:
    before = SessionDue(organ="Human Rights Council", session=46, bound="before")
    council = of("HRC/46", on("2020-06-01", planned("2021-02-22")))
    given(adopted(due=before), council).shows(window_closes="2021-02-21")


def test_a_deadline_names_the_calendar_version_that_it_rests_on() -> None:
    calendar = given(PLANNED).calendar(day("2001-01-01"))
    assert {one.calendar for one in deadlines(mandate(), mandate().current, calendar)} == {
        "GA/56@1"
    }


def test_a_term_resolves_to_its_window() -> None:
    calendar = given(PLANNED).calendar(day("2001-01-01"))
    opens, closes = day("2001-09-11"), day("2002-09-09")
    assert resolve(at("at"), calendar) == Resolved(opens, opens, closes, "recorded", "GA/56@1")
    assert resolve(at("at", 57), calendar).status == "forecast"
    assert resolve(due("HRC/46"), calendar) == Resolved(None, None, None, "forecast", None)
    end = day("2001-12-31")
    assert resolve(DateDue(date="2001"), calendar) == Resolved(end, end, end, "recorded", "date")
    for nowhere in (None, OpenDue(), RelativeDue(), EventDue()):
        assert resolve(nowhere, calendar).anchor is None


# --- frozen once reached --------------------------------------------------------------------------


def test_a_deadline_that_was_reached_stays_when_the_session_slips() -> None:
    """The 56th session was planned for 11 September 2001 and opened on the 12th."""
    story = given(adopted(), PLANNED, SLIPPED)
    story.shows("2001-12-01", submission="2001-07-03", issue="2001-07-31")


def test_a_move_before_a_deadline_is_reached_sets_it_anew() -> None:
    moved = of("GA/56", on("2001-07-02", Moved(opens="2001-09-18")))
    given(adopted(), PLANNED, moved).shows(submission="2001-07-10", issue="2001-08-07")


def test_a_move_between_two_deadlines_sets_only_the_later_one_anew() -> None:
    moved = of("GA/56", on("2001-07-10", Moved(opens="2001-09-18")))
    given(adopted(), PLANNED, moved).shows(submission="2001-07-03", issue="2001-08-07")


def test_a_move_on_the_day_of_the_deadline_comes_too_late() -> None:
    moved = of("GA/56", on("2001-07-03", Moved(opens="2001-09-18")))
    given(adopted(), PLANNED, moved).shows(submission="2001-07-03")


def test_what_counts_is_when_the_move_was_written_down() -> None:
    """Nobody could act on a decision of 2 July that was not recorded before the 20th."""
    late = of("GA/56", on("2001-07-02", Moved(opens="2001-09-18"), recorded="2001-07-20"))
    given(adopted(), PLANNED, late).shows(submission="2001-07-03", issue="2001-08-07")


def test_a_decision_that_only_takes_effect_later_moves_nothing_before() -> None:
    """It was written down early, but on 3 July the session was still to open on 11 September."""
    early = of("GA/56", on("2001-07-10", Moved(opens="2001-09-18"), recorded="2001-06-01"))
    given(adopted(), PLANNED, early).shows("2001-08-01", submission="2001-07-03")


def test_of_history_that_is_entered_later_the_days_of_the_decisions_count() -> None:
    """A register of 2026 enters mandate, calendar and slip all at once."""
    then = {"recorded": "2026-01-05"}
    mandate = on("1999-12-22", adopted(), **then)
    planning = of("GA/56", on("2000-11-03", planned("2001-09-11"), **then))
    slip = of("GA/56", on("2001-09-12", Opened(opened=day("2001-09-12")), **then))
    given(mandate, planning, slip).shows(submission="2001-07-03", issue="2001-07-31")
    moved = of("GA/56", on("2001-07-02", Moved(opens="2001-09-18"), **then))
    given(mandate, planning, moved).shows(submission="2001-07-10")


def test_a_due_point_starts_from_the_session_as_it_was_known_then() -> None:
    """It was not yet due there when the session's old deadline passed."""
    planning = of("GA/57", on("2002-01-01", planned("2002-09-10")))
    moved = of("GA/57", on("2002-07-10", Moved(opens="2002-12-17")))
    put_off = on(
        "2002-08-01",
        e.Deferred(occurrence=1, what="delivery", to=due("GA/57"), authority=GA),
    )
    given(adopted(), planning, moved, of(M, put_off)).shows(submission="2002-10-08")


def test_a_second_move_counts_from_the_day_that_the_first_one_set() -> None:
    first = of("GA/56", on("2001-06-01", Moved(opens="2001-09-25")))  # to 17 July
    back = of("GA/56", on("2001-07-10", Moved(opens="2001-09-11")))  # to 3 July, too late?
    given(adopted(), PLANNED, first, back).shows(submission="2001-07-03")
    reached = of("GA/56", on("2001-07-17", Moved(opens="2001-09-11")))
    given(adopted(), PLANNED, first, reached).shows(submission="2001-07-17")


def test_a_window_that_has_closed_stays_closed_when_its_session_is_put_off() -> None:
    asked = adopted(due=due("UNEP/21"))
    met = of("UNEP/21", on("2001-01-02", planned("2001-07-02", "2001-07-27")))
    given(asked, met, of("UNEP/21", on("2001-08-10", Postponed()))).shows(
        "2001-09-01", window_closes="2001-07-27", legal_is="overdue 36"
    )
    given(asked, met, of("UNEP/21", on("2001-07-10", Postponed()))).shows(
        "2001-09-01", window_closes=None, legal_is=None
    )
    late = on("2001-07-10", Postponed(), recorded="2001-08-10")  # when the day had come and gone
    given(asked, met, of("UNEP/21", late)).shows("2001-09-01", legal_is="overdue 36")


def test_a_window_that_has_closed_stays_closed() -> None:
    early = of("GA/57", on("2002-01-01", planned("2002-09-10")))
    late = of("GA/57", on("2002-09-10", Opened(opened=day("2002-09-12"))))
    given(adopted(), PLANNED, early, late).shows("2002-12-01", window_closes="2002-09-09")
    moved = of("GA/57", on("2002-09-08", Moved(opens="2002-09-17")))
    given(adopted(), PLANNED, early, moved).shows(window_closes="2002-09-16")


def test_a_rule_that_changes_moves_only_what_still_lay_ahead() -> None:
    far = adopted(due=due("GA/78"))
    given(far).shows("2021-09-09", submission="2023-07-04")
    given(far).shows("2021-09-10", submission="2023-06-27")


# --- how they stand -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("as_of", "submission"),
    [
        ("2001-06-18", "upcoming"),
        ("2001-06-19", "due_soon"),
        ("2001-07-02", "due_soon"),
        ("2001-07-03", "due"),
        ("2001-07-04", "overdue 1"),
        ("2001-09-11", "overdue 70"),
    ],
)
def test_a_deadline_comes_near_is_reached_and_passes(as_of: str, submission: str) -> None:
    given(adopted(), PLANNED).shows(as_of, submission_is=submission)


def test_what_rests_on_a_forecast_says_so() -> None:
    given(adopted()).shows("2000-12-01", submission_is="forecast", timeliness="forecast submission")
    given(adopted(), PLANNED).shows("2000-12-01", timeliness="upcoming submission")


def test_the_most_pressing_deadline_is_named() -> None:
    story = given(adopted(), PLANNED)
    story.shows("2001-06-19", timeliness="due_soon submission")
    story.shows("2001-07-03", timeliness="due submission")
    story.shows("2001-07-10", timeliness="overdue submission 7")
    story.shows("2001-08-01", timeliness="overdue issue 1")
    story.shows("2002-09-09", timeliness="overdue issue 405")
    story.shows("2002-09-10", timeliness="overdue legal 1")


def test_on_the_day_is_in_time_and_the_day_after_is_late() -> None:
    on_time = on("2001-07-03", submitted())
    given(adopted(), PLANNED, on_time).shows("2001-12-01", submission_is="met", legal_is="met")
    given(adopted(), PLANNED, on("2001-07-04", submitted())).shows(
        "2001-12-01", submission_is="late 1", legal_is="met"
    )
    given(adopted(), PLANNED, on_time, on("2001-07-31", issued())).shows(
        "2001-12-01", issue_is="met", timeliness="met legal"
    )


def test_late_names_the_deadline_and_the_days() -> None:
    """A/58/319 came in late "to allow sufficient time for the clearing departments"."""
    late = [on("2001-07-10", submitted()), on("2001-07-30", issued())]
    given(adopted(), PLANNED, late).shows("2001-12-01", timeliness="late submission 7")
    later = [on("2001-07-10", submitted()), on("2001-08-10", issued())]
    given(adopted(), PLANNED, later).shows("2001-12-01", timeliness="late issue 10")


def test_of_two_reports_the_first_one_meets_the_deadline() -> None:
    story = given(
        adopted(), PLANNED,
        on("2001-07-10", submitted()), on("2001-06-29", submitted("A/56/500")),
        on("2001-08-10", issued()), on("2001-07-20", issued("A/56/500")),
    )  # fmt: skip
    story.shows("2001-12-01", submission_is="met", issue_is="met")


def test_issued_means_out_in_the_last_required_language() -> None:
    partly = e.ReportIssued(occurrence=1, document=REPORT, languages=("en",), complete=False)
    story = [on("2001-06-29", submitted()), on("2001-07-20", partly)]
    given(adopted(), PLANNED, story).shows("2001-08-01", issue_is="overdue 1")


def test_what_was_held_or_confirmed_meets_the_window() -> None:
    held = e.ProgressStated(occurrence=1, state="held")
    story = given(adopted(deliverable="meeting", due=due("2021-06")), on("2021-06-04", held))
    story.shows(legal_is="met")
    late = given(adopted(deliverable="meeting", due=due("2021-06")), on("2021-07-04", held))
    late.shows(legal_is="late 4")


def test_nothing_presses_once_an_occurrence_is_closed() -> None:
    done = of(M, on("2001-10-16", considered(authority=GA)), e.Completed(occurrence=1))
    given(adopted(deliverable="agenda_item"), PLANNED, done).shows(
        "2003-01-01", timeliness="met legal"
    )
    waived = on("2001-06-01", e.Waived(occurrence=1, reason="moot"))
    given(adopted(), PLANNED, waived).shows("2003-01-01", timeliness="no_due_date")
    never_issued = [on("2001-06-29", submitted()), on("2001-10-16", considered())]
    given(adopted(), PLANNED, never_issued, e.Completed(occurrence=1)).shows(
        "2003-01-01", timeliness="met legal"
    )


def test_what_was_closed_without_a_delivery_is_neither_met_nor_due() -> None:
    """No rule records that, but what is recorded is shown."""
    given(adopted(), PLANNED, of(M, e.Completed(occurrence=1))).shows(
        "2003-01-01", timeliness="no_due_date"
    )


def test_what_has_no_date_is_never_due() -> None:
    given(adopted(due=None)).shows("2030-01-01", timeliness="no_due_date")
    vague = adopted(due=RelativeDue(text="as soon as possible"))
    given(vague).shows("2030-01-01", timeliness="no_due_date")
    closed = on("2001-01-01", e.Waived(occurrence=1, reason="moot"))
    given(adopted(due=None), closed).shows(timeliness="no_due_date")


def test_what_is_done_without_any_known_window_has_no_due_date() -> None:
    done = of(M, on("2021-10-16", considered(authority=GA)), e.Completed(occurrence=1))
    given(adopted(due=due("HRC/46"), deliverable="agenda_item"), done).shows(
        timeliness="no_due_date"
    )


def test_a_mandate_that_an_act_ended_is_not_overdue() -> None:
    """Terminated before its reports fall due (2690 of 2023)."""
    given(adopted(), PLANNED, of(M, on("2001-06-01", e.Retired(authority=GA)))).shows(
        "2003-01-01", timeliness="no_due_date"
    )


# --- partial days -------------------------------------------------------------------------------


def test_nothing_presses_of_a_report_that_came_before_an_act_ended_its_mandate() -> None:
    came = [on("2001-07-10", submitted()), on("2001-07-20", e.Retired(authority=GA))]
    given(adopted(), PLANNED, of(M, *came)).shows(
        "2001-12-01", submission_is="late 7", issue_is="past", legal_is="met",
        timeliness="late submission 7",
    )  # fmt: skip


def test_the_deadlines_of_a_mandate_that_has_ended_are_past_but_those_that_came_before() -> None:
    until = due("2001-07-20")
    retired = on("2001-07-20", e.Retired(authority=GA))
    spent = on("2001-07-21", e.Expired(until=until))
    given(adopted(), PLANNED, of(M, retired)).shows(
        "2001-12-01", submission_is="past", issue_is="past", legal_is="past"
    )
    given(adopted(until=until), PLANNED, of(M, spent)).shows(
        "2001-12-01", submission_is="overdue 151", issue_is="past", legal_is="past"
    )


def test_a_delivery_known_by_its_month_is_never_proven_late() -> None:
    """Submitted "in July 2001": perhaps by the 3rd."""
    july = on("2001-07", submitted(), recorded="2002-01-01")
    given(adopted(), PLANNED, of(M, july)).shows("2001-12-01", submission_is="met (uncertain)")
    whole_year = on("2001", submitted(), recorded="2002-01-01")
    given(adopted(), PLANNED, of(M, whole_year)).shows(submission_is="met (uncertain)")


def test_a_delivery_known_by_its_month_is_late_where_the_whole_month_is() -> None:
    august = on("2001-08", submitted(), recorded="2002-01-01")
    given(adopted(), PLANNED, of(M, august)).shows(submission_is="late 29", legal_is="met")


def test_a_delivery_known_by_its_month_is_in_time_where_the_whole_month_is() -> None:
    june = on("2001-06", submitted(), recorded="2002-01-01")
    given(adopted(), PLANNED, of(M, june)).shows(submission_is="met")


def test_uncertainty_is_told_with_the_verdict() -> None:
    story = [on("2001-07", submitted(), recorded="2002-01-01"), on("2001-07-31", issued())]
    given(adopted(), PLANNED, of(M, *story)).shows(timeliness="met legal (uncertain)")


# --- deferral -----------------------------------------------------------------------------------


def defer(to: str, what: Any = "consideration", on: str = "2001-12-21") -> c.Defer:
    return c.Defer(mandate=M, to=due(to), authority=GA, what=what, on=on)


def test_deferring_the_consideration_keeps_submission_issue_and_lateness() -> None:
    story = given(adopted(), PLANNED).when(defer("GA/57"))
    story.shows(
        submission="2001-07-03", issue="2001-07-31", window_closes="2003-09-08",
        timeliness="overdue issue 143",
    )  # fmt: skip


def test_deferring_the_delivery_sets_a_new_due_point_and_keeps_lateness_reached() -> None:
    story = given(adopted(), PLANNED).when(defer("GA/57", what="delivery"))
    story.then(
        e.Deferred(
            occurrence=1, what="delivery", to=due("GA/57"), authority=GA,
            late_days={"submission": 171, "issue": 143},
        )
    ).shows(
        submission="2002-07-02", issue="2002-07-30", window_closes="2003-09-08",
        timeliness="deferred submission", late_days={"submission": 171, "issue": 143},
    )  # fmt: skip


def test_a_delivery_that_is_deferred_in_time_was_not_late() -> None:
    given(adopted(), PLANNED).when(defer("GA/57", what="delivery", on="2001-07-03")).shows(
        late_days={}
    )


def test_the_delivery_of_what_was_delivered_is_not_put_off() -> None:
    delivered = of(M, on("2001-06-29", submitted()))
    story = given(adopted(), PLANNED, delivered)
    story.when(defer("GA/57", what="delivery")).then_refused("was delivered")
    story.when(defer("GA/57", what="consideration")).shows(late_days={})


def test_a_late_submission_after_a_deferral_counts_against_the_new_due_point() -> None:
    story = given(adopted(), PLANNED).when(defer("GA/57", what="delivery", on="2001-06-01")).after
    submit = c.SubmitReport(document=REPORT, answers=((M, None),), on="2002-07-05")
    story.when(submit).shows("2002-07-05", submission_is="late 3")


def test_lateness_reached_at_each_deferral_is_kept() -> None:
    twice = given(adopted(), PLANNED).when(defer("GA/57", what="delivery", on="2001-07-05")).after
    twice.when(defer("GA/58", what="delivery", on="2002-07-12")).shows(late_days={"submission": 10})


def test_what_was_put_off_to_an_open_end_is_due_at_no_time() -> None:
    for what in ("consideration", "delivery"):
        story = given(adopted(), PLANNED).when(defer("open", what=what, on="2001-06-01"))
        story.shows("2010-01-01", timeliness="open_ended", window_closes=None)


def test_what_was_put_off_and_then_dated_is_due_again() -> None:
    story = given(adopted(), PLANNED).when(defer("open", what="delivery", on="2001-06-01")).after
    story.when(defer("GA/58", what="delivery", on="2002-12-01")).shows(
        submission="2003-07-01", timeliness="deferred submission"
    )


def test_a_deferral_to_an_unplanned_session_leaves_the_passed_deadlines_on_record() -> None:
    """Submission rests on the 56th, which is recorded; the window on the 60th is a forecast."""
    deferred = on(
        "2001-05-01",
        e.Deferred(occurrence=1, what="consideration", to=due("GA/60"), authority=GA),
    )
    given(adopted(), PLANNED, of(M, deferred)).shows(submission_is="upcoming", legal_is="forecast")


# --- interrupted --------------------------------------------------------------------------------

COUNCIL = adopted(due=due("HRC/43"), deliverable="agenda_item")
HELD_UP = [
    on("2019-06-01", planned("2020-02-24", "2020-03-20")),
    on("2020-03-13", Suspended(suspended=day("2020-03-13"))),
]


def test_a_session_that_is_interrupted_does_not_close_on_the_day_that_was_set_before() -> None:
    """The Council's 43rd session: 24 February to 13 March and 15 to 23 June 2020."""
    story = given(COUNCIL, of("HRC/43", *HELD_UP))
    story.shows("2020-03-19", legal_is="due_soon").shows("2020-03-20", legal_is=None)
    story.shows("2020-05-01", legal_is=None, timeliness="forecast")
    back = on("2020-06-15", Resumed(resumed=day("2020-06-15")))
    given(COUNCIL, of("HRC/43", *HELD_UP, back)).shows("2020-06-20", legal_is=None)
    to = on("2020-06-15", Moved(closes="2020-06-23"))
    again = given(COUNCIL, of("HRC/43", *HELD_UP, back, to))
    again.shows("2020-06-20", legal_is="due_soon").shows("2020-06-24", legal_is="overdue 1")


def test_a_break_that_ends_before_the_closing_leaves_it_as_it_was() -> None:
    back = on("2020-03-16", Resumed(resumed=day("2020-03-16")))
    story = given(COUNCIL, of("HRC/43", *HELD_UP, back))
    story.shows("2020-03-20", legal_is="due").shows("2020-03-21", legal_is="overdue 1")


def test_a_closing_that_is_set_with_the_interruption_or_after_it_holds() -> None:
    moved = on("2020-03-13", Moved(closes="2020-03-18"))
    given(COUNCIL, of("HRC/43", *HELD_UP, moved)).shows("2020-03-19", legal_is="overdue 1")
    closed = on("2020-03-18", Closed(closed=day("2020-03-18")))
    given(COUNCIL, of("HRC/43", *HELD_UP, closed)).shows("2020-03-19", legal_is="overdue 1")


def test_an_interruption_that_is_written_down_too_late_finds_the_window_closed() -> None:
    """A deadline that was reached keeps the day that was in force then."""
    late = on("2020-03-13", Suspended(suspended=day("2020-03-13")), recorded="2020-03-25")
    given(COUNCIL, of("HRC/43", HELD_UP[0], late)).shows("2020-03-26", legal_is="overdue 6")


# --- missed -------------------------------------------------------------------------------------

MISSED = on("2002-09-19", e.Missed(occurrence=1, legal_by=day("2002-09-09"), days_overdue=10))


def test_the_days_overdue_of_a_missed_occurrence_are_frozen() -> None:
    given(adopted(), PLANNED, of(M, MISSED)).shows(
        "2010-01-01", timeliness="overdue legal 10", submission_is="overdue 443",
        legal_is="overdue 10",
    )  # fmt: skip


@pytest.mark.parametrize("asked", [None, RelativeDue(text="as soon as possible")])
def test_what_was_missed_without_a_due_day_is_not_overdue(asked: RelativeDue | None) -> None:
    """In law a mandate is overdue only after its window, and this one has none."""
    found = e.Missed(occurrence=1, legal_by=None, days_overdue=None)
    given(adopted(due=asked), on("2005-01-01", found)).shows(
        "2010-01-01", end="missed", timeliness="no_due_date"
    )


def test_what_was_missed_at_a_session_of_unknown_days_is_overdue_in_law() -> None:
    found = e.Missed(occurrence=1, legal_by=None, days_overdue=None)
    given(adopted(due=due("CPC/30")), on("2005-01-01", found)).shows(
        "2010-01-01", timeliness="overdue legal"
    )


@pytest.mark.parametrize("to", [due("GA/59"), OpenDue()])
@pytest.mark.parametrize(
    ("first", "days", "late"),
    [("GA/56", 10, "overdue legal 10"), ("2002-06-30", 81, "overdue legal 81"),
     ("CPC/30", None, "overdue legal")],
)  # fmt: skip
def test_they_stay_frozen_when_the_consideration_is_then_put_off(
    first: str, days: int | None, late: str, to: Any
) -> None:
    """What was found missed is due no later for it: its window had closed."""
    missed = e.Missed(occurrence=1, due=due(first), legal_by=None, days_overdue=days)
    put_off = e.Deferred(occurrence=1, what="consideration", to=to, authority=GA)
    story = [on("2002-09-19", missed), on("2003-12-01", put_off)]
    given(adopted(due=due(first)), PLANNED, of(M, *story)).shows("2010-01-01", timeliness=late)


def test_what_was_found_missed_has_the_window_that_had_closed() -> None:
    put_off = e.Deferred(occurrence=1, what="consideration", to=due("GA/59"), authority=GA)
    given(adopted(), PLANNED, of(M, MISSED, on("2003-12-01", put_off))).shows(
        "2010-01-01", legal_is="overdue 10", due="GA/59"
    )


def test_they_stay_frozen_when_the_delivery_is_then_put_off() -> None:
    story = given(adopted(), PLANNED, of(M, MISSED))
    wish = c.Defer(
        mandate=M, occurrence=1, to=due("GA/59"), authority=GA, what="delivery", on="2003-12-01"
    )
    story.when(wish).shows(late_days={"submission": 443, "issue": 415, "legal": 10})


def test_a_late_delivery_of_what_was_missed_is_late() -> None:
    late = [MISSED, on("2003-01-01", submitted()), on("2003-01-20", issued())]
    given(adopted(), PLANNED, of(M, *late)).shows(
        "2003-02-01", legal_is="late 114", timeliness="late legal 114"
    )


def test_a_forecast_of_the_window_is_enough_to_miss_it() -> None:
    given(adopted()).when(c.Miss(mandate=M, on="2002-09-10")).then(
        e.Missed(occurrence=1, due=due("GA/56"), legal_by=day("2002-09-09"), days_overdue=1)
    )


def test_a_closing_that_was_recorded_ends_the_window() -> None:
    closed = of("HRC/46", planned("2021-02-22"), on("2021-03-24", Closed(closed=day("2021-03-24"))))
    given(adopted(due=due("HRC/46")), closed).when(c.Miss(mandate=M, on="2021-03-25")).then(
        e.Missed(occurrence=1, due=due("HRC/46"), legal_by=day("2021-03-24"), days_overdue=1)
    )


def test_standings_are_derived_for_every_deadline_in_their_order() -> None:
    calendar = given(PLANNED).calendar(day("2001-01-01"))
    found = standing(mandate(), mandate().current, calendar, day("2001-07-10"))
    assert [(one.deadline.kind, one.state) for one in found] == [
        ("submission", "overdue"), ("issue", "upcoming"), ("legal", "upcoming"),
    ]  # fmt: skip
