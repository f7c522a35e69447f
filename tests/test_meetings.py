"""The meeting on an agenda item, set, moved, put off, held: documents are due so long before."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from mandates.domain import item as i
from mandates.domain.due import SessionDue
from mandates.domain.item import commands as c
from mandates.domain.mandate import events as e
from mandates.domain.mandate.commands import Announce
from mandates.domain.policy import PolicySet
from mandates.domain.report import Answer
from mandates.domain.session import Moved, Postponed
from spec import Fact, Given, M, adopted, due, event_id, given, of, on, planned, submitted

A, OTHER = "GA/56/99(b)", "GA/56/12"
MET = f"2001-10-22 {A}"
OPENING = "2001-09-11 opening"
PROGRAMME = "A/C.2/56/L.1"
DAY = date.fromisoformat


def under(*events: Any, item: str = A, linked: str = "2001-02-01", mandate: Any = None) -> Given:
    """A report due at GA/56, which opens on 11 September 2001, under an item of its agenda."""
    return given(
        mandate or adopted(),
        of("GA/56", on("2001-01-10", planned("2001-09-11", "2002-09-09"))),
        of(item, on("2001-02-01", i.Requested(title="Lamps"))),
        of(item, on(linked, i.Linked(mandates=(Answer(mandate=M, occurrence=1),)))),
        of(M, on(linked, e.ItemLinked(occurrence=1, item=item))),
        *events,
    )


def set_on(day: str, meeting: str, item: str = A, recorded: str | None = None) -> list[Fact]:
    """On a day the meeting on an item was set."""
    return of(item, on(day, i.MeetingSet(day=DAY(meeting)), recorded=recorded))


def moved_on(day: str, meeting: str) -> list[Fact]:
    """On a day the meeting on it was moved."""
    return of(A, on(day, i.MeetingMoved(day=DAY(meeting))))


def test_a_meeting_is_set_moved_put_off_and_held() -> None:
    story = under().when(c.SetMeeting(item=A, day=DAY("2001-10-22"), meeting="Second Committee",
                                      authority=PROGRAMME, on="2001-03-01"))  # fmt: skip
    (found,) = story.events
    assert (found.tag, str(found.day)) == ("item.meeting_set.v1", "2001-10-22")  # type: ignore[attr-defined]
    again = c.SetMeeting(item=A, day=DAY("2001-10-22"), on="2001-03-02")
    story.after.when(again).then_nothing()
    moved = story.after.when(c.MoveMeeting(item=A, day=DAY("2001-10-29"), on="2001-03-05"))
    put_off = moved.after.when(c.PostponeMeeting(item=A, authority=PROGRAMME, on="2001-03-06"))
    put_off.after.when(c.PostponeMeeting(item=A, on="2001-03-07")).then_nothing()
    held = put_off.after.when(c.HoldMeeting(item=A, meeting="A/C.2/56/SR.17", on="2001-11-05"))
    state = held.after.state(f"item-{A}")
    assert [(one.what, str(one.day)) for one in state.meetings] == [
        ("planned", "2001-10-22"), ("moved", "2001-10-29"), ("postponed", "None"),
        ("held", "2001-11-05"),
    ]  # fmt: skip
    assert (str(state.held), state.meeting) == ("2001-11-05", "A/C.2/56/SR.17")
    held.after.when(c.HoldMeeting(item=A, on="2001-11-05")).then_nothing()
    for wish in (
        c.SetMeeting(item=A, day=DAY("2001-12-03"), on="2001-11-06"),
        c.MoveMeeting(item=A, day=DAY("2001-12-03"), on="2001-11-06"),
        c.PostponeMeeting(item=A, on="2001-11-06"),
        c.HoldMeeting(item=A, held=DAY("2001-12-03"), on="2001-12-03"),
    ):
        held.after.when(wish).then_refused("it was taken up on 2001-11-05 already")


def test_only_what_is_on_an_agenda_is_taken_up_and_only_what_was_set_moves() -> None:
    nowhere = given(of("GA/56", planned("2001-09-11")))
    nowhere.when(c.SetMeeting(item=A, day=DAY("2001-10-22"))).then_refused("on any agenda by then")
    nowhere.when(c.HoldMeeting(item=A)).then_refused("on any agenda by then")
    under().when(c.MoveMeeting(item=A, day=DAY("2001-10-22"))).then_refused("no meeting on it")
    under().when(c.PostponeMeeting(item=A)).then_refused("no meeting on it was ever set")
    carried = under(of(A, on("2001-08-01", i.CarriedOver(to="GA/57", authority="A/DEC/56/464"))))
    carried.when(c.SetMeeting(item=A, day=DAY("2001-10-22"))).then_refused("carried over to GA/57")


@pytest.mark.parametrize(
    ("day", "why"),
    [("2001-09-10", "opens on 2001-09-11"), ("2011-10-22", "closes on 2002-09-09")],
)
def test_nothing_is_taken_up_while_the_session_does_not_sit(day: str, why: str) -> None:
    under().when(c.SetMeeting(item=A, day=DAY(day))).then_refused(why)
    set_ = under(set_on("2001-03-01", "2001-10-22"))
    set_.when(c.MoveMeeting(item=A, day=DAY(day))).then_refused(why)
    set_.when(c.HoldMeeting(item=A, held=DAY(day))).then_refused(why)


def test_what_is_known_to_the_month_alone_stands_in_no_meeting_s_way() -> None:
    """The Council's rules tell its months, and it resumed its session in autumn."""
    there = given(of("ECOSOC/2001/7", i.Requested(title="Lamps")))
    assert there.when(c.SetMeeting(item="ECOSOC/2001/7", day=DAY("2001-10-22"))).events


