"""Both axes from tables: every cell is what a fold from scratch says at its point."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, nullcontext
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain, pairwise, product
from pathlib import Path
from typing import Any, get_args

import pytest
from host import Clock, adoption, dated
from hypothesis import given as drawn
from sqlalchemy import Column, Integer, MetaData, Table, create_engine, literal_column, select
from test_views import lives

from mandates import (
    Assign,
    BadInput,
    Defer,
    Engine,
    Note,
    RegisterQuery,
    Retire,
    Void,
    WorkloadQuery,
)
from mandates.domain.event import Recorded
from mandates.domain.fold import fold
from mandates.domain.mandate import events as e
from mandates.domain.mandate.evolve import evolve
from mandates.projections.axes import (
    DELAYS,
    REACHES,
    SPAN,
    STILL,
    at_point,
    cells,
    delay,
    parts_of_point,
    reach,
    span,
)
from mandates.projections.columns import SAID, STANDS, said_of, stands_of, words_of
from mandates.projections.search.held import PAST
from mandates.projections.search.query import SORTS
from mandates.projections.sources import Histories
from mandates.projections.view import FOREVER
from mandates.projections.workload import By
from spec import GA, M, N, act, adopted, due, on, record, submitted

STREAM = f"mandate-{M}"


def points(history: tuple[Recorded, ...]) -> list[tuple[date, int]]:
    """Every point at which anything can change on either axis, and one before each."""
    changes = {one.day for one in history}
    days = sorted(changes | {one - timedelta(days=1) for one in changes} | {date(2099, 1, 1)})
    ends = [one.position for one in history if _ends_command(one)]
    return [(day, known) for day in days for known in (0, *ends)]


def _ends_command(one: Recorded) -> bool:
    return one.envelope.command_index == one.envelope.command_size - 1


def holds(row: Mapping[str, Any], day: str, known: int) -> bool:
    """Whether a cell, as its table keeps it, holds on a day as known at a position."""
    here = row["from_day"] <= day and row["known_from"] <= known < row["known_to"]
    return bool(here and (day < row["to_day"] or known < row["ended_at"]))


@drawn(lives())
def test_every_cell_is_what_a_fold_from_scratch_says(history: tuple[Recorded, ...]) -> None:
    rows = PAST.rows(STREAM, history)
    texts = {row["text"]: row for row in rows["texts"]}
    assert {row["text"] for row in rows["past"]} == set(texts), "a text that no cell has"
    for day, known in points(history):
        held = [
            {**texts[row["text"]], **row}
            for row in rows["past"]
            if holds(row, day.isoformat(), known)
        ]
        state = fold(evolve, history, day, known)
        assert [{name: one[name] for name in (*SAID, "words", *STANDS)} for one in held] == (
            [{**said_of(state), "words": words_of(state), **stands_of(state)}] if state else []
        )


@drawn(lives())
def test_every_state_lies_in_cells_as_a_fold_from_scratch_says(
    history: tuple[Recorded, ...],
) -> None:
    every = list(cells(evolve, history))
    for day, known in points(history):
        held = [one.state for one in every if holds(one._asdict(), day.isoformat(), known)]
        state = fold(evolve, history, day, known)
        assert held == ([state] if state else [])


@drawn(lives())
def test_what_is_entered_leaves_the_cells_that_it_does_not_change(
    history: tuple[Recorded, ...],
) -> None:
    """A cell that was closed stays as it was for ever; an open one stays, is ended or is closed."""
    for shorter, longer in pairwise(history[:size] for size in range(1, len(history) + 1)):
        before, after = set(map(_place, cells(evolve, shorter))), list(cells(evolve, longer))
        known = {_place(one) for one in after}
        at = longer[-1].position
        ended = {(*_place(one)[:2], FOREVER, STILL, STILL) for one in after if one.ended_at == at}
        closed = {(*_place(one)[:4], STILL) for one in after if one.known_to == at}
        assert before <= known | ended | closed


def _place(cell: Any) -> tuple[str, int, str, int, int]:
    return cell.from_day, cell.known_from, cell.to_day, cell.ended_at, cell.known_to


RECORDED = ("2001-01-10", "2004-03-01", "2004-03-01", "2004-03-31", "2005-06-01", "2008-01-01")
"""The days on which events were recorded, by position from 1 on."""
HEAD = len(RECORDED)
LAGS = (-400, -1, 0, 1, 30, 31, 32, 365, 366, 367, 2000)
"""How many days after a cell's end that was recorded: what parts are bounded by, and around it."""
LENGTHS = (1, 200, 370, 4 * 366, 9 * 366)


