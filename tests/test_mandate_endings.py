"""How a mandate ends, who may end it, and what it takes after its end."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from mandates.domain.body import may_end
from mandates.domain.due import DateDue, RelativeDue
from mandates.domain.errors import Unknown
from mandates.domain.item.events import CarriedOver, Linked, MeetingSet, Placed
from mandates.domain.mandate import commands as c
from mandates.domain.mandate import events as e
from mandates.domain.mandate.refusal import refusal
from mandates.domain.report import OFFICIAL_LANGUAGES, Answer, Submitted
from mandates.domain.void import Void
from spec import (
    ADOPTION,
    GA,
    NEWER,
    REPORT,
    SC,
    M,
    adopted,
    considered,
    due,
    event_id,
    given,
    issued,
    of,
    on,
    planned,
    submitted,
)

COUNCIL = "S/RES/2690(2023)#1.1"
HUMAN_RIGHTS = "A/HRC/RES/42/14#3.1"


# --- by an act ----------------------------------------------------------------------------------


def test_an_act_of_its_body_retires_a_mandate() -> None:
    given(adopted()).when(c.Retire(mandate=M, authority=GA)).then(e.Retired(authority=GA)).shows(
        legal="retired", timeliness="no_due_date"
    )


def test_a_mandate_that_was_retired_is_not_retired_again() -> None:
    wish = c.Retire(mandate=M, authority=GA)
    given(adopted()).when(wish).after.when(wish).then_nothing()


def test_a_future_day_counts_from_then_on() -> None:
    """Resolution 2690 (2023) ends a mandate "as of June 30 2023"."""
    ended = on("2023-06-30", e.Retired(authority="S/RES/2690(2023)"), recorded="2023-07-01")
    given(on("2022-06-29", adopted(COUNCIL)), ended).shows("2023-06-29", legal="in_force").shows(
        "2023-06-30", legal="retired"
    )


@pytest.mark.parametrize(
    ("mandate", "authority"),
    [
        (M, SC),
        (COUNCIL, GA),
        (M, "E/RES/1999/1"),
        (M, "A/HRC/RES/42/14"),
        (HUMAN_RIGHTS, SC),
        (HUMAN_RIGHTS, "E/RES/1999/1"),
    ],
)
def test_an_act_of_a_body_that_does_not_stand_above_ends_nothing(
    mandate: str, authority: str
) -> None:
    given(adopted(mandate)).when(c.Retire(mandate=mandate, authority=authority)).then_refused(
        "cannot end or change a mandate of"
    )


@pytest.mark.parametrize(
    ("mandate", "authority"),
    [
        (M, "decision 56/464"),
        (HUMAN_RIGHTS, "A/HRC/RES/45/2"),
        (HUMAN_RIGHTS, "A/RES/60/251"),
        ("E/RES/1999/1#4.1", GA),
        (COUNCIL, SC),
    ],
)
def test_an_act_of_the_body_or_of_one_above_it_ends_a_mandate(mandate: str, authority: str) -> None:
    given(adopted(mandate)).when(c.Retire(mandate=mandate, authority=authority)).shows(
        legal="retired"
    )


@pytest.mark.parametrize("authority", ["A/58/319", "A/C.2/58/SR.17", "ECOSOC rule 13 (4)"])
def test_what_is_no_resolution_or_decision_ends_nothing(authority: str) -> None:
    given(adopted()).when(c.Retire(mandate=M, authority=authority)).then_refused(
        "is no resolution or decision"
    )


def test_nothing_is_said_to_stand_above_a_body_that_is_not_known() -> None:
    assert may_end("GA", "GA")
    assert not may_end("GA", "Trade and Development Board")


def test_a_mandate_ends_once() -> None:
    given(adopted(), on("2001-12-21", e.Retired(authority=GA))).when(
        c.Retire(mandate=M, authority="A/RES/57/300")
    ).then_nothing()
    given(adopted(), on("2001-12-21", e.Retired(authority=GA))).when(
        c.Lapse(mandate=M, authority="A/RES/57/300")
    ).then_refused("the mandate was retired by A/RES/56/202 on 2001-12-21")


# --- by its own terms, or by being let pass -------------------------------------------------------


def test_a_mandate_expires_when_its_own_terms_ran_out() -> None:
    until = e.Extended(until=DateDue(date="2016-02-29"), authority=GA)
    given(adopted(), until).when(c.Expire(mandate=M, on="2016-03-01")).then(
        e.Expired(until=DateDue(date="2016-02-29"))
    ).shows(legal="expired")


def test_before_its_own_terms_ran_out_it_does_not_expire() -> None:
    until = e.Extended(until=DateDue(date="2016-02-29"), authority=GA)
    given(adopted(), until).when(c.Expire(mandate=M, on="2016-02-29")).then_refused(
        "its own terms run until 2016-02-29"
    )
    session = e.Extended(until=due("GA/57"), authority=GA)
    window = of("GA/57", planned("2002-09-10", "2003-09-15"))
    given(adopted(), session, window).when(c.Expire(mandate=M, on="2003-09-15")).then_refused(
        "its own terms run until 2003-09-15"
    )


@pytest.mark.parametrize(
    ("said", "amount", "unit", "ends"),
    [
        ("for a period of twelve months from the date of adoption of this resolution", 12, "month",
         "2000-12-22"),
        ("for one year from the adoption of the present resolution", 1, "year", "2000-12-22"),
        ("for 90 days following the adoption", 90, "day", "2000-03-21"),
        ("for a further period of six months", 6, "month", None),
        ("for one year from the adoption of resolution 2650 (2022)", 1, "year", None),
        ("for a year from its deployment", 1, "year", None),
    ],
)  # fmt: skip
def test_a_term_of_so_long_runs_from_the_adoption_where_its_text_says_so(
    said: str, amount: int, unit: Any, ends: str | None
) -> None:
    """A term that says no start may follow on the one before it: then a person finds it over."""
    story = given(adopted(until=RelativeDue(text=said, amount=amount, unit=unit)))
    wish = c.Expire(mandate=M, on=ends or ADOPTION)
    if ends is None:
        story.when(wish).shows(legal="expired")
    else:
        story.when(wish).then_refused(f"its own terms run until {ends}")
        story.when(c.Expire(mandate=M, on="2001-01-01")).shows(legal="expired")


def test_a_term_whose_first_day_is_known_ends_with_its_own_last_day() -> None:
    year = RelativeDue(text="for a year from 1 July", amount=1, unit="year", after="2000-07-01")
    story = given(adopted(until=year))
    story.when(c.Expire(mandate=M, on="2001-06-30")).then_refused("run until 2001-06-30")
    story.when(c.Expire(mandate=M, on="2001-07-01")).shows(legal="expired")


def test_a_term_from_the_adoption_of_the_act_that_extends_it_counts_from_that_act() -> None:
    year = RelativeDue(
        text="for a year from the adoption of this resolution", amount=1, unit="year"
    )
    once = c.Extend(mandate=M, until=year, authority=GA, on="2001-06-30")
    story = given(adopted(until=DateDue(date="2001-06-30"))).when(once).after
    story.when(c.Expire(mandate=M, on="2002-06-30")).then_refused("run until 2002-06-30")
    story.when(c.Expire(mandate=M, on="2002-07-01")).shows(legal="expired")


def test_what_has_no_stated_end_expires_when_a_person_finds_so() -> None:
    given(adopted()).when(c.Expire(mandate=M)).then(e.Expired()).shows(legal="expired")


def test_an_end_that_was_wrong_is_corrected_from_before_the_mandate_ran_out_by_it() -> None:
    """What is corrected from a later day on leaves it expired, by an end that it never had."""
    ends = DateDue(date="2002-03-31")
    later: Any = {"kind": "date", "date": "2003-03-31"}
    expired = on("2002-04-01", e.Expired(until=ends, said_for=date(2002, 4, 1)))
    story = given(adopted(until=ends), expired)
    wish = c.Correct(mandate=M, field="until", value=later, reason="misread", on="2002-05-01")
    story.when(wish).then_refused("expired on 2002-04-01: correct its end from 1999-12-22 on")
    story.when(wish.model_copy(update={"on": ADOPTION})).shows(legal="in_force")
    title = c.Correct(mandate=M, field="title", value="other", reason="misread", on="2002-05-01")
    story.when(title).shows(legal="expired")


def test_what_others_are_carried_on_by_is_not_voided_before_they_stand_again() -> None:
    """Else what they owed would be nobody's: the older one stayed replaced, by one that is not."""
    newer = on("2001-12-21", adopted(NEWER, due=due("GA/58")))
    replaced = c.Replace(mandate=M, by=NEWER, authority=GA, on="2001-12-22")
    story = given(adopted(), newer).when(replaced).after
    adoption = Void(event_id=story.history[1].event_id, reason="it is of another text")
    story.when(adoption).then_refused(f"{M} was replaced by it, and what that owed would be nobody")
    tie = Void(event_id=story.history[2].event_id, reason="it is of another text")
    story.when(tie, adoption).shows(legal="in_force", end=None)
    again = c.Reiterate(mandate=M, by=NEWER, authority=GA, on="2001-12-22")
    asked_again = given(adopted(), newer).when(again).after
    asked_again.when(adoption).shows(legal="in_force")
    ended = asked_again.when(c.Retire(mandate=M, authority=GA, on="2002-01-10")).after
    ended.when(adoption).shows(legal="retired")


