"""Bundles of strangers: whole in themselves, and of what no record may hold.

What was appended stays for ever. So it is refused before anything of it is, with its position.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from host import adoption, check_views, dated

from mandates import Assign, Damaged, Engine, Note
from mandates.adapters.audit import keys
from mandates.adapters.audit.verify_bundle import MANIFEST
from postgres import VERSIONS, Servers
from spec import M

from .forging import Document, forge

END = 7
NOTED = 5
"""The position of a note, and of an event in the middle of a life."""


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bundle, in a folder, that one checkpoint signs."""
    folder = tmp_path_factory.mktemp("bundle")
    keys.generate(folder / "log.key", "log.example/m")
    with Engine.open(folder / "record.db") as engine:
        engine.execute(adoption(dated("2.1", "GA/56"), dated("2.2", "GA/57")), by="desk")
        for number in range(3):
            engine.execute(Note(mandate=M, text=f"number {number}"), by="desk")
        engine.execute(Assign(mandate=M, entity="UNDP"), by="desk")
        assert engine.status().position == END
        engine.checkpoint(folder / "log.key")
        engine.export(f"{folder / 'bundle'}/")
    return folder / "bundle"


@pytest.fixture
def bundle(signed: Path, tmp_path: Path) -> Path:
    """The same without its checkpoint: nobody signed what it says."""
    to = tmp_path / "bundle"
    shutil.copytree(signed, to)
    for one in ("checkpoints", "keys"):
        shutil.rmtree(to / one)
    manifest = json.loads((to / MANIFEST).read_bytes())
    manifest["checkpoints"] = {}
    manifest["files"] = {
        name: digest for name, digest in manifest["files"].items() if (to / name).exists()
    }
    (to / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    return to


@pytest.fixture(params=["sqlite", VERSIONS[-1]])
def empty(request: pytest.FixtureRequest, tmp_path: Path, servers: Servers) -> Iterator[Engine]:
    """Nothing is recorded there yet."""
    sqlite = request.param == "sqlite"
    with Engine.open(tmp_path / "other.db" if sqlite else servers.url(request.param)) as engine:
        yield engine


def put(*path: str, value: Any) -> Callable[[Document], object]:
    """A change that puts a value at a place in the document."""

    def change(document: Document) -> None:
        for one in path[:-1]:
            document = document[one]
        document[path[-1]] = value

    return change


def on(stream: str) -> Callable[[Document], object]:
    """A change that lets the event begin a stream."""

    def change(document: Document) -> None:
        document.update(stream=stream, version=1)

    return change


REFUSED: dict[str, tuple[int, Callable[[Document], object]]] = {
    "a NUL in a note": (NOTED, put("data", "text", value="a\0b")),
    "a NUL in a name": (NOTED, put("envelope", "actor", value="a\0b")),
    "a NUL in a source": (NOTED, put("envelope", "source", value={"symbol": "\0"})),
    "a NUL in a stream": (END, on("mandate-A\0")),
    "half a character": (NOTED, put("data", "text", value="a\ud800b")),
    "half a character in a name": (NOTED, put("envelope", "actor", value="a\udfffb")),
    "a version beyond all": (END, put("version", value=2**63)),
    "a version that is none": (2, put("version", value=True)),
    "a number with a point": (2, put("version", value=1.0)),
    "a year before all": (NOTED, put("envelope", "effective_on", value="0201-09-11")),
    "a year after all": (NOTED, put("envelope", "effective_on", value="9999-12-31")),
    "no day": (NOTED, put("envelope", "effective_on", value="one day")),
    "recorded after all": (END, put("envelope", "recorded_at", value="9999-12-31T23:59:59Z")),
    "recorded at no instant": (END, put("envelope", "recorded_at", value="z")),
    "an instant of two decimals": (
        END,
        put("envelope", "recorded_at", value="2099-01-01T00:00:00.25Z"),
    ),
    "an instant elsewhere": (
        END,
        put("envelope", "recorded_at", value="2099-01-01T00:00:00+00:00"),
    ),
    "no clock": (NOTED, put("envelope", "clock", value="sundial")),
    "no id": (NOTED, put("event_id", value=None)),
    "a field that there is not": (NOTED, put("data", "colour", value="red")),
    "no data": (NOTED, put("data", value=[])),
    "another kind of stream": (END, on("session-GA/99")),
    "a stream of no kind": (END, on("mandate")),
    "a stream of nothing": (END, on("mandate-")),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_no_record_may_hold_is_refused_with_its_position_and_nothing_is_imported(
    bundle: Path, empty: Engine, what: str
) -> None:
    position, change = REFUSED[what]
    forge(bundle, position, change)
    with pytest.raises(Damaged, match=f"position {position}") as refused:
        empty.restore(bundle)
    assert "\n" not in str(refused.value)
    assert empty.status().position == 0
    assert empty.register().items == ()


BYTES: dict[str, Callable[[bytes], bytes]] = {
    "no text": lambda state: state.replace(b"number 1", b"number \xff"),
    "too deep": lambda state: state.replace(b'"number 1"', b"[" * 5000 + b"]" * 5000),
    "a number too long to read": lambda state: state.replace(b'"number 1"', b"9" * 5000),
    "another order": lambda state: json.dumps(dict(reversed(json.loads(state).items()))).encode(),
    "two tags": lambda state: state.replace(b'{"tag"', b'{"tag":"x","tag"', 1),
    "no JSON": lambda _: b"once upon a time",
    "nothing": lambda _: b"",
}


@pytest.mark.parametrize("what", BYTES)
def test_so_are_bytes_that_are_no_event(bundle: Path, empty: Engine, what: str) -> None:
    state = (bundle / "events.jsonl").read_bytes().split(b"\n")[NOTED - 1]
    changed = BYTES[what](state)
    assert changed != state
    forge(bundle, NOTED, changed)
    with pytest.raises(Damaged, match=f"position {NOTED}") as refused:
        empty.restore(bundle)
    assert len(str(refused.value)) < len(str(bundle)) + 300
    assert empty.status().position == 0


TAKEN: dict[str, tuple[int, Callable[[Document], object]]] = {
    "a session that never comes": (3, put("data", "due", "session", value=10**30)),
    "a session long over": (3, put("data", "due", "session", value=-1)),
    "a life without its beginning": (END, on("mandate-A/RES/55/1#1.1")),
    "a mandate of no symbol": (END, on("mandate-x")),
    "letters of everywhere": (NOTED, put("data", "text", value="Ω 漢字 \U0001f54a ﷽")),
}


@pytest.mark.parametrize("what", TAKEN)
def test_what_is_only_odd_is_taken_in_by_every_view(bundle: Path, empty: Engine, what: str) -> None:
    forge(bundle, *TAKEN[what])
    assert empty.restore(bundle) == (END, END)
    empty.catch_up()
    empty.register()
    check_views(empty)
    empty.rebuild()
    check_views(empty)
    assert empty.verify(deep=True).findings == ()


SAID: dict[str, Any] = {
    "no instant": {"made_at": "one day"},
    "no zone": {"made_at": "2026-01-01T00:00:00"},
    "beyond the calendar": {"made_at": "0001-01-01T00:00:00+14:00"},
    "no key": {"key": "a key"},
    "a NUL": {"key": "log.example/m+0+\0"},
    "nothing": None,
}


@pytest.mark.parametrize("what", SAID)
def test_a_checkpoint_that_is_none_is_found_before_anything_is_imported(
    signed: Path, empty: Engine, tmp_path: Path, what: str
) -> None:
    bundle = tmp_path / "bundle"
    shutil.copytree(signed, bundle)
    manifest = json.loads((bundle / MANIFEST).read_bytes())
    (name,) = manifest["checkpoints"]
    said = SAID[what]
    manifest["checkpoints"][name] = said and manifest["checkpoints"][name] | said
    (bundle / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(Damaged, match="a checkpoint is not what it should be"):
        empty.restore(bundle)
    assert empty.status().position == 0


def test_when_a_checkpoint_was_made_is_kept_in_utc(
    signed: Path, empty: Engine, tmp_path: Path
) -> None:
    bundle = tmp_path / "bundle"
    shutil.copytree(signed, bundle)
    manifest = json.loads((bundle / MANIFEST).read_bytes())
    (said,) = manifest["checkpoints"].values()
    said["made_at"] = "2026-01-01T01:30:00+02:00"
    (bundle / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    assert empty.restore(bundle) == (END, END)
    (held,) = empty.checkpoints()
    assert held.made_at.isoformat() == "2025-12-31T23:30:00+00:00"
    assert empty.verify().findings == ()


def test_the_forger_s_tools_are_right(bundle: Path, empty: Engine) -> None:
    """What is refused above is refused for what it says: unchanged, the same is taken."""
    before = hashlib.sha256((bundle / "events.jsonl").read_bytes()).digest()
    forge(bundle, NOTED, lambda _: None)
    assert hashlib.sha256((bundle / "events.jsonl").read_bytes()).digest() == before
    assert empty.restore(bundle) == (END, END)
