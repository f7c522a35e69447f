"""What time alone brings, said once however often anybody asks."""

from __future__ import annotations

from datetime import date
from typing import Any

from mandates.domain.due import RelativeDue
from mandates.domain.mandate import commands as c
from mandates.domain.mandate import events as e
from mandates.domain.mandate.overtaken import overtaken
from mandates.domain.session.commands import MoveSession, OpenSession
from mandates.domain.streams import mandate_stream
from spec import GA, Given, M, N, adopted, considered, due, given, of, on, planned, submitted

PLANNED = of("GA/56", on("2000-11-03", planned("2001-09-11")))
ASKED = given(adopted(), PLANNED)


def tick(day: str) -> c.Announce:
    return c.Announce(mandate=M, on=day)


def said(story: Given, day: str) -> list[tuple[str, str, str]]:
    """What a tick on that day says: what, of which deadline, for which day."""
    return [
        (one.says, one.deadline, one.said_for.isoformat())
        for one in story.when(tick(day)).events
        if isinstance(one, e.Announcement)
    ]


def test_a_deadline_is_announced_from_14_days_before() -> None:
    assert said(ASKED, "2001-06-18") == []
    ASKED.when(tick("2001-06-19")).then(
        e.DueSoon(
            occurrence=1, deadline="submission", on=date(2001, 7, 3),
            said_for=date(2001, 6, 19), calendar="GA/56@1",
        )
    )  # fmt: skip


def test_then_on_its_day_and_from_the_day_after_while_it_is_unmet() -> None:
    story = ASKED.when(tick("2001-06-19")).after
    assert said(story, "2001-07-02") == []
    assert said(story, "2001-07-03") == [("due", "submission", "2001-07-03")]
    story = story.when(tick("2001-07-03")).after
    assert said(story, "2001-07-04") == [("overdue", "submission", "2001-07-04")]
    assert said(story.when(tick("2001-07-04")).after, "2001-07-05") == []


def test_a_tick_twice_is_a_tick_once() -> None:
    for day in ("2001-06-19", "2001-07-03", "2001-08-10", "2003-01-01"):
        ASKED.when(tick(day)).after.when(tick(day)).then_nothing()


def test_weeks_without_power_are_caught_up_in_the_order_of_their_days() -> None:
    assert said(ASKED, "2001-08-01") == [
        ("due_soon", "submission", "2001-06-19"),
        ("due", "submission", "2001-07-03"),
        ("overdue", "submission", "2001-07-04"),
        ("due_soon", "issue", "2001-07-17"),
        ("due", "issue", "2001-07-31"),
        ("overdue", "issue", "2001-08-01"),
    ]


def test_each_is_effective_on_the_day_that_it_names() -> None:
    outcome = ASKED.when(tick("2001-08-01"))
    assert [one.effective_on for one in outcome.verdicts][:2] == ["2001-06-19", "2001-07-03"]


def test_what_was_delivered_in_time_is_not_announced() -> None:
    delivered = of(M, on("2001-06-10", submitted()))
    assert said(given(adopted(), PLANNED, delivered), "2001-07-10") == []


def test_nothing_is_announced_for_days_before_the_due_point_held() -> None:
    """Put off on 26 June 2002 to the 57th session, whose submission is due on 2 July."""
    late = on(
        "2002-06-26", e.Deferred(occurrence=1, what="delivery", to=due("GA/57"), authority=GA)
    )
    story = given(adopted(), of("GA/57", on("2002-01-01", planned("2002-09-10"))), of(M, late))
    assert said(story, "2002-06-26") == [("due_soon", "submission", "2002-06-26")]
    reached = given(
        adopted(),
        of("GA/57", on("2002-01-01", planned("2002-09-10"))),
        of(M, on("2002-07-10", late.event)),
    )
    assert said(reached, "2002-07-10") == []
    assert said(reached, "2002-07-20") == [("due_soon", "issue", "2002-07-16")]


def test_a_session_that_moves_ahead_of_the_deadline_is_announced_anew() -> None:
    told = ASKED.when(tick("2001-06-19")).after
    move = MoveSession(session="GA/56", opens="2001-09-18", on="2001-06-25")
    moved = told.when(move).after
    assert said(moved, "2001-06-25") == []
    assert said(moved, "2001-06-26") == [("due_soon", "submission", "2001-06-26")]


