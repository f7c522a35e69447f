"""A store for each test, once for each kind of store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from mandates.adapters.record.port import Record
from postgres import Servers

from .toys import KINDS, Store


@pytest.fixture(params=KINDS)
def store(request: pytest.FixtureRequest, tmp_path: Path, servers: Servers) -> Iterator[Store]:
    """A record that does not exist yet."""
    kind: str = request.param
    if kind == "sqlite":
        address = str(tmp_path / "record.db")
    else:
        address = servers.url(kind.removeprefix("postgres-"))
    store = Store(kind, address)
    yield store
    store.close()


@pytest.fixture
def record(store: Store) -> Record:
    """The record, opened."""
    return store.open()
