"""What a body goes by: lead times, languages, postponement by rule; and bodies of one's own."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from mandates.domain import policy as y
from mandates.domain.bodies import AddBody, AddedBody, BodyAdded
from mandates.domain.body import Body
from mandates.domain.deadlines import LEAD_TIMES, LeadTimes, deadlines, lead_for
from mandates.domain.errors import Unknown
from mandates.domain.mandate import commands as c
from mandates.domain.mandate.events import ReportIssued
from mandates.domain.postponement import postponement
from spec import Given, M, N, adopted, considered, due, given, issued, of, on, planned, submitted

RULE = "ECOSOC rule 13 (4)"


def setting(**more: Any) -> y.PolicySet:
    return y.PolicySet(**more)


def policy(story: Given, body: str = "GA") -> y.Policy:
    state: y.Policy | None = story.state(f"policy-{body}")
    assert state is not None
    return state


def test_a_setting_holds_from_its_day_and_what_it_leaves_out_stays() -> None:
    story = given(
        of("GA", on("2000-01-01", setting(submission_days=84)),
           on("2002-01-01", setting(issue_days=50, languages=("en", "fr")))),
    )  # fmt: skip
    known = policy(story)
    assert known.on(date(1999, 12, 31)) == y.DEFAULT
    assert known.on(date(2001, 1, 1)).lead == LeadTimes(84, 42, 14)
    assert known.on(date(2002, 1, 1)).lead == LeadTimes(84, 50, 14)
    assert known.on(date(2002, 1, 1)).languages == ("en", "fr")
    assert y.lead_times("GA", date(2001, 1, 1), {"GA": known}) == LeadTimes(84, 42, 14)
    assert y.lead_times("HRC", date(2001, 1, 1), {"GA": known}) == LEAD_TIMES


def test_a_policy_is_set_once() -> None:
    wish = y.SetPolicy(body="General Assembly", submission_days=84, authority="A/RES/54/248")
    story = given().when(wish).then(setting(submission_days=84, authority="A/RES/54/248"))
    story.after.when(wish).then_nothing()
    given().when(y.SetPolicy(body="GA", submission_days=70)).then_nothing()
    given().when(y.SetPolicy(body="GA")).then_refused("say what to set")
    given().when(y.SetPolicy(body="GA", postpones=True)).then_refused("by which rule")


def test_a_policy_is_that_of_the_body_under_whichever_of_its_names_it_is_set() -> None:
    committee = of("HLC", on("2000-01-01", BodyAdded(code="HLC", name="High-level Committee")))
    asked = adopted(due=due("HLC/21"))
    story = given(asked, committee, of("HLC/21", on("2000-08-01", planned("2001-06-01"))))
    wish = y.SetPolicy(body="High-level Committee", submission_days=30, issue_days=20)
    story.when(wish).after.shows("2001-01-01", submission="2001-05-02")


def test_what_a_body_goes_by_that_nobody_added_is_not_set() -> None:
    """It would never be asked for: once the body has a code, its policy is named by that."""
    wish = y.SetPolicy(body="High-level Committee", submission_days=30)
    given().when(wish).then_refused("'High-level Committee' is no body: add it first", Unknown)


def test_a_report_is_not_out_before_it_is_submitted() -> None:
    given().when(y.SetPolicy(body="GA", issue_days=80)).then_refused("only 70 days before")
    story = given(of("GA", on("2000-01-01", setting(submission_days=90, issue_days=80))))
    story.when(y.SetPolicy(body="GA", submission_days=75)).then_refused("only 75 days before")
    with pytest.raises(ValidationError):
        y.SetPolicy(body="GA", issue_days=-1)


# --- deadlines by the policy in force -------------------------------------------------------------

PLANNED = of("GA/56", on("2000-09-05", planned("2001-09-11", "2002-09-09")))


def with_policy(*settings: Any) -> Given:
    return given(adopted(), PLANNED, of("GA", *settings))


def test_deadlines_follow_the_policy_of_the_body() -> None:
    story = with_policy(on("2001-01-01", setting(submission_days=84, issue_days=49)))
    story.shows("2000-12-01", submission="2001-07-03", issue="2001-07-31")
    story.shows("2001-02-01", submission="2001-06-19", issue="2001-07-24")


def test_a_deadline_that_was_reached_keeps_its_day() -> None:
    story = with_policy(on("2001-07-20", setting(submission_days=100, issue_days=28)))
    story.shows("2001-08-01", submission="2001-07-03", issue="2001-08-14")


def test_a_policy_that_holds_when_the_task_is_given_is_started_from() -> None:
    story = given(of("GA", on("1990-01-01", setting(submission_days=84))), on("1999-12-22",
                  adopted()), PLANNED)  # fmt: skip
    story.shows("2001-02-01", submission="2001-06-19")


def test_a_session_that_moves_takes_the_policy_with_it() -> None:
    story = given(
        adopted(), PLANNED, of("GA", on("2001-01-01", setting(submission_days=84))),
        of("GA/56", on("2001-02-01", planned("2001-09-18", "2002-09-09"))),
    )  # fmt: skip
    story.shows("2001-03-01", submission="2001-06-26")


def test_due_soon_is_as_soon_as_the_body_says() -> None:
    story = with_policy(on("2001-01-01", setting(due_soon_days=30)))
    story.shows("2001-06-04", submission_is="due_soon")
    given(adopted(), PLANNED).shows("2001-06-04", submission_is="upcoming")
    dated = given(adopted(N, due=due("2001-06-30")), of("GA", on("2000-01-01",
                  setting(due_soon_days=2))))  # fmt: skip
    dated.shows("2001-06-20", legal_is="upcoming")
    dated.shows("2001-06-28", legal_is="due_soon")
    shown = dated.shown("2001-06-28")
    assert lead_for(shown.mandate, shown.one, shown.calendar).due_soon_days == 2


def test_lead_times_that_are_given_hold_whatever_the_policy() -> None:
    shown = with_policy(on("2001-01-01", setting(submission_days=84))).shown("2001-02-01")
    found = deadlines(shown.mandate, shown.one, shown.calendar, LeadTimes(7, 7, 7))
    assert found[0].day == date(2001, 9, 4)


def test_a_rule_judges_by_the_policy_of_its_day() -> None:
    """Putting off the delivery keeps the lateness that was reached by the body's own deadline."""
    story = with_policy(on("2001-01-01", setting(submission_days=84)))
    wish = c.Defer(
        mandate=M, to=due("GA/57"), what="delivery", authority="A/RES/55/300", on="2001-06-29"
    )
    assert story.when(wish).events[0].late_days == {"submission": 10}  # type: ignore[attr-defined]


