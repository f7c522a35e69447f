"""Python's collector of cycles, and where it would only look in vain."""

from __future__ import annotations

import gc
from collections.abc import Generator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Generator[None]:
    """Without the collector, for work that makes many objects and hardly a cycle: it would go
    through all of them time and again. What a thread does beside is collected afterwards."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
