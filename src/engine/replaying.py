"""Replays and comparisons of one mandate or the whole register, one mandate held at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..adapters.record import Record
from ..domain.errors import Unknown
from ..domain.mandate.events import Adopted
from ..domain.streams import mandate_stream
from ..projections.questions import Point, Questions
from ..projections.reasons.compare import At, Differs, compare
from ..projections.reasons.replay import Axis, Step, replay

Progress = Callable[[int], object]


def replayed(
    record: Record,
    questions: Questions,
    at: Point,
    axis: Axis,
    mandate: str | None,
    progress: Progress,
) -> Iterator[Step]:
    """The steps of one mandate, or of all in the order of their adoption."""
    for one in _named(record, mandate, at.known_at, progress):
        yield from replay(questions.evidence(at, one), at.as_of, at.known_at, axis)


def compared(
    record: Record,
    questions: Questions,
    a: Point,
    b: Point,
    mandate: str | None,
    progress: Progress,
) -> Iterator[Differs]:
    """The mandates that differ between two points, in the order of their adoption."""
    later = max(a, b, key=lambda each: each.known_at)
    for one in _named(record, mandate, later.known_at, progress):
        evidence = questions.evidence(later, one)
        found = compare(evidence, At(a.as_of, a.known_at), At(b.as_of, b.known_at))
        if found is not None:
            yield found


def _named(record: Record, mandate: str | None, known_at: int, progress: Progress) -> Iterator[str]:
    if mandate is not None:
        if not record.stream(mandate_stream(mandate)):
            raise Unknown(f"{mandate} is not in the record: `mandates list --all` shows what is")
        yield mandate
        return
    for one in record.read():
        if one.position > known_at:
            return
        progress(1)
        if isinstance(one.event, Adopted):
            yield one.event.mandate
