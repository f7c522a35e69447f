"""Commands on several streams: what is recorded on each of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from pydantic import ValidationError

from mandates.domain.adoption import adoption
from mandates.domain.due import SessionDue
from mandates.domain.errors import BadInput, Unknown
from mandates.domain.instrument import AdoptInstrument, InstrumentAdopted
from mandates.domain.judgement import Verdict, judge
from mandates.domain.mandate import commands as c
from mandates.domain.mandate import events as e
from mandates.domain.policy import PolicySet
from mandates.domain.report import OFFICIAL_LANGUAGES, Answer, Issued, Submitted
from mandates.domain.report.commands import NameReport
from mandates.domain.void import Void
from spec import (
    GA,
    NEWER,
    REPORT,
    SC,
    M,
    N,
    act,
    adopted,
    considered,
    due,
    event_id,
    given,
    issued,
    of,
    on,
    planned,
    reading,
    submitted,
)

TWO = [adopted(M), adopted(N)]


# --- adopt --------------------------------------------------------------------------------------


def adopt(*acts: Any, **changes: Any) -> AdoptInstrument:
    typical: dict[str, Any] = {
        "symbol": "A/RES/54/226",
        "adopted_on": "1999-12-22",
        "reading": reading(*acts),
    }
    return AdoptInstrument(**typical | changes)


def test_adopting_a_text_registers_it_and_each_mandate_in_it() -> None:
    wish = adopt(act("2.1", verb="note", force="observing", mandate=False), act("2.2"))
    outcome = given().when(wish)
    outcome.then({"A/RES/54/226": [adoption(wish)], M: outcome.events[1:]})
    first, second = outcome.verdicts
    assert isinstance(second.event, e.Adopted)
    assert (second.event.mandate, second.event.instrument) == (M, "A/RES/54/226")
    assert second.cause == first.event_id


def test_it_takes_effect_on_the_day_of_the_adoption() -> None:
    outcome = given().when(adopt(act(), adopted_on="1999-12", on="2026-01-01"))
    assert {one.effective_on for one in outcome.verdicts} == {"1999-12"}


def test_adopting_the_same_text_again_changes_nothing() -> None:
    given().when(adopt(act())).after.when(adopt(act())).then_nothing()


def test_a_known_text_is_known_whatever_day_is_given() -> None:
    given().when(adopt(act())).after.when(adopt(act(), adopted_on="1998-01-01")).then_nothing()


def test_another_reading_under_a_known_symbol_is_refused_with_the_difference() -> None:
    other = adopt(act(title="state of South-South cooperation"))
    given().when(adopt(act())).after.when(other).then_refused(
        "A/RES/54/226 is registered with other content: act 2.2: title None registered, "
        "'state of South-South cooperation' given"
    )


def test_acts_of_low_confidence_are_recorded_only_if_they_are_accepted() -> None:
    unsure = act(confidence="low", reason="two verbs")
    given().when(adopt(unsure)).then_refused("not sure of 2.2 (two verbs)")
    assert len(given().when(adopt(unsure, accept_low=True)).events) == 2
    given().when(adopt(act("3.1", confidence="low"))).then_refused("not sure of 3.1: check")


def test_a_voided_adoption_may_be_repeated() -> None:
    first = given().when(adopt(act())).after
    void = Void(event_id=first.history[0].event_id, reason="wrong date", on="2000-01-01")
    again = first.when(void).after.when(adopt(act(), adopted_on="1999-12-23"))
    assert [type(one) for one in again.events] == [InstrumentAdopted, e.Adopted]


# --- merge --------------------------------------------------------------------------------------

MERGED: dict[str, Any] = {"into": NEWER, "authority": GA}
MERGE = c.Merge(mandates=(M, N), into=NEWER, authority=GA)


def succeeded(mandate: str, how: Any = "merged") -> e.Succeeded:
    return e.Succeeded(predecessor=mandate, how=how, authority=GA)


def test_several_mandates_are_carried_on_as_one() -> None:
    """Two reports of 54/226 became one request in 58/220."""
    newer = on("2001-12-21", adopted(NEWER, due=due("GA/58")))
    passed = e.OccurrenceOpened(occurrence=2, due=due("GA/56"), passed_from=f"{M}/1")
    given(TWO, newer).when(MERGE).then(
        {
            M: [e.Merged(**MERGED)],
            N: [e.Merged(**MERGED)],
            NEWER: [succeeded(M), passed, succeeded(N)],
        }
    ).shows(legal="merged", end="merged", newer=[("merged", NEWER)]).shows(
        mandate=NEWER, open=[1, 2], older=[("merged", M), ("merged", N)]
    )


def test_the_same_due_point_in_other_words_passes_once() -> None:
    said = SessionDue(organ="General Assembly", session=56, text="at that session")
    newer = on("2001-12-21", adopted(NEWER, due=due("GA/58")))
    given(adopted(M), adopted(N, due=said), newer).when(MERGE).shows(mandate=NEWER, open=[1, 2])


def test_each_due_point_that_is_passed_on_gets_a_number_of_its_own() -> None:
    newer = on("2001-12-21", adopted(NEWER, due=due("GA/58")))
    opened = e.OccurrenceOpened(occurrence=2, due=due("GA/59"))
    given(adopted(M), opened, adopted(N, due=due("GA/57")), newer).when(MERGE).shows(
        mandate=NEWER, open=[1, 2, 3, 4]
    )


def test_a_merger_voids_as_a_whole() -> None:
    newer = on("2001-12-21", adopted(NEWER, due=due("GA/58")))
    merged = given(TWO, newer).when(MERGE).after
    first = next(one for one in merged.history if isinstance(one.event, e.Merged))
    merged.when(Void(event_id=first.event_id, reason="misread")).shows(
        legal="in_force", open=[1]
    ).shows(mandate=NEWER, open=[1], older=[("merged", N)])


def test_what_is_merged_already_is_not_merged_again() -> None:
    newer = adopted(NEWER)
    merged = given(TWO, newer).when(MERGE).after
    merged.when(MERGE).then_nothing()
    third = "A/RES/54/226#16.1"
    more = c.Merge(mandates=(M, third), into=NEWER, authority=GA)
    after = merged.when(adopt(act("16.1"))).after
    after.when(more).then({third: [e.Merged(**MERGED)], NEWER: [succeeded(third)]})


def test_a_mandate_that_is_named_twice_merges_once() -> None:
    twice = c.Merge(mandates=(M, M), into=NEWER, authority=GA)
    given(adopted(), adopted(NEWER)).when(twice).then(
        {M: [e.Merged(**MERGED)], NEWER: [succeeded(M)]}
    )


def test_a_merger_is_refused_as_a_whole() -> None:
    given(TWO, e.Retired(authority=GA), adopted(NEWER)).when(MERGE).then_refused(
        f"{N}: the mandate was retired"
    )
    given(adopted(), adopted(NEWER)).when(MERGE).then_refused(f"{N} is not in the record", Unknown)
    given(TWO).when(MERGE).then_refused(f"{NEWER} is not in the record", Unknown)
    given(TWO, adopted(NEWER)).when(
        c.Merge(mandates=(M, N), into=NEWER, authority=SC)
    ).then_refused("an act of SC")


def test_a_mandate_does_not_merge_into_itself() -> None:
    given(TWO).when(c.Merge(mandates=(M, N), into=N, authority=GA)).then_refused(
        "cannot follow itself"
    )


def test_a_merger_of_nothing_is_refused() -> None:
    given(TWO).when(c.Merge(mandates=(), into=N, authority=GA)).then_refused("say which mandates")


# --- submit -------------------------------------------------------------------------------------


def submit(*answers: Any, document: str = REPORT, **more: Any) -> c.SubmitReport:
    return c.SubmitReport(document=document, answers=answers, **more)


def answered(*mandates: str) -> tuple[Answer, ...]:
    return tuple(Answer(mandate=one, occurrence=1) for one in mandates)


def test_a_report_is_recorded_on_its_own_stream_and_on_every_mandate_that_it_answers() -> None:
    outcome = given(TWO).when(submit((M, None), (N, None), late_reason="clearance"))
    outcome.then(
        {
            REPORT: [Submitted(document=REPORT, answers=answered(M, N), late_reason="clearance")],
            M: [submitted(late_reason="clearance")],
            N: [submitted(late_reason="clearance")],
        }
    ).shows(stage="submitted")
    own, *counterparts = outcome.verdicts
    assert {one.cause for one in counterparts} == {own.event_id}


def test_what_was_submitted_is_not_submitted_again() -> None:
    wish = submit((M, None), (N, None))
    given(TWO).when(wish).after.when(wish).then_nothing()


def test_why_a_report_was_late_and_what_it_is_called_may_be_said_later() -> None:
    story = given(TWO).when(submit((M, None), (N, None))).after
    why = submit((M, None), (N, None), late_reason="clearance")
    told = story.when(why).then(
        {
            REPORT: [Submitted(document=REPORT, answers=answered(M, N), late_reason="clearance")],
            M: [submitted(late_reason="clearance")],
            N: [submitted(late_reason="clearance")],
        }
    )
    told.after.when(why).then_nothing()
    told.after.when(submit((M, None))).then_nothing()
    one = told.after.mandate(M)
    assert one is not None
    assert [each.late_reason for each in one.occurrences[0].reports] == ["clearance"]
    called = submit((M, None), title="South-South cooperation")
    told.after.when(called).then(
        {REPORT: [Submitted(document=REPORT, answers=answered(M, N), title=called.title)]}
    ).after.when(called).then_nothing()


def test_it_is_still_the_same_after_its_occurrence_was_closed() -> None:
    """A retry that names no occurrence means the one that the document is known to answer."""
    two = given(adopted(), e.OccurrenceOpened(occurrence=2, due=due("GA/58")))
    wish = submit((M, None))
    done = two.when(wish).after.when(c.Consider(mandate=M)).after
    done.when(wish).then_nothing()


def test_an_answer_that_is_named_twice_counts_once() -> None:
    given(adopted()).when(submit((M, None), (M, 1))).then(
        {REPORT: [Submitted(document=REPORT, answers=answered(M))], M: [submitted()]}
    )


def test_a_report_may_come_to_answer_a_further_mandate() -> None:
    given(TWO).when(submit((M, None))).after.when(submit((N, None))).then(
        {REPORT: [Submitted(document=REPORT, answers=answered(M, N))], N: [submitted()]}
    )


def test_a_report_answers_something() -> None:
    given(adopted()).when(submit()).then_refused("say which mandates it answers")


def test_a_report_answers_only_what_was_adopted_and_opened_by_then() -> None:
    given(adopted()).when(submit((N, None))).then_refused(f"{N} is not in the record", Unknown)
    given(adopted()).when(submit((M, 4))).then_refused("no occurrence 4")


def test_a_closed_occurrence_takes_no_report() -> None:
    given(adopted(), considered(authority=GA), e.Completed(occurrence=1)).when(
        submit((M, None))
    ).then_refused("occurrence 1 is closed (completed")


# --- issue --------------------------------------------------------------------------------------


def issue(*languages: str, document: str = REPORT) -> c.IssueReport:
    return c.IssueReport(document=document, languages=languages)


def test_a_report_that_comes_out_is_issued_for_every_mandate_that_it_answers() -> None:
    given(TWO).when(submit((M, None), (N, None))).after.when(issue()).then(
        {
            REPORT: [Issued(document=REPORT, languages=OFFICIAL_LANGUAGES, complete=True)],
            M: [issued()],
            N: [issued()],
        }
    ).shows(stage="issued")


def test_it_counts_as_issued_with_the_last_language() -> None:
    story = given(adopted()).when(submit((M, None))).after
    story = story.when(issue("en", "fr", "es")).shows(stage="submitted").after
    story.when(issue("fr", "ar", "ru", "zh")).then(
        {
            REPORT: [Issued(document=REPORT, languages=("ar", "ru", "zh"), complete=True)],
            M: [
                e.ReportIssued(
                    occurrence=1, document=REPORT, languages=("ar", "ru", "zh"), complete=True
                )
            ],
        }
    ).shows(stage="issued")


def test_what_is_out_does_not_come_out_again() -> None:
    out = given(adopted()).when(submit((M, None))).after.when(issue()).after
    out.when(issue()).then_nothing()
    out.when(issue("en")).then_nothing()


def void(*verdicts: Verdict) -> list[Void]:
    return [Void(event_id=one.event_id, reason="a slip") for one in verdicts]


def on_stream(verdicts: Iterable[Verdict], mandate: str) -> list[Verdict]:
    return [one for one in verdicts if one.stream == f"mandate-{mandate}"]


def test_a_mandate_that_was_named_by_mistake_does_not_keep_a_report_from_coming_out() -> None:
    came = given(TWO).when(submit((M, None), (N, None)))
    answered_no_more = void(*on_stream(came.verdicts, N))
    out = came.after.when(*answered_no_more).after.when(issue())
    out.then({REPORT: [Issued(document=REPORT, languages=OFFICIAL_LANGUAGES, complete=True)],
              M: [issued()]}).shows(stage="issued")  # fmt: skip
    never = Void(event_id=event_id(2), reason="no mandate")
    gone = given(TWO).when(submit((M, None), (N, None))).after.when(never).after
    gone.when(issue()).shows(stage="issued")


def test_no_language_is_asked_for_by_the_body_of_a_mandate_whose_answer_is_void() -> None:
    other = "E/RES/1999/1#1.1"
    story = given(
        adopted(), adopted(other, body="Economic and Social Council"),
        of("GA", PolicySet(languages=("en",))), of("ECOSOC", PolicySet(languages=("en", "fr"))),
    )  # fmt: skip
    came = story.when(submit((M, None), (other, None)))
    english = Issued(document=REPORT, languages=("en",), complete=False)
    assert came.after.when(issue("en")).events[0] == english
    mended = came.after.when(*void(*on_stream(came.verdicts, other))).after
    assert mended.when(issue("en")).events[0] == english.model_copy(update={"complete": True})


def issued_on(day: str) -> c.IssueReport:
    return issue().model_copy(update={"on": day})


@pytest.mark.parametrize("late", [(), ("2001-07-20",)], ids=["once", "told twice, a day too late"])
def test_what_was_voided_by_mistake_of_one_mandate_is_recorded_again_as_it_was(
    late: tuple[str, ...],
) -> None:
    came = given(TWO).when(submit((M, None), (N, None), on="2001-07-02"))
    out = came.after.when(issued_on("2001-07-24" if late else "2001-07-20"))
    told = [out, *(out.after.when(issued_on(day)) for day in late)]
    share = [one for each in (*told[::-1], came) for one in void(*on_stream(each.verdicts, N))]
    again = told[-1].after.when(*share).after.when(submit((N, None), on="2001-07-02")).after
    known = e.ReportIssued(occurrence=1, document=REPORT, languages=OFFICIAL_LANGUAGES,
                           complete=True, came_on="2001-07-20")  # fmt: skip
    mended = again.when(issued_on("2001-08-06")).then({N: [known]})
    mended.after.when(issue()).then_nothing()
    (report,) = mended.after.state(f"mandate-{N}").occurrences[0].reports
    assert report.issued.earliest.isoformat() == "2001-07-20"


def test_a_submission_that_is_found_to_be_earlier_says_no_second_time_what_came_out() -> None:
    out = given(adopted()).when(submit((M, None), on="2001-07-10")).after.when(issue()).after
    out.when(submit((M, None), on="2001-07-03")).then(
        {REPORT: [Submitted(document=REPORT, answers=answered(M))], M: [submitted()]}
    )


def test_only_what_was_submitted_comes_out() -> None:
    given(adopted()).when(issue()).then_refused("was not submitted by", Unknown)


@pytest.mark.parametrize(
    ("came", "why"),
    [
        ("2001-10", r"submitted in 2001-10, which may be after 2001-10-20: let it come out in"),
        ("2001", r"submitted in 2001, which may be after 2001-10-20: let it come out in"),
        ("2001-11-05", r"submitted on 2001-11-05: it is not out on 2001-10-20"),
    ],
)
def test_a_report_is_not_out_before_it_is_known_to_have_come(came: str, why: str) -> None:
    story = given(adopted()).when(submit((M, None), on=came)).after
    story.when(issued_on("2001-10-20")).then_refused(why)
    assert story.when(issued_on(came)).events


def test_what_a_report_is_found_to_answer_later_knows_that_it_came_out_and_when() -> None:
    story = given(TWO).when(submit((M, None), on="2001-07-03")).after
    story = story.when(issue("en", "fr").model_copy(update={"on": "2001-07-20"})).after
    story = story.when(issue().model_copy(update={"on": "2001-08-02"})).after
    found = story.when(submit((N, None), on="2001-07-20"))
    some, rest = ("en", "fr"), ("ar", "es", "ru", "zh")
    found.then(
        {
            REPORT: [Submitted(document=REPORT, answers=answered(M, N))],
            N: [
                submitted(),
                e.ReportIssued(occurrence=1, document=REPORT, languages=some, complete=False),
                e.ReportIssued(occurrence=1, document=REPORT, languages=rest, complete=True),
            ],
        }
    )
    assert [one.effective_on for one in found.verdicts][2:] == ["2001-07-20", "2001-08-02"]
    found.after.shows("2001-07-31", mandate=N, stage="submitted")
    found.after.shows("2001-08-02", mandate=N, stage="issued")
    # It came out for what it answers: that goes with the submission.
    submission = found.verdicts[1].event_id
    gone = found.after.when(Void(event_id=submission, reason="another report"))
    assert len(gone.events) == 3
    gone.after.shows("2001-08-02", mandate=N, stage="open")


def test_what_it_is_found_to_answer_for_an_earlier_day_it_still_answers_later() -> None:
    story = given(TWO).when(submit((M, None), on="2001-07-10")).after
    story = story.when(submit((N, None), on="2001-07-03")).after
    assert story.state(f"report-{REPORT}").answers == answered(N, M)


@pytest.mark.parametrize(
    "ending",
    [c.Retire(mandate=N, authority=GA), c.Merge(mandates=(N,), into=NEWER, authority=GA)],
    ids=["retired", "merged"],
)
def test_a_mandate_that_an_act_ended_does_not_keep_the_report_from_coming_out(ending: Any) -> None:
    three = given(TWO, adopted(NEWER))
    three.when(submit((M, None), (N, None))).after.when(ending).after.when(issue()).then(
        {
            REPORT: [Issued(document=REPORT, languages=OFFICIAL_LANGUAGES, complete=True)],
            M: [issued()],
        }
    )


# --- what a plan rests on -------------------------------------------------------------------------


def test_a_judgement_names_the_streams_that_it_lacks() -> None:
    def asked(command: Any) -> Any:
        return judge([command], datetime(2002, 1, 1, tzinfo=UTC), uuid4, {})

    assert next(asked(MERGE)) == tuple(f"mandate-{one}" for one in (M, N, NEWER))
    assert next(asked(submit((M, None)))) == (f"report-{REPORT}", f"mandate-{M}")
    missed = asked(c.Miss(mandate=M))
    assert next(missed) == (f"mandate-{M}",)
    known = given(adopted()).history
    assert missed.send({f"mandate-{M}": known}) == ("session-GA/56", "session-GA/57", "policy-GA")


def test_the_calendar_that_a_rule_sees_is_the_one_of_the_commands_day() -> None:
    moved = of("GA/57", on("2002-01-01", planned("2002-09-10")))
    wish = c.Miss(mandate=M, on="2002-09-09")
    given(adopted(), moved).when(wish).then_refused("its window (GA/56) closes on 2002-09-09")


def test_commands_are_judged_after_one_another_and_recorded_together() -> None:
    given(adopted()).when(submit((M, None)), issue(), c.Consider(mandate=M, occurrence=1)).then(
        {
            REPORT: [
                Submitted(document=REPORT, answers=answered(M)),
                Issued(document=REPORT, languages=OFFICIAL_LANGUAGES, complete=True),
            ],
            M: [submitted(), issued(), considered(), e.Completed(occurrence=1)],
        }
    )
    given(adopted()).when(submit((M, None)), issue(document="A/56/1")).then_refused(
        "A/56/1 was not submitted", Unknown
    )


def test_bad_input_is_told_from_a_refusal() -> None:
    given().when(adopt(act(), symbol="A/C.2/54/L.5")).then_refused("not of an adopted", BadInput)


@pytest.mark.parametrize("act", ["A/RES/56/202", "decision 56/464", "S/RES/1325 (2000)"])
def test_an_act_of_a_body_is_no_document_that_was_handed_in(act: str) -> None:
    with pytest.raises(ValidationError, match=r"is a (resolution|decision): name the document"):
        submit((M, None), document=act)
    with pytest.raises(ValidationError, match="name the document that was handed in"):
        NameReport(report="2003-117", document=act)
