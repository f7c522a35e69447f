"""Proposals that a newer mandate carries an older one on, and notes that were erased."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .mandates import who
from .names import bearer, end_of, key
from .record import Ev, State


def applied(state: State | None, ev: Ev) -> State:
    """A proposal after an event."""
    now = state or {"state": None, "how": None, "ref": None}
    if ev.kind == "declined":
        return now | {"state": "declined"}
    word = "open" if ev.kind == "made" else "accepted"
    return now | {"state": word, "how": ev.data["how"], "ref": ev.data["ref"]}


def standing(state: State | None, newer: str, older: State | None) -> State | None:
    """A proposal as the older mandate has it: what it recorded there may be void."""
    if state is None or state["state"] != "accepted" or older is None:
        return state
    carried_on = [(how, to) for how, to, _ in older["newer"]]
    return state if (state["how"], newer) in carried_on else state | {"state": "open"}


def may(state: State | None, ev: Ev) -> bool:
    done = state is not None and state["state"] == "accepted"
    return not (done and ev.kind in ("made", "declined"))


def erased(_: State | None, ev: Ev) -> State:
    return {"since": ev.position}


def erased_may(state: State | None, _: Ev) -> bool:
    return state is None


# --- finding --------------------------------------------------------------------------------------


def found(mandates: Mapping[str, State], entities: Mapping[str, State]) -> dict[str, str]:
    """What seems to carry older mandates on: how, by the pair."""
    all_: dict[str, str] = {}
    for newer, new in mandates.items():
        older = {
            name: one
            for name, one in mandates.items()
            if _carried_on(newer, new, one, entities)
        }  # fmt: skip
        latest = max((one["on"] for one in older.values()), default=None)
        last = {name: one for name, one in older.items() if one["on"] == latest}
        merged = len(last) > 1 and any(_words(one) != _words(new) for one in last.values())
        for name, one in last.items():
            same = "reiterated" if _words(one) == _words(new) else "adapted"
            all_[f"{name}..{newer}"] = "merged" if merged else same
    return all_


def _carried_on(newer: str, new: State, one: State, entities: Mapping[str, State]) -> bool:
    ours, theirs = new["text"], one["text"]
    return bool(
        ours["symbol"] != theirs["symbol"] and one["on"] < new["on"]
        and ours["body"] == theirs["body"] and ours["what"] == theirs["what"]
        and not one["ended"] and all(to != newer for _, to, _ in one["newer"])
        and _words(one) and _words(one) <= _words(new)
        and _keys(new, entities) & _keys(one, entities)
    )  # fmt: skip


def _words(state: State) -> set[str]:
    title: str = state["text"].get("title") or ""
    return {word for word in title.casefold().split() if word not in ("on", "of", "the")}


def _keys(state: State, entities: Mapping[str, State]) -> set[Any]:
    """Whom a mandate addresses, whatever they are called."""
    return {end_of(entities, bearer(entities, one)) or key(one) for one in who(state["text"])}
