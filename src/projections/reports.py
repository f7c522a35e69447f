"""A report as one, also where it began under a slot and goes on under its symbol on another stream.

A stream is never renamed, so its events stand on two; every answer about either is given from both.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..domain import report
from ..domain.event import Recorded
from ..domain.fold import fold
from ..domain.mandate.occurrence import Moment
from ..domain.report import Report
from .shape import Answer
from .sources import Histories, Point


class ReportShown(Answer):
    """A report, from its forecast to its issue; days as exactly as they are known.

    ``report`` is its symbol, or its slot as long as it has none; ``begun`` the slots under which it
    began; ``missing`` the required languages in which it is not out yet.
    """

    report: str
    document: str | None
    title: str | None
    expected: str | None
    entity: str | None
    slot: str | None
    slot_day: str | None
    begun: tuple[str, ...]
    submitted: str | None
    late_reason: str | None
    issued: str | None
    languages: tuple[str, ...]
    missing: tuple[str, ...]
    answers: tuple[str, ...]
    supplements: tuple[str, ...]


Family = dict[str, tuple[Recorded, ...]]
"""The histories of one report, by stream: its symbol's first, then those of its slots."""


def family(record: Histories, stream: str, known_at: int | None = None) -> Family:
    """All streams of the report that a stream belongs to, as known at a position.

    Whatever the day: what has its symbol from August on is what was forecast in March.
    """
    history = record.stream(stream)
    own = fold(report.evolve, history, None, known_at)
    if own is not None and own.named is not None:
        stream, history = report.stream_of(own.named), record.stream(report.stream_of(own.named))
        own = fold(report.evolve, history, None, known_at)
    found = {stream: history}
    name = stream.partition("-")[2]
    for slot, events in record.streams_of(report.ties(own)).items():
        if report.goes_on(fold(report.evolve, events, None, known_at), name):
            found[slot] = events
    return found


def together(histories: Family) -> tuple[Recorded, ...]:
    """The events of one report, in the order of the record."""
    return tuple(sorted((one for each in histories.values() for one in each),
                        key=lambda one: one.position))  # fmt: skip


def report_shown(histories: Family, at: Point) -> ReportShown | None:
    """A report at a point; None where nothing of it had happened, or was known, by then."""
    state = fold(report.evolve, together(histories), at.as_of, at.known_at)
    return _shown(state, next(iter(histories))) if state is not None else None


def _shown(one: Report, stream: str) -> ReportShown:
    return ReportShown(
        report=stream.partition("-")[2], document=one.document or one.named, title=one.title,
        expected=one.expected, entity=one.entity, slot=one.slot, slot_day=one.slot_day,
        begun=one.begun,
        submitted=_day(one.submitted), late_reason=one.late_reason,
        issued=_day(one.issued), languages=tuple(sorted(one.languages)),
        missing=one.missing if one.submitted else (),
        answers=tuple(f"{each.mandate}/{each.occurrence}" for each in one.answers),
        supplements=one.supplements,
    )  # fmt: skip


def _day(moment: Moment | None) -> str | None:
    if moment is None or moment.earliest == moment.latest:
        return moment.latest.isoformat() if moment else None
    return f"{moment.earliest.isoformat()}/{moment.latest.isoformat()}"


def reports_shown(record: Histories, at: Point) -> Sequence[ReportShown]:
    """All reports at a point, each once: one that has its symbol is not among the slots too."""
    histories = record.histories("report-")
    found: list[ReportShown] = []
    taken: set[str] = set()
    for stream in sorted(histories):
        if stream in taken:
            continue
        own = family(record, stream, at.known_at)
        taken |= own.keys()
        shown = report_shown(own, at)
        if shown is not None:
            found.append(shown)
    return found
