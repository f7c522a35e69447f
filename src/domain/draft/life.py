"""A draft as it stands, what each event changes, and the guards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, assert_never

from ..event import Recorded
from ..replacing import replace
from . import events as e


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
