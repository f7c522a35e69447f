"""Reminders: what an entity has to deliver within a time, as a mail. Pure; nothing is sent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import wrap
from typing import Literal

from ..domain.counts import lasting
from ..domain.due import words
from ..domain.subject import told
from .item import DueShown, Item
from .shape import Answer

Kind = Literal["submission", "issue", "legal"]
Role = Literal["lead", "contributing", "addressee"]
WIDTH = 78
_WHAT: dict[str, str] = {"submission": "submit", "issue": "issue", "legal": "window closes"}


class Owed(Answer):
    """A deadline that is not met: ``days`` overdue, negative where it is still to come."""

    kind: Kind
    day: date
    days: int


class Reminded(Answer):
    """One due point that the entity has a part in; deadlines in the order of their days.

    ``meets``: the day of the meeting on an agenda ``item``, where documents are due before that.
    ``inferred``: as in `DueShown`. ``beginning``, ``about``: as in `Item`.
    """

    id: str
    occurrence: int
    title: str | None
    beginning: str | None
    deliverable: str
    instrument: str
    instrument_title: str | None
    roles: tuple[Role, ...]
    due: str
    inferred: bool
    forecast: bool
    implementation: str
    item: str | None
    meets: date | None
    deadlines: tuple[Owed, ...]

    @property
    def about(self) -> str | None:
        """What it is about."""
        return told(self.title or self.beginning, self.instrument_title)

    @property
    def overdue(self) -> bool:
        """Whether a deadline has passed."""
        return any(one.days > 0 for one in self.deadlines)


@dataclass(frozen=True, slots=True)
class Reminder:
    """A mail, ready to be sent by somebody: its subject, its body, and what it is about.

    ``items``: overdue ones first, then by the next deadline.
    """

    entity: str
    today: date
    until: date
    items: tuple[Reminded, ...]

    @property
    def subject(self) -> str:
        """The subject line."""
        overdue = sum(one.overdue for one in self.items)
        coming = len(self.items) - overdue
        parts = [f"{overdue} overdue"] if overdue else []
        if coming or not overdue:
            parts.append(f"{coming or 'nothing'} due by {self.until}")
        return f"{self.entity}: {', '.join(parts)}"

    @property
    def body(self) -> str:
        """The text: one paragraph for each due point."""
        overdue = [one for one in self.items if one.overdue]
        coming = [one for one in self.items if not one.overdue]
        sections = (
            (f"Overdue on {self.today}", overdue),
            (f"Due by {self.until}", coming),
        )
        lines: list[str] = []
        number = 0
        for heading, some in sections:
            if some:
                lines += [heading, "=" * len(heading), ""]
            for one in some:
                number += 1
                lines += [*_paragraph(number, one), ""]
        if not lines:
            lines = [f"Nothing that {self.entity} has to deliver is due by {self.until}.", ""]
        return "\n".join(lines)


def reminder(items: Iterable[Item], names: Sequence[str], today: date, until: date) -> Reminder:
    """The reminder for an entity, from the open due points of the docket.

    ``names`` are all its names, the first to be shown as the register spells it; it is reminded of
    what it leads, contributes to or is asked for, where a deadline has passed or lies on or before
    ``until``.
    """
    own = frozenset(map(_plain, names))
    shown = names[0]
    found: list[Reminded] = []
    for one in items:
        roles: tuple[Role, ...] = tuple(
            role for role, named in _named(one) if own & {*map(_plain, named)}
        )
        spelt = (name for _, named in _named(one) for name in named)
        shown = next((name for name in spelt if _plain(name) == _plain(shown)), shown)
        if roles and one.due is not None:
            owed = tuple(_owed(one, one.due, today))
            if any(each.day <= until for each in owed):
                found.append(_reminded(one, one.due, roles, owed))
    found.sort(key=lambda one: (one.deadlines[0].day, one.id, one.occurrence))
    return Reminder(shown, today, until, tuple(found))


def _plain(name: str) -> str:
    return " ".join(name.casefold().split()).removeprefix("the ")


def _named(one: Item) -> Iterator[tuple[Role, Sequence[str]]]:
    yield "lead", one.leads
    yield "contributing", one.contributing
    yield "addressee", one.addressees


def _owed(one: Item, due: DueShown, today: date) -> Iterator[Owed]:
    """The deadlines that are not met: a report that was submitted has only to come out."""
    days: dict[Kind, date | None] = {
        "submission": due.submit_by, "issue": due.issue_by, "legal": due.legal_by,
    }  # fmt: skip
    kinds: Sequence[Kind] = tuple(days)
    if one.status.implementation in ("submitted", "issued"):
        kinds = ("issue",) if one.status.implementation == "submitted" else ()
    owed = [
        Owed(kind=kind, day=day, days=(today - day).days)
        for kind in kinds
        if (day := days[kind]) is not None
    ]
    yield from sorted(owed, key=lambda each: each.day)


def _reminded(
    one: Item, due: DueShown, roles: tuple[Role, ...], owed: tuple[Owed, ...]
) -> Reminded:
    return Reminded(
        id=one.id,
        occurrence=one.occurrence,
        title=one.title,
        beginning=one.beginning,
        deliverable=one.deliverable,
        instrument=one.instrument,
        instrument_title=one.instrument_title,
        roles=roles,
        due=words(due.term, due.session),
        inferred=due.inferred,
        forecast=due.calendar == "forecast",
        implementation=one.status.implementation,
        item=due.item,
        meets=due.anchor if due.item else None,
        deadlines=owed,
    )


def _paragraph(number: int, one: Reminded) -> Iterator[str]:
    what = "" if one.deliverable in ("none", "other") else one.deliverable.replace("_", " ")
    heading = one.about or what or "no title"
    first, *others = wrap(heading, WIDTH - 4) or [heading]
    yield f"{number:>2}. {first}"
    yield from (f"    {line}" for line in others)
    name = f"{one.id}/{one.occurrence}" if one.occurrence > 1 else one.id
    unsure = ("inferred" if one.inferred else "", "dates forecast" if one.forecast else "")
    told = "; ".join(filter(None, unsure))
    opens = f" ({told})" if told else ""
    yield f"    {', '.join(filter(None, (name, what, f'due {one.due}{opens}')))}"
    yield f"    role: {', '.join(one.roles)}; so far: {one.implementation.replace('_', ' ')}"
    if one.item is not None:
        yield f"    to be taken up under item {one.item}{f' on {one.meets}' if one.meets else ''}"
    for deadline in one.deadlines:
        yield f"    {_WHAT[deadline.kind]:<14}{deadline.day}  {_when(deadline.days)}"


def _when(days: int) -> str:
    if days == 0:
        return "today"
    said = lasting(abs(days))
    return f"OVERDUE by {said}" if days > 0 else f"in {said}"
