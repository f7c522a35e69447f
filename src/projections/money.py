"""How mandates are funded: what the texts with a budget say of each, and how it is shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from ..domain.funding import FundingStatus, FundingVerdict, by_budget, chain, funding_of
from ..domain.instrument import Instrument, stream_of
from ..domain.mandate.state import Mandate
from ..domain.money import Money
from .shape import Answer


class StepShown(Answer):
    """A step of the chain of budget implications, on the text that it was said of."""

    step: str
    on: date
    amounts: tuple[Money, ...]
    years: tuple[int, ...]
    section: str | None
    posts: int | None
    paragraphs: tuple[str, ...]
    document: str | None
    authority: str | None


class GivenShown(Answer):
    """Money that the mandate was given itself."""

    how: str
    on: date
    amounts: tuple[Money, ...]
    source: str | None
    shared_with: tuple[str, ...]
    years: tuple[int, ...]


class MoneyShown(Answer):
    """The money of a mandate. ``shared``: the amounts are for others too; never add them up.

    ``because`` holds the positions of the events that say so.
    """

    status: str
    amounts: tuple[Money, ...]
    shared: bool
    because: tuple[int, ...]
    given: tuple[GivenShown, ...]
    budget: tuple[StepShown, ...]


@dataclass(frozen=True, slots=True)
class Purse:
    """The texts of whose budget something was said, and the drafts that led to each text."""

    texts: Mapping[str, Instrument] = field(default_factory=dict[str, Instrument])
    older: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])

    @classmethod
    def of(cls, texts: Iterable[Instrument], newer: Sequence[tuple[str, str]]) -> Purse:
        """A purse of texts; ``newer`` says which followed which, as (newer, older)."""
        older: dict[str, tuple[str, ...]] = {}
        for new, old in newer:
            if old not in older.get(new, ()):
                older[new] = (*older.get(new, ()), old)
        return cls({one.symbol: one for one in texts if one.budget}, older)

    def verdict(self, mandate: Mandate) -> FundingVerdict:
        """How a mandate is funded."""
        own = mandate.adopted.instrument
        return funding_of(mandate, self.texts.get(own), self._drafts(own))

    def spoken_of(self) -> dict[str, set[str]]:
        """The texts of which anything may have been said, themselves or as drafts, each with the
        paragraphs that were named."""
        return {
            symbol: {
                paragraph
                for text in (self.texts.get(symbol), *self._drafts(symbol))
                if text is not None
                for one in text.budget
                for paragraph in one.estimate.paragraphs
            }
            for symbol in dict.fromkeys((*self.texts, *self.older))
        }

    def status(self, symbol: str, paragraph: str = "") -> FundingStatus:
        """How what a paragraph of a text asks for is funded, where it was given nothing itself; or
        any paragraph that nobody named."""
        return by_budget(paragraph, self.texts.get(symbol), self._drafts(symbol)).status

    def shown(self, mandate: Mandate) -> MoneyShown | None:
        """All that is known of a mandate's money; None where nothing was said."""
        verdict = self.verdict(mandate)
        own = mandate.adopted.instrument
        if verdict.status == "not_stated":
            return None
        return MoneyShown(
            status=verdict.status,
            amounts=verdict.amounts,
            shared=verdict.shared,
            because=verdict.because,
            given=tuple(
                GivenShown(how=one.how, on=one.on, amounts=one.amounts, source=one.source,
                           shared_with=one.shared_with, years=one.years)
                for one in mandate.funded
            ),
            budget=tuple(
                StepShown(
                    step=one.step, on=one.on, amounts=one.estimate.amounts,
                    years=one.estimate.years, section=one.estimate.section,
                    posts=one.estimate.posts, paragraphs=one.estimate.paragraphs,
                    document=one.document, authority=one.authority,
                )
                for one in chain(mandate.adopted.paragraph, self.texts.get(own), self._drafts(own))
            ),
        )  # fmt: skip

    def behind(self, mandate: Mandate) -> tuple[str, ...]:
        """The streams of the texts whose budget counts for a mandate."""
        own = self.texts.get(mandate.adopted.instrument)
        texts = [*([own] if own else []), *self._drafts(mandate.adopted.instrument)]
        return tuple(stream_of(one.symbol) for one in texts)

    def led_by(self, other: Purse) -> Purse:
        """These texts, with the drafts that another purse knows to have led to them."""
        return Purse(self.texts, other.older)

    def _drafts(self, symbol: str) -> list[Instrument]:
        """The drafts that led to a text, over any number of steps, as far as money was named."""
        if not self.texts:
            return []
        waiting, seen = list(self.older.get(symbol, ())), {symbol}
        found: list[Instrument] = []
        while waiting:
            one = waiting.pop(0)
            if one not in seen:
                seen.add(one)
                waiting += self.older.get(one, ())
                if one in self.texts:
                    found.append(self.texts[one])
        return found


NO_MONEY = Purse()