def test_a_session_that_slips_after_the_deadline_was_reached_says_nothing_new() -> None:
    told = ASKED.when(tick("2001-08-01")).after
    slip = OpenSession(session="GA/56", opened=date(2001, 9, 12), on="2001-09-12")
    assert said(told.when(slip).after, "2001-09-12") == []


def test_what_has_ended_is_closed_or_has_no_date_is_not_announced() -> None:
    endings: list[Any] = [
        e.Retired(authority=GA),
        e.Waived(occurrence=1, reason="moot"),
        e.Missed(occurrence=1, legal_by=None, days_overdue=None),
        e.Deferred(occurrence=1, what="delivery", to=due("open"), authority=GA),
    ]
    for ended in endings:
        given(adopted(), PLANNED, of(M, ended)).when(tick("2003-01-01")).then_nothing()


def test_what_is_listed_opens_once_the_one_before_is_closed() -> None:
    listed = adopted(due=due("GA/56"), dues=(due("GA/56"), due("GA/58")))
    done = of(M, on("2000-12-01", considered(authority=GA)), e.Completed(occurrence=1))
    opened = e.OccurrenceOpened(occurrence=2, due=due("GA/58"), said_for=date(2000, 12, 1))
    story = given(listed, PLANNED, done).when(tick("2000-12-02")).then(opened).after
    story.when(tick("2000-12-02")).then_nothing()
    story.shows(open=[2])


def test_what_is_listed_opens_when_its_first_deadline_arrives() -> None:
    """Beside its predecessor, which stays open until it is delivered."""
    listed = adopted(due=due("GA/56"), dues=(due("GA/56"), due("GA/58")))
    ready = given(listed, PLANNED).when(tick("2003-07-07")).after
    ready.when(tick("2003-07-07")).then_nothing()
    assert (
        e.OccurrenceOpened(occurrence=2, due=due("GA/58"), said_for=date(2003, 7, 8))
        in ready.when(tick("2003-07-08")).events
    )


def test_a_listed_point_before_the_adoption_opens_with_it() -> None:
    listed = adopted(dues=(due("GA/57"), due("2001-06")))
    outcome = given(on("2001-12-21", listed)).when(tick("2002-01-01"))
    assert [one.effective_on for one in outcome.verdicts] == ["2001-12-21"]
    outcome.shows(open=[1, 2])


def test_a_mandate_expires_the_day_after_its_own_end() -> None:
    until = e.Extended(until=due("2000-02-29"), authority=GA)
    story = given(adopted(), until)
    story.when(tick("2000-02-29")).then_nothing()
    story.when(tick("2000-03-01")).then(
        e.Expired(until=due("2000-02-29"), said_for=date(2000, 3, 1))
    ).shows(legal="expired")


def test_a_mandate_for_a_year_from_its_adoption_expires_the_day_after() -> None:
    year = RelativeDue(
        text="for a year from the adoption of this resolution", amount=1, unit="year"
    )
    story = given(adopted(until=year, due=None, deliverable="mission"))
    story.when(tick("2000-12-22")).then_nothing()
    story.when(tick("2000-12-23")).then(e.Expired(until=year, said_for=date(2000, 12, 23)))


SPENT = adopted(until=due("2001-06-30"), due=due("2001-06-30"))


def test_what_fell_due_on_the_last_day_is_overdue_before_the_mandate_expires() -> None:
    story = given(SPENT, on("2001-06-30", e.Noted(text="x"))).when(tick("2001-07-02"))
    owed = story.after.when(tick("2001-07-02"))
    (overdue,) = owed.verdicts
    assert (overdue.event.tag, overdue.effective_on) == ("mandate.overdue.v1", "2001-07-01")
    expired = owed.after.when(tick("2001-07-02"))
    expired.then(e.Expired(until=due("2001-06-30"), said_for=date(2001, 7, 1)))
    expired.after.when(tick("2001-07-20")).then_nothing()


def test_what_its_terms_brought_is_still_owed_by_a_mandate_that_is_spent() -> None:
    """Nobody let it go: only an act waives it, or finds it missing."""
    expired = on("2001-07-01", e.Expired(until=due("2001-06-30")))
    spent = given(SPENT, expired)
    spent.shows("2001-07-11", legal="expired", timeliness="overdue legal 11")
    came = of(M, on("2001-07-05", submitted()))
    given(SPENT, expired, came).shows("2001-07-11", timeliness="late legal 5")
    waived = on("2001-06-01", e.Waived(occurrence=1, authority=GA))
    given(SPENT, waived, expired).shows("2001-07-11", timeliness="no_due_date")
    beyond = given(adopted(until=due("2001-06-30"), due=due("2001-09-30")), expired)
    beyond.shows("2001-12-01", timeliness="no_due_date")
    retired = on("2001-07-01", e.Retired(authority=GA))
    given(SPENT, retired).shows("2001-07-11", timeliness="no_due_date")
    lapsed = on("2001-07-01", e.Lapsed(authority=GA))
    given(SPENT, lapsed).shows("2001-07-11", timeliness="no_due_date")


