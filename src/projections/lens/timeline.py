"""The timeline of partly decoded events: see `timeline`."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from msgspec import Raw
from msgspec.json import Decoder, Encoder
from pydantic import TypeAdapter

from ...domain.due import words as due_words
from ...domain.money import Money
from ...domain.money import words as money
from ...domain.rhythm import Rhythm
from ...domain.rhythm import words as rhythm_words
from ..view import Tuples
from ..words import mandates as said
from . import documents as d
from .cells import Lived
from .data import (
    DeferredData,
    ExtendedData,
    FundedData,
    OpenedData,
)
from .terms import KEPT, NULL, due_in

_DUES: Decoder[list[Raw]] = Decoder(list[Raw])
_AMOUNTS: TypeAdapter[tuple[Money, ...]] = TypeAdapter(tuple[Money, ...])
_encode = Encoder().encode
_UTC, _ZULU = "+00:00", "Z"


def rows(lived: Lived) -> Tuples:
    """See `view.Swift`. Raises ValueError for an instant that is written otherwise than the record
    writes it."""
    return {"timeline": [(lived.stream, _encode(_lines(lived)).decode())]}


def _lines(lived: Lived) -> list[tuple[Any, ...]]:
    """A line for each event; none of them is void."""
    found: list[tuple[Any, ...]] = []
    for position, day, one in zip(lived.positions, lived.days, lived.found, strict=True):
        envelope, data = one.envelope, one.data
        instant, source = envelope.recorded_at, envelope.source
        if len(instant) not in _LENGTHS or instant[-1] != _ZULU:
            raise ValueError(f"{instant} is written otherwise")
        tag, words, of_occurrence = _SAID[type(one)]
        text = words(data)
        if of_occurrence:
            text = said.of_occurrence(data.occurrence, text)
        symbol, confidence = (source.symbol, source.confidence) if source else (None, None)
        found.append(
            (
                position, day, envelope.effective_on, instant[:-1] + _UTC, envelope.actor, tag,
                text, symbol, confidence, 0,
            )
        )  # fmt: skip
    return found


_LENGTHS = (len("2001-09-12T12:00:00Z"), len("2001-09-12T12:00:00.000001Z"))


def _adopted(data: Raw) -> str:
    text = d.ADOPTED.decode(data)
    dues = list(map(bytes, _DUES.decode(text.dues))) or [bytes(text.due)]
    terms = [_due(one) for one in dues if one != NULL]
    rhythm, until = bytes(text.rhythm), bytes(text.until)
    often = text.recurrence if rhythm == NULL else _rhythm(rhythm)
    return said.adopted(text, terms, often, None if until == NULL else _due(until))


def _opened(data: OpenedData) -> str:
    due = bytes(data.due)
    return said.opened(data, None if due == NULL else _due(due))


def _deferred(data: DeferredData) -> str:
    return said.deferred(data, _due(bytes(data.to)))


def _extended(data: ExtendedData) -> str:
    return said.extended(data, _due(bytes(data.until)))


def _funded(data: FundedData) -> str:
    return said.funded(data, money(_AMOUNTS.validate_json(bytes(data.amounts))))


@lru_cache(KEPT)
def _due(due: bytes) -> str:
    return due_words(due_in(due))


@lru_cache(KEPT)
def _rhythm(rhythm: bytes) -> str:
    return rhythm_words(Rhythm.model_validate_json(rhythm))


_OF_MANDATE: dict[type[d.Document], Callable[[Any], str]] = {
    d.Adopted: _adopted,
    d.Assigned: said.assigned,
    d.Noted: said.noted,
    d.WordsVerified: said.verified,
    d.TrackingOverridden: said.tracked,
    d.Funded: _funded,
    d.Reiterated: said.reiterated,
    d.Extended: _extended,
    d.Adapted: said.adapted,
    d.Merged: said.merged,
    d.Replaced: said.replaced,
    d.Retired: said.retired,
    d.Expired: said.expired,
    d.Lapsed: said.lapsed,
    d.Succeeded: said.succeeded,
}
_OF_OCCURRENCE: dict[type[d.Document], Callable[[Any], str]] = {
    d.OccurrenceOpened: _opened,
    d.ProgressStated: said.progress,
    d.ReportSubmitted: said.submitted,
    d.ReportIssued: said.issued,
    d.Deferred: _deferred,
    d.DueSoon: said.due_soon,
    d.FellDue: said.fell_due,
    d.BecameOverdue: said.overdue,
    d.Considered: said.considered,
    d.ItemLinked: said.linked,
    d.ItemAdvanced: said.advanced,
    d.Completed: said.completed,
    d.Waived: said.waived,
    d.Missed: said.missed,
}
_SAID = {
    one: (str(one.__struct_config__.tag), words, one in _OF_OCCURRENCE)
    for one, words in (_OF_MANDATE | _OF_OCCURRENCE).items()
}
