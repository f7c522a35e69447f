"""What the database finds is what the one rule says of each mandate: over random lives, at points
on both axes, in every order, on both databases."""

from __future__ import annotations

import json
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from random import Random
from typing import Any, get_args

import pytest
from host import Clock, adoption, database, dated
from hypothesis import given as drawn
from hypothesis import strategies as st
from test_axes import told_by_no_table
from test_lens import lives

from mandates import (
    AbsorbBudget,
    ApproveBudget,
    Assign,
    BadInput,
    Consider,
    Correct,
    Defer,
    Engine,
    EstablishEntity,
    IssueReport,
    MandatesError,
    Miss,
    MoveSession,
    OpenSession,
    PlanSession,
    PostponeSession,
    Recorded,
    RegisterQuery,
    RenameEntity,
    Retire,
    SetPolicy,
    StateBudget,
    StateProgress,
    SubmitReport,
    Unknown,
    Void,
    Waive,
)
from mandates.domain.budget import Step
from mandates.domain.calendar import Calendar
from mandates.domain.deadlines import Timeliness, standing
from mandates.domain.due import RelativeDue
from mandates.domain.errors import Damaged
from mandates.domain.mandate.evolve import evolve
from mandates.domain.mandate.state import sessions_of
from mandates.domain.policy import LeadTimes, Policy, Setting
from mandates.domain.session import Change, Session
from mandates.domain.streams import identity_in, mandate_stream
from mandates.projections.alike import Verdicts, alike
from mandates.projections.axes import lives_of
from mandates.projections.item import item
from mandates.projections.search import held, paging, seeking
from mandates.projections.search.held import Held, telling
from mandates.projections.search.query import SORTS
from mandates.projections.view import FOREVER
from postgres import VERSIONS, Servers
from spec import GA, act, due

# --- one verdict for all that are alike -----------------------------------------------------------

SOON = st.dates(date(2000, 6, 1), date(2004, 1, 1))


@st.composite
def sessions(draw: st.DrawFn) -> Session:
    """A session of which any days were set, moved and put off, written down then or later."""
    changes = [
        Change(day, since, since + timedelta(days=draw(st.sampled_from([0, 0, 30, 400]))), "moved",
               version)
        for version, (day, since) in enumerate(
            draw(st.lists(st.tuples(st.none() | SOON, SOON), min_size=1, max_size=3)), start=1
        )
    ]  # fmt: skip
    openings = tuple(sorted(changes, key=lambda one: one.since))
    closes = draw(st.none() | SOON)
    closings = (replace(openings[0], day=closes),) if closes else ()
    return Session(f"GA/{draw(st.sampled_from([56, 57, 59]))}", 1, openings, closings)


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    """Any calendar of some sessions and what the body goes by."""
    known = {one.id: one for one in draw(st.lists(sessions(), max_size=3))}
    lead = LeadTimes(draw(st.sampled_from([70, 100])), 42, draw(st.sampled_from([14, 60])))
    since = draw(SOON)
    policies = {"GA": Policy("GA", (Setting(since, since, lead),))} if draw(st.booleans()) else {}
    return Calendar(draw(SOON), known, policies)


@drawn(st.lists(lives(), min_size=1, max_size=6), calendars())
def test_a_verdict_for_all_that_are_alike_is_that_of_each(
    histories: list[tuple[Recorded, ...]], calendar: Calendar
) -> None:
    verdicts = Verdicts(calendar)
    for history in histories:
        for _, mandate in lives_of(evolve, history):
            shown = item(mandate, calendar, calendar.as_of)
            legal = (shown.due and shown.due.legal_by) or FOREVER
            stands = standing(mandate, mandate.owed, calendar, calendar.as_of)
            unmet = [str(one.deadline.day) for one in stands if one.state not in ("met", "late")]
            due = mandate.owed.due
            assert verdicts.of(alike(mandate)) == (
                shown.status.timeliness, str(legal), min(unmet, default=FOREVER),
                None if due is None else sessions_of(due),
            )  # fmt: skip


