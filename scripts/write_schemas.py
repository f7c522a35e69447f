#!/usr/bin/env python3
"""Writes docs/schemas/events-v1.json: the JSON schema of the envelope and of every event.

    .venv/bin/python scripts/write_schemas.py

A reader of the record needs no more than this file. tests/test_schema.py compares it with the code:
from the first release on, a changed event gets a new tag, and the old schema stays.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from mandates.domain.event import Envelope
from mandates.domain.registry import EVENTS

FILE = Path(__file__).resolve().parent.parent / "docs" / "schemas" / "events-v1.json"


def schemas() -> dict[str, Any]:
    """The schema of each event by its tag, and of the envelope; each stands on its own.

    As stored: under the fields' own names, not under the aliases that a reading may use.
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Events of mandates",
        "envelope": Envelope.model_json_schema(by_alias=False),
        "events": {tag: EVENTS[tag].model_json_schema(by_alias=False) for tag in sorted(EVENTS)},
    }


def text() -> str:
    """The file as it should be."""
    return json.dumps(schemas(), indent=1, ensure_ascii=False, sort_keys=True) + "\n"


if __name__ == "__main__":
    FILE.parent.mkdir(parents=True, exist_ok=True)
    FILE.write_text(text(), encoding="utf-8")
