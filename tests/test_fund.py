"""A fund from its establishment to an allocation. Facts: the Perez-Guerrero Trust Fund."""

from __future__ import annotations

from decimal import Decimal

from mandates.domain import fund as f
from mandates.domain.errors import Unknown
from mandates.domain.funding import funding_of
from mandates.domain.mandate.events import Funded
from mandates.domain.money import Money
from mandates.domain.void import Void
from spec import GA, Given, M, N, adopted, event_id, given, of, on

PGTF = "Pérez-Guerrero Trust Fund"
TEN = Money(amount=Decimal(10))
EURO = Money(amount=Decimal(5), currency="EUR")


def known(*events: f.FundEvent) -> Given:
    return given(of(PGTF, on("1986-12-01", f.Established(name=PGTF)), *events))


def fund(story: Given) -> f.Fund:
    state: f.Fund | None = story.state(f"fund-{PGTF}")
    assert state is not None
    return state


def test_a_fund_is_established_once() -> None:
    wish = f.EstablishFund(fund=f"  {PGTF} ", purpose="South-South cooperation", authority=GA)
    story = given().when(wish)
    story.then(f.Established(name=PGTF, purpose="South-South cooperation", authority=GA))
    story.after.when(wish).then_nothing()
    story.after.when(f.EstablishFund(fund=PGTF, purpose="Another")).then_refused(
        "it was established already"
    )


def test_nothing_comes_in_before_that() -> None:
    for wish in (
        f.RenameFund(fund=PGTF, name="Another"),
        f.InviteContributions(fund=PGTF),
        f.Pledge(fund=PGTF, donor="Norway", amount=TEN),
        f.Pay(fund=PGTF, donor="Norway", amount=TEN),
        f.Allocate(fund=PGTF, amount=TEN),
    ):
        given().when(wish).then_refused("it was not established by then")


def test_a_fund_keeps_its_stream_under_another_name() -> None:
    wish = f.RenameFund(fund=PGTF, name="Fund for South-South Cooperation", authority=GA)
    story = known().when(wish)
    story.then(f.Renamed(name="Fund for South-South Cooperation", authority=GA))
    story.after.when(wish).then_nothing()
    assert fund(story.after).names == (PGTF, "Fund for South-South Cooperation")
    assert fund(story.after).name == "Fund for South-South Cooperation"


def test_invited_pledged_and_paid_by_currency() -> None:
    story = known().when(f.InviteContributions(fund=PGTF, authority="A/RES/54/226")).after
    story.when(f.InviteContributions(fund=PGTF, authority="A/RES/54/226")).then_nothing()
    story = story.when(f.Pledge(fund=PGTF, donor="Norway", amount=TEN)).after
    story.when(f.Pledge(fund=PGTF, donor="Norway", amount=TEN)).then_nothing()
    story = story.when(f.Pledge(fund=PGTF, donor="Norway", amount=TEN, on="2001-05-01")).after
    story = story.when(f.Pay(fund=PGTF, donor="Norway", amount=EURO)).after
    story.when(f.Pay(fund=PGTF, donor="Norway", amount=EURO)).then_nothing()
    state = fund(story)
    assert state.pledged == (Money(amount=Decimal(20)),)
    assert state.paid == (EURO,)
    assert [one.authority for one in state.invited] == ["A/RES/54/226"]


def test_one_text_may_invite_several_one_after_the_other() -> None:
    story = known().when(f.InviteContributions(fund=PGTF, of=("Norway",), authority=GA)).after
    story = story.when(f.InviteContributions(fund=PGTF, of=("Chile",), authority=GA)).then(
        f.ContributionInvited(of=("Chile",), authority=GA)
    ).after  # fmt: skip
    story.when(f.InviteContributions(fund=PGTF, of=("Norway",), authority=GA)).then_nothing()


