"""What was wrong is corrected or voided, and what becomes of a mandate; nothing is overwritten."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from .terminal import SYMBOL, Terminal, act, reading

REPORT, ITEM = f"{SYMBOL}#1.1", f"{SYMBOL}#2.1"


def status(cli: Terminal) -> dict[str, Any]:
    """The four axes of the report's mandate."""
    found: dict[str, Any] = cli.json("show", REPORT)["status"]
    return found


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("addressees", "UNDP, UNCTAD", ["UNDP", "UNCTAD"]),
        ("addressees", '["UNDP"]', ["UNDP"]),
        ("with", "UNCTAD", ["UNCTAD"]),
        ("title", "another", "another"),
        ("title", "2001", "2001"),
        ("title", "null", None),
        ("deliverable", "agenda item", "agenda_item"),
        ("due", '{"kind": "date", "date": "2001-06"}', {"kind": "date", "date": "2001-06"}),
        ("due", "GA/57", {"kind": "session", "organ": "General Assembly", "session": 57}),
        ("recurrence", "biennial", "biennial"),
        ("rhythm", "every session", {"recurrence": "every_session"}),
        ("rhythm", '{"recurrence": "other", "every": 90, "unit": "day"}', {"every": 90}),
        ("until", "2016-02-29", {"kind": "date", "date": "2016-02-29"}),
    ],
)
def test_a_field_is_corrected_to_plain_text_or_json(
    desk: Terminal, field: str, text: str, value: Any
) -> None:
    words = ("correct", REPORT, "--field", field, "--to", text, "--reason", "Corr.1")
    data = desk.json(*words)["events"][0]["data"]
    if isinstance(value, dict):
        assert data["value"].items() >= value.items()
    else:
        assert data["value"] == value
    assert desk.json(*words)["positions"] == []


def test_the_due_points_of_a_list_are_corrected_together(desk: Terminal) -> None:
    words = ("correct", REPORT, "--field", "dues", "--to", "GA/57, 2004-06", "--reason", "Corr.1")
    value = desk.json(*words)["events"][0]["data"]["value"]
    assert [one["kind"] for one in value] == ["session", "date"]


def test_a_value_that_does_not_fit_is_refused(desk: Terminal) -> None:
    words = ("correct", REPORT, "--reason", "x", "--field")
    assert "does not fit" in desk(*words, "deliverable", "--to", "novel", code=2).error
    assert "no due term" in desk(*words, "due", "--to", "someday", code=2).error
    assert "none of" in desk(*words, "colour", "--to", "red", code=2).error
    assert desk.position == 4


def test_an_event_is_voided_by_its_id_or_its_position_and_the_void_too(desk: Terminal) -> None:
    desk("waive", REPORT, "--reason", "moot")
    waived = desk.json("history", REPORT)[-1]
    desk("void", waived["event_id"], "--reason", "the wrong mandate")
    assert status(desk)["implementation"] == "open"
    assert desk.json("history", REPORT)[-2]["void"] is True
    assert "void already" in desk("void", str(waived["position"]), "--reason", "again").out
    desk("void", str(desk.position), "--reason", "it was right")
    assert status(desk)["implementation"] == "waived"
    assert "void" not in desk.json("history", REPORT)[-3]
    told = desk("history", REPORT).out.splitlines()
    assert f"void: event {waived['position']} voided: the wrong mandate" in told[-3]
    assert f"event {desk.position - 1} voided: it was right" in told[-2], "by what the table shows"


def test_voiding_the_adoption_voids_the_mandates(desk: Terminal) -> None:
    desk("void", "1", "--reason", "another text")
    assert desk.json("list", "--all")["items"] == []
    assert len(desk.json("history", SYMBOL)) == 2


def test_what_is_no_event_is_refused(desk: Terminal) -> None:
    for name in ("99", "0", "x", str(uuid4())):
        desk("void", name, "--reason", "x", code=2)
    assert desk.position == 4


