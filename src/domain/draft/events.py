"""What can happen to a draft. The tags are stored names: they never change meaning."""

from __future__ import annotations

import re
from typing import Literal

from pydantic import JsonValue

from ..event import Event
from ..symbol import SymbolText

_REVISION = re.compile(r"(?:/(?:Rev|Corr)\.\d+)+$")
NotAdoptedHow = Literal["rejected", "no_action", "not_pressed"]


def base_of(symbol: str) -> str:
    """The first symbol of a draft: A/C.2/79/L.15 of A/C.2/79/L.15/Rev.1."""
    return _REVISION.sub("", symbol)


class DraftEvent(Event):
    """What can happen to a draft."""


class Tabled(DraftEvent):
    """It was submitted to the body or its committee."""

    tag = "instrument.tabled.v1"
    symbol: SymbolText
    body: str | None = None
    agenda_item: str | None = None
    title: str | None = None
    sponsors: tuple[str, ...] = ()
    on_behalf_of: str | None = None


class SponsorsChanged(DraftEvent):
    """Some joined in sponsoring it, or withdrew from that."""

    tag = "instrument.sponsors_changed.v1"
    joined: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


class Revised(DraftEvent):
    """Its sponsors submitted a revised text, or read one out: that has no ``document``."""

    tag = "instrument.revised.v1"
    document: SymbolText | None = None
    by: str | None = None


class Amended(DraftEvent):
    """An amendment was adopted, or rejected; ``proposal`` is its symbol, if it had one."""

    tag = "instrument.amended.v1"
    proposer: str | None = None
    proposal: SymbolText | None = None
    paragraph: str | None = None
    result: Literal["adopted", "rejected"] = "adopted"


class Replaced(DraftEvent):
    """Another draft stands in its place; ``basis`` in the words of the new one."""

    tag = "instrument.replaced.v1"
    by: SymbolText
    basis: str | None = None


class BasedOn(DraftEvent):
    """It stands in the place of another draft."""

    tag = "instrument.based_on.v1"
    draft: SymbolText
    basis: str | None = None


class Withdrawn(DraftEvent):
    """Its sponsors withdrew it, before the vote on it began (rules 80 and 122)."""

    tag = "instrument.withdrawn.v1"
    by: str | None = None


class CommitteeActed(DraftEvent):
    """The committee approved it, or rejected it; ``report`` is the committee's to the plenary."""

    tag = "instrument.committee_acted.v1"
    committee: str | None = None
    action: Literal["approved", "rejected"] = "approved"
    meeting: str | None = None
    vote: JsonValue = None
    report: SymbolText | None = None


class NotAdopted(DraftEvent):
    """The body did not adopt it: voted down, no action taken, or not pressed to a vote."""

    tag = "instrument.not_adopted.v1"
    how: NotAdoptedHow
    meeting: str | None = None
    vote: JsonValue = None


class AdoptedAs(DraftEvent):
    """The body adopted it; ``instrument`` is the symbol of the adopted text."""

    tag = "instrument.adopted_as.v1"
    instrument: SymbolText


AnyDraftEvent = (
    Tabled | SponsorsChanged | Revised | Amended | Replaced | BasedOn | Withdrawn | CommitteeActed
    | NotAdopted | AdoptedAs
)  # fmt: skip
