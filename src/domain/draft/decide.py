"""The rules: what a wish does to a draft alone. A wish that is satisfied yields no event."""

from __future__ import annotations

from typing import Any, assert_never

from ..errors import Refused
from ..symbol import parse
from . import commands as c
from . import events as e
from .life import Draft, refusal

ADOPTED_KINDS = ("resolution", "decision", "statement")


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