# --- what is entered late -------------------------------------------------------------------------

MISSION = adopted(until=due("2000-06-30"))
EXPIRED = on("2000-07-01", e.Expired(until=due("2000-06-30"), said_for=date(2000, 7, 1)))
ROLLED_OVER = c.Extend(mandate=M, until=due("2000-12-31"), authority=GA, on="2000-06-29")


def test_an_end_that_was_announced_is_overtaken_by_an_extension_that_is_entered_late() -> None:
    """A technical roll-over, adopted on the last day but one and written down after the end."""
    late = given(MISSION, EXPIRED).when(ROLLED_OVER)
    late.then(e.Extended(until=due("2000-12-31"), authority=GA))
    late.shows("2000-07-01", legal="in_force").shows("2000-12-31", legal="in_force")
    assert overtaken(late.after.history) == {late.after.history[1].event_id}
    later = late.after.when(tick("2001-01-01"))
    assert e.Expired(until=due("2000-12-31"), said_for=date(2001, 1, 1)) in later.events
    later.shows("2000-12-31", legal="in_force").shows("2001-01-01", legal="expired")


def test_a_tick_that_comes_late_records_an_end_before_what_was_recorded_since() -> None:
    asked = adopted(due=None, until=due("2000-12-31"))
    since = given(asked, on("2001-06-01", e.Assigned(entity="UNDP")))
    since.when(tick("2001-07-01")).then(
        e.Expired(until=due("2000-12-31"), said_for=date(2001, 1, 1))
    ).shows("2001-07-01", legal="expired")


def passed_over(story: Given) -> set[tuple[str, str]]:
    """What was said of the deadlines of M and is overtaken."""
    own = [one for one in story.history if one.stream == mandate_stream(M)]
    found = overtaken(own)
    return {
        (one.event.says, one.event.deadline)
        for one in own
        if isinstance(one.event, e.Announcement) and one.event_id in found
    }


def test_what_would_not_be_said_now_is_overtaken() -> None:
    """Said to be overdue, though it had come in time and an act had then ended the task."""
    told = ASKED.when(tick("2001-08-01")).after
    assert passed_over(told) == set()
    came = c.SubmitReport(document="A/56/465", answers=((M, None),), on="2001-07-01")
    late = told.when(came).after
    assert passed_over(late) == {("due", "submission"), ("overdue", "submission")}
    ended = late.when(c.Retire(mandate=M, authority=GA, on="2001-07-10")).after
    assert passed_over(ended) == passed_over(late) | {
        ("due_soon", "issue"), ("due", "issue"), ("overdue", "issue"),
    }  # fmt: skip


def test_what_was_said_of_the_issue_of_what_had_been_confirmed_by_then_is_overtaken() -> None:
    told = ASKED.when(tick("2001-08-01")).after
    confirmed = c.StateProgress(mandate=M, state="confirmed", on="2001-07-10")
    assert passed_over(told.when(confirmed).after) == {
        ("due_soon", "issue"), ("due", "issue"), ("overdue", "issue"),
    }  # fmt: skip


def test_what_was_said_of_a_due_point_that_had_been_put_off_by_then_is_overtaken() -> None:
    """An act of spring, written down after its deadlines were announced."""
    told = ASKED.when(tick("2001-08-01")).after
    wish = c.Defer(
        mandate=M, occurrence=1, to=due("GA/58"), authority=GA, what="delivery", on="2001-07-01"
    )
    late = told.when(wish).after
    said = {("due", "submission"), ("overdue", "submission"), ("due_soon", "issue"),
            ("due", "issue"), ("overdue", "issue")}  # fmt: skip
    assert passed_over(late) == said, "submission was due soon before it was put off"
    right: Any = {"kind": "session", "organ": "General Assembly", "session": 58}
    wrong = c.Correct(mandate=M, field="due", value=right, reason="misread", on="2001-07-01")
    assert passed_over(told.when(wrong).after) == said
    only = told.when(wish.model_copy(update={"what": "consideration"})).after
    assert passed_over(only) == set(), "these deadlines stay"
    known = ASKED.when(wish).after.when(tick("2003-08-01")).after
    assert passed_over(known) == set(), "it was known when they were announced"


