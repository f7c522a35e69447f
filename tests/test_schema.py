"""The shapes of events are a contract: the committed JSON schema is the code's."""

from __future__ import annotations

import json
import runpy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mandates.domain.event import Event
from mandates.domain.registry import EVENTS
from mandates.domain.streams import DECIDERS, decider_of, identity_in, kind_of, mandate_stream
from mandates.domain.void import Voided

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT / "docs" / "schemas" / "events-v1.json"
HOW = "run .venv/bin/python scripts/write_schemas.py, and look at the difference before you commit"


@pytest.fixture(scope="module")
def schemas() -> Any:
    """The schemas as the code has them."""
    return runpy.run_path(str(ROOT / "scripts" / "write_schemas.py"))


def test_the_committed_schema_is_that_of_the_code(schemas: Any) -> None:
    committed: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    code: dict[str, Any] = json.loads(schemas["text"]())
    before: dict[str, Any] = committed["events"]
    now: dict[str, Any] = code["events"]
    differing = sorted(tag for tag in {*before, *now} if before.get(tag) != now.get(tag))
    assert not differing, f"the shape of {', '.join(differing)} changed: {HOW}"
    assert committed == code, f"the schema of the envelope changed: {HOW}"
    assert FILE.read_text(encoding="utf-8") == schemas["text"](), HOW


def test_every_schema_stands_on_its_own_and_allows_nothing_else() -> None:
    for tag, schema in json.loads(FILE.read_text(encoding="utf-8"))["events"].items():
        assert schema["additionalProperties"] is False, tag
        assert schema["type"] == "object", tag


def test_every_event_is_in_the_registry_once_under_its_own_tag() -> None:
    ours = (one for one in _below(Event) if one.__module__.startswith("mandates."))
    classes = [one for one in ours if "tag" in vars(one)]
    assert {one.tag: one for one in classes} == EVENTS
    assert len(classes) == len(EVENTS)


def _below(kind: type[Event]) -> Iterator[type[Event]]:
    for one in kind.__subclasses__():
        yield one
        yield from _below(one)


def test_a_tag_names_the_kind_of_its_stream_what_happened_and_a_version() -> None:
    for tag in EVENTS:
        kind, happened, version = tag.split(".")
        assert kind in DECIDERS
        assert happened.replace("_", "").isalpha()
        assert version == "v1"


def test_every_kind_of_stream_has_its_own_void() -> None:
    voids = {tag: event for tag, event in EVENTS.items() if issubclass(event, Voided)}
    kinds = {kind: decider.voided for kind, decider in DECIDERS.items() if decider.voided}
    assert voids == {f"{kind}.voided.v1": event for kind, event in kinds.items()}
    assert DECIDERS.keys() - kinds.keys() == {"note"}, "what was erased cannot be brought back"


def test_a_stream_is_named_by_kind_and_identity() -> None:
    stream = mandate_stream("A/RES/S-13/2#1.1")
    assert (kind_of(stream), identity_in(stream)) == ("mandate", "A/RES/S-13/2#1.1")
    assert decider_of(stream) is DECIDERS["mandate"]
    with pytest.raises(KeyError):
        decider_of("meeting-1")