def test_documents_are_due_ten_and_six_weeks_before_the_meeting_on_their_item() -> None:
    story = under(set_on("2001-03-01", "2001-10-22"))
    story.shows("2001-02-28", submission="2001-07-03", issue="2001-07-31")
    story.shows("2001-03-01", submission="2001-08-13", issue="2001-09-10",
                window_closes="2002-09-09")  # fmt: skip
    shown = story.shown("2001-03-01")
    assert (shown.anchor("submission"), shown.anchor("issue")) == (MET, MET)
    assert story.shown("2001-02-28").anchor("issue") == OPENING
    assert shown.anchor("legal") is None


def test_a_meeting_that_moves_takes_along_what_still_lay_ahead() -> None:
    moved = moved_on("2001-08-20", "2001-10-29")
    story = under(set_on("2001-03-01", "2001-10-22"), moved)
    story.shows("2001-08-20", submission="2001-08-13", issue="2001-09-17")
    put_off = of(A, on("2001-08-25", i.MeetingPostponed()))
    story = under(set_on("2001-03-01", "2001-10-22"), moved, put_off)
    story.shows("2001-08-25", submission="2001-08-13", issue=None, window_closes="2002-09-09")
    again = set_on("2001-09-03", "2001-11-26")
    story = under(set_on("2001-03-01", "2001-10-22"), moved, put_off, again)
    story.shows("2001-09-03", submission="2001-08-13", issue="2001-10-15")


def test_a_deadline_that_was_reached_before_the_meeting_was_set_stays() -> None:
    story = under(set_on("2001-07-10", "2001-10-22"))
    story.shows("2001-07-10", submission="2001-07-03", issue="2001-09-10")
    shown = story.shown("2001-07-10")
    assert (shown.anchor("submission"), shown.anchor("issue")) == (OPENING, MET)


def test_a_deadline_that_was_reached_before_the_item_was_linked_stays() -> None:
    story = under(linked="2001-07-10")
    assert story.shown().anchor("submission") == OPENING
    early = given(
        adopted(),
        of("GA/56", on("2001-01-10", planned("2001-09-11", "2002-09-09"))),
        of(A, on("2001-02-01", i.Requested(title="Lamps"))),
        set_on("2001-03-01", "2001-10-22"),
        of(A, on("2001-07-10", i.Linked(mandates=(Answer(mandate=M, occurrence=1),)))),
        of(M, on("2001-07-10", e.ItemLinked(occurrence=1, item=A))),
    )
    early.shows("2001-07-09", submission="2001-07-03", issue="2001-07-31")
    early.shows("2001-07-10", submission="2001-07-03", issue="2001-09-10")


def test_a_meeting_on_the_very_day_of_the_opening_counts_as_any_other() -> None:
    story = under(set_on("2001-03-01", "2001-09-11"))
    assert story.shown("2001-03-01").anchor("submission") == f"2001-09-11 {A}"


