"""Reports on the command line, from their forecast on."""

from __future__ import annotations

import pytest

from .terminal import SYMBOL, Terminal

M = f"{SYMBOL}#1.1"
SLOT = "2001-117"


@pytest.fixture
def begun(cli: Terminal) -> Terminal:
    cli.adopt()
    cli("report", "forecast", SLOT, "--title", "South-South", "--expected", "2001-07",
        "--on", "2001-03-01")  # fmt: skip
    cli("report", "slot", SLOT, "--day", "2001-07-03", "--on", "2001-04-01")
    return cli


def test_a_slot_and_a_symbol_are_one_report(begun: Terminal) -> None:
    begun("submit", M, "--document", "A/56/465", "--slot", SLOT, "--on", "2001-10-01")
    begun("issue", "A/56/465", "--on", "2001-10-02")
    begun("report", "supplement", "A/56/465", "A/56/465/Corr.1", "--on", "2001-10-03")
    for name in (SLOT, "A/56/465"):
        said = begun("report", "show", name).out
        assert said.startswith("A/56/465\n")
        assert f"{SLOT} on 2001-07-03" in said
        one = begun.json("report", "show", name)
        assert (one["report"], one["begun"], one["answers"]) == ("A/56/465", [SLOT], [f"{M}/1"])
        assert one["supplements"] == ["A/56/465/Corr.1"]
        assert len(begun.json("history", name)) == 7
    (only,) = begun.json("report", "list")["items"]
    assert only["report"] == "A/56/465"
    (earlier,) = begun.json("report", "list", "--as-of", "2001-03-31")["items"]
    assert earlier["slot"] is None
    assert "South-South" in begun("report", "list").out


def test_nothing_is_missing_of_a_report_that_is_out_in_what_its_body_requires(
    begun: Terminal,
) -> None:
    begun("policy", "set", "GA", "--language", "en", "--language", "fr", "--on", "2001-01-01")
    begun("submit", M, "--document", "A/56/465", "--on", "2001-10-01")
    said = begun("issue", "A/56/465", "--languages", "fr,en", "--on", "2001-10-02").out
    assert "not out yet" not in said
    assert begun.json("report", "show", "A/56/465")["missing"] == []
    assert "not yet in" not in begun("report", "show", "A/56/465").out


def test_a_symbol_that_comes_before_the_report(begun: Terminal) -> None:
    begun("report", "name", SLOT, "--document", "A/56/465", "--on", "2001-06-01")
    assert begun.json("report", "show", SLOT)["document"] == "A/56/465"
    assert begun.json("report", "show", SLOT)["submitted"] is None


@pytest.mark.parametrize(
    ("words", "code", "line"),
    [
        (("report", "show", "2001-999"), 2, "report 2001-999 is not in the record"),
        (("report", "show", " "), 2, "names no report"),
        (("report", "forecast", "x#1"), 2, "names no report"),
        (("report", "forecast", SLOT, "--expected", "soon"), 2, "soon"),
        (("report", "name", "2001-999", "--document", "A/56/465"), 2, "no report was forecast"),
        (("report", "name", SLOT), 2, "--document"),
        (("report", "supplement", "A/56/465", "A/56/466/Add.1"), 2, "write A/56/465/Add.1"),
        (("report", "supplement", "A/56/465", "A/56/465/Add.1"), 1, "was not submitted"),
        (("submit", M, "--document", "A/56/465", "--slot", "2001-999"), 2, "no report was"),
        (("issue", SLOT), 2, "is no symbol"),
    ],
)
def test_bad_input_is_one_line(
    begun: Terminal, words: tuple[str, ...], code: int, line: str
) -> None:
    head = begun.position
    assert line in begun(*words, code=code).error
    assert begun.position == head


def test_before_anything_is_recorded_there_is_no_report(cli: Terminal) -> None:
    assert "no report is in the record" in cli("report", "list").out
