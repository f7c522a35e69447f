"""Events of a mandate that stand for a fact on another stream: money from a body or a fund, and the
steps of an agenda item. They are recorded there and here in one transaction."""

from __future__ import annotations

from typing import Literal

from ..event import Event
from ..money import Money
from ..symbol import Authority, MandateId, SymbolText

FundedHow = Literal["approved", "allocated"]
ItemState = Literal["requested", "on_provisional_agenda", "included", "carried_over"]


class Funded(Event):
    """Money for the task: approved for its paragraph by the body, or allocated by a fund.

    ``shared_with`` names the other mandates that the same amounts are for: never add them up twice.
    """

    tag = "mandate.funded.v1"
    how: FundedHow
    amounts: tuple[Money, ...]
    instrument: SymbolText | None = None
    fund: str | None = None
    years: tuple[int, ...] = ()
    shared_with: tuple[MandateId, ...] = ()
    authority: Authority | None = None


class ItemLinked(Event):
    """The occurrence is to be taken up under this agenda item, on whose meeting its documents'
    deadlines rest where one is recorded."""

    tag = "mandate.item_linked.v1"
    occurrence: int
    item: str


class ItemAdvanced(Event):
    """The agenda item that the task asks for went a step further; ``item`` is its identity."""

    tag = "mandate.item_advanced.v1"
    occurrence: int
    state: ItemState
    item: str
    authority: Authority | None = None