def test_a_deadline_stays_that_was_reached_before_its_link_or_a_move_was_written_down() -> None:
    """Whoever had to deliver went by what the record said then."""
    link = e.ItemLinked(occurrence=1, item=A)
    linked_late = given(
        adopted(),
        of("GA/56", on("2001-01-10", planned("2001-09-11", "2002-09-09"))),
        of(A, on("2001-02-01", i.Requested(title="Lamps"))),
        set_on("2001-03-01", "2001-10-22"),
        of(M, on("2001-03-10", link, recorded="2001-07-10")),
    )
    linked_late.shows("2001-07-10", submission="2001-07-03", issue="2001-09-10")
    late = on("2001-03-05", i.MeetingMoved(day=DAY("2001-11-26")), recorded="2001-08-20")
    moved_late = under(set_on("2001-03-01", "2001-10-22"), of(A, late), linked="2001-03-10")
    moved_late.shows("2001-08-20", submission="2001-08-13", issue="2001-10-15")


def test_a_day_that_was_put_off_before_the_item_was_linked_is_none_of_what_is_linked() -> None:
    """Where nobody knows the opening, only the meeting tells when a report is due."""
    there = "HLC/20/3"
    asked = on("2001-01-02", adopted(due=due("HLC/20")), recorded="2001-01-02")
    meets = [
        on("2001-01-05", i.Requested(title="Lamps")),
        on("2001-01-05", i.MeetingSet(day=DAY("2001-06-30"))),
        on("2001-03-01", i.MeetingMoved(day=DAY("2001-12-31"))),
    ]
    link = of(M, on("2001-05-01", e.ItemLinked(occurrence=1, item=there)))
    given(asked, of(there, *meets), link).shows(
        "2001-05-01",
        submission="2001-10-22",
        issue="2001-11-19",
        timeliness="upcoming submission",
    )


def test_what_is_entered_late_counts_from_its_own_day_where_nobody_acted_on_the_other() -> None:
    """History that is entered in one go: the meeting was set in time, and so it was."""
    story = given(
        on("1999-12-22", adopted(), recorded="2005-01-01"),
        of("GA/56", on("2001-01-10", planned("2001-09-11", "2002-09-09"), recorded="2005-01-01")),
        of(A, on("2001-02-01", i.Requested(title="Lamps"), recorded="2005-01-01")),
        of(M, on("2001-02-01", e.ItemLinked(occurrence=1, item=A), recorded="2005-01-01")),
        set_on("2001-03-01", "2001-10-22", recorded="2005-01-01"),
    )
    story.shows(submission="2001-08-13", issue="2001-09-10")


def test_an_opening_that_is_put_off_beyond_the_meeting_takes_it_along() -> None:
    set_ = set_on("2001-03-01", "2001-10-22")
    later = of("GA/56", on("2001-05-01", Moved(opens="2001-11-12")))
    under(set_, later).shows("2001-05-01", submission="2001-09-03", issue="2001-10-01")
    without = of("GA/56", on("2001-05-01", Postponed()))
    under(set_, without).shows("2001-05-01", submission=None, issue=None)
    slight = of("GA/56", on("2001-05-01", Moved(opens="2001-09-12")))
    under(set_, slight).shows("2001-05-01", submission="2001-08-13", issue="2001-09-10")
    back = of("GA/56", on("2001-05-20", Moved(opens="2001-09-18")))
    under(set_, later, back).shows("2001-05-20", submission="2001-08-13", issue="2001-09-10")
    too_late = of("GA/56", on("2001-10-05", Moved(opens="2001-10-15")))
    under(set_, later, too_late).shows("2001-10-05", submission="2001-09-03", issue="2001-10-01")


def test_of_several_items_the_first_meeting_counts() -> None:
    more = (
        of(OTHER, on("2001-02-01", i.Requested(title="Wicks"))),
        of(M, on("2001-02-01", e.ItemLinked(occurrence=1, item=OTHER))),
        set_on("2001-03-01", "2001-10-22"),
        set_on("2001-03-02", "2001-10-08", OTHER),
    )
    story = under(*more)
    assert story.shown("2001-03-01").anchor("issue") == MET
    assert story.shown("2001-03-02").anchor("issue") == f"2001-10-08 {OTHER}"
    gone = of(OTHER, on("2001-03-05", i.MeetingPostponed()))
    assert under(*more, gone).shown("2001-03-05").anchor("issue") == MET


