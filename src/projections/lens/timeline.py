"""The timeline of partly decoded events: see `timeline`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

from msgspec import Raw
from msgspec.json import Decoder, Encoder

from ...domain.due import DUE
from ...domain.due import words as due_words
from .. import words_mandates as said
from . import documents as d
from .cells import Lived
from .terms import KEPT, NULL

_DUES: Decoder[list[Raw]] = Decoder(list[Raw])
_encode = Encoder().encode
_UTC, _ZULU = "+00:00", "Z"


def lines(lived: Lived) -> bytes:
    """A line for each event, as JSON; none of them is void. Raises ValueError for an instant that
    is written otherwise than the record writes it."""
    return _encode(list(_lines(lived)))


def _lines(lived: Lived) -> Iterator[tuple[Any, ...]]:
    for position, day, one in zip(lived.positions, lived.days, lived.found, strict=True):
        envelope, source = one.envelope, one.envelope.source
        instant = envelope.recorded_at
        if len(instant) not in _LENGTHS or instant[-1] != _ZULU:
            raise ValueError(f"{instant} is written otherwise")
        tag, words = _SAID[type(one)]
        yield (
            position, day, envelope.effective_on, instant[:-1] + _UTC, envelope.actor, tag,
            words(one.data), source and source.symbol, source and source.confidence, 0,
        )  # fmt: skip


_LENGTHS = (len("2001-09-12T12:00:00Z"), len("2001-09-12T12:00:00.000001Z"))


def _adopted(data: Raw) -> str:
    text = d.ADOPTED.decode(data)
    dues = _DUES.decode(text.dues)
    due = bytes(dues[0] if dues else text.due)
    return said.adopted(text, None if due == NULL else _due(due))


def _opened(data: d.OpenedData) -> str:
    return said.opened(data, _due(bytes(data.due)))


def _deferred(data: d.DeferredData) -> str:
    return said.deferred(data, _due(bytes(data.to)))


@lru_cache(KEPT)
def _due(due: bytes) -> str:
    return due_words(None if due == NULL else DUE.validate_json(due))


def _of_occurrence(words: Callable[[Any], str]) -> Callable[[Any], str]:
    def of(data: Any) -> str:
        return said.of_occurrence(data.occurrence, words(data))

    return of


_WORDS: dict[type[d.Document], Callable[[Any], str]] = {
    d.Adopted: _adopted,
    d.Assigned: said.assigned,
    d.Noted: said.noted,
    d.OccurrenceOpened: _of_occurrence(_opened),
    d.ProgressStated: _of_occurrence(said.progress),
    d.ReportSubmitted: _of_occurrence(said.submitted),
    d.ReportIssued: _of_occurrence(said.issued),
    d.Deferred: _of_occurrence(_deferred),
    d.DueSoon: _of_occurrence(said.due_soon),
    d.FellDue: _of_occurrence(said.fell_due),
    d.BecameOverdue: _of_occurrence(said.overdue),
    d.Considered: _of_occurrence(said.considered),
    d.Completed: _of_occurrence(said.completed),
    d.Waived: _of_occurrence(said.waived),
    d.Missed: _of_occurrence(said.missed),
}
_SAID = {one: (str(one.__struct_config__.tag), words) for one, words in _WORDS.items()}
