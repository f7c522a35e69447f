"""The commands that read: the shapes of their JSON, the two axes, the basis of each answer."""

from __future__ import annotations

import os
import pty
import subprocess
from datetime import UTC, datetime
from typing import Any

import pytest

from mandates.adapters.cli import tables

from .terminal import COMMAND, SYMBOL, Terminal

REPORT, ITEM = f"{SYMBOL}#1.1", f"{SYMBOL}#2.1"
BASIS = {"position", "as_of", "known_at", "view", "rules", "root", "clock"}
ITEM_KEYS = {
    "id", "title", "status", "tracked", "strength", "addressees", "deliverable", "instrument",
    "due",
}  # fmt: skip
DUE_KEYS = {"term", "anchor", "window", "submit_by", "issue_by", "legal_by", "calendar"}
EVENT_KEYS = {
    "position", "type", "stream", "version", "event_id", "recorded_at", "effective_on", "actor",
    "data",
}  # fmt: skip
READING: list[tuple[str, ...]] = [
    ("list",),
    ("list", "--all"),
    ("docket",),
    ("docket", "--session", "GA/56"),
    ("workload",),
    ("funding",),
    ("agenda", "GA/56"),
    ("forecast", "GA", "56"),
    ("show", REPORT),
    ("why", REPORT),
    ("why", REPORT, "timeliness"),
    ("history", REPORT),
    ("history", SYMBOL),
    ("session", "list"),
    ("audit", "events"),
]


def today() -> str:
    """The day on which the test runs, UTC."""
    return f"{datetime.now(UTC):%Y-%m-%d}"


def test_an_item_of_the_register(desk: Terminal) -> None:
    found = desk.json("list")
    assert found.keys() >= {"basis", "items"}
    assert found["basis"].keys() >= BASIS
    one = found["items"][0]
    assert one.keys() >= ITEM_KEYS
    assert one["status"].keys() >= {"legal", "implementation", "timeliness", "funding"}
    assert one["due"].keys() >= DUE_KEYS
    assert one["due"]["window"] == {"opens": "2001-09-11", "closes": "2002-09-09"}
    assert one["due"]["submit_by"] == "2001-07-03"
    assert one["due"]["calendar"] == "forecast"


def test_an_item_of_the_docket_has_its_occurrence(desk: Terminal) -> None:
    found = desk.json("docket", "--session", "GA/56")
    assert [(one["id"], one["occurrence"]) for one in found["items"]] == [(REPORT, 1), (ITEM, 1)]
    assert found["items"][0].keys() >= ITEM_KEYS
    assert found["session"]["opens"] == "2001-09-11"
    assert desk.json("docket", "GA/57")["items"] == []


def test_the_docket_names_the_day_that_its_session_was_moved_from(desk: Terminal) -> None:
    desk("session", "plan", "GA/56", "2001-09-11", "--on", "2000-11-03")
    desk("session", "open", "GA/56", "--on", "2001-09-12")
    session = desk("docket", "GA/56").out.splitlines()[0]
    assert (
        session == "GA/56: opened 2001-09-12 (planned for 2001-09-11), closes 2002-09-09 (recorded)"
    )


def test_the_docket_goes_on_after_a_due_point(desk: Terminal) -> None:
    told = desk("docket", "--limit", "1").out
    assert f"1 of 2: go on with --after {REPORT}" in told
    rest = desk.json("docket", "--after", f"{REPORT}/1")
    assert [one["id"] for one in rest["items"]] == [ITEM]
    assert (rest["total"], rest["more_after"]) == (2, None)
    assert "nothing more is due" in desk("docket", "--after", ITEM).out
    assert "0 of 2" in desk("docket", "--limit", "0").out
    assert "nothing is due and still open" in desk("docket", "GA/57").out
    assert "has no occurrence 7" in desk("docket", "--after", f"{REPORT}/7", code=2).error


def test_one_mandate_has_its_occurrences(desk: Terminal) -> None:
    found = desk.json("show", REPORT)
    assert found.keys() >= ITEM_KEYS | {"basis", "occurrences"}
    assert [one["number"] for one in found["occurrences"]] == [1]


def test_a_history_is_an_array_of_the_record_s_events(desk: Terminal) -> None:
    desk("waive", REPORT, "--reason", "moot")
    desk("void", "5", "--reason", "wrong")
    everything = desk.json("audit", "events")
    assert [one["position"] for one in everything] == [1, 2, 3, 4, 5, 6]
    assert all(one.keys() >= EVENT_KEYS for one in everything)
    assert everything[1]["type"] == "mandate.adopted.v1"
    assert everything[1]["stream"] == f"mandate-{REPORT}"
    own = [one for one in everything if one["stream"] == f"mandate-{REPORT}"]
    assert desk.json("history", REPORT) == own
    assert [one.get("void", False) for one in own] == [False, True, False]