def test_a_meeting_at_another_session_or_before_the_part_counts_for_nothing() -> None:
    elsewhere = under(set_on("2001-03-01", "2001-10-22", "GA/57/99(b)"), item="GA/57/99(b)")
    assert elsewhere.shown("2001-03-01").anchor("issue") == OPENING
    resumed = adopted(due=SessionDue(organ="GA", session=56, part="first resumed"))
    part = of("GA/56/first-resumed", on("2001-02-02", planned("2002-03-04")))
    story = under(part, set_on("2001-03-01", "2001-10-22"), mandate=resumed)
    assert story.shown("2001-03-01").anchor("issue") == "2002-03-04 opening"
    later = under(part, set_on("2001-03-01", "2002-03-18"), mandate=resumed)
    assert later.shown("2001-03-01").anchor("issue") == f"2002-03-18 {A}"


def test_what_is_put_off_to_another_session_waits_for_the_item_there() -> None:
    put_off = e.Deferred(
        occurrence=1, what="delivery", to=due("GA/57"), authority="A/DEC/56/464", late_days={}
    )
    story = under(set_on("2001-03-01", "2001-10-22"), of(M, on("2001-04-01", put_off)))
    assert story.shown("2001-04-01").anchor("issue") == "2002-09-10 opening"


def test_the_lead_times_of_the_body_hold_before_a_meeting_too() -> None:
    policy = of("GA", on("2001-01-01", PolicySet(submission_days=84, issue_days=56)))
    story = under(policy, set_on("2001-03-01", "2001-10-22"))
    story.shows("2001-03-01", submission="2001-07-30", issue="2001-08-27")


def test_a_void_of_the_meeting_gives_the_opening_back() -> None:
    story = under(set_on("2001-03-01", "2001-10-22"))
    gone = i.ItemVoided(event_id=event_id(6), reason="another item")
    voided = under(set_on("2001-03-01", "2001-10-22"), of(A, on("2001-04-01", gone)))
    assert voided.shown("2001-04-01").anchor("issue") == OPENING
    assert story.shown("2001-04-01").anchor("issue") == MET


def test_only_documents_have_deadlines_before_a_meeting() -> None:
    story = under(set_on("2001-03-01", "2001-10-22"), mandate=adopted(deliverable="other"))
    story.shows("2001-03-01", submission=None, issue=None, window_closes="2002-09-09")


def test_a_meeting_that_comes_counts_as_recorded_whatever_the_session_s_days_are() -> None:
    """The 57th has its days by rule alone; the report is no forecast where its meeting is set."""
    item = "GA/57/99(b)"
    story = given(
        adopted(due=due("GA/57")),
        of(item, on("2001-02-01", i.Requested(title="Lamps"))),
        of(M, e.ItemLinked(occurrence=1, item=item)),
        set_on("2001-03-01", "2002-10-21", item),
    )
    story.shows("2001-02-28", submission_is="forecast")
    story.shows("2001-03-01", submission_is="upcoming", issue_is="upcoming")


def test_time_says_what_came_of_the_meeting_s_days_and_the_report_is_met_by_them() -> None:
    story = under(set_on("2001-03-01", "2001-10-22"))
    asked = story.when(Announce(mandate=M, on="2001-08-14"))
    said = [(one.says, one.deadline, str(one.on), one.calendar) for one in asked.events]  # type: ignore[attr-defined]
    version = f"{A}@3"
    assert said == [
        ("due_soon", "submission", "2001-08-13", version),
        ("due", "submission", "2001-08-13", version),
        ("overdue", "submission", "2001-08-13", version),
    ]
    delivered = under(set_on("2001-03-01", "2001-10-22"), of(M, on("2001-08-10", submitted())))
    delivered.shows("2001-08-14", submission_is="met", issue_is="upcoming")


def test_a_link_says_so_once_and_on_the_mandate() -> None:
    asked = given(adopted(), of(A, i.Requested(title="Lamps")))
    story = asked.when(c.LinkItem(item=A, mandates=((M, None),)))
    story.then({
        A: [i.Linked(mandates=(Answer(mandate=M, occurrence=1),))],
        M: [e.ItemLinked(occurrence=1, item=A)],
    })  # fmt: skip
    assert story.verdicts[1].cause == story.verdicts[0].event_id, "a void of the link takes it"
    ended = given(
        adopted(), of(A, i.Requested(title="Lamps")), of(M, e.Retired(authority="A/RES/54/300"))
    )
    ended.when(c.LinkItem(item=A, mandates=((M, None),))).then({
        A: [i.Linked(mandates=(Answer(mandate=M, occurrence=1),))],
        M: [e.ItemLinked(occurrence=1, item=A)],
    })  # fmt: skip
