"""Sentences that rules are tested with.

A history is a row of plain events. What surrounds an event in the record (position, version, day)
is filled in: it takes effect on the day of the one before it, the first one on 22 December 1999,
unless `on` dates it; it lies on the stream that its kind suggests, unless `of` names another.

    given(adopted(), on("2001-06-29", submitted())).when(Consider(mandate=M)).then(Considered(...))
    given(adopted()).when(Retire(mandate=M, authority=SC)).then_refused("cannot end")
    given(adopted(), of("GA/56", planned("2001-09-11"))).shows("2001-08-01", issue_is="overdue 1")
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from itertools import count
from typing import Any
from uuid import UUID

from mandates.adapters.record.port import is_kind
from mandates.domain import deadlines as d
from mandates.domain.bodies import EVERY, Bodies
from mandates.domain.calendar import Calendar
from mandates.domain.command import Command
from mandates.domain.days import last_day
from mandates.domain.due import parse as due
from mandates.domain.due import words
from mandates.domain.errors import MandatesError, Refused
from mandates.domain.event import Envelope, Event, Recorded
from mandates.domain.fold import fold, unlawful
from mandates.domain.judgement import Verdict, judge
from mandates.domain.mandate.events import Adopted, Considered, ReportIssued, ReportSubmitted
from mandates.domain.mandate.occurrence import Occurrence
from mandates.domain.mandate.state import Mandate
from mandates.domain.reading import Act, Paragraph, Reading
from mandates.domain.report import OFFICIAL_LANGUAGES
from mandates.domain.session import Planned, Session
from mandates.domain.streams import DECIDERS, decider_of, identity_in, kind_of, mandate_stream

M = "A/RES/54/226#2.2"
N = "A/RES/54/226#18.2"
NEWER = "A/RES/56/202#5.1"
REPORT = "A/56/465"
ADOPTION = "1999-12-22"
GA = "A/RES/56/202"
"""An authority: an act of the General Assembly."""
SC = "S/RES/1325(2000)"
"""An authority: an act of the Security Council."""


# --- facts ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Fact:
    """An event and what is said about it: its day, when it was written down, whose it is."""

    event: Event
    day: str | None = None
    recorded: str | None = None
    identity: str | None = None


def on(day: str, event: Event | Fact, *, recorded: str | None = None) -> Fact:
    """The event takes effect on this day (or month, or year).

    It is written down on ``recorded``; if that is not said, on the same day, or as soon after it
    as the events before it in the row allow: an event dated back is one that was entered late.
    """
    fact = event if isinstance(event, Fact) else Fact(event)
    return replace(fact, day=day, recorded=recorded)


def of(identity: str, *events: Event | Fact) -> list[Fact]:
    """The events of another mandate, session, report or instrument than the one that is meant."""
    facts = (one if isinstance(one, Fact) else Fact(one) for one in events)
    return [replace(fact, identity=identity) for fact in facts]


def adopted(mandate: str = M, **changes: Any) -> Adopted:
    """A typical mandate: 54/226 asks the Secretary-General for a report at the 56th session."""
    symbol, _, act = mandate.partition("#")
    typical: dict[str, Any] = {
        "mandate": mandate,
        "instrument": symbol,
        "instrument_title": "Economic and technical cooperation among developing countries",
        "body": "General Assembly",
        "session": 54,
        "paragraph": act.rpartition(".")[0],
        "verb": "request",
        "force": "directive",
        "strength": "request",
        "tracked": "yes",
        "addressees": ("Secretary-General",),
        "deliverable": "report",
        "title": "state of South-South cooperation",
        "due": due("GA/56"),
        "text_of": "adopted",
    }
    return Adopted(**typical | changes)


def mandate(**changes: Any) -> Mandate:
    """The state of that mandate on the day of its adoption."""
    state = given(adopted(**changes)).mandate()
    assert state is not None
    return state


def submitted(document: str = REPORT, occurrence: int = 1, **more: Any) -> ReportSubmitted:
    """The report went to documents management."""
    return ReportSubmitted(occurrence=occurrence, document=document, **more)


def issued(document: str = REPORT, occurrence: int = 1) -> ReportIssued:
    """The report came out in all official languages."""
    return ReportIssued(
        occurrence=occurrence, document=document, languages=OFFICIAL_LANGUAGES, complete=True
    )


def considered(occurrence: int = 1, **more: Any) -> Considered:
    """The body dealt with it."""
    return Considered(occurrence=occurrence, **more)


def planned(opens: str, closes: str | None = None) -> Planned:
    """The days of a session were set."""
    return Planned(opens=opens, closes=closes)


def reading(*acts: Act, **changes: Any) -> Reading:
    """A text taken apart: one paragraph for each act, numbered as the act says."""
    paragraphs: dict[str, list[Act]] = {}
    for one in acts:
        paragraphs.setdefault(one.id.rpartition(".")[0], []).append(one)
    typical: dict[str, Any] = {"symbol": "A/RES/54/226", "body": "General Assembly", "session": 54}
    typical["paragraphs"] = tuple(
        Paragraph(number=number, text="Requests the Secretary-General", acts=tuple(ones))
        for number, ones in paragraphs.items()
    )
    return Reading(**typical | changes)


def act(identity: str = "2.2", **changes: Any) -> Act:
    """A typical act of it: a request for a report."""
    typical: dict[str, Any] = {
        "id": identity,
        "verb": "request",
        "force": "directive",
        "mandate": True,
        "addressees": ("Secretary-General",),
        "deliverable": "report",
        "due": due("GA/56"),
    }
    return Act(**typical | changes)


# --- the record -----------------------------------------------------------------------------------


def event_id(position: int) -> UUID:
    """The id that the event at this place of the row is given, counted from 1."""
    return UUID(int=position)


def record(*facts: Event | Fact | Iterable[Event | Fact]) -> tuple[Recorded, ...]:
    """The row of events as a record holds it."""
    history: list[Recorded] = []
    day = ADOPTION
    for one in _flat(facts):
        fact = one if isinstance(one, Fact) else Fact(one)
        day = fact.day or day
        history.append(_recorded(fact, day, history))
    return tuple(history)


def _flat(facts: Iterable[Event | Fact | Iterable[Event | Fact]]) -> Iterable[Event | Fact]:
    for one in facts:
        if isinstance(one, Event | Fact):
            yield one
        else:
            yield from one


def _recorded(fact: Fact, day: str, before: Sequence[Recorded]) -> Recorded:
    position = len(before) + 1
    stream = _stream(fact, before)
    written = last_day(fact.recorded or day)
    if before and not fact.recorded:
        written = max(written, before[-1].recorded_on)
    envelope = Envelope(
        recorded_at=datetime.combine(written, time(12), UTC),
        actor="desk",
        effective_on=day,
        command_id=event_id(position),
        command_index=0,
        command_size=1,
        command_digest="",
    )
    version = sum(1 for one in before if one.stream == stream) + 1
    return Recorded(position, stream, version, event_id(position), envelope, fact.event)


def _stream(fact: Fact, before: Sequence[Recorded]) -> str:
    kind = fact.event.tag.split(".")[0]
    assert kind in DECIDERS, f"no stream for {fact.event.tag}"
    if fact.identity:
        return f"{kind}-{fact.identity}"
    if isinstance(fact.event, Adopted):
        return mandate_stream(fact.event.mandate)
    same_kind = (one.stream for one in reversed(before) if kind_of(one.stream) == kind)
    usual = {
        "mandate": M,
        "session": "GA/56",
        "report": REPORT,
        "instrument": "A/RES/54/226",
        "fund": "PGTF",
        "proposal": f"{M}..{NEWER}",
        "body": "HLC",
        "policy": "GA",
        "item": "GA/56/99(b)",
        "entity": "Special Unit",
    }
    return next(same_kind, f"{kind}-{usual[kind]}")


# --- given ----------------------------------------------------------------------------------------


def given(*facts: Event | Fact | Iterable[Event | Fact]) -> Given:
    """What has happened."""
    return Given(record(*facts))


@dataclass(frozen=True)
class Given:
    """A history on one or more streams, and what can be asked of it."""

    history: tuple[Recorded, ...]

    @property
    def today(self) -> date:
        """The day on which the last event was written down."""
        return self.history[-1].recorded_on if self.history else date.fromisoformat(ADOPTION)

    def state(self, stream: str, as_of: date | None = None, known_at: int | None = None) -> Any:
        """The state of a stream at a point."""
        return fold(decider_of(stream).evolve, self._of(stream), as_of, known_at)

    def mandate(
        self, identity: str | None = None, as_of: str | None = None, known_at: int | None = None
    ) -> Mandate | None:
        """The mandate (the first one, unless it is named) at a point."""
        stream = mandate_stream(identity) if identity else self._first("mandate")
        state: Mandate | None = self.state(stream, last_day(as_of) if as_of else None, known_at)
        return state

    def calendar(self, as_of: date, known_at: int | None = None) -> Calendar:
        """All sessions as they stand on a day."""
        names = {one.stream for one in self.history if kind_of(one.stream) == "session"}
        states: dict[str, Session | None] = {
            identity_in(name): self.state(name, as_of, known_at) for name in names
        }
        policies = {
            identity_in(one.stream): self.state(one.stream, as_of, known_at)
            for one in self.history
            if kind_of(one.stream) == "policy"
        }
        return Calendar(
            as_of,
            {name: state for name, state in states.items() if state},
            {name: state for name, state in policies.items() if state},
            Bodies({
                identity_in(one.stream): state
                for one in self.history
                if one.stream.startswith(EVERY)
                if (state := self.state(one.stream, None, known_at)) is not None
            }),
            {
                identity_in(one.stream): state.meetings
                for one in self.history
                if kind_of(one.stream) == "item"
                if (state := self.state(one.stream, as_of, known_at)) is not None
            },
        )  # fmt: skip

    def when(self, *commands: Command) -> Outcome:
        """Wishes, judged together, each on its own day: ``on`` of the command, else today.

        They are written down today, or on their own day where that is later.
        """
        days = [last_day(command.effective_on(self.today)) for command in commands]
        now = datetime.combine(max(self.today, *days), time(12), UTC)
        ids = (event_id(len(self.history) + n) for n in count(1))
        judging = judge(commands, now, lambda: next(ids), self._siblings)
        given: set[str] = set()
        try:
            asked = next(judging)
            while True:
                assert not given & {*asked}, "it asks for what it was given"
                given |= {*asked}
                sent = {name: self._of(name) for name in asked}
                for kind in filter(is_kind, asked):
                    named = {one.stream for one in self.history if one.stream.startswith(kind)}
                    sent |= {name: self._of(name) for name in named}
                asked = judging.send(sent)
        except StopIteration as judged:
            return Outcome(self, now, judged.value, None)
        except MandatesError as error:
            return Outcome(self, now, [], error)

    def _of(self, stream: str) -> tuple[Recorded, ...]:
        return tuple(one for one in self.history if one.stream == stream)

    @property
    def _siblings(self) -> Mapping[UUID, Sequence[Recorded]]:
        commands: dict[UUID, list[Recorded]] = {}
        for one in self.history:
            commands.setdefault(one.envelope.command_id, []).append(one)
        return {one.event_id: commands[one.envelope.command_id] for one in self.history}

    def shows(
        self,
        as_of: str | None = None,
        *,
        mandate: str | None = None,
        occurrence: int | None = None,
        known_at: int | None = None,
        **expected: object,
    ) -> Given:
        """What follows from it on a day (the last one, unless it is said): fields of `Shown`."""
        shown = self.shown(as_of, mandate, occurrence, known_at)
        found = {name: getattr(shown, name) for name in expected}
        assert found == expected, f"shows {found}"
        return self

    def shown(
        self,
        as_of: str | None = None,
        mandate: str | None = None,
        occurrence: int | None = None,
        known_at: int | None = None,
    ) -> Shown:
        """All that follows from it on a day."""
        day = last_day(as_of) if as_of else self.today
        stream = mandate_stream(mandate) if mandate else self._first("mandate")
        state: Mandate | None = self.state(stream, day, known_at)
        assert state is not None, f"{stream} was not adopted by {day}"
        one = state.occurrence(occurrence) if occurrence else state.current
        assert one is not None, f"there is no occurrence {occurrence}"
        return Shown(state, one, self.calendar(day, known_at), day)

    def _first(self, kind: str) -> str:
        return next(one.stream for one in self.history if kind_of(one.stream) == kind)


@dataclass(frozen=True)
class Shown:
    """What is derived from a mandate, for one occurrence, on a day."""

    mandate: Mandate
    one: Occurrence
    calendar: Calendar
    as_of: date

    def _by(self, kind: str) -> str | None:
        found = d.deadlines(self.mandate, self.one, self.calendar)
        return next((each.day.isoformat() for each in found if each.kind == kind), None)

    def _how(self, kind: str) -> str | None:
        found = d.standing(self.mandate, self.one, self.calendar, self.as_of)
        one = next((each for each in found if each.deadline.kind == kind), None)
        if one is None:
            return None
        days = f" {one.days}" if one.days is not None else ""
        return f"{one.state}{days}{' (uncertain)' if one.uncertain else ''}"

    @property
    def legal(self) -> str:
        return self.mandate.legal

    @property
    def stage(self) -> str:
        return self.one.stage

    @property
    def end(self) -> str | None:
        return self.one.end

    @property
    def due(self) -> str:
        return words(self.one.due)

    @property
    def open(self) -> list[int]:
        return [one.number for one in self.mandate.occurrences if one.open]

    @property
    def late_days(self) -> dict[Any, int]:
        return dict(self.one.late_days)

    @property
    def tracked(self) -> str:
        return self.mandate.tracked

    @property
    def leads(self) -> tuple[str, ...]:
        return self.mandate.leads

    @property
    def contributing(self) -> tuple[str, ...]:
        return self.mandate.contributing

    @property
    def newer(self) -> list[tuple[str, str | None]]:
        return [(link.how, link.mandate) for link in self.mandate.newer]

    @property
    def older(self) -> list[tuple[str, str | None]]:
        return [(link.how, link.mandate) for link in self.mandate.older]

    def anchor(self, kind: str) -> str | None:
        """What a deadline is counted back from: a session, or the meeting on an item; None where
        there is no such deadline."""
        found = d.deadlines(self.mandate, self.one, self.calendar)
        one = next((each.anchor for each in found if each.kind == kind), None)
        return f"{one.day} {one.item or 'opening'}" if one else None

    @property
    def submission(self) -> str | None:
        return self._by("submission")

    @property
    def issue(self) -> str | None:
        return self._by("issue")

    @property
    def window_closes(self) -> str | None:
        return self._by("legal")

    @property
    def submission_is(self) -> str | None:
        return self._how("submission")

    @property
    def issue_is(self) -> str | None:
        return self._how("issue")

    @property
    def legal_is(self) -> str | None:
        return self._how("legal")

    @property
    def timeliness(self) -> str:
        """As the register prints it: "overdue submission 10", "upcoming legal", "open_ended"."""
        standings = d.standing(self.mandate, self.one, self.calendar, self.as_of)
        verdict = d.timeliness(self.mandate, self.one, standings, self.calendar)
        days = str(verdict.days) if verdict.days is not None else ""
        unsure = "(uncertain)" if verdict.uncertain else ""
        return " ".join(filter(None, (verdict.value, verdict.deadline, days, unsure)))


# --- when, then -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Outcome:
    """What a wish led to."""

    before: Given
    now: datetime
    verdicts: Sequence[Verdict]
    error: MandatesError | None

    @property
    def events(self) -> list[Event]:
        """What is recorded, in order."""
        return [one.event for one in self.verdicts]

    def then(self, *events: Event | Mapping[str, Sequence[Event]]) -> Outcome:
        """Exactly these events are recorded, in this order.

        On several streams: one mapping from the identities to the events of each. Whatever is
        recorded must be lawful where it stands.
        """
        if self.error:
            raise AssertionError(f"refused: {self.error}") from self.error
        if len(events) == 1 and isinstance(events[0], Mapping):
            found: dict[str, list[Event]] = {}
            for one in self.verdicts:
                found.setdefault(identity_in(one.stream), []).append(one.event)
            assert found == events[0], f"recorded {found}"
        else:
            assert len({one.stream for one in self.verdicts}) <= 1, "several streams: name them"
            assert self.events == list(events), f"recorded {self.events}"
        self._is_lawful()
        return self

    def then_nothing(self) -> Outcome:
        """The wish is satisfied already."""
        return self.then()

    def then_refused(self, reason: str, error: type[MandatesError] = Refused) -> None:
        """A rule says no, and says why."""
        assert self.error is not None, f"not refused: {self.events}"
        assert isinstance(self.error, error), repr(self.error)
        assert reason in str(self.error), str(self.error)
        assert "\n" not in str(self.error), "an error is one line"

    @property
    def after(self) -> Given:
        """The history with what the wish led to, for the next one."""
        if self.error:
            raise AssertionError(f"refused: {self.error}") from self.error
        history = list(self.before.history)
        command_id = event_id(len(history) + 1)
        for one in self.verdicts:
            fact = Fact(
                one.event, one.effective_on, self.now.date().isoformat(), identity_in(one.stream)
            )
            recorded = _recorded(fact, one.effective_on, history)
            envelope = recorded.envelope.model_copy(
                update={"command_id": command_id, "causation_id": one.cause}
            )
            history.append(replace(recorded, envelope=envelope))
        return Given(tuple(history))

    def shows(self, as_of: str | None = None, **expected: Any) -> Outcome:
        """What follows on a day from the history with what the wish led to."""
        self.after.shows(as_of, **expected)
        return self

    def _is_lawful(self) -> None:
        after = self.after.history
        new = {one.event_id for one in after[len(self.before.history) :]}
        for stream in {one.stream for one in self.verdicts}:
            own = [one for one in after if one.stream == stream]
            decider = decider_of(stream)
            wrong = unlawful(decider.evolve, decider.refusal, own)
            assert not new & wrong.keys(), [reason for _, reason in wrong.values()]


__all__ = [
    "ADOPTION",
    "GA",
    "NEWER",
    "REPORT",
    "SC",
    "Fact",
    "Given",
    "M",
    "N",
    "Outcome",
    "act",
    "adopted",
    "considered",
    "due",
    "event_id",
    "given",
    "issued",
    "mandate",
    "of",
    "on",
    "planned",
    "reading",
    "record",
    "submitted",
]  # fmt: skip
