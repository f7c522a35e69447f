"""Ids of events and commands."""

from __future__ import annotations

import os
from datetime import datetime
from uuid import UUID


def new_id(now: datetime) -> UUID:
    """A UUID of version 7 (RFC 9562): ordered by time, so that indexes grow at their end."""
    milliseconds = int(now.timestamp() * 1000) & (1 << 48) - 1
    tail = int.from_bytes(os.urandom(10), "big")
    value = (
        milliseconds << 80 | 7 << 76 | (tail >> 62 & 0xFFF) << 64 | 2 << 62 | tail & (1 << 62) - 1
    )
    return UUID(int=value)
