"""Plans about drafts and adopted texts: what follows on other drafts, and on funded mandates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .. import adoption, budget, instrument, publication
from ..budget import BudgetCommand, OnBudget
from ..draft import commands as c
from ..draft import events as e
from ..draft import life
from ..draft.decide import ADOPTED_KINDS, decide
from ..errors import Refused, Unknown
from ..facts import Facts
from ..instrument import AdoptInstrument, Instrument, InstrumentAdopted
from ..mandate.events import Funded
from ..mandate.refusal import refusal as mandate_refusal
from ..mandate.state import Mandate
from ..publication import OnPaper, PaperCommand
from ..streams import mandate_stream
from ..symbol import parse
from .step import States, Step

PaperPlanned = AdoptInstrument | c.DraftCommand | PaperCommand | BudgetCommand


def draft_stream(symbol: str) -> str:
    """The stream of a draft, by any of its symbols."""
    return instrument.stream_of(e.base_of(symbol))


def streams(command: PaperPlanned, states: States) -> Iterator[str]:
    """The streams that a command on papers rests on."""
    if isinstance(command, AdoptInstrument):
        yield instrument.stream_of(command.symbol)
        yield from map(draft_stream, adoption.adoption(command).drafts)
    elif isinstance(command, OnBudget):
        yield draft_stream(command.symbol)
        if isinstance(command, budget.ApproveBudget):
            yield from _funded_streams(command, states)
    elif isinstance(command, OnPaper):
        yield instrument.stream_of(command.symbol)
    else:
        yield draft_stream(command.draft)
        if isinstance(command, c.ReplaceDraft):
            yield draft_stream(command.by)
        if isinstance(command, c.LinkDraft):
            yield instrument.stream_of(command.instrument)


def plan(command: PaperPlanned, states: States, facts: Facts) -> list[Step]:
    """What a command on papers records. `plan.plan` says what it raises."""
    if isinstance(command, AdoptInstrument):
        return _adopt(command, states)
    if isinstance(command, OnBudget):
        return _budget(command, states, facts)
    if isinstance(command, OnPaper):
        return _paper(command, states, facts)
    return _draft(command, states, facts)


# --- adoption -------------------------------------------------------------------------------------


def _adopt(command: AdoptInstrument, states: States) -> list[Step]:
    stream = instrument.stream_of(command.symbol)
    adopted = adoption.adoption(command)
    known: Instrument | None = states[stream]
    if known is not None and known.adopted is not None:
        lines = adoption.difference(known.adopted, adopted)
        if lines:
            raise adoption.refuse_difference(command.symbol, lines)
        return list(_of_drafts(adopted, states, None))
    unsure = adoption.unsure(adopted)
    if unsure and not command.accept_low:
        raise Refused(
            f"{command.symbol}: the reading is not sure of {', '.join(unsure)}: "
            "check them, then accept with --accept-low"
        )
    steps = [Step(stream, adopted)]
    steps += _of_drafts(adopted, states, 0)
    steps += [Step(mandate_stream(one.mandate), one, cause=0) for one in adoption.mandates(adopted)]
    return steps


def _of_drafts(adopted: InstrumentAdopted, states: States, cause: int | None) -> Iterator[Step]:
    """On each draft that led to the text, as far as it is in the record: that it was adopted."""
    for stream in dict.fromkeys(map(draft_stream, adopted.drafts)):
        known: Instrument | None = states[stream]
        if known is None:
            continue
        end = known.draft.end if known.draft else None
        if end is not None and end.how == "adopted" and _whole(end.by) == _whole(adopted.symbol):
            continue
        event = e.AdoptedAs(instrument=adopted.symbol)
        if reason := life.refusal(known.draft, event):
            raise Refused(f"draft {known.symbol}: {reason}")
        yield Step(stream, event, cause)


def _whole(symbol: str | None) -> str | None:
    return adoption.whole_text(symbol) if symbol else None


# --- drafts ---------------------------------------------------------------------------------------


def _draft(command: c.DraftCommand, states: States, facts: Facts) -> list[Step]:
    stream = draft_stream(command.draft)
    known: Instrument | None = states[stream]
    if isinstance(command, c.LinkDraft):
        _must_link(command, states, facts)
    steps = [Step(stream, one) for one in decide(known.draft if known else None, command)]
    if isinstance(command, c.ReplaceDraft) and steps and known is not None:
        steps += _replacing(command, known, states)
    return steps


def _must_link(command: c.LinkDraft, states: States, facts: Facts) -> None:
    adopted: Instrument | None = states[instrument.stream_of(command.instrument)]
    if adopted is None or adopted.adopted is None:
        raise Unknown(f"{command.instrument} was not adopted by {facts.day}: adopt it first")
    if states[draft_stream(command.draft)] is None:
        raise Unknown(f"draft {command.draft} is not in the record: table it first")


def _replacing(command: c.ReplaceDraft, old: Instrument, states: States) -> Iterator[Step]:
    """What the new draft's stream records: that it was tabled, and in whose place it stands."""
    by = e.base_of(command.by)
    stream = draft_stream(by)
    new: Instrument | None = states[stream]
    if by == old.symbol:
        raise Refused(f"draft {by}: a draft cannot replace itself: a /Rev. is a revision")
    before = old.draft or life.Draft()
    draft = new.draft if new else None
    if draft is not None and draft.end is not None:
        raise Refused(f"draft {by}: {life.ended(draft.end)}: it stands in nobody's place")
    if draft is None or draft.tabled_on is None:
        yield Step(stream, e.Tabled(
            symbol=by, body=before.body, agenda_item=before.agenda_item, title=before.title,
            sponsors=command.sponsors, on_behalf_of=command.on_behalf_of,
        ), cause=0)  # fmt: skip
    if draft is None or old.symbol not in draft.based_on:
        yield Step(stream, e.BasedOn(draft=old.symbol, basis=command.basis), cause=0)


