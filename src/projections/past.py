"""The register on both axes: every mandate as it stood on any day, as known at any position.

A cell holds what may change from one event to the next; what a text says stands beside the cells,
once. The mandates themselves are folded from the record where they are asked for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import BigInteger, Column, Index, Integer, MetaData, Table, Text

from ..domain.event import Recorded
from ..domain.mandate.evolve import evolve
from ..domain.mandate.state import Mandate
from .axes import SPAN, STILL, cells_of, delay, reach, span
from .columns import (
    COMPARED,
    SAID,
    STANDS,
    indexes_of_cells,
    indexes_of_said,
    said_of,
    sought,
    stands_of,
    words_of,
)
from .view import Rows, Swiftly


class Past:
    """A row for each mandate, interval of days and range of positions in which columns say the
    same; and one for each text that a mandate had."""

    name = "past"
    version = 23
    kinds = ("mandate",)
    every_state = True

    def tables(self, metadata: MetaData, build: int) -> Mapping[str, Table]:
        """See `View.tables`."""
        name = f"past__{build}"
        cells = Table(
            name,
            metadata,
            Column("stream", Text, nullable=False),
            *span(key=False),
            Column("reach", Integer, nullable=False),
            Column("delay", Integer, nullable=False),
            Column("text", BigInteger, nullable=False),
            *sought(STANDS),
            Index(f"{name}__stream", "stream"),
            *indexes_of_cells(name),
        )
        texts = Table(
            f"{name}_texts",
            metadata,
            Column("text", BigInteger, nullable=False),
            Column("stream", Text, nullable=False),
            Column("adopted_at", BigInteger, nullable=False),
            *sought(SAID),
            Column("words", Text, nullable=False),
            Index(f"{name}_texts__text", "text", "adopted_at", *COMPARED),
            Index(f"{name}_texts__stream", "stream"),
            *indexes_of_said(f"{name}_texts"),
        )
        return {"past": cells, "texts": texts}

    def rows(self, stream: str, history: Sequence[Recorded]) -> Rows:
        """See `View.rows`."""
        first = history[0].position
        recorded = {one.position: one.recorded_on.isoformat() for one in history}
        texts: dict[Kept, int] = {}
        rows: list[dict[str, Any]] = []
        for cell in cells_of(_kept, evolve, history):
            said, stands = cell.state
            text = texts.setdefault(said, first * TEXTS + len(texts))
            ended_on = cell.to_day if cell.ended_at == STILL else recorded[cell.ended_at]
            place = {"stream": stream, **dict(zip(SPAN, cell, strict=False))}
            place["reach"] = reach(cell.from_day, cell.to_day)
            place["delay"] = delay(cell.to_day, ended_on)
            rows.append({**place, "text": text, **dict(zip(STANDS, stands, strict=True))})
        return {
            "past": rows,
            "texts": [
                {
                    "text": text, "stream": stream, "adopted_at": first,
                    **dict(zip((*SAID, "words"), said, strict=True)),
                }
                for said, text in texts.items()
            ],
        }  # fmt: skip

    def swift(self) -> Swiftly:
        """See `Swift`."""
        from .lens.past import rows

        return rows


TEXTS = 2**20
"""A mandate has no more texts: one, and a further one for each correction of it. So a text's number
follows from the mandate's first position."""
Kept = tuple[str | int | None, ...]
"""The values of some columns."""


def _kept(mandate: Mandate) -> tuple[Kept, Kept]:
    """What its text says, with the words, and how it stands."""
    said = (*said_of(mandate).values(), words_of(mandate))
    return said, tuple(stands_of(mandate).values())