def test_the_body_may_end_a_mandate_in_each_way(desk: Terminal) -> None:
    later = {"symbol": None, "session": 58, "paragraphs": [{"number": "1", "acts": [act("1.1")]}]}
    desk.write("later.json", reading(**later))
    desk("adopt", "later.json", "--symbol", "A/RES/58/220", "--date", "2003-12-23")
    heir, ref = "A/RES/58/220#1.1", ("--ref", "A/RES/58/220", "--on", "2003-12-23")

    def ends(command: str, *words: str) -> str:
        desk(command, REPORT, *words)
        legal = str(status(desk)["legal"])
        last = desk.json("history", REPORT)[-1]
        desk("void", last["event_id"], "--reason", "to try the next")
        return legal

    assert ends("reiterate", "--with", heir, *ref) == "in_force"
    assert ends("extend", "--until", "GA/90", *ref) == "in_force"
    assert ends("adapt", "--into", heir, *ref) == "adapted"
    assert ends("merge", ITEM, "--into", heir, *ref) == "merged"
    assert ends("replace", "--with", heir, *ref) == "replaced"
    assert ends("retire", *ref) == "retired"
    assert ends("expire", *ref) == "expired"
    assert ends("lapse", *ref) == "lapsed"


def test_only_the_body_or_one_above_it_ends_a_mandate(desk: Terminal) -> None:
    said = desk("retire", REPORT, "--ref", "S/RES/1325(2000)", code=1)
    assert REPORT in said.error
    assert desk.position == 4


def test_a_due_point_is_missed_once_its_window_has_closed(desk: Terminal) -> None:
    early = desk("miss", REPORT, "--ref", "A/RES/56/202", "--on", "2001-12-21", code=1)
    assert "closes on 2002-09-09" in early.error
    desk("miss", REPORT, "--ref", "A/RES/57/263", "--on", "2002-12-20")
    assert status(desk)["implementation"] == "missed"


def test_what_a_late_entry_overtook_is_marked_in_the_history(desk: Terminal) -> None:
    desk("correct", REPORT, "--field", "until", "--to", "2000-06-30", "--reason", "misread",
         "--on", "1999-12-22")  # fmt: skip
    desk("tick", "--now", "2000-07-03T12:00:00Z")
    assert status(desk)["legal"] == "expired"
    desk("extend", REPORT, "--until", "2000-12-31", "--ref", "A/RES/54/300", "--on", "2000-06-29")
    assert status(desk)["legal"] == "in_force"
    (ended,) = (one for one in desk.json("history", REPORT) if one["type"] == "mandate.expired.v1")
    assert ended["overtaken"] is True
    assert "overtaken: expired" in desk("history", REPORT).out


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("rhythm", '{"recurrence": "other", "every": 90, "unit": "day"}',
         "nothing to every 90 days"),
        ("dues", '[{"kind": "session", "organ": "GA", "session": 56}, '
                 '{"kind": "date", "date": "2003-06"}]', "none to GA/56, 2003-06"),
    ],
)  # fmt: skip
def test_what_was_corrected_is_told_as_a_person_would_write_it(
    desk: Terminal, field: str, text: str, said: str
) -> None:
    desk("correct", REPORT, "--field", field, "--to", text, "--reason", "Corr.1")
    assert f"{field} corrected from {said}: Corr.1" in desk("history", REPORT).out


def test_a_value_that_says_a_thing_twice_is_refused(desk: Terminal) -> None:
    twice = '{"kind": "date", "date": "2001-06", "date": "2002-06"}'
    words = ("correct", REPORT, "--field", "due", "--to", twice, "--reason", "Corr.1")
    assert "'date' stands twice" in desk(*words, code=2).error


def test_a_rhythm_that_has_no_name_is_shown_in_words(desk: Terminal) -> None:
    every = '{"recurrence": "other", "every": 90, "unit": "day"}'
    desk("correct", REPORT, "--field", "rhythm", "--to", every, "--reason", "Corr.1")
    assert "recurrence      every 90 days" in desk("show", REPORT).out
    assert desk.json("show", REPORT)["rhythm"]["every"] == 90