def test_a_due_point_that_was_wrong_is_corrected_once_what_was_found_by_it_is_void() -> None:
    """Else a report of which the day lies ahead stays missed, and overdue."""
    missed = on("2002-09-20", e.Missed(occurrence=1, legal_by=date(2002, 9, 9), days_overdue=11))
    later: Any = {"kind": "session", "organ": "General Assembly", "session": 60}
    wish = c.Correct(mandate=M, field="due", value=later, reason="misread", on="2002-10-01")
    story = given(adopted(), missed)
    story.when(wish).then_refused("was found missed on 2002-09-20, when what was due before")
    found = story.history[-1].event_id
    void = Void(event_id=found, reason="misread")
    story.when(void, wish).shows(
        "2002-10-01", end=None, due="GA/60", timeliness="forecast submission"
    )
    came = given(adopted(), missed, on("2002-09-25", submitted()))
    came.when(wish).shows("2002-10-01", due="GA/60")


def test_an_expired_mandate_does_not_expire_again() -> None:
    given(adopted(), e.Expired()).when(c.Expire(mandate=M)).then_nothing()


def test_an_extension_sets_a_new_end_by_an_act_of_its_body() -> None:
    wish = c.Extend(mandate=M, until=due("2003-12-31"), authority=GA)
    extended = e.Extended(until=due("2003-12-31"), authority=GA)
    story = given(adopted()).when(wish).then(extended).shows(legal="in_force").after
    story.when(wish).then_nothing()
    story.when(c.Extend(mandate=M, until=due("2004-12-31"), authority=SC)).then_refused(
        "cannot end or change"
    )


