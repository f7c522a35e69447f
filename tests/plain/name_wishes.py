"""What each wish about names, words, proposals, drafts and papers leads to; see `wishes`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from . import proposals
from .mandates import STRENGTH
from .model import Record
from .names import KNOWN, body_of, called_now, entity_so_already, key
from .papers import NEW_REPORT, NO_TEXT, over, report
from .record import Ev, No, Span, State, Step, fold, m, name_of
from .texts import Acts, apart, as_registered, matched
from .wishes import carry_on, given, known, reiterate, submit

# --- names ----------------------------------------------------------------------------------------


def on_entity(record: Record, span: Span, entity: str, kind: str, **data: Any) -> list[Step]:
    """One that is not in the record is recorded with what is wished."""
    stream = f"entity-{entity}"
    state = record.state(stream, span[1])
    step = Step(stream, kind, data)
    if state is not None and entity_so_already(state, Ev(stream, kind, data, span[1])):
        return []
    goes_by = state["name"] if state and state["name"] else entity
    other = data.get("into") or data.get("to")
    if other is not None and key(other) in (key(entity), key(goes_by)):
        raise No("it is no part of itself")
    another = record.state(f"entity-{other}", span[1]) if other is not None else None
    if another is not None and another["ended"] is not None:
        raise No("it is no more")
    if state is not None and kind == "established":
        raise No("it is there already")
    new = state is None and kind != "established"
    steps = [Step(stream, "established", {"name": entity, "short": ()}), step] if new else [step]
    if not new:
        steps = [record.judged(state, step, span)]
    given = {key(entity)} if new else set[str]()
    if kind in ("established", "renamed", "aliased"):
        given |= {key(one) for one in (data["name"], *data.get("short", ()))}
    for name, one in record.states("entity", span[1]).items():
        if name != entity and one["ended"] is None and given & called_now(one):
            raise No("another that is there still is called so")
    return steps


def add_body(record: Record, span: Span, code: str, name: str, parent: str | None) -> list[Step]:
    stream, bodies = f"body-{code}", record.bodies()
    state = record.state(stream, span[1])
    if parent is not None and (parent == code or not (parent in KNOWN or parent in bodies)):
        raise No("it does not stand above")
    said = {"code": code, "name": name, "parent": parent}
    if state is not None and {field: state[field] for field in said} == said:
        return []
    step = record.judged(state, Step(stream, "added", said), span)
    _free(record, code, code, name)
    return [step]


def rename_body(record: Record, span: Span, code: str, name: str) -> list[Step]:
    stream = f"body-{code}"
    state = record.state(stream, span[1])
    if state is not None and state["name"] == name:
        return []
    step = record.judged(state, Step(stream, "renamed", {"name": name}), span)
    _free(record, code, code, name)
    return [step]


def _free(record: Record, code: str, *named: str) -> None:
    """Raises `No` where another body goes by one of these."""
    for name in named:
        other = body_of(record.bodies(), name)
        if other is not None and other["code"] != code:
            raise No("another body is called so")


# --- words ----------------------------------------------------------------------------------------


def note(record: Record, span: Span, mandate: str, text: str) -> list[Step]:
    state = known(record, mandate, span)
    return [record.judged(state, Step(m(mandate), "noted", {"text": text}), span)]


def erase(record: Record, span: Span, digest: str | None) -> list[Step]:
    if digest is None:
        raise No("no note came with it")
    state = record.state(f"note-{digest}")  # gone, though the clock has stepped back since
    return [] if state else [Step(f"note-{digest}", "erased")]


def track(record: Record, span: Span, mandate: str, tracked: str, reason: str) -> list[Step]:
    state = known(record, mandate, span)
    if (state["tracked"], state["reason"]) == (tracked, reason):
        return []
    said = {"tracked": tracked, "reason": reason}
    return [record.judged(state, Step(m(mandate), "tracking_overridden", said), span)]


def reword(record: Record, span: Span, mandate: str, field: str, to: Any) -> list[Step]:
    """A correction of whom an act addresses, of its verb, title, strength or deliverable."""
    state = known(record, mandate, span)
    if _said(state, field) == to:
        return []
    step = Step(m(mandate), "corrected", {"field": field, "to": to})
    return [record.judged(state, step, span), *_strength(state, mandate, field, to)]


def _strength(state: State, mandate: str, field: str, to: Any) -> list[Step]:
    """With another verb an act is as strong as that, unless its strength was said by itself."""
    before = _said(state, "verb")
    if field != "verb" or _said(state, "strength") != STRENGTH[before] or (
        STRENGTH[to] == STRENGTH[before]
    ):  # fmt: skip
        return []
    said = {"field": "strength", "to": STRENGTH[to]}
    return [Step(m(mandate), "corrected", said, 0)]


def _said(state: State, field: str) -> Any:
    text = state["text"]
    usual = {"who": ("Secretary-General",), "verb": "request", "title": None}
    return text.get(field, usual.get(field))


def verify(record: Record, span: Span, symbol: str, after: Acts, apply: bool) -> list[Step]:
    """The adopted text is compared with what was registered."""
    stream = f"instrument-{symbol}"
    text = (record.state(stream, span[1]) or NO_TEXT)["adopted"]
    if text is None:
        raise No("it is not registered")
    before = {name: act for acts in text["acts"].values() for name, act in acts}
    matches = matched(before, after)
    verified = as_registered(after, matches)
    if text["text_of"] == "adopted" and verified == text["acts"]:
        return []
    differs = any(not (was and now) or apart(was, now) for _, was, now in matches)
    if differs and not apply:
        raise No("it differs")
    steps = [Step(stream, "text_verified", {"acts": verified})]
    for name, was, act in matches:
        mandate = f"{symbol}#{name}"
        state = record.state(m(mandate), span[1])
        if act is None:
            if state is not None:
                steps.append(Step(m(mandate), "voided", {"event": state["adoption"]}, 0))
        elif state is None:
            steps += [] if was else [given(symbol, name, act)]  # what a person voided stays void
        else:
            steps += _corrected(state, mandate, act)
            steps.append(Step(m(mandate), "words_verified", {}, 0))
    return steps


def _corrected(state: State, mandate: str, act: State) -> list[Step]:
    steps: list[Step] = []
    for field in ("who", "what", "title", "verb"):
        usual = {"who": ("Secretary-General",), "verb": "request"}.get(field)
        now = act.get(field, usual)
        if _said(state, field) != now:
            steps.append(Step(m(mandate), "corrected", {"field": field, "to": now}, 0))
            steps += _strength(state, mandate, field, now)
    first = state["text"]["dues"][:1]
    if first != act["dues"][:1]:
        due = act["dues"][0] if act["dues"] else None
        steps.append(Step(m(mandate), "corrected", {"field": "due", "n": 1, "to": due}, 0))
    return steps


# --- proposals ------------------------------------------------------------------------------------


def proposed(record: Record, span: Span, older: str, newer: str) -> State | None:
    """A proposal on a day, as the older mandate has it."""
    state = record.state(f"proposal-{older}..{newer}", span[1])
    return proposals.standing(state, newer, record.state(m(older), span[1]))


def make(record: Record, span: Span, older: str, newer: str, how: str, ref: str) -> list[Step]:
    stream, state = f"proposal-{older}..{newer}", proposed(record, span, older, newer)
    if state and (state["state"] != "open" or (state["how"], state["ref"]) == (how, ref)):
        return []
    return [record.judged(state, Step(stream, "made", {"how": how, "ref": ref}), span)]


def decline(record: Record, span: Span, older: str, newer: str) -> list[Step]:
    stream, state = f"proposal-{older}..{newer}", proposed(record, span, older, newer)
    if state and state["state"] == "declined":
        return []
    return [record.judged(state, Step(stream, "declined"), span)]


def accept(
    record: Record, span: Span, older: str, newer: str, how: str | None, ref: str | None
) -> list[Step]:
    """What was proposed, or is said now, is recorded with it."""
    stream = f"proposal-{older}..{newer}"
    unmade: State = {"state": None, "how": None, "ref": None}
    state = proposed(record, span, older, newer) or unmade
    how, ref = how or state["how"], ref or state["ref"]
    if how is None or ref is None:
        raise No("it was not made")
    if state["state"] == "accepted":
        return []
    steps = [Step(stream, "accepted", {"how": how, "ref": ref})]
    if how == "reiterated":
        what = reiterate(record, span, older, newer, ref)
    else:
        what = carry_on(record, span, [older], newer, how, ref)
    for one in what:
        cause = 0 if one.cause is None else one.cause + 1
        steps.append(Step(one.stream, one.kind, one.data, cause, one.day, one.span))
    return steps


# --- drafts and papers ----------------------------------------------------------------------------


def on_text(
    record: Record, span: Span, symbol: str, kind: str, so: Callable[[State], bool],
    data: Callable[[State], State] = lambda _: {},
) -> list[Step]:  # fmt: skip
    """Something that happens to a draft or to the paper of a text, unless it is so already."""
    stream = f"instrument-{symbol}"
    state = record.state(stream, span[1]) or NO_TEXT
    return [] if so(state) else [record.judged(state, Step(stream, kind, data(state)), span)]


# --- reports --------------------------------------------------------------------------------------


def submit_slot(
    record: Record, span: Span, paper: str, answers: Any, slot: str, today: Any
) -> list[Step]:
    """A report is submitted that began under a slot: both streams say so, in between."""
    steps = submit(record, span, paper, answers, today)
    cause = 0 if steps and steps[0].stream == f"report-{paper}" else None
    tied = name_report(record, span, slot, paper, cause)
    at = 0 if cause is None else 1
    moved = [
        one if one.cause in (None, cause)
        else Step(one.stream, one.kind, one.data, one.cause + len(tied), one.day, one.span)
        for one in steps[at:]
    ]  # fmt: skip
    return [*steps[:at], *tied, *moved]


def family(record: Record, name: str, known_at: int | None = None) -> list[str]:
    """The streams of a report: its symbol's first, then those of the slots that it began under."""
    own = record.state(f"report-{name}", None, known_at)
    if own and own["named"]:
        name = own["named"]
        own = record.state(f"report-{name}", None, known_at)
    tied = (own["named"],) if own and own["named"] else own["begun"] if own else ()
    slots = [f"report-{one}" for one in dict.fromkeys(tied)]
    states = {one: record.state(one, None, known_at) for one in slots}
    return [f"report-{name}", *(one for one, s in states.items() if s and s["named"] == name)]


