"""What happens to a mandate and its occurrences, and what cannot."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count, islice
from typing import Any

from .record import SAID, Ev, Span, State, last_of, m

CLOSED = ("completed", "waived", "merged", "superseded")
ANY_TIME = ("corrected", "noted", "tracking_overridden", "words_verified")
"""What may be said of a mandate whatever became of it."""
DOCUMENT, MEETING, ITEM = "report", "meeting", "agenda_item"


def applied(state: State | None, ev: Ev) -> State | None:
    """The mandate after an event; the one before is left as it is."""
    if ev.kind == "adopted":
        text = {"strength": STRENGTH[ev.data["text"].get("verb", "request")], **ev.data["text"]}
        due = next(terms(text, ev.day), None)
        return {
            "text": text, "on": ev.day, "leads": (), "occurrences": {1: _occurrence(due, ev)},
            "ended": None, "ended_on": None, "until": text.get("until"), "since": ev.day,
            "newer": [], "older": [], "funded": [], "notes": [], "adoption": ev.id,
            "tracked": tracked(who(text)), "reason": None,
            "text_of": text.get("text_of", "adopted"),
        }  # fmt: skip
    return None if state is None else _applied(state, ev)


def _occurrence(due: str | None, ev: Ev) -> State:
    return {
        "due": (due, ev.day, ev.recorded), "later": None, "stage": "open", "end": None,
        "ended_on": None, "missed": None, "action": None, "ref": None, "reports": {}, "done": None,
        "deferrals": [], "said": {}, "kept": ev.data.get("kept", {}),
        "passed": ev.data.get("passed"),
        "under": {}, "put_off_on": [],
    }  # fmt: skip


ENDS = {"adapted": "superseded", "merged": "merged", "replaced": "superseded",
        "retired": None, "expired": None, "lapsed": None}  # fmt: skip
"""How a mandate may end, and what that makes of what was open, where another carries it on."""


def _applied(state: State, ev: Ev) -> State:
    data = ev.data
    match ev.kind:
        case "assigned":
            others = tuple(one for one in state["leads"] if one != data["who"])
            return state | {"leads": (*others, data["who"])}
        case "reiterated":
            return state | {"newer": [*state["newer"], ("reiterated", data["to"], data["ref"])]}
        case "succeeded":
            return state | {"older": [*state["older"], (data["how"], data["old"], data["ref"])]}
        case "extended":
            return state | {"until": data["until"], "since": ev.day}
        case "corrected":
            return _corrected(state, ev)
        case "noted":
            return state | {"notes": [*state["notes"], data["text"]]}
        case "tracking_overridden":
            return state | {"tracked": data["tracked"], "reason": data["reason"]}
        case "words_verified":
            return state | {"text_of": "adopted"}
        case "funded":
            return state | {
                "funded": [*state["funded"], data | {"position": ev.position, "on": ev.day}]
            }
        case "opened" | "expired" if ev.by_time and _overtaken(state, ev):
            return state
        case "opened":
            opened = {**state["occurrences"], data["n"]: _occurrence(data["due"], ev)}
            return state | {"occurrences": dict(sorted(opened.items()))}
        case _ if ev.kind in ENDS:
            return _ended(state, ev)
        case _ if data["n"] in state["occurrences"]:
            document = state["text"]["what"] == DOCUMENT
            after = _on_occurrence(state["occurrences"][data["n"]], ev, document)
            return state | {"occurrences": {**state["occurrences"], data["n"]: after}}
        case _:
            return state


def _corrected(state: State, ev: Ev) -> State:
    """What the text says was wrong; a due point that was deferred is as it was put off."""
    data, text = ev.data, state["text"]
    if data["field"] in ("who", "verb", "strength", "title", "what"):
        now = state | {"text": {**text, data["field"]: data["to"]}}
        decided = data["field"] != "who" or state["reason"] is not None
        return now if decided else now | {"tracked": tracked(data["to"])}
    if data["field"] == "until":
        extended = state["until"] != text.get("until")
        now = state | {"text": {**text, "until": data["to"]}}
        return now if extended else now | {"until": data["to"], "since": ev.day}
    moved = repointed(state, data["n"], data["to"])
    ones = {
        number: one | {"due": (moved[number], ev.day, ev.recorded)} if number in moved else one
        for number, one in state["occurrences"].items()
    }
    return state | {"occurrences": ones, "text": put_right(state, data["n"], data["to"])}


def put_right(state: State, number: int, to: str) -> State:
    """The text with another due point; one that is not in its list is none of the text."""
    text, own = state["text"], own_points(state)
    dues = [*text["dues"]]
    place = own.index(number) if number in own else len(dues)
    if number == 1 and len(dues) < 2:
        dues = [to]
    elif len(dues) > 1 and place < len(dues):
        dues[place] = to
    return {**text, "dues": tuple(dues)}


def own_points(state: State) -> list[int]:
    return [number for number, one in state["occurrences"].items() if one["passed"] is None]


def repointed(state: State, number: int, to: str) -> dict[int, str | None]:
    """That due point, and those that stood where the text said and stand elsewhere by it now."""
    right = put_right(state, number, to)
    found: dict[int, str | None] = {}
    for place, own in enumerate(own_points(state), 1):
        was, now = (term_at(state, text, place) for text in (state["text"], right))
        stands = state["occurrences"][own]["due"][0] == was
        if stands and was != now and (now is not None or place == 1):
            found[own] = now
    return found | {number: to}


NOBODY_OF_THE_UN = ("Member States", "Governments")


def tracked(addressees: tuple[str, ...]) -> str:
    """Whether what is addressed to these is tracked."""
    if not addressees:
        return "unknown"
    return "no" if all(one in NOBODY_OF_THE_UN for one in addressees) else "yes"


def who(text: State) -> tuple[str, ...]:
    """Whom an act addresses, unless it says otherwise."""
    named: tuple[str, ...] = text.get("who", ("Secretary-General",))
    return named


STRENGTH = {"request": "request", "decide": "binding", "invite": "exhortation"}


def _overtaken(state: State, ev: Ev) -> bool:
    """Whether something entered later has taken the ground from what time brought."""
    if state["ended"]:
        return True
    if ev.kind == "expired":
        return bool(ev.data["until"] != state["until"])
    return ev.data["n"] in state["occurrences"]


def _ended(state: State, ev: Ev) -> State:
    to = ev.data.get("to")
    now = state | {"ended": (ev.kind, to), "ended_on": ev.day}
    if to is None:
        return now
    passed = {"end": ENDS[ev.kind], "ended_on": ev.day}
    return now | {
        "newer": [*state["newer"], (ev.kind, to, ev.data["ref"])],
        "occurrences": {
            number: one if one["end"] else one | passed
            for number, one in state["occurrences"].items()
        },
    }


def _on_occurrence(one: State, ev: Ev, document: bool) -> State:
    data = ev.data
    match ev.kind:
        case "submitted":
            if data["document"] in one["reports"]:
                return one
            reports = {**one["reports"], data["document"]: (_came(ev), None)}
            return one | {"stage": "submitted", "reports": reports}
        case "issued":
            return _issued(one, data["document"], _came(ev))
        case "considered":
            done = one["done"]
            if done is None and not one["reports"]:  # it had come by then, who knows when
                earliest = one["due"][1] if document else ev.first
                done = (min(earliest, ev.day), ev.day)
            dealt_with = {"stage": "considered", "action": data["action"], "ref": data["ref"]}
            return one | dealt_with | {"done": done}
        case "progress":
            if data["state"] in ("confirmed", "held"):
                done = _came(ev) if data.get("came") else ev.span
                return one | {"stage": data["state"], "done": done}
            if data["state"] == "stated" and one["reports"]:
                return one
            stage = "in_progress" if data["state"] == "stated" else data["state"]
            return one | {"stage": stage, "done": None}
        case "item_advanced":
            return one | {"stage": data["state"]}
        case "item_linked":
            under = {**one["under"]}
            under.setdefault(data["item"], (ev.day, ev.recorded))
            return one | {"under": under}
        case "completed" | "waived" | "missed":
            found = (point_of(one), data["days"]) if ev.kind == "missed" else one["missed"]
            return one | {"end": ev.kind, "ended_on": ev.day, "missed": found}
        case "deferred":
            return _deferred(one, ev, document)
        case _:
            said = {**one["said"].get(data["deadline"], {}), data["on"]: SAID.index(ev.kind)}
            return one | {"said": {**one["said"], data["deadline"]: said}}


def _came(ev: Ev) -> Span:
    """When a report came, or came out: of one that passed on, when it did; of a month no more."""
    first, last = ev.data.get("came") or ev.span
    return first, last if first == last else min(last_of(f"{first:%Y-%m}"), ev.day)


def _issued(one: State, document: str, out: Span) -> State:
    reports = dict(one["reports"])
    if document in reports:
        came, before = reports[document]
        reports[document] = (came, before or out)
    done = one["stage"] == "submitted" and any(out for _, out in reports.values())
    return one | {"reports": reports, "stage": "issued" if done else one["stage"]}


def _deferred(one: State, ev: Ev, document: bool) -> State:
    data = ev.data
    now = one | {
        "deferrals": [*one["deferrals"], (data["what"], data["to"], data["ref"])],
        "put_off_on": [*one["put_off_on"], ev.day],
    }
    point = (data["to"], ev.day, ev.recorded)
    if data["what"] == "delivery":
        anew: State = {"due": point, "later": None, "said": {}, "kept": one["kept"] | data["kept"]}
        return now | anew | {"end": None, "ended_on": None, "missed": None}
    now |= {"later": point}
    if one["stage"] != "considered":
        return now
    # It is taken up again: what was delivered stays delivered, what was missed missed.
    last = list(one["reports"].values())[-1:]
    stage = ("issued" if last[0][1] else "submitted") if last else "open"
    now |= {"stage": stage, "ref": None, "done": one["done"] if document else None}
    return now | {"end": None, "ended_on": None} if one["end"] == "completed" else now


# --- what it comes to -----------------------------------------------------------------------------


def due_of(one: State) -> str | None:
    due: str | None = (one["later"] or one["due"])[0]
    return due


def point_of(one: State) -> tuple[Any, date, date]:
    """The point whose window counts in law: of what is missed, the one that was found so."""
    missed = one["end"] == "missed" and not delivered(one)
    point: tuple[Any, date, date] = one["missed"][0] if missed else one["later"] or one["due"]
    return point


def delivered(one: State) -> bool:
    return bool(one["reports"]) or one["done"] is not None


def current(state: State) -> int:
    """The first that is open, else the last."""
    numbers: list[int] = list(state["occurrences"])
    still_open = (number for number in numbers if state["occurrences"][number]["end"] is None)
    return next(still_open, numbers[-1])


def owed(state: State) -> int:
    """What is open and for which nothing came: the first that is due, else the current one."""
    found = [
        number for number, one in state["occurrences"].items()
        if one["end"] is None and not delivered(one)
    ]  # fmt: skip
    for number in found[1:]:
        if sooner(*(due_of(state["occurrences"][n]) for n in (number, found[0]))):
            found[0] = number
    return found[0] if found else current(state)


def sooner(one: str | None, other: str | None) -> bool:
    """Whether a due point comes before another; a session and a date are not compared, nor are
    sessions of two bodies."""
    if one in (None, "open"):
        return False
    if other is None or other == "open":
        return True
    bodies = {point.partition("/")[0] for point in (one, other) if "/" in point}
    return len(bodies) < 2 and beyond(other, one)


def legal(state: State) -> str:
    if state["ended"]:
        how: str = state["ended"][0]
        return how
    closed = all(one["end"] in CLOSED for one in state["occurrences"].values())
    return "discharged" if closed and following(state) is None else "in_force"


def implementation(one: State) -> str:
    if one["end"] in CLOSED[1:] or (one["end"] == "missed" and not delivered(one)):
        return str(one["end"])
    return str(one["stage"])


# --- rhythm ---------------------------------------------------------------------------------------


def terms(text: State, adopted: date) -> Iterator[str]:
    """The due points that a text gives, in their order, without end where it sets none.

    Each is so many steps from where its phase began: the 31st comes back after a shorter month.
    """
    dues, phases = text["dues"], text.get("rhythm", ())
    yield from dues
    if not phases:
        return
    point = dues[-1] if dues else later(adopted.isoformat(), *phases[0][:2])
    if not dues:
        yield point
    for every, unit, until in phases:
        begin = point
        for steps in count(1):
            after = later(begin, every * steps, unit)
            if until is not None and beyond(after, until):
                break
            point = after
            yield point


def later(point: str, many: int, unit: str) -> str:
    """A due point so many months, days or sessions on. A body meets once a year."""
    if "/" in point:
        body, number = point.split("/")
        return f"{body}/{int(number) + (many // 12 if unit == 'month' else many)}"
    day = last_of(point)
    if unit == "day":
        return (day + timedelta(days=many)).isoformat()
    return months_on(day, many).isoformat()[: len(point)]


def months_on(day: date, many: int) -> date:
    """The same day some months on; the last day of a month stays one."""
    year, month = divmod(day.year * 12 + day.month - 1 + many, 12)
    last = last_of(f"{year:04}-{month + 1:02}")
    return last if (day + timedelta(days=1)).day == 1 else last.replace(day=min(day.day, last.day))


def beyond(point: str, until: str) -> bool:
    """Whether a due point lies after an end; a session and a date are not compared."""
    if ("/" in point) != ("/" in until):
        return False
    if "/" in point:
        return int(point.split("/")[1]) > int(until.split("/")[1])
    return last_of(point) > last_of(until)


def following(state: State, ahead: int = 1) -> str | None:
    """The due point that the text gives to the next occurrence, or to one further ahead."""
    return term_at(state, state["text"], len(own_points(state)) + ahead)


def term_at(state: State, text: State, number: int) -> str | None:
    """The due point of that number, by a text, until the end that the mandate has now."""
    until = state["until"]
    phases = text.get("rhythm", ())
    if phases and until is not None and until != text.get("until"):  # it was extended
        text = {**text, "rhythm": (*phases[:-1], (*phases[-1][:2], None))}
    found = next(islice(terms(text, state["on"]), number - 1, None), None)
    listed = number <= len(text["dues"])
    if found is None or until is None or listed:
        return found
    return None if beyond(found, until) else found


# --- guards ---------------------------------------------------------------------------------------


def may(state: State | None, ev: Ev) -> bool:
    """Whether an event can follow upon a state."""
    if ev.kind == "voided" or ev.kind in SAID:
        return True
    if ev.kind in ANY_TIME:
        return state is not None
    if ev.kind == "item_linked":
        return state is not None and ev.data["n"] in state["occurrences"]
    if state is None or ev.kind == "adopted":
        return state is None and ev.kind == "adopted"
    data = ev.data
    if state["ended"]:
        spent = state["ended"][0] in ("expired", "lapsed")
        owed = ("submitted", "issued", "considered", "completed", "missed", "reiterated")
        if not spent or ev.kind not in (*owed, "funded"):
            return False
    if ev.kind in ("adapted", "merged", "replaced", "retired", "extended"):
        acting = "GA" if data["ref"].startswith("A/") else "SC"
        above = data.get("above")  # of a body that was added; what the Assembly gave, it ends
        own = acting == "GA" if above is None else acting in above
        return own and m(data.get("to") or "") != ev.stream
    if ev.kind in ("reiterated", "succeeded"):
        return m(data.get("to") or data["old"]) != ev.stream
    if ev.kind in ("assigned", "lapsed", "funded"):
        return True
    if ev.kind == "expired":
        return bool(data["until"] == state["until"])
    one = state["occurrences"].get(data["n"])
    if ev.kind == "opened":
        return one is None
    return one is not None and _occurrence_may(one, ev, state["text"]["what"] == DOCUMENT)


def _occurrence_may(one: State, ev: Ev, document: bool) -> bool:
    closed = one["end"] in CLOSED
    data = ev.data
    match ev.kind:
        case "issued":
            return data["document"] in one["reports"]
        case "submitted" | "waived" | "item_advanced":
            return not closed
        case "progress":
            meeting = data["state"] in ("convened", "held", "postponed")
            return not closed and not (meeting and document)
        case "considered":
            ended = one["end"] not in (None, "missed", "completed")
            return not ended and (delivered(one) or data["ref"] is not None)
        case "completed":
            return delivered(one)
        case "missed":
            other = data["due"] is not None and data["due"] != due_of(one)
            return not delivered(one) and not closed and not other
        case "deferred":
            whole = data["what"] == "delivery" and (closed or delivered(one))
            if one["end"] in ("merged", "superseded", "waived") or whole:
                return False
            return not _earlier(data["to"], due_of(one))
        case _:
            raise AssertionError(ev.kind)


def _earlier(to: str, due: str | None) -> bool:
    alike = due is not None and ("/" in to) == ("/" in due)
    if alike and due is not None and "/" in to:
        alike = to.partition("/")[0] == due.partition("/")[0]
    dated = alike and "open" not in (to, due)
    return dated and due is not None and beyond(due, to)


def facts(state: State) -> Any:
    """All that is shown of a mandate that hangs on no calendar, to be compared as a whole."""
    return {
        "legal": legal(state),
        "leads": state["leads"],
        "until": state["until"],
        "newer": state["newer"],
        "older": state["older"],
        "coming": [] if state["ended"] else [
            term for term in (following(state, 1), following(state, 2)) if term
        ],
        **said(state),
    }  # fmt: skip


def said(state: State) -> State:
    """What a mandate says, with all that was corrected, and what people said of it."""
    text = state["text"]
    return {
        "addressees": who(text), "verb": text.get("verb", "request"), "title": text.get("title"),
        "strength": text["strength"], "deliverable": text["what"],
        "tracked": state["tracked"], "tracking_reason": state["reason"],
        "notes": tuple(state["notes"]), "text_of": state["text_of"],
    }  # fmt: skip
