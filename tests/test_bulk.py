"""Files of commands: every public command by its name, each line at most once, refusals told."""

from __future__ import annotations

import json
import subprocess
import sys
import tracemalloc
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

import pytest
from cli.terminal import Said, Terminal

import mandates
from mandates import BadInput
from mandates.adapters.bulk import BadLine, Line, lines
from mandates.domain.command import Command
from mandates.domain.commands import COMMANDS, command_of
from mandates.domain.mandate.commands import Announce
from spec import M

NOTE = {"command": "Note", "with": {"mandate": M, "text": "a remark"}}
OWN_ID = "6f0c5d4e-2d0b-4c7e-9a53-1b8e0f6a2c11"
MANDATE = "A/RES/54/226#1.1"


# --- the table of commands ------------------------------------------------------------------------


def kinds(kind: type[Command] = Command) -> Iterator[type[Command]]:
    """The commands themselves, without what several of them have in common."""
    below = [one for one in kind.__subclasses__() if one.__module__.startswith("mandates.")]
    if not below and kind is not Command:
        yield kind
    for one in below:
        yield from kinds(one)


def test_the_table_holds_every_command_but_the_one_that_only_the_tick_issues() -> None:
    assert {*kinds()} - {*COMMANDS.values()} == {Announce}
    assert {*COMMANDS.values()} <= {*kinds()}
    assert len({*COMMANDS}) == len({*COMMANDS.values()})
    assert all(name == kind.__name__ for name, kind in COMMANDS.items())


def test_every_command_of_the_public_names_is_in_it() -> None:
    public = (getattr(mandates, name) for name in mandates.__all__)
    commands = {one for one in public if isinstance(one, type) and issubclass(one, Command)}
    assert commands <= {*COMMANDS.values()}


def test_a_command_is_made_of_json() -> None:
    to = {"kind": "session", "organ": "GA", "session": 57}
    fields = {"mandate": M, "to": to, "authority": "decision 55/100", "on": "2001-12"}
    made = command_of("Defer", fields)
    assert isinstance(made, mandates.Defer)
    assert made.authority == "A/DEC/55/100"
    assert made.on == "2001-12"


@pytest.mark.parametrize(
    ("name", "fields", "wrong"),
    [
        ("Defr", {}, "'Defr' is no command: did you mean Defer?"),
        ("Announce", {"mandate": M}, "'Announce' is no command"),
        ("xyz", {}, "'xyz' is no command"),
        ("Note", {"mandate": M}, "Note: text: Field required"),
        ("Note", {"mandate": "M", "text": "t"}, "Note: mandate: 'M' is no mandate"),
        ("Note", {"mandate": M, "text": "t", "colour": "red"}, "Note: colour: Extra inputs"),
        ("SubmitReport", {"document": "A/56/1", "answers": [[M]]}, "answers[0][1]"),
    ],
)
def test_what_is_no_command_is_told(name: str, fields: dict[str, Any], wrong: str) -> None:
    with pytest.raises(BadInput) as told:
        command_of(name, fields)
    assert wrong in str(told.value)


# --- lines ----------------------------------------------------------------------------------------


def read(*contents: Any) -> list[Line | BadLine]:
    return list(lines([_bytes(one) for one in contents]))


def _bytes(content: Any) -> bytes:
    return content if isinstance(content, bytes) else json.dumps(content).encode() + b"\n"


def one(content: Any) -> Line:
    (found,) = read(content)
    assert isinstance(found, Line), found
    return found


def bad(content: Any) -> str:
    (found,) = read(content)
    assert isinstance(found, BadLine), found
    return found.reason


def test_a_line_is_a_command_and_what_lies_around_it() -> None:
    found = one(
        {
            **NOTE, "by": "desk", "on_behalf_of": "UNDP", "command_id": OWN_ID, "on": "2001-09",
            "source": {"symbol": "A/56/1"}, "note": "from a letter", "correlation_id": OWN_ID,
        }
    )  # fmt: skip
    (command,) = found.commands
    assert isinstance(command, mandates.Note)
    assert (command.on, command.note) == ("2001-09", "from a letter")
    assert command.source is not None
    assert command.source.symbol == "A/56/1"
    assert (found.by, found.on_behalf_of) == ("desk", "UNDP")
    assert found.command_id == found.correlation_id == UUID(OWN_ID)


