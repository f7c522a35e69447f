"""What comparing an instrument with its adopted text records, on it and on its mandates."""

from __future__ import annotations

from collections.abc import Iterator

from ..adoption import due_and_end, identity_of_act, mandate_of
from ..due import bare, same
from ..errors import Refused, Unknown
from ..facts import Facts
from ..instrument import Instrument, InstrumentAdopted, stream_of
from ..mandate import events as e
from ..mandate.correction import as_json, as_strong, stays_true, tracked_with
from ..mandate.state import Mandate
from ..reading import Act, Paragraph
from ..streams import mandate_stream
from ..verification import Matched, TextVerified, VerifyText, as_registered, matched
from .step import States, Step

_FIELDS: dict[str, e.CorrectableField] = {
    "addressees": "addressees", "collaborators": "collaborators", "body": "receiving_body",
    "deliverable": "deliverable", "title": "title", "verb": "verb", "strength": "strength",
    "recurrence": "recurrence", "rhythm": "rhythm", "until": "until", "dues": "dues",
}  # fmt: skip
_REASON = "the adopted text has it otherwise"


def streams(command: VerifyText, states: States) -> Iterator[str]:
    """The instrument, and every mandate that either text has."""
    stream = stream_of(command.symbol)
    yield stream
    known: Instrument | None = states.get(stream)
    if known is None or known.adopted is None:
        return
    for match in matched(known.adopted.paragraphs, command.reading.paragraphs):
        if _mandate_in_either(match):
            yield mandate_stream(identity_of_act(command.symbol, match.id))


def plan(command: VerifyText, states: States, facts: Facts) -> list[Step]:
    """The verification and what follows from it; nothing where it was made already.

    Raises `Refused` with the difference where the texts differ and it is not to be applied, and
    where what was recorded since rests on what was wrong.
    """
    stream = stream_of(command.symbol)
    known: Instrument | None = states[stream]
    if known is None or known.adopted is None:
        raise Unknown(f"{command.symbol} is not registered: adopt it first")
    adopted = known.adopted
    matches = matched(adopted.paragraphs, command.reading.paragraphs)
    verified = TextVerified(
        title=command.reading.title or adopted.title, sha256=command.reading.sha256,
        preamble=command.reading.preamble, paragraphs=as_registered(command.reading, matches),
    )  # fmt: skip
    if adopted.text_of == "adopted" and verified.paragraphs == adopted.paragraphs:
        return []
    differing = [_words(match) for match in matches if _differs(match)]
    if differing and not command.apply:
        shown = "; ".join(differing[:5])
        more = f"; and {len(differing) - 5} more" if len(differing) > 5 else ""
        raise Refused(
            f"the adopted text of {command.symbol} differs: {shown}{more}. Record that with --apply"
        )
    changes = [
        step
        for match in matches
        for step in _changes(command, adopted, match, states, facts)
    ]  # fmt: skip
    return [Step(stream, verified), *changes]


def _changes(
    command: VerifyText, adopted: InstrumentAdopted, match: Matched, states: States, facts: Facts
) -> Iterator[Step]:
    if not _mandate_in_either(match):
        return
    stream = mandate_stream(identity_of_act(command.symbol, match.id))
    mandate: Mandate | None = states[stream]
    title = command.reading.title or adopted.title
    if match.after is None or not match.after.mandate:
        if mandate is not None and mandate.adoption is not None:
            gone = e.MandateVoided(
                event_id=mandate.adoption, reason="it is not in the adopted text"
            )
            yield Step(stream, gone, cause=0)
        return
    if mandate is None:
        if match.before is not None:
            return  # registered once and voided by a person: no text brings it back
        read = adopted.model_copy(update={"text_of": "adopted", "title": title})
        act = match.after.model_copy(update={"id": match.id})
        paragraph = Paragraph(number=match.paragraph, text=match.text, acts=(act,))
        yield Step(stream, mandate_of(read, paragraph, act), cause=0)
        return
    corrections = [*_corrections(mandate, match.after, title)]
    stays_true(mandate, corrections, facts.opened[mandate.id])
    yield from (Step(stream, one, cause=0) for one in corrections)
    yield Step(stream, e.WordsVerified(text=match.text, span=match.after.span), cause=0)


def _corrections(mandate: Mandate, act: Act, title: str | None) -> Iterator[e.Corrected]:
    called = mandate.adopted.instrument_title
    if called != title:
        yield e.Corrected(field="instrument_title", value=title, was=called, reason=_REASON)
    due, until = due_and_end(act)
    act = act.model_copy(update={"until": until})
    for name, field in _FIELDS.items():
        was, now = getattr(mandate.adopted, field), getattr(act, name)
        if not _as_good_as(name, was, now):
            yield e.Corrected(
                field=field, value=as_json(now), was=as_json(was), reason=_REASON,
                tracked=(field == "addressees" and act.tracked)
                or tracked_with(mandate, field, now),
            )  # fmt: skip
            if field == "verb" and act.strength is None:
                yield from as_strong(mandate, act.verb, _REASON)
    said = act.dues[0] if act.dues else due
    if not same(mandate.adopted.due, said):
        yield e.Corrected(
            field="due", occurrence=1, value=as_json(said), was=as_json(mandate.adopted.due),
            reason=_REASON,
        )  # fmt: skip


def _mandate_in_either(match: Matched) -> bool:
    return any(act is not None and act.mandate for act in (match.before, match.after))


def _differs(match: Matched) -> bool:
    before, after = match.before, match.after
    if before is None or after is None:
        alone = before or after
        return alone is not None and alone.mandate
    return before.mandate and bool(_fields_apart(before, after))


def _fields_apart(before: Act, after: Act) -> list[str]:
    apart = [
        name
        for name in _FIELDS
        if not _as_good_as(name, getattr(before, name), getattr(after, name))
    ]
    return apart if same(before.due, after.due) else [*apart, "due"]


def _as_good_as(name: str, was: object, now: object) -> bool:
    """Whether two values say the same. What a reading may leave out says nothing by absence."""
    if name in ("rhythm", "until", "dues") and not now:
        return True
    if name == "until":
        return same(was, now)  # type: ignore[arg-type]  # both are due terms
    if name == "dues":
        return [*map(bare, was)] == [*map(bare, now)]  # type: ignore[call-overload]  # lists of them
    return was == now or (name in ("strength", "body") and None in (was, now))


def _words(match: Matched) -> str:
    if match.before is None:
        return f"act {match.id} is new"
    if match.after is None:
        return f"act {match.id} is gone"
    return f"act {match.id} has another {', '.join(_fields_apart(match.before, match.after))}"
