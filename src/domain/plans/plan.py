"""Commands on several streams: one pure plan says what is recorded on each.

A fact that concerns several streams is recorded on each of them in the same transaction, so that a
mandate's life reads whole from its own stream. A step names the step that caused it: voiding a
cause voids what it caused.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, assert_never

from .. import bodies, entity, item, policy, session
from ..bodies import AddBody, Bodies, BodyCommand, RenameBody
from ..body import body
from ..budget import OnBudget
from ..calendar import sessions_behind
from ..draft.commands import OnDraft
from ..due import Due, SessionDue
from ..entity import EntityCommand, OnEntity
from ..errors import Refused, Unknown
from ..event import Event
from ..facts import Facts
from ..fund import FundCommand, OnFund
from ..instrument import AdoptInstrument
from ..item.commands import ItemCommand, OnItem
from ..mandate import commands as c
from ..mandate import events as e
from ..mandate.decide import decide
from ..mandate.refusal import refusal
from ..mandate.state import Mandate
from ..policy import SetPolicy
from ..postponement import postponed_on
from ..proposal import OnProposal, ProposalCommand
from ..publication import OnPaper
from ..report.commands import OnReport, ReportCommand
from ..session.commands import OnSession, SessionCommand
from ..session.decide import decide as decide_session
from ..session.order import neighbours
from ..streams import mandate_stream
from ..verification import VerifyText
from . import funds, items, papers, passing, proposals, reports, verification
from .step import States, Step, mandate_in

Planned = (
    papers.PaperPlanned | c.MandateCommand | c.Merge | c.SubmitReport | c.IssueReport
    | ReportCommand | SessionCommand | FundCommand
    | BodyCommand | SetPolicy | ProposalCommand | EntityCommand | ItemCommand | VerifyText
)  # fmt: skip
"""Every command but `Void`, which the history answers."""


def streams(command: Planned, states: States) -> Iterator[str]:
    """The streams that a command rests on, as far as the given states tell.

    Asked again with the states of what it named, until it names nothing new.
    """
    match command:
        case c.OnMandate():
            yield mandate_stream(command.mandate)
            yield from _behind(command, states)
        case VerifyText():
            yield from verification.streams(command, states)
        case AdoptInstrument() | OnDraft() | OnPaper() | OnBudget():
            yield from papers.streams(command, states)
        case OnEntity():
            yield entity.stream_of(command.entity)
            if (other := entity.named_by(command)) is not None:
                yield entity.stream_of(other)
            yield entity.EVERY
        case AddBody() | RenameBody():
            yield bodies.stream_of(command.code)
            yield bodies.EVERY
        case SetPolicy():
            yield from _of_policy(command, states)
        case OnItem():
            yield from items.streams(command, states)
        case OnFund():
            yield from funds.streams(command, states)
        case c.SubmitReport() | c.IssueReport() | OnReport():
            yield from reports.streams(command, states)
        case c.Merge():
            yield from (mandate_stream(one) for one in (*command.mandates, command.into))
            for one in command.mandates:
                yield from _added_bodies(states.get(mandate_stream(one)))
                yield from passing.streams(states.get(mandate_stream(one)))
        case OnProposal():
            yield from proposals.streams(command, states, streams)
        case OnSession():
            yield from _of_session(command, states)
        case _:
            assert_never(command)


_ON_DUE_POINTS = (c.Defer, c.Miss, c.Announce, c.Reiterate)
_BY_A_BODY = (c.Extend, c.Adapt, c.Replace, c.Retire)
_AT_THE_END = (c.Announce, c.Expire)
_ON_MORE: frozenset[type] = frozenset((*_ON_DUE_POINTS, *_BY_A_BODY, *_AT_THE_END))


def rests_on_its_own(command: Planned) -> bool:
    """Whether `streams` names the stream of its mandate and nothing else, whatever the states."""
    return isinstance(command, c.OnMandate) and type(command) not in _ON_MORE


def _behind(command: c.MandateCommand, states: States) -> Iterator[str]:
    """What one mandate's wish rests on besides its own stream: a successor, or sessions' days."""
    if type(command) not in _ON_MORE:  # the other kinds rest on nothing else
        return
    successor = _successor(command)
    if successor is not None:
        yield mandate_stream(successor)
    mandate: Mandate | None = states.get(mandate_stream(command.mandate))
    known: Bodies = states.get(bodies.EVERY) or bodies.NO_BODIES
    if isinstance(command, _ON_DUE_POINTS):
        to = command.to if isinstance(command, c.Defer) else None
        yield from _added_bodies(mandate, to, *(mandate.terms if mandate else ()))
        for due in (*mandate.terms, to) if mandate else ():
            behind = sessions_behind(due, known)
            yield from map(session.stream_of, behind)
            yield from (policy.stream_of(one.partition("/")[0]) for one in behind)
        for one in mandate.occurrences if mandate else ():
            yield from (item.stream_of(link.item) for link in one.items)
        if mandate is not None:
            yield policy.stream_of(known.code_of(mandate.adopted.body))
    if isinstance(command, _BY_A_BODY):
        yield from _added_bodies(mandate)
    if isinstance(command, c.Adapt | c.Replace):
        yield from passing.streams(mandate)
    if isinstance(command, _AT_THE_END):
        until = mandate.until if mandate else None
        yield from _added_bodies(mandate, until)
        yield from map(session.stream_of, sessions_behind(until, known))


def _added_bodies(mandate: Mandate | None, *terms: Due | None) -> Iterator[str]:
    """All bodies that were added, where a mandate or a term names one that not everybody knows."""
    named = [one.organ for one in terms if isinstance(one, SessionDue)]
    named += [mandate.adopted.body] if mandate else []
    if any(body(one) is None for one in named):
        yield bodies.EVERY


def _of_session(command: OnSession, states: States) -> Iterator[str]:
    """A session's stream; that of a body that was added may stand under any of its names."""
    yield session.stream_of(command.session)
    yield from map(session.stream_of, neighbours(command.session))
    if body(command.session.partition("/")[0]) is None:
        yield bodies.EVERY
        known: Bodies = states.get(bodies.EVERY) or bodies.NO_BODIES
        yield from map(session.stream_of, known.spellings(command.session))


