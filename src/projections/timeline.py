"""The timeline: every event of a stream in words, and whether it still counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Column, Integer, MetaData, Table, Text

from ..domain.event import Recorded
from ..domain.fold import void_ids
from .view import Rows, Tuples
from .words import words

if TYPE_CHECKING:
    from .lens.documents import Document


class Timeline:
    """One row an event, of mandates, reports, instruments and sessions alike."""

    name = "timeline"
    version = 6
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

    def tables(self, metadata: MetaData, build: int) -> Mapping[str, Table]:
        """See `View.tables`."""
        table = Table(
            f"timeline__{build}",
            metadata,
            Column("stream", Text, primary_key=True),
            Column("position", Integer, primary_key=True),
            Column("day", Text, nullable=False),
            Column("effective_on", Text, nullable=False),
            Column("recorded_at", Text, nullable=False),
            Column("actor", Text, nullable=False),
            Column("tag", Text, nullable=False),
            Column("words", Text, nullable=False),
            Column("source", Text),
            Column("confidence", Text),
            Column("void", Integer, nullable=False),
        )
        return {"timeline": table}

    def rows(self, stream: str, history: Sequence[Recorded]) -> Rows:
        """See `View.rows`."""
        void = void_ids(history)
        rows: list[dict[str, Any]] = [
            {
                "stream": stream,
                "position": one.position,
                "day": one.day.isoformat(),
                "effective_on": one.envelope.effective_on,
                "recorded_at": one.envelope.recorded_at.isoformat(),
                "actor": one.envelope.actor,
                "tag": one.event.tag,
                "words": words(one.event),
                "source": one.envelope.source.symbol if one.envelope.source else None,
                "confidence": one.envelope.source.confidence if one.envelope.source else None,
                "void": int(one.event_id in void),
            }
            for one in history
        ]
        return {"timeline": rows}

    def swift(self, stream: str, positions: Sequence[int], found: Sequence[Document]) -> Tuples:
        """See `Swift`."""
        from .lens.timeline import rows

        return {"timeline": list(rows(stream, positions, found))}
