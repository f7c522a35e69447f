"""What every store must do behind the record's port."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from itertools import islice
from math import nan
from typing import Any
from uuid import UUID, uuid4

import pytest

from mandates.adapters.record.port import Batch, CommandIdReused, Entry, Head, Record
from mandates.domain.errors import BadInput, Conflict, Damaged, Refused, Unavailable
from mandates.domain.event import Recorded, Source

from .toys import NOW, REGISTRY, Counted, Said, Store, append, batch


def positions(events: tuple[Recorded, ...] | list[Recorded]) -> list[int]:
    return [recorded.position for recorded in events]


# Appending


def test_what_was_appended_is_what_is_read(record: Record) -> None:
    entry = Entry(
        "a",
        Counted(number=0.1, among=("x", "y")),
        "2001-09",
        uuid4(),
        source=Source(symbol="A/RES/54/226", paragraph="2", url="https://example.org"),
        note='seen by “two”, {braces}, ,"data":',
        causation_id=uuid4(),
    )
    given = Batch(
        entries=[entry],
        expected={"a": 0},
        command_id=uuid4(),
        command_digest="ab" * 32,
        actor="A. Clerk",
        recorded_at=NOW,
        on_behalf_of="the Secretary",
        correlation_id=uuid4(),
    )

    (appended,) = record.append(given)

    assert list(record.read()) == list(record.stream("a")) == [appended]
    assert (appended.position, appended.stream, appended.version) == (1, "a", 1)
    assert (appended.event, appended.event_id) == (entry.event, entry.event_id)
    envelope = appended.envelope
    assert (envelope.recorded_at, envelope.actor) == (NOW, "A. Clerk")
    assert (envelope.on_behalf_of, envelope.effective_on) == ("the Secretary", "2001-09")
    assert (envelope.source, envelope.note) == (entry.source, entry.note)
    assert (envelope.command_id, envelope.command_digest) == (given.command_id, "ab" * 32)
    assert (envelope.command_index, envelope.command_size) == (0, 1)
    assert envelope.causation_id == entry.causation_id
    assert envelope.correlation_id == given.correlation_id
    assert envelope.clock == "system"


def test_an_instant_of_another_zone_is_recorded_in_utc(record: Record) -> None:
    elsewhere = datetime.fromisoformat("2001-09-12T05:30:00.000250-04:00")

    append(record, "a", at=elsewhere)

    (recorded,) = record.read()
    assert recorded.envelope.recorded_at == NOW
    assert recorded.envelope.recorded_at.utcoffset() == timedelta(0)
    assert record.head().recorded_at == NOW


def test_an_instant_without_a_zone_is_refused(record: Record) -> None:
    with pytest.raises(BadInput, match="time zone"):
        append(record, "a", at=NOW.replace(tzinfo=None))
    with pytest.raises(BadInput, match="time zone"):
        record.position_at(NOW.replace(tzinfo=None))


def test_positions_count_from_1_without_gaps_even_after_failed_appends(record: Record) -> None:
    append(record, "a")
    with pytest.raises(Conflict):
        append(record, "a", "b", expected={"a": 0, "b": 0})
    append(record, "b", "a")

    assert positions(list(record.read())) == [1, 2, 3]
    assert [(r.stream, r.version) for r in record.read()] == [("a", 1), ("b", 1), ("a", 2)]


def test_a_command_s_events_are_recorded_on_all_streams_or_on_none(record: Record) -> None:
    append(record, "b")

    with pytest.raises(Conflict):
        append(record, "a", "b", "c", expected={"a": 0, "b": 0, "c": 0})

    assert record.stream("a") == record.stream("c") == ()
    assert record.head().position == 1


def test_a_stream_may_get_several_events_from_one_command(record: Record) -> None:
    append(record, "a", "b", "a", "a")

    assert [r.version for r in record.stream("a")] == [1, 2, 3]
    assert positions(record.stream("a")) == [1, 3, 4]
    assert [r.envelope.command_index for r in record.read()] == [0, 1, 2, 3]
    assert {r.envelope.command_size for r in record.read()} == {4}


def test_a_written_stream_that_moved_on_is_a_conflict(record: Record) -> None:
    append(record, "a")

    with pytest.raises(Conflict, match="a is at version 1, not 0"):
        append(record, "a", expected={"a": 0})

    assert issubclass(Conflict, Unavailable)


def test_a_written_stream_that_is_behind_is_a_conflict(record: Record) -> None:
    with pytest.raises(Conflict, match="a is at version 0, not 3"):
        append(record, "a", expected={"a": 3})


def test_a_stream_that_was_only_read_and_moved_on_is_a_conflict(record: Record) -> None:
    append(record, "session")

    with pytest.raises(Conflict, match="session"):
        append(record, "a", expected={"a": 0, "session": 0})
    append(record, "a", expected={"a": 0, "session": 1})

    assert positions(record.stream("a")) == [2]


def test_a_kind_of_streams_of_which_another_has_begun_one_more_is_a_conflict(
    record: Record,
) -> None:
    """Of a stream that was not there no version was seen; so how many there are can be stated."""
    append(record, "body-A", "body-B", "body.C", "bode-D", "body-B")
    for expected in ({"body-": 1, "a": 0}, {"a": 0, "body-": 1}, {"a": 0, "body-": 3}):
        with pytest.raises(Conflict, match="body- is at version 2"):
            record.append(batch("a", expected=expected))
    assert append(record, "a", expected={"body-": 2, "a": 0}) == [6]
    assert append(record, "body-E", expected={"body-E": 0, "body-": 2}) == [7]
    with pytest.raises(Conflict):
        record.append(batch("body-F", expected={"body-F": 0, "body-": 2}))
    assert append(record, "b", expected={"b": 0, "body-": 3, "entity-": 0}) == [8]


def test_the_same_command_again_returns_what_it_recorded(record: Record) -> None:
    command = batch("a", "b", "a")
    first = record.append(command)
    append(record, "a")

    assert record.append(command) == first
    assert record.answer(command.command_id, "digest") == first
    assert record.head().position == 4


def test_a_command_may_have_the_id_of_its_first_event(record: Record) -> None:
    command = named_by_its_first(batch("a", "b", "a"))
    first = record.append(command)
    append(record, "a")

    assert record.append(command) == first
    assert record.answer(command.command_id, "digest") == first
    with pytest.raises(CommandIdReused):
        append(record, "c", command_id=command.command_id, digest="other")
    assert record.head().position == 4


def test_the_id_of_another_event_than_the_first_names_no_command(record: Record) -> None:
    _, second = record.append(named_by_its_first(batch("a", "b")))

    assert record.answer(second.event_id, "digest") == ()
    append(record, "c", command_id=second.event_id)

    assert positions(record.answer(second.event_id, "digest")) == [3]


def test_a_command_id_that_was_given_names_no_other_command_by_its_first_event(
    record: Record,
) -> None:
    append(record, "a", command_id=(known := uuid4()))
    other = batch("b", command_id=known, digest="other")
    entry = replace(other.entries[0], event_id=known)

    with pytest.raises(CommandIdReused):
        record.append(replace(other, entries=[entry]))

    assert record.head().position == 1


def named_by_its_first(command: Batch) -> Batch:
    return replace(command, command_id=command.entries[0].event_id)


def test_a_known_command_is_answered_even_where_its_streams_have_moved_on(record: Record) -> None:
    command_id = uuid4()
    first = record.append(batch("a", command_id=command_id))

    assert record.append(batch("a", "b", command_id=command_id)) == first


def test_a_command_id_is_refused_for_other_content(record: Record) -> None:
    command_id = uuid4()
    append(record, "a", command_id=command_id)

    with pytest.raises(CommandIdReused, match=str(command_id)):
        append(record, "b", command_id=command_id, digest="other")
    with pytest.raises(CommandIdReused):
        record.answer(command_id, "other")

    assert issubclass(CommandIdReused, Refused)
    assert record.head().position == 1


def test_an_unknown_command_has_no_answer(record: Record) -> None:
    append(record, "a")

    assert record.answer(uuid4(), "digest") == ()


def test_a_command_without_events_leaves_no_trace(store: Store, record: Record) -> None:
    command_id = uuid4()

    assert record.append(batch(command_id=command_id)) == ()
    assert record.append(batch("a", command_id=command_id, digest="other"))


def test_an_event_id_is_never_given_twice(record: Record) -> None:
    entry = Entry("a", Said(), "2001", uuid4())
    record.append(Batch([entry], {"a": 0}, uuid4(), "digest", "A. Clerk", NOW))

    with pytest.raises(BadInput, match="event id"):
        record.append(Batch([entry], {"a": 1}, uuid4(), "digest", "A. Clerk", NOW))

    assert record.head().position == 1


def test_a_command_whose_later_event_is_refused_is_not_answered_with_its_first(
    record: Record,
) -> None:
    """What was written of it before is undone, and is no answer."""
    known = Entry("a", Said(), "2001", uuid4())
    record.append(Batch([known], {"a": 0}, uuid4(), "digest", "A. Clerk", NOW))
    entries = [Entry("b", Said(), "2001", uuid4()), known]

    for name in (uuid4(), entries[0].event_id):
        with pytest.raises(BadInput, match="event id"):
            record.append(Batch(entries, {"a": 1, "b": 0}, name, "digest", "A. Clerk", NOW))

    assert record.head().position == 1
    assert record.stream("b") == ()


def test_what_could_not_be_read_back_is_not_recorded(record: Record) -> None:
    wrong = (Counted(number=nan), Said.model_construct(text=5), Counted.model_construct())
    for event in wrong:
        with pytest.raises(BadInput, match="cannot be recorded"):
            append(record, "a", events=[event])

    assert record.head() == Head()


@pytest.mark.parametrize("wrong", [{"symbol": 5}, {"confidence": "high"}])
def test_a_source_that_nobody_validated_is_not_recorded(
    record: Record, wrong: dict[str, Any]
) -> None:
    entry = Entry("a", Said(), "2001", uuid4(), source=Source.model_construct(**wrong))

    with pytest.raises(BadInput, match="cannot be recorded: source"):
        record.append(Batch([entry], {"a": 0}, uuid4(), "digest", "A. Clerk", NOW))

    assert record.head() == Head()


def test_a_control_character_is_not_recorded(record: Record) -> None:
    """No text of PostgreSQL holds a NUL: the views there could never take the event in. Of the
    others no calendar takes one, and a terminal would obey."""
    for one in (
        batch("a", events=[Said(text="a\0b")]),
        batch("a", events=[Said(text="\\\0")]),
        batch("a\0b"),
        batch("a", events=[Said(text="\x1b]0;another title\x07")]),
        batch("a", events=[Said(text="\x9b2J")]),
        replace(batch("a"), actor="A.\0Clerk"),
    ):
        with pytest.raises(BadInput, match=r"toy\.said\.v1 cannot be recorded: .* control"):
            record.append(one)
    said = [Said(text="\\u0000"), Said(text="\\\\u0000"), Said(text="\\b\t\r\n")]
    record.append(batch("a", "a", "a", events=said))
    assert [one.event for one in record.read()] == said


def test_what_is_no_text_is_asked_for_in_vain_and_one_line_says_so(record: Record) -> None:
    """Half of a character, as a terminal gives bytes that are none."""
    append(record, "a")
    asked = "a\udcff"
    for ask in (record.stream, record.streams, record.histories):
        with pytest.raises(BadInput, match=r"^'a.udcff' is no text"):
            ask(asked)
    with pytest.raises(BadInput, match="is no text"):
        record.streams_of(["a", asked])


def test_an_id_that_is_none_is_not_recorded(record: Record) -> None:
    entry = Entry("a", Said(), "2001", str(uuid4()))  # type: ignore[arg-type]

    with pytest.raises(BadInput, match="is no id of an event: give a UUID"):
        record.append(Batch([entry], {"a": 0}, uuid4(), "digest", "A. Clerk", NOW))

    assert record.head() == Head()


def test_a_class_that_the_registry_does_not_know_is_not_recorded(store: Store) -> None:
    class Shouted(Said):
        tag = "toy.shouted.v1"

    class Whispered(Said):
        pass

    record = store.open()
    for event in (Shouted(), Whispered()):
        with pytest.raises(BadInput, match="is not what toy"):
            append(record, "a", events=[event])


# Time


def test_recorded_at_never_decreases_where_the_clock_steps_back(record: Record) -> None:
    early = NOW - timedelta(days=2)
    append(record, "a")
    appended = record.append(batch("b", "c", at=early))

    assert [r.envelope.recorded_at for r in appended] == [NOW, NOW]
    assert list(record.read(after=1)) == list(appended)
    assert record.head().recorded_at == NOW
    append(record, "d", at=NOW + timedelta(microseconds=1))
    assert [r.envelope.recorded_at for r in record.stream("d")] == [NOW + timedelta(microseconds=1)]


def test_an_event_stamped_anew_has_the_same_answer_and_leaf_for_ever(record: Record) -> None:
    append(record, "a")
    late = batch("b", at=NOW - timedelta(hours=1))

    appended = record.append(late)

    assert record.append(late) == record.answer(late.command_id, "digest") == appended
    assert len(list(record.leaves())) == 2


def test_position_at_is_the_last_position_recorded_by_then(record: Record) -> None:
    second = timedelta(seconds=1)
    assert record.position_at(NOW) == 0
    for number, at in enumerate([NOW, NOW, NOW + second, NOW + second, NOW + 3 * second]):
        append(record, f"s{number}", at=at)

    assert record.position_at(NOW - timedelta(microseconds=1)) == 0
    assert record.position_at(NOW) == 2
    assert record.position_at(NOW + second / 2) == 2
    assert record.position_at(NOW + second) == 4
    assert record.position_at(NOW + 2 * second) == 4
    assert record.position_at(NOW + 3 * second) == 5
    assert record.position_at(datetime.max.replace(tzinfo=UTC)) == 5


def test_whole_seconds_and_their_fractions_keep_the_order_of_time(record: Record) -> None:
    whole = NOW.replace(microsecond=0)
    for number, at in enumerate([whole, whole + timedelta(milliseconds=5)]):
        append(record, f"s{number}", at=at)

    assert record.position_at(whole) == 1
    assert record.position_at(whole.astimezone(timezone(timedelta(hours=-4)))) == 1
    assert record.position_at(whole + timedelta(milliseconds=5)) == 2


def test_a_simulated_clock_is_never_hidden(record: Record) -> None:
    append(record, "a")
    assert record.head().simulated is False

    append(record, "b", clock="simulated")
    append(record, "c")

    assert record.head() == Head(3, NOW, simulated=True)


# Reading


def test_an_empty_record_answers_every_question(record: Record) -> None:
    assert record.head() == Head()
    assert list(record.read()) == []
    assert list(record.leaves()) == []
    assert record.stream("a") == record.answer(uuid4(), "digest") == ()
    assert record.streams() == ()
    assert record.histories() == {}
    assert record.streams_of(["a"]) == {"a": ()}
    assert record.find(uuid4()) is None
    assert record.position_at(NOW) == record.complete(7) == record.changed() == 0


@pytest.mark.parametrize("size", [999, 1000, 1001, 2000])
def test_reading_in_pages_leaves_out_nothing(record: Record, size: int) -> None:
    record.append(batch(*["a"] * size))

    assert positions(list(record.read())) == list(range(1, size + 1))
    assert positions(list(record.read(after=size - 3))) == [size - 2, size - 1, size]
    assert positions(list(record.read(after=1, limit=size - 2))) == list(range(2, size))
    assert len(list(record.leaves())) == size


def test_reading_starts_after_a_position_and_stops_at_the_limit(record: Record) -> None:
    record.append(batch(*"abcde"))

    assert positions(list(record.read(after=2))) == [3, 4, 5]
    assert positions(list(record.read(after=1, limit=2))) == [2, 3]
    assert positions(list(record.read(limit=0))) == []
    assert positions(list(record.read(after=-3, limit=1))) == [1]
    assert positions(list(record.read(after=5))) == positions(list(record.read(after=99))) == []


def test_after_a_position_beyond_all_there_is_nothing(record: Record) -> None:
    append(record, "a")
    assert ([*record.read(after=10**30)], [*record.leaves(10**30)]) == ([], [])


def test_appending_while_reading_is_seen_by_the_next_page(record: Record) -> None:
    record.append(batch(*["a"] * 1000))
    reading = record.read()

    assert len(list(islice(reading, 1000))) == 1000
    append(record, "b")

    assert positions(list(reading)) == [1001]


def test_a_stream_has_its_events_in_the_order_of_its_versions(record: Record) -> None:
    for streams in ("ab", "ba", "a"):
        append(record, *streams)

    assert [(r.position, r.version) for r in record.stream("a")] == [(1, 1), (4, 2), (5, 3)]
    assert record.stream("c") == ()


def test_streams_are_named_by_first_position_within_a_prefix(record: Record) -> None:
    record.append(batch("session-2", "mandate-1", "session-1", "session-2", "sess"))

    assert record.streams() == ("session-2", "mandate-1", "session-1", "sess")
    assert record.streams("session-") == ("session-2", "session-1")
    assert record.streams("nothing") == ()


@pytest.mark.parametrize("prefix", ["100%-", "a_c-", "A-", "é-", "'; --", "\\", "*", "[a]"])
def test_a_prefix_is_taken_as_it_stands(record: Record, prefix: str) -> None:
    others = ["100x-", "abc-", "a-", "e-", "z"]
    record.append(batch(*others, prefix + "1", prefix))

    assert record.streams(prefix) == (prefix + "1", prefix)
    assert list(record.histories(prefix)) == [prefix + "1", prefix]


def test_histories_are_the_streams_of_a_prefix_each_with_its_events(record: Record) -> None:
    for streams in (["s-2", "m-1"], ["s-1", "s-2"], ["m-1"]):
        append(record, *streams)

    histories = record.histories("s-")

    assert list(histories) == ["s-2", "s-1"]
    assert histories == {stream: record.stream(stream) for stream in histories}
    assert list(record.histories()) == list(record.streams())


def test_many_streams_are_read_at_once_in_the_order_asked(record: Record) -> None:
    names = [f"s{number}" for number in range(1200)]
    record.append(batch(*names))
    append(record, "s7")

    asked = ["none", *reversed(names)]
    found = record.streams_of([*asked, "s7"])

    assert list(found) == asked
    assert found["none"] == ()
    assert positions(found["s7"]) == [8, 1201]
    assert all(len(found[name]) == 1 for name in names if name != "s7")


def test_an_event_is_found_by_its_id_wherever_it_stands(record: Record) -> None:
    appended = record.append(batch("a", "b", "c"))

    assert record.find(appended[1].event_id) == appended[1]
    assert record.find(UUID(int=0)) is None


def test_no_command_is_cut_apart(record: Record) -> None:
    append(record, "a")
    append(record, "a", "b", "c")
    append(record, "a", "b")

    assert [record.complete(position) for position in range(9)] == [0, 1, 1, 1, 4, 4, 6, 6, 6]


def test_a_leaf_is_the_hash_of_a_zero_byte_and_the_stored_bytes(record: Record) -> None:
    appended = record.append(batch("a", "b", events=[Said(text="é"), Counted(number=2)]))
    first, second = appended
    bytes_of_second = (
        '{"tag":"toy.counted.v1","stream":"b","version":1,'
        f'"event_id":"{second.event_id}",'
        '"envelope":{"recorded_at":"2001-09-12T09:30:00.000250Z","actor":"A. Clerk",'
        f'"effective_on":"2001-09-12","command_id":"{second.envelope.command_id}",'
        '"command_index":1,"command_size":2,"command_digest":"digest","clock":"system"},'
        '"data":{"number":2.0,"among":[]}}'
    ).encode()

    leaves = list(record.leaves())

    assert first.position == 1
    assert leaves[1] == hashlib.sha256(b"\x00" + bytes_of_second).digest()
    assert list(record.leaves(after=1)) == leaves[1:]


def test_changed_grows_with_every_append_by_whomever(store: Store) -> None:
    mine, other = store.open(), store.open()
    seen = [mine.changed()]
    append(other, "a")
    seen.append(mine.changed())
    append(mine, "a")
    seen.append(mine.changed())

    assert seen[0] < seen[1] < seen[2]
    assert mine.changed() == seen[2]


def test_two_who_record_by_turns_are_judged_by_what_is_there(store: Store) -> None:
    one, other = store.open(), store.open()
    for turn in range(4):
        assert append(one, "a") == [3 * turn + 1]
        assert append(one, "b") == [3 * turn + 2]
        assert append(other, "a", at=NOW + timedelta(hours=turn)) == [3 * turn + 3]
    with pytest.raises(Conflict):
        one.append(batch("a", expected={"a": 7}))
    with pytest.raises(Conflict):
        other.append(batch("a", expected={"a": 9}))
    again = batch("c")
    assert other.append(again) == one.append(again)
    (late,) = one.append(batch("d", at=NOW))
    assert late.position == 14
    assert late.envelope.recorded_at == NOW + timedelta(hours=3)
    assert [one.position for one in other.read()] == [*range(1, 15)]


def test_one_record_opened_twice_is_one_record(store: Store) -> None:
    mine, other = store.open(), store.open()
    append(mine, "a")

    assert other.head() == mine.head()
    with pytest.raises(Conflict):
        append(other, "a", expected={"a": 0})
    append(other, "a")
    assert positions(mine.stream("a")) == [1, 2]


# Damage and closing


def test_an_unknown_tag_is_damage_named_with_position_stream_and_tag(store: Store) -> None:
    append(store.open(), "a")
    append(store.open(), "b", events=[Counted(number=1)])
    poorer = store.open(registry={Said.tag: REGISTRY[Said.tag]})

    with pytest.raises(Damaged, match=r"position 2, b, .*toy.counted.v1: unknown tag"):
        list(poorer.read())
    with pytest.raises(Damaged, match="position 2"):
        poorer.stream("b")

    assert positions(poorer.stream("a")) == [1]
    assert poorer.head().position == 2
    assert len(list(poorer.leaves())) == 2


def test_closing_again_does_nothing_and_a_closed_record_says_so(store: Store) -> None:
    record = store.open()
    append(record, "a")

    record.close()
    record.close()

    for use in (record.head, lambda: record.stream("a"), lambda: append(record, "b")):
        with pytest.raises(BadInput, match="closed"):
            use()


def test_a_record_that_was_never_used_can_be_closed(store: Store) -> None:
    store.open().close()

    assert store.open().head().position == 0
