"""The register on both axes: every mandate as it stood on any day, as known at any position.

The table of cells is narrow, so that looking through it is quick; each state stands once beside it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import BigInteger, Column, Index, Integer, MetaData, Table, Text

from ..domain.due import SessionDue
from ..domain.event import Recorded
from ..domain.mandate.evolve import evolve
from ..domain.mandate.state import Mandate, session_of
from .axes import cells, rectangles
from .item import implementation
from .register import MANDATE, life
from .view import Rows, Tuples

if TYPE_CHECKING:
    from .lens.documents import Document


class Past:
    """A row for each mandate, interval of days and range of positions."""

    name = "past"
    version = 2
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
            Column("instrument", Text, nullable=False),
            Column("adopted_session", Text),
            Column("tracked", Text, nullable=False),
            Column("legal", Text, nullable=False),
            Column("implementation", Text, nullable=False),
            Column("due_sessions", Text, nullable=False),
            Column("deliverable", Text, nullable=False),
            Column("strength", Text),
            Column("verb", Text, nullable=False),
            Index(f"{name}__adopted_at", "adopted_at"),
            Index(f"{name}__instrument", "instrument", "adopted_at"),
            Index(f"{name}__adopted_session", "adopted_session", "adopted_at"),
        )
        states = Table(
            f"{name}_states",
            metadata,
            Column("stream", Text, primary_key=True),
            Column("number", Integer, primary_key=True),
            Column("words", Text, nullable=False),
            Column("state", Text, nullable=False),
        )
        return {"past": table, "states": states}

    def rows(self, stream: str, history: Sequence[Recorded]) -> Rows:
        """See `View.rows`."""
        numbers: dict[str, int] = {}
        rows: list[dict[str, Any]] = []
        states: list[dict[str, Any]] = []
        for cell in cells(evolve, history):
            text = MANDATE.dump_json(cell.state).decode()
            if text not in numbers:
                numbers[text] = len(numbers) + 1
                states.append(
                    {
                        "stream": stream,
                        "number": numbers[text],
                        "words": words_of(cell.state),
                        "state": text,
                    }
                )
            rows.append(
                {
                    "stream": stream,
                    "from_day": cell.from_day,
                    "to_day": cell.to_day,
                    "known_from": cell.known_from,
                    "known_to": cell.known_to,
                    "number": numbers[text],
                    "adopted_at": history[0].position,
                    **columns_of(cell.state),
                }
            )
        return {"past": rows, "states": states}

    def swift(self, stream: str, positions: Sequence[int], found: Sequence[Document]) -> Tuples:
        """See `Swift`."""
        from .lens.cells import after_commands

        numbers: dict[str, int] = {}
        rows: list[tuple[Any, ...]] = []
        states: list[tuple[Any, ...]] = []
        steps = after_commands(life(), found)
        for cell in rectangles((positions[last], kept, states) for last, kept, states in steps):
            seen = cell.state
            number = numbers.get(seen.state)
            if number is None:
                number = numbers[seen.state] = len(numbers) + 1
                states.append((stream, number, seen.words, seen.state))
            rows.append(
                (stream, cell.from_day, cell.known_from, cell.to_day, cell.known_to, number,
                 positions[0], *seen.columns)
            )  # fmt: skip
        return {"past": rows, "states": states}


def columns_of(mandate: Mandate) -> dict[str, Any]:
    """What a mandate is looked for by. Sets of words stand between bars."""
    adopted, current = mandate.adopted, mandate.current
    done = {implementation(current), *([current.end] if current.end else [])}
    due = {session for one in mandate.occurrences if (session := session_of(one.due)) is not None}
    return {
        "instrument": adopted.instrument,
        "adopted_session": SessionDue(organ=adopted.body, session=adopted.session).session_id,
        "tracked": mandate.tracked,
        "legal": mandate.legal,
        "implementation": between_bars(done),
        "due_sessions": between_bars(due),
        "deliverable": adopted.deliverable,
        "strength": adopted.strength,
        "verb": adopted.verb,
    }


def between_bars(words: set[str]) -> str:
    """Words in their order, each between bars, so that each is found whole."""
    return "".join(f"|{one}|" for one in sorted(words))


def words_of(mandate: Mandate) -> str:
    """All that a text filter and the filters by name look through, without case."""
    adopted = mandate.adopted
    parts = (adopted.title, adopted.text, *adopted.addressees, *mandate.leads)
    return "\n".join(part.casefold() for part in parts if part)
