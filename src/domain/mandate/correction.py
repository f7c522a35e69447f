"""A correction: one field was wrong. Identity and life stay, and nothing may contradict it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

from pydantic import JsonValue, TypeAdapter, ValidationError

from .. import tracking
from ..due import Due, SessionDue, said, same
from ..errors import BadInput, Refused
from ..reading import Tracked
from ..replacing import replace
from . import commands as c
from . import events as e
from .occurrence import Occurrence
from .state import Mandate

_JSON: TypeAdapter[object] = TypeAdapter(object)


def correction(
    mandate: Mandate, command: c.Correct, one: Occurrence, opened: int
) -> e.Corrected | None:
    """What corrects a field, of a due point that of the occurrence; None where it is right already.

    ``opened``: the highest number of an occurrence, also of one that opens later.

    Raises `BadInput` for a value that does not fit the field, `Refused` where an end or a finding
    rests on what was wrong.
    """
    try:
        value = e.corrected_value(command.field, command.value)
    except ValidationError as error:
        raise BadInput(
            f"{command.value!r} does not fit the field {command.field}: {error.errors()[0]['msg']}"
        ) from None
    _possible(value)
    number: int | None = None
    before: object = getattr(mandate.adopted, command.field)
    if command.field == "due":
        number, before = one.number, one.delivery.term
    if value == before:
        return None
    corrected = e.Corrected(
        field=command.field, value=as_json(value), was=as_json(before), reason=command.reason,
        occurrence=number, tracked=tracked_with(mandate, command.field, value),
    )  # fmt: skip
    stays_true(mandate, [corrected], opened)
    return corrected


def _possible(value: object) -> None:
    terms = cast("tuple[object, ...]", value) if isinstance(value, tuple) else (value,)
    try:
        for one in terms:
            if isinstance(one, SessionDue):
                said(one)
    except ValueError as error:
        raise BadInput(str(error)) from None


def stays_true(mandate: Mandate, corrections: Sequence[e.Corrected], opened: int) -> None:
    """Raises `Refused` where an end, a finding or an opening rests on what was wrong, and would
    stay; ``opened`` as for `correction`."""
    right, number = mandate, None
    for one in corrections:
        value = e.corrected_value(one.field, one.value)
        at = one.occurrence or mandate.current.number
        right = replace(right, adopted=right.corrected_text(one.field, value, at))
        number = at if one.field == "due" else number
    until = right.adopted.until
    # An end moves no due point.
    text = right.adopted.model_copy(update={"until": mandate.adopted.until})
    reason = _contradicted(mandate, text, number, until) or _left(mandate, text, opened)
    if reason:
        raise Refused(f"{mandate.id}: {reason}")


def _left(mandate: Mandate, text: e.Adopted, opened: int) -> str | None:
    """Which due point opened later by what was wrong, and would stay where that had put it."""
    highest = max(one.number for one in mandate.occurrences)
    for ahead in range(1, opened - highest + 1):
        if not same(mandate.following(ahead), mandate.following(ahead, text)):
            return (
                f"occurrence {highest + ahead} opened since by what was wrong: correct it from "
                "that day on, or void that opening first "
                f"(`mandates history {mandate.id}` has its id)"
            )
    return None


def _contradicted(
    mandate: Mandate, text: e.Adopted, number: int | None, until: Due | None
) -> str | None:
    """What would stay though it rests on what was wrong; None where nothing does.

    ``number``: the occurrence whose own due point is another; ``until``: the right end.
    """
    ended, was = mandate.ended, mandate.adopted.until
    another, extended = not same(until, was), not same(mandate.until, was)
    if another and ended is not None and ended.how == "expired" and not extended:
        return f"it expired on {ended.on}: correct its end from {mandate.until_since} on"
    moved = {number, *mandate.moved_by(text)}
    for each in mandate.occurrences:
        if each.number in moved and each.end == "missed" and not each.delivered:
            return (
                f"occurrence {each.number} was found missed on {each.ended_on}, when what was due "
                "before had not come: void that finding first "
                f"(`mandates history {mandate.id}` has its id)"
            )
    return None


def as_strong(mandate: Mandate, verb: str, reason: str) -> Iterator[e.Corrected]:
    """What follows for the strength of an act whose verb is another; nothing where the strength was
    not the verb's alone, or where the verb does not tell."""
    adopted = mandate.adopted
    was = tracking.strength(adopted.verb, adopted.force, adopted.text)
    now = tracking.strength(verb, tracking.force_of(verb), adopted.text)
    if now not in (None, was) and adopted.strength == was:
        yield e.Corrected(field="strength", value=now, was=was, reason=reason)


def tracked_with(mandate: Mandate, field: str, value: object) -> Tracked | None:
    """Whether it is tracked with another value of a field; None where that does not turn on it."""
    if field != "addressees":
        return None
    return tracking.tracked(value, mandate.adopted.body)  # type: ignore[arg-type]  # it fits the field


def as_json(value: object) -> JsonValue:
    """A field's value as a correction holds it."""
    return _JSON.dump_python(value, mode="json", exclude_none=True)  # type: ignore[no-any-return]