# --- found by the database ------------------------------------------------------------------------

TERMS: list[Any] = [
    None, *map(due, ("GA/56", "GA/57", "GA/80", "2001-06-30", "2002-03", "open")),
    RelativeDue(amount=3, unit="month"),
]  # fmt: skip
DAYS = [f"{year}-{month:02}-15" for year in (2000, 2001, 2002) for month in (1, 4, 7, 10)]
ENTITIES = ("UNDP", "FAO", "Special Unit")
TO = ("Secretary-General", "Special Unit", "Member States", "Pitcairn Commission")
MONEY: Any = ({"amount": "125000", "currency": "USD"},)


def wish(chance: Random, mandates: list[str], texts: list[str], events: list[Any]) -> Any:
    """Something that may be recorded, lawful or not."""
    mandate, text, day = chance.choice(mandates), chance.choice(texts), chance.choice(DAYS)
    paper = f"A/56/{chance.randint(1, 12)}"
    some = chance.sample(mandates, 2)
    term = chance.choice([one for one in TERMS if one is not None])
    whole: Any = {"symbol": text, "on": day}
    apart: Any = {**whole, "paragraphs": (chance.choice("123"),)}
    return chance.choice([
        Assign(mandate=mandate, entity=chance.choice(ENTITIES), on=day),
        SubmitReport(document=paper, answers=tuple((one, None) for one in some), on=day),
        IssueReport(document=paper, on=day),
        Consider(mandate=mandate, action="noted", authority=GA, on=day),
        Defer(mandate=mandate, to=term, authority=GA, on=day),
        Defer(mandate=mandate, to=term, authority=GA, on=day, what="consideration"),
        Waive(mandate=mandate, authority=GA, on=day),
        Miss(mandate=mandate, authority=GA, on=day),
        Retire(mandate=mandate, authority=GA, on=day),
        StateProgress(mandate=mandate, state="confirmed", on=day),
        Correct(mandate=mandate, field="title", value=chance.choice(["ÉTÉ", "b"]), reason="x"),
        Void(event_id=chance.choice(events).event_id, reason="x"),
        MoveSession(session="GA/56", opens=chance.choice(DAYS), on=day),
        PostponeSession(session="GA/57", on=day),
        OpenSession(session="GA/56", on="2001-10-15"),
        SetPolicy(body="GA", submission_days=chance.choice([80, 90]), on=day),
        StateBudget(**whole, amounts=MONEY), AbsorbBudget(**apart),
        ApproveBudget(**apart, amounts=MONEY, authority=GA),
    ])  # fmt: skip


def lived(engine: Engine, clock: Clock) -> None:
    """Texts with mandates of every kind, and whatever became of them."""
    chance = Random(9)
    engine.execute(PlanSession(session="GA/56", opens="2001-09-11"), by="desk")
    engine.execute(EstablishEntity(entity="Unit for South-South Cooperation"), by="desk")
    rename = RenameEntity(entity="Unit for South-South Cooperation", name="Special Unit")
    engine.execute(rename, by="desk")
    texts = [f"A/RES/5{number}/{number}" for number in range(4, 8)]
    mandates: list[str] = []
    for symbol in texts:
        acts = [
            act(
                f"{number}.1", due=chance.choice(TERMS), title=chance.choice(["été", "B", "a"]),
                addressees=tuple(chance.sample(TO, 2)), verb=chance.choice(["request", "invite"]),
                deliverable=chance.choice(["report", "meeting"]),
                tracked=chance.choice(["yes", "yes", "no"]),
                recurrence="annual" if number < 3 else None,
            )
            for number in range(1, 7)
        ]  # fmt: skip
        engine.execute(adoption(*acts, symbol=symbol, day="2000-12-20"), by="desk")
        mandates += [f"{symbol}#{number}.1" for number in range(1, 7)]
    for _ in range(200):
        clock.step(days=chance.choice([0, 1, 9]))
        with suppress(MandatesError):
            later = [one for one in engine.events() if ".adopted." not in one.event.tag]
            engine.execute(wish(chance, mandates, texts, later), by="desk")
    clock.step(days=400)
    engine.tick()


