"""Comparing the words that were registered, those of a draft, with the adopted text.

An identity is given once and never shifted: acts are matched within their paragraph, what is new
takes the next free ordinal, and what is gone is voided.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .command import Command
from .event import Event
from .reading import Act, Paragraph, Preambular, Reading
from .symbol import SymbolText


class TextVerified(Event):
    """The words were compared with the adopted text; from now on they are its words."""

    tag = "instrument.text_verified.v1"
    title: str | None
    sha256: str | None
    preamble: tuple[Preambular, ...]
    paragraphs: tuple[Paragraph, ...]


class VerifyText(Command):
    """Compare an instrument that was registered from its draft with its adopted text.

    Where they differ nothing is recorded unless ``apply``: then corrections, new acts and voids.
    """

    symbol: SymbolText
    reading: Reading
    apply: bool = False


@dataclass(frozen=True, slots=True)
class Matched:
    """An act as registered and as adopted, under one id; None where it is only in the other."""

    id: str
    paragraph: str
    before: Act | None
    after: Act | None
    text: str | None


def matched(before: Sequence[Paragraph], after: Sequence[Paragraph]) -> list[Matched]:
    """Every act of either text, under the id that it has or gets."""
    old = {one.number: one for one in before}
    new = {one.number: one for one in after}
    return [
        match
        for number in dict.fromkeys((*old, *new))
        for match in _in_paragraph(number, old.get(number), new.get(number))
    ]


def _in_paragraph(number: str, old: Paragraph | None, new: Paragraph | None) -> Iterator[Matched]:
    text = new.text if new else None
    left = list(new.acts if new else ())
    pairs: dict[str, Act | None] = {}
    for same in (_alike, _same_verb):  # what is alike in all that matters first, then by the verb
        for act in old.acts if old else ():
            if pairs.get(act.id) is None:
                found = next((one for one in left if same(act, one)), None)
                pairs[act.id] = found
                if found is not None:
                    left.remove(found)
    for act in old.acts if old else ():
        yield Matched(act.id, number, act, pairs[act.id], text)
    taken = [int(act.id.rpartition(".")[2]) for act in (old.acts if old else ())]
    for ordinal, act in enumerate(left, start=max(taken, default=0) + 1):
        yield Matched(f"{number}.{ordinal}", number, None, act, text)


def _alike(one: Act, other: Act) -> bool:
    return _same_verb(one, other) and one.addressees == other.addressees


def _same_verb(one: Act, other: Act) -> bool:
    return (one.verb, one.mandate) == (other.verb, other.mandate)


def as_registered(reading: Reading, matches: Sequence[Matched]) -> tuple[Paragraph, ...]:
    """The adopted text's paragraphs, their acts under the ids of the register."""
    by_paragraph: dict[str, list[Act]] = {}
    for match in matches:
        if match.after is not None:
            act = match.after.model_copy(update={"id": match.id})
            by_paragraph.setdefault(match.paragraph, []).append(act)
    return tuple(
        one.model_copy(update={"acts": tuple(by_paragraph.get(one.number, ()))})
        for one in reading.paragraphs
    )
