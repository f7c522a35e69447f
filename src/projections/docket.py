"""The docket: what is due where and not met. One row for each thing that time alone may bring.

A row says where a deadline hangs (a session, or a day of its own) and what was last said of it. So
a tick finds what is to be said by index, however many mandates are open, and reads nothing else.
As the register does, it keeps the days from a mandate's last recording on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Literal

from sqlalchemy import (
    Column,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
)

from ..domain.body import code_of
from ..domain.deadlines import day_of, within
from ..domain.due import DateDue, Due, RelativeDue, SessionDue
from ..domain.event import Recorded
from ..domain.fold import fold, void_ids
from ..domain.mandate.events import Announcement, DeadlineKind
from ..domain.mandate.evolve import evolve
from ..domain.mandate.occurrence import DuePoint, ItemLink, Occurrence
from ..domain.mandate.state import Mandate
from ..domain.reading import DOCUMENTS
from .axes import lives_of
from .view import Rows, Swiftly, intervals

Kind = Literal[
    "submission", "issue", "legal", "before", "next_report", "next", "next_before", "until"
]  # fmt: skip
"""A deadline, ``before`` the legal one of what is due before a session opens; or the next
occurrence, which opens (a report with its submission, anything else with its legal deadline); or
the task's end, which comes."""
Where = tuple[str | None, str | None]
"""A session, or a day."""
COLUMNS = (
    "stream", "from_day", "to_day", "occurrence", "kind", "session", "day", "since", "said_of",
    "said", "said_at", "body", "under", "linked",
)  # fmt: skip
UNDER = COLUMNS.index("under")
Under = tuple[str | None, str | None]
"""The agenda items on whose meetings it may hang too, a line each, and the day from which on all
of them were known to carry it."""
Entry = tuple[
    int, Kind, str | None, str | None, str, str, int, int, str, str | None, str | None
]  # fmt: skip
"""The columns from ``occurrence`` on."""
NOWHERE: Under = (None, None)
NEVER = ""
"""In place of a day: nothing was said."""
STAGE = {"due_soon": 1, "due": 2, "overdue": 3}
"""What is said of a deadline, in its order."""
ALL_SAID = 3


class Docket:
    """One row for each deadline that is not met, opening or end to come, in each interval of days
    that had not ended when the mandate was recorded last. What agenda items carry stands apart once
    more, to be found by them."""

    name = "docket"
    version = 12
    kinds = ("mandate",)
    every_state = False

    def tables(self, metadata: MetaData, build: int) -> Mapping[str, Table]:
        """See `View.tables`."""
        name = f"docket__{build}"
        table = Table(
            name,
            metadata,
            Column("stream", Text, nullable=False),
            Column("from_day", Text, nullable=False),
            Column("to_day", Text, nullable=False),
            Column("occurrence", Integer, nullable=False),
            Column("kind", Text, nullable=False),
            Column("session", Text),
            Column("day", Text),
            Column("since", Text, nullable=False),
            Column("said_of", Text, nullable=False),
            Column("said", Integer, nullable=False),
            Column("said_at", Integer, nullable=False),
            Column("body", Text, nullable=False),
            Column("under", Text),
            Column("linked", Text),
            Index(f"{name}__stream", "stream"),
            Index(f"{name}__session", "session", "kind", "said_of", "said"),
            Index(f"{name}__day", "said", "day"),
        )
        under = Table(
            f"{name}_under",
            metadata,
            *(Column(one.name, one.type, nullable=one.nullable) for one in table.columns),
            Index(f"{name}_under__stream", "stream"),
            Index(f"{name}_under__under", "under", "kind", "said_of", "said"),
        )
        return {"docket": table, "under": under}

    def rows(self, stream: str, history: Sequence[Recorded]) -> Rows:
        """See `View.rows`."""
        states = list(lives_of(evolve, history))
        said_at, recorded_on = _positions(history), history[-1].recorded_on.isoformat()
        spans = intervals([day for day, _ in states])
        found: list[dict[str, Any]] = [
            dict(zip(COLUMNS, (stream, start, end, *entry), strict=True))
            for (_, state), (_, start, end) in zip(states, spans, strict=True)
            if end > recorded_on
            for entry in _entries(state, start, said_at)
        ]
        return {"docket": found, "under": [one for one in found if one["under"] is not None]}

    def swift(self) -> Swiftly:
        """See `Swift`."""
        from .lens.docket import rows

        return rows


Positions = Mapping[tuple[int, str], int]
"""The position at which a deadline of an occurrence was last spoken of."""


