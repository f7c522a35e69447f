"""Plans about proposals: accepting one records the disposition that it names."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from .. import proposal
from ..mandate import commands as c
from ..proposal import AcceptProposal, How, Proposal, ProposalCommand
from ..streams import mandate_stream
from .step import States, Step

Disposition = c.Reiterate | c.Adapt | c.Replace | c.Merge


def streams(
    command: ProposalCommand, states: States, of: Callable[[Disposition, States], Iterator[str]]
) -> Iterator[str]:
    """The streams that a command on a proposal rests on; ``of`` gives those of a disposition."""
    yield proposal.stream_of(command)
    yield from map(mandate_stream, (command.older, command.newer))
    known: Proposal | None = states.get(proposal.stream_of(command))
    if isinstance(command, AcceptProposal) and proposal.stream_of(command) in states:
        how, authority = proposal.terms(known, command)
        yield from of(disposition(command, how, authority), states)


def plan(
    command: ProposalCommand, states: States, of: Callable[[Disposition], Sequence[Step]]
) -> list[Step]:
    """What a command on a proposal records; ``of`` plans a disposition."""
    stream = proposal.stream_of(command)
    known = proposal.standing(states[stream], states[mandate_stream(command.older)])
    steps = [Step(stream, one) for one in proposal.decide(known, command)]
    if steps and isinstance(command, AcceptProposal):
        how, authority = proposal.terms(known, command)
        for one in of(disposition(command, how, authority)):
            steps.append(Step(one.stream, one.event, 0 if one.cause is None else one.cause + 1))
    return steps


def disposition(command: AcceptProposal, how: How, authority: str) -> Disposition:
    """The command that an accepted proposal stands for."""
    older, newer = command.older, command.newer
    match how:
        case "reiterated":
            return c.Reiterate(mandate=older, by=newer, authority=authority)
        case "adapted":
            return c.Adapt(mandate=older, into=newer, authority=authority)
        case "replaced":
            return c.Replace(mandate=older, by=newer, authority=authority)
        case "merged":
            return c.Merge(mandates=(older,), into=newer, authority=authority)
