"""The stored document: complete, strict, and never more trusted than the registry."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import replace
from datetime import UTC
from typing import Any, ClassVar
from uuid import uuid4

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mandates.adapters.audit.merkle import leaf
from mandates.adapters.record.codec import (
    Codec,
    Row,
    Upcasters,
    before_data,
    name_of,
    written,
)
from mandates.adapters.record.controls import holds_control
from mandates.domain.days import FIRST, LAST
from mandates.domain.errors import Damaged
from mandates.domain.event import Envelope, Event, Recorded, Source

from .toys import NOW, REGISTRY, Counted, Said, Store, append, batch

CODEC = Codec(REGISTRY)

ENVELOPE = Envelope(
    recorded_at=NOW,
    actor="A. Clerk",
    effective_on="2001",
    command_id=uuid4(),
    command_index=0,
    command_size=1,
    command_digest="digest",
)


def recorded(event: Event, stream: str = "a", envelope: Envelope = ENVELOPE) -> Recorded:
    return Recorded(1, stream, 1, uuid4(), envelope, event)


def row(event: Recorded, **changed: Any) -> Row:
    """The event's row, with changes in the stored document."""
    document = json.loads(CODEC.encode(event)) | changed
    return (1, event.stream, 1, event.event.tag, json.dumps(document).encode())


def before(event: Recorded) -> bytes:
    envelope, name = event.envelope, name_of(event.event_id)
    place = envelope.command_index
    return before_data(event.event.tag, event.stream, event.version, name, place, written(envelope))


def test_the_keys_of_a_document_have_their_order() -> None:
    document = json.loads(CODEC.encode(recorded(Said())))

    assert list(document) == ["tag", "stream", "version", "event_id", "envelope", "data"]


def test_data_is_complete_and_an_envelope_leaves_out_what_was_not_given() -> None:
    document = json.loads(CODEC.encode(recorded(Said())))

    assert document["data"] == {"text": "so be it", "loudness": None}
    assert set(document["envelope"]) == {
        *("recorded_at", "actor", "effective_on", "clock"),
        *("command_id", "command_index", "command_size", "command_digest"),
    }


TEXTS = st.text(st.characters(exclude_categories=("Cc", "Cs"), include_characters="\t\n\r"))


@given(text=TEXTS, stream=TEXTS, note=TEXTS | st.none(), number=st.integers())
def test_any_text_comes_back_as_it_was(
    text: str, stream: str, note: str | None, number: int
) -> None:
    envelope = Envelope.model_validate(dict(ENVELOPE) | {"note": note, "source": Source(url=text)})
    event = recorded(Said(text=text, loudness=number), stream, envelope)
    state, read = CODEC.encode_checked(event.event, before(event))

    assert read == event.event
    assert read is not event.event
    assert CODEC.decode((1, stream, 1, Said.tag, state)) == event
    assert json.loads(state.decode())["stream"] == stream


WORDS = st.none() | TEXTS
DAYS = st.dates(FIRST, LAST).map(str) | st.sampled_from(["2001", "2001-09"])
INSTANTS = st.datetimes(timezones=st.timezones()).map(lambda one: one.astimezone(UTC))
ENVELOPES = st.builds(
    Envelope,
    recorded_at=INSTANTS, actor=TEXTS, on_behalf_of=WORDS, effective_on=DAYS,
    source=st.none() | st.builds(Source, symbol=WORDS, paragraph=WORDS, url=WORDS),
    note=WORDS, internal=WORDS, command_id=st.uuids(), command_index=st.integers(),
    command_size=st.integers(), command_digest=TEXTS, causation_id=st.none() | st.uuids(),
    correlation_id=st.none() | st.uuids(), clock=st.sampled_from(["system", "simulated"]),
    signature=WORDS,
)  # fmt: skip


@given(text=st.text(st.characters(max_codepoint=0xFF) | st.sampled_from("\\bfu0019d")))
@example("\\u0000 \\b \\\\f \\u009b")
def test_a_control_character_is_found_in_whatever_way_it_is_written(text: str) -> None:
    held = any(unicodedata.category(one) == "Cc" and one not in "\t\n\r" for one in text)
    for escaped in (True, False):
        written = json.dumps(text, ensure_ascii=escaped).encode()
        assert holds_control(written) is held, written


@given(envelope=ENVELOPES)
def test_an_envelope_that_was_validated_is_read_as_it_was_written(envelope: Envelope) -> None:
    """So it is not read back before it is recorded."""
    event = recorded(Said(), "a", envelope)
    state, _ = CODEC.encode_checked(event.event, before(event))
    assert state == CODEC.encode(event)

    assert CODEC.decode((1, "a", 1, Said.tag, state)) == event
    assert list(dict(envelope)) == [*Envelope.model_fields]