def test_a_person_records_that_a_mandate_lapsed_with_a_reference() -> None:
    wish = c.Lapse(mandate=M, authority="A/58/319")
    given(adopted()).when(wish).then(e.Lapsed(authority="A/58/319")).shows(legal="lapsed")
    given(adopted(), e.Lapsed(authority="A/58/319")).when(wish).then_nothing()


def test_a_mandate_is_discharged_when_its_last_occurrence_is_closed() -> None:
    done = of(M, considered(authority=GA), e.Completed(occurrence=1))
    given(adopted(), done).shows(legal="discharged")
    further = e.OccurrenceOpened(occurrence=2, due=due("GA/58"))
    given(adopted(), done, of(M, further)).shows(legal="in_force")
    given(adopted(recurrence="biennial"), done).shows(legal="in_force")
    given(adopted(dues=(due("GA/56"), due("GA/58"))), done).shows(legal="in_force")


def test_what_came_from_another_mandate_is_none_of_the_listed_due_points() -> None:
    listed = adopted(dues=(due("GA/56"), due("GA/58")))
    passed = e.OccurrenceOpened(occurrence=2, due=due("GA/57"), passed_from=f"{NEWER}/1")
    waived = [e.Waived(occurrence=1, reason="moot"), e.Waived(occurrence=2, reason="moot")]
    given(listed, passed, waived).shows(legal="in_force")


def test_a_missed_occurrence_does_not_discharge_a_mandate() -> None:
    missed = e.Missed(occurrence=1, legal_by=date(2002, 9, 9), days_overdue=3)
    given(adopted(), missed).shows(legal="in_force")


