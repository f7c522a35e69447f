"""Plans about reports: what they answer, where they come out, how they come to a symbol.

A report that began under a slot goes on under its symbol: both streams say so in one transaction.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .. import policy, report
from ..bodies import EVERY, NO_BODIES, Bodies
from ..body import body
from ..days import first_day
from ..errors import BadInput, Refused, Unknown
from ..facts import Facts, Passed
from ..mandate import commands as c
from ..mandate import events as e
from ..mandate.decide import occurrence_of
from ..mandate.occurrence import Delivery, Moment
from ..mandate.refusal import refusal
from ..mandate.state import Mandate
from ..policy import Policy
from ..report import Answer, Report
from ..report.commands import (
    AssignSlot,
    ForecastReport,
    NameReport,
    ReportCommand,
    SupplementReport,
)
from ..report.decide import decide, issued, submitted
from ..report.life import Issue
from ..streams import mandate_stream
from ..symbol import is_document
from .step import States, Step, mandate_in

ReportPlanned = c.SubmitReport | c.IssueReport | ReportCommand


def streams(command: ReportPlanned, states: States) -> Iterator[str]:
    """The streams that a command on a report rests on."""
    match command:
        case c.SubmitReport():
            yield report.stream_of(command.document)
            yield from (mandate_stream(one) for one, _ in command.answers)
            if command.slot is not None:
                yield report.stream_of(command.slot)
        case c.IssueReport():
            yield report.stream_of(command.document)
            known: Report | None = states.get(report.stream_of(command.document))
            yield from (mandate_stream(one.mandate) for one in (known.answers if known else ()))
            yield from _languages_of(known, states)
        case NameReport():
            yield report.stream_of(command.document)
            yield report.stream_of(command.report)
        case ForecastReport() | AssignSlot() | SupplementReport():
            own = report.stream_of(command.report)
            yield own
            yield from report.ties(states.get(own))


def plan(command: ReportPlanned, states: States, facts: Facts) -> list[Step]:
    """What a command on a report records. `plan.plan` says what it raises."""
    match command:
        case c.SubmitReport():
            return _submit(command, states, facts)
        case c.IssueReport():
            return _issue(command, states, facts)
        case NameReport():
            return _named(command.report, command.document, states, facts, None)
        case ForecastReport() | AssignSlot() | SupplementReport():
            stream, known = _as_one(command.report, states)
            return [Step(stream, one) for one in decide(known, command)]


def _as_one(name: str, states: States) -> tuple[str, Report | None]:
    """The stream on which a report goes on, and what is known of it on all its streams."""
    stream = report.stream_of(name)
    known: Report | None = states[stream]
    if known is not None and known.named is not None:
        stream = report.stream_of(known.named)
        return stream, report.over(states[stream], known)
    for one in report.ties(known):
        slot: Report | None = states[one]
        if slot is not None and report.goes_on(slot, name):
            known = report.over(known, slot)
    return stream, known


def _named(slot: str, document: str, states: States, facts: Facts, cause: int | None) -> list[Step]:
    """On both streams, that the report under a slot goes on under a symbol; nothing if it does.

    ``cause``: the index of the step before these that brings it.
    """
    if slot == document:
        return []
    if is_document(slot):
        raise BadInput(f"{slot} is the symbol of a report: name the slot under which it began")
    began: Report | None = states[report.stream_of(slot)]
    known: Report | None = states[report.stream_of(document)]
    if began is None:
        raise Unknown(
            f"no report was forecast or given a slot as {slot} by {facts.day}: record that first"
        )
    event = report.Named(document=document)
    if reason := report.refusal(began, event):
        raise Refused(f"report {slot}: {reason}")
    if known is not None and known.named is not None:
        raise Refused(f"report {document}: it goes on as {known.named}: name that")
    steps: list[Step] = []
    first = 0 if cause is None else cause + 1
    if known is None or slot not in known.begun:
        steps.append(Step(report.stream_of(document), report.Begun(slot=slot), cause))
    if not report.goes_on(began, document):
        steps.append(Step(report.stream_of(slot), event, first if steps else cause))
    return steps


def _languages_of(known: Report | None, states: States) -> Iterator[str]:
    """The policies that say in which languages a report must be out: those of the bodies of the
    mandates that it answers, by their own streams."""
    added: Bodies = states.get(EVERY) or NO_BODIES
    for one in known.answers if known else ():
        mandate: Mandate | None = states.get(mandate_stream(one.mandate))
        if mandate is not None and known is not None and _delivered(mandate, one, known.id):
            if body(mandate.adopted.body) is None:
                yield EVERY
            yield policy.stream_of(added.code_of(mandate.adopted.body))


def _delivered(mandate: Mandate, answer: Answer, document: str) -> list[Delivery]:
    """The report as the mandate's own stream has it: none where it was voided there."""
    one = mandate.occurrence(answer.occurrence)
    return [each for each in one.reports if each.document == document] if one else []


