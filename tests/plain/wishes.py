"""What each wish about mandates, reports and sessions leads to: a function of record and days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from .mandates import (
    DOCUMENT,
    ITEM,
    current,
    delivered,
    due_of,
    following,
    owed,
    own_points,
    put_right,
    repointed,
    term_at,
)
from .model import Record
from .names import above, body_of, spellings
from .record import Ev, No, Span, State, Step, first_of, holds, last_of, m, stands
from .sessions import LEAD, closes, deadlines, so_already, with_
from .texts import by_paragraph


def known(record: Record, mandate: str, span: Span) -> State:
    """A mandate on a day; a wish about one that was not adopted by then is refused."""
    state = record.state(m(mandate), span[1])
    if state is None:
        raise No("not adopted by then")
    return state


def which(state: State, number: int | None, delivery: bool = False) -> int:
    """The occurrence that is meant: the open one, where none is named, and of a delivery the one
    for which nothing came."""
    if number is None:
        return owed(state) if delivery else current(state)
    if number not in state["occurrences"]:
        raise No("no such occurrence")
    return number


def document(state: State) -> bool:
    return bool(state["text"]["what"] == DOCUMENT)


# --- one mandate ----------------------------------------------------------------------------------


def adopt(
    record: Record, symbol: str, acts: Mapping[str, State], draft: str | None, of: str = "adopted"
) -> list[Step]:
    """An adoption is judged on what is known at all, whatever its day."""
    stream = f"instrument-{symbol}"
    before = record.state(stream)
    again = before is not None and before["adopted"] is not None
    told = {"drafts": [draft] if draft else [], "acts": by_paragraph(acts), "text_of": of}
    known_so: State = (before["adopted"] if before else None) or told
    if (known_so["acts"], known_so["text_of"]) != (told["acts"], of):
        raise No("it is registered with other content")
    steps = [] if again else [Step(stream, "adopted", told)]
    old = record.state(f"instrument-{draft}") if draft else None
    if draft and old and not (old["end"] and old["end"][:2] == ("adopted", symbol)):
        adopted_as = Step(f"instrument-{draft}", "adopted_as", {"by": symbol}, 0 if steps else None)
        steps.append(record.judged(old, adopted_as, (date.min, date.min)))
    if again:
        return steps
    for number, text in acts.items():
        steps.append(given(symbol, number, text, of))
    return steps


def given(symbol: str, act: str, text: Mapping[str, Any], of: str = "adopted") -> Step:
    """The adoption of a mandate, which that of its text causes."""
    own = {"symbol": symbol, "paragraph": act.split(".")[0], "text_of": of}
    return Step(m(f"{symbol}#{act}"), "adopted", {"text": {**text, **own}}, 0)


def assign(record: Record, span: Span, mandate: str, who: str) -> list[Step]:
    state = known(record, mandate, span)
    if who in state["leads"]:
        return []
    return [record.judged(state, Step(m(mandate), "assigned", {"who": who}), span)]


def progress(record: Record, span: Span, mandate: str, how: str) -> list[Step]:
    state = known(record, mandate, span)
    number = owed(state)
    one = state["occurrences"][number]
    if one["stage"] == ("in_progress" if how == "stated" else how):
        return []
    if how == "stated" and one["reports"]:
        return []
    data = {"n": number, "state": how}
    steps = [record.judged(state, Step(m(mandate), "progress", data), span)]
    if how in ("confirmed", "held") and not document(state):
        steps.append(Step(m(mandate), "completed", {"n": number}, 0))
    return steps


def consider(
    record: Record, span: Span, mandate: str, number: int | None, action: str, ref: str | None
) -> list[Step]:
    state = known(record, mandate, span)
    number = which(state, number)
    one = state["occurrences"][number]
    so = one["stage"] == "considered" and one["action"] == action
    if so and ref in (None, one["ref"]):
        return []
    data = {"n": number, "action": action, "ref": ref}
    steps = [record.judged(state, Step(m(mandate), "considered", data), span)]
    if one["end"] != "completed":
        steps.append(Step(m(mandate), "completed", {"n": number}, 0))
    return steps


def waive(record: Record, span: Span, mandate: str, number: int | None) -> list[Step]:
    state = known(record, mandate, span)
    number = which(state, number, delivery=True)
    if state["occurrences"][number]["end"] == "waived":
        return []
    return [record.judged(state, Step(m(mandate), "waived", {"n": number}), span)]


def miss(record: Record, span: Span, mandate: str, number: int | None) -> list[Step]:
    state = known(record, mandate, span)
    number = which(state, number, delivery=True)
    one = state["occurrences"][number]
    last = _legal(record, span, state, one)
    if (last and span[1] <= last) or due_of(one) == "open":
        raise No("the window is open")
    if one["end"] == "missed":
        return []
    data = {"n": number, "due": due_of(one), "days": (span[1] - last).days if last else None}
    return [record.judged(state, Step(m(mandate), "missed", data), span)]


def _legal(record: Record, span: Span, state: State, one: State) -> date | None:
    found = deadlines(one, record.calendar(span[1]), document(state)).get("legal")
    return found[0] if found else None


def defer(
    record: Record, span: Span, mandate: str, number: int | None, to: str, what: str, ref: str
) -> list[Step]:
    state = known(record, mandate, span)
    number = which(state, number, delivery=what == "delivery")
    one = state["occurrences"][number]
    to = _as_named(record, to, due_of(one))
    if one["deferrals"][-1:] == [(what, to, ref)]:
        return []
    before = due_of(one)
    if "/" in to and before and "/" not in before and before != "open":
        last = _until(record, span, to)
        if last is not None and last < last_of(before):
            raise No("it ends before that is due")
    kept: dict[str, int] = {}
    if what == "delivery" and not delivered(one):  # the lateness that was reached before is kept
        day = one["ended_on"] if one["end"] == "missed" else span[1]
        found = deadlines(one, record.calendar(span[1]), document(state)).items()
        kept = {kind: (day - last).days for kind, (last, _) in found if last < day}
    data = {"n": number, "to": to, "what": what, "ref": ref, "kept": kept}
    return [record.judged(state, Step(m(mandate), "deferred", data), span)]


def _as_named(record: Record, to: str, before: str | None) -> str:
    """A session of a body that was added, with the body named as the mandate names it."""
    head, _, number = to.partition("/")
    found = body_of(record.bodies(), head)
    if found is None:
        return to
    named = (before or "").partition("/")[0]
    return f"{named if body_of(record.bodies(), named) == found else found['name']}/{number}"


def extend(record: Record, span: Span, mandate: str, until: str, ref: str) -> list[Step]:
    state = known(record, mandate, span)
    if state["until"] == until:
        return []
    data = {"until": until, "ref": ref, "above": _above(record, state)}
    return [record.judged(state, Step(m(mandate), "extended", data), span)]


def end(record: Record, span: Span, mandate: str, how: str, ref: str) -> list[Step]:
    """Retired, expired or lapsed."""
    state = known(record, mandate, span)
    if how == "expired" and state["until"]:
        last = _until(record, span, state["until"])
        if last is not None and span[1] <= last:
            raise No("its own terms run on")
    if state["ended"] == (how, None):
        return []
    data = {"ref": ref, "until": state["until"], "above": _above(record, state)}
    return [record.judged(state, Step(m(mandate), how, data), span)]


def _above(record: Record, state: State) -> tuple[str, ...] | None:
    """The bodies above the one that gave a mandate, where that was added."""
    return above(record.bodies(), state["text"].get("body", "General Assembly"))


def _until(record: Record, span: Span, until: str) -> date | None:
    if "/" not in until:
        return last_of(until)
    session = record.calendar(span[1]).get(until)
    return closes(session) if session else None


def correct(
    record: Record, span: Span, mandate: str, number: int | None, field: str, to: str
) -> list[Step]:
    """What the text says of its end, or of a due point."""
    state = known(record, mandate, span)
    data: State = {"field": field, "to": to}
    if field == "until":
        before = state["text"].get("until")
    else:
        data["n"] = which(state, number)
        before = state["occurrences"][data["n"]]["due"][0]
    if before == to:
        return []
    if field == "until" and (state["ended"] or ("",))[0] == "expired" and state["until"] == before:
        raise No("it ran out by the end that was wrong")
    moved = {} if field == "until" else repointed(state, data["n"], to)
    for one in (state["occurrences"][each] for each in moved):
        if one["end"] == "missed" and not delivered(one):
            raise No("it was found missed by what was wrong")
    if field == "due":
        right, own = put_right(state, data["n"], to), len(own_points(state))
        for ahead in range(1, record.highest(mandate) - max(state["occurrences"]) + 1):
            if term_at(state, state["text"], own + ahead) != term_at(state, right, own + ahead):
                raise No("what opened later by what was wrong would stay")
    return [record.judged(state, Step(m(mandate), "corrected", data), span)]


def open_one(record: Record, span: Span, mandate: str, term: str) -> list[Step]:
    """A further due point, which a person opens."""
    state = known(record, mandate, span)
    if any(one["end"] is None and due_of(one) == term for one in state["occurrences"].values()):
        return []
    data = {"n": record.highest(mandate) + 1, "due": term}
    return [record.judged(state, Step(m(mandate), "opened", data), span)]


# --- lineage --------------------------------------------------------------------------------------


def reiterate(record: Record, span: Span, mandate: str, by: str, ref: str) -> list[Step]:
    state = known(record, mandate, span)
    if ("reiterated", by, ref) in state["newer"]:
        return []
    steps = [record.judged(state, Step(m(mandate), "reiterated", {"to": by, "ref": ref}), span)]
    for number, one in state["occurrences"].items():
        last = _legal(record, span, state, one)
        waits = one["end"] is None and not delivered(one) and due_of(one) != "open"
        if waits and last and last < span[1]:
            data = {"n": number, "due": due_of(one), "days": (span[1] - last).days}
            steps.append(Step(m(mandate), "missed", data, 0))
    heir = known(record, by, span)
    tie = {"how": "reiterated", "old": mandate, "ref": ref}
    return [*steps, record.judged(heir, Step(m(by), "succeeded", tie, 0), span)]


def carry_on(
    record: Record, span: Span, mandates: Sequence[str], to: str, how: str, ref: str
) -> list[Step]:
    """Adapted, merged or replaced: what is still open passes to the one that carries it on."""
    heir: State | None = None
    steps: list[Step] = []
    taken: list[str | None] = []
    number = 0
    for mandate in dict.fromkeys(mandates):
        state = known(record, mandate, span)
        if state["ended"] == (how, to):
            continue
        if heir is None:
            heir = known(record, to, span)
            taken = [due_of(one) for one in heir["occurrences"].values() if one["end"] is None]
            number = record.highest(to)
        cause = len(steps)
        ended = Step(m(mandate), how, {"to": to, "ref": ref, "above": _above(record, state)})
        steps.append(record.judged(state, ended, span))
        tie = {"how": how, "old": mandate, "ref": ref}
        steps.append(record.judged(heir, Step(m(to), "succeeded", tie, cause), span))
        if heir["ended"]:
            raise No("it has ended itself")
        for old, one in state["occurrences"].items():
            if one["end"] is None and due_of(one) not in taken:
                number += 1
                taken.append(due_of(one))
                data = {"n": number, "due": one["due"][0], "passed": f"{mandate}/{old}",
                        "kept": one["kept"]}  # fmt: skip
                steps.append(Step(m(to), "opened", data, cause))
                steps += _along(record, span, one, heir, (to, number), (len(steps), cause))
    if not steps and how == "merged":
        known(record, to, span)
    return steps


PROGRESS = ("in_progress", "confirmed", "disputed", "convened", "held", "postponed")
"""How far something is by what people say; the last three are said of meetings alone."""


def _along(
    record: Record, span: Span, one: State, heir: State, to: tuple[str, int],
    places: tuple[int, int],
) -> list[Step]:  # fmt: skip
    """What a due point takes along: reports, the putting off of its consideration, its items."""
    (mandate, number), (at, cause) = to, places
    steps: list[Step] = []
    for paper, (came, out) in one["reports"].items():
        before = record.state(f"report-{paper}", span[1]) or {"answers": []}
        place = at + len(steps)
        answers = {"answers": [*before["answers"], to]}
        steps.append(Step(f"report-{paper}", "submitted", answers, cause))
        for kind, when in (("submitted", came), ("issued", out)):
            if when:
                data = {"n": number, "document": paper, "came": when}
                steps.append(Step(m(mandate), kind, data, place))
    said = one["stage"] if one["stage"] in PROGRESS else None
    if said and not (document(heir) and said in PROGRESS[3:]):
        state = "stated" if said == "in_progress" else said
        so_far = {"n": number, "state": state, "came": one["done"]}
        steps.append(Step(m(mandate), "progress", so_far, cause))
    if one["later"]:
        what, later, ref = next(d for d in reversed(one["deferrals"]) if d[0] == "consideration")
        put_off: State = {"n": number, "what": what, "to": later, "ref": ref, "kept": {}}
        steps.append(Step(m(mandate), "deferred", put_off, cause))
    for name in one["under"]:
        item = record.state(f"item-{name}", span[1])
        if item is None or item["stage"] == "carried_over":
            continue
        place = at + len(steps)
        steps.append(Step(f"item-{name}", "linked", {"mandates": [to]}, cause))
        steps.append(Step(m(mandate), "item_linked", {"n": number, "item": name}, place))
        on_its_way = item["stage"] in ("requested", "on_provisional_agenda", "included")
        if on_its_way and heir["text"]["what"] == ITEM:
            step = {"n": number, "state": item["stage"]}
            steps.append(Step(m(mandate), "item_advanced", step, place))
    return steps


# --- reports --------------------------------------------------------------------------------------


def submit(
    record: Record, span: Span, paper: str, answers: Sequence[tuple[str, int | None]], today: date
) -> list[Step]:
    stream = f"report-{paper}"
    before = record.state(stream, span[1]) or {"answers": [], "submitted": None}
    earlier = dict(before["answers"])
    states = {mandate: known(record, mandate, span) for mandate, _ in answers}
    wanted = [
        (one, _answered(states[one], n) if n is not None else earlier.get(one, owed(states[one])))
        for one, n in answers
    ]
    merged = [*before["answers"], *(one for one in wanted if one not in before["answers"])]
    steps: list[Step] = []
    if not (before["submitted"] and merged == before["answers"]):
        steps.append(Step(stream, "submitted", {"answers": merged}))
    cause = 0 if steps else None
    for mandate, number in wanted:
        one = states[mandate]["occurrences"].get(number)
        if one is None or paper not in one["reports"]:
            if states[mandate]["text"]["what"] == ITEM:
                raise No("a report puts no item on an agenda")
            if one is None:
                data = {"n": number, "due": following(states[mandate])}
                opened = Step(m(mandate), "opened", data, cause)
                steps.append(record.judged(states[mandate], opened, span))
            step = Step(m(mandate), "submitted", {"n": number, "document": paper}, cause)
            steps.append(step if one is None else record.judged(states[mandate], step, span))
            steps += _came_out(record, span, paper, (mandate, number), len(steps) - 1, today)
            for to, day in passes_to(record, mandate, number, span):
                steps += _came_before(record, span, paper, to, day, (len(steps), cause), today)
    return steps


def passes_to(
    record: Record, mandate: str, number: int, span: Span
) -> list[tuple[tuple[str, int], date]]:
    """Where a due point goes after a day, and from there on, as its own mandate has it."""
    whole = record.state(m(mandate))
    if whole is None or not whole["ended"] or whole["ended_on"] <= span[1]:
        return []
    heir = whole["ended"][1]
    for one in stands(record.of(m(heir)), None, None) if heir else ():
        if one.kind == "opened" and one.data.get("passed") == f"{mandate}/{number}":
            to = (heir, int(one.data["n"]))
            return [(to, one.day), *passes_to(record, *to, span)]
    return []


def _came_before(
    record: Record, span: Span, paper: str, to: tuple[str, int], day: date,
    places: tuple[int, int | None], today: date,
) -> list[Step]:  # fmt: skip
    """What came before a due point passed on, and is told afterwards, passed with it."""
    report = record.state(f"report-{paper}") or {"answers": [], "issued": []}
    if to in report["answers"]:
        return []
    (at, cause), then, written = places, (day, day), record.written(today)
    data = {"n": to[1], "document": paper}
    steps = [
        Step(f"report-{paper}", "submitted", {"answers": [to]}, cause, span=then),
        Step(m(to[0]), "submitted", {**data, "came": span}, at, span=then),
    ]
    for text, out, _ in report["issued"]:
        own = (first_of(text), holds(text, written))
        told = {**data, "came": own} if out <= day else data
        steps.append(Step(m(to[0]), "issued", told, at + 1, span=then if out <= day else own))
    return steps


def _answered(state: State, number: int) -> int:
    """The due point that a report answers: also the next one, which then opens."""
    if number == max(state["occurrences"]) + 1 and following(state) is not None:
        return number
    return which(state, number)


def _came_out(
    record: Record, span: Span, paper: str, answer: tuple[str, int], cause: int, today: date
) -> list[Step]:
    """What it is found later to answer: the report came out for that as well."""
    report = record.state(f"report-{paper}") or {"answers": [], "issued": []}
    data = {"n": answer[1], "document": paper}
    if answer in report["answers"]:
        return []
    written = record.written(today)
    own = [(first_of(text), holds(text, written)) if day > span[1] else None
           for text, day, _ in report["issued"]]  # fmt: skip
    return [Step(m(answer[0]), "issued", data, cause, span=one) for one in own]


def issue(record: Record, span: Span, paper: str) -> list[Step]:
    stream = f"report-{paper}"
    before = record.state(stream, span[1])
    if before is None or not before["submitted"]:
        raise No("it was not submitted by then")
    steps = [] if before["issued"] else [Step(stream, "issued")]
    for mandate, number in before["answers"]:
        state = record.state(m(mandate), span[1])
        one = state["occurrences"].get(number) if state else None
        if state is None or one is None or paper not in one["reports"]:
            continue  # voided there
        if state["ended"] and state["ended"][0] not in ("expired", "lapsed"):
            continue
        data = {"n": number, "document": paper}
        if not before["issued"]:
            steps.append(Step(m(mandate), "issued", data, 0))
            for (heir, n), day in passes_to(record, mandate, number, span):
                then = known(record, heir, (day, day))
                if paper in then["occurrences"][n]["reports"]:
                    told = {"n": n, "document": paper, "came": span}
                    steps.append(Step(m(heir), "issued", told, 0, span=(day, day)))
        elif not one["reports"][paper][1]:  # that it came out was voided there
            text = before["issued"][0][0]
            steps.append(
                Step(m(mandate), "issued", data | {"came": (first_of(text), last_of(text))})
            )
    return steps


# --- sessions -------------------------------------------------------------------------------------


def set_policy(record: Record, span: Span, body: str, lead: tuple[int | None, ...]) -> list[Step]:
    added = body_of(record.bodies(), body)
    if added is None:
        raise No("nobody added that body")
    stream = f"policy-{added['code']}"
    state = record.state(stream, span[1])
    said: list[Any] = state["said"] if state else []
    if with_(said, lead) == (said[-1][0] if said else LEAD):
        return []
    return [record.judged(state, Step(stream, "set", {"lead": lead}), span)]


def session(record: Record, span: Span, name: str, kind: str, **data: Any) -> list[Step]:
    known_so = [f"session-{one}" for one in spellings(record.bodies(), name)]
    stream = next((one for one in known_so if record.of(one)), known_so[0])
    state = record.state(stream, span[1])
    ev = Ev(stream, kind, data, span[1])
    if state is not None and so_already(state, ev):
        return []
    return [record.judged(state, Step(stream, kind, data), span)]
