"""Edge cases of real calendars and real texts, one by one: see `TESTED`."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mandates import (
    AbolishEntity,
    AdoptInstrument,
    Consider,
    Defer,
    Engine,
    Lapse,
    OpenSession,
    PlanSession,
    Reading,
    Retire,
    SubmitReport,
    TransferFunctions,
)
from mandates.adapters.reading import read_file
from mandates.domain.due import parse
from mandates.domain.session.commands import (
    CloseSession,
    MoveSession,
    ResumeSession,
    SuspendSession,
)

from .south_south import act, ga

TESTS = Path(__file__).parent.parent
HERE, SERIES = "history/test_edge_cases.py", "history/test_south_south.py"
TESTED = {
    "the 56th session slipped by a day":
        f"{SERIES}::test_two_days_later_it_had_opened_a_day_late_and_the_deadlines_stood",
    "a rule of procedure changed after dates had been projected (A/INF/71/1)":
        f"{HERE}::test_openings_projected_in_2017_were_superseded_by_the_rule_of_2021",
    "the 53rd session opened on a Wednesday":
        f"{HERE}::test_the_53rd_session_opened_on_a_wednesday",
    "deferred to an open date, then fixed":
        f"{SERIES}::test_the_committee_s_twentieth_session_as_known_in",
    "a chain of deferrals (71/524, 72/523, 73/534, 74/523)":
        "test_mandate.py::test_a_chain_of_deferrals_keeps_every_link",
    "deferred to the first part of a resumed session":
        f"{HERE}::test_a_deferral_to_the_first_part_of_a_resumed_session",
    "the 43rd session of the Human Rights Council was split":
        f"{HERE}::test_the_council_s_43rd_session_was_split",
    "the tenth emergency special session is resumed at will":
        f"{HERE}::test_the_tenth_emergency_special_session_is_resumed_at_will_and_closes_nothing",
    "ECOSOC postpones by rule":
        "test_scheduler.py::test_an_item_whose_documents_came_too_late_is_put_off_by_rule",
    "reiterated after it was missed":
        f"{SERIES}::test_its_lateness_stands_still_from_the_day_on_which_it_was_asked_for_again",
    "one report answers two mandates":
        f"{SERIES}::test_a_64_504_answers_what_two_resolutions_asked_for",
    "a scope that is exceptional and one-off (71/244 para 33)":
        f"{HERE}::test_what_was_asked_for_on_an_exceptional_basis_comes_once",
    "annual until, then biennial (68/265)":
        f"{HERE}::test_annual_reports_until_the_72nd_session_a_review_and_then_biennial_ones",
    "every 90 days, the next by 31 August (2632)":
        f"{HERE}::test_every_90_days_with_the_next_report_due_by_a_day",
    "three sessions, respectively":
        f"{HERE}::test_three_sessions_respectively_are_three_occurrences",
    "until 29 February 2016": f"{HERE}::test_a_mandate_that_ends_on_a_leap_day",
    "ended before its reports fell due (2690)":
        f"{HERE}::test_a_mandate_that_ended_before_its_report_fell_due_is_announced_no_more",
    "its body was abolished": f"{HERE}::test_what_the_commission_on_human_rights_had_asked_lapsed",
    "an entity renamed in mid-life":
        "engine/test_entities.py::test_one_entity_under_all_its_names",
    "a budget that was reduced": f"{SERIES}::test_449_600_dollars_were_approved_with_79_236",
    "a draft that was replaced": f"{SERIES}::test_l_4_was_replaced_by_l_56_which_became_80_156",
    "late, with a reason": f"{SERIES}::test_a_58_319_was_late_with_a_reason",
    "late, with a reason (A/78/554)": f"{HERE}::test_a_78_554_was_submitted_after_its_deadline",
    "issued after its adoption": f"{SERIES}::test_a_text_comes_out_later_than_it_is_adopted",
    "corrected and reissued":
        "test_draft.py::test_an_adopted_text_is_issued_later_corrected_and_reissued",
    "the closing of the 74th session moved after it had opened":
        f"{HERE}::test_the_74th_session_closed_a_day_later_than_its_rule",
    "an agenda item renamed": f"{SERIES}::test_the_committee_is_one_under_both_its_names",
    "a trust fund renamed": "test_fund.py::test_a_fund_keeps_its_stream_under_another_name",
}  # fmt: skip
"""Every edge case that the domain's own notes name, and the test of it."""


@pytest.mark.parametrize("case", TESTED)
def test_each_edge_case_has_a_test(case: str) -> None:
    path, _, name = TESTED[case].partition("::")
    tree = ast.parse((TESTS / path).read_text(encoding="utf-8"))
    assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    with Engine.open(tmp_path / "record.db") as opened:
        yield opened


