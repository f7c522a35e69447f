"""Instruments as they are shown: the text with its paragraphs, and which acts carry mandates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from ..domain.adoption import identity_of_act
from ..domain.errors import Unknown
from ..domain.fold import fold, standing
from ..domain.instrument import (
    Instrument,
    InstrumentVoided,
    evolve,
    stream_of,
)
from ..domain.reading import Act, Paragraph, Preambular
from ..domain.streams import identity_in
from .answers import Basis
from .numbers import check_number
from .shape import Answer
from .sources import Histories, Point


class ActShown(Answer):
    """An act of a paragraph; ``mandate`` is its identity where it asks for something.

    ``span`` counts code points in the paragraph's text.
    """

    id: str
    verb: str
    force: str
    mandate: str | None
    addressees: tuple[str, ...]
    deliverable: str
    span: tuple[int, int] | None
    confidence: str


class ParagraphShown(Answer):
    """An operative paragraph with its acts."""

    number: str
    text: str | None
    acts: tuple[ActShown, ...]


class InstrumentRow(Answer):
    """A text in the list: adopted, or so far a draft (``adopted_on`` None)."""

    symbol: str
    title: str | None
    body: str | None
    session: int | str | None
    adopted_on: date | None
    text_of: str | None
    paragraphs: int
    acts: int
    mandates: int


class InstrumentShown(InstrumentRow):
    """A text in full."""

    drafts: tuple[str, ...]
    meeting: str | None
    preamble: tuple[str, ...]
    body_text: tuple[ParagraphShown, ...]

    def below(self, paragraph: str) -> tuple[ParagraphShown, ...]:
        """The items of the list that stands below a paragraph: 8(a), 8(b) below 8."""
        return tuple(one for one in self.body_text if one.number.startswith(f"{paragraph}("))


class Instruments(Answer):
    """The texts of a record, the latest recorded first. ``total`` counts all that match."""

    basis: Basis
    items: tuple[InstrumentRow, ...]
    total: int


class OneInstrument(Answer):
    """One text in full."""

    basis: Basis
    item: InstrumentShown


def instruments(
    record: Histories, at: Point, basis: Basis, part: str, offset: int, limit: int
) -> Instruments:
    """A page of the texts whose symbol has ``part`` in it, the latest recorded first.

    Only the page's own texts are read, and those of which anything was voided. A text that did not
    exist at the point is not counted. Raises `BadInput` for an offset or a limit that is none.
    """
    check_number("offset", offset)
    check_number("limit", limit)
    wanted = part.casefold()
    streams = [one for one in _there(record, at) if wanted in identity_in(one).casefold()]
    streams.reverse()
    page = record.streams_of(streams[offset : offset + limit])
    folded = (fold(evolve, events, at.as_of, at.known_at) for events in page.values())
    rows = tuple(InstrumentRow(**_row(one)) for one in folded if one is not None)
    return Instruments(basis=basis, items=rows, total=len(streams))


def _there(record: Histories, at: Point) -> list[str]:
    """The streams on which anything counts at a point, by first position."""
    begun: dict[str, bool] = {}
    doubtful: set[str] = set()
    for stream, position, tag, day in record.days("instrument-"):
        counts = position <= at.known_at and day <= at.as_of
        begun[stream] = begun.get(stream, False) or counts
        if tag == InstrumentVoided.tag:
            doubtful.add(stream)
    for stream, events in record.streams_of([*doubtful]).items():
        begun[stream] = bool(standing(events, at.as_of, at.known_at))
    return [stream for stream, there in begun.items() if there]


def instrument(record: Histories, at: Point, basis: Basis, symbol: str) -> OneInstrument:
    """One text in full. Raises `Unknown` where it was not there at the point."""
    found = fold(evolve, record.stream(stream_of(symbol)), at.as_of, at.known_at)
    if found is None:
        raise Unknown(f"{symbol} is not in the record as of {at.as_of}")
    adopted = found.adopted
    return OneInstrument(
        basis=basis,
        item=InstrumentShown(
            **_row(found),
            drafts=adopted.drafts if adopted else (),
            meeting=adopted.meeting if adopted else None,
            preamble=tuple(_preambular(adopted.preamble)) if adopted else (),
            body_text=tuple(
                ParagraphShown(
                    number=one.number, text=one.text,
                    acts=tuple(_act(symbol, act) for act in one.acts),
                )
                for one in _paragraphs(found)
            ),
        ),
    )  # fmt: skip


def _paragraphs(found: Instrument) -> tuple[Paragraph, ...]:
    return found.adopted.paragraphs if found.adopted else ()


def _row(found: Instrument) -> dict[str, Any]:
    adopted, paragraphs = found.adopted, _paragraphs(found)
    acts = [act for one in paragraphs for act in one.acts]
    return {
        "symbol": found.symbol,
        "title": adopted.title if adopted else None,
        "body": adopted.body if adopted else None,
        "session": adopted.session if adopted else None,
        "adopted_on": found.adopted_on,
        "text_of": adopted.text_of if adopted else None,
        "paragraphs": len(paragraphs),
        "acts": len(acts),
        "mandates": sum(1 for act in acts if act.mandate),
    }


def _preambular(preamble: Iterable[Preambular]) -> Iterator[str]:
    yield from (one.text or one.verb for one in preamble)


def _act(symbol: str, act: Act) -> ActShown:
    return ActShown(
        id=act.id, verb=act.verb, force=act.force,
        mandate=identity_of_act(symbol, act.id) if act.mandate else None,
        addressees=act.addressees, deliverable=act.deliverable, span=act.span,
        confidence=act.confidence,
    )  # fmt: skip
