"""Auditors at the command line: replay, why with proofs, compare; corrections seen with them."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from .terminal import SYMBOL, Terminal

ROOT = Path(__file__).resolve().parents[2]
REPORT, ITEM = f"{SYMBOL}#1.1", f"{SYMBOL}#2.1"


def changed(cli: Terminal, a: str, b: str) -> dict[str, tuple[Any, Any, list[int]]]:
    """What differs of the report's mandate: each field's value at A, at B, and the events."""
    items = cli.json("audit", "compare", a, b, "--mandate", REPORT)["items"]
    fields: dict[str, Any] = items[0]["fields"] if items else {}
    return {name: (one["was"], one["now"], one["because"]) for name, one in fields.items()}


# --- corrections ----------------------------------------------------------------------------------


def test_each_answer_before_and_after_a_void_and_a_void_of_it(desk: Terminal) -> None:
    desk("waive", REPORT, "--reason", "moot")
    waived = str(desk.position)
    desk("void", waived, "--reason", "the wrong mandate")
    voided = str(desk.position)
    desk("void", voided, "--reason", "it was right")
    again = str(desk.position)

    assert changed(desk, waived, voided)["implementation"] == ("waived", "open", [int(voided)])
    assert changed(desk, voided, again)["implementation"] == ("open", "waived", [int(again)])
    assert changed(desk, waived, again) == {}
    for position, status in ((waived, "waived"), (voided, "open"), (again, "waived")):
        then = desk.json("show", REPORT, "--known-at", position)["status"]
        assert then["implementation"] == status, "what was answered then is answered the same"


def test_each_answer_before_and_after_a_correction(desk: Terminal) -> None:
    before = str(desk.position)
    desk("correct", REPORT, "--field", "due", "--to", "GA/57", "--reason", "misread")
    after = str(desk.position)
    due = changed(desk, before, after)["due"]
    assert (due[0]["session"], due[1]["session"], due[2]) == (56, 57, [int(after)])
    assert "misread" in desk("history", REPORT).out
    assert desk.json("show", REPORT)["id"] == REPORT, "its identity and its life stay"
    said = desk("audit", "compare", before, after).out
    assert f"due point moved from GA/56 to GA/57  [because of {after}]" in said
    assert "1 mandate differs" in said


def test_the_unlawful_consequence_of_a_void_is_named_and_may_go_with_it(desk: Terminal) -> None:
    desk("submit", REPORT, "--document", "A/56/465", "--answers", REPORT, "--on", "2001-07-01")
    submitted = desk.json("history", REPORT)[-1]
    desk("issue", "--document", "A/56/465", "--on", "2001-08-01")
    issued = desk.json("history", REPORT)[-1]
    head = desk.position
    first = desk.json("history", "A/56/465")[0]

    refused = desk("void", str(first["position"]), "--reason", "another text", code=1).error
    assert "would make later events unlawful" in refused
    assert "issued" in refused
    assert desk.position == head, "nothing is half recorded"

    report_issued = desk.json("history", "A/56/465")[-1]
    desk("void", str(first["position"]), str(report_issued["position"]), "--reason", "another text")
    marked = {one["position"]: one.get("void", False) for one in desk.json("history", REPORT)}
    assert marked[submitted["position"]]
    assert marked[issued["position"]]
    assert changed(desk, str(head), "now")["implementation"][:2] == ("issued", "open")


# --- replay ---------------------------------------------------------------------------------------


def test_a_life_is_played_step_by_step_in_words_and_as_json(desk: Terminal) -> None:
    desk("defer", REPORT, "--to", "GA/58", "--what", "delivery", "--ref", "A/RES/56/202",
         "--source", "https://example.org/56", "--on", "2001-12-21")  # fmt: skip
    said = desk("audit", "replay", REPORT).out
    moved = next(line for line in said.splitlines() if "due point moved" in line)
    assert f"because of event {desk.position} (" in moved
    assert "recorded by desk on " in moved
    assert "effective 2001-12-21, source https://example.org/56" in moved
    assert "due point moved from GA/56 to GA/58" in moved
    steps = desk.json("audit", "replay", REPORT)
    last = next(one for one in steps if one["event"] and one["event"]["position"] == desk.position)
    assert last["changes"]["due"]["now"]["session"] == 58
    assert last["words"] in said
    assert {one["mandate"] for one in desk.json("audit", "replay")} == {
        REPORT, ITEM, f"{SYMBOL}#3.1",
    }  # fmt: skip


def test_a_life_is_played_up_to_any_point_on_either_axis(desk: Terminal) -> None:
    desk("waive", REPORT, "--reason", "moot", "--on", "2001-03-01")
    words = ("audit", "replay", REPORT, "--axis", "effective")
    assert any("implementation" in one["changes"] for one in desk.json(*words)[1:])
    early = desk.json(*words, "--as-of", "2001-02-01")
    assert not any("implementation" in one["changes"] for one in early[1:])
    before = desk.json(*words, "--known-at", str(desk.position - 1))
    assert not any("implementation" in one["changes"] for one in before[1:])
    desk("audit", "replay", "A/RES/1/1#1.1", code=2)


def test_the_script_says_what_the_command_says(desk: Terminal) -> None:
    script = [sys.executable, str(ROOT / "scripts" / "replay_audit.py"), "--db", "mandates.db"]
    found = subprocess.run(
        [*script, REPORT, "--json"], capture_output=True, text=True, check=True, cwd=desk.folder
    )
    assert json.loads(found.stdout) == desk.json("audit", "replay", REPORT)
    assert found.stderr == ""
    bad = subprocess.run([*script, "x#y"], capture_output=True, text=True, cwd=desk.folder)
    assert bad.returncode == 2
    assert "Traceback" not in bad.stderr


# --- compare --------------------------------------------------------------------------------------


def test_points_are_written_in_every_way(desk: Terminal) -> None:
    desk("assign", REPORT, "--to", "UNDP", "--on", "2001-05-01")
    head = str(desk.position)
    before = f"2001-06-01@{desk.position - 1}"
    for point in (f"2001-06-01@{head}", "2001-06@now", "2001-06-01@2999-01-01T00:00Z"):
        assert changed(desk, before, point)["leads"] == ([], ["UNDP"], [desk.position])
    assert "leads" not in changed(desk, before, "2001-04-01@now")
    assert changed(desk, "now", f"now@{head}") == changed(desk, head, "now@now") == {}
    assert "no mandates differ" in desk("audit", "compare", "now", "now").out
    for wrong in ("", "yesterday", "@", "now@x", "2001", f"now@{desk.position + 1}"):
        desk("audit", "compare", wrong, "now", code=2)


def test_mandates_that_came_and_went_are_named(desk: Terminal) -> None:
    came = desk.json("audit", "compare", "0", "now")
    assert [one["what"] for one in came["items"]] == ["appeared"] * 3
    head = desk.position
    desk("void", "1", "--reason", "another text")
    gone = desk.json("audit", "compare", str(head), "now")
    assert [one["what"] for one in gone["items"]] == ["gone"] * 3
    assert gone["b"]["position"] == desk.position
    assert "is gone" in desk("audit", "compare", str(head), "now").out


# --- why, with proofs -----------------------------------------------------------------------------


def test_the_events_that_make_a_value_are_proven(desk: Terminal) -> None:
    pytest.importorskip("cryptography")
    desk("assign", REPORT, "--to", "UNDP")
    desk("audit", "keygen", "--key", "log.key", "--name", "example.org/mandates")
    desk("audit", "checkpoint", "--key", "log.key", "--out", "now.checkpoint")
    words = ("why", REPORT, "leads", "--proofs", "proofs")
    because = desk.json(*words, "--checkpoint", "now.checkpoint")["fields"]["leads"]["because"]
    written = {one.name for one in (desk.folder / "proofs").iterdir()}
    assert written == {f"{one}.tlog-proof" for one in because} != set()
    assert "--checkpoint" in desk(*words, code=2).error


# --- internal notes, verified ---------------------------------------------------------------------


def test_verify_passes_after_an_erasure_and_finds_a_note_that_was_changed(desk: Terminal) -> None:
    desk("note", REPORT, "--internal", "first")
    noted = desk.position
    desk("note", REPORT, "--internal", "second")
    desk("erase", str(noted), "--reason", "asked for")
    desk("audit", "verify", "--deep")

    def tamper(statement: str) -> None:
        with closing(sqlite3.connect(desk.folder / "mandates.db")) as connection:
            trigger = "SELECT sql FROM sqlite_schema WHERE name = 'record_notes_update'"
            ((guard,),) = connection.execute(trigger)
            connection.execute("DROP TRIGGER record_notes_update")
            connection.execute(statement)
            connection.execute(guard)
            connection.commit()

    tamper("UPDATE record_notes SET text = CAST('other!' AS BLOB) WHERE number = 2")
    said = desk("audit", "verify", "--deep", code=4)
    assert "another text" in said.out + said.err
    assert str(noted + 1) in said.out + said.err
    assert "another text" in desk("history", REPORT, "--internal", code=4).error
    tamper("UPDATE record_notes SET text = zeroblob(6), salt = zeroblob(32) WHERE number = 2")
    said = desk("audit", "verify", "--deep", code=4)
    assert "no reason is recorded" in said.out + said.err
