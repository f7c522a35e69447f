"""What may be asked of a draft."""

from __future__ import annotations

from typing import Literal

from pydantic import JsonValue

from ..command import Command
from ..symbol import SymbolText
from .events import NotAdoptedHow


class OnDraft(Command):
    """A wish that concerns one draft, by any of its symbols."""

    draft: SymbolText


class TableDraft(OnDraft):
    """Submit it."""

    body: str | None = None
    agenda_item: str | None = None
    title: str | None = None
    sponsors: tuple[str, ...] = ()
    on_behalf_of: str | None = None


class ChangeSponsors(OnDraft):
    """Join in sponsoring it, or withdraw from that."""

    joined: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


class ReviseDraft(OnDraft):
    """Submit a revised text; without a symbol the next revision of it (/Rev.1).

    ``orally``: it is read out in the meeting and has no symbol; each time counts.
    """

    document: SymbolText | None = None
    by: str | None = None
    orally: bool = False


class AmendDraft(OnDraft):
    """Adopt or reject an amendment to it."""

    proposer: str | None = None
    proposal: SymbolText | None = None
    paragraph: str | None = None
    result: Literal["adopted", "rejected"] = "adopted"


class ReplaceDraft(OnDraft):
    """Put another draft in its place; that is tabled with it if it is not in the record yet."""

    by: SymbolText
    basis: str | None = None
    sponsors: tuple[str, ...] = ()
    on_behalf_of: str | None = None


class WithdrawDraft(OnDraft):
    """Withdraw it."""

    by: str | None = None


class ActOnDraft(OnDraft):
    """The committee acts on it."""

    committee: str | None = None
    action: Literal["approved", "rejected"] = "approved"
    meeting: str | None = None
    vote: JsonValue = None
    report: SymbolText | None = None


class CloseDraft(OnDraft):
    """The body does not adopt it."""

    how: NotAdoptedHow = "rejected"
    meeting: str | None = None
    vote: JsonValue = None


class LinkDraft(OnDraft):
    """Record that it was adopted as an instrument, which was registered without naming it."""

    instrument: SymbolText


DraftCommand = (
    TableDraft | ChangeSponsors | ReviseDraft | AmendDraft | ReplaceDraft | WithdrawDraft
    | ActOnDraft | CloseDraft | LinkDraft
)  # fmt: skip
