"""What desks and calendars do to mandates, reports and sessions, for the state machines."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, ClassVar

from host import adoption
from hypothesis import strategies as st
from hypothesis.stateful import initialize
from machine import START, Machine, When, index, late, offered
from plain import name_wishes as names
from plain import sessions, wishes

from mandates import (
    Adapt,
    AddBody,
    Assign,
    CloseSession,
    Consider,
    Correct,
    Defer,
    Expire,
    Extend,
    IssueReport,
    Lapse,
    Merge,
    Miss,
    MoveSession,
    OpenOccurrence,
    OpenSession,
    PlanSession,
    PostponeSession,
    Reiterate,
    Replace,
    ResumeSession,
    Retire,
    SetPolicy,
    StateProgress,
    SubmitReport,
    SuspendSession,
    Waive,
)
from spec import GA, SC, act, due

numbered = st.sampled_from([None, None, None, 1, 2])
"""An occurrence: mostly the open one."""
ahead: st.SearchStrategy[When] = st.sampled_from([0, 0, 3, 40, -20])
"""When an end holds: also from a day that has not come."""
decisions = st.sampled_from(["A/RES/55/1", "A/DEC/55/500"])
acts = st.sampled_from([GA, GA, GA, SC])
"""Acts that end a mandate of the Assembly, and one that cannot."""


class Desk(Machine):
    """Mandates given by these texts, which are due at these terms."""

    texts: ClassVar[Mapping[str, Mapping[str, Any]]]
    """By symbol and act: the due points and what else the plain model knows of a mandate."""
    terms: ClassVar[tuple[str, ...]]
    sessions: ClassVar[tuple[str, ...]] = ("UNEP/21", "UNEP/22")
    papers: ClassVar[tuple[str, ...]] = ("A/56/1", "A/56/2")
    drafts: ClassVar[Mapping[str, str]] = {}
    """By symbol: the draft that its adoption names."""
    text_of: ClassVar[Mapping[str, str]] = {}
    """By symbol: whether the words that are registered are those of a draft."""
    bodies: ClassVar[Mapping[str, str]] = {}
    """By symbol: the body that adopts it, where that is not the Assembly."""
    adopted_on: ClassVar[Mapping[str, date]] = {}
    from_the_start: ClassVar[tuple[str, ...]] = ()
    """What else is adopted at once."""

    def one(self, number: int) -> str:
        mandates = self.record.mandates
        return mandates[number % len(mandates)]

    def term(self, number: int) -> str:
        return self.terms[number % len(self.terms)]

    @initialize()
    def begin(self) -> None:
        if self.sessions[0].startswith("UNEP"):
            self.add_body("UNEP", "UNEP", None, 60)
        self.adopt(0)
        self.plan(0, "2001-06-01", 30, 0)
        for name in self.from_the_start:
            self.adopt(sorted(self.texts).index(name))
        self.set_out()

    def set_out(self) -> None:
        """What else a machine begins with."""

    def add_body(self, code: str, name: str, parent: str | None, when: When) -> None:
        command = AddBody(code=code, name=name, parent=parent)
        self.wish(command, when, lambda record, on: names.add_body(record, on, code, name, parent))

    @offered(number=index)
    def adopt(self, number: int) -> None:
        symbol = sorted(self.texts)[number % len(self.texts)]
        text = self.texts[symbol]
        draft = self.drafts.get(symbol)
        command = adoption(
            *(act(one, **said(what)) for one, what in text.items()),
            symbol=symbol, day=self.adopted_on.get(symbol, START - timedelta(days=10)).isoformat(),
            text_of=self.text_of.get(symbol, "adopted"), body=self.body(symbol),
        ).model_copy(update={"draft": draft})  # fmt: skip
        adopted = date.fromisoformat(command.adopted_on)
        before = (self.today - adopted).days
        of, body = self.text_of.get(symbol, "adopted"), {"body": self.body(symbol)}
        acts = {number: {**what, **body} for number, what in text.items()}
        self.wish(command, before, lambda record, _: wishes.adopt(record, symbol, acts, draft, of))

    def body(self, symbol: str) -> str:
        return self.bodies.get(symbol, "General Assembly")

    # --- what is asked of a mandate ---------------------------------------------------------------

    @offered(number=index, who=st.sampled_from(["UNDP", "FAO"]), when=late)
    def assign(self, number: int, who: str, when: When) -> None:
        one = self.one(number)
        command = Assign(mandate=one, entity=who)
        self.wish(command, when, lambda record, on: wishes.assign(record, on, one, who))

    @offered(
        often=4, number=index, occurrence=numbered, to=index, when=late, ref=decisions,
        what=st.sampled_from(["consideration", "delivery"]),
    )  # fmt: skip
    def defer(
        self, number: int, occurrence: int | None, to: int, what: Any, ref: str, when: When
    ) -> None:
        one, term = self.one(number), self.term(to)
        command = Defer(
            mandate=one, occurrence=occurrence, to=due(term), authority=ref, what=what
        )  # fmt: skip
        before = len(self.record.events)
        self.wish(
            command,
            when,
            lambda record, on: wishes.defer(record, on, one, occurrence, term, what, ref),
        )
        if len(self.record.events) > before:
            self.come_to(f"{what} deferred", "open end" if term == "open" else "new date")

    @offered(
        often=3, when=late, document=index, occurrence=numbered,
        numbers=st.lists(index, min_size=1, max_size=2),
    )  # fmt: skip
    def submit(self, numbers: list[int], occurrence: int | None, document: int, when: When) -> None:
        answers = tuple({self.one(number): occurrence for number in numbers}.items())
        paper = self.papers[document % len(self.papers)]
        command = SubmitReport(document=paper, answers=answers)
        self.wish(
            command, when,
            lambda record, on: wishes.submit(record, on, paper, answers, self.today),
        )  # fmt: skip

    @offered(document=index, when=late)
    def issue(self, document: int, when: When) -> None:
        paper = self.papers[document % len(self.papers)]
        self.wish(
            IssueReport(document=paper), when, lambda record, on: wishes.issue(record, on, paper)
        )

    @offered(
        often=3, number=index, action=st.sampled_from(["noted", "endorsed"]), when=late,
        occurrence=numbered, ref=st.sampled_from([GA, None]),
    )  # fmt: skip
    def consider(
        self, number: int, occurrence: int | None, action: Any, ref: str | None, when: When
    ) -> None:
        one = self.one(number)
        command = Consider(mandate=one, occurrence=occurrence, action=action, authority=ref)
        self.wish(
            command,
            when,
            lambda record, on: wishes.consider(record, on, one, occurrence, action, ref),
        )

    @offered(
        number=index, when=late,
        state=st.sampled_from(["stated", "confirmed", "disputed", "convened", "held", "postponed"]),
    )  # fmt: skip
    def progress(self, number: int, state: Any, when: When) -> None:
        one = self.one(number)
        command = StateProgress(mandate=one, state=state)
        self.wish(command, when, lambda record, on: wishes.progress(record, on, one, state))

    @offered(number=index, occurrence=numbered, when=late)
    def miss(self, number: int, occurrence: int | None, when: When) -> None:
        one = self.one(number)
        command = Miss(mandate=one, occurrence=occurrence)
        self.wish(command, when, lambda record, on: wishes.miss(record, on, one, occurrence))

    @offered(number=index, occurrence=numbered, when=late)
    def waive(self, number: int, occurrence: int | None, when: When) -> None:
        one = self.one(number)
        command = Waive(mandate=one, occurrence=occurrence, reason="moot")
        self.wish(command, when, lambda record, on: wishes.waive(record, on, one, occurrence))

    @offered(number=index, to=index, when=late)
    def open_one(self, number: int, to: int, when: When) -> None:
        one, term = self.one(number), self.term(to)
        command = OpenOccurrence(mandate=one, due=due(term))
        self.wish(command, when, lambda record, on: wishes.open_one(record, on, one, term))

    @offered(
        number=index, occurrence=numbered, field=st.sampled_from(["due", "due", "until"]),
        to=index, when=late,
    )  # fmt: skip
    def correct(self, number: int, occurrence: int | None, field: Any, to: int, when: When) -> None:
        one, term = self.one(number), self.term(to)
        state = self.record.state(f"mandate-{one}")
        dues = state["text"]["dues"][-1:] if state else ()
        # What recurs by days or months does not come to recur by sessions.
        if term == "open" or (field == "due" and any(("/" in d) != ("/" in term) for d in dues)):
            return
        value = due(term).model_dump(mode="json", exclude_none=True)
        command = Correct(
            mandate=one, field=field, value=value, occurrence=occurrence, reason="misread"
        )
        self.wish(
            command, when,
            lambda record, on: wishes.correct(record, on, one, occurrence, field, term),
        )  # fmt: skip

    # --- dispositions -----------------------------------------------------------------------------

    @offered(number=index, how=st.sampled_from(["retired", "expired", "lapsed"]), ref=acts,
             when=ahead)  # fmt: skip
    def end(self, number: int, how: str, ref: str, when: When) -> None:
        one = self.one(number)
        command = {
            "retired": Retire(mandate=one, authority=ref), "expired": Expire(mandate=one),
            "lapsed": Lapse(mandate=one, authority=ref),
        }[how]  # fmt: skip
        self.wish(command, when, lambda record, on: wishes.end(record, on, one, how, ref))

    @offered(number=index, until=index, ref=acts, when=late)
    def extend(self, number: int, until: int, ref: str, when: When) -> None:
        one, term = self.one(number), self.term(until)
        if term == "open":
            return
        command = Extend(mandate=one, until=due(term), authority=ref)
        self.wish(command, when, lambda record, on: wishes.extend(record, on, one, term, ref))

    @offered(number=index, other=index, when=late)
    def reiterate(self, number: int, other: int, when: When) -> None:
        one, by = self.one(number), self.one(other)
        command = Reiterate(mandate=one, by=by, authority=GA)
        self.wish(command, when, lambda record, on: wishes.reiterate(record, on, one, by, GA))

    @offered(numbers=st.lists(index, min_size=1, max_size=2), other=index, when=late,
             how=st.sampled_from(["replaced", "adapted", "merged"]), ref=acts)  # fmt: skip
    def carry_on(self, numbers: list[int], other: int, how: str, ref: str, when: When) -> None:
        to = self.one(other)
        several = tuple(self.one(number) for number in numbers)
        ones = several if how == "merged" else several[:1]
        command = {
            "adapted": Adapt(mandate=ones[0], into=to, authority=ref),
            "replaced": Replace(mandate=ones[0], by=to, authority=ref),
            "merged": Merge(mandates=ones, into=to, authority=ref),
        }[how]
        self.wish(command, when, lambda record, on: wishes.carry_on(record, on, ones, to, how, ref))

    @offered(number=index)
    def carry_back(self, number: int) -> None:
        """What carries a mandate on is to be carried on by it."""
        states = self.record.states("mandate")
        ties = [(to, name) for name, one in states.items() for _, to, _ in one["newer"]]
        if ties:
            one, to = ties[number % len(ties)]
            command = Reiterate(mandate=one, by=to, authority=GA)
            self.wish(command, 0, lambda record, on: wishes.reiterate(record, on, one, to, GA))

    @offered(often=0, number=index, paper=index, before=st.integers(1, 25))
    def report_late(self, number: int, paper: int, before: int) -> None:
        """A report is entered for a due point that has passed on, as of a day before that."""
        passed = [one for one in self.record.events if one.data.get("passed")]
        if not passed:
            return
        opened = passed[number % len(passed)]
        mandate, _, own = opened.data["passed"].rpartition("/")
        known, ago = len(self.record.events), (self.today - opened.day).days + before
        self.submit([self.record.mandates.index(mandate)], int(own), paper, ago)
        if any(one.stream == opened.stream for one in self.record.events[known:]):
            self.come_to("a successor was told late")

    # --- what a body goes by ----------------------------------------------------------------------

    @offered(which=st.sampled_from([0, 0, 1, 1, 2]), longer=st.booleans(), when=late)
    def set_policy(self, which: int, longer: bool, when: When) -> None:
        names = ("submission_days", "issue_days", "due_soon_days")
        days = ((56, 84), (28, 49), (7, 21))[which][longer]
        lead = tuple(days if place == which else None for place in range(len(names)))
        setting: dict[str, Any] = {names[which]: days}
        command = SetPolicy(body="UNEP", **setting)
        self.wish(command, when, lambda record, on: wishes.set_policy(record, on, "UNEP", lead))

    # --- sessions ---------------------------------------------------------------------------------

    def session(self, command: Any, kind: str, when: When, **data: Any) -> None:
        name: str = command.session
        self.wish(command, when, lambda record, on: wishes.session(record, on, name, kind, **data))
        for part in (data.get("opens"), data.get("closes")):
            if part and len(part) < len("2001-06-01"):
                self.come_to("part of a day")

    def name(self, number: int) -> str:
        return self.sessions[number % len(self.sessions)]

    @offered(
        often=2, number=index, opens=st.sampled_from(["2001-05-10", "2001-06-01", "2001-06"]),
        lasts=st.sampled_from([None, 20, 30, "month"]), when=st.sampled_from([0, 0, 10]),
    )  # fmt: skip
    def plan(self, number: int, opens: str, lasts: int | str | None, when: When) -> None:
        name = self.name(number)
        opens = opens.replace("2001", str(1980 + int(name.rpartition("/")[2])))
        first = date.fromisoformat((opens + "-01")[:10])
        closes: str | None = None
        if lasts is not None:
            last = first + timedelta(days=lasts if isinstance(lasts, int) else 20)
            closes = last.isoformat()[: 10 if isinstance(lasts, int) else 7]
        command = PlanSession(session=name, opens=opens, closes=closes)
        self.session(command, "planned", when, opens=opens, closes=closes)

    @offered(
        often=3, by=st.sampled_from([-14, -3, 2, 15, 40]), whole=st.booleans(),
        end=st.sampled_from(["opens", "opens", "closes"]), when=st.sampled_from([0, 0, 10]),
        number=st.sampled_from([0, 0, 1]),
    )  # fmt: skip
    def move(self, number: int, by: int, end: str, whole: bool, when: When) -> None:
        name = self.name(number)
        state = self.record.state(f"session-{name}", self.today)
        known = sessions.opens(state) if state else None
        day = (known or date(2001, 6, 1)) + timedelta(days=by + (40 if end == "closes" else 0))
        days: dict[str, Any] = {"opens": None, "closes": None}
        days[end] = day.isoformat()[: 10 if whole else 7]
        self.session(MoveSession(session=name, **days), "moved", when, **days)

    @offered(number=st.sampled_from([0, 0, 1]), when=st.sampled_from([0, 0, 10]))
    def postpone(self, number: int, when: When) -> None:
        self.session(PostponeSession(session=self.name(number)), "postponed", when)

    @offered(
        kind=st.sampled_from(["closed", "opened", "suspended", "resumed"]),
        number=st.sampled_from([0, 0, 1]), ago=st.sampled_from([0, 0, 10]),
    )  # fmt: skip
    def take_place(self, kind: str, number: int, ago: int) -> None:
        name, day = self.name(number), self.today - timedelta(days=ago)
        if kind == "resumed":  # mostly what was interrupted
            states = self.record.states("session", self.today).items()
            name = next((one for one, now in states if now["breaks"][-1:]), name)
        command = {
            "opened": OpenSession(session=name, opened=day),
            "suspended": SuspendSession(session=name, suspended=day),
            "resumed": ResumeSession(session=name, resumed=day),
            "closed": CloseSession(session=name, closed=day),
        }[kind]
        self.session(command, kind, ago, day=day)


def said(what: Mapping[str, Any]) -> dict[str, Any]:
    """What the text of an act says, as it is read."""
    dues = tuple(due(one) for one in what["dues"])
    said: dict[str, Any] = {"due": None, "deliverable": what["what"]}
    words = {"who": "addressees", "verb": "verb", "title": "title"}
    said |= {field: what[own] for own, field in words.items() if own in what}
    if dues:
        said |= {"due": dues[0], "dues": dues if len(dues) > 1 else ()}
    if what.get("rhythm"):
        said |= {"recurrence": "other", "rhythm": _rhythm(what["rhythm"])}
    if what.get("until"):
        said["until"] = due(what["until"])
    return said


_NAMED = {12: "annual", 24: "biennial", 3: "quarterly"}


def _rhythm(phases: Any) -> dict[str, Any]:
    """A rhythm in the words of a text: named where it has a name, each phase after the other."""
    (every, unit, until), *rest = phases
    how: dict[str, Any] = {"recurrence": "other", "every": every, "unit": unit}
    if unit == "session":
        how = {"recurrence": "every_session"}
    elif unit == "month" and every in _NAMED:
        how = {"recurrence": _NAMED[every]}
    if until is not None:
        how["until"] = due(until)
    if rest:
        how["then"] = _rhythm(rest)
    return how