def test_what_was_said_of_a_due_point_that_a_corrected_rhythm_moved_is_overtaken() -> None:
    """The second one opened a year early, by what was misread; of the first nothing changes."""
    second = e.OccurrenceOpened(occurrence=2, due=due("GA/57"))
    story = given(adopted(recurrence="annual"), PLANNED, of(M, on("2001-07-03", second)))
    told = story.when(tick("2002-07-10")).after
    wish = c.Correct(
        mandate=M, field="recurrence", value="biennial", reason="misread", on="2001-08-01"
    )
    late = told.when(wish).after
    own = [one for one in late.history if isinstance(one.event, e.Announcement)]
    found = overtaken([one for one in late.history if one.stream == mandate_stream(M)])
    assert {one.event.occurrence for one in own if one.event_id in found} == {2}  # type: ignore[attr-defined]
    assert {one.event.occurrence for one in own} == {1, 2}  # type: ignore[attr-defined]
    first = {one.event_id for one in own if one.event.occurrence == 1}  # type: ignore[attr-defined]
    assert not first & found


def test_an_end_that_was_set_when_it_lay_behind_holds_from_that_day_on() -> None:
    """An act may shorten a task to a day that is over; it is said once, and not again and again."""
    shortened = on("2000-05-20", e.Extended(until=due("2000-03-31"), authority=GA))
    said = given(MISSION, shortened).when(tick("2000-06-01"))
    said.then(e.Expired(until=due("2000-03-31"), said_for=date(2000, 5, 20)))
    said.shows("2000-05-19", legal="in_force").shows("2000-05-20", legal="expired")
    said.after.when(tick("2000-06-02")).then_nothing()


def test_what_time_opens_takes_no_number_that_something_ahead_has() -> None:
    """What is to be carried on from next year passes its point on, as number 2, from then on."""
    ahead = on("2004-01-01", e.OccurrenceOpened(
        occurrence=2, due=due("GA/70"), passed_from="A/RES/54/226#18.2/1",
    ), recorded="2000-01-01")  # fmt: skip
    story = given(adopted(recurrence="biennial"), ahead).when(tick("2003-07-08"))
    opened = [one for one in story.events if isinstance(one, e.OccurrenceOpened)]
    assert [(one.occurrence, one.due) for one in opened] == [(3, due("GA/58"))]


def test_an_end_that_a_person_recorded_is_not_overtaken_in_silence() -> None:
    ended = on("2000-07-01", e.Expired(until=due("2000-06-30")))
    given(MISSION, ended).when(ROLLED_OVER).then_refused("its own terms run until 2000-12-31")


def test_what_time_brought_stands_in_no_late_entry_s_way() -> None:
    """Ended before the next point opened, and before its own end: both were said meanwhile."""
    opened = on("2000-05-01", e.OccurrenceOpened(
        occurrence=2, due=due("GA/57"), said_for=date(2000, 5, 1),
    ))  # fmt: skip
    ended = given(MISSION, opened, EXPIRED).when(c.Retire(mandate=M, authority=GA, on="2000-03-01"))
    ended.then(e.Retired(authority=GA)).shows("2001-01-01", legal="retired", open=[1])
    # What a person recorded of what had opened still stands in the way.
    answered = [opened, on("2000-05-20", submitted(occurrence=2))]
    given(MISSION, *answered).when(c.Retire(mandate=M, authority=GA, on="2000-03-01")).then_refused(
        "event 3 mandate.report_submitted.v1"
    )


def test_a_point_that_is_passed_on_late_takes_no_number_that_was_given() -> None:
    """The successor's second point opened, and was answered, before the entry."""
    second = on("2003-07-01", e.OccurrenceOpened(
        occurrence=2, due=due("GA/58"), said_for=date(2003, 7, 1),
    ))  # fmt: skip
    heir = of(N, on("2000-12-20", adopted(N, due=due("GA/57"))), second,
              on("2003-07-02", submitted(occurrence=2)))  # fmt: skip
    carried_on = c.Adapt(mandate=M, into=N, authority=GA, on="2001-01-10")
    late = given(adopted(), heir).when(carried_on)
    assert late.error is None
    (passed,) = (one.event for one in late.verdicts if isinstance(one.event, e.OccurrenceOpened))
    assert (passed.occurrence, passed.passed_from) == (3, f"{M}/1")
