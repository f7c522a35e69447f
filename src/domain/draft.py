"""The life of a draft, before there is an adopted text. Its events lie on the draft's own stream.

A stream is named by the draft's first symbol: revisions (/Rev.1) belong to it; a draft that replaces
it, usually tabled "on the basis of informal consultations", has a stream of its own. Sources: rules
78, 80, 81 and 120 to 123 of the General Assembly (A/520/Rev.20).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, assert_never

from pydantic import JsonValue

from .command import Command
from .errors import Refused
from .event import Event, Recorded
from .symbol import SymbolText, parse

_REVISION = re.compile(r"(?:/(?:Rev|Corr)\.\d+)+$")
ADOPTED_KINDS = ("resolution", "decision", "statement")
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
    """Its sponsors submitted a revised text."""

    tag = "instrument.revised.v1"
    document: SymbolText
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
    """Submit a revised text; without a symbol the next revision of it (/Rev.1)."""

    document: SymbolText | None = None
    by: str | None = None


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


@dataclass(frozen=True, slots=True)
class DraftEnd:
    """How its life as a draft ended; ``by`` is the draft or the adopted text that followed it."""

    how: Literal["replaced", "withdrawn", "not_adopted", "adopted"]
    on: date
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft as it stands."""

    tabled_on: date | None = None
    body: str | None = None
    agenda_item: str | None = None
    title: str | None = None
    sponsors: tuple[str, ...] = ()
    on_behalf_of: str | None = None
    revisions: tuple[str, ...] = ()
    amendments: tuple[Amended, ...] = ()
    based_on: tuple[str, ...] = ()
    committee: CommitteeActed | None = None
    committee_on: date | None = None
    end: DraftEnd | None = None

    @property
    def amended(self) -> bool:
        """Whether its text is no longer its sponsors' alone."""
        return any(one.result == "adopted" for one in self.amendments)

    def by(self, day: date) -> Draft:
        """The same without an end that came only after a day."""
        later = self.end is not None and self.end.on > day
        return replace(self, end=None) if later else self


def evolve(draft: Draft | None, recorded: Recorded) -> Draft:
    """The draft after one more event. Never refuses."""
    now = draft or Draft()
    event: AnyDraftEvent = recorded.event  # type: ignore[assignment]  # the caller looked
    match event:
        case Tabled():
            return replace(
                now, tabled_on=recorded.day, body=event.body, agenda_item=event.agenda_item,
                title=event.title, sponsors=event.sponsors, on_behalf_of=event.on_behalf_of,
                end=None,
            )  # fmt: skip
        case SponsorsChanged():
            kept = tuple(one for one in now.sponsors if one not in (*event.left, *event.joined))
            return replace(now, sponsors=(*kept, *event.joined))
        case Revised():
            others = tuple(one for one in now.revisions if one != event.document)
            return replace(now, revisions=(*others, event.document))
        case Amended():
            return replace(now, amendments=(*now.amendments, event))
        case BasedOn():
            return replace(now, based_on=(*now.based_on, event.draft))
        case CommitteeActed():
            return replace(now, committee=event, committee_on=recorded.day)
        case Replaced():
            return replace(now, end=DraftEnd("replaced", recorded.day, event.by))
        case Withdrawn():
            before = now.end.by if now.end else None
            return replace(now, end=DraftEnd("withdrawn", recorded.day, before))
        case NotAdopted():
            return replace(now, end=DraftEnd("not_adopted", recorded.day))
        case AdoptedAs():
            return replace(now, end=DraftEnd("adopted", recorded.day, event.instrument))
    assert_never(event)


def refusal(draft: Draft | None, event: AnyDraftEvent) -> str | None:
    """Why the event cannot happen to the draft as it stands; None if it can."""
    now = draft or Draft()
    if isinstance(event, Tabled):
        back = now.tabled_on is None or (now.end is not None and now.end.how == "withdrawn")
        return None if back else "it was tabled already"  # a withdrawn one may be reintroduced
    if now.tabled_on is None:
        return "it was not tabled by then"
    return _after_its_end(now, event) or _before_the_vote(now, event)


