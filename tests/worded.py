"""What the engine records and shows, in the words of the plain model."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from host import tags
from plain.record import Span, State

from mandates.domain.due import words
from mandates.domain.event import Recorded
from mandates.domain.mandate.events import Announcement, Expired, OccurrenceOpened
from mandates.projections.item import Shown

KINDS = {
    "report_submitted": "submitted", "report_issued": "issued", "occurrence_opened": "opened",
    "progress_stated": "progress", "budget_absorbed": "within_existing_resources",
}  # fmt: skip


def named(recorded: Sequence[Recorded]) -> list[tuple[str, str]]:
    """The stream and the kind of each event."""
    short = (tag.removeprefix("budget_") for tag in tags(recorded))
    return [
        (one.stream, KINDS.get(one.event.tag.split(".")[1], tag))
        for one, tag in zip(recorded, short, strict=True)
    ]


def brought(one: Recorded) -> tuple[Any, ...]:
    """What an event says that time has brought."""
    kind = KINDS.get(tags([one])[0], tags([one])[0])
    if isinstance(one.event, Announcement):
        return kind, one.day, one.event.occurrence, one.event.deadline, one.event.on
    if isinstance(one.event, OccurrenceOpened):
        due = one.event.due
        return kind, one.day, one.event.occurrence, due and words(due)
    if isinstance(one.event, Expired):
        return kind, one.day, one.event.until and words(one.event.until)
    return kind, one.day


def occurrences(item: Shown) -> Any:
    """Every due point of a mandate as it is shown."""
    return {
        one.number: {
            "due": one.due and words(one.due.term), "end": one.end, "ended_on": one.ended_on,
            "implementation": one.status.implementation, "kept": one.late_days,
            "passed": one.passed_from,
            "reports": {
                each.document: (span(each.submitted), each.issued and span(each.issued))
                for each in one.reports
            },
            "deferrals": [(each.what, words(each.to), each.authority) for each in one.deferrals],
            "timeliness": (one.status.timeliness, one.status.days, one.status.uncertain),
            "deadlines": {each.kind: each.day for each in one.deadlines},
        }
        for one in item.occurrences
    }  # fmt: skip


def span(text: str) -> Span:
    first, _, last = text.partition("/")
    return date.fromisoformat(first), date.fromisoformat(last or first)


def session(one: Any) -> State:
    """A session as it is shown."""
    fields = ("opens", "closes", "precision", "opened", "closed", "moved_from", "postponed")
    breaks = [(each.suspended, each.resumed) for each in one.breaks]
    return {name: getattr(one, name) for name in fields} | {"breaks": breaks}


def totals(amounts: Sequence[Any]) -> dict[str, int]:
    """Sums by currency."""
    return {one.currency: int(one.amount) for one in amounts}
