"""The engine on a real file against a plain model, over whatever hypothesis thinks of.

Two engines record in turn, are closed and opened again; the clock goes on and back; things are
entered late and voided. Whether a wish is refused, what it records and what anybody reads at any
point must be what the model says. A run that did not reach what it is for fails: see `REACHED`.
"""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID, uuid4

from engine.model import No, Step
from engine.wishes import Model
from host import Clock, adoption, check_views, check_whole, dated, tags
from hypothesis import Phase, event, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from mandates import (
    Answer,
    Assign,
    BadInput,
    CloseSession,
    Consider,
    Defer,
    Engine,
    IssueReport,
    Merge,
    Miss,
    MoveSession,
    Note,
    OpenSession,
    PlanSession,
    Refused,
    RegisterQuery,
    Reiterate,
    Retire,
    SubmitReport,
    Void,
    Waive,
)
from mandates.domain.event import Recorded
from mandates.domain.mandate.events import Announcement, Deferred
from spec import GA, due

PHASES = [each for each in Phase if each is not Phase.explain]
REACHED: Counter[str] = Counter()
"""How often a run came to what it is for."""
NEEDED = {
    "deferred": 12, "delivery deferred": 4, "consideration deferred": 4, "open end": 1,
    "overdue": 8, "announced": 25, "void": 12, "void of a void": 1, "late entry": 10,
    "late entry refused": 2, "refused": 40, "satisfied": 15, "restart": 1, "resent": 1,
    "submitted": 4, "completed": 1, "session moved": 1, "retired": 1,
}  # fmt: skip
START = date(2001, 1, 8)
SESSIONS = ("UNEP/21", "UNEP/22")
TERMS = ("2001-01-20", "2001-02-15", "2001-04-01", "open", *SESSIONS)
TEXTS: dict[str, dict[str, str]] = {
    "A/RES/54/226": {"1.1": "2001-01-20", "2.1": "UNEP/21", "3.1": "open"},
    "A/RES/55/8": {"1.1": "2001-02-15", "1.2": "2001-02-15"},
    "A/RES/55/9": {"2(a).1": "UNEP/21"},
}
DOCUMENTS = ("A/56/1", "A/56/2")
KINDS = {"report_submitted": "submitted", "report_issued": "issued", "occurrence_opened": "opened"}

index = st.integers(0, 60)
late = st.sampled_from([0, 0, 0, 0, 3, 15, 40])
Wish = Callable[[Model, date], list[Step]]


Method = TypeVar("Method", bound=Callable[..., None])
OFFERED: dict[str, dict[str, st.SearchStrategy[Any]]] = {}
OFTEN = {
    "defer": 5, "submit": 3, "consider": 4, "tick": 10, "time_passes": 2, "move": 4, "restart": 2,
    "void_recent": 2, "void_a_void": 2,
}  # fmt: skip
"""How many times likelier than others some of what may happen is."""


def offered(**arguments: st.SearchStrategy[Any]) -> Callable[[Method], Method]:
    """Something that may happen. (Were each a rule of its own, hypothesis would leave most of them
    out of most runs, and few runs would get anywhere.)"""

    def offer(method: Method) -> Method:
        OFFERED[method.__name__] = arguments
        return method

    return offer


