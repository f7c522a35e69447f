"""What an engine remembers of streams makes it faster and changes nothing that it says or records.

On PostgreSQL nothing is remembered; the promises are the same.
"""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from host import adoption, tags

from mandates import Assign, Correct, Defer, Engine, Note, OpenOccurrence, Refused, Retire, Void
from mandates.adapters.record import Batch, Entry, open_record
from mandates.adapters.record import memory as memory_of
from mandates.adapters.record.memory import BEGUN, HEARD, Memory
from mandates.domain.event import Envelope, Recorded
from mandates.domain.mandate.events import Noted
from mandates.domain.registry import EVENTS
from spec import GA, M, N, act, due

from .conftest import Open

LEAD = Assign(mandate=M, entity="UNDP")
SEEN = Note(mandate=M, text="seen")


def used(engine: Engine) -> Engine:
    """The engine after it has adopted the mandate and recorded upon it."""
    engine.execute(adoption(), by="desk")
    engine.execute(SEEN, by="desk")
    return engine


def test_what_another_forbade_meanwhile_is_refused(engine: Engine, another: Open) -> None:
    used(engine)
    another().execute(Retire(mandate=M, authority=GA), by="desk")
    with pytest.raises(Refused, match="the mandate was retired"):
        engine.execute(LEAD, by="desk")
    assert engine.status().position == 4


def test_what_another_allowed_meanwhile_is_not_refused(engine: Engine, another: Open) -> None:
    used(engine)
    retired = engine.execute(Retire(mandate=M, authority=GA), by="desk").recorded[0]
    another().execute(Void(event_id=retired.event_id, reason="the wrong one"), by="desk")
    assert tags(engine.execute(LEAD, by="desk").recorded) == ["assigned"]


def test_what_another_has_done_meanwhile_is_not_done_again(engine: Engine, another: Open) -> None:
    used(engine)
    another().execute(LEAD, by="desk")
    assert engine.execute(LEAD, by="desk").positions == ()


def test_what_another_has_undone_meanwhile_is_done_again(engine: Engine, another: Open) -> None:
    used(engine)
    led = engine.execute(LEAD, by="desk").recorded[0]
    another().execute(Void(event_id=led.event_id, reason="the wrong one"), by="desk")
    assert engine.execute(LEAD, by="desk").positions == (6,)


def test_the_next_number_is_the_next_after_what_another_opened(
    engine: Engine, another: Open
) -> None:
    used(engine)
    another().execute(OpenOccurrence(mandate=M, due=due("GA/58")), by="desk")
    (opened,) = engine.execute(OpenOccurrence(mandate=M, due=due("GA/60")), by="desk").recorded
    assert getattr(opened.event, "occurrence") == 3  # noqa: B009  # of this kind of event alone


def test_a_rehearsal_is_judged_on_all_there_is(engine: Engine, another: Open) -> None:
    used(engine)
    another().execute(LEAD, by="desk")
    assert engine.execute(LEAD, by="desk", dry_run=True).recorded == ()
    assert engine.rehearsal().execute(LEAD, by="desk").recorded == ()


def test_a_value_that_a_host_changes_in_an_answer_changes_nothing(engine: Engine) -> None:
    used(engine)
    correct = Correct(mandate=M, field="addressees", value=["UNDP"], reason="as printed")
    event: Any = engine.execute(correct, by="desk").recorded[0].event
    event.value.append("UNEP")
    assert engine.execute(correct, by="desk").recorded == ()


def test_what_was_never_committed_is_not_remembered(engine: Engine, another: Open) -> None:
    used(engine)
    command_id = uuid4()
    engine.execute(LEAD, by="desk", command_id=command_id)
    with pytest.raises(Refused):
        engine.execute(
            [Assign(mandate=M, entity="UNEP"), Retire(mandate=M, authority="S/RES/1325 (2000)")],
            by="desk",
        )
    assert engine.execute(Assign(mandate=M, entity="UNEP"), by="desk").positions == (5,)
    assert [one.version for one in engine.history(M)] == [1, 2, 3, 4]


def test_several_streams_of_which_one_has_moved_on(engine: Engine, another: Open) -> None:
    engine.execute(adoption(act("2.2"), act("18.2")), by="desk")
    engine.execute([SEEN, Note(mandate=N, text="seen")], by="desk")
    another().execute(Defer(mandate=N, to=due("GA/57"), authority=GA), by="desk")
    answer = engine.execute([LEAD, Assign(mandate=N, entity="UNDP")], by="desk")
    assert answer.positions == (7, 8)
    assert [one.version for one in answer.recorded] == [3, 4]


# --- the memory alone -----------------------------------------------------------------------------


