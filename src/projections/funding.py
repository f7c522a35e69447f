"""Funding: what was said about the budget of texts, and how funds stand; for any day.

Only texts of which something was said have rows, so that a register without money pays nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Column, Index, MetaData, Table, Text, and_, select, true

from ..domain import fund, instrument
from ..domain.budget import BudgetStep
from ..domain.draft.events import base_of
from ..domain.event import Recorded
from ..domain.fold import standing
from ..domain.fund import Fund
from ..domain.instrument import Instrument
from ..domain.streams import kind_of
from ..domain.void import Voided
from .view import Rows, Snapshot, intervals

TEXT: TypeAdapter[Instrument] = TypeAdapter(Instrument)
FUND: TypeAdapter[Fund] = TypeAdapter(Fund)


class Funding:
    """A row for each interval of days of a text with a budget, or of a fund.

    ``links`` says from when to when which draft led to which text; ``spoken`` which streams ever
    spoke of money.
    """

    name = "funding"
    version = 3
    kinds = ("instrument", "fund")

    def tables(self, metadata: MetaData, build: int) -> Mapping[str, Table]:
        """See `View.tables`."""
        name = f"funding__{build}"
        states = Table(
            name,
            metadata,
            Column("stream", Text, primary_key=True),
            Column("from_day", Text, primary_key=True),
            Column("to_day", Text, nullable=False),
            Column("kind", Text, nullable=False),
            Column("state", Text, nullable=False),
        )
        links = Table(
            f"{name}_links",
            metadata,
            Column("stream", Text, nullable=False),
            Column("newer", Text, nullable=False),
            Column("older", Text, nullable=False),
            Column("from_day", Text, nullable=False),
            Column("to_day", Text, nullable=False),
            Index(f"{name}_links__stream", "stream"),
            Index(f"{name}_links__older", "older"),
        )
        spoken = Table(f"{name}_spoken", metadata, Column("stream", Text, primary_key=True))
        return {"funding": states, "links": links, "spoken": spoken}

    def rows(self, stream: str, history: Sequence[Recorded]) -> Rows:
        """See `View.rows`."""
        if kind_of(stream) == "fund":
            states = list(_funds(history))
            return {"funding": list(_intervals(stream, "fund", states)), "links": [], "spoken": []}
        texts = list(texts_of(history))
        with_budget = [(day, TEXT.dump_json(_bare(one)).decode()) for day, one in texts]
        spoken = any(isinstance(one.event, BudgetStep) for one in history)
        return {
            "funding": list(_intervals(stream, "instrument", with_budget)) if spoken else [],
            "links": list(_led(stream, history)),
            "spoken": [{"stream": stream}] if spoken else [],
        }

    @staticmethod
    def spoken(snapshot: Snapshot) -> tuple[str, ...]:
        """The streams of texts of whose budget anything was ever said."""
        table = snapshot.tables["spoken"]
        asked = select(table.c.stream).order_by(table.c.stream)
        return tuple(snapshot.connection.execute(asked).scalars())

    @staticmethod
    def texts(snapshot: Snapshot, as_of: date) -> list[Instrument]:
        """The texts with a budget as they stand on a day."""
        return [TEXT.validate_json(row) for row in _states(snapshot, as_of, "instrument")]

    @staticmethod
    def funds(snapshot: Snapshot, as_of: date) -> list[Fund]:
        """All funds as they stand on a day."""
        return [FUND.validate_json(row) for row in _states(snapshot, as_of, "fund")]

    @staticmethod
    def newer(
        snapshot: Snapshot, symbols: Iterable[str], as_of: date | None
    ) -> list[tuple[str, str]]:
        """Which texts followed these drafts, over any number of steps, as (newer, older): as it is
        on a day, or on whatever day."""
        table = snapshot.tables["links"]
        day = as_of and as_of.isoformat()
        holds = and_(table.c.from_day <= day, table.c.to_day > day) if day else true()
        found: list[tuple[str, str]] = []
        asked, seen = list(symbols), set[str]()
        while asked:
            seen.update(asked)
            rows = snapshot.connection.execute(
                select(table.c.newer, table.c.older)
                .where(table.c.older.in_(asked), holds)
                .distinct()
            )
            pairs = [(str(row.newer), str(row.older)) for row in rows]
            found += pairs
            asked = sorted({newer for newer, _ in pairs} - seen)
        return found


def _states(snapshot: Snapshot, as_of: date, kind: str) -> Iterator[str]:
    table = snapshot.tables["funding"]
    day = as_of.isoformat()
    asked = (
        select(table.c.state)
        .where(table.c.kind == kind, table.c.from_day <= day, table.c.to_day > day)
        .order_by(table.c.stream)
    )
    return iter(snapshot.connection.execute(asked).scalars())


def texts_of(history: Sequence[Recorded]) -> Iterator[tuple[date, Instrument]]:
    """Each state that a text goes through, with the first day on which it holds."""
    state: Instrument | None = None
    counted = standing(history)
    for index, recorded in enumerate(counted):
        state = instrument.evolve(state, recorded)
        last_of_day = index + 1 == len(counted) or counted[index + 1].day != recorded.day
        if last_of_day and state is not None:
            yield recorded.day, state


def _funds(history: Sequence[Recorded]) -> Iterator[tuple[date, str]]:
    state: Fund | None = None
    counted = standing(history)
    for index, recorded in enumerate(counted):
        state = fund.evolve(state, recorded)
        if index + 1 == len(counted) or counted[index + 1].day != recorded.day:
            yield recorded.day, FUND.dump_json(state).decode()


def _intervals(
    stream: str, kind: str, states: Sequence[tuple[date, str]]
) -> Iterator[dict[str, Any]]:
    spans = intervals([day for day, _ in states])
    for (_, state), (_, start, end) in zip(states, spans, strict=True):
        yield {"stream": stream, "from_day": start, "to_day": end, "kind": kind, "state": state}


def _led(stream: str, history: Sequence[Recorded]) -> Iterator[dict[str, Any]]:
    """From when to when which draft led to which text, by one text.

    What was once said and counts no more holds on no day: who asks what was known looks there too.
    """
    texts = list(texts_of(history))
    spans = {link: list[tuple[str, str]]() for link in _ever(history)}
    between = intervals([day for day, _ in texts])
    for (_, text), (_, start, end) in zip(texts, between, strict=True):
        for link in links(text):
            known = spans[link]
            since = known.pop()[0] if known and known[-1][1] == start else start
            known.append((since, end))
    for (new, old), found in spans.items():
        for start, end in found or [("", "")]:
            yield {
                "stream": stream, "newer": new, "older": old, "from_day": start, "to_day": end,
            }  # fmt: skip


def _ever(history: Sequence[Recorded]) -> Iterator[tuple[str, str]]:
    """Which draft led to which text by whatever was said of one text, void or not."""
    for one in history:
        if not isinstance(one.event, Voided):
            yield from links(instrument.evolve(None, one) or Instrument(""))


def _bare(text: Instrument) -> Instrument:
    """What counts for money: not the words of the text, not its life as a draft."""
    return Instrument(text.symbol, budget=text.budget)


def links(text: Instrument) -> tuple[tuple[str, str], ...]:
    """Which draft led to which text, by one text, as (newer, older)."""
    found: list[tuple[str, str]] = []
    if text.adopted is not None:
        found += [(text.symbol, base_of(draft)) for draft in text.adopted.drafts]
    if text.draft is not None:
        found += [(text.symbol, older) for older in text.draft.based_on]
        end = text.draft.end
        if end is not None and end.by is not None:
            found.append((end.by, text.symbol))
    return tuple(dict.fromkeys(found))
