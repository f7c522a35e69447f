"""The days of sessions, and the deadlines that hang on them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from .mandates import CLOSED, DOCUMENT, delivered, due_of, following, point_of
from .record import DAY, SAID, Ev, Span, State, Step, first_of, last_of, m

DONE = ("met", "late")
NEW: State = {
    "opens": [], "closes": [], "opened": None, "closed": None, "breaks": [], "began": [],
}  # fmt: skip


def applied(state: State | None, ev: Ev) -> State:
    """The session after an event."""
    now, data = state or NEW, ev.data
    match ev.kind:
        case "planned" | "moved":
            for end, day_in in (("opens", first_of), ("closes", last_of)):
                if data[end]:
                    change = (day_in(data[end]), ev.day, ev.recorded, len(data[end]))
                    now = now | {end: [*now[end], change]}
            return now
        case "postponed":
            off = (None, ev.day, ev.recorded, 10)
            closes = [*now["closes"], off] if now["closes"] else []
            return now | {"opens": [*now["opens"], off], "closes": closes}
        case "opened" | "closed":
            end = "opens" if ev.kind == "opened" else "closes"
            change = (data["day"], ev.day, ev.recorded, 10)
            return now | {end: [*now[end], change], ev.kind: data["day"]}
        case "suspended":
            began = [*now["began"], (ev.day, ev.recorded, len(now["closes"]))]
            return now | {"breaks": [*now["breaks"], (data["day"], None)], "began": began}
        case "resumed":
            back = [(now["breaks"][-1][0], data["day"])] if now["breaks"] else []
            return now | {"breaks": [*now["breaks"][:-1], *back]}
        case _:
            raise AssertionError(ev.kind)


def _day(changes: Sequence[Any]) -> date | None:
    day: date | None = changes[-1][0] if changes else None
    return day


def opens(state: State) -> date | None:
    return _day(state["opens"])


def by(state: State, today: date) -> State:
    """A session as it stands by a day: what is interrupted did not close on the day that was set
    before the interruption."""
    ends = [*state["closes"]]
    breaks = zip(state["breaks"], state["began"], strict=True)
    for (last, back), (decided, recorded, before) in breaks:
        before += len(ends) - len(state["closes"])
        day = ends[before - 1][0] if before else None
        if day and last < day <= today and not (back and back <= day):
            ends.insert(before, (None, decided, recorded, 10))
    return state | {"closes": ends}


def closes(state: State) -> date | None:
    """The last day, unless the opening was moved beyond it."""
    first, last = opens(state), _day(state["closes"])
    return None if last is None or first is None or last < first else last


def put_off(state: State) -> bool:
    return bool(state["opens"]) and opens(state) is None


def shown(state: State) -> State | None:
    """A session as it is answered; None where nothing can be said of its days."""
    if opens(state) is None and not put_off(state):
        return None
    said = [f"{day}"[:much] for day, _, _, much in state["opens"] if day]
    dated = opens(state) is not None
    stands = said[-1] if dated else ""
    return {
        "opens": opens(state),
        "closes": closes(state),
        "precision": {4: "year", 7: "month", 10: "day"}[state["opens"][-1][3]] if dated else None,
        "opened": state["opened"],
        "closed": state["closed"],
        "moved_from": tuple(dict.fromkeys(one for one in said if not stands.startswith(one))),
        "postponed": put_off(state),
        "breaks": state["breaks"],
    }


def may(state: State | None, ev: Ev) -> bool:
    """Whether an event can follow upon a state."""
    if ev.kind == "voided":
        return True
    now, data = state or NEW, ev.data
    first = opens(now)
    match ev.kind:
        case "postponed":
            return not now["opened"] and not now["closed"]
        case "planned" | "moved":
            if now["closed"] or (now["opened"] and (ev.kind == "planned" or data["opens"])):
                return False
            if ev.kind == "moved" and not now["opens"] and not data["opens"]:
                return False
            first = first_of(data["opens"]) if data["opens"] else first
            last = last_of(data["closes"]) if data["closes"] else _day(now["closes"])
            return not (first and last and last < first)
        case "opened":
            return not now["opened"] and not (now["closed"] and data["day"] > now["closed"])
        case "closed":
            return not now["closed"] and not (first and data["day"] < first)
        case "suspended":
            return not now["closed"] and not _interrupted(now)
        case "resumed":
            return not now["closed"] and _interrupted(now) and data["day"] > now["breaks"][-1][0]
        case _:
            raise AssertionError(ev.kind)


def _interrupted(state: State) -> bool:
    return bool(state["breaks"]) and state["breaks"][-1][1] is None


def so_already(state: State, ev: Ev) -> bool:
    """Whether what an event would say is so already."""
    data = ev.data
    match ev.kind:
        case "planned" | "moved":
            first = first_of(data["opens"]) if data["opens"] else opens(state)
            last = last_of(data["closes"]) if data["closes"] else _day(state["closes"])
            same = (first, last) == (opens(state), _day(state["closes"]))
            known = state["opens"] and state["opens"][-1][3]
            return bool(state["opens"]) and same and len(data["opens"] or "") in (0, known)
        case "postponed":
            return put_off(state)
        case "opened" | "closed":
            return bool(state[ev.kind] == data["day"])
        case "suspended":
            return (data["day"], None) in state["breaks"]
        case _:
            return any(data["day"] == back for _, back in state["breaks"])


# --- deadlines ------------------------------------------------------------------------------------


def held(changes: Sequence[Any], point: tuple[Any, date, date], days: int) -> date | None:
    """The day that holds after all changes of a session, so many days before it.

    A change counts for a day that still lay ahead when it was recorded. Where the due point itself
    was written down only after the day, nobody acted on it: the day of the decision counts.
    """
    _, since, written = point
    day: date | None = None
    for to, decided, recorded, _ in changes:
        known = decided if day is not None and written > day else max(decided, recorded)
        if day is None or known < day or known <= since:
            day = to - days * DAY if to is not None else None
    return day


LEAD = (70, 42, 14)
"""Days before the session (submission, issue), and before a deadline (due soon), by default."""


def policy(state: State | None, ev: Ev) -> State:
    """What a body goes by after an event: all that it ever went by, with when that was said."""
    said: list[Any] = state["said"] if state else []
    return {"said": [*said, (with_(said, ev.data["lead"]), ev.day, ev.recorded)]}


def with_(said: Sequence[Any], lead: tuple[int | None, ...]) -> tuple[int, ...]:
    """The lead times that were said last, with those that are set."""
    last = said[-1][0] if said else LEAD
    return tuple(old if new is None else new for old, new in zip(last, lead, strict=True))


def policy_may(state: State | None, ev: Ev) -> bool:
    """Nothing comes out before it was submitted."""
    if ev.kind == "voided":
        return True
    said: list[Any] = state["said"] if state else []
    submission, issue, _ = with_(said, ev.data["lead"])
    return issue <= submission


def _said_of(due: str | None, sessions: dict[str, State]) -> list[Any]:
    """What the body of a session ever went by; ``sessions`` has that by its code."""
    known = sessions.get((due or "").split("/")[0]) if "/" in (due or "") else None
    return known["said"] if known else []


def deadlines(one: State, sessions: dict[str, State], document: bool) -> dict[str, Any]:
    """By kind: the day, and from when on the due point holds."""
    found: dict[str, tuple[date, date]] = {}
    point = one["due"]
    anchored = anchors(one, sessions) if document else []
    for place, kind in enumerate(("submission", "issue")):
        day = held(_laid(anchored, _said_of(point[0], sessions), place), point, 0)
        if day is not None and day >= point[1]:
            found[kind] = (day, point[1])
    day = last_day(point_of(one), sessions)
    if day is not None:
        found["legal"] = (day, point_of(one)[1])
    return found


def _laid(anchored: Sequence[Any], said: Sequence[Any], place: int) -> list[Any]:
    """Every day on which a deadline came to lie, as its anchor moved and as lead times changed."""
    marks = [(decided, 0, day, recorded) for day, decided, recorded, _ in anchored]
    marks += [(decided, 1, lead[place], recorded) for lead, decided, recorded in said]
    marks.sort(key=lambda mark: mark[:2])
    found: list[Any] = []
    lead, anchor, known = LEAD[place], None, False
    for decided, kind, value, recorded in marks:
        if kind:
            lead = value
        else:
            anchor, known = value, True
        if known:
            day = anchor - timedelta(days=lead) if anchor else None
            found.append((day, decided, recorded, 10))
    return found


def anchors(one: State, sessions: dict[str, State]) -> list[Any]:
    """Every day from which one counted back: the first meeting on an item of the session that is
    not before its opening; while none is set, the opening. ``sessions`` has the items too."""
    due = one["due"][0] or ""
    marks: list[tuple[Any, date, date, Any]] = [
        (*mark[:3], None) for mark in sessions.get(due, NEW)["opens"]
    ]
    for item, (since, written) in one["under"].items():
        if item.startswith(f"{due}/"):
            met = sessions.get(item, {"meets": []})["meets"]
            while len(met) > 1 and met[1][1] <= since and max(m[2] for m in met[:2]) <= written:
                met = met[1:]  # put off before it was linked: that was never its day
            for day, decided, recorded, _ in met:
                marks.append((day, max(decided, since), max(recorded, written), item))
    marks.sort(key=lambda mark: mark[1])
    found: list[Any] = []
    last: dict[Any, date | None] = {}
    for day, decided, recorded, item in marks:
        last[item] = day
        opening = last.get(None, date.min)
        meetings = [meets for name, meets in last.items() if name is not None]
        dated = [meets for meets in meetings if meets and opening and meets >= opening]
        if opening is None or not (dated or None in meetings):
            now: Any = (last.get(None), "opening") if None in last else None
        else:
            now = (min(dated) if dated else None, "meeting")
        if now is not None and (not found or found[-1][4:] != now):
            found.append((now[0], decided, recorded, 10, *now))
    return [mark[:4] for mark in found]


def last_day(point: tuple[Any, date, date], sessions: dict[str, State]) -> date | None:
    """The last day of the window of a due point."""
    due = point[0]
    if due in (None, "open"):
        return None
    if "/" not in due:
        return last_of(due)
    known = sessions.get(due, NEW)
    day = held(known["closes"], point, 0)
    if put_off(known) and day is not None:
        decided = max(known["opens"][-1][1:3])
        return day if day < decided else None  # its window went with its opening
    return day


def standing(one: State, sessions: dict[str, State], today: date, document: bool) -> dict[str, Any]:
    """By kind of deadline: how it stands, by how many days where that matters, whether for sure."""
    found: dict[str, tuple[str, int | None, bool]] = {}
    said = _said_of(due_of(one), sessions)
    soon = said[-1][0][2] if said else LEAD[2]
    for kind, (day, _) in deadlines(one, sessions, document).items():
        met = _met(one, kind)
        if met is not None:
            late = (met[0] - day).days
            found[kind] = ("late", late, False) if late > 0 else ("met", None, met[1] > day)
        elif one["end"] in CLOSED:
            continue  # nothing presses any more
        elif today > day:
            found[kind] = ("overdue", (today - day).days, False)
        elif today == day:
            found[kind] = ("due", None, False)
        elif (day - today).days <= soon:
            found[kind] = ("due_soon", None, False)
        else:
            due = due_of(one) if kind == "legal" else one["due"][0]
            known = "/" not in (due or "") or bool(sessions.get(due or "", NEW)["opens"])
            known = known or (kind != "legal" and bool(anchors(one, sessions)))
            found[kind] = ("upcoming" if known else "forecast", None, False)
    return found


def _met(one: State, kind: str) -> Span | None:
    if not one["reports"]:
        done: Span | None = one["done"]
        return done
    days = [out if kind == "issue" else came for came, out in one["reports"].values()]
    return min((span for span in days if span), key=lambda span: span[::-1], default=None)


def timeliness(state: State, one: State, sessions: dict[str, State], today: date) -> Any:
    """One value, with the days late or overdue, and whether that is uncertain."""
    if one["end"] == "missed" and not delivered(one):
        lasts = "/" in (point_of(one)[0] or "") or deadlines(one, sessions, document=False)
        return ("overdue", one["missed"][1], False) if lasts else ("no_due_date", None, False)
    if one["end"] in CLOSED[1:]:
        return "no_due_date", None, False
    if due_of(one) == "open" and not delivered(one):
        return "open_ended", None, False
    stood = standing(one, sessions, today, state["text"]["what"] == DOCUMENT)
    lies = deadlines(one, sessions, state["text"]["what"] == DOCUMENT)
    if state["ended"]:  # what came before the terms ran out is still owed
        spent = state["ended"][0] == "expired"
        owed = {kind: at for kind, at in lies.items() if spent and at[0] < state["ended_on"]}
        stood = {kind: how for kind, how in stood.items() if kind in owed or how[0] in DONE}
        lies = lies if delivered(one) else owed
    any_day = bool(lies)
    gone = state["ended"] is not None and not delivered(one) and not any_day
    if gone or not any_day:
        if gone or delivered(one) or "/" not in (due_of(one) or ""):
            return "no_due_date", None, False
        off = put_off(sessions.get(due_of(one) or "", NEW))
        return ("open_ended" if off else "forecast"), None, False
    for how in ("overdue", "due", "due_soon"):
        for value, days, _ in reversed(stood.values()):
            if value == how:
                return how, days, False
    coming = [value for value, *_ in stood.values() if value in ("upcoming", "forecast")]
    if coming:
        first = "upcoming" if "upcoming" in coming else "forecast"
        return ("deferred" if one["deferrals"] else first), None, False
    late = [days for value, days, _ in stood.values() if value == "late"]
    if late:
        return "late", late[-1], False
    if not stood:
        return "no_due_date", None, False
    return "met", None, any(unsure for *_, unsure in stood.values())


# --- what time brings -----------------------------------------------------------------------------


def brought(
    mandate: str, state: State, sessions: dict[str, State], today: date, highest: int
) -> list[Step]:
    """What time alone has brought to a mandate by a day and was not said: deadlines, the next
    occurrence, and when nothing of that is left, its end."""
    if state["ended"]:
        return []
    end = _end(state, sessions)
    until = min(today, end) if end else today
    steps = sorted(
        (
            step
            for number, one in state["occurrences"].items()
            if one["end"] is None
            for step in _announced(mandate, state, number, one, sessions, until)
        ),
        key=lambda step: step.day or today,
    )
    steps += _opened(mandate, state, sessions, until, highest + 1)
    if not steps and end is not None and end < today:
        day = max(end + DAY, state["since"])
        steps = [
            step
            for number, one in state["occurrences"].items()
            if one["end"] is None
            for step in _announced(mandate, state, number, one, sessions, day)
            if step.data["on"] < day
        ]
        if steps:
            return sorted(steps, key=lambda step: step.day or today)
        return [Step(m(mandate), "expired", {"until": state["until"]}, None, day)]
    return steps


def _end(state: State, sessions: dict[str, State]) -> date | None:
    """The last day that the task's own terms give it."""
    until = state["until"]
    if until is None or "/" not in until:
        return last_of(until) if until else None
    return closes(sessions.get(until, NEW))