def adopt(engine: Engine, symbol: str, day: str, *acts: dict[str, Any], body: str = "GA") -> None:
    reading = {
        "symbol": symbol, "text_of": "adopted", "body": body, "session": None,
        "paragraphs": list(acts),
    }  # fmt: skip
    engine.execute(
        AdoptInstrument(symbol=symbol, adopted_on=day, reading=Reading.model_validate(reading)),
        by="history",
    )


@pytest.mark.parametrize(
    ("session", "projected", "now"),
    [
        (78, "2023-09-12", "2023-09-05"),
        (79, "2024-09-17", "2024-09-10"),
        (80, "2025-09-16", "2025-09-09"),
        (81, "2026-09-15", "2026-09-08"),
    ],
)
def test_openings_projected_in_2017_were_superseded_by_the_rule_of_2021(
    engine: Engine, session: int, projected: str, now: str
) -> None:
    """A/INF/71/1 projected them by A/RES/57/301; A/RES/75/325 moved them to the second week."""
    then = engine.sessions([f"GA/{session}"], as_of=date(2017, 1, 1))[0]
    later = engine.sessions([f"GA/{session}"], as_of=date(2022, 1, 1))[0]
    assert (str(then.opens), then.rule) == (projected, "A/RES/57/301")
    assert (str(later.opens), later.rule) == (now, "A/RES/75/325")


def test_the_53rd_session_opened_on_a_wednesday(engine: Engine) -> None:
    (found,) = engine.sessions(["GA/53"])
    assert (found.opens, f"{found.opens:%A}") == (date(1998, 9, 9), "Wednesday")
    assert found.rule == "A/RES/52/232"


def test_the_74th_session_closed_a_day_later_than_its_rule(engine: Engine) -> None:
    """Moved by decision 74/563 after it had opened; a recorded day wins over the rule."""
    (before,) = engine.sessions(["GA/74"])
    assert before.closes == date(2020, 9, 14)
    engine.execute(OpenSession(session="GA/74", on="2019-09-17"), by="history")
    moved = MoveSession(session="GA/74", closes="2020-09-15", on="2020-08-31",
                        authority="A/DEC/74/563")  # fmt: skip
    engine.execute(moved, by="history")
    (after,) = engine.sessions(["GA/74"], as_of=date(2020, 9, 10))
    assert after.closes == date(2020, 9, 15)


def test_the_council_s_43rd_session_was_split(engine: Engine) -> None:
    """24 February to 13 March and 15 to 23 June 2020."""
    for command in (
        OpenSession(session="HRC/43", on="2020-02-24"),
        SuspendSession(session="HRC/43", on="2020-03-13"),
        ResumeSession(session="HRC/43", on="2020-06-15"),
        CloseSession(session="HRC/43", on="2020-06-23"),
    ):
        engine.execute(command, by="history")
    (found,) = engine.sessions(["HRC/43"])
    assert (found.opened, found.closed) == (date(2020, 2, 24), date(2020, 6, 23))


def test_the_tenth_emergency_special_session_is_resumed_at_will_and_closes_nothing(
    engine: Engine,
) -> None:
    """Open since 24 April 1997, resumed for a day at a time: what is due there has no last day."""
    engine.execute(OpenSession(session="GA/ES-10", on="1997-04-24"), by="history")
    engine.execute(SuspendSession(session="GA/ES-10", on="1997-04-25"), by="history")
    for day in ("1997-07-15", "1997-11-13", "2001-12-20"):
        for command in (ResumeSession, SuspendSession):
            engine.execute(command(session="GA/ES-10", on=day), by="history")
    (found,) = engine.sessions(["GA/ES-10"])
    assert (found.opened, found.closed) == (date(1997, 4, 24), None)
    there = act("1", "request", "Secretary-General", "report", due=ga("ES-10"))
    adopt(engine, "A/RES/ES-10/14", "2003-12-08", there)
    item = engine.mandate("A/RES/ES-10/14#1.1", as_of=date(2004, 1, 1)).item
    assert item.due is not None
    assert (item.due.session, item.due.submit_by, item.due.legal_by) == ("GA/ES-10", None, None)
    assert (item.status.timeliness, item.status.days) == ("forecast", None)


