"""What the docket holds of a mandate in partly decoded events: see `docket`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from ...domain.body import code_of
from ...domain.due import DUE, Due, RelativeDue, SessionDue
from ...domain.mandate.events import DeadlineKind
from ...domain.mandate.occurrence import CLOSED
from ..docket import (
    NOWHERE,
    UNDER,
    Entry,
    Where,
    before_opening,
    entry,
    opening,
    under,
    where_of,
)
from ..view import Tuples
from . import documents as d
from .cells import Lived
from .state import Occurrence
from .terms import KEPT, NULL

_body = lru_cache(1_000)(code_of)


_ANNOUNCED: frozenset[type[d.Document]] = frozenset((d.DueSoon, d.FellDue, d.BecameOverdue))


def rows(lived: Lived) -> Tuples:
    """See `view.Swift`."""
    stream = lived.stream
    found = [
        (stream, start, end, *one)
        for start, end, _ in lived.kept()
        for one in _entries(lived, start)
    ]
    return {"docket": found, "under": [one for one in found if one[UNDER] is not None]}


def _entries(lived: Lived, start: str) -> list[Entry]:
    """What the docket holds of the state as it is now, which holds from a day on."""
    life = lived.life
    state = life.state
    assert state is not None
    found: list[Entry] = []
    if state.ended is not None:
        return found
    body = _body(life.text.body)
    for one in state.occurrences:
        if one.end is None:
            found += _open(lived, one, body)
    following, newest, since = life.following(), state.occurrences[-1], state.adopted_on
    if following != NULL:
        where = (None, start) if newest.end in CLOSED else _hanging(following, since)[0]
        if where is not None:
            kind = opening(life.document, where, _due(following).early)
            found.append(entry(newest.number + 1, kind, where, since, None, 0, body))
    end, _ = _hanging(bytes(state.until), since)
    if end is not None:
        found.append(entry(0, "until", end, since, None, 0, body))
    return found


def _open(lived: Lived, one: Occurrence, body: str) -> Iterator[Entry]:
    points = {"legal": one.consideration or one.delivery}
    _, at_session = _hanging(bytes(one.delivery.term), one.delivery.since)
    kinds = _kinds(one, lived.life.document and at_session)
    if not kinds:
        return
    said_at = _said_at(lived, one.number) if lived.has(_ANNOUNCED) else {}
    items = under([(link.item, link.since, link.recorded_on) for link in one.items])
    for kind in kinds:
        said = one.announced.get(kind)
        last = (said[-1].kind, said[-1].on.isoformat()) if said else None
        at, point = said_at.get(kind, 0), points.get(kind, one.delivery)
        where, _ = _hanging(bytes(point.term), point.since)
        hangs = NOWHERE if kind == "legal" else items
        early = kind == "legal" and _due(bytes(point.term)).early
        if where is not None:
            named = "before" if early else kind
            yield entry(one.number, named, where, point.since, last, at, body, hangs)


def _said_at(lived: Lived, occurrence: int) -> dict[str, int]:
    """The position at which each deadline of an occurrence was last spoken of."""
    return {
        one.data.deadline: position
        for position, one in zip(lived.positions, lived.found, strict=True)
        if type(one) in _ANNOUNCED and one.data.occurrence == occurrence
    }


def _kinds(one: Occurrence, document: bool) -> tuple[DeadlineKind, ...]:
    """The deadlines that are not met; ``document``: it has more than the legal one."""
    if not one.reports:
        if one.done is not None:
            return ()
        return ("legal", "submission", "issue") if document else ("legal",)
    if not document or any(report.issued for report in one.reports):
        return ()
    return ("issue",)


def _hanging(term: bytes, since: str) -> tuple[Where | None, bool]:
    """Where a term hangs that holds since a day, and whether that is a session."""
    where, at_session, relative, _ = _due(term)
    if relative is not None:
        where = where_of(relative, date.fromisoformat(since))
    return where, at_session


class _Hung(NamedTuple):
    """Where a term hangs, and whether that is a session; the term, if that depends on since when it
    holds; whether it is due before the session opens."""

    where: Where | None
    at_session: bool
    relative: RelativeDue | None
    early: bool


@lru_cache(KEPT)
def _due(term: bytes) -> _Hung:
    due: Due | None = None if term == NULL else DUE.validate_json(term)
    if isinstance(due, RelativeDue):
        return _Hung(None, False, due, early=False)
    at_session = isinstance(due, SessionDue)
    return _Hung(where_of(due, date.min), at_session, None, before_opening(due))
