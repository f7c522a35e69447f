"""Finding mandates at a point: what a query asks for, in the words of the database where it can be.

What the rows have columns for is left to the database. The rest (timeliness, money, names), and
everything once more, is judged by `RegisterQuery.matches`: so what is found never depends on where
it was looked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import get_args

from sqlalchemy import ColumnElement, Executable, Table, and_, or_, select

from ..domain.bodies import Bodies
from ..domain.fold import fold
from ..domain.mandate.evolve import evolve
from ..domain.mandate.state import End, Legal, Mandate, Stage
from .axes import at_point
from .past import Past
from .query import Called, RegisterQuery
from .register import MANDATE, Register
from .sources import Histories, Point, Views
from .view import Snapshot, View

REGISTER, PAST = Register(), Past()
OF_LAW_AND_WORK = frozenset({*get_args(Legal), *get_args(Stage), *get_args(End)}) - {"stated"}
"""Words of status that no other axis has: money may be stated too."""


@dataclass(frozen=True, slots=True)
class Found:
    """Mandates in the order of their adoption, each with the position of its first event; where
    they stand, and the view that knew them: its name with its version, the event that stopped it
    there, and whether an operator went back to it."""

    mandates: Iterable[tuple[int, Mandate]]
    position: int
    view: str
    stopped_at: int | None = None
    pinned: bool = False


def find(
    record: Histories,
    views: Views,
    at: Point,
    query: RegisterQuery,
    called: Called,
    bodies: Bodies,
) -> Found:
    """The mandates at a point that may match: at least those that do.

    From the register where it is asked as known now of a day that it keeps, and nothing for which
    the past alone has columns; else from the cells of both axes; from the events themselves only
    where no view has come that far.
    """
    if at.now and not _narrowed_there(query):
        with views.read(REGISTER, at.known_at) as snapshot:
            if snapshot is not None and Register.tells(snapshot, at.as_of):
                asked = _now(snapshot, at, query, bodies)
                return _found(snapshot, asked, REGISTER, snapshot.position, snapshot.stopped_at)
    with views.read(PAST, at.known_at) as snapshot:
        if snapshot is not None and (at.now or snapshot.position >= at.known_at):
            known = min(at.known_at, snapshot.position)
            asked = _then(snapshot, replace(at, known_at=known), query, called, bodies)
            return _found(snapshot, asked, PAST, known, snapshot.stopped_at if at.now else None)
    histories = record.histories("mandate-").values()
    folded = (
        (history[0].position, fold(evolve, history, at.as_of, at.known_at)) for history in histories
    )
    found = ((first, one) for first, one in folded if one is not None)
    return Found(found, at.known_at, f"{REGISTER.name}@{REGISTER.version}")


def _narrowed_there(query: RegisterQuery) -> bool:
    """Whether the past has columns for something that is asked, which the register has not."""
    asked = (
        query.text, query.addressee, query.lead, query.adopted_session, query.implementation,
        query.deliverable, query.strength, query.verb,
    )  # fmt: skip
    return any(one is not None for one in asked)


def _found(
    snapshot: Snapshot, asked: Executable, view: View, position: int, stopped_at: int | None
) -> Found:
    rows = snapshot.connection.execute(asked).mappings()
    found = [(int(row["adopted_at"]), MANDATE.validate_json(row["state"])) for row in rows]
    return Found(found, position, f"{view.name}@{snapshot.version}", stopped_at, snapshot.pinned)


def exactly(at: Point, view: View, snapshot: Snapshot) -> Found:
    """Where an answer stands that a view's cells give as it was known at a point."""
    return Found((), at.known_at, f"{view.name}@{snapshot.version}", None, snapshot.pinned)


def _now(snapshot: Snapshot, at: Point, query: RegisterQuery, bodies: Bodies) -> Executable:
    table, day = snapshot.tables["register"], at.as_of.isoformat()
    return (
        select(table.c.adopted_at, table.c.state)
        .where(table.c.from_day <= day, table.c.to_day > day, *by_columns(table, query, bodies))
        .order_by(table.c.adopted_at)
    )


def _then(
    snapshot: Snapshot, at: Point, query: RegisterQuery, called: Called, bodies: Bodies
) -> Executable:
    table, states = snapshot.tables["past"], snapshot.tables["states"]
    of_cell = and_(states.c.stream == table.c.stream, states.c.number == table.c.number)
    return (
        select(table.c.adopted_at, states.c.state)
        .select_from(table.join(states, of_cell))
        .where(at_point(table, at.as_of, at.known_at), *by_columns(table, query, bodies))
        .where(*_by_words(states, query, called))
        .order_by(table.c.adopted_at)
    )


def by_columns(table: Table, query: RegisterQuery, bodies: Bodies) -> Iterator[ColumnElement[bool]]:
    """What is asked of the columns that a table has."""
    if not query.every:
        yield table.c.tracked != "no"
    for name in (
        "instrument", "legal", "deliverable", "strength", "verb",
    ):  # fmt: skip
        wanted = getattr(query, name)
        if wanted is not None and name in table.c:
            yield table.c[name] == wanted
    if query.session is not None:
        named = bodies.spellings(query.session)
        yield or_(*(_between_bars(table, "due_sessions", one) for one in named))
    if query.adopted_session is not None and "adopted_session" in table.c:
        yield table.c.adopted_session.in_(bodies.spellings(query.adopted_session))
    if "implementation" in table.c:
        if query.implementation is not None:
            yield _between_bars(table, "implementation", query.implementation)
        if query.status in OF_LAW_AND_WORK:
            done = _between_bars(table, "implementation", query.status)
            yield or_(table.c.legal == query.status, done)


def _between_bars(table: Table, column: str, word: str | None) -> ColumnElement[bool]:
    return table.c[column].contains(f"|{word}|", autoescape=True)


def _by_words(states: Table, query: RegisterQuery, called: Called) -> Iterator[ColumnElement[bool]]:
    """What is asked of the words of a mandate: they stand together, so this finds too many."""
    asked: list[Sequence[str]] = [[query.text]] if query.text is not None else []
    asked += [[name, *called(name)] for name in (query.addressee, query.lead) if name is not None]
    for names in asked:
        words = (one.casefold() for one in names)
        yield or_(*(states.c.words.contains(one, autoescape=True) for one in words))