def _positions(history: Sequence[Recorded]) -> Positions:
    gone = void_ids(history)
    return {
        (one.event.occurrence, one.event.deadline): one.position
        for one in history
        if isinstance(one.event, Announcement) and one.event_id not in gone
    }


def hanging(histories: Mapping[str, Sequence[Recorded]], today: date) -> dict[str, str]:
    """What `pending` tells, whenever anything was recorded, at the cost of folding all."""
    states = ((stream, fold(evolve, history, today)) for stream, history in histories.items())
    return {
        stream: code_of(state.adopted.body)
        for stream, state in states
        if state is not None and any(_entries(state, today.isoformat(), {}))
    }


def _entries(mandate: Mandate, start: str, said_at: Positions) -> Iterator[Entry]:
    if mandate.ended is not None:
        return
    body = code_of(mandate.adopted.body)
    for one in mandate.occurrences:
        if one.open:
            for kind, point in _kinds(mandate, one):
                where = where_of(point.term, point.since)
                if where is not None:
                    said = one.announced.get(kind)
                    last = (said[-1].kind, said[-1].on.isoformat()) if said else None
                    at = said_at.get((one.number, kind), 0)
                    since = point.since.isoformat()
                    items = NOWHERE if kind == "legal" else _under(one.items)
                    early = kind == "legal" and before_opening(point.term)
                    named = "before" if early else kind
                    yield entry(one.number, named, where, since, last, at, body, items)
    yield from _to_come(mandate, start, body)


def _kinds(mandate: Mandate, one: Occurrence) -> Iterator[tuple[DeadlineKind, DuePoint]]:
    """The deadlines that an occurrence can have and that are not met yet."""
    if not one.delivered:
        yield "legal", one.consideration or one.delivery
    if mandate.adopted.deliverable in DOCUMENTS and isinstance(one.delivery.term, SessionDue):
        if not one.delivered:
            yield "submission", one.delivery
        # A report that was confirmed, too, is still to be issued: see `deadlines.standing`.
        if not (any(report.issued for report in one.reports) if one.reports else one.done):
            yield "issue", one.delivery


def _under(links: Sequence[ItemLink]) -> Under:
    return under([(one.item, one.since.isoformat(), one.recorded_on.isoformat()) for one in links])


def under(links: Sequence[tuple[str, str, str]]) -> Under:
    """Where a document's deadlines hang besides, given the items that carry it, each with the day
    from which that holds and that on which it was written down."""
    if not links:
        return NOWHERE
    known = max(max(since, recorded_on) for _, since, recorded_on in links)
    return "\n".join(sorted(item for item, *_ in links)), known


def where_of(term: Due | None, since: date) -> Where | None:
    """Where a term that holds since a day hangs; None where nobody can say."""
    match term:
        case SessionDue(session_id=str() as session):
            return session, None
        case DateDue():
            return None, day_of(term).isoformat()
        case RelativeDue():
            end = within(term, since)
            return (None, end.isoformat()) if end else None
        case _:
            return None


def entry(
    number: int, kind: Kind, where: Where, since: str, last: tuple[str, str] | None, at: int,
    body: str, items: Under = NOWHERE,
) -> Entry:  # fmt: skip
    """What the docket holds of one thing; ``last``: what was said last, and of which day."""
    session, day = where
    # What was said of another day was said before it was put off.
    if last is None or (day is not None and last[1] != day):
        return number, kind, session, day, since, NEVER, 0, at, body, *items
    return number, kind, session, day, since, last[1], STAGE[last[0]], at, body, *items


def _to_come(mandate: Mandate, start: str, body: str) -> Iterator[Entry]:
    """What is to open or to end, with the day or the session that brings it."""
    following = mandate.following()
    last = mandate.occurrences[-1]
    since = mandate.adopted_on.isoformat()
    if following is not None:
        where = (None, start) if last.closed else where_of(following, mandate.adopted_on)
        if where is not None:
            document = mandate.adopted.deliverable in DOCUMENTS
            kind = opening(document, where, before_opening(following))
            yield entry(last.number + 1, kind, where, since, None, 0, body)
    end = where_of(mandate.until, mandate.adopted_on)
    if end is not None:
        yield entry(0, "until", end, since, None, 0, body)


def opening(document: bool, where: Where, early: bool) -> Kind:
    """What opens the next occurrence: its submission or its legal deadline, which is ``early``
    where that comes before a session opens."""
    if document and where[0] is not None:
        return "next_report"
    return "next_before" if early else "next"


def before_opening(term: Due | None) -> bool:
    """Whether what is due then is due before a session opens."""
    return isinstance(term, SessionDue) and term.bound == "before"
