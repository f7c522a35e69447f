"""The fold of a mandate over partly decoded events: for what happens most, and only for that.

The one fold is `domain.fold` with `domain.mandate.evolve`. This one gives the same states, as the
JSON that the register keeps, several times faster; a property test compares them over random lives.
What is not here (endings, corrections, voids, money) is left to the full one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

from msgspec import Raw, Struct, field
from msgspec.json import Encoder

from ...domain.days import day_from, first_day
from ...domain.mandate.events import DeadlineKind
from ...domain.reading import DOCUMENTS
from ..view import FOREVER
from . import documents as d
from .terms import Terms, wording

_encode = Encoder().encode
CLOSED = ("completed", "waived")
"""Ends after which nothing more is owed, of those that are here: see `state.CLOSED`."""


class Moment(Struct, gc=False):
    """When something happened."""

    earliest: str
    latest: str


class Delivery(Struct, gc=False):
    """A report."""

    document: str
    submitted: Moment
    issued: Moment | None
    languages: list[str]
    late_reason: str | None


class Deferral(Struct, gc=False):
    """One putting-off."""

    what: str
    before: Raw
    to: Raw
    authority: str
    decided: str
    exceptional: bool


class Said(Struct, gc=False):
    """An announcement."""

    kind: str
    on: date


class DuePoint(Struct, gc=False):
    """A due term and when it came to hold."""

    term: Raw
    since: str
    recorded_on: str
    inferred: bool = False


class Occurrence(Struct, gc=False):
    """One due point of a mandate; the fields in the order of `state.Occurrence`."""

    number: int
    delivery: DuePoint
    consideration: None = None
    stage: str = "open"
    end: str | None = None
    ended_on: str | None = None
    days_overdue: int | None = None
    action: str | None = None
    considered_by: str | None = None
    reports: list[Delivery] = field(default_factory=list[Delivery])
    done: Moment | None = None
    deferrals: list[Deferral] = field(default_factory=list[Deferral])
    announced: dict[str, list[Said]] = field(default_factory=dict[str, list[Said]])
    late_days: dict[DeadlineKind, int] = field(default_factory=dict[DeadlineKind, int])
    passed_from: str | None = None


class Mandate(Struct, gc=False):
    """A mandate as it stands; the fields in the order of `state.Mandate`."""

    adopted: Raw
    adopted_on: str
    occurrences: list[Occurrence]
    tracked: str
    leads: list[str]
    contributing: list[str]
    ended: None
    until: Raw
    newer: list[str]
    older: list[str]
    notes: list[str]
    tracking_reason: None
    adoption: str
    funded: list[str]


class At(Struct, gc=False):
    """When a fact happened, from which day it holds, and when it was written down."""

    earliest: str
    day: str
    recorded_on: str

    def moment(self) -> Moment:
        """As it is kept."""
        return Moment(self.earliest, self.day)


class Life:
    """The states of one mandate. One object serves many mandates, one after another."""

    def __init__(self, terms: Terms) -> None:
        self.terms = terms
        self.state: Mandate | None = None
        self.said: tuple[str | None, ...] | None = None
        self._coming: tuple[bytes, bool] | None = None

    def days(self, found: Sequence[d.Document]) -> Iterator[tuple[str, str]]:
        """Fold events; after each day on which anything came to hold, stop and name that day and
        the day on which something else does.

        Then `state` is what holds between them, until it goes on.
        """
        self.state = None
        order = _in_effect(found)
        last = len(order) - 1
        for index, (at, one) in enumerate(order):
            self.take(one, at)
            until = FOREVER if index == last else order[index + 1][0].day
            if self.state is not None and until != at.day:
                yield at.day, until

    def on(self, found: Sequence[d.Document], day: str) -> bytes | None:
        """The state that holds on a day, as JSON; None where there is none yet."""
        self.state = None
        for at, one in _in_effect(found):
            if at.day > day:
                break
            self.take(one, at)
        return None if self.state is None else self.as_json()

    def take(self, one: d.Document, at: At) -> None:
        """Fold one event that comes to hold after all that were folded."""
        if isinstance(one, d.Adopted):
            self._adopt(one, at)
        elif self.state is not None:
            self._step(one, at)

    def _adopt(self, one: d.Adopted, at: At) -> None:
        text = self.text = d.ADOPTED.decode(one.data)
        self.said = None  # worked out where it is asked for: see `cells.seen`
        self.document = text.deliverable in DOCUMENTS
        self._coming = None
        self.wording = wording(text, at.day)
        term, inferred = self.terms.first(self.wording, one.data, at.day)
        first = Occurrence(1, DuePoint(term, at.day, at.recorded_on, inferred))
        self.state = Mandate(
            one.data, at.day, [first], text.tracked, [], [], None, text.until, [], [], [], None,
            one.event_id, [],
        )  # fmt: skip

    def _step(self, one: d.Document, at: At) -> None:
        state = self.state
        assert state is not None
        data = one.data
        step = _ON_OCCURRENCE.get(type(one))
        if step is not None:
            number = data.occurrence
            for occurrence in state.occurrences:
                if occurrence.number == number:
                    step(occurrence, data, at, self.document)
                    return
        elif isinstance(one, d.OccurrenceOpened):
            point = DuePoint(data.due, at.day, at.recorded_on)
            opened = Occurrence(data.occurrence, point, passed_from=data.passed_from)
            others = [each for each in state.occurrences if each.number != data.occurrence]
            state.occurrences = sorted([*others, opened], key=_number)
            self._coming = None
        elif isinstance(one, d.Assigned):
            state.leads = [each for each in state.leads if each != data.entity]
            state.contributing = [each for each in state.contributing if each != data.entity]
            (state.leads if data.role == "lead" else state.contributing).append(data.entity)
        else:
            state.notes.append(data.text)

    def legal(self) -> str:
        """Where it stands in law."""
        state = self.state
        assert state is not None
        for one in state.occurrences:
            if one.end not in CLOSED:
                return "in_force"
        _, more = self._to_come()
        return "in_force" if more else "discharged"

    def following(self) -> bytes:
        """The due term that the text gives to the next occurrence, as JSON."""
        following, _ = self._to_come()
        return following

    def _to_come(self) -> tuple[bytes, bool]:
        if self._coming is None:
            state = self.state
            assert state is not None
            own = sum(one.passed_from is None for one in state.occurrences)
            self._coming = self.terms.to_come(self.wording, state.adopted, state.adopted_on, own)
        return self._coming

    def as_json(self) -> bytes:
        """The whole state, as the register keeps it."""
        return _encode(self.state)


def _number(one: Occurrence) -> int:
    return one.number


def _in_effect(found: Sequence[d.Document]) -> list[tuple[At, d.Document]]:
    """Events in the order in which they take effect: by day, then as recorded."""
    order: list[tuple[At, d.Document]] = []
    before, sort = "", False
    for one in found:
        at = at_of(one)
        sort = sort or at.day < before
        before = at.day
        order.append((at, one))
    if sort:
        order.sort(key=_day)
    return order


def _day(one: tuple[At, d.Document]) -> str:
    return one[0].day


def at_of(one: d.Document) -> At:
    """When it happened, holds and was written down."""
    on, recorded_on = one.envelope.effective_on, one.recorded_on
    if len(on) == d.A_DAY:
        return At(on, on, recorded_on)
    day = day_from(on, date.fromisoformat(recorded_on)).isoformat()
    return At(first_day(on).isoformat(), day, recorded_on)


# --- what each event does to an occurrence: see `evolve` ------------------------------------------


def _progress(one: Occurrence, data: d.ProgressData, at: At, _: bool) -> None:
    if data.state in ("confirmed", "held"):
        one.stage, one.done = data.state, at.moment()
    elif data.state != "stated" or not one.reports:
        one.stage = "in_progress" if data.state == "stated" else data.state
        one.done = None


def _submit(one: Occurrence, data: d.SubmittedData, at: At, _: bool) -> None:
    if all(report.document != data.document for report in one.reports):
        one.stage = "submitted"
        one.reports.append(Delivery(data.document, at.moment(), None, [], data.late_reason))


def _issue(one: Occurrence, data: d.IssuedData, at: At, _: bool) -> None:
    for report in one.reports:
        if report.document == data.document:
            report.languages = sorted({*report.languages, *data.languages})
            if report.issued is None and data.complete:
                report.issued = at.moment()
    if one.stage == "submitted" and any(report.issued for report in one.reports):
        one.stage = "issued"


def _defer(one: Occurrence, data: d.DeferredData, at: At, _: bool) -> None:
    before = one.delivery.term
    one.deferrals.append(
        Deferral(data.what, before, data.to, data.authority, at.day, data.exceptional)
    )
    one.delivery = DuePoint(data.to, at.day, at.recorded_on)
    one.end = one.ended_on = None
    one.late_days |= data.late_days
    one.announced = {}


def _announced(kind: str) -> Callable[[Occurrence, d.AnnouncedData, At, bool], None]:
    def announce(one: Occurrence, data: d.AnnouncedData, _: At, __: bool) -> None:
        others = [each for each in one.announced.get(data.deadline, ()) if each.on != data.on]
        one.announced[data.deadline] = [*others, Said(kind, data.on)]

    return announce


def _consider(one: Occurrence, data: d.ConsideredData, at: At, document: bool) -> None:
    if one.done is None and not one.reports:
        earliest = one.delivery.since if document else at.earliest
        one.done = Moment(min(earliest, at.day), at.day)
    one.stage, one.action, one.considered_by = "considered", data.action, data.authority


def _complete(one: Occurrence, _: d.CompletedData, at: At, __: bool) -> None:
    one.end, one.ended_on = "completed", at.day


def _waive(one: Occurrence, _: d.WaivedData, at: At, __: bool) -> None:
    one.end, one.ended_on = "waived", at.day


def _miss(one: Occurrence, data: d.MissedData, at: At, _: bool) -> None:
    one.end, one.ended_on, one.days_overdue = "missed", at.day, data.days_overdue


_ON_OCCURRENCE: dict[type, Callable[[Occurrence, Any, At, bool], None]] = {
    d.ProgressStated: _progress,
    d.ReportSubmitted: _submit,
    d.ReportIssued: _issue,
    d.Deferred: _defer,
    d.Considered: _consider,
    d.Completed: _complete,
    d.Waived: _waive,
    d.Missed: _miss,
    d.DueSoon: _announced("due_soon"),
    d.FellDue: _announced("due"),
    d.BecameOverdue: _announced("overdue"),
}
