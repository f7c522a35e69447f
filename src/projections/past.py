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
from .columns import columns_of, halves, indexes, sought, states, texts, words, words_of
from .register import MANDATE, life
from .view import FOREVER, Rows, Tuples

if TYPE_CHECKING:
    from .lens.documents import Document


class Past:
    """A row for each mandate, interval of days and range of positions."""

    name = "past"
    version = 5
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
        return {
            "past": table,
            "states": states(name, metadata, Column("text", Integer, nullable=False)),
            "words": words(name, metadata, *span),
            "texts": texts(name, metadata),
        }

    def rows(self, stream: str, history: Sequence[Recorded]) -> Rows:
        """See `View.rows`."""
        kept = _Kept(stream)
        first = history[0].position
        rows: list[dict[str, Any]] = []
        spoken: list[Spoken] = []
        for cell in cells(evolve, history):
            number = kept.number(*halves(MANDATE.dump_json(cell.state).decode()))
            rows.append(
                {
                    "stream": stream,
                    "from_day": cell.from_day,
                    "to_day": cell.to_day,
                    "known_from": cell.known_from,
                    "known_to": cell.known_to,
                    "number": number,
                    "adopted_at": first,
                    **columns_of(cell.state),
                }
            )
            span = (cell.from_day, cell.to_day, cell.known_from, cell.known_to)
            spoken.append((*span, words_of(cell.state)))
        said = [
            {
                "stream": stream, "adopted_at": first, "from_day": start, "to_day": end,
                "known_from": known, "known_to": until, "words": text,
            }
            for start, end, known, until, text in _once(spoken)
        ]  # fmt: skip
        states = [
            {"stream": stream, "number": number, "state": state, "text": text}
            for _, number, state, text in kept.states
        ]
        texts = [
            {"stream": stream, "number": number, "text": text} for _, number, text in kept.texts
        ]
        return {"past": rows, "states": states, "words": said, "texts": texts}

    def swift(self, stream: str, positions: Sequence[int], found: Sequence[Document]) -> Tuples:
        """See `Swift`."""
        from .lens.cells import after_commands

        kept_states = _Kept(stream)
        first = positions[0]
        rows: list[tuple[Any, ...]] = []
        spoken: list[Spoken] = []
        steps = after_commands(life(), found)
        for cell in rectangles((positions[last], kept, known) for last, kept, known in steps):
            seen = cell.state
            number = kept_states.number(seen.text, seen.since)
            rows.append(
                (stream, cell.from_day, cell.known_from, cell.to_day, cell.known_to, number,
                 first, *seen.columns)
            )  # fmt: skip
            spoken.append((cell.from_day, cell.to_day, cell.known_from, cell.known_to, seen.words))
        return {
            "past": rows, "states": kept_states.states, "texts": kept_states.texts,
            "words": [(stream, first, *one) for one in _once(spoken)],
        }  # fmt: skip


class _Kept:
    """The states of one stream, each once, and what its text says, once for all of them."""

    def __init__(self, stream: str) -> None:
        self._stream = stream
        self._numbers: dict[tuple[int, str], int] = {}
        self._texts: dict[str, int] = {}
        self.states: list[tuple[str, int, str, int]] = []
        self.texts: list[tuple[str, int, str]] = []

    def number(self, text: str, since: str) -> int:
        """The number under which a state is kept, of which these are the halves."""
        of_text = self._texts.get(text)
        if of_text is None:
            of_text = self._texts[text] = len(self._texts) + 1
            self.texts.append((self._stream, of_text, text))
        number = self._numbers.get((of_text, since))
        if number is None:
            number = self._numbers[of_text, since] = len(self._numbers) + 1
            self.states.append((self._stream, number, since, of_text))
        return number


Spoken = tuple[str, str, int, int, str]
"""The words of a text, after the days and the positions for which they stand."""


def _once(words: Sequence[Spoken]) -> Sequence[Spoken]:
    """The words of each cell; those that never changed once, for whatever cell there is."""
    if len({text for *_, text in words}) == 1:
        return [("", FOREVER, 0, STILL, words[0][-1])]
    return words