def _of_policy(command: SetPolicy, states: States) -> Iterator[str]:
    """A policy's stream: that of a body that was added is named by its code."""
    if body(command.body) is None:
        yield bodies.EVERY
    known: Bodies = states.get(bodies.EVERY) or bodies.NO_BODIES
    yield policy.stream_of(known.code_of(command.body))


def _policy_stream(command: SetPolicy, facts: Facts) -> str:
    """Raises `Unknown` for a body that nobody added: what it went by would never be asked for."""
    known = facts.calendar.bodies
    if body(command.body) is None and known.of(command.body) is None:
        raise Unknown(f"{command.body!r} is no body: add it first (`mandates body add CODE NAME`)")
    return policy.stream_of(known.code_of(command.body))


def _session_stream(command: OnSession, facts: Facts) -> str:
    """The stream on which a session goes on: where it began, else under its body's code."""
    named = facts.calendar.bodies.spellings(command.session)
    found = [session.stream_of(one) for one in named]
    return next((one for one in found if one in facts.begun), found[0])


def _successor(command: c.MandateCommand) -> str | None:
    match command:
        case c.Adapt():
            return command.into
        case c.Replace() | c.Reiterate():
            return command.by
        case _:
            return None


def plan(command: Planned, states: States, facts: Facts) -> list[Step]:
    """What a command records; nothing if all of it is so already.

    Raises `Refused` if a rule says no, `Unknown` if it names what is not in the record, `BadInput`
    if a value cannot be used.
    """
    match command:
        case c.OnMandate():
            return _on_mandate(command, states, facts)
        case VerifyText():
            return verification.plan(command, states, facts)
        case AdoptInstrument() | OnDraft() | OnPaper() | OnBudget():
            return papers.plan(command, states, facts)
        case OnEntity():
            stream, named = entity.stream_of(command.entity), entity.named_by(command)
            other = states[entity.stream_of(named)] if named is not None else None
            wished = entity.decide(states[stream], command, other, states[entity.EVERY])
            return [Step(stream, one) for one in wished]
        case AddBody() | RenameBody():
            stream, known = bodies.stream_of(command.code), facts.calendar.bodies
            return [Step(stream, one) for one in bodies.decide(states[stream], command, known)]
        case SetPolicy():
            stream = _policy_stream(command, facts)
            return [Step(stream, one) for one in policy.decide(states[stream], command, facts.day)]
        case OnItem():
            return items.plan(command, states, facts)
        case OnFund():
            return funds.plan(command, states, facts)
        case c.SubmitReport() | c.IssueReport() | OnReport():
            return reports.plan(command, states, facts)
        case c.Merge():
            return _merge(command, states, facts)
        case OnProposal():
            return proposals.plan(command, states, lambda one: plan(one, states, facts))
        case OnSession():
            stream = _session_stream(command, facts)
            return [Step(stream, one) for one in decide_session(states[stream], command, facts)]


def _on_mandate(command: c.MandateCommand, states: States, facts: Facts) -> list[Step]:
    stream = mandate_stream(command.mandate)
    events = decide(states[stream], command, facts)
    first = None if isinstance(command, c.Announce) else 0  # what time brings has no other cause
    steps = [
        Step(stream, one, first if index else None, _on(states[stream], command, one, facts))
        for index, one in enumerate(events)
    ]
    successor = _successor(command)
    if steps and successor is not None:
        heir, how = mandate_in(states, successor, facts), _HOW[type(command)]
        handed, _ = passing.handed_over(states[stream], heir, how, steps, states, facts)
        steps += handed
    return steps


def _on(mandate: Mandate, command: c.MandateCommand, event: Event, facts: Facts) -> str | None:
    """The day on which a rule put something off, where time alone brought that."""
    if not isinstance(command, c.Announce) or not isinstance(event, e.Deferred):
        return None
    one = mandate.occurrence(event.occurrence)
    assert one is not None
    return postponed_on(mandate, one, facts.calendar, facts.day).isoformat()


_HOW: Mapping[type[Any], str] = {
    c.Adapt: "adapted", c.Replace: "replaced", c.Reiterate: "reiterated",
}  # fmt: skip


def _merge(command: c.Merge, states: States, facts: Facts) -> list[Step]:
    heir = mandate_in(states, command.into, facts)
    if not command.mandates:
        raise Refused(f"{command.into}: say which mandates are merged into it")
    steps: list[Step] = []
    passed: passing.Standing = ()
    for identity in dict.fromkeys(command.mandates):
        mandate = mandate_in(states, identity, facts)
        ended = mandate.ended
        if ended and (ended.how, ended.successor) == ("merged", command.into):
            continue
        above = facts.calendar.bodies.above(mandate.adopted.body)
        merged = e.Merged(into=command.into, authority=command.authority, above=above)
        if reason := refusal(mandate, merged):
            raise Refused(f"{identity}: {reason}")
        steps.append(Step(mandate_stream(identity), merged))
        handed, passed = passing.handed_over(mandate, heir, "merged", steps, states, facts, passed)
        steps += handed
    return steps


__all__ = ["Planned", "States", "Step", "plan", "rests_on_its_own", "streams"]