def later(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days)).isoformat()


def some_cells() -> Iterator[tuple[str, int, str, int, int]]:
    """Places of cells of any length, each ended by one of the events, or not at all."""
    for ended, lag, length in product(range(2, HEAD + 1), LAGS, LENGTHS):
        last = later(RECORDED[ended - 1], -lag)
        first = later(last, -length)
        for known_from in {1, ended - 1}:
            yield first, known_from, last, ended, STILL
            yield first, known_from, last, ended, HEAD
        yield first, 1, FOREVER, STILL, ended


def test_a_cell_is_sought_among_those_that_reach_as_far_or_were_as_late_and_no_nearer() -> None:
    for years in range(9):
        nearest = min(one for one in REACHES if one >= years)
        assert reach("2000-01-01", f"{2000 + years}-12-31") == nearest
    ended = date(2000, 1, 1)
    for days in (0, 1, 31, 32, 366, 367, 9999):
        nearest = min(one for one in DELAYS if one >= days)
        recorded = (ended + timedelta(days=days)).isoformat()
        assert delay(ended.isoformat(), recorded) == nearest


def test_the_parts_of_a_point_are_all_that_holds_there_and_each_row_once() -> None:
    columns = Column("reach", Integer), Column("delay", Integer)
    kept = Table("kept", MetaData(), *span(key=False), *columns)
    rows = [
        {
            **dict(zip(SPAN, one, strict=True)), "reach": reach(one[0], one[2]),
            "delay": 0 if one[3] == STILL else delay(one[2], RECORDED[one[3] - 1]),
        }
        for one in some_cells()
    ]  # fmt: skip
    assert {one["delay"] for one in rows} == set(DELAYS)
    assert {one["reach"] for one in rows} == set(REACHES)
    numbers = select(literal_column("rowid", Integer)).select_from(kept)
    late = 0
    engine = create_engine("sqlite://")
    with ExitStack() as stack:
        stack.callback(engine.dispose)
        connection = stack.enter_context(engine.begin())
        kept.create(connection)
        connection.execute(kept.insert(), rows)
        days = {later(one, lag) for one in RECORDED for lag in (-367, -31, -1, 0, 1, 31, 366)}
        for day, known in product(map(date.fromisoformat, sorted(days)), range(1, HEAD + 1)):
            whole = connection.scalars(numbers.where(at_point(kept, day, known))).all()
            recorded_on = date.fromisoformat(RECORDED[known - 1]) if known < HEAD else None
            parts = [
                connection.scalars(numbers.where(part)).all()
                for part in parts_of_point(kept, day, known, recorded_on)
            ]
            late += sum(map(len, parts[len(REACHES) :]))
            assert sorted(chain.from_iterable(parts)) == sorted(whole), (day, known)
    assert late, "nothing was recorded late"


def test_a_late_entry_rewrites_the_days_from_its_own_on_and_no_others() -> None:
    late = on("2001-06-29", e.Assigned(entity="UNDP"), recorded="2002-01-01")
    history = record(
        adopted(), on("2001-03-01", e.Noted(text="x")), on("2001-12-21", submitted()), late
    )
    assert set(map(_place, cells(evolve, history))) == {
        ("1999-12-22", 1, "2001-03-01", 2, STILL),
        ("2001-03-01", 2, "2001-12-21", 3, 4),
        ("2001-03-01", 4, "2001-06-29", 4, STILL),
        ("2001-06-29", 4, "2001-12-21", 4, STILL),
        ("2001-12-21", 3, FOREVER, STILL, 4),
        ("2001-12-21", 4, FOREVER, STILL, STILL),
    }


# --- asked of an engine ---------------------------------------------------------------------------