def _announced(
    mandate: str, state: State, number: int, one: State, sessions: dict[str, State], today: date
) -> list[Step]:
    steps: list[Step] = []
    document = state["text"]["what"] == DOCUMENT
    stood = standing(one, sessions, today, document)
    said_by = _said_of(due_of(one), sessions)
    soon = said_by[-1][0][2] if said_by else LEAD[2]
    for kind, (day, since) in deadlines(one, sessions, document).items():
        if stood[kind][0] in ("met", "late", "upcoming", "forecast"):
            continue
        near = max(day - timedelta(days=soon), since)
        when = (
            near if near < day else None,
            day if day >= since else None,
            max(day + DAY, since),
        )
        said = one["said"].get(kind, {}).get(day, -1)
        for index, first in enumerate(when):
            if first is not None and first <= today and index > said:
                data = {"n": number, "deadline": kind, "on": day}
                steps.append(Step(m(mandate), SAID[index], data, None, first))
    return steps


def _opened(
    mandate: str, state: State, sessions: dict[str, State], today: date, number: int
) -> list[Step]:
    """The next occurrence: from when the one before was closed, or its own first deadline came."""
    due = following(state)
    if due is None:
        return []
    before = list(state["occurrences"].values())[-1]
    to_come = before | {"due": (due, state["on"], state["on"]), "later": None, "end": None}
    document = state["text"]["what"] == DOCUMENT
    days = [day for day, _ in deadlines(to_come, sessions, document).values()]
    if before["end"] in CLOSED:
        days.append(before["ended_on"])
    if not days or min(days) > today:
        return []
    data = {"n": number, "due": due}
    return [Step(m(mandate), "opened", data, None, max(min(days), state["on"]))]