@pytest.fixture(scope="module", params=["sqlite", f"postgres-{VERSIONS[-1]}"])
def engine(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, servers: Servers
) -> Iterator[Engine]:
    kind, clock = str(request.param), Clock("2000-12-21")
    folder: Path = tmp_path_factory.mktemp("seeking")
    address = database(folder) if kind == "sqlite" else servers.url(kind.partition("-")[2])
    with Engine.open(address, clock=clock) as engine:
        lived(engine, clock)
        yield engine


QUERIES = [
    RegisterQuery(), RegisterQuery(overdue=True), RegisterQuery(overdue=True, timeliness="met"),
    *(RegisterQuery(timeliness=word) for word in get_args(Timeliness)),
    *(RegisterQuery(funding=word) for word in ("not_stated", *get_args(Step))),
    *(RegisterQuery(status=word) for word in ("overdue", "stated", "approved", "retired")),
    *(RegisterQuery(addressee=name) for name in ("special unit", "UNIT", "Pit", "nobody", "")),
    *(RegisterQuery(lead=name) for name in ("undp", "Unit for South-South Cooperation", "it")),
    *(RegisterQuery(text=text) for text in ("ÉTÉ", "south", "100%_", "", "no such words")),
    RegisterQuery(legal="retired"), RegisterQuery(implementation="open"),
    RegisterQuery(session="GA/57", verb="invite"), RegisterQuery(adopted_session="GA/54"),
    RegisterQuery(timeliness="overdue", lead="FAO", deliverable="report", funding="approved"),
]  # fmt: skip


def pages(engine: Engine, asked: RegisterQuery, at: dict[str, Any]) -> list[Any]:
    """Every page, from the first to the last."""
    found: list[Any] = []
    after: str | None = None
    while not found or after is not None:
        part = engine.register(replace(asked, after=after), **at)
        found.append((part.items, part.total, part.basis.position))
        after = part.more_after
    return found


