"""Money: an amount in a currency. Amounts in different currencies are never added up silently.

Currencies are those of ISO 4217 (list one, and the funds codes are left out); an amount has no more
decimals than its currency's minor unit.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, Field, model_validator

from .event import Frozen


def _codes(text: str) -> frozenset[str]:
    return frozenset(text.split())


CURRENCIES = _codes("""
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD
    CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP
    GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD
    KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN
    NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP
    SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND
    VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG
    ATS BEF CYP DEM EEK ESP FIM FRF GRD HRK IEP ITL LTL LUF LVL MTL NLG PTE SIT SKK
""")
"""The active ones, and those that the euro took the place of: old papers are in them."""
_NO_DECIMALS = _codes("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF ITL")
_THREE_DECIMALS = _codes("BHD IQD JOD KWD LYD OMR TND")


def decimals(currency: str) -> int:
    """How many decimals an amount in a currency may have: its minor unit."""
    return 0 if currency in _NO_DECIMALS else 3 if currency in _THREE_DECIMALS else 2


def currency(text: str) -> str:
    """A currency's code, in capitals. Raises ValueError if ISO 4217 does not know it."""
    code = text.strip().upper()
    if code not in CURRENCIES:
        raise ValueError(f"{text!r} is no currency: write its ISO 4217 code, such as USD")
    return code


Currency = Annotated[str, AfterValidator(currency)]
"""The ISO 4217 code of a currency."""


def _plain(amount: Decimal) -> Decimal:
    """The same amount without an exponent, and a whole one without decimals."""
    return Decimal(f"{amount:f}").quantize(Decimal(1)) if amount == amount.to_integral() else amount


Amount = Annotated[Decimal, Field(ge=0, allow_inf_nan=False, max_digits=20), AfterValidator(_plain)]


class Money(Frozen):
    """An amount of a currency, nothing below zero."""

    amount: Amount
    currency: Currency = "USD"

    @model_validator(mode="after")
    def _in_units(self) -> Money:
        exponent = self.amount.normalize().as_tuple().exponent
        if isinstance(exponent, int) and -exponent > decimals(self.currency):
            raise ValueError(f"{self.amount} has too many decimals for {self.currency}")
        return self

    def __str__(self) -> str:
        whole = self.amount == self.amount.to_integral()
        return f"{self.currency} {self.amount:,.{0 if whole else decimals(self.currency)}f}"

    def __add__(self, other: Money) -> Money:
        """The sum. Raises ValueError for another currency: `total` keeps them apart."""
        if other.currency != self.currency:
            raise ValueError(f"{other} cannot be added to {self}: they are different currencies")
        return Money(amount=self.amount + other.amount, currency=self.currency)


def total(amounts: Iterable[Money]) -> tuple[Money, ...]:
    """The sums by currency, in the order of the codes."""
    sums: dict[str, Money] = {}
    for one in amounts:
        sums[one.currency] = sums[one.currency] + one if one.currency in sums else one
    return tuple(sums[code] for code in sorted(sums))


def words(amounts: Iterable[Money]) -> str:
    """Amounts as a reader expects them: ``USD 507,000 and EUR 12.50``."""
    return " and ".join(map(str, amounts))
