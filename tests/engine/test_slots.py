"""A report that begins under a slot and goes on under its symbol reads as one."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from host import Clock, adoption, check_views, tags

from mandates import (
    AssignSlot,
    BadInput,
    Engine,
    ForecastReport,
    IssueReport,
    NameReport,
    Refused,
    SubmitReport,
    SupplementReport,
    Unknown,
    Void,
)
from mandates.projections.reports import ReportShown

SLOT, SYMBOL, M = "2001-117", "A/56/465", "A/RES/54/226#2.2"


def submit(**changes: Any) -> SubmitReport:
    typical: dict[str, Any] = {
        "document": SYMBOL, "answers": ((M, None),), "slot": SLOT, "on": "2001-10-01",
    }  # fmt: skip
    return SubmitReport(**typical | changes)


@pytest.fixture
def begun(engine: Engine, clock: Clock) -> Engine:
    """A mandate, and the report for it, forecast and given a slot."""
    engine.execute(adoption(), by="desk")
    forecast = ForecastReport(
        report=SLOT, title="South-South", expected="2001-07", entity="UNDP", on="2001-03-01"
    )
    engine.execute(forecast, by="desk")
    engine.execute(
        AssignSlot(report=SLOT, slot="117", slot_day="2001-07-03", on="2001-04-01"), by="desk"
    )
    clock.at("2001-10-02")
    return engine


def shown(engine: Engine, name: str, **at: Any) -> ReportShown:
    found = engine.beside(**at).report(name)
    assert found is not None
    return found


def test_under_the_slot_and_under_the_symbol_it_is_one_report(begun: Engine) -> None:
    begun.execute(submit(), by="desk")
    begun.execute(IssueReport(document=SYMBOL, on="2001-10-02"), by="desk")
    both = [begun.history(name) for name in (SLOT, SYMBOL)]
    assert both[0] == both[1]
    assert tags(both[0]) == ["forecast", "slot_assigned", "submitted", "begun", "named", "issued"]
    assert begun.timeline(SLOT) == begun.timeline(SYMBOL)
    assert [row["position"] for row in begun.timeline(SLOT)] == [one.position for one in both[0]]
    one = shown(begun, SLOT)
    assert one == shown(begun, SYMBOL)
    assert (one.report, one.document, one.title, one.entity) == (
        SYMBOL, SYMBOL, "South-South", "UNDP",
    )  # fmt: skip
    assert (one.slot, one.slot_day, one.begun) == ("117", "2001-07-03", (SLOT,))
    assert (one.submitted, one.issued) == ("2001-10-01", "2001-10-02")
    assert one.answers == (f"{M}/1",)
    assert [each.report for each in begun.beside().reports()] == [SYMBOL]
    check_views(begun)


def test_on_both_axes_it_is_what_was_true_and_known(begun: Engine) -> None:
    before = begun.status().position
    begun.execute(submit(), by="desk")
    earlier = shown(begun, SYMBOL, as_of=date(2001, 5, 1))
    assert (earlier.report, earlier.slot, earlier.submitted) == (SYMBOL, "117", None)
    assert begun.beside(known_at=before).report(SYMBOL) is None
    assert shown(begun, SLOT, known_at=before).report == SLOT
    assert [one.report for one in begun.beside(known_at=before).reports()] == [SLOT]


def test_the_symbol_may_be_known_before_the_report_comes(begun: Engine) -> None:
    name = NameReport(report=SLOT, document=SYMBOL, on="2001-06-01")
    begun.execute(name, by="desk")
    assert not begun.execute(name, by="desk").recorded
    later = ForecastReport(report=SLOT, expected="2001-09", entity="UNDP", on="2001-06-20")
    (recorded,) = begun.execute(later, by="desk").recorded
    assert recorded.stream == f"report-{SYMBOL}", "it goes on under its symbol"
    assert not begun.execute(later, by="desk").recorded
    begun.execute(submit(slot=None), by="desk")
    assert shown(begun, SLOT).expected == "2001-09"
    assert not begun.execute(submit(), by="desk").recorded
    add = SupplementReport(report=SLOT, kind="Add", document=f"{SYMBOL}/Add.1")
    begun.execute(add, by="desk")
    assert shown(begun, SYMBOL).supplements == (f"{SYMBOL}/Add.1",)


def test_a_slot_that_is_remembered_later_is_tied_then(begun: Engine) -> None:
    begun.execute(submit(slot=None), by="desk")
    assert tags(begun.execute(submit(), by="desk").recorded) == ["begun", "named"]
    assert shown(begun, SYMBOL).slot == "117"


def test_an_entry_that_is_late_joins_what_is_there(begun: Engine) -> None:
    begun.execute(submit(), by="desk")
    late = ForecastReport(report=SLOT, expected="2001-08", entity="UNDP", on="2001-05-01")
    (recorded,) = begun.execute(late, by="desk").recorded
    assert recorded.stream == f"report-{SLOT}"
    assert shown(begun, SYMBOL).expected == "2001-08"
    assert shown(begun, SYMBOL, as_of=date(2001, 4, 30)).expected == "2001-07"
    too_late = ForecastReport(report=SLOT, expected="2001-09", on="2001-10-02")
    with pytest.raises(Refused, match="submitted already"):
        begun.execute(too_late, by="desk")


def test_voiding_the_submission_unties_them_and_the_slot_is_free_again(begun: Engine) -> None:
    first = begun.execute(submit(), by="desk").recorded[0]
    void = Void(event_id=first.event_id, reason="another report")
    voids = begun.execute(void, by="desk").recorded
    assert tags(voids) == ["voided"] * 4, "the submission, both ties, and the mandate's answer"
    assert shown(begun, SLOT).report == SLOT
    assert begun.beside().report(SYMBOL) is None
    begun.execute(submit(document="A/56/466"), by="desk")
    assert shown(begun, SLOT).report == "A/56/466"
    with pytest.raises(Refused, match="make later events unlawful"):
        begun.execute(Void(event_id=voids[0].event_id, reason="right after all"), by="desk")


def test_voiding_the_tie_alone_leaves_the_submission(begun: Engine) -> None:
    recorded = begun.execute(submit(), by="desk").recorded
    tie = next(one for one in recorded if one.event.tag == "report.begun.v1")
    voids = begun.execute(Void(event_id=tie.event_id, reason="wrong slot"), by="desk").recorded
    assert tags(voids) == ["voided", "voided"]
    assert shown(begun, SYMBOL).slot is None
    assert shown(begun, SLOT).submitted is None
    assert [one.report for one in begun.beside().reports()] == [SLOT, SYMBOL]
    begun.execute(NameReport(report=SLOT, document=SYMBOL), by="desk")
    assert shown(begun, SYMBOL).slot == "117"


def test_voiding_the_other_side_alone_unties_both_and_it_can_be_tied_anew(begun: Engine) -> None:
    recorded = begun.execute(submit(), by="desk").recorded
    named = next(one for one in recorded if one.event.tag == "report.named.v1")
    begun.execute(Void(event_id=named.event_id, reason="wrong slot"), by="desk")
    assert shown(begun, SYMBOL).slot is None
    assert tags(begun.history(SYMBOL)) == ["submitted", "begun"]
    again = begun.execute(NameReport(report=SLOT, document=SYMBOL), by="desk").recorded
    assert tags(again) == ["named"]
    assert shown(begun, SYMBOL) == shown(begun, SLOT)


def test_a_report_may_have_begun_under_several_slots_and_a_slot_becomes_one(begun: Engine) -> None:
    begun.execute(ForecastReport(report="2001-118", title="Other", on="2001-03-01"), by="desk")
    begun.execute([submit(), NameReport(report="2001-118", document=SYMBOL)], by="desk")
    assert shown(begun, "2001-118").begun == (SLOT, "2001-118")
    with pytest.raises(Refused, match=f"it has its symbol, {SYMBOL}, already"):
        begun.execute(NameReport(report=SLOT, document="A/56/999"), by="desk")


def test_a_symbol_is_no_slot(begun: Engine) -> None:
    """It names a report of its own, which would have two symbols then."""
    begun.execute(ForecastReport(report="A/56/998", title="Other", on="2001-03-01"), by="desk")
    for wrong in (submit(slot="A/56/998"), NameReport(report="A/56/998", document=SYMBOL)):
        with pytest.raises(BadInput, match="A/56/998 is the symbol of a report"):
            begun.execute(wrong, by="desk")


def test_a_slot_that_nobody_recorded_by_then_is_unknown_and_nothing_is_recorded(
    begun: Engine,
) -> None:
    head = begun.status().position
    for wrong in (submit(slot="2001-999"), submit(on="2001-02-01")):
        with pytest.raises(Unknown, match="no report was forecast or given a slot as 2001-"):
            begun.execute(wrong, by="desk")
    assert begun.status().position == head


def test_what_the_tie_rests_on_is_not_voided_under_it(begun: Engine) -> None:
    begun.execute(submit(), by="desk")
    forecast, slot = begun.history(SLOT)[:2]
    begun.execute(Void(event_id=slot.event_id, reason="no slot"), by="desk")
    with pytest.raises(Refused, match="no report was forecast or given a slot under that name"):
        begun.execute(Void(event_id=forecast.event_id, reason="no forecast"), by="desk")