def test_a_list_is_one_transaction() -> None:
    found = one([{**NOTE, "by": "desk"}, NOTE])
    assert len(found.commands) == 2
    assert found.by == "desk"


def test_empty_lines_are_left_out_and_counted() -> None:
    found = read(b"\xef\xbb\xbf\n", b"  \r\n", NOTE, b"", {"command": "x"})
    assert [one.number for one in found] == [3, 5]


@pytest.mark.parametrize(
    ("content", "wrong"),
    [
        (b"{", "no JSON: column 2"),
        (b"\xff\xfe", "no UTF-8: byte 1"),
        (b"[" * 100_000, "nested too deep"),
        (b'{"command": "Note", "with": {"text": "a", "text": "b"}}', "'text' stands twice in one"),
        ([], "an empty list"),
        ("Note", "no command"),
        ([NOTE, 1], "no command"),
        ({"with": {}}, '"command" is missing'),
        ({"command": 1}, '"command" is missing'),
        ({"command": "Note", "with": []}, '"with" is no object'),
        ({"command": "Note", "mandate": M, "text": "t"}, "'mandate' is no part of a command"),
        ({**NOTE, "command_id": "x"}, "'x' is no UUID"),
        ({**NOTE, "command_id": 7}, "7 is no UUID"),
        ({**NOTE, "by": " "}, "'by' is no name"),
        ({**NOTE, "on": "yesterday"}, "'yesterday' is no day"),
        ([{**NOTE, "by": "a"}, {**NOTE, "by": "b"}], "'by' differs within one line"),
        ({"command": "Note", "with": {"on": "2001"}, "on": "2002"}, "'on' stands both in"),
    ],
)
def test_a_line_that_cannot_be_executed_says_why(content: Any, wrong: str) -> None:
    assert wrong in bad(content)


def test_an_id_is_made_of_the_content_whatever_its_place_and_its_layout() -> None:
    other = {**NOTE, "on": "2001"}
    ids = [line.command_id for line in read(NOTE, other) if isinstance(line, Line)]
    loose = b'{ "with":{"text": "a remark", "mandate": "' + M.encode() + b'"}, "command":"Note" }'
    again = [line.command_id for line in read(b"", other, loose) if isinstance(line, Line)]
    assert again == ids[::-1]
    assert len({*ids}) == 2


def test_the_same_content_twice_is_two_wishes_and_both_are_stable() -> None:
    first = [line.command_id for line in read(NOTE, NOTE, NOTE) if isinstance(line, Line)]
    assert len({*first}) == 3
    later = [line.command_id for line in read(NOTE, NOTE) if isinstance(line, Line)]
    assert later == first[:2]


def test_a_long_file_does_not_fill_the_memory() -> None:
    def source() -> Iterator[bytes]:
        for number in range(5_000):
            note = {"command": "Note", "with": {"mandate": M, "text": f"{number} {'x' * 4000}"}}
            yield json.dumps(note).encode()

    tracemalloc.start()
    assert sum(1 for _ in lines(source())) == 5_000
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 2_000_000, "the file has 20 million bytes"


# --- execute --------------------------------------------------------------------------------------

Write = Callable[..., str]


@pytest.fixture
def write(desk: Terminal) -> Write:
    """Writes a file of lines and gives its name."""

    def written(*contents: Any, name: str = "facts.jsonl") -> str:
        (desk.folder / name).write_bytes(b"".join(map(_bytes, contents)))
        return name

    return written


def note(text: str, **more: Any) -> dict[str, Any]:
    return {"command": "Note", "with": {"mandate": MANDATE, "text": text}, **more}


WAIVE = {"command": "Waive", "with": {"mandate": MANDATE, "reason": "overtaken"}}
REFUSED = {"command": "Waive", "with": {"mandate": "A/RES/54/226#2.1"}}


def results(said: Said) -> list[dict[str, Any]]:
    return [json.loads(line) for line in said.out.splitlines()]


def notes(desk: Terminal) -> list[str]:
    return list(desk.json("show", MANDATE)["notes"])


def test_lines_are_executed_in_order(desk: Terminal, write: Write) -> None:
    file = write(note("one", by="anna"), [note("two"), note("three")], WAIVE)
    said = desk("execute", file)
    assert said.out == "3 lines: 3 recorded 4 events\n"
    assert said.err == ""
    assert notes(desk) == ["one", "two", "three"]
    events = desk.json("audit", "events")[4:]
    assert [one["actor"] for one in events] == ["anna", "desk", "desk", "desk"]
    assert len({one["command_id"] for one in events}) == 3


