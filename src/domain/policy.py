"""The policy of a body: lead times, languages, what is put off by rule. A stream for each body.

A setting holds from its day. What it leaves out stays as it was; what was never set is the default:
submission 10 and issue 6 weeks before the opening (the 10-4-6 rule), the six official languages, no
postponement by rule. ECOSOC's rule 13 (4) postpones an item to the following session where its
documents were not out six weeks before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from heapq import merge
from typing import Annotated

from pydantic import AfterValidator, Field

from .body import code_of
from .command import Command
from .counts import counted
from .errors import Refused
from .event import Event, Recorded
from .replacing import replace
from .report import OFFICIAL_LANGUAGES
from .session import Change
from .symbol import Authority
from .void import Voided

Days = Annotated[int, Field(ge=0, le=3660)]


def _code(text: str) -> str:
    if not text:
        raise ValueError("a policy is that of a body: name one")
    return code_of(text)


BodyCode = Annotated[str, AfterValidator(_code)]


class PolicySet(Event):
    """These settings hold from the event's day; what is None stays as it was.

    ``postpones_by`` is the rule by which an item is put off whose documents came too late;
    ``postpones`` False takes it back.
    """

    tag = "policy.set.v1"
    submission_days: Days | None = None
    issue_days: Days | None = None
    due_soon_days: Days | None = None
    languages: tuple[str, ...] | None = None
    postpones: bool | None = None
    postpones_by: Authority | None = None
    authority: Authority | None = None


class PolicyVoided(Voided):
    """An event of this policy counts for nothing."""

    tag = "policy.voided.v1"


PolicyEvent = PolicySet | PolicyVoided


class SetPolicy(Command):
    """Set what a body goes by."""

    body: BodyCode
    submission_days: Days | None = None
    issue_days: Days | None = None
    due_soon_days: Days | None = None
    languages: tuple[str, ...] | None = None
    postpones: bool | None = None
    postpones_by: Authority | None = None
    authority: Authority | None = None


@dataclass(frozen=True, slots=True)
class LeadTimes:
    """Days before the anchor (submission, issue) and before a deadline (due soon)."""

    submission_days: int = 70
    issue_days: int = 42
    due_soon_days: int = 14


LEAD_TIMES = LeadTimes()
"""The defaults that hold until a body's policy says otherwise."""


@dataclass(frozen=True)
class Setting:
    """All that a body goes by from a day, and the day on which that was written down."""

    since: date
    recorded_on: date
    lead: LeadTimes = LEAD_TIMES
    languages: tuple[str, ...] = OFFICIAL_LANGUAGES
    postpones_by: str | None = None
    authority: str | None = None


DEFAULT = Setting(date.min, date.min)


@dataclass(frozen=True)
class Policy:
    """The settings of a body in the order of their days."""

    body: str
    settings: tuple[Setting, ...] = ()

    def on(self, day: date) -> Setting:
        """What the body goes by on a day."""
        return next((one for one in reversed(self.settings) if one.since <= day), DEFAULT)


def stream_of(body: str) -> str:
    """The stream of a body's policy."""
    return f"policy-{body}"


def lead_times(body: str, day: date, policies: Mapping[str, Policy]) -> LeadTimes:
    """The lead times of a body (its code) on a day: its own where it has set any."""
    policy = policies.get(body)
    return policy.on(day).lead if policy else LEAD_TIMES


def evolve(policy: Policy | None, recorded: Recorded) -> Policy:
    """The policy after one more event. Never refuses."""
    now = policy or Policy(recorded.stream.partition("-")[2])
    event = recorded.event
    if not isinstance(event, PolicySet):
        return now
    before = now.settings[-1] if now.settings else DEFAULT
    after = replace(
        _with(before, event), since=recorded.day, recorded_on=recorded.recorded_on,
        authority=event.authority,
    )  # fmt: skip
    return replace(now, settings=(*now.settings, after))


def _with(before: Setting, event: PolicySet) -> Setting:
    """A setting with what an event sets."""
    lead = LeadTimes(
        _or(event.submission_days, before.lead.submission_days),
        _or(event.issue_days, before.lead.issue_days),
        _or(event.due_soon_days, before.lead.due_soon_days),
    )
    by = event.postpones_by or before.postpones_by
    return replace(
        before, lead=lead, languages=event.languages or before.languages,
        postpones_by=None if event.postpones is False else by,
    )  # fmt: skip


def _or(value: int | None, otherwise: int) -> int:
    return otherwise if value is None else value


def refusal(policy: Policy | None, event: PolicyEvent) -> str | None:
    """Why the event cannot happen to the policy as it stands; None if it can."""
    if isinstance(event, PolicyVoided):
        return None
    lead = _with(policy.settings[-1] if policy and policy.settings else DEFAULT, event).lead
    if lead.issue_days > lead.submission_days:
        return (
            f"a report would be due out {counted(lead.issue_days, 'day')} before the session, and"
            f" to be submitted only {counted(lead.submission_days, 'day')} before"
        )
    return None


def decide(policy: Policy | None, command: SetPolicy, day: date) -> list[PolicySet]:
    """What a wish does to the policy: nothing if it is so already. Raises `Refused`."""
    fields = {name: getattr(command, name) for name in PolicySet.model_fields}
    event = PolicySet(**fields)
    if all(value is None for name, value in fields.items() if name != "authority"):
        raise Refused(f"policy of {command.body}: say what to set")
    if event.postpones and (event.postpones_by is None):
        raise Refused(f"policy of {command.body}: say by which rule items are put off")
    before = policy.on(day) if policy else DEFAULT
    if _with(before, event) == before:
        return []
    if reason := refusal(policy, event):
        raise Refused(f"policy of {command.body}: {reason}")
    return [event]


@dataclass(frozen=True, slots=True)
class Laid:
    """A day on which a deadline came to lie, and on what it rests: see `session.Change`."""

    day: date | None
    since: date
    recorded_on: date
    anchor: Change


def before(
    anchors: Sequence[Change], policy: Policy | None, days: Callable[[LeadTimes], int],
    lead: LeadTimes = LEAD_TIMES,
) -> Iterator[Laid]:  # fmt: skip
    """Every day on which a deadline came to lie, as its anchor moved and the lead time changed.

    ``days`` takes the days of the deadline that is meant out of the lead times; ``lead`` are those
    that hold until the policy sets others.
    """
    settings = policy.settings if policy else ()
    anchor: Change | None = None
    marks: Iterator[Change | Setting] = merge(anchors, settings, key=lambda one: one.since)
    for mark in marks:
        if isinstance(mark, Setting):
            lead = mark.lead
        else:
            anchor = mark
        if anchor is not None:
            day = anchor.day - timedelta(days=days(lead)) if anchor.day else None
            yield Laid(day, mark.since, mark.recorded_on, anchor)
