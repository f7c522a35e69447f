"""The kinds of streams, and for each its fold, its guards and its void."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from . import bodies, entity, fund, instrument, internal, item, policy, proposal, report, session
from .event import Recorded
from .mandate import events as mandate_events
from .mandate.evolve import evolve as evolve_mandate
from .mandate.refusal import refusal as mandate_refusal
from .void import Voided


@dataclass(frozen=True, slots=True)
class Decider:
    """How the streams of one kind change. The state's type is the kind's own affair."""

    evolve: Callable[[Any, Recorded], Any]
    refusal: Callable[[Any, Any], str | None]
    voided: type[Voided] | None
    """None where what happened cannot be taken back."""


DECIDERS: Mapping[str, Decider] = {
    "mandate": Decider(evolve_mandate, mandate_refusal, mandate_events.MandateVoided),
    "instrument": Decider(instrument.evolve, instrument.refusal, instrument.InstrumentVoided),
    "session": Decider(session.evolve, session.refusal, session.SessionVoided),
    "body": Decider(bodies.evolve, bodies.refusal, bodies.BodyVoided),
    "policy": Decider(policy.evolve, policy.refusal, policy.PolicyVoided),
    "proposal": Decider(proposal.evolve, proposal.refusal, proposal.ProposalVoided),
    "entity": Decider(entity.evolve, entity.refusal, entity.EntityVoided),
    "fund": Decider(fund.evolve, fund.refusal, fund.FundVoided),
    "item": Decider(item.evolve, item.refusal, item.ItemVoided),
    "report": Decider(report.evolve, report.refusal, report.ReportVoided),
    internal.KIND: Decider(internal.evolve, internal.refusal, None),
}


def kind_of(stream: str) -> str:
    """The kind of a stream: what stands before the first hyphen."""
    return stream.partition("-")[0]


def identity_in(stream: str) -> str:
    """The identity in a stream's name: what stands after the first hyphen."""
    return stream.partition("-")[2]


def decider_of(stream: str) -> Decider:
    """How a stream changes. Raises KeyError for a kind that does not exist."""
    return DECIDERS[kind_of(stream)]


def mandate_stream(mandate: str) -> str:
    """The stream of a mandate."""
    return f"mandate-{mandate}"
