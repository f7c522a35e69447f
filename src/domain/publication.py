"""The paper of an adopted text: issued later than adopted, corrected, reissued.

56/202 was adopted on 21 December 2001 and issued on 21 February 2002: two days, both kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import assert_never

from .command import Command
from .errors import Refused
from .event import Event, Recorded
from .replacing import replace
from .symbol import SymbolText


class PaperEvent(Event):
    """What can happen to the paper."""


class TextIssued(PaperEvent):
    """The adopted text came out; no languages named means in all."""

    tag = "instrument.issued.v1"
    languages: tuple[str, ...] = ()


class TextCorrected(PaperEvent):
    """A corrigendum came out; ``paragraphs`` are those that it changes."""

    tag = "instrument.corrected.v1"
    document: SymbolText
    paragraphs: tuple[str, ...] = ()


class TextReissued(PaperEvent):
    """The text came out anew under the same symbol, for technical reasons."""

    tag = "instrument.reissued.v1"
    reason: str | None = None


AnyPaperEvent = TextIssued | TextCorrected | TextReissued


class OnPaper(Command):
    """A wish that concerns the paper of an adopted text."""

    symbol: SymbolText


class IssueText(OnPaper):
    """The text came out."""

    languages: tuple[str, ...] = ()


class CorrectText(OnPaper):
    """A corrigendum came out. What it changes in a mandate is corrected there, field by field."""

    document: SymbolText
    paragraphs: tuple[str, ...] = ()


class ReissueText(OnPaper):
    """The text came out anew."""

    reason: str | None = None


PaperCommand = IssueText | CorrectText | ReissueText


@dataclass(frozen=True)
class Paper:
    """The paper as it stands; ``languages`` are those that were named, ``in_all`` once none was."""

    issued: date | None = None
    languages: frozenset[str] = frozenset()
    in_all: bool = False
    corrections: tuple[TextCorrected, ...] = ()
    reissued: tuple[date, ...] = ()


def evolve(paper: Paper, recorded: Recorded) -> Paper:
    """The paper after one more event. Never refuses."""
    event: AnyPaperEvent = recorded.event  # type: ignore[assignment]  # the caller looked
    match event:
        case TextIssued():
            languages = paper.languages | set(event.languages)
            return replace(
                paper, issued=paper.issued or recorded.day, languages=languages,
                in_all=paper.in_all or not event.languages,
            )  # fmt: skip
        case TextCorrected():
            return replace(paper, corrections=(*paper.corrections, event))
        case TextReissued():
            return replace(paper, reissued=(*paper.reissued, recorded.day))
    assert_never(event)


def decide(paper: Paper, command: PaperCommand, adopted: bool, day: date) -> list[AnyPaperEvent]:
    """What a wish does: nothing if it is so already. Raises `Refused` before the adoption."""
    if not adopted:
        raise Refused(f"{command.symbol} was not adopted by {day}")
    match command:
        case IssueText():
            new = tuple(one for one in command.languages if one not in paper.languages)
            known = not new if command.languages else paper.in_all
            return [] if known else [TextIssued(languages=new)]
        case CorrectText():
            event = TextCorrected(document=command.document, paragraphs=command.paragraphs)
            return [] if event in paper.corrections else [event]
        case ReissueText():
            return [] if day in paper.reissued else [TextReissued(reason=command.reason)]
    assert_never(command)