def test_the_same_file_again_executes_nothing_twice(desk: Terminal, write: Write) -> None:
    file = write(note("same"), note("same"), WAIVE, note("mine", command_id=OWN_ID))
    desk("execute", file)
    before = desk.position
    assert desk("execute", file).out == "4 lines: 4 recorded before\n"
    assert desk.position == before
    assert notes(desk) == ["same", "same", "mine"]


def test_what_is_added_and_moved_is_told_from_what_was_there(desk: Terminal, write: Write) -> None:
    desk("execute", write(note("one"), note("two")))
    said = desk("execute", write(note("zero"), note("two"), note("one"), note("three")))
    assert said.out == "4 lines: 2 recorded 2 events, 2 recorded before\n"
    assert notes(desk) == ["one", "two", "zero", "three"]


def test_it_stops_at_the_first_refused_line_and_goes_on_when_that_is_put_right(
    desk: Terminal, write: Write
) -> None:
    said = desk("execute", write(note("one"), b"\n", REFUSED, note("two")), code=1)
    assert said.out == ""
    assert said.error.startswith("facts.jsonl:3: A/RES/54/226#2.1: say on what authority, or why")
    assert notes(desk) == ["one"]
    good = {"command": "Waive", "with": {"mandate": "A/RES/54/226#2.1", "reason": "overtaken"}}
    said = desk("execute", write(note("one"), b"\n", good, note("two")))
    assert said.out == "3 lines: 2 recorded 2 events, 1 recorded before\n"
    assert notes(desk) == ["one", "two"]
    assert not (desk.folder / "facts.rejected.jsonl").exists()


def test_a_transaction_is_recorded_whole_or_not_at_all(desk: Terminal, write: Write) -> None:
    before = desk.position
    desk("execute", write([note("one"), REFUSED]), code=1)
    assert desk.position == before


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        (b"{\n", "facts.jsonl:1: no JSON"),
        ({"command": "Sing"}, "facts.jsonl:1: 'Sing' is no command"),
        ({"command": "Note", "with": {"mandate": M, "text": "t"}}, "is not in the record"),
    ],
)
def test_what_cannot_be_used_is_bad_input(
    desk: Terminal, write: Write, line: Any, wrong: str
) -> None:
    assert wrong in desk("execute", write(line, note("x")), code=2).error


def test_keep_going_writes_down_what_is_refused(desk: Terminal, write: Write) -> None:
    file = write(note("one"), REFUSED, b"{nonsense\n", note("two"), {"command": "Sing"})
    said = desk("execute", file, "--keep-going", code=1)
    assert said.out == "5 lines: 2 recorded 2 events, 3 rejected\n"
    assert said.error == "3 of 5 lines rejected: see facts.rejected.jsonl"
    rejects = desk.folder / "facts.rejected.jsonl"
    assert rejects.stat().st_mode & 0o777 == 0o600, "they may hold internal notes"
    text = rejects.read_text(encoding="utf-8")
    first, second, third = map(json.loads, text.splitlines())
    assert first["line"] == 2
    assert first["content"] == REFUSED
    assert "say on what authority" in first["reason"]
    assert second["content"] == "{nonsense"
    assert third["reason"].startswith("'Sing' is no command")
    assert notes(desk) == ["one", "two"]
    good = write(note("one"), note("two"))
    assert desk("execute", good, "--keep-going").err == ""
    assert not (desk.folder / "facts.rejected.jsonl").exists(), "what it says is so no longer"


def test_json_gives_a_line_for_each_line(desk: Terminal, write: Write) -> None:
    desk("execute", write(note("one")))
    file = write(note("one"), note("two", command_id=OWN_ID), REFUSED, WAIVE, {**WAIVE, "by": "b"})
    said = desk("execute", file, "--json", "--keep-going", code=1)
    first, second, third, fourth, fifth = results(said)
    assert (first["line"], first["result"], first["positions"]) == (1, "before", [5])
    assert second == {
        "line": 2, "result": "recorded", "command_id": OWN_ID, "positions": [6]
    }  # fmt: skip
    assert (third["result"], third["line"]) == ("rejected", 3)
    assert "say on what authority" in third["reason"]
    assert fourth["positions"] == [7]
    assert (fifth["result"], fifth["positions"]) == ("nothing", [])


