"""Sessions, entities, funds and money asked at any point: from tables, as a fold answers it."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any, get_args

import pytest
from host import Clock, adoption, check_views, dated
from test_axes import nothing_built

from mandates import Engine, Money, Refused, Unknown, Void, WorkloadQuery
from mandates.domain import bodies, entity, fund, policy
from mandates.domain import budget as b
from mandates.domain.draft import commands as d
from mandates.domain.session import commands as session
from mandates.projections.workload import By
from spec import GA, M, act

RES = "A/RES/54/226"
BYS: tuple[By, ...] = get_args(By)
DRAFTS = ("A/C.2/54/L.5", "A/C.2/54/L.9")
SESSIONS = ("GA/56", "GA/57", "HLC/12")


def wish(random: Random, engine: Engine, day: str) -> Any:
    """Something that concerns a session, a policy, a body, an entity, a fund or a budget."""
    if random.random() < 0.2:
        events = [one for one in engine.events() if not one.stream.startswith("mandate-")]
        return Void(event_id=random.choice(events[1:] or events).event_id, reason="x")
    given: Any = Money(amount=Decimal(random.randrange(1, 9) * 1000), currency="USD")
    at = random.choice(SESSIONS)
    opens = (date(2001, 9, 1) + timedelta(days=random.randrange(60))).isoformat()
    unit = random.choice(("Special Unit", "UNDP", "Office"))
    draft, symbol = random.choice(DRAFTS), random.choice((*DRAFTS, RES))
    return random.choice([
        session.PlanSession(session=at, opens=opens, on=day),
        session.MoveSession(session=at, opens=opens, on=day),
        session.PostponeSession(session=at, on=day),
        policy.SetPolicy(body="GA", submission_days=random.randrange(50, 90), on=day),
        bodies.AddBody(code="HLC", name="High-level Committee", parent="GA", on=day),
        bodies.RenameBody(code="HLC", name="Committee on Cooperation", on=day),
        entity.RenameEntity(entity=unit, name=f"{unit} {day[:4]}", on=day),
        entity.AliasEntity(entity=unit, alias=f"alias {day[-2:]}", on=day),
        entity.MergeEntity(entity=unit, into="UNDP", on=day),
        fund.EstablishFund(fund="PGTF", on=day),
        fund.Pledge(fund="PGTF", donor="A", amount=given, on=day),
        fund.Allocate(fund="PGTF", amount=given, mandates=(M,), on=day),
        d.TableDraft(draft=draft, on=day),
        d.LinkDraft(draft=draft, instrument=RES, on=day),
        b.StateBudget(symbol=symbol, amounts=(given,), on=day),
        b.ApproveBudget(symbol=symbol, amounts=(given,), authority=GA, on=day),
    ])  # fmt: skip


def told(engine: Engine, day: date, known: int) -> Any:
    """What is answered of all that stands beside the mandates, and what rests on it."""
    at: Any = {"as_of": day, "known_at": known}
    beside = engine.beside(**at)
    return (
        engine.sessions(**at), engine.sessions(SESSIONS, **at), beside.policies(),
        beside.bodies(), beside.entities(), engine.names("Office", **at), beside.funds(),
        engine.funding(**at).items, engine.register(**at).items,
        [engine.workload(WorkloadQuery(by=by, per="month"), **at).items for by in BYS],
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(2))
def test_every_point_is_answered_from_tables_as_a_fold_answers_it(
    engine: Engine, clock: Clock, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    random = Random(seed)
    engine.execute(adoption(dated("2.2", "GA/56"), dated("3.1", "HLC/12")), by="desk")
    clock.at("2001-10-10")
    recorded = 0
    for _ in range(40):
        day = date(2001, 1, 1) + timedelta(days=random.randrange(270))
        with suppress(Refused, Unknown):
            recorded += len(engine.execute(wish(random, engine, day.isoformat()), by="d").positions)
        if random.random() < 0.2:
            engine.funding()
    assert recorded > 15
    check_views(engine)
    head = engine.status().position
    days = (date(2001, 2, 1), date(2001, 6, 1), date(2001, 11, 1))
    asked = [(day, known) for day in days for known in (*range(3, head, 9), head)]
    found = [told(engine, *point) for point in asked]
    monkeypatch.setattr(type(engine._feed), "read", nothing_built)
    assert found == [told(engine, *point) for point in asked]


def test_nothing_beside_the_mandates_is_folded_to_answer(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine.execute(adoption(dated("2.2", "GA/56")), by="desk")
    engine.execute(session.PlanSession(session="GA/56", opens="2001-09-11"), by="desk")
    engine.execute(entity.EstablishEntity(entity="UNDP"), by="desk")
    engine.execute(fund.EstablishFund(fund="PGTF"), by="desk")
    engine.catch_up()

    def histories(*_: object) -> Any:
        raise AssertionError("histories were folded")

    monkeypatch.setattr(type(engine._record), "histories", histories)
    for known in (None, 2, 3):
        assert engine.register(known_at=known).items
        assert len(engine.sessions(known_at=known)) == (known != 2)
        assert engine.beside(known_at=known).policies() == ()
    assert [one.name for one in engine.beside().entities()] == ["UNDP"]
    assert [one.name for one in engine.funding().funds] == ["PGTF"]
    assert engine.names("undp") == ("UNDP",)


def test_proposals_are_found_among_the_mandates_of_the_views(
    engine: Engine, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    title = "state of cooperation"
    older = act("2.2", title=title), act("3.1", title="state")
    engine.execute(adoption(*older), by="desk")
    clock.at("2003-12-24")
    later = act("12.2", title=title)
    engine.execute(adoption(later, symbol="A/RES/58/220", day="2003-12-23"), by="desk")
    head, day = engine.status().position, date(2003, 12, 22)
    points: list[Any] = [{}, {"known_at": head - 1}, {"as_of": day}, {"as_of": day, "known_at": 2}]

    def found() -> list[Any]:
        return [engine.beside(**at).proposals(every=True) for at in points]

    told = found()
    assert [one.older for one in told[0]] == ["A/RES/54/226#2.2", "A/RES/54/226#3.1"]
    assert told[2] == ()
    with monkeypatch.context() as unfolded:
        unfolded.setattr("mandates.projections.search.finding.fold", nothing_built)
        assert found()[0] == told[0]
    monkeypatch.setattr(type(engine._feed), "read", nothing_built)
    assert found() == told
