"""What is entered late of a due point that has passed on since: as it stood, it passed; and had it
ended by then, it would not have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from .mandates import due_of, may
from .model import Record
from .record import SAID, Ev, Span, Step, m, name_of, stands

ENDS = ("completed", "waived", "missed")


def passes_to(
    record: Record, mandate: str, number: int, span: Span
) -> list[tuple[tuple[str, int], date]]:
    """Where a due point goes after a day, and from there on."""
    for heir in record.mandates:
        for one in stands(record.of(m(heir)), None, None):
            passed = one.kind == "opened" and one.data.get("passed") == f"{mandate}/{number}"
            if passed and one.day > span[1]:
                to = (heir, int(one.data["n"]))
                return [(to, one.day), *passes_to(record, *to, span)]
    return []


def with_heirs(record: Record, span: Span, steps: Sequence[Step]) -> list[Step]:
    """The steps of a wish, and what follows from them for successors."""
    ended = [(one.stream, one.data["n"]) for one in steps if one.kind in ENDS]
    found = [*steps]
    for place, step in enumerate(steps):
        if step.kind in ENDS:
            found += _taken_back(record, span, step, place)
        elif step.kind in ("deferred", "progress") and (step.stream, step.data["n"]) not in ended:
            found += _passed_along(record, span, step, place)
    return found


def _heirs(
    record: Record, span: Span, step: Step, joined: bool = False
) -> Iterator[tuple[str, int, str, int, date]]:
    """From whom it went to whom on what day, unless it was put off there in between."""
    mandate, number, since = name_of(step.stream), step.data["n"], span[1]
    while to := _next(record, mandate, number, since, joined):
        for one in stands(record.of(m(mandate)), None, None):
            if one.kind == "deferred" and one.data["n"] == number and one.day > since:
                return
        yield mandate, number, *to
        mandate, number, since = to


def _next(
    record: Record, mandate: str, number: int, since: date, joined: bool
) -> tuple[str, int, date] | None:
    """Where it went; ``joined``: also with the same due point of another."""
    own = passes_to(record, mandate, number, (since, since))[:1]
    if own:
        ((heir, n), day) = own[0]
        return heir, n, day
    whole = record.state(m(mandate))
    if not joined or whole is None or not (whole["ended"] and whole["ended"][1]):
        return None
    heir, day = whole["ended"][1], whole["ended_on"]
    due = due_of(whole["occurrences"][number])
    for one in stands(record.of(m(heir)), None, None):
        of_another = one.data.get("passed") and one.data["passed"].rpartition("/")[0] != mandate
        if (
            one.kind == "opened"
            and of_another
            and one.day == day > since
            and one.data["due"] == due
        ):
            return heir, one.data["n"], day
    return None


def _passed_along(record: Record, span: Span, step: Step, place: int) -> Iterator[Step]:
    for _, _, heir, n, day in _heirs(record, span, step):
        state = record.state(m(heir), day)
        assert state is not None
        data: dict[str, Any] = {**step.data, "n": n}
        if step.kind == "progress":
            if state["occurrences"][n]["stage"] != "open":
                return
            data["came"] = span if data["state"] in ("confirmed", "held") else None
        if not may(state, Ev(m(heir), step.kind, data, day, day)):
            return
        yield Step(m(heir), step.kind, data, place, None, (day, day))


def _taken_back(record: Record, span: Span, step: Step, place: int) -> Iterator[Step]:
    for mandate, number, heir, n, day in _heirs(record, span, step, joined=True):
        whole, after = record.state(m(mandate)), record.state(m(heir))
        assert whole is not None
        assert after is not None
        others = [record.state(m(old)) for _, old, _ in after["older"] if old != mandate]
        if any(
            one["end"] in ("merged", "superseded") and one["ended_on"] == whole["ended_on"]
            and due_of(one) == due_of(whole["occurrences"][number])
            for other in others if other
            for one in other["occurrences"].values()
        ):  # fmt: skip
            return
        told: list[Any] = []
        counted = stands(record.of(m(heir)), None, None)
        for one in sorted(counted, key=lambda each: each.position):
            of_it = one.kind not in SAID and one.data.get("n") == n
            if of_it and (one.day == day or one.cause in told):
                told.append(one.id)
        for event in told:
            yield Step(m(heir), "voided", {"event": event}, place, None, (day, day))
