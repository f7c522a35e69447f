"""What the docket holds of a mandate in partly decoded events: see `docket`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from ...domain.body import code_of
from ...domain.due import DUE, Due, RelativeDue, SessionDue
from ..docket import NOWHERE, Entry, Kind, Where, entry, opening, under, where_of
from . import documents as d
from .cells import Lived
from .mandate import CLOSED, Occurrence
from .terms import KEPT, NULL

_body = lru_cache(1_000)(code_of)


def entries(lived: Lived, start: str) -> list[Entry]:
    """What the docket holds of the state as it is now, which holds from a day on."""
    life = lived.life
    state = life.state
    assert state is not None
    body = _body(life.text.body)
    found: list[Entry] = []
    for one in state.occurrences:
        if one.end is None:
            found += _open(lived, one, body)
    following, newest, since = life.following(), state.occurrences[-1], state.adopted_on
    if following != NULL:
        where = (None, start) if newest.end in CLOSED else _hanging(following, since)[0]
        if where is not None:
            kind = opening(life.document, where)
            found.append(entry(newest.number + 1, kind, where, since, None, 0, body))
    end, _ = _hanging(bytes(state.until), since)
    if end is not None:
        found.append(entry(0, "until", end, since, None, 0, body))
    return found


def _open(lived: Lived, one: Occurrence, body: str) -> Iterator[Entry]:
    since = one.delivery.since
    where, at_session = _hanging(bytes(one.delivery.term), since)
    kinds = _kinds(one, lived.life.document and at_session)
    if where is None or not kinds:
        return
    said_at: dict[str, int] = {
        each.data.deadline: position
        for position, each in zip(lived.positions, lived.found, strict=True)
        if isinstance(each.data, d.AnnouncedData) and each.data.occurrence == one.number
    }
    items = under([(link.item, link.since, link.recorded_on) for link in one.items])
    for kind in kinds:
        said = one.announced.get(kind)
        last = (said[-1].kind, said[-1].on.isoformat()) if said else None
        at = said_at.get(kind, 0)
        hangs = NOWHERE if kind == "legal" else items
        yield entry(one.number, kind, where, since, last, at, body, hangs)


def _kinds(one: Occurrence, document: bool) -> tuple[Kind, ...]:
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
    where, at_session, relative = _due(term)
    if relative is not None:
        where = where_of(relative, date.fromisoformat(since))
    return where, at_session


@lru_cache(KEPT)
def _due(term: bytes) -> tuple[Where | None, bool, RelativeDue | None]:
    """Where a term hangs, and whether that is a session; the term, if that depends on since when it
    holds."""
    due: Due | None = None if term == NULL else DUE.validate_json(term)
    if isinstance(due, RelativeDue):
        return None, False, due
    return where_of(due, date.min), isinstance(due, SessionDue), None