def test_a_dry_run_judges_each_line_upon_the_ones_before(desk: Terminal, write: Write) -> None:
    adopt = {
        "command": "AdoptInstrument",
        "with": {
            "symbol": "A/RES/55/1",
            "adopted_on": "2000-10-01",
            "reading": {
                "symbol": "A/RES/55/1", "body": "GA", "session": 55,
                "paragraphs": [{"number": "1", "acts": [{
                    "id": "1.1", "verb": "request", "force": "directive", "mandate": True,
                    "addressees": ["Secretary-General"], "deliverable": "report",
                }]}],
            },
        },
    }  # fmt: skip
    new = "A/RES/55/1#1.1"
    submit = {
        "command": "SubmitReport",
        "with": {"document": "A/55/99", "answers": [[new, None]], "on": "2001-02-01"},
    }
    issue = {"command": "IssueReport", "with": {"document": "A/55/99", "on": "2001-03-01"}}
    again = {"command": "Waive", "with": {"mandate": new, "reason": "no"}}
    before = desk.position
    file = write(note("same"), adopt, submit, issue, WAIVE, WAIVE, again, again)
    said = desk("execute", file, "--dry-run")
    assert said.out == "8 lines: 6 would record 9 events, 2 so already\n"
    assert desk.position == before
    assert results(desk("execute", file, "--dry-run", "--json"))[0]["positions"] == []
    assert desk("execute", file).out == "8 lines: 6 recorded 9 events, 2 so already\n"
    assert desk("execute", file, "--dry-run").out == "8 lines: 6 recorded before, 2 so already\n"


def test_a_dry_run_refuses_what_the_run_would_refuse(desk: Terminal, write: Write) -> None:
    file = write(
        {"command": "Retire", "with": {"mandate": MANDATE, "authority": "A/RES/55/1"}},
        {"command": "Waive", "with": {"mandate": MANDATE, "reason": "x"}},
    )
    dry = desk("execute", file, "--dry-run", code=1).error
    assert desk.position == 4
    assert desk("execute", file, code=1).error == dry


def test_a_voided_line_is_found_in_a_rehearsal(desk: Terminal, write: Write) -> None:
    desk("note", MANDATE, "wrong")
    event_id = desk.json("history", MANDATE)[-1]["event_id"]
    void = {"command": "Void", "with": {"event_id": event_id, "reason": "wrong"}}
    said = desk("execute", write(void, void), "--dry-run").out
    assert said == "2 lines: 1 would record 1 event, 1 so already\n"
    with_unknown = {"command": "Void", "with": {"event_id": OWN_ID, "reason": "wrong"}}
    assert "is no event" in desk("execute", write(with_unknown), "--dry-run", code=2).error


def test_stdin_is_read_too(desk: Terminal) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mandates", "execute", "-", "--keep-going"],
        cwd=desk.folder, input=_bytes(note("piped")) + b"{\n", capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stdout == b"2 lines: 1 recorded 1 event, 1 rejected\n"
    assert (desk.folder / "stdin.rejected.jsonl").exists()
    assert notes(desk) == ["piped"]


def test_a_file_that_is_none_is_told(desk: Terminal) -> None:
    assert "No such file" in desk("execute", "nowhere.jsonl", code=2).error
    assert "Is a directory" in desk("execute", ".", code=2).error


def test_an_empty_file_is_no_error(desk: Terminal, write: Write) -> None:
    assert desk("execute", write()).out == "0 lines: nothing to execute\n"


def test_a_command_id_of_another_command_is_refused(desk: Terminal, write: Write) -> None:
    file = write(note("one", command_id=OWN_ID), note("two", command_id=OWN_ID))
    assert "was used for another command" in desk("execute", file, code=1).error
    assert "was used for another command" in desk("execute", file, "--dry-run", code=1).error


def test_ten_thousand_lines(desk: Terminal, write: Write) -> None:
    """Few are recorded, as each is made durable; all are read, judged and told."""
    some = [
        note(f"remark {number}", on="2001-01-01", command_id=str(UUID(int=number)))
        for number in range(1, 41)
    ]
    desk("execute", write(*some))
    file = write(*(some * 250), name="many.jsonl")
    assert desk("execute", file).out == "10000 lines: 10000 recorded before\n"