class Machine(RuleBasedStateMachine):
    """What desks, calendars and schedulers do to one record."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="mandates-"))
        self.clock = Clock(START.isoformat())
        self.model = Model()
        self.engines = [self.opened(), self.opened()]
        self.turn = 0
        self.sent: list[tuple[Any, UUID, Answer]] = []

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

    def reached(self, what: str) -> None:
        REACHED[what] += 1
        event(what)

    @rule(data=st.data())
    def something_happens(self, data: st.DataObject) -> None:
        names = [name for name in OFFERED for _ in range(OFTEN.get(name, 1))]
        name = data.draw(st.sampled_from(names))
        getattr(self, name)(**{key: data.draw(one) for key, one in OFFERED[name].items()})

    # --- recording --------------------------------------------------------------------------------

    def wish(self, command: Any, back: int, expected: Wish) -> Sequence[Recorded]:
        """Execute a command of some days ago, and see that the model thinks as the engine does."""
        day = self.today - timedelta(days=back)
        command = command.model_copy(update={"on": day.isoformat() if back else None})
        steps: list[Step] | None
        try:
            steps = expected(self.model, day)
            self.model.lawful(steps, day)
        except No as no:
            steps = None
            if str(no).startswith("later"):
                self.reached("late entry refused")
        command_id = uuid4()
        answer = self.executed(command, command_id)
        if steps is None or isinstance(answer, str):
            assert steps is None, f"{command!r} was refused: {answer}"
            assert isinstance(answer, str), f"{command!r} recorded {tags(answer.recorded)}"
            self.reached("refused")
            return ()
        self.taken_in(steps, day, answer.recorded)
        self.reached("satisfied" if not steps else "late entry" if back else "recorded")
        if steps:
            self.sent.append((command, command_id, answer))
        for kind in {step.kind for step in steps}:
            self.reached(kind)
        return answer.recorded

    def executed(self, command: Any, command_id: UUID) -> Answer | str:
        """The answer, or why it was refused."""
        try:
            return self.engine.execute(command, by="desk", command_id=command_id)
        except (Refused, BadInput) as refused:
            return str(refused)

    def taken_in(self, steps: Sequence[Step], day: date, recorded: Sequence[Recorded]) -> None:
        found = [
            (one.stream, KINDS.get(tag, tag))
            for one, tag in zip(recorded, tags(recorded), strict=True)
        ]
        assert found == [(step.stream, step.kind) for step in steps]
        assert [one.day for one in recorded] == [step.day or day for step in steps]
        self.model.record(steps, day, recorded)

    def one(self, number: int) -> str:
        mandates = self.model.mandates
        return mandates[number % len(mandates)]

    @initialize(moved=st.booleans())
    def begin(self, moved: bool) -> None:
        self.adopt(text="A/RES/54/226", back=0)
        self.plan(name="UNEP/21", opens=150 + 20 * moved, closes=30, back=0)

    @offered(text=st.sampled_from(sorted(TEXTS)), back=st.sampled_from([0, 0, 5]))
    def adopt(self, text: str, back: int) -> None:
        day = START - timedelta(days=10)
        acts = [dated(number, term) for number, term in TEXTS[text].items()]
        command = adoption(*acts, symbol=text, day=day.isoformat())
        steps = self.model.adopt(text, TEXTS[text])
        adopting: Wish = lambda model, _: model.adopt(text, TEXTS[text])  # noqa: E731
        self._adopt(command, day, steps, adopting)

    def _adopt(self, command: Any, day: date, steps: list[Step], adopting: Wish) -> None:
        try:
            self.model.lawful(steps, day)
        except No:
            try:
                self.engine.execute(command, by="desk")
            except Refused:
                return
            raise AssertionError("it should have been refused") from None
        answer = self.engine.execute(command, by="desk")
        self.taken_in(adopting(self.model, day), day, answer.recorded)
        self.reached("adopted" if steps else "satisfied")

    @offered(number=index, who=st.sampled_from(["UNDP", "FAO"]), back=late)
    def assign(self, number: int, who: str, back: int) -> None:
        mandate = self.one(number)
        command = Assign(mandate=mandate, entity=who)
        self.wish(command, back, lambda model, day: model.assign(mandate, day, who))

    @offered(
        number=index, to=st.sampled_from(TERMS), back=late,
        what=st.sampled_from(["consideration", "delivery"]),
        ref=st.sampled_from(["A/RES/55/1", "A/DEC/55/500"]),
    )  # fmt: skip
    def defer(self, number: int, to: str, what: Any, ref: str, back: int) -> None:
        mandate = self.one(number)
        day = self.today - timedelta(days=back)
        command = Defer(mandate=mandate, to=due(to), authority=ref, what=what)
        known = self.model.state(f"mandate-{mandate}", day)
        kept = self.model.late_days(mandate, day) if known and what == "delivery" else {}
        recorded = self.wish(
            command, back, lambda model, day: model.defer(mandate, day, to, what, ref)
        )
        for one in recorded:
            assert isinstance(one.event, Deferred)
            assert one.event.late_days == kept
            self.reached(f"{what} deferred")
            self.reached("open end" if to == "open" else "new date")

    @offered(
        numbers=st.lists(index, min_size=1, max_size=2), back=late,
        document=st.sampled_from(DOCUMENTS),
    )  # fmt: skip
    def submit(self, numbers: list[int], document: str, back: int) -> None:
        mandates = list(dict.fromkeys(self.one(number) for number in numbers))
        command = SubmitReport(document=document, answers=tuple((one, None) for one in mandates))
        self.wish(command, back, lambda model, day: model.submit(document, mandates, day))

    @offered(document=st.sampled_from(DOCUMENTS), back=late)
    def issue(self, document: str, back: int) -> None:
        command = IssueReport(document=document)
        self.wish(command, back, lambda model, day: model.issue(document, day))

    @offered(
        number=index, action=st.sampled_from(["noted", "endorsed"]), back=late,
        ref=st.sampled_from([GA, None]),
    )  # fmt: skip
    def consider(self, number: int, action: Any, ref: str | None, back: int) -> None:
        mandate = self.one(number)
        command = Consider(mandate=mandate, action=action, authority=ref)
        self.wish(command, back, lambda model, day: model.consider(mandate, day, action, ref))

    @offered(number=index, back=late)
    def miss(self, number: int, back: int) -> None:
        mandate = self.one(number)
        self.wish(Miss(mandate=mandate), back, lambda model, day: model.miss(mandate, day))

    @offered(number=index, back=late)
    def waive(self, number: int, back: int) -> None:
        mandate = self.one(number)
        command = Waive(mandate=mandate, reason="moot")
        self.wish(command, back, lambda model, day: model.waive(mandate, day))

    @offered(number=index, back=late)
    def retire(self, number: int, back: int) -> None:
        mandate = self.one(number)
        command = Retire(mandate=mandate, authority=GA)
        self.wish(command, back, lambda model, day: model.retire(mandate, day))

    @offered(number=index, other=index, back=late)
    def reiterate(self, number: int, other: int, back: int) -> None:
        mandate, by = self.one(number), self.one(other)
        command = Reiterate(mandate=mandate, by=by, authority=GA)
        self.wish(command, back, lambda model, day: model.reiterate(mandate, day, by, GA))

    @offered(numbers=st.lists(index, min_size=1, max_size=2), other=index, back=late)
    def merge(self, numbers: list[int], other: int, back: int) -> None:
        mandates, into = [self.one(number) for number in numbers], self.one(other)
        command = Merge(mandates=tuple(mandates), into=into, authority=GA)
        self.wish(command, back, lambda model, day: model.merge(mandates, day, into, GA))

    # --- sessions ---------------------------------------------------------------------------------

    @offered(
        name=st.sampled_from(SESSIONS), opens=st.sampled_from([90, 120, 150]),
        closes=st.sampled_from([None, 20, 30]), back=st.sampled_from([0, 0, 10]),
    )  # fmt: skip
    def plan(self, name: str, opens: int, closes: int | None, back: int) -> None:
        first = START + timedelta(days=opens + 365 * SESSIONS.index(name))
        last = first + timedelta(days=closes) if closes else None
        command = PlanSession(
            session=name, opens=first.isoformat(), closes=last.isoformat() if last else None
        )
        self.wish(
            command, back, lambda model, day: model.session(name, day, "planned", first, last)
        )

    @offered(by=st.sampled_from([-14, -3, 2, 15]), back=st.sampled_from([0, 0, 10]))
    def move(self, by: int, back: int) -> None:
        name = "UNEP/21"
        known = self.model.sessions(self.today).get(name)
        first = (known["opens"][-1][0] if known and known["opens"] else START) + timedelta(days=by)
        command = MoveSession(session=name, opens=first.isoformat())
        if self.wish(
            command, back, lambda model, day: model.session(name, day, "moved", first, None)
        ):
            self.reached("session moved")

    @offered(back=st.sampled_from([0, 10]))
    def open_session(self, back: int) -> None:
        name, day = "UNEP/21", self.today - timedelta(days=back)
        command = OpenSession(session=name, opened=day)
        self.wish(command, back, lambda model, on: model.session(name, on, "opened", day, None))

    @offered(back=st.sampled_from([0, 10]))
    def close_session(self, back: int) -> None:
        name, day = "UNEP/21", self.today - timedelta(days=back)
        command = CloseSession(session=name, closed=day)
        self.wish(command, back, lambda model, on: model.session(name, on, "closed", None, day))

    # --- voids ------------------------------------------------------------------------------------

    def void(self, chosen: Any) -> None:
        command = Void(event_id=chosen.id, reason="recorded by mistake")
        if self.wish(command, 0, lambda model, _: model.void(chosen.id)):
            self.reached("void")
            self.reached("void of a void" if chosen.kind == "voided" else f"void of {chosen.kind}")
            if chosen.stream.startswith("report-"):
                self.reached("void undone a report")

    @offered(back=st.integers(1, 6))
    def void_recent(self, back: int) -> None:
        self.void(self.model.events[-min(back, len(self.model.events))])

    @offered(number=index)
    def void_any(self, number: int) -> None:
        self.void(self.model.events[number % len(self.model.events)])

    @offered(number=index)
    def void_a_void(self, number: int) -> None:
        voids = [one for one in self.model.events if one.kind == "voided"]
        if voids:
            self.void(voids[number % len(voids)])

    # --- time -------------------------------------------------------------------------------------

    @offered(days=st.sampled_from([1, 5, 14, 30, 60]))
    def time_passes(self, days: int) -> None:
        self.clock.step(days=days)

    @offered(days=st.sampled_from([1, 10, 35]))
    def the_clock_steps_back(self, days: int) -> None:
        if self.today - timedelta(days=days) > START:
            self.clock.step(days=-days)
            self.reached("clock back")

    @offered(days=st.sampled_from([0, 7, 20, 30]))
    def tick(self, days: int) -> None:
        """Some time passes, and what that brings is said: twice is as once."""
        self.clock.step(days=days)
        expected = self.model.tick(self.today)
        before = self.engines[0].status().position
        self.engine.tick()
        said = list(self.engine.events(before))
        found: dict[str, list[Recorded]] = {}
        for one in said:
            found.setdefault(one.stream.partition("-")[2], []).append(one)
        assert {one: tags(some) for one, some in found.items()} == {
            one: [step.kind for step in steps] for one, steps in expected.items()
        }
        for mandate, steps in expected.items():
            recorded = found[mandate]
            for step, one in zip(steps, recorded, strict=True):
                assert isinstance(one.event, Announcement)
                assert (one.event.occurrence, one.event.deadline, one.event.on) == tuple(
                    step.data.values()
                )
        for stream, some in found.items():
            self.taken_in(expected[stream], self.today, some)
        self.model.events.sort(key=lambda one: one.position)
        for one in said:
            self.reached("announced")
            self.reached(tags([one])[0])
        assert self.engine.tick() == 0
        assert len({one.envelope.correlation_id for one in said}) <= 1

    # --- the host ---------------------------------------------------------------------------------

    @offered(number=index)
    def restart(self, number: int) -> None:
        which = number % 2
        self.engines[which].close()
        self.engines[which] = self.opened()
        self.reached("restart")

    @offered(number=index)
    def send_again(self, number: int) -> None:
        if not self.sent:
            return
        command, command_id, answer = self.sent[number % len(self.sent)]
        assert self.engine.execute(command, by="again", command_id=command_id) == answer
        other = Note(mandate=self.model.mandates[0], text="other content")
        try:
            self.engine.execute(other, by="again", command_id=command_id)
        except Refused:
            self.reached("resent")
        else:
            raise AssertionError("a command id was used for two commands")

    @offered()
    def rebuild(self) -> None:
        self.engine.rebuild()

    # --- what must always hold --------------------------------------------------------------------

    @offered(back=st.integers(0, 12), ago=st.sampled_from([-30, 0, 1, 20, 50]))
    def ask_what_was_known(self, back: int, ago: int) -> None:
        """As known at an earlier position, and as true on another day."""
        head = len(self.model.events)
        known = max(head - back, 0)
        at = self.engine.register(RegisterQuery(every=True), known_at=known)
        assert known - 6 < at.basis.position <= known
        self.check(self.today - timedelta(days=ago), at.basis.position)

    @invariant()
    def the_register_is_what_the_model_says(self) -> None:
        """Today, some days ago and some days ahead, in turn."""
        ago = (0, 17, 0, -45)[self.turn % 4]
        self.check(self.today - timedelta(days=ago), None)

    def check(self, day: date, known: int | None) -> None:
        shown = self.engine.register(RegisterQuery(every=True), as_of=day, known_at=known)
        found = {
            one.id: (
                one.status.legal, one.status.implementation, one.leads, one.occurrence,
                one.status.timeliness, one.status.days,
            )
            for one in shown.items
        }  # fmt: skip
        assert found == self.model.register(day, known), (day, known)
        assert shown.basis.behind == 0

    @offered()
    def views_equal_folds(self) -> None:
        self.engine.docket()
        check_views(self.engine)

    def teardown(self) -> None:
        try:
            self.views_equal_folds()
            events = list(self.engine.events())
            check_whole(events)
            assert [one.event_id for one in events] == [one.id for one in self.model.events]
        finally:
            for engine in self.engines:
                engine.close()
            shutil.rmtree(self.folder)

    def __repr__(self) -> str:
        return "Machine()"


def test_the_engine_does_what_the_model_says() -> None:
    REACHED.clear()
    most = max(settings.default.max_examples, 40) if settings.default else 40
    run_state_machine_as_test(Machine, settings=settings(max_examples=most, phases=PHASES))
    missing = {
        what: (REACHED[what], least) for what, least in NEEDED.items() if REACHED[what] < least
    }
    assert not missing, f"the run did not reach (times, needed): {missing}"
