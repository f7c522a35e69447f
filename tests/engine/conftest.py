"""One engine on a real database, and the clock that it goes by."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from host import Clock, database

from mandates import Engine
from postgres import VERSIONS, Servers

Open = Callable[[], Engine]


@pytest.fixture
def clock() -> Clock:
    return Clock("2001-01-10")


@pytest.fixture(params=["sqlite", f"postgres-{VERSIONS[-1]}"])
def address(request: pytest.FixtureRequest, tmp_path: Path, servers: Servers) -> str:
    """A database that holds no record yet."""
    kind: str = request.param
    if kind == "sqlite":
        return database(tmp_path)
    return servers.url(kind.removeprefix("postgres-"))


@pytest.fixture
def another(address: str, clock: Clock) -> Iterator[Open]:
    """Opens a further engine on the same database, with the same clock."""
    with ExitStack() as opened:
        yield lambda: opened.enter_context(Engine.open(address, clock=clock))


@pytest.fixture
def engine(another: Open) -> Engine:
    return another()