# --- carried on by another --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wish", "recorded", "how", "end"),
    [
        (
            c.Adapt(mandate=M, into=NEWER, authority=GA),
            e.Adapted(into=NEWER, authority=GA),
            "adapted",
            "superseded",
        ),
        (
            c.Replace(mandate=M, by=NEWER, authority=GA),
            e.Replaced(by=NEWER, authority=GA),
            "replaced",
            "superseded",
        ),
    ],
)
def test_the_open_occurrences_pass_to_what_carries_it_on(
    wish: Any, recorded: Any, how: Any, end: str
) -> None:
    newer = on("2001-12-21", adopted(NEWER, due=due("GA/58")))
    succeeded = e.Succeeded(predecessor=M, how=how, authority=GA)
    passed = e.OccurrenceOpened(occurrence=2, due=due("GA/56"), passed_from=f"{M}/1")
    story = given(adopted(), newer).when(wish).then({M: [recorded], NEWER: [succeeded, passed]})
    story.shows(legal=how, end=end, open=[], newer=[(how, NEWER)])
    story.shows(mandate=NEWER, legal="in_force", open=[1, 2], older=[(how, M)])
    story.after.when(wish).then_nothing()


def test_what_the_successor_asks_for_already_does_not_pass_twice() -> None:
    newer = on("2001-12-21", adopted(NEWER, due=due("GA/56")))
    given(adopted(), newer).when(c.Adapt(mandate=M, into=NEWER, authority=GA)).then(
        {
            M: [e.Adapted(into=NEWER, authority=GA)],
            NEWER: [e.Succeeded(predecessor=M, how="adapted", authority=GA)],
        }
    )


def test_a_closed_or_missed_occurrence_does_not_pass() -> None:
    newer = on("2001-12-21", adopted(NEWER, due=due("GA/58")))
    missed = e.Missed(occurrence=1, legal_by=None, days_overdue=None)
    for ended in (missed, e.Waived(occurrence=1, reason="moot")):
        given(adopted(), ended, newer).when(c.Adapt(mandate=M, into=NEWER, authority=GA)).then(
            {
                M: [e.Adapted(into=NEWER, authority=GA)],
                NEWER: [e.Succeeded(predecessor=M, how="adapted", authority=GA)],
            }
        ).shows(occurrence=1, end=ended.tag.split(".")[1])


def test_a_report_that_came_passes_with_its_due_point_and_keeps_its_day() -> None:
    """What was in time for the older mandate is no debt of the one that carries it on."""
    came = [on("2001-06-20", submitted(late_reason="clearance")), on("2001-08-01", issued())]
    report = Submitted(document=REPORT, answers=(Answer(mandate=M, occurrence=1),))
    newer = on("2002-12-20", adopted(NEWER, due=due("GA/58")))
    story = (
        given(adopted(), of(M, *came), on("2001-06-20", of(REPORT, report)[0]), newer)
        .when(c.Adapt(mandate=M, into=NEWER, authority=GA))
        .then({
            M: [e.Adapted(into=NEWER, authority=GA)],
            NEWER: [
                e.Succeeded(predecessor=M, how="adapted", authority=GA),
                e.OccurrenceOpened(occurrence=2, due=due("GA/56"), passed_from=f"{M}/1"),
                e.ReportSubmitted(
                    occurrence=2, document=REPORT, late_reason="clearance", came_on="2001-06-20"
                ),
                e.ReportIssued(
                    occurrence=2, document=REPORT, languages=OFFICIAL_LANGUAGES, complete=True,
                    came_on="2001-08-01",
                ),
            ],
            REPORT: [
                Submitted(
                    document=REPORT, late_reason="clearance",
                    answers=(Answer(mandate=M, occurrence=1), Answer(mandate=NEWER, occurrence=2)),
                )
            ],
        })
    )  # fmt: skip
    story.shows(mandate=NEWER, occurrence=2, stage="issued", legal_is="met")


@pytest.mark.parametrize(
    ("said", "came", "stage", "how"),
    [
        (e.ProgressStated(occurrence=1, state="stated", statement="half"), None, "in_progress",
         "forecast"),
        (e.ProgressStated(occurrence=1, state="disputed"), None, "disputed", "forecast"),
        (e.ProgressStated(occurrence=1, state="confirmed"), "2000-02-01", "confirmed", "met"),
    ],
)  # fmt: skip
def test_how_far_it_is_passes_with_a_due_point(
    said: e.ProgressStated, came: str | None, stage: str, how: str
) -> None:
    newer = on("2001-12-21", adopted(NEWER, due=due("GA/58")))
    story = given(adopted(), on("2000-02-01", said), newer)
    passed = story.when(c.Adapt(mandate=M, into=NEWER, authority=GA))
    assert passed.events[-1] == e.ProgressStated(occurrence=2, state=said.state, came_on=came)
    passed.shows("2001-12-22", mandate=NEWER, occurrence=2, stage=stage, legal_is=how)


