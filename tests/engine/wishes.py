"""What each wish leads to in the plain model; see `model`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from .model import (
    DAY,
    SAID,
    Ev,
    No,
    State,
    Step,
    broken,
    current,
    deadlines,
    delivered,
    due_of,
    fold,
    implementation,
    legal,
    m,
    may,
    standing,
    timeliness,
    voided,
)

Item = tuple[str, str, tuple[str, ...], int, str, int | None]


class Model:
    """A record in memory, and what would be recorded next."""

    def __init__(self) -> None:
        self.events: list[Ev] = []

    # --- asking -----------------------------------------------------------------------------------

    def of(self, stream: str) -> list[Ev]:
        return [one for one in self.events if one.stream == stream]

    def state(
        self, stream: str, as_of: date | None = None, known: int | None = None
    ) -> State | None:
        return fold(self.of(stream), as_of, known)

    def sessions(self, as_of: date, known: int | None = None) -> dict[str, State]:
        names = {one.stream for one in self.events if one.stream.startswith("session-")}
        states = {name.partition("-")[2]: self.state(name, as_of, known) for name in names}
        return {name: state for name, state in states.items() if state}

    @property
    def mandates(self) -> list[str]:
        streams = dict.fromkeys(one.stream for one in self.events)
        return [name.partition("-")[2] for name in streams if name.startswith("mandate-")]

    def register(self, as_of: date, known: int | None = None) -> dict[str, Item]:
        sessions = self.sessions(as_of, known)
        found: dict[str, Item] = {}
        for mandate in self.mandates:
            state = self.state(m(mandate), as_of, known)
            if state is not None:
                number = current(state)
                one = state["occurrences"][number]
                value, days = timeliness(state, one, sessions, as_of)
                leads = tuple(state["leads"])
                found[mandate] = (legal(state), implementation(one), leads, number, value, days)
        return found

    # --- recording --------------------------------------------------------------------------------

    def lawful(self, steps: Sequence[Step], day: date) -> None:
        """Raises `No` where what is entered makes something of its stream unlawful."""
        added: dict[str, list[Ev]] = {}
        for index, one in enumerate(steps):
            ev = Ev(one.stream, one.kind, one.data, one.day or day, 1 << 40 | index, id=index)
            added.setdefault(one.stream, []).append(ev)
        for stream, new in added.items():
            old = self.of(stream)
            last = max((one.day for one in old), default=date.min)
            late = any(
                one.kind == "voided" or (one.day < last and one.kind not in SAID) for one in new
            )
            if late and broken([*old, *new]) - broken(old):
                raise No("later events would be unlawful")

    def record(self, steps: Sequence[Step], day: date, places: Sequence[Any]) -> None:
        """Take in what was recorded: the steps, and where the record put each of them."""
        for step, place in zip(steps, places, strict=True):
            cause = places[step.cause].event_id if step.cause is not None else None
            self.events.append(
                Ev(
                    step.stream, step.kind, step.data, step.day or day, place.position,
                    place.envelope.recorded_at.date(), place.event_id, cause,
                    place.envelope.command_id,
                )
            )  # fmt: skip

    # --- wishes: what each would record -----------------------------------------------------------

    def adopt(self, symbol: str, acts: Mapping[str, str]) -> list[Step]:
        if self.state(f"instrument-{symbol}") is not None:
            return []
        steps = [Step(f"instrument-{symbol}", "adopted")]
        for number, due in acts.items():
            steps.append(Step(m(f"{symbol}#{number}"), "adopted", {"due": due}, 0))
        return steps

    def _known(self, mandate: str, day: date) -> State:
        state = self.state(m(mandate), day)
        if state is None:
            raise No("not adopted by then")
        return state

    def _judged(self, state: State | None, step: Step, day: date) -> Step:
        if not may(state, Ev(step.stream, step.kind, step.data, day)):
            raise No(step.kind)
        return step

    def assign(self, mandate: str, day: date, who: str) -> list[Step]:
        state = self._known(mandate, day)
        if who in state["leads"]:
            return []
        return [self._judged(state, Step(m(mandate), "assigned", {"who": who}), day)]

    def retire(self, mandate: str, day: date) -> list[Step]:
        state = self._known(mandate, day)
        if state["ended"] and state["ended"][0] == "retired":
            return []
        return [self._judged(state, Step(m(mandate), "retired"), day)]

    def waive(self, mandate: str, day: date) -> list[Step]:
        state = self._known(mandate, day)
        number = current(state)
        if state["occurrences"][number]["end"] == "waived":
            return []
        return [self._judged(state, Step(m(mandate), "waived", {"n": number}), day)]

    def consider(self, mandate: str, day: date, action: str, ref: str | None) -> list[Step]:
        state = self._known(mandate, day)
        number = current(state)
        one = state["occurrences"][number]
        known = one["stage"] == "considered" and one["action"] == action
        if known and ref in (None, one["ref"]):
            return []
        data = {"n": number, "action": action, "ref": ref}
        steps = [self._judged(state, Step(m(mandate), "considered", data), day)]
        if one["end"] != "completed":
            steps.append(Step(m(mandate), "completed", {"n": number}, 0))
        return steps

    def miss(self, mandate: str, day: date) -> list[Step]:
        state = self._known(mandate, day)
        number = current(state)
        one = state["occurrences"][number]
        last = deadlines(one, self.sessions(day)).get("legal")
        if (last and day <= last[0]) or due_of(one) == "open":
            raise No("the window is open")
        if one["end"] == "missed":
            return []
        data = {"n": number, "days": (day - last[0]).days if last else None}
        return [self._judged(state, Step(m(mandate), "missed", data), day)]

    def defer(self, mandate: str, day: date, to: str, what: str, ref: str) -> list[Step]:
        state = self._known(mandate, day)
        number = current(state)
        one = state["occurrences"][number]
        if one["deferrals"][-1:] == [(what, to, ref)]:
            return []
        data = {"n": number, "to": to, "what": what, "ref": ref}
        return [self._judged(state, Step(m(mandate), "deferred", data), day)]

    def late_days(self, mandate: str, day: date) -> dict[str, int]:
        """The lateness that a deferral of the delivery keeps."""
        state = self._known(mandate, day)
        one = state["occurrences"][current(state)]
        if delivered(one):
            return {}
        found = deadlines(one, self.sessions(day)).items()
        return {kind: (day - last).days for kind, (last, _) in found if last < day}

    def reiterate(self, mandate: str, day: date, by: str, ref: str) -> list[Step]:
        state = self._known(mandate, day)
        if ("reiterated", by, ref) in state["links"]:
            return []
        steps = [self._judged(state, Step(m(mandate), "reiterated", {"by": by, "ref": ref}), day)]
        for number, one in state["occurrences"].items():
            last = deadlines(one, self.sessions(day)).get("legal")
            if one["end"] is None and not delivered(one) and last and last[0] < day:
                data = {"n": number, "days": (day - last[0]).days}
                steps.append(Step(m(mandate), "missed", data, 0))
        heir = self._known(by, day)
        if any(other == mandate for _, other, _ in heir["links"]):
            raise No("it cannot follow what follows it")
        return [*steps, self._judged(heir, Step(m(by), "succeeded", {}, 0), day)]

    def merge(self, mandates: Sequence[str], day: date, into: str, ref: str) -> list[Step]:
        heir = self._known(into, day)
        steps: list[Step] = []
        taken = [due_of(one) for one in heir["occurrences"].values() if one["end"] is None]
        number = max(heir["occurrences"])
        for mandate in dict.fromkeys(mandates):
            state = self._known(mandate, day)
            if state["ended"] == ("merged", into):
                continue
            cause = len(steps)
            merged = Step(m(mandate), "merged", {"into": into, "ref": ref})
            steps.append(self._judged(state, merged, day))
            if any(other == mandate for _, other, _ in heir["links"]):
                raise No("it cannot follow what follows it")
            steps.append(self._judged(heir, Step(m(into), "succeeded", {}, cause), day))
            for one in state["occurrences"].values():
                if one["end"] is None and due_of(one) not in taken:
                    number += 1
                    taken.append(due_of(one))
                    data = {"n": number, "due": due_of(one)}
                    steps.append(Step(m(into), "opened", data, cause))
        return steps

    def submit(self, document: str, mandates: Sequence[str], day: date) -> list[Step]:
        report = self.state(f"report-{document}", day) or {"answers": [], "submitted": False}
        before = dict(report["answers"])
        states = {mandate: self._known(mandate, day) for mandate in mandates}
        answers = [(one, before.get(one, current(state))) for one, state in states.items()]
        merged = [*report["answers"], *(one for one in answers if one not in report["answers"])]
        steps: list[Step] = []
        if not (report["submitted"] and merged == report["answers"]):
            steps.append(Step(f"report-{document}", "submitted", {"answers": merged}))
        cause = 0 if steps else None
        for mandate, number in answers:
            one = states[mandate]["occurrences"].get(number)
            if one is None or document not in one["reports"]:
                data = {"n": number, "document": document}
                step = Step(m(mandate), "submitted", data, cause)
                steps.append(self._judged(states[mandate], step, day))
        return steps

    def issue(self, document: str, day: date) -> list[Step]:
        report = self.state(f"report-{document}", day)
        if report is None or not report["submitted"]:
            raise No("it was not submitted by then")
        if report["issued"]:
            return []
        steps = [Step(f"report-{document}", "issued")]
        for mandate, number in report["answers"]:
            state = self._known(mandate, day)
            if not state["ended"]:
                step = Step(m(mandate), "issued", {"n": number, "document": document}, 0)
                steps.append(self._judged(state, step, day))
        return steps

    def void(self, event: Any) -> list[Step]:
        target = next(one for one in self.events if one.id == event)
        caused, steps = {event}, list[Step]()
        for one in self.events:
            if one.command == target.command and (one.id == event or one.cause in caused):
                caused.add(one.id)
                if one.id not in voided(self.of(one.stream)):
                    data = {"event": one.id}
                    steps.append(Step(one.stream, "voided", data, 0 if steps else None))
        return steps

    def session(
        self, name: str, day: date, kind: str, opens: date | None, closes: date | None
    ) -> list[Step]:
        stream = f"session-{name}"
        state = self.state(stream, day)
        if state is not None:
            first = state["opens"][-1][0] if state["opens"] else None
            last = state["closes"][-1][0] if state["closes"] else None
            so_already = (opens or first, closes or last) == (first, last)
            if kind in ("planned", "moved") and state["opens"] and so_already:
                return []
            if kind == "opened" and state["opened"] == opens:
                return []
            if kind == "closed" and state["closed"] == closes:
                return []
        data = {"opens": opens, "closes": closes}
        return [self._judged(state, Step(stream, kind, data), day)]

    def tick(self, today: date) -> dict[str, list[Step]]:
        """By mandate, what time alone has brought by a day, in the order of its days."""
        sessions = self.sessions(today)
        found: dict[str, list[Step]] = {}
        for mandate in self.mandates:
            state = self.state(m(mandate), today)
            if state is None or state["ended"]:
                continue
            steps = [
                step
                for number, one in state["occurrences"].items()
                if one["end"] is None
                for step in _announcements(m(mandate), number, one, sessions, today)
            ]
            if steps:
                found[mandate] = sorted(steps, key=lambda step: step.day or today)
        return found


def _announcements(
    stream: str, number: int, one: State, sessions: dict[str, State], today: date
) -> list[Step]:
    steps: list[Step] = []
    stood = standing(one, sessions, today)
    for kind, (day, since) in deadlines(one, sessions).items():
        if stood[kind][0] in ("met", "late", "upcoming"):
            continue
        near = max(day - timedelta(days=14), since)
        when = (
            near if near < day else None,
            day if day >= since else None,
            max(day + DAY, since),
        )
        said = one["said"].get(kind, {}).get(day, -1)
        for index, first in enumerate(when):
            if first is not None and first <= today and index > said:
                data = {"n": number, "deadline": kind, "on": day}
                steps.append(Step(stream, SAID[index], data, None, first))
    return steps
