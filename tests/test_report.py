"""A report before, at and after its submission, on its own stream."""

from __future__ import annotations

from typing import Any

import pytest

from mandates.domain.errors import Refused
from mandates.domain.mandate import commands as c
from mandates.domain.report import (
    OFFICIAL_LANGUAGES,
    Answer,
    Forecast,
    Issued,
    Report,
    ReportVoided,
    SlotAssigned,
    Submitted,
    Supplemented,
    evolve,
    refusal,
)
from mandates.domain.report.commands import AssignSlot, ForecastReport, SupplementReport
from mandates.domain.report.decide import issued, submitted
from spec import M, adopted, event_id, given, of, on

R = "A/56/465"
SUBMITTED = Submitted(document=R, answers=(Answer(mandate=M, occurrence=1),))


def report(*events: Any) -> Report:
    state: Report | None = given(of(R, *events)).state(f"report-{R}")
    assert state is not None
    return state


def test_a_report_is_expected_before_it_has_a_symbol() -> None:
    wish = ForecastReport(report="SLOT-12", title="South-South", expected="2001-07", entity="UNDP")
    story = (
        given().when(wish).then(Forecast(title="South-South", expected="2001-07", entity="UNDP"))
    )
    story.after.when(wish).then_nothing()
    story.after.when(AssignSlot(report="SLOT-12", slot="12", slot_day="2001-07-03")).then(
        SlotAssigned(slot="12", slot_day="2001-07-03")
    )


def test_what_a_forecast_leaves_out_stays_as_it_was() -> None:
    forecast = Forecast(title="South-South", expected="2001-07", entity="UNDP")
    known = given(of(R, forecast))
    known.when(ForecastReport(report=R, expected="2001-07")).then_nothing()
    later = ForecastReport(report=R, expected="2001-08")
    after = known.when(later).then(Forecast(expected="2001-08")).after
    after.when(later).then_nothing()
    assert report(forecast, Forecast(expected="2001-08")) == Report(
        R, title="South-South", expected="2001-08", entity="UNDP"
    )


def test_another_entity_is_news() -> None:
    given(of(R, Forecast(expected="2001-07", entity="UNDP"))).when(
        ForecastReport(report=R, expected="2001-07", entity="UNCTAD")
    ).then(Forecast(expected="2001-07", entity="UNCTAD"))


def test_a_slot_is_assigned_once_and_changed_with_its_day() -> None:
    known = given(of(R, SlotAssigned(slot="12", slot_day="2001-07-03")))
    known.when(AssignSlot(report=R, slot="12", slot_day="2001-07-03")).then_nothing()
    known.when(AssignSlot(report=R, slot="12", slot_day="2001-07-10")).then(
        SlotAssigned(slot="12", slot_day="2001-07-10")
    )


@pytest.mark.parametrize(
    "wish", [ForecastReport(report=R, expected="2001-07"), AssignSlot(report=R, slot="12")]
)
def test_what_was_submitted_is_expected_no_longer(wish: Any) -> None:
    given(of(R, SUBMITTED)).when(wish).then_refused("it was submitted already")


def test_an_addendum_a_corrigendum_or_a_revision_comes_out_after_the_submission() -> None:
    wish = SupplementReport(report=R, kind="Add", document="A/56/465/ADD.1")
    given(of(R, SUBMITTED)).when(wish).then(
        Supplemented(kind="Add", document="A/56/465/Add.1")
    ).after.when(wish).then_nothing()
    given().when(wish).then_refused("it was not submitted by then")


def test_a_report_is_submitted_under_one_symbol() -> None:
    slot = given(of("SLOT-12", SUBMITTED)).state("report-SLOT-12")
    other = SUBMITTED.model_copy(update={"document": "A/56/500"})
    assert refusal(slot, other) == "it was submitted as A/56/465"
    assert refusal(None, SUBMITTED) is None
    wish = c.SubmitReport(document="A/56/500", answers=())
    with pytest.raises(Refused, match="A/56/500: it was submitted as A/56/465"):
        submitted(slot, wish, (Answer(mandate=M, occurrence=2),))


def test_nothing_comes_out_before_it_was_submitted() -> None:
    out = Issued(document=R, languages=("en",), complete=False)
    assert refusal(None, out) == "it was not submitted by then"
    with pytest.raises(Refused, match="not submitted by then"):
        issued(None, c.IssueReport(document=R))


def test_the_languages_still_missing_are_known() -> None:
    english = Issued(document=R, languages=("en",), complete=False)
    assert report(SUBMITTED, english).missing == ("ar", "es", "fr", "ru", "zh")
    assert report(SUBMITTED).missing == OFFICIAL_LANGUAGES


def test_it_is_issued_on_the_day_of_the_last_language() -> None:
    most, last = OFFICIAL_LANGUAGES[:5], OFFICIAL_LANGUAGES[5:]
    state = report(
        on("2001-06-29", SUBMITTED),
        on("2001-07-20", Issued(document=R, languages=most, complete=False)),
        on("2001-08-02", Issued(document=R, languages=last, complete=True)),
        on("2001-08-03", Issued(document=R, languages=("de",), complete=True)),
    )
    assert state.issued is not None
    assert state.issued.latest.isoformat() == "2001-08-02"
    assert state.missing == ()


def test_the_first_submission_is_the_day_that_counts() -> None:
    again = SUBMITTED.model_copy(update={"late_reason": "clearance"})
    state = report(on("2001-06-29", SUBMITTED), on("2001-07-10", again))
    assert state.submitted is not None
    assert (state.submitted.latest.isoformat(), state.late_reason) == ("2001-06-29", "clearance")


def test_why_it_is_late_stays_said_when_it_is_found_to_answer_more() -> None:
    late = SUBMITTED.model_copy(update={"late_reason": "clearance"})
    assert report(late, SUBMITTED).late_reason == "clearance"


def test_a_void_is_never_in_the_way_and_changes_nothing() -> None:
    void = ReportVoided(event_id=event_id(1), reason="typo")
    assert refusal(None, void) is None
    (recorded,) = given(of(R, void)).history
    assert evolve(None, recorded) == Report(R)


def test_the_mandate_and_the_report_tell_the_same() -> None:
    story = given(adopted()).when(c.SubmitReport(document=R, answers=((M, None),))).after
    state: Report = story.state(f"report-{R}")
    mandate = story.mandate()
    assert mandate is not None
    assert [one.document for one in mandate.current.reports] == [state.document]
