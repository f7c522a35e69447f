"""A draft as it stands, what each event changes, the guards and the rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, assert_never

from ..errors import Refused
from ..event import Recorded
from ..replacing import replace
from ..symbol import parse
from . import commands as c
from . import events as e

ADOPTED_KINDS = ("resolution", "decision", "statement")


@dataclass(frozen=True, slots=True)
class DraftEnd:
    """How its life as a draft ended; ``by`` is the draft or the adopted text that followed it."""

    how: Literal["replaced", "withdrawn", "not_adopted", "adopted"]
    on: date
    by: str | None = None


@dataclass(frozen=True)
class Draft:
    """A draft as it stands."""

    tabled_on: date | None = None
    body: str | None = None
    agenda_item: str | None = None
    title: str | None = None
    sponsors: tuple[str, ...] = ()
    on_behalf_of: str | None = None
    revisions: tuple[str, ...] = ()
    revised_orally: tuple[date, ...] = ()
    """The days on which a revised text was read out."""
    amendments: tuple[e.Amended, ...] = ()
    based_on: tuple[str, ...] = ()
    committee: e.CommitteeActed | None = None
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
    event: e.AnyDraftEvent = recorded.event  # type: ignore[assignment]  # the caller looked
    match event:
        case e.Tabled():
            reintroduced = now.end is not None and now.end.how == "withdrawn"
            return replace(
                now, tabled_on=recorded.day, body=event.body, agenda_item=event.agenda_item,
                title=event.title, sponsors=event.sponsors, on_behalf_of=event.on_behalf_of,
                end=None if reintroduced else now.end,
            )  # fmt: skip
        case e.SponsorsChanged():
            kept = tuple(one for one in now.sponsors if one not in (*event.left, *event.joined))
            return replace(now, sponsors=(*kept, *event.joined))
        case e.Revised(document=None):
            return replace(now, revised_orally=(*now.revised_orally, recorded.day))
        case e.Revised():
            others = tuple(one for one in now.revisions if one != event.document)
            return replace(now, revisions=(*others, str(event.document)))
        case e.Amended():
            return replace(now, amendments=(*now.amendments, event))
        case e.BasedOn():
            return replace(now, based_on=(*now.based_on, event.draft))
        case e.CommitteeActed():
            return replace(now, committee=event, committee_on=recorded.day)
        case e.Replaced():
            return replace(now, end=DraftEnd("replaced", recorded.day, event.by))
        case e.Withdrawn():
            before = now.end.by if now.end else None
            return replace(now, end=DraftEnd("withdrawn", recorded.day, before))
        case e.NotAdopted():
            return replace(now, end=DraftEnd("not_adopted", recorded.day))
        case e.AdoptedAs():
            return replace(now, end=DraftEnd("adopted", recorded.day, event.instrument))
    assert_never(event)


def refusal(draft: Draft | None, event: e.AnyDraftEvent) -> str | None:
    """Why the event cannot happen to the draft as it stands; None if it can."""
    now = draft or Draft()
    if isinstance(event, e.Tabled):
        back = now.tabled_on is None or (now.end is not None and now.end.how == "withdrawn")
        return None if back else "it was tabled already"  # a withdrawn one may be reintroduced
    if now.tabled_on is None and not isinstance(event, e.AdoptedAs | e.BasedOn):
        return "it was not tabled by then"
    return _after_its_end(now, event) or _before_the_vote(now, event)


def _after_its_end(now: Draft, event: e.AnyDraftEvent) -> str | None:
    """What has been replaced may still be withdrawn; nothing else follows an end."""
    end = now.end
    if end is None or (end.how == "replaced" and isinstance(event, e.Withdrawn)):
        return None
    return ended(end)


def ended(end: DraftEnd) -> str:
    """How a draft ended, as the reason why nothing follows."""
    link = {"replaced": " by ", "adopted": " as "}.get(end.how)
    by = f"{link}{end.by}" if link and end.by else ""
    return f"it was {end.how.replace('_', ' ')}{by} on {end.on}"


def _before_the_vote(now: Draft, event: e.AnyDraftEvent) -> str | None:
    acted = now.committee
    if isinstance(event, e.Withdrawn) and now.amended and now.end is None:
        return "it was amended: its sponsors can no longer withdraw it (rules 80 and 122)"
    if acted is None:
        return None
    if isinstance(event, e.Withdrawn | e.Revised | e.Replaced):
        return f"the committee {acted.action} it on {now.committee_on} already"
    if isinstance(event, e.AdoptedAs) and acted.action == "rejected":
        return f"the committee rejected it on {now.committee_on}"
    return None


def decide(draft: Draft | None, command: c.DraftCommand) -> list[e.AnyDraftEvent]:
    """What a wish does to the draft alone: nothing if it is so already. Raises `Refused`."""
    event = _wish(draft or Draft(), command)
    if event is None or (draft is not None and _already(draft, event)):
        return []
    if reason := refusal(draft, event):
        raise Refused(f"draft {e.base_of(command.draft)}: {reason}")
    return [event]


def _wish(now: Draft, command: c.DraftCommand) -> e.AnyDraftEvent | None:
    match command:
        case c.TableDraft():
            if parse(command.draft).kind in ADOPTED_KINDS:
                raise Refused(f"{command.draft} is the symbol of an adopted text, not of a draft")
            return e.Tabled(symbol=e.base_of(command.draft), **_fields(command, e.Tabled))
        case c.ChangeSponsors():
            joined = tuple(one for one in command.joined if one not in now.sponsors)
            left = tuple(one for one in command.left if one in now.sponsors)
            return e.SponsorsChanged(joined=joined, left=left) if joined or left else None
        case c.ReviseDraft():
            if command.orally and command.document is not None:
                raise Refused(f"{command.document}: what is read out has no symbol")
            document = None if command.orally else command.document or _next_revision(now, command)
            return e.Revised(document=document, by=command.by)
        case c.AmendDraft():
            return e.Amended(**_fields(command, e.Amended))
        case c.ReplaceDraft():
            return e.Replaced(by=e.base_of(command.by), basis=command.basis)
        case c.WithdrawDraft():
            return e.Withdrawn(by=command.by)
        case c.ActOnDraft():
            return e.CommitteeActed(
                **command.model_dump(include=set(e.CommitteeActed.model_fields))
            )
        case c.CloseDraft():
            return e.NotAdopted(how=command.how, meeting=command.meeting, vote=command.vote)
        case c.LinkDraft():
            return e.AdoptedAs(instrument=command.instrument)
    assert_never(command)


def _fields(command: c.DraftCommand, event: type[e.DraftEvent]) -> dict[str, Any]:
    """What the event takes over from the wish as it is."""
    return {one: getattr(command, one) for one in event.model_fields if hasattr(command, one)}


def _next_revision(now: Draft, command: c.ReviseDraft) -> str:
    base = e.base_of(command.draft)
    if command.draft != base:
        return command.draft
    return f"{base}/Rev.{len(now.revisions) + 1}"


def _already(draft: Draft, event: e.AnyDraftEvent) -> bool:
    """Whether what the event would say is so already."""
    end = draft.end
    match event:
        case e.Tabled():
            same = (draft.body, draft.agenda_item, draft.title, draft.on_behalf_of)
            wanted = (event.body, event.agenda_item, event.title, event.on_behalf_of)
            return end is None and draft.tabled_on is not None and same == wanted
        case e.Revised():
            return event.document is not None and event.document in draft.revisions[-1:]
        case e.Amended():
            return event in draft.amendments
        case e.CommitteeActed():
            return event == draft.committee
        case e.Replaced():
            return end is not None and (end.how, end.by) == ("replaced", event.by)
        case e.Withdrawn() | e.NotAdopted():
            how = "withdrawn" if isinstance(event, e.Withdrawn) else "not_adopted"
            return end is not None and end.how == how
        case e.AdoptedAs():
            return end is not None and (end.how, end.by) == ("adopted", event.instrument)
        case e.BasedOn():
            return event.draft in draft.based_on
        case e.SponsorsChanged():
            return False
    assert_never(event)
