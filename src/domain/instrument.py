"""An instrument: an adopted resolution or decision, or its draft, and the acts read in it.

Its stream holds its life as a draft (`draft`), as a paper (`publication`), and what was said about
its budget (`budget`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal, assert_never

from pydantic import JsonValue

from . import budget, publication
from .budget import BudgetEvent, BudgetStep, Statement
from .command import Command
from .days import PartialDay
from .draft import life
from .draft.events import AnyDraftEvent, DraftEvent
from .draft.life import Draft
from .event import Event, Recorded
from .publication import AnyPaperEvent, Paper, PaperEvent
from .reading import Paragraph, Preambular, Reading
from .replacing import replace
from .symbol import SymbolText
from .verification import TextVerified
from .void import Voided

TextOf = Literal["adopted", "draft"]


class InstrumentAdopted(Event):
    """The body adopted the text. Holds the whole reading: every act, mandate or not."""

    tag = "instrument.adopted.v1"
    symbol: SymbolText
    title: str | None
    body: str
    session: int | str | None
    drafts: tuple[SymbolText, ...] = ()
    text_of: TextOf
    meeting: str | None = None
    vote: JsonValue = None
    sha256: str | None = None
    preamble: tuple[Preambular, ...] = ()
    paragraphs: tuple[Paragraph, ...]


class InstrumentVoided(Voided):
    """An event of this instrument counts for nothing."""

    tag = "instrument.voided.v1"


InstrumentEvent = (
    InstrumentAdopted | AnyDraftEvent | AnyPaperEvent | BudgetEvent | TextVerified
    | InstrumentVoided
)  # fmt: skip


class AdoptInstrument(Command):
    """Register an adopted text and each mandate in it.

    ``draft`` is the draft that led to it; ``accept_low`` accepts acts that the reading was not
    sure of.
    """

    symbol: SymbolText
    adopted_on: PartialDay
    reading: Reading
    draft: SymbolText | None = None
    accept_low: bool = False

    def effective_on(self, today: date) -> PartialDay:
        """The day of the adoption."""
        return self.adopted_on


@dataclass(frozen=True)
class Instrument:
    """A text as it stands: a draft, an adopted text, or both lives of what has one symbol."""

    symbol: str
    adopted: InstrumentAdopted | None = None
    adopted_on: date | None = None
    draft: Draft | None = None
    paper: Paper = field(default_factory=Paper)
    budget: tuple[Statement, ...] = ()


def stream_of(symbol: str) -> str:
    """The stream of an instrument."""
    return f"instrument-{symbol}"


def evolve(instrument: Instrument | None, recorded: Recorded) -> Instrument | None:
    """The instrument after one more event. Never refuses."""
    event: InstrumentEvent = recorded.event  # type: ignore[assignment]  # the stream's own events
    now = instrument or Instrument(recorded.stream.partition("-")[2])
    match event:
        case InstrumentAdopted():
            return replace(now, adopted=event, adopted_on=recorded.day)
        case DraftEvent():
            return replace(now, draft=life.evolve(now.draft, recorded))
        case PaperEvent():
            return replace(now, paper=publication.evolve(now.paper, recorded))
        case BudgetStep():
            return replace(now, budget=budget.evolve(now.budget, recorded))
        case TextVerified():
            return replace(now, adopted=_verified(now.adopted, event))
        case InstrumentVoided():
            return instrument
    assert_never(event)


def _verified(adopted: InstrumentAdopted | None, event: TextVerified) -> InstrumentAdopted | None:
    if adopted is None:
        return None
    words = {
        "title": event.title, "sha256": event.sha256, "preamble": event.preamble,
        "paragraphs": event.paragraphs, "text_of": "adopted",
    }  # fmt: skip
    return adopted.model_copy(update=words)


def refusal(instrument: Instrument | None, event: InstrumentEvent) -> str | None:
    """Why the event cannot happen to the instrument as it stands; None if it can."""
    adopted = instrument is not None and instrument.adopted is not None
    match event:
        case InstrumentAdopted():
            return "it was adopted already" if adopted else None
        case DraftEvent():
            return life.refusal(instrument.draft if instrument else None, event)
        case PaperEvent() | TextVerified():
            return None if adopted else "it was not adopted by then"
        case BudgetStep():
            end = instrument.draft.end if instrument and instrument.draft else None
            if end is not None and end.how != "adopted":
                return life.ended(end)
            return budget.refusal(instrument.budget if instrument else (), event)
        case InstrumentVoided():
            return None
    assert_never(event)
