"""A fund of voluntary money: invited, pledged, paid, allocated. A stream of its own.

It is named by the name under which it was established; a new name does not change that. An
allocation to mandates is also an event of each of them (`mandate.funded.v1`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import assert_never

from .command import Command, Name
from .errors import Refused
from .event import Event, Recorded
from .facts import Facts
from .money import Money, total
from .replacing import replace
from .symbol import Authority, MandateId
from .void import Voided


class Established(Event):
    """The fund was set up."""

    tag = "fund.established.v1"
    name: Name
    purpose: str | None = None
    authority: Authority | None = None


class Renamed(Event):
    """It goes by another name."""

    tag = "fund.renamed.v1"
    name: Name
    authority: Authority | None = None


class ContributionInvited(Event):
    """The body invites contributions to it, of anybody or of those named."""

    tag = "fund.contribution_invited.v1"
    of: tuple[str, ...] = ()
    authority: Authority | None = None


class Pledged(Event):
    """A donor promised money."""

    tag = "fund.pledged.v1"
    donor: str
    amount: Money


class Paid(Event):
    """A donor's money came in."""

    tag = "fund.paid.v1"
    donor: str
    amount: Money


class Allocated(Event):
    """Money of the fund goes to mandates, or to a purpose."""

    tag = "fund.allocated.v1"
    amount: Money
    mandates: tuple[MandateId, ...] = ()
    purpose: str | None = None


class FundVoided(Voided):
    """An event of this fund counts for nothing."""

    tag = "fund.voided.v1"


FundEvent = (
    Established | Renamed | ContributionInvited | Pledged | Paid | Allocated | FundVoided
)  # fmt: skip


class OnFund(Command):
    """A wish that concerns one fund, by the name under which it was established."""

    fund: Name


class EstablishFund(OnFund):
    """Set it up."""

    purpose: str | None = None
    authority: Authority | None = None


class RenameFund(OnFund):
    """Give it another name."""

    name: Name
    authority: Authority | None = None


class InviteContributions(OnFund):
    """Invite contributions to it."""

    of: tuple[str, ...] = ()
    authority: Authority | None = None


class Pledge(OnFund):
    """Promise money to it."""

    donor: Name
    amount: Money


class Pay(OnFund):
    """Pay money into it."""

    donor: Name
    amount: Money


class Allocate(OnFund):
    """Give money of it to mandates; named with them, each is funded with it."""

    amount: Money
    mandates: tuple[MandateId, ...] = ()
    purpose: str | None = None


FundCommand = EstablishFund | RenameFund | InviteContributions | Pledge | Pay | Allocate


@dataclass(frozen=True, slots=True)
class Sum:
    """Money that moved, or was promised: whose or whose task, how much, when, what for."""

    who: tuple[str, ...]
    amount: Money
    on: date
    purpose: str | None = None


@dataclass(frozen=True)
class Fund:
    """A fund as it stands. ``names``: all that it ever had, the present one last."""

    id: str
    names: tuple[str, ...] = ()
    purpose: str | None = None
    invited: tuple[ContributionInvited, ...] = ()
    pledges: tuple[Sum, ...] = ()
    payments: tuple[Sum, ...] = ()
    allocations: tuple[Sum, ...] = ()

    @property
    def name(self) -> str:
        """The name that it goes by."""
        return self.names[-1] if self.names else self.id

    @property
    def pledged(self) -> tuple[Money, ...]:
        """All that was promised, by currency."""
        return total(one.amount for one in self.pledges)

    @property
    def paid(self) -> tuple[Money, ...]:
        """All that came in, by currency."""
        return total(one.amount for one in self.payments)

    @property
    def allocated(self) -> tuple[Money, ...]:
        """All that was given out, by currency."""
        return total(one.amount for one in self.allocations)

    @property
    def overdrawn(self) -> tuple[Money, ...]:
        """What was given out beyond all that is known to have come in, by currency. Interest, and
        what came before anybody kept this record, may explain it: so nothing is refused for it."""
        paid = {one.currency: one.amount for one in self.paid}
        over = ((one, one.amount - paid.get(one.currency, 0)) for one in self.allocated)
        return tuple(one.model_copy(update={"amount": more}) for one, more in over if more > 0)


def stream_of(fund: str) -> str:
    """The stream of a fund."""
    return f"fund-{fund}"


def evolve(fund: Fund | None, recorded: Recorded) -> Fund:
    """The fund after one more event. Never refuses."""
    now = fund or Fund(recorded.stream.partition("-")[2])
    event: FundEvent = recorded.event  # type: ignore[assignment]  # the stream's own events
    match event:
        case Established():
            return replace(now, names=(*now.names, event.name), purpose=event.purpose)
        case Renamed():
            return replace(now, names=(*now.names, event.name))
        case ContributionInvited():
            return replace(now, invited=(*now.invited, event))
        case Pledged():
            pledge = Sum((event.donor,), event.amount, recorded.day)
            return replace(now, pledges=(*now.pledges, pledge))
        case Paid():
            payment = Sum((event.donor,), event.amount, recorded.day)
            return replace(now, payments=(*now.payments, payment))
        case Allocated():
            allocation = Sum(event.mandates, event.amount, recorded.day, event.purpose)
            return replace(now, allocations=(*now.allocations, allocation))
        case FundVoided():
            return now
    assert_never(event)


def refusal(fund: Fund | None, event: FundEvent) -> str | None:
    """Why the event cannot happen to the fund as it stands; None if it can."""
    match event:
        case Established():
            return "it was established already" if fund and fund.names else None
        case Renamed() | ContributionInvited() | Pledged() | Paid() | Allocated():
            return None if fund and fund.names else "it was not established by then"
        case FundVoided():
            return None
    assert_never(event)


def decide(fund: Fund | None, command: FundCommand, facts: Facts) -> list[FundEvent]:
    """What a wish does to the fund: nothing if it is so already. Raises `Refused`."""
    event = _wish(command)
    if fund is not None and _already(fund, event, facts.day):
        return []
    if reason := refusal(fund, event):
        raise Refused(f"fund {command.fund}: {reason}")
    return [event]


def _wish(command: FundCommand) -> FundEvent:
    match command:
        case EstablishFund():
            return Established(
                name=command.fund, purpose=command.purpose, authority=command.authority
            )
        case RenameFund():
            return Renamed(name=command.name, authority=command.authority)
        case InviteContributions():
            return ContributionInvited(of=command.of, authority=command.authority)
        case Pledge():
            return Pledged(donor=command.donor, amount=command.amount)
        case Pay():
            return Paid(donor=command.donor, amount=command.amount)
        case Allocate():
            return Allocated(
                amount=command.amount, mandates=tuple(dict.fromkeys(command.mandates)),
                purpose=command.purpose,
            )  # fmt: skip
    assert_never(command)


def _already(fund: Fund, event: FundEvent, day: date) -> bool:
    """Whether what the event would say is so already: the same sum on the same day is the same."""
    match event:
        case Established():
            return event.name in fund.names and event.purpose in (None, fund.purpose)
        case Renamed():
            return fund.name == event.name
        case ContributionInvited():
            return event in fund.invited
        case Pledged():
            return Sum((event.donor,), event.amount, day) in fund.pledges
        case Paid():
            return Sum((event.donor,), event.amount, day) in fund.payments
        case Allocated():
            return Sum(event.mandates, event.amount, day, event.purpose) in fund.allocations
        case FundVoided():
            return False
    assert_never(event)