def test_a_meeting_that_was_convened_is_none_of_a_mandate_that_asks_for_a_report() -> None:
    convened = e.ProgressStated(occurrence=1, state="convened")
    for what, stage in (("meeting", "convened"), ("report", "open")):
        newer = on("2001-12-21", adopted(NEWER, due=due("GA/58"), deliverable=what))
        story = given(adopted(deliverable="meeting"), convened, newer)
        passed = story.when(c.Adapt(mandate=M, into=NEWER, authority=GA))
        passed.shows(mandate=NEWER, occurrence=2, stage=stage)


def test_the_lateness_that_was_reached_before_passes_with_a_due_point() -> None:
    put_off = e.Deferred(
        occurrence=1, what="delivery", to=due("GA/59"), authority=GA, late_days={"issue": 9}
    )
    newer = on("2001-12-21", adopted(NEWER, due=due("GA/58")))
    passed = given(adopted(), put_off, newer).when(c.Adapt(mandate=M, into=NEWER, authority=GA))
    passed.shows(mandate=NEWER, occurrence=2, late_days={"issue": 9}, due="GA/59")


def test_a_consideration_that_was_put_off_passes_as_that() -> None:
    put_off = e.Deferred(
        occurrence=1, what="consideration", to=due("GA/59"), authority=GA, exceptional=True
    )
    newer = on("2001-12-21", adopted(NEWER, due=due("GA/58")))
    story = given(adopted(), of(M, put_off), newer)
    story.when(c.Replace(mandate=M, by=NEWER, authority=GA)).then({
        M: [e.Replaced(by=NEWER, authority=GA)],
        NEWER: [
            e.Succeeded(predecessor=M, how="replaced", authority=GA),
            e.OccurrenceOpened(occurrence=2, due=due("GA/56"), passed_from=f"{M}/1"),
            put_off.model_copy(update={"occurrence": 2}),
        ],
    }).shows(mandate=NEWER, occurrence=2, due="GA/59", window_closes="2005-09-12")  # fmt: skip


def test_the_agenda_item_takes_up_what_passes_on_as_well() -> None:
    item, answer = "GA/58/99(b)", Answer(mandate=M, occurrence=1)
    under = of(item, Placed(number="99(b)"), Linked(mandates=(answer,)))
    linked = e.ItemLinked(occurrence=1, item=item)
    meeting = on("2001-01-01", of(item, MeetingSet(day=date(2003, 10, 21)))[0])
    newer = on("2001-12-21", adopted(NEWER, due=due("GA/60"), deliverable="agenda_item"))
    story = given(adopted(due=due("GA/58")), under, of(M, linked), meeting, newer)
    passed = story.when(c.Adapt(mandate=M, into=NEWER, authority=GA)).then({
        M: [e.Adapted(into=NEWER, authority=GA)],
        NEWER: [
            e.Succeeded(predecessor=M, how="adapted", authority=GA),
            e.OccurrenceOpened(occurrence=2, due=due("GA/58"), passed_from=f"{M}/1"),
            e.ItemLinked(occurrence=2, item=item),
            e.ItemAdvanced(occurrence=2, item=item, state="on_provisional_agenda"),
        ],
        item: [Linked(mandates=(Answer(mandate=NEWER, occurrence=2),))],
    })  # fmt: skip
    passed.shows(mandate=NEWER, occurrence=2, stage="on_provisional_agenda")
    gone = of(item, CarriedOver(to="GA/59", authority=GA))
    given(adopted(due=due("GA/58")), under, of(M, linked), gone, newer).when(
        c.Adapt(mandate=M, into=NEWER, authority=GA)
    ).then({
        M: [e.Adapted(into=NEWER, authority=GA)],
        NEWER: [
            e.Succeeded(predecessor=M, how="adapted", authority=GA),
            e.OccurrenceOpened(occurrence=2, due=due("GA/58"), passed_from=f"{M}/1"),
        ],
    })  # fmt: skip


def test_a_reiteration_links_the_two_and_ends_nothing() -> None:
    newer = on("2001-12-21", adopted(NEWER))
    wish = c.Reiterate(mandate=M, by=NEWER, authority=GA)
    story = (
        given(adopted(), newer)
        .when(wish)
        .then(
            {
                M: [e.Reiterated(by=NEWER, authority=GA)],
                NEWER: [e.Succeeded(predecessor=M, how="reiterated", authority=GA)],
            }
        )
    )
    story.shows(legal="in_force", open=[1], newer=[("reiterated", NEWER)])
    story.shows(mandate=NEWER, open=[1], older=[("reiterated", M)])
    story.after.when(wish).then_nothing()


