"""What the owner of a record in a file does."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from .connections import Connections

_WAIT = 5.0


def version(path: Path) -> int | None:
    """The schema version of the tables; None where there are none. Raises `BadInput` where they
    are of another release."""
    with closing(Connections(path, _WAIT)) as connections:
        rows = connections.fetch("SELECT max(version) FROM record_schema")
        return int(rows[0][0]) if rows else None


def create(path: Path) -> None:
    """Make the tables where there are none."""
    with closing(Connections(path, _WAIT)) as connections:
        connections.write(lambda _: None)
