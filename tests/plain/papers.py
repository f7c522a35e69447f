"""What stands beside the mandates: reports, drafts and texts, their budgets, funds, items."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .record import Ev, State
from .texts import DRAFT, NEW_DRAFT, NEW_PAPER, PAPER, draft, draft_may, paper

# --- reports --------------------------------------------------------------------------------------

NEW_REPORT: State = {
    "answers": [], "submitted": None, "issued": [], "title": None, "expected": None,
    "entity": None, "slot": None, "begun": [], "named": None, "supplements": [],
}  # fmt: skip


def report(state: State | None, ev: Ev) -> State:
    now, data = state or NEW_REPORT, ev.data
    match ev.kind:
        case "submitted":
            further = [one for one in data["answers"] if one not in now["answers"]]
            came = now["submitted"] or ev.span
            return now | {"submitted": came, "answers": [*now["answers"], *further]}
        case "issued":
            return now | {"issued": [*now["issued"], (ev.text, ev.day, ev.span)]}
        case "forecast":
            said = {field: data[field] or now[field] for field in ("title", "entity")}
            return now | said | {"expected": data["expected"]}
        case "slot_assigned":
            return now | {"slot": data["slot"]}
        case "supplemented":
            return now | {"supplements": [*now["supplements"], data["document"]]}
        case "begun":
            return now | {"begun": [*now["begun"], data["slot"]]}
        case _:
            return now | {"named": data["document"]}


def report_may(state: State | None, ev: Ev) -> bool:
    now = state or NEW_REPORT
    match ev.kind:
        case "voided" | "begun":
            return True
        case "submitted":
            return now["named"] in (None, ev.stream.partition("-")[2])
        case "issued" | "supplemented":
            return bool(now["submitted"])
        case "named":
            free = now["named"] in (None, ev.data["document"])
            return state is not None and free and not now["submitted"]
        case _:
            return not now["named"] and not now["submitted"]


def over(state: State | None, slot: State) -> State:
    """What is known of a report under its symbol, and where that is silent, under its slot."""
    if state is None:
        return slot | {"named": None}
    said = ("title", "expected", "entity", "slot")
    return state | {field: state[field] or slot[field] for field in said}


# --- drafts, texts, and what they cost ------------------------------------------------------------

STEPS = ("none_required", "within_existing_resources", "stated", "reviewed", "decided", "approved",
         "refused")  # fmt: skip
ORDER = dict(zip(STEPS, (1, 2, 3, 4, 5, 6, 6), strict=True))
"""How far along the chain a step is."""
NO_TEXT: State = {"adopted": None, "budget": [], **NEW_DRAFT, "paper": NEW_PAPER}


def text(state: State | None, ev: Ev) -> State:
    """A draft or an adopted text after an event."""
    now, data = state or NO_TEXT, ev.data
    match ev.kind:
        case "adopted":
            return now | {"adopted": data}
        case "text_verified":
            told = {"acts": data["acts"], "text_of": "adopted"}
            return now | {"adopted": {**now["adopted"], **told} if now["adopted"] else None}
        case _ if ev.kind in DRAFT:
            return draft(now, ev)
        case _ if ev.kind in PAPER:
            return now | {"paper": paper(now["paper"], ev)}
        case _:
            said = data | {"step": ev.kind, "on": ev.day, "position": ev.position}
            return now | {"budget": [*now["budget"], said]}


def text_may(state: State | None, ev: Ev) -> bool:
    now = state or NO_TEXT
    if ev.kind == "voided":
        return True
    if ev.kind == "adopted" or ev.kind in PAPER:
        return (now["adopted"] is None) == (ev.kind == "adopted")
    if ev.kind in DRAFT:
        return draft_may(now, ev)
    end = now["end"] and now["end"][0]
    if end not in (None, "adopted"):
        return False
    return budget_may(now["budget"], ev)


def budget_may(said: Iterable[State], ev: Ev) -> bool:
    """Nothing is stated any more of what was decided, for the same paragraphs."""
    decided = (
        one["paragraphs"] == ev.data["paragraphs"]
        for one in said
        if one["step"] in ("approved", "refused")
    )
    return ev.kind not in STEPS[:3] or not any(decided)


def links(texts: dict[str, State]) -> set[tuple[str, str]]:
    """Which draft led to which text, as (newer, older)."""
    found: set[tuple[str, str]] = set()
    for name, one in texts.items():
        named: list[str] = one["adopted"]["drafts"] if one["adopted"] else []
        found |= {(name, draft) for draft in named}
        found |= {(name, draft) for draft in one["based_on"]}
        if one["end"] and one["end"][1]:
            found.add((one["end"][1], name))
    return found


def funding(state: State, texts: dict[str, State]) -> tuple[str, Any, bool]:
    """How a mandate is funded: the value, the amounts by currency, whether others share them."""
    if state["funded"]:
        amounts = total(one["amount"] for one in state["funded"])
        return "approved", amounts, any(one["shared"] for one in state["funded"])
    own = [state["text"]["symbol"]]
    for name in own:  # grows by the drafts that led to what is in it
        own += sorted(old for new, old in links(texts) if new == name and old not in own)
    said = [
        one
        for name in own
        for one in texts.get(name, NO_TEXT)["budget"]
        if not one["paragraphs"] or state["text"]["paragraph"] in one["paragraphs"]
    ]
    last = max(said, key=lambda one: (ORDER[one["step"]], one["on"], one["position"]), default=None)
    if last is None:
        return "not_stated", {}, False
    amounts = total([last["amount"]] if last["amount"] else [])
    return last["step"], amounts, len(last["paragraphs"]) != 1 and bool(amounts)


def total(amounts: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Sums by currency."""
    found: dict[str, int] = {}
    for currency, amount in amounts:
        found[currency] = found.get(currency, 0) + amount
    return found