def points(engine: Engine) -> list[dict[str, Any]]:
    """Now, on a day of the past, and on it as it was known when half was recorded."""
    day, head = date(2001, 9, 1), engine.status().position
    return [{}, {"as_of": day}, {"as_of": day, "known_at": head // 2}]


@pytest.mark.parametrize("point", range(3))
def test_the_docket_of_the_tables_is_that_of_all_mandates_judged_in_pieces_too(
    engine: Engine, point: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    at, shown = points(engine)[point], list[Any]()
    of_a_session = [
        ("GA/56", RegisterQuery()), ("GA/57", RegisterQuery(overdue=True)),
        ("GA/57", RegisterQuery(session="GA/56")),
    ]  # fmt: skip
    for session, query in [
        *((None, one) for one in [*QUERIES, RegisterQuery(session="GA/57", every=True)]),
        *of_a_session,
    ]:
        with monkeypatch.context() as judged:
            judged.setattr("mandates.projections.search.finding.telling", told_by_none)
            by_rule = engine.docket(session, query, **at)
        whole, pieces, asked = engine.docket(session, query, **at), list[Any](), query
        assert whole.items == by_rule.items
        assert whole.total == by_rule.total == len(whole.items)
        assert whole.more_after is None
        while True:
            part = engine.docket(session, replace(asked, limit=2), **at)
            assert part.total == whole.total
            pieces += part.items
            if part.more_after is None:
                break
            asked = replace(asked, after=part.more_after)
        assert pieces == [*whole.items]
        shown += pieces
    assert len({one.id for one in shown}) > 3
    assert point != 1 or {one.occurrence for one in shown} > {1}, "no second due point is open"


def test_what_has_nothing_open_is_not_looked_at_for_a_docket(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    for at in points(engine):
        every = [one.id for one in engine.register(RegisterQuery(every=True), **at).items]
        shown = (engine.mandate(one, **at).item for one in every)
        done = {one.id for one in shown if all(each.end for each in one.occurrences)}
        assert 0 < len(done) < len(every)
        looked_at: set[str] = set()
        in_order = Held.in_order

        def seen(
            held: Held, streams: Sequence[str], to: set[str] = looked_at, then: Any = in_order
        ) -> Any:
            to.update(map(identity_in, streams))
            return then(held, streams)

        with monkeypatch.context() as watched:
            watched.setattr(Held, "in_order", seen)
            engine.docket(None, RegisterQuery(every=True), **at)
        assert looked_at == set(every) - done


@contextmanager
def told_by_none(*_: object) -> Generator[None]:
    """No view tells of the point."""
    yield None


def test_a_docket_goes_on_after_a_due_point_that_there_is(engine: Engine) -> None:
    first = engine.docket(query=RegisterQuery(limit=1)).items[0]
    for after, error, why in (
        ("A/RES/54/4#99.1", Unknown, "is not in the record"),
        (f"{first.id}/99", Unknown, "has no occurrence 99"),
        (f"{first.id}/x", BadInput, "names no due point"),
        (f"{first.id}/", BadInput, "names no due point"),
    ):
        with pytest.raises(error, match=why):
            engine.docket(query=RegisterQuery(after=after))


@pytest.mark.parametrize("sort", [f"{sign}{word}" for word in SORTS for sign in ("", "-")])
def test_what_the_database_finds_is_what_the_rule_says_of_each(
    engine: Engine, sort: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether few match or, as far as it goes, very many."""
    found, turn = 0, [f"{sign}{word}" for word in SORTS for sign in ("", "-")].index(sort)
    for number, query in enumerate(QUERIES):
        at = points(engine)[(number + turn) % 3]
        asked = replace(query, every=(number + turn) % 2 == 0, sort=sort)
        with monkeypatch.context() as judged:
            judged.setattr("mandates.projections.questions.paging", told_by_no_table)
            by_rule = engine.register(asked, **at)
        assert engine.register(asked, **at).items == by_rule.items
        for few in (0, paging.FEW):
            with monkeypatch.context() as limits:
                limits.setattr(paging, "FEW", few)
                limits.setattr(seeking, "SOME", few)
                by_database = pages(engine, replace(asked, limit=4), at)
            assert [one for items, _, _ in by_database for one in items] == [*by_rule.items], asked
            assert {total for _, total, _ in by_database} == {by_rule.total}
            assert {position for *_, position in by_database} == {by_rule.basis.position}
        found += by_rule.total
    assert found > len(QUERIES)


@pytest.mark.parametrize("point", range(3))
def test_the_register_is_gone_through_some_mandates_at_a_time(
    engine: Engine, point: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    at, read, in_order = points(engine)[point], list[int](), Held.in_order

    def seen(held: Held, streams: Sequence[str]) -> Any:
        read.append(len(streams))
        return in_order(held, streams)

    monkeypatch.setattr(Held, "in_order", seen)
    monkeypatch.setattr(held, "CHUNK", 3)
    for query in (RegisterQuery(every=True), RegisterQuery(every=True, sort="-due", limit=7)):
        whole = engine.register(query, **at)
        read.clear()
        with engine.listed(query, **at) as found:
            assert read == [], "nothing was asked for yet"
            first = next(found.items)
            assert read == [3]
            assert (first, *found.items) == whole.items
        assert (found.total, found.more_after) == (whole.total, whole.more_after)
        assert len(read) > 2
        assert max(read) == 3


def test_what_is_gone_through_has_the_text_of_the_whole_answer(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    queries = RegisterQuery(every=True), RegisterQuery(limit=2), RegisterQuery(verb="demand")
    for at, query in product(points(engine), queries):
        whole = engine.register(query, **at).json_value()
        text = json.dumps(whole, ensure_ascii=False, indent=2)
        with engine.listed(query, **at) as found:
            assert "".join(found.as_json()) == text
    monkeypatch.setattr("mandates.projections.questions.paging", told_by_no_table)
    with engine.listed(queries[1]) as found:
        assert json.loads("".join(found.as_json()))["total"] > 2


def test_the_lives_have_every_kind_of_verdict(engine: Engine) -> None:
    """Else a query above would find nothing wherever it looked."""
    every = RegisterQuery(every=True)
    shown = [one for at in points(engine) for one in engine.register(every, **at).items]
    for axis, least in ("legal", 2), ("implementation", 5), ("timeliness", 6), ("funding", 3):
        assert len({getattr(one.status, axis) for one in shown}) >= least, axis


@pytest.mark.parametrize("at", [{}, {"as_of": date(2001, 9, 1), "known_at": 5}], ids=str)
def test_there_is_no_end_to_how_many_mandates_are_taken_at_once(
    engine: Engine, at: dict[str, Any]
) -> None:
    """A database that binds each of them to a statement takes some ten thousands."""
    shown = engine.register(RegisterQuery(every=True), **at)
    streams = [mandate_stream(one.id) for one in shown.items]
    none = [f"mandate-{number}" for number in range(260_000)]
    with telling(
        engine._record, engine._feed, engine._point(at.get("as_of"), at.get("known_at"))
    ) as held:
        assert held is not None
        assert set(held.mandates([*streams, *none])) == set(streams)


def test_a_row_with_no_mandate_behind_it_is_damage(tmp_path: Path) -> None:
    then: dict[str, Any] = {"as_of": date(1950, 1, 1), "known_at": 2}
    with Engine.open(database(tmp_path)) as opened:
        opened.execute(adoption(dated("1.1", "2001-01-01")), by="desk")
        opened.execute(Assign(mandate="A/RES/54/226#1.1", entity="UNDP"), by="desk")
        assert opened.register(**then).items == ()
        with telling(opened._record, opened._feed, opened._point(**then)) as held:
            assert held is not None
            cells = held.table
        with opened._feed._database.write() as hand:
            hand.execute(cells.update().values(from_day="1900-01-01"))

        for query in RegisterQuery(), RegisterQuery(limit=1):
            with pytest.raises(Damaged, match=r"view past@\d+ has A/RES/54/226#1\.1 where"):
                opened.register(query, **then)
        opened.rebuild("past")
        assert opened.register(**then).items == ()


# --- what was asked before ------------------------------------------------------------------------

OVERDUE = RegisterQuery(timeliness="overdue", every=True)
THEN = {"as_of": date(2002, 1, 1), "known_at": None}


@pytest.mark.parametrize("at", [{}, THEN], ids=["now", "of the past"])
def test_what_was_looked_at_once_is_looked_at_again_after_each_command(
    tmp_path: Path, at: dict[str, Any]
) -> None:
    """In one process, as a server asks: by the same calendar, on the same day."""
    with Engine.open(database(tmp_path)) as opened:
        found: list[list[str]] = []
        for number in range(1, 4):
            text = adoption(dated("1.1", f"2001-0{number}-01"), symbol=f"A/RES/54/{number}")
            opened.execute(text, by="desk")
            found.append([one.id for one in opened.register(OVERDUE, **at).items])
        waived = Waive(mandate="A/RES/54/1#1.1", on="2001-06-01", reason="overtaken by events")
        opened.execute(waived, by="desk")
        found.append([one.id for one in opened.register(OVERDUE, **at).items])

    every = [f"A/RES/54/{number}#1.1" for number in range(1, 4)]
    assert found == [every[:1], every[:2], every, every[1:]]
