"""The register on both axes: every mandate as it stood on any day, as known at any position.

The table of cells is narrow, so that looking through it is quick; each state stands once beside it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import BigInteger, Column, Integer, MetaData, Table, Text

from ..domain.event import Recorded
from ..domain.mandate.evolve import evolve
from .axes import STILL, cells, rectangles
from .columns import beside, columns_of, indexes, sought, words_of
from .register import MANDATE, life
from .view import FOREVER, Rows, Tuples

if TYPE_CHECKING:
    from .lens.documents import Document


class Past:
    """A row for each mandate, interval of days and range of positions."""

    name = "past"
    version = 4
    kinds = ("mandate",)

    def tables(self, metadata: MetaData, build: int) -> Mapping[str, Table]:
        """See `View.tables`."""
        name = f"past__{build}"
        table = Table(
            name,
            metadata,
            Column("stream", Text, primary_key=True),
            Column("from_day", Text, primary_key=True),
            Column("known_from", BigInteger, primary_key=True),
            Column("to_day", Text, nullable=False),
            Column("known_to", BigInteger, nullable=False),
            Column("number", Integer, nullable=False),
            Column("adopted_at", BigInteger, nullable=False),
            *sought(),
            *indexes(name, "from_day", "to_day", "known_from", "known_to"),
        )
        span = (
            Column("from_day", Text, nullable=False),
            Column("to_day", Text, nullable=False),
            Column("known_from", BigInteger, nullable=False),
            Column("known_to", BigInteger, nullable=False),
        )
        return {"past": table, **beside(name, metadata, *span)}

    def rows(self, stream: str, history: Sequence[Recorded]) -> Rows:
        """See `View.rows`."""
        numbers: dict[str, int] = {}
        first = history[0].position
        rows: list[dict[str, Any]] = []
        states: list[dict[str, Any]] = []
        words: list[Spoken] = []
        for cell in cells(evolve, history):
            text = MANDATE.dump_json(cell.state).decode()
            if text not in numbers:
                numbers[text] = len(numbers) + 1
                states.append({"stream": stream, "number": numbers[text], "state": text})
            rows.append(
                {
                    "stream": stream,
                    "from_day": cell.from_day,
                    "to_day": cell.to_day,
                    "known_from": cell.known_from,
                    "known_to": cell.known_to,
                    "number": numbers[text],
                    "adopted_at": first,
                    **columns_of(cell.state),
                }
            )
            span = (cell.from_day, cell.to_day, cell.known_from, cell.known_to)
            words.append((*span, words_of(cell.state)))
        said = [
            {
                "stream": stream, "adopted_at": first, "from_day": start, "to_day": end,
                "known_from": known, "known_to": until, "words": text,
            }
            for start, end, known, until, text in _once(words)
        ]  # fmt: skip
        return {"past": rows, "states": states, "words": said}

    def swift(self, stream: str, positions: Sequence[int], found: Sequence[Document]) -> Tuples:
        """See `Swift`."""
        from .lens.cells import after_commands

        numbers: dict[str, int] = {}
        first = positions[0]
        rows: list[tuple[Any, ...]] = []
        states: list[tuple[Any, ...]] = []
        words: list[Spoken] = []
        steps = after_commands(life(), found)
        for cell in rectangles((positions[last], kept, known) for last, kept, known in steps):
            seen = cell.state
            number = numbers.get(seen.state)
            if number is None:
                number = numbers[seen.state] = len(numbers) + 1
                states.append((stream, number, seen.state))
            rows.append(
                (stream, cell.from_day, cell.known_from, cell.to_day, cell.known_to, number,
                 first, *seen.columns)
            )  # fmt: skip
            words.append((cell.from_day, cell.to_day, cell.known_from, cell.known_to, seen.words))
        return {
            "past": rows, "states": states,
            "words": [(stream, first, *one) for one in _once(words)],
        }  # fmt: skip


Spoken = tuple[str, str, int, int, str]
"""The words of a text, after the days and the positions for which they stand."""


def _once(words: Sequence[Spoken]) -> Sequence[Spoken]:
    """The words of each cell; those that never changed once, for whatever cell there is."""
    if len({text for *_, text in words}) == 1:
        return [("", FOREVER, 0, STILL, words[0][-1])]
    return words
