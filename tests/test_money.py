"""Money, budget implications, and how a mandate is funded. Facts: the budget of A/RES/79/236."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given as every
from hypothesis import strategies as st
from pydantic import ValidationError

from mandates.domain import budget as b
from mandates.domain.draft import events as d
from mandates.domain.errors import Unknown
from mandates.domain.funding import NOT_STATED, FundingVerdict, chain, funding_of
from mandates.domain.instrument import AdoptInstrument, Instrument
from mandates.domain.mandate.events import Funded
from mandates.domain.money import CURRENCIES, Money, decimals, total, words
from mandates.projections.money import Purse
from mandates.projections.words import words as in_words
from spec import Given, act, event_id, given, of, on, reading

L15, RES = "A/C.2/79/L.15", "A/RES/79/236"
M30, M12 = f"{RES}#30.1", f"{RES}#12.1"


def usd(amount: int | str) -> Money:
    return Money(amount=Decimal(amount))


ASKED, GIVEN = usd(507000), usd(449600)


# --- money ----------------------------------------------------------------------------------------


def test_an_amount_has_a_currency_that_exists_and_no_more_decimals_than_that_has() -> None:
    assert str(Money(amount=Decimal("12.50"), currency="eur")) == "EUR 12.50"
    assert str(Money(amount=Decimal("12.5"), currency="eur")) == "EUR 12.50"
    assert str(Money(amount=Decimal("0.5"), currency="KWD")) == "KWD 0.500"
    for replaced in ("DEM", "SIT", "HRK"):  # by the euro: old papers are in them
        assert Money(amount=Decimal(20), currency=replaced).currency == replaced
    assert str(usd("507000.00")) == "USD 507,000"
    wrong: list[tuple[Any, str]] = [
        ("1", "XYZ"), ("1.005", "USD"), ("1.5", "JPY"), ("-1", "USD"), ("NaN", "USD"),
        ("Infinity", "USD"), ("1.0001", "KWD"),
    ]  # fmt: skip
    for amount, currency in wrong:
        with pytest.raises(ValidationError):
            Money(amount=amount, currency=currency)
    assert Money(amount=Decimal("1.005"), currency="KWD").amount == Decimal("1.005")


def test_currencies_are_never_added_up() -> None:
    assert usd(1) + usd(2) == usd(3)
    euro = Money(amount=Decimal(5), currency="EUR")
    with pytest.raises(ValueError, match="different currencies"):
        assert usd(1) + euro
    assert total([usd(1), euro, usd("2.50")]) == (euro, usd("3.50"))
    assert words(total([usd(1), euro])) == "EUR 5 and USD 1"
    assert total([]) == ()


MONEY = st.sampled_from(sorted(CURRENCIES)).flatmap(
    lambda code: st.builds(
        Money, currency=st.just(code), amount=st.decimals(0, 10**12, places=decimals(code))
    )
)


@every(st.lists(MONEY, max_size=8))
def test_a_total_loses_nothing_whatever_the_order(monies: list[Money]) -> None:
    sums = total(monies)
    assert sums == total(reversed(monies))
    for one in sums:
        assert one.amount == sum(m.amount for m in monies if m.currency == one.currency)
    assert [one.currency for one in sums] == sorted({one.currency for one in monies})


@every(MONEY)
def test_money_is_read_as_it_was_written(money: Money) -> None:
    assert Money.model_validate_json(money.model_dump_json(), strict=True) == money


# --- budget implications --------------------------------------------------------------------------


def estimate(*amounts: Money, **more: Any) -> b.Estimate:
    return b.Estimate(amounts=amounts, **more)


def adopt(*acts: Any) -> AdoptInstrument:
    text = reading(*(acts or (act("12.1"), act("30.1"))), symbol=RES, session=79)
    return AdoptInstrument(symbol=RES, adopted_on="2024-12-24", draft=L15, reading=text)


def tabled(*events: Any) -> Given:
    return given(of(L15, on("2024-11-13", d.Tabled(symbol=L15)), *events))


def budget(story: Given, symbol: str = L15) -> list[str]:
    state: Instrument = story.state(f"instrument-{symbol}")
    return [one.step for one in state.budget]


def test_the_chain_of_79_236() -> None:
    story = tabled().when(b.StateBudget(
        symbol=L15, amounts=(ASKED,), years=(2025,), section="12", posts=3, contingency_fund=True,
        document="A/C.2/79/L.50", on="2024-11",
    )).then(b.Stated(
        estimate=estimate(ASKED, years=(2025,), section="12", posts=3, contingency_fund=True),
        document="A/C.2/79/L.50",
    )).after  # fmt: skip
    story = (
        story.when(
            b.ReviewBudget(symbol=L15, amounts=(GIVEN,), document="A/79/7/Add.39", on="2024-12")
        )
        .then(b.Reviewed(estimate=estimate(GIVEN), document="A/79/7/Add.39"))
        .after
    )
    story = (
        story.when(
            b.DecideBudget(
                symbol=f"{L15}/Rev.1", amounts=(GIVEN,), document="A/79/660", on="2024-12"
            )
        )
        .then(b.Decided(estimate=estimate(GIVEN), document="A/79/660"))
        .after
    )
    approve = b.ApproveBudget(symbol=L15, amounts=(GIVEN,), authority=RES, on="2024-12-24")
    approved = story.when(approve)
    approved.then(b.Approved(estimate=estimate(GIVEN), authority=RES))
    approved.after.when(approve).then_nothing()
    # What is known by its month holds for sure from its last day, after the approval of the 24th.
    assert budget(approved.after) == ["stated", "approved", "reviewed", "decided"]
    assert verdict(approved.after.when(adopt()).after).status == "approved"
    approved.after.when(b.StateBudget(symbol=L15, amounts=(ASKED,))).then_refused(
        "its budget was approved on 2024-12-24 already"
    )


def test_what_was_decided_of_one_paragraph_closes_no_other() -> None:
    approve = b.ApproveBudget(symbol=L15, amounts=(GIVEN,), paragraphs=("30",), authority=RES)
    story = tabled().when(approve).after
    other = b.StateBudget(symbol=L15, amounts=(ASKED,), paragraphs=("12",))
    story.when(other).then(b.Stated(estimate=estimate(ASKED, paragraphs=("12",))))
    same = other.model_copy(update={"paragraphs": ("30",)})
    story.when(same).then_refused("its budget was approved on")


def test_a_step_that_costs_says_how_much() -> None:
    tabled().when(b.StateBudget(symbol=L15, amounts=())).then_refused("say how much was stated")
    with pytest.raises(ValidationError, match="one amount for each currency"):
        estimate(usd(1), usd(2))


def test_an_amount_may_be_revised_and_revised_back() -> None:
    story = tabled()
    for amount in (ASKED, GIVEN, ASKED):
        story = story.when(b.StateBudget(symbol=L15, amounts=(amount,))).then(
            b.Stated(estimate=estimate(amount))
        ).after  # fmt: skip
    story.when(b.StateBudget(symbol=L15, amounts=(ASKED,))).then_nothing()
    story = story.when(b.StateBudget(symbol=L15, amounts=(GIVEN,), paragraphs=("12",))).after
    story.when(b.StateBudget(symbol=L15, amounts=(ASKED,))).then_nothing()


def test_an_approval_that_named_no_act_may_name_it_later() -> None:
    story = tabled().when(b.ApproveBudget(symbol=L15, amounts=(GIVEN,))).after
    story = story.when(b.ApproveBudget(symbol=L15, amounts=(GIVEN,), authority=RES)).then(
        b.Approved(estimate=estimate(GIVEN), authority=RES)
    ).after  # fmt: skip
    story.when(b.ApproveBudget(symbol=L15, amounts=(GIVEN,))).then_nothing()


def test_a_text_needs_nothing_or_is_absorbed_or_refused() -> None:
    tabled().when(b.StateNoBudget(symbol=L15)).then(b.NoneRequired()).after.when(
        b.StateNoBudget(symbol=L15)
    ).then_nothing()
    tabled().when(b.AbsorbBudget(symbol=L15)).then(b.Absorbed())
    refuse = b.RefuseBudget(symbol=L15, authority="A/DEC/79/500")
    tabled().when(refuse).then(b.Refused(authority="A/DEC/79/500"))


def test_a_draft_that_is_gone_costs_nothing_any_more() -> None:
    gone = tabled(on("2024-11-20", d.Withdrawn()))
    wish = b.StateBudget(symbol=L15, amounts=(ASKED,))
    gone.when(wish).then_refused("it was withdrawn on 2024-11-20")
    before = wish.model_copy(update={"on": "2024-11-15"})
    gone.when(before).then(b.Stated(estimate=estimate(ASKED)))


def test_a_text_that_nobody_knows_has_no_budget() -> None:
    given().when(b.StateBudget(symbol=RES, amounts=(ASKED,))).then_refused(
        "is not in the record", Unknown
    )
    given().when(b.StateBudget(symbol=L15, amounts=(ASKED,))).then(
        b.Stated(estimate=estimate(ASKED))
    )


def test_a_budget_is_stated_before_the_adoption_by_the_symbol_of_the_text_too() -> None:
    story = given().when(adopt()).after
    wish = b.StateBudget(symbol=RES, amounts=(ASKED,), on="2024-12-01")
    story.when(wish).then(b.Stated(estimate=estimate(ASKED)))


def test_an_approval_for_paragraphs_funds_their_mandates() -> None:
    story = tabled().when(adopt()).after
    wish = b.ApproveBudget(
        symbol=L15, amounts=(GIVEN,), paragraphs=("30",), years=(2025,), authority=RES
    )
    funded = Funded(how="approved", amounts=(GIVEN,), instrument=RES, years=(2025,), authority=RES)
    approved = story.when(wish).then({
        L15: [b.Approved(
            estimate=estimate(GIVEN, paragraphs=("30",), years=(2025,)), authority=RES)],
        M30: [funded],
    })  # fmt: skip
    assert approved.verdicts[1].cause == approved.verdicts[0].event_id
    approved.after.when(wish).then_nothing()
    both = wish.model_copy(update={"paragraphs": ("12", "30"), "symbol": RES})
    found = story.when(both)
    shared = {one.stream: getattr(one.event, "shared_with", None) for one in found.verdicts}
    assert shared[f"mandate-{M12}"] == (M30,)
    assert shared[f"mandate-{M30}"] == (M12,)


@pytest.mark.parametrize(
    ("paragraphs", "said"),
    [((), ""), (("30",), " (paragraph 30)"), (("12", "30"), " (paragraphs 12, 30)")],
)
def test_a_budget_is_told_with_the_paragraphs_that_it_is_for(
    paragraphs: tuple[str, ...], said: str
) -> None:
    stated = b.Stated(estimate=estimate(ASKED, paragraphs=paragraphs))
    assert in_words(stated) == f"budget stated: USD 507,000{said}"


def test_sub_paragraphs_belong_to_the_paragraph_that_was_named() -> None:
    story = given().when(adopt(act("3(a).1"), act("30.1"))).after
    wish = b.ApproveBudget(symbol=RES, amounts=(GIVEN,), paragraphs=("3",), authority=RES)
    streams = [one.stream for one in story.when(wish).verdicts]
    assert streams == [f"instrument-{RES}", f"mandate-{RES}#3(a).1"]
    unknown = wish.model_copy(update={"paragraphs": ("4",)})
    story.when(unknown).then_refused(f"{RES} has no paragraph 4")


def test_the_same_amount_approved_for_another_year_is_further_money() -> None:
    story = tabled().when(adopt()).after
    for year in (2025, 2026):
        story = story.when(b.ApproveBudget(
            symbol=L15, amounts=(GIVEN,), paragraphs=("30",), years=(year,), authority=RES
        )).after  # fmt: skip
    by_text = b.ApproveBudget(
        symbol=RES, amounts=(GIVEN,), paragraphs=("30",), years=(2026,), authority=RES
    )
    story.when(by_text).then({RES: [b.Approved(
        estimate=estimate(GIVEN, paragraphs=("30",), years=(2026,)), authority=RES)]})  # fmt: skip
    mandate = story.mandate(M30)
    assert mandate is not None
    assert [one.years for one in mandate.funded] == [(2025,), (2026,)]
    assert verdict(story).amounts == (GIVEN + GIVEN,)


# --- how a mandate is funded ----------------------------------------------------------------------


def verdict(story: Given, mandate: str = M30, drafts: tuple[str, ...] = (L15,)) -> FundingVerdict:
    state = story.mandate(mandate)
    assert state is not None
    own = story.state(f"instrument-{RES}")
    return funding_of(
        state, own, [s for one in drafts if (s := story.state(f"instrument-{one}")) is not None]
    )


def test_silence_is_not_stated() -> None:
    assert verdict(given().when(adopt()).after) == NOT_STATED
    assert verdict(tabled().when(adopt()).after) == NOT_STATED


def test_the_chain_of_the_draft_tells_as_far_as_it_went() -> None:
    story = tabled(on("2024-11-20", b.Stated(estimate=estimate(ASKED)))).when(adopt()).after
    assert verdict(story) == FundingVerdict("stated", (ASKED,), (2,), shared=True)
    story = story.when(b.ReviewBudget(symbol=L15, amounts=(GIVEN,))).after
    assert verdict(story).status == "reviewed"
    story = story.when(b.ApproveBudget(symbol=RES, amounts=(GIVEN,), authority=RES)).after
    assert (verdict(story).status, verdict(story).amounts) == ("approved", (GIVEN,))


def test_of_two_estimates_the_later_one_counts_though_the_earlier_is_written_down_last() -> None:
    story = tabled().when(adopt()).after
    for day, amount in ("2024-12-02", GIVEN), ("2024-11-20", ASKED):
        story = story.when(b.StateBudget(symbol=L15, amounts=(amount,), on=day)).after
    assert verdict(story).amounts == (GIVEN,)


def test_a_step_for_other_paragraphs_says_nothing_of_this_one() -> None:
    only = on("2024-11-20", b.Stated(estimate=estimate(ASKED, paragraphs=("30",))))
    story = tabled(only).when(adopt()).after
    assert verdict(story, M30) == FundingVerdict("stated", (ASKED,), (2,))
    assert verdict(story, M12) == NOT_STATED


def test_what_a_step_says_of_several_paragraphs_is_no_sum_of_any_one() -> None:
    both = on("2024-11-20", b.Stated(estimate=estimate(ASKED, paragraphs=("30", "12"))))
    story = tabled(both).when(adopt()).after
    for mandate in (M30, M12):
        assert verdict(story, mandate) == FundingVerdict("stated", (ASKED,), (2,), shared=True)


def test_steps_of_one_day_follow_as_the_chain_has_them_whatever_text_they_are_of() -> None:
    def text(symbol: str, step: b.Step, position: int) -> Instrument:
        said = b.Statement(step, date(2024, 12, 24), estimate(ASKED), position)
        return Instrument(symbol, budget=(said,))

    own, draft = text(RES, "reviewed", 2), text(L15, "approved", 3)
    assert [one.step for one in chain("30", own, [draft])] == ["reviewed", "approved"]


def test_a_draft_that_led_to_a_text_over_two_others_is_counted_once() -> None:
    said = b.Statement("stated", date(2024, 11, 20), estimate(ASKED), 2)
    first, one, other = L15, f"{L15}/Rev.1", "A/C.2/79/L.40"
    ties = [(RES, one), (RES, other), (one, first), (other, first)]
    purse = Purse.of([Instrument(first, budget=(said,))], ties)
    mandate = given().when(adopt()).after.mandate(M30)
    assert mandate is not None
    shown = purse.shown(mandate)
    assert shown is not None
    assert [step.step for step in shown.budget] == ["stated"]
    assert purse.behind(mandate) == (f"instrument-{L15}",)


def test_texts_that_are_each_said_to_have_led_to_the_other_are_counted_once() -> None:
    said = b.Statement("stated", date(2024, 11, 20), estimate(ASKED), 2)
    texts = [Instrument(symbol, budget=(said,)) for symbol in (RES, L15)]
    purse = Purse.of(texts, [(RES, L15), (L15, RES)])
    mandate = given().when(adopt()).after.mandate(M30)
    assert mandate is not None
    assert purse.behind(mandate) == (f"instrument-{RES}", f"instrument-{L15}")


def test_what_the_mandate_was_given_itself_comes_first() -> None:
    story = tabled(on("2024-11-20", b.Stated(estimate=estimate(ASKED)))).when(adopt()).after
    wish = b.ApproveBudget(symbol=L15, amounts=(GIVEN,), paragraphs=("30",), authority=RES)
    story = story.when(wish).after
    assert verdict(story, M30).status == "approved"
    assert verdict(story, M30).amounts == (GIVEN,)
    assert verdict(story, M12).status == "stated"


def test_an_earlier_kind_of_step_that_comes_later_takes_nothing_back() -> None:
    story = tabled(
        on("2024-11-20", b.Reviewed(estimate=estimate(GIVEN))),
        on("2024-12", b.Stated(estimate=estimate(ASKED))),
    ).when(adopt()).after  # fmt: skip
    assert verdict(story).status == "reviewed"


def test_a_void_approval_takes_the_funding_of_the_mandates_with_it() -> None:
    from mandates.domain.void import Void

    story = tabled().when(adopt()).after
    wish = b.ApproveBudget(symbol=L15, amounts=(GIVEN,), paragraphs=("30",), authority=RES)
    story = story.when(wish).after
    approval = next(one for one in story.history if isinstance(one.event, b.Approved))
    assert approval.event_id == event_id(approval.position)
    story = story.when(Void(event_id=approval.event_id, reason="typo")).after
    assert verdict(story) == NOT_STATED
