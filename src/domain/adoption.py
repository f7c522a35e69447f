"""The rules of adoption: what a reading becomes, the mandates in it, how two readings differ."""

from __future__ import annotations

import re
from collections.abc import Iterator

from . import tracking
from .body import code_of, name_of
from .due import Due
from .errors import BadInput, Refused
from .instrument import AdoptInstrument, InstrumentAdopted, TextOf
from .mandate.events import Adopted
from .reading import Act, Paragraph, Reading
from .symbol import Symbol, identity_of, parse


def adoption(command: AdoptInstrument) -> InstrumentAdopted:
    """The adoption that a command asks for.

    Raises `BadInput` where the reading cannot be that of the instrument.
    """
    reading = command.reading
    symbol = parse(command.symbol)
    if symbol.kind not in ("resolution", "decision", "statement"):
        raise BadInput(
            f"{symbol} is the symbol of a {symbol.kind}, not of an adopted text: "
            "give the resolution's with --symbol A/RES/54/226"
        )
    own = _own_symbol(reading)
    if own and own.kind in ("resolution", "decision") and not _same_text(own.text, symbol.text):
        raise BadInput(f"the text is that of {own}, not of {symbol}")
    body = reading.body or symbol.body
    if body is None:
        raise BadInput(f'the text does not say which body adopted {symbol}: add "body"')
    if symbol.body and code_of(body) in _ROOTED and code_of(body) != symbol.body:
        raise BadInput(f"{symbol} is not a text of the {name_of(body)}")
    drafted = own is not None and own.kind == "draft"
    drafts = [command.draft] if command.draft else []
    if drafted and own and own.text not in drafts:
        drafts.append(own.text)
    implied: TextOf = "draft" if drafted or (own is None and command.draft) else "adopted"
    return InstrumentAdopted(
        symbol=symbol.text, title=reading.title, body=name_of(body),
        session=reading.session if reading.session is not None else symbol.session,
        drafts=tuple(drafts), text_of=reading.text_of or implied, meeting=reading.meeting,
        vote=reading.vote, sha256=reading.sha256, preamble=reading.preamble,
        paragraphs=reading.paragraphs,
    )  # fmt: skip


def _own_symbol(reading: Reading) -> Symbol | None:
    try:
        return parse(reading.symbol) if reading.symbol else None
    except ValueError as error:
        raise BadInput(f"the symbol of the text: {error}") from None


_ROOTED = ("GA", "ECOSOC", "HRC", "SC")


def whole_text(symbol: str) -> str:
    """The symbol of the text that a part belongs to: 57/270 of 57/270B."""
    return re.sub(r"(?<=\d)[A-Z](-[A-Z])?(?=\(|$)", "", symbol)


def _same_text(own: str, symbol: str) -> bool:
    return own in (symbol, whole_text(symbol))


def mandates(adopted: InstrumentAdopted) -> Iterator[Adopted]:
    """The adoption of each mandate in the text, in its order.

    Raises `BadInput` where an act cannot be a mandate's identity, or two would share one.
    """
    seen: dict[str, str] = {}
    for paragraph in adopted.paragraphs:
        for act in paragraph.acts:
            if act.mandate:
                identity = identity_of_act(adopted.symbol, act.id)
                if identity in seen:
                    raise BadInput(f"acts {seen[identity]} and {act.id} are both {identity}")
                seen[identity] = act.id
                yield mandate_of(adopted, paragraph, act)


def identity_of_act(symbol: str, act: str) -> str:
    """The identity of a mandate. Raises `BadInput` where the act can have none."""
    try:
        return identity_of(symbol, act)
    except ValueError as error:
        raise BadInput(f"{symbol}: {error}") from None


def mandate_of(adopted: InstrumentAdopted, paragraph: Paragraph, act: Act) -> Adopted:
    """The adoption of the mandate that an act is."""
    due, until = due_and_end(act)
    return Adopted(
        mandate=identity_of_act(adopted.symbol, act.id),
        instrument=adopted.symbol,
        instrument_title=adopted.title,
        body=adopted.body,
        session=adopted.session,
        paragraph=paragraph.number,
        verb=act.verb,
        force=act.force,
        strength=act.strength or tracking.strength(act.verb, act.force, paragraph.text),
        tracked=act.tracked or tracking.tracked(act.addressees, adopted.body),
        addressees=act.addressees,
        collaborators=act.collaborators,
        receiving_body=act.body,
        deliverable=act.deliverable,
        title=act.title,
        due=due,
        dues=act.dues,
        recurrence=act.recurrence,
        rhythm=act.rhythm,
        until=until,
        renews=act.renews,
        cites=act.cites,
        text=paragraph.text,
        span=act.span,
        text_of=adopted.text_of,
        confidence=act.confidence,
    )


def due_and_end(act: Act) -> tuple[Due | None, Due | None]:
    """When what an act asks for is due, and when the task ends: a mission that lasts for a time
    ends then, and nobody owes it by that day."""
    if act.deliverable == "mission" and act.until is None and _lasts(act.due):
        return None, act.due
    return act.due, act.until


def _lasts(due: Due | None) -> bool:
    """Whether a term says how long something lasts: "until 30 June 2024", "for a further year"."""
    return due is not None and (due.text or "").startswith(("until ", "for "))


def unsure(adopted: InstrumentAdopted) -> tuple[str, ...]:
    """The acts of low confidence, each with its reason."""
    acts = (act for paragraph in adopted.paragraphs for act in paragraph.acts)
    return tuple(
        f"{act.id} ({act.reason})" if act.reason else act.id
        for act in acts
        if act.confidence == "low"
    )


def difference(known: InstrumentAdopted, new: InstrumentAdopted) -> tuple[str, ...]:
    """What differs between two readings of one instrument, a line each; empty if nothing does."""
    lines = [
        f"{name}: {getattr(known, name)!r} registered, {getattr(new, name)!r} given"
        for name in ("title", "body", "session", "text_of", "drafts")
        if getattr(known, name) != getattr(new, name)
    ]
    old_paragraphs = {one.number: one for one in known.paragraphs}
    new_paragraphs = {one.number: one for one in new.paragraphs}
    for number in dict.fromkeys((*old_paragraphs, *new_paragraphs)):
        before, after = old_paragraphs.get(number), new_paragraphs.get(number)
        if before is None or after is None:
            lines.append(f"paragraph {number}: {'only given' if after else 'only registered'}")
        elif before != after:
            lines += _paragraph_difference(before, after)
    return tuple(lines)


def _paragraph_difference(before: Paragraph, after: Paragraph) -> Iterator[str]:
    if before.text != after.text:
        yield f"paragraph {before.number}: the text differs"
    old, new = ({act.id: act for act in paragraph.acts} for paragraph in (before, after))
    for act in dict.fromkeys((*old, *new)):
        if act not in old or act not in new:
            yield f"act {act}: {'only given' if act in new else 'only registered'}"
            continue
        for name in Act.model_fields:
            was, now = getattr(old[act], name), getattr(new[act], name)
            if was != now:
                yield f"act {act}: {name} {was!r} registered, {now!r} given"


def refuse_difference(symbol: str, lines: tuple[str, ...]) -> Refused:
    """The refusal of another reading under a known symbol."""
    shown = "; ".join(lines[:5])
    more = f"; and {len(lines) - 5} more" if len(lines) > 5 else ""
    return Refused(f"{symbol} is registered with other content: {shown}{more}")
