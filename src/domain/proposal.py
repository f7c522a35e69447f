"""Proposals: that a newer act carries an older mandate on. A person accepts or declines them.

Nothing changes until one is accepted; that records the disposition it names, by the newer act's
authority. A stream for each pair, ``proposal-OLDER..NEWER``. `propose` finds them: it is pure,
gives its reasons and how sure it is, and never acts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal, assert_never

from .command import Command
from .directory import Directory
from .entity import key
from .errors import Refused
from .event import Event, Recorded
from .mandate.events import Adopted
from .mandate.state import Mandate
from .replacing import replace
from .subject import of_its_own_text, told
from .symbol import Authority, MandateId
from .void import Voided

How = Literal["reiterated", "adapted", "merged", "replaced"]
Sure = Literal["high", "medium", "low"]


class Made(Event):
    """Somebody, or the engine, proposes that the newer mandate carries the older one on."""

    tag = "proposal.made.v1"
    older: MandateId
    newer: MandateId
    how: How
    authority: Authority
    reasons: tuple[str, ...] = ()
    confidence: Sure = "medium"


class Accepted(Event):
    """A person accepted it; the disposition was recorded with it."""

    tag = "proposal.accepted.v1"
    how: How
    authority: Authority


class Declined(Event):
    """A person declined it."""

    tag = "proposal.declined.v1"
    reason: str | None = None


class ProposalVoided(Voided):
    """An event of this proposal counts for nothing."""

    tag = "proposal.voided.v1"


ProposalEvent = Made | Accepted | Declined | ProposalVoided


class OnProposal(Command):
    """A wish that concerns the proposal about two mandates."""

    older: MandateId
    newer: MandateId


class MakeProposal(OnProposal):
    """Propose it."""

    how: How
    authority: Authority
    reasons: tuple[str, ...] = ()
    confidence: Sure = "medium"


class AcceptProposal(OnProposal):
    """Accept it. ``how`` and ``authority``, where given, take the place of what was proposed."""

    how: How | None = None
    authority: Authority | None = None


class DeclineProposal(OnProposal):
    """Decline it: it is not proposed again."""

    reason: str | None = None


ProposalCommand = MakeProposal | AcceptProposal | DeclineProposal


@dataclass(frozen=True)
class Proposal:
    """A proposal as it stands; ``state`` None: only found, not recorded."""

    older: str
    newer: str
    how: How | None = None
    authority: str | None = None
    reasons: tuple[str, ...] = ()
    confidence: Sure = "medium"
    state: Literal["open", "accepted", "declined"] | None = None
    on: date | None = None
    reason: str | None = None

    @property
    def id(self) -> str:
        """Its identity, ``OLDER..NEWER``."""
        return pair(self.older, self.newer)


def pair(older: str, newer: str) -> str:
    """The identity of a proposal."""
    return f"{older}..{newer}"


def stream_of(command: OnProposal) -> str:
    """The stream of a proposal."""
    return f"proposal-{pair(command.older, command.newer)}"


def standing(proposal: Proposal | None, older: Mandate | None) -> Proposal | None:
    """A proposal as the older mandate's own stream has it: one that was accepted is open again
    where what was recorded with it was voided there."""
    if proposal is None or proposal.state != "accepted" or older is None:
        return proposal
    carried_on = [(link.how, link.mandate) for link in older.newer]
    if (proposal.how, proposal.newer) in carried_on:
        return proposal
    return replace(proposal, state="open")


def evolve(proposal: Proposal | None, recorded: Recorded) -> Proposal:
    """The proposal after one more event. Never refuses."""
    older, _, newer = recorded.stream.partition("-")[2].partition("..")
    now = replace(proposal or Proposal(older, newer), on=recorded.day)
    event: ProposalEvent = recorded.event  # type: ignore[assignment]  # the stream's own events
    match event:
        case Made():
            return replace(
                now, how=event.how, authority=event.authority, reasons=event.reasons,
                confidence=event.confidence, state="open",
            )  # fmt: skip
        case Accepted():
            return replace(now, how=event.how, authority=event.authority, state="accepted")
        case Declined():
            return replace(now, state="declined", reason=event.reason)
        case ProposalVoided():
            return proposal or now
    assert_never(event)


def refusal(proposal: Proposal | None, event: ProposalEvent) -> str | None:
    """Why the event cannot happen to the proposal as it stands; None if it can."""
    match event:
        case Made() | Declined():
            if proposal is not None and proposal.state == "accepted":
                return f"it was accepted on {proposal.on}"
            return None
        case Accepted() | ProposalVoided():
            return None
    assert_never(event)


def decide(proposal: Proposal | None, command: ProposalCommand) -> list[ProposalEvent]:
    """What a wish does to the proposal alone: nothing if it is so already. Raises `Refused`."""
    state = proposal.state if proposal else None
    event: ProposalEvent
    match command:
        case MakeProposal():
            if state in ("declined", "accepted"):
                return []  # a person has spoken
            event = Made(**{name: getattr(command, name) for name in Made.model_fields})
            done = proposal is not None and (proposal.how, proposal.authority) == (
                event.how, event.authority,
            )  # fmt: skip
        case AcceptProposal():
            how, authority = terms(proposal, command)
            event = Accepted(how=how, authority=authority)
            done = state == "accepted"
        case DeclineProposal():
            event, done = Declined(reason=command.reason), state == "declined"
    if done:
        return []
    if reason := refusal(proposal, event):
        raise Refused(f"proposal {pair(command.older, command.newer)}: {reason}")
    return [event]


def terms(proposal: Proposal | None, command: AcceptProposal) -> tuple[How, str]:
    """What is accepted: as the wish says, else as it was proposed. Raises `Refused`."""
    how = command.how or (proposal.how if proposal else None)
    authority = command.authority or (proposal.authority if proposal else None)
    if how is None or authority is None:
        raise Refused(
            f"proposal {pair(command.older, command.newer)}: it was not made: say how it is "
            "carried on, and on what authority (--ref)"
        )
    return how, authority


# --- finding --------------------------------------------------------------------------------------

_TOKEN = re.compile(r"[a-z0-9]+")
_EMPTY = frozenset({
    "a", "an", "and", "at", "by", "for", "from", "his", "in", "its", "of", "on", "or", "present",
    "report", "reports", "resolution", "the", "their", "to", "with",
})  # fmt: skip
_OF_ITSELF = frozenset({
    "all", "decision", "follow", "implementation", "implementing", "made", "measures", "progress",
    "provisions", "status", "taken", "this", "up",
})  # fmt: skip
"""What many titles say of the text in which they stand: it tells only with what that is called."""


def tokens(adopted: Adopted) -> frozenset[str]:
    """The words that tell what a mandate is about: those of its title, and where that speaks of
    its own text, of what that is called."""
    return _tokens(adopted.title or "", adopted.instrument_title or "")


@lru_cache(10_000)  # each title is compared with many
def _tokens(title: str, text: str) -> frozenset[str]:
    words = frozenset(_TOKEN.findall((told(title, text) or "").casefold())) - _EMPTY
    untold = not text and words <= _OF_ITSELF and of_its_own_text(title)
    return frozenset() if untold else words


def propose(
    new: Mandate, older: Iterable[Mandate], directory: Directory | None = None
) -> list[Proposal]:
    """What a new mandate seems to carry on, of older ones; the most likely first.

    Same body, same kind of deliverable, an addressee in common (under any of its names), and a
    title that is the same or contained in the new one's. Of several cycles only the last one. Two
    or more from one text that are contained in the new one: consolidated (58/220 para 12).
    """
    found = [one for one in older if _comparable(new, one, directory or Directory())]
    if not found:
        return []
    latest = max(one.adopted_on for one in found)
    last = [one for one in found if one.adopted_on == latest]
    contained = [one for one in last if not _same_title(new, one)]
    merged = len(last) > 1 and bool(contained)
    return sorted(
        (_proposal(new, one, merged) for one in last),
        key=lambda one: ("high", "medium", "low").index(one.confidence),
    )


def _comparable(new: Mandate, one: Mandate, directory: Directory) -> bool:
    ours, theirs = new.adopted, one.adopted
    return (
        ours.instrument != theirs.instrument
        and one.adopted_on < new.adopted_on
        and ours.body == theirs.body
        and ours.deliverable == theirs.deliverable
        and one.ended is None
        and not any(link.mandate == new.id for link in one.newer)
        and bool(title := tokens(theirs))
        and title <= tokens(ours)
        and bool(_keys(ours.addressees, directory) & _keys(theirs.addressees, directory))
    )


def _keys(names: Sequence[str], directory: Directory) -> set[str]:
    """What stands for the addressees, whatever they are called."""
    found: set[str] = set()
    for name in names:
        entity = directory.resolve(name)
        found.add(directory.present(entity).id if entity else key(name))
    return found


def _same_title(new: Mandate, one: Mandate) -> bool:
    return tokens(new.adopted) == tokens(one.adopted)


def _proposal(new: Mandate, one: Mandate, merged: bool) -> Proposal:
    what = one.adopted.deliverable.replace("_", " ")
    reasons = [f"both ask the same of {one.adopted.addressees[0]}: {what}"]
    same = _same_title(new, one)
    reasons.append("the title is the same" if same else "its title is contained in the new one's")
    if new.adopted.renews:
        reasons.append("the new act says that it asks again")
    cited = one.adopted.instrument in new.adopted.cites
    if cited:
        reasons.append(f"the new act cites {one.adopted.instrument}")
    how: How = "merged" if merged else "reiterated" if same or new.adopted.renews else "adapted"
    sure: Sure = "high" if new.adopted.renews or (same and cited) else "medium" if same else "low"
    if merged:
        reasons.append("it carries on more than one of the older text")
        sure = "medium" if sure == "low" else sure
    return Proposal(one.id, new.id, how, new.adopted.instrument, tuple(reasons), sure)
