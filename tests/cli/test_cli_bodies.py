"""Bodies of one's own on the command line: written and shown by their codes."""

from __future__ import annotations

import pytest

from .terminal import SYMBOL, Terminal, act

OLD, NEW = "High-level Committee on TCDC", "High-level Committee on South-South Cooperation"
M = f"{SYMBOL}#1.1"


@pytest.fixture
def committee(cli: Terminal) -> Terminal:
    """A report due at a session of the Committee, by its old name."""
    due = {"kind": "session", "organ": OLD, "session": 20}
    cli.adopt(paragraphs=[{"number": "1", "acts": [act("1.1", due=due)]}])
    cli("body", "add", "HLC", OLD, "--parent", "GA", "--on", "1980")
    cli("body", "rename", "HLC", "--to", NEW, "--ref", "A/RES/58/220", "--on", "2003-12-23")
    return cli


def test_its_sessions_are_written_and_shown_by_its_code(committee: Terminal) -> None:
    committee("session", "plan", "hlc/20", "--opens", "2018-05-22", "--on", "2016-12-21")
    committee("session", "move", f"{NEW}/20", "2019-06-04", "--on", "2017-09-19")
    (one,) = committee.json("session", "list", f"{OLD}/20")["items"]
    assert (one["session"], one["opens"]) == ("HLC/20", "2019-06-04")
    assert "HLC/20" in committee("session", "list", "HLC").out
    for name in ("HLC/20", f"{OLD}/20", f"{NEW}/20"):
        (item,) = committee.json("docket", "--session", name, "--as-of", "2018-01-01")["items"]
        assert (item["id"], item["due"]["session"]) == (M, "HLC/20")
        assert len(committee.json("list", "--session", name)["items"]) == 1
    said = committee("docket", "--session", "HLC/20").out
    assert said.startswith("HLC/20: opens 2019-06-04")
    assert OLD not in said
    assert "HLC/20" in committee("list").out
    assert "HLC/20" in committee("show", M).out
    assert len(committee.json("history", f"{OLD}/20")) == 2


def test_what_is_put_off_to_its_session_is_found_there(committee: Terminal) -> None:
    committee("defer", M, "--to", "HLC/21", "--ref", "A/RES/71/318", "--on", "2017-09-19")
    assert [one["id"] for one in committee.json("docket", "--session", "HLC/21")["items"]] == [M]


def test_bodies_are_listed_with_who_stands_above(committee: Terminal) -> None:
    committee("body", "add", "SUB", "A sub-committee", "--parent", NEW)
    *_, hlc, sub = committee.json("body", "list")["items"]
    assert (hlc["code"], hlc["name"], hlc["former"]) == ("HLC", NEW, [OLD])
    assert sub["above"] == ["HLC", "GA"]
    assert "sub" in committee("history", "SUB").out.casefold()


@pytest.mark.parametrize(
    "words",
    [
        ("session", "plan", "HLX/20", "--opens", "2018"),
        ("session", "open", "HLX/20"),
        ("session", "list", "HLX/20"),
        ("session", "list", "HLX"),
        ("docket", "--session", "HLX/20"),
        ("list", "--session", "HLX/20"),
        ("list", "--adopted-session", "HLX/20"),
        ("defer", M, "--to", "HLX/20", "--ref", "A/RES/71/318"),
        ("policy", "set", "HLX", "--issue-days", "1"),
        ("body", "add", "SUB", "x", "--parent", "HLX"),
        ("body", "rename", "HLX", "--to", "x"),
        ("item", "list", "HLX/20"),
    ],
)
def test_a_code_that_nobody_knows_is_one_line(committee: Terminal, words: tuple[str, ...]) -> None:
    head = committee.position
    assert committee(*words, code=2).error.startswith("'HLX' is no body: ")
    assert committee.position == head


def test_an_empty_record_knows_no_code_either(cli: Terminal) -> None:
    assert "'HLX' is no body" in cli("docket", "--session", "HLX/20", code=2).error
    assert "'HLX' is no body" in cli("session", "plan", "HLX/20", "2018", code=2).error