def test_a_reiteration_may_come_before_the_newer_mandate_is_registered() -> None:
    given(adopted()).when(c.Reiterate(mandate=M, authority=GA)).then(
        e.Reiterated(by=None, authority=GA)
    ).shows(newer=[("reiterated", None)])


WISHES = [
    c.Adapt(mandate=M, into=NEWER, authority=GA),
    c.Replace(mandate=M, by=NEWER, authority=GA),
    c.Reiterate(mandate=M, by=NEWER, authority=GA),
]


@pytest.mark.parametrize("wish", WISHES, ids=lambda wish: type(wish).__name__)
def test_a_successor_must_be_in_the_record(wish: Any) -> None:
    given(adopted()).when(wish).then_refused(f"{NEWER} is not in the record", Unknown)


@pytest.mark.parametrize("wish", WISHES, ids=lambda wish: type(wish).__name__)
def test_a_successor_that_has_ended_carries_nothing_on(wish: Any) -> None:
    newer = of(NEWER, adopted(NEWER), e.Retired(authority=GA))
    given(adopted(), newer).when(wish).then_refused(f"{NEWER}")


@pytest.mark.parametrize(
    "wish",
    [
        c.Adapt(mandate=M, into=M, authority=GA),
        c.Replace(mandate=M, by=M, authority=GA),
        c.Reiterate(mandate=M, by=M, authority=GA),
    ],
    ids=lambda wish: type(wish).__name__,
)
def test_a_mandate_cannot_follow_itself(wish: Any) -> None:
    given(adopted()).when(wish).then_refused("cannot follow itself")
    itself = e.Succeeded(predecessor=M, how="adapted", authority=GA)
    assert refusal(given(adopted()).mandate(), itself) == "a mandate cannot follow itself"


def test_two_mandates_do_not_carry_each_other_on() -> None:
    pair = given(adopted(), of(NEWER, adopted(NEWER)))
    after = pair.when(c.Reiterate(mandate=M, by=NEWER, authority=GA)).after
    after.when(c.Adapt(mandate=NEWER, into=M, authority=GA)).then_refused(f"{NEWER} carries on {M}")


def test_another_body_cannot_adapt_or_replace_it() -> None:
    pair = given(adopted(), of(NEWER, adopted(NEWER)))
    pair.when(c.Adapt(mandate=M, into=NEWER, authority=SC)).then_refused("cannot end or change")
    pair.when(c.Replace(mandate=M, by=NEWER, authority=SC)).then_refused("cannot end or change")


def test_another_body_may_well_ask_the_same_again() -> None:
    given(adopted()).when(c.Reiterate(mandate=M, authority=SC)).then(
        e.Reiterated(by=None, authority=SC)
    )


# --- after its end ------------------------------------------------------------------------------

ENDINGS: list[Any] = [
    e.Adapted(into=NEWER, authority=GA),
    e.Merged(into=NEWER, authority=GA),
    e.Replaced(by=NEWER, authority=GA),
    e.Retired(authority=GA),
    e.Expired(),
    e.Lapsed(authority=GA),
]
LATER: list[Any] = [
    c.Assign(mandate=M, entity="UNDP"),
    c.StateProgress(mandate=M, statement="drafting"),
    c.OpenOccurrence(mandate=M, due=due("GA/70")),
    c.Defer(mandate=M, to=due("GA/70"), authority=GA),
    c.Waive(mandate=M, reason="no time"),
    c.Miss(mandate=M),
    c.Reiterate(mandate=M, authority=GA),
    c.Extend(mandate=M, until=due("GA/70"), authority=GA),
]


def _name(value: Any) -> str:
    return type(value).__name__


@pytest.mark.parametrize("ending", ENDINGS, ids=_name)
@pytest.mark.parametrize("wish", LATER, ids=_name)
def test_what_has_ended_takes_nothing_more(ending: Any, wish: Any) -> None:
    if isinstance(ending, e.Expired | e.Lapsed) and isinstance(wish, c.Miss | c.Reiterate):
        return  # see below
    given(adopted(), on("2030-01-01", ending)).when(wish).then_refused("the mandate was")