@pytest.fixture
def engine(tmp_path: Path) -> Any:
    """Mandates whose lives were entered late, voided and voided back."""
    clock = Clock("2001-01-10")
    with Engine.open(tmp_path / "record.db", clock=clock) as engine:
        engine.execute(adoption(act("2.2"), act("18.2", verb="invite")), by="desk")
        engine.execute(adoption(dated("1.1", "2001-03-01"), symbol="A/RES/55/8"), by="desk")
        clock.at("2001-08-01")
        (lead,) = engine.execute(
            Assign(mandate=M, entity="UNDP", on="2001-07-01"), by="desk"
        ).recorded
        engine.execute(Defer(mandate=N, to=due("GA/57"), authority=GA), by="desk")
        clock.at("2001-09-01")
        third = Assign(mandate="A/RES/55/8#1.1", entity="FAO", on="2001-08-18")
        engine.execute(third, by="desk")
        (void,) = engine.execute(Void(event_id=lead.event_id, reason="wrong"), by="desk").recorded
        engine.execute(Void(event_id=void.event_id, reason="right after all"), by="desk")
        engine.execute(Retire(mandate=N, authority=GA, on="2001-08-15"), by="desk")
        yield engine


def nothing_built(*_: object) -> AbstractContextManager[None]:
    """What reads a view finds none."""
    return nullcontext(None)


def told_by_no_table(*_: object) -> AbstractContextManager[None]:
    """A page that no table tells: every mandate is judged."""
    return nullcontext(None)


QUERIES = [
    RegisterQuery(),
    RegisterQuery(every=True, status="retired"),
    RegisterQuery(legal="in_force", session="GA/56"),
    RegisterQuery(lead="undp"),
    RegisterQuery(verb="invite"),
    RegisterQuery(implementation="open", strength="request"),
    RegisterQuery(text="SOUTH"),
    RegisterQuery(adopted_session="GA/54", deliverable="report"),
    RegisterQuery(instrument="A/RES/55/8"),
    RegisterQuery(overdue=True),
    RegisterQuery(addressee="secretary"),
    RegisterQuery(status="stated"),
    RegisterQuery(text="100%_"),
]


