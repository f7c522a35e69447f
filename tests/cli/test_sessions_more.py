"""Sessions that are put off, interrupted, split or known to a month; the rules of the calendar."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from pathlib import Path

import pytest

from .terminal import SYMBOL, Terminal, act


def rows(cli: Terminal, *words: str) -> dict[str, str]:
    """The lines of a list, by session."""
    _, *lines, _ = cli("session", "list", *words).out.splitlines()
    return {line.split()[0]: " ".join(line.split()[1:]) for line in lines}


# --- postponed ------------------------------------------------------------------------------------


@pytest.fixture
def committee(cli: Terminal) -> Terminal:
    """The 20th session of the High-level Committee: moved, moved and put off."""
    cli("body", "add", "HLC", "High-level Committee on South-South Cooperation", "--parent", "GA")
    cli("session", "plan", "HLC/20", "--opens", "2018", "--on", "2016-12-21")
    cli("session", "move", "HLC/20", "2019-06", "--on", "2017-09-19", "--ref", "A/RES/71/318")
    cli("session", "move", "HLC/20", "--to", "2020-05", "--on", "2019-06-28",
        "--ref", "decision 73/553")  # fmt: skip
    return cli


def test_a_session_is_put_off_without_a_date(committee: Terminal) -> None:
    words = ("session", "postpone", "HLC/20", "--on", "2020-05-14", "--ref", "decision 74/553")
    assert "HLC/20: postponed without a date by A/DEC/74/553" in committee(*words).out
    assert "it is so already" in committee(*words).out
    (one,) = committee.json("session", "list", "HLC/20")["items"]
    assert (one["opens"], one["postponed"], one["status"]) == (None, True, "recorded")
    assert (one["precision"], one["closes"]) == (None, None)
    assert one["moved_from"] == ["2018", "2019-06", "2020-05"]
    assert rows(committee)["HLC/20"].startswith("no date recorded: postponed")
    said = committee("docket", "--session", "HLC/20").out
    assert "HLC/20: postponed without a date" in said
    assert "postponed without a date" in committee("history", "HLC/20").out
    committee("session", "open", "HLC/20", "2021-06-01")
    assert rows(committee)["HLC/20"].startswith("2021-06-01 recorded: opened")


def test_of_a_session_without_days_no_version_of_the_calendar_is_shown(
    committee: Terminal,
) -> None:
    due = {"kind": "session", "organ": "HLC", "session": 20}
    committee.adopt(paragraphs=[{"number": "1", "text": "Requests a report", "acts": [
        act("1.1", due=due), act("1.2", due={**due, "session": 21}),
    ]}])  # fmt: skip
    committee("session", "postpone", "HLC/20", "--on", "2020-05-14", "--ref", "decision 74/553")
    for act_id, calendar in (("1.1", "postponed"), ("1.2", "forecast")):
        shown = committee("show", f"{SYMBOL}#{act_id}").out
        assert f"calendar  {calendar}\n" in shown


def test_an_opened_session_cannot_be_put_off(committee: Terminal) -> None:
    committee("session", "open", "HLC/20", "2020-05-04")
    assert "it opened on 2020-05-04" in committee("session", "postpone", "HLC/20", code=1).error


@pytest.mark.parametrize(
    ("day", "opens", "precision", "said_so"),
    [("2017-01-01", "2018-01-01", "year", "2018"),
     ("2018-01-01", "2019-06-01", "month", "2019-06 (planned for 2018)"),
     ("2020-01-01", "2020-05-01", "month", "2020-05 (planned for 2018, then 2019-06)")],
)  # fmt: skip
def test_what_is_known_to_a_month_or_a_year_says_so(
    committee: Terminal, day: str, opens: str, precision: str, said_so: str
) -> None:
    (one,) = committee.json("session", "list", "HLC/20", "--as-of", day)["items"]
    assert (one["opens"], one["precision"]) == (opens, precision)
    said = committee("docket", "HLC/20", "--as-of", day).out
    assert f"HLC/20: opens {said_so}, no closing (recorded)" in said
    shown = said_so.split()[0]
    assert rows(committee, "HLC/20", "--as-of", day)["HLC/20"].startswith(f"{shown} recorded")


def test_a_day_that_is_set_within_the_month_that_was_said_moves_nothing(
    committee: Terminal,
) -> None:
    committee(
        "session", "move", "HLC/20", "2020-05-11", "--on", "2020-01-15", "--ref", "A/RES/74/1"
    )
    (one,) = committee.json("session", "list", "HLC/20")["items"]
    assert (one["opens"], one["moved_from"]) == ("2020-05-11", ["2018", "2019-06"])
    assert rows(committee)["HLC/20"] == "2020-05-11 recorded 2018, 2019-06"


def test_ecosoc_by_rule_is_known_to_the_month(cli: Terminal) -> None:
    (one,) = cli.json("session", "list", "ECOSOC/2020")["items"]
    assert (one["opens"], one["precision"], one["status"]) == ("2019-07-01", "month", "forecast")
    assert rows(cli, "ECOSOC/2020")["ECOSOC/2020"].startswith("2019-07 2020-07-31 forecast")


# --- interrupted ----------------------------------------------------------------------------------


def test_a_session_is_suspended_and_resumed(cli: Terminal) -> None:
    cli("session", "open", "HRC/43", "2020-02-24")
    said = cli("session", "suspend", "HRC/43", "2020-03-13", "--ref", "A/HRC/DEC/43/117")
    assert "HRC/43: suspended on 2020-03-13 by A/HRC/DEC/43/117" in said.out
    assert rows(cli, "HRC")["HRC/43"] == "2020-02-24 recorded: suspended on 2020-03-13"
    (one,) = cli.json("session", "list", "HRC/43")["items"]
    assert one["suspended"] is True
    assert one["breaks"] == [{"suspended": "2020-03-13", "resumed": None}]
    assert "HRC/43: resumed on 2020-06-15" in cli("session", "resume", "HRC/43", "2020-06-15").out
    (one,) = cli.json("session", "list", "HRC/43")["items"]
    assert one["suspended"] is False
    assert one["breaks"] == [{"suspended": "2020-03-13", "resumed": "2020-06-15"}]
    assert rows(cli, "HRC")["HRC/43"] == "2020-02-24 recorded: resumed on 2020-06-15"
    (then,) = cli.json("session", "list", "HRC/43", "--as-of", "2020-05-01")["items"]
    assert then["suspended"] is True


def test_a_window_that_nobody_has_closed_is_shown_as_open(cli: Terminal) -> None:
    cli.adopt(paragraphs=[{"number": "1", "text": "Requests a report", "acts": [
        act("1.1", due={"kind": "session", "organ": "Human Rights Council", "session": 43}),
    ]}])  # fmt: skip
    cli("session", "plan", "HRC/43", "2020-02-24", "--closes", "2020-03-20", "--on", "2019-12-06")
    cli("session", "suspend", "HRC/43", "2020-03-13", "--on", "2020-03-13")
    shown = cli("show", f"{SYMBOL}#1.1", "--as-of", "2020-05-01").out
    assert "window    2020-02-24 to not known\n" in shown
    assert "None" not in shown


def test_the_day_may_be_that_of_on(cli: Terminal) -> None:
    cli("session", "open", "HRC/43", "--on", "2020-02-24")
    cli("session", "suspend", "HRC", "43", "--on", "2020-03-13")
    cli("session", "resume", "HRC/43", "--first-day", "2020-06-15")
    (one,) = cli.json("session", "list", "HRC/43")["items"]
    assert one["breaks"] == [{"suspended": "2020-03-13", "resumed": "2020-06-15"}]


def test_a_day_ahead_is_decided_today_and_one_that_is_past_was_on_it(cli: Terminal) -> None:
    today = datetime.now(UTC).date().isoformat()
    cli("session", "plan", "HRC/90", "--opens", "2099-05-20")
    cli("session", "plan", "HRC/12", "--opens", "2009-05-29")
    ahead, past = cli.json("history", "HRC/90"), cli.json("history", "HRC/12")
    assert today <= ahead[0]["effective_on"] < "2099"
    assert past[0]["effective_on"] == "2009-05-29"


def test_only_what_is_interrupted_resumes(cli: Terminal) -> None:
    cli("session", "open", "HRC/43", "2020-02-24")
    assert "it was not suspended" in cli("session", "resume", "HRC/43", code=1).error
    cli("session", "suspend", "HRC/43", "2020-03-13")
    early = cli("session", "resume", "HRC/43", "2020-03-13", code=1)
    assert "it was suspended on 2020-03-13" in early.error


# --- parts ----------------------------------------------------------------------------------------


def test_a_part_has_days_of_its_own(cli: Terminal) -> None:
    said = cli("session", "plan", "GA/61", "--part", "first resumed", "--opens", "2007-03",
               "--closes", "2007-03-30", "--on", "2006-12-22")  # fmt: skip
    assert "GA/61/first-resumed: planned to open in 2007-03" in said.out
    assert "it is so already" in cli(
        "session", "plan", "GA/61/first-resumed", "2007-03", "--closes", "2007-03-30",
        "--on", "2006-12-22",
    ).out  # fmt: skip
    cli("session", "move", "GA", "61", "--part", "First resumed part", "--opens", "2007-03-05")
    cli("session", "open", "GA/61", "2007-03-05", "--part", "first part of its resumed session")
    found = cli.json("session", "list", "GA", "--from", "60", "--to", "62")["items"]
    assert [(one["number"], one["part"]) for one in found] == [
        (60, None), (61, None), (61, "first-resumed"), (62, None),
    ]  # fmt: skip
    assert (found[2]["opens"], found[2]["opened"]) == ("2007-03-05", "2007-03-05")
    assert found[1]["status"] == "forecast", "the whole session keeps its own days"
    cli("session", "close", "GA/61/first-resumed", "2007-03-30")
    assert [*rows(cli, "GA/61")] == ["GA/61", "GA/61/first-resumed"]
    (one,) = cli.json("session", "list", "GA/61/first resumed")["items"]
    assert one["closed"] == "2007-03-30"
    assert "closed on 2007-03-30" in cli("history", "GA/61/first-resumed").out


def test_parts_come_after_their_session_and_before_the_next(cli: Terminal) -> None:
    plans = {
        "GA/62": "2007-09-18", "GA/61/second-resumed": "2007-05-05", "GA/61/main": "2006-09-12",
        "GA/61": "2006-09-12", "GA/7": "1952-10-14",
    }  # fmt: skip
    for name, opens in plans.items():
        cli("session", "plan", name, opens, "--on", "1950")
    found = [one["session"] for one in cli.json("session", "list")["items"]]
    assert found == ["GA/7", "GA/61", "GA/61/main", "GA/61/second-resumed", "GA/62"]


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        (("plan", "GA/61/main", "--part", "main", "--opens", "2007"), "names a part already"),
        (("plan", "GA/61", "--part", "the", "--opens", "2007"), "'the' is no part of a session"),
        (("plan", "GA/61/the", "--opens", "2007"), "'the' is no part of a session"),
        (("plan", "GA", "--opens", "2007"), "is no session"),
        (("open", "GA/61", "2007-03"), "is no day: write 2001-09-12"),
        (("suspend", "GA/61", "2007"), "is no day"),
        (("plan", "GA/61", "--opens", "2007-13"), "is no day"),
    ],
)
def test_what_is_no_part_or_day_is_wrong_usage(
    cli: Terminal, words: tuple[str, ...], wrong: str
) -> None:
    assert wrong in cli("session", *words, code=2).error
    assert cli.position == 0


# --- the calendar of a fresh database -------------------------------------------------------------


def test_the_openings_of_the_assembly_are_those_that_are_sourced(
    cli: Terminal, corpus: Path
) -> None:
    found = cli.json("session", "list", "GA", "--from", "40", "--to", "85")["items"]
    assert [one["number"] for one in found] == list(range(40, 86))
    assert all(one["status"] == "forecast" and one["rule"] for one in found)
    opens = {one["number"]: one["opens"] for one in found}
    with (corpus / "domain" / "ga_sessions.csv").open(encoding="utf-8", newline="") as file:
        known = list(csv.DictReader(file))
    sourced = {
        int(row["session"]): row["opening_date"]
        for row in known
        if row["opening_status"] == "sourced"
    }
    assert len(sourced) >= 27
    assert {number: opens[number] for number in sourced} == {**sourced, 56: "2001-09-11"}
    computed = {
        int(row["session"]): row["opening_date"]
        for row in known
        if row["opening_status"] != "sourced"
    }
    assert {number: opens[number] for number in computed} == computed


def test_the_slip_of_the_56th_is_known_once_it_is_recorded(cli: Terminal) -> None:
    cli("session", "open", "GA/56", "--on", "2001-09-12")
    (one,) = cli.json("session", "list", "GA", "--from", "56", "--to", "56")["items"]
    assert (one["opens"], one["status"], one["rule"]) == ("2001-09-12", "recorded", None)


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("plan", "GA/0", "2001-09-11"), "0 is no session: they count from 1"),
        (("plan", f"GA/{'9' * 20}", "2001-09-11"), "is no session: they count from 1 to 9999"),
        (("plan", "GA/S-0", "2001-09-11"), "S-0 is no session: they count from 1"),
        (("list", "GA/abc"), "'GA/abc' is no session: write GA/56"),
        (("list", "GA", "--from", "9", "--to", "3"), "--from 9 lies after --to 3"),
        (("list", "GA", "--from", "1", "--to", "99999999"), "more than 10000 sessions"),
    ],
)
def test_what_is_no_session_is_one_line(cli: Terminal, words: tuple[str, ...], line: str) -> None:
    assert line in cli("session", *words, code=2).error


def test_a_number_is_the_same_with_zeros_before_it(cli: Terminal) -> None:
    cli("session", "plan", "GA/056", "2001-09-11")
    (one,) = cli.json("session", "list", "GA/56")["items"]
    assert one["status"] == "recorded"
