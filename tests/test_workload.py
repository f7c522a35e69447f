"""Who has how much to do, and what is known of the money: one count for Python, shell and pages."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from host import Clock, adoption, dated

from mandates import Allocate, Assign, Engine, EstablishFund, Money, RegisterQuery, Retire
from mandates.adapters.cli.errors import run
from mandates.adapters.web.app import create_app
from mandates.projections.workload import FUNDINGS, LoadShown
from spec import GA, act

FIRST, SECOND, THIRD, FOURTH = (f"A/RES/54/226#{one}" for one in ("1.1", "2.1", "3.1", "4.1"))
DAY = date(2001, 8, 1)


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
    kinds = dict.fromkeys(("overdue", "due_soon", "open", "ended"), 0) | counts
    return LoadShown(name=name, **kinds, total=sum(kinds.values()))


def test_each_entity_has_what_the_texts_ask_of_it(office: Engine) -> None:
    found = office.workload(as_of=DAY)
    assert found.mandates == 4
    assert found.items == (
        load("UNDP", due_soon=1, open=1, ended=1),
        load("Secretary-General", overdue=1, due_soon=1),
    )


def test_what_nobody_leads_is_counted_too(office: Engine) -> None:
    found = office.workload("lead", as_of=DAY)
    assert found.items == (
        load("(nobody)", due_soon=1, open=1, ended=1), load("DESA", overdue=1),
    )  # fmt: skip
    narrow = office.workload("lead", RegisterQuery(session="GA/60"), as_of=DAY)
    assert (narrow.mandates, narrow.items) == (1, (load("(nobody)", open=1),))


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
