"""One engine on a real file, and the clock that it goes by."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from host import Clock, database

from mandates import Engine

Open = Callable[[], Engine]


@pytest.fixture
def clock() -> Clock:
    return Clock("2001-01-10")


@pytest.fixture
def another(tmp_path: Path, clock: Clock) -> Iterator[Open]:
    """Opens a further engine on the same file, with the same clock."""
    with ExitStack() as opened:
        yield lambda: opened.enter_context(Engine.open(database(tmp_path), clock=clock))


@pytest.fixture
def engine(another: Open) -> Engine:
    return another()
