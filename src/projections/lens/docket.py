"""What the docket holds of a mandate in partly decoded events: see `docket`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache

from ...domain.body import code_of
from ...domain.due import DUE, Due, RelativeDue, SessionDue
from ..docket import Entry, Kind, Where, entry, opening, where_of
from . import documents as d
from .mandate import CLOSED, DuePoint, Life, Occurrence
from .terms import KEPT, NULL

_body = lru_cache(1_000)(code_of)


def positions_of(
    positions: Sequence[int], found: Sequence[d.Document]
) -> dict[tuple[int, str], int]:
    """The position at which a deadline of an occurrence was last spoken of."""
    return {
        (one.data.occurrence, one.data.deadline): position
        for position, one in zip(positions, found, strict=True)
        if isinstance(one.data, d.AnnouncedData)
    }


def entries(life: Life, start: str, said_at: Mapping[tuple[int, str], int]) -> Iterator[Entry]:
    """What the docket holds of the state as it is now, which holds from a day on."""
    state = life.state
    assert state is not None
    body = _body(life.text.body)
    for one in state.occurrences:
        if one.end is None:
            for kind in _kinds(life, one):
                where = _where(one.delivery)
                if where is not None:
                    said = one.announced.get(kind)
                    last = (said[-1].kind, said[-1].on.isoformat()) if said else None
                    at = said_at.get((one.number, kind), 0)
                    yield entry(one.number, kind, where, one.delivery.since, last, at, body)
    following, newest = life.following(), state.occurrences[-1]
    if following != NULL:
        closed = newest.end in CLOSED
        where = (None, start) if closed else _where_of(following, state.adopted_on)
        if where is not None:
            kind = opening(life.document, where)
            yield entry(newest.number + 1, kind, where, state.adopted_on, None, 0, body)
    end = _where_of(bytes(state.until), state.adopted_on)
    if end is not None:
        yield entry(0, "until", end, state.adopted_on, None, 0, body)


def _kinds(life: Life, one: Occurrence) -> Iterator[Kind]:
    delivered = one.reports or one.done is not None
    if not delivered:
        yield "legal"
    if life.document and isinstance(_due(bytes(one.delivery.term)), SessionDue):
        if not delivered:
            yield "submission"
        if one.done is None and not any(report.issued for report in one.reports):
            yield "issue"


def _where(point: DuePoint) -> Where | None:
    return _where_of(bytes(point.term), point.since)


def _where_of(term: bytes, since: str) -> Where | None:
    due = _due(term)
    return (
        where_of(due, date.fromisoformat(since)) if isinstance(due, RelativeDue) else _anyhow(term)
    )


@lru_cache(KEPT)
def _anyhow(term: bytes) -> Where | None:
    """Where a term hangs that does not count from the day since which it holds."""
    return where_of(_due(term), date.min)


@lru_cache(KEPT)
def _due(term: bytes) -> Due | None:
    return None if term == NULL else DUE.validate_json(term)