def test_a_deferral_to_the_first_part_of_a_resumed_session(engine: Engine) -> None:
    adopt(engine, "A/RES/72/266", "2017-12-24", act("5", "request", "Secretary-General", "report",
                                                     due=ga(73)))  # fmt: skip
    put_off = Defer(
        mandate="A/RES/72/266#5.1", to=parse("GA/73/first-resumed"), authority="A/DEC/73/547",
        on="2018-12-22",
    )  # fmt: skip
    engine.execute(put_off, by="history")
    due = engine.mandate("A/RES/72/266#5.1", as_of=date(2019, 1, 1)).item.due
    assert due is not None
    assert due.calendar == "forecast"
    assert (due.anchor, due.legal_by) == (date(2019, 3, 1), date(2019, 3, 31))
    plan = PlanSession(session="GA/73/first-resumed", opens="2019-03-04", closes="2019-03-29",
                       on="2019-01-15")  # fmt: skip
    engine.execute(plan, by="history")
    due = engine.mandate("A/RES/72/266#5.1", as_of=date(2019, 2, 1)).item.due
    assert due is not None
    assert (due.calendar, due.anchor, due.legal_by) == (
        "recorded", date(2019, 3, 4), date(2019, 3, 29),
    )  # fmt: skip


def test_a_mandate_that_ends_on_a_leap_day(engine: Engine) -> None:
    until = {"kind": "date", "date": "2016-02-29"}
    panel = act("1", "decide", "Panel of Experts", "mission", until=until)
    adopt(engine, "A/RES/69/999", "2015-02-24", panel)
    assert engine.mandate("A/RES/69/999#1.1", as_of=date(2016, 2, 29)).item.until is not None
    engine.tick()
    found = engine.mandate("A/RES/69/999#1.1", as_of=date(2016, 2, 29)).item
    assert found.status.legal == "in_force"
    after = engine.mandate("A/RES/69/999#1.1", as_of=date(2016, 3, 1)).item
    assert after.status.legal == "expired"


def test_a_mandate_that_ended_before_its_report_fell_due_is_announced_no_more(
    engine: Engine,
) -> None:
    """S/RES/2690 (2023) ended the mission of 2640 (2022) as of 30 June 2023, before its next
    report fell due. (The paragraph and its dates are made up.)"""
    rhythm = {"recurrence": "quarterly"}
    every = act("44", "request", "Secretary-General", "report", rhythm=rhythm,
                due={"kind": "date", "date": "2023-09-30"})  # fmt: skip
    adopt(engine, "S/RES/2640(2022)", "2022-06-29", every, body="SC")
    end = Retire(mandate="S/RES/2640(2022)#44.1", authority="S/RES/2690(2023)", on="2023-06-30")
    engine.execute(end, by="history")
    engine.tick()
    tags = {one.event.tag for one in engine.history("S/RES/2640(2022)#44.1")}
    assert tags == {"mandate.adopted.v1", "mandate.retired.v1"}
    assert engine.mandate("S/RES/2640(2022)#44.1").item.status.timeliness == "no_due_date"
    before = engine.mandate("S/RES/2640(2022)#44.1", as_of=date(2023, 6, 29)).item.status
    assert (before.legal, before.timeliness) == ("in_force", "upcoming")


def test_three_sessions_respectively_are_three_occurrences(engine: Engine) -> None:
    council = [{"kind": "session", "organ": "HRC", "session": number} for number in (46, 49, 52)]
    three = act("7", "request", "High Commissioner", "report", due=council[0], dues=council)
    adopt(engine, "A/HRC/RES/45/1", "2020-10-06", three, body="HRC")
    for number, opens in ((46, "2021-02-22"), (49, "2022-02-28"), (52, "2023-02-27")):
        engine.execute(
            PlanSession(session=f"HRC/{number}", opens=opens, on="2020-10-07"), by="history"
        )
    engine.tick()
    found = engine.mandate("A/HRC/RES/45/1#7.1").item
    assert [getattr(one.due.term, "session", None) for one in found.occurrences if one.due] == [
        46, 49, 52,
    ]  # fmt: skip
    assert found.status.legal == "in_force"


def test_every_90_days_with_the_next_report_due_by_a_day(engine: Engine) -> None:
    rhythm = {"recurrence": "other", "every": 90, "unit": "day"}
    every = act("14", "request", "Secretary-General", "report",
                due={"kind": "date", "date": "2022-08-31"}, rhythm=rhythm)  # fmt: skip
    adopt(engine, "S/RES/2632(2022)", "2022-05-26", every, body="SC")
    engine.tick()
    found = engine.mandate("S/RES/2632(2022)#14.1", as_of=date(2023, 3, 1)).item
    days = [str(one.due.legal_by) for one in found.occurrences if one.due is not None]
    assert days[:3] == ["2022-08-31", "2022-11-29", "2023-02-27"]