def _after_its_end(now: Draft, event: AnyDraftEvent) -> str | None:
    """What has been replaced may still be withdrawn; nothing else follows an end."""
    end = now.end
    if end is None or (end.how == "replaced" and isinstance(event, Withdrawn)):
        return None
    return ended(end)


def ended(end: DraftEnd) -> str:
    """How a draft ended, as the reason why nothing follows."""
    by = f" by {end.by}" if end.how == "replaced" else f" as {end.by}" if end.by else ""
    how = "not adopted" if end.how == "not_adopted" else end.how
    return f"it was {how}{by} on {end.on}"


def _before_the_vote(now: Draft, event: AnyDraftEvent) -> str | None:
    acted = now.committee
    if isinstance(event, Withdrawn) and now.amended and now.end is None:
        return "it was amended: its sponsors can no longer withdraw it (rules 80 and 122)"
    if acted is None:
        return None
    if isinstance(event, Withdrawn | Revised | Replaced):
        return f"the committee {acted.action} it on {now.committee_on} already"
    if isinstance(event, AdoptedAs) and acted.action == "rejected":
        return f"the committee rejected it on {now.committee_on}"
    return None


def decide(draft: Draft | None, command: DraftCommand) -> list[AnyDraftEvent]:
    """What a wish does to the draft alone: nothing if it is so already. Raises `Refused`."""
    event = _wish(draft or Draft(), command)
    if event is None or (draft is not None and _already(draft, event)):
        return []
    if reason := refusal(draft, event):
        raise Refused(f"draft {base_of(command.draft)}: {reason}")
    return [event]


def _wish(now: Draft, command: DraftCommand) -> AnyDraftEvent | None:
    match command:
        case TableDraft():
            if parse(command.draft).kind in ADOPTED_KINDS:
                raise Refused(f"{command.draft} is the symbol of an adopted text, not of a draft")
            given = command.model_dump(include=set(Tabled.model_fields) - {"symbol"})
            return Tabled(symbol=base_of(command.draft), **given)
        case ChangeSponsors():
            joined = tuple(one for one in command.joined if one not in now.sponsors)
            left = tuple(one for one in command.left if one in now.sponsors)
            return SponsorsChanged(joined=joined, left=left) if joined or left else None
        case ReviseDraft():
            return Revised(document=command.document or _next_revision(now, command), by=command.by)
        case AmendDraft():
            return Amended(**command.model_dump(include=set(Amended.model_fields)))
        case ReplaceDraft():
            return Replaced(by=base_of(command.by), basis=command.basis)
        case WithdrawDraft():
            return Withdrawn(by=command.by)
        case ActOnDraft():
            return CommitteeActed(**command.model_dump(include=set(CommitteeActed.model_fields)))
        case CloseDraft():
            return NotAdopted(how=command.how, meeting=command.meeting, vote=command.vote)
        case LinkDraft():
            return AdoptedAs(instrument=command.instrument)
    assert_never(command)


def _next_revision(now: Draft, command: ReviseDraft) -> str:
    base = base_of(command.draft)
    if command.draft != base:
        return command.draft
    return f"{base}/Rev.{len(now.revisions) + 1}"


def _already(draft: Draft, event: AnyDraftEvent) -> bool:
    """Whether what the event would say is so already."""
    end = draft.end
    match event:
        case Tabled():
            same = (draft.body, draft.agenda_item, draft.title, draft.on_behalf_of)
            wanted = (event.body, event.agenda_item, event.title, event.on_behalf_of)
            return end is None and draft.tabled_on is not None and same == wanted
        case Revised():
            return event.document in draft.revisions[-1:]
        case Amended():
            return event in draft.amendments
        case CommitteeActed():
            return event == draft.committee
        case Replaced():
            return end is not None and (end.how, end.by) == ("replaced", event.by)
        case Withdrawn() | NotAdopted():
            how = "withdrawn" if isinstance(event, Withdrawn) else "not_adopted"
            return end is not None and end.how == how
        case AdoptedAs():
            return end is not None and (end.how, end.by) == ("adopted", event.instrument)
        case BasedOn():
            return event.draft in draft.based_on
        case SponsorsChanged():
            return False
    assert_never(event)
