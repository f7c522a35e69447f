"""A plain model of the life of mandates, in dictionaries: what the engine is measured against.

Written from the meaning of the words, and without a line of the package: events are kept as they
come, everything is worked out from them anew each time, and nothing is fast.

Terms are ``2001-06-30``, ``UNEP/21`` or ``open``. Whatever the model refuses raises `No`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, TypeAlias

State: TypeAlias = dict[str, Any]
CLOSED = ("completed", "waived", "merged")
SAID = ("due_soon", "due", "overdue")
DAY = timedelta(days=1)


class No(Exception):
    """A rule says no."""


@dataclass(frozen=True)
class Ev:
    """An event: where it stands, from when on it holds, when it was written down, what it says."""

    stream: str
    kind: str
    data: dict[str, Any]
    day: date
    position: int = 0
    recorded: date = date.min
    id: Any = None
    cause: Any = None
    command: Any = None


@dataclass(frozen=True)
class Step:
    """An event to come; ``cause`` is the index of the step that causes it."""

    stream: str
    kind: str
    data: dict[str, Any] = field(default_factory=dict[str, Any])
    cause: int | None = None
    day: date | None = None


def m(mandate: str) -> str:
    return f"mandate-{mandate}"


# --- folding --------------------------------------------------------------------------------------


def voided(events: Iterable[Ev]) -> set[Any]:
    """What counts for nothing. A void that is void itself voids nothing."""
    gone: set[Any] = set()
    for one in sorted(events, key=lambda each: -each.position):
        if one.kind == "voided" and one.id not in gone:
            gone.add(one.data["event"])
    return gone


def stands(events: Sequence[Ev], as_of: date | None, known: int | None) -> list[Ev]:
    """The events that count at a point, by the day from which they hold, then by position."""
    seen = [one for one in events if known is None or one.position <= known]
    gone = voided(seen)
    counted = [
        one
        for one in seen
        if one.kind != "voided" and one.id not in gone and (as_of is None or one.day <= as_of)
    ]
    return sorted(counted, key=lambda one: (one.day, one.position))


def fold(events: Sequence[Ev], as_of: date | None = None, known: int | None = None) -> State | None:
    state: State | None = None
    for one in stands(events, as_of, known):
        state = applied(state, one)
    return state


def applied(state: State | None, ev: Ev) -> State | None:
    """The state after an event; the one before is left as it is."""
    kind = ev.stream.split("-")[0]
    if kind == "instrument":
        return {"adopted": True}
    if kind == "report":
        return _report(state, ev)
    if kind == "session":
        return _session(state, ev)
    if ev.kind == "adopted":
        first = _occurrence(ev.data["due"], ev)
        return {"on": ev.day, "leads": [], "occurrences": {1: first}, "ended": None, "links": []}
    return None if state is None else _mandate(state, ev)


def _report(state: State | None, ev: Ev) -> State:
    now = dict(state or {"answers": [], "submitted": False, "issued": False})
    if ev.kind == "submitted":
        now |= {"submitted": True, "answers": ev.data["answers"]}
    if ev.kind == "issued":
        now |= {"issued": True}
    return now


def _session(state: State | None, ev: Ev) -> State:
    now = state or {"opens": [], "closes": [], "opened": None, "closed": None}
    for end in ("opens", "closes"):
        if ev.data.get(end):
            change = (ev.data[end], ev.day, ev.recorded)
            now = now | {end: [*now[end], change]}
    if ev.kind in ("opened", "closed"):
        now = now | {ev.kind: ev.data["opens" if ev.kind == "opened" else "closes"]}
    return now


def _occurrence(due: str, ev: Ev) -> State:
    return {
        "due": (due, ev.day, ev.recorded), "later": None, "stage": "open", "end": None,
        "days": None, "action": None, "ref": None, "reports": {}, "done": None,
        "deferrals": [], "said": {},
    }  # fmt: skip


def _mandate(state: State, ev: Ev) -> State:
    now = dict(state)
    match ev.kind:
        case "assigned":
            now["leads"] = [*(one for one in now["leads"] if one != ev.data["who"]), ev.data["who"]]
        case "reiterated":
            now["links"] = [*now["links"], ("reiterated", ev.data["by"], ev.data["ref"])]
        case "merged" | "retired":
            now["ended"] = (ev.kind, ev.data.get("into"))
            if ev.kind == "merged":
                now["links"] = [*now["links"], ("merged", ev.data["into"], ev.data["ref"])]
                now["occurrences"] = {
                    number: one if one["end"] else one | {"end": "merged"}
                    for number, one in now["occurrences"].items()
                }
        case "opened":
            opened = _occurrence(ev.data["due"], ev)
            now["occurrences"] = dict(sorted({**now["occurrences"], ev.data["n"]: opened}.items()))
        case "succeeded":
            pass
        case _:
            number = ev.data["n"]
            if number in now["occurrences"]:
                after = _on_occurrence(now["occurrences"][number], ev)
                now["occurrences"] = {**now["occurrences"], number: after}
    return now


def _on_occurrence(one: State, ev: Ev) -> State:
    data = ev.data
    match ev.kind:
        case "submitted":
            if data["document"] in one["reports"]:
                return one
            reports = {**one["reports"], data["document"]: [ev.day, None]}
            return one | {"stage": "submitted", "reports": reports}
        case "issued":
            reports = dict(one["reports"])
            if data["document"] in reports:
                submitted, issued = reports[data["document"]]
                reports[data["document"]] = [submitted, issued or ev.day]
            out = any(issued for _, issued in reports.values()) and one["stage"] == "submitted"
            return one | {"reports": reports, "stage": "issued" if out else one["stage"]}
        case "considered":
            done = one["done"]
            if done is None and not one["reports"]:  # it had come by then, who knows when
                done = (min(one["due"][1], ev.day), ev.day)
            return one | {
                "stage": "considered",
                "action": data["action"],
                "ref": data["ref"],
                "done": done,
            }
        case "completed" | "waived" | "missed":
            return one | {"end": ev.kind, "days": data.get("days", one["days"])}
        case "deferred":
            return _deferred(one, ev)
        case _:
            said = {**one["said"].get(data["deadline"], {}), data["on"]: SAID.index(ev.kind)}
            return one | {"said": {**one["said"], data["deadline"]: said}}


def _deferred(one: State, ev: Ev) -> State:
    data = ev.data
    deferrals = [*one["deferrals"], (data["what"], data["to"], data["ref"])]
    now = one | {"deferrals": deferrals}
    point = (data["to"], ev.day, ev.recorded)
    if data["what"] == "delivery":
        return now | {"due": point, "later": None, "said": {}, "end": None}
    now |= {"later": point}
    if one["stage"] != "considered":
        return now
    # It is taken up again: what was delivered stays delivered, what was missed missed.
    last = list(one["reports"].values())[-1:]
    stage = ("issued" if last[0][1] else "submitted") if last else "open"
    end = None if one["end"] == "completed" else one["end"]
    return now | {"stage": stage, "end": end, "ref": None}


# --- what an occurrence is ------------------------------------------------------------------------


def due_of(one: State) -> str:
    due: str = (one["later"] or one["due"])[0]
    return due


def delivered(one: State) -> bool:
    return bool(one["reports"]) or one["done"] is not None


def current(state: State) -> int:
    """The first that is open, else the last."""
    numbers: list[int] = list(state["occurrences"])
    still_open = (number for number in numbers if state["occurrences"][number]["end"] is None)
    return next(still_open, numbers[-1])


def legal(state: State) -> str:
    if state["ended"]:
        how: str = state["ended"][0]
        return how
    closed = all(one["end"] in CLOSED for one in state["occurrences"].values())
    return "discharged" if closed else "in_force"


def implementation(one: State) -> str:
    if one["end"] in ("waived", "merged") or (one["end"] == "missed" and not delivered(one)):
        return str(one["end"])
    return str(one["stage"])


# --- guards ---------------------------------------------------------------------------------------


def may(state: State | None, ev: Ev) -> bool:
    """Whether an event can follow upon a state."""
    kind = ev.stream.split("-")[0]
    if ev.kind == "voided" or ev.kind in SAID:
        return True
    if kind == "instrument":
        return state is None
    if kind == "report":
        return ev.kind == "submitted" or bool(state and state["submitted"])
    if kind == "session":
        return _session_may(state, ev)
    if state is None:
        return ev.kind == "adopted"
    if ev.kind == "adopted" or state["ended"]:
        return False
    if ev.kind in ("assigned", "retired", "succeeded"):
        return True
    if ev.kind in ("merged", "reiterated"):
        return m(ev.data.get("into") or ev.data["by"]) != ev.stream
    one = state["occurrences"].get(ev.data["n"])
    if ev.kind == "opened":
        return one is None
    return one is not None and _occurrence_may(one, ev)


def _occurrence_may(one: State, ev: Ev) -> bool:
    closed = one["end"] in CLOSED
    match ev.kind:
        case "issued":
            return ev.data["document"] in one["reports"]
        case "submitted" | "waived":
            return not closed
        case "considered":
            ended = one["end"] not in (None, "missed", "completed")
            return not ended and (delivered(one) or ev.data["ref"] is not None)
        case "completed":
            return delivered(one)
        case "missed":
            return not delivered(one) and not closed
        case "deferred":
            if one["end"] in ("merged", "waived") or (
                ev.data["what"] == "delivery" and (closed or delivered(one))
            ):
                return False
            return not _earlier(ev.data["to"], due_of(one))
        case _:
            raise AssertionError(ev.kind)


def _earlier(to: str, due: str) -> bool:
    alike = to != "open" != due and ("/" in to) == ("/" in due)
    return alike and to < due


def _session_may(state: State | None, ev: Ev) -> bool:
    now = state or {"opens": [], "closes": [], "opened": None, "closed": None}
    opens = now["opens"][-1][0] if now["opens"] else None
    match ev.kind:
        case "opened":
            late = now["closed"] and ev.data["opens"] > now["closed"]
            return not now["opened"] and not late
        case "closed":
            return not now["closed"] and not (opens and ev.data["closes"] < opens)
        case "planned" | "moved":
            new_opens, new_closes = ev.data.get("opens"), ev.data.get("closes")
            if ev.kind == "planned" and (now["opened"] or now["closed"]):
                return False
            if ev.kind == "moved" and ((now["opened"] and new_opens) or now["closed"]):
                return False
            if ev.kind == "moved" and not opens and not new_opens:
                return False
            first = new_opens or opens
            last = new_closes or (now["closes"][-1][0] if now["closes"] else None)
            return not (first and last and last < first)
        case _:
            raise AssertionError(ev.kind)


def broken(events: Sequence[Ev]) -> set[Any]:
    """The events that could not happen where they stand; none where nothing has begun."""
    state: State | None = None
    found: set[Any] = set()
    for one in stands(events, None, None):
        if not may(state, one):
            found.add(one.id)
        state = applied(state, one)
    return found if state is not None else set()


# --- time -----------------------------------------------------------------------------------------


def held(
    changes: Sequence[tuple[date, date, date]], point: tuple[str, date, date], days: int
) -> date:
    """The day that holds after all changes of a session, so many days before it.

    A change counts for a day that still lay ahead when it was recorded. Where the due point itself
    was written down only after the day, nobody acted on it: the day of the decision counts.
    """
    _, since, written = point
    day = changes[0][0] - days * DAY
    for to, decided, recorded in changes[1:]:
        known = decided if written > day else max(decided, recorded)
        if known < day or known <= since:
            day = to - days * DAY
    return day


def deadlines(one: State, sessions: dict[str, State]) -> dict[str, tuple[date, date]]:
    """By kind: the day, and from when on the due point holds."""
    found: dict[str, tuple[date, date]] = {}
    point = one["due"]
    if "/" in point[0] and sessions.get(point[0], {}).get("opens"):
        for kind, days in (("submission", 70), ("issue", 42)):
            day = held(sessions[point[0]]["opens"], point, days)
            if day >= point[1]:
                found[kind] = (day, point[1])
    point = one["later"] or one["due"]
    if "/" in point[0]:
        if point[0] in sessions and sessions[point[0]]["closes"]:
            found["legal"] = (held(sessions[point[0]]["closes"], point, 0), point[1])
    elif point[0] != "open":
        found["legal"] = (date.fromisoformat(point[0]), point[1])
    return found


def standing(one: State, sessions: dict[str, State], today: date) -> dict[str, tuple[str, int]]:
    """By kind of deadline: how it stands, and by how many days where that matters."""
    found: dict[str, tuple[str, int]] = {}
    for kind, (day, _) in deadlines(one, sessions).items():
        met = _met(one, kind)
        if met is not None:
            found[kind] = ("met", 0) if met <= day else ("late", (met - day).days)
        elif today > day:
            found[kind] = ("overdue", (today - day).days)
        elif today == day:
            found[kind] = ("due", 0)
        else:
            found[kind] = ("due_soon" if (day - today).days <= 14 else "upcoming", 0)
    return found


def _met(one: State, kind: str) -> date | None:
    if not one["reports"]:
        return one["done"][0] if one["done"] else None
    days = [out if kind == "issue" else came for came, out in one["reports"].values()]
    return min((day for day in days if day), default=None)


def timeliness(
    state: State, one: State, sessions: dict[str, State], today: date
) -> tuple[str, int | None]:
    if one["end"] == "missed" and not delivered(one):
        return "overdue", one["days"]
    if one["end"] in ("waived", "merged"):
        return "no_due_date", None
    if due_of(one) == "open" and not delivered(one):
        return "open_ended", None
    gone = state["ended"] is not None and not delivered(one)
    stood = standing(one, sessions, today)
    if gone or not stood:
        waits = "/" in due_of(one) and not delivered(one) and not gone
        return ("forecast" if waits else "no_due_date"), None
    if one["end"] in CLOSED:
        stood = {kind: each for kind, each in stood.items() if each[0] in ("met", "late")}
    for how in ("overdue", "due", "due_soon"):
        for value, days in reversed(stood.values()):
            if value == how:
                return how, days if how == "overdue" else None
    if any(value == "upcoming" for value, _ in stood.values()):
        return ("deferred" if one["deferrals"] else "upcoming"), None
    late = [days for value, days in stood.values() if value == "late"]
    if late:
        return "late", late[-1]
    return ("met" if stood else "no_due_date"), None
