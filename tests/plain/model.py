"""A record in memory: what it says at any point, and whether what is added is lawful."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from . import mandates, names, papers, proposals, sessions
from .record import (
    Apply,
    Ev,
    May,
    No,
    State,
    Step,
    broken,
    fold,
    kind_of,
    m,
    name_of,
    stands,
    voided,
)

RULES: dict[str, tuple[Apply, May]] = {
    "mandate": (mandates.applied, mandates.may),
    "session": (sessions.applied, sessions.may),
    "report": (papers.report, papers.report_may),
    "instrument": (papers.text, papers.text_may),
    "fund": (papers.fund, papers.fund_may),
    "item": (papers.item, papers.item_may),
    "policy": (sessions.policy, sessions.policy_may),
    "entity": (names.entity, names.entity_may),
    "body": (names.body, names.body_may),
    "proposal": (proposals.applied, proposals.may),
    "note": (proposals.erased, proposals.erased_may),
}
_LATER = 1 << 40
"""The position of what is not recorded yet."""


class Record:
    """The events, and what is so of each stream."""

    def __init__(self, events: Sequence[Ev] = ()) -> None:
        self.events: list[Ev] = list(events)

    def of(self, stream: str) -> list[Ev]:
        return [one for one in self.events if one.stream == stream]

    def state(
        self, stream: str, as_of: date | None = None, known: int | None = None
    ) -> State | None:
        return fold(RULES[kind_of(stream)][0], self.of(stream), as_of, known)

    def states(
        self, kind: str, as_of: date | None = None, known: int | None = None
    ) -> dict[str, State]:
        """All that are of a kind, by their names."""
        streams = dict.fromkeys(one.stream for one in self.events if kind_of(one.stream) == kind)
        found = {name_of(one): self.state(one, as_of, known) for one in streams}
        stands = {name: state for name, state in found.items() if state is not None}
        if kind == "session" and as_of is not None:
            return {name: sessions.by(state, as_of) for name, state in stands.items()}
        return stands

    def written(self, today: date) -> date:
        """The day of the recording: never before what was recorded, though the clock step back."""
        return max([today, *(one.recorded for one in self.events)])

    @property
    def mandates(self) -> list[str]:
        """Every mandate that was ever adopted."""
        streams = dict.fromkeys(one.stream for one in self.events)
        return [name_of(name) for name in streams if kind_of(name) == "mandate"]

    def highest(self, mandate: str) -> int:
        """The highest number that an occurrence of a mandate ever had."""
        counted = stands(self.of(m(mandate)), None, None)
        opened: list[int] = [one.data["n"] for one in counted if one.kind == "opened"]
        return max([1, *opened])

    def calendar(self, as_of: date | None, known: int | None = None) -> dict[str, State]:
        """The sessions, the agenda items and what bodies go by, by all their names."""
        kinds = ("session", "item", "policy")
        found = {
            name: one for kind in kinds for name, one in self.states(kind, as_of, known).items()
        }
        return names.everywhere(self.bodies(known), found)

    def bodies(self, known: int | None = None) -> dict[str, State]:
        """The bodies that were added, whatever the day."""
        return self.states("body", None, known)

    def sessions(self, as_of: date, known: int | None = None) -> dict[str, State]:
        """The sessions, each under the code of its body."""
        found, bodies = self.states("session", as_of, known), self.bodies(known)
        calendar = names.everywhere(bodies, found)
        return {code: calendar[code] for code in {names.by_code(bodies, one) for one in found}}

    # --- answers ----------------------------------------------------------------------------------

    def register(self, as_of: date, known: int | None = None) -> dict[str, Any]:
        """The register: of each mandate its four axes, who leads, and which occurrence is owed."""
        calendar = self.calendar(as_of, known)
        texts = self.states("instrument", as_of, known)
        found: dict[str, Any] = {}
        for name, state in self.states("mandate", as_of, known).items():
            number = mandates.owed(state)
            one = state["occurrences"][number]
            found[name] = (
                mandates.legal(state), mandates.implementation(one),
                sessions.timeliness(state, one, calendar, as_of),
                papers.funding(state, texts)[0], state["leads"], number,
            )  # fmt: skip
        return found

    def occurrences(self, mandate: str, as_of: date, known: int | None = None) -> Any:
        """Every due point of a mandate, with its deadlines."""
        state = self.state(m(mandate), as_of, known)
        assert state is not None
        calendar = self.calendar(as_of, known)
        document = state["text"]["what"] == mandates.DOCUMENT
        return {
            number: {
                "due": mandates.due_of(one), "end": one["end"], "ended_on": one["ended_on"],
                "implementation": mandates.implementation(one), "kept": one["kept"],
                "passed": one["passed"], "reports": one["reports"],
                "deferrals": one["deferrals"],
                "timeliness": sessions.timeliness(state, one, calendar, as_of),
                "deadlines": {
                    kind: day
                    for kind, (day, _) in sessions.deadlines(one, calendar, document).items()
                },
            }
            for number, one in state["occurrences"].items()
        }  # fmt: skip

    # --- recording --------------------------------------------------------------------------------

    def record(self, steps: Sequence[Step], span: tuple[date, date], places: Sequence[Any]) -> None:
        """Take in what was recorded: the steps, and where the record put each of them."""
        for step, place in zip(steps, places, strict=True):
            cause = places[step.cause].event_id if step.cause is not None else None
            first, day = (step.day, step.day) if step.day else step.span or span
            self.events.append(
                Ev(
                    step.stream, step.kind, step.data, day, first, place.position,
                    place.envelope.recorded_at.date(), place.event_id, cause,
                    place.envelope.command_id, step.day is not None, place.envelope.effective_on,
                )
            )  # fmt: skip

    def with_steps(self, steps: Sequence[Step], span: tuple[date, date], today: date) -> Record:
        """The record as it would be with these steps, in memory alone."""
        after = len(self.events)
        added = [
            Ev(
                one.stream, one.kind, one.data, one.day or (one.span or span)[1],
                one.day or (one.span or span)[0],
                _LATER + after + index, today, (after, index), by_time=one.day is not None,
            )
            for index, one in enumerate(steps)
        ]  # fmt: skip
        return Record([*self.events, *added])

    def lawful(self, steps: Sequence[Step], span: tuple[date, date], today: date) -> None:
        """Raises `No` where what is entered makes something of its stream unlawful."""
        after = self.with_steps(steps, span, today)
        for stream in dict.fromkeys(one.stream for one in steps):
            old, now = self.of(stream), after.of(stream)
            last = max((one.day for one in old), default=date.min)
            late = any(
                one.kind == "voided" or (one.day < last and not one.by_time)
                for one in now[len(old) :]
            )
            if late:
                rules = RULES[kind_of(stream)]
                if broken(*rules, now) - broken(*rules, old):
                    raise No("later events would be unlawful")
        if any(one.kind in ("succeeded", "merged", "voided") for one in steps):
            after.refuse_circle([one.stream for one in steps])
        for name in {name_of(one.stream) for one in steps if one.kind == "voided"}:
            heir = self.state(m(name))
            if heir is not None and after.state(m(name)) is None:
                ended = [after.state(m(old)) for _, old, _ in heir["older"]]
                if any(one and one["ended"] and one["ended"][1] == name for one in ended):
                    raise No("what is carried on by it would be nobody's")

    def refuse_circle(self, streams: Sequence[str]) -> None:
        """Raises `No` where a mandate comes to carry on what carries it on, or an entity to be part
        of itself, among these."""
        states = self.states("mandate")
        for name in {name_of(one) for one in streams} & states.keys():
            newer = [name]
            for one in newer:
                ties = states.get(one, {}).get("newer", ())
                newer += [to for _, to, _ in ties if to and to not in newer]
            if any(old in newer[1:] for _, old, _ in states[name]["older"]):
                raise No("it would carry itself on")
        entities = self.states("entity")
        for name in {name_of(one) for one in streams if one.startswith("entity-")}:
            seen = [name]
            while into := entities.get(seen[-1], {}).get("into"):
                if into in seen:
                    raise No("it would be part of itself")
                seen.append(into)

    def judged(self, state: State | None, step: Step, span: tuple[date, date]) -> Step:
        """The step, where it can follow upon a state."""
        ev = Ev(step.stream, step.kind, step.data, span[1], span[0])
        if not RULES[kind_of(step.stream)][1](state, ev):
            raise No(step.kind)
        return step

    # --- time and voids ---------------------------------------------------------------------------

    def tick(self, today: date) -> dict[str, list[list[Step]]]:
        """By mandate, what time alone has brought by a day: round by round, as what has opened by
        now may have deadlines of its own."""
        found: dict[str, list[list[Step]]] = {}
        written = self.written(today)
        for name in self.mandates:
            trial: Record = self
            while (state := trial.state(m(name), today)) is not None:
                calendar, highest = self.calendar(today), trial.highest(name)
                steps = sessions.brought(name, state, calendar, today, highest)
                if not steps:
                    break
                found.setdefault(name, []).append(steps)
                trial = trial.with_steps(steps, (today, today), written)
        return found

    def void(self, event: Any) -> list[Step]:
        """An event, and what it caused in its own command, but for what is void already."""
        target = next(one for one in self.events if one.id == event)
        if target.kind == "erased":
            raise No("what was erased is gone")
        caused, steps = {event}, list[Step]()
        for one in self.events:
            if one.command == target.command and (one.id == event or one.cause in caused):
                caused.add(one.id)
                if one.id not in voided(self.of(one.stream)):
                    data = {"event": one.id}
                    steps.append(Step(one.stream, "voided", data, 0 if steps else None))
        return steps