def events(stream: str, count: int) -> tuple[Recorded, ...]:
    envelope = Envelope.model_construct(
        recorded_at=datetime(2001, 1, 1, tzinfo=UTC), effective_on="2001-01-01"
    )
    return tuple(
        Recorded(version, stream, version, uuid4(), envelope, Noted(text="seen"))
        for version in range(1, count + 1)
    )


def heard(memory: Memory, *recorded: Recorded) -> None:
    """This was recorded, and as much was read of it."""
    for one in recorded:
        memory.hear(one, Noted(text="read"))


def known(memory: Memory, *streams: str) -> dict[str, list[int]]:
    """The versions that are known of these streams."""
    found = memory.recall(streams)
    return {stream: [one.version for one in history] for stream, history in found.items()}


def test_it_goes_on_only_where_it_knows_all_before() -> None:
    memory = Memory()
    history = events("a", 3)
    heard(memory, *history[1:])
    assert known(memory, "a") == {}
    memory.keep({"a": history[:1], "b": ()})
    heard(memory, *history[1:])
    assert known(memory, "a", "b") == {"a": [1, 2, 3]}
    heard(memory, *history[1:])
    assert known(memory, "a") == {"a": [1, 2, 3]}
    heard(memory, *events("b", 1))
    memory.forget(["a", "b"])
    assert known(memory, "a", "b") == {}


def test_what_it_remembers_is_what_was_read_and_nobody_else_holds() -> None:
    memory = Memory()
    (one,) = events("a", 1)
    heard(memory, one)
    assert [each.event for each in memory.recall(["a"])["a"]] == [Noted(text="read")]


def test_all_that_a_command_records_of_a_stream_is_remembered(tmp_path: Path) -> None:
    with closing(open_record(tmp_path / "record.db", EVENTS)) as record:
        for expected in (0, 2):
            entries = [Entry("a", Noted(text="seen"), "2001", uuid4()) for _ in range(2)]
            now = datetime(2001, 1, 1, tzinfo=UTC)
            record.append(Batch(entries, {"a": expected}, uuid4(), "digest", "desk", now))
            found, remembered = record.recall(["a"])
            assert remembered
            assert found == {"a": record.stream("a")}


def test_of_what_began_it_holds_no_more_than_it_may_until_somebody_asks() -> None:
    memory = Memory()
    begun = [events(f"s{number}", 1)[0] for number in range(BEGUN)]
    assert memory.wants(BEGUN)
    heard(memory, *begun[:-1])
    assert not memory.wants(HEARD + 1)
    assert memory.wants(HEARD)
    heard(memory, begun[-1], *events("more", 2))
    heard(memory, *events("s1", 3)[1:])
    assert known(memory, "more", "s1") == {"s1": [1, 2, 3]}
    heard(memory, *events("more", 2))
    assert known(memory, "more") == {"more": [1, 2]}


def test_it_sets_aside_only_so_much() -> None:
    memory = Memory()
    for one in events("a", 3 * HEARD):
        heard(memory, one)
        assert len(memory._news) <= HEARD
    assert known(memory, "a") == {"a": [*range(1, 3 * HEARD + 1)]}


def test_streams_of_a_command_that_it_does_not_want_are_forgotten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory_of, "BEGUN", 0)
    with closing(open_record(tmp_path / "record.db", EVENTS)) as record:
        for expected, count in ((0, 1), (1, HEARD + 1)):
            entries = [Entry("a", Noted(text="seen"), "2001", uuid4()) for _ in range(count)]
            now = datetime(2001, 1, 1, tzinfo=UTC)
            record.append(Batch(entries, {"a": expected}, uuid4(), "digest", "desk", now))
            assert record.recall(["a"]) == ({"a": record.stream("a")}, False)
            assert record.recall(["a"]) == ({"a": record.stream("a")}, True)


def test_it_holds_no_more_than_it_may() -> None:
    memory = Memory(events=10)
    for number in range(100):
        memory.keep({f"s{number}": events(f"s{number}", 3)})
        assert len(memory.recall([f"s{one}" for one in range(100)])) <= 5
    assert memory.recall(["s99"])


def test_what_follows_a_history_that_is_not_known_is_no_beginning_of_it(engine: Engine) -> None:
    used(engine).execute(Note(mandate=M, text="a third"), by="desk")
    first, second, third = engine.history(M)
    memory = Memory()
    memory.hear(third, third.event)
    assert memory.recall([third.stream]) == {}
    memory.keep({first.stream: (first,)})
    memory.hear(third, third.event)
    assert memory.recall([first.stream]) == {first.stream: (first,)}
    memory.hear(second, second.event)
    assert memory.recall([first.stream]) == {first.stream: (first, second)}
