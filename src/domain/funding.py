"""How a mandate is funded: one of the four axes, derived.

What the mandate was given itself (`funded`: approved for its paragraph, or allocated by a fund)
comes first; else the chain of budget implications of its instrument and of the drafts that led to
it tells. Silence is "not stated", which is not "none required".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from .budget import Statement, Step, furthest
from .instrument import Instrument
from .mandate.state import Mandate
from .money import Money, total

FundingStatus = Literal["not_stated"] | Step


@dataclass(frozen=True, slots=True)
class FundingVerdict:
    """How a mandate stands, with the amounts by currency and the positions that say so.

    ``shared``: the amounts are for the whole text or for several mandates; never add them up.
    """

    status: FundingStatus
    amounts: tuple[Money, ...] = ()
    because: tuple[int, ...] = ()
    shared: bool = False


NOT_STATED = FundingVerdict("not_stated")


def funding_of(
    mandate: Mandate, instrument: Instrument | None, drafts: Iterable[Instrument] = ()
) -> FundingVerdict:
    """How a mandate is funded, given its instrument and the drafts that led to it."""
    if mandate.funded:
        return FundingVerdict(
            "approved",
            total(money for one in mandate.funded for money in one.amounts),
            tuple(one.position for one in mandate.funded),
            any(one.shared_with for one in mandate.funded),
        )
    return by_budget(mandate.adopted.paragraph, instrument, drafts)


def by_budget(
    paragraph: str, instrument: Instrument | None, drafts: Iterable[Instrument] = ()
) -> FundingVerdict:
    """How what a paragraph asks for is funded, by what was said about the budget of its text."""
    last = furthest(chain(paragraph, instrument, drafts))
    if last is None:
        return NOT_STATED
    whole = not last.estimate.paragraphs or len(last.estimate.paragraphs) > 1
    return FundingVerdict(
        last.step, last.estimate.amounts, (last.position,), whole and bool(last.estimate.amounts)
    )


def chain(
    paragraph: str, instrument: Instrument | None, drafts: Iterable[Instrument] = ()
) -> list[Statement]:
    """What was said about the budget of a paragraph or of the whole text, in order."""
    found = [
        statement
        for one in _texts(instrument, drafts)
        for statement in one.budget
        if statement.concerns(paragraph)
    ]
    return sorted(found, key=lambda one: (one.on, one.order))


def _texts(instrument: Instrument | None, drafts: Iterable[Instrument]) -> Iterator[Instrument]:
    yield from drafts
    if instrument is not None:
        yield instrument
