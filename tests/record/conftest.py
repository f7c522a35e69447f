"""A store for each test, once for each kind of store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from mandates.adapters.record.port import Record

from .toys import OPENERS, Store


@pytest.fixture(params=sorted(OPENERS))
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """A record that does not exist yet."""
    store = Store(request.param, str(tmp_path / "record.db"))
    yield store
    store.close()


@pytest.fixture
def record(store: Store) -> Record:
    """The record, opened."""
    return store.open()
