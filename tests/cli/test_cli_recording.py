"""The commands that record: what they move, what they say, what all of them take."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from .terminal import SYMBOL, Terminal

REPORT, ITEM, STATES = f"{SYMBOL}#1.1", f"{SYMBOL}#2.1", f"{SYMBOL}#3.1"
ON = ("--on", "2001-12-21")


def status(cli: Terminal, mandate: str = REPORT) -> dict[str, Any]:
    """The four axes of a mandate."""
    found: dict[str, Any] = cli.json("show", mandate)["status"]
    return found


def test_submit_defer_and_consider_move_the_statuses_of_the_gold(
    cli: Terminal, corpus: Path
) -> None:
    cli.adopt_gold(corpus)
    report, item = f"{SYMBOL}#2.2", f"{SYMBOL}#18.1"
    cli("submit", "--document", "A/56/465", "--answers", f"{report},{SYMBOL}#18.2", *ON)
    assert status(cli, report)["implementation"] == "submitted"
    assert status(cli, f"{SYMBOL}#18.2")["implementation"] == "submitted"
    cli("defer", item, "--to", "GA", "57", "--ref", "A/RES/56/202", *ON)
    assert cli.json("show", item)["due"]["term"]["session"] == 57
    cli("consider", report, "--ref", "A/RES/56/202", *ON)
    found = status(cli, report)
    assert (found["legal"], found["implementation"]) == ("discharged", "considered")
    told = cli.json("history", report)
    assert [one["type"] for one in told][-3:] == [
        "mandate.report_submitted.v1", "mandate.considered.v1", "mandate.completed.v1",
    ]  # fmt: skip
    assert {one["actor"] for one in told} == {"desk"}
    assert {one["effective_on"] for one in told[-3:]} == {"2001-12-21"}


def test_what_was_recorded_is_told_a_line_for_each_event(desk: Terminal) -> None:
    said = desk("submit", REPORT, "--document", "A/56/465", *ON, "--late-reason", "consultations")
    lines = said.out.splitlines()
    assert lines[0].split(maxsplit=2)[:2] == ["5", "2001-12-21"]
    assert lines[1].endswith(f"{REPORT}: occurrence 1: A/56/465 submitted (consultations)")


def test_as_json_it_is_the_answer_to_the_command(desk: Terminal) -> None:
    answer = desk.json("assign", REPORT, "--to", "UNDP")
    assert set(answer) == {"command_id", "positions", "events"}
    assert answer["positions"] == [5]
    assert answer["events"] == desk.json("history", REPORT)[-1:]


def test_several_mandates_are_one_command_all_or_nothing(desk: Terminal) -> None:
    answer = desk.json("assign", REPORT, f"{ITEM},{STATES}", "--to", "UNDP")
    assert answer["positions"] == [5, 6, 7]
    assert len({one["command_id"] for one in answer["events"]}) == 1
    desk("waive", REPORT, f"{SYMBOL}#9.9", "--reason", "moot", code=2)
    assert desk.position == 7


def test_the_same_command_id_records_once_and_answers_the_same(desk: Terminal) -> None:
    words = ("note", REPORT, "a remark", "--command-id", str(uuid4()))
    first, again = desk.json(*words), desk.json(*words)
    assert first == again
    assert desk.position == 5
    other = desk("note", REPORT, "another", *words[-2:], code=1)
    assert "used for another command" in other.error


def test_a_wish_already_satisfied_records_nothing_and_says_so(desk: Terminal) -> None:
    desk("track", STATES, "--reason", "of interest")
    before = desk.position
    assert "nothing recorded" in desk("track", STATES, "--reason", "of interest").out
    assert desk.json("track", STATES, "--reason", "of interest")["positions"] == []
    assert desk.position == before


def test_a_dry_run_records_nothing(desk: Terminal) -> None:
    found = desk.json("retire", REPORT, "--ref", "A/RES/56/202", "--dry-run")
    assert (found["dry_run"], found["positions"]) == (True, [])
    assert [one["type"] for one in found["events"]] == ["mandate.retired.v1"]
    assert "dry run" in desk("retire", REPORT, "--ref", "A/RES/56/202", "--dry-run").out
    assert desk.position == 4


def test_who_records_is_by_else_the_environment_else_the_login(
    desk: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def actor() -> str:
        return str(desk.json("history", REPORT)[-1]["actor"])

    desk("note", REPORT, "one", "--by", "registrar")
    assert actor() == "registrar"
    desk("note", REPORT, "two")
    assert actor() == "desk"
    monkeypatch.delenv("MANDATES_BY")
    monkeypatch.setenv("LOGNAME", "login")
    desk("note", REPORT, "three")
    assert actor() == "login"


@pytest.mark.parametrize("by", ["", "  "])
def test_an_empty_name_is_nobody_s_and_not_the_login_s(desk: Terminal, by: str) -> None:
    """As a script gives it, of which a variable is not set."""
    before = desk.position
    assert "--by names nobody" in desk("note", REPORT, "one", "--by", by, code=2).error
    assert desk.position == before


def test_the_ground_of_a_fact_is_kept(desk: Terminal) -> None:
    desk(
        "progress", REPORT, "--statement", "drafting", "--ref", "A/C.2/56/SR.3 para 12",
        "--source", "https://undocs.org/A/C.2/56/SR.3", "--confidence", "inferred",
        "--note", "heard", "--on", "2001-10",
    )  # fmt: skip
    event = desk.json("history", REPORT)[-1]
    assert event["source"] == {
        "symbol": "A/C.2/56/SR.3", "paragraph": "12",
        "url": "https://undocs.org/A/C.2/56/SR.3", "confidence": "inferred",
    }  # fmt: skip
    assert (event["note"], event["effective_on"]) == ("heard", "2001-10")


def test_an_authority_goes_to_the_fact_where_it_has_one(desk: Terminal) -> None:
    desk("consider", REPORT, "--ref", "resolution 56/202", *ON)
    assert desk.json("history", REPORT)[-2]["data"]["authority"] == "A/RES/56/202"


def test_a_paragraph_of_an_authority_is_where_the_fact_was_found(desk: Terminal) -> None:
    desk("consider", REPORT, "--ref", "A/RES/56/202 para 3", *ON)
    considered = desk.json("history", REPORT)[-2]
    assert considered["data"]["authority"] == "A/RES/56/202"
    assert considered["source"] == {
        "symbol": "A/RES/56/202", "paragraph": "3", "confidence": "sourced",
    }  # fmt: skip


def test_a_mandate_that_is_named_twice_is_meant_once(desk: Terminal) -> None:
    assert len(desk.json("note", REPORT, "54/226#1.1", "x")["positions"]) == 1


def test_loose_ways_to_write_a_mandate_are_understood(desk: Terminal) -> None:
    desk("note", "54/226#1.1", "x")
    desk("note", "resolution 54/226#1.1", "y")
    assert len(desk.json("history", REPORT)) == 3


def test_an_occurrence_is_named_with_the_mandate_or_beside_it(desk: Terminal) -> None:
    desk("progress", f"{REPORT}/1", "--statement", "x")
    desk("progress", REPORT, "--occurrence", "1", "--statement", "y")
    assert "no occurrence 2" in desk("waive", f"{REPORT}/2", "--reason", "x", code=1).error
    assert "whole mandate" in desk("assign", f"{REPORT}/1", "--to", "UNDP", code=2).error


def test_entities_take_a_mandate_on_in_the_lead_or_contributing(desk: Terminal) -> None:
    desk("assign", REPORT, "UNDP")
    desk("assign", REPORT, "--lead", "UNCTAD", "--contributing", "ITC", "--contributing", "FAO")
    found = desk.json("show", REPORT)
    assert found["leads"] == ["UNDP", "UNCTAD"]
    assert found["contributing"] == ["ITC", "FAO"]
    assert len(desk.json("list", "--lead", "unctad")["items"]) == 1


@pytest.mark.parametrize(
    ("to", "term"),
    [("GA/57", {"session": 57}), ("2003-06", {"date": "2003-06"}), ("open", {"kind": "open"})],
)
@pytest.mark.parametrize("what", ["consideration", "delivery"])
def test_a_deferral_goes_to_a_session_a_date_or_an_open_end(
    desk: Terminal, to: str, term: dict[str, Any], what: str
) -> None:
    ref = ("--ref", "decision 56/450", "--exceptional", *ON)
    event = desk.json("defer", REPORT, "--to", to, "--what", what, *ref)["events"][0]
    assert event["data"]["to"].items() >= term.items()
    assert (event["data"]["what"], event["data"]["exceptional"]) == (what, True)


def test_a_report_is_issued_once_it_is_out_in_all_languages(desk: Terminal) -> None:
    desk("submit", REPORT, "--document", "A/56/465", "--on", "2001-07-01")
    said = desk("issue", "A/56/465", "--languages", "en,fr", "--on", "2001-07-20")
    assert said.last == "A/56/465 is not out yet in ar, es, ru, zh"
    assert status(desk)["implementation"] == "submitted"
    answer = desk.json("issue", REPORT, "--on", "2001-07-30")
    assert answer["missing_languages"] == {"A/56/465": []}
    assert status(desk)["implementation"] == "issued"
    assert "already" in desk("issue", "A/56/465").out


def test_a_report_that_was_not_submitted_or_answers_another_is_not_issued(desk: Terminal) -> None:
    assert "not submitted" in desk("issue", "A/56/465", code=2).error
    assert "no document does answer" in desk("issue", REPORT, code=2).error
    desk("submit", REPORT, "--document", "A/56/465", "--on", "2001-07-01")
    wrong = desk("issue", ITEM, "--document", "A/56/465", code=2)
    assert wrong.error == f"A/56/465 does not answer {ITEM}"
    assert "none of" in desk("issue", "A/56/465", "--languages", "de", code=2).error


@pytest.mark.parametrize(
    "words",
    [
        ("assign", REPORT),
        ("submit", REPORT),
        ("submit", "--document", "A/56/465"),
        ("issue",),
        ("defer", REPORT, "--ref", "A/RES/56/202"),
        ("defer", REPORT, "--to", "GA/57"),
        ("defer", REPORT, "--to", "later", "--ref", "A/RES/56/202"),
        ("retire", REPORT),
        ("retire", REPORT, "--ref", "nobody"),
        ("retire",),
        ("merge", REPORT, "--ref", "A/RES/56/202"),
        ("extend", REPORT, "--ref", "A/RES/56/202"),
        ("track", REPORT),
        ("note", REPORT),
        ("note", "hello"),
        ("correct", REPORT, "--field", "title", "--to", "x"),
        ("void", "1"),
        ("void", "--reason", "x"),
        ("progress", REPORT, "--state", "asleep"),
        ("progress", REPORT, "--occurrence", "0"),
        ("progress", "nonsense"),
        ("note", REPORT, "x", "--on", "2001-13"),
        ("note", REPORT, "x", "--command-id", "1"),
    ],
)
def test_what_is_missing_or_cannot_be_understood_is_wrong_usage(
    desk: Terminal, words: tuple[str, ...]
) -> None:
    assert words[0] in desk(*words, code=2).error
    assert desk.position == 4


def test_an_unknown_mandate_is_no_mandate_to_record_on(desk: Terminal) -> None:
    for words in (("waive", "--reason", "x"), ("assign", "--to", "UNDP"), ("consider",)):
        said = desk(words[0], f"{SYMBOL}#9.9", *words[1:], code=2)
        assert f"{SYMBOL}#9.9" in said.error
    assert desk.position == 4
