"""What stands beside the mandates: funds, entities, bodies, policies, reports, proposals.

There are few of each, so they are folded from their events, for any point on both axes. Only the
mandates among which proposals are found are taken from the views.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any, TypeVar

from ..domain import bodies, entity, policy, proposal
from ..domain.body import BODIES
from ..domain.directory import Directory
from ..domain.event import Recorded
from ..domain.fold import fold
from ..domain.item import ItemVoided, OnMeeting
from ..domain.mandate.state import Mandate
from ..domain.money import Money, words
from ..domain.proposal import Proposal, propose, tokens
from ..domain.streams import identity_in, mandate_stream
from ..domain.void import Voided
from .calendars import ITEMS, bodies_at, days_of
from .purses import FUNDING
from .questions import Questions
from .reports import ReportShown, family, report_shown, reports_shown
from .search.finding import every_mandate
from .search.folded import mandates_at
from .search.query import RegisterQuery
from .shape import Answer
from .sources import Histories, Point, Views
from .states import CALENDAR, ENTITIES, States, states_of

State = TypeVar("State")
MOST = 200
"""With how many older mandates one is compared at most: those that share its rarest words."""


class FundShown(Answer):
    """A fund; the sums by currency. ``overdrawn``: allocated beyond what is known to be paid."""

    fund: str
    name: str
    names: tuple[str, ...]
    purpose: str | None
    pledged: tuple[Money, ...]
    paid: tuple[Money, ...]
    allocated: tuple[Money, ...]
    overdrawn: tuple[Money, ...]

    @property
    def given_out(self) -> str:
        """What was allocated, in words, with how much more that is than what was paid."""
        over = f" ({words(self.overdrawn)} more than was paid)" if self.overdrawn else ""
        return f"{words(self.allocated)}{over}"


class EntityShown(Answer):
    """An entity, its present name, and all names with the days from which they are valid."""

    entity: str
    name: str
    names: tuple[tuple[str, date], ...]
    merged_into: str | None
    ended_on: date | None


class BodyShown(Answer):
    """A body; ``added`` by a user, or known to everybody. ``former``: the names it had before."""

    code: str
    name: str
    former: tuple[str, ...]
    seat: str
    above: tuple[str, ...]
    added: bool


class PolicyShown(Answer):
    """What a body goes by from a day."""

    body: str
    since: date | None
    submission_days: int
    issue_days: int
    due_soon_days: int
    languages: tuple[str, ...]
    postpones_by: str | None
    authority: str | None


class ProposalShown(Answer):
    """A proposal; ``state`` found: by the engine just now, and not recorded."""

    id: str
    older: str
    newer: str
    how: str | None
    authority: str | None
    reasons: tuple[str, ...]
    confidence: str
    state: str
    on: date | None


def counting(events: Iterable[Recorded], as_of: date, known_at: int) -> int:
    """How many of some events have taken effect, announcements aside; a void does at once."""
    return sum(
        one.position <= known_at
        and not one.event.announces
        and (one.day <= as_of or isinstance(one.event, Voided))
        for one in events
    )


class Beside:
    """What stands beside the mandates at one point."""

    def __init__(self, record: Histories, views: Views, at: Point) -> None:
        self._record = record
        self._views = views
        self._at = at

    def calendar_events(self) -> int:
        """How many events count here on which days rest besides the mandates' own: those of
        sessions, policies and bodies, of meetings on agenda items, and voids of these. It never
        decreases, and grows with whatever moves a day."""
        events = (one for history in days_of(self._record).values() for one in history)
        items = (one for history in self._record.histories(ITEMS).values() for one in history)
        meetings = (one for one in items if isinstance(one.event, OnMeeting | ItemVoided))
        return counting((*events, *meetings), self._at.as_of, self._at.known_at)

    def _states(
        self, kind: str, evolve: Callable[[State | None, Recorded], State | None]
    ) -> dict[str, State]:
        histories = self._record.histories(f"{kind}-")
        folded = (
            (identity_in(stream), fold(evolve, events, self._at.as_of, self._at.known_at))
            for stream, events in sorted(histories.items())
        )
        return {name: state for name, state in folded if state is not None}

    def funds(self) -> tuple[FundShown, ...]:
        """All funds, by the name under which they were established."""
        return tuple(
            FundShown(
                fund=one.id, name=one.name, names=one.names, purpose=one.purpose,
                pledged=one.pledged, paid=one.paid, allocated=one.allocated,
                overdrawn=one.overdrawn,
            )
            for one in self._held(FUNDING, "fund").values()
        )  # fmt: skip

    def fund_of(self, name: str) -> str:
        """The fund that a name means, by its first name; the name itself where there is none."""
        wanted = entity.key(name)
        for one in self._held(FUNDING, "fund").values():
            if wanted in map(entity.key, (one.id, *one.names)):
                return str(one.id)
        return " ".join(name.split())

    def _held(self, view: States, kind: str) -> dict[str, Any]:
        at = self._at
        return states_of(self._record, self._views, view, kind, at.as_of, at.known_at)

    def directory(self) -> Directory:
        """All entities."""
        return Directory(self._held(ENTITIES, "entity"))

    def entity_of(self, name: str) -> str:
        """The entity that a name means, by its first name; the name itself where there is none."""
        found = self.directory().resolve(name, self._at.as_of)
        return found.id if found else " ".join(name.split())

    def entities(self) -> tuple[EntityShown, ...]:
        """All entities, by the name under which they were first recorded."""
        return tuple(
            EntityShown(
                entity=one.id, name=one.name,
                names=tuple((called.text, called.since) for called in one.names),
                merged_into=one.merged_into, ended_on=one.ended_on,
            )
            for one in self.directory().entities.values()
        )  # fmt: skip

    def body_of(self, text: str) -> str | None:
        """The code of an added body, by its code or any of its names; None where there is none."""
        found = self._bodies().of(text)
        return found.code if found else None

    def _bodies(self) -> bodies.Bodies:
        return bodies_at(self._record, self._views, self._at.known_at)

    def bodies(self) -> tuple[BodyShown, ...]:
        """All bodies: those that everybody knows, then those that were added."""
        every = self._bodies()
        added = self._held(CALENDAR, "body").values()
        return (
            *(
                BodyShown(code=one.code, name=one.name, former=(), seat=one.seat, above=one.above,
                          added=False)
                for one in BODIES
            ),
            *(
                BodyShown(code=one.code, name=one.name, former=one.former, seat=one.seat,
                          above=every.above(one.code) or (), added=True)
                for one in added
            ),
        )  # fmt: skip

    def policies(self) -> tuple[PolicyShown, ...]:
        """What each body with a policy goes by on the day asked for."""
        policies = self._held(CALENDAR, "policy").values()
        return tuple(
            _policy(one.body, setting)
            for one in policies
            if (setting := one.on(self._at.as_of)) is not policy.DEFAULT
        )

    def report(self, name: str) -> ReportShown | None:
        """A report by its symbol or by the slot under which it began; None where there is none."""
        return report_shown(family(self._record, f"report-{name}", self._at.known_at), self._at)

    def reports(self) -> tuple[ReportShown, ...]:
        """All reports, each once, by symbol or slot."""
        return tuple(reports_shown(self._record, self._at))

    def proposal(self, older: str, newer: str) -> Proposal | None:
        """The proposal about two mandates, recorded or found; None where there is none."""
        known = self._recorded().get(proposal.pair(older, newer))
        if known is not None and known.how is not None:
            return known
        found = (one for one in self._found({newer}) if one.older == older)
        return next(found, known)

    def proposals(
        self, mandates: Sequence[str] = (), *, every: bool = False
    ) -> tuple[ProposalShown, ...]:
        """What waits for a person: recorded and open, or found now. ``every``: also what was said.

        ``mandates``: only proposals about these, as the newer or the older.
        """
        recorded = self._recorded()
        found = [one for one in self._found(set()) if one.id not in recorded]
        shown = [
            one
            for one in (*recorded.values(), *found)
            if (every or one.state in (None, "open"))
            and (not mandates or {one.older, one.newer} & set(mandates))
        ]
        return tuple(_proposal(one) for one in shown)

    def _recorded(self) -> dict[str, Proposal]:
        """What was recorded of proposals, as the older mandates' own streams have it."""
        states = self._states("proposal", proposal.evolve)
        older = [mandate_stream(one.older) for one in states.values() if one.state == "accepted"]
        mandates = mandates_at(self._record, older, self._at.as_of, self._at.known_at)
        found = {
            name: proposal.standing(one, mandates.get(mandate_stream(one.older)))
            for name, one in states.items()
        }
        return {name: one for name, one in found.items() if one is not None}

    def _found(self, newer: set[str]) -> Iterator[Proposal]:
        """Proposals for these newer mandates, or for all where none is named."""
        every = RegisterQuery(every=True)
        judges_at = Questions(self._record, self._views).judges(self._at, every)
        told, _ = every_mandate(self._record, self._views, self._at, judges_at)
        mandates = sorted((one for _, one in told), key=lambda one: mandate_stream(one.id))
        directory = self.directory()
        often, holding = _index(mandates)
        for new in mandates:
            if not newer or new.id in newer:
                yield from propose(new, _alike(new, often, holding), directory)


