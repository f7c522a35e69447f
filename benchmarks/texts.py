"""Texts that ask for reports, and a clock that is set by hand: what records are filled with."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from mandates import AdoptInstrument, Reading

PER_TEXT = 500
"""Mandates of a text, where a record of very many is made."""


class Clock:
    """Says what it was set to."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


def at_session(number: int) -> dict[str, Any]:
    """Due at a session of the General Assembly."""
    return {"kind": "session", "organ": "General Assembly", "session": number}


def asking(
    symbol: str, adopted_on: str, count: int = PER_TEXT, due: dict[str, Any] | None = None
) -> AdoptInstrument:
    """The adoption of a text of the General Assembly (``A/RES/55/1``) that asks the
    Secretary-General for so many reports: its mandates are #1.1, #2.1 and so on."""
    asked = {
        "verb": "request", "force": "directive", "mandate": True,
        "addressees": ["Secretary-General"], "deliverable": "report", "due": due,
    }  # fmt: skip
    paragraphs = [
        {"number": f"{number}", "acts": [{"id": f"{number}.1", **asked}]}
        for number in range(1, count + 1)
    ]
    reading = {"symbol": symbol, "body": "General Assembly", "session": int(symbol.split("/")[2]),
               "paragraphs": paragraphs}  # fmt: skip
    return AdoptInstrument(
        symbol=symbol, adopted_on=adopted_on, reading=Reading.model_validate(reading)
    )