@pytest.mark.parametrize("query", QUERIES, ids=str)
def test_the_past_is_answered_from_cells_as_a_fold_answers_it(
    engine: Engine, query: RegisterQuery, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = engine.status().position
    asked = [
        (as_of, known)
        for as_of in (date(2001, 7, 15), date(2001, 8, 20))
        for known in range(3, head)
    ]
    found = [
        (engine.register(query, as_of=day, known_at=known).items,
         engine.docket(None, query, as_of=day, known_at=known).items)
        for day, known in asked
    ]  # fmt: skip
    monkeypatch.setattr(type(engine._feed), "read", nothing_built)
    assert found == [
        (engine.register(query, as_of=day, known_at=known).items,
         engine.docket(None, query, as_of=day, known_at=known).items)
        for day, known in asked
    ]  # fmt: skip


def test_the_past_is_not_replayed(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    engine.register()

    def histories(self: Histories, prefix: str = "") -> Any:
        assert prefix != "mandate-", "every mandate was replayed"
        return {}

    monkeypatch.setattr(type(engine._record), "histories", histories)
    found = engine.register(known_at=5, as_of=date(2001, 9, 1))
    assert [one.id for one in found.items] == [M, N, "A/RES/55/8#1.1"]
    assert found.basis.view == f"past@{PAST.version}"
    assert engine.docket("GA/56", known_at=5, as_of=date(2001, 9, 1)).items


@pytest.mark.parametrize("word", [*SORTS, *(f"-{one}" for one in SORTS)])
def test_pages_by_key_are_the_list_in_pieces(engine: Engine, word: str) -> None:
    whole = engine.register(RegisterQuery(every=True, sort=word))
    pieces: list[Any] = []
    after: str | None = None
    while True:
        part = engine.register(RegisterQuery(every=True, sort=word, limit=1, after=after))
        assert part.total == whole.total == 3
        pieces += part.items
        if part.more_after is None:
            break
        after = part.more_after
        engine.execute(Note(mandate=after, text=f"between pages, after {after}"), by="desk")
    assert pieces == list(whole.items)


def test_a_page_goes_on_though_its_last_item_no_longer_matches(engine: Engine) -> None:
    query = RegisterQuery(legal="in_force", limit=1)
    first = engine.register(query)
    assert first.more_after == M
    engine.execute(Retire(mandate=M, authority=GA), by="desk")
    rest = engine.register(RegisterQuery(legal="in_force", limit=1, after=M))
    assert [one.id for one in rest.items] == ["A/RES/55/8#1.1"]
    assert (rest.total, rest.more_after) == (1, None)


def test_an_order_that_there_is_not_is_refused(engine: Engine) -> None:
    with pytest.raises(BadInput, match="no order: choose from adopted, id, title, due"):
        engine.register(RegisterQuery(sort="size"))


# --- pages ----------------------------------------------------------------------------------------


PAGES = [
    *QUERIES,
    RegisterQuery(every=True, implementation="open"),
    RegisterQuery(every=True, status="open", strength="request"),
    RegisterQuery(legal="in_force", deliverable="report"),
]


@pytest.mark.parametrize("query", PAGES, ids=str)
def test_a_page_from_the_tables_is_that_of_all_mandates_judged(
    engine: Engine, query: RegisterQuery, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = engine.status().position
    points = ((None, None), (date(2001, 8, 20), head), (date(2001, 8, 20), 5))
    for sort, point in product((f"{sign}{word}" for word in SORTS for sign in ("", "-")), points):
        asked = replace(query, sort=sort, limit=1)
        while True:
            paged = engine.register(asked, as_of=point[0], known_at=point[1])
            with monkeypatch.context() as judged:
                judged.setattr("mandates.projections.questions.paging", told_by_no_table)
                whole = engine.register(asked, as_of=point[0], known_at=point[1])
            assert (paged.items, paged.total) == (whole.items, whole.total)
            assert paged.more_after == whole.more_after
            assert paged.basis.position == whole.basis.position
            if paged.more_after is None:
                break
            asked = replace(asked, after=paged.more_after)


def test_a_page_of_what_columns_tell_looks_at_its_own_mandates_alone(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nothing(*_: object, **__: object) -> None:
        raise AssertionError("every mandate was judged")

    monkeypatch.setattr("mandates.projections.questions.judged", nothing)
    for query in (RegisterQuery(limit=1), RegisterQuery(limit=1, sort="-id", verb="invite")):
        assert len(engine.register(query).items) == 1


@pytest.mark.parametrize("query", QUERIES, ids=str)
def test_a_workload_is_counted_by_the_tables_as_judging_every_mandate_counts_it(
    engine: Engine, query: RegisterQuery, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = engine.status().position
    asked: list[Any] = [
        (WorkloadQuery(by=by, among=query, per="month"), {"as_of": day, "known_at": known})
        for by in get_args(By)
        for day in (date(2001, 7, 15), date(2001, 8, 20), date(2001, 9, 1))
        for known in range(3, head + 1)
    ]
    told = [engine.workload(load, **at) for load, at in asked]
    monkeypatch.setattr(type(engine._feed), "read", nothing_built)
    for one, (load, at) in zip(told, asked, strict=True):
        folded = engine.workload(load, **at)
        assert (one.items, one.mandates, one.total) == (folded.items, folded.mandates, folded.total)


@pytest.mark.parametrize("query", [*QUERIES, RegisterQuery(funding="not_stated")], ids=str)
def test_the_money_is_counted_by_the_tables_as_judging_every_mandate_counts_it(
    engine: Engine, query: RegisterQuery, monkeypatch: pytest.MonkeyPatch
) -> None:
    days, head = (date(2001, 7, 15), date(2001, 9, 1)), engine.status().position
    asked: list[Any] = [
        {"as_of": day, "known_at": known} for day in days for known in range(3, head + 1)
    ]
    a_part = replace(query, limit=1)
    told = [(engine.funding(query, **at).items, engine.funding(a_part, **at).items) for at in asked]
    assert all(whole == part for whole, part in told)
    monkeypatch.setattr(type(engine._feed), "read", nothing_built)
    assert [whole for whole, _ in told] == [engine.funding(query, **at).items for at in asked]


def test_to_count_the_money_no_mandate_is_looked_at(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def looked_at(*_: object) -> None:
        raise AssertionError("a mandate was looked at")

    total = engine.register().total
    monkeypatch.setattr("mandates.projections.search.held.Held.in_order", looked_at)
    assert sum(one.mandates for one in engine.funding().items) == total > 0