def _index(mandates: Iterable[Mandate]) -> tuple[Counter[str], dict[str, list[Mandate]]]:
    """How often each word stands in a title, and the mandates that hold it."""
    holding: dict[str, list[Mandate]] = {}
    for one in mandates:
        for token in tokens(one.adopted):
            holding.setdefault(token, []).append(one)
    return Counter({token: len(some) for token, some in holding.items()}), holding


def _alike(
    new: Mandate, often: Counter[str], holding: dict[str, list[Mandate]]
) -> Iterable[Mandate]:
    """The mandates that share words with a title, the rarest words first; a bounded number."""
    found: dict[str, Mandate] = {}
    for token in sorted(tokens(new.adopted), key=lambda one: (often[one], one)):
        if len(found) >= MOST:
            break
        found |= {one.id: one for one in holding[token][-MOST:] if one.id != new.id}
    return found.values()


def _policy(body: str, one: policy.Setting) -> PolicyShown:
    return PolicyShown(
        body=body, since=one.since, submission_days=one.lead.submission_days,
        issue_days=one.lead.issue_days, due_soon_days=one.lead.due_soon_days,
        languages=one.languages, postpones_by=one.postpones_by, authority=one.authority,
    )  # fmt: skip


def _proposal(one: Proposal) -> ProposalShown:
    fields: dict[str, Any] = {
        name: getattr(one, name)
        for name in ("id", "older", "newer", "how", "authority", "reasons", "confidence", "on")
    }
    return ProposalShown(**fields, state=one.state or "found")
