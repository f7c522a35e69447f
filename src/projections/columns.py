"""What mandates are found and ordered by: the columns that the register and the past share."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    FromClause,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    and_,
    select,
)

from ..domain.due import SessionDue
from ..domain.mandate.state import Mandate, session_of
from .alike import alike, digest
from .item import implementation

SOUGHT = (
    "instrument", "adopted_session", "tracked", "legal", "implementation", "due_sessions",
    "deliverable", "strength", "verb", "paragraph", "title", "addressees", "leads", "contributing",
    "funded", "alike", "time",
)  # fmt: skip
"""The names of the columns, in their order."""
_MAY_LACK = ("adopted_session", "strength")
_KINDS = {"funded": Integer, "alike": BigInteger}


def sought() -> list[Column[Any]]:
    """The columns. Sets of words stand between bars, names as a JSON array, texts without case;
    ``time`` is what a mandate's standing in time rests on, ``alike`` its digest."""
    return [Column(name, _KINDS.get(name, Text), nullable=name in _MAY_LACK) for name in SOUGHT]


def indexes(table: str, *span: str) -> list[Index]:
    """What is found by index; the last three cover what is judged once for all that are alike, and
    counted: who has how much to do."""
    return [
        Index(f"{table}__adopted_at", "adopted_at"),
        Index(f"{table}__title", "title", "adopted_at"),
        Index(f"{table}__instrument", "instrument", "adopted_at"),
        Index(f"{table}__adopted_session", "adopted_session", "adopted_at"),
        Index(f"{table}__alike", "alike", "tracked", "legal", *span),
        Index(f"{table}__addressees", "addressees", "legal", "alike", "tracked", *span),
        Index(f"{table}__leads", "leads", "legal", "alike", "tracked", *span),
    ]


def states(table: str, metadata: MetaData, *more: Column[Any]) -> Table:
    """The states, each once."""
    return Table(
        f"{table}_states",
        metadata,
        Column("stream", Text, primary_key=True),
        Column("number", Integer, primary_key=True),
        Column("state", Text, nullable=False),
        *more,
    )


def words(table: str, metadata: MetaData, *span: Column[Any]) -> Table:
    """The words of the texts, with the span in which they stood."""
    return Table(
        f"{table}_words",
        metadata,
        Column("stream", Text, nullable=False),
        Column("adopted_at", BigInteger, nullable=False),
        *span,
        Column("words", Text, nullable=False),
        Index(f"{table}_words__stream", "stream"),
    )


def texts(table: str, metadata: MetaData) -> Table:
    """What a text says, once for all the states that go on with it: see `halves`."""
    return Table(
        f"{table}_texts",
        metadata,
        Column("stream", Text, primary_key=True),
        Column("number", Integer, primary_key=True),
        Column("text", Text, nullable=False),
    )


_SECOND_HALF = ',"adopted_on":'
"""With this begins what happened to a mandate; no text within holds it, as it would be escaped."""


def halves(state: str) -> tuple[str, str]:
    """A state as JSON: what the text says, and what has happened since."""
    cut = state.index(_SECOND_HALF)
    return state[:cut], state[cut:]


def whole(tables: Mapping[str, Table]) -> FromClause:
    """The states of a view's tables, in whole: ``stream``, ``number`` and ``state``."""
    states, texts = tables["states"], tables.get("texts")
    if texts is None:
        return states
    of_state = and_(texts.c.stream == states.c.stream, texts.c.number == states.c.text)
    state = (texts.c.text + states.c.state).label("state")
    joined = states.join(texts, of_state)
    return select(states.c.stream, states.c.number, state).select_from(joined).subquery()


def columns_of(mandate: Mandate) -> dict[str, Any]:
    """What a mandate is looked for by."""
    adopted, current, time = mandate.adopted, mandate.current, alike(mandate)
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
        "paragraph": adopted.paragraph,
        "title": (adopted.title or "").casefold(),
        "addressees": named(adopted.addressees),
        "leads": named(mandate.leads),
        "contributing": named(mandate.contributing),
        "funded": int(bool(mandate.funded)),
        "alike": digest(time),
        "time": time,
    }


def words_of(mandate: Mandate) -> str:
    """What a text filter looks through beside the title."""
    return (mandate.adopted.text or "").casefold()


def between_bars(words: Iterable[str]) -> str:
    """Words in their order, each between bars, so that each is found whole."""
    return "".join(f"|{one}|" for one in sorted(words))


def named(names: Sequence[str]) -> str:
    """Names as they are kept."""
    return _named(tuple(names))


@lru_cache(10_000)
def _named(names: tuple[str, ...]) -> str:
    return json.dumps(names, ensure_ascii=False)
