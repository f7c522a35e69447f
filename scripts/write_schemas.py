#!/usr/bin/env python3
"""Writes docs/schemas/events-v1.json: the JSON schema of the envelope and of every event.

    .venv/bin/python scripts/write_schemas.py

A reader of the record needs no more than this file. tests/test_schema.py compares it with the code:
from the first release on, a changed event gets a new tag, and the old schema stays.
"""

from __future__ import annotations

from pathlib import Path

from mandates.adapters.audit.schemas import text

FILE = Path(__file__).resolve().parent.parent / "docs" / "schemas" / "events-v1.json"

if __name__ == "__main__":
    FILE.parent.mkdir(parents=True, exist_ok=True)
    FILE.write_text(text(), encoding="utf-8")
