"""A browser without a window on the record of the demo, and one on a record of its own."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from mandates import AdoptInstrument, Engine, Reading
from mandates.adapters.cli.history import SteppedClock, play
from mandates.adapters.web.app import create_app

BASE = "http://127.0.0.1"
TEXT = "Requests the Secretary-General to report at its fifty-sixth session, and thanks all."
READING: dict[str, Any] = {
    "symbol": "A/RES/54/226", "body": "General Assembly", "session": 54,
    "title": "<b>Cooperation</b>",
    "paragraphs": [
        {"number": "1", "text": "Takes note of the report;", "acts": [
            {"id": "1.1", "verb": "take note", "force": "observing", "mandate": False,
             "addressees": [], "deliverable": "none", "span": [0, 24]},
        ]},
        {"number": "2", "text": TEXT, "acts": [
            {"id": "2.1", "verb": "request", "force": "directive", "mandate": True,
             "addressees": ["Secretary-General"], "deliverable": "report", "span": [0, 67],
             "title": "=HYPERLINK(\"https://example.org\")",
             "due": {"kind": "session", "organ": "General Assembly", "session": 56}},
        ]},
    ],
}  # fmt: skip


def adopted(reading: dict[str, Any]) -> AdoptInstrument:
    """The adoption of a text."""
    return AdoptInstrument(
        symbol=reading["symbol"], adopted_on="1999-12-22",
        reading=Reading.model_validate_json(json.dumps(reading)),
    )  # fmt: skip


def browser(engine: Engine, **settings: object) -> TestClient:
    """Whoever looks at an engine's pages."""
    app = create_app(engine, **settings)  # type: ignore[arg-type]
    return TestClient(app, base_url=BASE, headers={"accept": "text/html"})


@pytest.fixture(scope="session")
def history(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of the demo's record, played once for all processes that test."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    path = shared / "demo.db"
    with (shared / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            part = shared / "part.db"
            clock = SteppedClock(datetime(1999, 12, 1, tzinfo=UTC))
            with Engine.open(part, clock=clock) as engine:
                play(engine, clock, lambda: None)
            part.rename(path)
    copy = tmp_path_factory.mktemp("web") / "demo.db"
    shutil.copy(path, copy)
    return copy


@pytest.fixture
def demo(history: Path) -> Iterator[TestClient]:
    """The pages of the demo's record."""
    with Engine.open(history) as engine, browser(engine) as client:
        yield client


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """An engine with one text that says its words."""
    with Engine.open(tmp_path / "own.db") as engine:
        engine.execute(adopted(READING), by="registry")
        yield engine


@pytest.fixture
def web(engine: Engine) -> Iterator[TestClient]:
    """The pages of that record."""
    with browser(engine, owner="desk") as client:
        yield client
