"""`pbi` and `fund`: what a text costs and who approved it; voluntary money."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import click

from .. import tables, values
from ..asking import Asked, reading
from ..desk import Desk, recording
from ..group import Group

if TYPE_CHECKING:
    from ....domain.money import Money

COLUMNS = ("fund", "name", "pledged", "paid", "allocated")


@click.group(cls=Group)
def pbi() -> None:
    """Programme budget implications of a draft or an adopted text.

    \b
    mandates pbi state A/C.2/79/L.15 --amount 507000 --currency USD --year 2025 --posts 3
    """


_WRITTEN = re.compile(r"(?:\d+|\d{1,3}(?:,\d{3})+|\d{1,3}(?:_\d{3})+)(?:\.\d+)?", re.ASCII)
"""A comma parts thousands and nothing else: "12,50" is not 1250."""


def _amount(text: str) -> Decimal:
    if _WRITTEN.fullmatch(text.strip()) is None:
        raise ValueError(f"{text!r} is no amount: write 507000 or 507,000.50")
    return Decimal(text.replace(",", "").replace("_", ""))


AMOUNT = values.Parsed("amount", _amount)
_AMOUNTS = click.option(
    "--amount",
    "amounts",
    multiple=True,
    type=AMOUNT,
    metavar="N",
    help="How much; may be repeated.",
)
_CURRENCIES = click.option(
    "--currency", "currencies", multiple=True, metavar="USD", help="ISO 4217, one for each amount."
)


def monies(amounts: tuple[Decimal, ...], currencies: tuple[str, ...]) -> tuple[Money, ...]:
    """Amounts with their currencies: one for each, or one for all; else US dollars."""
    from pydantic import ValidationError

    from ....domain.money import Money
    from ..errors import misfit

    if len(currencies) > 1 and len(currencies) != len(amounts):
        raise click.UsageError("give one --currency for each --amount")
    each = currencies if len(currencies) > 1 else (currencies or ("USD",)) * len(amounts)
    try:
        return tuple(
            Money(amount=amount, currency=currency)
            for amount, currency in zip(amounts, each, strict=True)
        )
    except ValidationError as error:
        raise misfit(error) from None


_PLAIN: tuple[Callable[..., Any], ...] = (
    click.argument("symbol", metavar="SYMBOL", type=values.SYMBOL),
    click.option("--paragraph", "paragraphs", multiple=True, metavar="N",
                 help="For these paragraphs; else for the whole text."),
    click.option("--document", type=values.SYMBOL, metavar="SYMBOL", help="The paper of it."),
)  # fmt: skip
_COSTS: tuple[Callable[..., Any], ...] = (
    _AMOUNTS,
    _CURRENCIES,
    click.option("--year", "years", multiple=True, type=int, metavar="Y", help="For which year."),
    click.option("--section", metavar="S", help="The budget section."),
    click.option("--posts", type=click.IntRange(min=0), metavar="N", help="How many posts."),
    click.option("--contingency-fund", is_flag=True, help="A charge against the contingency fund."),
)


def _step(name: str, *options: Callable[..., Any]) -> Callable[[Any], Any]:
    """A sub-command of `pbi` with these options."""

    def made(function: Any) -> Any:
        command = recording(mandates=False)(function)
        for option in reversed((*_PLAIN, *options)):
            command = option(command)
        return pbi.command(name)(command)

    return made


def _costs(desk: Desk, kind: str, symbol: str, fields: dict[str, Any]) -> None:
    from ....domain import budget

    amounts = monies(fields.pop("amounts"), fields.pop("currencies"))
    if not amounts:
        raise click.UsageError("say how much: --amount 507000 --currency USD")
    desk.record(desk.build(getattr(budget, kind), symbol=symbol, amounts=amounts, **fields))


@_step("state", *_COSTS)
def state(desk: Desk, symbol: str, **fields: Any) -> None:
    """The secretariat stated what it would cost.

    \b
    mandates pbi state A/C.2/79/L.15 --amount 507000 --document A/C.2/79/L.50 --on 2024-11
    """
    _costs(desk, "StateBudget", symbol, fields)


@_step("review", *_COSTS)
def review(desk: Desk, symbol: str, **fields: Any) -> None:
    """The Advisory Committee (ACABQ) recommends this much.

    \b
    mandates pbi review A/C.2/79/L.15 --amount 449600 --document A/79/7/Add.39 --on 2024-12
    """
    _costs(desk, "ReviewBudget", symbol, fields)


@_step("decide", *_COSTS)
def decide(desk: Desk, symbol: str, **fields: Any) -> None:
    """The Fifth Committee decided how much would be needed.

    \b
    mandates pbi decide A/C.2/79/L.15 --amount 449600 --document A/79/660 --on 2024-12
    """
    _costs(desk, "DecideBudget", symbol, fields)


@_step("approve", *_COSTS)
def approve(desk: Desk, symbol: str, **fields: Any) -> None:
    """The body approved this much; for named paragraphs their mandates are funded with it.

    \b
    mandates pbi approve A/RES/79/236 --amount 449600 --currency USD --paragraph 30
    """
    _costs(desk, "ApproveBudget", symbol, fields)


@_step("refuse")
def refuse(desk: Desk, symbol: str, **fields: Any) -> None:
    """The body did not approve the money.

    \b
    mandates pbi refuse A/RES/79/236 --ref A/DEC/79/500
    """
    from ....domain.budget import RefuseBudget

    desk.record(desk.build(RefuseBudget, symbol=symbol, **fields))


@_step("absorb")
def absorb(desk: Desk, symbol: str, **fields: Any) -> None:
    """It is to be carried out within existing resources.

    \b
    mandates pbi absorb A/RES/80/156
    """
    from ....domain.budget import AbsorbBudget

    desk.record(desk.build(AbsorbBudget, symbol=symbol, **fields))


@_step("none")
def none(desk: Desk, symbol: str, **fields: Any) -> None:
    """It has no budget implications: somebody said so, which silence is not.

    \b
    mandates pbi none A/C.2/80/L.56
    """
    from ....domain.budget import StateNoBudget

    desk.record(desk.build(StateNoBudget, symbol=symbol, **fields))


# --- funds ----------------------------------------------------------------------------------------


@click.group(cls=Group)
def fund() -> None:
    """Funds of voluntary money, by any name that they ever had.

    \b
    mandates fund establish "Voluntary Trust Fund for South-South Cooperation"
    """


_NAME = click.argument("name", metavar="NAME")
_ONE_AMOUNT = click.option("--amount", type=AMOUNT, metavar="N", required=True, help="How much.")
_CURRENCY = click.option("--currency", metavar="USD", default="USD", show_default=True)
_DONOR = click.option("--donor", metavar="WHO", required=True, help="Whose money it is.")


def _key(desk: Desk, name: str) -> str:
    return desk.engine.beside().fund_of(name)


@fund.command()
@_NAME
@click.option("--purpose", metavar="T", help="What it is for.")
@recording(mandates=False)
def establish(desk: Desk, name: str, purpose: str | None) -> None:
    """Set it up.

    \b
    mandates fund establish "Perez-Guerrero Trust Fund" --ref A/RES/38/201 --on 1983-12-20
    """
    from ....domain.fund import EstablishFund

    desk.record(desk.build(EstablishFund, fund=name, purpose=purpose))


@fund.command()
@_NAME
@click.option("--to", metavar="NAME", required=True, help="Its new name.")
@recording(mandates=False)
def rename(desk: Desk, name: str, to: str) -> None:
    """Give it another name.

    \b
    mandates fund rename "Voluntary Trust Fund" --to "United Nations Fund" --ref A/RES/60/212
    """
    from ....domain.fund import RenameFund

    desk.record(desk.build(RenameFund, fund=_key(desk, name), name=to))


@fund.command()
@_NAME
@click.option("--of", multiple=True, metavar="WHO", help="Of whom; else of anybody.")
@recording(mandates=False)
def invite(desk: Desk, name: str, of: tuple[str, ...]) -> None:
    """The body invites contributions to it.

    \b
    mandates fund invite "Perez-Guerrero Trust Fund" --ref A/RES/54/226 --on 1999-12-22
    """
    from ....domain.fund import InviteContributions

    desk.record(desk.build(InviteContributions, fund=_key(desk, name), of=of))


@fund.command()
@_NAME
@_DONOR
@_ONE_AMOUNT
@_CURRENCY
@recording(mandates=False)
def pledge(desk: Desk, name: str, donor: str, amount: Decimal, currency: str) -> None:
    """A donor promised money.

    \b
    mandates fund pledge "Perez-Guerrero Trust Fund" --donor Norway --amount 100000
    """
    from ....domain.fund import Pledge

    (money,) = monies((amount,), (currency,))
    desk.record(desk.build(Pledge, fund=_key(desk, name), donor=donor, amount=money))


@fund.command()
@_NAME
@_DONOR
@_ONE_AMOUNT
@_CURRENCY
@recording(mandates=False)
def pay(desk: Desk, name: str, donor: str, amount: Decimal, currency: str) -> None:
    """A donor's money came in.

    \b
    mandates fund pay "Perez-Guerrero Trust Fund" --donor Norway --amount 100000
    """
    from ....domain.fund import Pay

    (money,) = monies((amount,), (currency,))
    desk.record(desk.build(Pay, fund=_key(desk, name), donor=donor, amount=money))


@fund.command()
@_NAME
@_ONE_AMOUNT
@_CURRENCY
@click.option("--to", "--mandate", "ids", multiple=True, type=values.MANDATES, metavar="ID",
              help="The mandates that it is for.")  # fmt: skip
@click.option("--purpose", metavar="T", help="What for.")
@recording(mandates=False)
def allocate(desk: Desk, name: str, amount: Decimal, currency: str, purpose: str | None) -> None:
    """Money of it goes to mandates; each is funded with it.

    \b
    mandates fund allocate "Perez-Guerrero Trust Fund" --amount 50000 --to A/RES/54/226#9.3
    """
    from ....domain.fund import Allocate

    (money,) = monies((amount,), (currency,))
    named = tuple(one.mandate for one in desk.targets)
    desk.record(
        desk.build(Allocate, fund=_key(desk, name), amount=money, mandates=named, purpose=purpose)
    )


@fund.command("list")
@reading
def list_funds(asked: Asked) -> None:
    """All funds with their sums, each currency for itself.

    \b
    mandates fund list
    """
    from ....domain.money import words

    basis, shown = asked.basis(), asked.engine.beside(**asked.at).funds()
    if asked.json:
        items: list[dict[str, Any]] = [one.json_value() for one in shown]
        asked.give({"basis": basis.json_value(), "items": items})
        return
    rows = (
        [one.fund, one.name, words(one.pledged), words(one.paid), one.given_out] for one in shown
    )
    tables.table(COLUMNS, rows)
    asked.close(basis)