def _submit(command: c.SubmitReport, states: States, facts: Facts) -> list[Step]:
    if not command.answers:
        raise Refused(f"{command.document}: say which mandates it answers (--answers ID,ID)")
    stream = report.stream_of(command.document)
    answers = tuple(
        Answer(mandate=one, occurrence=_answered(mandate_in(states, one, facts), number))
        for one, number in command.answers
    )
    answers = tuple(dict.fromkeys(_as_known(states[stream], answers, command)))
    steps: list[Step] = [Step(stream, one) for one in submitted(states[stream], command, answers)]
    cause = 0 if steps else None
    if command.slot is not None:
        steps += _named(command.slot, command.document, states, facts, cause)
    for answer in answers:
        mandate = mandate_in(states, answer.mandate, facts)
        one = mandate.occurrence(answer.occurrence)
        here = _delivered(mandate, answer, command.document)
        if here and command.late_reason in (None, here[0].late_reason):
            continue
        if mandate.adopted.deliverable == "agenda_item":
            raise Refused(
                f"{mandate.id}: it puts an item on an agenda, which {command.document} cannot "
                "answer: name the mandate that asks for the document"
            )
        if one is None:
            opened = e.OccurrenceOpened(occurrence=answer.occurrence, due=mandate.following())
            if reason := refusal(mandate, opened):
                raise Refused(f"{mandate.id}: {reason}")
            steps.append(Step(mandate_stream(mandate.id), opened, cause))
        event = e.ReportSubmitted(
            occurrence=answer.occurrence, document=command.document,
            late_reason=command.late_reason,
        )  # fmt: skip
        if one is not None and (reason := refusal(mandate, event)):
            raise Refused(f"{mandate.id}: {reason}")
        steps.append(Step(mandate_stream(mandate.id), event, cause))
        if facts.report is not None and answer not in facts.report.answers:
            steps += _came_out(facts.report, answer, command.document, len(steps) - 1, facts)
        for heir in facts.heirs(answer):
            steps += _came_before(command, heir, len(steps), cause, facts)
    return steps


def _came_before(
    command: c.SubmitReport, heir: Passed, at: int, cause: int | None, facts: Facts
) -> list[Step]:
    """What is entered late of a due point that passed on since: it passed with this, as it would
    have, had it been known then."""
    if facts.report is not None and heir.becomes in facts.report.answers:
        return []
    on = heir.day.isoformat()
    event = report.Submitted(
        document=command.document, answers=(heir.becomes,), late_reason=command.late_reason,
        title=command.title,
    )  # fmt: skip
    mine = e.ReportSubmitted(
        occurrence=heir.becomes.occurrence, document=command.document,
        late_reason=command.late_reason, came_on=_came(command, facts),
    )  # fmt: skip
    steps = [
        Step(report.stream_of(command.document), event, cause, on),
        Step(mandate_stream(heir.becomes.mandate), mine, at, on),
    ]
    for out in facts.report.issues if facts.report else ():
        before = Moment(first_day(out.on), out.day).said if out.day <= heir.day else None
        issued_then = _once_out(heir.becomes, command.document, out, before)
        steps.append(Step(steps[1].stream, issued_then, at + 1, on if before else out.on))
    return steps


def _came(command: c.SubmitReport | c.IssueReport, facts: Facts) -> str:
    return Moment(first_day(command.on) if command.on else facts.day, facts.day).said


def _answered(mandate: Mandate, number: int | None) -> int:
    """The number of the due point that a report answers. The next one that the text gives opens
    with a report that comes before its day."""
    following = mandate.occurrences[-1].number + 1
    if number == following and mandate.following() is not None:
        return following
    return occurrence_of(mandate, number, delivery=True).number


