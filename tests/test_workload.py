"""Who has how much to do, and what is known of the money: one count for Python, shell and pages."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from host import Clock, adoption, dated

from mandates import (
    Allocate,
    Assign,
    BadInput,
    Engine,
    EstablishEntity,
    EstablishFund,
    MergeEntity,
    Money,
    RegisterQuery,
    RenameEntity,
    Retire,
    Unknown,
    WorkloadQuery,
)
from mandates.adapters.cli.errors import run
from mandates.adapters.web.app import create_app
from mandates.projections.workload import FUNDINGS, SORTS, LoadShown, kind_of
from spec import GA, act

FIRST, SECOND, THIRD, FOURTH = (f"A/RES/54/226#{one}" for one in ("1.1", "2.1", "3.1", "4.1"))
DAY = date(2001, 8, 1)
LEAD = WorkloadQuery(by="lead")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Engine]:
    """One is overdue and funded, one near, one open, one retired."""
    clock = Clock("2001-07-01")
    with Engine.open(tmp_path / "office.db", clock=clock) as engine:
        acts = [
            dated("1.1", "2001-07-10", addressees=("Secretary-General",)),
            dated("2.1", "2001-08-05", addressees=("Secretary-General", "UNDP")),
            dated("3.1", "GA/60", addressees=("UNDP",)),
            act("4.1", addressees=("UNDP",)),
        ]
        engine.execute(adoption(*acts, day="2001-06-20"), by="registry")
        engine.execute(Assign(mandate=FIRST, entity="DESA"), by="registry")
        engine.execute(Retire(mandate=FOURTH, authority=GA, on="2001-07-20"), by="registry")
        engine.execute(EstablishFund(fund="Trust Fund", authority=GA), by="registry")
        money = Money(amount=5000, currency="USD")  # type: ignore[arg-type]
        engine.execute(Allocate(fund="Trust Fund", amount=money, mandates=(FIRST,)), by="registry")
        yield engine


def load(name: str, **counts: int) -> LoadShown:
    kinds: dict[str, Any] = dict.fromkeys(("overdue", "due_soon", "open", "ended"), 0) | counts
    return LoadShown(name=name, **kinds, total=sum(kinds.values()))


@pytest.mark.parametrize(
    ("legal", "timeliness", "kind"),
    [
        ("in_force", "late", "overdue"),
        ("in_force", "due", "due_soon"),
        ("in_force", "upcoming", "open"),
        ("discharged", "met", "ended"),
        ("retired", "overdue", "ended"),
        ("expired", "overdue", "overdue"),
        ("expired", "met", "ended"),
    ],
)
def test_what_ran_out_still_owes_what_it_brought(legal: str, timeliness: str, kind: str) -> None:
    assert kind_of(legal, timeliness) == kind


def test_each_entity_has_what_the_texts_ask_of_it(office: Engine) -> None:
    found = office.workload(as_of=DAY)
    assert found.mandates == 4
    assert found.items == (
        load("UNDP", due_soon=1, open=1, ended=1),
        load("Secretary-General", overdue=1, due_soon=1),
    )


def test_an_entity_is_found_by_any_of_its_names_and_of_what_became_part_of_it(
    office: Engine,
) -> None:
    full = "United Nations Development Programme"
    office.execute(EstablishEntity(entity=full, abbreviations=("UNDP",)), by="registry")
    office.execute(MergeEntity(entity="UNIFEM", into=full), by="registry")
    for name in ("undp", "Development", "UNIFEM"):
        found = office.workload(WorkloadQuery(entity=name))
        assert [(one.name, one.total) for one in found.items] == [(full, 3)]
        assert found.mandates == 3, "those of other entities are not counted"
    assert office.workload(WorkloadQuery(entity="UNFPA")).items == ()


def test_what_nobody_leads_is_counted_too(office: Engine) -> None:
    found = office.workload(LEAD, as_of=DAY)
    assert found.items == (
        load("(nobody)", due_soon=1, open=1, ended=1), load("DESA", overdue=1),
    )  # fmt: skip
    narrow = office.workload(replace(LEAD, among=RegisterQuery(session="GA/60")), as_of=DAY)
    assert (narrow.mandates, narrow.items) == (1, (load("(nobody)", open=1),))


def periods(office: Engine, query: WorkloadQuery) -> list[tuple[str, str | None, int]]:
    return [(one.name, one.period, one.total) for one in office.workload(query, as_of=DAY).items]


def test_the_load_of_each_period_is_a_row(office: Engine) -> None:
    by_name = WorkloadQuery(per="quarter", sort="name")
    assert periods(office, by_name) == [
        ("Secretary-General", "2001-Q3", 2),
        ("UNDP", "2001-Q3", 1), ("UNDP", "2002-Q3", 1), ("UNDP", "2006-Q3", 1),
    ]  # fmt: skip
    by_period = WorkloadQuery(per="month", sort="-period", entity="secretary")
    assert periods(office, by_period) == [
        ("Secretary-General", "2001-08", 1), ("Secretary-General", "2001-07", 1),
    ]  # fmt: skip
    assert periods(office, WorkloadQuery(by="lead", per="year", entity="DESA")) == [
        ("DESA", "2001", 1)
    ]


def test_only_what_is_due_in_a_period_is_counted(office: Engine) -> None:
    for period, mandates in (("2001-07", 1), ("2001-Q3", 2), ("2001", 2), ("2003", 0)):
        assert office.workload(WorkloadQuery(period=period), as_of=DAY).mandates == mandates
    within = WorkloadQuery(period="2001-08")
    assert office.workload(within, as_of=DAY).items == (
        load("Secretary-General", due_soon=1), load("UNDP", due_soon=1),
    )  # fmt: skip


def test_an_entity_is_one_under_all_its_names(office: Engine) -> None:
    office.execute(RenameEntity(entity="UNDP", name="UN Development Programme"), by="registry")
    both = dated("1.1", "open", addressees=("UNDP", "UN Development Programme"))
    office.execute(adoption(both, symbol="A/RES/55/8", day="2001-06-21"), by="registry")
    assert periods(office, WorkloadQuery(entity="Development")) == [
        ("UN Development Programme", None, 4)
    ]
    last = WorkloadQuery(entity="Development", per="year", sort="period", limit=1)
    assert periods(office, last) == [("UN Development Programme", "(no day)", 1)]


def test_pages_by_name_are_the_whole_in_pieces(office: Engine) -> None:
    for word in SORTS:
        for query in (WorkloadQuery(sort=word), WorkloadQuery(sort=f"-{word}", per="year")):
            whole, pieces = office.workload(query, as_of=DAY), list[Any]()
            part = replace(query, limit=1)
            while True:
                found = office.workload(part, as_of=DAY)
                assert (found.total, found.mandates) == (whole.total, whole.mandates)
                pieces += found.items
                if found.more_after is None:
                    break
                part = replace(part, after=found.more_after)
            assert pieces == list(whole.items)
            assert len(pieces) == whole.total


def test_what_there_is_not_is_refused(office: Engine) -> None:
    with pytest.raises(BadInput, match="no order: choose from name, period, total"):
        office.workload(WorkloadQuery(sort="size"))
    with pytest.raises(BadInput, match="no period: write 2001-09, 2001-Q3 or 2001"):
        office.workload(WorkloadQuery(period="2001-13"))
    with pytest.raises(Unknown, match="'FAO' has no mandates here"):
        office.workload(WorkloadQuery(after="FAO"))


def test_the_money_is_counted_as_it_was_known(office: Engine) -> None:
    now = {one.funding: one.mandates for one in office.funding(as_of=DAY).items}
    assert tuple(now) == FUNDINGS
    assert (now["approved"], now["not_stated"]) == (1, 3)
    assert [one.name for one in office.funding(as_of=DAY).funds] == ["Trust Fund"]
    before = office.funding(as_of=DAY, known_at=6)
    assert ({one.funding: one.mandates for one in before.items}["approved"], before.funds) == (
        0,
        (),
    )


def test_the_shell_and_the_api_take_the_same_words(
    office: Engine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    every = RegisterQuery(every=True)
    query = replace(LEAD, per="quarter", period="2001", sort="-name", limit=1, among=every)
    given = office.workload(query, as_of=DAY).json_value()
    assert given["more_after"] == "DESA 2001-Q3"
    assert [one["name"] for one in given["items"]] == ["DESA"]
    words = [
        "workload",
        "--by",
        "lead",
        "--per",
        "quarter",
        "--period",
        "2001",
        "--sort",
        "-name",
        "--limit",
        "1",
        "--all",
        "--as-of",
        str(DAY),
        "--db",
        str(tmp_path / "office.db"),
    ]
    assert run([*words, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == given
    assert run(words) == 0
    assert "2001-Q3" in capsys.readouterr().out
    with TestClient(create_app(office), base_url="http://127.0.0.1") as client:
        asked = "by=lead&per=quarter&period=2001&sort=-name&limit=1&all=true"
        assert client.get(f"/api/v1/workload?{asked}&as_of={DAY}").json() == given
        assert client.get("/api/v1/workload?period=2001-13").status_code == 422
        assert client.get("/api/v1/workload?after=FAO").status_code == 404
        page = client.get(f"/workload?by=lead&per=quarter&as_of={DAY}").text
        assert '<td data-label="Period">2001-Q3</td>' in page


@pytest.mark.parametrize("view", ["workload", "funding"])
def test_the_shell_and_the_page_give_the_same(
    office: Engine, tmp_path: Path, view: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with TestClient(create_app(office), base_url="http://127.0.0.1") as client:
        served: Any = client.get(f"/{view}?as_of={DAY}&format=json").json()
    given = getattr(office, view)(as_of=DAY)
    assert served == given.json_value()
    database = str(tmp_path / "office.db")
    assert run([view, "--as-of", str(DAY), "--json", "--db", database]) == 0
    assert json.loads(capsys.readouterr().out) == served
    assert run([view, "--as-of", str(DAY), "--db", database]) == 0
    told = capsys.readouterr().out
    assert "true on 2001-08-01" in told
    assert all(str(one.get("name") or one["funding"]) in told for one in served["items"])
