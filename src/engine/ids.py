"""Ids of events and commands."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

_LOW = (1 << 62) - 1
_RANDOM = random.Random()  # of our own, so that no host's seed makes two of one id
os.register_at_fork(after_in_child=_RANDOM.seed)


def new_ids(now: datetime) -> Iterator[UUID]:
    """UUIDs of version 7 (RFC 9562): ordered by time, so that indexes grow at their end.

    The first one is random within its millisecond, each next one follows it (6.2, method 2).
    """
    milliseconds = int(now.timestamp() * 1000) & (1 << 48) - 1
    first = milliseconds << 80 | 7 << 76 | 2 << 62
    tail = _RANDOM.getrandbits(72)
    while True:
        tail += 1
        yield UUID(int=first | (tail >> 62 & 0xFFF) << 64 | tail & _LOW)
