"""What goes by names: entities that are addressed, and bodies that a user adds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from .record import Ev, State

# --- entities -------------------------------------------------------------------------------------


def key(name: str) -> str:
    """Two names are one whatever their case, their article and their blanks."""
    return re.sub(r"^the ", "", " ".join(name.split()).casefold())


def entity(state: State | None, ev: Ev) -> State:
    """An entity after an event."""
    now = state or {
        "names": [], "since": 0, "name": None, "into": None, "moved": [], "ended": None,
    }  # fmt: skip
    data = ev.data
    match ev.kind:
        case "established" | "renamed":
            short = [(one, ev.day) for one in data["short"]]
            if ev.kind == "established" and now["names"]:  # an earlier day was entered since
                return now | {"names": [*now["names"], *short]}
            names = [(data["name"], ev.day), *short]
            since = len(now["names"])
            return now | {"names": [*now["names"], *names], "name": data["name"], "since": since}
        case "aliased":
            return now | {"names": [*now["names"], (data["name"], ev.day)]}
        case "merged":
            return now | {"into": data["into"], "ended": ev.day}
        case "functions_transferred":
            return now | {"moved": [*now["moved"], data["to"]]}
        case _:
            return now | {"ended": now["ended"] or ev.day}


def entity_may(state: State | None, ev: Ev) -> bool:
    if ev.kind in ("voided", "established"):
        return True
    if state is None or not state["names"]:
        return False
    return ev.kind in ("aliased", "functions_transferred") or state["ended"] is None


def called(state: State, name: str) -> date | None:
    """From when on an entity has been called so, the last time that it took the name."""
    return next((day for one, day in reversed(state["names"]) if key(one) == key(name)), None)


def called_now(state: State) -> set[str]:
    """What an entity has been called since it last took an official name."""
    return {key(one) for one, _ in state["names"][state["since"] :]}


def entity_so_already(state: State, ev: Ev) -> bool:
    data = ev.data
    names = (data.get("name"), *data.get("short", ()))
    match ev.kind:
        case "established" | "aliased":
            return all(called(state, one) for one in names if one)
        case "renamed":
            goes_by = key(state["name"] or "") == key(data["name"])
            return goes_by and all(called(state, one) for one in data["short"])
        case "merged":
            return bool(state["into"] == data["into"])
        case "functions_transferred":
            return data["to"] in state["moved"]
        case _:
            return state["ended"] is not None and state["into"] is None


def bearer(entities: Mapping[str, State], name: str) -> str | None:
    """Who bears a name: of several, the one that took it last."""
    found = [(day, id_) for id_, one in entities.items() if (day := called(one, name))]
    return max(found)[1] if found else None


def present(entities: Mapping[str, State], entity_: str) -> str:
    """What an entity has become part of."""
    seen = {entity_}
    while into := entities[entity_]["into"]:
        found = into if into in entities else bearer(entities, into)
        if found is None or found in seen:
            break
        seen.add(found)
        entity_ = found
    return entity_


def all_names(entities: Mapping[str, State], name: str) -> set[str]:
    """Every name of what a name means, and of what became part of it; that may be in a name alone,
    which nobody bears."""
    same = end_of(entities, bearer(entities, name)) or key(name)
    found = {
        one
        for other, state in entities.items() if end_of(entities, other) == same
        for one, _ in state["names"]
    }  # fmt: skip
    into = {state["into"] for state in entities.values() if state["into"]}
    last = {one for one in into if bearer(entities, one) is None and key(one) == same}
    return found | last or {name}


def end_of(entities: Mapping[str, State], entity_: str | None) -> str | None:
    """What an entity has become part of in the end, or the key of a name that nobody bears."""
    if entity_ is None:
        return None
    last = present(entities, entity_)
    into: str | None = entities[last]["into"]
    if into is None or into in entities or bearer(entities, into) is not None:
        return last
    return key(into)


def meant(entities: Mapping[str, State], asked: str, named: Iterable[str]) -> bool:
    """Whether somebody is among those named, under any name that he has."""
    others = [re.compile(rf"(?<!\w){re.escape(one)}(?!\w)", re.I)
              for one in all_names(entities, asked)]  # fmt: skip
    return any(
        asked.casefold() in one.casefold() or any(other.search(one) for other in others)
        for one in named
    )


# --- bodies ---------------------------------------------------------------------------------------

KNOWN = {"GA": "General Assembly", "SC": "Security Council"}
"""Bodies that everybody knows: those that are named here."""


def body(state: State | None, ev: Ev) -> State | None:
    """A body that was added, after an event."""
    if ev.kind == "added":
        return {**ev.data, "former": []}
    if state is None:
        return None
    return state | {"name": ev.data["name"], "former": [*state["former"], state["name"]]}


def body_may(state: State | None, ev: Ev) -> bool:
    return ev.kind == "voided" or (state is None) == (ev.kind == "added")


Bodies = Mapping[str, State]
"""The bodies that were added, by their codes."""


def names_of(state: State) -> list[str]:
    return [state["code"], state["name"], *state["former"]]


def body_of(bodies: Bodies, text: str) -> State | None:
    """The added body that a code or a name means."""
    if text in KNOWN or text in KNOWN.values():
        return None
    wanted = key(text)
    return next((one for one in bodies.values() if wanted in map(key, names_of(one))), None)


def spellings(bodies: Bodies, session: str) -> list[str]:
    """Every name under which a session may have been recorded, the one by the code first."""
    name, _, number = session.partition("/")
    found = body_of(bodies, name)
    if found is None:
        return [session]
    return [f"{one}/{number}" for one in dict.fromkeys(names_of(found))]


def by_code(bodies: Bodies, session: str) -> str:
    return spellings(bodies, session)[0]


def above(bodies: Bodies, text: str) -> tuple[str, ...] | None:
    """Who stands above an added body; None for one that was not added."""
    found = body_of(bodies, text)
    if found is None:
        return None
    seen, up = [found["code"]], found["parent"]
    while up is not None and up not in seen:
        seen.append(up)
        up = bodies[up]["parent"] if up in bodies else None
    return tuple(seen[1:])


def everywhere(bodies: Bodies, calendar: Mapping[str, State]) -> dict[str, State]:
    """A calendar in which each session, and what a body goes by, is under every name of it."""
    found = dict(calendar)
    for name in calendar:
        head, slash, _ = name.partition("/")
        if slash and body_of(bodies, head):
            same = spellings(bodies, name)
            first = next(calendar[one] for one in same if one in calendar)
            found |= dict.fromkeys(same, first)
    for one in bodies.values():
        if one["code"] in calendar:
            found |= dict.fromkeys(names_of(one), calendar[one["code"]])
    return found


def body_shown(bodies: Bodies, state: State) -> Any:
    return state["name"], tuple(state["former"]), above(bodies, state["code"])
