"""The timeline: every event of a stream in words, and whether it still counts.

A timeline is asked for whole, so it is kept whole: as JSON, an array for each event.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pydantic import TypeAdapter
from sqlalchemy import Column, MetaData, Table, Text, select

from ..domain.event import Recorded
from ..domain.fold import void_ids
from .sources import stored
from .view import Rows, Snapshot, Swiftly
from .words import words_among


class Line(NamedTuple):
    """An event: ``day`` is the first on which it holds, ``void`` 1 where it does not count."""

    position: int
    day: str
    effective_on: str
    recorded_at: str
    actor: str
    tag: str
    words: str
    source: str | None
    confidence: str | None
    void: int


LINES: TypeAdapter[list[Line]] = TypeAdapter(list[Line])


class Timeline:
    """One row a stream, of mandates, reports, instruments and sessions alike."""

    name = "timeline"
    version = 19
    kinds = (
        "mandate",
        "instrument",
        "session",
        "report",
        "fund",
        "entity",
        "item",
        "body",
        "policy",
        "proposal",
    )
    every_state = False

    def tables(self, metadata: MetaData, build: int) -> Mapping[str, Table]:
        """See `View.tables`."""
        table = Table(
            f"timeline__{build}",
            metadata,
            Column("stream", Text, primary_key=True),
            Column("lines", Text, nullable=False),
        )
        return {"timeline": table}

    def rows(self, stream: str, history: Sequence[Recorded]) -> Rows:
        """See `View.rows`."""
        return {"timeline": [{"stream": stream, "lines": LINES.dump_json(lines(history)).decode()}]}

    def swift(self) -> Swiftly:
        """See `Swift`."""
        from .lens.timeline import rows

        return rows

    def of(self, snapshot: Snapshot, stream: str) -> list[Line]:
        """The lines of a stream; none where nothing is recorded on it."""
        table = snapshot.tables["timeline"]
        kept = snapshot.connection.scalar(select(table.c.lines).where(table.c.stream == stream))
        return stored(self.name, stream, LINES.validate_json, kept) if kept is not None else []


def lines(history: Sequence[Recorded]) -> list[Line]:
    """A line for each event of a stream, by position."""
    void, said = void_ids(history), words_among(history)
    return [_line(one, said(one.event), one.event_id in void) for one in history]


def _line(one: Recorded, said: str, void: bool) -> Line:
    envelope, source = one.envelope, one.envelope.source
    return Line(
        one.position, one.day.isoformat(), envelope.effective_on, envelope.recorded_at.isoformat(),
        envelope.actor, one.event.tag, said,
        source.symbol if source else None, source.confidence if source else None, int(void),
    )  # fmt: skip
