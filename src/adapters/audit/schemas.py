"""The JSON schemas of the envelope and of every event: what a reader of the record needs."""

from __future__ import annotations

import json
from typing import Any

from ...domain.event import Envelope
from ...domain.registry import EVENTS


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
    """The same as it is written to a file."""
    return json.dumps(schemas(), indent=1, ensure_ascii=False, sort_keys=True) + "\n"