def test_a_report_is_out_in_the_languages_that_the_body_requires() -> None:
    report = c.SubmitReport(document="A/56/465", answers=((M, None),))
    story = with_policy(on("2001-01-01", setting(languages=("en", "fr")))).when(report).after
    out = story.when(c.IssueReport(document="A/56/465", languages=("fr", "en")))
    assert [one for one in out.events if isinstance(one, ReportIssued)][0].complete  # noqa: RUF015
    default = given(adopted(), PLANNED).when(report).after
    english = default.when(c.IssueReport(document="A/56/465", languages=("fr", "en")))
    assert not english.events[0].complete  # type: ignore[attr-defined]


def test_a_report_to_a_body_that_was_added_is_out_in_the_languages_that_this_requires() -> None:
    committee = of("HLC", on("2000-01-01", BodyAdded(code="HLC", name="High-level Committee")))
    english = of("HLC", on("2000-01-01", setting(languages=("en",))))
    report = c.SubmitReport(document="A/56/465", answers=((M, None),))
    story = given(adopted(body="High-level Committee"), committee, english).when(report).after
    out = story.when(c.IssueReport(document="A/56/465", languages=("en",)))
    assert out.events[0].complete  # type: ignore[attr-defined]


# --- postponement by rule -------------------------------------------------------------------------

ECOSOC = adopted("E/RES/2000/1#3.1", body="Economic and Social Council", due=due("ECOSOC/2001"))
SESSION = of("ECOSOC/2001", on("2000-08-01", planned("2001-07-02", "2001-07-27")))
BY_RULE = of("ECOSOC", on("2000-01-01", setting(postpones=True, postpones_by=RULE)))


def put_off(day: str, *events: Any) -> Any:
    story = given(BY_RULE, on("2000-07-28", ECOSOC), SESSION, *events)
    shown = story.shown(day)
    return postponement(shown.mandate, shown.one, shown.calendar, date.fromisoformat(day))


def test_an_item_whose_documents_were_not_out_in_time_goes_to_the_next_session() -> None:
    assert put_off("2001-05-21") is None
    found = put_off("2001-05-22")
    assert (found.to.session_id, found.authority, found.what) == (
        "ECOSOC/2002", RULE, "consideration",
    )  # fmt: skip


def test_not_where_they_were_or_the_body_dealt_with_it_or_has_no_such_rule() -> None:
    out = [on("2001-05-01", submitted("E/2001/50")), issued("E/2001/50")]
    assert put_off("2001-06-01", *out) is None
    assert put_off("2001-08-01", on("2001-07-10", considered(authority="E/RES/2001/9"))) is None
    story = given(on("2000-07-28", ECOSOC), SESSION)
    shown = story.shown("2001-06-01")
    assert postponement(shown.mandate, shown.one, shown.calendar, date(2001, 6, 1)) is None


def test_it_is_put_off_once() -> None:
    found = put_off("2001-05-22")
    assert put_off("2001-05-23", on("2001-05-22", found)) is None


# --- bodies ---------------------------------------------------------------------------------------


def test_a_body_is_added_once() -> None:
    wish = AddBody(code="HLC", name="High-level Committee on South-South Cooperation", parent="GA")
    event = BodyAdded(
        code="HLC", name="High-level Committee on South-South Cooperation", parent="GA"
    )
    story = given().when(wish).then(event)
    story.after.when(wish).then_nothing()
    story.after.when(AddBody(code="HLC", name="Another")).then_refused("it was added as High-level")
    added: AddedBody = story.after.state("body-HLC")
    assert added.body == Body("HLC", event.name, "America/New_York", ("GA",))


def test_what_everybody_knows_is_not_added() -> None:
    given().when(AddBody(code="GA", name="x")).then_refused("everybody knows")
    given().when(AddBody(code="X", name="Security Council")).then_refused("everybody knows")
    given().when(AddBody(code="X", name="x", parent="X")).then_refused("above itself")
    for wrong in ({"code": "two words"}, {"code": "HLC", "seat": "somewhere"}):
        with pytest.raises(ValidationError):
            AddBody(**{"name": "x"} | wrong)  # type: ignore[arg-type]
