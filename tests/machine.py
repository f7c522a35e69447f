"""What every state machine does to one record, whatever it is about; see `plain` for the model.

Two engines record, in turn and at once, are closed and opened again; the clock goes on and back;
things are entered late, known by their month, and voided. Whether a wish is refused, what it
records and what anybody reads at any point must be what the model says, and the same again from
views that were built anew. A run that did not reach what it is for fails.
"""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import permutations
from pathlib import Path
from typing import Any, ClassVar, TypeVar
from uuid import UUID, uuid4

from host import Clock, check_views, check_whole, tags
from hypothesis import Phase, event, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    get_state_machine_test,
    invariant,
    rule,
)
from plain import papers, sessions
from plain.mandates import facts
from plain.model import Record
from plain.record import SAID, No, Span, Step, first_of, holds, m
from worded import brought, named, occurrences, session, totals

from mandates import Answer, BadInput, Engine, Note, Refused, RegisterQuery, Void
from mandates.domain.due import words
from mandates.domain.event import Recorded
from mandates.projections.item import Shown

START = date(2001, 1, 8)
PHASES = [each for each in Phase if each is not Phase.explain]
EXAMPLES, LEAST, ROUNDS = 5, 1, 12
"""A run goes on in rounds of so many examples, for two rounds at least and twelve at most."""
index = st.integers(0, 60)
When = int | str
late: st.SearchStrategy[When] = st.sampled_from([0, 0, 0, 0, 3, 15, 40, "month", "last month"])
"""From when on something holds: days ago, or a month of which the day is not known."""
Method = TypeVar("Method", bound=Callable[..., None])


def offered(often: int = 1, **arguments: st.SearchStrategy[Any]) -> Callable[[Method], Method]:
    """Something that may happen, and how many times likelier than others. (Were each a rule of its
    own, hypothesis would leave most of them out of most runs, and few would get anywhere.)"""

    def offer(method: Method) -> Method:
        method.offer = (often, arguments)  # type: ignore[attr-defined]
        return method

    return offer


@dataclass(frozen=True)
class Wish:
    """A command of some day, and what the model makes of it."""

    command: Any
    span: Span
    expected: Callable[[Record, Span], list[Step]]


SAYS = ("addressees", "verb", "title", "strength", "deliverable", "tracked", "tracking_reason",
        "notes", "text_of")  # fmt: skip
"""What a mandate says, and what people said of it."""


