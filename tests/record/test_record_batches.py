"""What surrounds the events of a command: made of what surrounded the last one, or made anew."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mandates.adapters.record.batches import Numbered, Surroundings, numbered
from mandates.adapters.record.codec import as_instant, as_text
from mandates.adapters.record.port import Batch, Entry
from mandates.domain.errors import BadInput
from mandates.domain.event import Recorded, Source

from .toys import NOW, Said

# (in the first and the last year another zone may have no year for an instant)
YEARS = map(datetime.fromisoformat, ("0002-01-01", "9999-01-01"))
INSTANTS = st.datetimes(*YEARS, timezones=st.timezones()).map(lambda one: one.astimezone(UTC))
NAMES = st.sampled_from(["", "A. Clerk", ' "command_digest":"x" ', "Ü", "100 %b"])
WORDS = st.none() | NAMES
ENTRIES = st.builds(
    Entry,
    stream=st.sampled_from(["a", "b"]), event=st.just(Said()), event_id=st.uuids(),
    effective_on=st.sampled_from(["2001-09-12", "2001-09", "2001"]),
    source=st.none() | st.builds(Source, symbol=WORDS), note=WORDS, internal=WORDS,
    causation_id=st.none() | st.sampled_from([UUID(int=1), UUID(int=2)]),
)  # fmt: skip
BATCHES = st.builds(
    Batch,
    entries=st.lists(ENTRIES, min_size=1, max_size=3), expected=st.just({"a": 0, "b": 0}),
    command_id=st.uuids(), actor=NAMES, recorded_at=INSTANTS,
    command_digest=st.sampled_from(["0" * 64, "f" * 64, "", " padded ", 'q"uote', "é", "²"]),
    on_behalf_of=WORDS, correlation_id=st.none() | st.sampled_from([UUID(int=3)]),
    clock=st.sampled_from(["system", "simulated"]),
)  # fmt: skip


def written(events: list[Numbered]) -> list[tuple[Recorded, bytes, str]]:
    return [(one.at(7), one.before_data(), one.about.instant) for one in events]


@given(st.lists(BATCHES, max_size=6))
def test_it_is_the_same_whatever_surrounded_the_last_command(batches: list[Batch]) -> None:
    last = Surroundings()
    for one in [each for batch in batches for each in (batch, batch)]:
        assert written(numbered(one, last)) == written(numbered(one, Surroundings()))


OF_ENTRY: dict[str, Any] = {
    "effective_on": "2001", "source": Source(symbol="A/RES/57/301"), "note": "seen",
    "internal": "0" * 64, "causation_id": UUID(int=2),
}  # fmt: skip
OF_BATCH: dict[str, Any] = {
    "actor": "B. Clerk", "on_behalf_of": "DGACM", "correlation_id": UUID(int=3),
    "clock": "simulated", "recorded_at": NOW.replace(microsecond=1),
}  # fmt: skip


def again(count: int = 1, **changed: Any) -> Batch:
    entry: dict[str, Any] = {"effective_on": "2001-09-12", "event_id": UUID(int=4)}
    entry |= {name: changed.pop(name) for name in OF_ENTRY if name in changed}
    rest: dict[str, Any] = {"command_id": UUID(int=5), "command_digest": "0" * 64}
    rest |= {"actor": "A. Clerk", "recorded_at": NOW} | changed
    return Batch([Entry("a", Said(), **entry)] * count, {"a": 0}, **rest)


@pytest.mark.parametrize(("name", "value"), [*OF_ENTRY.items(), *OF_BATCH.items(), ("count", 2)])
def test_whatever_is_another_is_said(name: str, value: Any) -> None:
    last = Surroundings()
    numbered(again(), last)
    assert written(numbered(again(**{name: value}), last)) == written(
        numbered(again(**{name: value}), Surroundings())
    )


def test_of_commands_alike_it_is_checked_and_written_once(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[object] = []
    counted: Callable[..., object] = calls.append
    last = Surroundings()
    numbered(again(), last)
    monkeypatch.setattr("mandates.adapters.record.batches.around_index", counted)
    (one,) = numbered(again(command_id=UUID(int=6), command_digest="1" * 64), last)
    assert calls == []
    envelope = one.at(1).envelope
    assert (envelope.command_id, envelope.command_digest) == (UUID(int=6), "1" * 64)


@pytest.mark.parametrize(
    "wrong", [{"command_id": "no id"}, {"command_digest": 3}, {"actor": None}, {"clock": "sun"}]
)
def test_what_cannot_be_read_back_is_refused_after_a_good_one_too(wrong: dict[str, Any]) -> None:
    last = Surroundings()
    numbered(again(), last)
    refused = partial(pytest.raises, BadInput, match="cannot be recorded")
    with refused():
        numbered(again(**wrong), last)
    with refused():
        numbered(again(**wrong), Surroundings())


@given(INSTANTS, INSTANTS)
def test_texts_of_instants_have_their_order(one: datetime, other: datetime) -> None:
    assert (as_text(one) < as_text(other)) == (one < other)
    assert as_instant(as_text(one)) == one
