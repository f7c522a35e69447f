"""Internal notes as a user types them: shown on demand, in no export, erased with a reason."""

from __future__ import annotations

import json
from uuid import uuid4

from .terminal import SYMBOL, Terminal

REPORT = f"{SYMBOL}#1.1"
SECRET = "Ms. K. is on leave until May"


def test_an_internal_note_is_shown_where_it_is_asked_for_alone(desk: Terminal) -> None:
    desk("assign", REPORT, "--to", "UNDP", "--internal", SECRET)
    position = desk.position

    shown = desk("history", REPORT, "--internal")
    assert f"[internal: {SECRET}]" in shown.out
    assert f"internal (event {position}): {SECRET}" in desk("show", REPORT, "--internal").out
    (told,) = desk.json("show", REPORT, "--internal")["internal_notes"]
    assert told == {"position": position, "text": SECRET}
    assert desk.json("history", REPORT, "--internal")[-1]["internal_note"] == {"text": SECRET}

    assert "[with an internal note]" in desk("history", REPORT).out
    for words in (
        ("history", REPORT), ("show", REPORT), ("audit", "events"), ("list", "--all"),
        ("why", REPORT), ("docket",),
    ):  # fmt: skip
        assert SECRET not in desk(*words).out
        assert SECRET not in desk(*words, "--json").out


def test_a_remark_may_be_internal_as_a_whole(desk: Terminal) -> None:
    desk("note", REPORT, "--internal", SECRET)
    (event,) = desk.json("history", REPORT, "--internal")[-1:]
    assert event["data"] == {"text": "an internal note"}
    assert event["internal_note"] == {"text": SECRET}


def test_an_erased_note_is_gone_and_the_reason_stays(desk: Terminal) -> None:
    desk("note", REPORT, "--internal", SECRET)
    noted = desk.json("history", REPORT)[-1]
    before = desk.json("audit", "events")

    desk("erase", noted["event_id"], "--reason", "she asked for it", "--by", "the archivist")

    assert desk.json("audit", "events")[: len(before)] == before, "the events are as they were"
    said = f"erased by the archivist, event {desk.position}: she asked for it"
    assert said in desk("history", REPORT, "--internal").out
    erased = desk.json("history", REPORT, "--internal")[-1]["internal_note"]["erased"]
    assert erased["data"]["reason"] == "she asked for it"
    bytes_left = b"".join(one.read_bytes() for one in desk.folder.glob("*.db*"))
    assert bytes_left
    assert SECRET.encode() not in bytes_left
    assert "erased before" in desk("erase", str(noted["position"]), "--reason", "again").out
    assert (
        "what was erased is gone" in desk("void", str(desk.position), "--reason", "x", code=1).error
    )


def test_a_note_is_erased_from_all_events_of_its_command(desk: Terminal) -> None:
    desk("track", REPORT, f"{SYMBOL}#3.1", "--reason", "asked", "--internal", SECRET)
    first, second = desk.position - 1, desk.position
    desk("erase", str(first), "--reason", "x")
    assert "erased before" in desk("erase", str(second), "--reason", "x").out
    assert SECRET not in desk("history", f"{SYMBOL}#3.1", "--internal").out


def test_what_cannot_be_erased_is_said(desk: Terminal) -> None:
    position = desk.position
    assert "no internal note" in desk("erase", "1", "--reason", "x", code=2).error
    assert "no event" in desk("erase", "99", "--reason", "x", code=2).error
    assert "no event" in desk("erase", str(uuid4()), "--reason", "x", code=2).error
    assert "--reason" in desk("erase", "1", code=2).error
    desk("note", REPORT, "--internal", " ", code=2)
    assert desk.position == position


def test_a_command_sent_again_with_another_note_is_refused(desk: Terminal) -> None:
    words = ("assign", REPORT, "--to", "UNDP", "--command-id", str(uuid4()), "--internal")
    first = desk.json(*words, SECRET)
    assert desk.json(*words, SECRET)["positions"] == first["positions"]
    assert "another internal note" in desk(*words, "another", code=1).error
    assert "another internal note" in desk(*words[:-1], code=1).error
    desk("erase", str(first["positions"][0]), "--reason", "x")
    assert desk.json(*words, SECRET)["positions"] == first["positions"]


def test_a_dry_run_keeps_no_note(desk: Terminal) -> None:
    desk("note", REPORT, "--internal", SECRET, "--dry-run")
    assert SECRET.encode() not in (desk.folder / "mandates.db").read_bytes()


def test_a_line_of_a_file_may_have_an_internal_note_that_no_id_tells(desk: Terminal) -> None:
    ids: list[str] = []
    for text in (SECRET, "another"):
        line = {
            "command": "Note", "with": {"mandate": REPORT, "text": text}, "internal": text,
        }  # fmt: skip
        line["with"] = {"mandate": REPORT, "text": "the same"}
        desk.write("lines.jsonl", json.dumps(line) + "\n")
        code = 0 if text == SECRET else 1
        desk("execute", "lines.jsonl", code=code)
        event = desk.json("history", REPORT, "--internal")[-1]
        assert event["internal_note"] == {"text": SECRET}
        ids.append(event["command_id"])
    assert ids[0] == ids[1]


def test_an_internal_note_is_shown_and_not_done(desk: Terminal) -> None:
    """It is no part of what is recorded, and is shown on the same terminals."""
    before = desk.position
    assert "control" in desk("note", REPORT, "--internal", "\x1b]0;x\x07", code=2).error
    desk.write("line.jsonl", json.dumps({
        "command": "Note", "with": {"mandate": REPORT, "text": "x"}, "internal": "\x9b2J",
    }))  # fmt: skip
    assert "control" in desk("execute", "line.jsonl", code=2).error
    assert desk.position == before
    desk("note", REPORT, "--internal", "two\r\nlines\tof it")
