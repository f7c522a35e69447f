"""What a successor's stream records: whom it carries on, and the open due points that pass to it.

Each passes as it stands: with what was delivered for it, how far it is, how late it was before its
delivery was put off, the session to which its consideration was put off, and the agenda items under
which it is to be taken up. What happened before keeps its day, so what was in time stays in time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from .. import item, report
from ..due import Due, same
from ..errors import Refused
from ..event import Event
from ..facts import Facts
from ..item import Item
from ..mandate import events as e
from ..mandate.occurrence import Delivery, Occurrence
from ..mandate.refusal import refusal
from ..mandate.state import Mandate
from ..reading import DOCUMENTS
from ..report import Answer, Report
from ..streams import mandate_stream
from .items import state_of
from .step import States, Step

_PROGRESS: Mapping[str, e.ProgressState] = {
    "in_progress": "stated", "confirmed": "confirmed", "disputed": "disputed",
    "convened": "convened", "held": "held", "postponed": "postponed",
}  # fmt: skip
"""What was said last of a due point, by its stage."""
Standing = tuple[Due | None, ...]
"""The due points, as they stand, that a successor takes over in one command."""


def streams(mandate: Mandate | None) -> Iterator[str]:
    """The streams of what the open due points of a mandate take along."""
    for one in mandate.occurrences if mandate else ():
        if one.open:
            yield from (report.stream_of(each.document) for each in one.reports)
            yield from (item.stream_of(link.item) for link in one.items)


def handed_over(
    mandate: Mandate, heir: Mandate, how: str, before: Sequence[Step], states: States, facts: Facts,
    passed: Standing = (),
) -> tuple[list[Step], Standing]:  # fmt: skip
    """What follows for the successor when the first step on a mandate's stream ends or reiterates
    it; and all due points that it took over by then, those of others (``passed``) included.

    ``before``: the command's steps so far. Raises `Refused` where it can carry nothing on.
    """
    cause = [one.stream for one in before].index(mandate_stream(mandate.id))
    authority = before[cause].event.authority  # type: ignore[attr-defined]  # it rests on an act
    succeeded = e.Succeeded(predecessor=mandate.id, how=how, authority=authority)  # type: ignore[arg-type]  # one of four
    if how != "reiterated" and heir.ended is not None:
        raise Refused(f"{heir.id} was {heir.ended.how} on {heir.ended.on}: it carries nothing on")
    if reason := refusal(heir, succeeded):
        raise Refused(f"{heir.id}: {reason}")
    passing = _Passing(heir, cause, len(before), states)
    passing.put(mandate_stream(heir.id), succeeded)
    if how == "reiterated":
        return passing.steps, passed
    number = facts.opened[heir.id] + len(passed)
    for one in mandate.occurrences:
        known = heir.open_with(one.due) is not None or any(same(one.due, due) for due in passed)
        if one.open and not known:
            number += 1
            passed = (*passed, one.due)
            passing.take(one, number, f"{mandate.id}/{one.number}")
    return passing.steps, passed


class _Passing:
    """The steps, from place ``at`` on; ``cause`` causes what none of them does."""

    def __init__(self, heir: Mandate, cause: int, at: int, states: States) -> None:
        self.heir, self.cause, self.at, self.states = heir, cause, at, states
        self.steps: list[Step] = []

    def put(self, stream: str, event: Event, cause: int | None = None) -> int:
        """One step more; its place."""
        self.steps.append(Step(stream, event, self.cause if cause is None else cause))
        return self.at + len(self.steps) - 1

    def take(self, one: Occurrence, number: int, passed_from: str) -> None:
        """A due point under its number at the successor."""
        stream = mandate_stream(self.heir.id)
        due = one.delivery.term
        opened = e.OccurrenceOpened(
            occurrence=number, due=due, passed_from=passed_from, late_days=dict(one.late_days)
        )
        self.put(stream, opened)
        for delivery in one.reports:
            self._delivered(stream, number, delivery)
        self._come_so_far(stream, number, one)
        if one.consideration is not None and one.consideration.term is not None:
            last = next(each for each in reversed(one.deferrals) if each.what == "consideration")
            self.put(stream, e.Deferred(
                occurrence=number, what="consideration", to=last.to, authority=last.authority,
                exceptional=last.exceptional,
            ))  # fmt: skip
        for link in one.items:
            self._under(stream, number, link.item)

    def _come_so_far(self, stream: str, number: int, one: Occurrence) -> None:
        """Only a meeting is convened, held or put off: what carries it on may ask for a report."""
        state = _PROGRESS.get(one.stage)
        document = self.heir.adopted.deliverable in DOCUMENTS
        if state is None or (document and state in ("convened", "held", "postponed")):
            return
        came = one.done.said if one.done is not None else None
        self.put(stream, e.ProgressStated(occurrence=number, state=state, came_on=came))

    def _delivered(self, stream: str, number: int, delivery: Delivery) -> None:
        known: Report | None = self.states[report.stream_of(delivery.document)]
        answer = Answer(mandate=self.heir.id, occurrence=number)
        answers = (*(known.answers if known else ()), answer)
        cause = self.put(report.stream_of(delivery.document), report.Submitted(
            document=delivery.document, answers=answers, late_reason=delivery.late_reason,
        ))  # fmt: skip
        self.put(stream, e.ReportSubmitted(
            occurrence=number, document=delivery.document, late_reason=delivery.late_reason,
            came_on=delivery.submitted.said,
        ), cause)  # fmt: skip
        if delivery.languages:
            self.put(stream, e.ReportIssued(
                occurrence=number, document=delivery.document,
                languages=tuple(sorted(delivery.languages)), complete=delivery.issued is not None,
                came_on=delivery.issued.said if delivery.issued else None,
            ), cause)  # fmt: skip

    def _under(self, stream: str, number: int, name: str) -> None:
        known: Item | None = self.states[item.stream_of(name)]
        if known is None or known.stage == "carried_over":  # the next item has a link of its own
            return
        answer = Answer(mandate=self.heir.id, occurrence=number)
        cause = self.put(item.stream_of(name), item.Linked(mandates=(answer,)))
        self.put(stream, e.ItemLinked(occurrence=number, item=name), cause)
        state = state_of(known)
        if state is not None and self.heir.adopted.deliverable == "agenda_item":
            self.put(stream, e.ItemAdvanced(occurrence=number, state=state, item=name), cause)