def on_report(record: Record, span: Span, name: str, kind: str, **data: Any) -> list[Step]:
    """A report is forecast, given a slot or supplemented: it goes on under its symbol."""
    stream = f"report-{name}"
    state = record.state(stream, span[1])
    if state and state["named"]:
        stream = f"report-{state['named']}"
        state = over(record.state(stream, span[1]), state)
    else:
        for slot in dict.fromkeys(state["begun"] if state else ()):
            began = record.state(f"report-{slot}", span[1])
            if began and began["named"] == name:
                state = over(state, began)
    now = state or NEW_REPORT
    so = state is not None and _is_so(now, kind, data)
    return [] if so else [record.judged(state, Step(stream, kind, data), span)]


def _is_so(now: State, kind: str, data: State) -> bool:
    if kind == "forecast":
        named = all(data[field] in (None, now[field]) for field in ("title", "entity"))
        return bool(now["expected"] == data["expected"] and named)
    if kind == "slot_assigned":
        return bool(now["slot"] == data["slot"])
    return data["document"] in now["supplements"]


def name_report(
    record: Record, span: Span, slot: str, document: str, cause: int | None = None
) -> list[Step]:
    """What began under a slot goes on under a symbol: both streams say so."""
    if slot == document:
        return []
    began = record.state(f"report-{slot}", span[1])
    under = record.state(f"report-{document}", span[1])
    named = Step(f"report-{slot}", "named", {"document": document})
    if began is None:
        raise No("nothing began under it")
    record.judged(began, named, span)
    if under and under["named"]:
        raise No("it goes on as another")
    steps: list[Step] = []
    if under is None or slot not in under["begun"]:
        steps.append(Step(f"report-{document}", "begun", {"slot": slot}, cause))
    if began["named"] != document:
        first = (0 if cause is None else cause + 1) if steps else cause
        steps.append(Step(named.stream, named.kind, named.data, first))
    return steps


def report_shown(record: Record, name: str, day: Any, known_at: int | None) -> Any:
    """A report as one, on all its streams, under the symbol that it goes by."""
    streams = family(record, name, known_at)
    events = [one for one in record.events if one.stream in streams]
    state = fold(report, events, day, known_at)
    return (name_of(streams[0]), state) if state else None
