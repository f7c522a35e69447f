"""What mandates are found and ordered by: the columns that the register and the past share."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import BigInteger, Column, Index, Integer, Text

from ..domain.due import SessionDue
from ..domain.mandate.state import Mandate, sessions_of
from .alike import alike, digest
from .axes import LATE
from .item import implementation

SAID = (
    "instrument", "adopted_session", "deliverable", "strength", "verb", "paragraph", "title",
)  # fmt: skip
"""The columns of what the text says, in their order."""
COMPARED = ("instrument", "deliverable", "strength", "verb", "paragraph")
"""Those of them that are short, and compared with what is asked."""
STANDS = (
    "tracked", "legal", "implementation", "due_sessions", "addressees", "leads", "contributing",
    "funded", "alone", "alike", "time",
)  # fmt: skip
"""The columns of how a mandate stands, in their order: what happens to it may change these.

Whom the text addresses is among them, though it seldom changes: who has how much to do is counted
by it and the others, over one index."""
_MAY_LACK = ("adopted_session", "strength")
_KINDS = {"funded": Integer, "alone": Integer, "alike": BigInteger}


def sought(names: Sequence[str]) -> list[Column[Any]]:
    """The columns. Sets of words stand between bars, names as a JSON array, texts without case;
    ``alone`` is the number of the one occurrence that is open, 0 where none or several are;
    ``time`` is what a mandate's standing in time rests on, ``alike`` its digest."""
    return [Column(name, _KINDS.get(name, Text), nullable=name in _MAY_LACK) for name in names]


def indexes_of_said(table: str) -> list[Index]:
    """What is found and ordered by what a text says."""
    return [
        Index(f"{table}__adopted_at", "adopted_at"),
        Index(f"{table}__title", "title", "adopted_at"),
        Index(f"{table}__instrument", "instrument", "adopted_at"),
        Index(f"{table}__adopted_session", "adopted_session", "adopted_at"),
    ]


def indexes_of_stands(table: str, *span: str) -> list[Index]:
    """What is found by how a mandate stands. They cover what is judged once for all that are alike,
    and counted: who has how much to do."""
    return [
        Index(f"{table}__alike", "alike", "tracked", "legal", *span),
        Index(f"{table}__addressees", "addressees", "legal", "alike", "tracked", *span),
        Index(f"{table}__leads", "leads", "legal", "alike", "tracked", *span),
    ]


WHERE = "where"
"""Under this an index is said to be of some rows alone, and of which: see `feed.tables.index`."""


def indexes_of_cells(table: str) -> list[Index]:
    """What is found of cells at a point, see `axes.parts_of_point`: by how far they reach, with all
    that is asked of how a mandate stands, or by who leads; where their end was recorded late, by
    how late. Of any point, by what is alike."""
    span = ("to_day", "from_day", "known_from", "known_to")
    return [
        Index(f"{table}__reach", "reach", *span, "text", *(one for one in STANDS if one != "time")),
        Index(f"{table}__leads", "reach", "leads", *span, "tracked"),
        Index(f"{table}__late", "delay", "to_day", "ended_at", "known_from", info={WHERE: LATE}),
        Index(f"{table}__alike", "alike"),
    ]


def said_of(mandate: Mandate) -> dict[str, Any]:
    """What its text says."""
    adopted = mandate.adopted
    return {
        "instrument": adopted.instrument,
        "adopted_session": SessionDue(organ=adopted.body, session=adopted.session).session_id,
        "deliverable": adopted.deliverable,
        "strength": adopted.strength,
        "verb": adopted.verb,
        "paragraph": adopted.paragraph,
        "title": (adopted.title or "").casefold(),
    }


def words_of(mandate: Mandate) -> str:
    """What a text filter looks through beside the title."""
    return (mandate.adopted.text or "").casefold()


def stands_of(mandate: Mandate) -> dict[str, Any]:
    """How it stands."""
    owed, time = mandate.owed, alike(mandate)
    done = {implementation(owed), *([owed.end] if owed.end else [])}
    due = {session for one in mandate.occurrences for session in sessions_of(one.due)}
    still_open = [one.number for one in mandate.occurrences if one.open]
    return {
        "tracked": mandate.tracked,
        "legal": mandate.legal,
        "implementation": between_bars(done),
        "due_sessions": between_bars(due),
        "addressees": named(mandate.adopted.addressees),
        "leads": named(mandate.leads),
        "contributing": named(mandate.contributing),
        "funded": int(bool(mandate.funded)),
        "alone": still_open[0] if len(still_open) == 1 else 0,
        "alike": digest(time),
        "time": time,
    }


def between_bars(words: Iterable[str]) -> str:
    """Words in their order, each between bars, so that each is found whole."""
    return "".join(f"|{one}|" for one in sorted(words))


def named(names: Sequence[str]) -> str:
    """Names as they are kept."""
    return _named(tuple(names))


@lru_cache(10_000)
def _named(names: tuple[str, ...]) -> str:
    return json.dumps(names, ensure_ascii=False)
