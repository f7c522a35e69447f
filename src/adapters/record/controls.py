"""Control characters, which no text that is recorded holds."""

from __future__ import annotations

import re

_CONTROL = re.compile(rb"(?<!\\)(?:\\\\)*\\(?:u00(?:0[^9aAdD]|1|7[fF]|[89])|[bf])")
"""A control character as JSON writes it, and no backslash before what looks alike; tabs and ends of
lines are none."""
_BARE = re.compile(rb"\xc2[\x80-\x9f]")
"""One that JSON leaves as it is."""
CONTROL = "a text in it holds a control character"


def holds_control(state: bytes) -> bool:
    """Whether a text in a stored document holds a control character but tabs and ends of lines.

    No text on PostgreSQL can hold a NUL, no calendar and no spreadsheet most others, and a terminal
    obeys them: what a text says would be done, not shown.
    """
    written = b"\\" in state and (b"\\u00" in state or b"\\b" in state or b"\\f" in state)
    return (
        b"\x7f" in state
        or (b"\xc2" in state and _BARE.search(state) is not None)
        or (written and _CONTROL.search(state) is not None)
    )
