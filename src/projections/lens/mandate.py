"""The fold of a mandate over partly decoded events: for what happens most, and only for that.

The one fold is `domain.fold` with `domain.mandate.evolve`. This one gives the same states, as the
JSON that the register keeps, several times faster; a property test compares them over random lives.
What is not here (endings, corrections, voids, money) is left to the full one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

from msgspec.json import Encoder

from ...domain.days import day_from, first_day
from ...domain.reading import DOCUMENTS
from ..view import FOREVER
from . import documents as d
from .shapes import Deferral, Delivery, DuePoint, ItemLink, Mandate, Moment, Occurrence, Said
from .terms import Terms, wording

_encode = Encoder().encode
CLOSED = ("completed", "waived")
"""Ends after which nothing more is owed, of those that are here: see `state.CLOSED`."""


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
        for index, (day, one) in enumerate(order):
            self.take(one, day)
            until = FOREVER if index == last else order[index + 1][0]
            if self.state is not None and until != day:
                yield day, until

    def on(self, found: Sequence[d.Document], day: str) -> bytes | None:
        """The state that holds on a day, as JSON; None where there is none yet."""
        self.state = None
        for since, one in _in_effect(found):
            if since > day:
                break
            self.take(one, since)
        return None if self.state is None else self.as_json()

    def take(self, one: d.Document, day: str) -> None:
        """Fold one event that comes to hold, on a day, after all that were folded."""
        step = _ON_OCCURRENCE.get(type(one))
        if step is None:
            self._take_other(one, day)
        elif self.state is not None:
            number = one.data.occurrence
            for occurrence in self.state.occurrences:
                if occurrence.number == number:
                    step(occurrence, one, day, self.document)
                    return

    def _take_other(self, one: d.Document, day: str) -> None:
        state, data = self.state, one.data
        if isinstance(one, d.Adopted):
            self._adopt(one, day)
        elif state is None:
            return
        elif isinstance(one, d.OccurrenceOpened):
            numbers = [each.number for each in state.occurrences]
            if data.said_for is not None and data.occurrence in numbers:
                return  # overtaken: see `evolve`
            point = DuePoint(data.due, day, one.recorded_on)
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

    def _adopt(self, one: d.Adopted, day: str) -> None:
        text = self.text = d.ADOPTED.decode(one.data)
        self.said = None  # worked out where it is asked for: see `cells.seen`
        self.document = text.deliverable in DOCUMENTS
        self._coming = None
        self.wording = wording(text, day)
        term, inferred = self.terms.first(self.wording, one.data, day)
        first = Occurrence(1, DuePoint(term, day, one.recorded_on, inferred))
        self.state = Mandate(
            one.data, day, [first], text.tracked, [], [], None, text.until, day, [], [], [], None,
            one.event_id, [],
        )  # fmt: skip

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


_TERMS = Terms()


def life() -> Life:
    """What folds partly decoded events of mandates, with the due terms that were met so far."""
    return Life(_TERMS)


def _number(one: Occurrence) -> int:
    return one.number


def _in_effect(found: Sequence[d.Document]) -> list[tuple[str, d.Document]]:
    """Events in the order in which they take effect: by day, then as recorded."""
    order = [(day_of(one), one) for one in found]
    order.sort(key=_day)
    return order


def _day(one: tuple[str, d.Document]) -> str:
    return one[0]


def day_of(one: d.Document) -> str:
    """The day from which it holds."""
    on = one.envelope.effective_on
    if len(on) == d.A_DAY:
        return on
    return day_from(on, date.fromisoformat(one.recorded_on)).isoformat()


def _moment(one: d.Document, day: str) -> Moment:
    """When it happened: a month or year is known by its first day and that from which it holds."""
    on = one.envelope.effective_on
    return Moment(on if len(on) == d.A_DAY else first_day(on).isoformat(), day)


# --- what each event does to an occurrence: see `evolve` ------------------------------------------


def _progress(it: Occurrence, one: d.ProgressStated, day: str, _: bool) -> None:
    state = one.data.state
    if state in ("confirmed", "held"):
        it.stage, it.done = state, _moment(one, day)
    elif state != "stated" or not it.reports:
        it.stage = "in_progress" if state == "stated" else state
        it.done = None


def _submit(it: Occurrence, one: d.ReportSubmitted, day: str, _: bool) -> None:
    data = one.data
    for report in it.reports:
        if report.document == data.document:
            return
    it.stage = "submitted"
    it.reports.append(Delivery(data.document, _moment(one, day), None, [], data.late_reason))


def _issue(it: Occurrence, one: d.ReportIssued, day: str, _: bool) -> None:
    data, out = one.data, False
    for report in it.reports:
        if report.document == data.document:
            report.languages = sorted({*report.languages, *data.languages})
            if report.issued is None and data.complete:
                report.issued = _moment(one, day)
        out = out or report.issued is not None
    if out and it.stage == "submitted":
        it.stage = "issued"


def _defer(it: Occurrence, one: d.Deferred, day: str, _: bool) -> None:
    data = one.data
    it.deferrals.append(
        Deferral(data.what, it.delivery.term, data.to, data.authority, day, data.exceptional)
    )
    it.delivery = DuePoint(data.to, day, one.recorded_on)
    it.end = it.ended_on = None
    it.late_days |= data.late_days
    it.announced = {}


Announced = d.DueSoon | d.FellDue | d.BecameOverdue


def _announced(kind: str) -> Callable[[Occurrence, Announced, str, bool], None]:
    def announce(it: Occurrence, one: Announced, _: str, __: bool) -> None:
        data = one.data
        others = [each for each in it.announced.get(data.deadline, ()) if each.on != data.on]
        it.announced[data.deadline] = [*others, Said(kind, data.on)]

    return announce


def _consider(it: Occurrence, one: d.Considered, day: str, document: bool) -> None:
    data = one.data
    if it.done is None and not it.reports:
        earliest = it.delivery.since if document else _moment(one, day).earliest
        it.done = Moment(min(earliest, day), day)
    it.stage, it.action, it.considered_by = "considered", data.action, data.authority


def _complete(it: Occurrence, _: d.Completed, day: str, __: bool) -> None:
    it.end, it.ended_on = "completed", day


def _waive(it: Occurrence, _: d.Waived, day: str, __: bool) -> None:
    it.end, it.ended_on = "waived", day


def _miss(it: Occurrence, one: d.Missed, day: str, _: bool) -> None:
    it.end, it.ended_on, it.days_overdue = "missed", day, one.data.days_overdue


def _link(it: Occurrence, one: d.ItemLinked, day: str, _: bool) -> None:
    item = one.data.item
    if all(link.item != item for link in it.items):
        it.items = [*it.items, ItemLink(item, day, one.recorded_on)]


def _advance(it: Occurrence, one: d.ItemAdvanced, _: str, __: bool) -> None:
    it.stage = one.data.state


_ON_OCCURRENCE: dict[type, Callable[[Occurrence, Any, str, bool], None]] = {
    d.ProgressStated: _progress,
    d.ReportSubmitted: _submit,
    d.ReportIssued: _issue,
    d.Deferred: _defer,
    d.Considered: _consider,
    d.Completed: _complete,
    d.Waived: _waive,
    d.Missed: _miss,
    d.ItemLinked: _link,
    d.ItemAdvanced: _advance,
    d.DueSoon: _announced("due_soon"),
    d.FellDue: _announced("due"),
    d.BecameOverdue: _announced("overdue"),
}
