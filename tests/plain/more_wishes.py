"""What each wish about drafts, budgets, funds and agenda items leads to; see `wishes`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from .mandates import CLOSED, ITEM
from .model import RULES, Record
from .papers import NO_ITEM, STAGE_OF, STAGES, fund, is_under, item_so_already, title_of
from .record import Ev, No, Span, State, Step, m, stands
from .sessions import NEW
from .wishes import known, passes_to, which

# --- drafts ---------------------------------------------------------------------------------------


def table(record: Record, span: Span, draft: str) -> list[Step]:
    state = record.state(f"instrument-{draft}", span[1])
    if state and state["tabled"] and state["end"] is None:
        return []
    return [record.judged(state, Step(f"instrument-{draft}", "tabled"), span)]


def replace_draft(record: Record, span: Span, draft: str, by: str) -> list[Step]:
    state = record.state(f"instrument-{draft}", span[1])
    if state and state["end"] and state["end"][:2] == ("replaced", by):
        return []
    steps = [record.judged(state, Step(f"instrument-{draft}", "replaced", {"by": by}), span)]
    new = record.state(f"instrument-{by}", span[1])
    if new and new["end"]:
        raise No("it stands in nobody's place")
    if new is None or not new["tabled"]:
        steps.append(Step(f"instrument-{by}", "tabled", {}, 0))
    if new is None or draft not in new["based_on"]:
        step = Step(f"instrument-{by}", "based_on", {"draft": draft}, 0)
        steps.append(record.judged(new, step, span))
    return steps


def withdraw(record: Record, span: Span, draft: str) -> list[Step]:
    state = record.state(f"instrument-{draft}", span[1])
    if state and state["end"] and state["end"][0] == "withdrawn":
        return []
    return [record.judged(state, Step(f"instrument-{draft}", "withdrawn"), span)]


def link(record: Record, span: Span, draft: str, symbol: str) -> list[Step]:
    """That a draft was adopted, recorded later than the adoption."""
    text = record.state(f"instrument-{symbol}", span[1])
    state = record.state(f"instrument-{draft}", span[1])
    if text is None or text["adopted"] is None or state is None:
        raise No("one of them is not there")
    if state["end"] and state["end"][:2] == ("adopted", symbol):
        return []
    step = Step(f"instrument-{draft}", "adopted_as", {"by": symbol})
    return [record.judged(state, step, span)]


# --- what a text costs ----------------------------------------------------------------------------


def budget(
    record: Record, span: Span, symbol: str, step: str, amount: Any, paragraphs: tuple[str, ...]
) -> list[Step]:
    """A text costs what it costs also before it is adopted: it is judged as known at all."""
    stream = f"instrument-{symbol}"
    state = record.state(stream)
    if state is None and symbol.startswith("A/RES"):
        raise No("nobody knows it")
    end = state["end"] if state else None
    if state and end and end[2] > span[1]:
        state = state | {"end": None}
    elif end and end[0] != "adopted":
        raise No("it is gone")
    data = {"amount": amount, "paragraphs": paragraphs}
    said = _said(state, span)
    steps: list[Step] = []
    alike = [one for one in said if (one["step"], one["paragraphs"]) == (step, paragraphs)]
    if not alike or max(alike, key=_when)["amount"] != amount:
        now: State | None = (state | {"budget": said}) if state else None
        steps.append(record.judged(now, Step(stream, step, data), span))
    if step == "approved" and paragraphs:
        steps += _funded(record, symbol, end, amount, paragraphs, 0 if steps else None)
    return steps


def _when(said: State) -> tuple[Any, ...]:
    return said["on"], said["position"]


def _said(state: State | None, span: Span) -> list[State]:
    """What was said of its budget by a day."""
    said: list[State] = state["budget"] if state else []
    return [one for one in said if one["on"] <= span[1]]


def _funded(
    record: Record, symbol: str, end: Any, amount: Any, paragraphs: Sequence[str], cause: int | None
) -> list[Step]:
    """Money that is approved for paragraphs is given to the mandates in them."""
    adopted = end[1] if end and end[0] == "adopted" else symbol
    text = record.state(f"instrument-{adopted}")
    if text is None or text["adopted"] is None:
        return []
    mandates = {
        name: state
        for name, state in record.states("mandate").items()
        if state["text"]["symbol"] == adopted and state["text"]["paragraph"] in paragraphs
    }
    steps: list[Step] = []
    for name, state in mandates.items():
        shared = tuple(one for one in mandates if one != name)
        data = {"how": "approved", "amount": amount, "source": adopted, "shared": shared}
        stands = state["ended"] is None or state["ended"][0] in ("expired", "lapsed")
        has = any(
            (one["how"], one["amount"], one["source"]) == ("approved", amount, adopted)
            for one in state["funded"]
        )
        if stands and not has:
            steps.append(Step(m(name), "funded", data, cause))
    return steps


# --- funds ----------------------------------------------------------------------------------------


def on_fund(record: Record, span: Span, called: str, kind: str, **data: Any) -> list[Step]:
    stream = f"fund-{called}"
    state = record.state(stream, span[1])
    so = state is not None and _so(state, kind, data, span)
    steps = [] if so else [record.judged(state, Step(stream, kind, data), span)]
    if kind == "allocated":
        for mandate in data["who"]:
            shared = tuple(one for one in data["who"] if one != mandate)
            given = {"how": "allocated", "amount": data["amount"], "source": called}
            if so and _knows(record.state(m(mandate), span[1]), {**given, "on": span[1]}, shared):
                continue
            step = Step(m(mandate), "funded", given | {"shared": shared}, None if so else 0)
            steps.append(record.judged(known(record, mandate, span), step, span))
    return steps


def _knows(state: State | None, told: State, shared: tuple[str, ...]) -> bool:
    """Whether a mandate knows of an allocation, or counts for nothing itself."""
    told = told | {"shared": shared}
    return state is None or any(told.items() <= one.items() for one in state["funded"])


def _so(state: State, kind: str, data: State, span: Span) -> bool:
    if kind == "established":
        return data["name"] in state["names"]
    if kind == "renamed":
        return bool(state["names"][-1:] == [data["name"]])
    if kind == "contribution_invited":
        return data["ref"] in state["invited"]
    after = fund(state, Ev("", kind, data, span[1]))
    return after[kind][-1] in state[kind]


# --- agenda items ---------------------------------------------------------------------------------

MOVES = {"requested": "requested", "placed": "on_provisional_agenda", "included": "included",
         "considered": None, "carried_over": "carried_over"}  # fmt: skip
ON_ITS_WAY = ("requested", "on_provisional_agenda", "included")


def on_item(
    record: Record, span: Span, name: str, kind: str | None, mandates: Sequence[str] = (),
    **data: Any,
) -> list[Step]:  # fmt: skip
    """A step of an item, recorded on the mandates that it carries too; ``kind`` None: a link."""
    stream = f"item-{name}"
    state = record.state(stream, span[1])
    linked: list[Any] = state["mandates"] if state else []
    carried = [one for one in linked if is_under(record.state(m(one[0]), span[1]), name, one[1])]
    steps: list[Step] = []
    if kind is not None and not (
        state is not None and item_so_already(state, Ev(stream, kind, data, span[1]))
    ):
        steps.append(record.judged(state, Step(stream, kind, data), span))
    new = [
        (one, which(known(record, one, span), None))
        for one in dict.fromkeys(mandates)
        if one not in [name for name, _ in carried]
    ]
    untold = [one for one in new if one not in linked]
    if new:
        cause = len(steps) if untold else None
        if untold:
            step = Step(stream, "linked", {"mandates": untold}, 0 if steps else None)
            steps.append(record.judged(state, step, span))
        steps += [_under(name, one, cause) for one in new]
    linked = carried
    if not steps:
        return []
    if kind in MOVES:
        for mandate, number in [*linked, *new] if steps[0].kind == kind else new:
            steps += _on_mandate(record, span, name, kind, mandate, number, data)
    elif new and state and state["stage"] in ON_ITS_WAY:
        for mandate, number in new:
            steps += _advanced(record, span, name, state["stage"], mandate, number)
    if kind in ("requested", "placed", "included") or (new and kind is None and state):
        stage = STAGE_OF[kind] if kind else state["stage"] if state else None
        if stage in ON_ITS_WAY:
            steps += _to_later(record, span, name, stage)
    if kind == "carried_over":
        steps += _at_next(record, span, name, state or NO_ITEM, [*linked, *new], data)
    if kind != "considered":
        stage = MOVES.get(kind or "") or (state["stage"] if state else None)
        for one in [*linked, *new] if kind == "carried_over" else new:
            steps += _passed_with(record, span, name, stage, one, len(steps), data)
    return steps


def _passed_with(
    record: Record, span: Span, name: str, stage: str | None, one: Any, at: int, data: State
) -> list[Step]:
    """What is entered late of a due point that passed on since: it passed with this as well."""
    steps: list[Step] = []
    (mandate, number), since, put_off = one, span[1], "to" in data
    if put_off:
        name, stage = "/".join([data["to"], name.split("/")[-1]]), "requested"
    for (heir, n), day in passes_to(record, mandate, number, span):
        on = (day, day)
        then = known(record, heir, on)
        whole, there = record.state(m(mandate)), then["occurrences"][n]
        assert whole is not None
        later = whole["occurrences"][number]["put_off_on"]
        put_off = put_off and all(decided <= since for decided in later)
        if put_off:
            told: State = {"n": n, "to": "/".join(data["to"].split("/")[:2]), "kept": {},
                           "what": "consideration", "ref": data["ref"]}  # fmt: skip
            if RULES["mandate"][1](then, Ev(m(heir), "deferred", told, day, day)):
                steps.append(Step(m(heir), "deferred", told, 0, None, on))
        item = record.state(f"item-{name}", day)
        been = item["stage"] if item else None
        if been != "carried_over" and name not in there["under"]:
            place = at + len(steps)
            steps.append(Step(f"item-{name}", "linked", {"mandates": [(heir, n)]}, 0, None, on))
            steps.append(Step(m(heir), "item_linked", {"n": n, "item": name}, place, None, on))
            far = max(been, stage, key=lambda each: STAGES[each])
            if far in ON_ITS_WAY and then["text"]["what"] == ITEM and there["end"] not in CLOSED:
                advanced = {"n": n, "state": far}
                steps.append(Step(m(heir), "item_advanced", advanced, place, None, on))
        mandate, number, since = heir, n, day
    return steps


def _under(name: str, one: Any, cause: int | None) -> Step:
    return Step(m(one[0]), "item_linked", {"n": one[1], "item": name}, cause)


def _to_later(record: Record, span: Span, name: str, stage: str) -> list[Step]:
    """What a step that is entered late says to what was linked after it: see `papers.STAGES`."""
    steps: list[Step] = []
    for ev in stands(record.of(f"item-{name}"), None, None):
        if ev.kind == "linked" and ev.day > span[1]:
            then = record.state(f"item-{name}", ev.day)
            assert then is not None
            if STAGES[then["stage"]] < STAGES[stage]:
                for mandate, number in ev.data["mandates"]:
                    if is_under(record.state(m(mandate), ev.day), name, number):
                        on = (ev.day, ev.day)
                        for step in _advanced(record, on, name, stage, mandate, number):
                            steps.append(Step(step.stream, step.kind, step.data, 0, None, on))
    return steps


def on_meeting(record: Record, span: Span, name: str, kind: str, day: date | None) -> list[Step]:
    """The meeting on an item is set, moved, put off or held."""
    stream = f"item-{name}"
    state, step = record.state(stream, span[1]), Step(stream, kind, {"day": day})
    if state is not None and item_so_already(state, Ev(stream, kind, step.data, span[1])):
        return []
    record.judged(state, step, span)
    session = record.states("session", span[1]).get("/".join(name.split("/")[:2])) or NEW
    for end, before in (("opens", True), ("closes", False)):
        if day and session[end]:
            bound, *_, exactly = session[end][-1]
            if bound and exactly == len("2001-06-01") and (day < bound if before else day > bound):
                raise No("the session does not sit then")
    return [step]


def _owed(record: Record, span: Span, mandate: str, number: int) -> State | None:
    """The mandate, unless nothing more is owed."""
    state = known(record, mandate, span)
    one = state["occurrences"].get(number)
    return None if state["ended"] or one is None or one["end"] in CLOSED else state


def _advanced(
    record: Record, span: Span, name: str, stage: str | None, mandate: str, number: int
) -> list[Step]:
    state = _owed(record, span, mandate, number)
    if state is None or stage is None or state["text"]["what"] != ITEM:
        return []
    return [Step(m(mandate), "item_advanced", {"n": number, "state": stage}, 0)]


def _on_mandate(
    record: Record, span: Span, name: str, kind: str | None, mandate: str, number: int, data: State
) -> list[Step]:
    state = _owed(record, span, mandate, number)
    steps = _advanced(record, span, name, MOVES[kind or ""], mandate, number)
    if state is None:
        return []
    common = {"n": number, "ref": data.get("ref")}
    if kind == "considered":
        step = Step(m(mandate), "considered", common | {"action": data["action"]}, 0)
        steps.append(record.judged(state, step, span))
        steps.append(Step(m(mandate), "completed", {"n": number}, 0))
    if kind == "carried_over":
        if data["ref"] is None:
            raise No("say what defers it")
        put_off: State = {
            "to": "/".join(data["to"].split("/")[:2]),
            "what": "consideration",
            "kept": {},
        }
        step = Step(m(mandate), "deferred", common | put_off, 0)
        steps.append(record.judged(state, step, span))
    return steps


def _at_next(
    record: Record, span: Span, name: str, state: State, carried: Sequence[Any], data: State
) -> list[Step]:
    """The item at the session that it goes to: asked for there, with the mandates it carries."""
    there_name = "/".join([data["to"], name.split("/")[-1]])
    if there_name == name:
        raise No("it is there already")
    stream = f"item-{there_name}"
    there = record.state(stream, span[1])
    steps: list[Step] = []
    if there is None or there["stage"] is None:
        asked = {"title": title_of(state), "from": name}
        steps.append(Step(stream, "requested", asked, 0))
    new = [one for one in carried if there is None or one not in there["mandates"]]
    if new:
        step = Step(stream, "linked", {"mandates": new}, 0)
        steps.append(record.judged(there, step, span))
        steps += [_under(there_name, one, 0) for one in new]
    return steps