class Machine(RuleBasedStateMachine):
    """A record that two engines write and everybody reads."""

    reached: ClassVar[Counter[str]]
    needed: ClassVar[Mapping[str, int]]
    """How often a run must come to what it is for."""
    raced: ClassVar[tuple[str, ...]]
    """What two writers do at once."""
    weights: ClassVar[Mapping[str, int]] = {}
    """What is likelier or less likely here than it says itself."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="mandates-"))
        self.clock = Clock(START.isoformat())
        self.record = Record()
        self.engines = [self.opened(), self.opened()]
        self.turn = self.steps = 0
        self.sent: list[tuple[Any, UUID, Answer]] = []
        self.waiting: list[Wish] | None = None
        self.checked: tuple[int, date] | None = None

    def opened(self) -> Engine:
        return Engine.open(self.folder / "record.db", clock=self.clock)

    @property
    def engine(self) -> Engine:
        """The engines take turns."""
        self.turn += 1
        return self.engines[self.turn % 2]

    @property
    def today(self) -> date:
        return self.clock.now.date()

    def come_to(self, *whats: str) -> None:
        for what in whats:
            self.reached[what] += 1
            event(what)

    @classmethod
    def offers(cls) -> dict[str, tuple[int, dict[str, st.SearchStrategy[Any]]]]:
        members = {name: getattr(cls, name) for name in dir(cls)}
        offers = {name: one.offer for name, one in members.items() if hasattr(one, "offer")}
        return {
            name: (cls.weights.get(name, often), arguments)
            for name, (often, arguments) in offers.items()
        }

    @rule(data=st.data())
    def something_happens(self, data: st.DataObject) -> None:
        names = [name for name, (often, _) in self.offers().items() for _ in range(often)]
        self.happens(data.draw(st.sampled_from(names)), data)

    def happens(self, name: str, data: st.DataObject) -> None:
        arguments = self.offers()[name][1]
        getattr(self, name)(**{key: data.draw(one) for key, one in arguments.items()})

    # --- recording --------------------------------------------------------------------------------

    def wish(
        self, command: Any, when: When, expected: Callable[[Record, Span], list[Step]]
    ) -> None:
        """Wish something as of some days ago or ahead, or of a month."""
        text, span = self.dated(when)
        wish = Wish(command.model_copy(update={"on": text}), span, expected)
        if self.waiting is not None:
            self.waiting.append(wish)
        else:
            self.execute(wish)

    def dated(self, when: When) -> tuple[str | None, Span]:
        if isinstance(when, int):
            day = self.today - timedelta(days=when)
            return day.isoformat() if when else None, (day, day)
        self.come_to("known by its month")
        month = self.today if when == "month" else self.today.replace(day=1) - timedelta(days=1)
        text = f"{month:%Y-%m}"
        return text, (first_of(text), holds(text, self.record.written(self.today)))

    def execute(self, *wishes: Wish) -> None:
        """Execute a wish, or two at once, and see that the model thinks as the engine does."""
        ids = [uuid4() for _ in wishes]
        if len(wishes) == 1:
            answers = [self._answer(self.engine, wishes[0].command, ids[0])]
        else:
            with ThreadPoolExecutor(len(wishes)) as pool:
                commands = [one.command for one in wishes]
                answers = list(pool.map(self._answer, self.engines, commands, ids))
        told = {
            order: self._told(order, wishes, answers) for order in permutations(range(len(wishes)))
        }
        agreed = [one for one in told.values() if isinstance(one, Record)]
        assert agreed, "\n".join(str(one) for one in told.values())
        self.record = agreed[0]
        for wish, command_id, answer in zip(wishes, ids, answers, strict=True):
            if isinstance(answer, Answer) and answer.recorded:
                self.sent.append((wish.command, command_id, answer))
                self.come_to(*(kind for _, kind in named(answer.recorded)))
                passed = (getattr(one.event, "passed_from", None) for one in answer.recorded)
                if any(passed):
                    kinds = {kind for _, kind in named(answer.recorded)}
                    took = kinds & {"submitted", "deferred", "item_linked"}
                    self.come_to(*(f"took along: {kind}" for kind in took))
                self.come_to("late entry" if wish.span[1] < self.today else "recorded")
                if wish.span[1] > self.today:
                    self.come_to("ahead")
            else:
                self.come_to("refused" if isinstance(answer, str) else "satisfied")

    @staticmethod
    def _answer(engine: Engine, command: Any, command_id: UUID) -> Answer | str:
        """The answer, or why it was refused."""
        try:
            return engine.execute(command, by="desk", command_id=command_id)
        except (Refused, BadInput) as refused:
            return str(refused)

    def _told(
        self, order: Sequence[int], wishes: Sequence[Wish], answers: Sequence[Answer | str]
    ) -> Record | str:
        """The record as the model has it after these in an order; or what differs."""
        record = Record(self.record.events)
        for number in order:
            wish, answer = wishes[number], answers[number]
            steps: list[Step] | None
            try:
                steps = wish.expected(record, wish.span)
                record.lawful(steps, wish.span, self.today)
            except No as no:
                steps = None
                if str(no).startswith("later"):
                    self.come_to("late entry refused")
                if str(no).startswith("it would carry itself"):
                    self.come_to("circle refused")
            if steps is None or isinstance(answer, str):
                if steps is not None or not isinstance(answer, str):
                    said = answer if isinstance(answer, str) else tags(answer.recorded)
                    return f"{wish.command!r}: the model says {steps}, the engine {said}"
                continue
            expected = [
                (one.stream, one.kind, one.day or (one.span or wish.span)[1]) for one in steps
            ]
            found = [(*one, event.day) for one, event in zip(
                named(answer.recorded), answer.recorded, strict=True)]  # fmt: skip
            if expected != found:
                return f"{wish.command!r}: the model says {expected}, the engine {found}"
            record.record(steps, wish.span, answer.recorded)
        record.events.sort(key=lambda one: one.position)
        return record

    @offered(often=2, data=st.data())
    def two_at_once(self, data: st.DataObject) -> None:
        """Two writers record at the same time: as if one had come after the other."""
        self.waiting = []
        for _ in range(2):
            self.happens(data.draw(st.sampled_from(self.raced)), data)
        wishes, self.waiting = self.waiting, None
        if len(wishes) == 2:
            self.execute(*wishes)
            self.come_to("two at once")

    # --- voids ------------------------------------------------------------------------------------

    def void(self, chosen: Any) -> None:
        command = Void(event_id=chosen.id, reason="recorded by mistake")
        before = len(self.record.events)
        self.wish(command, 0, lambda record, _: record.void(chosen.id))
        if len(self.record.events) > before:
            self.come_to("void", f"void of {chosen.kind}")

    @offered(often=2, back=st.integers(1, 6))
    def void_recent(self, back: int) -> None:
        if self.record.events:
            self.void(self.record.events[-min(back, len(self.record.events))])

    @offered(often=2, kind=index, number=index)
    def void_of_a_kind(self, kind: int, number: int) -> None:
        kinds = sorted({one.kind for one in self.record.events})
        if kinds:
            chosen = kinds[kind % len(kinds)]
            alike = [one for one in self.record.events if one.kind == chosen]
            self.void(alike[number % len(alike)])

    @offered(number=index)
    def void_an_opening_or_an_end(self, number: int) -> None:
        brought = [one for one in self.record.events if one.by_time and one.kind not in SAID]
        if brought:
            self.void(brought[-1 - number % min(len(brought), 3)])

    @offered(often=2, number=index)
    def void_a_void(self, number: int) -> None:
        voids = [one for one in self.record.events if one.kind == "voided"]
        if voids:
            self.void(voids[number % len(voids)])

    # --- time -------------------------------------------------------------------------------------

    @offered(often=2, days=st.sampled_from([1, 5, 14, 30, 60]))
    def time_passes(self, days: int) -> None:
        self.clock.step(days=days)

    @offered(days=st.sampled_from([1, 10, 35]))
    def the_clock_steps_back(self, days: int) -> None:
        if self.today - timedelta(days=days) > START:
            self.clock.step(days=-days)
            self.come_to("clock back")

    @offered(often=8, days=st.sampled_from([0, 7, 20, 30]))
    def tick(self, days: int) -> None:
        """Some time passes, and what that brings is said: twice is as once."""
        self.clock.step(days=days)
        expected = self.record.tick(self.today)
        before = self.engines[0].status().position
        self.engine.tick()
        said = list(self.engine.events(before))
        found: dict[str, list[Recorded]] = {}
        for one in said:
            found.setdefault(one.stream.partition("-")[2], []).append(one)
        flat = {name: [one for some in rounds for one in some] for name, rounds in expected.items()}
        told = {name: [brought(one) for one in some] for name, some in found.items()}
        foretold = {
            name: [(step.kind, step.day, *step.data.values()) for step in steps]
            for name, steps in flat.items()
        }
        apart = {
            name: (told.get(name), foretold.get(name))
            for name in told.keys() | foretold.keys()
            if told.get(name) != foretold.get(name)
        }
        assert not apart, f"what the engine says, and the model: {apart}"
        for name, recorded in found.items():
            self.record.record(flat[name], (self.today, self.today), recorded)
        self.record.events.sort(key=lambda one: one.position)
        self.come_to(*tags(said), *("announced" for _ in said))
        assert self.engine.tick() == 0
        assert len({one.envelope.correlation_id for one in said}) <= 1

    # --- the host ---------------------------------------------------------------------------------

    @offered(often=2, number=index)
    def restart(self, number: int) -> None:
        which = number % 2
        self.engines[which].close()
        self.engines[which] = self.opened()
        self.come_to("restart")

    @offered(number=index)
    def send_again(self, number: int) -> None:
        if not self.sent:
            return
        command, command_id, answer = self.sent[number % len(self.sent)]
        assert self.engine.execute(command, by="again", command_id=command_id) == answer
        other = Note(mandate=self.record.mandates[0], text="other content")
        try:
            self.engine.execute(other, by="again", command_id=command_id)
        except Refused:
            self.come_to("resent")
        else:
            raise AssertionError("a command id was used for two commands")

    @offered()
    def rebuild(self) -> None:
        self.engine.rebuild()

    # --- what must always hold --------------------------------------------------------------------

    @offered(back=st.integers(0, 12), ago=st.sampled_from([-30, 0, 1, 20, 50]))
    def ask_what_was_known(self, back: int, ago: int) -> None:
        """As known at an earlier position, and as true on another day."""
        asked = max(len(self.record.events) - back, 0)
        at = self.engine.basis(known_at=asked).position
        assert asked - 12 < at <= asked
        self.check(self.engine, self.today - timedelta(days=ago), at)

    @invariant()
    def everybody_reads_what_the_model_says(self) -> None:
        """Today, some days ago and some days ahead, in turn, where anything has changed."""
        self.steps += 1
        now = (len(self.record.events), self.today)
        if self.steps % 2 and now != self.checked:
            self.checked = now
            ago = (0, 17, 0, -45)[self.turn % 4]
            self.check(self.engine, self.today - timedelta(days=ago), None)

    def check(self, engine: Engine, day: date, known: int | None) -> None:
        """Every axis of every mandate; and in turn one in full, the sessions, what is beside."""
        point: dict[str, Any] = {"as_of": day, "known_at": known}
        shown = engine.register(RegisterQuery(every=True), **point)
        found = {
            one.id: (
                one.status.legal, one.status.implementation,
                (one.status.timeliness, one.status.days, one.status.uncertain),
                one.status.funding, one.leads, one.occurrence,
            )
            for one in shown.items
        }  # fmt: skip
        expected = self.record.register(day, known)
        apart = {
            name: (found.get(name), expected.get(name))
            for name in found.keys() | expected.keys()
            if found.get(name) != expected.get(name)
        }
        assert not apart, (
            f"what the engine shows on {day} as known at {known}, and the model: {apart}"
        )
        assert shown.basis.behind == 0
        which = self.turn % 4
        if which == 0:
            self.check_sessions(engine, day, known)
        elif which == 1:
            self.check_beside(engine, day, known)
        elif found:
            name = sorted(found)[self.turn // 4 % len(found)]
            self.check_mandate(engine.mandate(name, **point).item, name, day, known)

    def check_mandate(self, item: Shown, name: str, day: date, known: int | None) -> None:
        assert occurrences(item) == self.record.occurrences(name, day, known), (day, known)
        state = self.record.state(m(name), day, known)
        assert state is not None
        ties = {"newer": item.newer, "older": item.older}
        found = {
            "legal": item.status.legal, "leads": item.leads,
            "until": item.until and words(item.until),
            **{way: [(t.how, t.mandate, t.authority) for t in some] for way, some in ties.items()},
            "coming": [words(one.term) for one in item.forecast],
            **{field: getattr(item, field) for field in SAYS},
        }  # fmt: skip
        assert found == facts(state)
        money = item.money
        paid = (money.status, totals(money.amounts), money.shared) if money else None
        expected = papers.funding(state, self.record.states("instrument", day, known))
        assert paid == (None if expected[0] == "not_stated" else expected)

    def check_sessions(self, engine: Engine, day: date, known: int | None) -> None:
        expected = {
            name: shown
            for name, state in self.record.sessions(day, known).items()
            if (shown := sessions.shown(state))
        }
        assert {
            one.session: session(one) for one in engine.sessions(as_of=day, known_at=known)
        } == (expected)

    def check_beside(self, engine: Engine, day: date, known: int | None) -> None:
        """What a machine has besides."""

    @offered()
    def views_equal_folds(self) -> None:
        self.engine.docket()
        check_views(self.engine)

    def teardown(self) -> None:
        try:
            events = list(self.engine.events())
            check_whole(events)
            assert [one.event_id for one in events] == [one.id for one in self.record.events]
            with self.opened() as rebuilt:
                rebuilt.rebuild()
                check_views(rebuilt)
                self.check(rebuilt, self.today, None)
                half = rebuilt.basis(known_at=len(events) // 2).position
                self.check(rebuilt, self.today - timedelta(days=30), half)
        finally:
            for engine in self.engines:
                engine.close()
            shutil.rmtree(self.folder)

    def __repr__(self) -> str:
        return f"{type(self).__name__}()"

    @classmethod
    def run_as_test(cls, steps: int) -> None:
        """Run it, the same each time, until it has come to all it is for; fail if it never does.

        Long sizes run it as often and as long as they say, anew each time.
        """
        cls.reached = Counter()
        default = settings.default or settings()
        if not default.derandomize:
            get_state_machine_test(cls, settings=settings(default, phases=PHASES))()
        for round_ in range(ROUNDS if default.derandomize else 0):
            sized = settings(max_examples=EXAMPLES, stateful_step_count=steps, phases=PHASES,
                             database=None)  # fmt: skip
            seed(round_)(get_state_machine_test(cls, settings=sized))()
            if round_ >= LEAST and not cls.missing():
                break
        missing = cls.missing()
        assert not missing, f"the run did not reach (times, needed): {missing}"

    @classmethod
    def missing(cls) -> dict[str, tuple[int, int]]:
        return {
            what: (cls.reached[what], least)
            for what, least in cls.needed.items()
            if cls.reached[what] < least
        }
