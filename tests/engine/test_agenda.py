"""The agenda on both axes: what is on it, what is taken up under each item, asked in every way."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from random import Random
from typing import Any

import pytest
from fastapi.testclient import TestClient
from host import Clock, adoption, check_views, dated
from test_axes import nothing_built

from mandates import AgendaQuery, BadInput, Engine, Refused, Unknown, Void
from mandates.adapters.web.app import create_app
from mandates.domain.item import commands as item
from mandates.domain.session.commands import PlanSession
from mandates.projections.agenda import AGENDA, SORTS
from spec import GA, REPORT, M, N

SOUTH = "GA/56/South-South cooperation"
QUERIES = [
    AgendaQuery(),
    AgendaQuery(session="GA/56"),
    AgendaQuery(stage="included"),
    AgendaQuery(session="GA/57", stage="carried_over"),
    AgendaQuery(mandate=M),
    AgendaQuery(mandate=f"{M}/1"),
    AgendaQuery(mandate="A/RES/54/226#2"),
    AgendaQuery(report=REPORT),
    AgendaQuery(text="SOUTH"),
    AgendaQuery(text="100%_"),
    AgendaQuery(session="GA/1"),
]


def wish(random: Random, engine: Engine, day: str) -> Any:
    """Something that happens to an item, or a void of what did."""
    if random.random() < 0.2:
        linked = ("mandate.item_linked.v1", "mandate.voided.v1")
        events = [
            one
            for one in engine.events()
            if one.stream.startswith("item-") or one.event.tag in linked
        ]
        if events:
            return Void(event_id=random.choice(events).event_id, reason="x")
    name = random.choice(("9", "10 (b)", "South-South cooperation", "Été"))
    one = f"{random.choice(('GA/56', 'GA/57'))}/{name}"
    title = random.choice((None, "South-South", "Économie 100%_"))
    carried = random.choice(((), ((M, None),), ((N, None), (M, None))))
    return random.choice([
        item.RequestItem(item=one, title=title, mandates=carried, on=day),
        item.PlaceItem(item=one, number=random.choice(("9", "10 (b)")), on=day),
        item.IncludeItem(item=one, number="99 (b)", title=title, on=day),
        item.RenameItem(item=one, title="Cooperation", on=day),
        item.ListReport(item=one, document=REPORT, on=day),
        item.LinkItem(item=one, mandates=((M, None),), on=day),
        item.ConsiderItem(item=one, action="noted", authority=GA, on=day),
        item.CarryItem(item=one, to="GA/58", on=day),
    ])  # fmt: skip


@pytest.fixture
def lived(engine: Engine, clock: Clock, request: pytest.FixtureRequest) -> Engine:
    """Items of two sessions, whatever may have happened to them, entered in any order."""
    random = Random(getattr(request, "param", 0))
    engine.execute(adoption(dated("2.2", "GA/56"), dated("18.2", "GA/57")), by="desk")
    clock.at("2001-10-10")
    engine.execute(PlanSession(session="GA/56", opens="2001-09-11", on="2001-01-01"), by="desk")
    for _ in range(40):
        day = date(2001, 1, 1) + timedelta(days=random.randrange(270))
        with suppress(Refused, Unknown):
            engine.execute(wish(random, engine, day.isoformat()), by="desk")
        if random.random() < 0.2:
            engine.agenda()
    return engine


@pytest.mark.parametrize("lived", range(3), indirect=True)
def test_every_point_is_answered_from_the_table_as_a_fold_answers_it(
    lived: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    check_views(lived)
    head = lived.status().position
    days = (date(2001, 3, 1), date(2001, 7, 1), date(2001, 11, 1))
    asked = [
        (query, day, known)
        for query in QUERIES
        for day in days
        for known in (*range(4, head, 11), head)
    ]
    found = [lived.agenda(query, as_of=day, known_at=known) for query, day, known in asked]
    assert {one.basis.view for one in found} == {f"agenda@{AGENDA.version}"}
    assert max(one.total for one in found) > 3
    monkeypatch.setattr(type(lived._feed), "read", nothing_built)
    folded = [lived.agenda(query, as_of=day, known_at=known) for query, day, known in asked]
    same = {"basis"}
    assert [one.model_dump(exclude=same) for one in found] == [
        one.model_dump(exclude=same) for one in folded
    ]


def test_pages_by_key_are_the_agenda_in_pieces(
    lived: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = [f"{sign}{word}" for word in SORTS for sign in ("", "-")]
    for tables, word in product((True, False), words):
        with monkeypatch.context() as folding:
            if not tables:
                folding.setattr(type(lived._feed), "read", nothing_built)
            query = AgendaQuery(sort=word)
            whole, pieces = lived.agenda(query), list[Any]()
            assert len(whole.items) == whole.total > 3
            query = replace(query, limit=2)
            while True:
                part = lived.agenda(query)
                assert (part.total, part.stages) == (whole.total, whole.stages)
                pieces += part.items
                if part.more_after is None:
                    break
                query = replace(query, after=part.more_after)
            assert pieces == list(whole.items)


def test_an_item_says_what_is_taken_up_under_it_and_what_became_of_it(engine: Engine) -> None:
    engine.execute(adoption(dated("2.2", "GA/56")), by="desk")
    for one in (
        item.RequestItem(item=SOUTH, title="Cooperation", mandates=((M, None),)),
        item.IncludeItem(item=SOUTH, number="99 (b)"),
        item.ListReport(item=SOUTH, document=REPORT),
        item.ConsiderItem(item=SOUTH, action="noted", authority=GA),
    ):
        engine.execute(one, by="desk")
    found = engine.agenda(AgendaQuery(session="GA/56"))
    (shown,) = found.items
    assert (shown.item, shown.number, shown.title) == (SOUTH, "99 (b)", "Cooperation")
    assert (shown.mandates, shown.reports) == ((f"{M}/1",), (REPORT,))
    assert (shown.stage, shown.action, found.stages) == ("considered", "noted", {"considered": 1})
    assert found.session is not None
    assert found.session.session == "GA/56"
    before = engine.agenda(AgendaQuery(session="GA/56"), known_at=engine.status().position - 1)
    assert before.basis.position < found.basis.position
    assert [one.stage for one in before.items] == ["included"]


def test_numbers_are_in_order_as_numbers(engine: Engine) -> None:
    for number in ("10", "9", "9 (b)", "111"):
        placed = item.PlaceItem(item=f"GA/56/{number} x", number=number, title=f"title {number}")
        engine.execute(placed, by="desk")
    found = engine.agenda(AgendaQuery(sort="number")).items
    assert [one.number for one in found] == ["9", "9 (b)", "10", "111"]


def test_what_there_is_not_is_refused(engine: Engine) -> None:
    engine.execute(item.PlaceItem(item=SOUTH), by="desk")
    with pytest.raises(BadInput, match="no order: choose from item, number, title, on, stage"):
        engine.agenda(AgendaQuery(sort="size"))
    with pytest.raises(Unknown, match="GA/56/none is no agenda item at that point"):
        engine.agenda(AgendaQuery(after="GA/56/none"))


def test_the_page_and_the_api_give_what_the_engine_gives(lived: Engine) -> None:
    with TestClient(create_app(lived), base_url="http://127.0.0.1") as client:
        at = "as_of=2001-09-01&known_at=20"
        page: Any = client.get(f"/agenda/GA/56?{at}&format=json").json()
        asked = f"session=GA/56&stage=included&sort=-number&limit=1&{at}"
        given: Any = client.get(f"/api/v1/agenda?{asked}").json()
        assert client.get("/api/v1/agenda?after=GA/56/none").status_code == 404
        assert client.get("/api/v1/agenda?sort=size").status_code == 422
    point: Any = {"as_of": date(2001, 9, 1), "known_at": 20}
    assert page == lived.agenda(AgendaQuery(session="GA/56"), **point).json_value()
    query = AgendaQuery(session="GA/56", stage="included", sort="-number", limit=1)
    assert given == lived.agenda(query, **point).json_value()


def test_a_mandate_whose_own_link_is_void_is_on_no_agenda(engine: Engine) -> None:
    engine.execute(adoption(dated("2.2", "GA/56"), dated("18.2", "GA/56")), by="desk")
    engine.execute(item.RequestItem(item=SOUTH, mandates=((M, None), (N, None))), by="desk")
    before = engine.status().position
    linked = next(one for one in engine.history(M) if one.event.tag == "mandate.item_linked.v1")
    gone = engine.execute(Void(event_id=linked.event_id, reason="another item"), by="desk")

    def shown(mandate: str | None = None, known_at: int | None = None) -> list[tuple[str, ...]]:
        query = AgendaQuery(session="GA/56", mandate=mandate)
        found = engine.agenda(query, known_at=known_at)
        assert len(found.items) == found.total == sum(found.stages.values())
        return [one.mandates for one in found.items]

    assert shown() == shown(N) == shown(f"{N}/1") == [(f"{N}/1",)]
    assert shown(M) == shown(f"{M}/1") == shown(f"{N}/2") == []
    assert shown(M, known_at=before) == [(f"{M}/1", f"{N}/1")]
    engine.execute(Void(event_id=gone.recorded[0].event_id, reason="it was that one"), by="desk")
    assert shown(M) == [(f"{M}/1", f"{N}/1")]
    check_views(engine)