# --- the paper of an adopted text, and its money --------------------------------------------------


def _paper(command: PaperCommand, states: States, facts: Facts) -> list[Step]:
    stream = instrument.stream_of(command.symbol)
    known: Instrument | None = states[stream]
    adopted = known is not None and known.adopted is not None
    paper = known.paper if known else publication.Paper()
    return [Step(stream, one) for one in publication.decide(paper, command, adopted, facts.day)]


def _budget(command: BudgetCommand, states: States, facts: Facts) -> list[Step]:
    """Judged on the text as it is known at all: it may be adopted after its budget was stated."""
    stream = draft_stream(command.symbol)
    known: Instrument | None = states[stream]
    name = e.base_of(command.symbol)
    if known is None and parse(command.symbol).kind in ADOPTED_KINDS:
        raise Unknown(f"{name} is not in the record: adopt it first, or name its draft")
    _paragraphs_exist(command, known)
    draft = known.draft.by(facts.day) if known and known.draft else None
    if draft is not None and draft.end is not None and draft.end.how != "adopted":
        raise Refused(f"draft {name}: {life.ended(draft.end)}")
    event = budget.wish(command)
    chain = tuple(one for one in (known.budget if known else ()) if one.on <= facts.day)
    steps: list[Step] = []
    if not budget.said(chain, event):
        if reason := budget.refusal(chain, event):
            raise Refused(f"{name}: {reason}")
        steps.append(Step(stream, event))
    if isinstance(event, budget.Approved) and isinstance(command, budget.ApproveBudget):
        steps += _funded(command, event, states, 0 if steps else None)
    return steps


def _paragraphs_exist(command: BudgetCommand, known: Instrument | None) -> None:
    if known is None or known.adopted is None:
        return
    numbers = {one.number for one in known.adopted.paragraphs}
    for named in command.paragraphs:
        if not any(budget.within(one, named) for one in numbers):
            raise Refused(f"{known.symbol} has no paragraph {named}")


def _adopted_text(command: budget.ApproveBudget, states: States) -> Instrument | None:
    """The adopted text that an approval is for, where it was named itself or by its draft."""
    known: Instrument | None = states.get(draft_stream(command.symbol))
    end = known.draft.end if known and known.draft else None
    if end is not None and end.how == "adopted" and end.by is not None:
        known = states.get(instrument.stream_of(end.by))
    return known if known is not None and known.adopted is not None else None


def _funded_streams(command: budget.ApproveBudget, states: States) -> Iterator[str]:
    known: Instrument | None = states.get(draft_stream(command.symbol))
    end = known.draft.end if known and known.draft else None
    if end is not None and end.how == "adopted" and end.by is not None:
        yield instrument.stream_of(end.by)
    yield from (mandate_stream(one) for one in _funded_ids(command, states))


def _funded_ids(command: budget.ApproveBudget, states: States) -> list[str]:
    text = _adopted_text(command, states)
    if text is None or text.adopted is None or not command.paragraphs:
        return []
    return [
        one.mandate
        for one in adoption.mandates(text.adopted)
        if any(budget.within(one.paragraph, named) for named in command.paragraphs)
    ]


def _funded(
    command: budget.ApproveBudget, event: budget.Approved, states: States, cause: int | None
) -> Iterator[Step]:
    """On each mandate of the named paragraphs that stands: the money approved for them."""
    ids = _funded_ids(command, states)
    mandates: Iterable[Mandate | None] = (states.get(mandate_stream(one)) for one in ids)
    standing = [one for one in mandates if one is not None]
    text = _adopted_text(command, states)
    symbol = text.symbol if text else e.base_of(command.symbol)
    for mandate in standing:
        funded = Funded(
            how="approved", amounts=event.estimate.amounts, instrument=symbol,
            years=event.estimate.years, authority=event.authority,
            shared_with=tuple(one.id for one in standing if one.id != mandate.id),
        )  # fmt: skip
        if mandate_refusal(mandate, funded) is None and not _has(mandate, funded):
            yield Step(mandate_stream(mandate.id), funded, cause)


def _has(mandate: Mandate, funded: Funded) -> bool:
    said = (funded.how, funded.amounts, funded.instrument, funded.years)
    return any((one.how, one.amounts, one.source, one.years) == said for one in mandate.funded)