def _came_out(
    known: Report, answer: Answer, document: str, cause: int, facts: Facts
) -> Iterator[Step]:
    """When what it answers is found later: that the report came out, each time that it did."""
    for out in known.issues:
        on = out.on if out.day > facts.day else None
        yield Step(mandate_stream(answer.mandate), _once_out(answer, document, out), cause, on)


def _once_out(
    answer: Answer, document: str, out: Issue, came_on: str | None = None
) -> e.ReportIssued:
    return e.ReportIssued(
        occurrence=answer.occurrence, document=document, languages=out.languages,
        complete=out.complete, came_on=came_on,
    )  # fmt: skip


def _as_known(
    known: Report | None, answers: tuple[Answer, ...], command: c.SubmitReport
) -> tuple[Answer, ...]:
    """Where no occurrence was named, the one that the document is known to answer."""
    before = {one.mandate: one for one in (known.answers if known else ())}
    named = {mandate for mandate, number in command.answers if number is not None}
    return tuple(one if one.mandate in named else before.get(one.mandate, one) for one in answers)


def _issue(command: c.IssueReport, states: States, facts: Facts) -> list[Step]:
    stream = report.stream_of(command.document)
    known: Report | None = states[stream]
    if known is None or known.submitted is None:
        raise _not_there_yet(command.document, facts)
    named = [one for one in _languages_of(known, states) if one != EVERY]
    policies: list[Policy] = [states[one] or Policy(one) for one in named]
    required = {language for one in policies for language in one.on(facts.day).languages}
    events = issued(known, command, tuple(sorted(required)) or report.OFFICIAL_LANGUAGES)
    steps = [Step(stream, one) for one in events]
    for answer in known.answers:
        mandate: Mandate | None = states[mandate_stream(answer.mandate)]
        steps += _out(mandate, answer, known, events)
        steps += _out_before(command, events, answer, facts)
    return steps


def _not_there_yet(document: str, facts: Facts) -> Refused | Unknown:
    """Why a report cannot come out on a day: it came later, or for all that is known of its month
    may have, or nobody said that it came."""
    came = facts.report.submitted if facts.report else None
    if came is None:
        return Unknown(f"report {document} was not submitted by {facts.day}: record that first")
    if came.earliest <= facts.day:
        return Refused(
            f"report {document} was submitted in {came.said}, which may be after {facts.day}: let "
            "it come out in that time too, or on a day after it"
        )
    return Refused(f"report {document} was submitted on {came.said}: it is not out on {facts.day}")


def _out(
    mandate: Mandate | None, answer: Answer, known: Report, events: Sequence[report.Issued]
) -> Iterator[Step]:
    """What a mandate's stream records when a report comes out that answers it: also each earlier
    time that it came out and of which the stream knows nothing, as that was voided there."""
    document = known.id
    here = _delivered(mandate, answer, document) if mandate else []
    if mandate is None or not here:
        return  # that it answers this mandate was voided on its stream
    if mandate.ended and mandate.ended.how not in ("expired", "lapsed"):
        return  # an act ended it: what comes out then is the successor's affair, or none
    told = here[0].languages
    for before in known.issues:
        if not told.issuperset(before.languages):
            told |= set(before.languages)
            yield Step(mandate_stream(mandate.id), e.ReportIssued(
                occurrence=answer.occurrence, document=document, languages=before.languages,
                complete=before.complete, came_on=before.on,
            ))  # fmt: skip
    for event in events:
        yield Step(mandate_stream(mandate.id), e.ReportIssued(
            occurrence=answer.occurrence, document=document, languages=event.languages,
            complete=event.complete,
        ), cause=0)  # fmt: skip


def _out_before(
    command: c.IssueReport, events: Sequence[report.Issued], answer: Answer, facts: Facts
) -> Iterator[Step]:
    """The same for a due point that passed on since, with the report that came for it."""
    for heir in facts.heirs(answer):
        one = heir.heir.occurrence(heir.becomes.occurrence)
        if one is None or all(each.document != command.document for each in one.reports):
            continue
        for event in events:
            out = e.ReportIssued(
                occurrence=one.number, document=command.document, languages=event.languages,
                complete=event.complete, came_on=_came(command, facts),
            )  # fmt: skip
            yield Step(mandate_stream(heir.heir.id), out, 0, heir.day.isoformat())