@pytest.mark.parametrize(
    ("changed", "what"),
    [
        ({"tag": "toy.counted.v1"}, "stored as toy.counted.v1"),
        ({"stream": "b"}, "stored as b, version 1"),
        ({"version": 2}, "stored as a, version 2"),
        ({"version": "1"}, "version: "),
        ({"event_id": "no id"}, "event_id: "),
        ({"data": {}}, "data.text: "),
        ({"data": {"text": 1}}, "data.text: "),
        ({"data": {"text": "x", "loudness": "1"}}, "data.loudness: "),
        ({"data": {"text": "x", "loudness": 1, "more": 0}}, "data.more: "),
        ({"envelope": {"actor": "x"}}, "envelope.recorded_at: "),
        ({"more": 1}, "more: "),
    ],
)
@pytest.mark.fault("bad data", "stored bytes that were changed")
def test_a_document_of_another_shape_is_damage(changed: dict[str, Any], what: str) -> None:
    class Said(Event):
        tag: ClassVar[str] = "toy.said.v1"
        text: str
        loudness: int | None = None

    event = recorded(Said(text="x"))

    with pytest.raises(Damaged) as caught:
        Codec({Said.tag: Said}).decode(row(event, **changed))

    assert str(caught.value).startswith(f"position 1, a, version 1, toy.said.v1: {what}")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("state", [b"", b"{", b"null", b"[]", b"\xff\xfe", b'{"tag":"\xff"}'])
def test_bytes_that_are_no_document_are_damage(state: bytes) -> None:
    with pytest.raises(Damaged, match=r"position 7, a, version 3, toy\.said\.v1: document: "):
        CODEC.decode((7, "a", 3, Said.tag, state))


@pytest.mark.parametrize("tag", ["os:system", "builtins:exit", "toy.said.v2", "toys:Said", ""])
@pytest.mark.fault("bad data", "a tag that names code")
def test_a_tag_is_looked_up_and_never_imported(tag: str) -> None:
    with pytest.raises(Damaged, match="unknown tag"):
        CODEC.decode((1, "a", 1, tag, CODEC.encode(recorded(Said()))))


def test_a_leaf_begins_with_a_zero_byte() -> None:
    assert leaf(b"").hex() == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"


# Upcasting


class SaidAloud(Event):
    """What `Said` became: the text has a language, and how loud it was is measured."""

    tag: ClassVar[str] = "toy.said.v3"

    words: dict[str, str]
    decibels: int


def with_language(data: dict[str, Any]) -> dict[str, Any]:
    return {"words": {"en": data["text"]}, "loudness": data["loudness"]}


def measured(data: dict[str, Any]) -> dict[str, Any]:
    return {"words": data["words"], "decibels": 10 * (data["loudness"] or 4)}


NEWER: dict[str, type[Event]] = {SaidAloud.tag: SaidAloud, Counted.tag: Counted}
UPCASTERS: Upcasters = {
    "toy.said.v1": ("toy.said.v2", with_language),
    "toy.said.v2": ("toy.said.v3", measured),
}


def test_an_event_of_an_old_shape_is_read_as_the_newest(store: Store) -> None:
    before = store.open()
    (old,) = before.append(batch("a", events=[Said(text="yes", loudness=7)]))
    leaves = list(before.leaves())
    after = store.open(registry=NEWER, upcasters=UPCASTERS)

    expected = replace(old, event=SaidAloud(words={"en": "yes"}, decibels=70))
    assert list(after.read()) == [expected]
    assert after.stream("a") == (expected,)
    assert after.answer(old.envelope.command_id, "digest") == (expected,)
    assert list(after.leaves()) == leaves


def test_what_is_recorded_after_a_change_of_shape_has_the_new_tag(store: Store) -> None:
    append(store.open(), "a")
    after = store.open(registry=NEWER, upcasters=UPCASTERS)
    append(after, "a", events=[SaidAloud(words={}, decibels=1)])

    assert [r.event.tag for r in after.read()] == ["toy.said.v3", "toy.said.v3"]


@pytest.mark.parametrize(
    ("changed", "what"),
    [
        ({"data": {}}, "cannot become toy.said.v2: KeyError"),
        ({"data": {"text": 1, "loudness": 1}}, "words.en: "),
        ({"data": 1}, "data: "),
        ({"tag": "toy.counted.v1"}, "stored as toy.counted.v1"),
    ],
)
def test_damage_in_an_old_shape_is_named(changed: dict[str, Any], what: str) -> None:
    codec = Codec(NEWER, UPCASTERS)

    with pytest.raises(Damaged, match=f"position 1, a, version 1, toy.said.v1: {what}"):
        codec.decode(row(recorded(Said()), **changed))


def test_an_upcaster_that_leads_nowhere_is_an_unknown_tag() -> None:
    codec = Codec({}, {"toy.said.v1": ("toy.said.v2", dict)})

    with pytest.raises(Damaged, match="unknown tag"):
        codec.decode(row(recorded(Said())))