def test_why_names_the_positions_that_make_a_value(desk: Terminal) -> None:
    desk("assign", REPORT, "--to", "UNDP")
    found = desk.json("why", REPORT)
    assert found.keys() >= {"id", "fields", "basis"}
    assert found["fields"]["leads"] == {"value": ["UNDP"], "because": [2, 5]}
    assert list(desk.json("why", REPORT, "leads")["fields"]) == ["leads"]
    assert "no field" in desk("why", REPORT, "colour", code=2).error
    assert "assigned to UNDP" in desk("why", REPORT, "leads").out


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_every_answer_rests_on_a_basis_and_says_so(desk: Terminal, words: tuple[str, ...]) -> None:
    assert desk(*words).last == f"true on {today()}, as known on {today()} (position 4)"
    asked = ("--as-of", "2001-12", "--known-at", "4")
    assert desk(*words, *asked).last == f"true on 2001-12-31, as known on {today()} (position 4)"
    answer = desk.json(*words, *asked)
    if isinstance(answer, dict):
        assert answer["basis"]["as_of"] == "2001-12-31"


@pytest.mark.parametrize(
    "words", [one for one in READING if one[0] not in ("show", "why", "history")], ids=" ".join
)
def test_before_the_first_event_the_answer_says_when_that_was(
    desk: Terminal, words: tuple[str, ...]
) -> None:
    first = desk.json("audit", "events")[0]["recorded_at"]
    for asked in (("--as-recorded-on", "2001-07-31"), ("--known-at", "3")):
        last = desk(*words, *asked).last
        assert last == f"nothing recorded before {first[:19]}Z"


@pytest.mark.parametrize(
    "words", [one for one in READING if one[0] not in ("show", "why", "history")], ids=" ".join
)
def test_a_database_that_does_not_exist_reads_as_empty_and_is_not_made(
    cli: Terminal, words: tuple[str, ...]
) -> None:
    assert cli(*words).last == "nothing recorded yet"
    answer = cli.json(*words)
    assert (answer if isinstance(answer, list) else answer["basis"]["position"]) in ([], 0)
    assert list(cli.folder.iterdir()) == []


def test_nothing_is_made_by_asking_for_the_state_of_nothing(cli: Terminal) -> None:
    assert "nothing recorded yet" in cli("status").out
    assert cli.json("status")["position"] == 0
    assert cli.json("projections", "status")["items"] == []
    assert cli.json("projections", "rebuild") == {}
    assert "nothing" in cli("tick").out
    for words in (("show", REPORT), ("why", REPORT), ("history", REPORT)):
        assert "not in the record" in cli(*words, code=2).error
    assert list(cli.folder.iterdir()) == []


def test_the_two_axes(desk: Terminal) -> None:
    desk("assign", REPORT, "--to", "UNDP", "--on", "2000-05")
    first = desk.json("audit", "events")[0]["recorded_at"]

    def leads(*asked: str) -> Any:
        return desk.json("show", REPORT, *asked)["leads"]

    assert leads("--as-of", "2000-05-30") == []
    assert leads("--as-of", "2000-05") == ["UNDP"]
    assert leads("--known-at", "4") == []
    assert leads("--known-at", first) == []
    assert leads("--known-at", today()) == ["UNDP"]
    assert leads("--known-at", today()[:7]) == ["UNDP"]
    assert leads("--as-recorded-on", today()) == ["UNDP"]
    assert len(desk.json("history", REPORT, "--known-at", "4")) == 1
    assert len(desk.json("audit", "events", "--as-of", "2000-01")) == 4


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (("--known-at", "2001"), "is a position"),
        (("--known-at", "yesterday"), "no day"),
        (("--known-at", "2001-09-12T99:00Z"), "no instant"),
        (("--as-of", "2001-02-30"), "no day"),
        (("--as-recorded-on", "2001", "--as-of", "2001"), "give no other"),
    ],
)
def test_a_point_in_time_that_is_none(desk: Terminal, asked: tuple[str, ...], why: str) -> None:
    assert why in desk("list", *asked, code=2).error


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (("--all",), 3),
        ((), 2),
        (("--instrument", "resolution 54/226"), 2),
        (("--instrument", "A/RES/1/1"), 0),
        (("--deliverable", "agenda-item"), 1),
        (("--strength", "binding"), 1),
        (("--strength", "Exhortation", "--all"), 1),
        (("--verb", "decide"), 1),
        (("--addressee", "secretary"), 1),
        (("--text", "south-south"), 1),
        (("--session", "GA", "56"), 2),
        (("--session", "GA/57"), 0),
        (("--adopted-session", "GA/54"), 2),
        (("--legal", "in force"), 2),
        (("--status", "overdue"), 2),
        (("--status", "not_stated"), 2),
        (("--implementation", "submitted"), 0),
        (("--timeliness", "overdue", "--as-of", "2001-01"), 0),
        (("--funding", "approved"), 0),
        (("--overdue",), 2),
        (("--overdue", "--as-of", "2001-01-01"), 0),
        (("--lead", "UNDP"), 0),
        (("--limit", "1"), 1),
        (("--limit", "0"), 0),
    ],
)
def test_the_register_is_filtered(desk: Terminal, filters: tuple[str, ...], found: int) -> None:
    assert len(desk.json("list", *filters)["items"]) == found


