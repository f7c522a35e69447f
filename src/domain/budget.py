"""Programme budget implications of a draft or of an adopted text: the chain of what was said.

No text that involves expenditure is to be recommended without an estimate (rule 153 of the General
Assembly): the secretariat states what it would cost, the Advisory Committee (ACABQ) reviews that,
the Fifth Committee decides, the Assembly approves. A text may also be carried out within existing
resources, or need nothing. These are events of the instrument's own stream.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, assert_never

from pydantic import Field, field_validator

from .command import Command
from .event import Event, Frozen, Recorded
from .money import Money
from .symbol import Authority, SymbolText

Step = Literal[
    "none_required", "within_existing_resources", "stated", "reviewed", "decided", "approved",
    "refused",
]  # fmt: skip
_ORDER: dict[Step, int] = {
    "none_required": 1, "within_existing_resources": 2, "stated": 3, "reviewed": 4, "decided": 5,
    "approved": 6, "refused": 6,
}  # fmt: skip


class Estimate(Frozen):
    """What something costs: ``amounts`` in all, for ``years``, under a budget section, with posts.

    ``paragraphs`` are those of the text that it is for; none named means the whole text.
    """

    amounts: tuple[Money, ...] = ()
    years: tuple[int, ...] = ()
    section: str | None = None
    posts: int | None = Field(default=None, ge=0)
    contingency_fund: bool = False
    paragraphs: tuple[str, ...] = ()

    @field_validator("amounts")
    @classmethod
    def _one_of_each_currency(cls, value: tuple[Money, ...]) -> tuple[Money, ...]:
        codes = [one.currency for one in value]
        if len(set(codes)) != len(codes):
            raise ValueError("one amount for each currency: add up what is in the same one")
        return value


class BudgetStep(Event):
    """A step of the chain. ``document`` is the paper that says it, where there is one."""

    estimate: Estimate = Estimate.model_construct()  # (to check it would build the class here)
    document: SymbolText | None = None


class Stated(BudgetStep):
    """The secretariat stated what the text would cost (A/C.2/79/L.50)."""

    tag = "instrument.budget_stated.v1"


class Reviewed(BudgetStep):
    """The Advisory Committee reviewed the statement and recommends this much (A/79/7/Add.39)."""

    tag = "instrument.budget_reviewed.v1"


class Decided(BudgetStep):
    """The Fifth Committee informs the Assembly that this much would be needed (A/79/660)."""

    tag = "instrument.budget_decided.v1"


class Approved(BudgetStep):
    """The body approved this much."""

    tag = "instrument.budget_approved.v1"
    authority: Authority | None = None


class Refused(BudgetStep):
    """The body did not approve the money."""

    tag = "instrument.budget_refused.v1"
    authority: Authority | None = None


class Absorbed(BudgetStep):
    """It is to be carried out within existing resources."""

    tag = "instrument.budget_absorbed.v1"


class NoneRequired(BudgetStep):
    """It has no budget implications: said so, which silence is not."""

    tag = "instrument.budget_none_required.v1"


BudgetEvent = Stated | Reviewed | Decided | Approved | Refused | Absorbed | NoneRequired


class OnBudget(Command):
    """A wish that concerns the budget implications of a draft or of an adopted text."""

    symbol: SymbolText
    paragraphs: tuple[str, ...] = ()
    document: SymbolText | None = None


class _WithEstimate(OnBudget):
    amounts: tuple[Money, ...]
    years: tuple[int, ...] = ()
    section: str | None = None
    posts: int | None = None
    contingency_fund: bool = False


class StateBudget(_WithEstimate):
    """State what the text would cost."""


class ReviewBudget(_WithEstimate):
    """The Advisory Committee recommends this much."""


class DecideBudget(_WithEstimate):
    """The Fifth Committee decides how much would be needed."""


class ApproveBudget(_WithEstimate):
    """The body approves this much; for named paragraphs their mandates are funded with it."""

    authority: Authority | None = None


class RefuseBudget(OnBudget):
    """The body does not approve the money."""

    authority: Authority | None = None


class AbsorbBudget(OnBudget):
    """It is to be carried out within existing resources."""


class StateNoBudget(OnBudget):
    """It has no budget implications."""


BudgetCommand = (
    StateBudget | ReviewBudget | DecideBudget | ApproveBudget | RefuseBudget | AbsorbBudget
    | StateNoBudget
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Statement:
    """A step as it was taken; ``position`` is that of its event."""

    step: Step
    on: date
    estimate: Estimate
    position: int
    document: str | None = None
    authority: str | None = None

    @property
    def order(self) -> tuple[int, date, int]:
        """How far along the chain it is; of two equal steps the later counts more."""
        return _ORDER[self.step], self.on, self.position

    def concerns(self, paragraph: str) -> bool:
        """Whether it is for a paragraph: the whole text, or one named, or a part of one named."""
        named = self.estimate.paragraphs
        return not named or any(within(paragraph, one) for one in named)


def within(paragraph: str, named: str) -> bool:
    """Whether a paragraph is one that was named, or belongs to it: 30(a) to 30."""
    return paragraph == named or paragraph.startswith(f"{named}(")


def furthest(statements: Iterable[Statement]) -> Statement | None:
    """The step that says how it stands; a step of an earlier kind never takes one back."""
    return max(statements, key=lambda one: one.order, default=None)


_STEPS: dict[type[BudgetStep], Step] = {
    Stated: "stated", Reviewed: "reviewed", Decided: "decided", Approved: "approved",
    Refused: "refused", Absorbed: "within_existing_resources", NoneRequired: "none_required",
}  # fmt: skip


def step_of(event: BudgetEvent) -> Step:
    """The step that an event is."""
    return _STEPS[type(event)]


def evolve(known: tuple[Statement, ...], recorded: Recorded) -> tuple[Statement, ...]:
    """The chain after one more step. Never refuses."""
    event: BudgetEvent = recorded.event  # type: ignore[assignment]  # the caller looked
    authority = event.authority if isinstance(event, Approved | Refused) else None
    statement = Statement(
        step_of(event), recorded.day, event.estimate, recorded.position, event.document, authority
    )
    return (*known, statement)


def refusal(known: tuple[Statement, ...], event: BudgetEvent) -> str | None:
    """Why a step cannot follow; None if it can. What only names no amount is refused too."""
    name = _NAMES[step_of(event)]
    costs = isinstance(event, Stated | Reviewed | Decided | Approved)
    if costs and not event.estimate.amounts:
        return f"say how much was {name}"
    if isinstance(event, Stated | Absorbed | NoneRequired):
        closed = _closed_before(known, event)
        return f"its budget was {closed.step} on {closed.on} already" if closed else None
    return None


_NAMES: dict[Step, str] = {
    "none_required": "needed", "within_existing_resources": "needed", "stated": "stated",
    "reviewed": "recommended", "decided": "decided", "approved": "approved", "refused": "refused",
}  # fmt: skip


def _closed_before(known: tuple[Statement, ...], event: BudgetEvent) -> Statement | None:
    """The decision after which nothing is stated any more, on the same paragraphs."""
    same = (one for one in known if one.estimate.paragraphs == event.estimate.paragraphs)
    return next((one for one in same if one.step in ("approved", "refused")), None)


def wish(command: BudgetCommand) -> BudgetEvent:
    """The step that a wish asks for."""
    estimate = _estimate(command)
    paper = command.document
    match command:
        case StateBudget():
            return Stated(estimate=estimate, document=paper)
        case ReviewBudget():
            return Reviewed(estimate=estimate, document=paper)
        case DecideBudget():
            return Decided(estimate=estimate, document=paper)
        case ApproveBudget():
            return Approved(estimate=estimate, document=paper, authority=command.authority)
        case RefuseBudget():
            return Refused(estimate=estimate, document=paper, authority=command.authority)
        case AbsorbBudget():
            return Absorbed(estimate=estimate, document=paper)
        case StateNoBudget():
            return NoneRequired(estimate=estimate, document=paper)
    assert_never(command)


def _estimate(command: BudgetCommand) -> Estimate:
    if isinstance(command, RefuseBudget | AbsorbBudget | StateNoBudget):
        return Estimate(paragraphs=command.paragraphs)
    return Estimate(
        amounts=command.amounts, years=command.years, section=command.section,
        posts=command.posts, contingency_fund=command.contingency_fund,
        paragraphs=command.paragraphs,
    )  # fmt: skip


def said(known: tuple[Statement, ...], event: BudgetEvent) -> bool:
    """Whether that is what was said last: an amount may be revised, and revised back."""
    step, paragraphs = step_of(event), event.estimate.paragraphs
    last = furthest(
        one for one in known if (one.step, one.estimate.paragraphs) == (step, paragraphs)
    )
    if last is None or (last.estimate, last.document) != (event.estimate, event.document):
        return False
    return not isinstance(event, Approved | Refused) or event.authority in (None, last.authority)