# --- funds ----------------------------------------------------------------------------------------

SUMS = ("pledged", "paid", "allocated")


def fund(state: State | None, ev: Ev) -> State:
    now = state or {"names": [], "invited": [], **{kind: [] for kind in SUMS}}
    if ev.kind in ("established", "renamed"):
        return now | {"names": [*now["names"], ev.data["name"]]}
    if ev.kind == "contribution_invited":
        return now | {"invited": [*now["invited"], ev.data["ref"]]}
    entry = (ev.data["who"], ev.data["amount"], ev.day, ev.data.get("purpose"))
    return now | {ev.kind: [*now[ev.kind], entry]}


def fund_may(state: State | None, ev: Ev) -> bool:
    there = bool(state and state["names"])
    return ev.kind == "voided" or there != (ev.kind == "established")


def fund_shown(state: State) -> Any:
    return state["names"], *(total(one[1] for one in state[kind]) for kind in SUMS)


# --- agenda items ---------------------------------------------------------------------------------

STAGES = {None: 0, "requested": 1, "on_provisional_agenda": 2, "included": 3, "considered": 4,
          "carried_over": 4}  # fmt: skip
STAGE_OF = {"requested": "requested", "placed": "on_provisional_agenda", "included": "included",
            "considered": "considered", "carried_over": "carried_over"}  # fmt: skip
MEETINGS = ("meeting_set", "meeting_moved", "meeting_postponed", "meeting_held")
NO_ITEM: State = {"stage": None, "on": None, "titles": [], "mandates": [], "reports": [],
                  "from": None, "to": None, "action": None, "meets": []}  # fmt: skip

NOT_THERE: State = {"under": ()}


def item(state: State | None, ev: Ev) -> State:
    now, data = state or NO_ITEM, ev.data
    match ev.kind:
        case "renamed":
            return now | {"titles": [*now["titles"], data["title"]]}
        case "linked":
            new = [one for one in data["mandates"] if one not in now["mandates"]]
            return now | {"mandates": [*now["mandates"], *new]}
        case "report_listed":
            return now | {"reports": [*now["reports"], data["document"]]}
        case _ if ev.kind in MEETINGS:
            meets = (data["day"], ev.day, ev.recorded, ev.kind)
            return now | {"meets": [*now["meets"], meets]}
        case _:
            title = data.get("title")
            titles: list[str] = [title] if title and title != title_of(now) else []
            return now | {
                "stage": STAGE_OF[ev.kind],
                "on": ev.day,
                "titles": [*now["titles"], *titles],
                "from": data.get("from") or now["from"],
                "to": data.get("to") or now["to"],
                "action": data.get("action") or now["action"],
            }


def is_under(mandate: State | None, item: str, number: int) -> bool:
    """Whether a due point comes under an item as its mandate has it: there the link may be void."""
    return mandate is not None and item in mandate["occurrences"].get(number, NOT_THERE)["under"]


def title_of(state: State) -> str | None:
    return state["titles"][-1] if state["titles"] else None


def item_may(state: State | None, ev: Ev) -> bool:
    stage = state["stage"] if state else None
    match ev.kind:
        case "voided":
            return True
        case "requested" | "placed" | "included":
            return STAGES[stage] < STAGES[STAGE_OF[ev.kind]]
        case "linked":
            return stage != "carried_over"
        case _ if ev.kind in MEETINGS:
            meets: list[Any] = state["meets"] if state else []
            held = meets and meets[-1][3] == "meeting_held"
            first = ev.kind in ("meeting_set", "meeting_held")
            return stage not in (None, "carried_over") and not held and bool(first or meets)
        case _:
            return stage not in (None, "carried_over")


def item_so_already(state: State, ev: Ev) -> bool:
    data = ev.data
    match ev.kind:
        case "requested" | "placed" | "included":
            title = data.get("title") in (None, title_of(state))
            return bool(state["stage"] == STAGE_OF[ev.kind] and title)
        case "renamed":
            return bool(title_of(state) == data["title"])
        case "report_listed":
            return data["document"] in state["reports"]
        case "considered":
            return (state["stage"], state["action"]) == ("considered", data["action"])
        case _ if ev.kind in MEETINGS:
            if not state["meets"]:
                return False
            day, *_, what = state["meets"][-1]
            same = day == data["day"]
            return bool(same and (ev.kind == "meeting_held") == (what == "meeting_held"))
        case _:
            return bool(state["to"] == data["to"])


def item_shown(name: str, state: State, mandates: dict[str, State]) -> Any:
    links = tuple(
        f"{mandate}/{number}"
        for mandate, number in state["mandates"]
        if is_under(mandates.get(mandate), name, number)
    )
    return (
        state["stage"], state["on"], title_of(state), links, tuple(state["reports"]),
        state["from"], state["to"], state["meets"][-1][0] if state["meets"] else None,
    )  # fmt: skip
