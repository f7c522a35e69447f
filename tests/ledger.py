"""What was tried against the record and what was lost: the table of `scripts/faults`."""

from __future__ import annotations

import platform
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from os import cpu_count
from typing import Any

LOSSES = ("lost", "doubled", "half", "wrong")


@dataclass
class Row:
    """One fault, tried in one way.

    ``tried`` counts what was done (crash states, kills, failing writes), ``held`` the events that
    had been acknowledged and were looked for afterwards. The losses: acknowledged events that were
    not there, events twice, commands in part, and whatever else did not hold (a damaged file, a
    view ahead of the record, an event that a reader skipped, an error that is no line).
    """

    fault: str
    how: str
    tried: int = 0
    held: int = 0
    lost: int = 0
    doubled: int = 0
    half: int = 0
    wrong: int = 0
    note: str = ""

    @property
    def losses(self) -> int:
        """All losses together."""
        return sum(getattr(self, name) for name in LOSSES)


Ledger = Callable[[str, str], Row]
"""Opens the row of a fault and of how it is tried."""


def summed(rows: Iterable[Mapping[str, Any]]) -> list[Row]:
    """One row for each fault and way, in the order of the faults."""
    found: dict[tuple[str, str], Row] = {}
    for given in rows:
        row = found.setdefault((given["fault"], given["how"]), Row(given["fault"], given["how"]))
        for name in ("tried", "held", *LOSSES):
            setattr(row, name, getattr(row, name) + given[name])
        row.note = max(row.note, given["note"])
    return sorted(found.values(), key=lambda row: (row.fault, row.how))


def table(rows: Iterable[Row], others: Iterable[str] = ()) -> list[str]:
    """The lines of the table, in Markdown, and below it the tests that failed or were skipped."""
    names = [field.name for field in fields(Row)]
    lines = [f"| {' | '.join(names)} |", f"|{'---|' * 2}{'---:|' * (len(names) - 3)}---|"]
    for row in rows:
        cells = (f"{cell:,}" if isinstance(cell, int) else cell for cell in asdict(row).values())
        lines.append(f"| {' | '.join(cells)} |")
    return [*lines, *others]


def conditions(size: str) -> str:
    """When and on what it was tried."""
    return (
        f"{datetime.now(UTC).date()} · size {size} · Python {platform.python_version()}"
        f" · SQLite {sqlite3.sqlite_version} · {platform.system()} {platform.machine()},"
        f" {cpu_count()} cores"
    )
