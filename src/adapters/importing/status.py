"""A status as a register keeps it, said in commands; what they cannot say is left as a note.

Where a delivery or a finding has no day it is not made up: a status without one is a note.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, cast

from ...domain.command import Command
from ...domain.event import Confidence, Source
from ...domain.mandate import commands as c
from ...domain.mandate.events import Action, ProgressState
from ...domain.reading import DOCUMENTS
from .rows import Asserted, Standing

ASSERTED = "asserted at import"
"""The note of everything that a register says and nobody has checked."""
UNCHECKED = Source(confidence=Confidence.UNCERTAIN)

ACTIONS: tuple[str, ...] = Action.__args__  # type: ignore[attr-defined]
STATES: tuple[str, ...] = ProgressState.__args__  # type: ignore[attr-defined]
_WORDS: dict[str, tuple[str, ...]] = {
    "": ("open", "in_force", "active", "pending", "not_started", "continue", "no_indication"),
    "stated": ("in_progress", "ongoing", "under_way", "underway", "implemented_in_progress",
               "implemented,_in_progress"),
    "completed": ("implemented", "done", "delivered", "fulfilled", "closed"),
    "issued": ("published", "out"),
    "missed": ("not_implemented", "not_delivered"),
    "retired": ("discontinued", "discontinue", "terminated", "retirement", "retire"),
    "replaced": ("superseded", "replacement"),
    "merged": ("merge", "merger", "consolidated"),
    "adapted": ("adaptation",),
    "reiterated": ("renewed", "renewal"),
    "untracked": ("non_applicable", "not_applicable"),
}  # fmt: skip
_MEANS = {word: means for means, words in _WORDS.items() for word in words}


class NotSaid(Exception):
    """A status that no command says, and why."""


def commands(mandate: str, row: Asserted) -> list[Command]:
    """The commands that record how a mandate stands; empty where it just does. Raises `NotSaid`."""
    given = row.standing
    word = _MEANS.get(given.status, given.status)
    if not word and given.document:
        word = "submitted"
    if not word:
        return []
    say = _SAYINGS.get(word)
    if say is None:
        raise NotSaid("there is no such status")
    return say(mandate, row, word)


_OF_A_POINT = (c.SubmitReport, c.Consider, c.StateProgress, c.Defer, c.Miss, c.Waive)


def of_one_point(said: Sequence[Command]) -> bool:
    """Whether what is said of a mandate is said of one due point of it alone."""
    return any(isinstance(one, _OF_A_POINT) for one in said)


def in_words(given: Standing) -> str:
    """A status as the register has it, for a note."""
    from ...domain.due import words

    parts = [f"status {given.status.replace('_', ' ')}" if given.status else "no status"]
    told = (
        ("on", given.on), ("document", given.document), ("submitted", given.submitted_on),
        ("issued", given.issued_on), ("by", given.authority), ("successor", given.successor),
        ("to", words(given.deferred_to) if given.deferred_to else None),
    )  # fmt: skip
    return ", ".join([*parts, *(f"{what} {value}" for what, value in told if value)])


def made(kind: type[Any], on: str | None, **fields: Any) -> Command:
    """A command that says where it comes from."""
    return cast("Command", kind(on=on, source=UNCHECKED, note=ASSERTED, **fields))


def _day(given: Standing, *better: str | None) -> str:
    found = next((one for one in (*better, given.on) if one), None)
    if found is None:
        raise NotSaid("on which day is not said (status_on)")
    return found


def _needed(what: str, value: Any) -> Any:
    if value is None:
        raise NotSaid(f"that needs its {what}")
    return value


def _submitted(mandate: str, row: Asserted, word: str) -> list[Command]:
    given = row.standing
    document = _needed("document", given.document)
    day = _day(given, given.submitted_on, given.issued_on)
    found = [made(c.SubmitReport, day, document=document, answers=((mandate, None),))]
    if word in ("issued", "completed") or given.issued_on:
        found.append(made(c.IssueReport, _day(given, given.issued_on), document=document))
    return found


def _considered(mandate: str, row: Asserted, word: str) -> list[Command]:
    given = row.standing
    if given.document is None:
        _needed("document or authority", given.authority)
    before = _submitted(mandate, row, word) if given.document else []
    action = word if word in ACTIONS else "considered"
    step = made(
        c.Consider, _day(given), mandate=mandate, action=action, authority=given.authority
    )  # fmt: skip
    return [*before, step]


def _completed(mandate: str, row: Asserted, word: str) -> list[Command]:
    if row.act["deliverable"] not in DOCUMENTS:
        return [made(c.StateProgress, _day(row.standing), mandate=mandate, state="confirmed")]
    if row.standing.authority:
        return _considered(mandate, row, word)
    return _submitted(mandate, row, word)


def _progress(mandate: str, row: Asserted, word: str) -> list[Command]:
    day = row.standing.on if word == "stated" else _day(row.standing)
    said = f"{row.standing.status.replace('_', ' ')} ({ASSERTED})" if word == "stated" else None
    return [made(c.StateProgress, day, mandate=mandate, state=word, statement=said)]


def _missed(mandate: str, row: Asserted, _: str) -> list[Command]:
    given = row.standing
    return [made(c.Miss, _day(given), mandate=mandate, authority=given.authority)]


def _waived(mandate: str, row: Asserted, _: str) -> list[Command]:
    given = row.standing
    return [
        made(
            c.Waive, _day(given), mandate=mandate, authority=given.authority,
            reason=None if given.authority else ASSERTED,
        )
    ]  # fmt: skip


def _ended(kind: type[Any], *, successor: str | None = None) -> Callable[..., list[Command]]:
    def say(mandate: str, row: Asserted, _: str) -> list[Command]:
        given = row.standing
        fields: dict[str, Any] = {"mandate": mandate}
        if kind is not c.Expire:
            fields["authority"] = _needed("authority", given.authority)
        if successor:
            fields[successor] = _needed("successor", given.successor)
        return [made(kind, _day(given), **fields)]

    return say


def _merged(mandate: str, row: Asserted, _: str) -> list[Command]:
    given = row.standing
    return [
        made(
            c.Merge, _day(given), mandates=(mandate,), into=_needed("successor", given.successor),
            authority=_needed("authority", given.authority),
        )
    ]  # fmt: skip


def _deferred(mandate: str, row: Asserted, _: str) -> list[Command]:
    given = row.standing
    return [
        made(
            c.Defer, _day(given), mandate=mandate,
            to=_needed("new due term (deferred_to)", given.deferred_to),
            authority=_needed("authority", given.authority),
        )
    ]  # fmt: skip


def _reiterated(mandate: str, row: Asserted, _: str) -> list[Command]:
    given = row.standing
    return [
        made(
            c.Reiterate, _day(given), mandate=mandate, by=given.successor,
            authority=_needed("authority", given.authority),
        )
    ]  # fmt: skip


def _untracked(mandate: str, row: Asserted, _: str) -> list[Command]:
    reason = f"{row.standing.status.replace('_', ' ')} ({ASSERTED})"
    return [
        made(c.OverrideTracking, row.standing.on, mandate=mandate, tracked="no", reason=reason)
    ]  # fmt: skip


_SAYINGS: dict[str, Callable[[str, Asserted, str], list[Command]]] = {
    **dict.fromkeys(("submitted", "issued"), _submitted),
    **dict.fromkeys(ACTIONS, _considered),
    "completed": _completed,
    **dict.fromkeys(STATES, _progress),
    "missed": _missed,
    "waived": _waived,
    "retired": _ended(c.Retire),
    "lapsed": _ended(c.Lapse),
    "expired": _ended(c.Expire),
    "replaced": _ended(c.Replace, successor="by"),
    "adapted": _ended(c.Adapt, successor="into"),
    "merged": _merged,
    "deferred": _deferred,
    "reiterated": _reiterated,
    "untracked": _untracked,
}