def test_the_same_sum_on_the_same_day_for_another_purpose_is_another_allocation() -> None:
    story = known().when(f.Allocate(fund=PGTF, amount=TEN, purpose="Training")).after
    story.when(f.Allocate(fund=PGTF, amount=TEN, purpose="Training")).then_nothing()
    story = story.when(f.Allocate(fund=PGTF, amount=TEN, purpose="Travel")).after
    assert fund(story).allocated == (Money(amount=Decimal(20)),)


def test_an_allocation_funds_each_mandate_that_it_is_for() -> None:
    story = given(
        of(PGTF, on("1986-12-01", f.Established(name=PGTF))), on("1999-12-22", adopted()),
        adopted(N),
    )  # fmt: skip
    wish = f.Allocate(fund=PGTF, amount=TEN, mandates=(M, N, M))
    done = story.when(wish).then({
        PGTF: [f.Allocated(amount=TEN, mandates=(M, N))],
        M: [Funded(how="allocated", amounts=(TEN,), fund=PGTF, shared_with=(N,))],
        N: [Funded(how="allocated", amounts=(TEN,), fund=PGTF, shared_with=(M,))],
    })  # fmt: skip
    done.after.when(wish).then_nothing()
    assert fund(done.after).allocated == (TEN,)
    mandate = done.after.mandate(M)
    assert mandate is not None
    verdict = funding_of(mandate, None)
    assert (verdict.status, verdict.amounts, verdict.shared) == ("approved", (TEN,), True)
    void = done.after.when(Void(event_id=done.after.history[3].event_id, reason="typo"))
    assert len(void.events) == 3


def test_an_allocation_that_was_voided_on_one_mandate_is_said_again_there_alone() -> None:
    story = given(
        of(PGTF, on("1986-12-01", f.Established(name=PGTF))), on("1999-12-22", adopted()),
        adopted(N),
    )  # fmt: skip
    wish = f.Allocate(fund=PGTF, amount=TEN, mandates=(M, N))
    done = story.when(wish)
    (mine,) = (one for one in done.verdicts if one.stream == f"mandate-{M}")
    slip = done.after.when(Void(event_id=mine.event_id, reason="a slip")).after
    again = slip.when(wish)
    again.then(Funded(how="allocated", amounts=(TEN,), fund=PGTF, shared_with=(N,)))
    again.after.when(wish).then_nothing()
    never = done.after.when(Void(event_id=event_id(2), reason="no mandate")).after
    never.when(wish).then_nothing()


def test_what_is_given_out_beyond_what_came_in_is_told_and_not_refused() -> None:
    """By currency; interest may explain it, or what came before anybody kept the record."""
    four = Money(amount=Decimal(4))
    story = known().when(f.Pay(fund=PGTF, donor="Norway", amount=TEN)).after
    assert fund(story).overdrawn == ()
    story = story.when(f.Allocate(fund=PGTF, amount=TEN)).after
    assert fund(story).overdrawn == (), "all of it, and no more"
    story = story.when(f.Allocate(fund=PGTF, amount=four)).after
    story = story.when(f.Allocate(fund=PGTF, amount=EURO)).after
    assert fund(story).overdrawn == (EURO, four)


def test_money_does_not_go_to_a_mandate_that_is_not_there() -> None:
    known().when(f.Allocate(fund=PGTF, amount=TEN, mandates=(M,))).then_refused(
        "is not in the record", Unknown
    )
    early = f.Allocate(fund=PGTF, amount=TEN, mandates=(M,), on="1990-01-01")
    given(of(PGTF, on("1986-12-01", f.Established(name=PGTF))), on("1999-12-22", adopted())).when(
        early
    ).then_refused("the mandate was not adopted by then")


def test_an_allocation_without_mandates_stays_with_the_fund() -> None:
    wish = f.Allocate(fund=PGTF, amount=TEN, purpose="a workshop")
    known().when(wish).then(f.Allocated(amount=TEN, purpose="a workshop"))
