"""Money in the answers: the fourth axis, on both axes of time, and what it costs where none is."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from host import Clock, adoption, check_views, dated

from mandates import Engine, RegisterQuery, Void
from mandates.domain import budget as b
from mandates.domain import fund as f
from mandates.domain.draft import commands as d
from mandates.domain.money import Money
from mandates.projections.purses import FUNDING, purse_at

L15, RES = "A/C.2/79/L.15", "A/RES/79/236"
M30, M12 = f"{RES}#30.1", f"{RES}#12.1"
ASKED, GIVEN = Money(amount=Decimal(507000)), Money(amount=Decimal(449600))


@pytest.fixture
def engine(engine: Engine, clock: Clock) -> Engine:
    """1 tabled · 2 stated · 3 reviewed · 4 to 7 adopted · 8 approved for paragraph 30, 9 on it."""
    steps: list[tuple[str, Any]] = [
        ("2024-11-13", d.TableDraft(draft=L15)),
        ("2024-11-22", b.StateBudget(symbol=L15, amounts=(ASKED,), years=(2025,), posts=3)),
        ("2024-12-10", b.ReviewBudget(symbol=L15, amounts=(GIVEN,), document="A/79/7/Add.39")),
        ("2024-12-24", adoption(dated("12.1", "GA/80"), dated("30.1", "GA/80"), symbol=RES,
                                day="2024-12-24").model_copy(update={"draft": L15})),
        ("2025-01-10", b.ApproveBudget(
            symbol=L15, amounts=(GIVEN,), paragraphs=("30",), authority=RES)),
    ]  # fmt: skip
    for day, command in steps:
        clock.at(day)
        engine.execute(command, by="desk")
    return engine


def axis(engine: Engine, mandate: str, **at: Any) -> str:
    status = engine.mandate(mandate, **at).item.status.funding
    listed = {one.id: one.status.funding for one in engine.register(**at).items}
    assert listed[mandate] == status
    return status


def test_the_axis_on_both_axes_of_time(engine: Engine) -> None:
    assert axis(engine, M30) == "approved"
    assert axis(engine, M12) == "reviewed"
    assert axis(engine, M30, as_of=date(2024, 12, 31)) == "reviewed"
    assert axis(engine, M30, known_at=7) == "reviewed"
    assert axis(engine, M30, known_at=date(2024, 12, 24)) == "reviewed"
    check_views(engine)


def test_the_register_is_asked_by_funding(engine: Engine) -> None:
    def asked(**query: Any) -> list[str]:
        return [one.id for one in engine.register(RegisterQuery(**query)).items]

    assert asked(funding="approved") == [M30]
    assert asked(status="reviewed") == [M12]
    assert asked(funding="not_stated") == []


def test_a_mandate_shows_its_money(engine: Engine) -> None:
    money = engine.mandate(M30).item.money
    assert money is not None
    assert (money.status, money.amounts, money.because) == ("approved", (GIVEN,), (9,))
    assert [one.step for one in money.budget] == ["stated", "reviewed", "approved"]
    assert money.budget[0].posts == 3
    assert money.given[0].source == RES
    other = engine.mandate(M12).item.money
    assert other is not None
    assert (other.status, other.shared, other.because) == ("reviewed", True, (3,))
    assert engine.mandate(M12).item.json_value()["money"]["amounts"] == [
        {"amount": "449600", "currency": "USD"}
    ]


def test_why_names_the_step(engine: Engine) -> None:
    assert engine.why(M12, "funding").fields["funding"].because == (3, 6)
    assert 8 in engine.why(M30, "funding").fields["funding"].because


def test_a_draft_of_a_draft_counts(engine: Engine, clock: Clock) -> None:
    clock.at("2025-10-10")
    engine.execute(d.TableDraft(draft="A/C.2/80/L.4"), by="desk")
    engine.execute(b.AbsorbBudget(symbol="A/C.2/80/L.4"), by="desk")
    engine.execute(d.ReplaceDraft(draft="A/C.2/80/L.4", by="A/C.2/80/L.56"), by="desk")
    adopt = adoption(dated("39.1", "GA/81"), symbol="A/RES/80/156", day="2025-12-15")
    clock.at("2025-12-15")
    engine.execute(adopt.model_copy(update={"draft": "A/C.2/80/L.56"}), by="desk")
    assert axis(engine, "A/RES/80/156#39.1") == "within_existing_resources"
    known = engine.status().position
    assert axis(engine, "A/RES/80/156#39.1", known_at=known) == "within_existing_resources"
    check_views(engine)


def test_an_allocation_of_a_fund_is_a_mandates_money(engine: Engine) -> None:
    engine.execute(f.EstablishFund(fund="PGTF"), by="desk")
    engine.execute(f.Allocate(fund="PGTF", amount=GIVEN, mandates=(M12,)), by="desk")
    assert axis(engine, M12) == "approved"
    money = engine.mandate(M12).item.money
    assert money is not None
    assert money.given[0].how == "allocated"
    assert "allocated by PGTF: USD 449,600" in [
        one["words"] for one in engine.timeline(M12)
    ]  # fmt: skip
    check_views(engine)


def test_where_nothing_was_said_of_money_nothing_is_read(tmp_path: Any) -> None:
    with Engine.open(tmp_path / "record.db") as engine:
        engine.execute(adoption(), by="desk")
        assert [one.status.funding for one in engine.register().items] == ["not_stated"]
        assert engine.mandate("A/RES/54/226#2.2").item.money is None
        asked: list[str] = []

        class Watched:
            def histories(self, prefix: str = "") -> dict[str, Any]:
                asked.append(prefix)
                return {}

        at = engine._point(None, None)
        assert purse_at(Watched(), engine._feed, at).texts == {}  # type: ignore[arg-type]
        assert asked == []
        with engine._feed.read(FUNDING) as snapshot:
            assert snapshot is not None
            assert FUNDING.texts(snapshot, at) == []


def test_a_draft_counts_from_the_day_on_which_it_led_to_the_text(
    engine: Engine, clock: Clock
) -> None:
    first = "A/C.2/79/L.3"
    clock.at("2025-01-20")
    engine.execute(d.TableDraft(draft=first, on="2024-11-01"), by="desk")
    engine.execute(
        b.ApproveBudget(symbol=first, amounts=(ASKED,), authority=RES, on="2024-11-02"), by="desk"
    )
    second = "A/RES/79/300"
    engine.execute(adoption(dated("1.1", "GA/80"), symbol=second, day="2024-12-24"), by="desk")
    linked = engine.execute(
        d.LinkDraft(draft=first, instrument=second, on="2025-01-15"), by="desk"
    ).recorded[0]
    one = f"{second}#1.1"
    assert axis(engine, one) == "approved"
    assert axis(engine, one, as_of=date(2025, 1, 14)) == "not_stated"
    engine.execute(Void(event_id=linked.event_id, reason="another text"), by="desk")
    assert axis(engine, one) == "not_stated"
    assert axis(engine, one, known_at=linked.position) == "approved"
    check_views(engine)