@pytest.mark.parametrize("words", [
    ("list", "--limit", "9" * 30), ("agenda", "GA/56", "--limit", "9" * 30),
    ("workload", "--limit", "9" * 30), ("list", "--text", "\udcff"), ("history", "\udcff"),
    ("list", "--as-of", "0001-01-01"), ("tick", "--now", "9999-12-30"),
])  # fmt: skip
def test_what_no_database_or_calendar_could_take_is_one_line(
    desk: Terminal, words: tuple[str, ...]
) -> None:
    assert len(desk(*words, code=2).err.splitlines()) == 1


def test_a_limit_tells_how_many_there_are(desk: Terminal) -> None:
    assert "1 of 3 mandates" in desk("list", "--all", "--limit", "1").out
    assert desk.json("list", "--all", "--limit", "1")["total"] == 3


def test_piped_text_is_aligned_whatever_the_width(
    desk: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    wide = desk("list").out
    monkeypatch.setenv("COLUMNS", "20")
    assert desk("list").out == wide
    head, first, second, *_ = wide.splitlines()
    column = head.index("timeliness")
    assert first[column:].startswith("overdue: legal")
    assert second[column:].startswith("overdue: legal")


@pytest.mark.parametrize("columns", ["60", "200"])
def test_on_a_terminal_it_is_a_table_or_a_stack_and_says_the_same(
    desk: Terminal, columns: str
) -> None:
    ours, theirs = pty.openpty()
    environment = {**os.environ, "COLUMNS": columns, "TERM": "xterm"}
    with subprocess.Popen(
        [*COMMAND, "list"], stdout=theirs, cwd=desk.folder, env=environment
    ) as running:
        os.close(theirs)
        seen = b""
        while True:
            try:
                seen += os.read(ours, 4096)
            except OSError:
                break
        assert running.wait() == 0
    os.close(ours)
    text = seen.decode()
    assert "\x1b[" in text
    assert REPORT in text
    assert "overdue" in text
    assert "(position 4)" in text


def test_the_sessions_of_a_body(desk: Terminal) -> None:
    found = desk.json("session", "list", "GA", "--from", "55", "--to", "57", "--as-of", "2001")
    assert [one["number"] for one in found["items"]] == [55, 56, 57]
    one = found["items"][1]
    assert one.items() >= {
        "opens": "2001-09-11", "status": "forecast", "rule": "A/RES/55/14",
    }.items()  # fmt: skip
    desk("session", "plan", "GA", "56", "--opens", "2001-09-11", "--on", "2001-01")
    desk("session", "move", "GA/56", "--to", "2001-09-12", "--on", "2001-09-11")
    desk("session", "open", "GA/56", "--on", "2001-09-12")
    desk("session", "close", "GA/56", "2002-09-09")
    (one,) = desk.json("session", "list", "GA/56")["items"]
    assert one.items() >= {
        "opens": "2001-09-12", "closes": "2002-09-09", "status": "recorded", "rule": None,
        "opened": "2001-09-12", "closed": "2002-09-09",
    }.items()  # fmt: skip
    assert [one["session"] for one in desk.json("session", "list")["items"]] == ["GA/56"]


def test_a_plan_entered_afterwards_holds_no_later_than_the_day_that_it_plans(
    desk: Terminal,
) -> None:
    desk("session", "plan", "GA/56", "--opens", "2001-09-11")
    desk("session", "open", "GA/56", "--on", "2001-09-12")
    assert desk.json("history", "GA/56")[0]["effective_on"] == "2001-09-11"


def test_a_row_that_has_no_room_stands_below_its_name_without_what_is_empty(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(tables, "on_terminal", lambda: True)
    monkeypatch.setenv("COLUMNS", "60")
    wide = "twenty-five letters wide."
    rows = [("1.1", None, wide, wide), ("2.1", "GA/56", wide, None)]
    tables.table(("id", "due", "title", "asks"), rows)
    lines = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert " ".join(lines) == f"1.1 title {wide} · asks {wide} 2.1 due GA/56 · title {wide}"
    assert {"1.1", "2.1"} <= {*lines}