def test_annual_reports_until_the_72nd_session_a_review_and_then_biennial_ones(
    engine: Engine,
) -> None:
    """A/RES/68/265 para 20: its annual reports to the 72nd, its biennial ones from the 74th on."""
    rhythm = {
        "recurrence": "annual", "until": ga(72), "then": {"recurrence": "biennial"},
    }  # fmt: skip
    adopt(engine, "A/RES/68/265", "2014-04-09", act("20", "request", "Secretary-General", "report",
                                                     due=ga(69), rhythm=rhythm))  # fmt: skip
    for session in range(69, 75):
        done = Consider(mandate="A/RES/68/265#20.1", authority=f"A/RES/{session}/500",
                        on=f"{session + 1945}-12-20")  # fmt: skip
        if session != 73:  # between the last annual report and the first biennial one
            engine.execute(done, by="history")
        engine.tick()
    found = engine.mandate("A/RES/68/265#20.1").item
    sessions = [getattr(one.due.term, "session", None) for one in found.occurrences if one.due]
    assert sessions[:6] == [69, 70, 71, 72, 74, 76]


def test_what_was_asked_for_on_an_exceptional_basis_comes_once(corpus: Path) -> None:
    """71/244 para 33: all aspects of para 27 too, "without setting any precedent"."""
    text = Reading.model_validate(read_file(corpus / "corpus/south-south/A_RES_71_244.txt"))
    (report,) = (one for one in text.acts if one.id == "33.2")
    assert (getattr(report.due, "session", None), report.recurrence, report.rhythm) == (
        72, None, None,
    )  # fmt: skip


def test_it_is_done_when_it_was_considered_once(engine: Engine) -> None:
    once = act("33", "request", "Secretary-General", "report", due=ga(72))
    adopt(engine, "A/RES/71/244", "2016-12-21", once)
    done = Consider(mandate="A/RES/71/244#33.1", authority="A/RES/72/237", on="2017-12-20")
    engine.execute(done, by="history")
    engine.tick()
    found = engine.mandate("A/RES/71/244#33.1").item
    assert (found.status.legal, found.forecast, len(found.occurrences)) == ("discharged", (), 1)


def test_what_the_commission_on_human_rights_had_asked_lapsed(engine: Engine) -> None:
    """A/RES/60/251 abolished it on 16 June 2006; the Human Rights Council took its place.

    (The two requests are made up.)
    """
    body, council = "Commission on Human Rights", "Human Rights Council"
    for number in ("3", "4"):
        asked = act(number, "request", "High Commissioner", "report",
                    due={"kind": "session", "organ": body, "session": 63})  # fmt: skip
        adopt(engine, f"E/RES/2005/{number}", "2005-07-20", asked, body="ECOSOC")
    gone = "E/RES/2005/3#3.1"
    engine.execute(
        [
            AbolishEntity(entity=body, authority="A/RES/60/251", on="2006-06-16"),
            TransferFunctions(entity=body, to=council, authority="A/RES/60/251", on="2006-06-16"),
            Lapse(mandate=gone, authority="A/RES/60/251", on="2006-06-16"),
        ],
        by="history",
    )
    assert engine.mandate(gone, as_of=date(2006, 6, 15)).item.status.legal == "in_force"
    found = engine.mandate(gone, as_of=date(2006, 6, 16)).item
    assert (found.status.legal, found.status.timeliness) == ("lapsed", "no_due_date")
    (entity,) = engine.beside().entities()
    assert entity.ended_on == date(2006, 6, 16)
    # What nobody said had lapsed has not: a person finds that, never the calendar.
    kept = engine.mandate("E/RES/2005/4#4.1", as_of=date(2006, 7, 1)).item
    assert kept.status.legal == "in_force"


def test_a_78_554_was_submitted_after_its_deadline(engine: Engine) -> None:
    """It answers A/RES/77/126 and came in October 2023, with that reason.

    (The paragraph, and that it was due at the 78th session, are inferred.)
    """
    adopt(engine, "A/RES/77/126", "2022-12-12", act("9", "request", "Secretary-General", "report",
                                                     due=ga(78)))  # fmt: skip
    late = "for reasons beyond the control of the submitting office"
    engine.execute(OpenSession(session="GA/78", on="2023-09-05"), by="history")
    submit = SubmitReport(document="A/78/554", answers=(("A/RES/77/126#9.1", None),),
                          late_reason=late, on="2023-10-25")  # fmt: skip
    engine.execute(submit, by="history")
    found = engine.mandate("A/RES/77/126#9.1").item
    (document,) = found.occurrences[0].reports
    assert document.late_reason == late
    by = {one.kind: (one.day, one.state, one.days) for one in found.occurrences[0].deadlines}
    assert by["submission"] == (date(2023, 6, 27), "late", 120)
    assert by["legal"][1] == "met"