@pytest.mark.parametrize("ending", ENDINGS, ids=_name)
def test_remarks_corrections_and_tracking_go_on_after_its_end(ending: Any) -> None:
    after = given(adopted(), ending)
    assert after.when(c.Note(mandate=M, text="archived")).error is None
    assert after.when(c.OverrideTracking(mandate=M, tracked="no", reason="ended")).error is None
    title = c.Correct(mandate=M, field="title", value="state of it", reason="Corr.1")
    assert after.when(title).error is None


@pytest.mark.parametrize("ending", [e.Expired(), e.Lapsed(authority=GA)], ids=_name)
def test_what_ended_by_itself_may_still_be_delivered_and_considered(ending: Any) -> None:
    wish = c.SubmitReport(document="A/56/465", answers=((M, None),))
    late = given(adopted(), ending).when(wish).after
    out = late.when(c.IssueReport(document="A/56/465")).after
    out.when(c.Consider(mandate=M)).then(considered(), e.Completed(occurrence=1))


@pytest.mark.parametrize("ending", [e.Expired(), e.Lapsed(authority=GA)], ids=_name)
def test_what_never_came_before_it_ended_by_itself_is_still_found_missing(ending: Any) -> None:
    """The last report of a task whose time is over: its window closed on 9 September 2002."""
    window = of("GA/56", planned("2001-09-11", "2002-09-09"))
    over = given(adopted(), window, of(M, on("2002-09-10", ending)))
    missed = over.when(c.Miss(mandate=M, on="2003-01-10"))
    missed.then(
        e.Missed(occurrence=1, due=due("GA/56"), legal_by=date(2002, 9, 9), days_overdue=123)
    )
    missed.shows(end="missed", timeliness="overdue legal 123")
    again = over.when(c.Reiterate(mandate=M, authority="A/RES/57/263", on="2002-12-20"))
    again.then(
        e.Reiterated(by=None, authority="A/RES/57/263"),
        e.Missed(
            occurrence=1,
            due=due("GA/56"),
            legal_by=date(2002, 9, 9),
            days_overdue=102,
            authority="A/RES/57/263",
        ),
    ).shows(legal="expired" if isinstance(ending, e.Expired) else "lapsed")


def test_what_an_act_ended_is_delivered_no_more() -> None:
    wish = c.SubmitReport(document="A/56/465", answers=((M, None),))
    given(adopted(), e.Retired(authority=GA)).when(wish).then_refused("was retired by")


def test_an_end_names_the_successor() -> None:
    merged = on("2001-12-21", e.Merged(into=NEWER, authority=GA))
    given(adopted(), merged).when(c.Assign(mandate=M, entity="UNDP")).then_refused(
        f"the mandate was merged by {GA} on 2001-12-21; see {NEWER}"
    )


def test_an_end_that_is_voided_never_was() -> None:
    ended = given(adopted(), e.Retired(authority=GA))
    void = on("2001-01-01", e.MandateVoided(event_id=event_id(2), reason="wrong mandate"))
    given(adopted(), e.Retired(authority=GA), void).shows(legal="in_force")
    ended.shows(legal="retired")


def test_delivered_work_shows_what_it_was_after_the_end() -> None:
    given(
        adopted(),
        of("GA/56", planned("2001-09-11")),
        on("2001-06-29", submitted()),
        on("2001-07-20", issued()),
        on("2001-12-21", e.Retired(authority=GA)),
    ).shows(timeliness="met legal")


def test_asking_again_for_what_had_not_come_by_then_shows_that_it_was_missed() -> None:
    """71/244 para 4 asked by the end of the 71st session; 72/237 para 3 asked again."""
    late = adopted(due=due("2001-06-30"))
    again = c.Reiterate(mandate=M, authority="A/RES/56/202", on="2001-12-21")
    missed = e.Missed(
        occurrence=1, due=due("2001-06-30"), legal_by=date(2001, 6, 30), days_overdue=174,
        authority="A/RES/56/202",
    )  # fmt: skip
    given(late).when(again).then(e.Reiterated(by=None, authority="A/RES/56/202"), missed)


def test_asking_again_before_the_window_closed_says_nothing_of_the_first() -> None:
    early = adopted(due=due("2002-06-30"))
    again = c.Reiterate(mandate=M, authority="A/RES/56/202", on="2001-12-21")
    given(early).when(again).then(e.Reiterated(by=None, authority="A/RES/56/202"))
