"""`adopt`: one text, all or nothing, once."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from .terminal import DAY, SYMBOL, Terminal, act, reading


def test_the_gold_has_ten_tracked_mandates_of_fifteen(cli: Terminal, corpus: Path) -> None:
    said = cli.adopt_gold(corpus)
    assert len(said.out.splitlines()) == 16
    tracked = cli.json("list", "--instrument", SYMBOL)
    assert len(tracked["items"]) == 10
    assert {one["tracked"] for one in tracked["items"]} <= {"yes", "unknown"}
    assert len(cli.json("list", "--instrument", SYMBOL, "--all")["items"]) == 15


def test_adopting_again_changes_nothing_and_says_so(cli: Terminal, corpus: Path) -> None:
    cli.adopt_gold(corpus)
    before = cli.position
    said = cli.adopt_gold(corpus)
    assert said.out == f"{SYMBOL} is registered already, with the same content: nothing recorded\n"
    assert cli.position == before


def test_another_reading_is_refused_with_the_difference(desk: Terminal) -> None:
    before = desk.position
    other = reading(title="Another title")
    other["paragraphs"][0]["acts"][0]["addressees"] = ["UNDP"]
    desk.write("other.json", other)
    said = desk("adopt", "other.json", "--symbol", SYMBOL, "--date", DAY, code=1)
    assert "title" in said.error
    assert "act 1.1: addressees ('Secretary-General',) registered, ('UNDP',) given" in said.error
    assert desk.position == before


def test_register_is_another_name_for_it(cli: Terminal) -> None:
    cli.write("r.json", reading())
    cli("register", "r.json", "--symbol", SYMBOL, "--date", DAY)
    assert cli.position == 4


def test_the_draft_the_day_and_who_recorded_it_are_kept(cli: Terminal) -> None:
    cli.adopt("r.json", "--draft", "A/C.2/54/L.5/Rev.1", "--by", "registrar")
    event = cli.json("history", SYMBOL)[0]
    assert event["data"]["drafts"] == ["A/C.2/54/L.5/Rev.1", "A/C.2/54/L.5"]
    assert (event["effective_on"], event["actor"]) == (DAY, "registrar")


def test_a_month_will_do_for_the_day(cli: Terminal) -> None:
    cli.write("r.json", reading())
    cli("adopt", "r.json", "--symbol", SYMBOL, "--date", "1999-12")
    assert cli.json("history", SYMBOL)[0]["effective_on"] == "1999-12"


def test_json_may_come_from_stdin(cli: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    text = io.TextIOWrapper(io.BytesIO(json.dumps(reading()).encode()))
    monkeypatch.setattr(sys, "stdin", text)
    cli("adopt", "-", "--symbol", SYMBOL, "--date", DAY)
    assert cli.position == 4


def test_acts_that_the_reading_is_not_sure_of_are_named_and_need_a_yes(cli: Terminal) -> None:
    unsure = [{"number": "1", "acts": [act("1.1", confidence="low", reason="who is asked?")]}]
    cli.write("low.json", reading(paragraphs=unsure))
    words = ("adopt", "low.json", "--symbol", SYMBOL, "--date", DAY)
    said = cli(*words, code=1)
    assert "1.1 (who is asked?)" in said.error
    assert "--accept-low" in said.error
    assert cli.position == 0
    cli(*words, "--accept-low")
    assert cli.position == 2


def test_a_dry_run_tells_and_records_nothing(cli: Terminal) -> None:
    said = cli.adopt("r.json", "--dry-run")
    assert said.out.count("would record") == 4
    assert said.last == "dry run: nothing recorded"
    assert not (cli.folder / "mandates.db").exists()


def test_a_text_is_read_and_shown_and_registered_in_one_step(cli: Terminal, corpus: Path) -> None:
    text = corpus / "corpus" / "A_C.2_54_L.5.txt"
    said = cli("adopt", str(text), "--symbol", SYMBOL, "--date", DAY, "--draft", "A/C.2/54/L.5")
    assert "15 of them mandates" in said.err.splitlines()[1]
    assert len(cli.json("list", "--instrument", SYMBOL)["items"]) == 10
    adopted = [one for one in cli.json("audit", "events") if one["type"] == "mandate.adopted.v1"]
    assert len(adopted) == 15
    assert all(one["data"]["span"] and one["data"]["text_of"] == "draft" for one in adopted)


def test_without_a_symbol_or_a_day_nothing_is_recorded(cli: Terminal) -> None:
    cli.write("r.json", reading())
    assert "--symbol" in cli("adopt", "r.json", "--date", DAY, code=2).error
    assert "--date" in cli("adopt", "r.json", "--symbol", SYMBOL, code=2).error
    assert cli.position == 0


def _without(name: str) -> dict[str, Any]:
    whole = reading()
    del whole["paragraphs"][1]["acts"][0][name]
    return whole


@pytest.mark.parametrize(
    ("document", "place"),
    [
        (_without("verb"), "paragraphs[1].acts[0].verb: Field required"),
        (_without("deliverable"), "paragraphs[1].acts[0].deliverable: Field required"),
        ({"symbol": None}, "body: Field required"),
        (reading(paragraphs=[{"number": "1", "acts": [act("2.1")]}]), "paragraphs[0]: act '2.1'"),
        (reading(paragraphs=3), "paragraphs: "),
        ([1, 2], "the JSON is no object"),
        ("{'symbol'", "no JSON: line 1, column 2"),
        ("", "no JSON"),
        ("[" * 100_000, "no JSON"),
        ('{"symbol": "A/RES/1/1", "body": "GA", "body": "SC"}', "'body' stands twice"),
    ],
)
def test_json_that_breaks_the_contract_names_the_place(
    desk: Terminal, document: object, place: str
) -> None:
    before = desk.position
    desk.write("bad.json", document)
    said = desk("adopt", "bad.json", "--symbol", "A/RES/55/1", "--date", DAY, code=2)
    assert place in said.error
    assert "bad.json" in said.error
    assert desk.position == before


@pytest.mark.parametrize(
    ("symbol", "why"),
    [("A/56/465", "not of an adopted text"), ("nonsense", "is no symbol")],
)
def test_a_symbol_that_no_resolution_has_is_refused(cli: Terminal, symbol: str, why: str) -> None:
    cli.write("r.json", reading())
    assert why in cli("adopt", "r.json", "--symbol", symbol, "--date", DAY, code=2).error
    assert cli.position == 0


def test_a_file_that_is_not_there_is_one_line(cli: Terminal) -> None:
    said = cli("adopt", "none.json", "--symbol", SYMBOL, "--date", DAY, code=2)
    assert said.error == "none.json cannot be read: No such file or directory"


def test_show_has_the_list_to_which_the_words_lead(cli: Terminal) -> None:
    one = reading()
    one["paragraphs"][0]["text"] = "Requests the Secretary-General, in particular:"
    one["paragraphs"].insert(1, {"number": "1(a)", "text": "To report;", "acts": []})
    cli.write("r.json", one)
    cli("adopt", "r.json", "--symbol", SYMBOL, "--date", DAY)
    lines = [line.strip() for line in cli("show", f"{SYMBOL}#1.1").out.splitlines()]
    at = lines.index("text            Requests the Secretary-General, in particular:")
    assert lines[at + 1] == "(a) To report;"
